"""Archives for tests: records made without the model, readers that give them, the whole content of an archive."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.records import Actor, Attribution, Coder, Record, Report, Source, content_id, report_id

CODER = Coder(version="0.1.0", weights="sha256:" + "1" * 64)
NEXT_CODER = Coder(version="0.2.0", weights="sha256:" + "2" * 64)

_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+")
_SAYING = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)+) said ([^.]+)\.")


def article(number: int, town: str = "Strelsau") -> str:
    """The text of a short report, another one for each number."""
    return (
        f"The council of {town} voted on bridge number {number} on Tuesday, after a debate that went on for hours.\n\n"
        f"Mayor Anna Weiss said bridge {number} would be closed until spring. Engineer Rolf Berg said the {number} "
        "beams under it were rusted. Nobody could tell when the ferry would run again, or what it would cost."
    )


def report(text: str, **known: Any) -> Report:
    """A report with this text and what is known of it."""
    return Report(id=report_id(text), text=text, **known)


def coded(found: Report, coder: Coder = CODER) -> Record:
    """A record with the names of two words as actors and what they "said" as attributions."""
    actors = {
        match[0]: Actor(id=content_id("actor", match.span()), name=match[0], kind="person", mentions=(match.span(),))
        for match in reversed(list(_NAME.finditer(found.text)))
    }
    attributions = tuple(
        Attribution(
            id=content_id("attribution", match.span()),
            source=Source(anonymity="named", kind="person", actor=actors[match[1]].id, name=match[1]),
            cue=None,
            content=(match.span(2),),
            quotation="indirect",
            stance="asserts",
        )
        for match in _SAYING.finditer(found.text)
    )
    return Record(report=found, coder=coder, actors=tuple(actors.values()), attributions=attributions)


class PlainReaders:
    """Reads with `coded`, in this process, and counts."""

    def __init__(self, coder: Coder = CODER, ahead: int = 0) -> None:
        self.ahead = ahead
        self.coder = coder
        self.read: list[str] = []

    def submit(self, found: Report) -> Callable[[], Record]:
        """The record of a report, when it is asked for."""

        def reading() -> Record:
            self.read.append(found.id)
            return coded(found, self.coder)

        return reading


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of an archive's file, in order."""
    connection = sqlite3.connect(path)
    try:
        return dict(_tables(connection))
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    for (name,) in connection.execute(names).fetchall():
        yield name, sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
