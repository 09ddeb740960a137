"""Fit the weights of `onrecord.reading.events.acled` and print how well such a fit does on passages it has not seen.

    python -m training.acled case21-acled-dev.jsonl [--write]

Rows have `text` and `type`. The fit is a multinomial logistic regression with a ridge, by accelerated gradient
descent on the dual side (fewer passages than features), from zero, so that it is the same on every run. The figure
is micro F1 (for one label a passage: accuracy) in five folds, mean of three shuffles. What the folds do not tell: the
table of concepts was written, and RIDGE and the constants of the classifier were chosen, with these passages in sight,
so that others must be expected to do worse; the figure without the phrases that stand in a single passage is the
careful one. The passages are not shipped; only words that stand in three or more of them and the weights are.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.knowledge.acled import AcledModel, Concepts, concept_rows, load_types
from onrecord.reading.events.acled import features, likeliest, weighed, words_of
from training.event_corpus import TEST, TRAIN

DATA = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data" / "acled"
RIDGE = 3e-4
STEPS = 400
LEAST_SEEN = {"w": 3, "o": 3, "n": 2, "c": 1, "C": 1, "f": 1}
"""In how many passages a feature of each kind must stand."""
FOLDS, SHUFFLES = 5, 3
OWN_TYPES: dict[tuple[str, str | None], str] = {
    ("ASSAULT", "abduct"): "ABDUCT_DISSAP",
    ("ASSAULT", "aerial"): "AIR_STRIKE",
    ("ASSAULT", "crowd-control"): "PROTEST_WITH_INTER",
    ("ASSAULT", "destroy"): "PROPERTY_DISTRUCT",
    ("ASSAULT", "drone"): "AIR_STRIKE",
    ("ASSAULT", "explosives"): "REM_EXPLOS",
    ("ASSAULT", "heavy-weapons"): "ART_MISS_ATTACK",
    ("ASSAULT", "massacre"): "ATTACK",
    ("ASSAULT", "sexual"): "SEX_VIOL",
    ("ASSAULT", "suicide-attack"): "SUIC_BOMB",
    ("ASSAULT", "unconventional"): "CHEM_WEAP",
    ("COERCE", "arrest"): "ARREST",
    ("MOBILIZE", "militia"): "CHANGE_TO_GROUP_ACT",
    ("MOBILIZE", "troops"): "CHANGE_TO_GROUP_ACT",
    ("PROTEST", "demo"): "PEACE_PROTEST",
    ("PROTEST", "hunger"): "PEACE_PROTEST",
    ("PROTEST", "riot"): "VIOL_DEMONSTR",
    ("PROTEST", "strike"): "PEACE_PROTEST",
    ("RETREAT", "ceasefire"): "AGREEMENT",
    ("SANCTION", "expel"): "DIPLO",
}
"""ACLED's types of PLOVER's modes in the event corpus, where a mode leaves no choice."""

Matrix = npt.NDArray[np.float64]


def fit(signs: Sequence[dict[str, float]], labels: Sequence[str]) -> AcledModel:
    """The model of some passages, given as their features and the names of their types."""
    seen = Counter(name for each in signs for name in each)
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN[name[0]])
    rareness = [math.log((1 + len(signs)) / (1 + seen[name])) + 1 if name[0] == "w" else 1.0 for name in names]
    types = load_types()
    empty = np.zeros((len(names), len(types)), dtype=np.float32)
    rows = {name: row for row, name in enumerate(names)}
    blank = AcledModel(types, rows, np.array(rareness, dtype=np.float32), empty, empty[0] if names else empty)
    inputs = np.zeros((len(signs), len(names) + 1))
    inputs[:, -1] = 1
    for passage, each in enumerate(signs):
        for row, value in weighed(each, blank).items():
            inputs[passage, row] = value
    order = {kind.name: index for index, kind in enumerate(types)}
    targets = np.eye(len(types))[[order[label] for label in labels]]
    weights = _descend(inputs, targets).astype(np.float16).astype(np.float32)
    return AcledModel(types, rows, blank.rareness, weights[:-1], weights[-1])


def _descend(inputs: Matrix, targets: Matrix) -> Matrix:
    """Weights of the ridge logistic regression, by Nesterov's method in the space of the passages."""
    products = inputs @ inputs.T
    step = 1 / (0.5 * float(np.linalg.eigvalsh(products)[-1]) / len(inputs) + RIDGE)
    last = ahead = np.zeros_like(targets)
    pace = 1.0
    for _ in range(STEPS):
        logits = products @ ahead
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        now = ahead - step * ((chances - targets) / len(inputs) + RIDGE * ahead)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = now + (pace - 1) / faster * (now - last)
        last, pace = now, faster
    return np.asarray(inputs.T @ last)


