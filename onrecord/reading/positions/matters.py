"""What a position is about, in plain words that stay the same: what is done to what ("export wheat").

Positions on one matter get one key within a report, whoever holds them, so that they can be laid side by side; reports
are brought together by the words of their keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.knowledge.word_families import families
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.spans import Span

_OBJECTS: Final = ("obj", "nsubj:pass", "ccomp", "xcomp")
_PHRASES: Final = ("obl", "nmod")
_NAMED: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_ABOUT: Final = ("on", "of", "against", "over", "to", "for", "from")
_WIDE: Final = ("restriction", "permission", "law", "document", "policy", "pact", "option", "plan")
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "such", "same", "it", "them", "so", "either"})
_LONGEST: Final = 5
_ALIKE: Final = 0.5
"""Share of the shorter key's words that two matters must have in common to be one."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The key of a matter and the words it is compared by; both empty where "it" or "the move" stands for it."""

    key: tuple[str, ...]
    words: frozenset[str]


def matter_of(analysis: Analysis, span: Span) -> Matter:
    """What the words of a matter come to."""
    words = analysis.words_in(span)
    if words[0] == words[1]:
        return Matter((), frozenset())
    head = _inner(analysis, analysis.head_of(words), words)
    objects = [c for c in analysis.dependents(head, *_OBJECTS) if _is_in(c, words)]
    objects += [c for c in analysis.dependents(head, *_PHRASES) if _is_in(c, words)]
    parts = [_action(analysis, head)]
    if analysis.upos[head] in ("NOUN", "PROPN"):
        parts += _modifiers(analysis, head, words)
    for word in objects[:2]:
        parts += [*_modifiers(analysis, word, words), tree.lemma(analysis, word)] if _tells(analysis, word) else []
    key = tuple(dict.fromkeys(part for part in parts if part))[:_LONGEST]
    if _is_taken_up(analysis, words):
        return Matter((), frozenset())
    content = [w for w in range(*words) if _tells(analysis, w)]
    return Matter(key, frozenset(_root(tree.lemma(analysis, w)) for w in content))


def _is_taken_up(analysis: Analysis, words: WordSpan) -> bool:
    """ "The move", "the same request", "such a step": names again what was told, and says no more of it."""
    lexicon = load_stances()
    content = [tree.lemma(analysis, w) for w in range(*words) if _tells(analysis, w) and analysis.upos[w] != "ADJ"]
    definite = any(tree.form(analysis, w) in _DEFINITE for w in range(*words))
    return definite and all(any(lexicon.is_a(lemma, name) for name in _WIDE) for lemma in content)


def _is_in(word: int, words: WordSpan) -> bool:
    return words[0] <= word < words[1]


def _inner(analysis: Analysis, head: int, words: WordSpan) -> int:
    """What a ban bans and a plan plans: the head of the phrase after "on", "of" or "to", where there is one."""
    lexicon = load_stances()
    if not any(lexicon.is_a(tree.lemma(analysis, head), name) for name in _WIDE):
        return head
    inner = [*tree.prepositional(analysis, head, _ABOUT), *analysis.dependents(head, "acl")]
    return next((word for word in inner if _is_in(word, words) and _tells(analysis, word)), head)


def _action(analysis: Analysis, head: int) -> str:
    lemma = tree.lemma(analysis, head)
    if not _tells(analysis, head):
        return ""
    return _root(lemma) if analysis.upos[head] == "NOUN" else lemma


def _modifiers(analysis: Analysis, word: int, words: WordSpan) -> list[str]:
    """The words that stand before a noun and say of what kind it is, in text order."""
    before = [c for c in analysis.dependents(word, "compound", "amod", "nmod:poss") if words[0] <= c < word]
    return [tree.lemma(analysis, c) for c in before if _tells(analysis, c)]


def _tells(analysis: Analysis, word: int) -> bool:
    lemma = tree.lemma(analysis, word)
    return analysis.upos[word] in _NAMED and not load_stances().is_a(lemma, "light")


def _root(lemma: str) -> str:
    """The shortest word of a family, the first of equals: "export" for "exportation"."""
    return min(families(lemma), key=lambda word: (len(word), word))


def shared_keys(matters: Sequence[Matter]) -> list[str]:
    """The key of each matter, in the order given; those on one matter have that of the first of them.

    A pronoun stands for the matter told before it.
    """
    keys: list[str] = []
    groups: list[tuple[str, list[Matter]]] = []
    for matter in matters:
        if not matter.words:
            keys.append(keys[-1] if keys else "")
            continue
        known = max(groups, key=lambda group: _nearness(group[1], matter), default=None)
        if known is None or _nearness(known[1], matter) < _ALIKE:
            known = " ".join(matter.key) or " ".join(sorted(matter.words)[:_LONGEST]), []
            groups.append(known)
        known[1].append(matter)
        keys.append(known[0])
    return keys


def _nearness(group: Sequence[Matter], matter: Matter) -> float:
    return max((_shared(other, matter) for other in group), default=0.0)


def _shared(one: Matter, other: Matter) -> float:
    least = min(len(one.words), len(other.words))
    return len(one.words & other.words) / least if least else 0.0
