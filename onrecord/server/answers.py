"""From a view to an HTTP answer: bytes with an entity tag, kept for the same address and state of the data."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeVar, cast

import msgspec
from litestar import Request, Response

from onrecord.archive.views.context import Context

T = TypeVar("T")
AnyRequest = Request[Any, Any, Any]
_SMALL = 1000
"""Bytes below which packing gains nothing."""
_FAST = 1
"""How hard answers are packed: a tenth larger than the usual level, in a third of the time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its bytes as they are and packed, its type, the tag that tells it from others, how to keep it."""

    body: bytes
    packed: bytes | None
    media_type: str
    tag: str
    caching: str = "no-cache"
    policy: str | None = None
    """The content security policy of a page that brings its own."""

    @property
    def size(self) -> int:
        """Bytes that keeping it takes."""
        return len(self.body) + len(self.packed or b"")

    def sent(self, request: dict[bytes, bytes]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes for a request with these headers: nothing where it has the answer already."""
        headers = {"etag": self.tag, "cache-control": self.caching, "vary": "accept-encoding"}
        if _is_known(self.tag, request.get(b"if-none-match", b"").decode("latin-1")):
            return 304, headers, b""
        headers["content-type"] = self.media_type
        if self.policy:
            headers["content-security-policy"] = self.policy
        if self.packed is not None and _takes_gzip(request.get(b"accept-encoding", b"").decode("latin-1")):
            return 200, headers | {"content-encoding": "gzip"}, self.packed
        return 200, headers, self.body


def make_answer(
    body: bytes,
    media_type: str,
    tag: str,
    caching: str = "no-cache",
    policy: str | None = None,
    level: int = _FAST,
) -> Answer:
    """An answer, with its bytes packed where that makes them fewer."""
    packed = gzip.compress(body, level, mtime=0) if len(body) > _SMALL else None
    return Answer(body, packed if packed and len(packed) < len(body) else None, media_type, tag, caching, policy)


def tag_of(*parts: str) -> str:
    """An entity tag made from what an answer depends on."""
    return f'W/"{blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def address_of(scope: Any) -> str:
    """What an answer is kept under: the path and the query as they were sent."""
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}"


def answered(
    request: AnyRequest,
    make: Callable[[Context], T],
    media_type: str = "application/json",
    policy: Callable[[T], str] | None = None,
) -> Response[T]:
    """The view that `make` gives; a text goes out as it is, anything else as JSON.

    `policy` says what a page may load, where it brings a policy of its own.
    """
    shelf = request.app.state.shelf
    address = address_of(request.scope)
    with shelf.context() as (version, context):
        view = make(context)
    own_policy = policy(view) if policy else None
    answer = make_answer(_encoded(view), media_type, tag_of(version, address), policy=own_policy)
    shelf.keep(version, address, answer)
    status, headers, body = answer.sent(dict(request.scope["headers"]))
    found = Response(body, status_code=status, headers=headers, media_type=media_type)
    return cast(Response[T], found)


def _encoded(view: object) -> bytes:
    return view.encode() if isinstance(view, str) else msgspec.json.encode(view)


def _is_known(tag: str, told: str) -> bool:
    """Whether an If-None-Match names the tag."""
    known = [one.strip().removeprefix("W/") for one in told.split(",")]
    return told.strip() == "*" or tag.removeprefix("W/") in known


def _takes_gzip(told: str) -> bool:
    """Whether an Accept-Encoding takes gzip."""
    for entry in told.lower().split(","):
        name, _, rest = entry.partition(";")
        if name.strip() in ("gzip", "*"):
            return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
