"""Feeds (RSS, Atom, JSON Feed): a report from each entry, with the full text where the feed carries it."""

import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from onrecord.errors import EmptyInput, OversizedInput, UnreadableInput
from onrecord.intake.characters import one_line
from onrecord.intake.decoding import decode
from onrecord.intake.metadata import Metadata, make_metadata
from onrecord.intake.objects import Item, Options, attempt
from onrecord.intake.report import report_from_html, report_from_text
from onrecord.intake.streams import Input
from onrecord.records import Report

LARGEST_FEED = 20_000_000
"""Bytes that a feed may have; unlike other kinds of input it is held as a whole."""

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SECTION = re.compile(r"[|»›:–—]|\s-\s")
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_REMEDY = "Check that the address is that of a feed"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: what names it in its feed, where it leads, and what it holds."""

    key: str
    link: str | None
    body: str
    metadata: Metadata
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its order; `problem` says what is wrong with it where that could be passed over."""

    entries: tuple[FeedEntry, ...]
    problem: str | None = None


def read_feed(source: Input, options: Options) -> Iterator[Item]:
    """One item for each entry, named `NAME:NUMBER` in the feed's order. Raises what `parse_feed` raises."""
    data = source.stream.read(LARGEST_FEED + 1)
    if len(data) > LARGEST_FEED:
        raise OversizedInput(source.name, "the feed is longer than 20 MB", "Split it, or write JSON Lines")
    feed = parse_feed(data, source.name)
    for number, entry in enumerate(feed.entries, start=1):
        name = f"{source.name}:{number}"
        yield attempt(name, partial(report_of_entry, entry, name, options))
    if feed.problem and not source.damaged:
        yield source.name, UnreadableInput(source.name, feed.problem, "Get the feed again")


def report_of_entry(entry: FeedEntry, name: str, options: Options) -> Report:
    """The report that an entry itself carries. Raises EmptyInput where it has no text, and what texts raise."""
    if not entry.body.strip():
        raise EmptyInput(name, "the entry holds no text", "Read the page that it links to")
    if _TAG.search(entry.body):
        page = f"<html><body><article>{entry.body}</article></body></html>"
        return report_from_html(page, name=name, overrides=options.overrides, metadata=entry.metadata)
    return report_from_text(entry.body, name=name, overrides=options.overrides, metadata=entry.metadata)


def parse_feed(data: bytes, name: str, address: str | None = None) -> Feed:
    """The feed in the bytes; `address` is where it was fetched, against which its links are resolved.

    The last entry of a feed that ends early is left out, because it may be cut short. Raises UnreadableInput where
    the bytes are no feed.
    """
    if data.lstrip()[:1] == b"{":
        return Feed(tuple(_json_entries(data, name, address)))
    found, about = _quickly(data) or _slowly(data, name)
    base = address or about.get("link")
    entries = tuple(_entry(each, about.get("title"), base) for each in found)
    if _CLOSED.search(data[-4096:]):
        return Feed(entries)
    return Feed(entries[:-1], "the feed ends early; its last entry may be cut short and was left out")


def _quickly(data: bytes) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]] | None:
    """The entries as fastfeedparser has them, dated in the feed's own words, and what it says of the feed.

    It gives None where it cannot read the feed. Of its dates none is taken: where one lacks the year or the day it
    fills in today's, and it loses the time zone.
    """
    import fastfeedparser

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of time zones that it does not know
            parsed = fastfeedparser.parse(data, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # whatever a foreign parser makes of a broken feed, the other one has its turn
        return None
    dates = _written_dates(data)
    if len(dates) != len(parsed["entries"]):
        return None
    entries: list[Mapping[str, Any]] = [
        dict(entry) | given for entry, given in zip(parsed["entries"], dates, strict=True)
    ]
    return entries, parsed["feed"]


def _slowly(data: bytes, name: str) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]]:
    import feedparser

    parsed = feedparser.parse(io.BytesIO(data))
    if not parsed.version and not parsed.entries:
        raise UnreadableInput(name, "this is no RSS or Atom feed that can be read", _REMEDY)
    return parsed.entries, parsed.feed


def _written_dates(data: bytes) -> list[dict[str, str | None]]:
    """The dates of each entry as they are written, in the feed's order."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    entries = root.iter("{*}item", "{*}entry") if root is not None else ()
    return [{"published": _child(entry, _PUBLISHED), "updated": _child(entry, _UPDATED)} for entry in entries]


def _child(entry: etree._Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        found = entry.findtext(f"{{*}}{name}")
        if found and found.strip():
            return str(found)
    return None


def _entry(given: Mapping[str, Any], feed_title: str | None, base: str | None) -> FeedEntry:
    link = given.get("link")
    content = next((part["value"] for part in given.get("content") or () if part.get("value")), None)
    source = given.get("source")
    return _feed_entry(
        key=given.get("id"),
        link=_resolved(base, link),
        body=content or given.get("summary") or given.get("description") or "",
        title=given.get("title"),
        outlet=source.get("title") if isinstance(source, Mapping) else feed_title,
        byline=given.get("authors") or given.get("author"),
        published=given.get("published"),
        updated=given.get("updated"),
    )


def _json_entries(data: bytes, name: str, address: str | None) -> Iterator[FeedEntry]:
    try:
        feed = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(name, f"the feed is not valid JSON: {error}", _REMEDY) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            link = item.get("url") or item.get("external_url")
            yield _feed_entry(
                key=str(item.get("id") or "") or None,
                link=_resolved(address, link),
                body=next((str(item[key]) for key in ("content_html", "content_text", "summary") if item.get(key)), ""),
                title=item.get("title"),
                outlet=feed.get("title"),
                byline=item.get("authors") or item.get("author"),
                published=item.get("date_published"),
                updated=item.get("date_modified"),
            )


def _feed_entry(
    key: str | None, link: Any, body: str, title: Any, outlet: Any, byline: Any, published: Any, updated: Any
) -> FeedEntry:
    """An entry from raw values. Many feeds of the Atom kind state no date but that of the last change."""
    metadata = make_metadata(
        title=_plain(title),
        outlet=None if isinstance(outlet, str) and _SECTION.search(outlet) else outlet,
        byline=byline,
        published=published or updated,
        url=link,
    )
    return FeedEntry(key or metadata.url or body, metadata.url, body, metadata, updated or published)


def _resolved(base: str | None, link: Any) -> str | None:
    if not isinstance(link, str):
        return None
    try:
        return urljoin(base, link) if base else link
    except ValueError:  # "http://[" and the like
        return None


def _plain(title: Any) -> str | None:
    return one_line(_TAG.sub("", title)) if isinstance(title, str) else None
