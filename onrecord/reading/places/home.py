"""Where the outlet of a report is at home: by its address, its entry in the table of outlets, or its name."""

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.knowledge.actors import organization
from onrecord.knowledge.countries import country
from onrecord.knowledge.gazetteer import Gazetteer
from onrecord.knowledge.place_words import GENERIC_NAME_WORDS, OUTLET_WORDS
from onrecord.knowledge.speakers import WIRES
from onrecord.reading.places.mentions import PlaceMention
from onrecord.reading.places.names import is_notable
from onrecord.records import Report

_HOST = re.compile(r"(?:[a-z]+://)?((?:[\w\-]+\.)+[a-z]{2,})(?:[:/?#]|$)")
_DOMAIN_CODES = {"uk": "GB"}
_FOR_ALL = frozenset({"io", "co", "tv", "me", "ai", "ly", "fm", "cc", "ws", "to", "eu", "gg", "vc", "la", "us"})
"""Top-level domains that say nothing of where an outlet is at home."""
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})
_LEAST_PEOPLE = 5_000


def home_countries(report: Report) -> Counter[str]:
    """The country of the outlet's address by its top-level domain, else of its entry in the table: a weak hint."""
    host = _host(report)
    code = host[-1] if host else ""
    entry = country(_DOMAIN_CODES.get(code, code.upper())) if code and code not in _FOR_ALL else None
    if entry is not None:
        return Counter([entry.iso3])
    known = organization(report.outlet) if report.outlet and report.outlet.lower() not in WIRES else None
    row = country(known.country or "") if known is not None and known.kind == "outlet" else None
    return Counter([row.iso3]) if row is not None else Counter()


def home_place(report: Report, gazetteer: Gazetteer) -> PlaceMention | None:
    """The place that the outlet is named after ("Anchorage Daily News", "thetulsaherald.com"), as a name to resolve.

    It stands nowhere in the text: its span is empty.
    """
    for name in (*_named_after(report.outlet or ""), *_in_address(_host(report))):
        entries = tuple(e for e in gazetteer.find(name) if e.level in ("country", "admin1", "admin2", "city"))
        if name not in GENERIC_NAME_WORDS and is_notable(entries, _LEAST_PEOPLE):
            return PlaceMention((0, 0), (0, 0), name, "GPE", entries, False)
    return None


def _host(report: Report) -> list[str]:
    """The parts of the outlet's host name; empty where no address is known."""
    found = _HOST.match(report.uri or "") or _HOST.match(report.outlet or "")
    return found[1].lower().split(".") if found else []


def _named_after(outlet: str) -> Iterator[str]:
    """The first words of an outlet's name, before one that outlets are called by; or the words after "of"."""
    words = outlet.removeprefix("The ").split()
    ends = [at for at, word in enumerate(words) if word.lower() in OUTLET_WORDS]
    if ends and ends[0] > 0:
        yield " ".join(words[: ends[0]])
    if ends and len(words) > ends[0] + 2 and words[ends[0] + 1].lower() == "of":
        yield " ".join(words[ends[0] + 2 :])


def _in_address(host: list[str]) -> Iterator[str]:
    """What is left of the host's name when "the", "online" and the words that outlets are called by are taken off."""
    parts = [part for part in host[:-1] if part not in _SECOND_LEVEL and part != "www"]
    for label in reversed(parts):
        for word in label.split("-"):
            rest = _without_outlet_words(word)
            if rest != word and len(rest) > 3:
                yield rest.capitalize()


def _without_outlet_words(label: str) -> str:
    before = ""
    while before != label:
        before = label
        label = label.removeprefix("the").removeprefix("my").removeprefix("online")
        ending = next((word for word in sorted(OUTLET_WORDS, key=len, reverse=True) if label.endswith(word)), "")
        label = label.removesuffix(ending) if ending else label
    return label
