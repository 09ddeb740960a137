"""An archive for many threads: a read-only connection each, and one memo and set of answers for a state of the data."""

import gc
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock, local
from typing import TypeVar

from onrecord.archive import Archive
from onrecord.archive.views.actors import actor_page
from onrecord.archive.views.context import Context, Memo, data_version
from onrecord.archive.views.matters import Matter, MatterView, matter_keys, matter_page, matter_view, matters
from onrecord.archive.views.overview import archive_view
from onrecord.archive.views.titles import story_refs
from onrecord.archive.views.who import Who, who
from onrecord.server.ahead import find_ahead
from onrecord.server.answers import Answer
from onrecord.server.kept import Kept

T = TypeVar("T")
_KEPT_BYTES = 96 * 1024 * 1024
_MANY_HOLDERS = 12
_PAGES = 16_384
"""Kilobytes of the file that each connection keeps: the system keeps the rest for all of them together."""


class Shelf:
    """Connections to one archive, and what was worked out of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = local()
        self._lock = Lock()
        self._version = ""
        self._memo = Memo()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0

    def context(self) -> tuple[str, Context]:
        """The state of the data as this thread's connection sees it, and what views are made from."""
        version, archive = self.version(), self._archive()
        with self._lock:
            if version != self._version:
                self._version, self._memo = version, Memo()
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
        """Work out what most answers need, or take it from beside the archive, so that nobody has to wait for it."""
        _, context = self.context()
        kept = Kept(context)
        _prepared(context, kept, "who", Who, lambda: who(context))
        _prepared(context, kept, "matters", dict[str, Matter], lambda: matters(context))
        archive_view(context)
        matter_page(context, limit=1)
        actor_page(context, limit=1)
        story_refs(context)
        matter_keys(context, 0)
        for key in _most_held(context):
            _prepared(context, kept, ("matter", key), MatterView, partial(matter_view, context, key))
        gc.freeze()

    def find_claims(self) -> None:
        """Find the claims of the largest stories, or take them from beside the archive."""
        _, context = self.context()
        find_ahead(context, Kept(context))

    def _archive(self) -> Archive:
        if not hasattr(self._own, "archive"):
            self._own.archive = Archive.open(self._path, read_only=True)
            self._own.archive.connection.execute(f"PRAGMA cache_size = -{_PAGES}")
        archive: Archive = self._own.archive
        return archive


def _most_held(context: Context) -> list[str]:
    """The matters of so many holders that their histories take long."""
    return [key for key, matter in matters(context).items() if len({h.name for h in matter.holdings}) >= _MANY_HOLDERS]


def _prepared(context: Context, kept: Kept, name: object, kind: type[T], make: Callable[[], T]) -> None:
    """Have the context know something, as it is kept or else made now and then kept."""
    if context.memo.has(name):
        return
    found = kept.get(repr(name), kind)
    if found is None:
        kept.put(repr(name), make())
    else:
        context.memo.get(name, lambda: found)
