"""One request at a time, within limits of time and size, by the standard library; proxies as the environment says."""

import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import Any

from onrecord.intake.transfer import undo_coding
from onrecord.version import VERSION

_CHUNK = 65536


class FetchFailed(Exception):
    """A request that brought nothing; the message says why in a few words."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: `url` is where it came from, `body` is unpacked, `headers` are looked up in any case."""

    url: str
    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, such as `text/html`."""
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        """The charset that the media type names."""
        return self.headers.get_content_charset()


class Client:
    """Makes single requests: no redirect is followed, no cookie is kept.

    `timeout` bounds a whole request in seconds, `limit` its body in bytes, packed and unpacked.
    """

    def __init__(self, contact: str | None = None, timeout: float = 30.0, limit: int = 20_000_000) -> None:
        self.agent = f"onrecord/{VERSION} (reader of news feeds{'; ' + contact if contact else ''})"
        self._timeout = timeout
        self._limit = limit

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer of the server, whatever its status. Raises FetchFailed where there is none within the limits."""
        sent = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate", **(headers or {})}
        with _cut_off(self._timeout) as (opened, cut):
            try:
                with _opener(opened).open(urllib.request.Request(url, headers=sent), timeout=self._timeout) as answer:
                    body = self._body(answer)
                    if cut():  # what was read looks whole, but for the library an end is an end
                        raise TimeoutError
                    return Response(url, answer.status, answer.headers, self._unpacked(body, answer.headers))
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise FetchFailed(f"no answer within {self._timeout:g} s" if cut() else _reason(error)) from error

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        body = bytearray()
        while part := answer.read1(_CHUNK):
            body += part
            if len(body) > self._limit:
                raise FetchFailed(f"the answer is longer than {self._limit / 1e6:g} MB")
        expected = answer.headers.get("Content-Length", "")
        if expected.isdecimal() and len(body) < int(expected):
            raise FetchFailed("the answer ends early")
        return bytes(body)

    def _unpacked(self, body: bytes, headers: Message) -> bytes:
        found = undo_coding(body, headers.get("Content-Encoding", ""), self._limit)
        if len(found) > self._limit:
            raise FetchFailed(f"the answer is longer than {self._limit / 1e6:g} MB")
        return found


def _opener(opened: list[socket.socket]) -> urllib.request.OpenerDirector:
    """An opener for HTTP and HTTPS alone, which gives every answer as it is and notes the sockets that it opens."""
    opener = urllib.request.OpenerDirector()
    handlers = (urllib.request.ProxyHandler(), _HTTP(opened), _HTTPS(opened), urllib.request.UnknownHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener


class _HTTP(urllib.request.HTTPHandler):
    def __init__(self, opened: list[socket.socket]) -> None:
        super().__init__()
        self._opened = opened

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_noting(http.client.HTTPConnection, self._opened), req)


class _HTTPS(urllib.request.HTTPSHandler):
    def __init__(self, opened: list[socket.socket]) -> None:
        super().__init__()
        self._opened = opened

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        connection = _noting(http.client.HTTPSConnection, self._opened)
        return self.do_open(connection, req, context=ssl.create_default_context())


def _noting(kind: Callable[..., http.client.HTTPConnection], opened: list[socket.socket]) -> Any:
    """What makes connections of that kind, each of which puts its socket on the list."""

    def connect(connection: http.client.HTTPConnection, plain: Callable[[], None]) -> None:
        plain()
        opened.append(connection.sock)

    def make(*arguments: Any, **options: Any) -> http.client.HTTPConnection:
        connection = kind(*arguments, **options)
        plain = connection.connect
        connection.connect = lambda: connect(connection, plain)  # type: ignore[method-assign]
        return connection

    return make


@contextmanager
def _cut_off(seconds: float) -> Iterator[tuple[list[socket.socket], Callable[[], bool]]]:
    """Shuts the sockets on the list when the time is up: a server that sends a byte now and then has no end else."""
    opened: list[socket.socket] = []
    cut = threading.Event()

    def shut() -> None:
        cut.set()
        for each in opened:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    timer = threading.Timer(seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield opened, cut.is_set
    finally:
        timer.cancel()


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.URLError):
        error = error.reason if isinstance(error.reason, Exception) else error
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "the answer ends early"
    return str(error) or type(error).__name__
