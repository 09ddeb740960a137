"""What happens between two given parties: a distribution over types, for whoever knows the pair beforehand.

Every candidate of the text counts as far as it is an event and has the two in their parts, whichever words the parties
are named by (the alignment is summed over, as in training).
"""

from collections.abc import Iterable, Mapping

from onrecord.reading.analysis import Analysis
from onrecord.reading.events.candidates import Candidate
from onrecord.reading.events.confidence import UNSEEN, type_chances
from onrecord.reading.events.roles import part
from onrecord.reading.events.stage import Coder, Weighed
from onrecord.records import Actor, EventType, Record
from onrecord.spans import Span, overlaps

FAINT_TRIGGER = 0.05
"""Between two parties that are known to do something, even faint triggers are looked at."""


PAIR_TYPE_WEIGHTS = (1.0, 1.5, 0.5, 0.0)
"""As `TYPE_WEIGHTS`; where a pair is given the model has more to say, for so it learned its types."""


def pair_chances(analysis: Analysis, record: Record, source: Span, target: Span) -> dict[EventType, float]:
    """How likely the source does what to the target, by type; unnormalized, and empty where nothing is told.

    `source` and `target` are spans of the report; an empty one stands for anybody. `analysis` and `record` must be
    those of one report.
    """
    coder = Coder(
        record.report, analysis, record.actors, record.places, record.times, record.attributions, FAINT_TRIGGER
    )
    sides = _Side(analysis, record.actors, source), _Side(analysis, record.actors, target)
    found: dict[EventType, float] = {}
    for entry in coder.found.values():
        weighed = coder.weighed(entry)
        weight = weighed.chance * _aligned(weighed, *sides)
        for name, chance in type_chances(entry, weighed.told, PAIR_TYPE_WEIGHTS):
            found[name] = found.get(name, 0.0) + weight * chance
    return found


class _Side:
    """A party by the words of its span and the actors that are mentioned in it."""

    def __init__(self, analysis: Analysis, actors: Iterable[Actor], span: Span) -> None:
        self.words = frozenset(range(*analysis.words_in(span))) if span[0] < span[1] else frozenset()
        self.actors = frozenset(a.id for a in actors if any(overlaps(mention, span) for mention in a.mentions))

    def told(self, weighed: Weighed) -> tuple[bool, bool]:
        """Whether the tree has the party among the agents, and among the recipients."""
        tree = weighed.tree
        named = {each.word: each.actors for each in weighed.parts}
        acting, touched = (
            any(word in self.words or not self.actors.isdisjoint(named.get(word, ())) for word in words)
            for words in (tree.agents, tree.recipients)
        )
        return acting, touched or not self.actors.isdisjoint(tree.unsaid)


def _aligned(weighed: Weighed, source: _Side, target: _Side) -> float:
    """The probability that the source acts and the target is acted on."""
    product = 1.0
    for side, acts in ((source, True), (target, False)):
        if side.words:
            seen = weighed.entry.trigger is not None
            found = part(None, tuple(side.actors), seen, _rates(weighed.entry, side.words), side.told(weighed))
            product *= found.acts if acts else found.undergoes
    return product


def _rates(entry: Candidate, words: Iterable[int]) -> tuple[float, float]:
    """The model's highest probabilities of acting and of being acted on among the words."""
    roles: Mapping[int, tuple[float, float]] = (
        {word: (acts, undergoes) for word, acts, undergoes in entry.trigger.roles} if entry.trigger else {}
    )
    found = [roles[word] for word in words if word in roles]
    return max((acts for acts, _ in found), default=UNSEEN), max((undergoes for _, undergoes in found), default=UNSEEN)


def happening_chances(analysis: Analysis, record: Record) -> tuple[float, dict[EventType, float]]:
    """How likely nothing happens in the text at all, and how likely something of each type does (noisy or)."""
    coder = Coder(
        record.report, analysis, record.actors, record.places, record.times, record.attributions, FAINT_TRIGGER
    )
    nothing = 1.0
    without: dict[EventType, float] = {}
    for entry in coder.found.values():
        weighed = coder.weighed(entry)
        nothing *= 1.0 - weighed.chance
        for name, chance in type_chances(entry, weighed.told, PAIR_TYPE_WEIGHTS):
            without[name] = without.get(name, 1.0) * (1.0 - weighed.chance * chance)
    return nothing, {name: 1.0 - chance for name, chance in without.items()}
