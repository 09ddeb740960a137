"""What the archive remembers of feeds, their entries and sites' robots.txt, between runs."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from onrecord.archive import Archive
from onrecord.intake.feeds import FeedEntry
from onrecord.intake.metadata import Metadata
from onrecord.watch.polite import StoredRobots


@dataclass(frozen=True, slots=True)
class FeedState:
    """One feed: what to send with the next request, when that is due, and how it went."""

    url: str
    etag: str | None = None
    modified: str | None = None
    checked: float | None = None
    due: float = 0.0
    failures: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An entry whose page is still to be fetched."""

    feed: str
    key: str
    link: str
    metadata: Metadata
    due: float
    tries: int


class State:
    """The archive's tables `watch_…`."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def feed(self, url: str) -> FeedState:
        """What is known of a feed; a new one is due at once."""
        row = self._archive.connection.execute("SELECT * FROM watch_feeds WHERE url = ?", (url,)).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def keep_feed(self, feed: FeedState) -> None:
        """Remember how a feed stands."""
        with self._archive.transaction() as connection:
            connection.execute(
                "INSERT INTO watch_feeds VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
                "etag = excluded.etag, modified = excluded.modified, checked = excluded.checked, due = excluded.due, "
                "failures = excluded.failures, problem = excluded.problem",
                astuple(feed),
            )

    def is_known(self, feed: str, entry: FeedEntry, whole: bool) -> bool:
        """Whether the entry was seen as it stands; `whole`: its text counts too."""
        found = self._archive.connection.execute(
            "SELECT digest FROM watch_entries WHERE feed = ? AND key = ?", (feed, entry.key)
        ).fetchone()
        return found is not None and found[0] == digest(entry, whole)

    def keep_entry(
        self,
        feed: str,
        entry: FeedEntry,
        whole: bool,
        due: float | None = None,
        report: int | None = None,
        problem: str | None = None,
    ) -> None:
        """Remember an entry as it stands: done with its report or the reason, or its page due at that time."""
        known = entry.metadata
        values = (digest(entry, whole), entry.link, known.title, known.byline, known.published, due, report, problem)
        with self._archive.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO watch_feeds VALUES (?, NULL, NULL, NULL, 0, 0, NULL)", (feed,))
            connection.execute(
                "INSERT OR REPLACE INTO watch_entries (feed, key, digest, link, title, byline, published, due, report, "
                "problem, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                (feed, entry.key, *values),
            )

    def next_pages(self, feeds: Iterable[str]) -> list[Page]:
        """Of each feed the page that has been due longest."""
        pages = (self._next_page(feed) for feed in feeds)
        return [page for page in pages if page is not None]

    def _next_page(self, feed: str) -> Page | None:
        row = self._archive.connection.execute(
            "SELECT key, link, title, byline, published, due, tries FROM watch_entries "
            "WHERE feed = ? AND due IS NOT NULL ORDER BY due, key LIMIT 1",
            (feed,),
        ).fetchone()
        if row is None:
            return None
        key, link, title, byline, published, due, tries = row
        return Page(feed, key, link, Metadata(title, None, byline, published, link), due, tries)

    def finish_page(self, page: Page, report: int | None, problem: str | None) -> None:
        """Nothing is left to do for the page."""
        self._update(page, "due = NULL, report = ?, problem = ?", (report, problem))

    def put_off_page(self, page: Page, due: float, problem: str) -> None:
        """Try the page again at that time."""
        self._update(page, "tries = tries + 1, due = ?, problem = ?", (due, problem))

    def _update(self, page: Page, change: str, values: tuple[object, ...]) -> None:
        with self._archive.transaction() as connection:
            where = "WHERE feed = ? AND key = ?"
            connection.execute(f"UPDATE watch_entries SET {change} {where}", (*values, page.feed, page.key))


class KeptRobots:
    """The robots.txt files that the archive keeps."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def get(self, origin: str) -> StoredRobots | None:
        """What was kept of a site."""
        query = "SELECT text, fetched FROM watch_robots WHERE origin = ?"
        row = self._archive.connection.execute(query, (origin,)).fetchone()
        return StoredRobots(*row) if row else None

    def put(self, origin: str, robots: StoredRobots) -> None:
        """Keep it."""
        with self._archive.transaction() as connection:
            values = (origin, robots.text, robots.fetched)
            connection.execute("INSERT OR REPLACE INTO watch_robots VALUES (?, ?, ?)", values)


def digest(entry: FeedEntry, whole: bool) -> str:
    """What tells whether an entry has changed. Where its page is fetched the text does not count: many feeds put
    counters and advertisements into it."""
    known = entry.metadata
    parts = (entry.link, known.title, known.published, entry.updated, entry.body if whole else None)
    return hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()
