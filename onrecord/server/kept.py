"""What was worked out of an archive, kept in a file, so that the next start or another process need not do it again.

The file only saves time: every row says what it was made from, and is used for that alone; it can be deleted at any
time. What cannot be read or written is worked out anew.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import msgspec

from onrecord.archive.claims import Claim
from onrecord.archive.views.context import Memo
from onrecord.archive.views.grouping import Matter
from onrecord.archive.views.who import Who
from onrecord.reading.genre import Genre
from onrecord.version import VERSION

T = TypeVar("T")
SUFFIX = ".derived"
"""Added to the archive's name."""
_FORMAT = 2
_TABLE = "CREATE TABLE IF NOT EXISTS derived (kind TEXT, basis TEXT, body BLOB, PRIMARY KEY (kind, basis))"
_WAIT = 5.0
"""Seconds to wait for another process that writes."""
_KINDS: dict[str, Any] = {
    "who": Who,
    "matters": dict[str, Matter],
    "genres": dict[str, Genre],
    "claims": tuple[Claim, ...],
}
"""What is kept, and as what it is read again. Claims have a basis of their own, the others the state of the data."""


class Kept:
    """The file, or what would be in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, kind: str, basis: str) -> Any:
        """What is kept of a kind and made from `basis`; None where there is nothing that can be used."""
        query = "SELECT body FROM derived WHERE kind = ? AND basis = ?"
        try:
            with closing(self._connect()) as connection:
                row = connection.execute(query, (kind, _named(basis))).fetchone()
            return msgspec.msgpack.decode(row[0], type=_KINDS[kind]) if row else None
        except (sqlite3.Error, OSError, msgspec.DecodeError):
            return None

    def has(self, kind: str, basis: str) -> bool:
        """Whether something is kept of a kind and made from `basis`."""
        query = "SELECT count(*) FROM derived WHERE kind = ? AND basis = ?"
        try:
            with closing(self._connect()) as connection:
                return bool(connection.execute(query, (kind, _named(basis))).fetchone()[0])
        except (sqlite3.Error, OSError):
            return False

    def put(self, kind: str, basis: str, value: object) -> bool:
        """Keep a value, of kinds other than claims in place of the one before; whether that could be done."""
        body = msgspec.msgpack.encode(value)
        before = ("DELETE FROM derived WHERE kind = ? AND kind <> 'claims'", (kind,))
        return self._write(before, ("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (kind, _named(basis), body)))

    def keep_only(self, kind: str, bases: Iterable[str]) -> bool:
        """Drop what is kept of a kind and made from anything else; whether that could be done."""
        wanted = msgspec.json.encode([_named(basis) for basis in bases]).decode()
        query = "DELETE FROM derived WHERE kind = ? AND basis NOT IN (SELECT value FROM json_each(?))"
        return self._write((query, (kind, wanted)))

    def can_be_written(self) -> bool:
        """Whether something can be kept there."""
        return self._write()

    def make_like(self, archive: Path) -> None:
        """Make the file where there is none, to be read by those alone who may read the archive."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, stat.S_IMODE(archive.stat().st_mode)))
        except OSError:
            return

    def _write(self, *statements: tuple[str, tuple[object, ...]]) -> bool:
        """Do all of it or nothing, in a table of this version; whether that could be done."""
        try:
            with closing(self._connect()) as connection, connection:
                connection.execute("BEGIN IMMEDIATE")
                (found,) = connection.execute("PRAGMA user_version").fetchone()
                if found != _FORMAT:
                    connection.execute("DROP TABLE IF EXISTS derived")
                    connection.execute(f"PRAGMA user_version = {_FORMAT}")
                connection.execute(_TABLE)
                for statement in statements:
                    connection.execute(*statement)
        except (sqlite3.Error, OSError):
            return False
        return True

    def _connect(self) -> sqlite3.Connection:
        """A connection; makes no file."""
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None)


class KeptMemo(Memo):
    """A memo that looks into the file before it has something made that takes long, and puts that there."""

    def __init__(self, kept: Kept, state: str) -> None:
        super().__init__()
        self._kept = kept
        self._state = state

    def get(self, name: object, make: Callable[[], T]) -> T:
        """What was made under that name, here or elsewhere, else what `make` gives now."""
        kind, basis = name if isinstance(name, tuple) else (name, self._state)
        return super().get(name, _looked_up(self._kept, kind, basis, make) if kind in _KINDS else make)


def _looked_up(kept: Kept, kind: str, basis: str, make: Callable[[], T]) -> Callable[[], T]:
    """`make`, but only where nothing is kept; what it gives is kept then."""

    def found() -> T:
        known = kept.get(kind, basis)
        if known is not None:
            return cast(T, known)
        made = make()
        kept.put(kind, basis, made)
        return made

    return found


@contextmanager
def place_for(archive: Path, beside: bool) -> Iterator[Path]:
    """Where to keep things: beside the archive; where that is not wanted or cannot be, in a file until the end."""
    kept = Kept(archive.with_name(archive.name + SUFFIX))
    if beside:
        kept.make_like(archive)
    if beside and kept.can_be_written():
        yield kept.path
        return
    with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        kept = Kept(Path(folder) / f"archive{SUFFIX}")
        kept.make_like(archive)
        yield kept.path


def _named(basis: str) -> str:
    return f"{VERSION} {basis}"
