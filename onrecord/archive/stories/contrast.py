"""Telling apart two happenings of one kind: two arrests, two earthquakes, two takeovers.

Words join reports of both; who, where, when and how many tell them apart. Two groups are held for two happenings where
each has names and numbers that the other lacks, and where they are less alike than either is in itself. How much, is
decided by a linear model; `training.fit_stories` fits its weights.
"""

from collections.abc import Iterator
from math import log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.archive.stories.linkage import Group, inner_likeness, mean_likeness, merges
from onrecord.archive.stories.profiles import Profiles, cosines_seen
from onrecord.archive.stories.vectors import Floats

WEIGHTS: Final = {
    "constant": 14.43,
    "cohesion": 1.51,
    "names": -2.22,
    "numbers": -0.08,
    "words": -1.04,
    "smaller": -3.6,
}
"""Below 0 two groups are two happenings."""

FEWEST: Final = 4
"""A group of fewer reports is not divided: what a single report lacks tells nothing."""
_LEAST_SHARE: Final = 0.15
_LEAST_SIDE: Final = 2
_PRIOR: Final = 0.3
_ROUNDS: Final = 10
_VIEWS: Final = ((0.0, 1.0), (0.5, 1.0), (0.5, 0.3))
"""How much a term that all reports of the group share is discounted, and what other words than names weigh."""
_STRONGEST: Final = (("names", "N", 2), ("numbers", "#", 1), ("words", "W", 2))
"""How many of each kind of term are looked at."""
_LEAST_LIKENESS: Final = 0.01
_TIE: Final = 1e-9
_SMOOTHING: Final = 0.5
_PAIRS: Final = 10
_LEAST_SHARED: Final = 0.1
_MOST_SHARE: Final = 0.9
_DIGITS: Final = 9


def sameness(signs: dict[str, float]) -> float:
    """The model's score of two groups: below 0, two happenings."""
    return WEIGHTS["constant"] + sum(WEIGHTS[name] * value for name, value in signs.items())


def signs(table: Profiles, one: Group, other: Group) -> dict[str, float]:
    """What tells two groups apart.

    `cohesion` is the logarithm of the likeness between them over that within them; `names`, `numbers` and `words` how
    strongly the terms of each set it off from the other, the weaker side; `smaller` the logarithm of the smaller size.
    """
    between = max(mean_likeness(table.likeness, one, other), _LEAST_LIKENESS)
    within = inner_likeness(table.likeness, one, _PRIOR) * inner_likeness(table.likeness, other, _PRIOR)
    found = {"cohesion": log(between / sqrt(max(within, _LEAST_LIKENESS**2)))}
    strengths = _strengths(table, one, other)
    for name, kind, most in _STRONGEST:
        values = strengths[table.kinds == kind]
        found[name] = min(_top_mean(values, most), _top_mean(-values, most))
    found["smaller"] = log(min(len(one), len(other)))
    return found


def divide(table: Profiles, group: Group) -> tuple[Group, Group] | None:
    """The two happenings that a group of reports tells of; None where it tells of one."""
    parted = halves(table, group) if len(group) >= FEWEST else None
    if parted is None or sameness(signs(table, *parted)) >= 0:
        return None
    return parted


def halves(table: Profiles, group: Group) -> tuple[Group, Group] | None:
    """The likeliest way to part a group in two: a mixture of two classes (naive Bayes), settled from several starts."""
    heads = table.heads[group]
    best: tuple[float, list[bool]] | None = None
    for start in _starts(table, group):
        likelihood, side = _settled(heads, start)
        is_parted = _LEAST_SIDE <= sum(side) <= len(group) - _LEAST_SIDE
        if is_parted and (best is None or likelihood > best[0] + _TIE):
            best = (likelihood, side)
    if best is None:
        return None
    one, other = ([member for member, s in zip(group, best[1], strict=True) if s is number] for number in (False, True))
    return one, other


def _starts(table: Profiles, group: Group) -> Iterator[Floats]:
    """Where to start from, for each report 0, 1, or -1 where that is left open: what clustering gives, and what names
    and numbers give that hardly occur together.
    """
    for view in _VIEWS:
        yield _top_halves(cosines_seen(table, group, *view))
    heads = table.heads[group]
    for one, other in _exclusive_pairs(heads, table.kinds):
        difference = heads[:, other] - heads[:, one]
        yield np.where(difference == 0, -1.0, (difference > 0).astype(float))


