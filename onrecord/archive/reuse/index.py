"""Reuse in an archive: fingerprints follow every report in, verdicts are made when they are asked for and kept."""

import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from onrecord.archive.reuse.compare import compare_sides
from onrecord.archive.reuse.fingerprints import EVERYWHERE, fingerprints
from onrecord.archive.reuse.furniture import PAGE_DAYS, line_keys
from onrecord.archive.reuse.many import candidate_pairs, page_of, published_order
from onrecord.archive.reuse.matching import words_of
from onrecord.archive.reuse.sides import Side, make_side
from onrecord.archive.reuse.verdicts import Reuse
from onrecord.errors import ArchiveUnwritable
from onrecord.records import Record, Report

if TYPE_CHECKING:
    from onrecord.archive.store import Archive

VERSION = 1
"""Raise it when `compare` gives other verdicts: those that are kept are then made anew."""


def update(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """Make the fingerprints and the lines of a report anew; runs in the transaction that adds it."""
    text = record.report.text
    hashes, lines = sorted(fingerprints(words_of(text).forms)), sorted(line_keys(text))
    _forget(connection, report)
    connection.executemany("INSERT INTO fingerprints VALUES (?, ?)", [(value, report) for value in hashes])
    place = (*page_of(record.report), report)
    connection.executemany("INSERT INTO page_lines VALUES (?, ?, ?, ?)", [(line, *place) for line in lines])
    connection.execute("INSERT INTO reuse_reports VALUES (?, ?, ?)", (report, _packed(hashes), _packed(lines)))


def _forget(connection: sqlite3.Connection, report: int) -> None:
    """Take out what `update` put in for a report before."""
    found = connection.execute("SELECT hashes, lines FROM reuse_reports WHERE report = ?", (report,)).fetchone()
    if found is not None:
        for table, column, packed in (("fingerprints", "hash", found[0]), ("page_lines", "line", found[1])):
            gone = [(value, report) for value in _unpacked(packed)]
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ? AND report = ?", gone)
        connection.execute("DELETE FROM reuse_reports WHERE report = ?", (report,))


def _packed(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}q", *values)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}q", packed)


def reuse_pairs(archive: "Archive", report_ids: Iterable[str]) -> tuple[Reuse, ...]:
    """The verdicts on all pairs of these reports that share a passage or are tied by a credit, but for the unrelated.

    Pairs that are not listed are unrelated, or independent without words in common. In each pair `a` came out first, as
    far as that is known; the pairs are in order of publication. What was found before is read from the archive, the
    rest is computed and, where the archive is open for writing, kept. Raises KeyError for an id that the archive does
    not have.
    """
    loaded = _load(archive, set(report_ids))
    by_id = {each.side.record.report.id: each for each in loaded}
    place = {name: number for number, name in enumerate(by_id)}
    pairs = sorted(
        candidate_pairs({name: each.side for name, each in by_id.items()}), key=lambda p: (place[p[0]], place[p[1]])
    )
    verdicts = _verdicts(archive, [(by_id[a], by_id[b]) for a, b in pairs])
    return tuple(verdict for verdict in verdicts if verdict.label != "unrelated")


def reuse_pair(archive: "Archive", a: str, b: str) -> Reuse:
    """The verdict on two reports, the one that came out first as `a`. Raises KeyError as `reuse_pairs` does."""
    left, right = _load(archive, (a, b))
    return _verdicts(archive, [(left, right)])[0]


def _verdicts(archive: "Archive", pairs: "Sequence[tuple[_Loaded, _Loaded]]") -> list[Reuse]:
    """The verdict on each pair, kept from before or made now and kept."""
    found: list[Reuse] = []
    new: list[tuple[_Loaded, _Loaded, Reuse]] = []
    for left, right in pairs:
        verdict = _kept(archive.connection, left, right)
        if verdict is None:
            verdict = compare_sides(left.side, right.side)
            new.append((left, right, verdict))
        found.append(verdict)
    _keep(archive, new)
    return found


