"""Phrase rules for the calendar: days, weekdays, months, quarters, seasons, years, decades, centuries, clock times."""

from datetime import date, timedelta
from re import Match

from onrecord.reading.times.scan import (
    Draft,
    Scan,
    choose_day,
    choose_month,
    choose_quarter,
    choose_weekday,
    day_draft,
    draft,
    month_beyond,
    month_of,
    reference_period,
    without_article,
)
from onrecord.reading.times.tokens import (
    ORDINALS,
    PARTS,
    SEASONS,
    WEEKDAY_NUMBERS,
    word_set,
)
from onrecord.reading.times.values import make_day, month_value, week_value

_YEAR_SHIFT = {"last": -1, "this": 0, "the": 0, "next": 1, "previous": -1, "current": 0}

WEEKDAY = "(?:(?P<weekday><weekday|wday>)<dot>?<comma>?<the>?)?"
MONTH = "(?P<month><month|mon>)<dot>?"
YEAR = "(?P<year><year4>)"
REL_YEAR = "<comma|of|in>?(?P<rel><last|this|next|the|prior>)<yr>"
LEAD = "(?:<early|late|earlier|later>|<mid><hyphen>?)?"
EDGE = "(?:<the>?<edge|half><of|in>)?"

MONTH_DAY = (
    f"{WEEKDAY}{EDGE}<the>?{LEAD}{MONTH}<the>?(?P<day><int|nth|ordinal>|<card><hyphen>?<ordinal>)"
    f"(?:<comma>?{YEAR}|{REL_YEAR})?"
)
DAY_MONTH = (
    f"{WEEKDAY}<the>?(?P<day><int|nth|ordinal>|<card><hyphen>?<ordinal>)<hyphen>?(?:<day><of>|<of>)?{MONTH}"
    f"(?:<comma|hyphen>?<of>?{YEAR}|{REL_YEAR})?"
)
DAY_RANGE = f"(?P<from><int|nth>)<hyphen|to|and|until>(?P<day><int|nth>)<of>?{MONTH}(?:<comma>?{YEAR})?"
MONTH_RANGE_DAYS = f"{MONTH}(?P<from><int|nth>)<hyphen>(?P<day><int|nth>)(?:<comma>?{YEAR})?"
NIGHT_OF_DAYS = (
    f"<the>?(?P<part><part>)<of|on><the>?(?P<from><int|nth>)<hyphen|to|and>(?P<day><int|nth>)<of>?{MONTH}(?:<comma>?"
    f"{YEAR})?"
)
NIGHT_OF_MONTH = (
    f"<the>?(?P<part><part>)<of|on>{MONTH}(?P<from><int|nth>)<hyphen|to|and>(?P<day><int|nth>)(?:<comma>?{YEAR})?"
)
MONTH_YEAR = (
    f"{EDGE}<the>?{LEAD}(?:<the>?<unit><of>)?{MONTH}"
    f"(?:<comma>?<of>?{YEAR}|{REL_YEAR}|<of>?<the>?(?P<that><that|same>)<yr>)"
)
MONTHS_YEAR = f"(?P<from><month|mon>)<dot>?<hyphen|to|and|until>{MONTH}<comma>?{YEAR}"
BARE_MONTH = f"{EDGE}<the>?{LEAD}(?:<the>?<unit><of>)?{MONTH}"
MOD_MONTH = f"{LEAD}<the>?(?P<mod><last|past|this|next|coming|prior|each>)<past|coming>?{MONTH}"
BARE_WEEKDAY = (
    "(?:<early|late|earlier|later>(?:<in><the><day>)?<on>?)?(?P<mod><last|this|next|past|coming|prior|each|that>)?"
    "(?P<coming><coming|past>)?(?P<weekday><weekday>|<wday>(?=<dot>))"
)
WEEKDAY_SET = "<early|late>?(?P<weekday><monthdays>(?P<part><part|parts>)?|<weekday>(?P<nights><parts>))"


def _explicit(scan: Scan, match: Match[str], month: int, day: int) -> date | None:
    year = scan.chosen(match, "year")
    return make_day(int(year), month, day) if year else None


