"""Positions before they are records: one for each stance that is told, then one for each that is held."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.scope import Modifiers
from onrecord.records import Holding
from onrecord.spans import Span


@dataclass(slots=True)
class Draft:
    """A position before merging, in words."""

    candidate: Candidate
    holder: str
    matter: WordSpan
    topic: frozenset[str]
    holding: Holding
    beneficiary: str | None
    modifiers: Modifiers
    since: str | None
    until: str | None
    areas: tuple[str, ...]
    attributions: list[str]
    confidence: float
    signs: dict[str, float] = field(default_factory=dict)
    evidence: list[Span] = field(default_factory=list)

    @property
    def past(self) -> bool:
        """Whether the position is held no longer."""
        return self.holding == "past"


def merge_drafts(drafts: Sequence[Draft], holders: Holders, analysis: Analysis) -> list[Draft]:
    """One draft for the same holder, stance and matter, with the evidence of all that say it."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((known for known in kept if _is_same(known, draft, holders, analysis)), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return kept


def _is_same(known: Draft, draft: Draft, holders: Holders, analysis: Analysis) -> bool:
    if known.candidate.stance != draft.candidate.stance or known.past != draft.past:
        return False
    if not holders.interchangeable(known.holder, draft.holder):
        return False
    if known.matter == draft.matter:
        return True
    clause = draft.candidate.clause
    if analysis.deprels[clause] == "advcl" and analysis.heads[clause] in _heads(analysis, known.candidate.clause):
        return True  # "eased the embargo, letting ships leave": one step, said in two clauses
    shared = len(known.topic & draft.topic)
    return shared > 0 and 2 * shared >= min(len(known.topic), len(draft.topic))


def _heads(analysis: Analysis, clause: int) -> tuple[int, ...]:
    """A clause, and the verb of saying that it is the content of, on which parsers hang what follows."""
    said = analysis.deprels[clause] in ("ccomp", "parataxis")
    return (clause, analysis.heads[clause]) if said else (clause,)


def _absorb(twin: Draft, draft: Draft) -> None:
    twin.evidence += [span for span in draft.evidence if span not in twin.evidence]
    twin.attributions += [ident for ident in draft.attributions if ident not in twin.attributions]
    if twin.candidate.kind == "deed" and draft.candidate.kind != "deed":
        twin.matter, twin.topic = draft.matter, draft.topic  # what is let happen says more than that a ban was eased
    twin.beneficiary = twin.beneficiary or draft.beneficiary
    twin.since, twin.until = twin.since or draft.since, twin.until or draft.until
    twin.areas = tuple(dict.fromkeys(twin.areas + draft.areas))
    for name in ("conditions", "objectives", "reasons", "targets"):
        mine: list[WordSpan] = getattr(twin.modifiers, name)
        mine += [words for words in getattr(draft.modifiers, name) if words not in mine]
    twin.confidence = 1 - (1 - twin.confidence) * (1 - draft.confidence / 2)
