"""What is known of a claim: who tells it, through which hands, and where each chain ends. All evidence is spans."""

from typing import Literal

import msgspec

from onrecord.spans import Span

OriginKind = Literal["heard", "public", "cited"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A reason that can be checked: one sentence, and the characters of the report that it rests on."""

    text: str
    report: str
    span: Span


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a chain, out of `report`: what it took from the outlet or source named, and where it says so."""

    report: str
    outlet: str | None
    source: str | None
    span: Span | None
    target: str | None = None
    """The report of the archive in which the chain goes on."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A way from a report to an origin, outermost step first; `origin` is None where the end was not counted."""

    steps: tuple[Step, ...]
    origin: str | None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report that tells the claim: where, and on whose word; no chain where it is told without a source."""

    report: str
    spans: tuple[Span, ...]
    chains: tuple[Chain, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where chains of attribution end.

    `heard`: `outlet` heard it from `source`, which nobody else has named. `public`: `source` said it for everybody;
    `outlet` is None. `cited`: `outlet` is credited by others, and the archive has no report of its own that tells it.
    """

    id: str
    kind: OriginKind
    outlet: str | None
    source: str | None
    evidence: tuple[Evidence, ...]
    possibly_same: tuple[str, ...] = ()
    """Ids of other origins that may be the same people: counted apart all the same."""


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who denies the claim, and where."""

    source: str
    report: str
    span: Span


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said, in all the reports of a story that say it.

    `text` is the words of one report, at `span` of `report`. `negated`: what is said is that something is not so;
    `denied` then tells that the words are those of what is denied, else they say so themselves. `asked`: it is asked
    for, and nobody says that it is so.
    `independent` is the number of `origins`; `not_counted` says which ends of chains add none, and why.
    """

    id: str
    text: str
    report: str
    span: Span
    negated: bool
    accounts: tuple[Account, ...]
    origins: tuple[Origin, ...]
    independent: int
    not_counted: tuple[Evidence, ...]
    denied_by: tuple[Denial, ...]
    denied: bool = False
    asked: bool = False
