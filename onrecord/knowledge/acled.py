"""ACLED's event and sub-event types: the words that speak for them, and the weights of the classifier.

The tables are in `data/acled`; their README says where they and the weights come from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from onrecord.errors import SetupError

Pattern = tuple[str, ...]
"""Words side by side; one that ends in `*` stands for all words that begin so."""


@dataclass(frozen=True, slots=True)
class AcledType:
    """A type: its own name, ACLED's event and sub-event type (None where ACLED has none), and what belongs to it."""

    name: str
    event_type: str | None
    sub_event_type: str | None
    definition: str


class Concepts:
    """The concepts of the table, ready to be found in a list of words."""

    def __init__(self, rows: Sequence[tuple[str, Pattern]]) -> None:
        self._whole: dict[str, list[tuple[str, Pattern]]] = {}
        self._begun: dict[str, list[tuple[str, Pattern]]] = {}
        for name, pattern in rows:
            first = pattern[0]
            if first.endswith("*"):
                self._begun.setdefault(first[:3], []).append((name, pattern))
            else:
                self._whole.setdefault(first, []).append((name, pattern))

    def found(self, words: Sequence[str]) -> list[tuple[int, str]]:
        """Where which concept stands, in text order: (index of its first word, name); words are in small letters."""
        return sorted({(at, name) for at, word in enumerate(words) for name in self._at(words, at, word)})

    def _at(self, words: Sequence[str], at: int, word: str) -> Iterator[str]:
        for name, pattern in (*self._whole.get(word, ()), *self._begun.get(word[:3], ())):
            end = at + len(pattern)
            if end <= len(words) and all(_is(part, words[at + i]) for i, part in enumerate(pattern)):
                yield name


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@dataclass(frozen=True)
class AcledModel:
    """A linear model: for each feature its row, how much its rareness counts, and one weight a type."""

    types: tuple[AcledType, ...]
    rows: Mapping[str, int]
    rareness: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


def concept_rows() -> list[tuple[str, Pattern]]:
    """The table of concepts: each with one of its patterns, in the order of the table."""
    return [(name, tuple(word.split("_"))) for name, words in _rows("concepts.tsv") for word in words.split("|")]


@cache
def load_concepts() -> Concepts:
    """The concepts of the installed package, loaded once."""
    return Concepts(concept_rows())


@cache
def load_types() -> tuple[AcledType, ...]:
    """The types of the installed package, in the order of the table."""
    return tuple(
        AcledType(name, None if event == "-" else event, None if sub == "-" else sub, definition)
        for name, event, sub, definition in _rows("types.tsv")
    )


@cache
def load_model() -> AcledModel:
    """The classifier of the installed package, loaded once.

    Raises SetupError where tables or weights are missing or damaged.
    """
    try:
        listed = list(_rows("features.tsv"))
        stored = np.load(BytesIO((_folder() / "weights.npy").read_bytes()), allow_pickle=False).astype(np.float32)
        types = load_types()
        if stored.shape != (len(listed) + 1, len(types)):
            raise ValueError(f"weights.npy has the shape {stored.shape}, features.tsv {len(listed)} rows")
        rareness = np.array([float(value) for _, value in listed], dtype=np.float32)
        rows = {name: row for row, (name, _) in enumerate(listed)}
        return AcledModel(types, rows, rareness, stored[:-1], stored[-1])
    except (OSError, ValueError) as problem:
        raise SetupError(f"the tables of ACLED's types cannot be read: {problem}") from problem


def _folder() -> Traversable:
    return files("onrecord.knowledge") / "data" / "acled"


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_folder() / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line.split("\t")
