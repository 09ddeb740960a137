"""How far a position can be trusted, by who saw it: the lexicon in the tree, the model in the words, or both.

The weights are in `data/positions/positions.tsv`, fitted by `training/calibrate_positions.py`.
"""

from math import exp, log
from typing import Final

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.reading.positions.candidates import Candidate

_DOUBT: Final = 0.02
"""Probabilities are kept that far from 0 and 1."""


def signs(candidate: Candidate, named_by: str, named: bool) -> dict[str, float]:
    """What speaks for a position and against it; `named_by` tells who found its holder.

    `named`: whether the holder has a name in the report, or is a person, a body or a state that is told apart.
    """
    seen = candidate.learned
    found = {f"holder by {named_by}": 1.0, "holder is a group": float(not named)}
    if candidate.kind != "learned":
        found["lexicon"] = 1.0
        found["lexicon is sure"] = float(candidate.weight >= 0.7)
    if seen is None:
        found["lexicon alone"] = 1.0
        found[f"lexicon alone, {candidate.kind}"] = 1.0
        return found
    found["model"] = _log_odds(seen.probability)
    found["stance"] = _log_odds(candidate.agreed)
    parts = {part.role: part.probability for part in seen.parts}
    found["model sees a matter"] = parts.get("matter", 0.0)
    found["model sees a holder"] = parts.get("holder", 0.0)
    if seen.change:
        found["model sees a change"] = sum(chance for _, chance in seen.change)
    found["model alone"] = float(candidate.kind == "learned")
    return found


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _DOUBT), 1 - _DOUBT)
    return log(kept / (1 - kept))


def trust(found: dict[str, float]) -> float:
    """The probability that a position is right, by the weights of what speaks for it."""
    return 1 / (1 + exp(-load_sign_weights("positions", "positions").scores(found)[0]))
