"""Sentences of a report by their ends alone, for what needs neighbours and no tree."""

import re

from onrecord.spans import Span

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|No|vs|Inc|Ltd|Corp|Co|Jan|Feb"
    r"|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Fla|Calif|Pa|Mass|Ill|Mich|Ala|Ariz|Conn|Del|Minn|Wash|Wis|Va|Tenn|Tex|Ga)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


def sentences(text: str) -> list[Span]:
    """The spans of the sentences in text order, without the white space around them.

    A full stop after a title, an initial or an abbreviation ends none, unless the line ends there.
    """
    found: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
            continue
        _add(found, text, start, match.start())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
