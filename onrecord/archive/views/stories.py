"""Stories: which there are, the largest or the freshest first, and one with all that its reports tell together."""

from collections import Counter, defaultdict
from typing import Literal

import msgspec

from onrecord.archive.search import search
from onrecord.archive.search.names import folded
from onrecord.archive.stories.view import Story, story_name, story_reports
from onrecord.archive.views.context import Context
from onrecord.archive.views.events import EventFilters, EventItem, PlaceItem, events_of, places_view
from onrecord.archive.views.matters import MatterItem, matter_page
from onrecord.archive.views.paging import page_after
from onrecord.archive.views.parts import ActorRef, Counted, Quote, heads, url
from onrecord.archive.views.reports import ReportItem, report_items
from onrecord.archive.views.titles import story_list
from onrecord.archive.views.who import who

Sort = Literal["size", "fresh"]
_NAMES = 6
_DETAILS = 8
_MOST_FOUND = 1000


class DayCount(msgspec.Struct, frozen=True):
    """How many reports came out on a day."""

    day: str
    reports: int


class StoryItem(msgspec.Struct, frozen=True, kw_only=True):
    """A story as listed: its title, who and what it names most, when its reports came out, from how many outlets."""

    id: str
    url: str
    title: str
    first: str | None
    last: str | None
    reports: int
    outlets: int
    names: tuple[str, ...]
    days: tuple[DayCount, ...]


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Stories; with words to look for, those whose reports have them, in the order asked for."""

    total: int
    stories: tuple[StoryItem, ...]
    cursor: str | None = None


class PointDetail(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a factor, with every report that gives it."""

    detail: str
    reports: int
    evidence: tuple[Quote, ...]


class StoryPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A factor (What, Who, Where, ...) of the story's key points, its details by how many reports give them.

    `others` are details beyond those listed here; each report's own record has them.
    """

    factor: str
    details: tuple[PointDetail, ...]
    others: int


class StoryDay(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, or is to happen, on one day."""

    day: str
    events: tuple[EventItem, ...]


