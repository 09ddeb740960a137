"""Claims of the largest stories, found by a process of its own before anybody asks: they take seconds.

The process puts them where all processes of the server look first, and ends with the process that started it.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from onrecord.archive import Archive
from onrecord.archive.claims import claims_basis, claims_of_reports
from onrecord.archive.stories.view import story_reports
from onrecord.archive.views.context import Context, data_version
from onrecord.archive.views.titles import story_list
from onrecord.errors import OnrecordError
from onrecord.server.kept import Kept

LEAST = 6
"""Reports of a story whose claims take long enough."""
_POLITE = 19
PAUSE = 3.0
"""Seconds between two looks whether the data changed; what changed has to be still for so long."""


class Finder:
    """Has claims found in the background, now and again whenever the data have changed and are still."""

    def __init__(self, archive: Path, kept: Path) -> None:
        self._command = [sys.executable, "-m", "onrecord.server.ahead", str(archive), str(kept)]
        self._archive = archive
        self._stopped = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._watch, name="onrecord-finder", daemon=True)

    def __enter__(self) -> "Finder":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(PAUSE)
        self._end()

    def _watch(self) -> None:
        done = seen = ""
        while not self._stopped.is_set():
            now = self._state()
            if now != done and now and now == (seen or now):
                done = now
                self._end()
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            seen = now
            self._stopped.wait(PAUSE)

    def _state(self) -> str:
        """The state of the data; nothing where they cannot be read now."""
        try:
            with Archive.open(self._archive, read_only=True) as archive:
                return data_version(archive)
        except (OnrecordError, sqlite3.Error):
            return ""

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def find_ahead(archive: Archive, kept: Kept, least: int = LEAST) -> None:
    """Find the claims of stories of so many reports, the largest first, and keep those; drop those of no story."""
    context = Context(archive)
    bases = []
    for story in story_list(context):
        ids = [row.id for row in story_reports(archive, story.id)]
        basis = claims_basis(archive, ids)
        bases.append(basis)
        if story.reports >= least and not kept.has("claims", basis):
            kept.put("claims", basis, claims_of_reports(archive, ids))
    kept.keep_only("claims", bases)


def main(path: str, kept: str) -> None:
    """Find and keep claims, as long as whoever started this runs."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    Thread(target=_end_with_parent, daemon=True).start()
    with Archive.open(path, read_only=True) as archive:
        find_ahead(archive, Kept(Path(kept)))


def _end_with_parent() -> None:
    """Ends the process when the pipe from its parent does; the file that it writes to is whole at any moment.

    Read without Python's buffer: the interpreter cannot end in order while a thread waits inside that.
    """
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
