"""What happened, is happening or may happen: political events with type, actors, recipients and certainty.

A predicate of the lexicon is read with its frame (`events_frames`), its meaning chosen by the arguments it has,
its status read from the words around it (`events_modality`), its arguments taken from the records of the earlier
stages (`events_arguments`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.knowledge.ontology import Kind, Meaning, Ontology, load_ontology
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.arguments import ArgumentReader
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.modality import ModalityReader, Status
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Attribution, Event, EventType, Place, Report, Time, content_id
from onrecord.spans import Span, SpanIndex

RECORD_THRESHOLD = 0.35
"""Events less certain than this are not recorded."""
SHOW_THRESHOLD = 0.55
"""Events at least this certain are shown as found."""

KINDS: dict[str, Kind] = {"VERB": "V", "NOUN": "N", "ADJ": "A"}
MODIFIER_RELATIONS = frozenset({"amod", "compound", "case", "mark", "flat", "fixed", "advmod", "aux", "discourse"})
NAME_LABELS = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "PERSON"})
SPEAKING_SECTORS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "BUS", "JRN", "ELI", "NGO", "IGO"})
CROWD_SECTORS = frozenset({None, "CVL", "OPP", "LAB", "AGR", "REL", "EDU", "REF", "SOC", "MED"})
VOWS = frozenset({"vow", "pledge", "promise", "swear", "undertake"})
COOPERATIVE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "AID", "RETREAT"})
HOSTILE: frozenset[EventType] = frozenset({"SANCTION", "COERCE", "ASSAULT"})
ANSWERING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
INNER_TARGETS: frozenset[EventType] = frozenset({"AGREE", "REJECT", "THREATEN", "ASSAULT", "COERCE"})
FILED_THERE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "PROTEST", "COERCE"})
JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN", "REQUEST"})
PHYSICAL: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "CONSULT"})
FORM_SUFFIX: dict[EventType, str] = {
    "COOPERATE": "1", "SUPPORT": "2", "AID": "3", "CONCEDE": "5", "RETREAT": "5", "CONSULT": "6", "AGREE": "7",
}  # fmt: skip
REFUSAL_CODE: dict[EventType, str] = {
    "COOPERATE": "121", "AID": "122", "CONCEDE": "124", "RETREAT": "124", "CONSULT": "125", "AGREE": "127",
}  # fmt: skip
THREAT_CODE: dict[EventType, tuple[str, str | None]] = {
    "SANCTION": ("131", "restrict"), "COERCE": ("132", "restrict"), "PROTEST": ("133", None),
    "MOBILIZE": ("138", "violence"), "ASSAULT": ("138", "violence"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicate with its frame and what it means there."""

    frame: Frame
    meaning: Meaning
    type: EventType


@dataclass(frozen=True, slots=True)
class _Class:
    """The class of an event once its status is known."""

    type: EventType
    mode: str | None
    cameo: str | None


def find_events(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
) -> tuple[Event, ...]:
    """The political events of a report, in text order, each predicate once."""
    ontology = load_ontology()
    speakers = frozenset(a.id for a in actors if a.kind == "person" and a.sector in SPEAKING_SECTORS)
    frames = FrameReader(
        analysis,
        ontology,
        MentionIndex.of(analysis, actors),
        MentionIndex.of(analysis, places),
        speakers,
        _crowds(actors),
    )
    found = _predicates(report, analysis, ontology, frames)
    dateline = report.dateline.span if report.dateline is not None else None
    coder = _Coder(
        report, analysis, frames, ArgumentReader(frames, actors, places, times, dateline), attributions, places, found
    )
    coded = (coder.event(found[word]) for word in sorted(found))
    events = (event for event in coded if event is not None)
    return tuple(sorted(events, key=lambda event: event.trigger))  # a trigger may begin before its predicate


def _crowds(actors: Sequence[Actor]) -> frozenset[str]:
    """The ids of unarmed groups of people, who protest where a government would coerce: "Serbs blocked roads"."""
    return frozenset(a.id for a in actors if a.kind in ("group", "population") and a.sector in CROWD_SECTORS)


