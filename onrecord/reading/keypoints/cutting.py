"""Where a row too long for a table ends: at the edge of a phrase, not in the middle of one."""

from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches

LONGEST: Final = 32
"""Words of the longest row that is still read at a glance."""
_SHORTEST: Final = 8
_FEW: Final = 4
_WORTH: Final = 8
"""Words that may be lost for ending before a clause rather than before a phrase."""
_CLAUSES: Final = ("advcl", "acl:relcl", "conj", "parataxis", "appos", "punct", "cc")
_PHRASES: Final = (*_CLAUSES, "acl", "obl", "ccomp", "xcomp", "advmod", "nmod")
_LEADING: Final = frozenset({"ADV", "ADP", "DET", "CCONJ", "SCONJ", "AUX"})
"""Kinds of words that as a rule lead to what follows them."""
_QUOTATION: Final = frozenset({'"', "“", "”"})
_SOURCED: Final = frozenset({"according"})


def shortened(analysis: Analysis, words: WordSpan, limit: int = LONGEST) -> WordSpan:
    """The words without who says so at their end; where they are more than `limit`, up to the last whole phrase.

    A clause is left out rather than a phrase; words that no edge divides are cut at the limit.
    """
    start, end = _without_source(analysis, _in_paragraph(analysis, words))
    if end - start <= limit:
        return _closed(analysis, tree.trimmed(analysis, (start, end)))
    clause, phrase = (_last_edge(analysis, start, start + limit, kind) for kind in (_CLAUSES, _PHRASES))
    place = clause if clause + _WORTH >= phrase else phrase
    return tree.trimmed(analysis, (start, _before_comma(analysis, start, place) if place else start + limit))


def _before_comma(analysis: Analysis, start: int, place: int) -> int:
    """The place, or the comma shortly before it: few words after a comma begin what was cut off."""
    commas = [w for w in range(max(start + _SHORTEST, place - _FEW), place) if analysis.forms[w] == ","]
    return next((w for w in reversed(commas) if _is_edge(analysis, start, w, _PHRASES)), place)


def _closed(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words with the mark right after them that closes a quotation opened among them."""
    start, end = words
    opened = [analysis.forms[w] for w in range(start, end) if analysis.forms[w] in _QUOTATION]
    closing = end < len(analysis) and analysis.forms[end] in _QUOTATION and analysis.forms[end] != "“"
    return (start, end + 1) if closing and len(opened) % 2 else words


def _last_edge(analysis: Analysis, start: int, end: int, droppable: tuple[str, ...]) -> int:
    """The last word, not after `end`, before which the words can be cut; 0 where there is none."""
    places = range(end, start + _SHORTEST, -1)
    return next((place for place in places if _is_edge(analysis, start, place, droppable)), 0)


def _in_paragraph(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words up to the end of the paragraph: a heading without a full stop is at times read on into the text."""
    paragraph = analysis.paragraph_of
    return words[0], next((w for w in range(*words) if paragraph[w] != paragraph[words[0]]), words[1])


def _without_source(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words up to ", according to ..."."""
    for word in range(words[0] + 2, words[1]):
        if tree.form(analysis, word) in _SOURCED and analysis.forms[word - 1] == ",":
            return words[0], word - 1
    return words


def _is_edge(analysis: Analysis, start: int, place: int, droppable: tuple[str, ...]) -> bool:
    """Whether what follows a place can be left out: no word before it needs one after it."""
    if any(analysis.heads[w] >= place for w in range(start, place) if analysis.deprels[w] != "punct"):
        return False
    needed = [
        child
        for word in range(start, place)
        for child in analysis.children[word]
        if child >= place and not (matches(analysis.deprels[child], droppable) and _is_loose(analysis, child))
    ]
    last = place - 1
    bare = (
        analysis.upos[last] == "VERB"
        and analysis.forms[place] != ","
        and any(child >= place and not matches(analysis.deprels[child], _CLAUSES) for child in analysis.children[last])
    )
    return not needed and not bare and analysis.upos[last] not in _LEADING and _is_balanced(analysis, start, place)


def _is_loose(analysis: Analysis, word: int) -> bool:
    """Whether a phrase can go without harm, which one with "of" cannot ("at least some of the rules")."""
    return analysis.deprels[word] != "nmod" or not tree.cases(analysis, word).startswith("of")


def _is_balanced(analysis: Analysis, start: int, place: int) -> bool:
    """Whether no bracket stands open."""
    forms = [analysis.forms[w] for w in range(start, place)]
    return forms.count("(") == forms.count(")")
