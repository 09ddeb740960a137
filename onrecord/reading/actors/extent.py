"""How far a name reaches: without article or mark of possession, on over hyphens, and with its article."""

from collections.abc import Iterator

from onrecord.reading.actors.mentions import HYPHENS, POSSESSIVES, has_part
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan

_PARTICLES = frozenset("Le La De Du Van Von Al El Ben Bin Della Dos Da Di Abu Ould Mac".split())
"""With a capital, what begins the second part of a name."""


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
    """The entities, of a person's name that the model cut in two one: "Jean | -Marc | de Witte"."""
    held: LabelledSpan | None = None
    for entity in analysis.entities:
        if held is not None and entity.label == "PERSON" and _goes_on(analysis, held.words[1], entity.words[0]):
            held = LabelledSpan((held.words[0], entity.words[1]), "PERSON", min(held.score, entity.score))
            continue
        if held is not None:
            yield held
        held = entity if entity.label == "PERSON" else None
        if held is None:
            yield entity
    if held is not None:
        yield held


def _goes_on(analysis: Analysis, end: int, start: int) -> bool:
    """Whether nothing but a hyphenated piece and a space stands between two parts of a name, on one line."""
    if (
        start - end not in (0, 2)
        or end >= len(analysis)
        or "\n" in analysis.text[analysis.ends[end - 1] : analysis.starts[start]]
    ):
        return False
    return (start > end and _hyphen_joins(analysis, end)) or (start == end and analysis.forms[start] in _PARTICLES)
