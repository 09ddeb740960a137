"""CAMEO dyads: a record's events as rows of source, target and code, the way the Phoenix data sets write them.

A record tells every event with its own certainty; event data sets have one row for each pair of actors that a
sentence's main clause connects. What lies between is PETRARCH-2's composition of codes (Norris, Schrodt and Beieler
2017), told here over the fields of the record:

- an event told in passing gives no row, and of an event that completes another one only one row is left;
- who agrees to or pledges an act of their own is coded with the act, who wants force used threatens it;
- a meeting that is still to come is coded as a meeting;
- whoever says that they attacked acknowledges it (015), whoever says that another did accuses them (112);
- a side that is not named is the country of the place where it happened.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.knowledge.cameo import EXCHANGES, UNKNOWN, actor_code, composition
from onrecord.knowledge.countries import country_of_demonym, country_of_name
from onrecord.knowledge.ontology import load_ontology
from onrecord.records import Actor, Attribution, Event, Place, Record
from onrecord.spans import contains

ACKNOWLEDGE, ACCUSE, MEETING = "015", "112", "040"
COMMITMENTS = frozenset({"AGREE", "THREATEN"})
COOPERATION = frozenset({"03", "04", "05", "06", "07"})
"""Roots of which a promise is coded as an intention; a promise of any other act as the act."""
OPEN = frozenset({"planned", "expected", "possible", "promised", "threatened"})
TOLD = frozenset({"actual", "ongoing", "planned", "expected"})
BELONGING = re.compile(r" (?:of|from) (?=\S)")
ASSERTING = frozenset({"asserts", "confirms"})


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A dyad: CAMEO codes of both sides, code of the event, and the id of the event it was made from."""

    source: str
    target: str
    code: str
    event: str


def cameo_rows(record: Record) -> tuple[CameoRow, ...]:
    """The dyads that the main clauses of a report tell, in text order, each once; no row where a side is unknown."""
    coder = _DyadCoder(record)
    found: dict[tuple[str, str, str, tuple[int, int]], CameoRow] = {}
    for event in record.events:
        for row in coder.rows(event):
            found.setdefault((row.source, row.target, row.code, event.sentence), row)
    return tuple(found.values())


