"""Who may ask: the names under which the server answers, and the token that has to be shown."""

import hmac
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs

COOKIE = "onrecord_token"
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen at can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def allowed_names(host: str, others: Iterable[str] = ()) -> frozenset[str] | None:
    """The names that a request may call the server by; None where any will do.

    A server on loopback answers to its own names only, so that a page of another site cannot reach it by a name of its
    own that leads here (DNS rebinding). Elsewhere the token does that: a browser sends it to the name it was set for.
    """
    if not is_loopback(host):
        return None
    own = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return _LOCAL_NAMES | {own.lower()} | {name.lower() for name in others}


def is_called_rightly(names: frozenset[str] | None, host: str) -> bool:
    """Whether a Host header names the server, whatever the port."""
    if names is None:
        return True
    name, _, port = host.lower().rpartition(":")
    return (name if name and port.isdigit() else host.lower()) in names


def is_token(token: str, shown: str) -> bool:
    """Whether it is the token; takes the same time wherever they differ."""
    return hmac.compare_digest(token.encode(), shown.encode())


def shows_token(token: str, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request shows the token, as `Authorization: Bearer` or in the cookie."""
    scheme, _, bearer = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer" and is_token(token, bearer.strip()):
        return True
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return False
    return COOKIE in cookies and is_token(token, cookies[COOKIE].value)


def token_in(query: bytes) -> str | None:
    """The token that a link to the first page brings with it."""
    return parse_qs(query.decode("latin-1")).get("token", [None])[0]


def set_cookie(token: str, secure: bool) -> str:
    """The header that makes a browser show the token from now on: to this server alone, and to no script."""
    return f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/" + ("; Secure" if secure else "")
