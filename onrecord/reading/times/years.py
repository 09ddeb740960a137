"""Phrase rules for years, decades and centuries: "in early 2020", "2014-15", "nineteen ninety-six", "the 1990s"."""

from re import Match

from onrecord.reading.times.calendar import EDGE, LEAD, YEAR, ordinal_in
from onrecord.reading.times.scan import Draft, Scan, draft, month_of, without_article
from onrecord.reading.times.tokens import DECADES, NUMBERS, SEASONS, number_of, word_set

YEAR_ONLY = f"{EDGE}{LEAD}(?:<the>?<yr><of>?)?(?:<the>?<fiscal>(?:<yr>)?)?<the>?{LEAD}{YEAR}"
YEAR_SPAN = f"<the>?{YEAR}<hyphen>(?P<last><int|num>)"
YEAR_SPOKEN = "(?:<the>?<yr>)?(?P<century><card>)(?P<rest><card>(?:<hyphen>?<card>)?)"
YEAR_IN_WORDS = "<the>?<yr>(?P<number><card><card>(?:<and>?<card>(?:<hyphen>?<card>)?)?)"
_YEAR_CONTEXT = (
    "in", "on", "until", "of", "from", "to", "and", "early", "late", "mid", "before", "the", "over", "open", "comma",
    "apos", "ess", "hyphen", "edge", "yr", "fiscal",
)  # fmt: skip
# Words behind a number between 1000 and 2199 that make it an amount.
_AMOUNT_NOUNS = word_set(
    "people troops soldiers men women children civilians homes houses dollars euros pounds rubles roubles yuan "
    "yen points miles km kilometers kilometres meters metres feet acres hectares tons tonnes barrels workers "
    "employees jobs refugees migrants residents inhabitants villagers families students pupils protesters "
    "demonstrators police officers fighters militants rebels prisoners hostages victims deaths casualties dead "
    "wounded injured patients cases members voters votes delegates passengers vehicles cars trucks tanks shells "
    "rockets missiles drones pages words copies shares stores shops companies firms schools hospitals square "
    "percent percentage cubic kg kilograms lbs mw megawatts gw mph volts copies degrees other more additional "
    "square-mile sq spectators fans guests supporters artillery rounds"
)


# Words before a number that make it the number of a document, a flight, a road ("Resolution 1973").
_NUMBERED_NOUNS = word_set(
    "resolution resolutions flight section article articles highway route room law bill order directive no number page "
    "paragraph rule unit brigade regiment battalion division channel model type case proposition chapter decree "
    "protocol convoy gate line"
)


def year(scan: Scan, match: Match[str]) -> Draft | None:
    """A year in figures, where it cannot be an amount."""
    at = match.start("year")
    if scan.is_a(at - 1, "currency", "num", "year4") or scan.is_a(at + 1, "percent"):
        return None
    before = scan.word(match.start() - 1) if match.start() > 0 else ""
    if before in ("©", "copyright", "#") or before in _NUMBERED_NOUNS:
        return None
    if scan.is_a(at - 1, "hyphen") and scan.is_a(at - 2, "int", "num"):
        return None
    number = int(scan.word(at))
    following = scan.word(at + 1) if at + 1 < len(scan.tokens.words) else ""
    placed = match.start() < at or scan.is_a(at - 1, *_YEAR_CONTEXT)
    if following in _AMOUNT_NOUNS or (not placed and not 1800 <= number <= 2100) or number < 1400:
        return None
    return without_article(draft(match, "DATE", scan.word(at)), scan)


def year_span(scan: Scan, match: Match[str]) -> tuple[Draft, ...] | None:
    """ "2014-15": two years, the second shortened."""
    first, last = scan.chosen(match, "year") or "", scan.chosen(match, "last") or ""
    if len(last) != 2 or not int(first[2:]) < int(last) or int(last) - int(first[2:]) > 30:
        return None
    at = match.start("last")
    return Draft("DATE", first, match.start("year"), match.end("year")), Draft(
        "DATE", first[:2] + last, at, match.end()
    )


def spoken_year(scan: Scan, match: Match[str]) -> Draft | None:
    """ "nineteen ninety-six", "twenty twenty-four"."""
    century, rest = NUMBERS.get(scan.chosen(match, "century") or "", 0), number_of(scan.words_of(match, "rest"))
    if century not in (17, 18, 19, 20) or rest is None or not 10 <= rest <= 99 or not float(rest).is_integer():
        return None
    if scan.words_of(match, "rest")[0] in ("hundred", "thousand"):
        return None
    return draft(match, "DATE", f"{century}{rest:02.0f}")


MONTH_SPOKEN = "(?P<month><month|mon>)<dot>?<comma|of>?(?P<century><card>)(?P<rest><card>(?:<hyphen>?<card>)?)"
SEASON_SPOKEN = "<the>?(?P<season><season|fallspring>)<of>?(?P<century><card>)(?P<rest><card>(?:<hyphen>?<card>)?)"


def spoken_month(scan: Scan, match: Match[str]) -> Draft | None:
    """ "January nineteen ninety-seven", "the winter of twenty twenty-two"."""
    found = spoken_year(scan, match)
    if found is None:
        return None
    if "month" in match.re.groupindex:
        return found._replace(value=f"{found.value}-{month_of(scan.chosen(match, 'month') or ''):02d}")
    return found._replace(value=f"{found.value}-{SEASONS[scan.chosen(match, 'season') or '']}")


def year_in_words(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the year two thousand and five"."""
    number = number_of(scan.words_of(match, "number"))
    return draft(match, "DATE", f"{number:.0f}") if number and 1000 <= number <= 2199 else None


DECADE = f"{EDGE}(?P<the><the>)?{LEAD}(?P<quote><apos>)?(?P<decade><decade>)"
DECADE_WORD = f"{EDGE}<the>{LEAD}(?P<tens><tens>)"
CENTURY = f"{EDGE}<the>?{LEAD}(?P<number><ordinal|nth>|<card><hyphen>?<ordinal>)<hyphen>?(?P<unit><unit>)"


def decade(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the 1990s", "the '80s"; "the 1800s" are a century."""
    digits = (scan.chosen(match, "decade") or "").rstrip("s")
    if len(digits) == 4:
        whole = digits.endswith("00") and digits < "2000"
        return draft(match, "DATE", digits[:2] + "XX" if whole else digits[:3] + "X")
    if match.start("quote") < 0:
        return None
    return draft(match, "DATE", ("19" if digits >= "30" else "20") + digits[0] + "X", "inferred")


def decade_in_words(scan: Scan, match: Match[str]) -> Draft:
    """ "the nineties": the twentieth century's."""
    return draft(match, "DATE", f"19{DECADES[scan.chosen(match, 'tens') or '']}X", "inferred")


def century(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the 20th century" is 19XX."""
    if scan.chosen(match, "unit") != "century":
        return None
    number = ordinal_in(scan.words_of(match, "number"))
    return draft(match, "DATE", f"{number - 1:02d}XX") if 1 <= number <= 30 else None
