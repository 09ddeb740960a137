"""From what reports tell to what held: one bearing after the other, in order of time, each weighed against what stood.

Pure: bearings in, an answer out. Two clocks: `on` is when the position held, `known` up to when reports count.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from onrecord.archive.positions.acts import resolved
from onrecord.archive.positions.matters import Matter, has_direction, is_restriction, lifts_restriction
from onrecord.records import PositionStance
from onrecord.spans import Span, overlaps

Side = Literal["for", "against", "open"]

_SIDES: dict[str, Side] = {
    "permits": "for", "supports": "for", "commits": "for", "requires": "for", "demands": "for",
    "forbids": "against", "refuses": "against", "opposes": "against", "threatens": "against",
    "considers": "open", "hesitates": "open",
}  # fmt: skip
_TURNED: dict[PositionStance, PositionStance | None] = {
    "commits": "refuses", "supports": "opposes", "opposes": "supports", "demands": "opposes", "requires": "forbids",
}  # fmt: skip
"""What a stance on the contrary of the matter says of the matter; the others say nothing of it."""
_ON_LIFTING: dict[PositionStance, PositionStance] = {
    "commits": "permits", "supports": "permits", "refuses": "forbids", "opposes": "forbids", "hesitates": "forbids",
}  # fmt: skip
"""What a stance on lifting a ban says of what is banned."""
_ON_RESTRICTING: dict[PositionStance, PositionStance] = {
    "commits": "forbids", "supports": "opposes", "requires": "forbids", "demands": "opposes", "opposes": "supports",
    "refuses": "permits",
}  # fmt: skip
"""What a stance on a ban says of what is banned."""
_DENIED: dict[PositionStance, PositionStance | None] = {
    "permits": "forbids", "forbids": "permits", "supports": "opposes", "opposes": "supports", "commits": "refuses",
    "refuses": "considers", "considers": "refuses", "demands": "refuses", "threatens": None, "requires": None,
    "hesitates": None,
}  # fmt: skip
_MEASURES = frozenset({"permits", "forbids", "requires"})
VOICES = {"own": 1.0, "report": 0.9, "unnamed": 0.75, "other": 0.5}
KINDS = {"position": 1.0, "denial": 1.0, "act": 0.85, "words": 0.7}
LEAST = 0.5
"""The share of the matter's words that a bearing has to cover."""
_OVERRULES, _OVERRULES_OLD = 0.35, 0.2
"""A contrary bearing replaces what stood when it weighs at least this share of it, or of what was told long before."""
_FRESH = 3
"""Days for which a denial stands against what unnamed sources say."""
_OLD = 7
"""Days after which nothing told again counts as told long before."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One place of one report that tells the holder's stance on the matter, with what it weighs and why."""

    stance: PositionStance
    report: str
    record: str
    outlet: str | None
    published: str
    span: Span
    text: str
    holder: str
    source: str | None
    voice: Literal["own", "report", "unnamed", "other"]
    kind: Literal["position", "denial", "act", "words"]
    since: str | None
    until: str | None
    planned: bool
    coverage: float
    weight: float

    @property
    def side(self) -> Side:
        """For the matter, against it, or open."""
        return _SIDES[self.stance]

    @property
    def begins(self) -> str:
        """From which day it holds: the day told, else the day of publication.

        Who promises or refuses something for a later day does so now; a ban or a permit of a later day comes then.
        """
        told = self.published[:10]
        return min(self.since or told, told) if self.stance not in _MEASURES else self.since or told


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A stance that stood from one change to the next: since when it held, and since when that was reported."""

    stance: PositionStance
    since: str
    reported: str
    told: tuple[Told, ...]
    """What says so, the weightiest first."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What held, as far as reports tell; `stance` is None where nothing was reported yet."""

    holder: str
    matter: str
    on: str
    as_reported_by: str
    stance: PositionStance | None
    since: str | None
    history: tuple[Held, ...]
    contradicted_by: tuple[Told, ...]
    """What says otherwise of the same time, and was not enough to change the answer."""
    reasons: tuple[str, ...]


