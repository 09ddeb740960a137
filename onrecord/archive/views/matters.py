"""Matters: what positions are about. Those of one story that are on the same thing are one matter, with its holders.

`grouping` says which positions are on one matter. What a holder's position was is asked of `archive.positions`, within
the story; `position_view` asks it of the whole archive.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from onrecord.archive.positions import Held, Told, position_answer, position_answers
from onrecord.archive.search.names import folded
from onrecord.archive.views.context import Context
from onrecord.archive.views.grouping import Holding, Matter, matters
from onrecord.archive.views.paging import NoSuchThing, page_after
from onrecord.archive.views.parts import ActorRef, Head, Quote, StoryRef, heads, heads_by_id, url
from onrecord.archive.views.titles import story_refs
from onrecord.archive.views.who import who
from onrecord.records import Direction, PositionStance, content_id

_ANY_DAY = "9999-12-31"
"""A day by which all that was ever announced holds: a history then goes to its end."""


class HolderItem(msgspec.Struct, frozen=True, kw_only=True):
    """A holder with the last stance that a report tells of it on the matter."""

    actor: ActorRef
    stance: PositionStance
    positions: int


class MatterItem(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as listed. `positions`, `reports` and their `outlets` are counted; the matter's own page lists them."""

    key: str
    label: str
    story: StoryRef
    holders: tuple[HolderItem, ...]
    positions: int
    reports: int
    outlets: int
    """Outlets that carried one of the reports."""
    shifts: int
    first: str | None
    last: str | None


class MatterPage(msgspec.Struct, frozen=True, kw_only=True):
    """Matters, those with the most reports, outlets or changes first."""

    total: int
    matters: tuple[MatterItem, ...]
    cursor: str | None = None


MatterSort = Literal["reports", "outlets", "changes"]
_ORDERS: dict[MatterSort, Callable[[MatterItem], tuple[object, ...]]] = {
    "reports": lambda item: (-item.reports, -item.positions, item.key),
    "outlets": lambda item: (-item.outlets, -item.reports, -item.positions, item.key),
    "changes": lambda item: (-item.shifts, -item.reports, -item.positions, item.key),
}


class ToldItem(msgspec.Struct, frozen=True, kw_only=True):
    """One place that tells a stance: the words, whose word it is, and what it weighs.

    `voice`: the holder's own, the report's, an unnamed source's, another's. `kind`: what it was told by. `since` and
    `until` are the days told; `planned`: it is for later.
    """

    stance: PositionStance
    quote: Quote
    record: str
    """Id of the position, attribution or event in the report's record."""
    source: str | None
    voice: str
    kind: str
    since: str | None
    until: str | None
    planned: bool
    weight: float


class HeldItem(msgspec.Struct, frozen=True, kw_only=True):
    """A stance that stood from `since` to `until` (None: it still does), and when that was first reported."""

    stance: PositionStance
    side: str
    since: str
    until: str | None
    reported: str
    evidence: tuple[ToldItem, ...]


class ShiftItem(msgspec.Struct, frozen=True, kw_only=True):
    """A change that a report tells, or that stands between two of a report's positions."""

    report: str
    direction: Direction
    before: str | None
    after: str | None
    day: str | None
    confidence: float
    evidence: tuple[Quote, ...]


class PositionItem(msgspec.Struct, frozen=True, kw_only=True):
    """One position as one report has it."""

    id: str
    report: str
    stance: PositionStance
    matter: Quote
    evidence: tuple[Quote, ...]


class HolderHistory(msgspec.Struct, frozen=True, kw_only=True):
    """What one holder's position was, stance after stance, by what was known; and all positions it was counted by."""

    actor: ActorRef
    history: tuple[HeldItem, ...]
    contradicted_by: tuple[ToldItem, ...]
    positions: tuple[PositionItem, ...]
    shifts: tuple[ShiftItem, ...]


class MatterView(msgspec.Struct, frozen=True, kw_only=True):
    """The position history of every holder on a matter, by what was reported up to `known_on`.

    `known` lists the days of publication of all that bears on it, so that a slider has its stops.
    """

    key: str
    label: str
    story: StoryRef
    known_on: str | None
    known: tuple[str, ...]
    holders: tuple[HolderHistory, ...]
    reports: tuple[str, ...]


class PositionView(msgspec.Struct, frozen=True, kw_only=True):
    """What a holder's position on a matter was on the day `held_on`, by what was known on `known_on`."""

    holder: str
    matter: str
    held_on: str
    known_on: str | None
    stance: PositionStance | None
    since: str | None
    history: tuple[HeldItem, ...]
    contradicted_by: tuple[ToldItem, ...]
    reasons: tuple[str, ...]


def matter_keys(context: Context, report: int) -> dict[str, str]:
    """The matter of each shown position of a report, by the position's id."""
    return context.memo.get("matter keys", lambda: _keys(context)).get(report, {})


