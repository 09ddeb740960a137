"""Reading files, standard input and JSON Lines: one report or one error for each, never a stop."""

import gzip
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord.errors import EmptyInput, InputError, NotAnArticle, OversizedInput, UnreadableInput
from onrecord.intake.decoding import decode, kind_of, refuse_unreadable, unpack_saved_page
from onrecord.intake.metadata import Metadata, Overrides, make_metadata
from onrecord.intake.report import LARGEST_REPORT, report_from_html, report_from_text
from onrecord.records import Report

STDIN = "-"
"""The path that stands for standard input."""

Item = tuple[str, Report | InputError]
"""An input's name, and its report or the error that stands for it."""

_TEXT = (
    "text",
    "body",
    "content",
    "article",
    "articleBody",
    "article_text",
    "maintext",
    "main_text",
    "full_text",
    "fulltext",
)
_HTML = ("html", "raw_html", "content_html")
_TITLE = ("title", "headline")
_OUTLET = (
    "outlet",
    "source",
    "publisher",
    "site_name",
    "sitename",
    "source_name",
    "publication",
    "media_name",
    "hostname",
)
_BYLINE = ("authors", "author", "byline", "creator")
_PUBLISHED = (
    "published", "date", "datePublished", "published_at", "publishedAt", "published_date", "publish_date",
    "date_publish", "date_published", "publication_date", "pub_date", "pubDate", "published_time", "publish_time",
    "timestamp", "created_at",
)  # fmt: skip
_URL = ("url", "link", "uri", "source_url", "canonical_url")


def read_inputs(paths: Iterable[str], overrides: Overrides | None = None) -> Iterator[Report | InputError]:
    """One report, or the error that stands for it, for each input in order; `-` is standard input.

    A file of JSON Lines gives one for each line. Files are told by content, gzip is opened on the way, and
    nothing is held longer than one report.
    """
    for _, item in read_named_inputs(paths, overrides):
        yield item


def read_named_inputs(paths: Iterable[str], overrides: Overrides | None = None) -> Iterator[Item]:
    """As `read_inputs`, with each input's name: the path, `-`, or `PATH:LINE` in JSON Lines."""
    for path in paths:
        try:
            yield from _read_path(path, overrides or Overrides())
        except InputError as error:
            yield error.name, error


def _read_path(path: str, overrides: Overrides) -> Iterator[Item]:
    try:
        with _open(path) as stream:
            yield from _read_stream(stream, path, overrides)
    except FileNotFoundError:
        raise UnreadableInput(path, "there is no such file", "Check the path") from None
    except IsADirectoryError:
        raise UnreadableInput(path, "this is a folder", "Give the files in it") from None
    except (OSError, EOFError) as error:
        raise UnreadableInput(path, f"it cannot be read: {error}", "Check the file and its permissions") from error


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    """The input's bytes, unpacked where they are compressed with gzip."""
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as stream:
        zipped = isinstance(stream, io.BufferedReader) and stream.peek(2)[:2] == b"\x1f\x8b"
        yield cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if zipped else stream


def _read_stream(stream: BinaryIO, name: str, overrides: Overrides) -> Iterator[Item]:
    first = stream.readline(LARGEST_REPORT + 1)
    if isinstance(_json(first), dict):
        yield from _read_lines(chain([first], _lines(stream)), name, overrides)
        return
    data = first + stream.read(max(LARGEST_REPORT + 1 - len(first), 0))
    if kind_of(data) == "json":
        value = _json(data)
        if value is None and len(data) > LARGEST_REPORT:
            raise OversizedInput(name, "this JSON is longer than 2 MB", "Write one object a line (JSON Lines)")
        if value is not None:
            yield from _read_values(value, name, overrides)
            return
        lines = data.splitlines(keepends=True)
        if any(isinstance(_json(line), dict) for line in lines):
            yield from _read_lines(lines, name, overrides)
            return
    yield name, _attempt(name, lambda: _read_one(data, name, overrides))


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's lines; of one that is too long only so much that it can be seen to be so."""
    while line := stream.readline(LARGEST_REPORT + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_REPORT + 1)


def _read_lines(lines: Iterable[bytes], path: str, overrides: Overrides) -> Iterator[Item]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name = f"{path}:{number}"
            yield name, _attempt(name, partial(_read_line, line, name, overrides))


def _read_line(line: bytes, name: str, overrides: Overrides) -> Report:
    _refuse_oversized(line, name)
    value = _json(line)
    if value is None:
        raise UnreadableInput(
            name, "the line is not valid JSON", "Write one JSON object a line, with its text in `text`"
        )
    return _read_value(value, name, overrides)


def _read_values(value: Any, path: str, overrides: Overrides) -> Iterator[Item]:
    if not isinstance(value, list):
        yield path, _attempt(path, lambda: _read_value(value, path, overrides))
        return
    for number, entry in enumerate(value, start=1):
        name = f"{path}:{number}"
        yield name, _attempt(name, partial(_read_value, entry, name, overrides))


def _read_value(value: Any, name: str, overrides: Overrides) -> Report:
    """A report from a JSON object with its text (or its page) and what is known of it."""
    if not isinstance(value, dict):
        raise NotAnArticle(name, "this JSON is no object with a report's text", "Give objects with the text in `text`")
    if isinstance(value.get("report"), dict):  # a record that onrecord made
        value = value["report"]
    known = _metadata_of(value)
    text, page = _first(value, _TEXT), _first(value, _HTML)
    if not isinstance(text, str) or not text.strip():
        if isinstance(page, str) and page.strip():
            return report_from_html(page, name=name, overrides=overrides, metadata=known)
        if isinstance(text, str) or _first(value, _TITLE):
            raise EmptyInput(name, "the object holds no text", "Put the report's text into `text`")
        raise NotAnArticle(name, "the object has no field `text`", "Put the report's text into `text`")
    if kind_of(text.encode(errors="replace")) == "html":
        return report_from_html(text, name=name, overrides=overrides, metadata=known)
    return report_from_text(text, name=name, overrides=overrides, metadata=known)


def _metadata_of(value: dict[str, Any]) -> Metadata:
    return make_metadata(
        title=_first(value, _TITLE),
        outlet=_first(value, _OUTLET),
        byline=_first(value, _BYLINE),
        published=_first(value, _PUBLISHED),
        url=_first(value, _URL),
    )


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((value[key] for key in keys if value.get(key)), None)


def _read_one(data: bytes, name: str, overrides: Overrides) -> Report:
    _refuse_oversized(data, name)
    refuse_unreadable(data, name)
    page = unpack_saved_page(data)
    if page is not data or kind_of(page) == "html":
        return report_from_html(page, name=name, overrides=overrides)
    return report_from_text(decode(data), name=name, overrides=overrides)


def _refuse_oversized(data: bytes, name: str) -> None:
    if len(data) > LARGEST_REPORT:
        raise OversizedInput(name, "the input is longer than 2 MB", "Split it: one report an input")


def _attempt(name: str, read: Callable[[], Report]) -> Report | InputError:
    try:
        return read()
    except InputError as error:
        return error


def _json(data: bytes) -> Any:
    """The value of a JSON text, or None where it is none (or null)."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return None
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None
