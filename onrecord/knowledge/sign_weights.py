"""Weights of named signs, fitted by the scripts in `training` and kept in tables that people can read.

A table of `data/events` has one row a sign and one column a score; its README says how each was fitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError

CONSTANT = "constant"
"""The sign that always holds."""


@dataclass(frozen=True)
class SignWeights:
    """A table of weights: for each sign, one weight a column."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]

    def scores(self, signs: Mapping[str, float]) -> list[float]:
        """The weighted sum of the signs for each column; signs that the table does not know count nothing."""
        total = list(self.rows.get(CONSTANT, (0.0,) * len(self.columns)))
        for name, value in signs.items():
            weights = self.rows.get(name)
            if weights is not None:
                for column, weight in enumerate(weights):
                    total[column] += value * weight
        return total


@cache
def load_sign_weights(name: str, folder: str = "events") -> SignWeights:
    """The table `data/FOLDER/NAME.tsv` of the installed package, loaded once.

    Raises SetupError where it is missing or damaged.
    """
    try:
        text = (files("onrecord.knowledge") / "data" / folder / f"{name}.tsv").read_text(encoding="utf-8")
        header, *lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("# "))
        rows = {sign: tuple(float(weight or 0) for weight in weights) for sign, *weights in lines}
        if any(len(weights) != len(header) - 1 for weights in rows.values()):
            raise ValueError(f"{name}.tsv: a row has not {len(header)} columns")
        return SignWeights(tuple(header[1:]), rows)
    except (OSError, ValueError) as problem:
        raise SetupError(f"the table of weights {name} cannot be read: {problem}") from problem
