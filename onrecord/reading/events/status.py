"""How a predicate stands: its modality, how certain it is, whether it is negated, and the words that say so."""

from dataclasses import dataclass, replace

from onrecord.records import Factuality, Modality

UNSETTLED: frozenset[Modality | None] = frozenset({None, "actual", "ongoing"})
"""Modalities that any word above the predicate overrules."""
OVER_FUTURE: frozenset[Modality | None] = frozenset({"promised", "threatened", "expected", "possible", "denied"})
"""What words above make of a mere "will": "promised that it will" is a promise, "fears that it will" is possible."""
OPEN_WHEN_NEGATED: frozenset[Modality | None] = frozenset({"possible", "conditional", "expected", "requested"})
"""Modalities that stay when the predicate is negated: "may not come" denies nothing."""

_POSITIVE: dict[int, Factuality] = {3: "CT+", 2: "PR+", 1: "PS+", 0: "Uu"}
_NEGATIVE: dict[int, Factuality] = {3: "CT-", 2: "PR-", 1: "PS-", 0: "Uu"}


@dataclass(frozen=True, slots=True)
class Status:
    """How a predicate stands: `modality` None while nothing has been found, `certainty` 0 to 3.

    `cue` holds the words that decided it, in text order; `future` says that this is no more than "will" or "would".
    """

    modality: Modality | None = None
    certainty: int = 3
    negative: bool = False
    cue: tuple[int, ...] = ()
    future: bool = False

    @property
    def factuality(self) -> Factuality:
        """The FactBank value."""
        return (_NEGATIVE if self.negative else _POSITIVE)[self.certainty]

    @property
    def settled(self) -> Modality:
        """The modality; actual where nothing says otherwise, denied where that is negated."""
        if self.negative and self.modality not in OPEN_WHEN_NEGATED:
            return "denied"
        return self.modality or "actual"

    @property
    def value(self) -> int:
        """The certainty on the unified scale, -3 to 3."""
        return -self.certainty if self.negative else self.certainty

    def under(self, modality: Modality | None, certainty: int, negative: bool, cue: tuple[int, ...] = ()) -> "Status":
        """The status inside a context: the inner modality stays, unless the context denies."""
        open_ = self.modality in UNSETTLED or (self.future and modality in OVER_FUTURE)
        taken = modality is not None and (open_ or modality == "denied")
        telling = taken or negative or (certainty < self.certainty and not self.cue)
        return Status(
            modality if taken else self.modality,
            min(self.certainty, certainty),
            self.negative != negative,
            cue if telling and cue else self.cue,
            self.future and not taken,
        )

    def negated(self, cue: tuple[int, ...]) -> "Status":
        """The status turned round by a word of negation."""
        return replace(self, negative=not self.negative, cue=cue or self.cue)
