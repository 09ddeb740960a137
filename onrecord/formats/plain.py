"""What of a report may reach a screen: nothing that steers it, and no word that pushes all others out of sight."""

import re
from typing import Final

from onrecord.records import Table
from onrecord.spans import Span

_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, terminal escapes among them; marks that turn the direction of writing; halves of a character."""
_LONGEST: Final = 120
"""Characters of a word that is still shown whole in a row: web addresses and chemical names are shorter."""
_ENDLESS: Final = re.compile(rf"\S{{{_LONGEST + 1},}}")


def without_steering(text: str) -> str:
    """Text without the characters by which a report could steer a terminal or turn a line round."""
    return _STEERING.sub("", text)


def plain(text: str) -> str:
    """Text for one cell, heading or line: without what steers a screen, and with endless words cut."""
    return _ENDLESS.sub(lambda word: word[0][: _LONGEST - 1] + "…", without_steering(text))


def plain_stress(text: str, stress: Span | None) -> tuple[str, Span | None]:
    """The same for text of which a part is stressed, with where that part is then."""
    if stress is None:
        return plain(text), None
    before, words, after = (plain(part) for part in (text[: stress[0]], text[slice(*stress)], text[stress[1] :]))
    return before + words + after, (len(before), len(before) + len(words))


def plain_table(table: Table) -> Table:
    """A table of the report with all its cells made plain."""
    rows = tuple(tuple(map(plain, row)) for row in table.rows)
    return Table(header=tuple(map(plain, table.header)), rows=rows, caption=table.caption and plain(table.caption))


def same_length(text: str) -> str:
    """Text of which every character keeps its place: what steers a screen stands as U+FFFD."""
    return _STEERING.sub("\ufffd", text)
