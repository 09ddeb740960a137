"""What one report tells of the positions of those it speaks of: position records, denials, acts, and words.

A bearing is one place of a report that bears on who holds which position. Position records are taken as they are.
A denial ("the minister denied that talks were held") is one on the stance that is denied. Acts are events whose agent
takes a position by them (a ban, an easing, a refusal). Words are read where neither stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.archive.positions.acts import Act, act_of_event, act_of_words
from onrecord.archive.positions.matters import is_restriction
from onrecord.archive.positions.partners import partners
from onrecord.knowledge.countries import is_demonym
from onrecord.records import Actor, Attribution, Event, Position, PositionStance, Record, Time
from onrecord.spans import Span, SpanIndex, contains, covering, overlaps

Kind = Literal["position", "denial", "act", "words"]
Voice = Literal["own", "report", "unnamed", "other"]
"""Who says so: the holder or who speaks for it, the report itself, an unnamed source, somebody else."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?=\s+[\"“‘(A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_SPEAKING = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO"})
_HOLDING_KINDS = frozenset({"government", "military", "organization", "group", "person", "population"})
_ANAPHORIC = re.compile(
    r"(?:it|this|that|them|the|these|those|such|any|press|media|newspaper|earlier|a|reports?|claims?|allegations?"
    r"|accusations?|suggestions?|talks?|to|the|contrary|story|account|article|rumou?rs?|\W)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """One place that bears on a position; `context` is its sentence, with the one before where it points back."""

    kind: Kind
    owner: str
    holder: Actor
    stance: PositionStance
    negated: bool
    voice: Voice
    source: str | None
    matter: str
    context: str
    span: Span
    since: str | None = None
    until: str | None = None
    planned: bool = False
    confidence: float = 1.0


class _Reading:
    """A record's parts by id and by place."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text
        self.actors = {actor.id: actor for actor in record.actors}
        self.times = {time.id: time for time in record.times}
        self.attributions = {each.id: each for each in record.attributions}
        self.sentences = list(sentences(self.text))
        self._sentences = SpanIndex((span, span) for span in self.sentences)
        self.mentions = SpanIndex((span, actor) for actor in record.actors for span in actor.mentions)

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences that a span stands in."""
        found = [entry for entry, _ in self._sentences.overlapping(span)]
        return covering(found) if found else span

    def words(self, span: Span) -> str:
        return " ".join(self.text[slice(*span)].split())

    def before(self, span: Span) -> str:
        """The sentence before the one that the span stands in."""
        start = self.sentence(span)[0]
        earlier = [each for each in self.sentences if each[1] <= start]
        return self.words(earlier[-1]) if earlier else ""


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text by punctuation and line ends; initials and common abbreviations end none."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start() + 1]):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def find_bearings(record: Record) -> list[Bearing]:
    """The bearings of a report, in text order."""
    reading = _Reading(record)
    found = [
        *(bearing for each in record.positions for bearing in _position(reading, each)),
        *(bearing for each in record.attributions for bearing in _denial(reading, each)),
        *(bearing for each in record.events for bearing in _event(reading, each)),
    ]
    found += _told_in_words(reading, found)
    found = [_as_denial(reading, bearing) for bearing in found]
    found += [shared for bearing in found for shared in _shared(reading, bearing)]
    return sorted(found, key=lambda bearing: (bearing.span, bearing.kind, bearing.owner, bearing.holder.name))


def _position(reading: _Reading, position: Position) -> Iterator[Bearing]:
    holder = reading.actors.get(position.holder)
    if holder is None or not position.evidence or _is_matter_of_another(reading, position):
        return
    span = position.evidence[0]
    said = [reading.attributions[key] for key in position.attributions if key in reading.attributions]
    if any(each.stance in ("doubts", "declines") for each in said) or _is_wished(reading, holder, span):
        return
    voice, source = _voice(reading, holder, said)
    yield Bearing(
        kind="position", owner=position.id, holder=holder, stance=_stance(position, reading.words(span)),
        negated=any(each.stance == "denies" for each in said), voice=voice, source=source,
        matter=" ".join(position.matter.text.split()), context=reading.words(reading.sentence(span)), span=span,
        since=_first(reading.times.get(position.since or "")), until=_last(reading.times.get(position.until or "")),
        confidence=position.confidence or 0.5,
    )  # fmt: skip


_NOT_YET_DONE = frozenset({"refuses", "considers", "hesitates", "opposes", "demands", "threatens"})


def _is_matter_of_another(reading: _Reading, position: Position) -> bool:
    """Whether the position is only what another is about: in "has no plans to lift the ban" no ban is lifted."""
    span = position.evidence[0]
    return any(
        other.stance in _NOT_YET_DONE and other.id != position.id and other.holder == position.holder
        and any(contains(piece, span) and piece != span and contains(piece, position.matter.span)
                and contains(other.matter.span, position.matter.span) for piece in other.evidence)
        for other in reading.record.positions
    )  # fmt: skip


_ASKS_FOR_ITSELF = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|appl(?:y|ies|ied|ying)|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|petition(?:s|ed|ing)?)\s+to\s+\w+",
    re.IGNORECASE,
)


_ADOPTS = re.compile(r"\b(?:approv|pass|adopt|endors|ratif|enact)\w*\s+(?:\w+\s+){0,3}?$", re.IGNORECASE)


def _stance(position: Position, evidence: str) -> PositionStance:
    """Who asks to do a thing itself ("asked to join") wants to do it; who adopts a ban does not permit what it bans."""
    if position.stance == "demands" and position.beneficiary is None and _ASKS_FOR_ITSELF.search(evidence):
        return "commits"
    matter = " ".join(position.matter.text.split())
    before = evidence[: evidence.find(matter)] if matter in evidence else ""
    if position.stance == "permits" and is_restriction(matter) and _ADOPTS.search(before):
        return "forbids"
    return position.stance


_WISHES = re.compile(
    r"(?:ha[sd] |have )?(?:demand|urg|call\w* (?:on|for)|ask|want|propos|recommend|plead|appeal)", re.IGNORECASE
)


def _is_wished(reading: _Reading, holder: Actor, span: Span) -> bool:
    """Whether somebody else only asks for it: "demanded that the cabinet lift the ban"."""
    return any(
        each.cue is not None
        and each.source.actor != holder.id
        and _WISHES.match(reading.words(each.cue))
        and any(contains(piece, span) for piece in each.content)
        for each in reading.record.attributions
    )


def _denial(reading: _Reading, each: Attribution) -> Iterator[Bearing]:
    """What a holder, or who speaks for it, denies: the stance is that of the thing denied."""
    denier = reading.actors.get(each.source.actor or "")
    if each.stance != "denies" or denier is None or not each.content:
        return
    span = covering(each.content)
    matter = reading.words(span)
    context = reading.words(reading.sentence(span))
    if _ANAPHORIC.fullmatch(matter):
        matter = context = f"{reading.before(span)} {context}"
    act = _denied_act(reading, each, span) or Act("considers", False, False)
    if act.negated or _is_told_by_a_position(reading, span):
        return
    stands_for = [denier, *_same_country(reading, denier, span)]
    if not denier.country and denier.kind == "person" and _OFFICIAL.search(denier.name):
        stands_for += _government_before(reading, span[0])
    yield Bearing(
        kind="denial", owner=each.id, holder=stands_for[-1], stance=act.stance, negated=True, voice="own",
        source=each.source.name or denier.name, matter=matter, context=context, span=span,
        confidence=each.confidence or 0.8,
    )  # fmt: skip


def _is_told_by_a_position(reading: _Reading, span: Span) -> bool:
    """Whether a position has the denial in it already: "does not intend to send" is a refusal, not a denied refusal."""
    pieces = (piece for position in reading.record.positions for piece in position.evidence)
    return any(piece[0] < span[0] and overlaps(piece, span) for piece in pieces)


_SHARE = 0.9
"""What is left of a bearing's confidence for a country that is named beside the group whose position it is."""


def _shared(reading: _Reading, bearing: Bearing) -> Iterator[Bearing]:
    """The same bearing of countries that the sentence names beside a group: "Oslo and its partners may sell more"."""
    group = bearing.holder
    if bearing.kind == "denial" or group.country or group.kind not in ("group", "organization"):
        return
    for actor in partners(reading.text, reading.sentence(bearing.span), group):
        yield replace(bearing, holder=actor, confidence=bearing.confidence * _SHARE)


_REPORTED = re.compile(
    r"(?:as \w+ )?(?:(?:an?|the|any|all|such|earlier|media|press|newspaper) )*"
    r"(?:report|claim|suggestion|rumou?r|speculation|allegation)s?\b(?: (?:that|of|about))?",
    re.IGNORECASE,
)


def _as_denial(reading: _Reading, bearing: Bearing) -> Bearing:
    """Who rejects a report that something is so denies it: the stance is that of what was reported."""
    match = _REPORTED.match(bearing.matter)
    if bearing.kind not in ("act", "words") or bearing.stance not in ("opposes", "refuses") or not match:
        return bearing
    matter = bearing.matter[match.end() :].strip(" .,")
    told = matter or reading.before(bearing.span)
    act = act_of_words(told)
    stance = act.stance if act and not act.negated else "considers"
    return replace(bearing, kind="denial", stance=stance, negated=True, voice="own", matter=told, since=None)


def _same_country(reading: _Reading, denier: Actor, span: Span) -> list[Actor]:
    """The government that the denied content speaks of, where the denier is of its country."""
    inside = (actor for _, actor in reading.mentions.inside(span))
    return [a for a in inside if a.kind == "government" and a.country and a.country == denier.country][:1]


def _government_before(reading: _Reading, at: int) -> list[Actor]:
    """The government named last before a place of the text: the one that a spokeswoman without a country speaks for."""
    named = [
        (span, actor) for actor in reading.record.actors for span in actor.mentions
        if actor.kind == "government" and actor.country and span[1] <= at
    ]  # fmt: skip
    return [max(named, key=lambda entry: entry[0])[1]] if named else []


def _denied_act(reading: _Reading, each: Attribution, span: Span) -> Act | None:
    """What was denied: a plan, or what a position or an event inside the content tells, else what its words do."""
    by_words = act_of_words(reading.words(span))
    if by_words and by_words.stance == "considers":
        return by_words
    for position in reading.record.positions:
        if any(contains(span, piece) or overlaps(span, piece) for piece in position.evidence):
            return Act(position.stance, False, False)
    for event in reading.record.events:
        if contains(span, event.trigger):
            act = act_of_event(event, reading.text)
            if act:
                return Act(act.stance, False, False)
    return by_words


def _event(reading: _Reading, event: Event) -> Iterator[Bearing]:
    act = act_of_event(event, reading.text)
    if act is None:
        return
    said = [reading.attributions[key] for key in event.attributions if key in reading.attributions]
    if any(each.stance in ("denies", "declines", "doubts") for each in said):
        return
    rest = (event.trigger[0] + act.end, _clause_end(event, said))
    time = reading.times.get(event.time or "")
    for holder in _agents(reading, event, said):
        if _is_wished(reading, holder, event.trigger):
            continue
        voice, source = _voice(reading, holder, said)
        yield Bearing(
            kind="act", owner=event.id, holder=holder, stance=act.stance, negated=act.negated, voice=voice,
            source=source, matter=reading.words(rest), context=reading.words(reading.sentence(event.sentence)),
            span=event.sentence, since=_first(time), planned=act.planned,
            confidence=(event.confidence or 0.5) * (0.9 if act.by_word else 0.7),
        )  # fmt: skip


def _clause_end(event: Event, said: Iterable[Attribution]) -> int:
    """Where what is told of the event ends: with what its source says, else with the sentence."""
    inside = [piece[1] for each in said for piece in each.content if contains(piece, event.trigger)]
    return min([event.sentence[1], *inside])


def _agents(reading: _Reading, event: Event, said: Iterable[Attribution]) -> list[Actor]:
    """Who does it; where the report's record names nobody, who stands before it in the sentence, else who says so."""
    named = [reading.actors[key] for key in event.actors if key in reading.actors]
    if named:
        kinds = _HOLDING_KINDS if event.type == "CONSULT" else _HOLDING_KINDS - {"population"}
        return [actor for actor in named if actor.kind in kinds]
    before = reading.mentions.inside((event.sentence[0], event.trigger[0]))
    governments = [actor for _, actor in before if actor.kind in ("government", "military", "organization")]
    if governments:
        return governments[:1]
    speakers = [reading.actors.get(each.source.actor or "") for each in said]
    return [actor for actor in speakers if actor and actor.sector in _SPEAKING][:1]


def _told_in_words(reading: _Reading, found: list[Bearing]) -> Iterator[Bearing]:
    """Stances that a sentence's words tell of an actor named in it, where nothing else was found there."""
    taken = SpanIndex((each.span, each.holder.id) for each in found if each.kind != "act")
    acts = {(each.span, each.holder.id, each.stance) for each in found if each.kind == "act"}
    mentions = [(span, actor) for actor in reading.record.actors for span in actor.mentions]
    for span, actor in sorted(mentions, key=lambda entry: entry[0]):
        if actor.kind not in _HOLDING_KINDS or span[1] - span[0] < 3:
            continue
        sentence = reading.sentence(span)
        if not _may_be_subject(reading, span, sentence):
            continue
        others = [other[0] for other, each in reading.mentions.inside((span[1], sentence[1])) if each.id != actor.id]
        act = act_of_words(reading.text[span[1] : min([sentence[1], *others])], subject=True)
        if act is None or any(holder == actor.id for _, holder in taken.overlapping((span[0], span[1] + act.told))):
            continue
        if any(holder == actor.id and act.stance == stance and overlaps(sentence, at) for at, holder, stance in acts):
            continue
        rest = (span[1] + act.end, sentence[1])
        said = [each for each in reading.record.attributions if any(contains(piece, span) for piece in each.content)]
        if any(each.stance in ("denies", "declines", "doubts") for each in said) or _is_wished(reading, actor, span):
            continue
        voice, source = _voice(reading, actor, said)
        yield Bearing(
            kind="words", owner=actor.id, holder=actor, stance=act.stance, negated=act.negated, voice=voice,
            source=source, matter=reading.words(rest)[:200], context=reading.words(sentence), span=sentence,
            planned=act.planned, confidence=0.5,
        )  # fmt: skip


_BEFORE_OBJECTS = frozenset(
    "of on in with to against from by for at over into between among after than as about".split()
)


def _may_be_subject(reading: _Reading, span: Span, sentence: Span) -> bool:
    """Whether a mention may be the subject of what follows: no adjective of a people, no object of a preposition."""
    before = reading.words((sentence[0], span[0])).lower().split()
    return not is_demonym(reading.text[slice(*span)]) and not (before and before[-1] in _BEFORE_OBJECTS)


def _takes_sides(each: Attribution, actor: Actor | None) -> bool:
    """Whether the source is somebody with a stand of its own, not an outlet or paper that passes on what it heard."""
    if each.source.kind in ("outlet", "document"):
        return False
    return actor is None or actor.kind in ("person", "government", "military", "group")


_OFFICIAL = re.compile(
    r"\bspokes(?:man|woman|person|people)\b|\bstatement\b|\bgovernment\b(?! (?:official|source))|\bministry\b"
)
"""Words of a source that speaks for an office though nobody is named."""


def _voice(reading: _Reading, holder: Actor, said: Iterable[Attribution]) -> tuple[Voice, str | None]:
    """Whose word it is, by the best of its sources."""
    voices: list[tuple[Voice, str | None]] = []
    for each in said:
        actor = reading.actors.get(each.source.actor or "")
        name = each.source.name or (actor.name if actor else None)
        official = each.source.anonymity == "named" or _OFFICIAL.search(name or "") is not None
        if actor and (actor.id == holder.id or (official and speaks_for(actor, holder))):
            voices.append(("own", name))
        elif each.source.anonymity != "named" or not _takes_sides(each, actor):
            voices.append(("unnamed", name))
        else:
            voices.append(("other", name))
    order = ("own", "unnamed", "other")
    return min(voices, key=lambda voice: order.index(voice[0])) if voices else ("report", None)


def speaks_for(actor: Actor, holder: Actor) -> bool:
    """Whether what the actor says of the holder is the holder's own word: an office of its country or body."""
    if actor.country and actor.country == holder.country:
        return actor.kind in ("government", "military") or actor.sector in _SPEAKING or bool(actor.roles)
    return holder.kind in ("organization", "group") and holder.name.casefold() in actor.name.casefold()


def _first(time: Time | None) -> str | None:
    return time.earliest[:10] if time and time.earliest else None


def _last(time: Time | None) -> str | None:
    return time.latest[:10] if time and time.latest else None
