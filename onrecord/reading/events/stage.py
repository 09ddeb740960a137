"""What happened, is happening or may happen: political events with type, actors, recipients and certainty.

A predicate that the tables or the model hold for an event (`candidates`) is read with its frame (`frames`), its status
from the words around it (`modality`), its class from tables, model and status together (`classes`, `confidence`), its
arguments from the records of the earlier stages (`arguments`, `roles`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.knowledge.ontology import Meaning, load_ontology
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.arguments import RECIPROCAL, ArgumentReader
from onrecord.reading.events.candidates import JUDGING, LEAST_TRIGGER, Candidate, find_candidates
from onrecord.reading.events.classes import ClassReader, Label
from onrecord.reading.events.codes import code_features
from onrecord.reading.events.confidence import (
    EVENT_FEATURES,
    EVENT_WEIGHTS,
    ROW_WEIGHTS,
    SCENE_WEIGHTS,
    Parties,
    PartySigns,
    chance,
    event_features,
    row_features,
    type_chances,
)
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.merging import merge_events
from onrecord.reading.events.modality import ModalityReader, Status
from onrecord.reading.events.perspectives import perspectives
from onrecord.reading.events.roles import EarlierDeeds, Part, RoleReader, Side, Tree, actors_of, as_told, settled
from onrecord.reading.events.surroundings import Surroundings
from onrecord.reading.events.telling import place_in_clauses, speaking_subjects
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Attribution, Event, EventType, Modality, Place, Report, Time, TimeReason, content_id
from onrecord.spans import Span, SpanIndex

EVENT_THRESHOLD = 0.5
"""What is less likely any event at all is not recorded."""
RECORD_THRESHOLD = 0.15
"""Events whose type is less certain than this are not recorded."""
SCENE_THRESHOLD = 0.915
"""Unless a public actor acts on another, nothing is recorded where sentence and report are less likely than this
about public life at all."""
TABLES_THRESHOLD = 0.35
"""The same where only the tables speak."""
SHOW_THRESHOLD = 0.75
"""Events at least this certain are shown as found."""

SPEAKING_SECTORS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "BUS", "JRN", "ELI", "NGO", "IGO"})
CROWD_SECTORS = frozenset({None, "CVL", "OPP", "LAB", "AGR", "REL", "EDU", "REF", "SOC", "MED"})
ANSWERING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
INNER_TARGETS: frozenset[EventType] = frozenset({"AGREE", "REJECT", "THREATEN", "ASSAULT", "COERCE"})
FILED_THERE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "PROTEST", "COERCE"})
TOUCHING: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
"""Types of what is done to things as well as to people."""
DONE: frozenset[Modality] = frozenset({"actual", "ongoing", "denied"})
PHYSICAL: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "CONSULT"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with everything that decides whether and how it is recorded.

    `chance` is the probability that it is an event at all, which follows from `values` and `scene` where a model
    looked, `types` those of the types given that it is one; `label` and `status` belong to the likeliest. `told` is
    the tables' own type, `tree` what the tree gives as parties; `parts` are those of tree and model, weighed.
    """

    entry: Candidate
    heard: tuple[Attribution, ...]
    status: Status
    label: Label
    told: EventType
    tree: Tree
    values: tuple[float, ...]
    scene: tuple[float, ...]
    by_model: bool
    chance: float
    types: tuple[tuple[EventType, float], ...]
    parts: tuple[Part, ...]
    doing: Side
    undergoing: Side
    row: tuple[float, ...]

    @property
    def sure(self) -> float:
        """The probability that there is an event of the likeliest type."""
        return self.chance * self.types[0][1]

    @property
    def confidence(self) -> float:
        """The probability that there is an event, and that its type, both its parties and its modality are right."""
        return min(self.sure, chance(ROW_WEIGHTS, self.row)) if self.by_model else self.sure

    @property
    def is_recorded(self) -> bool:
        """Whether enough speaks for the event."""
        if not self.by_model:
            return self.sure >= TABLES_THRESHOLD
        return self.is_public and self.chance >= EVENT_THRESHOLD and self.sure >= RECORD_THRESHOLD

    @property
    def is_public(self) -> bool:
        """Whether it is public life: by all that is around it, or because states and the like are on both sides."""
        known = dict(zip(EVENT_FEATURES, self.values, strict=True))
        both = known["agent_public"] and known["recipient_public"]
        return bool(both) or chance(SCENE_WEIGHTS, self.scene) >= SCENE_THRESHOLD

    @property
    def agents(self) -> tuple[str, ...]:
        """The ids of those who act."""
        return actors_of(self.doing.parts)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The ids of those who are acted on; in an exchange without others, of all who have a part in it."""
        found = actors_of(self.undergoing.parts, self.agents)
        exchange = self.label.type in RECIPROCAL and len(self.agents) > 1 and not found
        return self.agents if exchange else found


def find_events(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
) -> tuple[Event, ...]:
    """The political events of a report, in text order, each predicate once."""
    coder = Coder(report, analysis, actors, places, times, attributions)
    weighed = {word: coder.weighed(entry) for word, entry in sorted(coder.found.items())}
    coded = {word: coder.event(each) for word, each in weighed.items() if each.is_recorded}
    told = place_in_clauses(analysis, {word: coder.found[word].frame.clause for word in coded}, coded)
    events = merge_events(analysis, dict(zip(coded, told, strict=True)), places, times)
    return tuple(sorted(events, key=lambda event: event.trigger))  # a trigger may begin before its predicate


def _crowds(actors: Sequence[Actor]) -> frozenset[str]:
    """The ids of unarmed groups of people, who protest where a government would coerce: "Serbs blocked roads"."""
    return frozenset(a.id for a in actors if a.kind in ("group", "population") and a.sector in CROWD_SECTORS)


class Coder:
    """Weighs the candidates of a report and turns them into event records; `found` holds them by predicate."""

    def __init__(
        self,
        report: Report,
        analysis: Analysis,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
        least: float = LEAST_TRIGGER,
    ) -> None:
        ontology = load_ontology()
        speakers = frozenset(a.id for a in actors if a.kind == "person" and a.sector in SPEAKING_SECTORS)
        named, located = MentionIndex.of(analysis, actors), MentionIndex.of(analysis, places)
        self._report = report
        self._analysis = analysis
        self._actors = actors
        self._known = {actor.id: actor for actor in actors}
        self._frames = FrameReader(analysis, ontology, named, located, speakers, _crowds(actors))
        self.found: Mapping[int, Candidate] = find_candidates(report, analysis, ontology, self._frames, least)
        dateline = report.dateline.span if report.dateline is not None else None
        self._arguments = ArgumentReader(self._frames, actors, places, times, dateline)
        self._surroundings = Surroundings(analysis, actors)
        self._roles = RoleReader(analysis, self._arguments)
        self._modality = ModalityReader(self._frames)
        self._classes = ClassReader(self._frames, self._modality, self.found)
        self._contents = SpanIndex((span, a) for a in attributions for span in a.content)
        self._dateline_place = _dateline_place(report, places)
        self._opening = self._opening_sentence()
        self._leading_agents = self._find_leading_agents()
        self._earlier = EarlierDeeds(analysis, self._frames, self._arguments, self.found)

    def weighed(self, entry: Candidate) -> Weighed:
        """How likely a candidate is an event, of which type, and who has a part in it."""
        frame = entry.frame
        heard = tuple(a for _, a in self._contents.around(self._analysis.span((frame.word, frame.word + 1))))
        agents = self._arguments.agent_words(frame)
        known = self._speakers(frame, agents, heard)
        acting = self._actors_of(agents, known)
        tree = self._tree(entry, agents, acting, self._cited(heard))
        status = self._modality.weighed(frame, self._modality.status(frame, bool(heard or acting)))
        status = read = self._denied(status, heard)
        label, after = self._classes.settled(entry, status, bool(acting or frame.slots.get("subj")))
        told = label.type
        values = event_features(entry, told, self._parties(acting, tree.touched))
        types = type_chances(entry, told)
        if types[0][0] != told:
            own = types[0][0] == entry.type and entry.known
            label = Label(types[0][0], entry.meaning.mode if own else None, entry.meaning.cameo if own else None)
            after = status
        if after == status:
            after = self._modality.combined(frame, status)
        parts = tuple(self._roles.parts(entry.trigger, tree, known))
        scene = self._surroundings.features(frame.word)
        if self._analysis.reads_events:
            sure = chance(EVENT_WEIGHTS, values) * chance(SCENE_WEIGHTS, scene)
            ends = settled(self._analysis, entry, label.type, parts, tree)
        else:
            sure, ends = _trusted(entry, acting, tree.touched), as_told(parts, tree)
        modality = self._modality.chance(entry.frame, read, after.settled)
        return Weighed(
            entry,
            heard,
            after,
            label,
            told,
            tree,
            values,
            scene,
            self._analysis.reads_events,
            sure,
            types,
            parts,
            *ends,
            self._row(entry, sure * types[0][1], modality, ends, after),
        )

    def _row(
        self, entry: Candidate, sure: float, modality: float, ends: tuple[Side, Side], status: Status
    ) -> tuple[float, ...]:
        agent, recipient = (self._signs_of(side) for side in ends)
        start, end = self._analysis.sentences[self._analysis.sentence_of[entry.anchor]]
        is_public = self._surroundings.are_public((*actors_of(ends[0].parts), *actors_of(ends[1].parts)))
        is_open = status.settled not in DONE
        codes = code_features(self._analysis, [side.parts for side in ends], self._known)
        return row_features(sure, modality, agent, recipient, entry, end - start, is_open, is_public, codes)

    def _signs_of(self, side: Side) -> PartySigns:
        pronoun = any(each.word is not None and self._analysis.upos[each.word] == "PRON" for each in side.parts)
        is_open = bool(side.parts) and not actors_of(side.parts)
        return PartySigns(side.chance, not side.parts, is_open, pronoun, not side.said)

    def _cited(self, heard: Sequence[Attribution]) -> frozenset[int]:
        """The words of those who are only cited with the event, and by the citation alone have no part in it."""
        spans = (a.source.span for a in heard if a.source.span is not None)
        return frozenset(word for span in spans for word in range(*self._analysis.words_in(span)))

    def _parties(self, acting: Sequence[str], touched: Sequence[str]) -> Parties:
        public = self._surroundings.are_public(acting), self._surroundings.are_public(touched)
        return Parties(bool(acting), bool(touched), *public)

    def _tree(self, entry: Candidate, agents: Sequence[int], acting: Sequence[str], cited: frozenset[int]) -> Tree:
        """What the tree gives as parties; where it names nobody who is acted on, whom the report makes clear."""
        words = self._arguments.recipient_words(entry.frame, entry.meaning, agents)
        named = tuple(actor for actor in self._actors_of(words, {}) if actor not in acting)
        unsaid = () if named else self._unsaid(entry, acting)
        return Tree(agents, words, named or unsaid, unsaid, cited)

    def _unsaid(self, entry: Candidate, acting: Sequence[str]) -> tuple[str, ...]:
        inner = self._inner_recipients(entry, acting) or self._deciders(entry, acting)
        return inner or self._earlier.recipients(entry, acting)

    def _speakers(
        self, frame: Frame, agents: Sequence[int], heard: Sequence[Attribution]
    ) -> dict[int, tuple[str, ...]]:
        """Who the pronouns among the agents stand for, where coreference left them open: those who speak."""
        if self._actors_of(agents, {}):
            return {}
        found = speaking_subjects(self._analysis, frame.slots.get("subj", ()), heard, self._actors)
        return {word: found for word in agents if self._analysis.upos[word] == "PRON"} if found else {}

    def _actors_of(self, words: Sequence[int], known: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
        listed = (actor for word in words for actor in known.get(word) or self._arguments.named_at(word))
        return tuple(dict.fromkeys(listed))

    def event(self, weighed: Weighed) -> Event:
        """The record of a weighed candidate."""
        analysis, entry, status, label = self._analysis, weighed.entry, weighed.status, weighed.label
        word = entry.anchor
        trigger = self._trigger(entry)
        time, reason = self._time(entry, status) or (None, None)
        armed = label.type in ("ASSAULT", "COERCE", "AID")
        confidence = weighed.confidence
        return Event(
            id=content_id("event", analysis.span((word, word + 1)), trigger),
            trigger=trigger,
            sentence=analysis.span(analysis.sentences[analysis.sentence_of[word]]),
            type=label.type,
            mode=label.mode,
            cameo=label.cameo,
            actors=weighed.agents,
            recipients=weighed.recipients,
            actor_spans=self._roles.spans([each.word for each in weighed.doing.parts if each.word is not None]),
            recipient_spans=self._roles.spans(
                [each.word for each in weighed.undergoing.parts if each.word is not None]
            ),
            instruments=self._arguments.instruments(entry.frame) if armed else (),
            place=self._place(entry, status),
            time=time,
            time_reason=reason,
            factuality=status.factuality,
            modality=status.settled,
            attributions=tuple(dict.fromkeys(a.id for a in weighed.heard)),
            reason=self._modality.reason(status),
            perspectives=perspectives(status, weighed.heard),
            confidence=round(confidence, 4),
            shown=confidence >= SHOW_THRESHOLD and self._names_parties(weighed),
        )

    def _names_parties(self, weighed: Weighed) -> bool:
        """Whether the tables allow the event, and its parties are known: at least one, and no mere "they" or thing."""
        acting, touched = weighed.doing.parts, weighed.undergoing.parts
        named = actors_of(acting) or not acting
        things = weighed.label.type in TOUCHING and not any(self._is_pronoun(each) for each in touched)
        hit = things or actors_of(touched) or not touched
        return not weighed.entry.barred and bool((acting or touched) and named and hit)

    def _is_pronoun(self, part: Part) -> bool:
        return part.word is not None and not part.actors and self._analysis.upos[part.word] == "PRON"

    def _inner_recipients(self, entry: Candidate, agents: Sequence[str]) -> tuple[str, ...]:
        """Whom the deed agreed, refused or threatened would touch."""
        inner = self._classes.inner(entry.frame) if entry.type in INNER_TARGETS else None
        if inner is None:
            return ()
        others = self._arguments.recipients(inner.frame, inner.meaning, agents)
        return tuple(actor for actor in others if actor not in agents)

    def _deciders(self, entry: Candidate, agents: Sequence[str]) -> tuple[str, ...]:
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
        for word in sorted(self.found):
            entry = self.found[word]
            agents = self._arguments.agents(entry.frame) if entry.known and entry.type not in JUDGING else ()
            if agents:
                return agents
        return ()

    def _denied(self, status: Status, heard: Sequence[Attribution]) -> Status:
        """What the source denies is denied, whatever the tree made of the cue."""
        if status.modality != "denied" and any(a.stance == "denies" for a in heard):
            return Status("denied", 3, True)
        return status

    def _place(self, entry: Candidate, status: Status) -> str | None:
        """The place said; for a report's opening act of the kind that is done where it is filed, the dateline's."""
        place = self._arguments.place(entry.frame, entry.type)
        if place is not None or self._dateline_place is None:
            return place
        first = self._analysis.sentence_of[entry.frame.word] == self._opening
        filed_there = entry.type in FILED_THERE and status.settled in ("actual", "ongoing")
        return self._dateline_place if first and filed_there else None

    def _time(self, entry: Candidate, status: Status) -> tuple[str, TimeReason] | None:
        """The time said; for what the report opens with, where it says none, that of the dateline."""
        said = self._arguments.time(entry.frame)
        if said is not None or status.settled not in ("actual", "ongoing"):
            return said
        dateline = self._arguments.dateline_time()
        return (dateline, "dateline") if dateline is not None and self._leads(entry.frame.clause) else None

    def _leads(self, clause: int) -> bool:
        """Whether a clause is what the report opens with, be it told straight or with its source behind it."""
        analysis = self._analysis
        if analysis.sentence_of[clause] != self._opening:
            return False
        head = analysis.heads[clause]
        told = head > clause and analysis.deprels[head] == "root" and analysis.deprels[clause] in ("ccomp", "parataxis")
        earlier = any(analysis.forms[c].lower() == "had" for c in analysis.dependents(clause, "aux"))
        return (analysis.deprels[clause] == "root" or told) and not earlier

    def _opening_sentence(self) -> int | None:
        """The first sentence with an event that stands behind the dateline."""
        if self._report.dateline is None:
            return None
        after = self._analysis.words_in(self._report.dateline.span)[1]
        return next((self._analysis.sentence_of[word] for word in sorted(self.found) if word >= after), None)

    def _trigger(self, entry: Candidate) -> Span:
        """The predicate with its auxiliaries and particle, and with what stands close: light verb or object."""
        words = self._trigger_words(entry.frame, entry.meaning)
        if entry.anchor not in words and abs(entry.anchor - entry.frame.word) > 6:
            words = [entry.anchor]
        words.append(entry.anchor)
        return self._analysis.span((min(words), max(words) + 1))

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


def _trusted(entry: Candidate, agents: Sequence[str], recipients: Sequence[str]) -> float:
    """Where only the tables speak: their own trust, less where nobody acts or nothing is acted on."""
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