def matter_page(
    context: Context,
    q: str | None = None,
    holder: str | None = None,
    story: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
    sort: MatterSort = "reports",
) -> MatterPage:
    """Matters with words in their labels or their holders' names, of one holder (an actor's id), of one story."""
    words = folded(q or "").split()
    chosen = [
        item
        for item in context.memo.get(("matter items", sort), lambda: _sorted(context, sort))
        if (not words or _has(item, words))
        and (not holder or any(each.actor.id == holder for each in item.holders))
        and (not story or item.story.id == story)
    ]
    page = page_after(chosen, limit, cursor, _ORDERS[sort])
    return MatterPage(total=len(chosen), matters=tuple(page.items), cursor=page.cursor)


def _has(item: MatterItem, words: Sequence[str]) -> bool:
    there = folded(" ".join([item.label, *(each.actor.name for each in item.holders)])).split()
    return all(word in there for word in words)


def matter_view(context: Context, key: str, known_on: str | None = None) -> MatterView:
    """One matter, by what was published up to the end of a day. Raises NoSuchThing."""
    current = current_key(context, key)
    if known_on:
        return _view(context, current, known_on)
    return context.memo.get(("matter", current), lambda: _view(context, current, None))


def _view(context: Context, key: str, known_on: str | None) -> MatterView:
    matter = matters(context)[key]
    item = _items(context)[matter.key]
    query = "SELECT report FROM story_members WHERE story = ?"
    found, within = [], [report for (report,) in context.rows(query, matter.story)]
    names = [holder.actor.name for holder in item.holders]
    answers = position_answers(context.archive, names, matter.label, _ANY_DAY, known_on, within)
    for holder, answer in zip(item.holders, answers, strict=True):
        own = [h for h in matter.holdings if _same_actor(context, h, holder.actor)]
        seen = [h for h in own if not known_on or (h.published or "~")[: len(known_on)] <= known_on]
        told = [each for held in answer.history for each in held.told] + list(answer.contradicted_by)
        texts = heads_by_id(context, {each.report for each in told})
        found.append(
            HolderHistory(
                actor=holder.actor,
                history=_history(answer.history, texts),
                contradicted_by=tuple(_told(each, texts) for each in answer.contradicted_by),
                positions=_positions(context, seen),
                shifts=_shifts(context, seen),
            )
        )
    stops = {
        each.quote.published[:10] for h in found for held in h.history for each in held.evidence if each.quote.published
    }
    stops |= {h.published[:10] for h in matter.holdings if h.published}
    return MatterView(
        key=matter.key, label=matter.label, story=item.story, known_on=known_on, known=tuple(sorted(stops)),
        holders=tuple(found), reports=tuple(dict.fromkeys(h.report_id for h in matter.holdings)),
    )  # fmt: skip


def position_view(
    context: Context, holder: str, matter: str, held_on: str | None = None, known_on: str | None = None
) -> PositionView:
    """A holder's position on a matter, both in words; held on the last day of the archive where none is given."""
    day = held_on or _last_day(context)
    answer = position_answer(context.archive, holder, matter, day, known_on)
    told = [each for held in answer.history for each in held.told] + list(answer.contradicted_by)
    texts = heads_by_id(context, {each.report for each in told})
    return PositionView(
        holder=holder, matter=matter, held_on=day, known_on=known_on, stance=answer.stance, since=answer.since,
        history=_history(answer.history, texts),
        contradicted_by=tuple(_told(each, texts) for each in answer.contradicted_by), reasons=answer.reasons,
    )  # fmt: skip


def current_key(context: Context, key: str) -> str:
    """The key a matter goes by, from the one of any of its positions. Raises NoSuchThing."""
    found = context.memo.get("matter names", lambda: _names(context)).get(key)
    if found is None:
        raise NoSuchThing("matter", f"there is no matter {key}", f"{url('/matters')} lists them")
    return found


def _names(context: Context) -> dict[str, str]:
    return {
        content_id("matter", holding.report_id, holding.id): matter.key
        for matter in matters(context).values()
        for holding in matter.holdings
    }


