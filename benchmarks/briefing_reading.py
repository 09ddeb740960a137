"""`python -m benchmarks.briefing_reading`: briefings of real policy articles, read by hand, row by row.

    python -m benchmarks.briefing_reading sample --articles articles.jsonl.gz --out read.txt [--sheet briefings.tsv]
    python -m benchmarks.briefing_reading score docs/readings/briefings.tsv [--write docs/figures.md]

`sample` draws among the articles that are about policy: whose title and opening have several words of it. `--out` shows
each article beside its key points, positions and shifts, for reading; `--sheet` has the same rows without any
of the article's words, to be filled in with one verdict each. `score` counts the verdicts. Only what is useful counts
as right.
"""

import argparse
import csv
import random
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from benchmarks.event_reading import wilson
from benchmarks.measure import read_articles
from benchmarks.pages import write_section
from onrecord.formats.brief import told_changes
from onrecord.formats.words import Wording
from onrecord.reading.reader import read
from onrecord.records import Position, Record, Report, Shift
from onrecord.spans import Span

Part = Literal["keypoint", "position", "shift"]
VERDICTS = {
    "useful": "right, and a reader would want it in the briefing",
    "useless": "right, but it says nothing, says a thing again, or has no part in the matter",
    "wrong": "it answers another question than its factor asks, or the report does not say it so",
    "invented": "a change of position that the report does not tell of",
}
"""What a code in the column `verdict` means; only a shift can be `invented`."""
POLICY = re.compile(
    r"\b(?:ban|bans|banned|sanctions?|law|laws|bill|legislation|policy|policies|rules?|ruling|regulat\w+|tariffs?"
    r"|treat(?:y|ies)|reforms?|agreement|veto\w*|congress|senate|parliament|minister|white house|supreme court"
    r"|administration|lawmakers|executive order|ceasefire|troops|immigration|amendment|budgets?|tax|taxes|votes?|voted"
    r"|restrictions?)\b",
    re.IGNORECASE,
)
OPENING = 400
"""Characters of the text that count as its opening."""
_LEAST = 3
"""Different words of policy that make an article one about policy."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the sheet: a row of a briefing by where it stands, and what the reader thinks of it.

    `report` is the sha-256 of the text, `start` and `end` the row's first span in it; `factor` is a key point's factor,
    a position's stance, or a shift's direction.
    """

    report: str
    part: str
    factor: str
    start: int
    end: int
    verdict: str = ""


def is_policy(report: Report) -> bool:
    """Whether the title and the opening of a report have several different words of policy."""
    found = {hit.lower() for hit in POLICY.findall(f"{report.title or ''} {report.text[:OPENING]}")}
    return len(found) >= _LEAST


def draw_articles(reports: Sequence[Report], seed: int, count: int) -> list[Report]:
    """`count` of the reports that are about policy, drawn by the seed, in the reports' order; fewer where fewer are."""
    fit = [report for report in reports if is_policy(report)]
    chosen = random.Random(seed).sample(range(len(fit)), min(count, len(fit)))
    return [fit[number] for number in sorted(chosen)]


PARTS: tuple[str, ...] = get_args(Part)


def blanks(record: Record, parts: Sequence[str] = PARTS) -> list[Reading]:
    """The lines of the sheet that are to be filled in for a report: its shown key points, positions and shifts."""
    return [Reading(record.report.id, part, factor, *span) for part, factor, span, _ in _rows(record) if part in parts]


def _rows(record: Record) -> Iterator[tuple[Part, str, Span, str]]:
    """Each row of the briefing that may be judged, with its words."""
    words = Wording(record)
    factors: dict[Span, list[str]] = {}
    for point in record.keypoints:  # as in the briefing, words that answer two questions are one row
        if point.shown:
            factors.setdefault(point.spans[0], []).append(point.factor)
    for span, named in factors.items():
        yield "keypoint", ", ".join(dict.fromkeys(named)), span, words.quote(span)
    for position in record.positions:
        if position.shown:
            yield "position", position.stance, position.evidence[0], _position(position, words)
    for shift in told_changes(record):
        yield "shift", shift.direction, shift.evidence[0], _shift(shift, words)


def _position(position: Position, words: Wording) -> str:
    scope = words.scope(position)
    told = f"{words.names([position.holder])}: {words.position(position)}" + (f" ({scope})" if scope else "")
    return f"{told} <= {words.quotes(position.evidence)}"


def _shift(shift: Shift, words: Wording) -> str:
    before, after = (words.positions.get(ident or "") for ident in (shift.before, shift.after))
    sides = [words.position(side) if side else "not stated" for side in (before, after)]
    return f"{words.names([shift.holder])}: {sides[0]} -> {sides[1]} <= {words.quotes(shift.evidence)}"


