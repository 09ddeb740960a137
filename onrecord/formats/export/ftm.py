"""FollowTheMoney entities: the report as an Article, its actors, and the events they are involved in.

An actor is an entity of its report: nobody is linked across reports by this export. `evidence` beside `properties` has
the places in the text; FollowTheMoney keeps it as context.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.columns import span_list
from onrecord.formats.export.pairs import own_columns
from onrecord.formats.export.selection import Item
from onrecord.formats.export.views import View, country_iso2, is_absent
from onrecord.records import Actor, Event

_SCHEMA = {
    "person": "Person",
    "government": "PublicBody",
    "military": "PublicBody",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "population": "LegalEntity",
}


def ftm_entities(item: Item) -> Iterator[dict[str, Any]]:
    """The report, the actors of its events, and the events that are not told to be untrue."""
    view = View(item.record)
    events = [event for event in item.record.events if not is_absent(event)]
    if not events:
        return
    yield _article(item)
    named = dict.fromkeys(actor for event in events for actor in (*event.actors, *event.recipients))
    for actor in view.actors(named):
        yield _actor(item, actor)
    for event in events:
        yield _event(item, view, event)


def _id(item: Item, record_id: str) -> str:
    return f"{item.record.report.id.replace(':', '-')}-{record_id}"


def _article(item: Item) -> dict[str, Any]:
    report = item.record.report
    properties = {
        "name": [report.title],
        "title": [report.title],
        "author": [report.byline],
        "publisher": [report.outlet],
        "publishedAt": [report.published],
        "retrievedAt": [report.retrieved],
        "sourceUrl": [report.uri],
        "language": ["eng" if report.language == "en" else None],
    }
    return _entity(_id(item, "report"), "Article", properties, item.evidence(None))


def _actor(item: Item, actor: Actor) -> dict[str, Any]:
    properties: dict[str, list[Any]] = {
        "name": [actor.name],
        "country": [(country_iso2(actor.country) or "").lower()],
        "position" if actor.kind == "person" else "description": [role.title for role in actor.roles],
        "proof": [_id(item, "report")],
    }
    spans = span_list(*(("mention", span) for span in actor.mentions))
    first = actor.mentions[0] if actor.mentions else None
    return _entity(_id(item, actor.id), _SCHEMA[actor.kind], properties, item.evidence(first, spans))


def _event(item: Item, view: View, event: Event) -> dict[str, Any]:
    time, place = view.time(event.time), view.place(event.place)
    report = item.record.report
    properties: dict[str, list[Any]] = {
        "name": [view.words(event.trigger)],
        "summary": [view.words(event.sentence)],
        "keywords": [event.type, event.mode, event.cameo],
        "startDate": [time.earliest if time else None],
        "endDate": [time.latest if time else None],
        "location": [place.name if place else None],
        "country": [(country_iso2(place.country) or "").lower() if place else None],
        "involved": [_id(item, actor) for actor in (*event.actors, *event.recipients)],
        "recordId": [event.id],
        "sourceUrl": [report.uri],
        "publisher": [report.outlet],
        "proof": [_id(item, "report")],
    }
    return _entity(_id(item, event.id), "Event", properties, own_columns(item, view, event))


def _entity(entity_id: str, schema: str, properties: dict[str, list[Any]], evidence: dict[str, Any]) -> dict[str, Any]:
    """An entity; what is not known is left out."""
    known = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {
        "id": entity_id,
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
        "evidence": evidence,
    }
