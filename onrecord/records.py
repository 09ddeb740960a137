"""The typed records of schema `onrecord/1`: the public contract.

Nothing else in the package defines a record. Every span is `[start, end)` in Unicode code points of
`Report.text`. A field that is not known is None, an empty tuple or an empty string of evidence, never a guess.
Terms: source / cue / content (PARC 3, PolNeAR), TIMEX3 (ISO-TimeML), factuality (FactBank), event types
(PLOVER), CAMEO codes, ISO 3166-1 alpha-3 countries, GeoNames ids.
"""

import hashlib
from typing import Literal

import msgspec

from onrecord.spans import Span

SCHEMA: Literal["onrecord/1"] = "onrecord/1"

Basis = Literal["stated", "resolved", "inferred"]
PublishedBasis = Literal["given", "metadata", "dateline"]
ChainKind = Literal["person", "place", "organization"]
ActorKind = Literal["person", "government", "military", "organization", "outlet", "group", "population"]
Sector = Literal[
    "GOV", "MIL", "REB", "OPP", "LEG", "PTY", "COP", "JUD", "SPY", "IGO", "NGO",
    "JRN", "MED", "EDU", "BUS", "CRM", "CVL", "AGR", "LAB", "REL", "SOC", "UAF", "ELI", "REF",
]  # fmt: skip
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Anonymity = Literal["named", "unnamed", "unspecified"]
SourceKind = Literal["outlet", "official", "organization", "person", "document", "group", "unspecified"]
Quotation = Literal["direct", "indirect", "mixed"]
AttributionStance = Literal["asserts", "confirms", "denies", "doubts", "declines"]
DetailKind = Literal["nationality", "institution", "role", "closeness", "reason_unnamed"]
CreditKind = Literal["wire", "contributor", "byline", "republished"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
]  # fmt: skip
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Modality = Literal[
    "actual", "ongoing", "planned", "expected", "possible",
    "conditional", "requested", "promised", "threatened", "denied",
]  # fmt: skip
TimeReason = Literal["predicate", "clause", "dateline"]
Clause = Literal["main", "aside"]
PositionStance = Literal[
    "permits", "forbids", "requires", "supports", "opposes", "commits",
    "refuses", "considers", "hesitates", "demands", "threatens",
]  # fmt: skip
Holding = Literal["past", "present", "future"]
"""Whether a position is held no longer by the day of the report, is held, or will be from a later day on."""

Direction = Literal["loosened", "tightened", "reversed", "adopted", "dropped"]


class Coder(msgspec.Struct, frozen=True, kw_only=True):
    """What made a record: the package version, the sha-256 of the weights and that of the gazetteer.

    `ontology` is the sha-256 of the user's file of event types, where one was given.
    """

    version: str
    weights: str | None = None
    gazetteer: str | None = None
    ontology: str | None = None


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The place and date before the first sentence: "KYIV, Nov 17 (Reuters) -"."""

    span: Span
    place: str | None = None
    date: str | None = None
    """ISO date, or `XXXX-11-17` where the year is not known."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the report: data, never prose."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None
    span: Span | None = None
    """Where the table stood, when its characters are part of `Report.text`; None for a table taken out."""


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Another outlet that the report credits with all or a part of what it prints.

    `wire`: its copy is carried ("(Reuters) -"). `byline`: it stands as the author. `republished`: the text first came
    out there. `contributor`: it helped ("The AP contributed to this report"), and with what is not told.
    """

    outlet: str
    kind: CreditKind
    span: Span


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One news report: its canonical text, and what is known of where and when it came out."""

    id: str
    text: str
    uri: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    retrieved: str | None = None
    """When the page was fetched (ISO 8601), where a web archive or `onrecord watch` tells; nothing is dated by it."""
    language: str = "en"
    tables: tuple[Table, ...] = ()
    credits: tuple[Credit, ...] = ()


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A title or office that the report gives an actor."""

    title: str
    span: Span


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts or speaks in the report, with every place where the report mentions them."""

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    sector: Sector | None = None
    roles: tuple[Role, ...] = ()
    basis: Basis = "stated"
    rule: str | None = None
    """Which rule gave country and sector, and on what it rests."""


class PlaceAlternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another place that the name may have meant, with the belief left to it."""

    name: str
    confidence: float
    geonames: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A location, with GeoNames' point where it could be resolved."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    level: Literal["country", "admin1", "admin2", "city", "region", "water", "facility"] | None = None
    basis: Basis = "resolved"
    confidence: float = 1.0
    alternatives: tuple[PlaceAlternative, ...] = ()
    """The likeliest other places of that name, the likeliest first; `confidence` is what they leave to this one."""
    as_government: tuple[Span, ...] = ()
    """Where the name stands for the government that sits there ("Moscow accused"), not for the location."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions that mean the same person, place or organization: names, descriptions and pronouns.

    `actor` and `place` are set where the chain is one of those; a chain without either is somebody who is spoken of
    more than once but neither acts nor speaks.
    """

    id: str
    kind: ChainKind
    mentions: tuple[Span, ...]
    actor: str | None = None
    place: str | None = None
    confidence: float = 1.0


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A temporal expression and its TIMEX3 value."""

    id: str
    type: TimeType
    value: str
    span: Span
    basis: Basis = "stated"
    earliest: str | None = None
    latest: str | None = None


class SourceDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What the report tells of a source beside its name, in the report's own words.

    `nationality` ("Western"), `institution` ("the ministry"), `role` ("officials"), `closeness` ("familiar with the
    matter", "briefed on the talks") and `reason_unnamed` ("because he was not authorized to speak").
    """

    kind: DetailKind
    text: str
    span: Span


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it, as the report has it."""

    anonymity: Anonymity
    kind: SourceKind
    actor: str | None = None
    name: str | None = None
    span: Span | None = None
    count: int | None = None
    """How many they are, where a number tells; None for "several" and "about a dozen"."""
    details: tuple[SourceDetail, ...] = ()


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Content that the report ascribes to a source."""

    id: str
    source: Source
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    stance: AttributionStance
    via: tuple[str, ...] = ()
    inside: str | None = None
    """The innermost attribution in whose content this one stands: who it is that says so of this source."""
    confidence: float = 0.0
    shown: bool = False


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the report's text used as a value."""

    text: str
    span: Span


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """Another place where the report tells an event: the words that name it, and their sentence."""

    trigger: Span
    sentence: Span


class Perspective(msgspec.Struct, frozen=True, kw_only=True):
    """How certain an event is in the words of one source: the id of its attribution, and the FactBank value there."""

    attribution: str
    factuality: Factuality


class AcledCode(msgspec.Struct, frozen=True, kw_only=True):
    """What ACLED calls an event of this kind, by a classifier over the event's sentence."""

    event_type: str
    sub_event_type: str
    confidence: float


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, where and when, and how certain it is."""

    id: str
    trigger: Span
    sentence: Span
    type: EventType | None
    factuality: Factuality
    modality: Modality
    mode: str | None = None
    cameo: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    """The words that name who acts, in text order, be they an actor of the report or not."""
    recipient_spans: tuple[Span, ...] = ()
    """The words that name who or what is acted on, be they an actor of the report or not ("the depot")."""
    instruments: tuple[Mention, ...] = ()
    place: str | None = None
    time: str | None = None
    time_reason: TimeReason | None = None
    """Why the event has its time: said with its own words (`predicate`), said with a clause that the event completes
    or goes on from (`clause`), or that of the dateline, which the report's opening act is told under (`dateline`)."""
    clause: Clause = "main"
    """Whether the sentence tells it in its main clause or in what a source there says (`main`), or only in passing, in
    a relative or adverbial clause or behind a noun (`aside`)."""
    within: str | None = None
    """The event that this one completes: in "asked Norland to help", the id of the asking."""
    mentions: tuple[EventMention, ...] = ()
    """Where else the report tells the same event, in text order, without `trigger` itself."""
    attributions: tuple[str, ...] = ()
    reason: Mention | None = None
    """The words that decided modality or factuality ("may", "denied that", "if"); None where none of them did."""
    perspectives: tuple[Perspective, ...] = ()
    """The factuality from each source's view, in the order of `attributions`: a denied strike is CT- for who denies."""
    custom: tuple[str, ...] = ()
    """Names of the user's own types that the event is of; `type` is None where PLOVER has none for it."""
    acled: AcledCode | None = None
    """What the event's sentence tells of, in ACLED's terms; None where that is nothing of theirs or not sure enough."""
    confidence: float = 0.0
    shown: bool = False


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Where, against what and on which conditions a position holds."""

    areas: tuple[str, ...] = ()
    targets: tuple[Mention, ...] = ()
    conditions: tuple[Mention, ...] = ()


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What an actor permits, forbids, promises, refuses or threatens, as reported."""

    id: str
    holder: str
    stance: PositionStance
    matter: Mention
    evidence: tuple[Span, ...]
    beneficiary: str | None = None
    scope: Scope = Scope()
    objectives: tuple[Mention, ...] = ()
    reasons: tuple[Mention, ...] = ()
    since: str | None = None
    until: str | None = None
    holding: Holding = "present"
    matter_key: str = ""
    """What is done to what, in plain words, the same for all positions of a report that are on one matter."""
    attributions: tuple[str, ...] = ()
    confidence: float = 0.0
    shown: bool = False


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """A change from one position of a holder to another."""

    id: str
    holder: str
    after: str
    direction: Direction
    evidence: tuple[Span, ...]
    before: str | None = None
    time: str | None = None
    attributions: tuple[str, ...] = ()
    confidence: float = 0.0
    shown: bool = False


class KeyPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the "Factor | Details" table.

    `shown` is false for an answer that was not found with the main happening but elsewhere in the lead.
    """

    factor: str
    detail: str
    spans: tuple[Span, ...]
    attributions: tuple[str, ...] = ()
    shown: bool = True


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An event in order of time; `time` is None for the undated, which come last."""

    event: str
    time: str | None = None


class StageFailure(msgspec.Struct, frozen=True, kw_only=True):
    """A stage that failed on this report; the other stages' records are still given."""

    stage: str
    problem: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that one report says."""

    report: Report
    coder: Coder
    schema: Literal["onrecord/1"] = SCHEMA
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    chains: tuple[Chain, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    shifts: tuple[Shift, ...] = ()
    keypoints: tuple[KeyPoint, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    failures: tuple[StageFailure, ...] = ()


def report_id(text: str) -> str:
    """The id of a report: `sha256:` and the digest of its canonical text in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def content_id(kind: str, *parts: object) -> str:
    """An id that depends on nothing but the content named, the same in every process.

    `kind` is a short prefix ("actor", "event"); `parts` are the values that tell this record from the
    others of its kind in the report: spans first. Shape: `event-3f9a1c0be2d4`.
    """
    digest = hashlib.sha256(repr((kind, *parts)).encode()).hexdigest()
    return f"{kind}-{digest[:12]}"
