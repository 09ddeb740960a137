"""Whether a holder has moved from one position to another: two stances, two times, one matter.

What speaks for it is weighed by `data/positions/shifts.tsv`, fitted by `training/calibrate_shifts.py` on annotated
positions, without anything that the model sees.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from onrecord.knowledge.concepts import concepts
from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.knowledge.stances import load_stances
from onrecord.knowledge.word_families import families
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.records import Direction, Position, PositionStance
from onrecord.spans import Span, overlaps

OPEN: Final[frozenset[PositionStance]] = frozenset({"permits", "supports", "commits"})
CLOSED: Final[frozenset[PositionStance]] = frozenset({"forbids", "opposes", "refuses", "hesitates"})
BEFORE: Final = "before"
"""What the model calls a position that was held before a shift; its other names are directions."""
_LOOSE: Final[frozenset[PositionStance]] = frozenset({"considers", "threatens", "demands"})
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_CUE: Final = re.compile(
    r"\b(?:until\s+(?:now|then|recently|last|this)|no\s+longer|again|after\s+all|now|for\s+the\s+first\s+time|first|anew"
    r"|any\s*more|instead|back|still|earlier|before|previously|had|having|once|used\s+to|only\s+(?:a|last)|ago|revers\w+"
    r"|u-turn|changed|turn\w*|switch\w*|dropp\w+|abandon\w+|lift\w+|end\w*|restor\w+|resum\w+|reopen\w*|relent\w+)\b",
    re.IGNORECASE,
)
_DIRECTIONS: Final[Mapping[tuple[PositionStance, PositionStance], Direction]] = {
    ("forbids", "permits"): "loosened", ("requires", "permits"): "loosened", ("hesitates", "permits"): "loosened",
    ("hesitates", "supports"): "loosened", ("hesitates", "commits"): "loosened", ("refuses", "permits"): "loosened",
    ("opposes", "permits"): "loosened", ("permits", "forbids"): "tightened", ("forbids", "forbids"): "tightened",
    ("requires", "requires"): "tightened", ("requires", "forbids"): "tightened", ("refuses", "forbids"): "tightened",
    ("permits", "requires"): "tightened", ("permits", "permits"): "loosened", ("threatens", "commits"): "dropped",
    ("threatens", "refuses"): "dropped", ("demands", "commits"): "dropped", ("demands", "supports"): "dropped",
    ("requires", "refuses"): "dropped", ("requires", "commits"): "dropped", ("commits", "refuses"): "dropped",
    ("demands", "refuses"): "dropped", ("opposes", "refuses"): "dropped", ("refuses", "considers"): "loosened",
    ("opposes", "considers"): "loosened", ("opposes", "hesitates"): "loosened", ("forbids", "considers"): "loosened",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a position says, as far as it is compared: the words of its matter and of all that states it."""

    stance: PositionStance
    matter: frozenset[str]
    concepts: frozenset[int]
    words: frozenset[str]
    sentence: int


def told(
    analysis: Analysis, stance: PositionStance, matter: Span, evidence: Sequence[Span], holder: Collection[int]
) -> Told:
    """What a position says; `holder` are the words that name who holds it, which do not count."""
    inside = _lemmas(analysis, matter, holder)
    groups = frozenset(
        group
        for word in range(*analysis.words_in(matter))
        if word not in holder and analysis.upos[word] in ("NOUN", "VERB")
        for group in concepts(tree.lemma(analysis, word))
    )
    words = inside.union(*(_lemmas(analysis, span, holder) for span in evidence))
    return Told(stance, inside, groups, words, analysis.sentence_of[analysis.words_in(evidence[0])[0]])


def _lemmas(analysis: Analysis, span: Span, holder: Collection[int]) -> frozenset[str]:
    lexicon = load_stances()
    return frozenset(
        matter_word(lemma)
        for word in range(*analysis.words_in(span))
        if word not in holder
        and analysis.upos[word] in _CONTENT
        and not lexicon.is_a(lemma := tree.lemma(analysis, word), "light")
    )


def matter_word(lemma: str) -> str:
    """One word for all of a family, "export" for "exporter" and "exportation": the shortest, the first of equals."""
    return min(families(lemma), key=lambda word: (len(word), word))


def is_contrary(before: PositionStance, after: PositionStance) -> bool:
    """Whether one stance lets something be and the other does not."""
    return (before in OPEN and after in CLOSED) or (before in CLOSED and after in OPEN)


def signs(analysis: Analysis, before: Told, after: Told, alone: tuple[bool, bool]) -> dict[str, float]:
    """What speaks for and against a shift between two positions of one holder.

    `alone`: whether the holder has no other position that is given up, and no other that is held.
    """
    gap = abs(before.sentence - after.sentence)
    shared = len(before.matter & after.matter)
    found = {
        "share of the matter": shared / max(1, min(len(before.matter), len(after.matter))),
        "same concept": bool(before.concepts & after.concepts),
        "matter told elsewhere": bool(before.matter & after.words or after.matter & before.words),
        "same sentence": gap == 0,
        "next sentence": gap == 1,
        "only considered": before.stance == "considers",
        "nothing settled": after.stance in _LOOSE,
        "contrary": is_contrary(before.stance, after.stance),
        "only one given up": alone[0],
        "only one held": alone[1],
        "word of change": is_worded(analysis, after.sentence),
    }
    return {name: float(value) for name, value in found.items() if value}


def is_one_matter(before: Told, after: Told) -> bool:
    """Whether the matter of one position is told in the words of the other, or is of the same kind."""
    told_again = before.matter & after.words or after.matter & before.words
    return bool(told_again or before.concepts & after.concepts)


def is_worded(analysis: Analysis, sentence: int) -> bool:
    """Whether a word of change stands in a sentence: "no longer", "until now", "reversed"."""
    return _CUE.search(analysis.slice(analysis.sentences[sentence])) is not None


def chance(found: Mapping[str, float]) -> float:
    """The probability of a shift by the weights of what speaks for it."""
    return 1 / (1 + exp(-load_sign_weights("shifts", "positions").scores(found)[0]))


def direction(before: PositionStance, after: PositionStance) -> Direction:
    """What a change between two stances is called."""
    return _DIRECTIONS.get((before, after), "reversed")


def is_named_change(before: PositionStance, after: PositionStance) -> bool:
    """Whether going from one stance to another is a change that has a name of its own, as from a threat to consent."""
    return before != after and (before, after) in _DIRECTIONS


def seen(analysis: Analysis, position: Position) -> dict[str, float]:
    """What the model sees of a change at the words that tell a position: probabilities, empty where it sees nothing."""
    best: tuple[float, tuple[tuple[str, float], ...]] = (0.0, ())
    for trigger in analysis.stances:
        span = analysis.span(trigger.words)
        if not any(overlaps(span, told_at) for told_at in position.evidence):
            continue
        fits = trigger.probability * dict(trigger.stances).get(position.stance, 0.0)
        if fits > best[0]:
            best = fits, trigger.change
    return dict(best[1])


def moved(change: Mapping[str, float]) -> float:
    """The probability that a position is what its holder came to."""
    return sum(value for name, value in change.items() if name != BEFORE)
