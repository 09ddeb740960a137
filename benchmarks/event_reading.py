"""`python -m benchmarks.event_reading`: events drawn at random from real articles, read by hand, row by row.

    python -m benchmarks.event_reading sample --articles articles.jsonl.gz --out rows.jsonl [--sheet events.tsv]
    python -m benchmarks.event_reading score docs/readings/events.tsv [--write docs/figures.md]

`sample` draws articles from the whole file, reads them, and draws among all events that they show, every event as
likely as any other. `--out` has what a reader needs, with the articles' words; `--sheet` has the same rows without
any of them, to be filled in: yes, no or unsure for type, agent, recipient and modality, and a code for the errors.
`score` counts the verdicts. What a reader is unsure of counts as wrong.
"""

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from math import sqrt
from pathlib import Path
from statistics import NormalDist

from benchmarks.measure import read_articles
from benchmarks.pages import write_section
from benchmarks.rows import Row, write_rows
from onrecord.reading.reader import read
from onrecord.records import Actor, Event, Record, Report
from onrecord.spans import Span

COLUMNS = ("type", "agent", "recipient", "modality")
VERDICTS = ("yes", "no", "unsure")
ERRORS = {
    "no-event": "nothing that PLOVER codes: a state, a feeling, a general remark, an everyday act",
    "wrong-sense": "the words mean something else here",
    "other-type": "an event, but of another type",
    "agent-missed": "nobody acts, though the sentence names who does",
    "agent-far": "nobody acts, though the report names who does nearby",
    "agent-wrong": "somebody acts who does not",
    "agent-part": "only some of those who act, or words that do not name them",
    "recipient-missed": "nobody is acted on, though the sentence names who is",
    "recipient-far": "nobody is acted on, though the report names who is nearby",
    "recipient-wrong": "somebody is acted on who is not",
    "recipient-part": "only some of those acted on, or a thing where a party is named",
    "actor-code": "the right words, but the wrong actor, country or sector for them",
    "not-actual": "actual, though it was planned, possible, wanted or conditional",
    "too-actual": "a doubt, plan or wish, though it happened",
    "polarity": "denied, though it holds, or the other way round",
    "other-modality": "neither happened nor denied, but of another kind",
}
"""What a code in the column `error` means."""
FAR = {"agent-far", "recipient-far"}
"""Errors that only the rest of the report shows; the event's own sentence does not."""
AROUND = 400
"""Characters of the report shown on either side of an event's sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the sheet: where an event stands, what it was coded as, and what the reader thinks of it.

    `report` is the sha-256 of the text, `start` and `end` the trigger's span in it. Who acts and who is acted on are
    given by country, sector and the spans that name them, never by the article's words.
    """

    report: str
    start: int
    end: int
    type: str
    modality: str
    actor: str
    recipient: str
    type_right: str = ""
    agent_right: str = ""
    recipient_right: str = ""
    modality_right: str = ""
    error: str = ""

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The reader's verdicts, in the order of COLUMNS."""
        return self.type_right, self.agent_right, self.recipient_right, self.modality_right

    @property
    def kinds(self) -> list[str]:
        """The kinds of error noted, keys of ERRORS; commas or blanks stand between them."""
        return self.error.replace(",", " ").split()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `count` are right, with the limits of the 95 % interval of that share."""

    right: int
    count: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.right / self.count:.3f} | {self.low:.3f} to {self.high:.3f}"


def wilson(right: int, count: int, level: float = 0.95) -> Share:
    """The share with its score interval (Wilson 1927), which stays within 0 and 1 and holds for small counts.

    Raises ValueError where there is nothing to take a share of.
    """
    if not 0 <= right <= count or count == 0:
        raise ValueError(f"no share: {right} of {count}")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, shrink = right / count, 1 + z * z / count
    middle = (share + z * z / (2 * count)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return Share(right, count, max(0.0, middle - half), min(1.0, middle + half))


def draw_events(reports: Sequence[Report], seed: int, count: int, articles: int) -> list[tuple[Record, Event]]:
    """`count` events that the records of `articles` of the reports show, all drawn by the seed, in the reports' order.

    Fewer where fewer are shown. Events of the user's own types alone are left out.
    """
    draw = random.Random(seed)
    chosen = sorted(draw.sample(range(len(reports)), min(articles, len(reports))))
    shown = [pair for number in chosen for pair in _shown(read(reports[number]))]
    return [shown[place] for place in sorted(draw.sample(range(len(shown)), min(count, len(shown))))]


def _shown(record: Record) -> Iterator[tuple[Record, Event]]:
    return ((record, event) for event in record.events if event.shown and event.type)


def blank(record: Record, event: Event) -> Reading:
    """The line of the sheet that is to be filled in for an event."""
    return Reading(
        report=record.report.id,
        start=event.trigger[0],
        end=event.trigger[1],
        type=event.type or "",
        modality=event.modality,
        actor=_coded(record, event.actors, event.actor_spans),
        recipient=_coded(record, event.recipients, event.recipient_spans),
    )


def _coded(record: Record, ids: Iterable[str], spans: Iterable[Span]) -> str:
    actors = {actor.id: actor for actor in record.actors}
    codes = [_code(actors[each]) for each in ids]
    return " ".join([*codes, *(f"{start}-{end}" for start, end in spans)]) or "none"


def _code(actor: Actor) -> str:
    return f"{actor.kind}:{actor.country or '---'}{actor.sector or ''}"


def described(record: Record, event: Event) -> Row:
    """What a reader needs to judge an event: the sentence with what stands around it, and the row in words."""
    text, (start, end) = record.report.text, event.sentence
    trigger = event.trigger
    return {
        "title": record.report.title,
        "published": record.report.published,
        "before": text[max(0, start - AROUND) : start],
        "sentence": f"{text[start : trigger[0]]}[[{text[slice(*trigger)]}]]{text[trigger[1] : end]}",
        "after": text[end : end + AROUND],
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "factuality": event.factuality,
        "reason": event.reason.text if event.reason else None,
        "agent": _named(record, event.actors, event.actor_spans),
        "recipient": _named(record, event.recipients, event.recipient_spans),
        "also told": [text[slice(*each.sentence)] for each in event.mentions],
        "confidence": event.confidence,
    }


def _named(record: Record, ids: Iterable[str], spans: Iterable[Span]) -> str:
    actors = {actor.id: actor for actor in record.actors}
    known = [f"{actors[each].name} ({_code(actors[each])})" for each in ids]
    words = [f'"{record.report.text[slice(*span)]}"' for span in spans]
    return ", ".join([*known, *words]) or "nobody"


def write_sheet(path: Path, lines: Iterable[Reading]) -> None:
    """Write the sheet, tab-separated, with a head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        names = [each.name for each in fields(Reading)]
        writer = csv.DictWriter(file, names, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(line) for line in lines)


