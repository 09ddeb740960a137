"""Timelines of an entity over several reports; the bench hands the entity over, as a user would type it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.rows import Row, read_rows
from onrecord.reading.reader import read_happenings
from onrecord.records import Report, report_id

DOCUMENTS = "dev_docs.jsonl"
"""The reports, beside the file of the entities."""


def timelines(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """For each entity what the reports of the folder tell of it, in the order of the days; equal days share a place."""
    documents = [
        (row["id"], Report(id=report_id(row["text"]), text=row["text"], published=row["dct"]))
        for row in read_rows(next(folder.glob("*_docs.jsonl")))
    ]
    for row in rows:
        yield {"id": row["id"], "entity": row["entity"], "events": list(_events(documents, row["entity"]))}


def _events(documents: Sequence[tuple[str, Report]], entity: str) -> Iterator[Row]:
    found = [(ident, one) for ident, report in documents for one in read_happenings(report, entity)]
    days = sorted({one.day for _, one in found if one.day})
    for ident, one in found:
        padded = _padded(one.day)
        order = days.index(one.day) + 1 if one.day else 0
        yield {"doc": ident, "start": one.trigger[0], "end": one.trigger[1], "date": padded, "order": order}


def _padded(day: str | None) -> str:
    """The day with XX for what is not known."""
    parts = [*(day or "XXXX").split("-"), "XX", "XX"]
    return "-".join(parts[:3])