class StoryActor(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in the story, and the reports of it that name them."""

    actor: ActorRef
    reports: tuple[str, ...]


class StoryCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much the story's reports hold; `claims`, `graph` and `passages` are addresses of what is found on demand."""

    reports: int
    outlets: int
    statements: int
    events: Counted
    undated: Counted
    positions: int


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """One story. `timeline` has the shown events with a day; all others are in the lists that `counts` leads to."""

    id: str
    title: str
    first: str | None
    last: str | None
    names: tuple[str, ...]
    counts: StoryCounts
    keypoints: tuple[StoryPoint, ...]
    reports: tuple[ReportItem, ...]
    """In the order in which they came out."""
    timeline: tuple[StoryDay, ...]
    places: tuple[PlaceItem, ...]
    actors: tuple[StoryActor, ...]
    matters: tuple[MatterItem, ...]
    claims: str
    graph: str
    passages: str


def story_page(
    context: Context,
    sort: Sort = "size",
    from_: str | None = None,
    to: str | None = None,
    q: str | None = None,
    outlet: tuple[str, ...] = (),
    limit: int = 30,
    cursor: str | None = None,
) -> StoryPage:
    """Stories with a report that came out between two days, with one of some outlets, and with words.

    Raises InvalidQuery for words that cannot be searched.
    """
    chosen = [each for each in story_list(context) if _meets(each, from_, to)]
    if q:
        found = _found(context, q)
        chosen = [each for each in chosen if each.id in found]
    if outlet:
        carried = _carried(context, outlet)
        chosen = [each for each in chosen if each.id in carried]
    if sort == "fresh":
        chosen = sorted(chosen, key=_freshness)
    page = page_after(chosen, limit, cursor, _freshness if sort == "fresh" else _size)
    return StoryPage(total=len(chosen), stories=_items(context, page.items), cursor=page.cursor)


def story_view(context: Context, name: str) -> StoryView:
    """One story, by any id that it ever had. Raises NoSuchStory."""
    current = story_name(context.archive, name)
    one = next(each for each in story_list(context) if each.id == current)
    rows = story_reports(context.archive, current)
    chosen = EventFilters(story=current)
    shown = events_of(
        context, "e.shown AND length(substr(t.earliest, 1, 10)) = 10 AND e.report IN "
        "(SELECT report FROM story_members WHERE story = ?)", current,
    )  # fmt: skip
    days: defaultdict[str, list[EventItem]] = defaultdict(list)
    for event in shown:
        days[event.day or ""].append(event)
    return StoryView(
        id=current, title=one.title, first=one.first, last=one.last, names=_names(context, [current])[current],
        counts=_counts(context, one),
        keypoints=_keypoints(context, [row.key for row in rows]),
        reports=report_items(context, [row.id for row in rows]),
        timeline=tuple(StoryDay(day=day, events=tuple(days[day])) for day in sorted(days)),
        places=places_view(context, chosen).places,
        actors=_actors(context, current),
        matters=matter_page(context, story=current, limit=1000).matters,
        claims=url(f"/stories/{current}/claims"), graph=url(f"/stories/{current}/graph"),
        passages=url(f"/stories/{current}/passages"),
    )  # fmt: skip


def _meets(story: Story, first: str | None, last: str | None) -> bool:
    """Whether the time in which its reports came out and the days asked for overlap."""
    if (first or last) and (story.first is None or story.last is None):
        return False
    return not ((first and (story.last or "") < first) or (last and (story.first or "")[: len(last)] > last))


def _size(story: Story) -> tuple[object, ...]:
    return -story.reports, story.first is None, story.first or "", story.id


def _freshness(story: Story) -> tuple[object, ...]:
    """Latest first, as a key that sorts upwards."""
    return story.last is None, "".join(chr(0x10FFFF - ord(c)) for c in story.last or ""), story.id


def _found(context: Context, q: str) -> set[str]:
    """The stories of the reports that have the words."""
    found, cursor = set[str](), None
    story_of = context.memo.get("story of", lambda: dict(context.rows(_STORY_OF)))
    while True:
        results = search(context.archive, q, kind="report", order="newest", limit=_MOST_FOUND, cursor=cursor)
        found |= {story_of[hit.report] for hit in results.hits if hit.report in story_of}
        cursor = results.cursor
        if cursor is None:
            return found


_STORY_OF = "SELECT id, story FROM story_members JOIN reports ON key = report"


def _carried(context: Context, outlets: tuple[str, ...]) -> set[str]:
    """The stories that one of the outlets carried."""
    query = (
        "SELECT DISTINCT story FROM story_members JOIN appearances ON appearances.report = story_members.report "
        "WHERE ifnull(outlet, '') IN (SELECT value FROM json_each(?))"
    )
    return {name for (name,) in context.rows(query, msgspec.json.encode(outlets).decode())}


def _items(context: Context, chosen: list[Story]) -> tuple[StoryItem, ...]:
    names = _names(context, [each.id for each in chosen])
    days = _days(context, [each.id for each in chosen])
    return tuple(
        StoryItem(
            id=one.id, url=url(f"/stories/{one.id}"), title=one.title, first=one.first, last=one.last,
            reports=one.reports, outlets=one.outlets, names=names[one.id], days=days.get(one.id, ()),
        )
        for one in chosen
    )  # fmt: skip


def _days(context: Context, ids: list[str]) -> dict[str, tuple[DayCount, ...]]:
    found: defaultdict[str, list[DayCount]] = defaultdict(list)
    query = (
        "SELECT story, substr(published_at, 1, 10), count(*) FROM story_members JOIN reports ON key = report "
        "WHERE story IN (SELECT value FROM json_each(?)) AND published_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for name, day, number in context.rows(query, msgspec.json.encode(ids).decode()):
        found[name].append(DayCount(day, number))
    return {name: tuple(listed) for name, listed in found.items()}


def _names(context: Context, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Who and what the reports of some stories name most: actors and places, six of each story."""
    query = """
        SELECT m.story, named.name, m.report FROM json_each(?) AS f CROSS JOIN story_members AS m ON m.story = f.value
        CROSS JOIN actors AS named ON named.report = m.report WHERE named.kind <> 'outlet'
        UNION
        SELECT m.story, named.name, m.report FROM json_each(?) AS f CROSS JOIN story_members AS m ON m.story = f.value
        CROSS JOIN places AS named ON named.report = m.report
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ids}
    wanted = msgspec.json.encode(ids).decode()
    for story, name, _ in context.rows(query, wanted, wanted):
        if name[:1].isupper():
            counts[story][name] += 1
    return {
        story: tuple(name for name, _ in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:_NAMES])
        for story, found in counts.items()
    }


def _counts(context: Context, one: Story) -> StoryCounts:
    own = "report IN (SELECT report FROM story_members WHERE story = ?)"
    events = context.number(f"SELECT count(*) FROM events WHERE {own}", one.id)
    dated = context.number(
        f"SELECT count(*) FROM events JOIN times USING (report) WHERE times.id = events.time AND {own} "
        "AND length(times.earliest) >= 10", one.id,
    )  # fmt: skip
    return StoryCounts(
        reports=one.reports, outlets=one.outlets,
        statements=context.number(f"SELECT count(*) FROM attributions WHERE {own}", one.id),
        events=Counted(count=events, url=url("/events", story=one.id)),
        undated=Counted(count=events - dated, url=url("/events", story=one.id, dated="false")),
        positions=context.number(f"SELECT count(*) FROM positions WHERE {own}", one.id),
    )  # fmt: skip


def _keypoints(context: Context, reports: list[int]) -> tuple[StoryPoint, ...]:
    """The key points of all reports of a story: equal answers to one factor are one detail."""
    query = """
        SELECT k.factor, k.detail, k.report, s.start, s.stop FROM json_each(?) AS f
        JOIN keypoints AS k ON k.report = f.value
        JOIN spans AS s ON s.report = k.report AND s.owner = k.id AND s.role = 'evidence' AND s.ordinal = 0
        ORDER BY f.key, k.ordinal
    """
    texts = heads(context, reports)
    found: dict[str, dict[str, list[tuple[str, Quote]]]] = {}
    for factor, detail, report, start, stop in context.rows(query, msgspec.json.encode(reports).decode()):
        entry = (detail, texts[report].quote((start, stop)))
        found.setdefault(factor, {}).setdefault(folded(detail), []).append(entry)
    return tuple(_point(factor, list(details.values())) for factor, details in found.items())


def _point(factor: str, details: list[list[tuple[str, Quote]]]) -> StoryPoint:
    made = [
        PointDetail(detail=each[0][0], reports=len({q.report for _, q in each}), evidence=tuple(q for _, q in each))
        for each in details
    ]
    ranked = sorted(made, key=lambda detail: -detail.reports)
    return StoryPoint(factor=factor, details=tuple(ranked[:_DETAILS]), others=max(0, len(ranked) - _DETAILS))


def _actors(context: Context, story: str) -> tuple[StoryActor, ...]:
    """Who the story's reports name, those of most reports first; who stays in their report is in its record only."""
    query = (
        "SELECT a.report, a.id, a.name, r.id FROM story_members AS m CROSS JOIN actors AS a ON a.report = m.report "
        "JOIN reports AS r ON r.key = m.report WHERE m.story = ? ORDER BY r.published_at, r.id, a.ordinal"
    )
    known = who(context)
    found: dict[str, tuple[ActorRef, dict[str, None]]] = {}
    for key, actor, name, report in context.rows(query, story):
        ref = known.ref(key, actor, name)
        if ref.id:
            found.setdefault(ref.id, (ActorRef(name=ref.name, id=ref.id), {}))[1][report] = None
    made = [StoryActor(actor=ref, reports=tuple(reports)) for ref, reports in found.values()]
    return tuple(sorted(made, key=lambda each: (-len(each.reports), each.actor.name, each.actor.id or "")))
