"""A stance as the words of a sentence express it, before it is known whose it is."""

from dataclasses import dataclass

from onrecord.reading.analysis import StanceTrigger
from onrecord.records import PositionStance


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stance and its arguments as word indices; `matter` is the head of the phrase that says what it is about.

    `holders` are heads of the nominals that hold the stance, empty where the clause names none. `kind` says how
    the stance is expressed, `weight` how far words of that kind can be trusted (0 to 1). `learned` is what the model
    sees at the same words, None where it sees nothing; `agreed` is then the probability of the stance by both.
    """

    trigger: int
    clause: int
    stance: PositionStance
    holders: tuple[int, ...]
    matter: int
    kind: str
    weight: float
    beneficiary: int | None = None
    passive: bool = False
    learned: StanceTrigger | None = None
    agreed: float = 0.5
