"""Phrase rules for dates and times of day in figures: "2024-11-17", "11/17/2024", "10:35 a.m.", "0735 GMT", "noon"."""

from datetime import date
from re import Match

from onrecord.reading.times.scan import Draft, Scan, day_draft, draft
from onrecord.reading.times.tokens import number_of
from onrecord.reading.times.values import make_day
from onrecord.reading.times.zones import is_zone

# "Moscow time", "Eastern Standard Time"; whether the word names a zone is looked up.
ZONE_NAME = "(?P<place><other>)<other>?(?P<time><time>)"
CLOCK = (
    f"<approx>?(?P<clock><clock>|(?P<mil><year4|num>)(?=<zone>))(?:(?P<zone><zone>)|{ZONE_NAME})?"
    "(?:<in><the>(?P<part><part>))?"
)
CLOCK_WORDS = "<at|until|from>(?P<number><int|card>)(?:<apos>?(?P<oclock><other>))?<in><the>(?P<part><part>)"
NOON = f"(?P<noon><noon>)(?:(?P<zone><zone>)|{ZONE_NAME})?"


def clock_time(scan: Scan, match: Match[str]) -> Draft | None:
    """ "10:35 a.m.", "0735 GMT", "14:00": the day is joined later."""
    form, (zone, last) = scan.word(match.start("clock")), _zone(scan, match)
    found = _clock(form, scan.chosen(match, "part"))
    if found is None:
        return None
    plain = form.replace(":", "").replace(".", "").isdigit()
    if (
        plain
        and zone is None
        and not scan.is_a(match.start() - 1, "at", "on", "until", "from", "to", "in", "hyphen", "and")
    ):
        return None
    return Draft("TIME", "", match.start(), last, "resolved", clock=f"T{found}", zone=zone)


def _zone(scan: Scan, match: Match[str]) -> tuple[str | None, int]:
    """The zone named behind a clock time, if any, and the token where the expression ends."""
    if (code := scan.chosen(match, "zone")) is not None:
        return code, match.end()
    place = scan.chosen(match, "place")
    if place is None:
        return None, match.end()
    named = is_zone(place) and scan.word(match.start("time")) == "time"
    return (place, match.end()) if named else (None, match.start("place"))


def _clock(form: str, part: str | None) -> str | None:
    digits = form.replace(".", "").replace("\u202f", "").replace(" ", "")
    half = digits[-2:] if digits[-1:] == "m" else ""
    digits = digits.removesuffix(half) if half else digits
    if half and ":" not in digits and "." in form.rstrip("apm. "):
        digits = form.split(".")[0] + ":" + form.split(".")[1][:2]
    hour_text, _, rest = digits.partition(":") if ":" in digits else (digits[:-2], "", digits[-2:])
    if ":" not in digits and half:
        hour_text, rest = digits, "00"
    if not hour_text.isdigit() or not rest[:2].isdigit():
        return None
    hour, minute = int(hour_text), int(rest[:2])
    if half.startswith("p") or (part in ("afternoon", "evening", "night") and hour < 12 and not half):
        hour += 12 if hour < 12 else 0
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def clock_in_words(scan: Scan, match: Match[str]) -> Draft | None:
    """ "at 4 in the morning", "at ten o'clock in the evening"."""
    hour, part = number_of(scan.words_of(match, "number")), scan.chosen(match, "part") or ""
    if hour is None or not 1 <= hour <= 12:
        return None
    late = part in ("afternoon", "evening") or (part == "night" and hour >= 6)
    value = int(hour) % 12 + (12 if late else 0)
    return Draft("TIME", "", match.start() + 1, match.end(), "resolved", clock=f"T{value:02d}:00")


def noon(scan: Scan, match: Match[str]) -> Draft:
    """ "noon", "midnight"."""
    clock = "T24:00" if scan.chosen(match, "noon") == "midnight" else "T12:00"
    zone, last = _zone(scan, match)
    return Draft("TIME", "", match.start(), last, "resolved", clock=clock, zone=zone)


def iso_date(scan: Scan, match: Match[str]) -> Draft | None:
    """ "2024-11-17", "2024/11/17"."""
    parts = scan.word(match.start()).replace("/", "-").split("-")
    found = make_day(*map(int, parts))
    return day_draft(match, found, "stated") if found else None


def iso_datetime(scan: Scan, match: Match[str]) -> Draft | None:
    """ "2024-11-17T08:30:00Z"."""
    value = scan.word(match.start()).upper()
    found = make_day(*map(int, value[:10].split("-")))
    return draft(match, "TIME", value)._replace(day=found) if found else None


def numeric_date(scan: Scan, match: Match[str]) -> Draft | None:
    """ "11/17/2024" (month first, unless that is no date) and "17.11.2024" (day first)."""
    form = scan.word(match.start())
    first, second, last = (int(part) for part in form.replace(".", "/").split("/"))
    full = last if last > 99 else 2000 + last if last < 50 else 1900 + last
    orders = [(first, second), (second, first)] if "/" in form else [(second, first)]
    found = next((d for month, day in orders if (d := make_day(full, month, day))), None)
    if found is None:
        return None
    sure = last > 99 and (first > 12 or second > 12 or first == second or "." in form)
    return day_draft(match, found, "stated" if sure else "inferred")


def nine_eleven(scan: Scan, match: Match[str]) -> Draft:
    """ "9/11", the attacks of 2001."""
    return day_draft(match, date(2001, 9, 11), "inferred")
