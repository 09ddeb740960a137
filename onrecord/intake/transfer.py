"""What HTTP does to a page on its way: chunks and compression, undone with a limit on what comes out."""

import io
import zlib

_ANY_WINDOW = 47
"""For zlib: a gzip or zlib header, whichever is there."""


def undo_coding(data: bytes, coding: str, limit: int) -> bytes:
    """The bytes before the codings that a `Content-Encoding` or `Transfer-Encoding` header names were applied.

    At most `limit` + 1 bytes come out. Bytes that do not have the coding they are said to have are taken as they
    are: many crawlers keep the header of what they have unpacked. Raises ValueError for bytes cut short or spoiled,
    and for a coding that is not known.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        data = _undo(data, name, limit)
    return data


def _undo(data: bytes, coding: str, limit: int) -> bytes:
    if coding in ("", "identity") or not data:
        return data
    if coding in ("gzip", "x-gzip"):
        return _inflate(data, _ANY_WINDOW, limit) if data[:2] == b"\x1f\x8b" else data
    if coding == "deflate":
        return _inflate(data, _ANY_WINDOW if data[0] & 0x0F == 8 else -zlib.MAX_WBITS, limit)
    if coding == "chunked":
        return _joined_chunks(data)
    if coding == "br":
        return _brotli(data, limit)
    raise ValueError(f"the coding {coding!r} is not known")


def _inflate(data: bytes, window: int, limit: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        found = inflater.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(f"the compressed data is spoiled ({error})") from error
    if not inflater.eof and len(found) <= limit:
        raise ValueError("the compressed data ends early")
    return found


def _joined_chunks(data: bytes) -> bytes:
    parts: list[bytes] = []
    position = 0
    while True:
        line, end, _ = data[position : position + 1024].partition(b"\r\n")
        size = _chunk_size(line)
        if not end or size is None:
            if position == 0:
                return data
            raise ValueError("the page's chunks are broken")
        position += len(line) + 2
        if size == 0:
            return b"".join(parts)
        parts.append(data[position : position + size])
        if len(parts[-1]) < size:
            raise ValueError("the page's chunks end early")
        position += size + 2


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    return int(digits, 16) if digits and not digits.strip(b"0123456789abcdefABCDEF") else None


def _brotli(data: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        return BrotliReader(io.BytesIO(data)).read(limit + 1)
    except OSError as error:
        raise ValueError(f"the compressed data is spoiled ({error})") from error
