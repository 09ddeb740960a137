"""The 61 columns of GDELT 2.0's table of events, in its order and under its codebook's names; ours stand behind them.

A row is an event of one report, not of all reports in a quarter of an hour. `GlobalEventID` is made from our ids and
has nothing to do with GDELT's. Left empty, because reports do not tell it or we have no table for it: GoldsteinScale,
AvgTone, FIPS country codes and the codes of GNS and GNIS, where actors are, ethnic groups and religions, DATEADDED.
GDELT dates an event without a date by its publication; here it has none. Events without a CAMEO code and those that
are told not to have happened are left out.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from onrecord.formats.export.columns import Column, Row, columns
from onrecord.formats.export.pairs import OWN, own_columns, pairs, row_id
from onrecord.formats.export.selection import Item
from onrecord.formats.export.views import View, country_name, day_of, is_absent, month_of, year_of
from onrecord.knowledge.cameo import UNKNOWN, actor_code
from onrecord.records import Actor, Event, Place, Report


def _actor_columns(side: str) -> tuple[Column, ...]:
    names = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return tuple(Column(f"{side}{name}") for name in names.split())


def _geo_columns(side: str) -> tuple[Column, ...]:
    start = f"{side}Geo_"
    return (
        Column(f"{start}Type", "integer"),
        *(Column(f"{start}{name}") for name in "Fullname CountryCode ADM1Code ADM2Code".split()),
        Column(f"{start}Lat", "real"),
        Column(f"{start}Long", "real"),
        Column(f"{start}FeatureID"),
    )


NAMES = (
    *columns("GlobalEventID Day MonthYear Year", "integer"),
    Column("FractionDate", "real"),
    *_actor_columns("Actor1"),
    *_actor_columns("Actor2"),
    Column("IsRootEvent", "integer"),
    *columns("EventCode EventBaseCode EventRootCode"),
    Column("QuadClass", "integer"),
    Column("GoldsteinScale", "real"),
    *columns("NumMentions NumSources NumArticles", "integer"),
    Column("AvgTone", "real"),
    *_geo_columns("Actor1"),
    *_geo_columns("Actor2"),
    *_geo_columns("Action"),
    Column("DATEADDED", "integer"),
    Column("SOURCEURL"),
)
GEONAMES = (Column("action_geo_country_iso3"), Column("action_geo_geonames", "integer"))
COLUMNS = (*NAMES, *GEONAMES, *OWN)

_LAST_ROOTS = (5, 8, 13, 20)
"""The last CAMEO root of verbal and material cooperation, verbal and material conflict: GDELT's QuadClass 1 to 4."""


def gdelt_rows(item: Item) -> Iterator[Row]:
    """A row for each actor and recipient of each event with a CAMEO code."""
    view = View(item.record)
    for event in item.record.events:
        if event.cameo is None or is_absent(event):
            continue
        shared = _event(item, view, event) | _place(view.place(event.place)) | own_columns(item, view, event)
        for pair in pairs(view, event):
            number = int(sha256(row_id(item, pair).encode()).hexdigest()[:15], 16)
            yield {"GlobalEventID": number} | shared | _actor("Actor1", pair.actor) | _actor("Actor2", pair.recipient)


def _event(item: Item, view: View, event: Event) -> dict[str, Any]:
    time, code = view.time(event.time), event.cameo or ""
    day, month, year = day_of(time), month_of(time), year_of(time)
    root = int(code[:2])
    return {
        "Day": int(day.replace("-", "")) if day else None,
        "MonthYear": int(month.replace("-", "")) if month else None,
        "Year": int(year) if year else None,
        "FractionDate": _fraction(day) if day else None,
        "IsRootEvent": int(event.sentence[0] < _lead_end(item.record.report)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": next(number for number, last in enumerate(_LAST_ROOTS, start=1) if root <= last),
        "NumMentions": 1 + len(event.mentions),
        "NumSources": item.outlets or None,
        "NumArticles": item.appearances,
        "SOURCEURL": item.record.report.uri,
    }


def _fraction(day: str) -> float:
    """The codebook's YYYY.FFFF: the months before at 30 days each, as a part of 365, below one year."""
    year, month, number = map(int, day.split("-"))
    return year + min(round((month * 30 + number) / 365, 4), 0.9999)


def _lead_end(report: Report) -> int:
    """Where the report's first paragraph ends; a line without a full stop ahead of it is a headline."""
    position = 0
    for line in report.text.split("\n"):
        position += len(line) + 1
        if line.rstrip("”’\"')").endswith((".", "!", "?", "…")):
            break
    return position


def _actor(side: str, actor: Actor | None) -> dict[str, str | None]:
    if actor is None:
        return {}
    code = actor_code(actor).replace(UNKNOWN, "")
    country = actor.country if actor.country and code.startswith(actor.country) else None
    rest = code[len(country or "") :]
    group = rest[3:6] if rest.startswith("IGO") else ""
    kinds = [rest[:3], *([] if group else [rest[3:6], rest[6:9]])]
    return {
        f"{side}Code": code or None,
        f"{side}Name": actor.name,
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group or None,
        **{f"{side}Type{number}Code": kind or None for number, kind in enumerate(kinds, start=1)},
    }


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    name = country_name(place.country)
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, name if name != place.name else None]
    return {
        "ActionGeo_Type": _geo_type(place),
        "ActionGeo_Fullname": ", ".join(part for part in parts if part),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "action_geo_country_iso3": place.country,
        "action_geo_geonames": place.geonames,
    }


def _geo_type(place: Place) -> int | None:
    """GDELT's 1 country, 2 state of the USA, 3 city there, 4 city elsewhere, 5 division elsewhere."""
    american = place.country == "USA"
    if place.level == "country":
        return 1
    if place.level == "admin1":
        return 2 if american else 5
    return (3 if american else 4) if place.level == "city" else None
