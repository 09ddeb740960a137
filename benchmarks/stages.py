"""`python -m benchmarks.stages --articles FILE`: what each stage costs beside the encoder's pass.

CPU seconds on one core, over the same articles for all. "encoder" is the model's pass alone; "decoding" what turns its
output into words, trees, frames, chains and triggers.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import count_words, read_articles
from benchmarks.pages import write_section
from benchmarks.speed import one_core
from onrecord.knowledge.gazetteer import load_gazetteer
from onrecord.models import load_reader_model
from onrecord.models.words import split_words
from onrecord.reading.analyse import analyse
from onrecord.reading.reader import STAGES
from onrecord.records import Report


def stage_seconds(reports: Sequence[Report]) -> dict[str, float]:
    """CPU seconds of the encoder, of decoding and of each stage over all reports."""
    model = load_reader_model()
    spent: defaultdict[str, float] = defaultdict(float)
    for report in reports:
        began = time.process_time()
        for _ in model.run(model.encode(report.text, split_words(report.text))):
            pass
        encoded = time.process_time()
        analysis = analyse(report, model)
        analysed = time.process_time()
        spent["encoder"] += encoded - began
        spent["decoding"] += max(0.0, (analysed - encoded) - (encoded - began))
        layers: dict[str, Any] = {"report": report, "analysis": analysis, "gazetteer": load_gazetteer()}
        layers["ontology"] = None
        for stage in STAGES:
            began = time.process_time()
            layers[stage.gives] = stage.load()(**{name: layers[name] for name in stage.needs})
            spent[stage.gives] += time.process_time() - began
    return dict(spent)


def table(spent: dict[str, float], words: int) -> str:
    """Microseconds a word and the share of the encoder's, as a Markdown table."""
    rows = ["| stage | microseconds a word | beside the encoder |", "|---|---:|---:|"]
    rows += [
        f"| {name} | {seconds / words * 1e6:.1f} | {seconds / spent['encoder']:.0%} |"
        for name, seconds in spent.items()
    ]
    return "\n".join(rows)


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, metavar="FILE", help="articles as .jsonl or .jsonl.gz")
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the table")
    args = parser.parse_args()
    reports = [report for report in read_articles(args.articles, args.limit) if isinstance(report, Report)]
    with one_core():
        stage_seconds(reports[:1])
        found = table(stage_seconds(reports), sum(count_words(report.text) for report in reports))
    print(found)
    if args.write:
        write_section(args.write, "stages", found)


if __name__ == "__main__":
    main()
