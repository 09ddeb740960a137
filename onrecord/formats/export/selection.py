"""Which reports an export takes from an archive, one after another in order of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.archive import Archive
from onrecord.formats.export.columns import span_list
from onrecord.records import Record
from onrecord.spans import Span

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?)?)?")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take: reports published from `since` to `until` (a year, a month, a day or a moment in UTC, both
    included), by `outlets`, and of these the rows that are `shown` as fact. Where a date is asked for, reports without
    one are left out. Raises ValueError for what is no date.
    """

    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    shown: bool = False

    def __post_init__(self) -> None:
        for value in (self.since, self.until):
            if value is not None and not _DATE.fullmatch(value):
                raise ValueError(f"{value!r} is no date. Write it as 2024, 2024-11, 2024-11-17 or 2024-11-17T09:30:00Z")


@dataclass(frozen=True, slots=True)
class Item:
    """A report's record as the archive has it: in how many places it came out, and what revision came after it."""

    record: Record
    appearances: int = 1
    outlets: int = 0
    superseded_by: str | None = None

    def evidence(self, span: Span | None, spans: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """The columns that every row ends with; `span` is the words that the row itself stands on."""
        report, coder = self.record.report, self.record.coder
        return {
            "report_id": report.id,
            "report_url": report.uri,
            "outlet": report.outlet,
            "title": report.title,
            "published": report.published,
            "published_basis": report.published_basis,
            "retrieved": report.retrieved,
            "superseded_by": self.superseded_by,
            "appearances": self.appearances,
            "coder_version": coder.version,
            "coder_weights": coder.weights,
            "evidence": report.text[slice(*span)] if span else None,
            "start": span[0] if span else None,
            "stop": span[1] if span else None,
            "spans": spans if spans is not None else span_list(("evidence", span)),
        }


def selected(archive: Archive, selection: Selection) -> Iterator[Item]:
    """The reports that the selection takes, in order of publication, then of id; one record in memory at a time."""
    for report_id, appearances, outlets, later in archive.connection.execute(*_query(selection)).fetchall():
        yield Item(archive.record(report_id), appearances, outlets, later)


def one(archive: Archive, report_id: str) -> Item:
    """One report. Raises KeyError where it is not in the archive."""
    row = archive.connection.execute(*_query(Selection(), report_id)).fetchone()
    if row is None:
        raise KeyError(report_id)
    return Item(archive.record(report_id), *row[1:])


def selected_ids(archive: Archive, selection: Selection) -> frozenset[str]:
    """The ids of the reports that the selection takes."""
    return frozenset(row[0] for row in archive.connection.execute(*_query(selection)))


def _query(selection: Selection, report_id: str | None = None) -> tuple[str, list[str]]:
    where: list[str] = []
    values: list[str] = []
    if report_id:
        where.append("reports.id = ?")
        values.append(report_id)
    if selection.since:
        where.append("reports.published_at >= ?")
        values.append(selection.since)
    if selection.until:
        where.append("substr(reports.published_at, 1, length(?)) <= ?")
        values += [selection.until, selection.until]
    if selection.outlets:
        marks = ", ".join("?" * len(selection.outlets))
        where.append(f"reports.key IN (SELECT report FROM appearances WHERE lower(outlet) IN ({marks}))")
        values += [outlet.lower() for outlet in selection.outlets]
    return (
        "SELECT reports.id, (SELECT count(*) FROM appearances WHERE report = reports.key), "
        "(SELECT count(DISTINCT outlet) FROM appearances WHERE report = reports.key), later.id "
        "FROM reports LEFT JOIN reports AS later ON later.key = reports.superseded_by "
        f"{'WHERE ' + ' AND '.join(where) if where else ''} "
        "ORDER BY reports.published_at IS NULL, reports.published_at, reports.id",
        values,
    )
