"""Fit the weights by which `onrecord.reading.positions.change` tells a shift from two positions, and write them.

    python -m training.calibrate_shifts

A logistic regression on the train part of the position corpus over all pairs of positions of one holder of which one
is given up by the day of the report and the other is not. The positions are the annotated ones, so that nothing rests
on what the model, trained on the same reports, sees there. Prints how well it holds over five folds of the reports.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy as np

from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.change import Told, signs, told
from onrecord.records import Report, report_id
from training.linear import Floats, known_signs, softmax, softmax_regression, table, write_table
from training.position_corpus import TRAIN, AnnotatedPosition, AnnotatedReport, load

TARGET = Path("onrecord/knowledge/data/positions/shifts.tsv")
LEAST_EXAMPLES = 3
PENALTY = 1.0
FOLDS = 5

Example = tuple[dict[str, float], bool]


def examples(path: Path = TRAIN) -> Iterator[list[Example]]:
    """For each report, what speaks for a shift in each pair of positions, and whether it is one."""
    model = load_reader_model()
    for report in load(path):
        analysis = analyse(Report(id=report_id(report.text), text=report.text), model)
        yield list(_pairs(report, analysis))


def _pairs(report: AnnotatedReport, analysis: Analysis) -> Iterator[Example]:
    moves = {(shift.before.id, shift.after.id) for shift in report.shifts if shift.before}
    for name in dict.fromkeys(position.holder_name for position in report.positions):
        mine = [position for position in report.positions if position.holder_name == name]
        old = [position for position in mine if position.time == "past"]
        new = [position for position in mine if position.time != "past"]
        alone = len(old) == 1, len(new) == 1
        for before, after in product(old, new):
            found = signs(analysis, _told(analysis, before), _told(analysis, after), alone)
            yield found, (before.id, after.id) in moves


def _told(analysis: Analysis, position: AnnotatedPosition) -> Told:
    holder = range(*analysis.words_in(position.holder))
    return told(analysis, position.stance, position.matter, position.evidence, holder)


def fit(found: Sequence[Example]) -> tuple[tuple[str, ...], Floats]:
    """Signs and the weight of each, the constant first."""
    names = known_signs([example for example, _ in found], LEAST_EXAMPLES)
    wanted = np.array([int(moved) for _, moved in found])
    weights = softmax_regression(table([e for e, _ in found], names), wanted, 2, PENALTY, steps=2000)
    return names, weights[:, 1:] - weights[:, :1]


def chances(found: Sequence[Example], names: tuple[str, ...], weights: Floats) -> Floats:
    """The probability of a shift in each pair."""
    scores = table([e for e, _ in found], names).times(weights[:, 0])
    return softmax(np.stack([np.zeros_like(scores), scores], axis=1))[:, 1]


def folds(reports: Sequence[list[Example]]) -> tuple[float, float]:
    """Precision and recall at one half, each report judged by a fit on four fifths of the others."""
    told_moves, real, both = 0, 0, 0
    for fold in range(FOLDS):
        inside = [pair for number, pairs in enumerate(reports) if number % FOLDS == fold for pair in pairs]
        names, weights = fit([pair for number, pairs in enumerate(reports) if number % FOLDS != fold for pair in pairs])
        for seen, (_, moved) in zip(chances(inside, names, weights) >= 0.5, inside, strict=True):
            told_moves, real, both = told_moves + bool(seen), real + moved, both + bool(seen and moved)
    return both / max(1, told_moves), both / max(1, real)


def main() -> None:
    """Fit, say how well it holds, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    reports = list(examples())
    found = [pair for pairs in reports for pair in pairs]
    precision, recall = folds(reports)
    print(f"{len(found)} pairs, {sum(moved for _, moved in found)} shifts")
    print(f"{FOLDS} folds: precision {precision:.3f}, recall {recall:.3f}")
    names, weights = fit(found)
    about = "weights of signs for a shift between two positions; fitted by training/calibrate_shifts.py"
    write_table(options.out, about, names, ("shift",), weights)
    print(f"{len(names)} signs written to {options.out}")


if __name__ == "__main__":
    main()
