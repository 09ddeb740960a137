"""A copy of an archive that holds only the reports of some stories, to be given away."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.archive.store import Archive
from onrecord.archive.stories.view import story_name

_NOT_GIVEN = ("inputs", "items", "rejects", "watch_entries", "watch_feeds", "watch_robots")
"""How the archive was made: names of files and feeds on its owner's machine."""


def write_excerpt(archive: Archive, stories: Sequence[str], path: Path) -> None:
    """Write a new archive to `path` that holds the reports of these stories and nothing else.

    Reports, records, stories, and what was decided on who is who stay as they are in the archive. Raises
    NoSuchStory for a story that the archive does not have.
    """
    kept = [key for name in stories for key in _members(archive, name)]
    archive.connection.execute("VACUUM INTO ?", (str(path),))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("CREATE TEMP TABLE kept (report INTEGER PRIMARY KEY)")
        connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in kept))
        connection.execute("BEGIN")
        _reduce(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _members(archive: Archive, name: str) -> Iterable[int]:
    rows = archive.connection.execute("SELECT report FROM story_members WHERE story = ?", (story_name(archive, name),))
    return [key for (key,) in rows]


def _reduce(connection: sqlite3.Connection) -> None:
    """Drop all rows about other reports: every table says by its foreign keys which report a row is about."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in _NOT_GIVEN:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE reports SET superseded_by = NULL WHERE superseded_by NOT IN (SELECT report FROM kept)")
    connection.execute("DELETE FROM reports WHERE key NOT IN (SELECT report FROM kept)")
    for table in tables:
        for column in _about_reports(connection, table):
            connection.execute(
                f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT key FROM reports)"
            )
    connection.execute("DELETE FROM claim_sets")  # made again when they are asked for
    connection.execute("DELETE FROM entity_forms WHERE key NOT IN (SELECT form FROM entity_actors)")
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'").fetchall():
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def _about_reports(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute('SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = \'reports\'', (table,))
    return [column for (column,) in rows]