def _keys(context: Context) -> dict[int, dict[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for matter in matters(context).values():
        for holding in matter.holdings:
            found[holding.report][holding.id] = matter.key
    return dict(found)


def _sorted(context: Context, sort: MatterSort) -> list[MatterItem]:
    return sorted(_items(context).values(), key=_ORDERS[sort])


def _items(context: Context) -> dict[str, MatterItem]:
    """All matters as listed, by key, in the order of `matters`."""
    return context.memo.get("matter items", lambda: _listed(context))


def _listed(context: Context) -> dict[str, MatterItem]:
    stories = story_refs(context)
    changed = {(report, name) for report, *names in context.rows("SELECT report, before, after FROM shifts WHERE shown")
               for name in names if name}  # fmt: skip
    outlets: defaultdict[int, set[str]] = defaultdict(set)
    for report, outlet in context.rows("SELECT report, outlet FROM appearances WHERE outlet IS NOT NULL"):
        outlets[report].add(outlet)
    return {
        key: _item(context, matter, stories[matter.story], changed, outlets) for key, matter in matters(context).items()
    }


def _item(
    context: Context,
    matter: Matter,
    story: StoryRef,
    changed: set[tuple[int, str]],
    outlets: Mapping[int, set[str]],
) -> MatterItem:
    held: dict[tuple[str | None, str], list[Holding]] = {}
    refs: dict[tuple[str | None, str], ActorRef] = {}
    for each in matter.holdings:
        ref = who(context).ref(each.report, each.holder, each.name)
        place = (ref.id, "" if ref.id else folded(ref.name))
        refs.setdefault(place, ref)
        held.setdefault(place, []).append(each)
    days = sorted(h.published for h in matter.holdings if h.published)
    return MatterItem(
        key=matter.key, label=matter.label, story=story, positions=len(matter.holdings),
        holders=tuple(HolderItem(actor=refs[p], stance=held[p][-1].stance, positions=len(held[p])) for p in held),
        reports=len({h.report for h in matter.holdings}),
        outlets=len({name for h in matter.holdings for name in outlets[h.report]}),
        shifts=sum((h.report, h.id) in changed for h in matter.holdings),
        first=days[0] if days else None, last=days[-1] if days else None,
    )  # fmt: skip


def _same_actor(context: Context, holding: Holding, actor: ActorRef) -> bool:
    ref = who(context).ref(holding.report, holding.holder, holding.name)
    return ref.id == actor.id if ref.id or actor.id else folded(ref.name) == folded(actor.name)


def _last_day(context: Context) -> str:
    (last,) = context.rows("SELECT ifnull(max(published_at), '9999-12-31') FROM reports")[0]
    return str(last)[:10]


def _history(history: Sequence[Held], texts: dict[str, Head]) -> tuple[HeldItem, ...]:
    ends = [*(held.since for held in history[1:]), None]
    return tuple(
        HeldItem(
            stance=held.stance, side=held.told[0].side, since=held.since, until=end, reported=held.reported,
            evidence=tuple(_told(each, texts) for each in held.told),
        )
        for held, end in zip(history, ends, strict=False)
    )  # fmt: skip


def _told(each: Told, texts: dict[str, Head]) -> ToldItem:
    return ToldItem(
        stance=each.stance, quote=texts[each.report].quote(each.span), record=each.record, source=each.source,
        voice=each.voice, kind=each.kind, since=each.since, until=each.until, planned=each.planned, weight=each.weight,
    )  # fmt: skip


def _positions(context: Context, held: Sequence[Holding]) -> tuple[PositionItem, ...]:
    texts = heads(context, {each.report for each in held})
    return tuple(
        PositionItem(
            id=each.id, report=each.report_id, stance=each.stance, matter=texts[each.report].quote(each.span),
            evidence=_evidence(context, texts[each.report], each.id),
        )
        for each in held
    )  # fmt: skip


def _evidence(context: Context, head: Head, owner: str) -> tuple[Quote, ...]:
    query = "SELECT start, stop FROM spans WHERE report = ? AND owner = ? AND role = 'evidence' ORDER BY ordinal"
    return tuple(head.quote(span) for span in context.rows(query, head.key, owner))


def _shifts(context: Context, held: Sequence[Holding]) -> tuple[ShiftItem, ...]:
    """The shown changes from or to one of some positions."""
    texts = heads(context, {each.report for each in held})
    own = {(each.report, each.id) for each in held}
    query = (
        "SELECT s.report, s.id, s.before, s.after, s.direction, s.confidence, substr(t.earliest, 1, 10) "
        "FROM shifts AS s LEFT JOIN times AS t ON t.report = s.report AND t.id = s.time "
        "WHERE s.report = ? AND s.shown ORDER BY s.ordinal"
    )
    return tuple(
        ShiftItem(
            report=texts[report].id, direction=direction, before=before, after=after, day=day, confidence=confidence,
            evidence=_evidence(context, texts[report], name),
        )
        for key in texts
        for report, name, before, after, direction, confidence, day in context.rows(query, key)
        if (report, before) in own or (report, after) in own
    )  # fmt: skip


def matter_items(context: Context, actor: str) -> list[tuple[MatterItem, list[Holding]]]:
    """The matters on which an actor holds a position, each with these positions."""
    found = []
    for item in _items(context).values():
        if any(each.actor.id == actor for each in item.holders):
            held = [
                h for h in matters(context)[item.key].holdings if who(context).of.get((h.report, h.holder)) == actor
            ]
            found.append((item, held))
    return found


def positions_of(context: Context, held: Sequence[Holding]) -> tuple[tuple[PositionItem, ...], tuple[ShiftItem, ...]]:
    """Some positions in the order in which they were reported, and the changes from or to one of them."""
    return _positions(context, held), _shifts(context, held)
