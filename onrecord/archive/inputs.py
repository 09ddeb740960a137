"""What the archive remembers of its inputs, so that a file once taken in is not opened a second time."""

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path

from onrecord.archive.store import Archive
from onrecord.errors import ReadingFailed
from onrecord.intake import STDIN, Overrides
from onrecord.version import VERSION


@dataclass(frozen=True)
class IntakeOptions:
    """How inputs are taken in: what is known for certain of all of them, and which of their fields hold what."""

    overrides: Overrides = field(default_factory=Overrides)
    fields: Mapping[str, str] = field(default_factory=dict)

    def describe(self) -> str:
        """A text that is the same for the same options and this version of the intake."""
        return repr((VERSION, astuple(self.overrides), sorted(self.fields.items())))


@dataclass(frozen=True)
class KnownInput:
    """An input as the archive remembers it: its key, whether all of it was stored, and the items that were."""

    key: int
    finished: bool
    done: frozenset[int]


_FORGET_OLD_REJECTS = "DELETE FROM rejects WHERE input IN (SELECT key FROM inputs WHERE name = ?)"
"""A file with other bytes than before stands for itself now."""


def input_digest(path: str, options: IntakeOptions) -> str | None:
    """What tells an input: the sha-256 of its bytes and of how they are taken in.

    None for standard input and pipes, which can be read only once, and for what cannot be opened: the intake says why.
    """
    if path == STDIN or not Path(path).is_file():
        return None
    try:
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError:
        return None
    digest.update(options.describe().encode())
    return digest.hexdigest()


def begin_input(archive: Archive, digest: str, path: str) -> KnownInput:
    """The input with this digest, noted under its path where the archive did not know it."""
    with archive.transaction() as connection:
        connection.execute("DELETE FROM rejects WHERE name = ? AND input IS NULL", (path,))
        found = connection.execute("SELECT key, finished FROM inputs WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            connection.execute(_FORGET_OLD_REJECTS, (path,))
            cursor = connection.execute("INSERT INTO inputs VALUES (NULL, ?, ?, 0)", (digest, path))
            return KnownInput(int(cursor.lastrowid or 0), False, frozenset())
        key, finished = found
        connection.execute("DELETE FROM rejects WHERE input = ? AND kind = ?", (key, ReadingFailed.__name__))
    return KnownInput(key, bool(finished), frozenset() if finished else _done(archive.connection, key))


def is_finished(archive: Archive, digest: str) -> bool:
    """Whether everything in the input with this digest was stored or rejected."""
    found = archive.connection.execute("SELECT finished FROM inputs WHERE digest = ?", (digest,)).fetchone()
    return bool(found == (1,))


def finish_input(archive: Archive, key: int) -> None:
    """Note that all items of an input are stored or rejected, unless the reading of one failed."""
    failed = "EXISTS (SELECT 1 FROM rejects WHERE input = inputs.key AND kind = ?)"
    with archive.transaction() as connection:
        connection.execute(f"UPDATE inputs SET finished = NOT {failed} WHERE key = ?", (ReadingFailed.__name__, key))


def _done(connection: sqlite3.Connection, key: int) -> frozenset[int]:
    return frozenset(ordinal for (ordinal,) in connection.execute("SELECT ordinal FROM items WHERE input = ?", (key,)))
