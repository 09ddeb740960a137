"""The bytes of an input, unpacked on the way, with their first part to look at and their damage kept for a report."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import UnreadableInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"
"""The path that stands for standard input."""

SAMPLE = 65536
"""Bytes at the start of an input by which its kind is told."""

_GZIP = b"\x1f\x8b"
_REMEDY = "Get the file again; what came before the damage was read"


class _Source(io.RawIOBase):
    """The sampled bytes, then the rest; ends early, with the reason kept, where the bytes cannot be had."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.damage: str | None = None
        self.head = self._sample()
        self._waiting = memoryview(self.head)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        target = memoryview(buffer).cast("B")
        data = self._waiting[: len(target)] if self._waiting else memoryview(self._take(len(target)))
        self._waiting = self._waiting[len(data) :]
        target[: len(data)] = data
        return len(data)

    def _sample(self) -> bytes:
        parts: list[bytes] = []
        missing = SAMPLE
        while missing and (part := self._take(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _take(self, size: int) -> bytes:
        """Some bytes; the ones ahead of damage are never lost to it, which a read of a fixed length would do."""
        if self.damage is not None:
            return b""
        try:
            return cast(io.BufferedReader, self._stream).read1(size)
        except (OSError, EOFError, zlib.error) as error:
            self.damage = str(error)
            return b""


class Input:
    """One input under its name: its first bytes, and all of them as a stream."""

    def __init__(self, name: str, stream: BinaryIO, packed: BinaryIO | None = None) -> None:
        self._source = _Source(stream)
        self._packed = packed or stream
        self.name = name
        self.stream = io.BufferedReader(self._source, SAMPLE)

    @property
    def head(self) -> bytes:
        """The first `SAMPLE` bytes, or all of a shorter input."""
        return self._source.head

    @property
    def position(self) -> int:
        """How many bytes of the file were taken so far, as it lies on the disk; 0 where that cannot be told."""
        try:
            return self._packed.tell()
        except (OSError, ValueError):
            return 0

    @property
    def damaged(self) -> bool:
        """Whether the bytes were found to end too early; what was read last may be cut short then."""
        return self._source.damage is not None

    def refuse_damaged(self) -> None:
        """Raise UnreadableInput where the bytes ended too early: a compressed file cut short or spoiled."""
        if self._source.damage is not None:
            raise UnreadableInput(self.name, f"it cannot be read to its end: {self._source.damage}", _REMEDY)


@contextmanager
def open_input(path: str) -> Iterator[Input]:
    """The input at a path, or standard input; gzip is unpacked. Raises OSError where it cannot be opened."""
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as stream:
        zipped = isinstance(stream, io.BufferedReader) and stream.peek(2)[:2] == _GZIP
        yield Input(path, cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if zipped else stream, stream)
