"""Requests as sites ask for them: robots.txt first, a pause between two, a longer one when told to wait."""

import ipaddress
import socket
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from onrecord.watch.client import Client, FetchFailed, Response
from onrecord.watch.robots import LARGEST_ROBOTS, Rules, parse_robots

NAME = "onrecord"
"""The name that robots.txt is searched for."""

ROBOTS_AGE = 86400.0
"""Seconds for which a robots.txt is held to be current (RFC 9309: a day)."""

LONGEST_DELAY = 600.0
"""Seconds: a site that asks for more between two requests is asked nothing."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5
_SAFE = "/?:@!$&'()*+,;=%~[]"


class Clock(Protocol):
    """The time, in seconds since 1970, and waiting."""

    def now(self) -> float:
        """The present time."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> float:
        """The present time."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class NotAllowed(FetchFailed):
    """The site's robots.txt, or the rules for addresses that the user did not list, forbid the request."""


@dataclass(frozen=True, slots=True)
class StoredRobots:
    """A robots.txt as it was fetched, empty where the site has none, and when."""

    text: str
    fetched: float


class Robots(Protocol):
    """Where robots.txt files are kept between runs."""

    def get(self, origin: str) -> StoredRobots | None:
        """What was kept of a site."""

    def put(self, origin: str, robots: StoredRobots) -> None:
        """Keep it."""


class PoliteClient:
    """Fetches addresses that the user listed, or that a listed feed links to, and no faster than sites ask for."""

    def __init__(self, client: Client, robots: Robots, clock: Clock, delay: float) -> None:
        self._client = client
        self._robots = robots
        self._clock = clock
        self._delay = delay
        self._free: dict[str, float] = {}

    def free_at(self, url: str) -> float:
        """When the host may be asked again; 0 where it may be at once."""
        return self._free.get(_host(url), 0.0)

    def get(self, url: str, listed: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer for an address, after up to five redirects; `listed` is the address that the user listed.

        Raises NotAllowed where it must not be fetched, and FetchFailed.
        """
        url = ascii_address(url)
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_address(url, listed)
            rules = self._rules(url)
            if not rules.allows(url):
                raise NotAllowed("robots.txt does not allow it")
            if rules.delay is not None and rules.delay > LONGEST_DELAY:
                raise NotAllowed(f"robots.txt asks for {rules.delay:g} s between two requests")
            response = self._ask(url, max(self._delay, rules.delay or 0.0), headers)
            target = _target(response)
            if target is None:
                return response
            url = target
        raise FetchFailed(f"more than {_MOST_REDIRECTS} redirects")

    def hold(self, url: str, seconds: float) -> None:
        """Ask the host of that address nothing for so long."""
        host = _host(url)
        self._free[host] = max(self._free.get(host, 0.0), self._clock.now() + seconds)

    def _ask(self, url: str, delay: float, headers: Mapping[str, str] | None = None) -> Response:
        self._clock.sleep(max(self.free_at(url) - self._clock.now(), 0.0))
        try:
            return self._client.get(url, headers)
        finally:
            self._free[_host(url)] = self._clock.now() + delay

    def _rules(self, url: str) -> Rules:
        origin = _origin(url)
        kept = self._robots.get(origin)
        if kept is None or not 0 <= self._clock.now() - kept.fetched < ROBOTS_AGE:
            kept = StoredRobots(self._fetch_robots(origin), self._clock.now())
            self._robots.put(origin, kept)
        return parse_robots(kept.text, NAME)

    def _fetch_robots(self, origin: str) -> str:
        """The site's robots.txt; empty where it has none. Raises FetchFailed where the site cannot say now."""
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._ask(url, self._delay)
            if target := _target(response):
                url = target
                self._check_address(url, origin)
                continue
            if response.status == 429 or response.status >= 500:
                raise FetchFailed(f"its robots.txt cannot be had now (status {response.status})")
            found = response.body[:LARGEST_ROBOTS] if response.status == 200 else b""
            return found.decode("utf-8", errors="replace")
        return ""

    def _check_address(self, url: str, listed: str) -> None:
        """Raise NotAllowed for what is no web address, and for a private network that the user did not list."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotAllowed(f"{url!r} is no web address")
        if _host(url) != _host(listed) and _is_private(url) and not _is_private(listed):
            raise NotAllowed(f"{url!r} leads into a private network")


def ascii_address(url: str) -> str:
    """The address as it is sent: other letters than ASCII written as the web's rules have it, no fragment.

    Raises NotAllowed for what is no address at all.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), ""))
    except ValueError as error:
        raise NotAllowed(f"{url!r} is no web address") from error


def _target(response: Response) -> str | None:
    """Where the answer sends the reader on to, or None."""
    target = response.headers.get("Location")
    if response.status not in _REDIRECTS or not target:
        return None
    with suppress(UnicodeError):  # headers are read as Latin-1, but written in UTF-8 where they are not ASCII
        target = target.encode("latin-1").decode("utf-8")
    return ascii_address(urljoin(response.url, target))


def retry_after(response: Response, now: float) -> float | None:
    """For how many seconds the answer asks to be left alone, or None."""
    value = (response.headers.get("Retry-After") or "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0)
    except (TypeError, ValueError):
        return None


def _is_private(url: str) -> bool:
    """Whether the address is one of this machine or network. Behind a proxy that is the proxy's to know."""
    host = urlsplit(url).hostname or ""
    proxies = urllib.request.getproxies()
    if urlsplit(url).scheme in proxies and not urllib.request.proxy_bypass(host):
        return False
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return any(not ipaddress.ip_address(str(address).split("%")[0]).is_global for address in found)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # no address at all, as will be said when it is asked for
        return ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