def _predicates(report: Report, analysis: Analysis, ontology: Ontology, frames: FrameReader) -> dict[int, _Found]:
    """The predicates with a meaning that is an event, without the nouns that a verb's meaning already holds."""
    skipped = _words_aside(report, analysis)
    found: dict[int, _Found] = {}
    for word, tag in enumerate(analysis.upos):
        kind = KINDS.get(tag)
        if kind is None or word in skipped or analysis.deprels[word] in MODIFIER_RELATIONS:
            continue
        if analysis.xpos[word] == "VBN" and ontology.meanings_of(analysis.forms[word].lower(), "A"):
            kind = "A"
        elif not ontology.meanings_of(frames.lemma(word), kind):
            continue
        frame = frames.frame(word, kind)
        meaning = frames.meaning(frame)
        if meaning is not None and meaning.type is not None:
            found[word] = _Found(frame, meaning, meaning.type)
    return {
        word: entry
        for word, entry in found.items()
        if not _told_by_verb(word, entry, found, analysis, ontology, frames)
    }


def _words_aside(report: Report, analysis: Analysis) -> set[int]:
    """Words of tables and of names: "Strike" in a title of a book is no strike."""
    spans = [analysis.words_in(table.span) for table in report.tables if table.span is not None]
    spans.extend(entity.words for entity in analysis.entities if entity.label in NAME_LABELS)
    return {word for start, end in spans for word in range(start, end)}


def _told_by_verb(
    noun: int, entry: _Found, found: dict[int, _Found], analysis: Analysis, ontology: Ontology, frames: FrameReader
) -> bool:
    """Whether the noun's event is the verb's: "launched an attack", "lifted the sanctions"."""
    verb = found.get(analysis.heads[noun])
    if verb is None or verb.frame.kind != "V":
        return False
    if analysis.deprels[noun] == "xcomp":
        return "xcomp" in verb.meaning.named_slots and verb.type not in JUDGING
    if entry.frame.kind != "N":
        return False
    if analysis.deprels[noun] == "obl":
        return not verb.meaning.named_slots.isdisjoint(frames.cases(noun))
    if analysis.deprels[noun] not in ("obj", "nsubj:pass"):
        return False
    light = "LIGHT" in ontology.classes_of(frames.lemma(verb.frame.word))
    same = entry.type == verb.type or verb.type not in JUDGING
    return light or ("obj" in verb.meaning.named_slots and same)


