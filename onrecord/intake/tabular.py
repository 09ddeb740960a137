"""CSV and TSV with a header: one report a row."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice

from onrecord.errors import NotAnArticle, UnreadableInput
from onrecord.intake.decoding import decode, wide_encoding
from onrecord.intake.objects import KNOWN_FIELDS, Fields, Item, Options, attempt, report_of
from onrecord.intake.report import LARGEST_REPORT
from onrecord.intake.streams import Input
from onrecord.records import Report

_DELIMITERS = ",\t;|"
_ENDING = re.compile(r"\.(csv|tsv|tab)(\.gz)?$", re.IGNORECASE)
_USUAL = {name.casefold(): name for names in KNOWN_FIELDS.values() for name in names}
_SEEN = 6
_TEXTS = frozenset(KNOWN_FIELDS["text"] + KNOWN_FIELDS["html"])


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is written: its delimiter, its columns under their usual names, its encoding where that is wide."""

    delimiter: str
    columns: tuple[str, ...]
    encoding: str | None


def find_table(head: bytes, name: str, fields: Fields) -> Table | None:
    """The table that an input's first bytes begin; None where they begin something else.

    A table is known by a header that has a column for the text and fits the rows below it, or by its name's ending
    (`.csv`, `.tsv`).
    """
    encoding = wide_encoding(head)
    text = head.decode(encoding, errors="ignore") if encoding else decode(head)
    best: Table | None = None
    for delimiter in _DELIMITERS:
        header, *rows = _first_rows(text, delimiter) or [[]]
        table = Table(delimiter, _columns(header, fields), encoding)
        fits = not rows or any(len(row) == len(header) for row in rows)
        if len(header) > 1 and fits and _holds_text(table.columns, fields):
            return table
        if best is None or len(header) > len(best.columns):
            best = table
    return best if best and best.columns and _ENDING.search(name) else None


def read_table(source: Input, table: Table, options: Options) -> Iterator[Item]:
    """One item for each row, named `NAME:LINE` by the line that the row starts in.

    Rows are read one at a time. A row whose cells do not fit the header is an error of its own. Raises NotAnArticle
    where no column holds the text.
    """
    if not _holds_text(table.columns, options.fields):
        there = ", ".join(table.columns[:20])
        remedy = f"Say which column holds it: --field text=NAME (there are: {there})"
        raise NotAnArticle(source.name, f"the table has no column {options.fields.described('text')}", remedy)
    for line, cells in _rows(source, table):
        if any(isinstance(cells, str) or cell.strip() for cell in cells):
            name = f"{source.name}:{line}"
            yield attempt(name, partial(_read_row, cells, table.columns, name, options))


def _read_row(cells: list[str] | str, columns: tuple[str, ...], name: str, options: Options) -> Report:
    remedy = 'Put quotation marks around cells with delimiters or line ends in them, and write those inside as ""'
    if isinstance(cells, str):
        raise UnreadableInput(name, f"the row cannot be read: {cells}", remedy)
    if len(cells) != len(columns):
        raise UnreadableInput(name, f"the row has {len(cells)} cells, the header {len(columns)}", remedy)
    return report_of(dict(zip(columns, cells, strict=True)), name, options)


class _Lines:
    """A table's lines as text, which can be given back: what follows a broken row is read again by itself.

    Each line is decoded by itself, because tables pasted together from several sources mix their encodings.
    """

    def __init__(self, source: Input, encoding: str | None) -> None:
        self._wide = io.TextIOWrapper(source.stream, encoding, errors="replace", newline="") if encoding else None
        self._stream = source.stream
        self._again: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []
        self.too_long = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Give back all lines taken since `taken` was cleared but the first."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1

    def _read(self) -> str:
        line = self._piece()
        self.too_long = len(line) > LARGEST_REPORT
        rest = line
        while self.too_long and rest and not rest.endswith("\n"):
            rest = self._piece()
        return line

    def _piece(self) -> str:
        if self._wide is not None:
            return self._wide.readline(LARGEST_REPORT + 1)
        line = self._stream.readline(LARGEST_REPORT + 1)
        return decode(line if self.number else line.removeprefix(b"\xef\xbb\xbf")).replace("\x00", "")


def _rows(source: Input, table: Table) -> Iterator[tuple[int, list[str] | str]]:
    """Each row below the header with the line it starts in, or what is wrong with it."""
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_REPORT))
    lines = _Lines(source, table.encoding)
    reader = csv.reader(lines, delimiter=table.delimiter, strict=True)
    header = True
    while True:
        start = lines.number + 1
        lines.taken.clear()
        try:
            cells: list[str] | str = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = str(error)
            lines.give_back()
        if lines.too_long:
            cells, lines.too_long = "it is longer than 2 MB", False
        if source.damaged and not lines.taken[-1].endswith("\n"):  # the last row is cut short, perhaps inside a cell
            return
        if header:
            header = not any(cells)
        else:
            yield start, cells


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first few rows that are not blank."""
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        return list(islice((row for row in rows if any(cell.strip() for cell in row)), _SEEN))
    return []


def _columns(header: list[str], fields: Fields) -> tuple[str, ...]:
    """The header's cells; those that are written like a usual name but for capitals get that name."""
    asked = set(fields.given.values())
    names = [cell.strip() for cell in header]
    return tuple(name if name in asked else _USUAL.get(name.casefold().replace(" ", "_"), name) for name in names)


def _holds_text(columns: tuple[str, ...], fields: Fields) -> bool:
    wanted = {fields.given[name] for name in ("text", "html") if name in fields.given}
    return bool(set(columns) & (wanted or _TEXTS))
