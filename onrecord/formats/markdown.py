"""The briefing as Markdown (CommonMark with pipe tables)."""

import re

from onrecord.formats.briefing import Section, less_certain, make_briefing
from onrecord.records import Record, Table
from onrecord.spans import Span

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))(?=\s|$)")


def render(record: Record) -> str:
    """The briefing of a record as Markdown."""
    briefing = make_briefing(record)
    parts = [f"# {escape(briefing.title)}", " · ".join(map(escape, briefing.facts))]
    if briefing.notice:
        parts.append(f"*{escape(briefing.notice)}*")
    if briefing.brief:
        lines = [f"- **{label}:** {escape(told)}" for label, told in briefing.brief]
        parts += ["## In brief", "\n".join(lines)]
    for section in briefing.sections:
        parts += [f"## {section.title}", _section(section)]
    for table in briefing.tables:
        parts += [f"## Table: {escape(table.caption)}" if table.caption else "## Table of the report", _table(table)]
    unknown = [f"- {escape(entry)}" for entry in briefing.unknown]
    parts += ["## What is not known", "\n".join(unknown) or "Nothing was found missing."]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", line)


def _section(section: Section) -> str:
    note = less_certain(section)
    if not section.rows:
        return f"{section.empty} {note}".strip()
    lines = [_row(section.columns), "|" + " --- |" * len(section.columns)]
    lines += [_row(row.cells, section.main, row.stress) for row in section.rows]
    return "\n".join(lines) + (f"\n\n{note}" if note else "")


def _table(table: Table) -> str:
    width = max(len(row) for row in (table.header, *table.rows))
    header = table.header or ("",) * width
    return "\n".join([_row(header), "|" + " --- |" * width, *(_row(row) for row in table.rows)])


def _row(cells: tuple[str, ...], main: int = -1, stress: Span | None = None) -> str:
    shown = [_stressed(cell, stress) if index == main else escape(cell) for index, cell in enumerate(cells)]
    return "| " + " | ".join(shown) + " |"


def _stressed(cell: str, stress: Span | None) -> str:
    if stress is None:
        return escape(cell)
    parts = (cell[: stress[0]], cell[stress[0] : stress[1]], cell[stress[1] :])
    before, words, after = (_SPECIAL.sub(r"\\\1", part) for part in parts)
    return f"{before}**{words}**{after}"
