"""The columns of an export from ACLED, in its order; ours stand behind them.

Only events that ACLED has a type for, and that are told to have taken place, are in it. `event_id_cnty` is our own id.
Left empty, because reports do not tell it or onrecord does not read it: fatalities (ACLED's 0 says that nobody died),
numeric country codes, regions, admin3, source_scale, tags, timestamp. Where the report does not tell the day the
date is empty; ACLED would put the middle of the week or month.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.columns import Column, Row, columns
from onrecord.formats.export.pairs import OWN, Pair, own_columns, row_id
from onrecord.formats.export.selection import Item
from onrecord.formats.export.views import View, country_name, day_of, has_happened, is_week, month_of, year_of
from onrecord.records import Actor, Event, Place, Time

NAMES = (
    *columns("event_id_cnty event_date"),
    *columns("year time_precision", "integer"),
    *columns("disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2"),
    *columns("interaction civilian_targeting iso region country admin1 admin2 admin3 location"),
    *columns("latitude longitude", "real"),
    Column("geo_precision", "integer"),
    *columns("source source_scale notes"),
    Column("fatalities", "integer"),
    *columns("tags timestamp"),
)
COLUMNS = (*NAMES, *OWN)

_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
    "Mob violence": "Political violence",
    "Excessive force against protesters": "Political violence; Demonstrations",
}
"""By event type; a sub-event type that is listed goes before its event type."""

_INTER = {"GOV": "State forces", "MIL": "State forces", "COP": "State forces", "REB": "Rebel group", "CVL": "Civilians"}
_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
_GEO_PRECISION = {"city": 1, "facility": 1, "admin2": 2, "admin1": 3}


def acled_rows(item: Item) -> Iterator[Row]:
    """A row for each event that took place and has a type of ACLED's."""
    view = View(item.record)
    for event in item.record.events:
        if event.acled is None or not has_happened(event):
            continue
        time, place = view.time(event.time), view.place(event.place)
        row = _event(item, view, event) | _date(time) | _actors(view, event) | _place(place)
        yield row | own_columns(item, view, event)


def _event(item: Item, view: View, event: Event) -> dict[str, Any]:
    code = event.acled
    assert code is not None
    against_civilians = code.event_type == "Violence against civilians"
    return {
        "event_id_cnty": row_id(item, Pair(event, None, None, 1)),
        "disorder_type": _DISORDER.get(code.sub_event_type) or _DISORDER.get(code.event_type),
        "event_type": code.event_type,
        "sub_event_type": code.sub_event_type,
        "civilian_targeting": "Civilian targeting" if against_civilians else None,
        "source": item.record.report.outlet,
        "notes": view.words(event.sentence),
    }


def _date(time: Time | None) -> dict[str, Any]:
    day, month, year = day_of(time), month_of(time), year_of(time)
    precision = 1 if day else 2 if is_week(time) else 3 if month else None
    return {"event_date": day, "year": int(year) if year else None, "time_precision": precision}


def _actors(view: View, event: Event) -> dict[str, Any]:
    acting, others = view.actors(event.actors), view.actors(event.recipients)
    apart = [actor for actor in others if actor not in acting]
    if others and not apart and len(acting) > 1:  # they act on each other
        acting, apart = acting[:1], acting[1:]
    first, others1 = _leading(acting)
    second, others2 = _leading(apart)
    crowd = _CROWDS.get(event.acled.event_type) if event.acled else None
    inter1, inter2 = (crowd or _inter(first)) if first else None, _inter(second)
    return {
        "actor1": first.name if first else None,
        "assoc_actor_1": others1,
        "inter1": inter1,
        "actor2": second.name if second else None,
        "assoc_actor_2": others2,
        "inter2": inter2,
        "interaction": f"{inter1}-{inter2}" if inter1 and inter2 else None,
    }


def _leading(actors: list[Actor]) -> tuple[Actor | None, str | None]:
    """The first of the actors, and the names of the others."""
    return (actors[0] if actors else None), "; ".join(actor.name for actor in actors[1:]) or None


def _inter(actor: Actor | None) -> str | None:
    return _INTER.get(actor.sector or "") if actor else None


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "country": country_name(place.country),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _GEO_PRECISION.get(place.level or ""),
    }
