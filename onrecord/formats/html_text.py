"""The report's text as HTML, with marks: pieces of evidence may nest and overlap, elements may not.

The text is cut wherever a mark starts or ends; each piece carries the classes of all marks that cover it and the
numbers of the rows they belong to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from onrecord.formats.briefing import Part
from onrecord.spans import Span

_ENDLESS = re.compile(r"\S{1000}")
"""A word that would push everything after it out of sight."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text that the row with that number rests on."""

    span: Span
    part: Part
    row: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two neighbouring boundaries, with the marks that cover it, longest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text as pieces, each covered by the same marks from its first to its last character."""
    starting: dict[int, list[Mark]] = {}
    edges = {0, len(text)}
    for mark in marks:
        starting.setdefault(mark.span[0], []).append(mark)
        edges.update(mark.span)
    edges.update(position for index, letter in enumerate(text) if letter == "\n" for position in (index, index + 1))
    pieces: list[Piece] = []
    active: list[Mark] = []
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.span[1] > start] + starting.get(start, [])
        by_length = sorted(active, key=lambda mark: (mark.span[0] - mark.span[1], mark.span, mark.part, mark.row))
        pieces.append(Piece(start, end, tuple(by_length)))
    return pieces


def paragraphs(text: str, pieces: Sequence[Piece], title: str | None = None) -> Iterator[str]:
    """One `<p>` for each line of the text that is not blank; a line that is the report's title is marked as such."""
    line: list[str] = []
    begin = 0
    for number, piece in enumerate(pieces):
        if text[piece.start : piece.end] == "\n":
            yield from _paragraph(line, text[begin : piece.start], title)
            line, begin = [], piece.end
        else:
            line.append(_piece(text, piece, number))
    yield from _paragraph(line, text[begin:], title)


def _paragraph(line: Sequence[str], text: str, title: str | None) -> Iterator[str]:
    if not line:
        return
    if _ENDLESS.search(text):
        opening = '<p class="long" tabindex="0">'
    else:
        opening = '<p class="headline">' if text == title else "<p>"
    yield f"{opening}{''.join(line)}</p>"


def anchors(pieces: Sequence[Piece]) -> dict[int, int]:
    """The number of the piece that starts at a given character."""
    return {piece.start: number for number, piece in enumerate(pieces)}


def _piece(text: str, piece: Piece, number: int) -> str:
    shown = escape(text[piece.start : piece.end])
    if not piece.marks:
        return shown
    classes = " ".join(sorted({mark.part for mark in piece.marks}))
    rows = list(dict.fromkeys(mark.row for mark in reversed(piece.marks)))
    listed = " ".join(map(str, rows))
    if shown.isspace():  # a link of blanks alone has nothing to be called by
        return f'<span class="m {classes}" id="m{number}" data-r="{listed}">{shown}</span>'
    return f'<a class="m {classes}" id="m{number}" href="#r{rows[0]}" data-r="{listed}">{shown}</a>'
