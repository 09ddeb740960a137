"""`python -m benchmarks.speed --articles FILE`: words per CPU second, cold start and memory.

spaCy's small English pipeline is measured beside it, in the same run, where it is installed. CPU seconds are those of
the whole process, all threads together. The first article is read once before the clock starts, so that loading the
model is not counted; the cold start is measured on its own.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.measure import count_words, peak_mb, read_articles
from benchmarks.pages import write_section
from onrecord.records import Report

SPACY_MODEL = "en_core_web_sm"
SHORT_REPORT = Path("examples/grain-corridor.txt")


def words_per_cpu_second(reports: Sequence[Report], run: Callable[[Report], object]) -> float:
    """How many words a second of CPU time lets `run` take, over all reports, after one to warm up."""
    run(reports[0])
    start = time.process_time()
    for report in reports:
        run(report)
    return sum(count_words(report.text) for report in reports) / (time.process_time() - start)


def spacy_pipe() -> Callable[[Report], object] | None:
    """spaCy's small English pipeline as it runs fastest on one core, or None where it is not installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    import spacy

    names = [name for name in spacy.util.get_installed_models() if name.startswith(SPACY_MODEL)]
    if not names:
        return None
    pipeline = spacy.load(names[0])
    for _, component in pipeline.pipeline:
        walk = getattr(getattr(component, "model", None), "walk", tuple)
        for node in walk():
            if hasattr(node.ops, "use_blis"):
                node.ops.use_blis = False
    return lambda report: pipeline(report.text)


def cold_start(report: Path, times: int = 5) -> tuple[float, float]:
    """Median wall seconds of reading one short report from a cold start, and of `python -c pass`."""
    reading = [_wall("-m", "onrecord", "read", str(report)) for _ in range(times)]
    nothing = [_wall("-c", "pass") for _ in range(times)]
    return median(reading), median(nothing)


def _wall(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, metavar="FILE", help="articles as .jsonl or .jsonl.gz")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    from onrecord.reading.reader import read

    reports = [report for report in read_articles(args.articles, args.limit) if isinstance(report, Report)]
    found = summary(reports, read)
    print(found)
    if args.write:
        write_section(args.write, "speed", found)


def summary(reports: Sequence[Report], read: Callable[[Report], object]) -> str:
    """What was measured, as a Markdown list."""
    words = sum(count_words(report.text) for report in reports)
    with one_core():
        ours, memory, other = words_per_cpu_second(reports, read), peak_mb(), spacy_pipe()
        beside = f"{words_per_cpu_second(reports, other):,.0f} words per CPU second" if other else "not installed"
    reading, nothing = cold_start(SHORT_REPORT)
    return "\n".join(
        [
            f"- {len(reports)} articles of {words} words, on one core",
            f"- onrecord, the whole record: {ours:,.0f} words per CPU second, peak memory {memory:.0f} MB",
            f"- spaCy {SPACY_MODEL}, its pipeline alone, in the same run: {beside}",
            f"- cold start, one short report: {reading:.2f} s; `python -c pass`: {nothing:.2f} s; "
            f"{reading - nothing:.2f} s more",
        ]
    )


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one core: what other threads would add is then not hidden."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


if __name__ == "__main__":
    main()
