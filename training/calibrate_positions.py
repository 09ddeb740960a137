"""Fit the weights by which `onrecord.reading.positions.weighing` tells how far to trust a position, and write them.

    python -m training.calibrate_positions

A logistic regression over who saw a position and how surely. The model was trained on the train part of the position
corpus and is surer there than elsewhere, so the fit is on the dev part; the test part, which nothing was fitted on,
tells how well it holds. Optional positions do not count.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.positions import Reading, as_report, corpus, wanted
from onrecord.knowledge.gazetteer import load_gazetteer
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.positions.stage import as_position, read_drafts
from onrecord.reading.reader import read
from training.linear import Floats, known_signs, softmax, softmax_regression, table, write_table

TARGET = Path("onrecord/knowledge/data/positions/positions.tsv")
LEAST_EXAMPLES = 5
PENALTY = 2.0

Example = tuple[dict[str, float], bool]


def examples(part: str) -> Iterator[Example]:
    """What speaks for each position that is seen in a part of the corpus, and whether it is right."""
    model, gazetteer = load_reader_model(), load_gazetteer()
    for annotated, second in corpus(part):
        report = as_report(annotated)
        record, analysis = read(report, model, gazetteer), analyse(report, model)
        judge = Reading(record)
        expected, _ = wanted(annotated, second)
        layers = (record.actors, record.places, record.times, record.attributions)
        for draft in read_drafts(analysis, *layers, least=0.0)[1]:
            met = [want for want in expected if judge.is_right(want, as_position(analysis, draft))]
            if not met or not all(want.position.optional for want in met):
                yield draft.signs, bool(met)


def fit(found: Sequence[Example]) -> tuple[tuple[str, ...], Floats]:
    """Signs and the weight of each, the constant first."""
    names = known_signs([example for example, _ in found], LEAST_EXAMPLES)
    right = np.array([int(is_right) for _, is_right in found])
    weights = softmax_regression(table([e for e, _ in found], names), right, 2, PENALTY, steps=2000)
    return names, weights[:, 1:] - weights[:, :1]


def chances(found: Sequence[Example], names: tuple[str, ...], weights: Floats) -> Floats:
    """The probability that each position is right."""
    scores = table([e for e, _ in found], names).times(weights[:, 0])
    return softmax(np.stack([np.zeros_like(scores), scores], axis=1))[:, 1]


def bins(found: Sequence[Example], likely: Floats) -> Iterator[str]:
    """For each fifth of the probabilities how many positions have it, their mean and the share that is right."""
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(p, right) for p, (_, right) in zip(likely, found, strict=True) if low <= p < low + 0.2]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            yield f"  {low:.1f} to {low + 0.2:.1f}: {len(inside)}, mean {mean:.2f}, right {share:.2f}"


def main() -> None:
    """Fit, say how well it holds on the other half, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    inside, outside = list(examples("dev")), list(examples("test"))
    names, weights = fit(inside)
    for name, found in (("dev", inside), ("test", outside)):
        print(f"{name}: {len(found)} seen, {sum(right for _, right in found)} right")
        print("\n".join(bins(found, chances(found, names, weights))))
    about = "weights of signs for a position that is right; fitted by training/calibrate_positions.py"
    write_table(options.out, about, names, ("right",), weights)
    print(f"{len(names)} signs written to {options.out}")


if __name__ == "__main__":
    main()
