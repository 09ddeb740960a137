"""The predicates that may tell an event: those of the tables, those the model sees, each once.

The tables name the light verb or the verb whose object they know ("launched an attack"), the model the noun; where
both stand for the same deed they are joined.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from onrecord.knowledge.event_words import UNKNOWN, Usage, usage_of
from onrecord.knowledge.ontology import Kind, Meaning, Ontology
from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.records import EventType, Report

LEAST_TRIGGER = 0.12
"""Words that the model holds for an event with a smaller probability are left to the tables."""
OWN_EVENT = 0.5
"""From this probability on, the model's verb and its noun are two events: "announced" and "strike"."""

KINDS: dict[str, Kind] = {"VERB": "V", "NOUN": "N", "ADJ": "A"}
MODEL_KINDS: dict[str, Kind] = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}
MODIFIER_RELATIONS = frozenset({"amod", "compound", "case", "mark", "flat", "fixed", "advmod", "aux", "discourse"})
NAME_LABELS = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "PERSON"})
JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN", "REQUEST"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate that may tell an event.

    `meaning` is what the tables make of it; of a predicate that they do not know (`known` False) a bare one with the
    model's type. `barred`: the tables say that this use is no political event. `anchor` is the word that the model
    takes for the trigger, else the frame's; `senses` are the types that the tables give its word in any use,
    `usage` counts the word's events in annotated text.
    """

    frame: Frame
    meaning: Meaning
    type: EventType
    known: bool
    barred: bool
    trigger: EventTrigger | None
    anchor: int
    senses: frozenset[EventType] = frozenset()
    usage: Usage = UNKNOWN


def find_candidates(
    report: Report, analysis: Analysis, ontology: Ontology, frames: FrameReader, least: float = LEAST_TRIGGER
) -> dict[int, Candidate]:
    """All candidates of a report by the word of their frame; `least` is the model's least probability of an event."""
    aside = _words_aside(report, analysis)
    joiner = _Joiner(analysis, ontology, frames, _readings(analysis, ontology, frames, aside))
    for trigger in analysis.triggers:
        possible = trigger.word not in aside and analysis.upos[trigger.word] in MODEL_KINDS
        if possible and trigger.probability >= least:
            joiner.add(trigger)
    return {word: _counted(entry, analysis) for word, entry in joiner.found.items()}


def _counted(entry: Candidate, analysis: Analysis) -> Candidate:
    kind = MODEL_KINDS.get(analysis.upos[entry.anchor], "V")
    return replace(entry, usage=usage_of(analysis.lemmas[entry.anchor].lower(), kind))


def _readings(analysis: Analysis, ontology: Ontology, frames: FrameReader, aside: set[int]) -> dict[int, Candidate]:
    """What the tables say of every word that they hold."""
    found: dict[int, Candidate] = {}
    for word, tag in enumerate(analysis.upos):
        kind = KINDS.get(tag)
        if kind is None or word in aside or analysis.deprels[word] in MODIFIER_RELATIONS:
            continue
        if analysis.xpos[word] == "VBN" and ontology.meanings_of(analysis.forms[word].lower(), "A"):
            kind = "A"
        elif not ontology.meanings_of(frames.lemma(word), kind):
            continue
        frame = frames.frame(word, kind)
        meaning = frames.meaning(frame)
        if meaning is not None:
            type, senses = meaning.type or "CONSULT", ontology.senses_of(meaning.lemma)
            known = meaning.type is not None
            found[word] = Candidate(frame, meaning, type, known, not known, None, word, senses)
    return found


def _words_aside(report: Report, analysis: Analysis) -> set[int]:
    """Words of tables and of names: "Strike" in a title of a book is no strike."""
    spans = [analysis.words_in(table.span) for table in report.tables if table.span is not None]
    spans.extend(entity.words for entity in analysis.entities if entity.label in NAME_LABELS)
    return {word for start, end in spans for word in range(start, end)}


