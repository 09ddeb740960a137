"""Which words express a stance on something to be done, with the arguments they take, and classes of nouns and verbs.

The tables are `data/stances.tsv` and `data/stance_classes.tsv`, written for onrecord.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from onrecord.errors import SetupError
from onrecord.knowledge.inflections import noun_forms, verb_forms
from onrecord.records import PositionStance

STANCES: Final[tuple[PositionStance, ...]] = (
    "permits", "forbids", "requires", "supports", "opposes", "commits",
    "refuses", "considers", "hesitates", "demands", "threatens",
)  # fmt: skip

NEGATED: Final[Mapping[PositionStance, PositionStance | None]] = {
    "permits": "forbids",
    "forbids": None,
    "requires": None,
    "supports": "opposes",
    "opposes": "supports",
    "commits": "refuses",
    "refuses": "considers",
    "considers": "refuses",
    "hesitates": None,
    "demands": None,
    "threatens": None,
}
"""What a stance turns into when its word is negated; None where the negation leaves no stance.

"Has not banned" says nothing of a permission, but "has not ruled out" keeps a thing under consideration.
"""


_VERB_CLASSES: Final = tuple(
    (
        "deed retaliate naming reasoning driven striking silence speech support_light "
        "befalling benefit harm mediating covering halting undergoing"
    ).split()
)
"""The classes of `stance_classes.tsv` that hold verbs; the others hold nouns and adjectives."""


@dataclass(frozen=True, slots=True)
class StanceEntry:
    """One reading of a word: its stance, the arguments it takes, and the class its object must be of (or `""`)."""

    stance: PositionStance
    frames: frozenset[str]
    prepositions: tuple[str, ...]
    addressed: tuple[str, ...]
    particle: str
    object_class: str


@dataclass(frozen=True)
class StanceLexicon:
    """Stance words by lemma, in the order in which their readings are to be tried."""

    verbs: Mapping[str, tuple[StanceEntry, ...]]
    nouns: Mapping[str, tuple[StanceEntry, ...]]
    adjectives: Mapping[str, tuple[StanceEntry, ...]]
    classes: Mapping[str, frozenset[str]]
    verb_forms: Mapping[str, str]
    noun_forms: Mapping[str, str]

    def is_a(self, lemma: str, name: str) -> bool:
        """Whether a lemma belongs to the class."""
        return lemma in self.classes[name]


@lru_cache(maxsize=1)
def load_stances() -> StanceLexicon:
    """The stance lexicon shipped with the package.

    Raises SetupError where a table is missing or a line of it cannot be understood.
    """
    tables: dict[str, dict[str, list[StanceEntry]]] = {"verb": {}, "noun": {}, "adj": {}}
    for columns in _rows("stances.tsv"):
        if len(columns) not in (4, 5) or columns[0] not in tables or columns[1] not in STANCES:
            raise SetupError(f"stances.tsv: cannot read the line {columns!r}")
        for word in columns[2].split("|"):
            lemma, _, particle = word.partition(" ")
            tables[columns[0]].setdefault(lemma, []).append(_entry(columns, particle))
    classes = {columns[0]: frozenset(columns[1].split("|")) for columns in _rows("stance_classes.tsv")}
    # A reading with a particle ("rule out") is more particular than one without, so it is tried first.
    verbs, nouns, adjectives = (
        {lemma: tuple(sorted(found, key=lambda entry: not entry.particle)) for lemma, found in table.items()}
        for table in tables.values()
    )
    acting = [word for name in _VERB_CLASSES for word in sorted(classes[name])]
    named = [word for name in sorted(classes) if name not in _VERB_CLASSES for word in sorted(classes[name])]
    return StanceLexicon(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        classes=classes,
        verb_forms=verb_forms([*verbs, *acting]),
        noun_forms=noun_forms([*nouns, *named]),
    )


def _entry(columns: list[str], particle: str) -> StanceEntry:
    stance = next(known for known in STANCES if known == columns[1])
    frames = columns[3].split()
    return StanceEntry(
        stance=stance,
        frames=frozenset(frame for frame in frames if frame[0] not in "~@"),
        prepositions=tuple(frame[1:] for frame in frames if frame[0] == "~"),
        addressed=tuple(frame[1:] for frame in frames if frame[0] == "@"),
        particle=particle,
        object_class=columns[4] if len(columns) == 5 else "",
    )


def _rows(name: str) -> Iterator[list[str]]:
    try:
        text = (files("onrecord.knowledge") / "data" / name).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise SetupError(f"{name} is missing; install onrecord again") from missing
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
