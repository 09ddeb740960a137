"""Phrase rules for days told by others: "April 24 and 25", "the first Monday of May", "two years ago today"."""

from calendar import monthrange
from datetime import date, timedelta
from re import Match

from onrecord.reading.times.calendar import MONTH, YEAR, month_day, ordinal_of
from onrecord.reading.times.counts import APPROX, COUNT, count_of
from onrecord.reading.times.scan import (
    Draft,
    Scan,
    choose_month,
    choose_weekday,
    day_draft,
    draft,
    month_of,
    without_article,
)
from onrecord.reading.times.tokens import UNITS, WEEKDAY_NUMBERS
from onrecord.reading.times.values import make_day, period_value, shift_date, shift_day, shift_month

# What may follow the last day of a list: no noun, or "April 24 and 25 people" would be one.
LIST_END = "(?=<comma|dot|break|on|at|in|of|from|to|and|or|until|hyphen|open|before|ago|this|last|next|coming>|$)"

# A list of days is short: an open one would be searched anew at every number of a table.
MONTH_DAYS = (
    f"{MONTH}(?P<from><int|nth>)(?P<more>(?:<comma><int|nth>){{0,6}}<comma>?<and|or|to|until>)(?P<day><int|nth>)"
    f"(?:<comma>?{YEAR}|{LIST_END})"
)
DAYS_MONTH = (
    "<the>?(?P<from><int|nth>)(?P<more>(?:<comma><int|nth>){0,6}<comma>?<and|or|to|until>)(?P<day><int|nth>)"
    f"<of>?{MONTH}(?:<comma>?{YEAR})?"
)


def days_of_month(scan: Scan, match: Match[str]) -> tuple[Draft, ...] | None:
    """ "April 24, 25 and 26", "24, 25 and 26 April 2025": one expression for each day, of one month and year."""
    last = month_day(scan, match)
    if last is None:
        return None
    places = [match.start("from")]
    places += [place for place in range(*match.span("more")) if scan.is_a(place, "int", "nth")]
    numbers = [ordinal_of(scan.word(place)) for place in places]
    final = ordinal_of(scan.chosen(match, "day") or "")
    if [*numbers, final] != sorted({*numbers, final}) or numbers[0] < 1:
        return None
    ahead = match.start("month") < match.start("from")
    first = match.start() if ahead else places[0]
    found = []
    for place, number in zip(places, numbers, strict=True):
        day = last.day - timedelta(days=final - number) if last.day else None
        begin = first if place == places[0] else place
        found.append(Draft("DATE", last.value[:-2] + f"{number:02d}", begin, place + 1, last.basis, day=day))
    return (*found, last._replace(first=match.start("day")))


MOD_MONTH_DAY = f"<the>?(?P<mod><last|past|next|coming>)<past>?{MONTH}(?P<day><int|nth>)"


def mod_month_day(scan: Scan, match: Match[str]) -> Draft | None:
    """ "last Oct. 23", "next March 5"."""
    month, number = month_of(scan.chosen(match, "month") or ""), ordinal_of(scan.chosen(match, "day") or "")
    if make_day(2000, month, number) is None:
        return None
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-{month:02d}-{number:02d}")
    anchor, back = scan.published, scan.chosen(match, "mod") in ("last", "past")
    years = range(anchor.year, anchor.year - 9, -1) if back else range(anchor.year, anchor.year + 9)
    days = (day for year in years if (day := make_day(year, month, number)))
    found = next((day for day in days if (day < anchor if back else day > anchor)), None)
    return without_article(day_draft(match, found, "resolved"), scan) if found else None


NTH_WEEKDAY = (
    f"<the>?(?P<nth><ordinal|last|final>)(?P<weekday><weekday>)<of|in>(?:{MONTH}(?:<comma>?<of>?{YEAR})?|"
    "(?P<each><each>)<unit>)"
)


