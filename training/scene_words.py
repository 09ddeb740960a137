"""Fit the words that tell public life from sport, fiction and housework, and write them to the package's tables.

    python -m training.scene_words

Every sentence of the event corpus' train part is an example: whether it has an event. Its signs are the lemmas of its
nouns, verbs, adjectives and pronouns, and the kinds of names in it; the fit is a logistic regression with a ridge, by
gradient ascent with momentum. What the signs sum up to is one of the features of `training.calibrate_events`, which
weighs it on sentences that were not used here.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.knowledge.sign_weights import CONSTANT
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.surroundings import scene_signs
from onrecord.records import Report, report_id
from training.event_corpus import TRAIN, load

TABLE = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data" / "events" / "scene.tsv"
SEEN = 2
"""Signs of fewer sentences are left out."""
RIDGE, STEPS, RATE, MOMENTUM = 3.0, 600, 0.002, 0.9
LEAST = 0.05
"""Smaller weights are not written."""

Floats = npt.NDArray[np.float64]


def fit(rows: Sequence[frozenset[str]], right: Floats) -> dict[str, float]:
    """The weight of every sign; the constant is the one that the signs leave."""
    counts = Counter(sign for row in rows for sign in row)
    names = [CONSTANT, *sorted(sign for sign, count in counts.items() if count >= SEEN)]
    place = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    table[:, 0] = 1.0
    for index, row in enumerate(rows):
        table[index, [place[sign] for sign in row if sign in place]] = 1.0
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 0.0
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-table @ weights))
        speed = MOMENTUM * speed + RATE * (table.T @ (right - chance) - ridge * weights)
        weights = weights + speed
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    """Fit on the train part and write the table."""
    model, sentences = load_reader_model(), load(TRAIN)
    rows = []
    for sentence in sentences:
        analysis = analyse(Report(id=report_id(sentence.text), text=sentence.text), model)
        rows.append(frozenset(scene_signs(analysis, (0, len(analysis)))))
    weights = fit(rows, np.array([float(bool(sentence.events)) for sentence in sentences]))
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= LEAST}
    lines = ["# what tells a sentence of public life from others; fitted by training/scene_words.py", "sign\tscene"]
    lines += [f"{name}\t{kept[name]:.2f}" for name in sorted(kept, key=lambda name: (-abs(kept[name]), name))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(weights)} signs written to {TABLE}")


if __name__ == "__main__":
    main()