def seen_from(
    stance: PositionStance, negated: bool, kind: str, its_matter: str, along: bool, matter: Matter
) -> PositionStance | None:
    """What a bearing's stance on its own matter says of the matter asked for; None where it says nothing.

    `along`: the two go the same way, as raising and increasing do, and raising and cutting do not.
    """
    if stance in ("permits", "forbids"):
        turned = _DENIED[stance] if negated else stance
        restricted = is_restriction(matter.text) if turned == "permits" else not lifts_restriction(its_matter)
        if negated and restricted:
            return "refuses"
        return _as_measure(turned, matter) if turned else None
    if lifts_restriction(its_matter) and not lifts_restriction(matter.text):
        freed = _ON_LIFTING.get(stance)
        stance = freed if freed else stance
        return _as_measure(_DENIED[stance] or stance if negated else stance, matter) if freed else stance
    if not along and is_restriction(its_matter):
        held_back = _ON_RESTRICTING.get(stance)
        return held_back if held_back and not negated else None
    if not along and stance == "opposes" and not has_direction(its_matter):
        along = True  # "protested over the visas": the measure is meant, not what it is about
    if not along:
        turned = _TURNED.get(stance)
        return turned if turned and not negated else None
    return _DENIED[stance] if negated and kind == "denial" else resolved(stance, negated)


def _as_measure(stance: PositionStance, matter: Matter) -> PositionStance:
    """Permitting and forbidding as seen from a matter that is itself a measure ("lifting the ban", "the cut")."""
    if matter.way == 1:
        return "refuses" if stance == "forbids" and is_restriction(matter.text) else stance
    if is_restriction(matter.text):
        return stance
    return "commits" if stance == "forbids" else "refuses"


def decide(told: Iterable[Told], on: str) -> tuple[list[Held], list[Told]]:
    """The stances that stood one after the other up to the day `on`, and what spoke against the last of them.

    A bearing replaces what stood where it says otherwise and weighs enough beside it: what an unnamed source or another
    country says does not outweigh the holder's own word. What is announced for later counts where nothing else does.
    """
    listed = sorted(told, key=_order)
    valid = [each for each in listed if each.begins <= on and not (each.until and each.until < on)]
    valid = valid or [each for each in listed if each.published[:10] <= on and not (each.until and each.until < on)]
    history: list[list[Told]] = []
    against: list[Told] = []
    for each in valid:
        if history and history[-1][0].side == each.side:
            history[-1].append(each)
        elif _outweighed(each, valid):
            against.append(each)
        elif not history or _overrules(each, history):
            history.append([each])
            against = []
        else:
            against.append(each)
    return [_held(entry) for entry in history], list(_once(against))


def _outweighed(each: Told, valid: Sequence[Told]) -> bool:
    """Whether its own report tells the contrary of the same day with more weight."""
    return any(
        other.report == each.report
        and other.begins == each.begins
        and other.weight > each.weight
        and {other.side, each.side} == {"for", "against"}
        for other in valid
    )


def _overrules(new: Told, history: Sequence[Sequence[Told]]) -> bool:
    """Whether a bearing that says otherwise replaces what stood last.

    Somebody else's word does not replace the holder's own, nor does it what an unnamed source said before the holder
    denied it and now says again.
    """
    standing = history[-1]
    age = date.fromisoformat(new.published[:10]) - date.fromisoformat(max(other.published for other in standing)[:10])
    needed = _OVERRULES_OLD if age.days > _OLD else _OVERRULES
    if new.weight < needed * max(other.weight for other in standing):
        return False
    if not any(other.voice == "own" for other in standing):
        return True
    denied = age.days <= _FRESH and any(other.kind == "denial" for other in standing)
    repeated = any(other.side == new.side and other.voice == "unnamed" for entry in history[:-1] for other in entry)
    return new.voice in ("own", "report") or (new.voice == "unnamed" and not repeated and not denied)


def _held(entry: Sequence[Told]) -> Held:
    by_stance: dict[PositionStance, float] = {}
    for each in entry:
        by_stance[each.stance] = by_stance.get(each.stance, 0.0) + each.weight
    stance = min(by_stance, key=lambda name: (-by_stance[name], name))
    ranked = sorted(
        entry, key=lambda each: (each.stance != stance, -each.weight, each.published, each.report, each.span)
    )
    return Held(
        stance=stance,
        since=min(each.begins for each in entry),
        reported=min(each.published for each in entry),
        told=_once(ranked),
    )


def _once(told: Sequence[Told]) -> tuple[Told, ...]:
    """Of several bearings in one place that tell the same stance the first."""
    kept: list[Told] = []
    for each in told:
        same = (other for other in kept if other.report == each.report and other.stance == each.stance)
        if not any(overlaps(other.span, each.span) for other in same):
            kept.append(each)
    return tuple(kept)


def _order(each: Told) -> tuple[str, str, float, str, Span, str]:
    """In order of time: what happened on the day it was reported by the hour of the report, the weightier last."""
    begins = each.published if each.begins >= each.published[:10] else each.begins
    return begins, each.published, each.weight, each.report, each.span, each.stance
