"""onrecord's own tables: events, attributions and positions, each row with the report it stands in."""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.columns import EVIDENCE, Column, Row, columns, span_list
from onrecord.formats.export.selection import Item
from onrecord.formats.export.views import View, day_of
from onrecord.records import Actor, Attribution, Event, Mention, Position, Time
from onrecord.spans import Span, covering

EVENTS = (
    *columns("event_id type mode cameo acled_event_type acled_sub_event_type"),
    Column("custom", "texts"),
    *columns("factuality modality"),
    *columns("actors actor_countries actor_sectors recipients recipient_countries recipient_sectors", "texts"),
    *columns("instruments", "texts"),
    *columns("time time_type day earliest latest place place_country admin1 admin2"),
    *columns("latitude longitude", "real"),
    Column("geonames", "integer"),
    Column("place_level"),
    Column("attributed_to", "texts"),
    *columns("trigger within"),
    Column("mentions", "integer"),
    Column("confidence", "real"),
    Column("shown", "flag"),
    *EVIDENCE,
)
ATTRIBUTIONS = (
    *columns("attribution_id source source_kind anonymity source_country source_sector"),
    Column("source_count", "integer"),
    *columns("source_words cue content quotation stance"),
    Column("passed_on_by", "texts"),
    *columns("inside"),
    Column("confidence", "real"),
    Column("shown", "flag"),
    *EVIDENCE,
)
POSITIONS = (
    *columns("position_id holder holder_country holder_sector stance matter beneficiary"),
    *columns("areas targets conditions objectives reasons", "texts"),
    *columns("since since_day until until_day"),
    Column("attributed_to", "texts"),
    Column("confidence", "real"),
    Column("shown", "flag"),
    *EVIDENCE,
)


def event_rows(item: Item) -> Iterator[Row]:
    """A row for each event, in text order; its evidence is the sentence."""
    view = View(item.record)
    for event in item.record.events:
        yield _what(view, event) | _where(view, event) | item.evidence(event.sentence, event_spans(view, event))


def event_spans(view: View, event: Event) -> list[dict[str, Any]]:
    """Where the event, who takes part, when, where and its certainty are told."""
    time, place = view.time(event.time), view.place(event.place)
    return span_list(
        ("sentence", event.sentence),
        ("trigger", event.trigger),
        *(("actor", span) for span in event.actor_spans),
        *(("recipient", span) for span in event.recipient_spans),
        *(("instrument", each.span) for each in event.instruments),
        ("time", time.span if time else None),
        ("place", nearest(place.mentions, event.trigger) if place else None),
        ("reason", event.reason.span if event.reason else None),
        *(("mention", each.trigger) for each in event.mentions),
    )


def nearest(spans: tuple[Span, ...], to: Span) -> Span | None:
    """The span that stands nearest to another."""
    return min(spans, key=lambda span: abs(span[0] - to[0]), default=None)


def attribution_rows(item: Item) -> Iterator[Row]:
    """A row for each attribution, in text order; its evidence reaches from its first word to its last."""
    view = View(item.record)
    for each in item.record.attributions:
        actor = view.actor(each.source.actor)
        row: dict[str, Any] = {
            "attribution_id": each.id,
            "source": view.source(each),
            "source_kind": each.source.kind,
            "anonymity": each.source.anonymity,
            "source_country": actor.country if actor else None,
            "source_sector": actor.sector if actor else None,
            "source_count": each.source.count,
            "source_words": view.words(each.source.span),
            "cue": view.words(each.cue),
            "content": " … ".join(view.text[slice(*span)] for span in each.content),
            "quotation": each.quotation,
            "stance": each.stance,
            "passed_on_by": view.sources(each.via),
            "inside": each.inside,
            "confidence": each.confidence,
            "shown": each.shown,
        }
        yield row | item.evidence(*attribution_evidence(each))


