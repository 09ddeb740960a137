"""Feeds in turn, and the pages they link to: what is due soonest comes first, and one that fails stops no other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from onrecord.archive import Archive
from onrecord.errors import InputError, OnrecordError, ReadingFailed, UnreadableInput
from onrecord.intake.feeds import FeedEntry, parse_feed, report_of_entry
from onrecord.intake.metadata import Overrides
from onrecord.intake.objects import Options
from onrecord.intake.report import report_from_html
from onrecord.records import Record, Report
from onrecord.watch.client import Client, FetchFailed, Response
from onrecord.watch.polite import Clock, NotAllowed, PoliteClient, SystemClock, retry_after
from onrecord.watch.settings import FeedSettings, Settings
from onrecord.watch.state import FeedState, KeptRobots, Page, State

MOST_TRIES = 6
"""How often a page is asked for that the server does not give for now."""

LONGEST_PAUSE = 86400.0
"""Seconds: however often a feed failed, it is asked again after a day, unless its server asks for more."""

_FIRST_PAUSE = 300.0
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_ACCEPT_FEED = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9"

Kind = Literal["feed", "unchanged", "new", "revision", "same", "rejected", "failed", "later"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request or entry: `url` names it, `detail` says what a person wants to know of it.

    `feed`: asked, and had entries not seen before; `unchanged`: asked, nothing new; `new`, `revision`, `same`: a report
    went into the archive, or was there; `rejected`: it is no report; `later`: it failed and will be tried again;
    `failed`: it will not.
    """

    kind: Kind
    url: str
    detail: str = ""


