"""The user's list of feeds, a TOML file.

[watch]                       # all optional
contact = "desk@example.org"  # put into the User-Agent, so that sites can ask
interval = "30m"              # how often a feed is asked for news
delay = "5s"                  # at least so long between two requests to one host

[[feeds]]
url = "https://courier.example/news.rss"
outlet = "Marsh Courier"      # optional, in place of the feed's own title
articles = true               # fetch the pages that the entries link to; without it the feed's text is taken
interval = "2h"               # optional, for this feed
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import SetupError

SHORTEST_INTERVAL = 60.0
"""Seconds: no feed is asked more often than this, whatever the file says."""

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """One feed to follow: `interval` in seconds; with `articles` the linked pages are fetched too."""

    url: str
    outlet: str | None = None
    articles: bool = False
    interval: float = 1800.0


@dataclass(frozen=True, slots=True)
class Settings:
    """All feeds to follow; `delay` is the least time in seconds between two requests to one host."""

    feeds: tuple[FeedSettings, ...]
    contact: str | None = None
    delay: float = 5.0


def load_settings(path: Path) -> Settings:
    """The settings in a file. Raises SetupError, with the file and the entry, where they are not as they should be."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{path}: it cannot be read: {error.strerror}. Check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: this is not valid TOML: {error}. See docs/watching.md for the form") from error
    reader = _Reader(path)
    general = reader.table(data, "watch")
    reader.refuse_others(data, {"watch", "feeds"}, "the file")
    reader.refuse_others(general, {"contact", "interval", "delay"}, "[watch]")
    interval = reader.seconds(general, "interval", "[watch]", 1800.0)
    feeds = data.get("feeds")
    if not isinstance(feeds, list) or not feeds:
        raise reader.error("the file", "lists no feeds", 'Write [[feeds]] and url = "https://…" below it')
    listed = tuple(reader.feed(entry, f"feed {number}", interval) for number, entry in enumerate(feeds, start=1))
    if len({feed.url for feed in listed}) < len(listed):
        raise reader.error("the file", "lists a feed twice", "Leave one of them out")
    return Settings(
        feeds=listed,
        contact=reader.text(general, "contact", "[watch]"),
        delay=reader.seconds(general, "delay", "[watch]", 5.0),
    )


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


class _Reader:
    """Reads values, and names the file and the entry of those that are wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def error(self, where: str, problem: str, remedy: str) -> SetupError:
        return SetupError(f"{self._path}: {where} {problem}. {remedy}")

    def feed(self, entry: Any, where: str, interval: float) -> FeedSettings:
        if not isinstance(entry, dict):
            raise self.error(where, "is no table", 'Write [[feeds]] and url = "https://…" below it')
        self.refuse_others(entry, {"url", "outlet", "articles", "interval"}, where)
        url = self.text(entry, "url", where) or ""
        if not _is_web_address(url):
            raise self.error(where, f"has no web address but {url!r}", 'Write url = "https://…"')
        articles = entry.get("articles", False)
        if not isinstance(articles, bool):
            raise self.error(where, f"has articles = {articles!r}", "Write true or false")
        return FeedSettings(url, self.text(entry, "outlet", where), articles, self._interval(entry, where, interval))

    def _interval(self, entry: dict[str, Any], where: str, default: float) -> float:
        return max(self.seconds(entry, "interval", where, default), SHORTEST_INTERVAL)

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        value = data.get(name, {})
        if not isinstance(value, dict):
            raise self.error(f"[{name}]", "is no table", f"Write [{name}] on a line of its own")
        return value

    def refuse_others(self, table: dict[str, Any], known: set[str], where: str) -> None:
        others = sorted(set(table) - known)
        if others:
            raise self.error(where, f"has {others[0]!r}, which is not known", f"Known are {', '.join(sorted(known))}")

    def text(self, table: dict[str, Any], key: str, where: str) -> str | None:
        value = table.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip() or not value.isprintable()):
            raise self.error(where, f"has {key} = {value!r}", "Write it as text in quotation marks")
        return value.strip() if value else None

    def seconds(self, table: dict[str, Any], key: str, where: str, default: float) -> float:
        value = table.get(key)
        if value is None:
            return default
        match = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise self.error(where, f"has {key} = {value!r}", 'Write it as "90s", "30m", "2h" or "1d"')
        return float(match[1]) * _SECONDS[match[2]]
