"""What the model sees of positions, joined with what the lexicon reads from the tree."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.knowledge.stances import STANCES, StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, StanceTrigger, WordSpan
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.kinds import likeliest, predicate, signs

LEAST: Final = 0.15
"""The least probability of a trigger that the lexicon knows nothing of."""
SURE: Final = 0.5
"""The least mean probability of words to be an argument."""
_GAP: Final = 2
"""Words that may part two runs of one argument."""


def join(analysis: Analysis, ruled: Sequence[Candidate], triggers: Sequence[StanceTrigger]) -> list[Candidate]:
    """The candidates of the lexicon, each with the trigger that the model sees there, and those of the model alone.

    Where several readings of the lexicon stand in one trigger, the one whose stance the model likes best is kept; what
    the lexicon alone reads inside the matter of a trigger is left out.
    """
    found: list[Candidate] = []
    left = list(ruled)
    for trigger in _distinct(analysis, triggers):
        head = predicate(analysis, trigger.words)
        here = [c for c in left if c.clause == head or any(_is_in(w, trigger.words) for w in (c.trigger, c.clause))]
        if here:
            likely = dict(trigger.stances)
            best = max(here, key=lambda candidate: likely.get(candidate.stance, 0.0))
            found.append(replace(best, learned=trigger))
            left = [candidate for candidate in left if candidate not in here]
        elif trigger.probability >= LEAST:
            found.append(_alone(analysis, trigger))
    inner = [argument(trigger, "matter") for trigger in triggers if trigger.probability >= SURE]
    alone = [c for c in left if not any(words and _is_in(c.trigger, words) for words in inner)]
    return sorted([*found, *alone], key=lambda candidate: candidate.trigger)


def _distinct(analysis: Analysis, triggers: Sequence[StanceTrigger]) -> list[StanceTrigger]:
    """The triggers, one for each predicate: the likeliest."""
    best: dict[int, StanceTrigger] = {}
    for trigger in triggers:
        head = predicate(analysis, trigger.words)
        if head not in best or trigger.probability > best[head].probability:
            best[head] = trigger
    return sorted(best.values(), key=lambda trigger: trigger.words)


def _is_in(word: int, words: WordSpan) -> bool:
    return words[0] <= word < words[1]


def settle(analysis: Analysis, lexicon: StanceLexicon, candidate: Candidate) -> Candidate:
    """The candidate with the stance that the model, the tree and the words of the trigger make likeliest."""
    trigger = candidate.learned
    if trigger is None:
        return candidate
    ruled = (candidate.stance,) if candidate.kind != "learned" else ()
    possible = "considers" in ruled and set(tree.auxiliaries(analysis, candidate.trigger)) & tree.POSSIBLE
    if possible and not _is_allowed(analysis, candidate, trigger):
        return candidate  # "may ban": the model takes any "may" for a permission
    found = signs(analysis, lexicon, trigger.words, argument(trigger, "matter"), ruled)
    stance, agreed = likeliest(found, trigger, ruled)
    return replace(candidate, stance=stance, agreed=agreed)


def _is_allowed(analysis: Analysis, candidate: Candidate, trigger: StanceTrigger) -> bool:
    """Whether the model sees in the subject those who may, not who says so ("shops may sell beer on Sundays")."""
    allowed = arguments(trigger, "beneficiary")
    subjects = tree.subjects(analysis, candidate.trigger)
    return any(_is_in(subject, words) for subject in subjects for words in allowed)


def _alone(analysis: Analysis, trigger: StanceTrigger) -> Candidate:
    head = predicate(analysis, trigger.words)
    matter = argument(trigger, "matter")
    beneficiary = argument(trigger, "beneficiary")
    return Candidate(
        trigger=head,
        clause=head,
        stance=next(stance for stance in STANCES if stance == trigger.stances[0][0]),
        holders=tuple(analysis.head_of(words) for words in arguments(trigger, "holder")),
        matter=analysis.head_of(matter) if matter else _complement(analysis, head),
        kind="learned",
        weight=trigger.probability,
        beneficiary=analysis.head_of(beneficiary) if beneficiary else None,
        learned=trigger,
    )


def _complement(analysis: Analysis, head: int) -> int:
    """The word for what a predicate is about: what is so or done to, its clause or object; else itself."""
    if analysis.deprels[head] == "acl:relcl" and not analysis.dependents(head, "obj", "xcomp", "ccomp"):
        own = analysis.dependents(head, "nsubj")
        if own and tree.form(analysis, own[0]) not in tree.RELATIVES:
            return analysis.heads[head]  # "the break it abolished"
    linking = bool(analysis.dependents(head, "cop")) or tree.lemma(analysis, head) in ("stay", "remain", "be")
    subjects = [("nsubj",)] if linking else [("nsubj:pass",)]
    for relations in (*subjects, ("xcomp", "ccomp"), ("obj",), ("obl", "nmod", "acl")):
        near = [c for c in analysis.dependents(head, *relations) if c > head or relations in subjects]
        if near:
            return near[0]
    return head


def arguments(trigger: StanceTrigger, role: str) -> list[WordSpan]:
    """The words that fill a role, in text order; runs that one or two words part are one."""
    found: list[WordSpan] = []
    for part in trigger.parts:
        if part.role != role or part.probability < SURE:
            continue
        if found and part.words[0] - found[-1][1] <= _GAP:
            found[-1] = found[-1][0], part.words[1]
        else:
            found.append(part.words)
    return found


def argument(trigger: StanceTrigger, role: str) -> WordSpan | None:
    """The words that fill a role nearest to the trigger, or None."""
    near = sorted(arguments(trigger, role), key=lambda words: (_distance(words, trigger.words), words))
    return near[0] if near else None


def _distance(one: WordSpan, other: WordSpan) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
