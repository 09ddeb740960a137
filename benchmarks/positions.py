"""Positions and shifts against the position corpus, by the rules of the written gold as far as they carry over.

    python -m benchmarks.positions [--part test|dev|train] [--strict] [--misses]

A position is right when its holder and stance are right, its matter is about the same words and its evidence shares a
character with a quote; evidence of more than 600 characters is none. The stances, names and directions that count are
those of either annotation: where two careful readers differ, neither is wrong. With `--strict` the adjudicated ones
count alone; a row of its own also counts stances between which the words often leave a choice. Of a shift, holder,
direction and the stance after must be right; the stance before has a share in its recall. One record answers one
annotation. A second one of the same is a duplicate, neither right nor wrong; optional ones are let pass. Times, places,
beneficiaries and texts are compared on positions that are right.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.agreement import Words
from benchmarks.position_agreement import matched, matched_shifts, same_name
from onrecord.knowledge.countries import country_of_name
from onrecord.reading.reader import read as read_report
from onrecord.records import Actor, Direction, Position, Record, Report, Shift, report_id
from onrecord.spans import Span, overlaps
from training.position_corpus import (
    CORPUS,
    AnnotatedPosition,
    AnnotatedReport,
    AnnotatedShift,
    annotations,
    read,
    resolve,
)

W = TypeVar("W")
R = TypeVar("R")

MAX_EVIDENCE: Final = 600
LISTS: Final = ("areas", "targets", "conditions", "objectives", "reasons")
FIELDS: Final = ("beneficiary", *LISTS, "since", "until")
_SMALL: Final = frozenset("the and for its his her their any all from with that this not".split())
_ALIKE: Final[tuple[frozenset[Direction], ...]] = (
    frozenset({"loosened", "reversed"}), frozenset({"tightened", "reversed"}), frozenset({"dropped", "reversed"}),
)  # fmt: skip
"""Directions that name one change in two ways, where what was held before is told: a ban that ends is both."""
_NEAR: Final = (
    frozenset({"permits", "commits"}), frozenset({"opposes", "refuses"}), frozenset({"forbids", "refuses"}),
    frozenset({"demands", "requires"}), frozenset({"considers", "hesitates"}),
)  # fmt: skip
"""Stances between which the words often leave a choice ("ready to let", "turned down", "will not supply", "must")."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A position that the corpus has, with what either annotator says of it."""

    position: AnnotatedPosition
    stances: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class WantedShift:
    """A shift that the corpus has, with what either annotator says of it; None among `before`: none is told."""

    shift: AnnotatedShift
    names: frozenset[str]
    before: frozenset[str | None]
    after: frozenset[str]
    directions: frozenset[str]


@dataclass(slots=True)
class Count:
    """What was wanted, what was given, and how much of it was right; `credit` is the sum over what was wanted."""

    wanted: int = 0
    given: int = 0
    right: int = 0
    credit: float = 0.0
    duplicates: int = 0
    passed: int = 0

    def add(self, other: "Count") -> None:
        """Take in the counts of another report."""
        for name in ("wanted", "given", "right", "credit", "duplicates", "passed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float:
        """The share of right ones among those that count."""
        counted = self.given - self.duplicates - self.passed
        return self.right / counted if counted else 0.0

    @property
    def recall(self) -> float:
        """The mean credit of what was wanted."""
        return self.credit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"{self.wanted} | {self.given} | {self.precision:.3f} | {self.recall:.3f} | {self.f1:.3f} "
            f"| {self.duplicates} | {self.passed}"
        )


