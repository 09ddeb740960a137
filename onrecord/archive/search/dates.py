"""Dates as values to filter by: which days, months and years a time takes in, and which a range is made of."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "month", "year"]
Value = tuple[str, str]
"""What a row is filed under, and what a range is made of: `day 2024-11-17`, `month 2024-11`, `year 2024`; with `part of
a month` and `part of a year` before them: a time that is known no more precisely than that."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T)")
_LONGEST_IN_DAYS = 10
"""A time that takes up to so many days is filed under each of them, a longer one under months or years."""
_LONGEST_IN_MONTHS = 24
_LATEST = 9998


def day_range(value: str) -> tuple[date, date] | None:
    """The first and last day of `2024`, `2024-11`, `2024-11-17` or a date-time; None for anything else."""
    match = _DATE.match(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year > _LATEST:
        return None
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        return first, _next_month(first) - timedelta(1) if month else date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def filed_under(first: date, last: date) -> Iterator[Value]:
    """The values that a time from `first` to `last` is filed under: all its months and years, and its finest unit."""
    if last < first:
        return
    months = list(_months(first, last, _LONGEST_IN_MONTHS))
    days = (last - first).days + 1
    if days <= _LONGEST_IN_DAYS:
        yield from (("day", (first + timedelta(n)).isoformat()) for n in range(days))
    if len(months) <= _LONGEST_IN_MONTHS:
        for month in months:
            yield "month", month
            if days > _LONGEST_IN_DAYS:
                yield "part of a month", month
    for year in range(first.year, last.year + 1):
        yield "year", str(year)
        if len(months) > _LONGEST_IN_MONTHS:
            yield "part of a year", str(year)


def range_values(first: date, last: date) -> Iterator[Value]:
    """The values under one of which every time is filed that shares a day with the range, and few others are.

    Whole years and months stand for their days. At the range's edges a time known by its month or year alone may lie
    outside; it is found all the same.
    """
    day = first
    while day <= last:
        whole_year, whole_month = _year_end(day), _next_month(day) - timedelta(1)
        if (day.month, day.day) == (1, 1) and whole_year <= last:
            yield "year", str(day.year)
            day = whole_year
        elif day.day == 1 and whole_month <= last:
            yield "month", day.isoformat()[:7]
            day = whole_month
        else:
            yield "day", day.isoformat()
        day += timedelta(1)
    for edge in {first, last}:
        yield "part of a month", edge.isoformat()[:7]
        yield "part of a year", str(edge.year)


def _months(first: date, last: date, most: int) -> Iterator[str]:
    day, count = first.replace(day=1), 0
    while day <= last and count <= most:
        yield day.isoformat()[:7]
        day, count = _next_month(day), count + 1


def _next_month(day: date) -> date:
    return (
        day.replace(year=day.year + 1, month=1, day=1) if day.month == 12 else day.replace(month=day.month + 1, day=1)
    )


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)
