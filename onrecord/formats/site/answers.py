"""What the API answers, resource by resource, as the bytes of the file that stands for it."""

from collections.abc import Iterator

import msgspec

from onrecord.archive.views import Context, actors, events, matters, overview, reports, sources, stories
from onrecord.formats import render
from onrecord.formats.site.searching import search_index

_ALL = 10**9
"""Lists are written whole; the pages cut them."""
Answer = tuple[str, bytes]
"""A path below the API's root, with the file's ending, and what is there."""


def answers(context: Context) -> Iterator[Answer]:
    """Every resource of the archive but those that take free words, each once."""
    yield _json("archive", overview.archive_view(context))
    yield from _reports(context)
    yield from _stories(context)
    yield from _events(context)
    yield from _actors(context)
    yield from _matters(context)
    yield _json("search", search_index(context))


def _json(path: str, view: object) -> Answer:
    return f"{path}.json", msgspec.json.encode(view)


def _reports(context: Context) -> Iterator[Answer]:
    page = reports.report_page(context, limit=_ALL)
    yield _json("reports", page)
    for item in page.reports:
        path = "reports/" + item.id.removeprefix("sha256:")
        view = reports.report_view(context, item.id)
        yield _json(path, view)
        yield f"{path}/briefing.html", render(view.record, "html").encode()


def _stories(context: Context) -> Iterator[Answer]:
    page = stories.story_page(context, limit=_ALL)
    yield _json("stories", page)
    for item in page.stories:
        path = f"stories/{item.id}"
        yield _json(path, stories.story_view(context, item.id))
        yield _json(f"{path}/claims", sources.claims_view(context, item.id))
        yield _json(f"{path}/graph", sources.graph_view(context, item.id))
        yield _json(f"{path}/passages", sources.passages_view(context, item.id))


def _events(context: Context) -> Iterator[Answer]:
    yield _json("events", events.event_page(context, limit=_ALL))
    yield _json("places", events.places_view(context))
    yield _json("map", events.map_view(context))


def _actors(context: Context) -> Iterator[Answer]:
    page = actors.actor_page(context, limit=_ALL)
    yield _json("actors", page)
    for item in page.actors:
        path = f"actors/{item.id}"
        yield _json(path, actors.actor_view(context, item.id))
        yield _json(f"{path}/reports", actors.actor_reports(context, item.id, limit=_ALL))
        yield _json(f"{path}/matters", actors.actor_matters(context, item.id, limit=_ALL))
        yield _json(f"{path}/statements", actors.actor_statements(context, item.id, limit=_ALL))


def _matters(context: Context) -> Iterator[Answer]:
    page = matters.matter_page(context, limit=_ALL)
    yield _json("matters", page)
    for item in page.matters:
        view = matters.matter_view(context, item.key)
        yield _json(f"matters/{item.key}", view)
        for day in view.known:
            yield _json(f"matters/{item.key}/known/{day}", matters.matter_view(context, item.key, day))
