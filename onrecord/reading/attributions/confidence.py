"""How sure an attribution is: a logistic model over the reader model's score and simple evidence, read as a chance.

The weights come from `training/calibrate_attributions.py`, fitted on PolNeAR (Newell et al. 2018): right means that
content and source agree with the annotators by the bench's partial measure.
"""

import math

from onrecord.knowledge.cues import VERBS
from onrecord.reading.analysis import Analysis
from onrecord.reading.attributions.candidates import Candidate, size
from onrecord.reading.attributions.quotes import Quotes, kind_of

FEATURES = ("bias", "score", "agreed", "spoken", "listed", "direct", "mixed", "sourced", "named", "length")
"""What speaks for and against a candidate of the model, in the order of the weights."""

WEIGHTS: tuple[float, ...] = (-1.27, 0.458, 0.713, 0.746, -0.177, 0.669, 0.16, 0.231, 0.039, 0.1)


def confidence(analysis: Analysis, quotes: Quotes, candidate: Candidate) -> float:
    """The chance that the candidate is right, between 0 and 1, rounded so that it is the same everywhere."""
    if candidate.rule != "model":
        return round(candidate.score, 3)
    values = features(analysis, quotes, candidate)
    total = sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return round(1.0 / (1.0 + math.exp(-total)), 3)


def features(analysis: Analysis, quotes: Quotes, candidate: Candidate) -> tuple[float, ...]:
    """The values of `FEATURES` for a candidate of the model."""
    cue = range(*candidate.cue) if candidate.cue else range(0)
    entries = [VERBS[lemma] for w in cue if (lemma := analysis.lemmas[w].lower()) in VERBS]
    kind = kind_of(analysis, quotes, candidate.content)
    source = [w for piece in candidate.source for w in range(*piece)]
    return (
        1.0,
        _log_odds(candidate.score),
        float(candidate.agreed),
        float(any(entry.spoken for entry in entries)),
        float(bool(entries)),
        float(kind == "direct"),
        float(kind == "mixed"),
        float(bool(source)),
        float(any(analysis.upos[w] in ("PROPN", "PRON") for w in source)),
        math.log(size(candidate.content)),
    )


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 0.01), 0.99)
    return math.log(kept / (1.0 - kept))
