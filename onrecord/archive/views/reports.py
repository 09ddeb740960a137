"""Reports: a list of them, and one with its text, its record, and where it leads."""

from typing import Any

import msgspec

from onrecord.archive.revisions import revisions
from onrecord.archive.views.context import Context
from onrecord.archive.views.genres import genres
from onrecord.archive.views.matters import matter_keys
from onrecord.archive.views.paging import NoSuchThing, page_of, read_cursor
from onrecord.archive.views.parts import StoryRef, listed, report_path, url
from onrecord.archive.views.titles import story_refs
from onrecord.archive.views.who import who
from onrecord.reading.genre import Genre
from onrecord.records import Record

_COLUMNS = """
    r.key, r.id, r.title, r.outlet, r.byline, r.published, r.uri, r.language, r.words, later.id, m.story,
    (SELECT count(*) FROM attributions AS x WHERE x.report = r.key),
    (SELECT count(*) FROM events AS x WHERE x.report = r.key),
    (SELECT count(*) FROM positions AS x WHERE x.report = r.key)
"""
_FROM = """
    FROM reports AS r LEFT JOIN reports AS later ON later.key = r.superseded_by
    LEFT JOIN story_members AS m ON m.report = r.key
"""


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """One place where the text of a report came out."""

    outlet: str | None
    uri: str | None
    title: str | None
    published: str | None


class ReportItem(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text. Its own resource is `url`; the counts are of what its record holds."""

    id: str
    url: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    uri: str | None
    language: str
    words: int
    genre: Genre | None
    """What kind of text it reads like, where it does not read like news."""
    story: str | None
    superseded_by: str | None
    statements: int
    events: int
    positions: int
    appearances: tuple[Appearance, ...]
    """Every place where the same text came out, the earliest first."""


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """Reports, those published last first, the undated at the end."""

    total: int
    reports: tuple[ReportItem, ...]
    cursor: str | None = None


class RevisionItem(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of the article at the report's address, and how many stretches changed from the one before."""

    report: str
    published: str | None
    retrieved: str | None
    title: str | None
    words: int
    changes: int


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """One report: its heading, the record with its text, and where its parts lead.

    `entities` is the page of each of the record's actors that has one, by the actor's id in the record; `matters` the
    page of the matter of each position, by the position's id.
    """

    report: ReportItem
    record: Record
    revisions: tuple[RevisionItem, ...]
    """All at the report's address, in order; empty where there is only this one."""
    stories: tuple[StoryRef, ...]
    entities: dict[str, str]
    matters: dict[str, str]
    briefing: str
    """The address of the briefing; `?format=markdown` gives it as Markdown."""


def report_page(
    context: Context,
    outlet: tuple[str, ...] = (),
    from_: str | None = None,
    to: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> ReportPage:
    """Reports by outlet and by day of publication (ISO year, month or day, both included), the newest first.

    An outlet without a name, "", stands for reports of which no outlet is known.
    """
    parts, values = published_within(from_, to)
    if outlet:
        named = "ifnull(outlet, '') IN (SELECT value FROM json_each(?))"
        parts.append(f"r.key IN (SELECT report FROM appearances WHERE {named})")
        values.append(listed(outlet))
    where = " AND ".join(parts) or "1"
    total = context.number(f"SELECT count(*) FROM reports AS r WHERE {where}", *values)
    start = read_cursor(cursor, 2)
    more = "1" if start is None else "(ifnull(r.published_at, ''), r.id) < (?, ?)"
    rows = context.rows(
        f"SELECT {_COLUMNS}, ifnull(r.published_at, ''), r.id {_FROM} WHERE {where} AND {more} "
        "ORDER BY ifnull(r.published_at, '') DESC, r.id DESC LIMIT ?",
        *values, *(start or ()), limit + 1,
    )  # fmt: skip
    page = page_of(rows, limit, lambda row: row[-2:])
    return ReportPage(total=total, reports=_items(context, page.items), cursor=page.cursor)


def published_within(from_: str | None, to: str | None) -> tuple[list[str], list[object]]:
    """In SQL: that a report `r` was published from one day to another, as conditions and their values."""
    parts: list[str] = []
    values: list[object] = []
    if from_:
        parts.append("r.published_at >= ?")
        values.append(from_)
    if to:
        parts.append("substr(r.published_at, 1, length(?)) <= ?")
        values += [to, to]
    return parts, values


def report_items(context: Context, ids: list[str]) -> tuple[ReportItem, ...]:
    """Some reports in the order given."""
    rows = context.rows(f"SELECT {_COLUMNS} {_FROM} WHERE r.id IN (SELECT value FROM json_each(?))", listed(ids))
    found = {item.id: item for item in _items(context, rows)}
    return tuple(found[name] for name in ids if name in found)


def report_view(context: Context, report_id: str) -> ReportView:
    """One report by its id, with or without `sha256:`. Raises NoSuchThing."""
    record = report_record(context, report_id)
    return ReportView(record=record, **_around(context, record.report.id))


def _around(context: Context, name: str) -> dict[str, Any]:
    """All of a report's view but its record."""
    (item,) = report_items(context, [name])
    key = context.archive.key(name)
    people = who(context).of
    actors = context.rows("SELECT id FROM actors WHERE report = ? ORDER BY ordinal", key)
    return {
        "report": item,
        "revisions": _revisions(context, item.uri),
        "stories": (story_refs(context)[item.story],) if item.story else (),
        "entities": {actor: people[key, actor] for (actor,) in actors if (key, actor) in people},
        "matters": matter_keys(context, key),
        "briefing": url(report_path(name) + "/briefing"),
    }


def report_record(context: Context, report_id: str) -> Record:
    """The current record of a report. Raises NoSuchThing."""
    try:
        return context.archive.record(full_id(report_id))
    except KeyError:
        raise _no_report(report_id) from None


def _no_report(report_id: str) -> NoSuchThing:
    return NoSuchThing("report", f"there is no report {report_id}", f"{url('/reports')} lists them")


def full_id(report_id: str) -> str:
    """A report's id from its digits or itself."""
    return report_id if report_id.startswith("sha256:") else "sha256:" + report_id


def _revisions(context: Context, uri: str | None) -> tuple[RevisionItem, ...]:
    found = revisions(context.archive, uri) if uri else []
    if len(found) < 2:
        return ()
    return tuple(
        RevisionItem(
            report=one.report, published=one.published, retrieved=one.retrieved, title=one.title, words=one.words,
            changes=len(one.changes),
        )
        for one in found
    )  # fmt: skip


def _items(context: Context, rows: list[tuple[Any, ...]]) -> tuple[ReportItem, ...]:
    places: dict[int, list[Appearance]] = {}
    query = (
        "SELECT report, outlet, uri, title, published FROM appearances "
        "WHERE report IN (SELECT value FROM json_each(?)) ORDER BY published_at IS NULL, published_at, outlet, uri"
    )
    for key, outlet, uri, title, published in context.rows(query, listed(row[0] for row in rows)):
        appearance = Appearance(outlet=outlet, uri=uri, title=title, published=published)
        places.setdefault(key, []).append(appearance)
    kinds = genres(context)
    return tuple(
        ReportItem(
            id=row[1], url=url(report_path(row[1])), title=row[2], outlet=row[3], byline=row[4], published=row[5],
            uri=row[6], language=row[7], words=row[8], genre=kinds.get(row[1]), superseded_by=row[9],
            story=row[10], statements=row[11], events=row[12], positions=row[13],
            appearances=tuple(places.get(row[0], ())),
        )
        for row in rows
    )  # fmt: skip