class _Coder:
    """Turns predicates into event records."""

    def __init__(
        self,
        report: Report,
        analysis: Analysis,
        frames: FrameReader,
        arguments: ArgumentReader,
        attributions: Sequence[Attribution],
        places: Sequence[Place],
        found: dict[int, _Found],
    ) -> None:
        self._report = report
        self._analysis = analysis
        self._frames = frames
        self._arguments = arguments
        self._found = found
        self._modality = ModalityReader(frames)
        self._contents = SpanIndex((span, a) for a in attributions for span in a.content)
        self._dateline_place = _dateline_place(report, places)
        self._opening = self._opening_sentence()
        self._leading_agents = self._find_leading_agents()

    def event(self, entry: _Found) -> Event | None:
        """The record of a predicate, or None where too little speaks for it."""
        analysis, frame = self._analysis, entry.frame
        word_span = analysis.span((frame.word, frame.word + 1))
        heard = [attribution for _, attribution in self._contents.around(word_span)]
        agents = self._arguments.agents(frame)
        status = self._modality.weighed(frame, self._modality.status(frame, bool(heard or agents)))
        status = self._denied(status, heard)
        recipients = (
            self._arguments.recipients(frame, entry.meaning, agents)
            or self._inner_recipients(entry, agents)
            or self._deciders(entry, agents)
        )
        confidence = _confidence(entry, agents, recipients)
        if confidence < RECORD_THRESHOLD:
            return None
        label, status = self._settled(entry, status, bool(agents or frame.slots.get("subj")))
        trigger = self._trigger(frame, entry.meaning)
        return Event(
            id=content_id("event", word_span, trigger),
            trigger=trigger,
            sentence=analysis.span(analysis.sentences[analysis.sentence_of[frame.word]]),
            type=label.type,
            mode=label.mode,
            cameo=label.cameo,
            actors=agents,
            recipients=recipients,
            instruments=self._arguments.instruments(frame) if entry.type in ("ASSAULT", "COERCE", "AID") else (),
            place=self._place(entry, status),
            time=self._arguments.time(frame),
            factuality=status.factuality,
            modality=status.settled,
            attributions=tuple(dict.fromkeys(a.id for a in heard)),
            confidence=round(confidence, 4),
            shown=confidence >= SHOW_THRESHOLD,
        )

    def _inner_recipients(self, entry: _Found, agents: Sequence[str]) -> tuple[str, ...]:
        """Whom the deed agreed, refused or threatened would touch."""
        inner = self._inner(entry.frame) if entry.type in INNER_TARGETS else None
        if inner is None:
            return ()
        others = self._arguments.recipients(inner.frame, inner.meaning, agents)
        return tuple(actor for actor in others if actor not in agents)

    def _deciders(self, entry: _Found, agents: Sequence[str]) -> tuple[str, ...]:
        """Who is meant by "criticised the step": in a report, the step is the one that it opens with."""
        if entry.type not in ANSWERING or not agents or not self._names_the_step(entry.frame):
            return ()
        return tuple(actor for actor in self._leading_agents if actor not in agents)

    def _names_the_step(self, frame: Frame) -> bool:
        """Whether the object is a definite decision that nobody is named with."""
        analysis = self._analysis
        return any(
            "DECISION" in self._frames.labels(word)
            and any(analysis.lemmas[c].lower() in ("the", "this", "that") for c in analysis.dependents(word, "det"))
            for slot in ("obj", "by", "with", "at", "to")
            for word in frame.slots.get(slot, ())
        )

    def _find_leading_agents(self) -> tuple[str, ...]:
        """Who does the first thing that the report tells."""
        for word in sorted(self._found):
            entry = self._found[word]
            agents = self._arguments.agents(entry.frame) if entry.type not in JUDGING else ()
            if agents:
                return agents
        return ()

    def _denied(self, status: Status, heard: Sequence[Attribution]) -> Status:
        """What the source denies is denied, whatever the tree made of the cue."""
        if status.modality != "denied" and any(a.stance == "denies" for a in heard):
            return Status("denied", 3, True)
        return status

    def _place(self, entry: _Found, status: Status) -> str | None:
        """The place said; for a report's opening act of the kind that is done where it is filed, the dateline's."""
        place = self._arguments.place(entry.frame, entry.type)
        if place is not None or self._dateline_place is None:
            return place
        first = self._analysis.sentence_of[entry.frame.word] == self._opening
        filed_there = entry.type in FILED_THERE and status.settled in ("actual", "ongoing")
        return self._dateline_place if first and filed_there else None

    def _opening_sentence(self) -> int | None:
        """The first sentence with an event that stands behind the dateline."""
        if self._report.dateline is None:
            return None
        after = self._analysis.words_in(self._report.dateline.span)[1]
        return next((self._analysis.sentence_of[word] for word in sorted(self._found) if word >= after), None)

    def _settled(self, entry: _Found, status: Status, has_agent: bool) -> tuple[_Class, Status]:
        """The class that the status makes of the predicate, as the codebooks say."""
        meaning = entry.meaning
        label = _Class(entry.type, meaning.mode, meaning.cameo)
        if self._is_told_above(entry.frame.clause):
            return label, status
        if status.negative and has_agent and self._refuses(entry.type, status):
            return _Class("REJECT", None, REFUSAL_CODE.get(entry.type, "120")), Status("actual", 3)
        if status.modality in ("planned", "promised") and has_agent:
            return self._intended(entry, label, status)
        if entry.type in HOSTILE and status.modality == "conditional" and has_agent:
            code, mode = THREAT_CODE[entry.type]
            return _Class("THREATEN", mode, code), status
        return self._refined(label, entry.frame), status

    def _refuses(self, type: EventType, status: Status) -> bool:
        """ "will not release", "did not reach agreement": what is withheld is refused."""
        if status.modality in ("planned", "promised"):
            return type in COOPERATIVE
        return type in ("AGREE", "CONCEDE") and status.modality is None

    def _intended(self, entry: _Found, label: _Class, status: Status) -> tuple[_Class, Status]:
        """What somebody says they will do: help is promised, a withdrawal conceded, a sanction threatened."""
        if entry.type in ("AID", "COOPERATE"):
            return _Class("AGREE", None, "03" + FORM_SUFFIX[entry.type]), replace(status, modality="promised")
        own = self._modality.local(entry.frame.clause).modality == "planned"
        if entry.type in FORM_SUFFIX and entry.type != "AGREE":
            type = "CONCEDE" if entry.type == "RETREAT" else label.type
            return _Class(type, label.mode, "03" + FORM_SUFFIX[entry.type]), status
        if own and entry.type in THREAT_CODE and entry.frame.kind == "V":
            return _Class(label.type, label.mode, THREAT_CODE[entry.type][0]), status
        return self._refined(label, entry.frame), status

    def _is_told_above(self, word: int) -> bool:
        """Whether the clause is the complement of another event, which then says what its status makes of it."""
        analysis = self._analysis
        for _ in range(4):
            head = analysis.heads[word]
            if head < 0 or analysis.deprels[word] not in ("xcomp", "ccomp", "conj", "acl", "advcl"):
                return False
            if analysis.deprels[word] != "conj" and head in self._found:
                return True
            word = head
        return False

    def _refined(self, label: _Class, frame: Frame) -> _Class:
        """What is asked for, agreed, refused or threatened tells the CAMEO code."""
        found = self._inner(frame)
        if found is None or label.cameo is None:
            return label
        inner = found.type
        if label.cameo in ("020", "100", "030") and inner in FORM_SUFFIX:
            form = load_ontology().types[inner].form if label.type == "REQUEST" else None
            return _Class(label.type, form or label.mode, label.cameo[:2] + FORM_SUFFIX[inner])
        if label.type == "AGREE" and inner in HOSTILE and self._frames.lemma(frame.word) in VOWS:
            code, mode = THREAT_CODE[inner]
            return _Class("THREATEN", mode, code)
        if label.cameo == "120" and inner in REFUSAL_CODE:
            return _Class(label.type, load_ontology().types[inner].form, REFUSAL_CODE[inner])
        if label.cameo == "130" and inner in THREAT_CODE:
            code, mode = THREAT_CODE[inner]
            return _Class(label.type, mode, code)
        return label

    def _inner(self, frame: Frame) -> _Found | None:
        """The event that is the predicate's complement."""
        for slot in ("xcomp", "ccomp", "obj", "for", "to", "with"):
            for word in frame.slots.get(slot, ()):
                if word in self._found and word != frame.word:
                    return self._found[word]
        return None

    def _trigger(self, frame: Frame, meaning: Meaning) -> Span:
        """The predicate with its auxiliaries and particle, and with what stands close: light verb or object."""
        words = self._trigger_words(frame, meaning)
        first, last = min(words), max(words) + 1
        return self._analysis.span((first, last))

    def _trigger_words(self, frame: Frame, meaning: Meaning) -> list[int]:
        words = [frame.word]
        if "theme" in meaning.named_slots:
            clause = frame.slots["ccomp"][0]
            return [clause, *self._close_before(clause, ("aux", "aux:pass", "advmod", "cop"))]
        if frame.kind == "N":
            if abs(frame.clause - frame.word) <= 6 and "light" in frame.slots:
                words.append(frame.clause)
            words.extend(self._close_before(frame.word, ("amod", "compound", "nummod")))
        if frame.clause in words and (frame.kind != "N" or frame.clause < frame.word):
            words.extend(self._close_before(frame.clause, ("aux", "aux:pass", "advmod", "cop")))
        if frame.kind == "V":
            words.extend(w for w in frame.slots.get("prt", ()) if 0 < w - frame.word <= 3)
            words.extend(w for w in frame.slots.get("obj", ())[:1] if 0 < w - frame.word <= 4)
        return words

    def _close_before(self, word: int, relations: tuple[str, ...]) -> list[int]:
        """The unbroken run of such dependents just before the word."""
        found: list[int] = []
        for child in reversed(self._analysis.children[word]):
            if child < word and word - child == len(found) + 1 and self._analysis.deprels[child] in relations:
                found.append(child)
        return found


def _dateline_place(report: Report, places: Sequence[Place]) -> str | None:
    """The id of the place of the dateline, where the places stage has it."""
    if report.dateline is None:
        return None
    start, end = report.dateline.span
    for place in places:
        if any(start <= s and e <= end for s, e in place.mentions):
            return place.id
    return None


def _confidence(entry: _Found, agents: Sequence[str], recipients: Sequence[str]) -> float:
    """How sure the reading is: the lexicon's own trust, less where nobody acts or nothing is acted on."""
    confidence = entry.meaning.confidence
    if agents and recipients:
        return confidence
    if agents:
        return 0.92 * confidence
    if recipients:
        return 0.9 * confidence
    if entry.type not in PHYSICAL:
        return 0.45 * confidence
    stated = entry.frame.passive or "occurs" in entry.frame.slots
    return (0.75 if stated else 0.6) * confidence
