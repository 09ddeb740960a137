"""Reading in processes of this machine: started afresh (spawn), one worker each, and gone when their parent is."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from onrecord.archive.adding import Readers, Reading
from onrecord.bulk.worker import Worker
from onrecord.errors import ReadingFailed
from onrecord.records import Record, Report
from onrecord.schema import from_json, to_json

_AHEAD = 4
"""Reports under way for each process: enough that none waits while a long one holds up the order."""


def available_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def open_readers(processes: int, gazetteer: Path | None = None, ontology: Path | None = None) -> Iterator[Readers]:
    """What reads reports in this many processes; with one, this process does."""
    if processes <= 1:
        yield Worker(gazetteer, ontology)
        return
    with ProcessReaders(processes, gazetteer, ontology) as readers:
        yield readers


class ProcessReaders:
    """Workers in processes of their own, started when the first report comes.

    A report whose process dies (of a lack of memory, most often) is read once more by itself; where that process dies
    too, the report failed and the others go on.
    """

    def __init__(self, processes: int, gazetteer: Path | None = None, ontology: Path | None = None) -> None:
        self.ahead = processes * _AHEAD
        self._processes = processes
        self._read = partial(_read, gazetteer, ontology)
        self._pool = _pool(processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, report: Report) -> Reading:
        """Begin to read a report; calling what this gives waits for the record."""
        try:
            future = self._pool.submit(self._read, report)
        except BrokenProcessPool:
            self._pool = _pool(self._processes)
            future = self._pool.submit(self._read, report)
        return partial(self._wait, report, future)

    def _wait(self, report: Report, future: Future[bytes]) -> Record:
        try:
            return from_json(future.result())
        except BrokenProcessPool:
            return self._read_alone(report)

    def _read_alone(self, report: Report) -> Record:
        try:
            with _pool(1) as pool:
                return from_json(pool.submit(self._read, report).result())
        except BrokenProcessPool:
            problem = "the process that read it was ended, most often for a lack of memory"
            raise ReadingFailed(report.uri or report.id, problem, "Try fewer --processes") from None


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_prepare)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(gazetteer: Path | None, ontology: Path | None, report: Report) -> bytes:
    return to_json(_worker(gazetteer, ontology)(report))


@cache
def _worker(gazetteer: Path | None, ontology: Path | None) -> Worker:
    """This process's worker, kept with all that it loaded."""
    return Worker(gazetteer, ontology)
