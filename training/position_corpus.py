"""The position corpus: positions, shifts and key points, written as quotes and resolved to spans of the report.

    python -m training.position_corpus [--counts] [FILE.jsonl ...]

prints the reports with spans, one JSON object a line, or how much there is of each kind, or says what is wrong with
which of them. The fields and how they were decided stand in corpus/positions/README.md.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from onrecord.records import Direction, PositionStance
from onrecord.spans import Span
from training.corpus import CORPUS as ATTRIBUTION_CORPUS
from training.corpus import CorpusError, Quote, decode_lines, decode_once, find

CORPUS = ATTRIBUTION_CORPUS.parent / "positions"
TRAIN, DEV, TEST = (CORPUS / f"{part}.jsonl" for part in ("train", "dev", "test"))

Holding = Literal["past", "present", "future"]
"""Whether a position is held no longer, as the report is published, or from a later day on."""


class QuotedPosition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A position as written down by an annotator; the first piece of evidence is the main one."""

    id: str
    holder: Quote
    holder_name: str
    stance: PositionStance
    matter: Quote
    matter_key: str
    trigger: Quote
    evidence: tuple[Quote, ...]
    time: Holding
    beneficiary: Quote | None = None
    areas: tuple[Quote, ...] = ()
    targets: tuple[Quote, ...] = ()
    conditions: tuple[Quote, ...] = ()
    objectives: tuple[Quote, ...] = ()
    reasons: tuple[Quote, ...] = ()
    since: Quote | None = None
    until: Quote | None = None
    optional: bool = False


class QuotedShift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A shift as written down by an annotator: from one position of the holder, or none that is told, to another."""

    holder_name: str
    before: str | None
    after: str
    direction: Direction
    evidence: tuple[Quote, ...]
    trigger: Quote | None = None
    time: Quote | None = None


class QuotedKeyPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the key-points table as written down by an annotator."""

    factor: str
    detail: Quote


class QuotedReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the corpus."""

    id: str
    title: str
    outlet: str
    published: str | None
    text: str
    positions: tuple[QuotedPosition, ...]
    shifts: tuple[QuotedShift, ...]
    keypoints: tuple[QuotedKeyPoint, ...]
    main: Quote


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one annotator wrote down about the report with this id."""

    id: str
    positions: tuple[QuotedPosition, ...]
    shifts: tuple[QuotedShift, ...]
    keypoints: tuple[QuotedKeyPoint, ...]
    main: Quote


class AnnotatedPosition(msgspec.Struct, frozen=True, kw_only=True):
    """A position with everything that was quoted resolved to a span of the report."""

    id: str
    holder: Span
    holder_name: str
    stance: PositionStance
    matter: Span
    matter_key: str
    trigger: Span
    evidence: tuple[Span, ...]
    time: Holding
    beneficiary: Span | None
    areas: tuple[Span, ...]
    targets: tuple[Span, ...]
    conditions: tuple[Span, ...]
    objectives: tuple[Span, ...]
    reasons: tuple[Span, ...]
    since: Span | None
    until: Span | None
    optional: bool


class AnnotatedShift(msgspec.Struct, frozen=True, kw_only=True):
    """A shift with its spans, between two positions of the same report; `before` is None where none is told."""

    holder_name: str
    before: AnnotatedPosition | None
    after: AnnotatedPosition
    direction: Direction
    evidence: tuple[Span, ...]
    trigger: Span | None
    time: Span | None


class AnnotatedKeyPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the key-points table, its detail as a span."""

    factor: str
    detail: Span


class AnnotatedReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its annotations as spans of `text`; `main` is the trigger of the main happening."""

    id: str
    title: str
    outlet: str
    published: str | None
    text: str
    positions: tuple[AnnotatedPosition, ...]
    shifts: tuple[AnnotatedShift, ...]
    keypoints: tuple[AnnotatedKeyPoint, ...]
    main: Span


def resolve(row: QuotedReport) -> AnnotatedReport:
    """The report with every quote resolved to its span.

    Raises CorpusError where a quote, an id or a link does not fit.
    """
    try:
        positions = tuple(_position(row.text, quoted) for quoted in row.positions)
        by_id = {position.id: position for position in positions}
        if len(by_id) < len(positions):
            raise CorpusError("two positions have the same id")
        shifts = tuple(_shift(row.text, quoted, by_id) for quoted in row.shifts)
        keypoints = tuple(AnnotatedKeyPoint(factor=k.factor, detail=find(row.text, k.detail)) for k in row.keypoints)
        main = find(row.text, row.main)
    except CorpusError as error:
        raise CorpusError(f"{row.id}: {error}") from error
    return AnnotatedReport(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        text=row.text,
        positions=positions,
        shifts=shifts,
        keypoints=keypoints,
        main=main,
    )


