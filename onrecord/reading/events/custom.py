"""A user's own event types beside PLOVER's: predicates that the patterns of an ontology file fit.

A predicate is read with the same frames, arguments and modality as PLOVER's events. Where PLOVER has an event there
already, it gets the user's types in addition; where it has none, an event without a PLOVER type is made.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from onrecord.knowledge.custom_ontology import ActorDemand, CustomOntology, CustomType, Pattern, Term
from onrecord.knowledge.ontology import Kind, Meaning, load_ontology
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.arguments import ArgumentReader
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.modality import ModalityReader
from onrecord.reading.events.perspectives import perspectives
from onrecord.reading.events.status import Status
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Attribution, Event, Place, Report, Time, content_id
from onrecord.spans import Span, SpanIndex

KINDS: dict[str, Kind] = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}
MODIFIERS = frozenset({"compound", "flat", "fixed", "amod"})
"""Relations of words that only tell more of another: in "strike leader" and "striking workers" nobody strikes here."""
CONFIDENCE = 0.7
"""Of an event that a pattern alone found: the user's pattern is taken at its word, the tree may be wrong."""
RECIPIENTS = Meaning(
    lemma="",
    conditions=(),
    type="ASSAULT",
    mode=None,
    cameo=None,
    confidence=CONFIDENCE,
    recipients=("obj", "iobj", "on", "against", "to", "with", "for", "from", "of", "over"),
)
"""A user's types have no order of recipient slots of their own: whom the act touches, then towards whom it goes."""


def find_custom_events(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    ontology: CustomOntology | None,
) -> tuple[Event, ...]:
    """The events given, with the user's types added, and those that only the user's types know, in text order."""
    if ontology is None:
        return tuple(events)
    reader = CustomReader(report, analysis, actors, places, times, attributions)
    found = {event.id: event for event in events}
    at_word = {analysis.head_of(analysis.words_in(span)): event.id for event in events for span in _triggers(event)}
    for word, kind in predicates(analysis):
        types = _types_at(analysis, word, kind, ontology)
        frame = reader.frame(word, kind) if types else None
        if frame is None:
            continue
        ident = at_word.get(word) or (at_word.get(frame.clause) if "light" in frame.slots else None)
        event = reader.coded(frame, types, found[ident] if ident else None)
        if event is not None:
            found[event.id] = event
            at_word[word] = event.id
    return tuple(sorted(found.values(), key=lambda event: event.trigger))


def _triggers(event: Event) -> Iterator[Span]:
    """Where the report tells the event: its own trigger last, for the case that two have the same word."""
    yield from (mention.trigger for mention in event.mentions)
    yield event.trigger


def predicates(analysis: Analysis) -> Iterator[tuple[int, Kind]]:
    """Words that may say an event, each with what patterns call it; what was read as a verb may be something else too.

    A participle, or a form that no verb is inflected to, may be an adjective; what has an article may be a noun.
    """
    for word, tag in enumerate(analysis.upos):
        if tag not in KINDS or (tag != "ADJ" and analysis.deprels[word].split(":")[0] in MODIFIERS):
            continue
        yield word, KINDS[tag]
        if tag != "VERB":
            continue
        if analysis.xpos[word] == "VBN" or analysis.forms[word].lower() == analysis.lemmas[word].lower():
            yield word, "A"
        if _has_article(analysis, word):
            yield word, "N"


def _has_article(analysis: Analysis, word: int) -> bool:
    """Whether an article or a possessor stands with the word or before the hyphen before it: "the opening of"."""
    first = word - 2 if word > 1 and analysis.forms[word - 1] == "-" else word
    before = first > analysis.sentences[analysis.sentence_of[word]][0] and analysis.upos[first - 1] == "DET"
    return before or bool(analysis.dependents(word, "det", "nmod:poss"))


def _types_at(analysis: Analysis, word: int, kind: Kind, ontology: CustomOntology) -> list[CustomType]:
    names = ontology.triggers.get((analysis.forms[word].lower(), kind), frozenset())
    names |= ontology.triggers.get((analysis.lemmas[word].lower(), kind), frozenset())
    return [found for found in ontology.types if found.name in names] if names else []


