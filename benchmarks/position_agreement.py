"""How far the two annotations of the position corpus agree.

    python -m benchmarks.position_agreement

A span counts as the words it touches. Two positions can match when their holder is the same, by name or by the words
that name it, and a piece of evidence of one shares a word with one of the other; they are paired one to one, those
that share most of their matters' and evidences' words first. A position that its annotator called optional counts only
where the other annotator has it too. Shifts match by holder and evidence likewise, key points when their details
share half of the longer one's words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.agreement import Sides, Tokens, Words, kappa, overlap
from onrecord.spans import Span
from training.position_corpus import (
    CORPUS,
    AnnotatedKeyPoint,
    AnnotatedPosition,
    AnnotatedReport,
    AnnotatedShift,
    annotations,
    read,
    resolve,
)

Item = TypeVar("Item")

CLASSES: dict[str, Callable[[AnnotatedPosition], str]] = {
    "stance": lambda position: position.stance,
    "time": lambda position: position.time,
}
LISTS = ("areas", "targets", "conditions", "objectives", "reasons")
SINGLE = ("beneficiary", "since", "until")


def same_name(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other, "the" aside."""
    first, second = ({*name.lower().replace("'s", "").split()} - {"the"} for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def same_holder(words: Words, one: AnnotatedPosition, other: AnnotatedPosition) -> bool:
    """Whether the two are held by the same: equal names, or half of the longer one's words shared."""
    first, second = words.touched([one.holder]), words.touched([other.holder])
    return same_name(one.holder_name, other.holder_name) or overlap(first, second) >= 0.5


def best_pairs(
    first: Sequence[Item], second: Sequence[Item], share: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """One-to-one pairs with a share above zero, the largest share first; equal ones in order."""
    candidates = sorted(
        (-share(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if share(a, b) > 0
    )
    used: set[tuple[str, int]] = set()
    pairs = []
    for _, i, j in candidates:
        if ("first", i) not in used and ("second", j) not in used:
            used |= {("first", i), ("second", j)}
            pairs.append((first[i], second[j]))
    return pairs


def matched(
    words: Words, first: Sequence[AnnotatedPosition], second: Sequence[AnnotatedPosition], *, by_stance: bool = False
) -> list[tuple[AnnotatedPosition, AnnotatedPosition]]:
    """Pairs of positions of one holder whose evidence shares a word; `by_stance` asks for equal stances too."""

    def share(a: AnnotatedPosition, b: AnnotatedPosition) -> float:
        if not same_holder(words, a, b) or (by_stance and a.stance != b.stance):
            return 0.0
        evidence = overlap(words.touched(a.evidence), words.touched(b.evidence))
        return evidence + overlap(words.touched([a.matter]), words.touched([b.matter])) if evidence else 0.0

    return best_pairs(first, second, share)


def matched_shifts(
    words: Words, first: Sequence[AnnotatedShift], second: Sequence[AnnotatedShift]
) -> list[tuple[AnnotatedShift, AnnotatedShift]]:
    """Pairs of shifts of one holder whose evidence shares a word."""

    def share(a: AnnotatedShift, b: AnnotatedShift) -> float:
        same = same_name(a.holder_name, b.holder_name) or same_holder(words, a.after, b.after)
        return overlap(words.touched(a.evidence), words.touched(b.evidence)) if same else 0.0

    return best_pairs(first, second, share)


def matched_keypoints(
    words: Words, first: Sequence[AnnotatedKeyPoint], second: Sequence[AnnotatedKeyPoint]
) -> list[tuple[AnnotatedKeyPoint, AnnotatedKeyPoint]]:
    """Pairs of key points whose details share half of the longer one's words."""

    def share(a: AnnotatedKeyPoint, b: AnnotatedKeyPoint) -> float:
        found = overlap(words.touched([a.detail]), words.touched([b.detail]))
        return found if found >= 0.5 else 0.0

    return best_pairs(first, second, share)


class Tally(Sides):
    """Counts over reports: what both annotations have, and what each has."""

    def __init__(self) -> None:
        super().__init__()
        self.classes: dict[str, list[tuple[str, str]]] = {}

    def compare(self, name: str, one: str, other: str) -> None:
        """Count a class that both annotations gave to the same thing."""
        self.classes.setdefault(name, []).append((one, other))

    def report(self, one: AnnotatedReport, other: AnnotatedReport) -> None:
        """Count one report's two annotations."""
        words = Words(one.text)
        self._positions(words, one, other)
        shifts = matched_shifts(words, one.shifts, other.shifts)
        self.add("shift: holder, evidence", len(shifts), len(one.shifts), len(other.shifts))
        for a, b in shifts:
            self.compare("direction, of matched shifts", a.direction, b.direction)
            self.compare("stance before, of matched shifts", _stance(a.before), _stance(b.before))
            self.compare("stance after, of matched shifts", a.after.stance, b.after.stance)
        self.compare("report has a shift", str(bool(one.shifts)), str(bool(other.shifts)))
        points = matched_keypoints(words, one.keypoints, other.keypoints)
        self.add("key point: detail", len(points), len(one.keypoints), len(other.keypoints))
        for point, same in points:
            self.compare("factor, of matched key points", point.factor, same.factor)
        self.add("main happening", bool(words.touched([one.main]) & words.touched([other.main])), 1, 1)

    def _positions(self, words: Words, one: AnnotatedReport, other: AnnotatedReport) -> None:
        for name, by_stance in (("holder, evidence", False), ("holder, stance, evidence", True)):
            pairs = matched(words, one.positions, other.positions, by_stance=by_stance)
            counted = [
                _counted(report.positions, {pair[side].id for pair in pairs}) for side, report in ((0, one), (1, other))
            ]
            self.add(f"position: {name}", len(pairs), *counted)
        for a, b in matched(words, one.positions, other.positions):
            self._pair(words, a, b)

    def _pair(self, words: Words, a: AnnotatedPosition, b: AnnotatedPosition) -> None:
        for name, value in CLASSES.items():
            self.compare(f"{name}, of matched positions", value(a), value(b))
        matters = words.touched([a.matter]), words.touched([b.matter])
        self.add("matter shares half its words, of matched positions", overlap(*matters) >= 0.5, 1, 1)
        for name in SINGLE:
            self._spans(words, name, [getattr(a, name)], [getattr(b, name)])
        for name in LISTS:
            self._spans(words, name, getattr(a, name), getattr(b, name))

    def _spans(self, words: Words, name: str, one: Iterable[Span | None], other: Iterable[Span | None]) -> None:
        first, second = ([words.touched([span]) for span in spans if span] for spans in (one, other))
        self.add(f"{name}, of matched positions", len(best_pairs(first, second, _shared)), len(first), len(second))

    def lines(self) -> Iterator[str]:
        """The figures as Markdown tables."""
        yield from self.table()
        yield ""
        yield "| | compared | same | kappa |"
        yield "|---|---|---|---|"
        for name, values in self.classes.items():
            same = sum(a == b for a, b in values)
            yield f"| {name} | {len(values)} | {same / max(1, len(values)):.3f} | {kappa(values):.3f} |"


def _counted(positions: Iterable[AnnotatedPosition], found: set[str]) -> int:
    """How many positions count: all but the optional ones that the other annotator does not have."""
    return sum(not position.optional or position.id in found for position in positions)


def _shared(one: Tokens, other: Tokens) -> float:
    found = overlap(one, other)
    return found if found >= 0.5 else 0.0


def _stance(position: AnnotatedPosition | None) -> str:
    return position.stance if position else "none told"


def agreement(folder: Path = CORPUS) -> tuple[int, Tally]:
    """How many reports two annotators marked, and what they agree on, each as the annotator left it."""
    rows = [row for name in ("train", "test") for row in read(folder / f"{name}.jsonl")]
    before = {row.id: row for row in annotations(folder / "first.jsonl", rows)}
    tally, count = Tally(), 0
    for second in annotations(folder / "second.jsonl", rows):
        first = before.get(second.id) or next(row for row in rows if row.id == second.id)
        tally.report(resolve(first), resolve(second))
        count += 1
    return count, tally


def main() -> None:
    """Print the agreement on the reports that both annotators marked."""
    reports, tally = agreement()
    print(f"{reports} reports annotated twice\n")
    print("\n".join(tally.lines()))


if __name__ == "__main__":
    main()
