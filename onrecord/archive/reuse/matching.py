"""Words that stand in two texts in the same order: maximal runs, found from equal word 5-grams.

Greedy string tiling (Wise 1993, "String similarity via greedy string tiling"): the longest run first, and no word of
either text in two runs. Case and punctuation do not count, spans are of the texts as they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.spans import Span

SHINGLE = 5
"""Words in the shortest run that counts as taken over; shorter ones are the language's."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON = 12
"""A 5-gram that stands more often than this in one text says nothing of where its words come from."""
_GAP = 4
"""Words of either text that may stand between two runs of one passage: a house spelling, a dropped clause."""


class Words(NamedTuple):
    """The words of a text, folded, and the span of each."""

    forms: tuple[str, ...]
    spans: tuple[Span, ...]


class Run(NamedTuple):
    """Words `a` to `a + length` of the one text, equal to words `b` to `b + length` of the other."""

    a: int
    b: int
    length: int


def words_of(text: str) -> Words:
    """The words of a text in order; possessives stay with their word, curly apostrophes become straight ones."""
    spans = tuple(match.span() for match in _WORD.finditer(text))
    straight = text.replace("’", "'")
    return Words(tuple(straight[start:end].lower() for start, end in spans), spans)


def shared_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The runs of `SHINGLE` equal words or more, in the order of `a`; no word is in two of them."""
    candidates = sorted(_maximal(a, b), key=lambda run: (-run.length, run.a, run.b))
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    found: list[Run] = []
    for run in candidates:
        for part in _free(run, taken_a, taken_b):
            taken_a[part.a : part.a + part.length] = b"\1" * part.length
            taken_b[part.b : part.b + part.length] = b"\1" * part.length
            found.append(part)
    return sorted(found)


def passages(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs gathered into passages: neighbours in both texts with no more than `_GAP` words between them."""
    found: list[list[Run]] = []
    for run in sorted(runs):
        last = found[-1][-1] if found else None
        if last and 0 <= run.a - last.a - last.length <= _GAP and 0 <= run.b - last.b - last.length <= _GAP:
            found[-1].append(run)
        else:
            found.append([run])
    return found


def _maximal(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, gram in enumerate(_grams(b)):
        places[gram].append(at)
    found: list[Run] = []
    for at, gram in enumerate(_grams(a)):
        here = places.get(gram, ())
        for there in here if len(here) <= _COMMON else ():
            if at and there and a[at - 1] == b[there - 1]:
                continue  # the run that began before holds this one
            length = SHINGLE
            while at + length < len(a) and there + length < len(b) and a[at + length] == b[there + length]:
                length += 1
            found.append(Run(at, there, length))
    return found


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(SHINGLE)), strict=False)


def _free(run: Run, taken_a: bytearray, taken_b: bytearray) -> list[Run]:
    """The stretches of a run that no longer run has taken, `SHINGLE` words or more."""
    found, start = [], None
    for offset in range(run.length + 1):
        free = offset < run.length and not taken_a[run.a + offset] and not taken_b[run.b + offset]
        if free and start is None:
            start = offset
        elif not free and start is not None:
            if offset - start >= SHINGLE:
                found.append(Run(run.a + start, run.b + start, offset - start))
            start = None
    return found
