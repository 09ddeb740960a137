"""Phrase rules for holidays whose day can be computed: "Christmas Eve", "Good Friday 2023", "Labor Day"."""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from onrecord.reading.times.scan import NEAR_DAYS, Draft, Scan, day_draft, draft
from onrecord.reading.times.values import make_day

HOLIDAY = "(?P<mod><last|this|next|past|coming>)?(?P<name><holiday|mon>)"

# Names as they are looked up: small letters, without "'s", apostrophes and full stops. Fixed days of the year.
_FIXED = {
    "christmas": (12, 25), "xmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "boxing day": (12, 26), "new year day": (1, 1), "new years day": (1, 1), "new year eve": (12, 31),
    "new years eve": (12, 31), "orthodox christmas": (1, 7), "epiphany": (1, 6), "valentine day": (2, 14),
    "international women day": (3, 8), "st patrick day": (3, 17), "earth day": (4, 22), "anzac day": (4, 25),
    "may day": (5, 1), "juneteenth": (6, 19), "bastille day": (7, 14), "halloween": (10, 31),
    "all saints day": (11, 1), "armistice day": (11, 11), "veterans day": (11, 11), "remembrance day": (11, 11),
    "inauguration day": (1, 20),
}  # fmt: skip
# Days before and after Easter: that of the western churches, unless it is called the orthodox one.
_BY_EASTER = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50, "orthodox easter": 0, "orthodox easter sunday": 0,
}  # fmt: skip
# (month, weekday, which of the month, days after it) of American holidays; the fifth stands for the last.
_BY_WEEKDAY = {
    "martin luther king day": (1, 0, 3, 0), "martin luther king jr day": (1, 0, 3, 0), "presidents day": (2, 0, 3, 0),
    "memorial day": (5, 0, 5, 0), "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0),
    "indigenous peoples day": (10, 0, 2, 0), "election day": (11, 0, 1, 1), "thanksgiving": (11, 3, 4, 0),
    "thanksgiving day": (11, 3, 4, 0), "thanksgiving eve": (11, 3, 4, -1), "black friday": (11, 3, 4, 1),
    "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
# How many tokens the longest name has, with its marks.
_LONGEST = 7


def holiday(scan: Scan, match: Match[str]) -> Draft | None:
    """A holiday in the year that the report gives, or in the nearest one by tense."""
    at = match.start("name")
    if not scan.tokens.text[scan.tokens.starts[at]].isupper():
        return None
    name, last = _name_at(scan, at)
    if name is None:
        return None
    year_at = last + scan.is_a(last, "comma")
    if scan.is_a(year_at, "year4"):
        found = _holiday_in(name, int(scan.word(year_at)))
        last = year_at + 1
        return day_draft(match, found, "stated")._replace(last=last) if found else None
    if scan.published is None:
        return draft(match, "DATE", _undated(name))._replace(last=last)
    found = _nearest(scan, match, name, scan.published)
    return day_draft(match, found, "resolved")._replace(last=last) if found else None


def _name_at(scan: Scan, at: int) -> tuple[str | None, int]:
    """The longest name of a holiday that begins at a token, and the token behind it."""
    words: list[str] = []
    found: tuple[str | None, int] = (None, at)
    for place in range(at, min(at + _LONGEST, len(scan.tokens.words))):
        if not scan.is_a(place, "apos", "ess", "dot"):
            words.append(scan.word(place))
        name = " ".join(words)
        if name in _FIXED or name in _BY_EASTER or name in _BY_WEEKDAY:
            found = name, place + 1
    return found


def _undated(name: str) -> str:
    """The value without a year: the month and day of a fixed holiday, nothing of a movable one."""
    month, day = _FIXED.get(name, (0, 0))
    return f"XXXX-{month:02d}-{day:02d}" if month else "XXXX-XX-XX"


def _nearest(scan: Scan, match: Match[str], name: str, anchor: date) -> date | None:
    """The holiday of the year that modifier, nearness and tense point to."""
    days = [d for year in range(anchor.year - 1, anchor.year + 2) if (d := _holiday_in(name, year))]
    mod = scan.chosen(match, "mod")
    direction = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(mod or "", 0)
    direction = direction or scan.direction(match.start(), match.end())
    nearest = min(days, key=lambda d: abs((d - anchor).days), default=None)
    if mod is None and nearest and abs((nearest - anchor).days) <= NEAR_DAYS:
        return nearest
    past, coming = [d for d in days if d <= anchor], [d for d in days if d >= anchor]
    if direction < 0 and past:
        return past[-1]
    if direction > 0 and coming:
        return coming[0]
    return nearest


def _holiday_in(name: str, year: int) -> date | None:
    if not 1583 <= year <= 4099:
        return None
    if name in _FIXED:
        return make_day(year, *_FIXED[name])
    if name in _BY_WEEKDAY:
        month, weekday, which, after = _BY_WEEKDAY[name]
        return _nth(year, month, weekday, which) + timedelta(days=after)
    easter: Callable[[int], date] = _orthodox_easter if name.startswith("orthodox") else _easter
    return easter(year) + timedelta(days=_BY_EASTER.get(name, 0))


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """The nth such weekday of a month; where a fifth lacks, the fourth, which is then the last."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return day if day.month == month else day - timedelta(days=7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 13, 1876)."""
    century, place = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    month_days = epact + offset - 7 * ((golden + 11 * epact + 22 * offset) // 451) + 114
    return date(year, month_days // 31, month_days % 31 + 1)


def _orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches as a Gregorian date (Meeus, Astronomical Algorithms, chapter 8)."""
    moon = (19 * (year % 19) + 15) % 30
    month_days = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    julian = date(year, month_days // 31, month_days % 31 + 1)
    return julian + timedelta(days=year // 100 - year // 400 - 2)
