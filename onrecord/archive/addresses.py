"""Addresses and dates in the form in which reports are told apart and put in order."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|at_\w+|ns_\w+", re.IGNORECASE)


def page_address(uri: str | None) -> str | None:
    """What tells one page from another: the address without scheme, `www.`, port, fragment and tracking parameters.

    None where there is no address, or it names a whole site and no page of it.
    """
    if not uri or not uri.strip():
        return None
    try:
        parts = urlsplit(uri.strip() if "//" in uri or ":" in uri.split("/")[0] else "//" + uri.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return uri.strip()
    if not host:
        return uri.strip()
    kept = [(key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(key)]
    path = parts.path.rstrip("/")
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{path}{query}" if path or query else None


def in_utc(published: str | None) -> str | None:
    """A date as it is, a date-time in UTC as `2024-11-17T09:30:00Z`: texts that sort in order of time.

    A date-time without a zone is taken to be in UTC. None where there is no full date.
    """
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    if len(published) <= len("2024-11-17"):
        return moment.date().isoformat()
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
