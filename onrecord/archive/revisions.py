"""What changed between the revisions of an article at one address, as spans of both texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.archive.addresses import page_address
from onrecord.archive.store import Archive
from onrecord.spans import Span

_LEVELS = (
    re.compile(r"[^\n]*\n|[^\n]+"),  # lines
    re.compile(r"[^.!?]*[.!?]+\s*|[^.!?]+"),  # sentences, roughly: they only keep the lists of words short
    re.compile(r"\w+|\s+|[^\w\s]"),  # words and what stands between them
)


_FINEST = 4_000_000
"""Pairs of pieces up to which all are compared; beyond, the most frequent ones do not count as equal."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch that differs: what the earlier text had there, and what the later one has; one can be empty."""

    before: Span
    after: Span
    taken_out: str
    added: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A report at an address, and its changes from the revision before; none for the first."""

    report: str
    published: str | None
    retrieved: str | None
    title: str | None
    words: int
    changes: tuple[Change, ...]


def revisions(archive: Archive, uri: str) -> list[Revision]:
    """All revisions of the article at this address, in order of publication, then of retrieval and adding.

    Empty where the archive has no report from there.
    """
    order = "published_at IS NULL, published_at, retrieved IS NULL, retrieved, key"
    columns = "id, published, retrieved, title, words, text"
    there = "SELECT report FROM appearances WHERE address = ?"
    statement = f"SELECT {columns} FROM reports WHERE key IN ({there}) ORDER BY {order}"
    rows = archive.connection.execute(statement, (page_address(uri),)).fetchall()
    texts = [row[-1] for row in rows]
    changes: list[tuple[Change, ...]] = [()] * bool(rows)
    changes += [tuple(changes_between(a, b)) for a, b in pairwise(texts)]
    return [
        Revision(report, published, retrieved, title, words, found)
        for (report, published, retrieved, title, words, _), found in zip(rows, changes, strict=True)
    ]


def changes_between(before: str, after: str) -> Iterator[Change]:
    """Where two texts differ, in text order: by lines, then sentences, then words inside of what changed.

    Changes between which no word stands are one.
    """
    joined: list[tuple[Span, Span]] = []
    for taken, put in _changed(before, after, (0, len(before)), (0, len(after)), _LEVELS):
        if joined and not any(c.isalnum() for c in before[joined[-1][0][1] : taken[0]]):
            (taken_start, _), (put_start, _) = joined.pop()
            taken, put = (taken_start, taken[1]), (put_start, put[1])
        joined.append((taken, put))
    for taken, put in joined:
        yield Change(taken, put, before[slice(*taken)], after[slice(*put)])


def _changed(
    before: str, after: str, old: Span, new: Span, levels: Sequence[re.Pattern[str]]
) -> Iterator[tuple[Span, Span]]:
    """Pairs of spans that differ inside two spans: pieces of the first level, looked into by the other ones."""
    pieces = _pieces(levels[0], before[slice(*old)], old[0]), _pieces(levels[0], after[slice(*new)], new[0])
    for pair in _different(*pieces):
        if len(levels) > 1:
            yield from _changed(before, after, *pair, levels[1:])
        else:
            yield pair


_Piece = tuple[str, int, int]


def _pieces(pattern: re.Pattern[str], text: str, offset: int) -> list[_Piece]:
    return [(match[0], match.start() + offset, match.end() + offset) for match in pattern.finditer(text)] + [
        ("", len(text) + offset, len(text) + offset)
    ]


def _different(before: Sequence[_Piece], after: Sequence[_Piece]) -> Iterator[tuple[Span, Span]]:
    """Pairs of spans between which the pieces are not the same; each list ends with an empty piece, its end."""
    old, new = [piece[0] for piece in before], [piece[0] for piece in after]
    is_long = len(old) * len(new) > _FINEST
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=is_long).get_opcodes():
        if kind != "equal":
            yield (before[a][1], _stop(before, a, b)), (after[c][1], _stop(after, c, d))


def _stop(pieces: Sequence[_Piece], first: int, last: int) -> int:
    return pieces[last - 1][2] if last > first else pieces[first][1]
