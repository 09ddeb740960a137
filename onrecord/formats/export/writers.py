"""Rows to files, one row at a time: CSV, TSV, JSON Lines, Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from onrecord.errors import SetupError
from onrecord.formats.export.columns import Column, Row

_BATCH = 5000
_BLANKS = str.maketrans("\t\n\r", "   ")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(columns: Sequence[Column], rows: Iterable[Row], out: TextIO, *, tabs: bool, guard: bool = False) -> int:
    """Rows as CSV (RFC 4180) or, with `tabs`, TSV; the number of rows.

    What is not known is an empty cell, lists are JSON, yes and no are `true` and `false`. In TSV tabs and line ends
    inside a cell become blanks, as most readers of it expect. With `guard` a text that a spreadsheet would take as a
    formula gets an apostrophe in front.
    """
    writer = csv.writer(out, dialect="excel-tab" if tabs else "excel", lineterminator="\n" if tabs else "\r\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        cells = (_cell(row.get(column.name), column, guard) for column in columns)
        writer.writerow([cell.translate(_BLANKS) for cell in cells] if tabs else list(cells))
        count += 1
    return count


def write_jsonl(columns: Sequence[Column], rows: Iterable[Row], out: TextIO) -> int:
    """Rows as JSON objects, one a line, every column in each (null where not known); the number of rows."""
    count = 0
    for row in rows:
        found = {column.name: row.get(column.name) for column in columns}
        out.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], path: Path) -> int:
    """Rows as a Parquet file; the number of rows. Raises SetupError where pyarrow is not installed."""
    arrow, parquet = _arrow()
    schema = arrow.schema([(column.name, _type(arrow, column)) for column in columns])
    stream: Iterator[Row] = iter(rows)
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(stream, _BATCH)):
            table = {column.name: [row.get(column.name) for row in batch] for column in columns}
            writer.write_table(arrow.table(table, schema=schema))
            count += len(batch)
    return count


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SetupError("Parquet needs pyarrow. Install it with: pip install 'onrecord[analysis]'") from error
    return pyarrow, pyarrow.parquet


def _type(arrow: Any, column: Column) -> Any:
    spans = arrow.list_(arrow.struct([("role", arrow.string()), ("start", arrow.int64()), ("stop", arrow.int64())]))
    kinds = {"text": arrow.string(), "integer": arrow.int64(), "real": arrow.float64(), "flag": arrow.bool_()}
    return {**kinds, "texts": arrow.list_(arrow.string()), "spans": spans}[column.kind]


def _cell(value: Any, column: Column, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column.kind in ("texts", "spans"):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
    text = str(value)
    return f"'{text}" if guard and column.kind == "text" and text.startswith(_FORMULA) else text
