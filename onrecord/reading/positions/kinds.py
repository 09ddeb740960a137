"""Which stance the words of a trigger take, where the tree alone does not settle it.

The weights are in `data/positions/stances.tsv`, fitted by `training/calibrate_stances.py` on annotated triggers without
what the model sees; at run time the model's probabilities are multiplied in.
"""

from collections.abc import Iterable, Iterator
from math import exp, log
from typing import Final

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.knowledge.stances import NEGATED, STANCES, StanceLexicon
from onrecord.knowledge.word_families import families
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, StanceTrigger, WordSpan
from onrecord.reading.positions.expressions import expressions
from onrecord.records import PositionStance

_NEGATIONS: Final = frozenset({"not", "n't", "no", "never", "nobody", "none", "cannot", "neither", "nor"})
_CONDITIONS: Final = frozenset({"if", "unless", "should", "provided"})
_MATTERS: Final = (
    "restriction permission law policy act option plan violence hostility scheme pact tie ballot deed retaliate".split()
)
_HARM: Final = ("sue", "court", "lawsuit", "strike", "complaint", "boycott", "response")
_BEFORE, _AFTER = 6, 8
_FLOOR: Final = 0.05
_RULED: Final = 3.0
"""What the lexicon's reading of the tree adds to the score of its stance."""
_MODEL: Final = 1.0
"""How much the logarithm of the model's probability counts."""


def predicate(analysis: Analysis, words: WordSpan) -> int:
    """The word of a trigger that heads its clause: a verb or what stands for one, else the word that hangs highest."""
    head = analysis.head_of(words)
    above = analysis.heads[head]
    helper = analysis.upos[head] in ("AUX", "PART", "ADV", "ADP") and above >= 0
    return above if helper and analysis.sentence_of[above] == analysis.sentence_of[head] else head


def signs(
    analysis: Analysis, lexicon: StanceLexicon, words: WordSpan, matter: WordSpan | None, ruled: Iterable[str]
) -> dict[str, float]:
    """What the words of a trigger say of its stance; `ruled` are the stances that the lexicon reads from the tree."""
    head = predicate(analysis, words)
    found = [f"rule {stance}" for stance in ruled]
    for word in range(*words):
        found += _word_signs(analysis, lexicon, word)
    found += _clause_signs(analysis, head, words)
    found += _expression_signs(analysis, head, words)
    if matter is not None:
        found += _matter_signs(analysis, lexicon, head, matter, words)
    return dict.fromkeys(found, 1.0)


def _word_signs(analysis: Analysis, lexicon: StanceLexicon, word: int) -> Iterator[str]:
    lemma, upos = tree.lemma(analysis, word), analysis.upos[word]
    yield f"word {lemma}"
    if upos in ("VERB", "NOUN", "ADJ"):
        yield from (f"family {verb}" for verb in sorted(families(lemma)))
    entries = {"VERB": lexicon.verbs, "NOUN": lexicon.nouns, "ADJ": lexicon.adjectives}.get(upos, {}).get(lemma, ())
    negated = tree.is_negated(analysis, word)
    for entry in entries:
        yield f"lexicon {NEGATED[entry.stance] if negated else entry.stance}"


def _is_negated(analysis: Analysis, head: int, words: WordSpan) -> bool:
    return tree.is_negated(analysis, head) or any(tree.form(analysis, w) in _NEGATIONS for w in range(*words))


def _expression_signs(analysis: Analysis, head: int, words: WordSpan) -> Iterator[str]:
    """What the longest expressions tell; a negation that belongs to an idiom stands in it."""
    found = expressions(analysis, head, words)
    longest = max(found.values(), default=0)
    turned = "not " if longest == 1 and _is_negated(analysis, head, words) else ""
    for stance, length in sorted(found.items()):
        if length == longest:
            yield f"{turned}expression {stance}"
        if length > 1:
            yield f"long expression {stance}"


def _clause_signs(analysis: Analysis, head: int, words: WordSpan) -> Iterator[str]:
    yield f"head {tree.lemma(analysis, head)}"
    yield f"head is {analysis.upos[head]}"
    negated = _is_negated(analysis, head, words)
    passive = tree.is_passive(analysis, head)
    helpers = tree.auxiliaries(analysis, head)
    yield from (f"with {helper}" for helper in helpers)
    if negated:
        yield "negated"
        yield from (f"not with {helper}" for helper in helpers)
    if passive:
        yield "passive"
        yield from (f"passive with {helper}" for helper in helpers)
    if tree.is_no_longer(analysis, head) or any(tree.form(analysis, w) == "longer" for w in range(*words)):
        yield "no longer"
    start, end = analysis.sentences[analysis.sentence_of[head]]
    near = range(max(start, words[0] - _BEFORE), min(end, words[1] + _AFTER))
    forms = {tree.form(analysis, w) for w in near}
    if forms & _CONDITIONS:
        yield "condition near"
        yield from (f"condition near, with {helper}" for helper in helpers)
    if "unless" in forms or ("if" in forms and forms & _NEGATIONS):
        yield "condition that something is not"
    yield from (f"{name} near" for name in _HARM if name in {tree.lemma(analysis, w) for w in near})


def _matter_signs(
    analysis: Analysis, lexicon: StanceLexicon, head: int, matter: WordSpan, words: WordSpan
) -> Iterator[str]:
    about = analysis.head_of(matter)
    lemma = tree.lemma(analysis, about)
    yield f"matter {lemma}"
    yield f"matter is {analysis.xpos[about]}"
    yield from (f"matter of {name}" for name in _MATTERS if lexicon.is_a(lemma, name))
    if about == head or words[0] <= about < words[1]:
        yield "matter is the trigger"


def likeliest(
    found: dict[str, float], trigger: StanceTrigger, ruled: Iterable[PositionStance]
) -> tuple[PositionStance, float]:
    """The stance that the words, the model and the tree (`ruled`) together make likeliest, with its probability."""
    seen = dict(trigger.stances)
    table = load_sign_weights("stances", "positions")
    told = dict(zip(table.columns, table.scores(found), strict=True))
    scores = {stance: told[stance] + _MODEL * log(seen.get(stance, 0.0) + _FLOOR) for stance in STANCES}
    for stance in ruled:
        scores[stance] += _RULED
    best = max(scores, key=lambda stance: scores[stance])
    return best, 1 / sum(exp(score - scores[best]) for score in scores.values())
