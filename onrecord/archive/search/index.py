"""The search's rows in the archive: made anew for a report whenever its record changes, in the report's transaction."""

import sqlite3
from collections.abc import Iterable

from onrecord.archive.search.pairs import common_pairs
from onrecord.archive.search.units import Kind, Unit, Value, find_units
from onrecord.records import Record

TABLES: dict[Kind, str] = {
    "report": "search_reports",
    "statement": "search_statements",
    "event": "search_events",
    "position": "search_positions",
}
"""The full-text table of each kind of unit."""


def update(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """Make the rows of one report (reports.key) from its record; what was there before is taken out."""
    _forget(connection, report)
    keys: dict[tuple[str, str], int] = {}
    carried = connection.execute("SELECT outlet FROM appearances WHERE report = ? AND outlet NOT NULL", (report,))
    for unit in find_units(record, sorted(outlet for (outlet,) in carried)):
        tags = " ".join(f"t{key}" for key in _value_keys(connection, unit.values, keys))
        _insert(connection, report, unit, record.report.text, tags)


def _forget(connection: sqlite3.Connection, report: int) -> None:
    columns = "kind, search_units.key, search_rows.head, body, search_rows.tags, search_rows.pairs"
    old_rows = f"SELECT {columns} FROM search_units JOIN search_rows USING (key) WHERE report = ?"
    for kind, *old in connection.execute(old_rows, (report,)).fetchall():
        table = TABLES[kind]
        columns = f"{table}, rowid, head, body, tags, pairs"
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ('delete', ?, ?, ?, ?, ?)", old)
    connection.execute("DELETE FROM search_units WHERE report = ?", (report,))


def _insert(connection: sqlite3.Connection, report: int, unit: Unit, text: str, tags: str) -> None:
    body = text[slice(*unit.span)]
    pairs = f"{common_pairs(unit.head)} {common_pairs(body)}".strip()
    values = (unit.kind, report, unit.owner, *unit.span, unit.head, tags, pairs)
    key = connection.execute("INSERT INTO search_units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
    columns = "rowid, head, body, tags, pairs"
    row = (key, unit.head, body, tags, pairs)
    connection.execute(f"INSERT INTO {TABLES[unit.kind]} ({columns}) VALUES (?, ?, ?, ?, ?)", row)


def _value_keys(
    connection: sqlite3.Connection, values: Iterable[Value], known: dict[tuple[str, str], int]
) -> Iterable[int]:
    for value in values:
        name = (value.facet, value.value)
        if name not in known:
            known[name] = _value_key(connection, value)
        yield known[name]


def _value_key(connection: sqlite3.Connection, value: Value) -> int:
    """The value's key; of two labels the first in the alphabet stays, whatever the order of adding."""
    found = connection.execute(
        "SELECT key, label FROM search_values WHERE facet = ? AND value = ?", (value.facet, value.value)
    ).fetchone()
    if found is None:
        row = (value.facet, value.value, value.label, value.lat, value.lon)
        return int(connection.execute("INSERT INTO search_values VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid or 0)
    key, label = found
    if value.label < label:
        connection.execute("UPDATE search_values SET label = ? WHERE key = ?", (value.label, key))
    return int(key)