def reuse_neighbours(archive: "Archive", report_id: str) -> tuple[tuple[str, int], ...]:
    """The reports that share words with this one, a dozen or more in a row, and how many fingerprints they share.

    The most first. Words that stand in very many reports do not count. Raises KeyError for an id that the archive does
    not have.
    """
    connection, own = archive.connection, archive.key(report_id)
    (hashes,) = connection.execute("SELECT hashes FROM reuse_reports WHERE report = ?", (own,)).fetchone()
    shared: Counter[int] = Counter()
    for value in _unpacked(hashes):
        query = "SELECT report FROM fingerprints WHERE hash = ? LIMIT ?"
        holders = [report for (report,) in connection.execute(query, (value, EVERYWHERE + 1))]
        if len(holders) <= EVERYWHERE:
            shared.update(report for report in holders if report != own)
    names = {key: connection.execute("SELECT id FROM reports WHERE key = ?", (key,)).fetchone()[0] for key in shared}
    return tuple(
        sorted(((names[key], count) for key, count in shared.items()), key=lambda found: (-found[1], found[0]))
    )


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A report of the archive ready for comparison; `basis` tells what it was made ready from."""

    key: int
    side: Side
    basis: str


def _load(archive: "Archive", report_ids: Iterable[str]) -> list[_Loaded]:
    """The reports in order of publication, each ready for comparison with all the others."""
    records = sorted(map(archive.record, report_ids), key=lambda record: published_order(record.report))
    outlets = sorted({record.report.outlet for record in records if record.report.outlet})
    return [_loaded(archive, record, outlets) for record in records]


def _loaded(archive: "Archive", record: Record, outlets: Sequence[str]) -> _Loaded:
    key = archive.key(record.report.id)
    page = _page_lines(archive.connection, key, record.report)
    query = "SELECT key FROM codings WHERE report = ? AND current = 1"
    (coding,) = archive.connection.execute(query, (key,)).fetchone()
    side = make_side(record, page, outlets)
    heading = (
        record.report.outlet,
        record.report.byline,
        record.report.title,
        record.report.published,
        record.report.uri,
    )
    basis = repr((coding, heading, sorted(page), sorted(set(side.credits), key=repr)))
    return _Loaded(key, side, basis)


def _page_lines(connection: sqlite3.Connection, key: int, report: Report) -> frozenset[int]:
    """The lines of a report that its outlet has printed on many days."""
    (lines,) = connection.execute("SELECT lines FROM reuse_reports WHERE report = ?", (key,)).fetchone()
    query = "SELECT DISTINCT day FROM page_lines WHERE line = ? AND outlet = ? LIMIT ?"
    outlet, _ = page_of(report)
    return frozenset(
        line
        for line in _unpacked(lines)
        if len(connection.execute(query, (line, outlet, PAGE_DAYS)).fetchall()) == PAGE_DAYS
    )


def _basis(a: _Loaded, b: _Loaded) -> str:
    return sha256(repr((VERSION, a.basis, b.basis)).encode()).hexdigest()


def _kept(connection: sqlite3.Connection, a: _Loaded, b: _Loaded) -> Reuse | None:
    query = "SELECT basis, verdict FROM reuse_pairs WHERE a = ? AND b = ?"
    row = connection.execute(query, (a.key, b.key)).fetchone()
    return msgspec.json.decode(row[1], type=Reuse) if row and row[0] == _basis(a, b) else None


def _keep(archive: "Archive", verdicts: Sequence[tuple[_Loaded, _Loaded, Reuse]]) -> None:
    """Keep new verdicts; an archive that is open for reading only stays as it is."""
    if not verdicts:
        return
    with suppress(ArchiveUnwritable), archive.transaction() as connection:
        for a, b, verdict in verdicts:
            connection.execute("DELETE FROM reuse_pairs WHERE a = ? AND b = ?", (b.key, a.key))
            connection.execute(
                "INSERT OR REPLACE INTO reuse_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    a.key,
                    b.key,
                    _basis(a, b),
                    verdict.label,
                    verdict.direction,
                    verdict.origin,
                    verdict.share_a,
                    verdict.share_b,
                    msgspec.json.encode(verdict),
                ),
            )
