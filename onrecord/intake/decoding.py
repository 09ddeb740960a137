"""From bytes to text, and what kind of input the bytes are: told by content, not by name."""

import codecs
import email
import email.policy
import re
from contextlib import suppress
from typing import Literal

from onrecord.errors import EmptyInput, UnreadableInput

Kind = Literal["feed", "html", "json", "text", "warc"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": ("a PDF", "Extract its text first, for instance with pdftotext"),
    b"\x89PNG": ("an image", "Give the report's text or its web page"),
    b"\xff\xd8\xff": ("an image", "Give the report's text or its web page"),
    b"GIF8": ("an image", "Give the report's text or its web page"),
    b"PK\x03\x04": ("a zip archive or an office document", "Save the report as plain text or HTML"),
    b"\xd0\xcf\x11\xe0": ("an office document", "Save the report as plain text or HTML"),
    b"{\\rtf": ("an RTF document", "Save the report as plain text or HTML"),
    b"\x7fELF": ("a program", "Give the report's text or its web page"),
    b"SQLite format 3": ("a database", "Give the report's text or its web page"),
    b"bplist00": ("a binary web archive", "Save the page as HTML"),
}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|meta|title|table)\b[^<>]*>", re.IGNORECASE
)
_FEED = re.compile(rb"(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>]*>\s*)*<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_CONTROL = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f\x00")
_SAVED_PAGE = re.compile(rb"(?:^|\n)MIME-Version:", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """Whether the bytes are a web archive, a feed, a web page, JSON (one object or many) or plain text."""
    if data.startswith(b"WARC/"):
        return "warc"
    head = _without_bom(data[:65536]).lstrip()
    if _FEED.match(head) or (head[:1] == b"{" and _JSON_FEED.search(head[:2048])):
        return "feed"
    if head[:1] == b"{" or (head[:1] == b"[" and head[1:].lstrip()[:1] in (b"{", b"]")):
        return "json"
    tags = _TAG.findall(head)
    page = (head[:1] == b"<" and tags) or (len(tags) >= 3 and re.search(rb"</(?:p|div|html|body|article|h1)>", head))
    return "html" if page else "text"


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raise EmptyInput or UnreadableInput where the bytes cannot be a report's text."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyInput(name, "the input is empty", "Give a file that holds the report's text")
    for magic, (what, remedy) in _MAGIC.items():
        if data.lstrip()[: len(magic)] == magic:
            raise UnreadableInput(name, f"this is {what}, not text or HTML", remedy)
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\x00" in sample or controls > 0.02 * len(sample):
        raise UnreadableInput(name, "this is binary data, not text or HTML", "Give the report's text or its web page")


def decode(data: bytes, page: bool = False, charset: str | None = None) -> str:
    """The text of the bytes: by byte order mark, UTF-8, the charset sent with it or in it, else Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = (_known_charset(charset) if charset else None) or (_declared_charset(data) if page else None)
    if declared:
        with suppress(LookupError, UnicodeError):  # Python also names codecs that are no charset: "hex", "idna"
            return data.decode(declared, errors="replace")
    return _mostly_utf8(data) or data.decode("cp1252", errors="replace")


def wide_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark states, where its characters are wider than a byte; None otherwise."""
    found = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "utf-8")
    return None if found == "utf-8" else found


def unpack_saved_page(data: bytes) -> bytes:
    """The HTML of a page that a browser saved as MHTML; other bytes are returned as they are."""
    if not _SAVED_PAGE.search(data[:2048]) or b"multipart/related" not in data[:4096]:
        return data
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else data
    return data


def _without_bom(head: bytes) -> bytes:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head.decode(encoding, errors="replace").removeprefix("\ufeff").encode()
    return head


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:8192])
    return _known_charset(match[1].decode("ascii")) if match else None


def _known_charset(label: str) -> str | None:
    name = label.strip().lower()
    if name in ("utf-8", "utf8"):  # declared, but it is not: seen before this is called
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # unknown, or no name at all
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name  # as browsers do (WHATWG Encoding)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a cut-off end, a pasted quotation mark), or None."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    written = sum(character > "\x7f" for character in text) - broken
    return text if written > 2 * broken else None
