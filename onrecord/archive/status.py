"""What an archive holds, in numbers, and what it could not take in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive.store import Archive

_COUNTS = {
    "reports": "SELECT count(*) FROM reports",
    "of them revised later": "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL",
    "appearances": "SELECT count(*) FROM appearances",
    "outlets": "SELECT count(DISTINCT outlet) FROM appearances",
    "words": "SELECT ifnull(sum(words), 0) FROM reports",
    "statements": "SELECT count(*) FROM attributions",
    "events": "SELECT count(*) FROM events",
    "positions": "SELECT count(*) FROM positions",
    "shifts": "SELECT count(*) FROM shifts",
    "actors": "SELECT count(*) FROM actors",
    "places": "SELECT count(*) FROM places",
    "reports with a failed stage": "SELECT count(DISTINCT report) FROM failures",
    "inputs": "SELECT count(*) FROM inputs",
    "of them unfinished": "SELECT count(*) FROM inputs WHERE NOT finished",
    "rejects": "SELECT count(*) FROM rejects",
}


@dataclass(frozen=True, slots=True)
class CoderStatus:
    """One version that has read: how many records it made, and how many of them are the current ones."""

    version: str
    weights: str | None
    gazetteer: str | None
    ontology: str | None
    records: int
    current: int


@dataclass(frozen=True, slots=True)
class Status:
    """An archive in numbers; `first` and `last` are the earliest and latest publication, in UTC."""

    megabytes: float
    counts: dict[str, int]
    first: str | None
    last: str | None
    coders: tuple[CoderStatus, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that could not be used."""

    name: str
    kind: str
    problem: str
    remedy: str


def archive_status(archive: Archive) -> Status:
    """What the archive holds at present; its size is that of the file and of what waits to be written into it."""
    ask = archive.connection.execute
    files = [Path(archive.path), Path(archive.path + "-wal")]
    coders = ask(
        "SELECT version, weights, gazetteer, ontology, count(*), sum(current) FROM coders JOIN codings "
        "ON coder = coders.key GROUP BY coders.key ORDER BY coders.key"
    )
    first, last = ask("SELECT min(published_at), max(published_at) FROM appearances").fetchone()
    return Status(
        megabytes=sum(file.stat().st_size for file in files if file.exists()) / 1e6,
        counts={name: ask(statement).fetchone()[0] for name, statement in _COUNTS.items()},
        first=first,
        last=last,
        coders=tuple(CoderStatus(*row) for row in coders),
    )


def rejected_inputs(archive: Archive) -> Iterator[Reject]:
    """The inputs that could not be used, by name."""
    for row in archive.connection.execute("SELECT name, kind, problem, remedy FROM rejects ORDER BY name").fetchall():
        yield Reject(*row)
