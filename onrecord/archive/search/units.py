"""What of a record can be found by a search: its text, statements, events and positions, each with its values.

Pure: a record in, a list of units out. A value is what a unit can be filtered and counted by.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.archive.addresses import in_utc
from onrecord.archive.search.dates import day_range, filed_under
from onrecord.archive.search.names import folded
from onrecord.knowledge.countries import country as country_of_code
from onrecord.records import Actor, Attribution, Event, Place, Position, Record, Report, Time
from onrecord.spans import Span, SpanIndex, covering

Kind = Literal["report", "statement", "event", "position"]
KINDS: tuple[Kind, ...] = ("report", "statement", "event", "position")

_LONGEST_STATEMENT = 4000
"""Code points that the text between a statement's first and last word may have; only its first part is found then."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one facet: `value` is compared, `label` shown; a place has its point."""

    facet: str
    value: str
    label: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be found, with the place of its text in the report and the names of who says or does it."""

    kind: Kind
    owner: str
    span: Span
    head: str
    values: tuple[Value, ...]


class _Lookup:
    """A record's parts by id, and its actors, places and times by where they stand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.times = {time.id: time for time in record.times}
        self.attributions = {each.id: each for each in record.attributions}
        self._actors = SpanIndex((span, actor) for actor in record.actors for span in actor.mentions)
        self._places = SpanIndex((span, place) for place in record.places for span in place.mentions)
        self._times = SpanIndex((time.span, time) for time in record.times)
        self.about: dict[str, list[Event]] = {}
        for event in record.events:
            for attribution in event.attributions:
                self.about.setdefault(attribution, []).append(event)

    def actors_in(self, span: Span) -> Iterator[Actor]:
        yield from (actor for _, actor in self._actors.inside(span))

    def places_in(self, span: Span) -> Iterator[Place]:
        yield from (place for _, place in self._places.inside(span))

    def times_in(self, span: Span) -> Iterator[Time]:
        yield from (time for _, time in self._times.inside(span))


def find_units(record: Record, carried_by: Sequence[str] = ()) -> list[Unit]:
    """The units of a record: the report first, then its statements, events and positions in their order.

    Every unit has its report's outlet and dates of publication; the report has the values of all its parts.
    `carried_by` are other outlets where the same text came out.
    """
    lookup = _Lookup(record)
    common = list(_report_values(record.report, carried_by))
    parts = [
        *(_statement(lookup, each) for each in record.attributions if each.content),
        *(_event(lookup, each) for each in record.events),
        *(_position(lookup, each) for each in record.positions if each.evidence),
    ]
    everything = (value for _, _, _, _, values in parts for value in values)
    whole = (0, len(record.report.text))
    mentioned = (*_actor_values(record.actors), *_place_values(record.places))
    report = Unit(
        "report", record.report.id, whole, record.report.title or "", _once((*common, *mentioned, *everything))
    )
    return [
        report,
        *(Unit(kind, owner, span, head, _once((*common, *values))) for kind, owner, span, head, values in parts),
    ]


_Part = tuple[Kind, str, Span, str, list[Value]]


def _statement(lookup: _Lookup, each: Attribution) -> _Part:
    span = _within(covering(each.content), each.content[0])
    source = lookup.actors.get(each.source.actor or "")
    values = [
        *_source_values(lookup, [each.id]),
        Value("stance", each.stance, each.stance),
        *_actor_values([*([source] if source else []), *lookup.actors_in(span)]),
        *_place_values(lookup.places_in(span)),
        *_time_values("happened", lookup.times_in(span)),
    ]
    for event in lookup.about.get(each.id, ()):
        values += _event_values(event)
    return "statement", each.id, span, _source_name(lookup, each) or "", values


def _event(lookup: _Lookup, event: Event) -> _Part:
    actors = [lookup.actors[key] for key in (*event.actors, *event.recipients) if key in lookup.actors]
    values = [*_event_values(event), *_source_values(lookup, event.attributions), *_actor_values(actors)]
    if event.place in lookup.places:
        values += _place_values([lookup.places[event.place]])
    if event.time in lookup.times:
        values += _time_values("happened", [lookup.times[event.time]])
    return "event", event.id, event.sentence, _names(actors), values


