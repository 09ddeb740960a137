"""Phrase rules for times told from publication or from an earlier time: "last week", "that day", "the year's end"."""

from datetime import timedelta
from re import Match

from onrecord.reading.times.counts import stretch
from onrecord.reading.times.scan import Draft, Scan, choose_month, day_draft, draft, reference_period
from onrecord.reading.times.tokens import MONTH_NUMBERS, PARTS, UNITS, word_set
from onrecord.reading.times.values import period_value, shift_date, shift_day, shift_month, unknown_period, week_value

EDGE = "(?:<the>?<edge><of>)?"

LEAD = "(?:<early|late|earlier|later>(?:<in|on>)?|<mid><hyphen>?)?"

PERIOD_UNIT = "(?P<unit><unit|day|week|yr|quarter|weekend|period>)"

DEICTIC = f"{EDGE}{LEAD}(?P<word><deictic>)(?P<part><part>)?"

_DEICTIC_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": -1}


def deictic(scan: Scan, match: Match[str]) -> Draft | None:
    """ "today", "yesterday", "tomorrow night", "tonight", "overnight"."""
    word = scan.chosen(match, "word") or ""
    part = scan.chosen(match, "part")
    if scan.is_name(match.start("word")):
        return None  # "USA Today"
    code = PARTS[part] if part else "NI" if word in ("tonight", "overnight") else None
    day = shift_day(scan.published, _DEICTIC_DAYS[word]) if scan.published else None
    value = day.isoformat() if day else "XXXX-XX-XX"
    if code is None:
        return draft(match, "DATE", value, "resolved")._replace(day=day)
    if word == "overnight" and part is None:
        return Draft("TIME", "", match.start(), match.end(), "inferred", clock="TNI", day=day)
    return draft(match, "TIME", f"{value}T{code}", "resolved")._replace(day=day)


MOD_UNIT = (
    f"(?:<the>?(?:<edge|half><of|in>|<ordinal|final><half><of>))?{LEAD}<the>?(?P<mod>"
    "<last|past|this|current|next|coming|prior|that|same|latest>)(?:<past|coming|same|current>)?(?:<full>|<fiscal>)?"
    f"{PERIOD_UNIT}(?:<apos><ess><edge>|<and><a>(?P<plus><half>))?"
)

_SHIFTS = {
    "last": -1, "next": 1, "this": 0, "current": 0, "ongoing": 0, "present": 0, "coming": 1, "upcoming": 1,
    "forthcoming": 1,
    "previous": -1, "preceding": -1, "prior": -1, "following": 1, "ensuing": 1,
}  # fmt: skip


def mod_unit(scan: Scan, match: Match[str]) -> Draft | None:
    """ "last week", "the next day", "that year", "the latest quarter", "the past year"."""
    mod, unit_word = scan.chosen(match, "mod") or "", scan.chosen(match, "unit") or ""
    if unit_word == "period" or (mod == "latest" and unit_word == "quarter"):
        return _latest_period(scan, match, mod, unit_word)
    unit = UNITS[unit_word]
    if unit in ("ML", "F"):
        return None
    if mod == "past" or (mod == "last" and unit not in ("Q", "WE", "D") and _spans_to_now(scan, match)):
        return stretch(scan, match, 1.5 if scan.chosen(match, "plus") else 1, unit, -1)
    if mod in ("that", "those", "same"):
        return _that_unit(scan, match, unit)
    shift = -1 if mod == "latest" and unit == "Y" else _SHIFTS.get(mod, 0)
    definite = scan.is_a(match.start("mod") - 1, "the")
    told = (definite and mod == "next") or mod in ("following", "previous", "preceding", "prior", "ensuing")
    if told and unit != "WE":
        return _from_reference(scan, match, shift, unit)
    return _from_published(scan, match, shift, unit)


def _spans_to_now(scan: Scan, match: Match[str]) -> bool:
    """ "in the last week", "over the last year": up to now, not the calendar week before."""
    at = match.start()
    bare = match.end() - match.start("mod") == 2  # not "the last fiscal year"
    if match.start("mod") - at != 1 or not bare or scan.word(at) != "the" or at == 0 or scan.is_a(match.end(), "of"):
        return False
    return scan.word(at - 1) in ("in", "over", "for", "during", "within", "throughout")


def _from_published(scan: Scan, match: Match[str], shift: int, unit: str) -> Draft | None:
    if (unit == "D" and shift == 0) or unit in ("F", "ML"):
        return None
    if scan.published is None:
        return draft(match, "DATE", "XXXX-WXX-WE" if unit == "WE" else unknown_period(unit), "resolved")
    day = shift_date(scan.published, shift, "W" if unit == "WE" else unit)
    if day is None:
        return None
    value = period_value(day, "W") + "-WE" if unit == "WE" else period_value(day, unit)
    return draft(match, "DATE", value, "resolved")._replace(day=day if unit == "D" else None)


