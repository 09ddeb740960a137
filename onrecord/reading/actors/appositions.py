"""Which nouns and names stand side by side for the same: "Rossi, the minister", "Rossi is minister"."""

from collections.abc import Iterator, Sequence

from onrecord.reading.actors.mentions import Candidate
from onrecord.reading.analysis import Analysis

Pair = tuple[int, int]
_LONGEST_COMPLEMENT = 7


def pairs_of_one(analysis: Analysis, names: Sequence[Candidate], nominals: Sequence[Candidate]) -> Iterator[Pair]:
    """Pairs of head words that name the same: by the tree, by "is", and by standing between the same commas."""
    yield from _appositions(analysis)
    yield from _copulas(analysis)
    yield from _beside(analysis, names, nominals)


def _appositions(analysis: Analysis) -> Iterator[Pair]:
    """ "Rossi, the minister"; "the magazine Der Spiegel"."""
    for word, relation in enumerate(analysis.deprels):
        if relation in ("appos", "nmod:desc") and analysis.heads[word] >= 0:
            yield analysis.heads[word], word


def _copulas(analysis: Analysis) -> Iterator[Pair]:
    for word, relation in enumerate(analysis.deprels):
        if relation == "cop" and analysis.lemmas[word] == "be":
            noun = analysis.heads[word]
            yield from ((subject, noun) for subject in analysis.dependents(noun, "nsubj"))


def _beside(analysis: Analysis, names: Sequence[Candidate], nominals: Sequence[Candidate]) -> Iterator[Pair]:
    """Role nouns beside a name that the tree may keep apart: "the magazine Mosaic", "Rossi, the minister,"."""
    at_start, at_end = {m.words[0]: m for m in names}, {m.words[1]: m for m in names}
    for nominal in nominals:
        start, end = nominal.words
        name = at_start.get(end)
        if name is not None and name.kind != "person" and nominal.head == end - 1:
            yield nominal.head, analysis.head_of(name.core)
        if nominal.kind != "person" or analysis.deprels[nominal.head] == "conj":
            continue
        comma = _complement_end(analysis, end)
        name = at_start.get(comma + 1) if comma is not None else None
        if name is not None and _may_end(analysis, name.words[1]):
            yield nominal.head, analysis.head_of(name.core)
        name = at_end.get(start - 1) if start and analysis.forms[start - 1] == "," else None
        if name is not None and _may_end(analysis, end):
            yield nominal.head, analysis.head_of(name.core)


def _complement_end(analysis: Analysis, end: int) -> int | None:
    """The comma that closes a description, a short complement included: "its envoy | to the union, Rossi"."""
    if end < len(analysis) and analysis.forms[end].lower() not in (",", "to", "for", "at", "in", "of", "on"):
        return None
    for word in range(end, min(end + _LONGEST_COMPLEMENT, len(analysis))):
        if analysis.forms[word] == ",":
            return word
        if analysis.upos[word] in ("VERB", "AUX", "PUNCT", "PRON", "CCONJ"):
            return None
    return None


def _may_end(analysis: Analysis, end: int) -> bool:
    """Whether an apposition may end here: at a comma, a full stop, a bracket or a colon."""
    return end >= len(analysis) or analysis.forms[end] in (",", ".", ")", ":")