class _DyadCoder:
    """Codes events of one record."""

    def __init__(self, record: Record) -> None:
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in record.actors}
        self._places: Mapping[str, Place] = {place.id: place for place in record.places}
        self._heard: Mapping[str, Attribution] = {a.id: a for a in record.attributions}
        self._events: Mapping[str, Event] = {event.id: event for event in record.events}
        self._text = record.report.text
        self._starting = {start: actor for actor in record.actors for start, _ in actor.mentions}
        self._completions = {e.within: e for e in reversed(record.events) if e.within is not None}

    def rows(self, event: Event) -> Iterator[CameoRow]:
        """The rows of one event: one for each pair of a source and a target, both ways where it is an exchange."""
        code = self._code(event)
        if code is None or event.clause != "main" or event.factuality.endswith("-"):
            return
        sources, targets = self._sides(event)
        speaker = self._speaker(event)
        if speaker is not None:
            own = speaker in event.actors
            sources, targets = (sources, targets) if own else (self._codes((speaker,), ()), sources)
            code = ACKNOWLEDGE if own else ACCUSE
        for source in sources:
            for target in targets:
                if source != target and UNKNOWN not in (source, target):
                    yield CameoRow(source, target, code, event.id)
                    if code in EXCHANGES:
                        yield CameoRow(target, source, EXCHANGES[code], event.id)

    def _code(self, event: Event) -> str | None:
        """The code of an event in its context, or None where it has none or the row of another event tells it."""
        own = event.cameo or _root_code(event)
        inner, around = self._completions.get(event.id), self._events.get(event.within or "")
        if own is None or (inner is not None and event.cameo is None and inner.actors == event.actors):
            return None  # "wants to attack": told by what is wanted
        wished = around is not None and around.cameo is None and around.actors == event.actors
        if around is not None and not wished and not (_commits(around, event) and _is_coded_as_act(event)):
            return None
        if inner is not None and _commits(event, inner):
            return None if _is_coded_as_act(inner) else composition(inner.cameo or "").intended or own
        if event.type == "CONSULT" and own.startswith("03"):
            return MEETING
        if wished or (around is None and (event.modality in OPEN or self._is_own_wish(event))):
            composed = composition(own)
            return composed.intended or composed.threatened or own
        return own

    def _is_own_wish(self, event: Event) -> bool:
        """Whether who wants it done would do it: "wants to attack", not "wants them to leave"."""
        wishing = {self._heard[ident].source.actor for ident in event.attributions}
        return event.modality == "requested" and not wishing.isdisjoint(event.actors)

    def _sides(self, event: Event) -> tuple[Sequence[str], Sequence[str]]:
        """The codes of who did it and to whom; a side that is not named is the country where it happened."""
        others = tuple(actor for actor in event.recipients if actor not in event.actors)
        sources, targets = self._codes(event.actors, others), self._codes(others, event.actors)
        place = self._places.get(event.place or "")
        where = place.country if place is not None else None
        if not targets:
            nation = None if event.recipients else self._nation(event)
            targets = [code for code in (nation or where,) if code and code not in sources]
        return sources or [c for c in (where,) if c], targets or self._codes(event.recipients, event.actors)

    def _nation(self, event: Event) -> str | None:
        """The country that the event's own words name or describe something by: "demolished a Norlandish bridge"."""
        words = self._text[slice(*event.trigger)].split()
        return next((code for word in words if (code := country_of_name(word) or country_of_demonym(word))), None)

    def _codes(self, actors: Sequence[str], others: Sequence[str]) -> list[str]:
        """The actors' codes; a country that was only inferred is left out where the other side is of that country."""
        known = {self._actors[other].country for other in others} - {None}
        found = [self._actors[actor] for actor in actors]
        return [self._actor_code(a, not (a.basis == "inferred" and a.country in known)) for a in found]

    def _actor_code(self, actor: Actor, with_country: bool) -> str:
        """The actor's code, of no country of its own with that of the body it is from: "envoys of the ministry"."""
        if with_country and actor.country is None:
            for _, end in actor.mentions:
                behind = BELONGING.match(self._text, end)
                owner = self._starting.get(behind.end()) if behind else None
                if owner is not None and owner.country is not None:
                    return actor_code(msgspec.structs.replace(actor, country=owner.country))
        return actor_code(actor, with_country)

    def _speaker(self, event: Event) -> str | None:
        """The actor who says of somebody that they used force: "claimed that the rebels attacked"."""
        if event.type != "ASSAULT" or event.modality not in TOLD or not event.actors:
            return None
        for ident in event.attributions:
            heard = self._heard[ident]
            source = self._actors.get(heard.source.actor or "")
            if source is None or source.kind == "outlet" or source.sector == "JRN" or heard.stance not in ASSERTING:
                continue
            before = heard.cue is not None and any(
                heard.cue[1] <= s[0] and contains(s, event.trigger) for s in heard.content
            )
            if before:
                return source.id
        return None


def _root_code(event: Event) -> str | None:
    """The most general code of the event's type, where the wording decides no further."""
    return f"{load_ontology().types[event.type].roots[0]}0" if event.type is not None else None


def _commits(outer: Event, inner: Event) -> bool:
    """Whether the outer event is the agreement or vow of the inner one's own actors to do it."""
    return outer.type in COMMITMENTS and inner.modality in ("promised", "planned") and outer.actors == inner.actors


def _is_coded_as_act(inner: Event) -> bool:
    """Whether a promise of the act is coded as the act itself."""
    return inner.cameo is not None and inner.cameo[:2] not in COOPERATION
