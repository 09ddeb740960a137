"""The dateline: where and when a report was filed, ahead of its first sentence."""

import re
from dataclasses import dataclass

from onrecord.intake.dates import MONTH, dateline_date
from onrecord.records import Dateline

_UPPER = r"[A-ZÀ-ÖØ-ÞŽŠČĆŁŚŞĞİ]"
_CAPITALS = rf"{_UPPER}[A-ZÀ-ÖØ-ÞŽŠČĆŁŚŞĞİ.'’-]+"
_CAPITAL_PLACE = rf"{_CAPITALS}(?:(?:\s+|\s*/\s*){_CAPITALS}){{0,5}}"
_WORD = rf"(?:{_UPPER}[\w.'’-]+|of|the|de|al|el|la|and|upon|on)"
_PLACE = rf"{_UPPER}[\w.'’-]+(?:(?:\s+|\s*/\s*){_WORD}){{0,4}}"
_REGION = rf"(?:,\s*{_UPPER}[\w.'’-]*(?:\s+{_WORD}){{0,3}})"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?,?\s+)?"
_YEAR = r"(?:,?\s+\d{4})?"
_DATE = rf"{_WEEKDAY}(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}){_YEAR}"
_CREDIT = r"\((?P<credit>(?!\d)[\w.&’'/ -]{2,40})\)"
_DASH = r"(?:\s*[–—―]|\s+-{1,3}(?=\s)|\s*--+)"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # KYIV, Nov 17 (Reuters) -      BEIRUT, Lebanon (AP) —      London, 3 May (Press Service) -
        rf"(?P<place>{_PLACE}{_REGION}?)(?:,\s*(?P<date>{_DATE}))?\s*[.,]?\s*{_CREDIT}\s*{_DASH}",
        # PARIS/BERLIN, March 3 -       New Delhi, May 14, 2022 —
        rf"(?P<place>{_PLACE}{_REGION}?),\s*(?P<date>{_DATE})\.?\s*{_DASH}",
        # MOSCOW, June 3. /TASS/.
        rf"(?P<place>{_PLACE}),\s*(?P<date>{_DATE})\.?\s*/(?P<credit>[\w. -]{{2,30}})/[.:]?(?:\s*{_DASH})?",
        # (Kyiv) –      (New York, March 3, 2021) –
        rf"\((?P<place>{_PLACE}{_REGION}?)(?:,\s*(?P<date>{_DATE}))?\)\s*{_DASH}",
        # WASHINGTON —      BEIRUT, Lebanon —      PARIS/BERLIN -
        rf"(?P<place>{_CAPITAL_PLACE}{_REGION}?)\s*{_DASH}",
        # NEW DELHI:
        rf"(?P<place>{_CAPITAL_PLACE}):(?=\s+{_UPPER}|\s+[“\"‘'])",
        # Beirut, Lebanon –
        rf"(?P<place>{_PLACE}{_REGION})\s*(?:\s[–—―]|\s-)(?=\s+{_UPPER}|\s+[“\"‘'])",
        # March 3 (Reuters) -
        rf"(?P<date>{_DATE})\s*{_CREDIT}\s*{_DASH}",
    )
)
_CREDIT_ONLY = re.compile(rf"{_CREDIT}(?:\s*{_DASH})?")
_AGENCIES = frozenset((
    "reuters", "ap", "afp", "upi", "bloomberg", "cnn", "ani", "pti", "ians", "tass", "xinhua", "kyodo",
    "yonhap", "efe", "ansa", "dpa", "anadolu", "aa", "interfax", "cna", "bbc", "npr", "cbc",
))  # fmt: skip
_NO_PLACE = frozenset((
    "UPDATE", "UPDATED", "BREAKING", "EXCLUSIVE", "ANALYSIS", "OPINION", "WATCH", "VIDEO", "FACTBOX",
    "EXPLAINER", "TIMELINE", "REVIEW", "EDITORIAL", "COMMENT", "CORRECTION", "NOTE", "LIVE", "READ", "MORE",
    "Q", "A", "ALSO", "SUMMARY", "KEY",
))  # fmt: skip
_SPEAKER = re.compile(rf"^{_CAPITAL_PLACE}:\s", re.MULTILINE)
_SITE = re.compile(r"\w\.(?:com|org|net|info)$")
_REACH = 120


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline and the agency it credits ("(Reuters)"), if any."""

    dateline: Dateline
    credit: str | None


def find_dateline(text: str) -> FoundDateline | None:
    """The dateline that opens one of the first three paragraphs of the text, with its span, or None."""
    transcript = len(_SPEAKER.findall(text[:6000])) > 1
    position = 0
    seen = 0
    while position < len(text) and seen < 3:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if end > position:
            found = _read(text, position)
            if found and not (transcript and text[found.dateline.span[1] - 1] == ":"):
                return found
            seen += 1
        position = end + 1
    return None


def opens_with_dateline(line: str) -> bool:
    """Whether the line begins with a dateline."""
    return _read(line, 0) is not None


def _read(text: str, position: int) -> FoundDateline | None:
    window = text[position : position + _REACH].split("\n", 1)[0]
    credit_only = _CREDIT_ONLY.match(window)
    if credit_only and _is_agency(credit_only["credit"]):
        span = (position, position + credit_only.end())
        return FoundDateline(Dateline(span=span), _credit(credit_only["credit"]))
    for pattern in _PATTERNS:
        match = pattern.match(window)
        if match and _plausible(match, window):
            return _found(match, position)
    return None


def _plausible(match: re.Match[str], window: str) -> bool:
    groups = match.groupdict()
    place = groups.get("place")
    if place and re.split(r"[\s/]", place)[0].strip(".,:") in _NO_PLACE:
        return False
    following = window[match.end() :].lstrip(" “\"‘'")
    if not following:
        return bool(groups.get("date") or groups.get("credit"))
    return not following[0].islower()


def _found(match: re.Match[str], position: int) -> FoundDateline:
    groups = match.groupdict()
    date = dateline_date(groups["date"]) if groups.get("date") else None
    place, credit = groups.get("place"), groups.get("credit")
    if place and not credit and (_is_agency(place) or _SITE.search(place)):  # "(Harbour.com) -"
        place, credit = None, place
    dateline = Dateline(span=(position, position + match.end()), place=place, date=date)
    return FoundDateline(dateline, _credit(credit))


def _credit(credit: str | None) -> str | None:
    """An outlet's name from a dateline's brackets; None for a date or a place in them."""
    if credit is None or dateline_date(credit) or not re.search(r"[A-Z]", credit):
        return None
    return credit.strip()


def _is_agency(credit: str) -> bool:
    return credit.strip().lower() in _AGENCIES
