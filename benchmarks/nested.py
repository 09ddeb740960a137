"""`python -m benchmarks.nested`: nesting, chains and unnamed sources, on the project's own attribution corpus.

    python -m benchmarks.nested [--part test|train] [--write docs/figures.md]

The record is scored as a third annotator: against the first, by the same measure as the two people against each other
(`python -m benchmarks.agreement`). Rules were looked at on the train part; the test part is for measuring.
"""

import argparse
from pathlib import Path

from benchmarks.agreement import Tally
from benchmarks.pages import write_section
from onrecord.reading.reader import read
from onrecord.records import Report, report_id
from training import corpus

PARTS = {"train": corpus.TRAIN, "test": corpus.TEST}


def annotated(gold: corpus.AnnotatedReport) -> corpus.AnnotatedReport:
    """The same report as onrecord reads it, in the corpus's form."""
    told = gold.report
    report = Report(
        id=report_id(told.text),
        text=told.text,
        title=told.title,
        outlet=told.outlet,
        published=told.published,
        published_basis="given",
    )
    found = read(report).attributions
    return corpus.AnnotatedReport(id=gold.id, report=told, attributions=found, actors=())


def measure(path: Path) -> str:
    """The figures of one part of the corpus as Markdown tables; `first` is the corpus, `second` the record."""
    tally = Tally()
    reports = corpus.load(path)
    for report in reports:
        tally.report(report, annotated(report))
    return "\n".join((f"{len(reports)} reports; first: the corpus, second: the record", "", *tally.lines()))


def main() -> None:
    """Measure, print, and keep the tables where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=sorted(PARTS), default="test")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the tables")
    options = parser.parse_args()
    shown = measure(PARTS[options.part])
    print(shown)
    if options.write:
        write_section(options.write, "nested", shown)


if __name__ == "__main__":
    main()
