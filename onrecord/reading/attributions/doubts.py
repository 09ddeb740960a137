"""Candidates worth less than their makers say: nobody is named who could speak, and the cue is none of hearsay."""

from dataclasses import replace

from onrecord.knowledge.cues import (
    COMMITTING,
    CONTENT_NOUNS,
    EVIDENTIAL,
    HEARSAY_ADVERBS,
    HEARSAY_PASSIVES,
    TOLD_PASSIVES,
)
from onrecord.reading.analysis import Analysis
from onrecord.reading.attributions.candidates import Candidate, shared
from onrecord.reading.attributions.rules import can_speak

_HEARSAY = HEARSAY_PASSIVES | TOLD_PASSIVES | frozenset(HEARSAY_ADVERBS) | frozenset(CONTENT_NOUNS)

_BARE = 0.7
"""The most that a nested candidate without a source and without a cue of hearsay is worth: too little to be shown."""

_MUTE = 0.75
"""What a candidate is worth whose source can hardly have said it."""


def less_mute(analysis: Analysis, candidate: Candidate) -> Candidate:
    """A candidate worth too little to be shown where nobody speaks: "the move suggests X", "no group has claimed X"."""
    if candidate.cue is None or not candidate.source or candidate.score < _MUTE:
        return candidate
    first = analysis.lemmas[candidate.source[0][0]].lower()
    nobody = first in ("no", "nobody", "none") and candidate.stance != "declines"
    things = {analysis.lemmas[word].lower() for word in range(*candidate.cue)} & (EVIDENTIAL | COMMITTING)
    if nobody or (things and not can_speak(analysis, candidate.source) and not _is_entity(analysis, candidate)):
        return replace(candidate, score=_MUTE)
    return candidate


def _is_entity(analysis: Analysis, candidate: Candidate) -> bool:
    return any(shared((entity.words,), candidate.source) for entity in analysis.entities)


def less_bare(analysis: Analysis, candidate: Candidate) -> Candidate:
    """A candidate that names no source, worth less where its cue is none of hearsay: "seems", "it is unclear"."""
    assert candidate.cue is not None
    lemmas = {analysis.lemmas[word].lower() for word in range(*candidate.cue)}
    if candidate.source or lemmas & _HEARSAY:
        return candidate
    return replace(candidate, score=min(candidate.score, _BARE))