def _from_reference(scan: Scan, match: Match[str], shift: int, unit: str) -> Draft | None:
    """A unit before or after the nearest earlier date of the text; after the publication where there is none."""
    _, day = reference_period(scan, unit)
    basis = "resolved" if day else "inferred"
    day = day or (scan.published if unit == "D" or shift < 0 else None)
    found = shift_date(day, shift, unit) if day else None
    if found is None:
        return draft(match, "DATE", unknown_period(unit), "inferred")
    value = period_value(found, unit)
    return draft(match, "DATE", value, basis)._replace(day=found if unit == "D" else None)  # type: ignore[arg-type]


def _that_unit(scan: Scan, match: Match[str], unit: str) -> Draft | None:
    if unit == "Q" and scan.quarter is not None:
        return draft(match, "DATE", f"{scan.quarter[0]}-Q{scan.quarter[1]}", "resolved")
    if unit == "WE":
        weekend = f"{week_value(scan.day)}-WE" if scan.day else "XXXX-WXX-WE"
        return draft(match, "DATE", weekend, "resolved")
    value, day = reference_period(scan, unit)
    if value is None:
        return draft(match, "DATE", unknown_period(unit), "inferred")
    return draft(match, "DATE", value, "resolved")._replace(day=day if unit == "D" else None)


def _latest_period(scan: Scan, match: Match[str], mod: str, unit: str) -> Draft | None:
    """ "the latest period" of a financial report: the quarter last spoken of."""
    if unit == "period" and mod not in ("latest", "same", "prior", "previous", "this", "current"):
        return None
    if (quarter := scan.last_quarter) is not None and mod not in ("prior", "previous", "same"):
        return draft(match, "DATE", f"{quarter[0]}-Q{quarter[1]}", "resolved")
    if unit == "period" and mod != "latest":
        return None
    if scan.published is None:
        return draft(match, "DATE", unknown_period("Q"), "inferred")
    return draft(match, "DATE", period_value(shift_date(scan.published, -1, "Q") or scan.published, "Q"), "inferred")


THE_UNIT = (
    "(?:(?P<edge><the>?<edge|half><of|in>|<the>?<ordinal|final><half><of>|<early|late|earlier|later><in>)<the>|<the>)"
    f"<full|fiscal>?<fiscal>?{PERIOD_UNIT}"
)

YEAR_END = "(?:<the>|<current>)?(?P<unit><yr|week|quarter>|<unit>)(?:<hyphen>?|<apos><ess>)(?P<end><edge>)"


