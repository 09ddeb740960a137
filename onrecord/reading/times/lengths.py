"""Phrase rules for lengths of time and for what happens again and again."""

from re import Match

from onrecord.reading.times.counts import (
    APPROX,
    COUNT,
    UNIT,
    UNITS_ONLY,
    count_of,
    length_value,
    open_reference,
    stretch,
)
from onrecord.reading.times.distance import distance_from_published
from onrecord.reading.times.scan import Draft, Scan, draft
from onrecord.reading.times.tokens import PARTS, SETS, UNITS, number_of, word_set

NEXT_UNITS = (
    f"{APPROX}(?:<each><of>)?<the|this|that>?(?P<mod><last|past|next|coming|prior|recent|latest|ordinal|final>)"
    f"(?P<count>{COUNT})?<more|recent|full|card|current|coming>?(?:<fiscal>)?{UNITS_ONLY}(?:<or><so>)?"
)


def next_units(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the past two months", "the next few days", "recent weeks", "the coming days", "the first nine months"."""
    mod, words = scan.chosen(match, "mod") or "", scan.words_of(match, "count")
    unit = UNITS[scan.chosen(match, "unit") or ""]
    if mod == "recent" and not words:
        return open_reference(scan, match, "PAST_REF")
    if mod in ("coming", "upcoming", "forthcoming") and not words:
        return open_reference(scan, match, "FUTURE_REF")
    if not words and mod in ("past", "previous", "prior", "preceding"):
        return open_reference(scan, match, "PAST_REF") if mod == "past" else None
    count = count_of(words)[0] if words else None
    if mod in ("last", "past", "latest", "previous", "preceding", "recent"):
        return stretch(scan, match, count, unit, -1)
    if mod in ("next", "coming", "upcoming"):
        return stretch(scan, match, count, unit, 1)
    return draft(match, "DURATION", length_value(count, unit))


DURATION = (
    f"(?P<each><each|per>)?{APPROX}<the>?(?P<count>{COUNT})<more|full|final|long|recent>*(?P<kind><other>)?<hyphen>?"
    f"{UNIT}(?:<or>(?:<so|more|later>|(?P<or><card>)))?(?:<and><a>(?P<plus><half>))?(?:<hyphen>?(?P<old><old|long>))?"
)

BARE_UNITS = f"{APPROX}<the>?{UNITS_ONLY}(?:<hyphen>?(?P<old><old|long>))?"

EACH_UNIT = (
    "<approx>?(?P<each><each|per>)(?P<other><other>)?(?P<count><int|card>)?(?P<unit>"
    "<unit|units|day|week|yr|tunit|tunits|quarter|weekend|season|part|quarters>)"
)

# What may stand between a number and its unit: "eight trading days".
_UNIT_KINDS = word_set("trading business working consecutive straight calendar additional extra solid")

# Whose age is told in months, weeks or days: "her six-month-old son".
_YOUNG = word_set(
    "son daughter baby babies boy girl child children infant infants twin twins toddler brother sister "
    "grandson granddaughter"
)

# Words before "a year" that show a length; after an amount it is a rate.
_LENGTH_WORDS = word_set(
    "for in within of after over about than nearly almost took take takes lasted last lasting spent spend under "
    "during into only just once until before and or is was with least by roughly around approximately another up "
    "at on wait waited"
)


def duration(scan: Scan, match: Match[str]) -> Draft | None:
    """ "three days", "a five-year", "half a year", "a couple of years"; "$1 billion a year" is a set."""
    word, words = scan.chosen(match, "unit") or "", scan.words_of(match, "count")
    if word not in UNITS or not _is_length(scan, match, word, words):
        return None
    unit = UNITS[word]
    if words in (["a"], ["an"]) and match.start("or") < 0 and match.start("plus") < 0:
        return _article_unit(scan, match, unit)
    count, vague = count_of(words)
    if not vague and (count is None or (count >= 1400 and not word.endswith("s"))):
        return None
    if count is not None and scan.chosen(match, "plus"):
        count += 0.5
    if scan.chosen(match, "each"):
        return draft(match, "SET", length_value(count, unit))
    if count is not None and scan.published and _lies_ahead(scan, match):
        return distance_from_published(scan, match, count, unit)
    return draft(match, "DURATION", length_value(count, unit))


def _is_length(scan: Scan, match: Match[str], word: str, words: list[str]) -> bool:
    """Whether a number and a unit are a length of time: no age, no price, no "three quarters of", no "second day"."""
    if word == "second" and words[-1:] != ["one"]:
        return False
    at = match.start("unit")
    if scan.tokens.text[scan.tokens.starts[at]].isupper() and scan.is_a(at - 1, "int", "num"):
        return False  # the name of a programme, "60 Minutes"
    if _is_age(scan, match, word) or scan.is_a(match.start("count") - 1, "currency"):
        return False
    if UNITS[word] == "Q" and (scan.is_a(match.start("unit") - 1, "hyphen") or scan.is_a(match.end(), "of")):
        return False
    kind = scan.chosen(match, "kind")
    return kind is None or kind in _UNIT_KINDS


def _lies_ahead(scan: Scan, match: Match[str]) -> bool:
    """ "will expire in five years", "in two weeks' time": a point in time, not a length."""
    if match.start() == 0 or scan.word(match.start() - 1) != "in" or scan.is_a(match.end(), "hyphen"):
        return False
    if scan.is_a(match.start("unit") - 1, "hyphen") or scan.is_a(match.start(), "the"):
        return False
    if match.end() < len(scan.tokens.words) and scan.word(match.end()) in ("after", "before", "since", "of"):
        return False
    timed = scan.is_a(match.end(), "apos") and scan.is_a(match.end() + 1, "time")
    return timed or (scan.word(match.end() - 1) in UNITS and scan.direction(match.start(), match.end()) > 0)


def _is_age(scan: Scan, match: Match[str], word: str) -> bool:
    """ "32-year-old", "seven years old", "ten years of age": said of people, not of what happens."""
    if match.start("old") >= 0 and scan.word(match.start("old")) == "old":
        after = scan.word(match.end()) if match.end() < len(scan.tokens.words) else ""
        return UNITS[word] == "Y" or after in _YOUNG
    end = match.end()
    of_age = scan.is_a(end, "of") and end + 1 < len(scan.tokens.words) and scan.word(end + 1) == "age"
    return of_age or scan.is_a(end, "old")


def _article_unit(scan: Scan, match: Match[str], unit: str) -> Draft | None:
    before = scan.word(match.start() - 1) if match.start() else "."
    approximate = match.start() < match.start("count")
    hyphen = scan.is_a(match.end(), "hyphen")
    if unit == "Q" or hyphen:
        return None
    rate = (
        scan.is_a(match.start() - 1, "num", "int", "card", "percent", "couple", "dozen")
        or before
        in ("once", "twice", "times", "million", "billion", "thousand", "trillion", "barrels", "dollars", "euros")
        or (before.endswith("s") and before not in _LENGTH_WORDS and len(before) > 3)
    )
    if rate and not approximate:
        return draft(match, "SET", length_value(1, unit))
    if unit in ("D", "TS", "TM") and before not in _LENGTH_WORDS and not approximate:
        return None
    return draft(match, "DURATION", length_value(1, unit))


def bare_units(scan: Scan, match: Match[str]) -> Draft | None:
    """ "for years", "within weeks", "days after", "decades-long"."""
    unit = UNITS[scan.chosen(match, "unit") or ""]
    before = match.start() - 1
    if scan.is_a(before, "ordinal", "nth", "num", "int", "card") or unit in ("WE", "Q", "TS"):
        return None
    return draft(match, "DURATION", length_value(None, unit))


LENGTHY = "(?:<a|the>)?(?:(?P<length><lengthy>)|(?P<unit><unit|day|week|yr|tunit>)<hyphen><long>)"


def lengthy(scan: Scan, match: Match[str]) -> Draft:
    """ "a yearlong inquiry", "the day-long meeting": one of its unit."""
    word = scan.chosen(match, "unit") or (scan.chosen(match, "length") or "").removesuffix("long")
    return draft(match, "DURATION", length_value(1, UNITS[word]))


def each_unit(scan: Scan, match: Match[str]) -> Draft | None:
    """ "every day", "each year", "per week", "every two years"."""
    word = scan.chosen(match, "unit") or ""
    other = scan.chosen(match, "other")
    if other is not None and other not in ("other", "single", "second"):
        return None
    if word in PARTS:
        return draft(match, "SET", f"XXXX-XX-XXT{PARTS[word]}")
    if word not in UNITS:
        return None
    count = number_of(scan.words_of(match, "count")) or (2 if other in ("other", "second") else 1)
    return draft(match, "SET", length_value(count, UNITS[word]))


SET_WORD = "(?P<set><set>)"

_SURE_SETS = ("daily", "weekly", "monthly", "nightly", "yearly", "annually", "hourly")


def set_word(scan: Scan, match: Match[str]) -> Draft | None:
    """ "daily", "annual"."""
    word = scan.chosen(match, "set") or ""
    if scan.is_name(match.start("set")):
        return None  # part of a newspaper's name
    return draft(match, "SET", SETS[word])._replace(weak=word not in _SURE_SETS)
