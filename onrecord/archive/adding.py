"""From inputs to the archive: take in, read, store; one report at a time, in the order of the inputs.

Reading may go on in many processes at once; storing is done here, in order, so the archive does not depend on how many
there were. Every report is stored together with the note that its item is done. An adding that was interrupted, by
whatever, is ended by running it again: what is done is skipped, what is not is read.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from onrecord.archive.inputs import IntakeOptions, KnownInput, begin_input, finish_input, input_digest, is_finished
from onrecord.archive.store import Archive, Outcome, Reference
from onrecord.errors import InputError, OnrecordError, ReadingFailed
from onrecord.intake import STDIN, read_named_inputs
from onrecord.intake.paths import expand
from onrecord.intake.streams import Input
from onrecord.records import Record, Report, StageFailure

Reading = Callable[[], Record]
"""Waits for a record that is being read, and gives it or raises what went wrong."""


class Readers(Protocol):
    """Whatever reads reports: this process, or many (`onrecord.bulk`)."""

    @property
    def ahead(self) -> int:
        """How many reports may be under way at a time."""

    def submit(self, report: Report) -> Reading:
        """Begin to read a report."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one item, or (`skipped`) of a whole input that was stored before."""

    name: str
    outcome: Outcome | Literal["rejected", "skipped"]
    report: str | None = None
    words: int = 0
    error: InputError | None = None
    failures: tuple[StageFailure, ...] = ()
    position: int = 0
    """Bytes of all inputs up to the end of this item, of those that `input_size` counts."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One place in the order of storing: an item with its report or error, or the end of an input."""

    name: str
    source: Reference | None = None
    report: Report | None = None
    error: InputError | None = None
    reading: Reading | None = None
    ended: int | None = None
    skipped: bool = False
    position: int = 0


def expand_inputs(paths: Iterable[str]) -> list[str | InputError]:
    """The files that the paths stand for, in order, or the error that stands for a path."""
    found: list[str | InputError] = []
    for path in paths:
        try:
            found.extend(expand(path))
        except InputError as error:
            found.append(error)
    return found


def input_size(path: str) -> int:
    """Bytes of an input, by which progress is measured; 0 where they are not known before they are read."""
    try:
        return 0 if path == STDIN else Path(path).stat().st_size
    except OSError:
        return 0


def add_inputs(
    archive: Archive,
    inputs: Iterable[str | InputError],
    readers: Readers,
    options: IntakeOptions | None = None,
) -> Iterator[Step]:
    """Add what the inputs hold, and tell of each item what became of it, after it was stored.

    `inputs` are files, `-` and errors, as `expand_inputs` gives them. A report that cannot be used or read is noted
    with the reason, and the others go on. Raises SetupError and ArchiveError; what was told before is stored then.
    """
    waiting: deque[_Task] = deque()
    for task in _tasks(archive, inputs, options or IntakeOptions(), readers):
        waiting.append(task)
        if len(waiting) > readers.ahead:
            yield from _store(archive, waiting.popleft())
    while waiting:
        yield from _store(archive, waiting.popleft())


def _tasks(
    archive: Archive, inputs: Iterable[str | InputError], options: IntakeOptions, readers: Readers
) -> Iterator[_Task]:
    before = 0
    for path in inputs:
        if isinstance(path, InputError):
            yield _Task(path.name, error=path, position=before)
            continue
        digest, size = input_digest(path, options), input_size(path)
        if digest is not None and is_finished(archive, digest):
            yield _Task(path, skipped=True, position=before + size)
        else:
            known = begin_input(archive, digest, path) if digest is not None else None
            for task in _input_tasks(archive, path, known, options, readers):
                yield replace(task, position=before + task.position)
        before += size


def _input_tasks(
    archive: Archive, path: str, known: KnownInput | None, options: IntakeOptions, readers: Readers
) -> Iterator[_Task]:
    opened: list[Input] = []
    for ordinal, (name, found) in enumerate(_items(path, options, opened)):
        if known and ordinal in known.done:
            continue
        source = Reference(known.key, ordinal, name) if known else None
        position = opened[0].position if opened else 0
        if isinstance(found, InputError):
            yield _Task(name, source, error=found, position=position)
        elif archive.needs_reading(found):
            yield _Task(name, source, found, reading=readers.submit(found), position=position)
        else:
            yield _Task(name, source, found, position=position)
    if known:
        yield _Task(path, ended=known.key)


def _items(path: str, options: IntakeOptions, opened: list[Input]) -> Iterator[tuple[str, Report | InputError]]:
    """What is in an input; where taking it in breaks off, an error stands for the rest."""
    try:
        yield from read_named_inputs([path], options.overrides, options.fields, opened.append)
    except OnrecordError:
        raise
    except Exception as error:
        problem = f"taking it in broke off ({type(error).__name__}: {error})"
        yield path, ReadingFailed(path, problem, "Please report this, with the input")


def _store(archive: Archive, task: _Task) -> Iterator[Step]:
    if task.ended is not None:
        finish_input(archive, task.ended)
    elif task.skipped:
        yield Step(task.name, "skipped", position=task.position)
    elif task.error is not None:
        yield _reject(archive, task, task.error)
    elif task.reading is None:
        yield _step(task, archive.add_known(_report(task), source=task.source).outcome)
    else:
        yield _store_reading(archive, task, task.reading)


def _store_reading(archive: Archive, task: _Task, reading: Reading) -> Step:
    try:
        record = reading()
    except ReadingFailed as error:
        return _reject(archive, task, ReadingFailed(task.name, error.problem, error.remedy))
    except OnrecordError:
        raise
    except Exception as error:
        problem = f"reading it broke off ({type(error).__name__}: {error})"
        return _reject(archive, task, ReadingFailed(task.name, problem, "Please report this, with the text"))
    try:
        return _step(task, archive.add(record, source=task.source).outcome, record.failures)
    except (OnrecordError, sqlite3.Error):
        raise
    except Exception as error:
        problem = f"storing it broke off ({type(error).__name__}: {error})"
        return _reject(archive, task, ReadingFailed(task.name, problem, "Please report this, with the text"))


def _reject(archive: Archive, task: _Task, error: InputError) -> Step:
    archive.reject(error, source=task.source)
    return Step(task.name, "rejected", error=error, position=task.position)


def _step(task: _Task, outcome: Outcome, failures: tuple[StageFailure, ...] = ()) -> Step:
    report = _report(task)
    return Step(task.name, outcome, report.id, len(report.text.split()), None, failures, task.position)


def _report(task: _Task) -> Report:
    if task.report is None:
        raise ValueError(f"{task.name} has no report")
    return task.report