class Watcher:
    """Follows the feeds of the settings into an archive; what was done is kept there, so it can stop at any time."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        read: Callable[[Report], Record],
        client: Client | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._archive = archive
        self._feeds = {feed.url: feed for feed in settings.feeds}
        self._read = read
        self._clock = clock or SystemClock()
        self._state = State(archive)
        client = client or Client(settings.contact)
        self._web = PoliteClient(client, KeptRobots(archive), self._clock, settings.delay)

    def run(self, once: bool = False) -> Iterator[Outcome]:
        """Do what is due, then wait for what will be, without end; tell of each step after it was stored.

        With `once`: ask each feed one time, fetch the pages that are due, and end. What failed and is to be left
        alone for now is left alone.
        """
        asked: set[str] = set()
        while task := self._next_task(once, asked):
            self._clock.sleep(max(task.due - self._clock.now(), 0.0))
            if task.feed:
                asked.add(task.url)
            yield from task.do()

    def _next_task(self, once: bool, asked: set[str]) -> "_Task | None":
        tasks = [*self._feed_tasks(once, asked), *self._page_tasks()]
        if once:
            now = self._clock.now()
            tasks = [task for task in tasks if task.due <= now]
        return min(tasks, key=lambda task: (max(task.due, task.free), task.url), default=None)

    def _feed_tasks(self, once: bool, asked: set[str]) -> Iterator["_Task"]:
        for url, feed in self._feeds.items():
            if once and url in asked:
                continue
            state = self._state.feed(url)
            due = 0.0 if once and not state.failures else state.due
            yield _Task(due, self._web.free_at(url), url, True, partial(self._poll, feed, state))

    def _page_tasks(self) -> Iterator["_Task"]:
        for page in self._state.next_pages(self._feeds):
            yield _Task(page.due, self._web.free_at(page.link), page.link, False, partial(self._fetch, page))

    # feeds

    def _poll(self, feed: FeedSettings, state: FeedState) -> Iterator[Outcome]:
        headers = {"Accept": _ACCEPT_FEED}
        if state.etag:
            headers["If-None-Match"] = state.etag
        if state.modified:
            headers["If-Modified-Since"] = state.modified
        try:
            response = self._web.get(feed.url, feed.url, headers)
        except FetchFailed as error:
            yield self._put_off_feed(feed, state, str(error))
            return
        if response.status == 304:
            self._keep_asked(feed, state)
            yield Outcome("unchanged", feed.url)
        elif response.status == 200:
            yield from self._take_feed(feed, state, response)
        else:
            yield self._put_off_feed(feed, state, f"the server answered with status {response.status}", response)

    def _take_feed(self, feed: FeedSettings, state: FeedState, response: Response) -> Iterator[Outcome]:
        try:
            found = parse_feed(response.body, feed.url, response.url)
        except InputError as error:
            yield self._put_off_feed(feed, state, error.problem)
            return
        fresh = [entry for entry in found.entries if not self._state.is_known(feed.url, entry, not feed.articles)]
        for entry in fresh:
            if feed.articles and entry.link:
                self._state.keep_entry(feed.url, entry, False, due=self._clock.now())
            else:
                yield self._take_entry(feed, entry)
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        # A feed that broke off is asked for as a whole next time.
        self._keep_asked(feed, replace(state, etag=etag, modified=modified) if not found.problem else state)
        told = f"{len(fresh)} of {len(found.entries)} entries not seen before"
        if found.problem:
            yield Outcome("later", feed.url, f"{told}; {found.problem}")
        else:
            yield Outcome("feed" if fresh else "unchanged", feed.url, told)

    def _take_entry(self, feed: FeedSettings, entry: FeedEntry) -> Outcome:
        """Add the text that the feed itself carries."""
        name = entry.link or f"{feed.url} {entry.key[:80]}"
        given = replace(entry, metadata=replace(entry.metadata, retrieved=self._moment()))
        outcome, key = self._add(name, lambda: report_of_entry(given, name, _options(feed)))
        problem = outcome.detail if key is None else None
        self._state.keep_entry(feed.url, entry, not feed.articles, report=key, problem=problem)
        return outcome

    def _keep_asked(self, feed: FeedSettings, state: FeedState) -> None:
        now = self._clock.now()
        kept = replace(state, checked=now, due=now + feed.interval, failures=0, problem=None)
        self._state.keep_feed(kept)

    def _put_off_feed(
        self, feed: FeedSettings, state: FeedState, problem: str, response: Response | None = None
    ) -> Outcome:
        now = self._clock.now()
        pause = max(self._pause(feed.url, state.failures, response), feed.interval)
        kept = replace(state, checked=now, due=now + pause, failures=state.failures + 1, problem=problem)
        self._state.keep_feed(kept)
        return Outcome("later", feed.url, f"{problem}; asked again in {_in_words(pause)}")

    # pages

    def _fetch(self, page: Page) -> Iterator[Outcome]:
        try:
            response = self._web.get(page.link, page.feed, {"Accept": _ACCEPT_PAGE})
        except NotAllowed as error:
            yield self._give_up(page, str(error))
            return
        except FetchFailed as error:
            yield self._put_off_page(page, str(error))
            return
        if response.status == 200:
            yield self._take_page(page, response)
        elif response.status in (408, 425, 429) or response.status >= 500:
            yield self._put_off_page(page, f"the server answered with status {response.status}", response)
        else:
            yield self._give_up(page, f"the server answered with status {response.status}")

    def _take_page(self, page: Page, response: Response) -> Outcome:
        outcome, key = self._add(response.url, partial(self._page_report, page, response))
        self._state.finish_page(page, key, outcome.detail if key is None else None)
        return outcome

    def _page_report(self, page: Page, response: Response) -> Report:
        if response.kind not in _PAGES:
            raise UnreadableInput(response.url, f"this is {response.kind}, not a web page", "Leave it out")
        # What the page says of its outlet is better than the title of the feed.
        known = replace(page.metadata, url=response.url, retrieved=self._moment())
        overrides = _options(self._feeds[page.feed]).overrides
        return report_from_html(
            response.body, name=response.url, overrides=overrides, metadata=known, charset=response.charset
        )

    def _give_up(self, page: Page, problem: str) -> Outcome:
        self._state.finish_page(page, None, problem)
        return Outcome("failed", page.link, problem)

    def _put_off_page(self, page: Page, problem: str, response: Response | None = None) -> Outcome:
        if page.tries + 1 >= MOST_TRIES:
            return self._give_up(page, f"{problem}, {MOST_TRIES} times")
        pause = self._pause(page.link, page.tries, response)
        self._state.put_off_page(page, self._clock.now() + pause, problem)
        return Outcome("later", page.link, f"{problem}; asked again in {_in_words(pause)}")

    # both

    def _add(self, name: str, take_in: Callable[[], Report]) -> tuple[Outcome, int | None]:
        """Take in a report, read it and store it, or note why not: what became of it, and its key in the archive."""
        try:
            report = take_in()
            record = self._record(report, name) if self._archive.needs_reading(report) else None
        except InputError as error:
            self._archive.reject(error)
            return Outcome("rejected", name, error.problem), None
        added = self._archive.add(record) if record else self._archive.add_known(report)
        return Outcome(added.outcome, name, report.title or ""), added.report

    def _record(self, report: Report, name: str) -> Record:
        try:
            return self._read(report)
        except OnrecordError:
            raise
        except Exception as error:
            problem = f"reading it broke off ({type(error).__name__}: {error})"
            raise ReadingFailed(name, problem, "Please report this, with the text") from error

    def _pause(self, url: str, failures: int, response: Response | None) -> float:
        """Twice as long after each failure, and no less than the server asks for; then of its whole host."""
        asked = retry_after(response, self._clock.now()) if response else None
        if asked is not None:
            self._web.hold(url, asked)
        return max(min(_FIRST_PAUSE * 2.0 ** min(failures, 20), LONGEST_PAUSE), asked or 0.0)

    def _moment(self) -> str:
        return datetime.fromtimestamp(int(self._clock.now()), UTC).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class _Task:
    """A request that can be made: when it is due, when its host may be asked, and how to make it."""

    due: float
    free: float
    url: str
    feed: bool
    do: Callable[[], Iterator[Outcome]]


def _options(feed: FeedSettings) -> Options:
    return Options(Overrides(outlet=feed.outlet))


def _in_words(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 5400 else f"{seconds / 60:.0f} min"
