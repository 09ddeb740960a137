"""The archive: reports and their records in one SQLite file, each stored whole in one transaction or not at all.

    with Archive.open("reports.archive", create=True) as archive:
        archive.add(read(report))

Tables and columns are described in `schema/`.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from msgspec import structs

from onrecord.archive.addresses import in_utc, page_address
from onrecord.archive.connection import bringing_up_to_date, connect, translated
from onrecord.archive.indexes import INDEXES, Index, Update
from onrecord.archive.rows import CODING_TABLES, coding_rows, numbered
from onrecord.errors import InputError, ReadingFailed
from onrecord.records import Coder, Record, Report
from onrecord.schema import from_json, to_json

Outcome = Literal["new", "same", "revision"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: `new`, a `revision` of another at its address, or the `same` text as one there."""

    report: int
    id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reference:
    """The item of an input that a report came from: `inputs.key`, the item's place in it from 0, and its name."""

    input: int
    ordinal: int
    name: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text and its record; `key` is its place in the order of adding."""

    key: int
    id: str
    uri: str | None
    outlet: str | None
    title: str | None
    published: str | None
    published_at: str | None
    superseded_by: int | None


_ROW = "key, id, uri, outlet, title, published, published_at, superseded_by"
_COMPRESSION = 3


class Archive:
    """Many reports and their records in one file. Open it with `Archive.open`."""

    def __init__(self, connection: sqlite3.Connection, path: str, indexes: tuple[Index, ...] = INDEXES) -> None:
        self.connection = connection
        """Statements commit by themselves; several that belong together go inside `transaction()`."""
        self.path = path
        self._indexes = indexes
        self._updates: tuple[Update, ...] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        create: bool = False,
        read_only: bool = False,
        indexes: tuple[Index, ...] = INDEXES,
    ) -> Self:
        """The archive at `path`, its tables and indexes brought up to this version.

        Raises NotAnArchive, NewerArchive, ArchiveLocked or ArchiveUnwritable.
        """
        connection = connect(str(path), create=create, read_only=read_only)
        archive = cls(connection, str(path), indexes)
        stale = archive._stale_indexes()
        if stale and read_only:
            with bringing_up_to_date(str(path)):
                cls.open(path, indexes=indexes).close()
        elif stale:
            archive._rebuild(stale)
        return archive

    def close(self) -> None:
        """Close the file; what was committed is safe."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All statements inside are stored together, or none of them. Inside another one it is a part of that.

        Raises ArchiveLocked where another program does not stop writing, ArchiveUnwritable where the disk is full.
        """
        if self.connection.in_transaction:
            with translated(self.path):
                yield self.connection
            return
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    # adding

    def add(self, record: Record, *, source: Reference | None = None) -> Added:
        """Store a report and its record, in one transaction with every index.

        A text that is there already is not stored again: only where it came out is added. Where that was earlier
        than what the archive knew, the report takes over the earlier date and address, and this record with them.
        """
        with self.transaction():
            key = self._key(record.report.id)
            if key is None:
                added = self._add_new(record)
            else:
                is_earlier = self._is_earlier(key, record.report)
                appeared = self._add_appearance(key, record.report)
                if is_earlier:
                    self._set_heading(key, record.report)
                    self._code(key, record)
                elif appeared:
                    self._update_indexes(key, self.record(record.report.id))
                added = Added(key, record.report.id, "same")
            self._note(added.report, source)
        return added

    def needs_reading(self, report: Report) -> bool:
        """Whether adding the report takes a record: its text is not there, or came out earlier than was known."""
        key = self._key(report.id)
        return key is None or self._is_earlier(key, report)

    def add_known(self, report: Report, *, source: Reference | None = None) -> Added:
        """Note where a text came out that is in the archive already. Raises KeyError where it is not."""
        with self.transaction():
            key = self.key(report.id)
            if self._add_appearance(key, report):
                self._update_indexes(key, self.record(report.id))
            self._note(key, source)
        return Added(key, report.id, "same")

    def recode(self, record: Record) -> bool:
        """Store another coder's record of a report and make it the current one; the old one stays beside it.

        Gives False where the archive had this coder's record as the current one already. Raises KeyError where the
        report is not in the archive.
        """
        with self.transaction():
            key = self.key(record.report.id)
            current = self.connection.execute("SELECT coder FROM codings WHERE report = ? AND current", (key,))
            if current.fetchone() == (self._coder(record.coder),):
                return False
            self._code(key, record)
            return True

    def restore(self, report_id: str, coder: Coder) -> bool:
        """Make the record that this coder once made the current one again; False where there is none.

        Raises KeyError where the report is not in the archive.
        """
        with self.transaction():
            key, maker = self.key(report_id), self._coder(coder)
            known = "SELECT 1 FROM codings WHERE report = ? AND coder = ?"
            if not self.connection.execute(known, (key, maker)).fetchone():
                return False
            self._code(key, self.record(report_id, maker))
            return True

    def reject(self, error: InputError, *, source: Reference | None = None) -> None:
        """Note an input that could not be used, with the reason; a later `add` from that source takes it out again.

        Its item counts as done, but where the reading failed: that is tried again.
        """
        place = (source.input, source.ordinal) if source else (None, None)
        name = source.name if source else error.name
        with self.transaction():
            values = (name, *place, type(error).__name__, error.problem, error.remedy)
            self.connection.execute("INSERT OR REPLACE INTO rejects VALUES (?, ?, ?, ?, ?, ?)", values)
            if source and not isinstance(error, ReadingFailed):
                self.connection.execute("INSERT OR IGNORE INTO items VALUES (?, ?, NULL)", place)

    # reading

    def key(self, report_id: str) -> int:
        """`reports.key` of a report. Raises KeyError where it is not in the archive."""
        key = self._key(report_id)
        if key is None:
            raise KeyError(report_id)
        return key

    def report(self, report_id: str) -> Report:
        """A report with its text. Raises KeyError where it is not in the archive."""
        return self.record(report_id).report

    def record(self, report_id: str, coder: int | None = None) -> Record:
        """The current record of a report, or another coder's (`coders.key`). Raises KeyError where there is none."""
        chosen = "current" if coder is None else "coder = :coder"
        found = self.connection.execute(
            f"SELECT text, record FROM reports JOIN codings ON report = reports.key AND {chosen} WHERE id = :id",
            {"id": report_id, "coder": coder},
        ).fetchone()
        if found is None:
            raise KeyError(report_id)
        return unpack_record(*found)

    def reports(self) -> Iterator[ReportRow]:
        """All reports in the order of adding."""
        for row in self.connection.execute(f"SELECT {_ROW} FROM reports ORDER BY key").fetchall():
            yield ReportRow(*row)

    def records(self) -> Iterator[Record]:
        """The current record of every report in the order of adding, one in memory at a time."""
        for _, record in self._keyed_records():
            yield record

    def __len__(self) -> int:
        (count,) = self.connection.execute("SELECT count(*) FROM reports").fetchone()
        return int(count)

    # inside

    def _keyed_records(self) -> Iterator[tuple[int, Record]]:
        for (key,) in self.connection.execute("SELECT key FROM reports ORDER BY key").fetchall():
            found = self.connection.execute(
                "SELECT text, record FROM reports JOIN codings ON report = reports.key AND current "
                "WHERE reports.key = ?",
                (key,),
            ).fetchone()
            yield key, unpack_record(*found)

    def _key(self, report_id: str) -> int | None:
        found = self.connection.execute("SELECT key FROM reports WHERE id = ?", (report_id,)).fetchone()
        return found[0] if found else None

    def _add_new(self, record: Record) -> Added:
        report = record.report
        dateline = report.dateline
        place = (dateline.place, dateline.date, *dateline.span) if dateline else (None, None, None, None)
        heading = _heading(report)
        cursor = self.connection.execute(
            f"INSERT INTO reports VALUES (NULL, {', '.join('?' * 16)}, NULL, ?)",
            (
                report.id,
                len(report.text.split()),
                *heading,
                report.published_basis,
                report.language,
                *place,
                report.text,
            ),
        )
        key = cursor.lastrowid
        assert key is not None
        self.connection.execute("INSERT INTO appearances VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (key, *heading))
        self._code(key, record)
        self._link_revisions(heading[1])
        others = "SELECT 1 FROM appearances WHERE address = ? AND report <> ?"
        revised = self.connection.execute(others, (heading[1], key)).fetchone()
        return Added(key, report.id, "revision" if revised else "new")

    def _add_appearance(self, key: int, report: Report) -> bool:
        """Note where a text came out; whether that was new."""
        *known, retrieved = _heading(report)
        same = "uri IS ? AND address IS ? AND outlet IS ? AND title IS ? AND byline IS ? AND published IS ?"
        found = self.connection.execute(
            f"SELECT key, retrieved FROM appearances WHERE report = ? AND {same} AND published_at IS ?", (key, *known)
        ).fetchone()
        if found is None:
            values = (key, *known, retrieved)
            self.connection.execute("INSERT INTO appearances VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        elif retrieved and (found[1] is None or retrieved < found[1]):
            self.connection.execute("UPDATE appearances SET retrieved = ? WHERE key = ?", (retrieved, found[0]))
        return found is None

    def _is_earlier(self, key: int, report: Report) -> bool:
        columns = "uri, address, outlet, title, byline, published, published_at, retrieved"
        known = self.connection.execute(f"SELECT {columns} FROM reports WHERE key = ?", (key,)).fetchone()
        return _order(_heading(report)) < _order(known)

    def _set_heading(self, key: int, report: Report) -> None:
        (old,) = self.connection.execute("SELECT address FROM reports WHERE key = ?", (key,)).fetchone()
        heading = _heading(report)
        self.connection.execute(
            "UPDATE reports SET uri = ?, address = ?, outlet = ?, title = ?, byline = ?, published = ?, "
            "published_at = ?, retrieved = ?, published_basis = ?, superseded_by = NULL WHERE key = ?",
            (*heading, report.published_basis, key),
        )
        for address in dict.fromkeys((old, heading[1])):
            self._link_revisions(address)

    def _link_revisions(self, address: str | None) -> None:
        """Chain the reports at one address in order of publication, retrieval and adding."""
        order = "published_at IS NULL, published_at, retrieved IS NULL, retrieved, key"
        found = self.connection.execute(f"SELECT key FROM reports WHERE address = ? ORDER BY {order}", (address,))
        keys = [key for (key,) in found]
        self.connection.executemany("UPDATE reports SET superseded_by = ? WHERE key = ?", zip_longest(keys[1:], keys))

    def _code(self, key: int, record: Record) -> None:
        """Make `record` the current coding of a report: its blob, its rows, every index."""
        coder = self._coder(record.coder)
        self.connection.execute("UPDATE codings SET current = 0 WHERE report = ?", (key,))
        self.connection.execute(
            "INSERT INTO codings VALUES (NULL, ?, ?, 1, ?) ON CONFLICT (report, coder) "
            "DO UPDATE SET current = 1, record = excluded.record",
            (key, coder, pack_record(record)),
        )
        for table in CODING_TABLES:
            self.connection.execute(f"DELETE FROM {table} WHERE report = ?", (key,))
        for table, rows in coding_rows(record).items():
            if rows:
                values = numbered(table, key, rows)
                marks = ", ".join("?" * len(values[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        self._update_indexes(key, record)

    def _update_indexes(self, key: int, record: Record) -> None:
        if self._updates is None:
            self._updates = tuple(index.load() for index in self._indexes)
        for update in self._updates:
            update(self.connection, key, record)

    def _coder(self, coder: Coder) -> int:
        values = (coder.version, coder.weights, coder.gazetteer, coder.ontology)
        known = "SELECT key FROM coders WHERE version IS ? AND weights IS ? AND gazetteer IS ? AND ontology IS ?"
        found = self.connection.execute(known, values).fetchone()
        if found:
            return int(found[0])
        cursor = self.connection.execute("INSERT INTO coders VALUES (NULL, ?, ?, ?, ?)", values)
        return int(cursor.lastrowid or 0)

    def _note(self, key: int, source: Reference | None) -> None:
        if source is None:
            return
        place = (source.input, source.ordinal)
        self.connection.execute("INSERT OR REPLACE INTO items VALUES (?, ?, ?)", (*place, key))
        self.connection.execute("DELETE FROM rejects WHERE name = ?", (source.name,))

    def _stale_indexes(self) -> list[Index]:
        held = dict(self.connection.execute("SELECT name, version FROM indexes").fetchall())
        return [index for index in self._indexes if held.get(index.name) != index.version]

    def _rebuild(self, stale: list[Index]) -> None:
        """Make the given indexes anew from the current records, all in one transaction."""
        with self.transaction():
            updates = [index.load() for index in stale]
            for key, record in self._keyed_records():
                for update in updates:
                    update(self.connection, key, record)
            versions = [(index.name, index.version) for index in stale]
            self.connection.executemany("INSERT OR REPLACE INTO indexes VALUES (?, ?)", versions)


def pack_record(record: Record) -> bytes:
    """A record as the archive keeps it: JSON without the report's text, compressed."""
    bare = structs.replace(record, report=structs.replace(record.report, text=""))
    return zlib.compress(to_json(bare), _COMPRESSION)


def unpack_record(text: str, packed: bytes) -> Record:
    """The record again, from the report's text and what `pack_record` gave."""
    record = from_json(zlib.decompress(packed))
    return structs.replace(record, report=structs.replace(record.report, text=text))


def _heading(report: Report) -> tuple[str | None, ...]:
    """uri, address, outlet, title, byline, published, published_at, retrieved."""
    return (
        report.uri,
        page_address(report.uri),
        report.outlet,
        report.title,
        report.byline,
        report.published,
        in_utc(report.published),
        in_utc(report.retrieved),
    )


def _order(heading: tuple[str | None, ...]) -> tuple[bool, tuple[str, ...]]:
    """What the appearances of one text are put in order by: date first, the undated last, then all the rest."""
    *rest, moment, retrieved = heading
    return moment is None, tuple(value or "" for value in (moment, *rest, retrieved))
