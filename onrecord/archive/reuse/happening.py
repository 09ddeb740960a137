"""Whether two reports tell of the same happening, from the words of the two alone."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from onrecord.spans import Span

if TYPE_CHECKING:
    from onrecord.archive.reuse.sides import Side

_STEM = 6
"""Letters by which a word is known, whatever it ends in (truncation, as in early retrieval systems)."""
_HEAD = 500
"""Code points, with the title, in which a report says what is new."""
_BODY = 4000
_DAY = 0.06
"""What each day between two reports takes off their likeness."""
_LONGEST_GAP = 4
"""Days after which a gap counts no further: dates of publication are often those of an update."""
_TITLE = 0.25
_COMMON = frozenset(
    """that with from this have they were been will their would which there about after before other than into over more
    most also when what while where whose because during against could should said says told also some many made make
    just like very only such those these then them your mister according people year years last first week month monday
    tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december being between under until since still through another both even much must does including reported
    report reports news""".split()
)
_TERM = re.compile(r"[^\W\d_]{4,}|[A-Z]{2,3}\b|\d+(?:[.,]\d+)*")


def likeness(a: "Side", b: "Side") -> float:
    """How much two reports speak of the same: 0 where they share nothing, above 1.5 for near equal texts.

    Cosines of the words of the whole and of the head, and the words the titles share, less the days between the two.
    """
    left, right = a.weights, b.weights
    whole, heads = _cosine(left.whole, right.whole), _cosine(left.head, right.head)
    titles = len(left.title & right.title) / (min(len(left.title), len(right.title)) or 1)
    return whole + heads + _TITLE * titles - _DAY * min(days_between(a, b), _LONGEST_GAP)


def days_between(a: "Side", b: "Side") -> int:
    """Days between the publication of two reports; 0 where one of them is not known."""
    days = day_of(a), day_of(b)
    return abs(days[0] - days[1]) if days[0] is not None and days[1] is not None else 0


def day_of(side: "Side") -> int | None:
    """The day of publication as a number, or None where it is not known."""
    published = side.record.report.published
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


class Weights(NamedTuple):
    """The weighted terms of a report: of its whole, of its head, both of length 1, and the terms of its title."""

    whole: dict[str, float]
    head: dict[str, float]
    title: frozenset[str]


def weights_of(title: str, text: str, paragraphs: Iterable[Span]) -> Weights:
    """The weighted terms of a report; `paragraphs` are those that are its own, not the page's, in text order."""
    named, listed = _stems(title), tuple(paragraphs)
    return Weights(_unit(named, text, listed, _BODY), _unit(named, text, listed, _HEAD), frozenset(named))


def _unit(title: list[str], text: str, paragraphs: Iterable[Span], length: int) -> dict[str, float]:
    """The terms of the title and of the first words of the text as a vector of length 1."""
    counts = Counter(title)
    for start, end in paragraphs:
        if start < length:
            counts.update(_stems(text[start : min(end, length)]))
    weights = {term: 1 + math.log(count) for term, count in counts.items()}
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / norm for term, weight in weights.items()}


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in map(str.lower, _TERM.findall(text)) if word not in _COMMON]


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(weight * b[term] for term, weight in a.items() if term in b)