def described(record: Record, length: int, parts: Sequence[str] = PARTS) -> str:
    """The article, cut after `length` characters, and under it the rows in the order of the sheet."""
    report = record.report
    head = f"{report.id} | {report.outlet} | {report.published}\n{report.title}"
    text = "\n".join(textwrap.wrap(report.text[:length], 180))
    rows = [
        f"{number:3} {part:9}{factor:22}{' '.join(told.split())}"
        for number, (part, factor, _, told) in enumerate((row for row in _rows(record) if row[0] in parts), 1)
    ]
    return "\n".join([head, text, "-" * 40, *rows, "=" * 80])


def write_sheet(path: Path, lines: Iterable[Reading]) -> None:
    """Write the sheet, tab-separated, with a head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        names = [each.name for each in fields(Reading)]
        writer = csv.DictWriter(file, names, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(line) for line in lines)


def read_sheet(path: Path) -> list[Reading]:
    """The lines of a sheet. Raises ValueError where a verdict or a part is none that is known."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [_reading(row) for row in csv.DictReader(file, delimiter="\t")]
    for number, line in enumerate(lines, 2):
        if line.part not in PARTS:
            raise ValueError(f"{path}, line {number}: a part is one of {', '.join(PARTS)}, not {line.part!r}")
        if line.verdict not in VERDICTS or (line.verdict == "invented" and line.part != "shift"):
            raise ValueError(
                f"{path}, line {number}: {line.verdict!r} is no verdict on a {line.part}; known: {', '.join(VERDICTS)}"
            )
    return lines


def _reading(row: dict[str, str]) -> Reading:
    words = {name: value for name, value in row.items() if name not in ("start", "end")}
    return Reading(start=int(row["start"]), end=int(row["end"]), **words)


def summary(lines: Sequence[Reading]) -> str:
    """The shares of useful rows and of invented shifts with their 95 % intervals, as Markdown tables."""
    table = [
        f"| {len({line.report for line in lines})} briefings | rows | share | 95 % interval |",
        "|---|---:|---:|---|",
    ]
    groups = [("key points", "keypoint"), ("positions", "position"), ("shifts", "shift")]
    for name, part in groups:
        table += _share(f"{name}: right and useful", [x for x in lines if x.part == part], "useful")
    table += _share("all rows: right and useful", lines, "useful")
    table += _share("shifts invented", [x for x in lines if x.part == "shift"], "invented")
    return "\n".join([*table, "", *_by_factor(lines)])


def _share(name: str, lines: Sequence[Reading], verdict: str) -> list[str]:
    if not lines:
        return [f"| {name} | 0 |  |  |"]
    share = wilson(sum(line.verdict == verdict for line in lines), len(lines))
    return [f"| {name} | {len(lines)} | {share} |"]


def _by_factor(lines: Sequence[Reading], most: int = 14) -> list[str]:
    """The verdicts on key points by factor, the most frequent factors first, the rarer ones together."""
    counts = Counter(line.factor for line in lines if line.part == "keypoint")
    often = {factor for factor, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]}
    found = Counter(
        (line.factor if line.factor in often else "all others", line.verdict)
        for line in lines
        if line.part == "keypoint"
    )
    names = sorted(often, key=lambda factor: (-counts[factor], factor))
    names += ["all others"] if len(counts) > len(often) else []
    table = ["| factor | useful | useless | wrong |", "|---|---:|---:|---:|"]
    return table + [f"| {n} | {found[n, 'useful']} | {found[n, 'useless']} | {found[n, 'wrong']} |" for n in names]


def main() -> None:
    """Draw a sample or score a sheet, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    sample = tasks.add_parser("sample", help="draw the articles to be read")
    sample.add_argument("--articles", type=Path, required=True, metavar="FILE", help=".jsonl or .jsonl.gz")
    sample.add_argument("--seed", type=int, default=7)
    sample.add_argument("--count", type=int, default=30, help="articles")
    sample.add_argument("--length", type=int, default=3000, help="characters of each article that are shown")
    sample.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="the rows to be judged")
    sample.add_argument("--out", type=Path, required=True, help="the articles with their rows, for reading")
    sample.add_argument("--sheet", type=Path, help="the rows without the articles' words, to be filled in")
    score = tasks.add_parser("score", help="count the verdicts of a sheet")
    score.add_argument("file", type=Path)
    score.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the shares")
    args = parser.parse_args()
    if args.task == "sample":
        _sample(args)
    else:
        _score(args)


def _sample(args: argparse.Namespace) -> None:
    reports = [found for found in read_articles(args.articles) if isinstance(found, Report)]
    records = [read(report) for report in draw_articles(reports, args.seed, args.count)]
    args.out.write_text(
        "\n".join(described(record, args.length, args.parts) for record in records) + "\n", encoding="utf-8"
    )
    lines = [line for record in records for line in blanks(record, args.parts)]
    if args.sheet:
        write_sheet(args.sheet, lines)
    print(f"{len(lines)} rows of {len(records)} reports")


def _score(args: argparse.Namespace) -> None:
    text = summary(read_sheet(args.file))
    print(text)
    if args.write:
        write_section(args.write, "briefing-reading", text)


if __name__ == "__main__":
    main()
