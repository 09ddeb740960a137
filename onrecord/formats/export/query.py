"""SQL over an archive's tables, by DuckDB (extra `analysis`)."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import InputError, SetupError
from onrecord.formats.export.exporting import TABLES, write_tables

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def asked(archive: Archive, query: str) -> Iterator[Answer]:
    """The answer to a query over the tables of `onrecord export`, those that it names.

    The tables are written to a folder that is removed afterwards. Raises SetupError where the extra is not installed,
    and InputError where the query is not right.
    """
    duckdb = _duckdb()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder, duckdb.connect() as connection:
        named = [name for name in TABLES if re.search(rf"\b{name}\b", query, re.IGNORECASE)]
        write_tables(archive, Path(folder), named)
        for name in named:
            path = str(Path(folder) / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
        try:
            cursor = connection.execute(query)
            yield Answer(tuple(column[0] for column in cursor.description or ()), _rows(cursor))
        except duckdb.Error as error:
            problem = str(error).strip().rstrip(".")
            raise InputError("the query", problem, f"The tables are {', '.join(TABLES)}") from error


def _rows(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise SetupError("`onrecord sql` needs DuckDB. Install it with: pip install 'onrecord[analysis]'") from error
    return duckdb
