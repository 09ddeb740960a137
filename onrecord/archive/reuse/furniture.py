"""Page furniture: words of the page, not of the report, that would make strangers look alike."""

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from onrecord.intake.lines import is_furniture
from onrecord.spans import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_GALLERY = re.compile(r"\bhide caption\b|\bphotos: photos:|\b\d+ of \d+ photos?\b|\bjust watched\b", re.IGNORECASE)
_LINKED = re.compile(r"(?:[A-Z][\w.'’()-]+ ){0,4}[A-Z][\w'’.-]*[a-z.)](?=[A-Z])[^\n]{5,400}?\bMORE\b")
"""A name with the headlines behind its link glued to it: "Ada BergPort to close Bridge is shut MORE"."""
_NOTICE = re.compile(
    r"(?:copyright\b.{0,12}\d{4}|©|all rights reserved|may not be (?:published|reproduced|broadcast)"
    r"|(?:sign up|subscribe)\b.{0,40}\bnewsletters?|manage newsletters|to your inbox|privacy policy"
    r"|click (?:here|to)\b.{0,60}"
    r"|(?:want|like) (?:more|this).{0,60}\?|follow (?:us|@?\w+) on|e-?mail us at|comments? (?:are|is) closed"
    r"|photo (?:gallery|galleries)|reuse content|terms of (?:use|service)|we (?:pay|want) )",
    re.IGNORECASE,
)
_SHORT = 300
"""Characters in the longest line that a notice makes furniture; in a longer one it is a sentence of the report."""
PAGE_DAYS = 6
"""Days on which an outlet has printed one line, from which on the line is the page's."""
_WORDS = range(3, 80)
"""Words of the lines that are looked at so: bare labels are known anyway, a long paragraph is the report's."""


def furniture(text: str, repeated: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """What of a text belongs to the page: notices, links, share bars, photo galleries; in text order.

    `repeated` are keys of lines that the same outlet prints under reports of many days (`repeated_lines`).
    """
    found: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if (
            is_furniture(line)
            or _GALLERY.search(line)
            or (len(line) <= _SHORT and _NOTICE.search(line))
            or line_key(line) in repeated
        ):
            found.append(match.span())
        elif "MORE" in line:
            found.extend(link.span() for link in _LINKED.finditer(text, *match.span()))
    return tuple(found)


def line_key(line: str) -> int | None:
    """A line as a number, the same whatever its case, digits and spacing; None for one that is not looked at."""
    words = re.sub(r"\d+", "0", line).casefold().split()
    if len(words) not in _WORDS:
        return None
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "little", signed=True)


def line_keys(text: str) -> frozenset[int]:
    """The keys of all lines of a text that are looked at."""
    return frozenset(key for match in _LINE.finditer(text) if (key := line_key(match.group())) is not None)


def repeated_lines(reports: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[int]]:
    """For each outlet the keys of the lines that it prints on `PAGE_DAYS` days or more.

    `reports` are (outlet, day, text). A story's background is told again for a day or two, a notice for years.
    """
    days: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for outlet, day, text in reports:
        for key in line_keys(text):
            days[outlet, key].add(day)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for (outlet, key), seen in days.items():
        if len(seen) >= PAGE_DAYS:
            found[outlet].add(key)
    return {outlet: frozenset(keys) for outlet, keys in found.items()}
