"""Fit the weights by which `onrecord.reading.events.modality` judges a predicate's modality, and write them.

    python -m training.calibrate_modality

A softmax regression on the train part of the event corpus over what the words say (`signs`) and the type of the event,
without the model's own modality and factuality: it was trained on the same sentences and is surer of them than of
others. At run time the model's modality is multiplied in. Prints the accuracy of five folds and that of the words'
rules alone.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np

from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.modality import plain_reader
from onrecord.reading.events.signs import is_of_model
from onrecord.records import Modality, Report, report_id
from training.event_corpus import TRAIN, load
from training.linear import Floats, known_signs, softmax_regression, table, write_table

TARGET = Path("onrecord/knowledge/data/events/modality.tsv")
MODALITIES = get_args(Modality)
LEAST_EXAMPLES = 3
PENALTY = 1.0
FOLDS = 5

Example = tuple[dict[str, float], str, str]


def examples(path: Path = TRAIN) -> Iterator[Example]:
    """Signs, annotated modality and that of the rules, of each event of the corpus file."""
    model = load_reader_model()
    for sentence in load(path):
        analysis = analyse(Report(id=report_id(sentence.text), text=sentence.text), model)
        reader = plain_reader(analysis)
        for event in sentence.events:
            frame = reader.frame(analysis.head_of(analysis.words_in(event.trigger)))
            status = reader.status(frame, reader.is_said(frame.word))
            signs = reader.signs(frame, status)
            told = {name: value for name, value in signs.items() if not is_of_model(name)}
            yield told, event.modality, status.settled


def fit(found: list[Example]) -> tuple[tuple[str, ...], Floats]:
    """Signs and their weights, one column a modality."""
    signs = known_signs([example for example, _, _ in found], LEAST_EXAMPLES)
    wanted = np.array([MODALITIES.index(modality) for _, modality, _ in found])
    return signs, softmax_regression(table([e for e, _, _ in found], signs), wanted, len(MODALITIES), PENALTY)


def folds(found: list[Example]) -> float:
    """The accuracy on each fifth of the examples of a fit on the other four."""
    right = 0
    for fold in range(FOLDS):
        size = len(found) // FOLDS + 1
        inside = found[fold * size : (fold + 1) * size]
        signs, weights = fit(found[: fold * size] + found[(fold + 1) * size :])
        scores = np.stack([table([e for e, _, _ in inside], signs).times(column) for column in weights.T], axis=1)
        right += sum(MODALITIES[best] == m for best, (_, m, _) in zip(scores.argmax(1), inside, strict=True))
    return right / len(found)


def main() -> None:
    """Fit, say how well it holds, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    found = list(examples())
    print(f"{len(found)} events; rules alone {sum(m == rule for _, m, rule in found) / len(found):.3f}")
    print(f"weights over the words' signs, {FOLDS} folds: {folds(found):.3f}")
    signs, weights = fit(found)
    about = "weights of signs for modality; fitted by training/calibrate_modality.py"
    write_table(options.out, about, signs, MODALITIES, weights)
    print(f"{len(signs)} signs written to {options.out}")


if __name__ == "__main__":
    main()
