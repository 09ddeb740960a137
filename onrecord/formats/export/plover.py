"""PLOVER events as its coders pass them on: one JSON object an event, with attributes, place, and the story it is from.

The names are those of the records of NGEC, which POLECAT is made with. Character offsets count from the start of
`event_text`, which is the report's whole text. `evidence` has what every export of ours carries. Contexts are not
coded: their lists are left out, not empty. Events that are told not to have happened are left out.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.pairs import own_columns
from onrecord.formats.export.selection import Item
from onrecord.formats.export.tables import nearest
from onrecord.formats.export.views import View, country_name, day_of, is_absent
from onrecord.records import Actor, Event, Place, Time
from onrecord.spans import Span


def plover_objects(item: Item) -> Iterator[dict[str, Any]]:
    """An object for each event that PLOVER has a type for."""
    view = View(item.record)
    report = item.record.report
    names = {
        "story_people": [actor.name for actor in item.record.actors if actor.kind == "person"],
        "story_orgs": [actor.name for actor in item.record.actors if actor.kind == "organization"],
        "story_locs": [place.name for place in item.record.places],
    }
    for event in item.record.events:
        if event.type is None or is_absent(event):
            continue
        time, place = view.time(event.time), view.place(event.place)
        own = own_columns(item, view, event)
        yield {
            "id": f"{report.id}:{event.id}",
            "story_id": report.id,
            "event_type": event.type,
            "event_mode": [event.mode] if event.mode else [],
            "date_resolved": day_of(time),
            "date_raw": view.words(time.span) if time else None,
            "pub_date": report.published,
            "publisher": report.outlet,
            "headline": report.title,
            "event_text": report.text,
            "attributes": _attributes(view, event, time, place),
            "event_geolocation": {"geo": _geolocation(place)},
            **names,
            "version": f"onrecord {item.record.coder.version}",
            "evidence": own,
        }


def _attributes(view: View, event: Event, time: Time | None, place: Place | None) -> dict[str, list[dict[str, Any]]]:
    where = nearest(place.mentions, event.trigger) if place else None
    return {
        "ACTOR": _sides(view, view.actors(event.actors), event.actor_spans),
        "RECIP": _sides(view, view.actors(event.recipients), event.recipient_spans),
        "LOC": [_words(view, where)] if where else [],
        "DATE": [_words(view, time.span)] if time else [],
    }


def _sides(view: View, actors: list[Actor], spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    found = []
    for actor in actors:
        span = next((s for s in spans if any(s[0] < m[1] and m[0] < s[1] for m in actor.mentions)), None)
        words = _words(view, span) if span else {"text": actor.name}
        code = {"country": actor.country, "country_name": country_name(actor.country), "code_1": actor.sector}
        found.append({**words, "name": actor.name, **code})
    return found


def _words(view: View, span: Span) -> dict[str, Any]:
    return {"text": view.words(span), "qa_start_char": span[0], "qa_end_char": span[1]}


def _geolocation(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "resolved_placename": place.name,
        "country_code3": place.country,
        "admin1_name": place.admin1,
        "admin2_name": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": str(place.geonames) if place.geonames is not None else None,
        "score": place.confidence,
    }
