"""What was worked out of an archive, kept in a file beside it, so that the next start need not work it out again.

The file only saves time: it holds what is made from one state of one archive, is emptied when that changes, and can be
deleted at any time. Where it cannot be written, everything is worked out anew.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from onrecord.archive.views.context import Context, content_version
from onrecord.version import VERSION

T = TypeVar("T")
SUFFIX = ".derived"
"""Added to the archive's name."""
_TABLE = "CREATE TABLE IF NOT EXISTS derived (version TEXT, name TEXT, body BLOB, PRIMARY KEY (version, name))"
_FORMAT = 1
_WAIT = 5.0
"""Seconds to wait for another process that writes."""


class Kept:
    """The file beside an archive, for the state of the data that a context has."""

    def __init__(self, context: Context) -> None:
        archive = Path(context.archive.path)
        self._path = archive.with_name(archive.name + SUFFIX)
        self._version = f"{_FORMAT} {VERSION} {content_version(context.archive)}"

    def get(self, name: str, kind: type[T]) -> T | None:
        """What is kept under a name; None where there is nothing that can be used."""
        if not self._path.exists():
            return None
        query = "SELECT body FROM derived WHERE version = ? AND name = ?"
        try:
            with closing(self._connect()) as connection:
                row = connection.execute(query, (self._version, name)).fetchone()
            return msgspec.msgpack.decode(row[0], type=kind) if row else None
        except (sqlite3.Error, msgspec.DecodeError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value, and drop what belongs to another state of the data; does nothing where that cannot be done."""
        body = msgspec.msgpack.encode(value)
        try:
            with closing(self._connect()) as connection, connection:
                connection.execute(_TABLE)
                connection.execute("DELETE FROM derived WHERE version <> ?", (self._version,))
                connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (self._version, name, body))
        except sqlite3.Error:
            return

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_WAIT)
