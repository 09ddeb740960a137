"""Pieces of text around the words that were found, with the words' places in the report's own text."""

from onrecord.archive.search.results import Snippet
from onrecord.spans import Span, overlaps

OPEN, CLOSE = "\x02", "\x03"
"""What the full-text index puts around the words it found; a canonical text has no control characters but line ends."""

_LONGEST = 240
"""Code points of a snippet; a found phrase that is longer is shown whole."""
_MOST_FOUND = 400
_LEAD = 60
"""Code points that may stand before the first word found."""


def take_marks(marked: str) -> tuple[str, list[Span]]:
    """The text without marks, and the spans that stood between them, in code points of the text given back."""
    parts, spans, at, start = list[str](), list[Span](), 0, 0
    for piece in marked.replace(CLOSE, CLOSE + OPEN).split(OPEN):
        text = piece.removesuffix(CLOSE)
        if piece.endswith(CLOSE):
            start = at
            spans.append((start, start + len(text)))
        parts.append(text)
        at += len(text)
    return "".join(parts), spans


def make_snippets(text: str, found: list[Span], start: int, most: int) -> tuple[Snippet, ...]:
    """Up to `most` pieces of the text, in text order: those with the most words found, the earlier where that is equal.

    `text` stands at `start` in its report; the snippets' spans are the report's. Where no words were found it is the
    beginning.
    """
    if not text:
        return ()
    chosen: list[tuple[Span, list[Span]]] = []
    for window, held in sorted(_windows(text, found), key=lambda entry: (-len(entry[1]), entry[0])):
        if len(chosen) < most and not any(overlaps(window, other) for other, _ in chosen):
            chosen.append((window, held))
    chosen = chosen or [(_trimmed(text, (0, min(len(text), _LONGEST))), [])]
    return tuple(
        Snippet((start + a, start + b), text[a:b], tuple((start + s, start + e) for s, e in held))
        for (a, b), held in sorted(chosen)
    )


def _windows(text: str, found: list[Span]) -> list[tuple[Span, list[Span]]]:
    """For each word found the window that begins shortly before it, with the words found that lie wholly in it."""
    windows = []
    for at, (first, last) in enumerate(found[:_MOST_FOUND]):
        end = max(last, min(len(text), first + _LONGEST - _LEAD))
        window = _trimmed(text, (max(0, min(first - _LEAD, len(text) - _LONGEST)), end), keep=(first, last))
        windows.append((window, [span for span in found[at : at + _LONGEST] if span[1] <= window[1]]))
    return windows


def _trimmed(text: str, window: Span, keep: Span | None = None) -> Span:
    """The window without the parts of words at its edges and the space there; `keep` stays whole."""
    start, end = window
    first, last = keep or (end, start)
    if start > 0 and not text[start - 1].isspace():
        while start < first and not text[start].isspace():
            start += 1
    if end < len(text) and not text[end].isspace():
        while end > last and not text[end - 1].isspace():
            end -= 1
    while start < first and text[start : start + 1].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return start, end
