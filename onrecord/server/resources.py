"""The resources of the API: each handler takes its parameters, asks for one view, and gives it as JSON."""

import re
from typing import Annotated, Any, Literal, cast

from litestar import Request, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import PermissionDeniedException
from litestar.params import PathParameter, QueryParameter, RawBody
from litestar.response import Stream

from onrecord.archive.search import Filters
from onrecord.archive.search.results import Order
from onrecord.archive.views import actors, events, matters, overview, reports, searching, sources, stories
from onrecord.archive.views.events import EventFilters, Unit
from onrecord.archive.views.matters import MatterSort
from onrecord.archive.views.paging import InvalidRequest
from onrecord.archive.views.stories import Sort
from onrecord.formats import render
from onrecord.formats.export import Selection
from onrecord.records import PositionStance, Record
from onrecord.schema import to_json
from onrecord.server import exports
from onrecord.server.answers import answered
from onrecord.server.headers import POLICY
from onrecord.server.parameters import (
    MOMENT,
    ActorId,
    Cursor,
    FacetName,
    FormatName,
    From,
    KnownOn,
    Limit,
    MatterKey,
    Outlets,
    ReportId,
    Shown,
    StoryId,
    TableName,
    To,
    Words,
    event_filters,
    search_filters,
)
from onrecord.server.reading import Desk

Asked = Request[Any, Any, Any]
_EVENTS = {"filters": Provide(event_filters, sync_to_thread=False)}
_SEARCH = {"filters": Provide(search_filters, sync_to_thread=False)}


@get("/archive", sync_to_thread=True)
def get_archive(request: Asked) -> Response[overview.ArchiveView]:
    """The archive in numbers: what it holds, from when to when, from whom, and what read it."""
    return answered(request, overview.archive_view)


@get("/reports", sync_to_thread=True)
def get_reports(
    request: Asked, outlet: Outlets = None, from_: From = None, to_: To = None, limit: Limit = 50, cursor: Cursor = None
) -> Response[reports.ReportPage]:
    """Reports, the newest first."""
    return answered(request, lambda c: reports.report_page(c, tuple(outlet or ()), from_, to_, limit, cursor))


@get("/reports/{report_id:str}", sync_to_thread=True)
def get_report(request: Asked, report_id: ReportId) -> Response[reports.ReportView]:
    """One report with its text, its record, its revisions and where its parts lead."""
    return answered(request, lambda c: reports.report_view(c, report_id))


@get("/reports/{report_id:str}/briefing", sync_to_thread=True)
def get_briefing(
    request: Asked,
    report_id: ReportId,
    format_: Annotated[
        Literal["html", "markdown"], QueryParameter(name="format", description="How it is written.")
    ] = "html",
) -> Response[str]:
    """One report's briefing, as `onrecord read` makes it."""
    kind = "text/html; charset=utf-8" if format_ == "html" else "text/markdown; charset=utf-8"
    page = _own_policy if format_ == "html" else None
    return answered(request, lambda c: render(reports.report_record(c, report_id), format_), kind, page)