def _position(text: str, quoted: QuotedPosition) -> AnnotatedPosition:
    try:
        if not quoted.evidence:
            raise CorpusError("has no evidence")
        return AnnotatedPosition(
            id=quoted.id,
            holder=find(text, quoted.holder),
            holder_name=quoted.holder_name,
            stance=quoted.stance,
            matter=find(text, quoted.matter),
            matter_key=quoted.matter_key,
            trigger=find(text, quoted.trigger),
            evidence=_spans(text, quoted.evidence),
            time=quoted.time,
            beneficiary=_span(text, quoted.beneficiary),
            areas=_spans(text, quoted.areas),
            targets=_spans(text, quoted.targets),
            conditions=_spans(text, quoted.conditions),
            objectives=_spans(text, quoted.objectives),
            reasons=_spans(text, quoted.reasons),
            since=_span(text, quoted.since),
            until=_span(text, quoted.until),
            optional=quoted.optional,
        )
    except CorpusError as error:
        raise CorpusError(f"{quoted.id}: {error}") from error


def _shift(text: str, quoted: QuotedShift, by_id: dict[str, AnnotatedPosition]) -> AnnotatedShift:
    for link in filter(None, (quoted.before, quoted.after)):
        if link not in by_id:
            raise CorpusError(f"a shift of {quoted.holder_name}: there is no position {link!r}")
    if quoted.before == quoted.after:
        raise CorpusError(f"a shift of {quoted.holder_name} leads from {quoted.after} to itself")
    if by_id[quoted.after].holder_name != quoted.holder_name:
        raise CorpusError(f"a shift of {quoted.holder_name} leads to a position of {by_id[quoted.after].holder_name}")
    if not quoted.evidence:
        raise CorpusError(f"a shift of {quoted.holder_name} has no evidence")
    return AnnotatedShift(
        holder_name=quoted.holder_name,
        before=None if quoted.before is None else by_id[quoted.before],
        after=by_id[quoted.after],
        direction=quoted.direction,
        evidence=_spans(text, quoted.evidence),
        trigger=_span(text, quoted.trigger),
        time=_span(text, quoted.time),
    )


def _span(text: str, quote: Quote | None) -> Span | None:
    return None if quote is None else find(text, quote)


def _spans(text: str, quotes: Iterable[Quote]) -> tuple[Span, ...]:
    return tuple(find(text, quote) for quote in quotes)


def read(path: Path) -> Iterator[QuotedReport]:
    """The reports of a corpus file as their annotators wrote them.

    Raises CorpusError where a line is not of this form.
    """
    return decode_lines(path, QuotedReport)


def load(path: Path) -> list[AnnotatedReport]:
    """The reports of a corpus file with their spans.

    Raises CorpusError where a line is not of this form, an id comes twice or a quote does not fit.
    """
    return [resolve(row) for row in decode_once(path, QuotedReport)]


def annotations(path: Path, reports: Iterable[QuotedReport]) -> Iterator[QuotedReport]:
    """Those of the reports that a file of annotations has, with its annotations in place of their own.

    Raises CorpusError where a line is not of this form or an id comes twice.
    """
    by_id: dict[str, Annotation] = {row.id: row for row in decode_once(path, Annotation)}
    for report in reports:
        if report.id in by_id:
            row = by_id[report.id]
            yield msgspec.structs.replace(
                report, positions=row.positions, shifts=row.shifts, keypoints=row.keypoints, main=row.main
            )


def part_of_report(ident: str) -> str:
    """The part of the corpus that a report belongs to by its id: train, dev or test."""
    number = int.from_bytes(hashlib.sha256(ident.encode()).digest()[:4], "big")
    if ident.startswith("p"):
        return "train" if number % 3 else "test"
    if ident[0] in "fghi":
        return "train" if ident[0] in "fg" else "dev"
    return "dev" if number % 6 == 1 else "train"


def counts(parts: Mapping[str, Sequence[AnnotatedReport]]) -> Iterator[str]:
    """How much there is of each kind in the parts of the corpus, as Markdown tables."""
    every = [report for reports in parts.values() for report in reports]
    yield "| | reports | words | positions | optional | shifts | reports with a shift | key points |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, reports in (*parts.items(), ("all", every)):
        yield _count_line(name, reports)
    positions = Counter(p.stance for report in every for p in report.positions)
    shifts = Counter(s.direction for report in every for s in report.shifts)
    yield ""
    yield "Stance: " + ", ".join(f"{stance} {count}" for stance, count in positions.most_common())
    yield "Direction: " + ", ".join(f"{direction} {count}" for direction, count in shifts.most_common())


def _count_line(name: str, reports: Sequence[AnnotatedReport]) -> str:
    numbers = [
        len(reports),
        sum(len(report.text.split()) for report in reports),
        sum(len(report.positions) for report in reports),
        sum(position.optional for report in reports for position in report.positions),
        sum(len(report.shifts) for report in reports),
        sum(bool(report.shifts) for report in reports),
        sum(len(report.keypoints) for report in reports),
    ]
    return f"| {name} | " + " | ".join(f"{number:,}" for number in numbers) + " |"


def main(arguments: list[str]) -> int:
    """Print the reports of the files, all parts where none is given, with their spans, or what they count."""
    parser = argparse.ArgumentParser(prog="python -m training.position_corpus")
    parser.add_argument("--counts", action="store_true", help="print how much there is instead")
    parser.add_argument("files", nargs="*", type=Path, help="files of the corpus; all where none is given")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.counts:
            print("\n".join(counts({path.stem: load(path) for path in (TRAIN, DEV, TEST)})))
            return 0
        for path in chosen.files or [TRAIN, DEV, TEST]:
            for report in load(path):
                print(msgspec.json.encode(report).decode())
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
