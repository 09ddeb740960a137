"""The indexes that follow every report into the archive, each a function called in the report's own transaction.

An index has tables of its own (a numbered file in `schema/`) and one function

    update(connection: sqlite3.Connection, report: int, record: Record) -> None

which makes the index's rows for this report anew: it deletes what it had for `report` (reports.key) and inserts what
`record` gives. It is called again when a report is read again, and when the same text comes out
in another place (`appearances`). It never commits. Where the archive has an index in
another version than stands here, the store calls `update` for all reports in the order of adding, once, when the
archive is opened for writing: raise the version when the function gives other rows.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from onrecord.records import Record

Update = Callable[[sqlite3.Connection, int, Record], None]


@dataclass(frozen=True)
class Index:
    """One index: its name, the version of what it holds, its update as `module:function` in `onrecord.archive`."""

    name: str
    version: int
    update: str

    def load(self) -> Update:
        """The index's update function."""
        module, name = self.update.split(":")
        found: Update = getattr(import_module("onrecord.archive." + module), name)
        return found


INDEXES: tuple[Index, ...] = (
    Index("search", 1, "search.index:update"),
    Index("positions", 1, "positions.index:update"),
    Index("stories", 1, "stories.index:update"),
    Index("entities", 1, "entities.index:update"),
    Index("reuse", 1, "reuse.index:update"),
)
"""All indexes, in the order in which they are updated. One line each."""
