"""Following feeds, with a real server on this machine: what is asked for, what is left alone, what is remembered."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli.app import app
from onrecord.errors import SetupError
from onrecord.records import Coder, Record, Report
from onrecord.watch import Client, FeedSettings, Outcome, Settings, Watcher, load_settings
from onrecord.watch.client import FetchFailed
from onrecord.watch.polite import NotAllowed, ascii_address
from onrecord.watch.robots import parse_robots

TEXT = "The harbour council of Zenda voted on Tuesday to close the north pier, officials of the town said."
SPANISH = "El ayuntamiento votó ayer a favor del cierre del muelle norte, según dijeron los vecinos de la ciudad."
START = 1_620_000_000.0


@dataclass
class Answer:
    """What the server says to one request."""

    body: str | bytes = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Seen:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    at: float


class Site:
    """A server whose pages a test sets; a page can be a function of the request."""

    def __init__(self, clock: "FakeClock") -> None:
        self.pages: dict[str, Answer | Callable[[Seen], Answer]] = {}
        self.seen: list[Seen] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(clock))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _handler(self, clock: "FakeClock") -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen = Seen(self.path, dict(self.headers), clock.now())
                site.seen.append(seen)
                page = site.pages.get(self.path, Answer(status=404))
                answer = page(seen) if callable(page) else page
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in {
                    "Content-Type": answer.kind,
                    "Content-Length": str(len(body)),
                    **answer.headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(BrokenPipeError):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class FakeClock:
    """A clock that goes on only where somebody waits."""

    def __init__(self) -> None:
        self.time = START
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def site(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    site = Site(clock)
    yield site
    site.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "watched.archive", create=True, indexes=()) as archive:
        yield archive


def read(report: Report) -> Record:
    """A record with nothing in it: these tests are about fetching."""
    return Record(report=report, coder=Coder(version="test"))


def page(text: str) -> str:
    return f"<html><head><title>Pier</title></head><body><article><p>{text}</p><p>{text}</p></article></body></html>"


def entry(number: int, text: str = TEXT, link: str | None = None) -> str:
    return (
        f"<item><title>Vote {number}</title><link>{link or f'/news/{number}'}</link><guid>n{number}</guid>"
        f"<pubDate>Tue, 04 May 2021 09:3{number % 10}:00 GMT</pubDate>"
        f"<description>{number}. {text}</description></item>"
    )


def feed(*entries: str) -> Answer:
    body = f"<rss version='2.0'><channel><title>Marsh Courier</title>{''.join(entries)}</channel></rss>"
    return Answer(body, kind="application/rss+xml")


def watcher(archive: Archive, site: Site, clock: FakeClock, *feeds: FeedSettings, **options: float) -> Watcher:
    listed = feeds or (FeedSettings(f"{site.url}/feed"),)
    client = Client(
        contact="desk@example.org", timeout=options.pop("timeout", 10.0), limit=int(options.pop("limit", 200_000))
    )
    return Watcher(archive, Settings(listed, delay=options.pop("delay", 5.0)), read, client, clock)


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [outcome.kind for outcome in outcomes]


def test_entries_go_into_the_archive_and_are_not_taken_twice(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/feed"] = feed(entry(1), entry(2))
    first = list(watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", outlet="The Courier")).run(once=True))
    assert kinds(first) == ["new", "new", "feed"]
    rows = sorted((row.uri, row.outlet, row.title, row.published) for row in archive.reports())
    assert rows == [
        (f"{site.url}/news/1", "The Courier", "Vote 1", "2021-05-04T09:31:00Z"),
        (f"{site.url}/news/2", "The Courier", "Vote 2", "2021-05-04T09:32:00Z"),
    ]
    site.pages["/feed"] = feed(entry(3), entry(1), entry(2))
    again = list(watcher(archive, site, clock).run(once=True))
    assert kinds(again) == ["new", "feed"]
    assert len(archive) == 3
    assert site.paths() == ["/feed", "/feed"]  # no page was fetched that nobody asked for


def test_requests_say_who_asks_and_ask_only_for_what_is_new(archive: Archive, site: Site, clock: FakeClock) -> None:
    tags = {"ETag": '"one"', "Last-Modified": "Tue, 04 May 2021 09:30:00 GMT"}

    def answer(seen: Seen) -> Answer:
        if seen.headers.get("If-None-Match") == '"one"':
            return Answer(status=304)
        return Answer(feed(entry(1)).body, kind="application/rss+xml", headers=tags)

    site.pages["/feed"] = answer
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["new", "feed"]
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["unchanged"]
    last = site.seen[-1]
    assert last.headers["If-Modified-Since"] == tags["Last-Modified"]
    assert last.headers["User-Agent"].startswith("onrecord/")
    assert "desk@example.org" in last.headers["User-Agent"]


def test_linked_pages_are_fetched_where_the_user_says_so(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/feed"] = feed(entry(1), entry(2), entry(3))
    for number in (1, 2):
        site.pages[f"/news/{number}"] = Answer(page(f"{number}. {TEXT} In full."))
    site.pages["/news/3"] = Answer(b"%PDF-1.7", kind="application/pdf")
    listed = FeedSettings(f"{site.url}/feed", articles=True)
    outcomes = list(watcher(archive, site, clock, listed).run(once=True))
    assert sorted(kinds(outcomes)) == ["feed", "new", "new", "rejected"]
    (first,) = (record.report for record in archive.records() if record.report.text.startswith("1."))
    assert first.text.split("\n")[0] == f"1. {TEXT} In full."
    assert (first.uri, first.published, first.retrieved) == (
        f"{site.url}/news/1",
        "2021-05-04T09:31:00Z",
        "2021-05-03T00:00:10Z",
    )
    assert kinds(list(watcher(archive, site, clock, listed).run(once=True))) == ["unchanged"]
    assert site.paths().count("/news/1") == site.paths().count("/news/3") == 1


def test_a_host_is_given_time_between_two_requests(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 20\n", kind="text/plain")
    site.pages["/feed"] = feed(entry(1), entry(2))
    site.pages["/news/1"] = site.pages["/news/2"] = Answer(page(TEXT))
    list(watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", articles=True)).run(once=True))
    times = [seen.at for seen in site.seen]
    assert [seen.path for seen in site.seen] == ["/robots.txt", "/feed", "/news/1", "/news/2"]
    assert [round(later - earlier) for earlier, later in pairwise(times)] == [5, 20, 20]


def test_what_robots_txt_forbids_is_not_fetched(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /news/1\nDisallow: /private\n", kind="text/plain")
    site.pages["/feed"] = feed(entry(1), entry(2))
    site.pages["/news/1"] = site.pages["/news/2"] = Answer(page(TEXT))
    listed = FeedSettings(f"{site.url}/feed", articles=True), FeedSettings(f"{site.url}/private/feed")
    outcomes = list(watcher(archive, site, clock, *listed).run(once=True))
    assert sorted(kinds(outcomes)) == ["failed", "feed", "later", "new"]
    assert {outcome.detail for outcome in outcomes if outcome.kind == "failed"} == {"robots.txt does not allow it"}
    assert site.paths() == ["/feed", "/news/2"]
    assert [seen.path for seen in site.seen].count("/robots.txt") == 1


def test_robots_txt_is_kept_for_a_day_and_a_site_in_trouble_is_left_alone(
    archive: Archive, site: Site, clock: FakeClock
) -> None:
    site.pages["/feed"] = feed(entry(1))
    site.pages["/robots.txt"] = Answer(status=503)
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["later"]
    assert site.paths() == []
    site.pages["/robots.txt"] = Answer(status=404)
    clock.time += 3600
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["new", "feed"]
    clock.time += 3600
    list(watcher(archive, site, clock).run(once=True))
    asked = [seen.path for seen in site.seen].count("/robots.txt")
    clock.time += 90_000
    list(watcher(archive, site, clock).run(once=True))
    assert (asked, [seen.path for seen in site.seen].count("/robots.txt")) == (2, 3)


@pytest.mark.parametrize("as_date", [False, True])
def test_a_server_that_asks_to_wait_is_left_alone(
    archive: Archive, site: Site, clock: FakeClock, as_date: bool
) -> None:
    after = formatdate(START + 7205, usegmt=True) if as_date else "7200"
    site.pages["/feed"] = Answer(status=429, headers={"Retry-After": after})
    (outcome,) = watcher(archive, site, clock).run(once=True)
    assert (outcome.kind, "2.0 h" in outcome.detail) == ("later", True)
    clock.time += 7000
    assert list(watcher(archive, site, clock).run(once=True)) == []
    clock.time += 300
    site.pages["/feed"] = feed(entry(1))
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["new", "feed"]


def test_pauses_grow_with_every_failure(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/feed"] = Answer(status=500)
    run = watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", interval=60.0)).run()
    for _ in range(5):
        next(run)
    times = [seen.at for seen in site.seen if seen.path == "/feed"]
    assert [round(later - earlier) for earlier, later in pairwise(times)] == [300, 600, 1200, 2400]


def test_a_page_is_tried_again_and_given_up_in_the_end(archive: Archive, site: Site, clock: FakeClock) -> None:
    answers = iter([Answer(status=503), Answer(status=503), Answer(page(TEXT))])
    site.pages["/feed"] = feed(entry(1), entry(2))
    site.pages["/news/1"] = lambda _: next(answers)
    site.pages["/news/2"] = Answer(status=502)
    run = watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", articles=True, interval=1e6)).run()
    outcomes: list[Outcome] = []
    while not outcomes or outcomes[-1].kind != "failed":
        outcomes.append(next(run))
    assert kinds(outcomes).count("new") == 1
    assert site.paths().count("/news/1") == 3
    assert site.paths().count("/news/2") == 6
    assert outcomes[-1].url.endswith("/news/2")


def test_one_feed_that_fails_stops_no_other(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/broken"] = Answer("<html>this is no feed</html>")
    site.pages["/cut"] = Answer(str(feed(entry(1), entry(2)).body)[:-80], kind="application/rss+xml")
    site.pages["/good"] = feed(entry(3))
    addresses = [f"{site.url}/{name}" for name in ("broken", "cut", "gone", "good")] + ["http://127.0.0.1:9/none"]
    outcomes = list(watcher(archive, site, clock, *map(FeedSettings, addresses)).run(once=True))
    by_url = {outcome.url: outcome.kind for outcome in outcomes}
    assert [by_url[address] for address in addresses] == ["later", "later", "later", "feed", "later"]
    assert {row.title for row in archive.reports()} == {"Vote 1", "Vote 3"}


def test_redirects_are_followed_but_only_to_the_web(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/moved"] = Answer(status=301, headers={"Location": "/feed"})
    site.pages["/feed"] = feed(entry(1))
    site.pages["/file"] = Answer(status=302, headers={"Location": "file:///etc/hostname"})
    site.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    site.pages["/private"] = Answer(status=302, headers={"Location": "/inside"})
    site.pages["/robots.txt"] = Answer("User-agent: onrecord\nDisallow: /inside\n", kind="text/plain")
    site.pages["/inside"] = feed(entry(2))
    addresses = [f"{site.url}/{name}" for name in ("moved", "file", "round", "private")]
    outcomes = list(watcher(archive, site, clock, *map(FeedSettings, addresses)).run(once=True))
    details = {outcome.url.rsplit("/", 1)[1]: outcome.detail for outcome in outcomes if outcome.kind == "later"}
    assert "no web address" in details["file"]
    assert "redirects" in details["round"]
    assert "robots.txt" in details["private"]
    assert len(archive) == 1
    assert "/inside" not in site.paths()


def test_addresses_with_other_letters_are_sent_as_the_web_has_them(
    archive: Archive, site: Site, clock: FakeClock
) -> None:
    broken = entry(3, link="http://[broken/"), entry(4, link="http://127.0.0.1:port/")
    site.pages["/feed"] = feed(entry(1, link="/news/Łódź?q=ü#top"), entry(2), *broken)
    site.pages["/news/%C5%81%C3%B3d%C5%BA?q=%C3%BC"] = Answer(page(TEXT))
    site.pages["/news/2"] = Answer(status=302, headers={"Location": "/é".encode().decode("latin-1")})
    site.pages["/%C3%A9"] = Answer(page(f"2. {TEXT}"))
    outcomes = list(watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", articles=True)).run(once=True))
    assert sorted(kinds(outcomes)) == ["feed", "later", "new", "new", "new"]  # the third is taken from the feed itself
    assert ascii_address("https://bücher.example/a b") == "https://xn--bcher-kva.example/a%20b"
    with pytest.raises(NotAllowed):
        ascii_address("http://[broken/")


def test_links_into_the_users_own_network_are_not_followed(
    archive: Archive, site: Site, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.watch import polite

    outside = {"127.0.0.1": False}
    monkeypatch.setattr(polite, "_is_private", lambda url: outside.get(polite._host(url), True))
    site.pages["/feed"] = feed(entry(1, link="http://localhost:1/admin"), entry(2))
    site.pages["/news/2"] = Answer(page(TEXT))
    outcomes = list(watcher(archive, site, clock, FeedSettings(f"{site.url}/feed", articles=True)).run(once=True))
    assert sorted(kinds(outcomes)) == ["failed", "feed", "new"]
    assert any("private network" in outcome.detail for outcome in outcomes)


def test_private_addresses_are_known() -> None:
    from onrecord.watch.polite import _is_private

    private = [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/x",
        "http://localhost/",
    ]
    assert all(map(_is_private, private))
    assert not _is_private("http://93.184.216.34/")


def test_answers_too_long_or_packed_too_tight_are_refused(site: Site) -> None:
    import gzip

    client = Client(limit=50_000)
    site.pages["/long"] = Answer("x" * 60_000)
    bomb = gzip.compress(b"x" * 5_000_000)
    site.pages["/bomb"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    site.pages["/packed"] = Answer(gzip.compress(b"fine"), headers={"Content-Encoding": "gzip"})
    site.pages["/cut"] = Answer(gzip.compress(b"fine" * 100)[:-9], headers={"Content-Encoding": "gzip"})
    assert len(bomb) < 50_000
    for name, problem in (("long", "longer than"), ("bomb", "longer than"), ("cut", "ends early")):
        with pytest.raises(FetchFailed, match=problem):
            client.get(f"{site.url}/{name}")
    assert client.get(f"{site.url}/packed").body == b"fine"


@pytest.mark.parametrize("drip", [False, True])
def test_a_server_that_does_not_answer_is_left(site: Site, drip: bool) -> None:
    released = threading.Event()

    def slow(_: Seen) -> Answer:
        released.wait(5)
        return Answer("late")

    site.pages["/slow"] = slow
    begin = time.monotonic()
    with pytest.raises(FetchFailed):
        if drip:
            with _dripping() as url:
                Client(timeout=0.4).get(url)
        else:
            Client(timeout=0.4).get(f"{site.url}/slow")
    released.set()
    assert time.monotonic() - begin < 3


class _dripping:  # noqa: N801 - it is used as a context
    """A server that sends a header a byte at a time, each in time, and never ends."""

    def __enter__(self) -> str:
        import socket

        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._drip, daemon=True).start()
        return f"http://127.0.0.1:{self._server.getsockname()[1]}/"

    def _drip(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            connection.recv(4096)
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                for _ in range(100):
                    connection.sendall(b"x")
                    time.sleep(0.05)
            except OSError:
                return

    def __exit__(self, *_: object) -> None:
        self._server.close()


def test_proxies_of_the_environment_are_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setenv("no_proxy", "direct.invalid")
    site.pages["http://courier.invalid/feed"] = Answer("by way of the proxy")
    assert Client().get("http://courier.invalid/feed").body == b"by way of the proxy"
    with pytest.raises(FetchFailed):
        Client().get("http://direct.invalid/feed")


def test_a_run_cut_off_in_the_middle_goes_on_where_it_was(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/feed"] = Answer(feed(*map(entry, range(1, 6))).body, headers={"ETag": '"x"'})
    for number in range(1, 6):
        site.pages[f"/news/{number}"] = Answer(page(f"{number}. {TEXT}"))
    listed = FeedSettings(f"{site.url}/feed", articles=True)
    run = watcher(archive, site, clock, listed).run(once=True)
    while next(run).kind != "new":
        pass
    run.close()
    list(watcher(archive, site, clock, listed).run(once=True))
    assert len(archive) == 5
    assert all(site.paths().count(f"/news/{number}") == 1 for number in range(1, 6))


def test_an_entry_that_changed_is_taken_as_a_revision(archive: Archive, site: Site, clock: FakeClock) -> None:
    site.pages["/feed"] = feed(entry(1))
    list(watcher(archive, site, clock).run(once=True))
    clock.time += 7200
    site.pages["/feed"] = feed(entry(1, text=f"{TEXT} The mayor has denied it."))
    assert kinds(list(watcher(archive, site, clock).run(once=True))) == ["revision", "feed"]
    old, new = archive.reports()
    assert (old.superseded_by, new.superseded_by) == (new.key, None)


def test_a_report_that_cannot_be_read_is_noted_and_the_next_is_taken(
    archive: Archive, site: Site, clock: FakeClock
) -> None:
    def fragile(report: Report) -> Record:
        if report.text.startswith("1."):
            raise RuntimeError("a fault")
        return read(report)

    site.pages["/feed"] = feed(entry(1), entry(2), entry(3, text=SPANISH))
    run = Watcher(archive, Settings((FeedSettings(f"{site.url}/feed"),)), fragile, Client(), clock).run(once=True)
    assert kinds(list(run)) == ["rejected", "new", "rejected", "feed"]
    kept = archive.connection.execute("SELECT kind FROM rejects ORDER BY kind").fetchall()
    assert kept == [("ReadingFailed",), ("UnsupportedLanguage",)]


def test_the_command_follows_a_list_once(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(entry(1))
    listed = tmp_path / "feeds.toml"
    listed.write_text(f'[watch]\ndelay = "0s"\n[[feeds]]\nurl = "{site.url}/feed"\n', encoding="utf-8")
    arguments = ["watch", str(listed), "--archive", str(tmp_path / "a.archive"), "--once"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert f"{site.url}/news/1: new: Vote 1" in done.stdout
    listed.write_text(listed.read_text(encoding="utf-8") + f'[[feeds]]\nurl = "{site.url}/none"\n', encoding="utf-8")
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert f"{site.url}/none: later: the server answered with status 404" in done.stderr
    assert f"{site.url}/feed: unchanged" in done.stdout
    with Archive.open(tmp_path / "a.archive", read_only=True) as archive:
        (record,) = archive.records()
    assert record.attributions
    listed.write_text("feeds = 1", encoding="utf-8")
    assert CliRunner().invoke(app, arguments).exit_code == 1


ROBOTS = """
# two groups for us, one for all
User-agent: Onrecord
User-agent: otherbot
Disallow: /shop/
Allow: /shop/open
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: *
Disallow: /