@dataclass
class Scores:
    """The counts of all reports, and a line for each thing that went wrong."""

    positions: Count = field(default_factory=Count)
    near: Count = field(default_factory=Count)
    shifts: Count = field(default_factory=Count)
    fields: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    misses: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The scores as a Markdown table."""
        yield "| | wanted | given | precision | recall | F1 | duplicates | optional |"
        yield "|---|---:|---:|---:|---:|---:|---:|---:|"
        yield f"| positions | {self.positions} |"
        yield f"| positions, stances next to it count | {self.near} |"
        yield f"| shifts | {self.shifts} |"
        for name, count in self.fields.items():
            yield f"| {name}, of right positions | {count} |"


def wanted(
    report: AnnotatedReport, second: AnnotatedReport | None, near: bool = False
) -> tuple[list[Wanted], list[WantedShift]]:
    """The positions and shifts of a report, with the readings of a second annotation beside those of the first.

    With `near` the stances next to theirs count as well.
    """
    words = Words(report.text)
    also = {a.id: b for a, b in matched(words, report.positions, second.positions)} if second else {}
    positions = [_wanted(position, also.get(position.id), near) for position in report.positions]
    by_id = {found.position.id: found for found in positions}
    twins = {id(a): b for a, b in matched_shifts(words, report.shifts, second.shifts)} if second else {}
    return positions, [_wanted_shift(shift, twins.get(id(shift)), by_id) for shift in report.shifts]


def _wanted(position: AnnotatedPosition, other: AnnotatedPosition | None, near: bool) -> Wanted:
    both = (position, other) if other else (position,)
    stances = frozenset[str](p.stance for p in both)
    for alike in _NEAR if near else ():
        stances |= alike if alike & {p.stance for p in both} else frozenset()
    return Wanted(position, stances, frozenset(p.holder_name for p in both))


def _wanted_shift(shift: AnnotatedShift, other: AnnotatedShift | None, by_id: dict[str, Wanted]) -> WantedShift:
    both = (shift, other) if other else (shift,)
    before: set[str | None] = {s.before.stance if s.before else None for s in both}
    before |= by_id[shift.before.id].stances if shift.before else set()
    after = {s.after.stance for s in both} | by_id[shift.after.id].stances
    directions = {s.direction for s in both}
    for alike in _ALIKE if shift.before else ():
        directions |= alike if shift.direction in alike else frozenset()
    names = frozenset(s.holder_name for s in both) | by_id[shift.after.id].names
    return WantedShift(shift, names, frozenset(before), frozenset(after), frozenset(directions))


class Reading:
    """A record, and whether what it says is what the corpus says."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.times = {time.id: time for time in record.times}
        self.positions = {position.id: position for position in record.positions}

    def is_there(self, evidence: Iterable[Span], quotes: Iterable[Span]) -> bool:
        """Whether a piece of evidence shares a character with a quote."""
        short = [span for span in evidence if span[1] - span[0] <= MAX_EVIDENCE]
        return any(overlaps(span, quote) for span in short for quote in quotes)

    def is_held(self, holder: str, names: Iterable[str], position: AnnotatedPosition) -> bool:
        """Whether the actor is who holds the position: by name, by its country, or by the words that name it.

        The holder's quote does not count where it is that of those who are bound, not of the body behind a rule.
        """
        actor = self.actors[holder]
        if any(_is_named(actor, name) for name in names):
            return True
        bound = position.beneficiary is not None and overlaps(position.holder, position.beneficiary)
        quote = self.record.report.text[slice(*position.holder)]
        touching = [m for m in actor.mentions if overlaps(m, position.holder)]
        named = len(touching) > 0 and (position.holder[1] - position.holder[0]) <= 2 * max(b - a for a, b in touching)
        return not bound and (named or _is_named(actor, quote))

    def is_about(self, position: Position, annotated: AnnotatedPosition) -> bool:
        """Whether the matters overlap, or share a word that says something."""
        if overlaps(position.matter.span, annotated.matter):
            return True
        text = self.record.report.text
        named = _stems(text[slice(*annotated.matter)]) | _stems(annotated.matter_key)
        return bool(_stems(position.matter.text) & named)

    def is_right(self, found: Wanted, position: Position) -> bool:
        """Whether a position of the record is the annotated one."""
        return (
            position.stance in found.stances
            and self.is_there(position.evidence, found.position.evidence)
            and self.is_held(position.holder, found.names, found.position)
            and self.is_about(position, found.position)
        )

    def is_right_shift(self, found: WantedShift, shift: Shift) -> bool:
        """Whether a shift of the record is the annotated one, whatever it says of before."""
        return (
            shift.direction in found.directions
            and self.positions[shift.after].stance in found.after
            and self.is_there(shift.evidence, (*found.shift.evidence, *found.shift.after.evidence))
            and self.is_held(shift.holder, found.names, found.shift.after)
        )

    def stance_before(self, shift: Shift) -> str | None:
        """The stance that the shift leads from, or None where the record tells none."""
        return self.positions[shift.before].stance if shift.before else None

    def spans(self, position: Position, name: str) -> list[list[Span]]:
        """For each value of a field, the spans that it may stand at."""
        if name == "beneficiary":
            actor = self.actors.get(position.beneficiary or "")
            return [list(actor.mentions)] if actor else []
        if name in ("since", "until"):
            time = self.times.get(getattr(position, name) or "")
            return [[time.span]] if time else []
        if name == "areas":
            return [list(self.places[ident].mentions) for ident in position.scope.areas]
        holder = position.scope if name in ("targets", "conditions") else position
        return [[mention.span] for mention in getattr(holder, name)]


