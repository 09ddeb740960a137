"""Reports that hang together as tables of numbers: their terms with weights, and the terms of their heads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.archive.stories.vectors import Floats, Vector, losses
from onrecord.knowledge.frequencies import rarity

Flags = npt.NDArray[np.bool_]

_COMMON_RARITY: Final = 5.0
_DIGITS: Final = 9
"""Sums are rounded so that no processor's order of adding decides."""


@dataclass(frozen=True, slots=True)
class Member:
    """A report to be grouped: its id, its vector, the terms of its head, and its day as an ordinal where known."""

    id: str
    vector: Vector
    head: Sequence[str]
    day: int | None


@dataclass(frozen=True, slots=True)
class Profiles:
    """Reports as rows of tables; a group of them is a list of row numbers."""

    likeness: Floats
    """[reports, reports]: cosines, less what is taken off for coming out far apart."""
    weights: Floats
    """[reports, terms]: the vectors, without the terms that only one report has."""
    named: Flags
    """[reports, terms]: what counts as a name or a number in that report."""
    alone: Floats
    """[reports, 2]: the squared weights of the terms that only this report has, names and numbers first."""
    heads: Floats
    """[reports, head terms]: 1 where the report's head has the term."""
    kinds: npt.NDArray[np.str_]
    """[head terms]: N, W, # or @."""
    rarities: Floats
    """[head terms]: from 0 to 1, less for words that are common in the news."""


def profiles(members: Sequence[Member]) -> Profiles:
    """The tables of some reports, in their order."""
    counts = Counter(term for member in members for term in member.vector)
    columns = {term: number for number, term in enumerate(sorted(t for t, count in counts.items() if count > 1))}
    weights = np.zeros((len(members), len(columns)))
    named = np.zeros(weights.shape, dtype=np.bool_)
    alone = np.zeros((len(members), 2))
    for row, member in enumerate(members):
        names = {term[1:] for term in member.head if term[0] == "N"}
        shared = [term for term in member.vector if term in columns]
        places = [columns[term] for term in shared]
        weights[row, places] = [member.vector[term] for term in shared]
        named[row, places] = [term[0] == "#" or term in names for term in shared]
        for term in sorted(member.vector.keys() - columns.keys()):
            alone[row, 0 if term[0] == "#" or term in names else 1] += member.vector[term] ** 2
    likeness = (weights @ weights.T).round(_DIGITS) - losses([member.day for member in members])
    return Profiles(likeness, weights, named, alone, *_heads(members))


def _heads(members: Sequence[Member]) -> tuple[Floats, npt.NDArray[np.str_], Floats]:
    columns = {term: number for number, term in enumerate(sorted({term for m in members for term in m.head}))}
    heads = np.zeros((len(members), len(columns)))
    for row, member in enumerate(members):
        heads[row, [columns[term] for term in member.head]] = 1.0
    rarities = [1.0 if term[0] in "#@" else min(1.0, rarity(term[1:]) / _COMMON_RARITY) for term in columns]
    return heads, np.array([term[0] for term in columns]), np.array(rarities)


def cosines_seen(table: Profiles, group: Sequence[int], discount: float, other_words: float) -> Floats:
    """The cosines within a group where shared terms count less and words that are no names count `other_words`.

    A term that all reports of the group have is discounted by up to `discount`, one that a single report has by 0.
    """
    size = len(group)
    weights = table.weights[group]
    counts = np.maximum((weights > 0).sum(axis=0), 1)
    shares = np.log((size + 1) / (counts + 0.5)) / np.log((size + 1) / 1.5)
    seen = weights * (1 - discount + discount * shares) * np.where(table.named[group], 1.0, other_words)
    alone = table.alone[group] @ np.array([1.0, other_words * other_words])
    sizes = np.sqrt((seen * seen).sum(axis=1) + alone)
    seen /= np.where(sizes > 0, sizes, 1.0)[:, None]
    found: Floats = (seen @ seen.T).round(_DIGITS)
    return found
