"""Event types of a user's own, from a YAML file: what they mean, how they are said, and sentences to check them on.

The file's form stands in docs/ontologies.md. A file is read whole: every problem in it is told at once, with its
line, the type it stands in and what to write instead.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import yaml

from onrecord.errors import SetupError
from onrecord.knowledge.countries import country, country_of_name
from onrecord.knowledge.custom_yaml import Entry, ProblemList
from onrecord.knowledge.inflections import noun_forms, verb_forms
from onrecord.knowledge.ontology import Kind
from onrecord.records import ActorKind, EventType, Modality, Sector

TRIGGERS: Mapping[str, Kind] = {"verb": "V", "noun": "N", "adjective": "A"}
MAX_BYTES = 1_000_000

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_FILE_FIELDS = ("ontology", "types")
_TYPE_FIELDS = ("name", "definition", "examples", "counterexamples", "patterns", "except", "not_modality")
_PATTERN_FIELDS = (*TRIGGERS, "subject", "object", "prepositions", "context", "actor", "recipient")
_ACTOR_FIELDS = ("kind", "sector", "country", "name")


class InvalidOntology(SetupError):
    """A file of event types that cannot be used; `problems` has one line for each thing to mend."""

    def __init__(self, path: str, problems: tuple[str, ...]) -> None:
        super().__init__("\n  ".join((f"{path}: {len(problems)} to mend before it can be used:", *problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Term:
    """A word or words side by side, as the file has them, and for each the forms (small letters) that stand for it."""

    text: str
    forms: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class ActorDemand:
    """What an actor must be: one of the kinds, the sectors, the countries and the names; empty asks nothing."""

    kinds: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a type is said; `kind` None, only among exceptions, stands for any predicate."""

    kind: Kind | None
    triggers: tuple[Term, ...]
    subjects: tuple[Term, ...]
    objects: tuple[Term, ...]
    prepositions: tuple[tuple[str, tuple[Term, ...]], ...]
    context: tuple[Term, ...]
    actor: ActorDemand | None
    recipient: ActorDemand | None
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the file, and the line it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class CustomType:
    """A user's event type: found where one of `patterns` fits and none of `exceptions`."""

    name: str
    definition: str
    patterns: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]
    excluded: frozenset[Modality]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]


@dataclass(frozen=True)
class CustomOntology:
    """All types of a file, in its order; `digest` is the sha-256 of the file.

    `triggers` has the names of the types that a word form may say, by the form in small letters and what it is.
    """

    name: str
    types: tuple[CustomType, ...]
    triggers: Mapping[tuple[str, Kind], frozenset[str]]
    digest: str


