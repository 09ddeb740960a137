"""One event told several times in a report is one event with several pieces of evidence.

Two mentions are taken for one event only where nothing speaks against it (type, certainty, who, to whom, when, where)
and something speaks for it: the same deed by the same actor at the same time or place, or a later noun with "the" or
"that" that says the earlier verb again ("attacked ... the attack"). What is left apart wrongly can be joined by a
reader; what is joined wrongly cannot be told apart again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.knowledge.ontology import load_ontology
from onrecord.knowledge.word_families import families
from onrecord.reading.analysis import Analysis
from onrecord.records import Event, EventMention, Place, Time

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
DONE = frozenset({"actual", "ongoing"})
SAID: frozenset[str | None] = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
"""Types of which a speaker may do several in one report, each about something else."""
REACH = 12
"""Sentences over which a definite noun looks back."""
ONE_IN_PLURAL = frozenset({"talk", "negotiation", "consultation", "hostility", "sanction", "exercise", "election"})
OFTEN = frozenset(
    {"repeatedly", "often", "regularly", "daily", "frequently", "repeated", "regular", "frequent", "again"}
)
CORE_SLOTS = ("obj", "nsubj:pass", "nmod", "obl", "compound", "nmod:poss", "xcomp", "ccomp")


@dataclass(slots=True)
class _Known:
    """An event so far, with the words that tell it."""

    event: Event
    word: int
    families: frozenset[str]
    told: list[EventMention]
    ids: list[str]


def merge_events(
    analysis: Analysis, events: Mapping[int, Event], places: Sequence[Place], times: Sequence[Time]
) -> list[Event]:
    """The events by their predicates, those that tell the same one joined: the first tells it, the others stand in
    `mentions`, and what only they tell (who, to whom, when, where) is added."""
    merger = _Merger(analysis, places, times)
    for word in sorted(events, key=lambda word: (events[word].trigger, word)):
        merger.add(word, events[word])
    return merger.merged()


class _Merger:
    """Takes the events of a report in text order."""

    def __init__(self, analysis: Analysis, places: Sequence[Place], times: Sequence[Time]) -> None:
        self._analysis = analysis
        self._places = {place.id: place for place in places}
        self._times = {time.id: time for time in times}
        self._known: list[_Known] = []
        self._by_family: dict[tuple[str | None, str], list[_Known]] = {}

    def add(self, word: int, event: Event) -> None:
        """Join the event to an earlier one, or keep it as new."""
        found = self._families(word, event)
        earlier = {id(k): k for family in found for k in self._by_family.get((event.type, family), ())}
        for known in sorted(earlier.values(), key=lambda k: k.event.trigger, reverse=True):
            if self._same(known, word, event):
                known.told.append(EventMention(trigger=event.trigger, sentence=event.sentence))
                known.ids.append(event.id)
                known.event = _joined(known.event, event)
                return
        entry = _Known(event, word, found, [], [event.id])
        self._known.append(entry)
        for family in found:
            self._by_family.setdefault((event.type, family), []).append(entry)

    def _families(self, word: int, event: Event) -> frozenset[str]:
        """The families of the words that say what was done; a light verb ("carried out an attack") does not."""
        analysis, ontology = self._analysis, load_ontology()
        told = range(*analysis.words_in(event.trigger))
        lemmas = {i: analysis.lemmas[i].lower() for i in told if analysis.upos[i] in ("VERB", "NOUN")}
        nouns = {lemma for i, lemma in lemmas.items() if i != word and ontology.meanings_of(lemma, "N")}
        own = analysis.lemmas[word].lower()
        words = nouns if nouns and "LIGHT" in ontology.classes_of(own) else {own, *nouns}
        return frozenset(family for each in words for family in families(each))

    def merged(self) -> list[Event]:
        """All events, `within` pointing at the joined ones."""
        now = {old: known.event.id for known in self._known for old in known.ids}
        return [self._finished(known, now) for known in self._known]

    def _finished(self, known: _Known, now: Mapping[str, str]) -> Event:
        within = now.get(known.event.within or "")
        told = tuple(sorted(known.told, key=lambda mention: mention.trigger))
        return msgspec.structs.replace(known.event, mentions=told, within=within if within != known.event.id else None)

    def _same(self, known: _Known, word: int, event: Event) -> bool:
        """Whether the later mention tells the known event."""
        if event.type is None or not self._compatible(known, word, event):
            return False
        if self._is_definite(word):
            return self._says_again(known, word, event)
        return self._same_deed(known, word, event)

    def _compatible(self, known: _Known, word: int, event: Event) -> bool:
        """Whether nothing speaks against one event: certainty, number, parties, time, place."""
        first = known.event
        if first.factuality[-1] != event.factuality[-1] or (first.modality in DONE) != (event.modality in DONE):
            return False
        if first.modality not in DONE and first.modality != event.modality:
            return False
        if first.within == event.id or event.within == first.id or not self._same_number(known, word, event):
            return False
        parties = _agree(first.actors, event.actors) and _agree(first.recipients, event.recipients)
        crossed = set(first.actors) & set(event.recipients) or set(first.recipients) & set(event.actors)
        exchange = set(first.actors) == set(first.recipients) or event.type in ("CONSULT", "AGREE", "COOPERATE")
        return parties and (not crossed or exchange) and self._meet(first, event)

    def _meet(self, first: Event, later: Event) -> bool:
        """Whether times and places may be the same."""
        if first.time and later.time and not self._same_time(first.time, later.time):
            return False
        return not (first.place and later.place) or self._same_place(first.place, later.place)

    def _same_time(self, a: str, b: str) -> bool:
        one, other = self._times[a], self._times[b]
        if one.earliest is None or other.earliest is None:
            return one.value == other.value
        ends = one.latest or "9999", other.latest or "9999"
        return one.earliest <= ends[1] and other.earliest <= ends[0]

    def _same_place(self, a: str, b: str) -> bool:
        one, other = self._places[a], self._places[b]
        wide = "country" in (one.level, other.level)
        return a == b or (wide and one.country is not None and one.country == other.country)

    def _says_again(self, known: _Known, word: int, event: Event) -> bool:
        """Whether "the attack" may say the known event again: not far behind, with no new argument of its own."""
        analysis = self._analysis
        near = 0 < analysis.sentence_of[word] - analysis.sentence_of[known.word] <= REACH
        shares = self._shares(known.event, event)
        bare = not event.actors and not event.recipients and not self._arguments(word)
        return near and (shares or bare)

    def _same_deed(self, known: _Known, word: int, event: Event) -> bool:
        """Whether two clauses tell one deed: the same two parties, or one party at the same time or place.

        What is said may be said again of something else, so there the words of the two clauses must agree as well.
        """
        first = known.event
        if self._analysis.sentence_of[word] == self._analysis.sentence_of[known.word]:
            return False
        acting = bool(set(first.actors) & set(event.actors))
        undergoing = bool(set(first.recipients) & set(event.recipients))
        located = (first.time is not None and first.time == event.time) or (
            first.place is not None and first.place == event.place
        )
        alike = bool(self._arguments(known.word) & self._arguments(word))
        counts, other = self._counts(known.word), self._counts(word)
        if counts and other and counts.isdisjoint(other):
            return False
        if event.type in SAID:
            return acting and alike and (undergoing or located)
        return (acting and undergoing and (alike or located)) or ((acting or undergoing) and located and alike)

    def _shares(self, first: Event, later: Event) -> bool:
        """Whether the later mention names a party, time or place of the first and none besides."""
        named = {*later.actors, *later.recipients}
        return bool(named) and named <= {*first.actors, *first.recipients}

    def _is_definite(self, word: int) -> bool:
        analysis = self._analysis
        if analysis.upos[word] != "NOUN":
            return False
        return any(analysis.forms[c].lower() in DEFINITE for c in analysis.dependents(word, "det"))

    def _same_number(self, known: _Known, word: int, event: Event) -> bool:
        """Whether both are one deed or both several: "attacked" is not "the attacks", "the talks" are one."""
        numbers = {self._is_several(known.word, known.event), self._is_several(word, event)}
        return None in numbers or len(numbers) == 1

    def _is_several(self, word: int, event: Event) -> bool | None:
        """Whether the noun that says what was done stands in the plural; None for nouns that mean one thing in it."""
        analysis = self._analysis
        if any(analysis.forms[c].lower() in OFTEN for c in analysis.dependents(word, "advmod", "amod")):
            return True
        told = [word] if analysis.upos[word] == "NOUN" else range(word + 1, analysis.words_in(event.trigger)[1])
        nouns = [w for w in told if analysis.upos[w] == "NOUN"]
        light = analysis.upos[word] == "NOUN" or "LIGHT" in load_ontology().classes_of(analysis.lemmas[word].lower())
        if nouns and analysis.lemmas[nouns[-1]].lower() in ONE_IN_PLURAL:
            return None
        return bool(nouns) and light and analysis.xpos[nouns[-1]] == "NNS"

    def _counts(self, word: int) -> set[str]:
        """The numbers of what the predicate is about: 13 rockets are not the 422."""
        analysis = self._analysis
        heads = (child for child in analysis.children[word] if analysis.deprels[child] in (*CORE_SLOTS, "nsubj"))
        return {analysis.forms[n] for head in heads for n in analysis.dependents(head, "nummod")}

    def _arguments(self, word: int) -> set[str]:
        """The lemmas of what the predicate is about: heads of its objects and modifiers, without its time."""
        analysis = self._analysis
        heads = (child for child in analysis.children[word] if analysis.deprels[child] in CORE_SLOTS)
        return {analysis.lemmas[child].lower() for child in heads if analysis.upos[child] not in ("PRON", "NUM")}


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _joined(first: Event, later: Event) -> Event:
    """The first mention with what only the later one tells, and as certain as the one that tells all of it."""
    actors = first.actors or tuple(a for a in later.actors if a not in first.recipients)
    recipients = first.recipients or tuple(r for r in later.recipients if r not in actors)
    timed = first if first.time is not None else later
    surer = later if _tells_all(later, first, actors, recipients) and later.confidence > first.confidence else first
    return msgspec.structs.replace(
        first,
        actors=actors,
        recipients=recipients,
        instruments=first.instruments or later.instruments,
        place=first.place or later.place,
        time=timed.time,
        time_reason=timed.time_reason,
        confidence=surer.confidence,
        shown=surer.shown,
    )


def _tells_all(later: Event, first: Event, actors: Sequence[str], recipients: Sequence[str]) -> bool:
    same = set(later.actors) == set(actors) and set(later.recipients) == set(recipients)
    return same and later.modality == first.modality
