"""All that a search finds, in one object from which a page can search by itself."""

from typing import Literal

import msgspec

from onrecord.archive.search.units import Kind
from onrecord.archive.views import Context
from onrecord.archive.views.genres import genres
from onrecord.archive.views.parts import report_path, url
from onrecord.archive.views.searching import KINDS, facet_filter
from onrecord.reading.genre import Genre

_UNITS = """
    SELECT u.kind, u.owner, u.report, u.start, u.stop, u.head, u.tags FROM search_units AS u
    JOIN reports AS r ON r.key = u.report
    ORDER BY u.kind, r.published_at IS NULL, r.published_at DESC, r.id, u.start, u.key
"""
_REPORTS = """
    SELECT r.key, r.id, r.title, r.outlet, r.published, r.uri, m.story, r.text
    FROM reports AS r LEFT JOIN story_members AS m ON m.report = r.key ORDER BY r.id
"""
_VALUES = "SELECT key, facet, value, label, lat, lon FROM search_values ORDER BY facet, value"


class FoundReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report as hits name it, and the text that their spans point into."""

    id: str
    url: str
    title: str | None
    outlet: str | None
    published: str | None
    uri: str | None
    story: str | None
    genre: Genre | None
    text: str


class FoundValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that hits are filtered and counted by: as compared, as shown, and the filter that narrows to it.

    A place has its point where that is known.
    """

    facet: str
    value: str
    label: str
    filter: str | None
    filter_value: str
    lat: float | None
    lon: float | None


Unit = tuple[str, int, int, int, str, tuple[int, ...]]
"""Id in the record, report (index), start, end (code points), who, values (indexes)."""


class SearchIndex(msgspec.Struct, frozen=True, kw_only=True):
    """Reports, values, and of each kind the units, the newest first."""

    form: Literal[1] = 1
    reports: tuple[FoundReport, ...]
    values: tuple[FoundValue, ...]
    statements: tuple[Unit, ...]
    events: tuple[Unit, ...]
    positions: tuple[Unit, ...]
    units: tuple[Unit, ...]
    """Whole reports."""


def search_index(context: Context) -> SearchIndex:
    """The index of everything that the archive's search has."""
    rows = context.rows(_REPORTS)
    places = {row[0]: index for index, row in enumerate(rows)}
    used = {tag for (tags,) in context.rows("SELECT tags FROM search_units") for tag in tags.split()}
    values = [row for row in context.rows(_VALUES) if f"t{row[0]}" in used]
    numbers = {f"t{row[0]}": index for index, row in enumerate(values)}
    kinds = genres(context)
    units: dict[Kind, list[Unit]] = {kind: [] for kind in KINDS.values()}
    for kind, owner, report, start, stop, head, tags in context.rows(_UNITS):
        indexes = tuple(sorted(numbers[tag] for tag in tags.split()))
        units[kind].append((owner, places[report], start, stop, head, indexes))
    return SearchIndex(
        reports=tuple(_report(row, kinds.get(row[1])) for row in rows),
        values=tuple(_value(*row[1:]) for row in values),
        statements=tuple(units["statement"]),
        events=tuple(units["event"]),
        positions=tuple(units["position"]),
        units=tuple(units["report"]),
    )


def _report(row: tuple[object, ...], genre: Genre | None) -> FoundReport:
    _, name, title, outlet, published, uri, story, text = row
    return msgspec.convert(
        {
            "id": name, "url": url(report_path(str(name))), "title": title, "outlet": outlet, "published": published,
            "uri": uri, "story": story, "genre": genre, "text": text,
        },
        FoundReport,
    )  # fmt: skip


def _value(facet: str, value: str, label: str, lat: float | None, lon: float | None) -> FoundValue:
    named, narrowing = facet_filter(facet, value, label)
    return FoundValue(
        facet=facet.replace(" ", "_"), value=value, label=label, filter=named, filter_value=narrowing, lat=lat, lon=lon
    )
