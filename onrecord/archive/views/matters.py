"""Matters: what positions are about. Those of one story that are on the same thing are one matter, with its holders.

Which positions are on one matter is decided by their words alone: base forms, word families and groups of meaning, as
for claims. What a holder's position was is asked of `archive.positions`, within the story; `position_view` asks it of
the whole archive.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from onrecord.archive.claims.words import Term, kinship
from onrecord.archive.positions import Held, Told, position_answer
from onrecord.archive.positions.matters import points_back, terms_in
from onrecord.archive.search.names import folded
from onrecord.archive.views.context import Context
from onrecord.archive.views.paging import NoSuchThing, page_after
from onrecord.archive.views.parts import ActorRef, Head, Quote, StoryRef, heads, heads_by_id, url
from onrecord.archive.views.titles import story_refs
from onrecord.archive.views.who import who
from onrecord.records import Direction, PositionStance, content_id
from onrecord.spans import Span

_SHARED = 0.5
"""Matters are one where the words that both have are at least this part of the words of the shorter one."""
_SHORTEST = 4
_LABEL = 90
"""Characters of a label, where a shorter one can be had."""
_DATES = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?: \d{1,2}\b)?(?:,? \d{4}\b)?|\d{4}\b|\d{1,2} (?=[A-Z]))|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
"""When it is to be is no part of what a matter is about."""
_ANY_DAY = "9999-12-31"
"""A day by which all that was ever announced holds: a history then goes to its end."""
_ROWS = """
    SELECT p.key, p.report, p.id, p.holder, a.name, p.stance, p.matter, p.matter_start, p.matter_stop,
           ifnull(r.published_at, '~'), r.id, r.published, m.story
    FROM positions AS p JOIN reports AS r ON r.key = p.report JOIN story_members AS m ON m.report = p.report
    LEFT JOIN actors AS a ON a.report = p.report AND a.id = p.holder
    WHERE p.shown ORDER BY m.story, 10, r.id, p.ordinal
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """One position of one report."""

    report: int
    id: str
    holder: str
    name: str
    stance: PositionStance
    matter: str
    span: Span
    published: str | None
    report_id: str
    story: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Positions of one story on one thing. `key` is made from the earliest of them; `label` are the words of one."""

    key: str
    label: str
    story: str
    holdings: tuple[Holding, ...]


class HolderItem(msgspec.Struct, frozen=True, kw_only=True):
    """A holder with the last stance that a report tells of it on the matter."""

    actor: ActorRef
    stance: PositionStance
    positions: int


class MatterItem(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as listed. `positions` and `reports` are counted; the matter's own page lists them."""

    key: str
    label: str
    story: StoryRef
    holders: tuple[HolderItem, ...]
    positions: int
    reports: int
    shifts: int
    first: str | None
    last: str | None


class MatterPage(msgspec.Struct, frozen=True, kw_only=True):
    """Matters, those with the most reports first."""

    total: int
    matters: tuple[MatterItem, ...]
    cursor: str | None = None


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


def matters(context: Context) -> dict[str, Matter]:
    """All matters of the archive by key, those that most reports tell first."""
    return context.memo.get("matters", lambda: _matters(context))


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
) -> MatterPage:
    """Matters with words in their labels, of one holder (an actor's id), of one story."""
    chosen = [
        item
        for item in context.memo.get("matter items", lambda: _items(context))
        if (not q or all(word in folded(item.label).split() for word in folded(q).split()))
        and (not holder or any(each.actor.id == holder for each in item.holders))
        and (not story or item.story.id == story)
    ]
    page = page_after(chosen, limit, cursor, lambda item: (-item.reports, -item.positions, item.key))
    return MatterPage(total=len(chosen), matters=tuple(page.items), cursor=page.cursor)


def matter_view(context: Context, key: str, known_on: str | None = None) -> MatterView:
    """One matter, by what was published up to the end of a day. Raises NoSuchThing."""
    current = current_key(context, key)
    if known_on:
        return _view(context, current, known_on)
    return context.memo.get(("matter", current), lambda: _view(context, current, None))


def _view(context: Context, key: str, known_on: str | None) -> MatterView:
    matter = matters(context)[key]
    item = next(each for each in context.memo.get("matter items", lambda: _items(context)) if each.key == matter.key)
    query = "SELECT report FROM story_members WHERE story = ?"
    found, within = [], [report for (report,) in context.rows(query, matter.story)]
    for holder in item.holders:
        own = [h for h in matter.holdings if _same_actor(context, h, holder.actor)]
        seen = [h for h in own if not known_on or (h.published or "~")[: len(known_on)] <= known_on]
        answer = position_answer(context.archive, holder.actor.name, matter.label, _ANY_DAY, known_on, within)
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


