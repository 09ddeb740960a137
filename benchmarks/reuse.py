"""Pairs of reports: how the one stands to the other. Rows name documents, which lie under a root folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.rows import Row, read_rows
from onrecord.archive.reuse import Reuse, compare
from onrecord.reading.reader import read
from onrecord.records import Record, Report, report_id


def pairs(rows: Iterable[Row], root: Path) -> Iterator[Row]:
    """Label, direction and shared passages of each pair; a report that stands in several is read once."""
    listed = list(rows)
    documents = read_documents([row[side] for row in listed for side in "ab"], root)
    records: dict[str, Record] = {}
    for row in listed:
        for side in "ab":
            name = row[side]["id"]
            if name not in records:
                records[name] = read(report_of(documents[name]))
        yield {"a": row["a"], "b": row["b"], **_verdict(compare(records[row["a"]["id"]], records[row["b"]["id"]]))}


def read_documents(wanted: Iterable[Row], root: Path) -> dict[str, Row]:
    """The documents that rows name by file and id, by id. Raises ValueError where one is not there."""
    by_file: defaultdict[str, set[str]] = defaultdict(set)
    for place in wanted:
        by_file[place["file"]].add(place["id"])
    found = {row["id"]: row for file, ids in by_file.items() for row in read_rows(root / file) if row["id"] in ids}
    if missing := {name for ids in by_file.values() for name in ids} - set(found):
        raise ValueError(f"{root} has no document {sorted(missing)[0]}")
    return found


def report_of(document: Row) -> Report:
    """A document as a report, its text as it is: the bench's offsets count its characters."""
    authors = document.get("authors") or []
    return Report(
        id=report_id(document["text"]),
        text=document["text"],
        uri=document.get("url"),
        outlet=document.get("outlet") or document.get("domain"),
        title=document.get("title"),
        byline=(authors if isinstance(authors, str) else ", ".join(authors)) or None,
        published=document.get("date"),
        published_basis="given" if document.get("date") else None,
    )


def _verdict(verdict: Reuse) -> Row:
    passages = [{"a": list(p.a), "b": list(p.b)} for p in verdict.passages if p.kind != "furniture"]
    return {"label": verdict.label, "direction": verdict.direction, "evidence": passages}