def _is_named(actor: Actor, name: str) -> bool:
    country = country_of_name(name.removeprefix("the ").removeprefix("The "))
    return same_name(actor.name, name) or (actor.kind != "outlet" and country is not None and country == actor.country)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())} - _SMALL


def score(report: AnnotatedReport, second: AnnotatedReport | None, record: Record, scores: Scores) -> None:
    """Add the counts of one report to the scores."""
    reading = Reading(record)
    positions, shifts = wanted(report, second)
    pairs = _paired(positions, record.positions, reading.is_right, _is_optional)
    scores.positions.add(_positions(reading, positions))
    for found, position in pairs:
        _count_fields(reading, position, found.position, scores)
    close, _ = wanted(report, second, near=True)
    scores.near.add(_positions(reading, close))
    right_shift = _paired(shifts, record.shifts, reading.is_right_shift, lambda w: False)
    scores.shifts.add(
        _count(
            shifts, record.shifts, right_shift, lambda w: False, reading.is_right_shift,
            lambda w, s: 1.0 if reading.stance_before(s) in w.before else 0.75,
        )
    )  # fmt: skip
    scores.misses += _misses(report, reading, positions, pairs, shifts, right_shift)


def _positions(reading: Reading, expected: Sequence[Wanted]) -> Count:
    given = reading.record.positions
    pairs = _paired(expected, given, reading.is_right, _is_optional)
    return _count(expected, given, pairs, _is_optional, reading.is_right, lambda w, p: 1.0)


def _is_optional(want: Wanted) -> bool:
    return want.position.optional


def _paired(
    wanted: Sequence[W], given: Sequence[R], right: Callable[[W, R], bool], optional: Callable[[W], bool]
) -> list[tuple[W, R]]:
    """One-to-one pairs that are right, those that are no option first."""
    pairs: list[tuple[W, R]] = []
    used: set[int] = set()
    for want in sorted(wanted, key=optional):
        number = next((i for i, row in enumerate(given) if i not in used and right(want, row)), None)
        if number is not None:
            used.add(number)
            pairs.append((want, given[number]))
    return pairs


def _count(
    wanted: Sequence[W], given: Sequence[R], pairs: Sequence[tuple[W, R]], optional: Callable[[W], bool],
    right: Callable[[W, R], bool], credit: Callable[[W, R], float],
) -> Count:  # fmt: skip
    taken = {id(row) for _, row in pairs}
    must = [(want, row) for want, row in pairs if not optional(want)]
    return Count(
        wanted=sum(not optional(want) for want in wanted),
        given=len(given),
        right=len(must),
        credit=sum(credit(want, row) for want, row in must),
        duplicates=sum(any(right(want, row) for want in wanted) for row in given if id(row) not in taken),
        passed=len(pairs) - len(must),
    )


