"""All stances that the words of a report express.

A candidate is syntax only: whether its holder is somebody the record knows is decided in `positions`.
"""

from collections.abc import Iterator

from onrecord.knowledge.stances import StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.frames import Frames
from onrecord.reading.positions.nominal import NominalStances
from onrecord.reading.positions.verbs import VerbStances

_AGAINST = frozenset({"forbids", "opposes", "refuses"})
_RULES = frozenset({"permits", "forbids", "requires", "threatens"})


def find_candidates(analysis: Analysis, lexicon: StanceLexicon) -> list[Candidate]:
    """All stances in text order, without those that only stand in the matter of another."""
    frames = Frames(analysis, lexicon)
    verbs = VerbStances(frames)
    nominal = NominalStances(frames, verbs)
    found = [candidate for word in range(len(analysis)) for candidate in _at(word, frames, verbs, nominal)]
    return _without_embedded(analysis, found)


def _at(word: int, frames: Frames, verbs: VerbStances, nominal: NominalStances) -> Iterator[Candidate]:
    """The stances that one word expresses."""
    analysis = frames.analysis
    upos = analysis.upos[word]
    if upos not in ("VERB", "ADJ", "NOUN", "AUX", "PROPN", "ADV", "PRON"):
        return
    leaning = list(verbs.leaning(word))
    if leaning and frames.is_asserted(word):
        yield from leaning
        return
    if upos == "PRON":
        return
    lemma = tree.lemma(analysis, word)
    if upos in ("NOUN", "PROPN"):
        if lemma in frames.lexicon.nouns:
            yield from nominal.noun(word, lemma)
        yield from verbs.judged_subject(word)
        return
    if not frames.is_asserted(word):
        return
    found = list(nominal.adjective(word, lemma)) or list(verbs.judged_subject(word))
    if not found and upos in ("VERB", "AUX"):
        found = list(verbs.read(word, lemma))
    yield from found


def _is_joined(analysis: Analysis, clause: int) -> bool:
    """Whether a clause is coordinated with another whose subject it shares."""
    joined = analysis.deprels[clause] == "conj" and analysis.heads[clause] >= 0
    return joined and not (analysis.dependents(clause, "nsubj") and analysis.dependents(clause, "mark"))


def _without_embedded(analysis: Analysis, found: list[Candidate]) -> list[Candidate]:
    """The candidates that are not themselves the complement of another's stance word."""
    owners: dict[int, list[Candidate]] = {}
    for candidate in found:
        if candidate.kind != "noun":
            owners.setdefault(candidate.matter, []).append(candidate)
    # "Passed a law that bans X" says that X is banned; that the law was backed goes without saying.
    lawful = {
        analysis.heads[c.clause] for c in found if analysis.deprels[c.clause] == "acl:relcl" and c.stance in _RULES
    }
    kept: list[Candidate] = []
    for candidate in found:
        inside = candidate.clause
        while _is_joined(analysis, inside) and inside not in owners:
            inside = analysis.heads[inside]
        if candidate.stance == "supports" and candidate.matter in lawful:
            continue
        against = analysis.deprels[candidate.clause] == "acl:relcl" and candidate.stance in _RULES
        if against and any(
            o.stance in _AGAINST and o is not candidate for o in owners.get(analysis.heads[candidate.clause], ())
        ):
            continue  # "suspended a pact that lets troops in": what the pact did is no rule any more
        if not any(owner.trigger != candidate.trigger for owner in owners.get(inside, ())):
            kept.append(candidate)
    return kept
