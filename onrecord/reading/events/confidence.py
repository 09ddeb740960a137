"""How certain an event, its type and its parts are: small logistic models over what tables, model and tree say.

The weights are fitted by `python -m training.calibrate_events` on every other sentence of the event corpus' test part,
which trained nothing else; docs/confidence.md shows how the chances hold on the rest.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.reading.events.candidates import Candidate
from onrecord.records import EventType

EVENT_FEATURES = (
    "bias", "model", "unseen", "tables", "barred", "trust", "agree", "agent", "recipient", "noun", "clear", "inner",
    "sense", "agent_public", "recipient_public", "usage",
)  # fmt: skip
"""What speaks for an event.

`model`: log odds of the model's probability; `unseen`: the model sees nothing there; `tables`: they know the
predicate, with `trust` in this reading; `barred`: they say that this use is no event; `agree`: both have the same
type; `agent`, `recipient`: the tree gives one; `noun`: an event noun; `clear`: the model's surest type; `inner`: the
model took another word of the same phrase; `sense`: the tables know the word, though not in this use;
`agent_public`, `recipient_public`: a state, a force, a party or the like acts, is acted on;
`usage`: log odds of the word's naming an event, from counts (`knowledge.event_words`).
"""
EVENT_WEIGHTS: tuple[float, ...] = (
    -0.301, 0.359, 0.389, 0.623, -0.667, 1.533, 0.47, 0.71, 0.443, 0.391, -0.604, 0.668, 0.584, -0.202, -0.105, 0.605,
)  # fmt: skip

SCENE_FEATURES = ("bias", "scene", "public", "surest")
"""What speaks for a sentence of public life, where predicates mean what the tables say.

`scene`: its words' log odds (`surroundings`); `public`: the share of states, forces, parties and the like among its
actors; `surest`: log odds of the model's surest event in it.
"""
SCENE_WEIGHTS: tuple[float, ...] = (-0.481, 1.143, 1.094, 0.275)

TYPE_WEIGHTS: tuple[float, ...] = (0.4, 4.0, 1.2, 0.4)
"""What speaks for a type: the model's log probability; the tables' trust where it is theirs; that the tables have the
word in this type in some use; the log of the type's share in the word's counts.

The fit on single sentences gives the tables half of that; in whole reports, where it was tried, they deserve it.
"""

ROLE_FEATURES = ("bias", "model", "other", "tree", "tree_other", "unseen", "actor")
"""What speaks for a word's part in an event.

`model`: log odds of the part; `other`: of the opposite part; `tree`: the frame has the word there; `tree_other`: it
has it in the opposite part; `unseen`: the frame has it and the model sees no event there; `actor`: the word stands for
an actor of the report.
"""
AGENT_WEIGHTS: tuple[float, ...] = (
    -0.994, 0.889, 0.05, 2.022, -0.861, 2.567, 0.285,
)  # fmt: skip
RECIPIENT_WEIGHTS: tuple[float, ...] = (
    -0.463, 0.818, 0.101, 1.642, -1.231, 1.775, 0.392,
)  # fmt: skip

CODE_FEATURES = (
    "code stranger", "code bare", "code crowd", "code inferred", "code sectorless", "code described", "code partly",
    "code mixed", "code partisan", "code armed", "code civil",
)  # fmt: skip
"""What makes the codes of the parties doubtful: `codes.CodeSigns`, added up over who acts and who is acted on."""

ROW_FEATURES = (
    "bias", "type", "agent", "recipient", "modality", "nobody acts", "nobody undergoes", "agent is open",
    "recipient is open", "agent is a pronoun", "recipient is a pronoun", "unsaid", "noun", "length",
    "agent is unknown", "open", "weak", "private", *CODE_FEATURES,
)  # fmt: skip
"""What speaks for a whole row: that type, agent, recipient and modality are all right.

The log odds of each; whether nobody has a part; whether the words that have it name no actor of the report, or are
pronouns; whether only the rest of the report makes the recipient clear; an event noun; the log of the sentence's words;
a pronoun that stands for nobody known; whether the modality leaves open what happens; whether the tables trust this
use of the word little; whether no state, force, party or the like has a part; what makes the codes doubtful (`codes`).
"""
ROW_WEIGHTS: tuple[float, ...] = (
    -1.863, 0.437, 0.115, 0.244, 0.302, -1.205, -1.076, -0.705, -0.541, -0.114, -0.493, 0.396, -0.474, -0.35,
    -0.114, -0.076, -0.654, -0.436, -1.167, -0.675, -0.21, -0.249, -0.652, -0.252, -0.175, -0.19, -0.477, -0.232,
    -0.598,
)  # fmt: skip

WEAK = 0.5
"""Trust of the tables up to which a use of a word is one among several."""
UNSEEN = 0.03
"""Taken for a probability of the model that lies under the threshold at which it is kept."""
LEAST_TYPE = 0.001
"""Bound of a type's probability, so that the tables can outvote the model."""
LEAST, MOST = 0.01, 0.99
"""Bounds of the model's probabilities, which are surer than they should be."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is there: whether the tree gives agents and recipients, and which of them are public."""

    has_agent: bool
    has_recipient: bool
    agent_is_public: bool
    recipient_is_public: bool


