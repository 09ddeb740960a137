"""How often a word names an event in annotated text, and of which type: counts from the event corpus' train part."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from onrecord.errors import SetupError
from onrecord.knowledge.ontology import Kind
from onrecord.records import EventType

USUAL = 0.2
"""How often words of which nothing is known name an event; counts as one occurrence."""
TYPES = 16


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one word as verb, noun or adjective: how often it was seen, and how often it named an event of each type."""

    seen: int
    types: Mapping[EventType, int]

    @property
    def odds(self) -> float:
        """Log odds of naming an event."""
        told = sum(self.types.values())
        return math.log((told + USUAL) / (self.seen - told + 1 - USUAL))

    def share(self, name: EventType) -> float:
        """Log of the smoothed share of a type among the word's events."""
        return math.log((self.types.get(name, 0) + 1 / TYPES) / (sum(self.types.values()) + 1))


UNKNOWN = Usage(0, {})


@cache
def load_event_words() -> Mapping[tuple[str, Kind], Usage]:
    """The counts of the installed package by lemma and word class, loaded once.

    Raises SetupError where the table is missing or damaged.
    """
    try:
        text = (files("onrecord.knowledge") / "data" / "events" / "words.tsv").read_text(encoding="utf-8")
        rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
        return {(lemma, cast(Kind, kind)): Usage(int(seen), _types(types)) for lemma, kind, seen, types in rows}
    except (OSError, ValueError) as problem:
        raise SetupError(f"the table of event words cannot be read: {problem}") from problem


def usage_of(lemma: str, kind: Kind) -> Usage:
    """The usage of a word; of one that was never seen an empty one."""
    return load_event_words().get((lemma, kind), UNKNOWN)


def _types(field: str) -> dict[EventType, int]:
    pairs = (pair.split("=") for pair in field.split() if pair != "-")
    return {cast(EventType, name): int(count) for name, count in pairs}
