"""The one pass of the reader model over a report, as plain arrays that every stage reads.

Words are UD syntactic words ("don't" is `do` + `n't`), numbered through the whole report. Spans of words are
`[start, end)` word indices; `Analysis.span` turns them into characters.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.spans import Span

WordSpan = tuple[int, int]
"""`[start, end)` word indices into an `Analysis`."""


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words with a label of one layer: an entity type (OntoNotes) or a TIMEX3 type."""

    words: WordSpan
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class AttributionFrame:
    """A cue with the words the model gives it as source and as content, each in pieces, in text order."""

    cue: WordSpan
    source: tuple[WordSpan, ...]
    content: tuple[WordSpan, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionChain:
    """Mentions of one person, place, organization or thing by their head words, in text order.

    `score` is the mean probability of the links, 1 where there are none.
    """

    kind: str
    heads: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class EventTrigger:
    """A word that names an event, what kind of event, and who may have done it to whom.

    `types` holds all PLOVER types with their probabilities, given that there is an event, likeliest first; `roles`
    (word, probability of actor, of recipient) the words that may have a part in it, in text order.
    """

    word: int
    probability: float
    types: tuple[tuple[str, float], ...]
    modality: str
    modality_probability: float
    roles: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class StancePart:
    """Words that are something to the trigger of a position: its holder, its matter, a condition ..."""

    role: str
    words: WordSpan
    probability: float


@dataclass(frozen=True, slots=True)
class StanceTrigger:
    """Words that take a position, which stance it is, whether it is held yet or still, and what belongs to it.

    `probability` is that of a position beginning there; `stances` holds all of them with their probabilities, given
    that there is one, likeliest first; `holding` is past, present or future; `parts` stand in text order. `change` says
    how likely it is an end of a shift: what was held before, or what the holder came to, by direction.
    """

    words: WordSpan
    probability: float
    stances: tuple[tuple[str, float], ...]
    holding: str
    parts: tuple[StancePart, ...]
    change: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Analysis:
    """Words, UD trees and the span layers of one report.

    All per-word sequences have the same length. `heads` holds word indices of the report, -1 for the root of
    a sentence. `factuality` is on the unified scale [-3, 3] (Stanovsky et al. 2017), meaningful on predicates, and so
    are `modalities`: for each word the probabilities of the record's ten modalities, in their order.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[str]
    lemmas: Sequence[str]
    upos: Sequence[str]
    xpos: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]
    factuality: Sequence[float]
    sentences: Sequence[WordSpan]
    paragraphs: Sequence[WordSpan]
    entities: Sequence[LabelledSpan]
    timexes: Sequence[LabelledSpan]
    frames: Sequence[AttributionFrame]
    """Outermost attributions."""
    deep_frames: Sequence[AttributionFrame] = ()
    """Attributions at any depth, thoughts and knowledge too; those of `frames` are among them in another guise."""
    chains: Sequence[MentionChain] = ()
    triggers: Sequence[EventTrigger] = ()
    stances: Sequence[StanceTrigger] = ()
    modalities: Sequence[Sequence[float]] = ()
    """Empty where no model looked for events."""
    reads_events: bool = False
    """Whether a model looked for triggers, so that none at a word means something."""

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, words: WordSpan) -> Span:
        """The characters from the first to the last of the words; the words must not be empty."""
        return self.starts[words[0]], self.ends[words[1] - 1]

    def slice(self, words: WordSpan) -> str:
        """The text of the words, as it stands in the report."""
        return self.text[self.starts[words[0]] : self.ends[words[1] - 1]]

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word, the index of its sentence."""
        return _owner(self.sentences, len(self))

    @cached_property
    def paragraph_of(self) -> list[int]:
        """For each word, the index of its paragraph."""
        return _owner(self.paragraphs, len(self))

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word, its dependents in text order."""
        found: list[list[int]] = [[] for _ in range(len(self))]
        for word, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(word)
        return found

    @cached_property
    def subtree_edges(self) -> list[WordSpan]:
        """For each word, the words from the leftmost to the rightmost of its subtree."""
        left, right = list(range(len(self))), list(range(1, len(self) + 1))
        for start, end in self.sentences:
            for word in sorted(range(start, end), key=self._depth, reverse=True):
                head = self.heads[word]
                if head >= 0:
                    left[head] = min(left[head], left[word])
                    right[head] = max(right[head], right[word])
        return list(zip(left, right, strict=True))

    def _depth(self, word: int) -> int:
        depth = 0
        while self.heads[word] >= 0:
            word = self.heads[word]
            depth += 1
        return depth

    def dependents(self, word: int, *deprels: str) -> list[int]:
        """The dependents of a word with one of the relations; `nsubj` also stands for its subtypes."""
        return [child for child in self.children[word] if matches(self.deprels[child], deprels)]

    def ancestors(self, word: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        head = self.heads[word]
        while head >= 0:
            yield head
            head = self.heads[head]

    def head_of(self, words: WordSpan) -> int:
        """The word of the span that hangs highest: the first whose head lies outside it."""
        for word in range(*words):
            if not words[0] <= self.heads[word] < words[1]:
                return word
        return words[0]

    def words_in(self, span: Span) -> WordSpan:
        """The words that share a character with the span; empty (start == end) where there are none."""
        first = bisect_right(self.ends, span[0])
        last = bisect_left(self.starts, span[1])
        return first, max(first, last)


def matches(deprel: str, wanted: Sequence[str]) -> bool:
    """Whether a relation is one of those wanted, or a subtype of one of them."""
    return deprel in wanted or deprel.split(":", 1)[0] in wanted


def _owner(ranges: Sequence[WordSpan], size: int) -> list[int]:
    owners = [0] * size
    for index, (start, end) in enumerate(ranges):
        owners[start:end] = [index] * (end - start)
    return owners