def the_unit(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the end of the year", "earlier in the week", "the quarter", "the year": the one of publication."""
    word = scan.chosen(match, "unit") or ""
    if word == "period":
        return None
    unit, edge = UNITS[word], match.start("edge") >= 0
    if word == "century" or word == "decade" or unit in ("ML", "F"):
        return None if not edge else _from_published(scan, match, 0, unit)
    if unit == "Q":
        return _the_quarter(scan, match)
    if unit == "WE":
        return the_weekend(scan, match)
    if unit == "D":
        return _the_day(scan, match) if edge else None
    if not edge and scan.is_a(match.end(), "before", "prior", "on") and scan.word(match.end()) in ("before", "after"):
        return None
    following = scan.word(match.end()) if match.end() < len(scan.tokens.words) else ""
    if unit == "Y" and not edge and following in ("ended", "ending", "to"):
        return draft(match, "DURATION", "P1Y")
    return _from_published(scan, match, 0, unit)


def _the_day(scan: Scan, match: Match[str]) -> Draft | None:
    day = scan.day or scan.published
    return day_draft(match, day, "resolved") if day else draft(match, "DATE", "XXXX-XX-XX", "inferred")


def _the_quarter(scan: Scan, match: Match[str]) -> Draft:
    """ "the quarter ended Sept. 30", or the one last spoken of."""
    at = match.end()
    if scan.published and scan.is_a(at + 1, "month", "mon") and scan.word(at) in ("ended", "ending"):
        middle = choose_month(MONTH_NUMBERS[scan.word(at + 1)], scan.published, -1 if scan.word(at) == "ended" else 0)
        year, month = shift_month(int(middle[:4]), int(middle[5:]), -1)
        return draft(match, "DATE", f"{year}-Q{(month + 2) // 3}", "resolved")
    if scan.quarter is not None:
        return draft(match, "DATE", f"{scan.quarter[0]}-Q{scan.quarter[1]}", "resolved")
    if scan.published is None:
        return draft(match, "DATE", unknown_period("Q"), "inferred")
    return draft(match, "DATE", period_value(scan.published, "Q"), "inferred")


def year_end(scan: Scan, match: Match[str]) -> Draft | None:
    """ "year end", "year-end", "the year's end"."""
    if scan.chosen(match, "end") not in ("end", "beginning", "start"):
        return None
    return _from_published(scan, match, 0, UNITS[scan.chosen(match, "unit") or ""])


WEEKEND = f"(?:{LEAD}<the>|<on|over><the>?)?(?P<unit><weekend>)"


def the_weekend(scan: Scan, match: Match[str]) -> Draft | None:
    """ "over the weekend": the last one, or the next one by its verb's tense."""
    if scan.published is None:
        return draft(match, "DATE", "XXXX-WXX-WE")
    direction = scan.direction(match.start(), match.end())
    back = direction <= 0 and scan.published.weekday() < 5
    day = scan.published - timedelta(days=7) if back else scan.published
    return draft(match, "DATE", period_value(day, "W") + "-WE", "resolved" if direction else "inferred")


BEFORE_LAST = "<the>(?P<unit><week|unit|yr|weekend>)<before><last>"

THE_BEFORE = "<the>(?P<unit><unit|day|week|yr|part>)<before>(?=<comma|dot|break|and>|$)"


def before_last(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the week before last"."""
    unit = UNITS[scan.chosen(match, "unit") or ""]
    return _from_published(scan, match, -2, unit) if unit in ("W", "M", "Y", "WE") else None


def the_before(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the year before", "the night before": before the nearest earlier date of the text."""
    word = scan.chosen(match, "unit") or ""
    if scan.chosen(match, "unit") in PARTS:
        anchor = scan.day or scan.published
        day = shift_day(anchor, -1) if anchor else None
        value = day.isoformat() if day else "XXXX-XX-XX"
        return draft(match, "TIME", f"{value}T{PARTS[word]}", "inferred")._replace(day=day)
    return _from_reference(scan, match, -1, UNITS[word]) if UNITS[word] in ("D", "W", "M", "Y") else None


MOD_PART = f"{LEAD}<the>?(?P<mod><last|this|next|that|same|coming|prior>)(?:<same|day>)?(?P<part><part>)"

AT_PART = "(?P<at><in|on|at|until|before>)(?P<lead><early|late|mid><hyphen>?)?(?P<part><part>)(?!<of|on>)"

IN_PART = (
    "<in|on|at|until>(?P<the><the>)?(?P<lead><early|late|mid><hyphen>?)?(?P<part><part>)"
    "(?!<of><the>?<int|nth|month|mon|weekday>)"
)


def mod_part(scan: Scan, match: Match[str]) -> Draft | None:
    """ "last night", "this morning", "that evening", "the next morning"."""
    mod, part = scan.chosen(match, "mod") or "", scan.chosen(match, "part") or ""
    told = mod in ("that", "same", "following", "previous", "preceding") or (
        mod == "next" and scan.is_a(match.start("mod") - 1, "the")
    )
    anchor = scan.day or scan.published if told else scan.published
    shift = -1 if mod in ("last", "previous", "preceding") else _SHIFTS.get(mod, 0)
    day = shift_day(anchor, shift) if anchor else None
    value = day.isoformat() if day else "XXXX-XX-XX"
    return draft(match, "TIME", f"{value}T{PARTS[part]}", "resolved")._replace(day=day)


def in_part(scan: Scan, match: Match[str]) -> Draft | None:
    """ "in the morning", "by mid-afternoon": of the nearest earlier day, or of the publication's."""
    part = scan.chosen(match, "part") or ""
    if match.start("the") < 0 and match.start("lead") < 0:
        return None
    first = match.start() + 1
    return Draft("TIME", "", first, match.end(), "inferred", clock=f"T{PARTS[part]}")


# Parts of a day that need no article: "at dawn", "by nightfall".
_HOURS_OF_LIGHT = word_set("dawn dusk daybreak sunrise sunset nightfall")


def at_part(scan: Scan, match: Match[str]) -> Draft | None:
    """ "at dawn", "before sunset": of the nearest earlier day, or of the publication's."""
    part = scan.chosen(match, "part") or ""
    if part not in _HOURS_OF_LIGHT or scan.word(match.start()) not in ("at", "by", "before", "until", "till", "since"):
        return None
    return Draft("TIME", "", match.start() + 1, match.end(), "inferred", clock=f"T{PARTS[part]}")


PART_OF = "<the>?<early|late>?(?P<part><part>)<of|on>"

EARLY_HOURS = "<the>(?P<lead><early|late>)(?P<hours><tunits>)<of|on>"


def early_hours(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the early hours of Tuesday": that day's morning; its late hours are its night."""
    if scan.chosen(match, "hours") != "hours":
        return None
    code = "MO" if scan.chosen(match, "lead") == "early" else "NI"
    return Draft("TIME", "", match.start(), match.end() - 1, "resolved", clock=f"T{code}?")


BARE_PART = "<early|late|mid>?<hyphen>?(?P<part><part>)"


def loose_part(scan: Scan, match: Match[str]) -> Draft:
    """A part of a day that stands only when a day stands beside it: "Wednesday evening", "the night of March 5"."""
    last = match.end() - scan.is_a(match.end() - 1, "of", "on")
    code = PARTS[scan.chosen(match, "part") or ""]
    return Draft("TIME", "", match.start(), last, "resolved", clock=f"T{code}?")
