"""What views are made from: an archive, and what was worked out of it already for the same state of its data."""

from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar, cast

from onrecord.archive.store import Archive

T = TypeVar("T")

_VERSION = """
    SELECT (SELECT count(*) FROM reports), (SELECT ifnull(max(key), 0) FROM appearances),
           (SELECT ifnull(max(key), 0) FROM codings), (SELECT ifnull(sum(key), 0) FROM codings WHERE current = 1),
           (SELECT ifnull(max(key), 0) FROM entity_judgements),
           (SELECT group_concat(name || value) FROM entity_settings),
           (SELECT group_concat(name || version) FROM (SELECT name, version FROM indexes ORDER BY name)),
           (SELECT count(*) FROM rejects)
"""


class Memo:
    """Results by name, each made once even where several threads ask for it."""

    def __init__(self) -> None:
        self._made: dict[object, Any] = {}
        self._locks: dict[object, Lock] = {}
        self._lock = Lock()

    def has(self, name: object) -> bool:
        """Whether something was made under that name."""
        return name in self._made

    def get(self, name: object, make: Callable[[], T]) -> T:
        """What was made under that name, else what `make` gives now."""
        if name in self._made:
            return cast(T, self._made[name])
        with self._lock:
            lock = self._locks.setdefault(name, Lock())
        with lock:
            if name not in self._made:
                self._made[name] = make()
        return cast(T, self._made[name])


class Context:
    """An archive and a memo for one state of its data; threads with connections of their own can share the memo."""

    def __init__(self, archive: Archive, memo: Memo | None = None) -> None:
        self.archive = archive
        self.memo = memo or Memo()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.archive.connection.execute(query, values).fetchall()

    def number(self, query: str, *values: object) -> int:
        """The one number that a query gives."""
        return int(self.archive.connection.execute(query, values).fetchone()[0])


_CONTENT = (
    "SELECT key, id, outlet, published, superseded_by FROM reports ORDER BY key",
    "SELECT report, coders.version, weights, gazetteer, ontology FROM codings JOIN coders ON coders.key = coder "
    "WHERE current ORDER BY report",
    "SELECT report, story FROM story_members ORDER BY report",
    "SELECT * FROM entity_judgements ORDER BY key",
)


def content_version(archive: Archive) -> str:
    """As `data_version`, but made from what the reports and stories are, so that it differs between archives."""
    found = sha256(data_version(archive).encode())
    for query in _CONTENT:
        for row in archive.connection.execute(query):
            found.update(repr(row).encode())
    return found.hexdigest()


def data_version(archive: Archive) -> str:
    """Sixteen hexadecimal digits that change when what the archive tells changes, and are the same in every process."""
    row = archive.connection.execute(_VERSION).fetchone()
    return sha256(repr(row).encode()).hexdigest()[:16]
