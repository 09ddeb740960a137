"""`python -m benchmarks.robustness --ingest ROOT`: reads all real articles and pages.

Every record has to pass the validator, and no stage may fail. Counts reports, inputs refused (by the reason's
class), stages that failed and problems of records, and follows the memory of the one process that reads them all.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import count_words, peak_mb, read_articles, read_pages, resident_mb
from benchmarks.pages import write_section
from onrecord.errors import InputError
from onrecord.reading.reader import read
from onrecord.records import Record, Report
from onrecord.schema import from_json, to_json
from onrecord.validation import validate

EVERY = 500
"""Inputs between two looks at the memory."""
EXAMPLES = 5
"""How many of each kind are printed."""


@dataclass
class Tally:
    """What happened to the inputs so far."""

    read: int = 0
    words: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failed_stages: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    memory: list[float] = field(default_factory=list)

    def note(self, counter: Counter[str], kind: str, example: str) -> None:
        """Count one more of a kind, and keep the first few examples of it."""
        counter[kind] += 1
        if counter[kind] <= EXAMPLES:
            self.examples[kind].append(example)

    @property
    def clean(self) -> bool:
        """Whether no stage failed and no record broke the contract."""
        return not self.failed_stages and not self.problems


def tally(inputs: Iterable[Report | InputError], counts: Tally) -> None:
    """Read every input into `counts`."""
    for number, found in enumerate(inputs, 1):
        if isinstance(found, InputError):
            counts.note(counts.refused, type(found).__name__, str(found))
        else:
            _count(read(found), counts)
        if number % EVERY == 0:
            counts.memory.append(resident_mb())
            print(f"{number} inputs, {counts.memory[-1]:.0f} MB", flush=True)


def _count(record: Record, counts: Tally) -> None:
    counts.read += 1
    counts.words += count_words(record.report.text)
    for failure in record.failures:
        counts.note(counts.failed_stages, failure.stage, f"{record.report.id}: {failure.problem}")
    problems = [str(problem) for problem in validate(record)]
    if from_json(to_json(record)) != record:
        problems.append("record: JSON does not give the same record back")
    for problem in problems:
        counts.note(counts.problems, problem.split("[")[0].split(":")[0], f"{record.report.id}: {problem}")


def summary(counts: Tally) -> str:
    """What was found, as a Markdown list."""
    memory = ", ".join(f"{mb:.0f}" for mb in counts.memory) or "not looked at"
    return "\n".join(
        [
            f"- read: {counts.read} reports, {counts.words} words; refused: {_listed(counts.refused)}",
            f"- stages that failed: {_listed(counts.failed_stages)}; broken records: {_listed(counts.problems)}",
            f"- memory after every {EVERY} inputs: {memory} MB; peak {peak_mb():.0f} MB",
        ]
    )


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counter.items())) or "none"


def main() -> None:
    """Parse the arguments, read everything, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ingest", type=Path, required=True, metavar="ROOT", help="holds articles.jsonl.gz and html/")
    parser.add_argument("--limit", type=int, help="no more than this many articles")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    counts = Tally()
    tally(read_articles(args.ingest / "articles.jsonl.gz", args.limit), counts)
    tally(read_pages(args.ingest / "html"), counts)
    for kind, examples in counts.examples.items():
        print(kind, *examples, sep="\n    ")
    print(summary(counts))
    if args.write:
        write_section(args.write, "robustness", summary(counts))
    raise SystemExit(0 if counts.clean else 1)


if __name__ == "__main__":
    main()
