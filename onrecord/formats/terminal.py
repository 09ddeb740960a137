"""The briefing for a terminal: as wide as the window, in colour where it can be shown."""

import io

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from onrecord.formats.briefing import Briefing, Row, Section, less_certain, make_briefing
from onrecord.formats.plain import without_steering
from onrecord.records import Record, Table

_WIDEST = 120
"""Columns that are still comfortable to read."""
_RATIOS = {
    "keypoints": (2, 5, 2),
    "said": (3, 2, 6),
    "happened": (2, 3, 6, 3),
    "changed": (2, 4, 4, 2),
    "positions": (2, 2, 4, 4),
    "timeline": (2, 7),
}
_STACKED_BELOW = 70
"""In narrower windows each row is printed as a small block: columns would be a word wide."""


def render(record: Record, width: int | None = None, colour: bool | None = None) -> str:
    """The briefing of a record as lines for a terminal.

    `width` in columns and `colour` are taken from the terminal where they are not given; where standard output is
    no terminal there is no colour.
    """
    out = io.StringIO()
    window = Console()
    columns = min(width or window.width, _WIDEST)
    plain = not (window.is_terminal if colour is None else colour)
    console = Console(
        file=out, width=columns, force_terminal=not plain, no_color=plain or None, highlight=False, legacy_windows=False
    )
    console.print(_page(make_briefing(record), columns))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


def _page(briefing: Briefing, width: int) -> RenderableType:
    parts: list[RenderableType] = [
        _text(briefing.title, style="bold"),
        _text(" · ".join(briefing.facts), style="dim"),
    ]
    if briefing.notice:
        parts.append(_text(briefing.notice, style="yellow"))
    if briefing.brief:
        parts += [_text(), _heading("In brief"), _brief(briefing.brief)]
    for section in briefing.sections:
        parts += [_text(), _heading(section.title), *_section(section, width)]
    for table in briefing.tables:
        parts += [
            _text(),
            _heading(f"Table: {table.caption}" if table.caption else "Table of the report"),
            _table(table),
        ]
    parts += [_text(), _heading("What is not known"), *_bullets(briefing.unknown)]
    return Group(*parts)


def _brief(lines: tuple[tuple[str, str], ...]) -> Grid:
    grid = Grid.grid(padding=(0, 1))
    for label, told in lines:
        grid.add_row(_text(label, style="dim"), _text(told, style="bold" if label == lines[0][0] else ""))
    return grid


def _heading(title: str) -> RenderableType:
    return Rule(_text(title, style="bold cyan"), align="left", style="cyan dim", characters="─")


def _section(section: Section, width: int) -> list[RenderableType]:
    note = less_certain(section)
    parts: list[RenderableType] = []
    if not section.rows:
        parts.append(_text(section.empty, style="dim"))
    elif width < _STACKED_BELOW:
        parts += _blocks(section)
    else:
        parts.append(_grid(section))
    return [*parts, _text(note, style="dim italic")] if note else parts


def _grid(section: Section) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 1))
    for index, column in enumerate(section.columns):
        style = "bold" if index == 0 else None
        grid.add_column(_text(column), ratio=_RATIOS[section.key][index], style=style, overflow="fold")
    for row in section.rows:
        grid.add_row(*_cells(section, row))
    return grid


def _cells(section: Section, row: Row) -> list[Text]:
    cells = [_text(cell) for cell in row.cells]
    if row.stress:
        start, end = row.stress
        cell = row.cells[section.main]
        cells[section.main] = Text.assemble(_text(cell[:start]), _text(cell[start:end], "bold"), _text(cell[end:]))
    return cells


def _blocks(section: Section) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for row in section.rows:
        filled = [(label, cell) for label, cell in zip(section.columns, _cells(section, row), strict=True) if cell]
        for index, (label, cell) in enumerate(filled):
            if index == 0:
                parts.append(Text.assemble(cell, style="bold"))
            else:
                parts.append(Padding(Text.assemble((f"{label}: ", "dim"), cell), (0, 0, 0, 2)))
    return parts


def _table(table: Table) -> Grid:
    width = max(len(row) for row in (table.header, *table.rows))
    grid = Grid(
        box=box.SIMPLE_HEAD, show_header=bool(table.header), pad_edge=False, show_edge=False, header_style="dim"
    )
    for index in range(width):
        grid.add_column(_text(table.header[index]) if index < len(table.header) else "", overflow="fold")
    for row in table.rows:
        grid.add_row(*map(_text, row))
    return grid


def _bullets(entries: tuple[str, ...]) -> list[RenderableType]:
    if not entries:
        return [_text("Nothing was found missing.", style="dim")]
    bullets = Grid.grid(padding=(0, 1))
    for entry in entries:
        bullets.add_row(_text("•", style="cyan"), _text(entry))
    return [bullets]


def _text(text: str = "", style: str = "") -> Text:
    """Text without the characters by which a report could steer the terminal."""
    return Text(without_steering(text), style=style)