def load_custom_ontology(path: Path) -> CustomOntology:
    """The event types of a YAML file.

    Raises InvalidOntology, which names every problem with its line, where the file cannot be used.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidOntology(str(path), (f"it cannot be opened: {error.strerror}. Check the path.",)) from error
    return read_custom_ontology(data, str(path))


def read_custom_ontology(data: bytes, name: str) -> CustomOntology:
    """The event types in the bytes of a YAML file; `name` is the file's, for messages.

    Raises InvalidOntology as `load_custom_ontology` does.
    """
    problems = ProblemList()
    root = Entry.root(_composed(data, name), problems)
    root.check_fields(_FILE_FIELDS)
    label = root.text("ontology", required=True)
    found = [_type(entry) for entry in root.entries("types", required=True)]
    _check_names(root, found)
    if problems.lines:
        raise InvalidOntology(name, tuple(problems.lines))
    return CustomOntology(label, tuple(found), _triggers(found), hashlib.sha256(data).hexdigest())


def _triggers(types: list[CustomType]) -> dict[tuple[str, Kind], frozenset[str]]:
    found: dict[tuple[str, Kind], frozenset[str]] = {}
    for name, pattern in [(type.name, pattern) for type in types for pattern in type.patterns]:
        for term in pattern.triggers if pattern.kind is not None else ():
            for form in term.forms[0 if pattern.kind == "V" else -1]:
                key = (form, cast(Kind, pattern.kind))
                found[key] = found.get(key, frozenset()) | {name}
    return found


def _composed(data: bytes, name: str) -> yaml.Node | None:
    if len(data) > MAX_BYTES:
        raise InvalidOntology(name, (f"it is longer than {MAX_BYTES:,} bytes. Split it by subject.",))
    try:
        return yaml.compose(data.decode("utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise InvalidOntology(name, ("it is not UTF-8 text. Save it as UTF-8.",)) from error
    except RecursionError as error:
        raise InvalidOntology(name, ("it nests too deeply. Follow the form of the documentation.",)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark is not None else ""
        what = getattr(error, "problem", None) or str(error)
        raise InvalidOntology(name, (f"{where}it is not YAML: {what}. Look at the indent and the quotes.",)) from error


def _type(entry: Entry) -> CustomType:
    entry.check_fields(_TYPE_FIELDS)
    name = entry.text("name", required=True)
    inside = entry.named(f"type {name}" if name else entry.where)
    if name and not _NAME.fullmatch(name):
        inside.complain("name", f"{name!r} is not a name", "Use letters, digits, - and _, a letter first")
    if name.upper() in get_args(EventType):
        inside.complain("name", f"{name} is a type of PLOVER", "Give yours a name of its own, such as MY_" + name)
    return CustomType(
        name=name,
        definition=inside.text("definition", required=True),
        patterns=tuple(_pattern(pattern, True) for pattern in inside.entries("patterns", required=True)),
        exceptions=tuple(_pattern(pattern, False) for pattern in inside.entries("except")),
        excluded=cast("frozenset[Modality]", frozenset(inside.choices("not_modality", get_args(Modality)))),
        examples=tuple(Example(text, line) for text, line in inside.texts("examples", required=True)),
        counterexamples=tuple(Example(text, line) for text, line in inside.texts("counterexamples")),
    )


def _check_names(root: Entry, types: list[CustomType]) -> None:
    names = [found.name for found in types if found.name]
    for name in sorted({name for name in names if names.count(name) > 1}):
        root.complain("types", f"{name} is there {names.count(name)} times", "Give each type one entry, or other names")


def _pattern(entry: Entry, with_trigger: bool) -> Pattern:
    entry.check_fields(_PATTERN_FIELDS)
    given = [field for field in TRIGGERS if entry.has(field)]
    if with_trigger and len(given) != 1:
        entry.complain(None, "a pattern needs one of verb, noun and adjective", "Write one; make a pattern for each")
    elif len(given) > 1:
        entry.complain(None, f"{' and '.join(given)} cannot stand in one entry", "Make an entry for each")
    elif not entry.fields():
        entry.complain(None, "the entry asks for nothing", "Give it a verb, a noun, object words or context words")
    return Pattern(
        kind=TRIGGERS[given[0]] if given else None,
        triggers=_terms(entry, given[0], TRIGGERS[given[0]]) if given else (),
        subjects=_terms(entry, "subject"),
        objects=_terms(entry, "object"),
        prepositions=_prepositions(entry),
        context=_terms(entry, "context"),
        actor=_actor(entry, "actor"),
        recipient=_actor(entry, "recipient"),
        line=entry.line,
    )


def _terms(entry: Entry, field: str, kind: Kind = "N") -> tuple[Term, ...]:
    return tuple(_term(text, kind) for text, _ in entry.texts(field, short=True))


def _term(text: str, kind: Kind) -> Term:
    """A term with the forms of the word that is inflected: a verb's first, a noun's last."""
    words = text.lower().replace("-", " - ").split()
    inflected = 0 if kind == "V" else len(words) - 1
    return Term(
        text, tuple(_forms(word, kind) if i == inflected else frozenset({word}) for i, word in enumerate(words))
    )


def _forms(lemma: str, kind: Kind) -> frozenset[str]:
    if kind == "A" or not lemma.isalpha():
        return frozenset({lemma})
    return frozenset(verb_forms([lemma]) if kind == "V" else noun_forms([lemma]))


def _prepositions(entry: Entry) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    inner = entry.entry("prepositions")
    if inner is None:
        return ()
    return tuple((name.lower(), _terms(inner, name)) for name in inner.fields())


def _actor(entry: Entry, field: str) -> ActorDemand | None:
    """The demand on an actor; the word `any` asks only that there is one."""
    if entry.is_scalar(field):
        if entry.text(field) != "any":
            entry.complain(field, f"{entry.text(field)!r} says nothing of an actor", "Write any, or kind, sector, ...")
        return ActorDemand()
    inner = entry.entry(field)
    if inner is None:
        return None
    inner.check_fields(_ACTOR_FIELDS)
    countries = [code for code, _ in inner.texts("country", short=True)]
    for code in countries:
        if country(code) is None:
            meant = country_of_name(code)
            remedy = f"Did you mean {meant}?" if meant else "Use ISO 3166-1 alpha-3 codes, such as FRA"
            inner.complain("country", f"{code!r} is no code of a country", remedy)
    return ActorDemand(
        kinds=frozenset(inner.choices("kind", get_args(ActorKind))),
        sectors=frozenset(inner.choices("sector", get_args(Sector))),
        countries=frozenset(countries),
        names=frozenset(name.lower() for name, _ in inner.texts("name", short=True)),
    )