User-agent: onrecord/0.1
Disallow: /a%3Cd
Disallow: /search?*page=
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/news/1", True),
        ("/shop/1", False),
        ("/shop/open/1", True),
        ("/x/y.pdf", False),
        ("/x/y.pdf?as=text", True),
        ("/a%3cd", False),
        ("/a<d", False),
        ("/search?q=x&page=2", False),
        ("/search?q=x", True),
        ("/robots.txt", True),
    ],
)
def test_robots_rules(path: str, allowed: bool) -> None:
    rules = parse_robots(ROBOTS, "onrecord")
    assert rules.allows(f"http://c.example{path}") is allowed
    assert rules.delay == 2.5
    assert not parse_robots(ROBOTS, "somebody").allows("http://c.example/news")


def test_robots_rules_take_linear_time() -> None:
    rules = parse_robots("User-agent: *\nDisallow: /" + "*a" * 200 + "$", "onrecord")
    begin = time.monotonic()
    assert rules.allows("http://c.example/" + "a" * 5000 + "b")
    assert time.monotonic() - begin < 1


SETTINGS = """
[watch]
contact = "desk@example.org"
interval = "2h"
delay = "10s"

[[feeds]]
url = "https://courier.example/rss"

[[feeds]]
url = "https://lantern.example/atom"
outlet = "Daily Lantern"
articles = true
interval = "1s"
"""


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    settings = load_settings(path)
    assert (settings.contact, settings.delay) == ("desk@example.org", 10.0)
    assert settings.feeds == (
        FeedSettings("https://courier.example/rss", interval=7200.0),
        FeedSettings("https://lantern.example/atom", "Daily Lantern", True, 60.0),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "lists no feeds"),
        ("feeds = [", "not valid TOML"),
        ('[[feeds]]\nurl = "file:///etc/passwd"', "no web address"),
        ('[[feeds]]\nurl = "http://[broken/"', "no web address"),
        ('[[feeds]]\nurl = "https://a.example/"\ncolour = "red"', "'colour', which is not known"),
        ('[[feeds]]\nurl = "https://a.example/"\ninterval = "soon"', "interval = 'soon'"),
        ('[[feeds]]\nurl = "https://a.example/"\narticles = "yes"', "articles = 'yes'"),
        ('[[feeds]]\nurl = "https://a.example/"\n[[feeds]]\nurl = "https://a.example/"', "twice"),
        ('[watch]\ncontact = "a\\nX: y"\n[[feeds]]\nurl = "https://a.example/"', "contact"),
    ],
)
def test_settings_that_are_wrong_say_where(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=r"feeds\.toml") as error:
        load_settings(path)
    assert problem in str(error.value)
