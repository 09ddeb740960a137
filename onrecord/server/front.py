"""What every request goes through: name, token, kept answers, files; then the resources. Headers on all that leaves."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from onrecord.archive.views.parts import ROOT
from onrecord.server import guard
from onrecord.server.answers import Answer, address_of
from onrecord.server.files import FIRST
from onrecord.server.headers import ON_ALL, POLICY
from onrecord.server.problems import MEDIA_TYPE, Problem, encoded, problem
from onrecord.server.shelf import Shelf

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Front:
    """The application as uvicorn calls it."""

    def __init__(
        self,
        inner: App,
        shelf: Shelf,
        files: dict[str, Answer],
        token: str | None = None,
        names: frozenset[str] | None = None,
    ) -> None:
        self._inner = inner
        self._shelf = shelf
        self._files = files
        self._token = token
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or take part in starting and stopping."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        wants_head = scope["method"] == "HEAD"
        if wants_head:
            scope = {**scope, "method": "GET"}
        await self._answer(scope, receive, _Leaving(send, wants_head))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        path: str = scope["path"]
        if not guard.is_called_rightly(self._names, headers.get(b"host", b"").decode("latin-1")):
            detail = "This server does not answer to that name. Open it by the address that it printed when it started"
            await _refuse(send, problem(421, detail, "Host"))
        elif self._token and not guard.shows_token(self._token, headers):
            await self._ask_for_token(scope, send)
        elif path == "/" and self._token and guard.token_in(scope["query_string"]) is not None:
            await _send(send, 303, {"location": "/"}, b"")
        elif path == ROOT or path.startswith("/api/"):
            kept = self._shelf.kept(address_of(scope)) if scope["method"] == "GET" else None
            if kept is None:
                await self._inner(scope, receive, send)
            else:
                await _send(send, *kept.sent(headers))
        elif scope["method"] != "GET":
            await _refuse(send, problem(405, "The explorer's files can only be read"), {"allow": "GET, HEAD"})
        else:
            await self._file(path, headers, send)

    async def _ask_for_token(self, scope: Scope, send: Send) -> None:
        """Let in who opens the first page with the token in its address; tell others what is missing."""
        brought = guard.token_in(scope["query_string"]) if scope["path"] == "/" else None
        if self._token and brought is not None and guard.is_token(self._token, brought):
            cookie = guard.set_cookie(self._token, scope.get("scheme") == "https")
            await _send(send, 303, {"location": "/", "set-cookie": cookie, "cache-control": "no-store"}, b"")
            return
        detail = "Show the server's token: open /?token=TOKEN once, or send it as Authorization: Bearer TOKEN"
        await _refuse(send, problem(401, detail), {"www-authenticate": "Bearer"})

    async def _file(self, path: str, headers: dict[bytes, bytes], send: Send) -> None:
        """One of the explorer's files; its first page for the paths of its pages, nothing for a file that is not."""
        name = path.lstrip("/")
        found = self._files.get(name) or (None if "." in name.rpartition("/")[2] else self._files.get(FIRST))
        if found is None:
            missing = "There is no such file" if self._files else "The explorer was not built; the API is under /api/v1"
            await _refuse(send, problem(404, missing))
        else:
            await _send(send, *found.sent(headers))


class _Leaving:
    """Puts the headers of all answers on one, and leaves its bytes away for HEAD."""

    def __init__(self, send: Send, wants_head: bool) -> None:
        self._send = send
        self._wants_head = wants_head

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            told = {name for name, _ in message["headers"]}
            own = [] if b"content-security-policy" in told else [(b"content-security-policy", POLICY.encode())]
            message = {**message, "headers": [*message["headers"], *own, *ON_ALL]}
        elif self._wants_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


async def _refuse(send: Send, told: Problem, headers: dict[str, str] | None = None) -> None:
    told_headers = {"content-type": MEDIA_TYPE, "cache-control": "no-store", **(headers or {})}
    await _send(send, told.status, told_headers, encoded(told))


async def _send(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    listed = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    if status != 304:
        listed.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": listed})
    await send({"type": "http.response.body", "body": body})
