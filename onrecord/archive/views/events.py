"""Events across reports: a list with filters, counted by day, by place, and by both for a map that is brushed."""

from collections import Counter
from typing import Any, Literal

import msgspec

from onrecord.archive.views.context import Context
from onrecord.archive.views.paging import InvalidRequest, Page, after, page_of, read_cursor
from onrecord.archive.views.parts import ActorRef, Counted, Head, PlaceRef, Quote, heads, listed, url
from onrecord.archive.views.who import who
from onrecord.records import EventType, Factuality, Modality

Role = Literal["actor", "recipient", "any"]
Unit = Literal["day", "week", "month"]

PLACE_ID = "iif(p.geonames IS NOT NULL, 'geonames-' || p.geonames, 'place-' || ifnull(p.country, '') || '-' || p.name)"
"""In SQL: the id of a place, the same in all reports."""
_FROM = """
    FROM events AS e JOIN reports AS r ON r.key = e.report
    LEFT JOIN times AS t ON t.report = e.report AND t.id = e.time
    LEFT JOIN places AS p ON p.report = e.report AND p.id = e.place
"""
_DAY = "substr(coalesce(t.earliest, ''), 1, 10)"
_COLUMNS = f"""
    e.key, e.report, e.id, e.trigger_start, e.trigger_stop, e.sentence_start, e.sentence_stop, e.type, e.mode, e.cameo,
    e.factuality, e.modality, e.confidence, e.shown, t.value, t.earliest, t.latest,
    {PLACE_ID}, p.name, p.country, p.lat, p.lon, p.level, {_DAY}, r.id
"""


class EventFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which events: all that is given must be met, of several values of one filter any will do."""

    from_: str | None = None
    """ISO day, month or year: the first day that is told of it is on or after it; events without a day are left out."""
    to: str | None = None
    type: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    actor: str | None = None
    """Id of an actor."""
    role: Role = "any"
    place: str | None = None
    """Id of a place."""
    box: str | None = None
    """WEST,SOUTH,EAST,NORTH in degrees; west may be larger than east."""
    story: str | None = None
    report: str | None = None
    shown: bool | None = None
    dated: bool | None = None
    located: bool | None = None


class TimeOf(msgspec.Struct, frozen=True, kw_only=True):
    """When: the TIMEX3 value and the days that it may be, ISO."""

    value: str
    earliest: str | None = None
    latest: str | None = None


class EventItem(msgspec.Struct, frozen=True, kw_only=True):
    """One event of one report. `trigger` names it, `sentence` tells it; `sources` are those it is ascribed to."""

    id: str
    report: str
    trigger: Quote
    sentence: Quote
    type: EventType | None
    mode: str | None
    cameo: str | None
    factuality: Factuality
    modality: Modality
    confidence: float
    shown: bool
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    place: PlaceRef | None
    time: TimeOf | None
    day: str | None
    """The first day that the time may be; None where no day is told."""
    attributions: tuple[str, ...]
    """Ids of attributions of the report."""


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """Events in order of time, the undated last; `cursor` gives the next page, None after the last."""

    total: int
    events: tuple[EventItem, ...]
    cursor: str | None = None


class PlaceItem(msgspec.Struct, frozen=True, kw_only=True):
    """A place where events are told of, with its events and the reports that tell them."""

    place: PlaceRef
    events: Counted
    reports: int
    by_modality: dict[str, int]


class PlacesView(msgspec.Struct, frozen=True, kw_only=True):
    """Places of events, those with the most events first. `nowhere` counts events without a place."""

    places: tuple[PlaceItem, ...]
    nowhere: Counted


class TimelineBin(msgspec.Struct, frozen=True, kw_only=True):
    """The events of one day, week (its Monday) or month, `first` to `last`, and how certain they are."""

    first: str
    last: str
    events: Counted
    by_modality: dict[str, int]


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """Events counted by time, in order; bins without events are left out. `undated` have no day."""

    unit: Unit
    bins: tuple[TimelineBin, ...]
    undated: Counted


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """All events counted by place, day and modality at once, so that a map and a timeline can filter each other.

    A cell is [index in `places`, index in `days`, index in `modalities`, events]; an index is -1 where there is no
    place or no day. The events of a cell are those of `/events?place=ID&from=DAY&to=DAY&modality=NAME`.
    """

    places: tuple[PlaceRef, ...]
    days: tuple[str, ...]
    modalities: tuple[str, ...]
    cells: tuple[tuple[int, int, int, int], ...]


def event_page(
    context: Context, filters: EventFilters | None = None, limit: int = 50, cursor: str | None = None
) -> EventPage:
    """Events that meet the filters, by the first day told, then report and place in it."""
    where, values = _where(context, filters or EventFilters())
    total = context.number(f"SELECT count(*) {_FROM} WHERE {where}", *values)
    order = f"({_DAY} = ''), {_DAY}, r.id, e.ordinal"
    start = read_cursor(cursor, 4)
    more, bounds = after(order, start)
    rows = context.rows(
        f"SELECT {_COLUMNS}, ({_DAY} = ''), {_DAY}, r.id, e.ordinal {_FROM} WHERE {where} AND {more} "
        f"ORDER BY {order} LIMIT ?",
        *values, *bounds, limit + 1,
    )  # fmt: skip
    page: Page[tuple[Any, ...]] = page_of(rows, limit, lambda row: row[-4:])
    return EventPage(total=total, events=event_items(context, page.items), cursor=page.cursor)


def event_items(context: Context, rows: list[tuple[Any, ...]]) -> tuple[EventItem, ...]:
    """Rows of `_COLUMNS` as items."""
    known = heads(context, (row[1] for row in rows))
    people = _people(context, [(row[1], row[2]) for row in rows])
    return tuple(_item(row, known[row[1]], people) for row in rows)


def events_of(context: Context, where: str, *values: object) -> tuple[EventItem, ...]:
    """The events that a condition on `e`, `t`, `p` and `r` picks, in order of time."""
    order = f"{_DAY} = '', {_DAY}, r.published_at, r.id, e.ordinal"
    return event_items(context, context.rows(f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY {order}", *values))


def places_view(context: Context, filters: EventFilters | None = None) -> PlacesView:
    """The places of the events that meet the filters."""
    chosen = filters or EventFilters()
    where, values = _where(context, chosen)
    rows = context.rows(
        f"SELECT {PLACE_ID}, max(p.name), max(p.country), max(p.lat), max(p.lon), max(p.level), e.modality, count(*) "
        f"{_FROM} WHERE {where} AND e.place IS NOT NULL GROUP BY 1, e.modality",
        *values,
    )
    reports = dict(
        context.rows(
            f"SELECT {PLACE_ID}, count(DISTINCT e.report) {_FROM} WHERE {where} AND e.place IS NOT NULL GROUP BY 1",
            *values,
        )
    )
    found: dict[str, PlaceRef] = {}
    counts: dict[str, Counter[str]] = {}
    for key, name, country, lat, lon, level, modality, number in rows:
        found.setdefault(key, PlaceRef(id=key, name=name, country=country, lat=lat, lon=lon, level=level))
        counts.setdefault(key, Counter())[modality] = number
    items = [
        PlaceItem(
            place=place,
            events=Counted(count=counts[key].total(), url=_url(chosen, place=key)),
            reports=reports[key],
            by_modality=dict(sorted(counts[key].items())),
        )
        for key, place in found.items()
    ]
    nowhere = context.number(f"SELECT count(*) {_FROM} WHERE {where} AND p.id IS NULL", *values)
    return PlacesView(
        places=tuple(sorted(items, key=lambda item: (-item.events.count, item.place.id))),
        nowhere=Counted(count=nowhere, url=_url(chosen, located="false")),
    )


def timeline_view(context: Context, filters: EventFilters | None = None, unit: Unit = "day") -> TimelineView:
    """The events that meet the filters, counted by the first day told."""
    chosen = filters or EventFilters()
    where, values = _where(context, chosen)
    start, stop = _BINS[unit]
    rows = context.rows(
        f"SELECT {start}, {stop}, e.modality, count(*) {_FROM} "
        f"WHERE {where} AND length({_DAY}) = 10 GROUP BY 1, 2, 3 ORDER BY 1",
        *values,
    )
    counts: dict[tuple[str, str], Counter[str]] = {}
    for first, last, modality, number in rows:
        counts.setdefault((first, last), Counter())[modality] = number
    undated = context.number(f"SELECT count(*) {_FROM} WHERE {where} AND length({_DAY}) <> 10", *values)
    return TimelineView(
        unit=unit,
        bins=tuple(
            TimelineBin(
                first=first, last=last, by_modality=dict(sorted(found.items())),
                events=Counted(count=found.total(), url=_url(chosen, from_=first, to=last)),
            )
            for (first, last), found in counts.items()
        ),
        undated=Counted(count=undated, url=_url(chosen, dated="false")),
    )  # fmt: skip


def map_view(context: Context, shown: bool | None = None) -> MapView:
    """All events of the archive by place, day and modality; `shown`: only those shown as fact, or only the others."""
    wanted = "1" if shown is None else f"e.shown = {int(shown)}"
    rows = context.rows(
        f"SELECT {PLACE_ID}, p.name, p.country, p.lat, p.lon, p.level, e.place IS NOT NULL AND p.id IS NOT NULL, "
        f"{_DAY}, e.modality, count(*) {_FROM} WHERE {wanted} GROUP BY 1, 7, 8, 9 ORDER BY 1, 8, 9"
    )
    places: dict[str, PlaceRef] = {}
    for key, name, country, lat, lon, level, located, *_ in rows:
        if located:
            places.setdefault(key, PlaceRef(id=key, name=name, country=country, lat=lat, lon=lon, level=level))
    days = sorted({row[7] for row in rows if row[7]})
    modalities = sorted({row[8] for row in rows})
    place_at = {key: number for number, key in enumerate(places)}
    day_at = {day: number for number, day in enumerate(days)}
    cells = [
        (place_at.get(row[0], -1) if row[6] else -1, day_at.get(row[7], -1), modalities.index(row[8]), row[9])
        for row in rows
    ]
    return MapView(
        places=tuple(places.values()), days=tuple(days), modalities=tuple(modalities), cells=tuple(sorted(cells))
    )


_BINS = {
    "day": (_DAY, _DAY),
    "week": (f"date({_DAY}, 'weekday 0', '-6 days')", f"date({_DAY}, 'weekday 0')"),
    "month": (f"date({_DAY}, 'start of month')", f"date({_DAY}, 'start of month', '+1 month', '-1 day')"),
}


def _url(filters: EventFilters, **changed: object) -> str:
    """The list of exactly the events that meet the filters and what is changed in them."""
    named = {name: value for name, value in msgspec.structs.asdict(filters).items() if value not in (None, "any")}
    return url(
        "/events", **{**{name: str(v).lower() if v in (True, False) else v for name, v in named.items()}, **changed}
    )


def _where(context: Context, f: EventFilters) -> tuple[str, list[object]]:
    """The filters as a condition, with its values."""
    parts: list[tuple[str, tuple[object, ...]]] = [("1", ())]
    if f.from_:
        parts.append((f"length({_DAY}) = 10 AND {_DAY} >= ?", (f.from_,)))
    if f.to:
        parts.append((f"length({_DAY}) = 10 AND substr({_DAY}, 1, length(?)) <= ?", (f.to, f.to)))
    for column, chosen in (("e.type", f.type), ("e.modality", f.modality)):
        if chosen:
            parts.append((f"{column} IN (SELECT value FROM json_each(?))", (listed(chosen),)))
    if f.report:
        parts.append(("r.id = ?", (f.report,)))
    if f.story:
        parts.append(("e.report IN (SELECT report FROM story_members WHERE story = ?)", (f.story,)))
    if f.place:
        parts.append((f"p.id IS NOT NULL AND {PLACE_ID} = ?", (f.place,)))
    if f.box:
        parts.append(_in_box(f.box))
    if f.actor:
        parts.append(_takes_part(context, f.actor, f.role))
    for column, wanted in (
        ("e.shown", f.shown), (f"(length({_DAY}) = 10)", f.dated), ("(p.id IS NOT NULL)", f.located)
    ):  # fmt: skip
        if wanted is not None:
            parts.append((f"{column} = ?", (int(wanted),)))
    return " AND ".join(f"({part})" for part, _ in parts), [value for _, values in parts for value in values]


def _in_box(box: str) -> tuple[str, tuple[object, ...]]:
    try:
        west, south, east, north = (float(part) for part in box.split(","))
    except ValueError:
        remedy = "Give WEST,SOUTH,EAST,NORTH in degrees, such as 22,44,30,48"
        raise InvalidRequest("box", f"{box!r} is no box", remedy) from None
    across = "p.lon BETWEEN ? AND ?" if west <= east else "(p.lon >= ? OR p.lon <= ?)"
    return f"p.lat BETWEEN ? AND ? AND {across}", (south, north, west, east)


def _takes_part(context: Context, actor: str, role: Role) -> tuple[str, tuple[object, ...]]:
    """Whether an entity is among those who act, or are acted on."""
    roles = ("actor", "recipient") if role == "any" else (role,)
    places = msgspec.json.encode(who(context).actors.get(actor, ())).decode()
    query = (
        "e.key IN (SELECT own.key FROM json_each(?) AS f CROSS JOIN links AS l ON l.report = f.value ->> 0 "
        "AND l.target = f.value ->> 1 JOIN events AS own ON own.report = l.report AND own.id = l.owner "
        "WHERE l.role IN (SELECT value FROM json_each(?)))"
    )
    return query, (places, listed(roles))


def _people(context: Context, events: list[tuple[int, str]]) -> dict[tuple[int, str, str], list[ActorRef | str]]:
    """Who takes part in some events, and whom they are ascribed to: by report, event and role."""
    found: dict[tuple[int, str, str], list[ActorRef | str]] = {}
    known = who(context)
    rows = context.rows(
        "SELECT l.report, l.owner, l.role, l.target, a.name FROM json_each(?) AS f "
        "CROSS JOIN links AS l ON l.report = f.value ->> 0 AND l.owner = f.value ->> 1 "
        "LEFT JOIN actors AS a ON a.report = l.report AND a.id = l.target "
        "WHERE l.role IN ('actor', 'recipient', 'attribution') ORDER BY l.report, l.owner, l.role, l.ordinal",
        msgspec.json.encode(events).decode(),
    )
    for report, owner, role, target, name in rows:
        entry = target if role == "attribution" else known.ref(report, target, name or target)
        found.setdefault((report, owner, role), []).append(entry)
    return found


def _item(row: tuple[Any, ...], head: Head, people: dict[tuple[int, str, str], list[Any]]) -> EventItem:
    (_, report, name, t0, t1, s0, s1, kind, mode, cameo, factuality, modality, confidence, shown, value, earliest,
     latest, place, place_name, country, lat, lon, level, day, report_id, *_) = row  # fmt: skip
    where = PlaceRef(id=place, name=place_name, country=country, lat=lat, lon=lon, level=level) if place_name else None
    return EventItem(
        id=name, report=report_id, trigger=head.quote((t0, t1)), sentence=head.quote((s0, s1)), type=kind, mode=mode,
        cameo=cameo, factuality=factuality, modality=modality, confidence=confidence, shown=bool(shown), place=where,
        time=TimeOf(value=value, earliest=earliest, latest=latest) if value else None,
        day=day if len(day) == 10 else None,
        actors=tuple(people.get((report, name, "actor"), ())),
        recipients=tuple(people.get((report, name, "recipient"), ())),
        attributions=tuple(people.get((report, name, "attribution"), ())),
    )  # fmt: skip
