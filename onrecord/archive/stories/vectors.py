"""How alike two reports are: the cosine of their terms, each weighed by how rare it is (Salton & Buckley 1988)."""

from collections.abc import Sequence
from math import log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.archive.stories.terms import Terms
from onrecord.knowledge.frequencies import rarity

Floats = npt.NDArray[np.float64]
Vector = dict[str, float]
"""Weights by term, `#` before numbers; of length one unless it is empty."""

NUMBER_WEIGHT: Final = 3.0
"""A number weighs as a word that one article in twenty has."""
WINDOW_DAYS: Final = 3
"""Reports of one happening come out within 72 hours; publication dates are too often wrong to make that a law."""
MONTH_DAYS: Final = 30
LOSS_APART: Final = 0.03
"""What reports further apart than the window lose of their likeness; those further apart than a month lose it twice."""


def vector(terms: Terms) -> Vector:
    """The terms of a report with their weights, scaled to length one; four digits are kept."""
    weights = {term: (1 + log(count)) * rarity(term) for term, count in terms.words.items()}
    weights |= {"#" + number: NUMBER_WEIGHT for number in terms.numbers}
    size = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: round(weight / size, 4) for term, weight in weights.items()}


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def loss(one: int | None, other: int | None) -> float:
    """What two reports lose of their likeness for coming out far apart; nothing where a day, an ordinal, is unknown."""
    if one is None or other is None:
        return 0.0
    return LOSS_APART * ((abs(one - other) > WINDOW_DAYS) + (abs(one - other) > MONTH_DAYS))


def losses(days: Sequence[int | None]) -> Floats:
    """What each pair of reports loses for coming out far apart, [reports, reports]."""
    known = np.array([day is not None for day in days])
    ordinals = np.array([day or 0 for day in days])
    gaps = np.abs(ordinals[:, None] - ordinals[None, :]) * (known[:, None] & known[None, :])
    found: Floats = LOSS_APART * ((gaps > WINDOW_DAYS).astype(float) + (gaps > MONTH_DAYS))
    return found
