"""What predicates mean: PLOVER types and modes, CAMEO codes, and the words that make an event planned or denied.

The tables are in `data/events`; their README gives the columns and the origin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from onrecord.errors import SetupError
from onrecord.knowledge.inflections import noun_forms, verb_forms
from onrecord.records import EventType, Modality

Quad = Literal["verbal_coop", "material_coop", "verbal_conflict", "material_conflict"]
Kind = Literal["V", "N", "A"]
Control = Literal["subject", "object"]

DEFAULT_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on a predicate's arguments: one of `slots` holds one of `values` (any filler where there are none)."""

    slots: tuple[str, ...]
    values: frozenset[str]
    empty: bool

    @property
    def weight(self) -> int:
        """How much the condition narrows the reading: a named value counts double."""
        return 2 if self.values else 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """A reading of a predicate; `type` None says that this use is no political event."""

    lemma: str
    conditions: tuple[Condition, ...]
    type: EventType | None
    mode: str | None
    cameo: str | None
    confidence: float
    recipients: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How specific the reading is."""
        return sum(condition.weight for condition in self.conditions)

    @property
    def named_slots(self) -> frozenset[str]:
        """The slots whose filler the reading names."""
        return frozenset(slot for c in self.conditions if c.values for slot in c.slots)


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a word does to the event in its complement.

    `certainty` runs from 0 (says nothing) to 3 (certain); `negative` turns it round; `control` says whose deed
    the complement is.
    """

    modality: Modality
    certainty: int
    negative: bool
    control: Control


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """A PLOVER type: quad class, CAMEO roots, and the mode of a request or refusal of it."""

    name: EventType
    quad: Quad
    roots: tuple[str, ...]
    form: str | None
    definition: str


@dataclass(frozen=True)
class Ontology:
    """The tables, ready for look-up by lemma."""

    types: Mapping[EventType, TypeFacts]
    meanings: Mapping[tuple[str, str], tuple[Meaning, ...]]
    embeddings: Mapping[tuple[str, str], Embedding]
    classes: Mapping[str, frozenset[str]]
    forms: Mapping[tuple[str, str], str]

    def lemma_of(self, form: str, given: str, kind: Kind) -> str:
        """The lemma under which the tables hold a word form, else the one given, in small letters."""
        return self.forms.get((form.lower(), kind)) or given.lower()

    def meanings_of(self, lemma: str, kind: Kind) -> tuple[Meaning, ...]:
        """The readings of a lemma as verb, noun or adjective, the most specific first."""
        return self.meanings.get((lemma, kind), ())

    def senses_of(self, lemma: str) -> frozenset[EventType]:
        """The types that a lemma has in any of its readings, as verb, noun or adjective."""
        kinds: tuple[Kind, ...] = ("V", "N", "A")
        return frozenset(m.type for kind in kinds for m in self.meanings_of(lemma, kind) if m.type is not None)

    def embedding_of(self, lemma: str, kind: Kind) -> Embedding | None:
        """What the word does to its complement, or None where it does nothing."""
        return self.embeddings.get((lemma, kind))

    def classes_of(self, lemma: str) -> frozenset[str]:
        """The classes a lemma stands in."""
        return self.classes.get(lemma, frozenset())

    def quad_of(self, type: EventType) -> Quad:
        """The quad class of a type."""
        return self.types[type].quad


def cameo_root(code: str) -> str:
    """The two-digit root of a CAMEO code: `1951` gives `19`."""
    return code[:2]


@cache
def load_ontology() -> Ontology:
    """The ontology of the installed package, loaded once.

    Raises SetupError where a table is missing or damaged.
    """
    try:
        types = {facts.name: facts for facts in _types()}
        meanings, embeddings, classes = _meanings(types), _embeddings(), _classes()
        verbs = {lemma for lemma, kind in (*meanings, *embeddings) if kind == "V"} | _verb_classes(classes)
        nouns = {lemma for lemma, kind in (*meanings, *embeddings) if kind == "N"} | classes.keys() - verbs
        return Ontology(types, meanings, embeddings, classes, _forms(verbs, nouns))
    except (OSError, ValueError) as problem:
        raise SetupError(f"the event tables cannot be read: {problem}") from problem


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    text = (files("onrecord.knowledge") / "data" / "events" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != columns:
            raise ValueError(f"{name}:{number}: {columns} columns expected, {len(fields)} found")
        yield fields


def _types() -> Iterator[TypeFacts]:
    for name, quad, roots, form, definition in _rows("types.tsv", 5):
        yield TypeFacts(cast(EventType, name), cast(Quad, quad), tuple(roots.split(",")), _value(form), definition)


def _meanings(types: Mapping[EventType, TypeFacts]) -> dict[tuple[str, str], tuple[Meaning, ...]]:
    found: dict[tuple[str, str], list[Meaning]] = {}
    for lemmas, kind, when, type, mode, cameo, confidence, recipients in _rows("lexicon.tsv", 8):
        if type != "-" and type not in types:
            raise ValueError(f"lexicon.tsv: unknown type {type}")
        conditions = tuple(_condition(word) for word in when.split()) if when != "-" else ()
        for lemma in lemmas.split("|"):
            meaning = Meaning(
                lemma=lemma,
                conditions=conditions,
                type=cast(EventType | None, _value(type)),
                mode=_value(mode),
                cameo=_value(cameo),
                confidence=DEFAULT_CONFIDENCE if confidence == "-" else float(confidence),
                recipients=() if recipients == "-" else tuple(recipients.split(",")),
            )
            found.setdefault((lemma, kind), []).append(meaning)
    return {key: tuple(sorted(listed, key=lambda m: -m.weight)) for key, listed in found.items()}


def _condition(word: str) -> Condition:
    empty = word.startswith("!")
    slots, _, values = word.removeprefix("!").partition("=")
    return Condition(tuple(slots.split("|")), frozenset(values.split("|")) - {""}, empty)


def _embeddings() -> dict[tuple[str, str], Embedding]:
    found: dict[tuple[str, str], Embedding] = {}
    for lemmas, kind, modality, certainty, polarity, control in _rows("embedding.tsv", 6):
        effect = Embedding(cast(Modality, modality), int(certainty), polarity == "-", cast(Control, control))
        for lemma in lemmas.split("|"):
            found.setdefault((lemma, kind), effect)
    return found


def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, lemmas in _rows("classes.tsv", 2):
        for lemma in lemmas.split():
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


def _verb_classes(classes: Mapping[str, frozenset[str]]) -> set[str]:
    return {lemma for lemma, names in classes.items() if names & {"LIGHT", "OCCUR"}}


def _forms(verbs: set[str], nouns: set[str]) -> dict[tuple[str, str], str]:
    """Lemmas by form; a form that two lemmas share goes to the one it equals, else to the first by alphabet."""
    irregular = {form: lemma for lemma, forms in _rows("irregular.tsv", 2) for form in forms.split() if lemma in verbs}
    by_verb = {lemma: lemma for lemma in verbs} | {f: v for f, v in irregular.items() if f not in verbs}
    found = {(form, "V"): by_verb.get(form, lemma) for form, lemma in verb_forms(sorted(verbs)).items()}
    found |= {(form, "V"): lemma for form, lemma in by_verb.items()}
    return found | {(form, "N"): lemma for form, lemma in noun_forms(sorted(nouns)).items()}


def _value(field: str) -> str | None:
    return None if field == "-" else field
