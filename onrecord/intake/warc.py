"""Web archives (WARC): a report from each HTML page that was fetched with success."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import NotAnArticle, UnreadableInput
from onrecord.intake.dates import normalise_date
from onrecord.intake.decoding import kind_of
from onrecord.intake.metadata import Metadata, clean_url
from onrecord.intake.objects import Item, Options, attempt, refuse_oversized
from onrecord.intake.report import LARGEST_REPORT, report_from_html
from onrecord.intake.streams import Input
from onrecord.intake.transfer import undo_coding
from onrecord.records import Report

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_KEPT = 1 << 22
_MARK = b"\nWARC/1."
_REMEDY = "The other records of the file are read all the same"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the archive has it: its bytes as they were sent, and what was sent with them."""

    body: bytes
    coding: str
    charset: str | None
    address: str
    retrieved: str | None


def read_warc(source: Input, options: Options) -> Iterator[Item]:
    """One item for each HTML response with status 200, named `NAME:RECORD` by the record's place in the file.

    The page's address is the record's target; its date becomes `retrieved`, never the date of publication. One
    record at a time is held. Behind a record that breaks the format, reading goes on at the next one.

    Raises NotAnArticle where the file holds no such page.
    """
    pages = 0
    for number, found in _pages(source):
        name = f"{source.name}:{number}"
        pages += 1
        if isinstance(found, _Page):
            yield attempt(name, partial(_report, found, name, options))
        else:
            yield name, UnreadableInput(name, f"this record of the web archive is broken: {found}", _REMEDY)
    if not pages and not source.damaged:
        raise NotAnArticle(source.name, "the web archive holds no HTML page with status 200", "Give one that does")


def _pages(source: Input) -> Iterator[tuple[int, _Page | str]]:
    """Each page with its record's number, or what is wrong with the record."""
    stream = _Replayed(source.stream)
    records, start, number = _records(stream), 0, 0
    while True:
        number += 1
        try:
            record = next(records)
            start = record.stream_pos
            page = _page(record)
        except StopIteration:
            return
        except (OSError, ValueError) as error:
            if source.damaged:
                return
            yield number, str(error)
            if not stream.go_to_record(start + 1):
                return
            records = _records(stream)
            continue
        if page is not None:
            yield number, page


def _records(stream: "_Replayed") -> Iterator[WarcRecord]:
    return iter(ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False))


def _page(record: WarcRecord) -> _Page | None:
    """The page in a record; None where it holds something else. Raises OSError or ValueError for a broken record."""
    if not (record.headers.get("Content-Length") or "").strip().isdecimal():
        raise ValueError("it states no length")
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    record.parse_http()
    headers = record.http_headers
    if headers is None:  # whatever the library's types say
        raise ValueError("its HTTP headers cannot be read")
    if headers.status_code != 200:
        return None
    kind = record.http_content_type
    if kind is not None and kind.lower() not in _PAGES:
        return None
    size = min(record.content_length, LARGEST_REPORT + 1)
    body = record.reader.read(size) if size else b""
    if len(body) < size:
        raise ValueError("it ends early")
    if kind is None and kind_of(body) != "html":
        return None
    codings = (headers.get("Content-Encoding"), headers.get("Transfer-Encoding"))
    return _Page(
        body=body,
        coding=", ".join(coding for coding in codings if coding),
        charset=record.http_charset,
        address=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        retrieved=normalise_date(record.headers.get("WARC-Date")),
    )


def _report(page: _Page, name: str, options: Options) -> Report:
    refuse_oversized(page.body, name)
    try:
        body = undo_coding(page.body, page.coding, LARGEST_REPORT)
    except ValueError as error:
        raise UnreadableInput(name, f"the page of {page.address} is broken: {error}", _REMEDY) from error
    refuse_oversized(body, name)
    known = Metadata(url=clean_url(page.address), retrieved=page.retrieved)
    return report_from_html(body, name=name, overrides=options.overrides, metadata=known, charset=page.charset)


class _Replayed:
    """A stream that remembers what it gave last, so that reading can start anew behind a broken record."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._given = bytearray()
        self._waiting = b""
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; none at the end."""
        size = LARGEST_REPORT if size < 0 else size
        data = self._waiting[:size] or self._stream.read(size)
        self._waiting = self._waiting[len(data) :]
        self._position += len(data)
        self._given += data
        if len(self._given) > 2 * _KEPT:
            del self._given[:-_KEPT]
        return data

    def tell(self) -> int:
        """How many bytes were read so far."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Read on to a later place. Raises OSError for an earlier one."""
        ahead = offset - (0 if whence == os.SEEK_CUR else self._position)
        if whence == os.SEEK_END or ahead < 0:
            raise OSError("this stream is read from its start to its end")
        while ahead > 0 and (data := self.read(min(ahead, LARGEST_REPORT))):
            ahead -= len(data)
        return self._position

    def close(self) -> None:
        """Nothing: the stream belongs to who opened it."""

    def go_to_record(self, after: int) -> bool:
        """Go to the start of the first record behind that place; False where none follows."""
        begin = self._position - len(self._given)
        data = bytes(self._given[max(after - begin, 0) :]) + self._waiting
        self._position -= len(data) - len(self._waiting)
        while (found := data.find(_MARK)) < 0:
            more = self._stream.read(_KEPT)
            if not more:
                return False
            dropped = max(len(data) - len(_MARK), 0)
            self._position += dropped
            data = data[dropped:] + more
        self._position += found + 1
        self._waiting, self._given = data[found + 1 :], bytearray()
        return True
