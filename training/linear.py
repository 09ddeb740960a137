"""Fitting weights of named signs: ridge and softmax regression over sparse rows, in numpy alone.

Everything is deterministic: the signs are sorted, nothing is drawn at random.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.knowledge.sign_weights import CONSTANT

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Examples as a sparse matrix: entry i says that row `rows[i]` has sign `columns[i]` with `values[i]`."""

    signs: tuple[str, ...]
    size: int
    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    values: Floats

    def times(self, weights: Floats) -> Floats:
        """The matrix times a vector of weights."""
        found: Floats = np.bincount(self.rows, self.values * weights[self.columns], self.size).astype(np.float64)
        return found

    def back(self, residues: Floats) -> Floats:
        """The transposed matrix times a vector of residues."""
        found: Floats = np.bincount(self.columns, self.values * residues[self.rows], len(self.signs)).astype(np.float64)
        return found


def known_signs(examples: Sequence[Mapping[str, float]], least: int) -> tuple[str, ...]:
    """The constant and the signs of at least so many examples, sorted."""
    counts = Counter(name for example in examples for name in example)
    return (CONSTANT, *sorted(name for name, count in counts.items() if count >= least))


def table(examples: Sequence[Mapping[str, float]], signs: tuple[str, ...]) -> Table:
    """The examples as a sparse matrix over the given signs."""
    place = {name: index for index, name in enumerate(signs)}
    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        for name, value in ((CONSTANT, 1.0), *example.items()):
            if name in place:
                rows.append(row)
                columns.append(place[name])
                values.append(value)
    return Table(signs, len(examples), np.array(rows), np.array(columns), np.array(values, dtype=np.float64))


def ridge(data: Table, wanted: Floats, penalty: float, importance: Floats | None = None, steps: int = 300) -> Floats:
    """Least squares with a penalty on squared weights, by conjugate gradients; the constant goes free.

    `importance` weighs the examples, all alike where it is None.
    """
    importance = np.ones(data.size) if importance is None else importance
    penalties = np.full(len(data.signs), penalty)
    penalties[0] = 1e-6
    weights = np.zeros(len(data.signs))
    residue = data.back(importance * wanted)
    direction, size = residue.copy(), float(residue @ residue)
    for _ in range(steps):
        bent = data.back(importance * data.times(direction)) + penalties * direction
        step = size / float(direction @ bent)
        weights += step * direction
        residue -= step * bent
        size, before = float(residue @ residue), size
        if size < 1e-8:
            break
        direction = residue + (size / before) * direction
    return weights


def softmax_regression(
    data: Table, wanted: npt.NDArray[np.intp], classes: int, penalty: float, offset: Floats | None = None,
    steps: int = 300,
) -> Floats:  # fmt: skip
    """Weights [signs, classes] of a multinomial logistic regression, by accelerated gradient descent (Nesterov).

    `offset` [examples, classes] is added to the scores and stays as it is.
    """
    dense = np.zeros((data.size, len(data.signs)), dtype=np.float32)
    np.add.at(dense, (data.rows, data.columns), data.values)
    truth = np.eye(classes)[wanted]
    offset = np.zeros_like(truth) if offset is None else offset
    rate = 1.0 / (0.5 * _largest(data) + penalty)
    weights = ahead = np.zeros((len(data.signs), classes))
    for step in range(steps):
        missed = softmax(dense @ ahead.astype(np.float32) + offset) - truth
        gradient = dense.T @ missed.astype(np.float32) + penalty * ahead
        moved = ahead - rate * gradient
        ahead, weights = moved + step / (step + 3) * (moved - weights), moved
    return weights


def _largest(data: Table, steps: int = 30) -> float:
    """The largest eigenvalue of the matrix times its transpose, by power iteration."""
    vector, size = np.ones(len(data.signs)), 1.0
    for _ in range(steps):
        vector = data.back(data.times(vector / np.linalg.norm(vector)))
        size = float(np.linalg.norm(vector))
    return 1.1 * size


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return found


def write_table(path: Path, about: str, signs: Sequence[str], columns: Sequence[str], weights: Floats) -> None:
    """Write weights [signs, columns] with three digits, without the rows that say nothing."""
    lines = [f"# {about}", "\t".join(("sign", *columns))]
    for name, row in zip(signs, weights.round(3).tolist(), strict=True):
        if any(row):
            lines.append("\t".join((name, *(f"{value:g}" for value in row))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
