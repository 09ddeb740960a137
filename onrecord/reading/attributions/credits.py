"""Credit lines: the agencies and outlets that a report names as those whose copy it carries, in whole or in part.

Read from the characters alone. The words around a name tell which kind of credit it is; a name counts where it is a
known outlet, or ends or begins like one.
"""

import re
from collections.abc import Iterator

from onrecord.knowledge.actors import organization
from onrecord.knowledge.speakers import WIRES
from onrecord.records import Credit, CreditKind, Report
from onrecord.spans import Span

_CAPITAL = r"(?<![\w.&'’/-])[A-Z0-9][\w.&'’/-]{0,40}"
_NAME = rf"(?:[Tt]he )?{_CAPITAL}(?: (?:{_CAPITAL}|of|for|de|du|la|le|al|&(?= ))){{0,5}}"
_NAMES = rf"{_NAME}(?:(?:,? and |, ){_NAME}){{0,3}}"
"""Lengths are bounded, so that a line of nothing but capitals is read in linear time."""
_OUTLET_WORD = re.compile(
    r"\b(?:Press|News|Newswire|Wire|Times|Post|Tribune|Herald|Journal|Agency|Agence|Observer|Dispatch|Gazette|Chronicle"
    r"|Courier|Daily|Globe|Mail|Mirror|Monitor|Record|Register|Review|Standard|Star|Sun|Telegraph|Weekly|Today|Radio"
    r"|Television|TV|Media|Bulletin|Examiner|Inquirer|Independent|Sentinel|Broadcasting|Magazine|Conversation|Argus"
    r"|Guardian|Economist|Ledger|Messenger|Reporter|Advertiser|Online|Newsroom|Network|FM|Wires?|Newspapers?)\b"
)
_PART = re.compile(rf",? and (?={_CAPITAL}|the )|, ")

_PATTERNS: tuple[tuple[CreditKind, re.Pattern[str]], ...] = (
    # "... (Reuters) -" in a dateline; the same at the very end of the report
    ("wire", re.compile(rf"(?:^|(?<=\s))\((?P<names>{_NAMES})\)(?=\s*(?:[-–—―]|$))", re.MULTILINE)),
    ("wire", re.compile(rf"^(?:[-–—―] ?|Source: |Credit: )(?P<names>{_NAMES})[.]?$", re.MULTILINE)),
    (
        "byline",
        re.compile(rf"^(?:By|BY) (?:[^\n|,]{{3,60}}(?:,| \||[-–—]| for| of) )?(?P<names>{_NAMES})$", re.MULTILINE),
    ),
    (
        "contributor",
        re.compile(
            rf"(?P<names>{_NAMES})(?: staff| writers?| reporters?| correspondents?)? (?:also )?(?:contributed|provided)"
            rf"(?: \w+)? (?:to|for|from) (?:this|the) (?:report|story|article|dispatch)"
        ),
    ),
    (
        "contributor",
        re.compile(
            rf"\b(?:[Ww]ith|[Aa]dditional|[Ff]urther|[Ff]iles?) (?:\w+ )?"
            rf"(?:reporting|inputs?|information|material|files?|contributions?|copy) (?:from|by|of)"
            rf"(?: the)? (?P<names>{_NAMES})"
        ),
    ),
    (
        "contributor",
        re.compile(
            rf"\b[Aa]dditional reporting by [^\n;.)]{{3,80}}? (?:of|at|for|from) (?P<names>{_NAMES})(?=[\s;.,)]|$)"
        ),
    ),
    (
        "contributor",
        re.compile(
            rf"^[^\n.]{{0,80}} (?:of|at|for|from) (?P<names>{_NAMES})"
            r" (?:also )?contributed (?:reporting|to (?:this|the))",
            re.MULTILINE,
        ),
    ),
    (
        "contributor",
        re.compile(
            rf"\b(?:includes?|contains?|uses?|drew on|draws on) (?:\w+ )?(?:material|reporting|information|copy)"
            rf" (?:from|by)(?: the)? (?P<names>{_NAMES})"
        ),
    ),
    (
        "republished",
        re.compile(
            rf"\b(?:first|originally|previously) (?:appeared|published|ran|reported|issued|produced|posted)"
            rf" (?:in|on|by|at|with|for)(?: the)? (?P<names>{_NAMES})"
        ),
    ),
    (
        "republished",
        re.compile(
            rf"\b(?:[Rr]epublished|[Rr]eprinted|[Rr]eproduced|[Ss]yndicated)"
            r"(?: (?:here|with (?:the )?(?:kind )?permission))?(?: (?:from|of|by|courtesy of))(?: the)?"
            rf" (?P<names>{_NAMES})"
        ),
    ),
)
_OWN_TEXT = re.compile(
    r"\b(?:this|the) (?:article|story|report|piece|dispatch|text|column|interview|version|post)\b"
    r"|^\W*(?:originally|first)|\b(?:republished|reprinted|reproduced|syndicated)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"contribut|provided|report(?:ing|ed) |inputs?|information from|material|files? from|copy|publish|appeared|print"
    r"|syndicated|reproduced|issued|produced|posted|\bran "
)
"""One of these stands in every credit that is a sentence."""
_HEAD = 3
"""Lines at the top of a report in which a byline or a dateline may stand."""


