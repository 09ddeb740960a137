"""The forms of actors in the archive's tables, brought up to date with every report in its own transaction."""

import sqlite3
from typing import Final

from onrecord.archive.entities.forms import Form, aliases, form_of
from onrecord.records import Record

LINK_PRIVATE: Final = "link-private-persons"
"""The setting of an archive that links persons without a public role; off unless its value is `on`."""


def update(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """Take the forms of a report's actors."""
    connection.execute("DELETE FROM entity_actors WHERE report = ?", (report,))
    connection.execute("DELETE FROM entity_aliases WHERE report = ?", (report,))
    link_private = links_private(connection)
    for actor in record.actors:
        form = form_of(actor, link_private)
        if form is not None:
            row = (report, actor.id, _key(connection, form))
            connection.execute("INSERT OR REPLACE INTO entity_actors (report, actor, form) VALUES (?, ?, ?)", row)
    rows = [(short, full, report) for short, full in sorted(set(aliases(record)))]
    connection.executemany("INSERT INTO entity_aliases (short, long, report) VALUES (?, ?, ?)", rows)


def links_private(connection: sqlite3.Connection) -> bool:
    """Whether the archive links persons without a public role across reports."""
    row = connection.execute("SELECT value FROM entity_settings WHERE name = ?", (LINK_PRIVATE,)).fetchone()
    return row is not None and row[0] == "on"


def _key(connection: sqlite3.Connection, form: Form) -> int:
    row = connection.execute("SELECT key FROM entity_forms WHERE id = ?", (form.id,)).fetchone()
    if row is not None:
        return int(row[0])
    values = (form.id, form.form_class, form.name, form.country, form.sphere, form.block)
    query = "INSERT INTO entity_forms (id, class, name, country, sphere, block) VALUES (?, ?, ?, ?, ?, ?)"
    key = connection.execute(query, values).lastrowid
    assert key is not None
    return key
