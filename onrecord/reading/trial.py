"""A user's event types tried on their own examples: which sentences they miss, which they wrongly take, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.custom_ontology import CustomOntology, CustomType, Example, Pattern
from onrecord.models import ReaderModel, load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.custom import CustomReader, predicates
from onrecord.reading.events.frames import Frame
from onrecord.reading.reader import read
from onrecord.records import Record, Report, report_id

_REMEDIES = {
    "subject": "none of the subject words does it",
    "object": "none of the object words is acted on",
    "prepositions": "what the prepositions ask for is not there",
    "context": "none of the context words stands in the sentence",
    "actor": "no actor found is as `actor` asks",
    "recipient": "no recipient found is as `recipient` asks",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one sentence: `problem` None where the type was found or kept away as it should be."""

    example: Example
    problem: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A type with the answers to its examples and then its counterexamples."""

    type: CustomType
    answers: tuple[Answer, ...]


def try_types(ontology: CustomOntology, model: ReaderModel | None = None) -> Iterator[Trial]:
    """Each type of an ontology, tried on its own sentences; each is read as a report of its own."""
    model = model or load_reader_model()
    for type in ontology.types:
        wanted = [_wanted(example, type, ontology, model) for example in type.examples]
        unwanted = [_unwanted(example, type, ontology, model) for example in type.counterexamples]
        yield Trial(type, (*wanted, *unwanted))


def _wanted(example: Example, type: CustomType, ontology: CustomOntology, model: ReaderModel) -> Answer:
    record = _read(example, ontology, model)
    if any(type.name in event.custom for event in record.events):
        return Answer(example, None)
    return Answer(example, f"no pattern finds its example “{example.text}”: {_reason(record, type, model)}")


def _unwanted(example: Example, type: CustomType, ontology: CustomOntology, model: ReaderModel) -> Answer:
    record = _read(example, ontology, model)
    found = [event for event in record.events if type.name in event.custom]
    if not found:
        return Answer(example, None)
    trigger = record.report.text[slice(*found[0].trigger)]
    return Answer(
        example,
        f"it is found in its counterexample “{example.text}” at “{trigger}”. "
        "Ask for more in the pattern, or add an entry under except.",
    )


def _read(example: Example, ontology: CustomOntology, model: ReaderModel) -> Record:
    return read(Report(id=report_id(example.text), text=example.text), model, ontology=ontology)


def _reason(record: Record, type: CustomType, model: ReaderModel) -> str:
    """Why nothing was found: the pattern that came nearest, and what it asks that the sentence does not give."""
    analysis = analyse(record.report, model)
    reader = CustomReader(record.report, analysis, record.actors, record.places, record.times, record.attributions)
    nearest: tuple[Pattern, str] | None = None
    for word, kind in predicates(analysis):
        frame = reader.frame(word, kind)
        for pattern in type.patterns:
            unmet = reader.unmet(pattern, frame)
            if unmet is None:
                return _kept_away(reader, type, frame)
            if unmet != "trigger":
                nearest = nearest or (pattern, unmet)
    if nearest is None:
        return "none of its triggers stands in it as the part of speech that they ask for. Add a pattern."
    pattern, unmet = nearest
    return f"the pattern in line {pattern.line} has its trigger there, but {_REMEDIES[unmet]}. Ask for less in it."


def _kept_away(reader: CustomReader, type: CustomType, frame: Frame) -> str:
    """What keeps the type from a predicate that one of its patterns fits."""
    for exception in type.exceptions:
        if reader.unmet(exception, frame) is None:
            return f"the exception in line {exception.line} takes it out. Ask for more in the exception."
    return "its modality is one of not_modality. Take it out of that list, or put the example into another mood."
