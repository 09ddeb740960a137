"""Who has a part in an event: the words that the tree gives and those that the model sees, weighed one by one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.arguments import ArgumentReader
from onrecord.reading.events.confidence import AGENT_WEIGHTS, RECIPIENT_WEIGHTS, UNSEEN, chance, role_features
from onrecord.spans import Span

KEPT = 0.03
"""An actor whom the tree gives a part keeps it from this probability on."""
ACCEPTED = 0.5
"""Any other word has a part from this probability on."""
PARTICIPANTS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Part:
    """A word that may name a party of an event, the actors it stands for, and what speaks for either part.

    `word` is None for actors that no word of the clause names, but that the report makes clear.
    """

    word: int | None
    actors: tuple[str, ...]
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

    def parts(self, trigger: EventTrigger | None, tree: Tree, known: Mapping[int, tuple[str, ...]]) -> list[Part]:
        """All words that tree or model name, in text order; `known` are actors of words, found in other ways."""
        rates = self._rates(trigger)
        seen = (word for word in self._tops(rates) if word not in tree.cited)
        words = sorted({*tree.agents, *tree.recipients, *seen})
        found = []
        for word in words:
            actors = known.get(word) or self._arguments.named_at(word)
            told = word in tree.agents, word in tree.recipients
            found.append(part(word, actors, trigger is not None, rates.get(word, (UNSEEN, UNSEEN)), told))
        if tree.unsaid:
            found.append(part(None, tuple(tree.unsaid), False, (UNSEEN, UNSEEN), (False, True)))
        return found

    def spans(self, words: Sequence[int]) -> tuple[Span, ...]:
        """Where the parties stand, each with what belongs to its name."""
        return tuple(self._arguments.phrase(word) for word in sorted(words))

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


def part(
    word: int | None, actors: tuple[str, ...], is_seen: bool, rates: tuple[float, float], told: tuple[bool, bool]
) -> Part:
    """A word's part; `rates` are the model's probabilities, `told` says where the tree has it, acting and acted on."""
    acts, undergoes = rates
    return Part(
        word,
        actors,
        role_features(is_seen, bool(actors), (acts, undergoes), told),
        role_features(is_seen, bool(actors), (undergoes, acts), (told[1], told[0])),
    )


def settled(parts: Sequence[Part], tree: Tree) -> tuple[list[Part], list[Part]]:
    """Who acts and who is acted on: the tree's actors unless the model speaks against them, else the model's words."""
    told, touched = as_told(parts, tree)
    agents = [p for p in told if p.acts >= (KEPT if p.actors and p.word not in tree.cited else ACCEPTED)]
    if not any(p.actors for p in agents):
        agents += [p for p in parts if p not in agents and p.acts >= ACCEPTED and p.acts >= p.undergoes]
    acting = actors_of(agents)
    recipients = [p for p in touched if p.undergoes >= (KEPT if p.actors else ACCEPTED) and p not in agents]
    if not actors_of(recipients, acting):
        free = (p for p in parts if p not in recipients and p not in agents)
        recipients += [p for p in free if p.undergoes >= ACCEPTED and p.undergoes > p.acts]
    return agents, recipients


def as_told(parts: Sequence[Part], tree: Tree) -> tuple[list[Part], list[Part]]:
    """Who acts and who is acted on where only the tree speaks."""
    agents = [each for each in parts if each.word in tree.agents]
    return agents, [each for each in parts if each.word is None or each.word in tree.recipients]


def actors_of(parts: Sequence[Part], others: Sequence[str] = ()) -> tuple[str, ...]:
    """The actors of the parts, each once, without the others."""
    return tuple(dict.fromkeys(actor for each in parts for actor in each.actors if actor not in others))
