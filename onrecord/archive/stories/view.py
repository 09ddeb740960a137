"""Stories as they are listed: which reports tell of one happening, when they came out, and what it is about."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from onrecord.archive.store import Archive, ReportRow
from onrecord.errors import ArchiveError

_ROW = "key, id, uri, outlet, title, published, published_at, superseded_by"


class NoSuchStory(ArchiveError):
    """The archive has no story of that name."""


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one happening.

    `id` is made from the id of the founder, the report of the story that came out first; `first` and `last` are when
    the first and the last of them came out, None where no report tells; `reports` counts them, `outlets` who carried
    them.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    outlets: int


def stories(
    archive: Archive, since: str | None = None, until: str | None = None, size: int = 1, limit: int | None = None
) -> list[Story]:
    """The stories with a report that came out from `since` to `until` (ISO dates, both included), the largest first.

    Those of fewer reports than `size` are left out.
    """
    query = """
        SELECT members.story, count(*), min(reports.published_at), max(reports.published_at),
               (SELECT count(DISTINCT appearances.outlet) FROM appearances JOIN story_members AS own
                ON own.report = appearances.report WHERE own.story = members.story)
        FROM story_members AS members JOIN reports ON reports.key = members.report
        GROUP BY members.story
        HAVING count(*) >= ?
           AND (? IS NULL OR max(reports.published_at) >= ?) AND (? IS NULL OR min(reports.published_at) < ?)
        ORDER BY count(*) DESC, min(reports.published_at) IS NULL, min(reports.published_at), members.story
        LIMIT ?
    """
    end = until + "~" if until else None
    values = (size, since, since, end, end, -1 if limit is None else limit)
    rows = archive.connection.execute(query, values).fetchall()
    return [
        Story(name, _title(archive.connection, name), first, last, count, outlets)
        for name, count, first, last, outlets in rows
    ]


def story(archive: Archive, name: str) -> Story:
    """The story of a name, or the one that now holds the report that the name was made from; raises NoSuchStory."""
    current = story_name(archive, name)
    query = """
        SELECT count(*), min(published_at), max(published_at) FROM story_members
        JOIN reports ON reports.key = report WHERE story = ?
    """
    count, first, last = archive.connection.execute(query, (current,)).fetchone()
    outlets = {row.outlet for row in story_reports(archive, current) if row.outlet}
    return Story(current, _title(archive.connection, current), first, last, count, len(outlets))


def story_name(archive: Archive, name: str) -> str:
    """The name that a story goes by now, from any that it ever had; raises NoSuchStory."""
    query = """
        SELECT members.story FROM story_names JOIN story_members AS members ON members.report = story_names.founder
        WHERE story_names.story = ?
    """
    row = archive.connection.execute(query, (name,)).fetchone()
    if row is None:
        raise NoSuchStory(archive.path, f"there is no story {name}", "`onrecord stories` lists those there are")
    return str(row[0])


def story_of(archive: Archive, report_id: str) -> str:
    """The name of the story that a report belongs to. Raises KeyError where it is not in the archive."""
    query = "SELECT story FROM story_members WHERE report = ?"
    return str(archive.connection.execute(query, (archive.key(report_id),)).fetchone()[0])


def story_reports(archive: Archive, name: str) -> list[ReportRow]:
    """The reports of a story in the order in which they came out, those of unknown date last; raises NoSuchStory."""
    query = f"""
        SELECT {_ROW} FROM story_members JOIN reports ON reports.key = story_members.report
        WHERE story = ? ORDER BY published_at IS NULL, published_at, id
    """
    return [ReportRow(*row) for row in archive.connection.execute(query, (story_name(archive, name),))]


def story_names(archive: Archive, name: str) -> list[str]:
    """Who and what the story's reports name most: actors and places, those of most reports first, six of them."""
    query = """
        SELECT named.name, named.report FROM story_members JOIN (
            SELECT report, name FROM actors WHERE kind <> 'outlet' UNION SELECT report, name FROM places
        ) AS named ON named.report = story_members.report WHERE story = ?
    """
    rows = set(archive.connection.execute(query, (story_name(archive, name),)))
    counts = Counter(name for name, _ in rows if name[:1].isupper())
    return [name for name, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:6]]


def _title(connection: sqlite3.Connection, name: str) -> str:
    """The founder's title, else the first title in order of publication, else the founder's first words."""
    query = """
        SELECT title, substr(text, 1, 80) FROM story_members JOIN reports ON reports.key = story_members.report
        WHERE story = ? ORDER BY published_at IS NULL, published_at, id
    """
    rows = connection.execute(query, (name,)).fetchall()
    opening = rows[0][1].split("\n", 1)[0]
    titles = (str(title) for title, _ in rows if title)
    return next(titles, str(opening))
