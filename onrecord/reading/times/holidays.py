"""Phrase rules for holidays whose day can be computed."""

from datetime import date, timedelta
from re import Match

from onrecord.reading.times.scan import NEAR_DAYS, Draft, Scan, choose_day, day_draft, draft
from onrecord.reading.times.values import make_day

HOLIDAY = (
    "(?P<mod><last|this|next|past|coming>)?(?P<name><holiday>)(?P<eve><eve|day|weekday|other>)?"
    "(?:<comma>?(?P<year><year4>))?"
)


def holiday(scan: Scan, match: Match[str]) -> Draft | None:
    """Christmas, Easter, Thanksgiving and Halloween, in the year that the report gives or the nearest one by tense."""
    name, mod, eve = (scan.chosen(match, group) for group in ("name", "mod", "eve"))
    last = (
        match.end() if match.start("year") >= 0 or eve in (None, "eve", "day", "sunday", "monday") else match.end() - 1
    )
    if name is None:
        return None
    shift = -1 if eve == "eve" else 1 if eve == "monday" else 0
    if year := scan.chosen(match, "year"):
        found = _holiday_in(name, int(year))
        return day_draft(match, found + timedelta(days=shift), "stated") if found else None
    if scan.published is None:
        fixed = {"christmas": "12-25", "xmas": "12-25", "halloween": "10-31"}.get(name)
        value = (
            f"XXXX-{fixed}" if fixed and not shift else "XXXX-12-24" if fixed and name != "halloween" else "XXXX-XX-XX"
        )
        return draft(match, "DATE", value)._replace(last=last)
    found = _nearest_holiday(scan, match, name, mod, scan.published)
    return day_draft(match, found + timedelta(days=shift), "resolved")._replace(last=last) if found else None


NEW_YEAR = "(?P<new><other>)<yr><apos>?<ess>?(?P<eve><eve|day>)(?:<comma>?(?P<year><year4>))?"


def new_year(scan: Scan, match: Match[str]) -> Draft | None:
    """New Year's Day and Eve."""
    if scan.chosen(match, "new") != "new":
        return None
    month, day = (1, 1) if scan.chosen(match, "eve") == "day" else (12, 31)
    if year := scan.chosen(match, "year"):
        found = make_day(int(year), month, day)
        return day_draft(match, found, "stated") if found else None
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-{month:02d}-{day:02d}")
    found = choose_day(month, day, scan.published, scan.direction(match.start(), match.end()))
    return day_draft(match, found, "resolved") if found else None


def _nearest_holiday(scan: Scan, match: Match[str], name: str, mod: str | None, anchor: date) -> date | None:
    days = [d for year in range(anchor.year - 1, anchor.year + 2) if (d := _holiday_in(name, year))]
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
    if name in ("christmas", "xmas"):
        return make_day(year, 12, 25)
    if name == "halloween":
        return make_day(year, 10, 31)
    if name == "thanksgiving":
        first = make_day(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21) if first else None
    return _easter(year) if 1583 <= year <= 4099 else None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 13, 1876)."""
    century, place = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    month_days = epact + offset - 7 * ((golden + 11 * epact + 22 * offset) // 451) + 114
    return date(year, month_days // 31, month_days % 31 + 1)
