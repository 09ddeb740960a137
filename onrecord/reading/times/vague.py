"""Phrase rules for vague times: "now", "recently", "the foreseeable future", "these days"."""

from re import Match

from onrecord.reading.times.counts import open_reference
from onrecord.reading.times.scan import Draft, Scan, draft
from onrecord.reading.times.tokens import REFERENCES, word_set

REFERENCE = "(?P<more><more>)?(?P<ref><now|ref>)"


def reference(scan: Scan, match: Match[str]) -> Draft | None:
    """ "now", "recently", "soon"."""
    word = scan.chosen(match, "ref") or ""
    if word == "recently" and match.end() < len(scan.tokens.words) and scan.word(match.end()) == "as":
        return None  # "as recently as Tuesday" is about Tuesday
    weak = word in ("previously", "formerly", "soon", "shortly", "presently", "someday")
    return open_reference(scan, match, REFERENCES[word])._replace(weak=weak)


ADJECTIVE = "(?P<the><the>)?(?P<ref><current|recent|future|past|latest|prior>)"

_ADJECTIVES = {"current": "PRESENT_REF", "recent": "PAST_REF", "future": "FUTURE_REF", "past": "PAST_REF"}


def adjective(scan: Scan, match: Match[str]) -> Draft | None:
    """ "current", "recent"; "the past" and "the future" as nouns."""
    word, definite = scan.chosen(match, "ref") or "", match.start("the") >= 0
    value = _ADJECTIVES.get(word)
    if value is None:
        return None
    noun = definite and _ends_phrase(scan, match.end())
    if word in ("past", "future") and not noun:
        return open_reference(scan, match, value)._replace(weak=True, first=match.start("ref"))
    if word in ("past", "future") and scan.is_a(match.start() - 1, "over"):
        return None
    first = match.start() if noun else match.start("ref")
    return open_reference(scan, match, value)._replace(first=first, weak=word == "recent")


# Words that cannot go on the noun phrase that "the past" or "the future" may be the end of.
_AFTER_NOUN = word_set(
    "in is was were are that for but as when where which who he she it they we you i has have had will would can could "
    "may might must should to with by at on or than because while if so not after before without under from than "
    "rather there this these those his her their our its and"
)


def _ends_phrase(scan: Scan, index: int) -> bool:
    if index >= len(scan.tokens.words):
        return True
    word = scan.word(index)
    return not word.isalnum() or word in _AFTER_NOUN


MOMENT = "(?P<this><this|the|that>)(?P<kind><other>)?(?P<noun><time>)"


def moment(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the moment", "this crucial moment", "the near future" and their like."""
    kind = scan.chosen(match, "kind")
    if scan.chosen(match, "noun") == "moment" and scan.chosen(match, "this") == "this":
        return open_reference(scan, match, "PRESENT_REF")
    if scan.chosen(match, "noun") == "moment" and kind is None and scan.is_a(match.start() - 1, "at", "on"):
        return open_reference(scan, match, "PRESENT_REF")
    return None


NEAR_FUTURE = "<the>(?P<kind><other|coming>)(?P<ref><future|past>)"


def near_future(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the near future", "the distant past", "the foreseeable future"."""
    if scan.chosen(match, "kind") not in ("near", "foreseeable", "distant", "immediate", "recent", "not-too-distant"):
        return None
    return open_reference(scan, match, "FUTURE_REF" if scan.chosen(match, "ref") == "future" else "PAST_REF")


THESE = "(?P<these><other>)(?P<unit><units>)"


def these_days(scan: Scan, match: Match[str]) -> Draft | None:
    """ "these days"."""
    if scan.chosen(match, "these") != "these" or scan.chosen(match, "unit") != "days":
        return None
    return open_reference(scan, match, "PRESENT_REF")


AT_PRESENT = "<at><current>(?=<comma|dot|break>|$)"


def at_present(scan: Scan, match: Match[str]) -> Draft | None:
    """ "at present"."""
    if scan.word(match.start()) != "at" or scan.word(match.start() + 1) != "present":
        return None
    return open_reference(scan, match, "PRESENT_REF")


OTHER_DAY = "<the>(?P<kind><other>)<day>(?=<comma|dot|break|in|on|at|and>|$)"


def other_day(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the other day"."""
    return open_reference(scan, match, "PAST_REF") if scan.chosen(match, "kind") == "other" else None


SOME_DAY = "(?P<one><card|some>)<day>"


def some_day(scan: Scan, match: Match[str]) -> Draft | None:
    """ "one day", "some day", of what is to come."""
    if scan.chosen(match, "one") not in ("one", "some") or scan.direction(match.start(), match.end()) <= 0:
        return None
    return open_reference(scan, match, "FUTURE_REF")


SOME_TIME = "(?P<some><some>)<time>"


def some_time(scan: Scan, match: Match[str]) -> Draft | None:
    """ "for some time"."""
    if scan.chosen(match, "some") != "some" or not scan.is_a(match.start() - 1, "on", "until", "in"):
        return None
    return draft(match, "DURATION", "PXX")
