"""Who acts and who is acted on: each word that may be it weighed against the others, and against nobody.

A conditional logit (McFadden 1974) over named signs: what the model sees in the word, how the tree joins it to the
predicate, what kind of word it is. The weights stand in `data/events/parties.tsv`, a column for each part, fitted by
`training/fit_parties.py`. The probability of the choice is what the event's confidence takes from it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.knowledge.countries import is_demonym
from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.candidates import Candidate
from onrecord.reading.events.confidence import UNSEEN, log_odds
from onrecord.records import EventType

AGENT, RECIPIENT = 0, 1
"""Columns of the table."""
FARTHEST = 6
"""Steps through the tree beyond which words are equally far."""
PARTNER = 0.25
"""A word coordinated with the chosen one has its part too if it is at least so many times as likely as nobody."""
PREPOSITIONS = frozenset({"by", "of", "on", "in", "at", "with", "to", "from", "against", "for", "between", "over"})
SLOTS = ("subj", "obj", "iobj", "poss", "mod", "theme", "undergoer", *sorted(PREPOSITIONS))
CLAUSES = ("acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj", "root")

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that have the part, and the probability that the choice is right; none of them means nobody."""

    options: tuple[int, ...]
    chance: float


class Option(Protocol):
    """A word that may have a part: `rates` and `told` are the model's and the tree's view of it, acting first."""

    @property
    def word(self) -> int | None: ...
    @property
    def actors(self) -> tuple[str, ...]: ...
    @property
    def rates(self) -> tuple[float, float]: ...
    @property
    def told(self) -> tuple[bool, bool]: ...
    @property
    def kind(self) -> frozenset[str]: ...


def party_signs(analysis: Analysis, entry: Candidate, option: Option, part: int) -> Signs:
    """The signs of one word for a part, `AGENT` or `RECIPIENT`."""
    word, rates, told, is_actor = option.word, option.rates, option.told, bool(option.actors)
    assert word is not None
    own, other = (rates[part], rates[1 - part])
    found = {"option": 1.0, "model": log_odds(own), "model other": log_odds(other)}
    flags = [*_of_tree(analysis, entry, word), *_of_word(analysis, word, is_actor)]
    flags += sorted(option.kind)
    if "site" in option.kind:
        flags += [f"site {each}" for each in flags if each.startswith("slot ")]
    if told[part]:
        flags.append("told")
        flags.append(f"told {entry.frame.kind}")
    if told[1 - part]:
        flags.append("told other")
    if entry.trigger is None:
        flags.append("unseen")
        flags += [f"unseen {each}" for each in ("told", "told other") if each in flags]
    found.update(dict.fromkeys(flags, 1.0))
    found["steps"] = float(_steps(analysis, entry.anchor, word))
    return found


def nobody_signs(entry: Candidate, type: EventType, part: int, rates: Sequence[tuple[float, float]]) -> Signs:
    """The signs of nobody's having the part."""
    kind = "passive" if entry.frame.passive else entry.frame.kind
    best = max((each[part] for each in rates), default=UNSEEN)
    found = {f"nobody {kind}": 1.0, f"nobody {type}": 1.0, "nobody model": log_odds(best)}
    if entry.trigger is None:
        found["nobody unseen"] = 1.0
    return found


def _of_tree(analysis: Analysis, entry: Candidate, word: int) -> Iterator[str]:
    """In which slots of the frame the word stands, its own or those of clauses around."""
    frame = entry.frame
    own = analysis.heads[word] in (frame.word, frame.clause, entry.anchor)
    for slot in SLOTS:
        if word in frame.slots.get(slot, ()):
            yield f"slot {slot}" if own or slot != "subj" else "slot subj from above"
    if analysis.heads[word] == entry.anchor and frame.word != entry.anchor:
        yield "below anchor"
    if word < entry.anchor:
        yield "before"
        yield f"before {frame.kind}"
    if frame.passive:
        yield "passive before" if word < entry.anchor else "passive behind"


def _of_word(analysis: Analysis, word: int, is_actor: bool) -> Iterator[str]:
    tag = analysis.upos[word]
    yield f"tag {tag}"
    if is_actor:
        yield "actor"
    if tag == "PRON" and not is_actor:
        yield "open pronoun"
    if tag == "ADJ" and is_demonym(analysis.forms[word]):
        yield "demonym"


def _steps(analysis: Analysis, one: int, other: int) -> int:
    """The edges between two words of a tree."""
    above = [one, *analysis.ancestors(one)]
    place = {word: index for index, word in enumerate(above)}
    for steps, word in enumerate([other, *analysis.ancestors(other)]):
        if word in place:
            return min(FARTHEST, steps + place[word])
    return FARTHEST


def choose(options: Sequence[Signs], nobody: Signs, groups: Sequence[int], part: int) -> Chosen:
    """The likeliest option with those of its group that are not much less likely; `groups` numbers coordinations."""
    rows = load_sign_weights("parties").rows
    scores = [_score(rows, signs, part) for signs in options]
    null = _score(rows, nobody, part)
    top = max([null, *scores])
    shares = [math.exp(score - top) for score in scores]
    none = math.exp(null - top)
    total = none + sum(shares)
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None or shares[best] <= none:
        return Chosen((), none / total)
    kept = [i for i, share in enumerate(shares) if groups[i] == groups[best] and (share >= PARTNER * none or i == best)]
    return Chosen(tuple(kept), sum(shares[i] for i in kept) / total)


def coordination(analysis: Analysis, word: int) -> int:
    """The first word of the coordination that a word belongs to."""
    while analysis.deprels[word] == "conj" and analysis.heads[word] >= 0:
        word = analysis.heads[word]
    return word


def _score(rows: Mapping[str, tuple[float, ...]], signs: Signs, part: int) -> float:
    return sum(rows[name][part] * value for name, value in signs.items() if name in rows)