@get("/search", sync_to_thread=True, dependencies=_SEARCH)
def get_search(
    request: Asked,
    filters: NamedDependency[Filters],
    q: Annotated[str, QueryParameter(description='Words, "phrases", pref*, OR, NOT, -word, parentheses.')] = "",
    in_: Annotated[
        Literal["statements", "events", "positions", "reports"],
        QueryParameter(name="in", description="What is searched."),
    ] = "statements",
    order: Annotated[Order, QueryParameter(description="The best or by publication.")] = "relevance",
    facet: Annotated[list[FacetName] | None, QueryParameter(description="What to count all hits by.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response[searching.SearchView]:
    """Statements, events, positions or reports that have the words and meet the filters."""
    return answered(request, lambda c: searching.search_view(c, q, in_, filters, order, limit, cursor, facet or ()))


@get("/stories", sync_to_thread=True)
def get_stories(
    request: Asked,
    sort: Annotated[Sort, QueryParameter(description="The largest or the freshest first.")] = "size",
    from_: From = None,
    to_: To = None,
    q: Words = None,
    outlet: Outlets = None,
    limit: Limit = 30,
    cursor: Cursor = None,
) -> Response[stories.StoryPage]:
    """Stories, the largest or the freshest first."""
    return answered(request, lambda c: stories.story_page(c, sort, from_, to_, q, tuple(outlet or ()), limit, cursor))


@get("/stories/{story_id:str}", sync_to_thread=True)
def get_story(request: Asked, story_id: StoryId) -> Response[stories.StoryView]:
    """One story: key points, reports, timeline, places, actors, matters."""
    return answered(request, lambda c: stories.story_view(c, story_id))


@get("/stories/{story_id:str}/claims", sync_to_thread=True)
def get_claims(request: Asked, story_id: StoryId) -> Response[sources.ClaimsView]:
    """What the story's reports claim, and on how many independent origins each claim rests."""
    return answered(request, lambda c: sources.claims_view(c, story_id))


@get("/stories/{story_id:str}/graph", sync_to_thread=True)
def get_graph(request: Asked, story_id: StoryId) -> Response[sources.GraphView]:
    """Who took what from whom, with the words that prove it."""
    return answered(request, lambda c: sources.graph_view(c, story_id))


@get("/stories/{story_id:str}/passages", sync_to_thread=True)
def get_passages(request: Asked, story_id: StoryId) -> Response[sources.PassagesView]:
    """Pairs of the story's reports with the passages that both have."""
    return answered(request, lambda c: sources.passages_view(c, story_id))


@get("/positions", sync_to_thread=True)
def get_position(
    request: Asked,
    holder: Annotated[str, QueryParameter(description="A country, body or person, by any of its names.")],
    matter: Annotated[str, QueryParameter(description="What it is about, in words.")],
    held_on: Annotated[str | None, QueryParameter(pattern=MOMENT, description="The ISO day on which it held.")] = None,
    known_on: KnownOn = None,
) -> Response[matters.PositionView]:
    """What somebody's position on a matter was on one day, by what was known on another."""
    return answered(request, lambda c: matters.position_view(c, holder, matter, held_on, known_on))


@get("/matters", sync_to_thread=True)
def get_matters(
    request: Asked,
    q: Words = None,
    holder: Annotated[str | None, QueryParameter(description="The id of an actor.")] = None,
    story: Annotated[str | None, QueryParameter(description="The id of a story.")] = None,
    sort: Annotated[
        MatterSort,
        QueryParameter(description="Those first that most reports or outlets tell of, or that changed most."),
    ] = "reports",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[matters.MatterPage]:
    """What positions are about, those matters first that most reports or outlets tell of, or that changed most."""
    return answered(request, lambda c: matters.matter_page(c, q, holder, story, limit, cursor, sort))


@get("/matters/{key:str}", sync_to_thread=True)
def get_matter(request: Asked, key: MatterKey, known_on: KnownOn = None) -> Response[matters.MatterView]:
    """The position history of every holder on a matter, by what was published up to a day."""
    return answered(request, lambda c: matters.matter_view(c, key, known_on))


@get("/matters/{key:str}/known/{day:str}", sync_to_thread=True)
def get_matter_known(
    request: Asked, key: MatterKey, day: Annotated[str, PathParameter(pattern=MOMENT, description="As for `known_on`.")]
) -> Response[matters.MatterView]:
    """The same as `/matters/{key}?known_on=`, under a path of its own."""
    return answered(request, lambda c: matters.matter_view(c, key, day))


@get("/actors", sync_to_thread=True)
def get_actors(
    request: Asked,
    q: Words = None,
    kind: Annotated[Literal["person", "state", "body"] | None, QueryParameter(description="What it is.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[actors.ActorPage]:
    """Actors across reports, those first that most reports name."""
    return answered(request, lambda c: actors.actor_page(c, q, kind, limit, cursor))


@get("/actors/{actor_id:str}", sync_to_thread=True)
def get_actor(request: Asked, actor_id: ActorId) -> Response[actors.ActorView]:
    """What an actor said, did, had done to it, permitted and forbade, and with whom."""
    return answered(request, lambda c: actors.actor_view(c, actor_id))


@get("/actors/{actor_id:str}/reports", sync_to_thread=True)
def get_actor_reports(
    request: Asked,
    actor_id: ActorId,
    form: Annotated[str | None, QueryParameter(description="Only by this form of its name: `variants[].id`.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[actors.ActorReports]:
    """The reports that name an actor."""
    return answered(request, lambda c: actors.actor_reports(c, actor_id, limit, cursor, form))


@get("/actors/{actor_id:str}/statements", sync_to_thread=True)
def get_actor_statements(
    request: Asked,
    actor_id: ActorId,
    from_: From = None,
    to_: To = None,
    shown: Shown = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[actors.StatementPage]:
    """What an actor said, by publication, the latest first."""
    return answered(request, lambda c: actors.actor_statements(c, actor_id, limit, cursor, shown, from_, to_))


@get("/actors/{actor_id:str}/matters", sync_to_thread=True)
def get_actor_matters(
    request: Asked,
    actor_id: ActorId,
    from_: From = None,
    to_: To = None,
    stance: Annotated[PositionStance | None, QueryParameter(description="Only positions of this stance.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[actors.ActorMatterPage]:
    """The matters an actor holds positions on, with these positions, by publication."""
    return answered(request, lambda c: actors.actor_matters(c, actor_id, limit, cursor, from_, to_, stance))


@get("/events", sync_to_thread=True, dependencies=_EVENTS)
def get_events(
    request: Asked, filters: NamedDependency[EventFilters], limit: Limit = 50, cursor: Cursor = None
) -> Response[events.EventPage]:
    """Events in order of the day they are told for."""
    return answered(request, lambda c: events.event_page(c, filters, limit, cursor))


@get("/places", sync_to_thread=True, dependencies=_EVENTS)
def get_places(request: Asked, filters: NamedDependency[EventFilters]) -> Response[events.PlacesView]:
    """The places of events, with how many events and reports."""
    return answered(request, lambda c: events.places_view(c, filters))


@get("/timeline", sync_to_thread=True, dependencies=_EVENTS)
def get_timeline(
    request: Asked,
    filters: NamedDependency[EventFilters],
    unit: Annotated[Unit, QueryParameter(description="What is counted together.")] = "day",
) -> Response[events.TimelineView]:
    """Events counted by day, week or month, and by modality."""
    return answered(request, lambda c: events.timeline_view(c, filters, unit))


@get("/map", sync_to_thread=True)
def get_map(request: Asked, shown: Shown = None) -> Response[events.MapView]:
    """All events counted by place, day and modality at once, for filtering on the asker's side."""
    return answered(request, lambda c: events.map_view(c, shown))


@get("/export/{format_name:str}", sync_to_thread=True)
def get_export(
    request: Asked,
    format_name: Annotated[FormatName, PathParameter(description="As for `onrecord export`.")],
    kind: Annotated[TableName | None, QueryParameter(description="Rows of what.")] = None,
    from_: From = None,
    to_: To = None,
    outlet: Outlets = None,
    shown: Annotated[bool, QueryParameter(description="Only what is confident enough to be shown as fact.")] = False,
) -> Stream:
    """Rows of the archive in another program's format, as they are made."""
    form, rows = exports.chosen_format(format_name, kind)
    selection = Selection(since=from_, until=to_, outlets=tuple(outlet or ()), shown=shown)
    pieces = exports.export_pieces(request.app.state.path, format_name, rows, selection)
    headers = {"content-disposition": f'attachment; filename="{rows}{form.suffix}"', "cache-control": "no-store"}
    return Stream(pieces, media_type=exports.MEDIA_TYPES[form.suffix], headers=headers)


@post("/read", sync_to_thread=True, status_code=200)
def post_read(
    request: Asked,
    body: RawBody,
    title: Annotated[str | None, QueryParameter(description="Its title, where the text has none.")] = None,
    outlet: Annotated[str | None, QueryParameter(description="Who published it.")] = None,
    published: Annotated[str | None, QueryParameter(pattern=MOMENT, description="An ISO day or date-time.")] = None,
) -> Response[Record]:
    """The record of a report that is sent as text or HTML. Nothing of it is kept."""
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise PermissionDeniedException("This server does not read reports. Start it with --allow-read")
    try:
        record = desk.read(body, title, outlet, published)
    except ValueError as error:
        raise InvalidRequest("published", str(error).split(". ")[0], "Write it as 2022-05-14") from None
    return cast(Response[Record], Response(to_json(record), media_type="application/json"))


@get("/openapi.json", sync_to_thread=False)
def get_openapi(request: Asked) -> Response[bytes]:
    """This description."""
    return Response(request.app.state.description, media_type="application/json")


def _own_policy(page: str) -> str:
    """What a briefing says in its head that it may load: its own style and script, by their digests."""
    found = _POLICY.search(page[:2000])
    return f"{found[1]}; frame-ancestors 'none'" if found else POLICY


_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

RESOURCES = (
    get_archive, get_reports, get_report, get_briefing, get_search, get_stories, get_story, get_claims, get_graph,
    get_passages, get_position, get_matters, get_matter, get_matter_known, get_actors, get_actor, get_actor_reports,
    get_actor_statements, get_actor_matters, get_events, get_places, get_timeline, get_map, get_export, post_read,
    get_openapi,
)  # fmt: skip