def ordinal_of(word: str) -> int:
    """The number of "17", "17th" or "seventeenth"; 0 where it is none."""
    digits = "".join(filter(str.isdigit, word))
    return int(digits) if digits else ORDINALS.get(word, 0)


def ordinal_in(words: list[str]) -> int:
    """The number of "17", "seventeenth" or "twenty - first"; 0 where it is none."""
    return ordinal_of(words[0]) if len(words) == 1 else sum(ordinal_of(word) for word in words)


def _relative_year(scan: Scan, match: Match[str]) -> int | None:
    """The year of "last year" behind a date; None where there is no such phrase or no anchor."""
    if "rel" not in match.re.groupindex:
        return None
    word = scan.chosen(match, "rel")
    if word is None and scan.is_a(match.end(), "other") and scan.is_a(match.end() + 2, "yr"):
        word = scan.word(match.end() + 1)  # "the May 7 attack last year"
    if word not in ("last", "this", "next") and scan.chosen(match, "rel") is None:
        return None
    if word is None or scan.published is None or word not in _YEAR_SHIFT:
        return None
    return scan.published.year + _YEAR_SHIFT[word]


def month_day(scan: Scan, match: Match[str]) -> Draft | None:
    """A day of a month, with or without weekday and year."""
    month, number = month_of(scan.chosen(match, "month") or ""), ordinal_in(scan.words_of(match, "day"))
    if not 1 <= number <= 31 or make_day(2000, month, number) is None:
        return None
    if scan.chosen(match, "year"):
        found, basis = _explicit(scan, match, month, number), "stated"
    elif (year := _relative_year(scan, match)) is not None:
        found, basis = make_day(year, month, number), "resolved"
    elif scan.published is None:
        return without_article(draft(match, "DATE", f"XXXX-{month:02d}-{number:02d}"), scan)
    else:
        found, basis = _anchored_day(scan, match, month, number, scan.published), "resolved"
    return without_article(day_draft(match, found, basis), scan) if found else None  # type: ignore[arg-type]


WEEK_OF = f"<the>?<week><of>{MONTH}(?P<day><int|nth>)(?:<comma>?{YEAR})?"