class CustomReader:
    """Reads patterns, arguments and status of one report's predicates."""

    def __init__(
        self,
        report: Report,
        analysis: Analysis,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
    ) -> None:
        self._analysis = analysis
        self._actors = {actor.id: actor for actor in actors}
        self._frames = FrameReader(
            analysis, load_ontology(), MentionIndex.of(analysis, actors), MentionIndex.of(analysis, places)
        )
        dateline = report.dateline.span if report.dateline is not None else None
        self._arguments = ArgumentReader(self._frames, actors, places, times, dateline)
        self._modality = ModalityReader(self._frames)
        self._contents = SpanIndex((span, a) for a in attributions for span in a.content)

    def frame(self, word: int, kind: Kind) -> Frame:
        """The predicate with its arguments."""
        return self._frames.frame(word, kind)

    def coded(self, frame: Frame, types: Iterable[CustomType], own: Event | None) -> Event | None:
        """The event at a predicate that says one of the types: the one there with the names added, or a new one.

        None where it says none of them. An event that stands otherwise (PLOVER's refusal where the user's deed is
        not done) is not the same event.
        """
        said = [type for type in types if self.says(type, frame)]
        if not said:
            return None
        status = self._status(frame)
        if own is None or own.factuality.endswith("-") != status.negative:
            own = self._made(frame, said, status)
        names = dict.fromkeys((*own.custom, *(type.name for type in said if own.modality not in type.excluded)))
        return structs.replace(own, custom=tuple(names)) if names else None

    def says(self, type: CustomType, frame: Frame) -> bool:
        """Whether a pattern of the type fits and none of its exceptions does."""
        fits = any(self.unmet(pattern, frame) is None for pattern in type.patterns)
        return fits and not any(self.unmet(pattern, frame) is None for pattern in type.exceptions)

    def unmet(self, pattern: Pattern, frame: Frame) -> str | None:
        """The first field of the pattern that does not fit the predicate, or None where all fit."""
        if not self.is_triggered(pattern, frame):
            return "trigger"
        if pattern.subjects and not self._any_at(pattern.subjects, frame.slots.get("subj", ())):
            return "subject"
        if pattern.objects and not self._any_at(pattern.objects, self._objects(frame)):
            return "object"
        for name, terms in pattern.prepositions:
            if not self._any_at(terms, frame.slots.get(name, ())):
                return "prepositions"
        if pattern.context and not self._in_sentence(pattern.context, frame.word):
            return "context"
        agents = self._arguments.agents(frame) if pattern.actor or pattern.recipient else ()
        if pattern.actor and not self._meets(pattern.actor, agents):
            return "actor"
        if pattern.recipient and not self._meets(pattern.recipient, self._recipients(frame, agents)):
            return "recipient"
        return None

    def is_triggered(self, pattern: Pattern, frame: Frame) -> bool:
        """Whether the predicate is of the pattern's kind and has one of its lemmas; no kind asks for neither."""
        if pattern.kind is None:
            return True
        return pattern.kind == frame.kind and any(self._trigger(term, frame) for term in pattern.triggers)

    def _trigger(self, term: Term, frame: Frame) -> list[int]:
        """The words of the trigger where it stands here: verb and particles, or a noun with the words before it."""
        if frame.kind != "V":
            return self._run(term, frame.word)
        if not self._is(frame.word, term.forms[0]):
            return []
        words = [frame.word]
        for forms in term.forms[1:]:
            near = self._analysis.dependents(frame.word, "compound:prt", "advmod", "obl", "case", "mark")
            particle = next((c for c in (*frame.slots.get("prt", ()), *near) if self._is(c, forms)), None)
            if particle is None:
                return []
            words.append(particle)
        return words

    def _run(self, term: Term, last: int) -> list[int]:
        """The words of a term that ends at a word, or none."""
        first = last - len(term.forms) + 1
        words = list(range(first, last + 1))
        fits = first >= 0 and all(self._is(word, forms) for word, forms in zip(words, term.forms, strict=True))
        return words if fits else []

    def _is(self, word: int, forms: frozenset[str]) -> bool:
        return self._analysis.forms[word].lower() in forms or self._analysis.lemmas[word].lower() in forms

    def _objects(self, frame: Frame) -> list[int]:
        """What is acted on: the deep object; of a noun what stands behind "of" or right before it."""
        slots = ("obj", "iobj", "xcomp") if frame.kind == "V" else ("of", "mod", "poss", "undergoer")
        return [word for slot in slots for word in frame.slots.get(slot, ())]

    def _any_at(self, terms: Iterable[Term], fillers: Iterable[int]) -> bool:
        """Whether a term is one of the fillers, or ends with the word right behind one."""
        words = [w for filler in fillers for w in self._frames.conjuncts(self._frames.content(filler))]
        words += [w + 1 for w in words if self._is_followed(w)]
        return any(self._run(term, word) for word in words for term in terms)

    def _is_followed(self, word: int) -> bool:
        """Whether the next word hangs on this one or its head: a noun in -ing ("border crossing") read as a verb."""
        heads = self._analysis.heads
        return word + 1 < len(heads) and heads[word + 1] in (word, heads[word]) and heads[word + 1] >= 0

    def _in_sentence(self, terms: Sequence[Term], word: int) -> bool:
        sentence = range(*self._analysis.sentences[self._analysis.sentence_of[word]])
        return any(self._run(term, other) for other in sentence for term in terms)

    def _meets(self, demand: ActorDemand, idents: Iterable[str]) -> bool:
        return any(_is_such(demand, self._actors[ident]) for ident in idents)

    def _recipients(self, frame: Frame, agents: Sequence[str]) -> tuple[str, ...]:
        return self._arguments.recipients(frame, RECIPIENTS, agents)

    def _status(self, frame: Frame) -> Status:
        heard = self._heard(frame)
        status = self._modality.status(frame, bool(heard or self._arguments.agents(frame)))
        if status.modality != "denied" and any(found.stance == "denies" for found in heard):
            return Status("denied", 3, True, status.cue)
        return self._modality.weighed(frame, self._modality.combined(frame, status))

    def _heard(self, frame: Frame) -> list[Attribution]:
        around = self._contents.around(self._analysis.span((frame.word, frame.word + 1)))
        return [attribution for _, attribution in around]

    def _made(self, frame: Frame, said: Sequence[CustomType], status: Status) -> Event:
        analysis, heard = self._analysis, self._heard(frame)
        trigger = analysis.span(self._trigger_words(frame, said))
        agents = self._arguments.agents(frame)
        time, reason = self._arguments.time(frame) or (None, None)
        return Event(
            id=content_id("event", "custom", analysis.span((frame.word, frame.word + 1)), trigger),
            trigger=trigger,
            sentence=analysis.span(analysis.sentences[analysis.sentence_of[frame.word]]),
            type=None,
            actors=agents,
            recipients=self._recipients(frame, agents),
            place=self._arguments.place(frame, "ASSAULT"),
            time=time,
            time_reason=reason,
            factuality=status.factuality,
            modality=status.settled,
            attributions=tuple(dict.fromkeys(a.id for a in heard)),
            reason=self._modality.reason(status),
            perspectives=perspectives(status, heard),
            confidence=CONFIDENCE,
            shown=True,
        )

    def _trigger_words(self, frame: Frame, said: Sequence[CustomType]) -> tuple[int, int]:
        """The words of the first pattern that fits, without those that stand far from its verb."""
        for pattern in (p for type in said for p in type.patterns if self.unmet(p, frame) is None):
            for term in pattern.triggers:
                words = [word for word in self._trigger(term, frame) if abs(word - frame.word) <= len(term.forms) + 1]
                if words:
                    return min(words), max(words) + 1
        return frame.word, frame.word + 1


def _is_such(demand: ActorDemand, actor: Actor) -> bool:
    return (
        (not demand.kinds or actor.kind in demand.kinds)
        and (not demand.sectors or actor.sector in demand.sectors)
        and (not demand.countries or actor.country in demand.countries)
        and (not demand.names or actor.name.lower() in demand.names)
    )