def nth_weekday(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the first Monday of May", "the last Friday in November 2023"; of every month it is a set."""
    weekday, nth = WEEKDAY_NUMBERS[scan.chosen(match, "weekday") or ""], scan.chosen(match, "nth") or ""
    if scan.chosen(match, "each"):
        return draft(match, "SET", f"XXXX-WXX-{weekday + 1}")
    month, year = month_of(scan.chosen(match, "month") or ""), scan.chosen(match, "year")
    if year is None and scan.published is None:
        return draft(match, "DATE", f"XXXX-{month:02d}")
    if year is None and scan.published is not None:
        year = choose_month(month, scan.published, scan.direction(match.start(), match.end()))[:4]
    found = _weekday_of_month(int(year or 0), month, weekday, 0 if nth in ("last", "final") else ordinal_of(nth))
    return day_draft(match, found, "stated" if match.start("year") >= 0 else "resolved") if found else None


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month; 0 is the last one."""
    first, size = monthrange(year, month)
    number = 1 + (weekday - first) % 7 + 7 * (nth - 1)
    if nth == 0:
        number = size - (first + size - 1 - weekday) % 7
    return make_day(year, month, number) if 0 <= nth <= 5 else None


DAY_OF_THIS_MONTH = "<the>(?P<day><nth>)<of>(?P<mod><the|this|last|next|current>)(?P<unit><unit>)"


def day_of_this_month(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the 5th of this month"."""
    number = ordinal_of(scan.chosen(match, "day") or "")
    if scan.chosen(match, "unit") != "month" or not 1 <= number <= 31:
        return None
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-XX-{number:02d}")
    shift = {"last": -1, "next": 1}.get(scan.chosen(match, "mod") or "", 0)
    found = make_day(*shift_month(scan.published.year, scan.published.month, shift), number)
    return day_draft(match, found, "resolved") if found else None


AGO_ANCHORED = (
    f"<the>?{APPROX}(?P<count>{COUNT})(?P<unit><unit|units|week|yr>)<ago><on>?(?:(?P<deictic><deictic>)|(?P<weekday><weekday>)|"
    "<this>(?P<period><week|unit>))"
)
_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}


def ago_anchored(scan: Scan, match: Match[str]) -> Draft | None:
    """ "two years ago today", "a year ago this week", "ten years ago on Sunday", "a week ago Tuesday"."""
    unit, (count, vague) = UNITS.get(scan.chosen(match, "unit") or ""), count_of(scan.words_of(match, "count"))
    if unit not in ("W", "M", "Y", "DE") or vague or count is None or not float(count).is_integer():
        return None
    if scan.published is None or abs(count) > 1000:
        return None
    if period := scan.chosen(match, "period"):
        return _same_period(scan, match, int(count), unit, period)
    day = _day_meant(scan, match, unit)
    found = shift_date(day, -int(count), unit) if day else None
    return day_draft(match, found, "resolved") if found else None


def _same_period(scan: Scan, match: Match[str], count: int, unit: str, period: str) -> Draft | None:
    day = shift_date(scan.published or date.min, -count, unit)
    if day is None or UNITS[period] not in ("W", "M") or unit == UNITS[period]:
        return None
    return draft(match, "DATE", period_value(day, UNITS[period]), "resolved")


def _day_meant(scan: Scan, match: Match[str], unit: str) -> date | None:
    """The day that the distance is counted from; a weekday is the last one, or of an anniversary the nearest one."""
    anchor, word = scan.published or date.min, scan.chosen(match, "deictic")
    if word is not None:
        return shift_day(anchor, _TODAY[word]) if word in _TODAY else None
    number = WEEKDAY_NUMBERS[scan.chosen(match, "weekday") or ""]
    last = choose_weekday(number, anchor, -1)
    near = last is not None and (anchor - last).days <= 3
    return last if near or unit == "W" else choose_weekday(number, anchor, 1)


DAY_BESIDE = "<the>(?P<unit><day>)(?P<way><before|until>)"


def day_beside(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the day before" and "the day after" a date: their value waits for that date."""
    way = scan.chosen(match, "way")
    if way not in ("before", "after"):
        return None
    return Draft("DATE", "", match.start(), match.end() - 1, "resolved", beside=-1 if way == "before" else 1)