def week_of(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the week of March 6"."""
    found = month_day(scan, match)
    if found is None or found.day is None:
        return None
    return draft(match, "DATE", week_value(found.day), found.basis)


# Behind "Sept. 11" without a year these words mean the attacks of 2001, unless the day itself is just past.
_ATTACK_WORDS = word_set("attacks terror terrorist hijackers attackers commission hijackings memorial")


def _means_2001(scan: Scan, match: Match[str], month: int, number: int, anchor: date) -> bool:
    if (month, number) != (9, 11) or match.end() >= len(scan.tokens.words):
        return False
    recent = choose_day(month, number, anchor, -1)
    fresh = recent is not None and 0 <= (anchor - recent).days <= 45
    return scan.word(match.end()) in _ATTACK_WORDS and anchor.year >= 2001 and not fresh


def _anchored_day(scan: Scan, match: Match[str], month: int, number: int, anchor: date) -> date | None:
    if _means_2001(scan, match, month, number, anchor):
        return date(2001, 9, 11)
    weekday = scan.chosen(match, "weekday") if "weekday" in match.re.groupindex else None
    if weekday:
        years = sorted(range(anchor.year - 4, anchor.year + 5), key=lambda year: abs(year - anchor.year))
        for year in years:
            day = make_day(year, month, number)
            if day and day.weekday() == WEEKDAY_NUMBERS[weekday]:
                return day
    tense = scan.tense_of_date(match.start(), match.end())
    if (following := scan.next_in_chronicle(month, number, match.start(), tense)) is not None:
        scan.note_chronicle(following.isoformat(), match.start())
        return following
    return choose_day(month, number, anchor, tense)


def day_range(scan: Scan, match: Match[str]) -> tuple[Draft, ...] | None:
    """Two days of one month: "17-18 November 2024" is two expressions that share their month and year."""
    last = month_day(scan, match)
    if last is None:
        return None
    first_number, last_number = (ordinal_of(scan.chosen(match, group) or "") for group in ("from", "day"))
    if not 1 <= first_number < last_number:
        return None
    value = last.value[:-2] + f"{first_number:02d}"
    day = last.day - timedelta(days=last_number - first_number) if last.day else None
    cut = match.start("from") + 1
    return (
        Draft("DATE", value, match.start(), cut, last.basis, day=day),
        last._replace(first=cut + 1),
    )


def night_of_days(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the night of 17-18 November": the night that begins on the first day."""
    both = day_range(scan, match)
    if both is None:
        return None
    return draft(match, "TIME", both[0].value + "TNI", both[0].basis)._replace(day=both[0].day)


def month_year(scan: Scan, match: Match[str]) -> Draft | None:
    """A month with its year, stated or relative ("May last year")."""
    month = month_of(scan.chosen(match, "month") or "")
    if year := scan.chosen(match, "year"):
        return draft(match, "DATE", month_value(int(year), month))
    if "that" in match.re.groupindex and scan.chosen(match, "that") and scan.period:
        return draft(match, "DATE", month_value(int(scan.period[:4]), month), "resolved")
    relative = _relative_year(scan, match)
    if relative is None:
        return draft(match, "DATE", f"XXXX-{month:02d}")
    return draft(match, "DATE", month_value(relative, month), "resolved")


def months_year(scan: Scan, match: Match[str]) -> tuple[Draft, ...]:
    """Two months of one year: "January-March 2023"."""
    year = int(scan.chosen(match, "year") or 0)
    first, last = month_of(scan.chosen(match, "from") or ""), month_of(scan.chosen(match, "month") or "")
    cut = match.start("from") + 1
    opening = Draft("DATE", month_value(year - (first > last), first), match.start(), cut)
    closing = Draft("DATE", month_value(year, last), match.start("month"), match.end())
    return opening, closing


_MONTH_CONTEXT = (
    "in", "on", "until", "of", "from", "to", "and", "or", "over", "early", "mid", "late", "before", "last", "next",
    "this", "earlier", "later", "hyphen",
)  # fmt: skip


def bare_month(scan: Scan, match: Match[str]) -> Draft | None:
    """A month alone: the last one, or the next one by the tense of its verb."""
    at = match.start("month")
    if scan.is_a(at, "mon") and not (match.start() < at or scan.is_a(at - 1, *_MONTH_CONTEXT)):
        return None
    month = month_of(scan.word(at))
    if scan.published is None:
        return without_article(draft(match, "DATE", f"XXXX-{month:02d}"), scan)
    direction = scan.tense_of_date(match.start(), match.end())
    value = choose_month(month, scan.published, direction)
    if (following := scan.next_in_chronicle(month, 1, match.start(), direction)) is not None:
        value = month_value(following.year, month)
        scan.note_chronicle(value, match.start())
    return without_article(draft(match, "DATE", value, "resolved" if direction else "inferred"), scan)


def mod_month(scan: Scan, match: Match[str]) -> Draft | None:
    """ "last May", "next April", "this September", "every July"."""
    month, mod = month_of(scan.chosen(match, "month") or ""), scan.chosen(match, "mod") or ""
    if mod in ("each", "every"):
        return draft(match, "SET", f"XXXX-{month:02d}")
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-{month:02d}")
    anchor = scan.published
    if mod == "this":
        return draft(match, "DATE", month_value(anchor.year, month), "resolved")
    if mod in ("following", "ensuing", "previous", "preceding", "prior"):
        anchor = reference_period(scan, "M")[1] or anchor
        direction = 1 if mod in ("following", "ensuing") else -1
        return draft(match, "DATE", month_beyond(month, anchor, direction), "resolved")
    if mod == "last" and month == anchor.month - 1:
        return draft(match, "DATE", month_value(anchor.year - 1, month), "resolved")  # else it were "last month"
    return draft(match, "DATE", month_beyond(month, anchor, -1 if mod in ("last", "past") else 1), "resolved")


# "Bloody Sunday" and "Super Tuesday" are names of days, or of what happened on them, not weekdays of a report.
_NAMED_DAYS = word_set("black good bloody ash palm super cyber shrove maundy easter whit holy fat")


def weekday(scan: Scan, match: Match[str]) -> Draft | None:
    """A weekday: the day itself or the last one for a past, the next one for a future."""
    number, mod = WEEKDAY_NUMBERS[scan.chosen(match, "weekday") or ""], scan.chosen(match, "mod")
    if match.start() > 0 and scan.word(match.start() - 1) in _NAMED_DAYS:
        return None
    if mod in ("each", "every"):
        return draft(match, "SET", f"XXXX-WXX-{number + 1}")
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-WXX-{number + 1}")
    found = _weekday_of(scan, match, number, mod)
    return day_draft(match, found, "resolved") if found else None


def _weekday_of(scan: Scan, match: Match[str], number: int, mod: str | None) -> date | None:
    anchor = scan.published or date.min
    if (closer := scan.chosen(match, "coming")) is not None:
        mod = closer
    if mod in ("previous", "preceding", "prior") and scan.day is not None:
        return choose_weekday(number, scan.day - timedelta(days=1), -1)
    if mod == "following" and scan.day is not None:
        return choose_weekday(number, scan.day + timedelta(days=1), 1)
    if mod in ("last", "past"):
        return choose_weekday(number, anchor - timedelta(days=1), -1)
    if mod in ("next", "coming", "upcoming", "following"):
        return choose_weekday(number, anchor + timedelta(days=1), 1)
    if scan.term(match.start()) is not None:
        return choose_weekday(number, anchor, 1)
    if scan.day is not None and _closes_range(scan, match.start()):
        return choose_weekday(number, scan.day + timedelta(days=1), 1)
    return choose_weekday(number, anchor, scan.direction(match.start(), match.end()))


def _closes_range(scan: Scan, at: int) -> bool:
    """Whether a weekday ends a stretch that another one begins: "Monday to Thursday"."""
    return scan.is_a(at - 2, "weekday") and scan.word(at - 1) in ("to", "through", "until", "-", "–")


def weekday_set(scan: Scan, match: Match[str]) -> Draft:
    """ "Mondays", "Tuesday nights": again and again."""
    part = scan.chosen(match, "part") or scan.chosen(match, "nights")
    value = f"XXXX-WXX-{WEEKDAY_NUMBERS[scan.chosen(match, 'weekday') or ''] + 1}"
    return draft(match, "SET", f"{value}T{PARTS[part]}" if part else value)


ORDINAL = "(?P<ordinal><ordinal|nth>)<hyphen>?"
QUARTER = (
    f"(?:(?P<of><last|this|next|prior>)<yr><apos>?<ess>?)?<the>?(?:(?P<front><year4>))?<fiscal>?<hyphen>?{ORDINAL}"
    "<fiscal>?<hyphen>?<quarter>"
    f"(?:<comma>?<of>?(?:<the>?<fiscal>?<yr>)?{YEAR}|<of>?(?P<rel><last|this|next|the|prior>)<yr>)?"
)
QUARTER_CODE = f"(?:(?P<front><year4>)<hyphen>?)?<qnum>(?P<ordinal><int>)(?:<comma>?<of>?<fiscal>?{YEAR})?"
HALF = (
    f"<the>?(?P<ordinal><ordinal|last>)<half><of>(?:<the>?<fiscal>?<yr>?{YEAR}|(?P<rel><last|this|next|the|prior>)"
    "<current>?<fiscal>?<yr>)"
)
YEAR_PERIOD = f"<the>?{YEAR}<fiscal>?(?P<noun><quarter|period>)"


def quarter(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the third quarter", "third-quarter", "the 1988 second quarter", "Q3 2023", "last year's fourth quarter"."""
    word = scan.chosen(match, "ordinal") or ""
    number = ordinal_of(word)
    if not 1 <= number <= 4 or _is_part_of_more(scan, match):
        return None
    if year := scan.chosen(match, "front") or scan.chosen(match, "year"):
        return draft(match, "DATE", f"{year}-Q{number}")
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-Q{number}")
    groups = match.re.groupindex
    relative = next((w for g in ("of", "rel") if g in groups and (w := scan.chosen(match, g))), None)
    if relative:
        return draft(match, "DATE", f"{scan.published.year + _YEAR_SHIFT.get(relative, 0)}-Q{number}", "resolved")
    direction = scan.direction(match.start(), match.end())
    found, number = choose_quarter(number, scan.published, direction)
    return draft(match, "DATE", f"{found}-Q{number}", "resolved" if direction else "inferred")


def _is_part_of_more(scan: Scan, match: Match[str]) -> bool:
    """ "the first quarter of the 20th century" is no quarter of a year."""
    following = [scan.word(place) for place in range(match.end(), min(match.end() + 5, len(scan.tokens.words)))]
    return following[:1] == ["of"] and not {"century", "decade", "match", "game"}.isdisjoint(following)


def half_year(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the first half of 2023", "the second half of the year"."""
    number = 2 if (word := scan.chosen(match, "ordinal") or "") == "last" else ordinal_of(word)
    if number not in (1, 2):
        return None
    if year := scan.chosen(match, "year"):
        return draft(match, "DATE", f"{year}-H{number}")
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-H{number}")
    shift = _YEAR_SHIFT.get(scan.chosen(match, "rel") or "the", 0)
    return draft(match, "DATE", f"{scan.published.year + shift}-H{number}", "resolved")


def year_period(scan: Scan, match: Match[str]) -> Draft:
    """ "the 1988 quarter": the quarter last spoken of, in that year."""
    year = scan.chosen(match, "year") or ""
    if scan.last_quarter is not None and scan.since_quarter < 12 and scan.comparing:
        return draft(match, "DATE", f"{year}-Q{scan.last_quarter[1]}", "resolved")
    return draft(match, "DATE", f"{year}-QX" if scan.is_a(match.start("noun"), "quarter") else year)


SEASON = (
    f"{EDGE}{LEAD}<the>?{LEAD}(?P<mod><last|past|this|next|coming|each|that>)?(?:<past|coming>)?(?P<season>"
    f"<season|fallspring>)(?:<comma>?<of>?<in>?{YEAR}|<of>?{REL_YEAR})?"
)
_SEASON_CONTEXT = ("in", "until", "of", "from", "over", "late", "early", "mid", "and", "to", "the")


def season(scan: Scan, match: Match[str]) -> Draft | None:
    """A season with a year, a modifier, or after a preposition."""
    code, mod = SEASONS[scan.chosen(match, "season") or ""], scan.chosen(match, "mod")
    if year := scan.chosen(match, "year"):
        return draft(match, "DATE", f"{year}-{code}")
    if mod in ("each", "every"):
        return draft(match, "SET", f"XXXX-{code}")
    at = match.start("season")
    if mod is None and not _season_in_context(scan, match, at):
        return None
    if scan.published is None:
        return draft(match, "DATE", f"XXXX-{code}")
    relative = _relative_year(scan, match)
    year_number = relative if relative is not None else _season_year(scan, match, code, mod, scan.published)
    return draft(match, "DATE", f"{year_number}-{code}", "resolved")


def _season_in_context(scan: Scan, match: Match[str], at: int) -> bool:
    if scan.is_name(at) and scan.is_name(at + 1):
        return False  # the Winter Olympics
    if scan.is_a(at, "fallspring"):
        return scan.is_a(at - 1, "the") and scan.is_a(at - 2, "in", "on", "until", "of", "from", "over")
    if not scan.is_a(at - 1, *_SEASON_CONTEXT):
        return False
    return not scan.is_a(at - 1, "the") or scan.is_a(at - 2, "in", "on", "until", "of", "from", "over", "to")


def _season_year(scan: Scan, match: Match[str], code: str, mod: str | None, anchor: date) -> int:
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if mod in ("that", "those") and scan.period is not None:
        return int(scan.period[:4])
    if mod in ("this",):
        return anchor.year - (code == "WI" and anchor.month < 6)
    if mod in ("last", "past"):
        ended = anchor.month >= start + 3 if start < 12 else anchor.month >= 3
        return anchor.year - (not ended) - (code == "WI")
    if mod in ("next", "coming", "upcoming", "following"):
        return anchor.year + (anchor.month >= start)
    if scan.direction(match.start(), match.end()) > 0:
        return anchor.year + (anchor.month >= start + 3)
    return anchor.year - (anchor.month < start)
