"""Whether a position held in a report is that of the holder asked for: a country's government, a body, or a person."""

import re
from dataclasses import dataclass

from onrecord.archive.search.names import folded, holds
from onrecord.knowledge.actors import organization
from onrecord.knowledge.actors_phrases import resolve_phrase
from onrecord.knowledge.countries import country as country_of_code
from onrecord.knowledge.countries import country_of_name, is_demonym

_OFFICES = frozenset({"GOV", "MIL", "SPY"})
_KINDS = {"government": 1.0, "military": 0.9, "population": 0.7}
_ORGANS = {"LEG": 0.6, "JUD": 0.5}
_BODIES = frozenset({"UNO", "EUR", "IGO"})
_WEAK = frozenset("the of a an and for government ministry administration".split())


@dataclass(frozen=True)
class Holder:
    """Who is asked for: the country whose government it is, or folded names of a body or person."""

    name: str
    country: str | None
    names: frozenset[str]
    home: str | None = None
    """The country of a body or person of one: "the Turkish trade ministry"."""


def find_holder(name: str, day: str | None = None, also: frozenset[str] = frozenset()) -> Holder:
    """The holder that a name stands for: "Washington", "the US" and "the Biden administration" are the United States.

    `also` are other names of the same one, as merged in the archive.
    """
    code, sector, rule = resolve_phrase(name, day)
    known = organization(name)
    names = {folded(each) for each in (name, *also)}
    if known:
        names.add(folded(known.name))
    if country_of_name(name):
        return Holder(name, country_of_name(name), frozenset(names))
    if code and code not in _BODIES and sector == "GOV" and _is_whole_government(name, rule):
        return Holder(name, code, frozenset(names))
    home = code if code not in _BODIES else None
    if home and rule.startswith("role noun"):
        names.add(" ".join(word for word in name.split() if not is_demonym(re.sub(r"\W+s?$", "", word))))
    return Holder(name, None, frozenset(folded(each).removeprefix("the ") for each in names if each), home)


def _is_whole_government(name: str, rule: str) -> bool:
    """Whether the phrase stands for a government, not for one ministry or body of it."""
    words = folded(name)
    if rule.startswith("role noun"):
        return rule.startswith(tuple(f"role noun: {each};" for each in ("government", "authorities", "cabinet")))
    whole = ("administration", "government", "kremlin", "white house", "downing street", "elysee", "blue house")
    by_name = rule.startswith("agencies") and any(holds(words, each) for each in whole)
    return by_name or rule.startswith(("capital", "country"))


def likeness(holder: Holder, name: str, kind: str, country: str | None, sector: str | None) -> float:
    """How surely an actor of a report is the holder, from 0 to 1; who speaks for it counts a little less."""
    if holder.country:
        return _of_country(holder, name, kind, country, sector)
    if holder.home and country and holder.home != country:
        return 0.0
    return _of_name(holder, name, kind)


def _of_country(holder: Holder, name: str, kind: str, country: str | None, sector: str | None) -> float:
    words = folded(name)
    if country == holder.country:
        if kind in ("government", "organization", "group") and sector in _ORGANS:
            return _ORGANS[sector]
        if kind in _KINDS:
            return _KINDS[kind]
        if sector in _OFFICES:
            return 0.9 if kind == "person" else 0.7
        return 0.6 if kind == "person" and sector is None else 0.0
    known = country_of_code(holder.country or "")
    spoken = (*holder.names, *(folded(each) for each in (known.name, *known.demonyms))) if known else holder.names
    return 0.6 if country is None and kind == "group" and any(holds(words, each) for each in spoken if each) else 0.0


def _of_name(holder: Holder, name: str, kind: str) -> float:
    words = folded(name).removeprefix("the ")
    known = organization(name)
    if words in holder.names or (known and folded(known.name).removeprefix("the ") in holder.names):
        return 1.0
    best = 0.0
    for each in holder.names:
        if holds(words, each):
            best = max(best, 0.8)
        elif holds(each, words) and not set(words.split()) <= _WEAK:
            best = max(best, 0.9 if each.endswith(words) and kind == "person" else 0.6)
    return best
