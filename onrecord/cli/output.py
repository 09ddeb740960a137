"""Where rendered records go: standard output, one file, or a folder with one file for each report."""

import re
import sys
from pathlib import Path

import typer

from onrecord.errors import UnreadableInput
from onrecord.records import Record

SUFFIXES = {"terminal": ".txt", "markdown": ".md", "json": ".json", "jsonl": ".jsonl", "html": ".html"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")

ONE_REPORT = frozenset({"json", "html"})
"""Formats whose files hold a single report."""


def format_names() -> tuple[str, ...]:
    """The names of the formats that records can be written in."""
    from onrecord.formats import FORMATS

    return tuple(FORMATS)


def choose_format(asked: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's ending stands for, else `terminal`."""
    if asked:
        return asked
    by_suffix = {suffix: name for name, suffix in SUFFIXES.items()}
    return by_suffix.get(output.suffix, "terminal") if output else "terminal"


class Output:
    """Takes records one at a time and writes each where it belongs."""

    def __init__(self, format_name: str, target: Path | None, several: bool) -> None:
        self._format = format_name
        self._target = target
        self._folder = target is not None and _is_folder(target, format_name, several)
        self._taken: set[str] = set()
        self._written = 0

    def write(self, record: Record, name: str) -> None:
        """Render one record; `name` is its input's, a path or `-`.

        Raises UnreadableInput for a second report in a format whose file holds only one.
        """
        from onrecord.formats import render

        if self._written and not self._folder and self._format in ONE_REPORT:
            remedy = "Use --format jsonl, or -o FOLDER/ for one file each"
            raise UnreadableInput(name, f"a second report does not fit into one {self._format} output", remedy)
        text = render(record, self._format)
        self._put(text if self._target is None else _COLOURS.sub("", text), name)
        self._written += 1

    def _put(self, text: str, name: str) -> None:
        if self._target is None:
            _print(text, apart=self._written > 0 and self._format != "jsonl")
        elif self._folder:
            self._target.mkdir(parents=True, exist_ok=True)
            (self._target / self._free_name(name)).write_text(text, encoding="utf-8")
        else:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            with self._target.open("a" if self._written else "w", encoding="utf-8") as file:
                file.write(text)

    def _free_name(self, name: str) -> str:
        stem = "stdin" if name == "-" else Path(name).stem
        suffix = SUFFIXES.get(self._format, f".{self._format}")
        free, number = stem, 1
        while free in self._taken:
            number += 1
            free = f"{stem}-{number}"
        self._taken.add(free)
        return free + suffix


def _is_folder(target: Path, format_name: str, several: bool) -> bool:
    if target.is_dir():
        return True
    return not target.suffix or (several and format_name in ONE_REPORT)


def _print(text: str, apart: bool) -> None:
    if apart:
        typer.echo()
    typer.echo(text, nl=False)
    sys.stdout.flush()
