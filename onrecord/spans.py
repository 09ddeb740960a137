"""Spans: `[start, end)` offsets in Unicode code points, and looking records up by them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

Span = tuple[int, int]
"""`[start, end)` in code points of `report.text`, so `text[start:end]` is the evidence."""

Value = TypeVar("Value")


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two spans share at least one character."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether every character of `inner` lies in `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def covering(spans: Iterable[Span]) -> Span:
    """The shortest span that holds all the given ones.

    Raises ValueError where there are none.
    """
    listed = list(spans)
    if not listed:
        raise ValueError("no spans to cover")
    return min(s for s, _ in listed), max(e for _, e in listed)


class SpanIndex(Generic[Value]):
    """Values by the span they stand at, for overlap look-ups in logarithmic time plus the hits."""

    def __init__(self, entries: Iterable[tuple[Span, Value]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0])
        self._starts = [span[0] for span, _ in self._entries]
        self._longest = max((e - s for (s, e), _ in self._entries), default=0)

    def overlapping(self, span: Span) -> list[tuple[Span, Value]]:
        """The entries that share a character with `span`, in text order."""
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_right(self._starts, span[1] - 1)
        return [entry for entry in self._entries[first:last] if overlaps(entry[0], span)]

    def inside(self, span: Span) -> list[tuple[Span, Value]]:
        """The entries that lie wholly in `span`, in text order."""
        return [entry for entry in self.overlapping(span) if contains(span, entry[0])]

    def around(self, span: Span) -> list[tuple[Span, Value]]:
        """The entries that wholly hold `span`, shortest first."""
        found = [entry for entry in self.overlapping(span) if contains(entry[0], span)]
        return sorted(found, key=lambda entry: (entry[0][1] - entry[0][0], entry[0]))
