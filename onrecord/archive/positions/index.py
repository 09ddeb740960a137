"""The bearings of each report in the archive, made anew whenever its record changes, in the report's transaction."""

import sqlite3

from onrecord.archive.positions.bearings import Bearing, find_bearings
from onrecord.archive.positions.matters import terms_in
from onrecord.records import Record


def update(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """Make the rows of one report (reports.key) from its record; what was there before is taken out."""
    old = connection.execute("SELECT key, terms FROM position_bearings WHERE report = ?", (report,)).fetchall()
    for row in old:
        connection.execute("INSERT INTO position_terms (position_terms, rowid, terms) VALUES ('delete', ?, ?)", row)
    connection.execute("DELETE FROM position_bearings WHERE report = ?", (report,))
    for bearing in find_bearings(record):
        row = _row(report, bearing)
        marks = ", ".join("?" * len(row))
        key = connection.execute(f"INSERT INTO position_bearings VALUES (NULL, {marks})", row).lastrowid
        connection.execute("INSERT INTO position_terms (rowid, terms) VALUES (?, ?)", (key, row[-1]))


def lookup_words(text: str) -> list[str]:
    """What a text is looked up by: the base forms of its words, g and a number for each group of meaning, countries."""
    found: dict[str, None] = {}
    for term in terms_in(text).terms:
        if term.key.startswith("@"):
            found["c" + term.key[1:].lower()] = None
        elif term.bases:
            found.update(dict.fromkeys([*sorted(term.bases), *(f"g{group}" for group in sorted(term.groups))]))
    return list(found)


def _row(report: int, bearing: Bearing) -> tuple[object, ...]:
    holder = bearing.holder
    return (
        report, bearing.kind, bearing.owner, holder.name, holder.kind, holder.country, holder.sector, bearing.stance,
        bearing.negated, bearing.voice, bearing.source, bearing.matter, *bearing.span, bearing.since, bearing.until,
        bearing.planned, bearing.confidence, " ".join(lookup_words(f"{bearing.matter} {bearing.context}")),
    )  # fmt: skip