def find_credits(report: Report) -> tuple[Credit, ...]:
    """The credits of a report in text order, each outlet once for each kind."""
    lines = _lines(report.text)
    last = len(lines) - 1
    found: dict[tuple[str, CreditKind], Credit] = {}
    for index, line in enumerate(lines):
        for credit in sorted(_in_line(report.text, line, top=index < _HEAD, end=index == last), key=lambda c: c.span):
            found.setdefault((credit.outlet.casefold(), credit.kind), credit)
    return tuple(sorted(found.values(), key=lambda credit: (credit.span, credit.kind)))


def _lines(text: str) -> list[Span]:
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _in_line(text: str, line: Span, *, top: bool, end: bool) -> Iterator[Credit]:
    claimed: list[Span] = []
    if not (top or end or _HINT.search(text, *line)):
        return
    for kind, pattern in _PATTERNS:
        if not _wanted(kind, top=top, end=end):
            continue
        for match in pattern.finditer(text[line[0] : line[1]]):
            if kind == "republished" and not _OWN_TEXT.search(text, line[0], line[0] + match.end()):
                continue
            if kind == "wire" and top and match.start() > 80:
                continue
            for span in _parts(text, line[0] + match.start("names"), line[0] + match.end("names")):
                if not any(a < span[1] and span[0] < b for a, b in claimed):
                    claimed.append(span)
                    yield Credit(outlet=text[slice(*span)], kind=kind, span=span)


def _wanted(kind: CreditKind, *, top: bool, end: bool) -> bool:
    """A byline stands at the top, a wire's mark there or at the very end; other credits are sentences of their own."""
    return top if kind == "byline" else (top or end) if kind == "wire" else True


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The outlets of a list of names, without "the" before them and the full stop behind."""
    edges = [(m.start(), m.end()) for m in _PART.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in edges)], [*(a for a, _ in edges), end]
    for first, last in zip(starts, ends, strict=True):
        while last > first and (text[last - 1] in " ,;-–" or (text[last - 1] == "." and not _abbreviated(text, last))):
            last -= 1
        name, begins = text[first:last], first == 0 or text[first - 1] == "\n"
        if name.startswith("the ") or (begins and name.startswith("The ") and not organization(name)):
            first += 4
        if last > first and is_outlet_name(text[first:last]):
            yield first, last


def _abbreviated(text: str, end: int) -> bool:
    return re.search(r"\b(?:[A-Z]\.){2,}$", text[max(0, end - 8) : end]) is not None


def is_outlet_name(name: str) -> bool:
    """Whether a name is a known outlet's, an agency's, or has a word by which outlets are called."""
    known = organization(name, article=True)
    if known is not None and known.kind == "outlet":
        return True
    return name.casefold().removeprefix("the ") in WIRES or _OUTLET_WORD.search(name) is not None
