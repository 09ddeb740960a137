"""Who has a part in an event: the words that the tree gives and those that the model sees, weighed one by one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.knowledge.countries import is_demonym
from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.arguments import ArgumentReader
from onrecord.reading.events.candidates import Candidate
from onrecord.reading.events.choice import AGENT, RECIPIENT, choose, coordination, nobody_signs, party_signs
from onrecord.reading.events.confidence import AGENT_WEIGHTS, RECIPIENT_WEIGHTS, UNSEEN, chance, role_features
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.records import EventType
from onrecord.spans import Span

EVENT = 0.5
"""From this probability on a word names an event itself, and no party."""
MEASURES = frozenset({"SANCTION", "MILAID", "AID"})
"""Classes of what is imposed on somebody or given to somebody."""
REQUESTS = frozenset({"DEMAND", "application"})
NEAR = 2
"""An answer without addressee is one to who asked at most so many sentences before."""
DEALING: frozenset[EventType] = frozenset({"SANCTION", "CONCEDE", "AID", "COERCE", "AGREE"})
ANSWERS: frozenset[EventType] = frozenset({"REJECT", "SUPPORT", "CONCEDE"})
ASIDE = frozenset({"subj", "obj", "objmod"})
INERT = frozenset({"weapon", "scene"})
"""Kinds of words that name nobody who could act."""
PARTICIPANTS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Part:
    """A word that may name a party of an event, the actors it stands for, and what speaks for either part.

    `rates` are the model's probabilities and `told` says where the tree has it, acting first, then acted on;
    `kind` holds what speaks against a party: a `site` (no country), the `scene` of an event ("the Tallinn talks"),
    a `weapon`, an `event`.
    `word` is None for actors that no word of the clause names, but that the report makes clear.
    """

    word: int | None
    actors: tuple[str, ...]
    rates: tuple[float, float]
    told: tuple[bool, bool]
    kind: frozenset[str]
    agent_values: tuple[float, ...]
    recipient_values: tuple[float, ...]

    @property
    def acts(self) -> float:
        """The probability that the word names who acts."""
        return chance(AGENT_WEIGHTS, self.agent_values)

    @property
    def undergoes(self) -> float:
        """The probability that the word names who is acted on."""
        return chance(RECIPIENT_WEIGHTS, self.recipient_values)


@dataclass(frozen=True, slots=True)
class Side:
    """Those who act, or those who are acted on; `chance` is the probability that it is they, or nobody where none is.

    `said`: words of the clause name them, and not only the rest of the report makes them clear.
    """

    parts: Sequence[Part]
    chance: float
    said: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """What the tree gives: the words of agents and recipients, and the actors `touched`.

    Of these `unsaid` are those whom no word of the clause names. `cited` are words of who is only quoted with it.
    """

    agents: Sequence[int]
    recipients: Sequence[int]
    touched: Sequence[str] = ()
    unsaid: Sequence[str] = ()
    cited: Set[int] = frozenset()


class RoleReader:
    """Weighs the words that may have a part in the events of one analysis."""

    def __init__(self, analysis: Analysis, arguments: ArgumentReader) -> None:
        self._analysis = analysis
        self._arguments = arguments
        self._events = {trigger.word for trigger in analysis.triggers if trigger.probability >= EVENT}

    def parts(self, trigger: EventTrigger | None, tree: Tree, known: Mapping[int, tuple[str, ...]]) -> list[Part]:
        """All words that tree or model name, in text order; `known` are actors of words, found in other ways."""
        rates = self._rates(trigger)
        seen = (word for word in self._tops(rates) if word not in tree.cited and not self._arguments.is_time(word))
        words = sorted({*tree.agents, *tree.recipients, *seen})
        found = []
        for word in words:
            actors = known.get(word) or self._arguments.named_at(word)
            told = word in tree.agents, word in tree.recipients
            rate = rates.get(word, (UNSEEN, UNSEEN))
            found.append(part(word, actors, trigger is not None, rate, told, self._kind(word, actors)))
        if tree.unsaid:
            found.append(part(None, tuple(tree.unsaid), False, (UNSEEN, UNSEEN), (False, True)))
        return found

    def spans(self, words: Sequence[int]) -> tuple[Span, ...]:
        """Where the parties stand, each with what belongs to its name."""
        return tuple(self._arguments.phrase(word) for word in sorted(words))

    def _kind(self, word: int, actors: Sequence[str]) -> frozenset[str]:
        """What the word is, where that says that it can hardly be a party."""
        found: set[str] = set()
        if self._arguments.is_site(word):
            found.add("scene" if self._analysis.deprels[word] == "compound" else "site")
        if not actors and self._arguments.is_weapon(word):
            found.add("weapon")
        if not actors and word in self._events:
            found.add("event")
        return frozenset(found)

    def _rates(self, trigger: EventTrigger | None) -> dict[int, tuple[float, float]]:
        if trigger is None:
            return {}
        sentence_of = self._analysis.sentence_of
        here = sentence_of[trigger.word]
        return {word: (acts, undergoes) for word, acts, undergoes in trigger.roles if sentence_of[word] == here}

    def _tops(self, rates: Mapping[int, tuple[float, float]]) -> list[int]:
        """The words that head what the model marks: annotations are phrases, and so are what it learned from them."""
        tops = []
        for word in rates:
            above, relation = rates.get(self._analysis.heads[word], (0.0, 0.0)), self._analysis.deprels[word]
            is_top = relation == "conj" or max(above) < max(rates[word]) / 2
            if is_top and self._analysis.upos[word] in PARTICIPANTS:
                tops.append(word)
        return tops


class EarlierDeeds:
    """Who is meant where a clause leaves out whom its object concerns, and an earlier clause has told it.

    "Eased sanctions on X ... had tightened the sanctions" concerns X; "X asked to join ... held up the application"
    concerns who asked.
    """

    def __init__(
        self, analysis: Analysis, frames: FrameReader, arguments: ArgumentReader, found: Mapping[int, Candidate]
    ) -> None:
        self._analysis = analysis
        self._frames = frames
        self._arguments = arguments
        self._targets: list[tuple[int, str, tuple[str, ...]]] = []
        self._asking: list[tuple[int, tuple[str, ...]]] = []
        for word, entry in sorted(found.items()):
            if not entry.known:
                continue
            agents = arguments.agents(entry.frame)
            if entry.type == "REQUEST" and agents:
                self._asking.append((word, agents))
            touched = arguments.recipients(entry.frame, entry.meaning, agents) if entry.type in DEALING else ()
            if touched:
                self._targets.extend((word, lemma, touched) for lemma in self._things(entry, MEASURES))

    def recipients(self, entry: Candidate, agents: Sequence[str]) -> tuple[str, ...]:
        """The actors whom the nearest earlier clause has told, without the agents."""
        if not entry.known or entry.frame.kind != "V" or not agents or self._says_where(entry.frame):
            return ()
        found = self._dealt_with(entry) or self._who_asked(entry)
        return tuple(actor for actor in found if actor not in agents)

    def _dealt_with(self, entry: Candidate) -> tuple[str, ...]:
        if entry.type not in DEALING:
            return ()
        things = self._things(entry, MEASURES, bare=True)
        told = [actors for at, lemma, actors in self._targets if at < entry.frame.word and lemma in things]
        return told[-1] if told else ()

    def _who_asked(self, entry: Candidate) -> tuple[str, ...]:
        if entry.type not in ANSWERS or not self._things(entry, REQUESTS, bare=True):
            return ()
        here = self._analysis.sentence_of[entry.frame.word]
        near = [actors for at, actors in self._asking if 0 < here - self._analysis.sentence_of[at] <= NEAR]
        return near[-1] if near else ()

    def _says_where(self, frame: Frame) -> bool:
        """Whether the clause names a place or somebody else, who may not be an actor of the report."""
        others = (word for slot, words in frame.slots.items() if slot not in ASIDE for word in words)
        return any(not self._frames.labels(word).isdisjoint(("PLACE", "ACTOR")) for word in others)

    def _things(self, entry: Candidate, classes: Set[str], bare: bool = False) -> list[str]:
        """The lemmas of the objects that are of the classes; with `bare` of those that say nothing of whom."""
        slots = entry.frame.slots
        fillers = [*slots.get("obj", ()), *slots.get("with", ())]
        words = [self._frames.content(word) for filler in fillers for word in self._frames.conjuncts(filler)]
        of_class = [word for word in words if not classes.isdisjoint(self._frames.labels(word))]
        return [self._frames.lemma(word) for word in of_class if not (bare and self._says_whose(word))]

    def _says_whose(self, thing: int) -> bool:
        if self._analysis.dependents(thing, "nmod:poss", "nmod"):
            return True
        near = self._analysis.dependents(thing, "amod", "compound")
        return any(self._arguments.named_at(word) or is_demonym(self._analysis.forms[word]) for word in near)


def part(
    word: int | None,
    actors: tuple[str, ...],
    is_seen: bool,
    rates: tuple[float, float],
    told: tuple[bool, bool],
    kind: frozenset[str] = frozenset(),
) -> Part:
    """A word's part; `rates` are the model's probabilities, `told` says where the tree has it, acting and acted on."""
    acts, undergoes = rates
    return Part(
        word,
        actors,
        rates,
        told,
        kind,
        role_features(is_seen, bool(actors), (acts, undergoes), told),
        role_features(is_seen, bool(actors), (undergoes, acts), (told[1], told[0])),
    )


def settled(
    analysis: Analysis, entry: Candidate, type: EventType, parts: Sequence[Part], tree: Tree
) -> tuple[Side, Side]:
    """Who acts and who is acted on in an event of the type: the likeliest words, or whom the report makes clear."""
    acting = _side(analysis, entry, type, [each for each in parts if can_have(each, AGENT)], AGENT)
    others = [each for each in parts if can_have(each, RECIPIENT) and each not in acting.parts]
    touched = _side(analysis, entry, type, others, RECIPIENT)
    if tree.unsaid and not actors_of(touched.parts):
        unsaid = [each for each in parts if each.word is None]
        chance = touched.chance if touched.parts else 1.0 - touched.chance
        return acting, Side([*touched.parts, *unsaid], chance, False)
    return acting, touched


def can_have(option: Part, role: int) -> bool:
    """Whether a word may have the role at all: weapons and the scene of an event do not act."""
    return option.word is not None and (role == RECIPIENT or option.kind.isdisjoint(INERT))


def _side(analysis: Analysis, entry: Candidate, type: EventType, named: Sequence[Part], role: int) -> Side:
    options = [party_signs(analysis, entry, each, role) for each in named]
    nobody = nobody_signs(entry, type, role, [each.rates for each in named])
    groups = [coordination(analysis, each.word) for each in named if each.word is not None]
    found = choose(options, nobody, groups, role)
    return Side([named[index] for index in found.options], found.chance, True)


def as_told(parts: Sequence[Part], tree: Tree) -> tuple[Side, Side]:
    """Who acts and who is acted on where only the tree speaks."""
    agents = [each for each in parts if each.word in tree.agents]
    return Side(agents, 1.0, True), Side(
        [each for each in parts if each.word is None or each.word in tree.recipients], 1.0, True
    )


def actors_of(parts: Sequence[Part], others: Sequence[str] = ()) -> tuple[str, ...]:
    """The actors of the parts, each once, without the others."""
    return tuple(dict.fromkeys(actor for each in parts for actor in each.actors if actor not in others))
