"""Opening an archive's file: what kind of file it is, its tables brought up to date, SQLite's errors in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from onrecord.errors import ArchiveError, ArchiveLocked, ArchiveUnwritable, NewerArchive, NotAnArchive

APPLICATION_ID = 0x6F6E7263
"""What SQLite's header says of an archive: "onrc"."""

WAIT_SECONDS = 30.0
"""How long a write waits for another program's write to end."""

_BOOKKEEPING = "CREATE TABLE IF NOT EXISTS schema_files (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -65536")


@dataclass(frozen=True)
class SchemaFile:
    """One step of the schema: its number and name as in `NNN_name.sql`, and its statements."""

    number: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """The file's statements one by one."""
        part = ""
        for line in self.sql.splitlines(keepends=True):
            part += line
            if sqlite3.complete_statement(part):
                yield part
                part = ""
        if any(line.strip() and not line.lstrip().startswith("--") for line in part.splitlines()):
            raise ValueError(f"{self.number:03}_{self.name}.sql ends inside a statement")


def schema_files() -> list[SchemaFile]:
    """The package's schema files in the order of their numbers."""
    found = [path for path in files("onrecord.archive.schema").iterdir() if path.name.endswith(".sql")]
    steps = []
    for path in sorted(found, key=lambda path: path.name):
        number, _, name = path.name.removesuffix(".sql").partition("_")
        steps.append(SchemaFile(int(number), name, path.read_text(encoding="utf-8")))
    return steps


def connect(path: str, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """A connection to the archive at `path`, its tables those of this version; statements commit by themselves.

    Raises NotAnArchive, NewerArchive, ArchiveLocked or ArchiveUnwritable.
    """
    _refuse_other_files(path, create and not read_only)
    with translated(path):
        if not read_only:
            return _connect_writing(path)
        connection = _connect_reading(path)
        if _missing(connection, path):
            connection.close()
            with bringing_up_to_date(path):
                _connect_writing(path).close()
            connection = _connect_reading(path)
        return connection


@contextmanager
def bringing_up_to_date(path: str) -> Iterator[None]:
    """What is done inside is needed before the archive can be read; says so where it may not be written."""
    try:
        with translated(path):
            yield
    except ArchiveUnwritable as error:
        problem = (
            "this archive was made by an older onrecord and cannot be brought up to date, for it may not be written"
        )
        raise ArchiveUnwritable(path, problem, "Make it writable, and open it once with `onrecord status`") from error


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turns SQLite's errors about the file into errors for people; others pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = _in_words(path, error)
        if told is None:
            raise
        raise told from error


def _in_words(path: str, error: sqlite3.DatabaseError) -> ArchiveError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveLocked(path, "another program is writing to this archive", "Try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        remedy = "Make room and run the same command again: it goes on where it stopped"
        return ArchiveUnwritable(path, "the disk is full", remedy)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        remedy = "Check the permissions of the file and its folder"
        return ArchiveUnwritable(path, "the archive cannot be opened for writing", remedy)
    if code == sqlite3.SQLITE_IOERR:
        remedy = "Check the disk, then run the same command again"
        return ArchiveUnwritable(path, f"the disk does not take or give data ({error})", remedy)
    if code == sqlite3.SQLITE_NOTADB:
        return NotAnArchive(path, "this is no archive of onrecord", "Give the file that `onrecord add` made")
    if code == sqlite3.SQLITE_CORRUPT:
        return NotAnArchive(
            path, f"the archive is damaged ({error})", "Restore it from a copy, or add the inputs again"
        )
    return None


def _refuse_other_files(path: str, create: bool) -> None:
    file = Path(path)
    if file.is_dir():
        raise NotAnArchive(path, "this is a folder", "Give the archive's file")
    if not file.exists() and not create:
        raise NotAnArchive(path, "there is no such archive", "Make one with `onrecord add PATHS... --archive FILE`")
    if not file.parent.is_dir():
        raise NotAnArchive(path, f"there is no folder {file.parent}", "Make it first, or give another path")
    start = _first_bytes(file)
    if not create and not start:
        raise NotAnArchive(path, "the file is empty", "Make an archive with `onrecord add PATHS... --archive FILE`")
    if start and start != b"SQLite format 3\0":
        raise NotAnArchive(path, "this is no archive of onrecord", "Give the file that `onrecord add` made")


def _first_bytes(file: Path) -> bytes:
    if not file.exists():
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(16)
    except OSError as error:
        raise ArchiveUnwritable(str(file), f"it cannot be read: {error.strerror}", "Check its permissions") from error


def _connect_writing(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        _missing(connection, path)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _upgrade(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_reading(path: str) -> sqlite3.Connection:
    address = Path(path).absolute().as_uri() + "?mode=ro"
    try:
        return _first_look(address)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN or Path(path + "-wal").exists():
            raise
        # A folder that nothing may be written to has no place for the shared memory of WAL, and needs none.
        return _first_look(address + "&immutable=1")


def _first_look(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.execute("PRAGMA cache_size = -65536")
    except BaseException:
        connection.close()
        raise
    return connection


def _missing(connection: sqlite3.Connection, path: str) -> list[SchemaFile]:
    """The schema files that the archive does not have yet. Raises NotAnArchive or NewerArchive."""
    known = schema_files()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not tables and not mark:
        return known
    if mark != APPLICATION_ID:
        raise NotAnArchive(path, "this is another program's database", "Give the file that `onrecord add` made")
    if version > known[-1].number:
        problem = f"this archive was made by a newer onrecord (its tables are of version {version}, ours end at "
        raise NewerArchive(path, f"{problem}{known[-1].number})", "Update onrecord")
    applied = {number for (number,) in connection.execute("SELECT number FROM schema_files")}
    return [step for step in known if step.number not in applied]


def _upgrade(connection: sqlite3.Connection, path: str) -> None:
    """Apply what is missing, all of it or nothing."""
    if not _missing(connection, path):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(_BOOKKEEPING)
        for step in _missing(connection, path):
            for statement in step.statements():
                connection.execute(statement)
            connection.execute("INSERT INTO schema_files VALUES (?, ?)", (step.number, step.name))
        connection.execute(f"PRAGMA user_version = {schema_files()[-1].number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
