"""Actors across reports: what one said, did, had done to it, permitted and forbade, and with whom."""

from collections import Counter
from typing import Any

import msgspec

from onrecord.archive.addresses import in_utc
from onrecord.archive.entities.view import Entity, entity
from onrecord.archive.search.names import folded
from onrecord.archive.views.context import Context
from onrecord.archive.views.events import EventFilters, EventPage, event_page
from onrecord.archive.views.grouping import Holding
from onrecord.archive.views.matters import MatterItem, PositionItem, ShiftItem, matter_items, positions_of
from onrecord.archive.views.paging import page_after, page_of, read_cursor
from onrecord.archive.views.parts import ActorRef, Counted, Quote, StoryRef, heads, url
from onrecord.archive.views.reports import ReportItem, published_within, report_items
from onrecord.archive.views.titles import story_refs
from onrecord.archive.views.who import who
from onrecord.records import Anonymity, AttributionStance, PositionStance, Quotation

_FIRST = 20
"""Statements and events that an actor's page has at once; the rest follows by their addresses."""
_MOST_BESIDE = 30
_MOST_STORIES = 50


class ActorItem(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as listed, with its most used names and the reports that name it."""

    id: str
    url: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    reports: Counted


class ActorPage(msgspec.Struct, frozen=True, kw_only=True):
    """Actors, those of most reports first."""

    total: int
    actors: tuple[ActorItem, ...]
    cursor: str | None = None


class VariantView(msgspec.Struct, frozen=True, kw_only=True):
    """One form of the name: what is known of it, the reports that have it, and why it is the same actor.

    `name` is what forms are compared by (of states their code), `names` what reports write, the most used first.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    sphere: str | None
    reports: Counted
    reason: str


class StatementItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something said, in the report's words; `spans` of content that is in pieces are quoted one by one."""

    id: str
    report: str
    source: str | None
    quotes: tuple[Quote, ...]
    cue: Quote | None
    quotation: Quotation
    stance: AttributionStance
    anonymity: Anonymity
    confidence: float
    shown: bool
    story: str | None


class StatementPage(msgspec.Struct, frozen=True, kw_only=True):
    """Statements in order of publication, the latest first; `stories` has the titles of their stories."""

    total: int
    statements: tuple[StatementItem, ...]
    stories: dict[str, str]
    months: dict[str, int]
    """How many of all were published in each month; of those without a day, none."""
    cursor: str | None = None


class ActorMatter(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's positions on one matter, in the order in which they were reported."""

    key: str
    label: str
    story: StoryRef
    positions: tuple[PositionItem, ...]
    shifts: tuple[ShiftItem, ...]


class ActorMatterPage(msgspec.Struct, frozen=True, kw_only=True):
    """The matters an actor holds positions on, those with the most positions first."""

    total: int
    positions: int
    """How many positions these are, on all pages."""
    matters: tuple[ActorMatter, ...]
    cursor: str | None = None


class CoActor(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in the same events, how many, and their reports."""

    actor: ActorRef
    events: int
    reports: tuple[str, ...]


class ActorView(msgspec.Struct, frozen=True, kw_only=True):
    """One actor. The lists begin here, and go on at the address beside the count of each."""

    id: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    variants: tuple[VariantView, ...]
    reports: Counted
    said: StatementPage
    statements: Counted
    did: EventPage
    deeds: Counted
    undergone: EventPage
    suffered: Counted
    matters: tuple[ActorMatter, ...]
    held: Counted
    """The matters it holds positions on."""
    stances: dict[str, int]
    """How many positions of each stance it has on all of them."""
    position_months: dict[str, int]
    """How many of these positions were published in each month; of those without a day, none."""
    co_actors: tuple[CoActor, ...]
    stories: tuple[StoryRef, ...]
    """The largest that name it."""


class ActorReports(msgspec.Struct, frozen=True, kw_only=True):
    """The reports that name an actor, the latest first."""

    total: int
    reports: tuple[ReportItem, ...]
    forms: dict[str, tuple[str, ...]]
    """Of each report listed, the ids of the forms of the name that it has."""
    cursor: str | None = None


def actor_page(
    context: Context, q: str | None = None, kind: str | None = None, limit: int = 50, cursor: str | None = None
) -> ActorPage:
    """Actors by words in any of their names, and by kind (person, state, body)."""
    words = folded(q or "").split()
    chosen = [
        one
        for one in context.memo.get("actor items", lambda: _items(context))
        if (not kind or one.kind == kind) and (not words or _called(one, words))
    ]
    page = page_after(chosen, limit, cursor, lambda one: (-one.reports.count, one.name, one.id))
    return ActorPage(total=len(chosen), actors=tuple(page.items), cursor=page.cursor)


def actor_view(context: Context, actor_id: str) -> ActorView:
    """One actor by its id, or by that of any of its forms. Raises NoSuchEntity."""
    one = entity(context.archive, actor_id)
    known = who(context)
    places = known.actors.get(one.id, ())
    said = actor_statements(context, one.id, _FIRST)
    did = event_page(context, EventFilters(actor=one.id, role="actor"), _FIRST)
    undergone = event_page(context, EventFilters(actor=one.id, role="recipient"), _FIRST)
    matters = actor_matters(context, one.id, _FIRST)
    forms = Counter(form for found in _forms(context, one).values() for form in found)
    written = _written(context, one)
    held = [holding for _, holdings in matter_items(context, one.id) for holding in holdings]
    refs = story_refs(context)
    reports = {report for report, _ in places}
    told = {name for report, name in context.rows("SELECT report, story FROM story_members") if report in reports}
    return ActorView(
        id=one.id, name=one.name, kind=one.kind, country=one.country, names=one.names,
        variants=tuple(
            VariantView(
                id=v.id, name=v.name, names=written.get(v.id, ()), country=v.country, sphere=v.sphere, reason=v.reason,
                reports=Counted(count=forms[v.id], url=url(f"/actors/{one.id}/reports", form=v.id)),
            )
            for v in one.variants
        ),
        reports=Counted(count=len(reports), url=url(f"/actors/{one.id}/reports")),
        said=said, statements=Counted(count=said.total, url=url(f"/actors/{one.id}/statements")),
        did=did, deeds=Counted(count=did.total, url=url("/events", actor=one.id, role="actor")),
        undergone=undergone,
        suffered=Counted(count=undergone.total, url=url("/events", actor=one.id, role="recipient")),
        matters=matters.matters, held=Counted(count=matters.total, url=url(f"/actors/{one.id}/matters")),
        stances=dict(Counter(each.stance for each in held).most_common()),
        position_months=dict(sorted(Counter(day[:7] for each in held if (day := in_utc(each.published))).items())),
        co_actors=_co_actors(context, one.id),
        stories=tuple(sorted((refs[name] for name in told), key=lambda ref: (-ref.reports, ref.id))[:_MOST_STORIES]),
    )  # fmt: skip


def actor_reports(
    context: Context, actor_id: str, limit: int = 50, cursor: str | None = None, form: str | None = None
) -> ActorReports:
    """The reports that name an actor, or that do so by one form of its name. Raises NoSuchEntity."""
    one = entity(context.archive, actor_id)
    forms = _forms(context, one)
    named = {report for report, _ in who(context).actors.get(one.id, ())}
    keys = {report for report in named if form is None or form in forms.get(report, ())}
    rows = context.rows(
        "SELECT id, key FROM reports WHERE key IN (SELECT value FROM json_each(?)) "
        "ORDER BY ifnull(published_at, '') DESC, id",
        msgspec.json.encode(sorted(keys)).decode(),
    )
    start = read_cursor(cursor, 1)
    first = next((n + 1 for n, row in enumerate(rows) if start and row[0] == start[0]), 0)
    page = page_of(rows[first : first + limit + 1], limit, lambda row: row[:1])
    return ActorReports(
        total=len(rows), reports=report_items(context, [name for name, _ in page.items]),
        forms={name: forms.get(key, ()) for name, key in page.items}, cursor=page.cursor,
    )  # fmt: skip


def _forms(context: Context, one: Entity) -> dict[int, tuple[str, ...]]:
    """The forms of an actor's name that each report has, by the report's key."""
    rows = context.rows(
        "SELECT DISTINCT f.value ->> 0, e.id FROM json_each(?) AS f CROSS JOIN entity_actors AS a "
        "ON a.report = f.value ->> 0 AND a.actor = f.value ->> 1 JOIN entity_forms AS e ON e.key = a.form "
        "ORDER BY 1, 2",
        msgspec.json.encode(who(context).actors.get(one.id, ())).decode(),
    )
    found: dict[int, tuple[str, ...]] = {}
    for report, form in rows:
        found[report] = (*found.get(report, ()), form)
    return found


def _written(context: Context, one: Entity) -> dict[str, tuple[str, ...]]:
    """How reports write each form of an actor's name, the most used first, by the form's id."""
    rows = context.rows(
        "SELECT e.id, n.name FROM json_each(?) AS f CROSS JOIN entity_actors AS a "
        "ON a.report = f.value ->> 0 AND a.actor = f.value ->> 1 JOIN entity_forms AS e ON e.key = a.form "
        "JOIN actors AS n ON n.report = a.report AND n.id = a.actor GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2",
        msgspec.json.encode(who(context).actors.get(one.id, ())).decode(),
    )
    found: dict[str, tuple[str, ...]] = {}
    for form, name in rows:
        found[form] = (*found.get(form, ()), name)
    return found


def actor_statements(
    context: Context,
    actor_id: str,
    limit: int = 50,
    cursor: str | None = None,
    shown: bool | None = None,
    from_: str | None = None,
    to: str | None = None,
) -> StatementPage:
    """What an actor said, the latest report first, published from one day to another.

    `shown`: only what is shown as fact, or not. Raises NoSuchEntity.
    """
    one = entity(context.archive, actor_id)
    mine = msgspec.json.encode(who(context).actors.get(one.id, ())).decode()
    parts, values = published_within(from_, to)
    wanted = " AND ".join([*parts, *([] if shown is None else [f"a.shown = {int(shown)}"])]) or "1"
    counts = context.rows(
        f"SELECT substr(r.published_at, 1, 7), count(*) {_SAID} WHERE {wanted} GROUP BY 1 ORDER BY 1", mine, *values
    )
    order = "ifnull(r.published_at, ''), r.id, -a.ordinal"
    start = read_cursor(cursor, 3)
    more = "1" if start is None else f"({order}) < (?, ?, ?)"
    rows = context.rows(
        f"SELECT {_STATEMENT}, m.story, {order} {_SAID} WHERE {wanted} AND {more} "
        "ORDER BY ifnull(r.published_at, '') DESC, r.id DESC, a.ordinal LIMIT ?",
        mine, *values, *(start or ()), limit + 1,
    )  # fmt: skip
    page = page_of(rows, limit, lambda row: row[-3:])
    items = _statements(context, page.items)
    refs = story_refs(context)
    titles = {item.story: refs[item.story].title for item in items if item.story in refs}
    return StatementPage(
        total=sum(count for _, count in counts), statements=items, stories=titles,
        months={month: count for month, count in counts if month}, cursor=page.cursor,
    )  # fmt: skip


def actor_matters(
    context: Context,
    actor_id: str,
    limit: int = 50,
    cursor: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    stance: PositionStance | None = None,
) -> ActorMatterPage:
    """The matters an actor holds positions on, with those of one stance, published from one day to another.

    Raises NoSuchEntity.
    """
    one = entity(context.archive, actor_id)
    found = (
        (item, [each for each in held if _is_asked(each, from_, to, stance)])
        for item, held in matter_items(context, one.id)
    )
    ranked = sorted((each for each in found if each[1]), key=lambda each: (-len(each[1]), each[0].key))
    page = page_after(ranked, limit, cursor, lambda each: (-len(each[1]), each[0].key))
    return ActorMatterPage(
        total=len(ranked), positions=sum(len(held) for _, held in ranked),
        matters=tuple(_matter(context, item, held) for item, held in page.items), cursor=page.cursor,
    )  # fmt: skip


def _is_asked(holding: Holding, from_: str | None, to: str | None, stance: PositionStance | None) -> bool:
    """Whether a position is of a stance and was published from one day to another, both included."""
    day = in_utc(holding.published)
    if stance and holding.stance != stance:
        return False
    return not (from_ or to) or (day is not None and day >= (from_ or "") and (not to or day[: len(to)] <= to))


def _matter(context: Context, item: MatterItem, held: list[Holding]) -> ActorMatter:
    positions, shifts = positions_of(context, held)
    return ActorMatter(key=item.key, label=item.label, story=item.story, positions=positions, shifts=shifts)


_SAID = """
    FROM json_each(?) AS f CROSS JOIN attributions AS a
    ON a.report = f.value ->> 0 AND a.source_actor = f.value ->> 1
    JOIN reports AS r ON r.key = a.report LEFT JOIN story_members AS m ON m.report = a.report
"""
_STATEMENT = (
    "a.report, a.id, a.source_name, a.cue_start, a.cue_stop, a.quotation, a.stance, a.anonymity, a.confidence, a.shown"
)


def _statements(context: Context, rows: list[tuple[Any, ...]]) -> tuple[StatementItem, ...]:
    texts = heads(context, {row[0] for row in rows})
    query = "SELECT start, stop FROM spans WHERE report = ? AND owner = ? AND role = 'content' ORDER BY ordinal"
    return tuple(
        StatementItem(
            id=name, report=texts[report].id, source=source, quotation=quotation, stance=stance, anonymity=anonymity,
            quotes=tuple(texts[report].quote(span) for span in context.rows(query, report, name)),
            cue=texts[report].quote((cue, stop)) if cue is not None else None, confidence=confidence,
            shown=bool(shown), story=story,
        )
        for report, name, source, cue, stop, quotation, stance, anonymity, confidence, shown, story, *_ in rows
    )  # fmt: skip


def _co_actors(context: Context, actor: str) -> tuple[CoActor, ...]:
    known = who(context)
    mine = msgspec.json.encode(known.actors.get(actor, ())).decode()
    rows = context.rows(
        "SELECT DISTINCT l.report, l.owner, other.target, r.id FROM json_each(?) AS f "
        "CROSS JOIN links AS l ON l.report = f.value ->> 0 AND l.target = f.value ->> 1 "
        "AND l.role IN ('actor', 'recipient') "
        "JOIN links AS other ON other.report = l.report AND other.owner = l.owner "
        "AND other.role IN ('actor', 'recipient') JOIN reports AS r ON r.key = l.report ORDER BY r.published_at, r.id",
        mine,
    )
    events: dict[str, set[tuple[int, str]]] = {}
    reports: dict[str, dict[str, None]] = {}
    for report, event, target, report_id in rows:
        other = known.of.get((report, target))
        if other and other != actor:
            events.setdefault(other, set()).add((report, event))
            reports.setdefault(other, {})[report_id] = None
    ranked = sorted(events, key=lambda name: (-len(events[name]), known.entities[name].name, name))[:_MOST_BESIDE]
    return tuple(
        CoActor(
            actor=ActorRef(name=known.entities[name].name, id=name), events=len(events[name]),
            reports=tuple(reports[name]),
        )
        for name in ranked
    )  # fmt: skip


def _items(context: Context) -> list[ActorItem]:
    known = who(context)
    made = [
        ActorItem(
            id=one.id, url=url(f"/actors/{one.id}"), name=one.name, kind=one.kind, country=one.country,
            names=one.names[:8],
            reports=Counted(
                count=len({report for report, _ in known.actors.get(one.id, ())}), url=url(f"/actors/{one.id}/reports")
            ),
        )
        for one in known.entities.values()
    ]  # fmt: skip
    return sorted(made, key=lambda one: (-one.reports.count, one.name, one.id))


def _called(one: ActorItem, words: list[str]) -> bool:
    return any(all(word in folded(name).split() for word in words) for name in (one.name, *one.names))