def in_folds(signs: Sequence[dict[str, float]], labels: Sequence[str], shuffle: int) -> list[tuple[float, bool]]:
    """For each passage, in some order, what the model fitted without its fold reads: how likely, and whether right."""
    order = list(range(len(signs)))
    random.Random(shuffle).shuffle(order)
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        kept = [i for i in order if i not in held]
        model = fit([signs[i] for i in kept], [labels[i] for i in kept])
        readings = [(likeliest(signs[i], model), labels[i]) for i in sorted(held)]
        found += [(reading.probability, reading.type.name == label) for reading, label in readings]
    return found


def without_single_use(passages: Sequence[str]) -> Concepts:
    """The concepts without the patterns that stand in only one of the passages, which may have been written for it."""
    listed = [words_of(passage) for passage in passages]
    rows = concept_rows()
    return Concepts([row for row in rows if sum(bool(Concepts([row]).found(words)) for words in listed) != 1])


def _in_all_folds(signs: Sequence[dict[str, float]], labels: Sequence[str], name: str) -> list[tuple[float, bool]]:
    held = [in_folds(signs, labels, shuffle) for shuffle in range(SHUFFLES)]
    figures = [float(np.mean([right for _, right in each])) for each in held]
    print(f"{name}: {np.mean(figures):.4f} (by shuffle: {', '.join(f'{f:.4f}' for f in figures)})")
    return [reading for each in held for reading in each]


def own_passages(paths: Sequence[Path] = (TRAIN, TEST)) -> tuple[list[str], list[str]]:
    """Sentences of the event corpus that tell of one kind of event that happened, and its type in ACLED's terms."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    passages: list[str] = []
    labels: list[str] = []
    for row in rows:
        told = {(event["type"], event["mode"]) for event in row["events"]}
        happened = all(event["modality"] in ("actual", "ongoing") for event in row["events"])
        if len(told) == 1 and happened and next(iter(told)) in OWN_TYPES:
            passages.append(row["text"])
            labels.append(OWN_TYPES[next(iter(told))])
    return passages, labels


def write(model: AcledModel, folder: Path = DATA) -> None:
    """Write the features with their rareness, and the weights, the bias last, as the package reads them."""
    lines = ["# feature	how much its rareness counts"]
    lines += [f"{name}\t{model.rareness[row]:.4f}" for name, row in model.rows.items()]
    (folder / "features.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.save(folder / "weights.npy", np.vstack([model.weights, model.bias]).astype(np.float16), allow_pickle=False)


def main() -> None:
    """Print the figures; with --write, fit on all passages and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.passages.read_text(encoding="utf-8").splitlines() if line.strip()]
    passages, labels = [row["text"] for row in rows], [row["type"] for row in rows]
    signs = [features(passage) for passage in passages]
    held = _in_all_folds(signs, labels, f"micro F1 in {FOLDS} folds")
    fewer = without_single_use(passages)
    _in_all_folds([features(p, fewer) for p in passages], labels, "the same without phrases of a single passage")
    bare = [{name: value for name, value in each.items() if name[0] == "w"} for each in signs]
    _in_all_folds(bare, labels, "the same with words alone")
    for least in (0.4, 0.5, 0.6, 0.7):
        sure = [right for probability, right in held if probability >= least]
        share = len(sure) / len(held)
        print(f"from probability {least}: {share:.2f} of the passages, right {np.mean(sure):.3f}")
    model = fit(signs, labels)
    others = own_passages()
    right = [likeliest(features(text), model).type.name == label for text, label in zip(*others, strict=True)]
    print(f"sentences of the event corpus, which no fit has seen: {np.mean(right):.4f} of {len(right)}")
    if options.write:
        write(model)
        print(f"{len(model.rows)} features written to {DATA}")


if __name__ == "__main__":
    main()
