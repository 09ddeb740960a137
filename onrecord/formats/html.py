"""One self-contained page: the briefing beside the report's text, each row linked to its evidence and back.

Nothing is loaded from anywhere: a content security policy allows the page's own style and script, by their digests,
and nothing else. Without the script all links still work.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from onrecord.formats.briefing import Briefing, Row, Section, less_certain, make_briefing, make_index
from onrecord.formats.html_text import Mark, anchors, cut, paragraphs
from onrecord.formats.plain import same_length, without_steering
from onrecord.records import Record, Table

_APART = 300
"""Pieces of evidence that start within so many characters of each other share a link."""
_TOGGLES = (
    ("said", "Statements"),
    ("events", "Events"),
    ("positions", "Positions"),
    ("actors", "Actors"),
    ("places", "Places"),
    ("times", "Times"),
)


def render(record: Record) -> str:
    """The record as one HTML page; the same record always gives the same bytes."""
    briefing, index = make_briefing(record), make_index(record)
    sections = (*briefing.sections, *index)
    numbers = _row_numbers(sections)
    text = same_length(record.report.text)
    pieces = cut(text, _marks(sections, numbers))
    starts = anchors(pieces)
    parts = [
        _head(briefing.title),
        "<body>",
        *_inputs(),
        _header(briefing, record),
        '<main><div id="briefing">',
        _brief(briefing),
        *(_section(section, numbers, starts) for section in briefing.sections),
        *map(_table, briefing.tables),
        _unknown(briefing),
        "</div>",
        '<article id="text" aria-label="The report"><div class="page">',
        _text_heading(record),
        *paragraphs(text, pieces, record.report.title),
        "</div></article>",
        '<div id="index">',
        *(_section(section, numbers, starts) for section in index),
        "</div></main>",
        _footer(record),
        f"<script>{_asset('page.js')}</script>",
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _row_numbers(sections: Sequence[Section]) -> dict[str, int]:
    idents = [row.ident for section in sections for row in section.rows]
    return {ident: number for number, ident in enumerate(idents, start=1)}


def _marks(sections: Sequence[Section], numbers: dict[str, int]) -> list[Mark]:
    return [
        Mark(span, part, numbers[row.ident])
        for section in sections
        for row in section.rows
        for span, part in row.evidence
    ]


def _head(title: str) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)} – on record</title>\n<style>{style}</style></head>"
    )


def _inputs() -> list[str]:
    return [
        f'<input type="checkbox" class="toggle" id="t-{key}" checked aria-label="Mark {label.lower()} in the text">'
        for key, label in _TOGGLES
    ]


def _header(briefing: Briefing, record: Record) -> str:
    labels = "".join(f'<label for="t-{key}" class="key-{key}">{label}</label>' for key, label in _TOGGLES)
    facts = " · ".join(map(escape, briefing.facts))
    notice = f'<p class="notice">{escape(briefing.notice)}</p>' if briefing.notice else ""
    return (
        f'<header><h1>{escape(briefing.title)}</h1><p class="facts">{facts}{_origin(record)}</p>{notice}</header>\n'
        '<nav aria-label="Page"><a class="skip" href="#briefing">Briefing</a> <a class="skip" href="#text">Report</a>'
        f' <span class="legend"><span class="hint">Marks</span>{labels}</span></nav>'
    )


def _brief(briefing: Briefing) -> str:
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(told)}</dd>" for label, told in briefing.brief)
    return f'<section class="brief"><h2>In brief</h2><dl>{lines}</dl></section>' if lines else ""


def _origin(record: Record) -> str:
    address = without_steering(record.report.uri or "")
    if not address.lower().startswith(("http://", "https://")):
        return ""
    return f' · <a href="{escape(address)}" rel="noreferrer noopener">original page</a>'


def _section(section: Section, numbers: dict[str, int], starts: dict[int, int]) -> str:
    note = less_certain(section)
    rows = "\n".join(_row(section, row, numbers[row.ident], starts) for row in section.rows)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    body = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>" if section.rows else ""
    empty = "" if section.rows else f'<p class="note">{escape(section.empty)}</p>'
    more = f'<p class="note">{escape(note)}</p>' if note else ""
    count = f' <span class="count">{len(section.rows)}</span>' if section.rows else ""
    return f'<section class="{section.key}"><h2>{escape(section.title)}{count}</h2>{body}{empty}{more}</section>'


def _row(section: Section, row: Row, number: int, starts: dict[int, int]) -> str:
    shown = []
    for index, (column, cell) in enumerate(zip(section.columns, row.cells, strict=True)):
        main = index == section.main
        links = _links(row, starts) if main else ""
        blank = ' class="blank"' if not cell and not links else ""
        words = _stressed(cell, row) if main else escape(cell)
        shown.append(f'<td data-label="{escape(column)}"{blank}>{words}{links}</td>')
    return f'<tr id="r{number}">{"".join(shown)}</tr>'


def _stressed(cell: str, row: Row) -> str:
    if row.stress is None:
        return escape(cell)
    start, end = row.stress
    return f"{escape(cell[:start])}<b>{escape(cell[start:end])}</b>{escape(cell[end:])}"


def _links(row: Row, starts: dict[int, int]) -> str:
    """Links to where the row's evidence starts in the text, one for each piece of it that stands apart."""
    found: list[int] = []
    for start in sorted({span[0] for span, _ in row.evidence}):
        if not found or start - found[-1] > _APART:
            found.append(start)
    links = "".join(
        f'<a href="#m{starts[start]}" aria-label="Evidence {count} in the text">{count if len(found) > 1 else "→"}</a>'
        for count, start in enumerate(found, start=1)
    )
    return f'&nbsp;<span class="ev">{links}</span>'


def _table(table: Table) -> str:
    heading = f"Table: {escape(table.caption)}" if table.caption else "Table of the report"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in table.rows)
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    return (
        f'<section class="own"><h2>{heading}</h2><div class="scroll"><table>{top}<tbody>\n{rows}</tbody></table></div>'
        "</section>"
    )


def _unknown(briefing: Briefing) -> str:
    entries = "".join(f"<li>{escape(entry)}</li>" for entry in briefing.unknown)
    body = f"<ul>{entries}</ul>" if entries else '<p class="note">Nothing was found missing.</p>'
    return f'<section class="unknown"><h2>What is not known</h2>{body}</section>'


def _text_heading(record: Record) -> str:
    return f'<h2>The report <span class="count">{len(record.report.text.split())} words</span></h2>'


def _footer(record: Record) -> str:
    weights = f", weights {record.coder.weights[:19]}" if record.coder.weights else ""
    return (
        f"<footer><p>Made by onrecord {escape(record.coder.version)}{escape(weights)} · {escape(record.schema)} · "
        f'<span class="id">{escape(record.report.id)}</span></p></footer>'
    )


@cache
def _asset(name: str) -> str:
    return files("onrecord.formats").joinpath(name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
