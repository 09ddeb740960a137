"""Characters and line ends of the canonical text: what is changed once, at the door, and never again."""

import html
import re

_AS_SPACE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_AS_LINE_END = "\x0b\x0c\x1c\x1d\x1e\u2028\u2029"
_DROPPED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\ufeff\ufffe\uffff"
    + "".join(map(chr, range(0x200B, 0x2010)))
    + "".join(map(chr, range(0x202A, 0x202F)))
    + "".join(map(chr, range(0x2060, 0x2070)))
    + "".join(chr(code) for code in range(0x20) if chr(code) not in "\t\n" + _AS_LINE_END)
    + "\x7f"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d?);")
_BLANKS = re.compile(r"[ \t]*\t[ \t]*")
_SPACES = re.compile(r"  +")


def _from_windows_1252(code: int) -> str:
    """What a C1 control stands for in text that was read as Latin-1 but written as Windows-1252."""
    return bytes([code]).decode("cp1252", errors="ignore")


_TABLE = str.maketrans(
    dict.fromkeys(_AS_SPACE, " ")
    | dict.fromkeys(_AS_LINE_END, "\n")
    | dict.fromkeys(_DROPPED, "")
    | {chr(code): _from_windows_1252(code) for code in range(0x80, 0xA0)}
    | {"\x85": "…"}
)


def clean_characters(text: str) -> str:
    """Text with plain line ends and spaces, and without characters that nobody sees.

    Letters, quotation marks, dashes and accents stay as they are written; no Unicode normalisation takes
    place. Tabs stay, because they may part the cells of a table.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _SURROGATES.sub("", text).translate(_TABLE)


def clean_line(line: str) -> str:
    """One line without blanks at its ends, and with single spaces inside."""
    if "\t" in line:
        line = _BLANKS.sub(" ", line)
    return _SPACES.sub(" ", line).strip()


def one_line(value: str) -> str:
    """A value on one line: a title, a name, a cell."""
    return " ".join(clean_characters(value).split())