def _top_halves(likeness: Floats) -> Floats:
    """The last two sizeable groups that clustering joins."""
    size = len(likeness)
    least = max(_LEAST_SIDE, _LEAST_SHARE * size)
    side = np.full(size, -1.0)
    for one, other in merges(likeness, -1.0):
        if min(len(one), len(other)) >= least:
            side[:] = -1.0
            side[one], side[other] = 0.0, 1.0
    return side


def _exclusive_pairs(heads: Floats, kinds: npt.NDArray[np.str_]) -> list[tuple[int, int]]:
    """The columns of names and numbers that many reports have, but hardly one has both; those of most reports first."""
    counts = heads.sum(axis=0)
    least, most = max(_LEAST_SIDE, _LEAST_SHARE * len(heads)), _MOST_SHARE * len(heads)
    columns = np.flatnonzero(((kinds == "N") | (kinds == "#")) & (counts >= least) & (counts <= most))
    both = heads[:, columns].T @ heads[:, columns]
    fewer = np.minimum(counts[columns][:, None], counts[columns][None, :])
    covered = counts[columns][:, None] + counts[columns][None, :] - both
    rows = np.argwhere(np.triu(both <= _LEAST_SHARED * fewer, 1)).tolist()
    ranked = sorted((-covered[a, b], -fewer[a, b], int(columns[a]), int(columns[b])) for a, b in rows)
    return [(one, other) for _, _, one, other in ranked[:_PAIRS]]


def _settled(heads: Floats, side: Floats) -> tuple[float, list[bool]]:
    """The side of each report after every one has gone where its terms are likelier, until none moves, and how likely
    all of them are then.

    A report is left out of what it is held against; a side's shares of reports are smoothed with those of all.
    """
    counts = heads.sum(axis=0)
    prior = _SMOOTHING * (counts - 0.5) / len(heads)
    own_terms = heads[:, counts == 1].sum(axis=1)  # what no other report has is as likely on either side but for size
    own_chance = _SMOOTHING * 0.5 / len(heads)
    shared, prior = heads[:, counts > 1], prior[counts > 1]
    rows, columns = np.nonzero(shared)
    scores = np.zeros((2, len(heads)))
    for _ in range(_ROUNDS):
        for number in (0, 1):
            own = (side == number).astype(float)
            sizes = own.sum() - own + _SMOOTHING
            chances = ((own @ shared + prior)[columns] - own[rows]) / sizes[rows]
            scores[number] = np.bincount(rows, np.log(chances), len(heads)) + own_terms * np.log(own_chance / sizes)
        better = scores[1] - scores[0]
        is_tie = (np.abs(better) <= _TIE) & (side >= 0)
        moved = np.where(is_tie, side, (better > 0).astype(float))
        if (moved == side).all():
            break
        side = moved
    return float(np.where(side > 0, scores[1], scores[0]).sum()), (side > 0).tolist()


def _strengths(table: Profiles, one: Group, other: Group) -> Floats:
    """How strongly each head term prefers one side (above 0) or the other (below): signed roots of the log-likelihood
    ratio (Dunning 1993), less for words that are common in the news.
    """
    ones, others = table.heads[one].sum(axis=0), table.heads[other].sum(axis=0)
    ratios = _fit(ones, len(one)) + _fit(others, len(other)) - _fit(ones + others, len(one) + len(other))
    direction = np.where(ones * len(other) > others * len(one), 1.0, -1.0)
    found: Floats = (direction * np.sqrt(np.maximum(0.0, 2 * ratios)) * table.rarities).round(_DIGITS)
    return found


def _fit(counts: Floats, size: int) -> Floats:
    rest = size - counts
    found: Floats = counts * np.log(np.maximum(counts, 1) / size) + rest * np.log(np.maximum(rest, 1) / size)
    return found


def _top_mean(values: Floats, most: int) -> float:
    """The mean of the largest values, 0 for each that is missing or below 0."""
    return float(np.sort(np.maximum(values, 0.0))[::-1][:most].sum()) / most
