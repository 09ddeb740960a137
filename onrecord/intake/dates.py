"""Publication dates as ISO 8601, from the many ways in which pages, feeds and wire copy write them.

Nothing here knows today's date. A date that is not full, or not possible, is None: a year is never guessed.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
"""A month's name or its usual short forms, as a pattern without groups."""

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?:[Tt]|\s+)(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?![\d-])"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(?:\d{6}|\d{4})Z?)?")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\b")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_PARTIAL = re.compile(rf"(?:({MONTH})\s+(\d{{1,2}})|(\d{{1,2}})\s+({MONTH}))(?:st|nd|rd|th)?\b", re.IGNORECASE)
_RFC_2822 = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|Z)")
_YEARS = range(1600, 2200)


def normalise_date(value: object) -> str | None:
    """A full date or date-time in ISO 8601, or None where the value does not state a possible one.

    Takes text in the usual spellings and Unix seconds or milliseconds. "03/04/2022" is None: which number is
    the month is not stated.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())[:120]
    for reader in (_iso, _rfc_2822, _compact, _slashed, _written, _numeric):
        found = reader(text)
        if found:
            return found
    return None


def dateline_date(text: str) -> str | None:
    """A date of a dateline: ISO where it is full, `XXXX-11-17` where the year is not given, else None."""
    full = _written(text) or _iso(text)
    if full:
        return full
    match = _PARTIAL.search(text)
    if not match:
        return None
    month, day = match[1] or match[4], int(match[2] or match[3])
    number = _month_number(month)
    # 2000 was a leap year: February 29 is possible as long as the year is not known.
    return f"XXXX-{number:02d}-{day:02d}" if _possible(2000, number, day) else None


def _iso(text: str) -> str | None:
    match = _ISO.match(text)
    if not match or not _possible(*map(int, match["day"].split("-"))):
        return None
    if not match["clock"]:
        return match["day"]
    zone = (match["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        moment = datetime.fromisoformat(f"{match['day']}T{match['clock']}{zone}")
    except ValueError:
        return match["day"]
    return _written_moment(moment)


def _rfc_2822(text: str) -> str | None:
    match = _RFC_2822.match(text)
    if not match:
        return None
    try:
        return _written_moment(parsedate_to_datetime(match[0]))
    except ValueError:
        return None


def _compact(text: str) -> str | None:
    match = _COMPACT.fullmatch(text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _slashed(text: str) -> str | None:
    match = _SLASHED.search(text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _written(text: str) -> str | None:
    match = _MONTH_DAY.search(text)
    if match:
        return _day(int(match[3]), _month_number(match[1]), int(match[2]))
    match = _DAY_MONTH.search(text)
    return _day(int(match[3]), _month_number(match[2]), int(match[1])) if match else None


def _numeric(text: str) -> str | None:
    match = _NUMERIC.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def _from_epoch(seconds: float) -> str | None:
    if seconds > 1e11:  # milliseconds
        seconds /= 1000
    if not 1e8 <= seconds < 7e9:  # before 1973 it is a counter or an empty field rather than a moment
        return None
    return _written_moment(datetime.fromtimestamp(int(seconds), UTC))


def _written_moment(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04d}-{month:02d}-{day:02d}" if _possible(year, month, day) else None


def _possible(year: int, month: int, day: int) -> bool:
    if year not in _YEARS or (year, month, day) == (1970, 1, 1):  # the first day of Unix time is an empty field
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
