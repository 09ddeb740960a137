"""An archive for many threads: a read-only connection each, and one memo and set of answers for a state of the data."""

import gc
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, local
from time import sleep
from typing import NoReturn

from onrecord.archive import Archive
from onrecord.archive.views.actors import actor_page
from onrecord.archive.views.context import Context, Memo, content_version, data_version
from onrecord.archive.views.genres import genres
from onrecord.archive.views.matters import matter_keys, matter_page
from onrecord.archive.views.overview import archive_view
from onrecord.archive.views.titles import story_refs
from onrecord.errors import OnrecordError
from onrecord.server.ahead import PAUSE
from onrecord.server.answers import Answer
from onrecord.server.kept import Kept, KeptMemo

_KEPT_BYTES = 96 * 1024 * 1024
_PAGES = 16_384
"""Kilobytes of the file that each connection keeps: the system keeps the rest for all of them together."""


class Shelf:
    """Connections to one archive, and what was worked out of it."""

    def __init__(self, path: Path, kept: Path | None = None) -> None:
        self._path = path
        self._kept = Kept(kept) if kept else None
        self._own = local()
        self._lock = Lock()
        self._version = ""
        self._memo = Memo()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0

    @contextmanager
    def context(self) -> Iterator[tuple[str, Context]]:
        """One state of the data, and what views are made from; what is added meanwhile is not seen inside."""
        archive = self._archive()
        archive.connection.execute("BEGIN")
        try:
            archive.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            yield self._current(archive)
        finally:
            archive.connection.execute("ROLLBACK")

    def _current(self, archive: Archive) -> tuple[str, Context]:
        version = self.version()
        with self._lock:
            if version != self._version:
                state = content_version(archive) if self._kept else ""
                self._version, self._memo = version, KeptMemo(self._kept, state) if self._kept else Memo()
                self._answers.clear()
                self._size = 0
            return version, Context(archive, self._memo)

    def version(self) -> str:
        """The state of the data as this thread's connection sees it."""
        archive = self._archive()
        (changed,) = archive.connection.execute("PRAGMA data_version").fetchone()
        if getattr(self._own, "changed", None) != changed:
            self._own.changed, self._own.version = changed, data_version(archive)
        return str(self._own.version)

    def kept(self, address: str) -> Answer | None:
        """The answer kept for an address, where the data are still the same."""
        if address not in self._answers:
            return None
        version = self.version()
        with self._lock:
            if version != self._version or address not in self._answers:
                return None
            self._answers.move_to_end(address)
            return self._answers[address]

    def keep(self, version: str, address: str, answer: Answer) -> None:
        """Keep an answer as long as the data stay as they are and there is room."""
        with self._lock:
            if version != self._version or address in self._answers or answer.size > _KEPT_BYTES // 8:
                return
            self._answers[address] = answer
            self._size += answer.size
            while self._size > _KEPT_BYTES:
                self._size -= self._answers.popitem(last=False)[1].size

    def prepare(self) -> None:
        """Work out what most answers need, or take it from where it is kept, so that nobody has to wait for it."""
        with self.context() as (_, context):
            archive_view(context)
            matter_page(context, limit=1)
            actor_page(context, limit=1)
            story_refs(context)
            genres(context)
            matter_keys(context, 0)
        gc.freeze()

    def stay_prepared(self, pause: float = PAUSE) -> NoReturn:
        """Prepare again whenever the data have changed and are still."""
        seen = prepared = self.version()
        while True:
            sleep(pause)
            with suppress(OnrecordError, sqlite3.Error):
                now = self.version()
                if now == seen != prepared:
                    self.prepare()
                    prepared = now
                seen = now

    def _archive(self) -> Archive:
        if not hasattr(self._own, "archive"):
            self._own.archive = Archive.open(self._path, read_only=True)
            self._own.archive.connection.execute(f"PRAGMA cache_size = -{_PAGES}")
        archive: Archive = self._own.archive
        return archive
