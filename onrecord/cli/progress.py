"""How far a long run has come: a bar in a terminal, a plain line now and then elsewhere; always on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from onrecord.archive.adding import Step

SECONDS_BETWEEN_LINES = 30.0


class Watcher(Protocol):
    """Is told of every step of a run."""

    def __call__(self, step: "Step") -> None:
        """Take note of one step."""


class Pace:
    """How much was done in how much time, and how much time is left for the rest.

    `total` is in whatever unit the positions of the steps are: bytes of inputs, or reports. What is skipped takes no
    time, and so does not count towards the pace.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.reports = self.words = self.position = 0
        self._skipped = 0
        self._start = time.monotonic()

    def note(self, step: "Step") -> None:
        """Count one step."""
        if step.outcome == "skipped":
            self._skipped += max(step.position - self.position, 0)
        else:
            self.reports += 1
            self.words += step.words
        self.position = max(self.position, step.position)

    @property
    def rate(self) -> str:
        """Reports and words a second since the start."""
        seconds = max(time.monotonic() - self._start, 1e-6)
        return f"{self.reports / seconds:.1f} reports/s, {self.words / seconds:,.0f} words/s"

    @property
    def left(self) -> str:
        """The time left, or nothing where it cannot be told yet."""
        done = self.position - self._skipped
        if not self.reports or done <= 0 or self.position >= self.total:
            return ""
        seconds = (time.monotonic() - self._start) * (self.total - self.position) / done
        hours, minutes = divmod(round(seconds) // 60, 60)
        told = f"{hours} h {minutes} min" if hours else f"{minutes} min" if minutes else f"{seconds:.0f} s"
        return f"about {told} left"

    def line(self) -> str:
        """All of it in one line."""
        share = f"{min(self.position / self.total, 1):.0%}" if self.total else ""
        return ", ".join(part for part in (share, f"{self.reports:,} reports", self.rate, self.left) if part)


@contextmanager
def watch(verb: str, total: int) -> Iterator[Watcher]:
    """Shows the steps it is told of; `total` as in `Pace`."""
    pace = Pace(total)
    if sys.stderr.isatty():
        with _bar(verb, pace) as watcher:
            yield watcher
    else:
        yield _lines(verb, pace)


def _lines(verb: str, pace: Pace) -> Watcher:
    last = time.monotonic()

    def note(step: "Step") -> None:
        nonlocal last
        pace.note(step)
        if time.monotonic() - last >= SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            typer.echo(f"onrecord: {verb}: {pace.line()}", err=True)

    return note


@contextmanager
def _bar(verb: str, pace: Pace) -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn(verb), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(verb, total=pace.total or None, told="")

        def note(step: "Step") -> None:
            pace.note(step)
            told = ", ".join(part for part in (f"{pace.reports:,} reports", pace.rate, pace.left) if part)
            progress.update(bar, completed=pace.position, told=told)

        yield note
