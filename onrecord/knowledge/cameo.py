"""CAMEO's codes beside PLOVER's: what a spoken-of act is coded as, and how actors are written.

The tables are in `data/cameo`; their README gives the columns and the origin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError
from onrecord.knowledge.actors import organization
from onrecord.knowledge.actors_phrases import resolve_phrase
from onrecord.knowledge.countries import country as find_country
from onrecord.records import Actor

UNKNOWN = "---"
"""A side of no known country."""
SUPRANATIONAL = {"UNO": "IGOUNO", "EUR": "IGOEUREEC", "IGO": "IGO"}
"""Bodies of many states by what `knowledge.actors` has in a country's place."""
MILITANTS = "IMG"
"""Armed groups of no one country."""
EXCHANGES = {"042": "043", "043": "042"}
"""Codes with one for the other side: who visits is received."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What an act of one root is coded as when it is wished for or promised, and when it is threatened."""

    intended: str | None
    threatened: str | None


def composition(code: str) -> Composition:
    """How wishes, promises and threats of an act with this CAMEO code are coded; empty for roots without any."""
    return _compositions().get(code[:2], Composition(None, None))


def actor_code(actor: Actor, with_country: bool = True) -> str:
    """Country and role as the Phoenix data sets write them: "Canada" is CAN, its government CANGOV, the UN IGOUNO.

    A body of several states is IGO with its own code, an armed group of no one country IMG. Without `with_country`
    only the role is left, as for a government of which the text does not tell the country.
    """
    country = actor.country if with_country else None
    known = find_country(country) if country else None
    if known is not None and actor.kind == "government" and actor.name == known.name:
        return known.iso3
    role = _roles().get(actor.sector or "", actor.sector or "")
    if country is None and with_country:
        return _stateless_code(actor, role)
    return (country or UNKNOWN) + role


def _stateless_code(actor: Actor, role: str) -> str:
    """The code of an actor of no one country: a body of several states, an armed group, or unknown."""
    listed = organization(actor.name, article=True)
    if listed is not None and listed.name in _organizations():
        return _organizations()[listed.name]
    given = resolve_phrase(actor.name, None, None)[0]
    if given in SUPRANATIONAL:
        return SUPRANATIONAL[given] + ("" if role == "IGO" else role)
    if role == "REB" and not actor.name.islower():
        return MILITANTS + role
    return role if role == "IGO" else UNKNOWN + role


@cache
def _compositions() -> dict[str, Composition]:
    return {
        root: Composition(*(None if code == "-" else code for code in codes))
        for root, *codes in _rows("composition", 3)
    }


@cache
def _organizations() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("organizations", 2)}


@cache
def _roles() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("sectors", 2)}


def _rows(table: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table; raises SetupError where it is missing or damaged."""
    try:
        text = (files("onrecord.knowledge") / "data" / "cameo" / f"{table}.tsv").read_text(encoding="utf-8")
    except OSError as problem:
        raise SetupError(f"the CAMEO tables cannot be read: {problem}") from problem
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split("\t")
        if line.startswith("#") or not line:
            continue
        if len(fields) != columns:
            raise SetupError(f"{table}.tsv:{number}: {columns} columns expected, {len(fields)} found")
        yield fields
