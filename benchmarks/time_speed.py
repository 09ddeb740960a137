"""`python -m benchmarks.time_speed --bench FILE`: how fast temporal expressions are found and resolved, in KB/s.

Two figures, each over all texts of the bench: with the whole pass of the reader model that the rules draw on, and for
the stage alone, as inside a reading, where that one pass serves every stage. KB are 1,024 bytes of UTF-8; the seconds
are those of the CPU, all threads together, on one core. The model is loaded and one text read before the clock starts.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.pages import write_section
from benchmarks.rows import read_rows
from benchmarks.speed import one_core
from onrecord.models import ReaderModel, load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.times import find_times
from onrecord.records import Report, report_id

HEIDELTIME_KB = 1.1
"""KB/s of HeidelTime on the development texts, measured once when the project began; it is not run here."""


def load_reports(path: Path) -> list[Report]:
    """The texts of the bench, each with the date of its document as the publication date."""
    rows = read_rows(path)
    return [Report(id=report_id(row["text"]), text=row["text"], published=row.get("dct")) for row in rows]


def seconds(reports: Sequence[Report], model: ReaderModel) -> tuple[float, float]:
    """CPU seconds for all reports: of the model's pass with the stage, and of the stage alone."""
    find_times(reports[0], analyse(reports[0], model))
    whole = stage = 0.0
    for report in reports:
        start = time.process_time()
        analysis = analyse(report, model)
        middle = time.process_time()
        find_times(report, analysis)
        end = time.process_time()
        whole, stage = whole + end - start, stage + end - middle
    return whole, stage


def summary(reports: Sequence[Report], whole: float, stage: float) -> str:
    """What was measured, as a Markdown list."""
    size = sum(len(report.text.encode()) for report in reports) / 1024
    return "\n".join(
        [
            f"- {len(reports)} texts, {size:,.0f} KB, on one core",
            f"- times with the whole pass of the reader model: {size / whole:,.0f} KB/s, "
            f"{size / whole / HEIDELTIME_KB:,.0f} times HeidelTime's {HEIDELTIME_KB} KB/s",
            f"- the stage alone, after the pass that all stages share: {size / stage:,.0f} KB/s, "
            f"{size / stage / HEIDELTIME_KB:,.0f} times",
        ]
    )


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, metavar="FILE", help="rows with `text` and `dct`")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    reports = load_reports(args.bench)
    with one_core():
        found = summary(reports, *seconds(reports, load_reader_model()))
    print(found)
    if args.write:
        write_section(args.write, "time-speed", found)


if __name__ == "__main__":
    main()
