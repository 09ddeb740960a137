"""From filters to the values that stand for them, as an expression over the full-text tables' column of tags."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from math import cos, radians

from onrecord.archive.search.dates import day_range, range_values
from onrecord.archive.search.names import folded, holds
from onrecord.archive.search.query import InvalidQuery
from onrecord.archive.search.results import Filters
from onrecord.knowledge.countries import country, country_of_name
from onrecord.knowledge.gazetteer import Entry, distance_km, load_gazetteer

_KM_PER_DEGREE = 111.2
_CODED = ("modality", "anonymity", "stance", "certainty")
_NAMED = ("actor", "source", "outlet")
NOTHING = "t0"
"""A tag that no row has: what a filter is met by that no value in the archive meets."""


def tag_expression(connection: sqlite3.Connection, filters: Filters) -> str | None:
    """The filters as an FTS5 expression over tags; None where none is set.

    Raises InvalidQuery for a date that is none, a place nobody knows and a distance that is no distance.
    """
    groups = list(_groups(connection, filters))
    if not groups:
        return None
    return " AND ".join("(" + " OR ".join(f'"{tag}"' for tag in tags or [NOTHING]) + ")" for tags in groups)


def _groups(connection: sqlite3.Connection, filters: Filters) -> Iterator[list[str]]:
    """For each filter that is set the tags of which one is enough."""
    for facet in _NAMED:
        if names := getattr(filters, facet):
            yield _named(connection, facet, names)
    for facet in _CODED:
        if codes := getattr(filters, facet):
            yield _tags(connection, ((facet, code) for code in codes))
    if filters.type:
        yield _tags(connection, (("type", folded(name)) for name in filters.type))
    if filters.place:
        yield _tags(connection, (value for name in filters.place for value in _place_values(name)))
    if filters.near is not None:
        yield _near(connection, filters.near, filters.within)
    for clock in ("happened", "reported"):
        first, last = getattr(filters, f"{clock}_from"), getattr(filters, f"{clock}_to")
        if first is not None or last is not None:
            yield _dated(connection, clock, first, last)


def _tags(connection: sqlite3.Connection, values: Iterable[tuple[str, str]]) -> list[str]:
    statement = "SELECT key FROM search_values WHERE facet = ? AND value = ?"
    found = (connection.execute(statement, value).fetchone() for value in dict.fromkeys(values))
    return [f"t{row[0]}" for row in found if row]


def _named(connection: sqlite3.Connection, facet: str, names: Iterable[str]) -> list[str]:
    """Values whose name is one of these or has it in it as whole words; for actors also those of a country."""
    tags = []
    for name in names:
        words = folded(name)
        if not words:
            raise InvalidQuery(f"filter {facet}", f"{name!r} is no name", "Give a name or a part of one")
        rows = connection.execute(
            "SELECT key, value FROM search_values WHERE facet = ? AND instr(value, ?) ORDER BY key", (facet, words)
        )
        tags += [f"t{key}" for key, value in rows if holds(value, words)]
        if facet == "actor" and len(name) == 3 and country(name.upper()):
            tags += _tags(connection, [("country", name.upper())])
    return list(dict.fromkeys(tags))


def _place_values(name: str) -> Iterator[tuple[str, str]]:
    """The values a place may be filed under by this name: a country, divisions, every place so called."""
    code = country_of_name(name) or (name.upper() if len(name) == 3 and country(name.upper()) else None)
    if code:
        yield "land", code
        return
    gazetteer = load_gazetteer()
    for entry in gazetteer.find(name):
        if entry.level == "admin1":
            yield "area", f"{entry.country or ''} {folded(gazetteer.admin1_name(entry) or name)}"
        if entry.geonames:
            yield "place", f"geonames {entry.geonames}"
        yield "place", f"{entry.country or ''} {folded(name)}"
    yield "place", f" {folded(name)}"


def _near(connection: sqlite3.Connection, place: str, km: float) -> list[str]:
    if not 0 <= km < float("inf"):
        raise InvalidQuery("filter within", f"{km} is no distance", "Give kilometres, such as 50")
    lat, lon = _point(connection, place)
    reach = km / _KM_PER_DEGREE + 0.01
    across = reach / max(cos(radians(min(abs(lat) + reach, 90.0))), 0.001)
    box = "facet = 'place' AND lat BETWEEN ? AND ?"
    rows = connection.execute(
        f"SELECT key, lat, lon FROM search_values WHERE {box} ORDER BY key", (lat - reach, lat + reach)
    )
    return [
        f"t{key}"
        for key, its_lat, its_lon in rows
        if min(abs(its_lon - lon), 360 - abs(its_lon - lon)) <= across
        and distance_km((lat, lon), (its_lat, its_lon)) <= km
    ]


def _point(connection: sqlite3.Connection, place: str) -> tuple[float, float]:
    """The point of `LAT,LON`, or of the place so called: one the archive has, else the most populous that is known."""
    try:
        lat, lon = (float(part) for part in place.split(","))
    except ValueError:
        return _point_of_name(connection, place)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise InvalidQuery("filter near", f"{place!r} is no point", "Latitude is -90 to 90, longitude -180 to 180")
    return lat, lon


def _point_of_name(connection: sqlite3.Connection, place: str) -> tuple[float, float]:
    entries = sorted(load_gazetteer().find(place), key=_likeliness)
    statement = "SELECT lat, lon FROM search_values WHERE facet = 'place' AND value = ? AND lat IS NOT NULL"
    for entry in entries:
        found = connection.execute(statement, (f"geonames {entry.geonames}",)).fetchone()
        if found:
            return float(found[0]), float(found[1])
    if entries:
        return entries[0].lat, entries[0].lon
    raise InvalidQuery("filter near", f"no place called {place!r} is known", "Give its point as LAT,LON")


def _likeliness(entry: Entry) -> tuple[bool, int]:
    return not entry.preferred, -entry.population


def _dated(connection: sqlite3.Connection, clock: str, first: str | None, last: str | None) -> list[str]:
    bounds = connection.execute(
        "SELECT min(value), max(value) FROM search_values WHERE facet = ?", (f"{clock} year",)
    ).fetchone()
    start, end = _day(f"{clock} from", first, 0), _day(f"{clock} to", last, 1)
    if start and end and end < start:
        raise InvalidQuery(f"filter {clock}", f"{last} is before {first}", "Give the earlier date first")
    if bounds[0] is None:
        return []
    start = max(start or date.min, date(int(bounds[0]), 1, 1))
    end = min(end or date.max, date(int(bounds[1]), 12, 31))
    if end < start:
        return []
    return _tags(connection, ((f"{clock} {unit}", value) for unit, value in range_values(start, end)))


def _day(name: str, value: str | None, side: int) -> date | None:
    if value is None:
        return None
    found = day_range(value)
    if found is None:
        raise InvalidQuery(f"filter {name}", f"{value!r} is no date", "Give a year, a month or a day: 2024-11-17")
    return found[side]
