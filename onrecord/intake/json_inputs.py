"""JSON: one object a line (JSON Lines), one object, or a list of them."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, BinaryIO

from onrecord.errors import OversizedInput, UnreadableInput
from onrecord.intake.objects import Item, Options, attempt, refuse_oversized, report_of, report_of_bytes
from onrecord.intake.report import LARGEST_REPORT
from onrecord.intake.streams import Input
from onrecord.records import Report

_BETWEEN = re.compile(r"[ \t\r\n,]*")
_BLANK = b"\xef\xbb\xbf \t\r\n"


def read_json(source: Input, options: Options) -> Iterator[Item]:
    """One item for each object, named `NAME:LINE` in JSON Lines and `NAME:NUMBER` in a list.

    JSON Lines are read one line at a time, however many there are, and long lists one value at a time. Raises
    OversizedInput for an object that is too long, and UnreadableInput for a document cut short.
    """
    stream, name = source.stream, source.name
    first = stream.readline(LARGEST_REPORT + 1)
    if isinstance(parse_json(first), dict):
        yield from _read_lines(chain([first], _lines(stream)), name, options)
        return
    data = first + stream.read(max(LARGEST_REPORT + 1 - len(first), 0))
    value = parse_json(data)
    lines = data.splitlines(keepends=True)
    if value is not None:
        yield from _read_values(value, name, options)
    elif any(isinstance(parse_json(line), dict) for line in lines):  # the first ones are broken
        lines[-1] += b"" if lines[-1].endswith(b"\n") else next(_lines(stream), b"")
        yield from _read_lines(chain(lines, _lines(stream)), name, options)
    elif len(data) > LARGEST_REPORT and data.lstrip(_BLANK)[:1] == b"[":
        yield from _read_list(chain([data], iter(partial(stream.read, LARGEST_REPORT), b"")), name, options)
    elif len(data) > LARGEST_REPORT:
        raise OversizedInput(name, "this JSON is longer than 2 MB", "Write one object a line (JSON Lines)")
    else:
        source.refuse_damaged()
        yield attempt(name, lambda: report_of_bytes(data, name, options))


def parse_json(data: bytes) -> Any:
    """The value of a JSON object or list, or None where it is none."""
    start = data.lstrip(_BLANK)[:1]
    if start not in (b"{", b"["):
        return None
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's lines; of one that is too long only so much that it can be seen to be so."""
    while line := stream.readline(LARGEST_REPORT + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_REPORT + 1)


def _read_lines(lines: Iterable[bytes], path: str, options: Options) -> Iterator[Item]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name = f"{path}:{number}"
            yield attempt(name, partial(_read_line, line, name, options))


def _read_line(line: bytes, name: str, options: Options) -> Report:
    refuse_oversized(line, name)
    value = parse_json(line)
    if value is None:
        remedy = "Write one JSON object a line, with its text in `text`"
        raise UnreadableInput(name, "the line is not valid JSON", remedy)
    return report_of(value, name, options)


def _read_list(parts: Iterable[bytes], path: str, options: Options) -> Iterator[Item]:
    """A list that is too long to be held, one of its values at a time; reading ends where it is no longer a list."""
    decoder, number = json.JSONDecoder(), 1
    incoming = codecs.iterdecode(parts, "utf-8-sig", errors="replace")
    text, place = next(incoming, "").lstrip(), 1  # behind the bracket
    while True:
        place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            if text.startswith("]", place):
                return
            more = "" if len(text) - place > LARGEST_REPORT else next(incoming, "")
            if not more:
                problem = "the list is not valid JSON from here on"
                raise UnreadableInput(f"{path}:{number}", problem, "Write JSON Lines") from None
            text, place = text[place:] + more, 0
            continue
        yield attempt(f"{path}:{number}", partial(report_of, value, f"{path}:{number}", options))
        number += 1


def _read_values(value: Any, path: str, options: Options) -> Iterator[Item]:
    if not isinstance(value, list):
        yield attempt(path, lambda: report_of(value, path, options))
        return
    for number, entry in enumerate(value, start=1):
        name = f"{path}:{number}"
        yield attempt(name, partial(report_of, entry, name, options))