def read_sheet(path: Path) -> list[Reading]:
    """The lines of a sheet. Raises ValueError where a verdict is none of VERDICTS or an error none of ERRORS."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = [_reading(row) for row in rows]
    for number, line in enumerate(lines, 2):
        if unknown := set(line.kinds) - set(ERRORS):
            raise ValueError(f"{path}, line {number}: unknown kind of error: {', '.join(sorted(unknown))}")
        if not set(line.verdicts) <= set(VERDICTS):
            raise ValueError(f"{path}, line {number}: a verdict is one of {', '.join(VERDICTS)}, not {line.verdicts}")
    return lines


def _reading(row: dict[str, str]) -> Reading:
    words = {name: value for name, value in row.items() if name not in ("start", "end")}
    return Reading(start=int(row["start"]), end=int(row["end"]), **words)


def shares(lines: Sequence[Reading]) -> dict[str, Share]:
    """The share of rows right in each column, in all of them, and in all by the event's own sentence alone."""
    counted = {name: [line.verdicts[place] == "yes" for line in lines] for place, name in enumerate(COLUMNS)}
    counted["all four"] = [set(line.verdicts) == {"yes"} for line in lines]
    counted["all four, by its sentence alone"] = [_right_alone(line) for line in lines]
    return {name: wilson(sum(right), len(right)) for name, right in counted.items()}


def _right_alone(line: Reading) -> bool:
    return set(line.verdicts) == {"yes"} or (
        "unsure" not in line.verdicts and bool(line.kinds) and set(line.kinds) <= FAR
    )


def errors(lines: Iterable[Reading]) -> Counter[str]:
    """How often each kind of error was noted; a row may have several."""
    return Counter(kind for line in lines for kind in line.kinds)


def summary(lines: Sequence[Reading]) -> str:
    """The shares and the kinds of error, the most frequent first, as Markdown tables."""
    unsure = {name: sum(line.verdicts[place] == "unsure" for line in lines) for place, name in enumerate(COLUMNS)}
    unsure["all four"] = sum("unsure" in line.verdicts and "no" not in line.verdicts for line in lines)
    table = [f"| {len(lines)} events | right | 95 % interval | unsure |", "|---|---:|---|---:|"]
    table += [f"| {name} | {share} | {unsure.get(name, '')} |" for name, share in shares(lines).items()]
    kinds = sorted(errors(lines).items(), key=lambda pair: (-pair[1], pair[0]))
    table += ["", "| error | rows | meaning |", "|---|---:|---|"]
    return "\n".join([*table, *(f"| {kind} | {count} | {ERRORS[kind]} |" for kind, count in kinds)])


def main() -> None:
    """Draw a sample or score a sheet, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    sample = tasks.add_parser("sample", help="draw the events to be read")
    sample.add_argument("--articles", type=Path, required=True, metavar="FILE", help=".jsonl or .jsonl.gz")
    sample.add_argument("--seed", type=int, default=7)
    sample.add_argument("--count", type=int, default=150, help="events")
    sample.add_argument("--of", type=int, default=400, metavar="N", help="articles that they are drawn from")
    sample.add_argument("--out", type=Path, required=True, help="the rows with the articles' words")
    sample.add_argument("--sheet", type=Path, help="the rows without them, to be filled in")
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
    drawn = draw_events(reports, args.seed, args.count, args.of)
    write_rows(args.out, (described(*pair) for pair in drawn))
    if args.sheet:
        write_sheet(args.sheet, (blank(*pair) for pair in drawn))
    print(f"{len(drawn)} events of {len({record.report.id for record, _ in drawn})} reports")


def _score(args: argparse.Namespace) -> None:
    text = summary(read_sheet(args.file))
    print(text)
    if args.write:
        write_section(args.write, "event-reading", text)


if __name__ == "__main__":
    main()
