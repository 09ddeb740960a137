"""TIMEX3 values: writing them, moving them through the calendar, and the interval that each one covers.

Values follow ISO-TimeML: `2024-11-17`, `2024-W46`, `2024-W46-WE`, `2024-11`, `2024-Q4`, `2024-H2`, `2024-SU`, `2024`,
`199X`, `19XX`, `2024-11-17TEV`, `2024-11-17T22:00`, `P3D`, `PT4H`, `PXY`; an unknown part is a run of X.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

DateInterval = tuple[str | None, str | None]
"""[earliest, latest] as ISO dates or date-times; None for an open or unknown end."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip

# First months of the meteorological seasons of the northern hemisphere, where most English newsrooms write.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# The hours of the parts of a day, as TIMEX3's codes are commonly read; a night ends on the next morning.
_PART_HOURS = {
    "MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 22), "NI": (20, 30), "DT": (6, 18),
}  # fmt: skip

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PARTIAL = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$")
_PART = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(MO|MI|AF|EV|NI|DT)$")
_YEARS = re.compile(r"(\d{2,4})(X{0,2})$")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)(DE|CE|[DWMYHSQ])$")


def week_value(day: date) -> str:
    """The ISO week of a day: `2024-W46`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """A calendar month: `2024-11`."""
    return f"{year:04d}-{month:02d}"


def make_day(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_day(day: date, days: int) -> date | None:
    """The day so many days away, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """The (year, month) so many months away."""
    years, index = divmod(year * 12 + month - 1 + months, 12)
    return years, index + 1


def shift_date(day: date, count: int, unit: str) -> date | None:
    """The day that lies `count` units (D, W, M, Q, Y, DE, CE) away; days that a month lacks become its last day."""
    if unit in ("D", "W"):
        return shift_day(day, count * (7 if unit == "W" else 1))
    months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
    year, month = shift_month(day.year, day.month, months)
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def period_value(day: date, unit: str) -> str:
    """The calendar unit (D, W, M, Q, Y, DE, CE) in which a day lies."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        return week_value(day)
    if unit == "M":
        return month_value(day.year, day.month)
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "DE":
        return f"{day.year // 10:03d}X"
    if unit == "CE":
        return f"{day.year // 100:02d}XX"
    return f"{day.year:04d}"


def unknown_period(unit: str) -> str:
    """A calendar unit of which nothing is known: `XXXX-WXX`."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "DE": "XXX", "CE": "XX"}.get(
        unit, "XXXX"
    )


def duration_value(count: float | None, unit: str) -> str:
    """A length of time: `P3D`, `PT4H`; X for an unknown count. Hours, minutes and seconds are `TH`, `TM`, `TS`."""
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    if unit.startswith("T"):
        whole, part = divmod(count or 0.0, 1)
        below = {"TH": "M", "TM": "S"}.get(unit)
        if count is not None and part and below:
            return "PT" + (f"{whole:g}{unit[1]}" if whole else "") + f"{round(part * 60)}{below}"
        return f"PT{number}{unit[1]}"
    whole, part = divmod(count or 0.0, 1)
    if unit == "Y" and part == 0.5:
        return f"P{whole:g}Y6M" if whole else "P6M"
    return f"P{number}{unit}"


def _days(first: date, after: date) -> DateInterval:
    return first.isoformat(), (after - timedelta(days=1)).isoformat()


def _months(year: int, month: int, count: int) -> DateInterval:
    end_year, end_month = shift_month(year, month, count - 1)
    last = monthrange(end_year, end_month)[1]
    return f"{year:04d}-{month:02d}-01", f"{end_year:04d}-{end_month:02d}-{last:02d}"


def _part_of_day(day: date, part: str) -> DateInterval:
    start, end = _PART_HOURS[part]
    last = day if end < 24 else shift_day(day, 1) or day
    return f"{day.isoformat()}T{start:02d}:00", f"{last.isoformat()}T{end % 24:02d}:00"


def _named_period(year: int, code: str) -> DateInterval:
    if code[0] == "Q":
        return _months(year, 3 * int(code[1]) - 2, 3)
    if code[0] == "H":
        return _months(year, 6 * int(code[1]) - 5, 6)
    return _months(year, _SEASON_MONTHS[code], 3)


def _week_interval(year: int, week: int, weekend: bool) -> DateInterval:
    try:
        monday = date.fromisocalendar(year, week, 1)
        first = monday + timedelta(days=5 if weekend else 0)
        return _days(first, monday + timedelta(days=7))
    except (ValueError, OverflowError):
        return None, None


def _calendar_interval(value: str) -> DateInterval | None:
    if match := _DAY.match(value):
        day = make_day(*map(int, match.groups()))
        return (value, value) if day else (None, None)
    if match := _MONTH.match(value):
        return _months(int(match[1]), int(match[2]), 1) if 1 <= int(match[2]) <= 12 else None
    if match := _WEEK.match(value):
        return _week_interval(int(match[1]), int(match[2]), bool(match[3]))
    if match := _PARTIAL.match(value):
        return _named_period(int(match[1]), match[2])
    if (match := _YEARS.match(value)) and len(value) == 4:
        first, last = match[1].ljust(4, "0"), match[1].ljust(4, "9")
        return f"{first}-01-01", f"{last}-12-31"
    return None


def interval(value: str) -> DateInterval:
    """The first and the last day or instant of a TIMEX3 value; (None, None) where it cannot be computed."""
    if match := _CLOCK.match(value):
        return value, value
    value = value.removesuffix("TXX")
    if match := _PART.match(value):
        day = make_day(*map(int, match.groups()[:3]))
        return _part_of_day(day, match[4]) if day else (None, None)
    return _calendar_interval(value) or (None, None)


def duration_bounds(value: str, anchor: date, direction: int) -> DateInterval:
    """The stretch of a duration that ends (-1) or starts (+1) on the anchor; open where its length is not known."""
    match = _DURATION.match(value)
    other = None
    if match and not match[1] and "." not in match[2] and len(match[2]) < 6:
        other = shift_date(anchor, direction * int(match[2]), match[3])
    far, near = other.isoformat() if other else None, anchor.isoformat()
    return (far, near) if direction < 0 else (near, far)
