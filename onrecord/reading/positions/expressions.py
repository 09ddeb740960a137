"""Which expressions of a stance begin in the words of a trigger."""

from typing import Final

from onrecord.knowledge.stance_expressions import StanceExpression, load_stance_expressions
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import PositionStance

_GAP: Final = 3
"""Words that may stand between two of an expression ("gave the plan short shrift")."""


def expressions(analysis: Analysis, head: int, words: WordSpan) -> dict[PositionStance, int]:
    """The stances that expressions tell which begin in a trigger, with the number of words of the longest of each."""
    known = load_stance_expressions()
    end = analysis.sentences[analysis.sentence_of[head]][1]
    found: dict[PositionStance, int] = {}
    for word in sorted({*range(*words), head}):
        for said in {tree.lemma(analysis, word), tree.form(analysis, word)}:
            for expression in known.get(said, ()):
                if _is_said(analysis, word, end, expression):
                    found[expression.stance] = max(found.get(expression.stance, 0), len(expression.words))
    return found


def _is_said(analysis: Analysis, first: int, end: int, expression: StanceExpression) -> bool:
    """Whether the rest of an expression follows its first word, before the given end."""
    last = first
    for wanted in expression.words[1:]:
        near = range(last + 1, min(end, last + 2 + _GAP))
        following = [w for w in near if wanted in (tree.lemma(analysis, w), tree.form(analysis, w))]
        if not following:
            return False
        last = following[0]
    return True
