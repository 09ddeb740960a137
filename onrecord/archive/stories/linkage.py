"""Joining what is alike: average-link agglomerative clustering (Sokal & Michener 1958) over a table of likeness."""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.archive.stories.vectors import Floats

Group = list[int]
"""Rows of the table, in rising order."""


def merges(likeness: Floats, least: float) -> Iterator[tuple[Group, Group]]:
    """The pairs of groups in the order of joining, the most alike first, down to a mean likeness of `least`.

    Of pairs that are equally alike the first in the table is joined first.
    """
    table = likeness.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    groups = {row: [row] for row in range(len(table))}
    while len(groups) > 1:
        first, second = divmod(int(table.argmax()), len(table))
        if table[first, second] < least:
            return
        one, other = groups[first], groups.pop(second)
        yield one, other
        mean = (len(one) * table[first] + len(other) * table[second]) / (len(one) + len(other))
        table[first], table[:, first] = mean, mean
        table[second], table[:, second], table[first, first] = -np.inf, -np.inf, -np.inf
        groups[first] = sorted(one + other)


def groups_above(likeness: Floats, least: float) -> list[Group]:
    """The groups left when no two of them have a mean likeness of `least` or more, by their first members."""
    groups = {row: [row] for row in range(len(likeness))}
    for one, other in merges(likeness, least):
        groups[one[0]] = sorted(groups[one[0]] + groups.pop(other[0]))
    return [groups[first] for first in sorted(groups)]


def mean_likeness(likeness: Floats, one: Sequence[int], other: Sequence[int]) -> float:
    """The mean over all pairs with a member in each of two groups."""
    return float(likeness[np.ix_(one, other)].mean())


def inner_likeness(likeness: Floats, group: Sequence[int], prior: float) -> float:
    """The mean over a group's pairs, with one more pair of the likeness `prior`."""
    size = len(group)
    pairs = size * (size - 1) / 2
    table = likeness[np.ix_(group, group)]
    total = (float(table.sum()) - float(table.trace())) / 2
    return (total + prior) / (pairs + 1)
