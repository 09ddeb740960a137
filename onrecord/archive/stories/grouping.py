"""From reports that hang together to stories: a function of the set of reports alone, whatever order they came in."""

from collections.abc import Sequence
from typing import Final

from onrecord.archive.stories.contrast import divide, sameness, signs
from onrecord.archive.stories.linkage import Group, groups_above, mean_likeness
from onrecord.archive.stories.profiles import Member, Profiles, profiles

LEAST_JOINED: Final = 0.14
"""The mean likeness from which two groups of reports are taken together at first."""
LEAST_REJOINED: Final = 0.12
"""The mean likeness from which groups are taken together that contrast does not keep apart."""


def group(members: Sequence[Member]) -> list[list[str]]:
    """The stories among some reports, each as sorted ids; the stories are sorted too."""
    if len(members) == 1:
        return [[members[0].id]]
    ordered = sorted(members, key=lambda member: member.id)
    table = profiles(ordered)
    parted: list[Group] = []
    waiting = groups_above(table.likeness, LEAST_JOINED)
    while waiting:
        one = waiting.pop()
        halves = divide(table, one)
        if halves is None:
            parted.append(one)
        else:
            waiting += halves
    return sorted([ordered[row].id for row in rows] for rows in _rejoined(table, parted))


def _rejoined(table: Profiles, groups: list[Group]) -> list[Group]:
    """The groups after joining, the most alike first, those that are alike and that nothing keeps apart."""
    groups = sorted(groups)
    apart: set[tuple[int, int]] = set()
    while True:
        pairs = [
            (-mean_likeness(table.likeness, one, other), one, other)
            for place, one in enumerate(groups)
            for other in groups[place + 1 :]
            if (one[0], other[0]) not in apart
        ]
        best = min(pairs, default=None)
        if best is None or -best[0] < LEAST_REJOINED:
            return groups
        _, one, other = best
        if sameness(signs(table, one, other)) < 0:
            apart.add((one[0], other[0]))
            continue
        groups = sorted([*(kept for kept in groups if kept not in (one, other)), sorted(one + other)])
        apart = {pair for pair in apart if not {one[0], other[0]} & set(pair)}
