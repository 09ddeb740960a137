"""The registry of exports: which formats there are, which tables each can write, and how one is written."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from onrecord.archive import Archive
from onrecord.errors import SetupError
from onrecord.formats.export import acled, gdelt, geojson, plover, polecat, prov, statements, tables
from onrecord.formats.export.columns import Column, Row
from onrecord.formats.export.ftm import ftm_entities
from onrecord.formats.export.gathered import CLAIMS, STORIES, claim_rows, story_rows
from onrecord.formats.export.selection import Item, Selection, selected
from onrecord.formats.export.writers import write_csv, write_jsonl, write_parquet

Rows = Callable[[Archive, Selection], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows from an archive."""

    columns: tuple[Column, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, the kinds it can write, its files' usual ending, and whether it is text."""

    description: str
    kinds: tuple[str, ...]
    suffix: str
    write: Callable[["Task", TextIO], int] | None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be exported, from where."""

    archive: Archive
    kind: str
    selection: Selection
    guard: bool = False

    def items(self) -> Iterator[Item]:
        """The reports that are asked for."""
        return selected(self.archive, self.selection)

    def kept(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The rows that are asked for: all of them, or those shown as fact."""
        return (row for row in rows if not self.selection.shown or row.get("shown", True))


def _of_items(columns: tuple[Column, ...], rows: Callable[[Item], Iterator[Row]]) -> Table:
    return Table(columns, lambda archive, chosen: chain.from_iterable(map(rows, selected(archive, chosen))))


TABLES: dict[str, Table] = {
    "events": _of_items(tables.EVENTS, tables.event_rows),
    "attributions": _of_items(tables.ATTRIBUTIONS, tables.attribution_rows),
    "positions": _of_items(tables.POSITIONS, tables.position_rows),
    "claims": Table(CLAIMS, claim_rows),
    "stories": Table(STORIES, story_rows),
}
"""onrecord's own tables by the name of what they hold."""

_FOREIGN = {
    "polecat": _of_items(polecat.COLUMNS, polecat.polecat_rows),
    "gdelt": _of_items(gdelt.COLUMNS, gdelt.gdelt_rows),
    "acled": _of_items(acled.COLUMNS, acled.acled_rows),
}


def _write_table(form: str, table: str | None, task: Task, out: TextIO) -> int:
    chosen = _FOREIGN[table] if table else TABLES[task.kind]
    rows = task.kept(chosen.rows(task.archive, task.selection))
    if form == "jsonl":
        return write_jsonl(chosen.columns, rows, out)
    return write_csv(chosen.columns, rows, out, tabs=form == "tsv", guard=task.guard)


def _write_objects(objects: Callable[[Item], Iterator[dict[str, Any]]], task: Task, out: TextIO) -> int:
    count = 0
    for found in chain.from_iterable(map(objects, task.items())):
        if not task.selection.shown or found.get("evidence", {}).get("shown", True):
            out.write(_json(found) + "\n")
            count += 1
    return count


def _write_geojson(task: Task, out: TextIO) -> int:
    out.write('{"type":"FeatureCollection","features":[')
    count = 0
    for feature in chain.from_iterable(map(geojson.event_features, task.items())):
        if not task.selection.shown or feature["properties"]["shown"]:
            out.write((",\n" if count else "\n") + _json(feature))
            count += 1
    out.write("\n]}\n")
    return count


def _write_prov(task: Task, out: TextIO) -> int:
    out.write('{"prefix":' + _json(prov.PREFIXES) + ',"bundle":{')
    count = 0
    for name, bundle in prov.bundles(task.items(), task.kind, task.selection.shown):
        out.write((",\n" if count else "\n") + _json(name) + ":" + _json(bundle))
        count += 1
    out.write("\n}}\n")
    return count


def _write_claims(task: Task, out: TextIO) -> int:
    found = statements.claim_objects(task) if task.kind == "claims" else statements.said_objects(task)
    count = 0
    for each in found:
        out.write(_json(each) + "\n")
        count += 1
    return count


_ALL = tuple(TABLES)
_EVENTS = ("events",)
FORMATS: dict[str, Format] = {
    "csv": Format("comma-separated, with a header", _ALL, ".csv", partial(_write_table, "csv", None)),
    "tsv": Format("tab-separated, with a header", _ALL, ".tsv", partial(_write_table, "tsv", None)),
    "jsonl": Format("one JSON object a line", _ALL, ".jsonl", partial(_write_table, "jsonl", None)),
    "parquet": Format("Parquet, for DuckDB and data frames (extra analysis)", _ALL, ".parquet", None),
    "plover": Format("PLOVER events, JSON Lines", _EVENTS, ".jsonl", partial(_write_objects, plover.plover_objects)),
    "polecat": Format("POLECAT's columns, tab-separated", _EVENTS, ".tsv", partial(_write_table, "tsv", "polecat")),
    "gdelt": Format("GDELT 2.0's columns, tab-separated", _EVENTS, ".tsv", partial(_write_table, "tsv", "gdelt")),
    "acled": Format("ACLED's columns, comma-separated", _EVENTS, ".csv", partial(_write_table, "csv", "acled")),
    "geojson": Format("GeoJSON points", _EVENTS, ".geojson", _write_geojson),
    "ftm": Format("FollowTheMoney entities, JSON Lines", _EVENTS, ".jsonl", partial(_write_objects, ftm_entities)),
    "prov": Format("W3C PROV-JSON", ("events", "attributions", "positions"), ".json", _write_prov),
    "claimreview": Format("schema.org Claim, JSON-LD lines", ("attributions", "claims"), ".jsonl", _write_claims),
}
"""The formats by name."""


def export(
    archive: Archive,
    kind: str,
    format_name: str,
    output: Path | None = None,
    selection: Selection | None = None,
    guard: bool = False,
) -> int:
    """Write a table of the archive in a format, to a file or standard output; the number of rows or objects.

    A file is put in place when it is whole. Raises ValueError for a kind or format that there is not, or that do not go
    together, and SetupError where an extra is not installed.
    """
    form = _format(kind, format_name)
    task = Task(archive, kind, selection or Selection(), guard)
    if form.write is None:
        return _parquet(task, output)
    with _opened(output) as out:
        return form.write(task, out)


def write_tables(archive: Archive, folder: Path, kinds: Iterable[str]) -> None:
    """Each of the tables as `KIND.parquet` in the folder. Raises SetupError where pyarrow is not installed."""
    for kind in kinds:
        export(archive, kind, "parquet", folder / f"{kind}.parquet")


def _format(kind: str, name: str) -> Format:
    if kind not in TABLES:
        raise ValueError(f"{kind!r} is not one of {', '.join(TABLES)}")
    if name not in FORMATS:
        raise ValueError(f"{name!r} is not one of {', '.join(FORMATS)}")
    if kind not in FORMATS[name].kinds:
        raise ValueError(f"{name} has no {kind}, only {' and '.join(FORMATS[name].kinds)}")
    return FORMATS[name]


def _parquet(task: Task, output: Path | None) -> int:
    if output is None:
        raise SetupError("Parquet cannot go to standard output. Name a file with -o")
    table = TABLES[task.kind]
    with _whole(output) as path:
        return write_parquet(table.columns, task.kept(table.rows(task.archive, task.selection)), path)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """A text file whose line ends are written as they are given."""
    if output is None:
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        try:
            yield out
            out.flush()
        finally:
            out.detach()
        return
    with _whole(output) as path, path.open("w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def _whole(output: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `output` when all went well and is removed when it did not."""
    output.parent.mkdir(parents=True, exist_ok=True)
    path = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        yield path
        path.replace(output)
    finally:
        path.unlink(missing_ok=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