def _count_fields(reading: Reading, position: Position, annotated: AnnotatedPosition, scores: Scores) -> None:
    for name in FIELDS:
        value = getattr(annotated, name)
        quotes: Sequence[Span] = value if name in LISTS else [value] if value else []
        given = reading.spans(position, name)
        met = sum(any(overlaps(span, quote) for span in spans for quote in quotes) for spans in given)
        found = sum(any(overlaps(span, quote) for spans in given for span in spans) for quote in quotes)
        scores.fields[name].add(Count(len(quotes), len(given), met, found))


def _misses(
    report: AnnotatedReport, reading: Reading, positions: Sequence[Wanted], pairs: Sequence[tuple[Wanted, Position]],
    shifts: Sequence[WantedShift], shift_pairs: Sequence[tuple[WantedShift, Shift]],
) -> Iterator[str]:  # fmt: skip
    """What was missed (-) and what is not there (+), in words."""
    text = report.text
    met = {id(want) for want, _ in pairs}
    taken = {id(position) for _, position in pairs}
    for want in positions:
        p = want.position
        if id(want) not in met and not p.optional:
            shown = text[slice(*p.evidence[0])]
            stances = "/".join(sorted(want.stances))
            yield f"{report.id} - {p.holder_name} {stances} [{text[slice(*p.matter)]}]: {shown!r}"
    for q in reading.record.positions:
        if id(q) not in taken and not any(reading.is_right(want, q) for want in positions):
            name = reading.actors[q.holder].name
            shown = text[slice(*q.evidence[0])]
            yield f"{report.id} + {name} {q.stance} [{q.matter.text}] {q.confidence}: {shown!r}"
    for s in shifts:
        if all(s is not want for want, _ in shift_pairs):
            before = "/".join(sorted(str(b) for b in s.before))
            shown = text[slice(*s.shift.evidence[0])]
            ways = "/".join(sorted(s.after)), s.shift.direction
            yield f"{report.id} - SHIFT {s.shift.holder_name} {before} > {' '.join(ways)}: {shown!r}"
    for t in reading.record.shifts:
        if all(t is not given for _, given in shift_pairs):
            name, after = reading.actors[t.holder].name, reading.positions[t.after].stance
            shown = " // ".join(text[slice(*span)] for span in t.evidence)
            moved = f"{reading.stance_before(t)} > {after} {t.direction} {t.confidence}"
            yield f"{report.id} + SHIFT {name} {moved}: {shown!r}"


def corpus(part: str, folder: Path = CORPUS) -> list[tuple[AnnotatedReport, AnnotatedReport | None]]:
    """The reports of a part of the corpus, each with its second annotation where there is one."""
    rows = list(read(folder / f"{part}.jsonl"))
    second = {row.id: resolve(row) for row in annotations(folder / "second.jsonl", rows)}
    return [(resolve(row), second.get(row.id)) for row in rows]


def as_report(annotated: AnnotatedReport) -> Report:
    """The report as the intake would hand it on."""
    return Report(
        id=report_id(annotated.text), text=annotated.text, title=annotated.title, outlet=annotated.outlet,
        published=annotated.published, published_basis="metadata" if annotated.published else None,
    )  # fmt: skip


def main() -> None:
    """Read the reports of a part of the corpus and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--misses", action="store_true", help="list what was missed or made up")
    parser.add_argument("--strict", action="store_true", help="let the adjudicated annotation count alone")
    args = parser.parse_args()
    scores = Scores()
    rows = corpus(args.part)
    for annotated, second in rows:
        score(annotated, None if args.strict else second, read_report(as_report(annotated)), scores)
    print(f"{len(rows)} reports, {args.part}{', strict' if args.strict else ''}\n")
    print("\n".join(scores.lines()))
    if args.misses:
        print("\n".join(scores.misses))


if __name__ == "__main__":
    main()
