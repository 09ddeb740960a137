"""Fit when two groups of reports are two happenings, for `onrecord.archive.stories.contrast.WEIGHTS`.

    python -m training.fit_stories shared/bench/story/ecb_train.jsonl shared/bench/story/newscluster_dev.jsonl

The examples are the halves of groups that are parted when stories are looked for, and of every gold story: halves
mostly of two happenings are to score below 0, halves of one above. A logistic regression with a ridge penalty; an
example weighs as the root of the pairs of reports that hang on it, both classes alike. Prints the weights to enter,
and how stories come out with weights fitted on other topics (leave one fold of topics out).
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import numpy as np
import numpy.typing as npt

from benchmarks.rows import Row, read_rows
from benchmarks.story import report_of
from onrecord.archive.stories import contrast
from onrecord.archive.stories.grouping import LEAST_JOINED, group
from onrecord.archive.stories.linkage import groups_above
from onrecord.archive.stories.profiles import Member, profiles
from onrecord.archive.stories.terms import terms_of
from onrecord.archive.stories.vectors import vector
from onrecord.reading.reader import read
from onrecord.records import Record

Floats = npt.NDArray[np.float64]

PURE = 0.75
FOLDS = 5
PENALTY = 1.0
EXAMPLES = 300.0
"""How many examples the classes count as together, against which the penalty stands."""


@dataclass(frozen=True)
class Corpus:
    """Reports with their gold stories, and the topic that each story is of: topics are held out whole."""

    members: tuple[Member, ...]
    stories: Mapping[str, str]
    topics: Mapping[str, str]


@dataclass(frozen=True)
class Example:
    """Two groups of reports: their signs, whether they are one happening, how many pairs hang on it, their topic."""

    signs: dict[str, float]
    is_one: bool
    pairs: int
    topic: str


def corpus(rows: Iterable[Row], records: Iterable[Record]) -> Corpus:
    """The reports of a bench with what was read in them."""
    members, stories, topics = [], {}, {}
    for row, record in zip(rows, records, strict=True):
        terms = terms_of(record)
        day = date.fromisoformat(row["date"][:10]).toordinal() if row.get("date") else None
        members.append(Member(row["id"], vector(terms), terms.head, day))
        stories[row["id"]] = row["cluster"]
        topics[row["cluster"]] = row["cluster"].split("_")[0]
    return Corpus(tuple(sorted(members, key=lambda member: member.id)), stories, topics)


def examples(found: Corpus) -> Iterator[Example]:
    """The examples of a corpus."""
    table = profiles(found.members)
    gold = [found.stories[member.id] for member in found.members]
    groups = groups_above(table.likeness, LEAST_JOINED)
    groups += [[row for row, story in enumerate(gold) if story == name] for name in sorted(set(gold))]
    seen: set[tuple[int, ...]] = set()
    while groups:
        one = groups.pop()
        if len(one) < contrast.FEWEST or tuple(one) in seen:
            continue
        seen.add(tuple(one))
        halves = contrast.halves(table, one)
        if halves is None:
            continue
        majorities = [Counter(gold[row] for row in half).most_common(1)[0] for half in halves]
        if any(count < PURE * len(half) for (_, count), half in zip(majorities, halves, strict=True)):
            continue
        is_one = majorities[0][0] == majorities[1][0]
        pairs = len(halves[0]) * len(halves[1])
        yield Example(contrast.signs(table, *halves), is_one, pairs, found.topics[majorities[0][0]])
        if not is_one:
            groups += halves


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights, by Newton's method."""
    names = [name for name in contrast.WEIGHTS if name != "constant"]
    table = np.array([[1.0, *(example.signs[name] for name in names)] for example in found])
    wanted = np.array([float(example.is_one) for example in found])
    importance = np.array([sqrt(example.pairs) for example in found])
    for value in (0.0, 1.0):
        importance[wanted == value] *= EXAMPLES / 2 / importance[wanted == value].sum()
    penalties = np.diag([1e-6] + [PENALTY] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(50):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (importance * (wanted - chances)) - penalties @ weights
        bend = (table * (importance * chances * (1 - chances))[:, None]).T @ table + penalties
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(value), 2) for name, value in zip(["constant", *names], weights, strict=True)}


def b_cubed(gold: Mapping[str, str], found: Sequence[Sequence[str]]) -> tuple[float, float]:
    """B-cubed (Bagga & Baldwin 1998) and pairwise F1 of stories, both over the reports in `gold`."""
    place = {name: number for number, story in enumerate(found) for name in story}
    both = Counter((story, place[name]) for name, story in gold.items())
    golds, founds = Counter(gold.values()), Counter(place[name] for name in gold)
    precision = sum(count * count / founds[number] for (_, number), count in both.items()) / len(gold)
    recall = sum(count * count / golds[story] for (story, _), count in both.items()) / len(gold)
    pairs, wanted, given = (sum(n * (n - 1) for n in counts.values()) for counts in (both, golds, founds))
    return _harmonic(precision, recall), _harmonic(pairs / max(given, 1), pairs / max(wanted, 1))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def stories_with(weights: Mapping[str, float], members: Sequence[Member]) -> list[list[str]]:
    """The stories that come out with other weights than those that ship."""
    with patch.object(contrast, "WEIGHTS", weights):
        return group(members)


def held_out(corpora: Sequence[Corpus], found: Sequence[Sequence[Example]]) -> Iterator[tuple[float, float]]:
    """For each corpus B-cubed and pairwise F1, every fold of its topics with weights of the other folds and corpora."""
    for number, one in enumerate(corpora):
        rest = [example for other, listed in enumerate(found) if other != number for example in listed]
        listed: list[list[str]] = []
        for fold in range(FOLDS):
            own = [example for example in found[number] if _fold(example.topic) != fold]
            members = [m for m in one.members if _fold(one.topics[one.stories[m.id]]) == fold]
            if members:
                listed += stories_with(fit([*rest, *own]), members)
        yield b_cubed(one.stories, listed)


def _fold(topic: str) -> int:
    return crc32(topic.encode()) % FOLDS


def report(corpora: Sequence[Corpus], names: Sequence[str]) -> str:
    """The weights, and the agreement with gold on the corpora themselves and with topics held out."""
    found = [list(examples(one)) for one in corpora]
    weights = fit([example for listed in found for example in listed])
    lines = ["WEIGHTS = " + repr(weights)]
    for name, one, (left_out, left_out_pairs) in zip(names, corpora, held_out(corpora, found), strict=True):
        own, pairs = b_cubed(one.stories, stories_with(weights, one.members))
        lines.append(f"{name}: {own:.3f} / {pairs:.3f}, topics held out {left_out:.3f} / {left_out_pairs:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read the reports, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benches", type=Path, nargs="+", help="JSON Lines of the story bench")
    benches = parser.parse_args().benches
    corpora = []
    for bench in benches:
        rows = list(read_rows(bench))
        corpora.append(corpus(rows, (read(report_of(row)) for row in rows)))
    print(report(corpora, [bench.stem for bench in benches]))


if __name__ == "__main__":
    main()
