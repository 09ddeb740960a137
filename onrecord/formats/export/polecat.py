"""The columns of POLECAT, the data set of PLOVER events, in its order; ours stand behind them.

Left empty, because reports do not tell it or onrecord has no table for it: Intensity, Contexts, codes of the Correlates
of War, Wikipedia ids, Feature Type. POLECAT dates an event without a date by its publication; here it has none. Events
that are told not to have happened are left out: no column of POLECAT could say so.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.columns import Row, columns
from onrecord.formats.export.pairs import OWN, own_columns, pairs, row_id
from onrecord.formats.export.selection import Item
from onrecord.formats.export.tables import nearest
from onrecord.formats.export.views import View, country_name, day_of, is_absent
from onrecord.knowledge.ontology import load_ontology
from onrecord.records import Actor, Event, Record
from onrecord.spans import Span

NAMES = columns(
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version"
)
COLUMNS = (*NAMES, *OWN)

_QUADS = {
    "verbal_coop": "VERBAL COOPERATION",
    "material_coop": "MATERIAL COOPERATION",
    "verbal_conflict": "VERBAL CONFLICT",
    "material_conflict": "MATERIAL CONFLICT",
}
_ORGANISATIONS = frozenset(("government", "military", "organization", "outlet"))


def polecat_rows(item: Item) -> Iterator[Row]:
    """A row for each actor and recipient of each event that PLOVER has a type for."""
    view = View(item.record)
    story = _story(item.record)
    for event in item.record.events:
        if event.type is None or is_absent(event):
            continue
        shared = story | _event(view, event) | own_columns(item, view, event)
        for pair in pairs(view, event):
            sides = _side(view, "Actor", pair.actor, event.actor_spans)
            sides |= _side(view, "Recipient", pair.recipient, event.recipient_spans)
            yield {"Event ID": row_id(item, pair)} | shared | sides


def _event(view: View, event: Event) -> dict[str, Any]:
    place = view.place(event.place)
    found: dict[str, Any] = {
        "Event Date": day_of(view.time(event.time)),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Quad Code": _QUADS[load_ontology().quad_of(event.type)] if event.type else None,
    }
    if place:
        found |= {"Placename": place.name, "City": place.name if place.level == "city" else None}
        found |= {"District": place.admin2, "Province": place.admin1, "Country": country_name(place.country)}
        found |= {"Latitude": place.lat, "Longitude": place.lon, "GeoNames ID": place.geonames}
        found |= {"Raw Placename": view.words(nearest(place.mentions, event.trigger))}
    return found


def _side(view: View, side: str, actor: Actor | None, spans: tuple[Span, ...]) -> dict[str, str | None]:
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name,
        f"{side} Country": country_name(actor.country),
        f"Primary {side} Sector": actor.sector,
        f"{side} Sectors": actor.sector,
        f"{side} Title": "; ".join(dict.fromkeys(role.title for role in actor.roles)) or None,
        f"{side} Name Raw": view.raw(actor, spans),
    }


def _story(record: Record) -> dict[str, str | None]:
    report, coder = record.report, record.coder
    people = [actor.name for actor in record.actors if actor.kind == "person"]
    bodies = [actor.name for actor in record.actors if actor.kind in _ORGANISATIONS]
    return {
        "Source": report.outlet,
        "Publication Date": report.published[:10] if report.published else None,
        "Story People": "; ".join(people) or None,
        "Story Organizations": "; ".join(bodies) or None,
        "Story Locations": "; ".join(place.name for place in record.places) or None,
        "Language": report.language,
        "Version": f"onrecord {coder.version}",
    }