def attribution_evidence(each: Attribution) -> tuple[Span | None, list[dict[str, Any]]]:
    """From the first to the last word of an attribution, and its parts."""
    parts = [span for span in (each.source.span, each.cue, *each.content) if span]
    spans = span_list(("source", each.source.span), ("cue", each.cue), *(("content", span) for span in each.content))
    return covering(parts) if parts else None, spans


def position_rows(item: Item) -> Iterator[Row]:
    """A row for each position, in text order; its evidence reaches over all of its evidence."""
    view = View(item.record)
    for position in item.record.positions:
        yield _position(view, position) | item.evidence(covering(position.evidence), _position_spans(position))


def _what(view: View, event: Event) -> dict[str, Any]:
    actors, recipients = view.actors(event.actors), view.actors(event.recipients)
    return {
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "acled_event_type": event.acled.event_type if event.acled else None,
        "acled_sub_event_type": event.acled.sub_event_type if event.acled else None,
        "custom": list(event.custom),
        "factuality": event.factuality,
        "modality": event.modality,
        **_sides("actor", actors),
        **_sides("recipient", recipients),
        "instruments": [each.text for each in event.instruments],
        "attributed_to": view.sources(event.attributions),
        "trigger": view.words(event.trigger),
        "within": event.within,
        "mentions": 1 + len(event.mentions),
        "confidence": event.confidence,
        "shown": event.shown,
    }


def _sides(side: str, actors: list[Actor]) -> dict[str, list[str]]:
    """Names, and in the same order countries and sectors; "" where one of them is not known."""
    return {
        f"{side}s": [actor.name for actor in actors],
        f"{side}_countries": [actor.country or "" for actor in actors],
        f"{side}_sectors": [actor.sector or "" for actor in actors],
    }


def _where(view: View, event: Event) -> dict[str, Any]:
    time, place = view.time(event.time), view.place(event.place)
    found: dict[str, Any] = {}
    if time:
        found |= {"time": time.value, "time_type": time.type, "day": day_of(time)}
        found |= {"earliest": time.earliest, "latest": time.latest}
    if place:
        found |= {"place": place.name, "place_country": place.country, "admin1": place.admin1, "admin2": place.admin2}
        found |= {"latitude": place.lat, "longitude": place.lon}
        found |= {"geonames": place.geonames, "place_level": place.level}
    return found


def _position(view: View, position: Position) -> dict[str, Any]:
    holder, beneficiary = view.actor(position.holder), view.actor(position.beneficiary)
    since, until = view.time(position.since), view.time(position.until)
    areas = (view.place(area) for area in position.scope.areas)
    return {
        "position_id": position.id,
        "holder": holder.name if holder else None,
        "holder_country": holder.country if holder else None,
        "holder_sector": holder.sector if holder else None,
        "stance": position.stance,
        "matter": position.matter.text,
        "beneficiary": beneficiary.name if beneficiary else None,
        "areas": [area.name for area in areas if area],
        "targets": _texts(position.scope.targets),
        "conditions": _texts(position.scope.conditions),
        "objectives": _texts(position.objectives),
        "reasons": _texts(position.reasons),
        **_ends("since", since),
        **_ends("until", until),
        "attributed_to": view.sources(position.attributions),
        "confidence": position.confidence,
        "shown": position.shown,
    }


def _ends(name: str, time: Time | None) -> dict[str, str | None]:
    return {name: time.value if time else None, f"{name}_day": day_of(time)}


def _texts(mentions: tuple[Mention, ...]) -> list[str]:
    return [each.text for each in mentions]


def _position_spans(position: Position) -> list[dict[str, Any]]:
    scope = position.scope
    return span_list(
        ("matter", position.matter.span),
        *(("evidence", span) for span in position.evidence),
        *(("target", each.span) for each in scope.targets),
        *(("condition", each.span) for each in scope.conditions),
        *(("objective", each.span) for each in position.objectives),
        *(("reason", each.span) for each in position.reasons),
    )
