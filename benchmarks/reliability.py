"""`python -m benchmarks.reliability POLNEAR.jsonl`: whether stated confidence is the share that is right.

    python -m benchmarks.reliability polnear-dev.jsonl [--write docs/figures.md]

Only every other article is read, those that did not fit the confidence (`training.calibrate_attributions`). An
attribution is right when its content shares half of the longer one's words with a gold content and its source agrees,
one to one. Nested ones are left out, as the bench marks none.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.adapters import attribution_report, outermost
from benchmarks.agreement import Words, overlap
from benchmarks.pages import write_section
from benchmarks.rows import Row
from onrecord.reading.attributions.stage import KEPT, SHOWN
from onrecord.reading.reader import read
from onrecord.records import Attribution

BINS = (0.0, KEPT, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_WIDTH = 25
"""Characters of a bar that stands for 1."""

Judged = tuple[float, bool]
"""The stated confidence of an attribution, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The attributions whose confidence lies in [low, high): how many, what they state, how many are right."""

    low: float
    high: float
    count: int
    stated: float
    right: float


def judged(row: Row) -> Iterator[Judged]:
    """The outermost attributions found in one article, each with its confidence and whether it is right."""
    found = outermost(read(attribution_report(row)).attributions)
    words = Words(row["text"])
    hits = _right(words, row["attributions"], found)
    yield from ((each.confidence, index in hits) for index, each in enumerate(found))


def _right(words: Words, gold: Sequence[Row], found: Sequence[Attribution]) -> set[int]:
    pairs = []
    contents = [words.touched(each.content) for each in found]
    for i, right in enumerate(gold):
        content = words.touched(right["content"])
        for j, each in enumerate(contents):
            if (share := overlap(content, each)) >= 0.5:
                pairs.append((-share, i, j))
    taken: set[int] = set()
    hits: set[int] = set()
    used: set[int] = set()
    for _, i, j in sorted(pairs):
        if i in taken or j in used:
            continue
        taken.add(i)
        used.add(j)
        if _same_source(words, gold[i], found[j]):
            hits.add(j)
    return hits


def _same_source(words: Words, gold: Row, found: Attribution) -> bool:
    first, second = words.touched(gold["source"]), words.touched([found.source.span])
    if not first or not second:
        return not first and not second
    return overlap(first, second) >= 0.5 or words.head(first) == words.head(second)


def binned(listed: Iterable[Judged]) -> list[Bin]:
    """The judgements by their confidence, empty bins left out."""
    values = sorted(listed)
    bins = []
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in values if low <= c < high or (high == BINS[-1] and c == high)]
        if inside:
            stated = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), stated, right))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between what is stated and what is right, weighed by the bins' sizes; NaN where none are."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.stated - each.right) for each in bins) / total if total else float("nan")


def diagram(listed: Sequence[Judged], what: str = "attributions", shown_from: float = SHOWN) -> str:
    """The reliability diagram as a Markdown table: the bar is the share that is right, `|` is what was stated."""
    bins = binned(listed)
    rows = [f"| confidence | {what} | stated | right | |", "|---|---:|---:|---:|---|"]
    rows += [
        f"| {each.low:.2f} to {each.high:.2f} | {each.count} | {each.stated:.3f} | {each.right:.3f} | `{_bar(each)}` |"
        for each in bins
    ]
    shown = [right for confidence, right in listed if confidence >= shown_from]
    share = sum(shown) / len(shown) if shown else float("nan")
    rows += [
        "",
        f"Expected calibration error {calibration_error(bins):.3f}. Shown as fact (from {shown_from:.2f}): "
        f"{len(shown)} of {len(listed)}, {share:.3f} of them right.",
    ]
    return "\n".join(rows)


def _bar(each: Bin) -> str:
    cells = ["█" if place < each.right * _WIDTH else "·" for place in range(_WIDTH)]
    cells.insert(round(each.stated * _WIDTH), "|")
    return "".join(cells)


def main() -> None:
    """Read the unfitted half, print the diagram, and keep it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the diagram")
    options = parser.parse_args()
    with options.articles.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    shown = diagram([each for row in rows[1::2] for each in judged(row)])
    print(shown)
    if options.write:
        write_section(options.write, "reliability", shown)


if __name__ == "__main__":
    main()
