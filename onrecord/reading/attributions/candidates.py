"""What the attribution finders hand over: a cue with its source and content, in words; and work on word pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.cues import NEGATIONS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import AttributionStance
from onrecord.spans import Span

Rule = Literal[
    "model",
    "clause",
    "infinitive",
    "aside",
    "quote",
    "object",
    "as",
    "according",
    "hearsay",
    "noun",
    "there",
    "decline",
    "turn",
    "nested",
]
"""Which finder made a candidate: the model, or a rule over the tree, the lexicon or the layout."""

Pieces = tuple[WordSpan, ...]
"""Words in pieces, in text order, none empty, none overlapping."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Who passed the words on: the words that name them, and the cue of the passing on ("told", "speaking to")."""

    source: WordSpan
    cue: WordSpan


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution before its source is resolved and its id is given.

    `cue` is None where punctuation alone ascribes the content (`NAME: text`). `hops` are innermost first.
    """

    cue: WordSpan | None
    source: Pieces
    content: Pieces
    stance: AttributionStance
    score: float
    rule: Rule
    hops: tuple[Hop, ...] = ()
    agreed: bool = False
    """The model and a rule give it the same cue and most of the same content."""
    least: float = 0.0
    """What a rule alone would give it: where the model agrees it is not less sure than that."""
    passed: bool = False
    """The source is known to be quoted by somebody else ("citing X"): its hop says by whom."""

    @property
    def edges(self) -> WordSpan:
        """The words from the first to the last of the content."""
        return self.content[0][0], self.content[-1][1]


def pieces_of(words: Iterable[int]) -> Pieces:
    """Word indices, in any order, as runs of neighbours."""
    runs: list[list[int]] = []
    for word in sorted(set(words)):
        if runs and runs[-1][1] == word:
            runs[-1][1] = word + 1
        else:
            runs.append([word, word + 1])
    return tuple((start, end) for start, end in runs)


def whole_name(analysis: Analysis, pieces: Pieces) -> Pieces:
    """The pieces joined over single words of a name that the parser hung elsewhere."""
    joined: list[WordSpan] = []
    for start, end in pieces:
        gap = range(joined[-1][1], start) if joined else range(0)
        if joined and len(gap) <= 2 and all(analysis.upos[word] == "PROPN" for word in gap):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def without(pieces: Sequence[WordSpan], cut: Sequence[WordSpan]) -> Pieces:
    """The pieces less the words of `cut`."""
    left = list(pieces)
    for start, end in cut:
        kept: list[WordSpan] = []
        for a, b in left:
            if b <= start or end <= a:
                kept.append((a, b))
                continue
            kept.extend(part for part in ((a, start), (end, b)) if part[0] < part[1])
        left = kept
    return tuple(left)


def size(pieces: Sequence[WordSpan]) -> int:
    """How many words the pieces hold."""
    return sum(end - start for start, end in pieces)


def shared(a: Sequence[WordSpan], b: Sequence[WordSpan]) -> int:
    """How many words two lists of pieces have in common."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def holds(pieces: Sequence[WordSpan], word: int) -> bool:
    """Whether one of the pieces holds the word."""
    return any(start <= word < end for start, end in pieces)


_EDGE = frozenset(",;:.-–—…")
_OPENING = frozenset(("“", '"', "``", "«", "‘", "'", "(", "[", "„"))


def trimmed(analysis: Analysis, pieces: Sequence[WordSpan], *, final: bool = False) -> Pieces:
    """The pieces without commas and dashes at their edges; quotation marks stay. `final` keeps a full stop."""
    kept: list[WordSpan] = []
    for start, end in pieces:
        while start < end and (analysis.forms[start] in _EDGE or analysis.forms[start] == ")"):
            start += 1
        while start < end and _ends_badly(analysis, end - 1, final=final):
            end -= 1
        if any(analysis.upos[word] != "PUNCT" for word in range(start, end)):
            kept.append((start, end))
    return tuple(kept)


def closed(analysis: Analysis, piece: WordSpan) -> WordSpan:
    """The piece with the quotation mark after it where it opens a quotation that it does not close."""
    start, end = piece
    forms = analysis.forms[start:end]
    beside = end < len(analysis) and analysis.starts[end] == analysis.ends[end - 1]
    following = analysis.forms[end] if beside else ""
    curly = following == "”" and forms.count("“") > forms.count("”")
    straight = following == '"' and forms.count('"') % 2 == 1
    return (start, end + 1) if curly or straight else piece


def _ends_badly(analysis: Analysis, word: int, *, final: bool) -> bool:
    form = analysis.forms[word]
    if analysis.upos[word] == "CCONJ":
        return True
    if form in _EDGE:
        return not (final and form in ".…")
    return form in _OPENING and analysis.ends[word] < len(analysis.text) and form not in ('"', "'")


def subtree(analysis: Analysis, word: int) -> WordSpan:
    """The words from the first to the last that hang below a word, with the word itself."""
    return analysis.subtree_edges[word]


def descendants(analysis: Analysis, word: int, skip: Iterable[int] = ()) -> list[int]:
    """A word and all that hangs below it, less the subtrees of the words in `skip`."""
    barred = frozenset(skip)
    found, stack = [], [word]
    while stack:
        current = stack.pop()
        found.append(current)
        stack.extend(child for child in analysis.children[current] if child not in barred)
    return sorted(found)


def is_inside(outer: Candidate, inner: Candidate) -> bool:
    """Whether the inner candidate's cue and content stand in the outer one's content."""
    if inner.cue is None or not holds(outer.content, inner.cue[0]):
        return False
    least = size(inner.content)
    return size(outer.content) > least and 2 * shared(outer.content, inner.content) >= least


def negated(analysis: Analysis, word: int) -> bool:
    """Whether a verb is negated: "did not say", "has never said", "refused" is not."""
    for child in analysis.children[word]:
        if (
            child < word
            and analysis.lemmas[child].lower() in NEGATIONS
            and analysis.upos[child] in ("PART", "ADV", "CCONJ")
        ):
            return True
    return False


def char_spans(analysis: Analysis, pieces: Sequence[WordSpan]) -> tuple[Span, ...]:
    """The pieces as character spans."""
    return tuple(analysis.span(piece) for piece in pieces)
