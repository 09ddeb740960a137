"""Events that have a place, as points of a GeoJSON FeatureCollection (RFC 7946)."""

from collections.abc import Iterator
from typing import Any

from onrecord.formats.export.columns import Row
from onrecord.formats.export.selection import Item
from onrecord.formats.export.tables import EVENTS, event_rows

_POINT = frozenset(("latitude", "longitude"))


def event_features(item: Item) -> Iterator[dict[str, Any]]:
    """A feature for each event whose place has a point; its properties are the columns of the table of events."""
    report = item.record.report.id
    for row in event_rows(item):
        if row.get("latitude") is not None and row.get("longitude") is not None:
            yield {
                "type": "Feature",
                "id": f"{report}:{row['event_id']}",
                "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
                "properties": _properties(row),
            }


def _properties(row: Row) -> dict[str, Any]:
    return {column.name: row.get(column.name) for column in EVENTS if column.name not in _POINT}
