"""How far a name reaches: without article or mark of possession, on over hyphens, and with its article."""

import re
from collections.abc import Iterator

from onrecord.knowledge.actors import people_named, role_noun
from onrecord.knowledge.place_words import GIVEN_NAMES
from onrecord.reading.actors.mentions import HYPHENS, POSSESSIVES, has_part
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan

_PARTICLES = frozenset("Le La De Du Van Von Al El Ben Bin Della Dos Da Di Abu Ould Mac".split())
"""With a capital, what begins the second part of a name."""
ROYAL = frozenset("king queen prince princess sultan sheikh emperor pope patriarch ayatollah mullah imam".split())
"""Titles by which people are called as by a name."""
_LONGEST_REST = 5
_NUMERAL = re.compile(r"[IVX]+")


def takes_part(analysis: Analysis, head: int) -> bool:
    return has_part(analysis, head) and analysis.deprels[head] != "compound"


def trim(analysis: Analysis, words: WordSpan) -> WordSpan:
    start, end = words
    while start < end and (analysis.upos[start] in ("DET", "PUNCT", "ADP") or analysis.forms[start] in POSSESSIVES):
        start += 1
    while start < end and (analysis.upos[end - 1] in ("PUNCT", "ADP") or analysis.forms[end - 1] in POSSESSIVES):
        end -= 1
    while start < end and _hyphen_joins(analysis, end) and analysis.forms[end + 1].lower() != "based":
        end += 2
    return start, end


def _hyphen_joins(analysis: Analysis, end: int) -> bool:
    """Whether the name goes on after a hyphen without a space: "Kim Jong | -un"."""
    return (
        end + 1 < len(analysis)
        and analysis.forms[end] in HYPHENS
        and analysis.ends[end - 1] == analysis.starts[end]
        and analysis.ends[end] == analysis.starts[end + 1]
        and analysis.upos[end + 1] in ("PROPN", "X")
    )


def with_article(analysis: Analysis, words: WordSpan) -> WordSpan:
    if words[0] and analysis.forms[words[0] - 1].lower() == "the":
        return words[0] - 1, words[1]
    return words


def joined_people(analysis: Analysis) -> Iterator[LabelledSpan]:
    """The entities, of a person's name that the model cut in two one: "Jean | -Marc | de Witte", "Israel | Katz"."""
    held: LabelledSpan | None = None
    for entity in (_completed(analysis, e) for e in analysis.entities):
        if held is not None and entity.label == "PERSON" and _continues(analysis, held, entity):
            held = LabelledSpan((held.words[0], entity.words[1]), "PERSON", min(held.score, entity.score))
            continue
        if held is not None:
            yield held
        held = entity
    if held is not None:
        yield held


def _completed(analysis: Analysis, entity: LabelledSpan) -> LabelledSpan:
    """A name with the number after it, a ruler's title with the name after it: "Felipe | VI", "King | Paul"."""
    start, end = entity.words
    if entity.label != "PERSON" or end >= len(analysis) or "\n" in analysis.slice((start, end + 1)):
        return entity
    listed = _listed_end(analysis, entity.words)
    if listed > end:
        return LabelledSpan((start, listed), "PERSON", entity.score)
    alone = end - start == 1 and analysis.forms[start].lower() in ROYAL and analysis.upos[end] == "PROPN"
    if alone and any(e.words[0] == end for e in analysis.entities):
        return entity
    if not alone and not _NUMERAL.fullmatch(analysis.forms[end]):
        return entity
    return LabelledSpan((start, end + 1), "PERSON", entity.score)


def _listed_end(analysis: Analysis, words: WordSpan) -> int:
    """Where a name of the tables ends of which the model took the beginning: "Jean | -Yves Muster"."""
    start, end = words
    last = end
    while last < len(analysis) and last - end < _LONGEST_REST:
        if not (analysis.forms[last][:1].isupper() or analysis.forms[last] in HYPHENS):
            break
        last += 1
    while last > end:
        if analysis.forms[last - 1] not in HYPHENS and people_named(analysis.slice((start, last))):
            return last
        last -= 1
    return end


def _continues(analysis: Analysis, held: LabelledSpan, entity: LabelledSpan) -> bool:
    """Whether a person's name goes on from the entity before it."""
    if held.label == "PERSON" and _goes_on(analysis, held.words[1], entity.words[0]):
        return True
    first = analysis.slice(held.words)
    if held.words[1] != entity.words[0] or "\n" in analysis.slice((held.words[0], entity.words[1])):
        return False
    if held.label == "PERSON":
        return first.lower() in ROYAL
    return held.label == "GPE" and begins_a_person(analysis, held.words)


def begins_a_person(analysis: Analysis, words: WordSpan) -> bool:
    """Whether a country's name is the first name of somebody: "Israel | Katz", "Chad | Muster".

    So where it and the next word are a person of the tables, or where people bear it and an entity follows that the
    model takes for a person's single name.
    """
    start, end = words
    if end >= len(analysis) or not analysis.forms[end][:1].isupper() or role_noun(analysis.forms[end]) is not None:
        return False
    if analysis.text[analysis.ends[end - 1] : analysis.starts[end]] != " ":
        return False
    name = analysis.slice(words)
    return bool(people_named(f"{name} {analysis.forms[end]}")) or (
        name in GIVEN_NAMES
        and end - start == 1
        and any(e.label == "PERSON" and e.words == (end, end + 1) for e in analysis.entities)
    )


def _goes_on(analysis: Analysis, end: int, start: int) -> bool:
    """Whether nothing but a hyphenated piece and a space stands between two parts of a name, on one line."""
    if (
        start - end not in (0, 2)
        or end >= len(analysis)
        or "\n" in analysis.text[analysis.ends[end - 1] : analysis.starts[start]]
    ):
        return False
    return (start > end and _hyphen_joins(analysis, end)) or (start == end and analysis.forms[start] in _PARTICLES)