class _Joiner:
    """Joins what the model sees to what the tables know, each deed once."""

    def __init__(
        self, analysis: Analysis, ontology: Ontology, frames: FrameReader, readings: Mapping[int, Candidate]
    ) -> None:
        self._analysis = analysis
        self._ontology = ontology
        self._frames = frames
        self._readings = readings
        self._known = {word: entry for word, entry in readings.items() if entry.known}
        self._told = {noun: verb for noun in self._known if (verb := self._telling_verb(noun)) is not None}
        self.found = {word: entry for word, entry in self._known.items() if word not in self._told}
        self._light = {
            entry.frame.clause: word
            for word, entry in self.found.items()
            if entry.frame.kind == "N" and "light" in entry.frame.slots
        }

    def add(self, trigger: EventTrigger) -> None:
        """Take a word that the model sees; words come in text order."""
        for word in self._standing_for(trigger.word):
            entry = self.found[word]
            rival = entry.trigger
            if rival is None or trigger.word == rival.word:
                self.found[word] = replace(entry, trigger=trigger, anchor=trigger.word)
                return
            if self._is_light(entry) or min(rival.probability, trigger.probability) < OWN_EVENT:
                if trigger.probability > rival.probability:
                    self.found[word] = replace(entry, trigger=trigger, anchor=trigger.word)
                return
            if word == trigger.word:  # what was joined to this verb is an event of its own
                self.found[word] = replace(entry, trigger=trigger, anchor=word)
                self._add_alone(rival)
                return
        self._add_alone(trigger)

    def _is_light(self, entry: Candidate) -> bool:
        """Whether the verb only carries its noun: "carried out a raid" is one deed."""
        verb = entry.frame.clause
        return "LIGHT" in self._ontology.classes_of(self._frames.lemma(verb))

    def _add_alone(self, trigger: EventTrigger) -> None:
        own = self._known.get(trigger.word)
        self.found[trigger.word] = replace(own, trigger=trigger) if own is not None else self._unknown(trigger)

    def _standing_for(self, word: int) -> list[int]:
        """The candidates of the tables that may stand for the word's deed, the word's own first."""
        others = (word, self._told.get(word), self._named_by(word), self._light.get(word))
        return [other for other in dict.fromkeys(others) if other is not None and other in self.found]

    def _telling_verb(self, noun: int) -> int | None:
        """The verb whose event the noun's is: "launched an attack", "lifted the sanctions"."""
        entry, verb = self._known[noun], self._known.get(self._analysis.heads[noun])
        if verb is None or verb.frame.kind != "V":
            return None
        return verb.frame.word if self._is_told(entry, verb) else None

    def _is_told(self, entry: Candidate, verb: Candidate) -> bool:
        noun, relation = entry.frame.word, self._analysis.deprels[entry.frame.word]
        if relation == "xcomp":
            return "xcomp" in verb.meaning.named_slots and verb.type not in JUDGING
        if entry.frame.kind != "N":
            return False
        if relation == "obl":
            return not verb.meaning.named_slots.isdisjoint(self._frames.cases(noun))
        if relation not in ("obj", "nsubj:pass"):
            return False
        light = "LIGHT" in self._ontology.classes_of(self._frames.lemma(verb.frame.word))
        same = entry.type == verb.type or verb.type not in JUDGING
        return light or ("obj" in verb.meaning.named_slots and same)

    def _named_by(self, word: int) -> int | None:
        """The verb whose meaning names the slot in which the noun stands, be the noun known to the tables or not."""
        entry = self.found.get(self._analysis.heads[word])
        if entry is None or not entry.known or entry.frame.kind != "V" or self._analysis.upos[word] == "VERB":
            return None
        named = entry.meaning.named_slots - {"subj"}
        return entry.frame.word if any(word in entry.frame.slots.get(slot, ()) for slot in named) else None

    def _unknown(self, trigger: EventTrigger) -> Candidate:
        """A candidate that only the model sees, read with the frame of its word class."""
        word, type = trigger.word, cast(EventType, trigger.types[0][0])
        barred = word in self._readings
        kind = MODEL_KINDS[self._analysis.upos[word]]
        frame = self._readings[word].frame if barred else self._frames.frame(word, kind)
        meaning = Meaning(self._frames.lemma(word), (), type, None, None, 0.0, ())
        senses = self._ontology.senses_of(meaning.lemma)
        return Candidate(frame, meaning, type, False, barred, trigger, word, senses)
