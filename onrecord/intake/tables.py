"""Tables in plain text and Markdown: `| A | B |` rows, and the flattened `A | B |` kind with its rule line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.characters import one_line
from onrecord.records import Table

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*|\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_CAPTION = re.compile(r"\s*(?:\*\*|__)?Table(?:\s+\d+)?\s*[:.–-]\s*(?P<caption>.*?)(?:\*\*|__)?\s*", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]
    rule: bool


def take_tables(lines: Sequence[str]) -> tuple[list[str], list[Table]]:
    """The lines without those of tables, and the tables, in text order.

    A table has a rule line (`---|---`), or at least three rows with the same number of cells. Blank lines
    between its rows and a "Table: caption" line ahead of it belong to it.
    """
    kept: list[str] = []
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        rows = _rows_from(lines, index)
        table = _as_table(rows)
        if table is None:
            kept.append(lines[index])
            index += 1
            continue
        tables.append(_with_caption(table, kept))
        index = rows[-1].line + 1
    return kept, tables


def table_of(cells: Sequence[Sequence[str]], caption: str | None, has_header: bool) -> Table | None:
    """A table from rows of raw cells; None where it holds nothing."""
    rows = [tuple(_cell(cell) for cell in row) for row in cells]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    header = rows.pop(0) if has_header else ()
    width = max(len(row) for row in [header, *rows])
    filled = tuple(_padded(row, width) for row in rows)
    return Table(header=_padded(header, width) if header else (), rows=filled, caption=caption or None)


def _rows_from(lines: Sequence[str], index: int) -> list[_Row]:
    rows: list[_Row] = []
    separator = "|" if "|" in lines[index] else "\t" if "\t" in lines[index] else None
    if separator is None:
        return rows
    blanks = 0
    for number in range(index, len(lines)):
        line = lines[number]
        if not line.strip():
            blanks += 1
            if blanks > 1:
                break
            continue
        row = _row(line, number, separator)
        if row is None:
            break
        rows.append(row)
        blanks = 0
    return rows


def _row(line: str, number: int, separator: str) -> _Row | None:
    if separator == "\t":
        cells = tuple(line.strip("\n").split("\t"))
        return _Row(number, cells, rule=False) if len(cells) > 1 else None
    if "|" not in line:
        return None
    stripped = line.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    cells = tuple(cell.strip().replace("\\|", "|") for cell in _CELL_END.split(stripped))
    return _Row(number, cells, rule=_RULE.fullmatch(line) is not None)


def _as_table(rows: list[_Row]) -> Table | None:
    if len(rows) >= 2 and rows[1].rule and not rows[0].rule:
        return table_of([row.cells for row in rows if not row.rule], None, has_header=True)
    if rows and rows[0].rule and len(rows) > 1:
        return table_of([row.cells for row in rows if not row.rule], None, has_header=False)
    plain = [row for row in rows if not row.rule]
    widths = {len(row.cells) for row in plain}
    if len(plain) >= 3 and len(widths) == 1 and widths.pop() >= 2:
        return table_of([row.cells for row in plain], None, has_header=False)
    return None


def _with_caption(table: Table, kept: list[str]) -> Table:
    """The table with the caption that the lines kept so far end with, which is taken from them."""
    last = len(kept) - 1
    while last >= 0 and not kept[last].strip():
        last -= 1
    match = _CAPTION.fullmatch(kept[last]) if last >= 0 else None
    if match is None:
        return table
    del kept[last:]
    return Table(header=table.header, rows=table.rows, caption=one_line(match["caption"]) or None)


def _cell(text: str) -> str:
    return one_line(_MARKUP.sub("", text))


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))