@dataclass(frozen=True, slots=True)
class PartySigns:
    """One side of an event: the probability that it is right, and what kind of words have the part."""

    chance: float
    is_nobody: bool
    is_open: bool
    is_pronoun: bool
    is_unsaid: bool


def row_features(
    sure: float,
    modality: float,
    agent: PartySigns,
    recipient: PartySigns,
    entry: Candidate,
    length: int,
    is_open: bool,
    is_public: bool,
    codes: Sequence[float],
) -> tuple[float, ...]:
    """The values of `ROW_FEATURES`.

    `sure` is the probability of event and type, `length` the words of the sentence; `is_open`: it may not happen;
    `is_public`: a state, a force, a party or the like has a part; `codes` are the values of `CODE_FEATURES`.
    """
    return (
        1.0,
        log_odds(sure),
        log_odds(agent.chance),
        log_odds(recipient.chance),
        log_odds(modality),
        float(agent.is_nobody),
        float(recipient.is_nobody),
        float(agent.is_open),
        float(recipient.is_open),
        float(agent.is_pronoun),
        float(recipient.is_pronoun),
        float(recipient.is_unsaid),
        float(entry.frame.kind == "N"),
        math.log(max(1, length)),
        float(agent.is_pronoun and agent.is_open),
        float(is_open),
        float(entry.known and entry.meaning.confidence <= WEAK),
        float(not is_public),
        *codes,
    )


def event_features(entry: Candidate, rule_type: EventType, parties: Parties) -> tuple[float, ...]:
    """The values of `EVENT_FEATURES`; `rule_type` is the tables' type once the status is settled."""
    trigger = entry.trigger
    return (
        1.0,
        log_odds(trigger.probability if trigger else UNSEEN),
        float(trigger is None),
        float(entry.known),
        float(entry.barred),
        entry.meaning.confidence if entry.known else 0.0,
        float(entry.known and trigger is not None and trigger.types[0][0] == rule_type),
        float(parties.has_agent),
        float(parties.has_recipient),
        float(entry.frame.kind == "N"),
        trigger.types[0][1] if trigger else 0.0,
        float(entry.anchor != entry.frame.word),
        float(bool(entry.senses) and not entry.known),
        float(parties.agent_is_public),
        float(parties.recipient_is_public),
        entry.usage.odds,
    )


def type_features(entry: Candidate, rule_type: EventType, name: EventType, rate: float) -> tuple[float, ...]:
    """What speaks for a type, in the order of `TYPE_WEIGHTS`; `rate` is the model's probability of it."""
    trust = entry.meaning.confidence if entry.known else 0.0
    return (
        math.log(max(rate, LEAST_TYPE)),
        trust * (name == rule_type),
        float(name in entry.senses),
        entry.usage.share(name),
    )


def type_chances(
    entry: Candidate, rule_type: EventType, weights: Sequence[float] = TYPE_WEIGHTS
) -> tuple[tuple[EventType, float], ...]:
    """The types with their probabilities, given that there is an event, likeliest first."""
    if entry.trigger is None:
        return ((rule_type, 1.0),)
    scores: dict[EventType, float] = {}
    for each, rate in entry.trigger.types:
        name = cast(EventType, each)
        values = type_features(entry, rule_type, name, rate)
        scores[name] = sum(weight * value for weight, value in zip(weights, values, strict=True))
    top = max(scores.values())
    shares = {name: math.exp(score - top) for name, score in scores.items()}
    total = sum(shares.values())
    return tuple(sorted(((name, share / total) for name, share in shares.items()), key=lambda one: (-one[1], one[0])))


def role_features(
    is_seen: bool, is_actor: bool, rates: tuple[float, float], told: tuple[bool, bool]
) -> tuple[float, ...]:
    """The values of `ROLE_FEATURES` for one word in one event: of the part in question first, then of the opposite."""
    return (
        1.0,
        log_odds(rates[0]),
        log_odds(rates[1]),
        float(told[0]),
        float(told[1]),
        float(told[0] and not is_seen),
        float(is_actor),
    )


def chance(weights: Sequence[float], values: Iterable[float]) -> float:
    """The probability that a logistic model gives."""
    return 1.0 / (1.0 + math.exp(-sum(weight * value for weight, value in zip(weights, values, strict=True))))


def log_odds(probability: float) -> float:
    """The log odds of a probability, kept in bounds."""
    kept = min(max(probability, LEAST), MOST)
    return math.log(kept / (1.0 - kept))