def _matters(context: Context) -> dict[str, Matter]:
    by_story: defaultdict[str, list[Holding]] = defaultdict(list)
    for _, report, name, holder, actor, stance, text, start, stop, _, report_id, published, story in context.rows(
        _ROWS
    ):
        by_story[story].append(
            Holding(report, name, holder, actor or holder, stance, text, (start, stop), published, report_id, story)
        )
    found = [matter for story, held in by_story.items() for matter in _of_story(story, held)]
    ranked = sorted(found, key=lambda m: (-len({h.report for h in m.holdings}), -len(m.holdings), m.key))
    return {matter.key: matter for matter in ranked}


def _of_story(story: str, held: Sequence[Holding]) -> list[Matter]:
    """The positions of a story in groups of one matter, each joined to the likest group before it."""
    near = _Nearness()
    groups: list[tuple[list[Holding], list[frozenset[str]]]] = []
    for each in held:
        keys = near.keys(_terms(each.matter))
        if not keys:
            continue
        likeness = [sum(near.share(keys, other) for other in known) / len(known) for _, known in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= _SHARED:
            groups[best][0].append(each)
            groups[best][1].append(keys)
        else:
            groups.append(([each], [keys]))
    return [_matter(story, members, keys) for members, keys in groups]


def _terms(matter: str) -> tuple[Term, ...]:
    """A matter's words without its dates; none where it only points at another one."""
    bare = _DATES.sub(" ", matter)
    return () if points_back(matter) or len(bare) < _SHORTEST else terms_in(bare).terms


class _Nearness:
    """Which terms of a story's matters mean the same, each pair looked at once."""

    def __init__(self) -> None:
        self._terms: dict[str, Term] = {}
        self._near: dict[str, frozenset[str]] = {}

    def keys(self, terms: Sequence[Term]) -> frozenset[str]:
        """The terms' keys, known from now on."""
        for term in terms:
            if term.key not in self._terms:
                like = {key for key, other in self._terms.items() if kinship(term, other)}
                self._terms[term.key] = term
                self._near[term.key] = frozenset({term.key, *like})
                for key in like:
                    self._near[key] |= {term.key}
        return frozenset(term.key for term in terms)

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The part of the words of the shorter matter that the other has; one word of several is too little."""
        short, long = (one, other) if len(one) <= len(other) else (other, one)
        shared = sum(not long.isdisjoint(self._near[key]) for key in short)
        return shared / len(short) if shared > 1 or len(short) == 1 else 0.0


def _matter(story: str, members: Sequence[Holding], keys: Sequence[frozenset[str]]) -> Matter:
    """The group as a matter; it is called by the words of the member that has most in common with the others."""
    texts = [" ".join(each.matter.split()) for each in members]
    common = [sum(2 * len(own & other) / len(own | other) for other in keys) for own in keys]
    best = min(
        range(len(members)),
        key=lambda n: (len(texts[n]) > _LABEL, len(keys[n]) < 2, -round(common[n], 6), len(texts[n]), texts[n]),
    )
    return Matter(content_id("matter", members[0].report_id, members[0].id), texts[best], story, tuple(members))


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


def _items(context: Context) -> list[MatterItem]:
    stories = story_refs(context)
    changed = {(report, name) for report, *names in context.rows("SELECT report, before, after FROM shifts WHERE shown")
               for name in names if name}  # fmt: skip
    return [_item(context, matter, stories[matter.story], changed) for matter in matters(context).values()]


def _item(context: Context, matter: Matter, story: StoryRef, changed: set[tuple[int, str]]) -> MatterItem:
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
    for item in context.memo.get("matter items", lambda: _items(context)):
        if any(each.actor.id == actor for each in item.holders):
            held = [
                h for h in matters(context)[item.key].holdings if who(context).of.get((h.report, h.holder)) == actor
            ]
            found.append((item, held))
    return found


def positions_of(context: Context, held: Sequence[Holding]) -> tuple[tuple[PositionItem, ...], tuple[ShiftItem, ...]]:
    """Some positions in the order in which they were reported, and the changes from or to one of them."""
    return _positions(context, held), _shifts(context, held)
