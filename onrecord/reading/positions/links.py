"""What later sentences add to a position: "the aim is to ...", and how those who may do something are to do it."""

from collections.abc import Iterator
from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan

_AIMS: Final = frozenset({"aim", "goal", "objective", "purpose", "intention", "idea", "target", "hope", "point"})
_ACTS: Final = frozenset({
    "decision", "move", "step", "measure", "authorization", "authorisation", "approval", "permission", "ban", "order",
    "policy", "rule", "deal", "agreement", "plan", "law", "bill", "restriction", "sanction", "action", "change", "cut",
    "mission", "package", "licence", "license", "programme", "program", "reform", "curb", "tariff", "it", "this",
})  # fmt: skip
_MEANT: Final = frozenset(
    {"meant", "designed", "intended", "aimed", "needed", "seen", "supposed", "necessary", "geared"}
)


def find_aims(analysis: Analysis) -> Iterator[tuple[int, WordSpan]]:
    """Clauses that say what a decision is for: the predicate, and the words of the aim, in text order."""
    for word in range(len(analysis)):
        if analysis.upos[word] not in ("VERB", "NOUN", "ADJ") or not analysis.dependents(word, "nsubj"):
            continue
        subject = tree.lemma(analysis, analysis.dependents(word, "nsubj")[0])
        verb = None
        if subject in _AIMS:
            verb = word if is_infinitive(analysis, word) else _infinitive_under(analysis, word)
        elif subject in _ACTS and tree.form(analysis, word) in _MEANT:
            verb = _infinitive_under(analysis, word) or _gerund_under(analysis, word)
        elif subject in _ACTS and analysis.upos[word] == "NOUN" and analysis.dependents(word, "cop"):
            verb = _infinitive_under(analysis, word)
        if verb is not None:
            yield word, tree.verb_phrase(analysis, verb)


def is_infinitive(analysis: Analysis, word: int) -> bool:
    """Whether a verb has its "to"."""
    return any(tree.form(analysis, c) == "to" and analysis.upos[c] == "PART" for c in analysis.children[word])


def _infinitive_under(analysis: Analysis, word: int) -> int | None:
    for child in analysis.children[word]:
        if child > word and analysis.upos[child] == "VERB" and is_infinitive(analysis, child):
            return child
        if child > word and tree.cases(analysis, child) == "as":
            return _infinitive_under(analysis, child)
    return None


def _gerund_under(analysis: Analysis, word: int) -> int | None:
    for child in analysis.children[word]:
        if child > word and analysis.xpos[child] == "VBG" and tree.cases(analysis, child) in ("at", "for", "towards"):
            return child
    return None


def find_uses(analysis: Analysis, sentence: WordSpan, topic: frozenset[str]) -> Iterator[int]:
    """Verbs of a sentence, to come or possible, whose clause takes up a word of the topic."""
    for word in range(*sentence):
        if analysis.upos[word] != "VERB":
            continue
        ahead = set(tree.auxiliaries(analysis, word)) & (tree.FUTURE | tree.POSSIBLE | {"can"})
        if not ahead and not is_infinitive(analysis, word):
            continue
        start, end = tree.clause_words(analysis, word)
        nouns = {_singular(tree.lemma(analysis, w)) for w in range(start, end) if analysis.upos[w] in ("NOUN", "PROPN")}
        if nouns & {_singular(noun) for noun in topic}:
            yield word


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun
