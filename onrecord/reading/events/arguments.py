"""Who did it, to whom, with what, where and when: an event's arguments as ids of the report's own records."""

from collections.abc import Iterable, Sequence

from onrecord.knowledge.countries import country_of_demonym
from onrecord.knowledge.ontology import Meaning, Ontology
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, EventType, Mention, Place, Time, TimeReason
from onrecord.spans import Span

RECIPIENT_SLOTS: dict[EventType, tuple[str, ...]] = {
    "AGREE": ("with", "to"),
    "CONSULT": ("with", "obj", "to", "between"),
    "SUPPORT": ("obj", "for", "to"),
    "COOPERATE": ("with", "to", "between"),
    "CONCEDE": ("to", "for", "on", "obj"),
    "AID": ("iobj", "to", "for", "obj", "in"),
    "RETREAT": ("from", "to", "with"),
    "REQUEST": ("obj", "on", "to", "from"),
    "ACCUSE": ("obj", "against", "of", "at"),
    "REJECT": ("obj", "of", "with", "to"),
    "THREATEN": ("obj", "against", "to", "with", "on"),
    "PROTEST": ("against", "outside", "over", "at"),
    "MOBILIZE": ("against", "to", "near", "in"),
    "SANCTION": ("on", "against", "obj", "from", "with"),
    "COERCE": ("obj", "on", "against", "of"),
    "ASSAULT": ("obj", "on", "against", "at", "with"),
}
RECIPROCAL: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
OWNERS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc", "appos", "flat")
POSSESSORS = ("nmod:poss", "amod", "compound")
KEEPING = frozenset({"use", "own", "run", "operate", "hold", "occupy", "control", "man", "staff", "house"})
"""Verbs whose agent has the thing as its own: "a base used by the corps"."""
OWNER_CASES = frozenset({"of", "from", "by", "belonging", "between"})
LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
        "off",
        "along",
        "within",
        "over",
        "throughout",
        "beside",
        "above",
        "between",
        "toward",
        "towards",
    }
)
WORD_OWN_CASES: dict[EventType, frozenset[str]] = {
    "RETREAT": frozenset({"from", "of"}),
    "CONCEDE": frozenset({"from", "of"}),
    "SANCTION": frozenset({"from"}),
    "CONSULT": frozenset({"to"}),
    "MOBILIZE": frozenset({"to", "on", "into"}),
    "ASSAULT": frozenset({"on", "into", "of"}),
    "AID": frozenset({"to"}),
}
AT_OBJECT: frozenset[EventType] = frozenset({"CONSULT", "ASSAULT", "RETREAT"})
INSTRUMENT_CLASSES = frozenset(
    {"WEAPON", "BOMB", "CROWDWEAPON", "FIREARM", "THROWN", "AIRWEAPON", "MILAID", "HEAVYWEAPON"}
)
INSTRUMENT_CASES = frozenset({"with", "by", "using", "through"})
ORDERING = frozenset({"follow", "precede"})
MAX_CLIMB = 8


class ArgumentReader:
    """Finds the arguments of frames in one analysis, from the records of the earlier stages."""

    def __init__(
        self,
        frames: FrameReader,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        dateline: Span | None = None,
    ) -> None:
        self._frames = frames
        self._analysis: Analysis = frames.analysis
        self._ontology: Ontology = frames.ontology
        self._actors: MentionIndex = frames.actors
        self._places = frames.places
        self._states = _states(actors)
        self._time_words = frozenset(word for time in times for word in range(*frames.analysis.words_in(time.span)))
        self._sites = frozenset(place.id for place in places if place.level != "country")
        self._country_of_place = {place.id: place.country for place in places}
        self._outside = frames.analysis.words_in(dateline) if dateline is not None else (0, 0)
        self._times_at = self._anchored_times(times)
        self._dateline_time = _within(times, dateline)
        self._places_at = self._anchored_places(places)

    def agents(self, frame: Frame) -> tuple[str, ...]:
        """The ids of those who did it, in text order of their slots."""
        found = self._resolved(frame.slots.get("subj", ()))
        if not found and frame.kind == "N":
            found = self._resolved(frame.slots.get("between", ()))
        return found

    def recipients(self, frame: Frame, meaning: Meaning, agents: Sequence[str]) -> tuple[str, ...]:
        """The ids of those it was done to: the first slot of the meaning's order that names another actor."""
        assert meaning.type is not None
        last = ("iobj", "theme") if meaning.type == "REQUEST" else ()
        for slot in ("undergoer", *(meaning.recipients or RECIPIENT_SLOTS[meaning.type]), *last):
            found = self._resolved(self._fillers(frame, slot))
            others = tuple(actor for actor in found if actor not in agents)
            if others:
                return others
        if meaning.type in RECIPROCAL and len(agents) > 1:
            return tuple(agents)
        return ()

    def _fillers(self, frame: Frame, slot: str) -> Iterable[int]:
        fillers = frame.slots.get(slot, ())
        if slot == "poss" and frame.kind != "N":
            return self._possessors(frame)
        if slot in ("obj", "iobj", "subj", "poss", "undergoer", "theme"):
            return fillers
        return [word for word in fillers if self._analysis.upos[word] != "VERB"]

    def _possessors(self, frame: Frame) -> list[int]:
        """Whose the object is: "approved the Finnish bid", "ratified Finland's membership"."""
        things = (self._frames.content(word) for word in frame.slots.get("obj", ()))
        near = [child for thing in things for child in self._analysis.dependents(thing, *POSSESSORS)]
        return [w for w in near if self._analysis.deprels[w] == "nmod:poss" or self._named_by(w) is not None]

    def _resolved(self, words: Iterable[int]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for filler in words:
            for inside in self._behind_dateline(filler):
                for word in self._frames.conjuncts(self._frames.content(inside)):
                    for actor in self._actors_at(word):
                        found[actor] = None
        return tuple(found)

    def agent_words(self, frame: Frame) -> list[int]:
        """The words for those who did it, be they actors of the report or not."""
        found = self._contents(frame.slots.get("subj", ()))
        if frame.kind == "N" and not any(self.named_at(word) for word in found):
            found = self._contents(frame.slots.get("between", ())) or found
        return found

    def recipient_words(self, frame: Frame, meaning: Meaning, agents: Sequence[int]) -> list[int]:
        """The words for those it was done to: the first slot that names another actor, else the first with another."""
        assert meaning.type is not None
        acting = {actor for word in agents for actor in self.named_at(word)}
        last = ("iobj", "theme") if meaning.type == "REQUEST" else ()
        listed = []
        for slot in ("undergoer", *(meaning.recipients or RECIPIENT_SLOTS[meaning.type]), *last):
            words = [word for word in self._contents(self._fillers(frame, slot)) if word not in agents]
            others = [word for word in words if not acting.issuperset(self.named_at(word))]
            if others:
                return others
            listed.append([word for word in words if self._analysis.upos[word] in ("NOUN", "PROPN", "PRON")])
        return next((words for words in listed if words), [])

    def named_at(self, word: int) -> tuple[str, ...]:
        """The ids of the actors that a word names, or else belongs to."""
        return tuple(self._actors_at(word))

    def is_time(self, word: int) -> bool:
        """Whether the word belongs to a date or the like."""
        return word in self._time_words

    def is_site(self, word: int) -> bool:
        """Whether the word names a place that is no country."""
        return self._places.headed_by(word) in self._sites

    def is_weapon(self, word: int) -> bool:
        """Whether the word is a weapon, which nobody takes for who used it."""
        return bool(INSTRUMENT_CLASSES & self._ontology.classes_of(self._frames.lemma(word)))

    def phrase(self, word: int) -> Span:
        """Where the noun stands with the words of its name, without article, apposition and clauses."""
        analysis = self._analysis
        first, last = word, word + 1
        for child in analysis.children[word]:
            if child < word and analysis.deprels[child] in ("compound", "amod", "nummod", "flat", "nmod:desc"):
                first = min(first, child)
            elif child >= last and analysis.deprels[child] == "flat":
                last = max(last, child + 1)
        return analysis.span((first, last))

    def _contents(self, words: Iterable[int]) -> list[int]:
        found = (
            part
            for filler in words
            for inside in self._behind_dateline(filler)
            for part in self._frames.conjuncts(self._frames.content(inside))
        )
        return list(dict.fromkeys(found))

    def _behind_dateline(self, word: int) -> list[int]:
        """The word, or for one of the dateline what was read as its apposition: "KYIV - The army said"."""
        if not self._outside[0] <= word < self._outside[1]:
            return [word]
        return [c for c in self._analysis.dependents(word, "appos", "conj") if c >= self._outside[1]][-1:]

    def _actors_at(self, word: int) -> list[str]:
        """The actor that a noun names, or else the one it belongs to: "Israel's army", "the junta's orders"."""
        own = self._actors.headed_by(word)
        if own is None and self._analysis.upos[word] in ("PROPN", "ADJ"):
            own = self._actors.holding(word)
        own = own or self._state_at(word)
        return [own] if own is not None else self._owners(word)

    def _state_at(self, word: int) -> str | None:
        """The state that a place or an adjective of nationality stands for, where the report has it as an actor."""
        if self._analysis.upos[word] not in ("PROPN", "ADJ"):
            return None
        place = self._places.headed_by(word)
        code = self._country_of_place.get(place) if place else country_of_demonym(self._analysis.forms[word])
        return self._states.get(code) if code else None

    def _owners(self, word: int) -> list[str]:
        for relation in OWNERS:
            found: list[str] = []
            for child in self._analysis.dependents(word, relation):
                if relation == "nmod" and OWNER_CASES.isdisjoint(self._frames.cases(child)):
                    continue
                for part in self._frames.conjuncts(self._frames.content(child)):
                    actor = self._actors.headed_by(part) or self._named_by(part)
                    if actor is not None and actor not in found:
                        found.append(actor)
            if found:
                return found
        return self._keepers(word)

    def _keepers(self, word: int) -> list[str]:
        """Who has the thing by what a participle tells: "a base used by the corps"."""
        clauses = [c for c in self._analysis.dependents(word, "acl") if self._analysis.xpos[c] == "VBN"]
        cores = [self._frames.core(c) for c in clauses if self._frames.lemma(c) in KEEPING]
        words = [w for core in cores if core.passive for top in core.subjects for w in self._frames.conjuncts(top)]
        actors = (self._actors.headed_by(w) or self._named_by(w) for w in words)
        return list(dict.fromkeys(actor for actor in actors if actor is not None))

    def _named_by(self, word: int) -> str | None:
        held = self._actors.holding(word) if self._analysis.upos[word] in ("PROPN", "ADJ") else None
        return held or self._state_at(word)

    def time(self, frame: Frame) -> tuple[str, TimeReason] | None:
        """The time said with the predicate, or with the clause that it completes, and which of the two it was."""
        for word in self._chain(frame):
            times = self._times_at.get(word, ())
            if self._is_decided_in(frame, word):
                times = [entry for entry in times if entry[0] > frame.word]
            if times:
                nearest = min(times, key=lambda entry: (entry[1], abs(entry[0] - frame.word)))[2]
                return nearest, "predicate" if word in (frame.word, frame.clause) else "clause"
        return self._time_behind(frame)

    def _is_decided_in(self, frame: Frame, word: int) -> bool:
        """Whether the clause only decides on the event: "agreed on Friday to withdraw"."""
        return word not in (frame.word, frame.clause) and self._analysis.deprels[frame.clause] in ("xcomp", "acl")

    def _time_behind(self, frame: Frame) -> tuple[str, TimeReason] | None:
        """The date right behind an event noun that something came after or before: "followed a visit on August 30"."""
        verb = self._analysis.heads[frame.word]
        if frame.kind != "N" or verb < 0 or self._analysis.deprels[frame.word] != "obj":
            return None
        if self._frames.lemma(verb) not in ORDERING:
            return None
        behind = [entry for entry in self._times_at.get(verb, ()) if entry[0] > frame.word]
        return (min(behind)[2], "clause") if behind else None

    def dateline_time(self) -> str | None:
        """The date of the dateline, where the report has one."""
        return self._dateline_time

    def place(self, frame: Frame, type: EventType) -> str | None:
        """The place said with the predicate, or with the clause that it completes."""
        allowed = LOCATIVE | WORD_OWN_CASES.get(type, frozenset())
        for word in self._chain(frame):
            found = [e for e in self._places_at.get(word, ()) if not allowed.isdisjoint(e[1])]
            if found:
                return min(found, key=lambda entry: abs(entry[0] - frame.word))[2]
        for slot in sorted(allowed & frame.slots.keys()):
            for word in frame.slots[slot]:
                place = self._places.headed_by(word)
                if place is not None:
                    return place
        if type in AT_OBJECT:
            for word in (*frame.slots.get("obj", ()), *frame.slots.get("of", ())):
                place = self._places.headed_by(word)
                if place is not None:
                    return place
        return self._place_of_object(frame, allowed)

    def _place_of_object(self, frame: Frame, allowed: frozenset[str]) -> str | None:
        for word in (*frame.slots.get("obj", ()), *frame.slots.get("subj", ())):
            for child in self._analysis.dependents(word, "nmod", "acl", "acl:relcl"):
                place = self._places.headed_by(child)
                if place is not None and not allowed.isdisjoint(self._frames.cases(child)):
                    return place
        return None

    def instruments(self, frame: Frame) -> tuple[Mention, ...]:
        """Weapons and the like that the predicate names: "fired tear gas", "attacked with drones"."""
        words = list(frame.slots.get("obj", ()))
        for slot in sorted(INSTRUMENT_CASES & frame.slots.keys()):
            words.extend(frame.slots[slot])
        if frame.kind == "N":
            words.extend(frame.slots.get("mod", ()))
        found = {}
        for filler in words:
            for word in self._frames.conjuncts(filler):
                if INSTRUMENT_CLASSES & self._ontology.classes_of(self._frames.lemma(word)):
                    found[word] = self._mention(word)
        return tuple(found[word] for word in sorted(found))

    def _mention(self, word: int) -> Mention:
        """The noun with the compounds, adjectives and numbers just before it."""
        analysis = self._analysis
        first = word
        for child in reversed(analysis.children[word]):
            if child < word and first - child == 1 and analysis.deprels[child] in ("compound", "amod", "nummod"):
                first = child
        span = analysis.span((first, word + 1))
        return Mention(text=analysis.text[span[0] : span[1]], span=span)

    def _chain(self, frame: Frame) -> list[int]:
        """The words whose times and places are the event's: itself, its clause, and the clauses it completes."""
        chain = [frame.word] if frame.clause == frame.word else [frame.word, frame.clause]
        word = frame.clause
        if frame.kind == "N" and frame.clause == frame.word:
            return chain
        for _ in range(MAX_CLIMB):
            head, relation = self._analysis.heads[word], self._analysis.deprels[word]
            if head < 0 or relation not in ("xcomp", "conj", "acl") or self._analysis.upos[head] not in ("VERB", "ADJ"):
                break
            if relation == "conj" and self._analysis.dependents(word, "nsubj"):
                break
            chain.append(head)
            word = head
        return chain

    def _anchored_times(self, times: Sequence[Time]) -> dict[int, list[tuple[int, int, str]]]:
        """For each predicate, the dates that hang on it: (word, 1 where vague, id)."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        for time in times:
            words = self._analysis.words_in(time.span)
            if words[0] == words[1] or time.type not in ("DATE", "TIME"):
                continue
            head = self._analysis.head_of(words)
            if self._outside[0] <= head < self._outside[1]:
                continue
            for anchor in self._anchors(head):
                found.setdefault(anchor, []).append((head, int(time.value.endswith("_REF")), time.id))
        return found

    def _anchored_places(self, places: Sequence[Place]) -> dict[int, list[tuple[int, frozenset[str], str]]]:
        """For each predicate, the places that hang on it: (word, prepositions, id)."""
        found: dict[int, list[tuple[int, frozenset[str], str]]] = {}
        for place in places:
            for span in place.mentions:
                words = self._analysis.words_in(span)
                if words[0] == words[1]:
                    continue
                head = self._analysis.head_of(words)
                if self._outside[0] <= head < self._outside[1]:
                    continue
                said = [case for word in range(*words) for case in self._case_of(word)]
                cases = frozenset("from" if case == "out" else case for case in said)
                for anchor in self._anchors(head):
                    found.setdefault(anchor, []).append((head, cases, place.id))
        return found

    def _case_of(self, word: int) -> list[str]:
        """The prepositions of a noun, or those of the noun it modifies: "in the Georgian capital"."""
        for _ in range(MAX_CLIMB):
            cases = self._frames.cases(word)
            if cases or self._analysis.deprels[word] not in ("amod", "compound", "nmod:poss", "flat", "appos", "conj"):
                return cases
            word = self._analysis.heads[word]
            if word < 0:
                break
        return []

    def _anchors(self, word: int) -> list[int]:
        """The nouns above a word up to the first verb, which are the predicates it may belong to.

        A participle after a noun ("forces stationed in") passes on to the noun's verb.
        """
        found: list[int] = []
        for ancestor in self._analysis.ancestors(word):
            found.append(ancestor)
            if len(found) >= MAX_CLIMB:
                break
            if self._analysis.upos[ancestor] in ("VERB", "AUX") and self._analysis.deprels[ancestor] != "acl":
                break
        return found


def _within(times: Sequence[Time], span: Span | None) -> str | None:
    """The id of the first date inside a span of characters."""
    dates = (t.id for t in times if span and t.type == "DATE" and span[0] <= t.span[0] and t.span[1] <= span[1])
    return next(dates, None)


def _states(actors: Sequence[Actor]) -> dict[str, str]:
    """The actor that stands for each country as a whole: the government named first."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "government" and actor.country is not None and actor.sector in (None, "GOV"):
            found.setdefault(actor.country, actor.id)
    return found
