"""What an actor's name comes down to, for comparing actors of different reports: a function of one record alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from onrecord.archive.entities.names import (
    body_words,
    generic_words,
    has_capitals,
    is_acronym,
    is_proper,
    kind_words,
    person_words,
    sound,
)
from onrecord.knowledge.actors import Organization, organization, role_noun
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name
from onrecord.records import Actor, Record, content_id

FormClass = Literal["person", "state", "body"]

_PUBLIC: Final = frozenset(
    "GOV MIL REB OPP LEG PTY COP JUD SPY IGO NGO JRN MED EDU BUS AGR LAB REL SOC UAF ELI".split()
)
_STATE: Final = frozenset("GOV MIL OPP LEG PTY COP JUD SPY IGO ELI".split())
"""Careers lead from one of these to another; two persons of one name are not told apart by them."""
_SEATS: Final = frozenset(
    "kremlin,white house,downing street,10 downing street,elysee,elysee palace,blue house".split(",")
)
"""Houses whose names stand for the government that sits there."""
_GUESSED: Final = "country that the report is about"
_TABLE: Final = "office_holders: "


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an actor: class, name in words, country and sphere where known, and what a table calls it."""

    form_class: FormClass
    name: str
    country: str
    sphere: str
    block: str

    @property
    def id(self) -> str:
        """An id made from class, name, country and sphere."""
        return _form_id(self.form_class, self.name, self.country, self.sphere)


@lru_cache(maxsize=65_536)
def _form_id(*parts: str) -> str:
    """Forms of one block are compared with each other many times over."""
    return content_id("entity", *parts)


def form_of(actor: Actor, link_private: bool = False) -> Form | None:
    """The form of an actor; None for one that stays in its report.

    That are crowds ("farmers"), bodies that nothing but their kind is told of ("police"), persons named by one word
    that no table of offices knows, and persons without a public role unless `link_private` is set.
    """
    if actor.kind == "population":
        return None
    country = "" if _GUESSED in (actor.rule or "") else actor.country or ""
    if actor.kind == "person":
        return _person(actor, country, link_private)
    if actor.kind == "government" and _is_state(actor.name, country):
        return Form("state", country.lower(), country, "", "state:" + country)
    return _body(actor, country)


def has_public_role(actor: Actor) -> bool:
    """Whether a person holds an office or speaks for an organisation, as far as the report tells."""
    return actor.sector in _PUBLIC


def aliases(record: Record) -> Iterator[tuple[str, str]]:
    """Short names that the record's report uses for a body it names in full as well, each with the full name's form."""
    text = record.report.text
    for actor in record.actors:
        form = form_of(actor) if actor.kind not in ("person", "population") else None
        if form is None or form.form_class != "body" or is_acronym(actor.name):
            continue
        names = {text[start:end] for start, end in actor.mentions}
        for name in sorted(names):
            if is_acronym(name) and organization(name) is None:
                yield _body_name(name), form.name


def _person(actor: Actor, country: str, link_private: bool) -> Form | None:
    if not (has_public_role(actor) or link_private):
        return None
    name = _holder(actor.rule or "") or actor.name
    words = person_words(name)
    if len(words) < 2 or len(words[0]) < 2 or not is_proper(name) or _is_crowd(name):
        return None
    sphere = "state" if actor.sector in _STATE else actor.sector or ""
    if sphere not in ("state", *_PUBLIC):
        sphere = ""
    block = f"person:{sound(words[-1])}"
    return Form("person", " ".join(words), country, sphere, block)


def _holder(rule: str) -> str | None:
    """The name in the table of offices that gave the actor its country and sector."""
    for part in rule.split("; "):
        if part.startswith(_TABLE):
            return part.removeprefix(_TABLE).split(",", 1)[0].split(" (", 1)[0]
    return None


def _is_state(name: str, country: str) -> bool:
    """Whether a name stands for the government of the country: the country, its capital, its people, its seat."""
    words = name.removeprefix("the ").removeprefix("The ")
    for ending in (" government", " administration", "'s government", "’s government"):
        words = words.removesuffix(ending)
    if not country:
        return False
    looked_up = (country_of_name(words), country_of_capital(words), country_of_demonym(words))
    return country in looked_up or words.lower() in _SEATS


def _body(actor: Actor, country: str) -> Form | None:
    entry = organization(actor.name)
    if entry is not None:
        name = _body_name(entry.name)
        return Form("body", name, _own_country(entry, country), "", "body:" + name)
    if _is_description(actor) and (country or actor.kind not in ("government", "military")):
        name = " ".join(generic_words(actor.name))
        if not (name and country) or actor.kind == "group" or _is_crowd(actor.name):
            return None
        return Form("body", name, country, "", f"body:{name}:{country}")
    name = _body_name(actor.name)
    if not name or not has_capitals(actor.name) or actor.name[0].isdigit() or _is_crowd(actor.name):
        return None
    return Form("body", name, country, "", "body:" + name)


def _own_country(entry: Organization, country: str) -> str:
    return entry.country or country


def _body_name(name: str) -> str:
    return " ".join(body_words(name))


def _is_description(actor: Actor) -> bool:
    """Whether the name says what kind of body it is and whose, as those of ministries and armies do.

    The capital of a first word may be that of its sentence.
    """
    if actor.kind in ("government", "military"):
        return True
    words = kind_words(actor.name)
    return all(word.islower() for word in words[1:]) and (len(words) != 1 or role_noun(words[0].lower()) is not None)


def _is_crowd(name: str) -> bool:
    """Whether the name is a description of people ("Eastland officials", "First Deputy Chairman")."""
    noun = role_noun(name.split()[-1].lower())
    return noun is not None and noun.kind == "person"