def _position(lookup: _Lookup, position: Position) -> _Part:
    actors = [lookup.actors[key] for key in (position.holder, position.beneficiary) if key in lookup.actors]
    span = position.evidence[0]
    areas = [lookup.places[key] for key in position.scope.areas if key in lookup.places]
    values = [
        Value("stance", position.stance, position.stance),
        *_source_values(lookup, position.attributions),
        *_actor_values(actors),
        *_place_values([*areas, *lookup.places_in(span)]),
        *_held_values(lookup.times.get(position.since or ""), lookup.times.get(position.until or "")),
    ]
    return "position", position.id, span, _names(actors), values


def _report_values(report: Report, carried_by: Sequence[str]) -> Iterator[Value]:
    for outlet in (report.outlet, *carried_by):
        if outlet:
            yield Value("outlet", folded(outlet), outlet)
    published = day_range(in_utc(report.published) or "")
    if published:
        yield from _dates("reported", *published)


def _event_values(event: Event) -> Iterator[Value]:
    for name in (event.type, *event.custom):
        if name:
            yield Value("type", folded(name), name)
    yield Value("modality", event.modality, event.modality)
    yield Value("certainty", event.factuality, event.factuality)


def _source_values(lookup: _Lookup, attributions: Iterable[str]) -> Iterator[Value]:
    for key in attributions:
        each = lookup.attributions.get(key)
        if each is None:
            continue
        yield Value("anonymity", each.source.anonymity, each.source.anonymity)
        if name := _source_name(lookup, each):
            yield Value("source", folded(name), name)


def _source_name(lookup: _Lookup, each: Attribution) -> str | None:
    """The source's name, as in its actor record where it has one; else the words that stand for it."""
    actor = lookup.actors.get(each.source.actor or "")
    name = actor.name if actor else each.source.name
    if not name and each.source.span:
        name = lookup.record.report.text[slice(*each.source.span)]
    return " ".join(name.split()) if name else None


def _actor_values(actors: Iterable[Actor]) -> Iterator[Value]:
    for actor in actors:
        yield Value("actor", folded(actor.name), " ".join(actor.name.split()))
        if actor.country:
            yield _country("country", actor.country)


def _place_values(places: Iterable[Place]) -> Iterator[Value]:
    """A country has no point: what is told of it is not told of the middle of it."""
    for place in places:
        name = " ".join(place.name.split())
        known = f"geonames {place.geonames}" if place.geonames else f"{place.country or ''} {folded(name)}"
        point = (None, None) if place.level == "country" else (place.lat, place.lon)
        yield Value("place", known, name, *point)
        if place.admin1:
            yield Value("area", f"{place.country or ''} {folded(place.admin1)}", place.admin1)
        if place.country:
            yield _country("land", place.country)


def _country(facet: str, code: str) -> Value:
    known = country_of_code(code)
    return Value(facet, code, known.name if known else code)


def _time_values(clock: str, times: Iterable[Time]) -> Iterator[Value]:
    for time in times:
        first, last = day_range(time.earliest or ""), day_range(time.latest or "")
        if first and last:
            yield from _dates(clock, first[0], last[1])


def _held_values(since: Time | None, until: Time | None) -> Iterator[Value]:
    """From the beginning to the end that the report tells; where it tells only one, the days of that one."""
    first = day_range(since.earliest or "") if since else None
    last = day_range(until.latest or "") if until else None
    if first and last and first[0] <= last[1]:
        yield from _dates("happened", first[0], last[1])
    else:
        yield from _time_values("happened", [time for time in (since, until) if time])


def _dates(clock: str, first: date, last: date) -> Iterator[Value]:
    for unit, value in filed_under(first, last):
        yield Value(f"{clock} {unit}", value, value)


def _names(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(" ".join(actor.name.split()) for actor in actors))


def _within(whole: Span, first: Span) -> Span:
    return whole if whole[1] - whole[0] <= _LONGEST_STATEMENT else first


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once, in order; of two labels for one value the first in the alphabet stays."""
    found: dict[tuple[str, str], Value] = {}
    for value in values:
        known = found.get((value.facet, value.value))
        if known is None or value.label < known.label:
            found[value.facet, value.value] = value
    return tuple(found.values())
