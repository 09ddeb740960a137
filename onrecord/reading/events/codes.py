"""What makes the codes of an event's parties doubtful: how the report tells who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from onrecord.knowledge.countries import country_of_demonym, country_of_name
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.roles import Part
from onrecord.records import Actor

_OF_NO_STATE = frozenset({"IGO", "REB", "UAF", "CVL", "REL", "BUS", "JRN", "NGO", "CRM"})
"""Sectors of those who often have no country, or whom few reports give one."""

_PARTISAN = frozenset({"PTY", "OPP"})
_ARMED = frozenset({"MIL", "COP", "SPY", "UAF"})
_CIVIL = frozenset({"CVL", "ELI", "BUS", "JUD", "EDU", "REL", "MED", "SOC", "LAB", "CRM"})


@dataclass(frozen=True, slots=True)
class CodeSigns:
    """How many of the two parties are told in each of these ways.

    `stranger`: somebody is named whose country is not known; `bare`: a common noun for those who serve a state, of
    which the report says nothing; `crowd`: a common noun for others, without a country; `inferred`: the country is that
    of the report, or of the place; `sectorless`: neither office nor trade is known; `described`: a common noun that was
    taken for somebody named elsewhere; `partly`: some of the words name no actor of the report; `mixed`: the words name
    several countries, the actor has one; `partisan`: a party, or somebody of one; `armed`: soldiers, police, spies or
    armed men of no known group; `civil`: people without office.
    """

    stranger: float = 0.0
    bare: float = 0.0
    crowd: float = 0.0
    inferred: float = 0.0
    sectorless: float = 0.0
    described: float = 0.0
    partly: float = 0.0
    mixed: float = 0.0
    partisan: float = 0.0
    armed: float = 0.0
    civil: float = 0.0


def code_features(
    analysis: Analysis, sides: Sequence[Sequence[Part]], actors: Mapping[str, Actor]
) -> tuple[float, ...]:
    """The values of `confidence.CODE_FEATURES` for those who act and those who are acted on."""
    signs = [_signs(analysis, side, actors) for side in sides]
    return tuple(sum(getattr(each, field.name) for each in signs) for field in fields(CodeSigns))


def _signs(analysis: Analysis, side: Sequence[Part], actors: Mapping[str, Actor]) -> CodeSigns:
    known = [(part, actors[ident]) for part in side for ident in part.actors]
    stateless = [actor for _, actor in known if actor.country is None]
    return CodeSigns(
        stranger=float(any(_is_named(actor) and actor.sector not in _OF_NO_STATE for actor in stateless)),
        bare=float(any(not _is_named(actor) and actor.sector not in _OF_NO_STATE for actor in stateless)),
        crowd=float(any(not _is_named(actor) and actor.sector in _OF_NO_STATE for actor in stateless)),
        inferred=float(any(actor.basis == "inferred" for _, actor in known)),
        sectorless=float(any(actor.sector is None and actor.kind != "population" for _, actor in known)),
        described=float(any(_is_described(analysis, part, actor) for part, actor in known)),
        partly=float(bool(known) and any(not part.actors for part in side)),
        mixed=float(any(_is_mixed(analysis, part) for part in side)),
        partisan=float(any(actor.sector in _PARTISAN for _, actor in known)),
        armed=float(any(actor.sector in _ARMED for _, actor in known)),
        civil=float(any(actor.sector in _CIVIL for _, actor in known)),
    )


def _is_named(actor: Actor) -> bool:
    """Whether the actor goes by a name, not by a common noun."""
    return actor.name.split()[-1][:1].isupper()


def _is_described(analysis: Analysis, part: Part, actor: Actor) -> bool:
    common = part.word is not None and analysis.upos[part.word] == "NOUN"
    return common and actor.kind in ("person", "organization", "group") and _is_named(actor)


def _is_mixed(analysis: Analysis, part: Part) -> bool:
    """Whether the words before the noun name two countries: "Peruvian and Chilean officials"."""
    if part.word is None or analysis.upos[part.word] == "PROPN":
        return False
    forms = [analysis.forms[word] for word in range(analysis.subtree_edges[part.word][0], part.word)]
    found = {country_of_demonym(form) or country_of_name(form) for form in forms if form[:1].isupper()}
    return len(found - {None}) > 1
