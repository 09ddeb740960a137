"""How the report is laid out: paragraphs, quotations, transcript turns, signatures, headline-like lines.

Everything here is typography: it is read from the characters alone, paragraph by paragraph, so that one
unbalanced mark costs one paragraph at most.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.knowledge.speakers import SPEAKERS
from onrecord.records import Report
from onrecord.spans import Span, contains

TurnKind = Literal["turn", "headline", "lead-in", "signature"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `span` with the marks, `inner` without them.

    `closed` is False where the closing mark is missing: the quotation then ends with its paragraph, or runs
    on to the next one that opens with a mark. `continues` is True where it takes up such a quotation.
    """

    span: Span
    inner: Span
    closed: bool
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A transcript turn, a headline of the form `NAME: what is said`, a lead-in or a signed testimony."""

    speaker: Span
    content: Span
    kind: TurnKind = "turn"


@dataclass(frozen=True)
class Layout:
    """The report's layout, each list in text order; nested quotations follow the one that holds them."""

    paragraphs: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    turns: tuple[Turn, ...]

    def outer_quotations(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        found: list[Quotation] = []
        for quotation in self.quotations:
            if not found or not contains(found[-1].span, quotation.span):
                found.append(quotation)
        return tuple(found)


def find_layout(report: Report) -> Layout:
    """The paragraphs, quotations and transcript turns of a report."""
    paragraphs = tuple(_paragraphs(report.text))
    quotations = _continued(report.text, paragraphs)
    return Layout(paragraphs, quotations, tuple(_turns(report.text, paragraphs, quotations)))


_LINE = re.compile(r"[^\n]+")


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines that hold more than white space, without the white space at their ends."""
    for line in _LINE.finditer(text):
        words = line.group()
        if words.strip():
            start = line.start() + len(words) - len(words.lstrip())
            yield start, line.start() + len(words.rstrip())


# ---------------------------------------------------------------- quotation marks

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_SINGLE = re.compile(
    r"(?<![\w.,!?;:%)\]'])[‘‚'](?=\w|[\"“«$€£(])(?!(?:\d0s|em|tis|twas|til|cause|bout|n)\b)", re.IGNORECASE
)
_CLOSERS = {"'": re.compile(r"'"), "‘": re.compile(r"’"), "‚": re.compile(r"[’‘]")}
_STOP = re.compile(r"[.!?]\s")
_LONGEST_SINGLE = 3000
"""Characters after which a single mark that nothing closes was no quotation: each is looked for so far only."""
_OPENS_AFTER = frozenset(" \t\u00a0\u2009\u202f([{<-–—/…:“\"‘'„«")
_CLOSES_BEFORE = frozenset(" \t\u00a0\u2009\u202f)]}>.,;:!?…-–—/”\"’'»")
_SHAPES = {"“": '”"“', '"': '"”', "„": '“”"', "‟": '”"', "«": "»", "``": "''\"", "''": "''"}


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int
    after: int


def _continued(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """The quotations of all paragraphs, each told whether it takes up the one left open before it."""
    found: list[Quotation] = []
    pending = False
    for paragraph in paragraphs:
        quotations = _quotations(text, paragraph)
        if pending and quotations and quotations[0].span[0] == paragraph[0]:
            quotations[0] = replace(quotations[0], continues=True)
        found.extend(quotations)
        pending = any(not q.closed and q.span[1] == paragraph[1] for q in quotations)
    return tuple(found)


def _quotations(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations that begin in one paragraph, outer before inner."""
    double = _double_quotations(text, paragraph)
    single = [q for q in _single_quotations(text, paragraph) if not any(_cross(q.span, d.span) for d in double)]
    return sorted(double + single, key=lambda q: (q.span[0], -q.span[1]))


def _cross(a: Span, b: Span) -> bool:
    return a[0] < b[0] < a[1] < b[1] or b[0] < a[0] < b[1] < a[1]


def _double_quotations(text: str, paragraph: Span) -> list[Quotation]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in _DOUBLE.finditer(text, *paragraph):
        start, end, mark = match.start(), match.end(), match.group()
        opens, closes = _directions(text, paragraph, match)
        partner = _partner(stack, mark) if closes else None
        if partner is not None:
            opened = stack[partner]
            del stack[partner:]  # what was opened inside and never closed was no quotation
            if text[opened.after : start].strip():
                found.append(Quotation((opened.start, end), (opened.after, start), closed=True))
        elif opens:
            if stack and stack[-1].mark == mark and text[stack[-1].after : start].strip():
                left = stack.pop()  # the same mark opens again: the first was left unclosed, and ends here
                found.append(Quotation((left.start, start), (left.after, start), closed=False))
            stack.append(_Open(mark, start, end))
    for left in stack:
        if text[left.after : paragraph[1]].strip():
            found.append(Quotation((left.start, paragraph[1]), (left.after, paragraph[1]), closed=False))
    return found


def _directions(text: str, paragraph: Span, match: re.Match[str]) -> tuple[bool, bool]:
    """Whether the mark may open and whether it may close, from its shape and its neighbours."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > paragraph[0] else " "
    behind = text[match.end()] if match.end() < paragraph[1] else " "
    if mark in "„‟«``":
        return True, False
    if mark in "”»":
        return False, True
    if mark == "“":  # at the end of a word it is a slip for the closing mark ("I will“ he said)
        slip = behind in _CLOSES_BEFORE and not before.isspace()
        return not slip, slip
    opens = before in _OPENS_AFTER and not behind.isspace()
    closes = behind in _CLOSES_BEFORE and (not before.isspace() or behind.isspace())
    if mark == '"' and before.isdigit() and not opens:  # perhaps inches (a 6" pipe): closes, never opens
        return False, True
    return (opens, closes) if opens or closes else (True, True)


def _partner(stack: list[_Open], mark: str) -> int | None:
    """Which open mark this one closes: the innermost of a fitting shape, or None."""
    for index in range(len(stack) - 1, -1, -1):
        if mark in _SHAPES[stack[index].mark] and (mark != "'" or len(stack[index].mark) == 2):
            return index
    return None


def _single_quotations(text: str, paragraph: Span) -> list[Quotation]:
    """Quotations between single marks, where a mark opens at a word and a closing one follows that is no apostrophe."""
    found: list[Quotation] = []
    at = paragraph[0]
    while (match := _SINGLE.search(text, at, paragraph[1])) is not None:
        at = match.end()
        end = min(paragraph[1], match.end() + _LONGEST_SINGLE)
        close = _single_close(text, match.end(), end, match.group())
        if close is not None:
            found.append(Quotation((match.start(), close + 1), (match.end(), close), closed=True))
            at = close + 1
    return found


def _single_close(text: str, start: int, end: int, mark: str) -> int | None:
    """Where the quotation closes: the first mark at a word's end; after a plural "s" only if no other follows."""
    after_plural = None
    for match in _CLOSERS[mark].finditer(text, start + 1, end):
        at = match.start()
        behind = text[at + 1] if at + 1 < end else " "
        if behind not in _CLOSES_BEFORE or text[at - 1].isspace():
            continue
        if after_plural is not None and (_SINGLE.search(text, start, at) or _STOP.search(text, after_plural, at)):
            break
        if text[at - 1] not in "sS" or not behind.isspace():
            return at
        after_plural = at
    return after_plural


# ---------------------------------------------------------------- turns, headlines, signatures

_NAME = r"[A-Z][\w.'’&-]*(?:[ \u00a0](?:[A-Z][\w.'’&-]*|of|the|and|for|de|al|bin|van|von|la|le)){0,6}"
_CAPITALS = re.compile(
    r"(?P<name>[A-Z][A-Z.'’&-]+(?:[ \u00a0][A-Z.'’&-]+){0,4}(?: \([^)]{1,60}\))?|[QA]):[ \u00a0\t]+(?=\S)"
)
_COLON = re.compile(rf"(?P<name>{_NAME}(?:, [^:.\"“”]{{1,60}})?):[ \u00a0\t]+(?=\S)")
_PLAIN_SPEAKER = re.compile(r"(?P<name>[A-Z][\w’'-]*(?: [a-z][\w’'-]*){0,3}):[ \u00a0\t]+(?=\S)")
_REVERSED = re.compile(rf"(?P<claim>[^:\"“”]{{15,160}}[^:\s\"“”]):[ \u00a0]+(?P<name>{_NAME})[.]?$")
_LEAD_IN = re.compile(
    rf"(?:And |Also |Next )?[Ff]rom (?:the (?:desk|office|pen) of )?(?P<name>(?:the )?{_NAME}(?:, [^:\"“”]{{1,80}})?):$"
)
_SAID = re.compile(r"\b(?:said|says|added|adds|told|tells|wrote|writes|asked|replied|answered|announced|continued)\b")
_SIGNATURE = re.compile(
    rf"(?P<close>[\"”’»]|'')[ \u00a0]*[-–—―~]+[ \u00a0]*(?P<name>(?:The )?{_NAME}(?:, [^\"“”\n]{{1,80}})?)[.]?$"
)
_SIGNED_LINE = re.compile(rf"[-–—―~]+[ \u00a0]*(?P<name>(?:The )?{_NAME}(?:, [^\"“”\n]{{1,80}})?)[.]?$")
_POST = re.compile(
    r"(?<=[\w.!?…)\"”’])[ \u00a0]*[—–-]+[ \u00a0]*(?P<name>[^—–\n@()]{1,60}?) \(@\w{1,20}\)"
    r"(?:,?[ \u00a0]+[A-Z][a-z]+ \d{1,2}, \d{4})?$"
)
"""How a quoted post is signed: `... — Name (@handle) May 3, 2021`."""
_TESTIMONY = re.compile(
    r"(?<=[.!?…])[ \u00a0]+[—–―][ \u00a0]*(?P<name>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}(?:, [^\"“”\n.]{1,60})?)[.]?$"
)
"""How unquoted testimony is signed; it counts where a report has several."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LABEL = re.compile(
    r"(?:read|see|listen|learn|next|up next|must read)(?: (?:more|also|next|this))?|also read"
    r"|more|related|watch|video|photos?|pictures?|image"
    r"|graphic|map|table|note|updated?|correction|clarification|editor['’]s note|sources?|credit|topics|tags"
    r"|file|caption|exclusive|breaking|analysis|opinion|live|date|time|where|when|what|who|why|how|listen"
    r"|subscribe|factbox|timeline|explainer|contact|email|phone|by|summary|background|key points|highlights"
    r"|(?:the )?bottom line|story|report|ps|p\.s|warning|facts?|location|title|the latest|news guide",
    re.IGNORECASE,
)


def _turns(text: str, paragraphs: tuple[Span, ...], quotations: tuple[Quotation, ...]) -> Iterator[Turn]:
    """Turns in text order; a transcript's speaker goes on through paragraphs that name no other."""
    named = [_named_turn(text, index, paragraph) for index, paragraph in enumerate(paragraphs)]
    transcript = sum(turn is not None and turn.kind == "turn" for turn in named) >= 3
    signed_off = [_TESTIMONY.search(text, *paragraph) for paragraph in paragraphs]
    testimonies = sum(match is not None for match in signed_off) >= 2
    for index, paragraph in enumerate(paragraphs):
        turn = named[index]
        if turn is not None and (turn.kind == "headline" or transcript or _plainly_said(text, turn)):
            yield (
                turn
                if turn.kind == "headline"
                else replace(turn, content=_turn_end(turn, named, paragraphs, index, transcript))
            )
        elif (match := _LEAD_IN.match(text, *paragraph)) and index + 1 < len(paragraphs):
            yield Turn(match.span("name"), paragraphs[index + 1], "lead-in")
        elif (signed := _signature(text, paragraphs, quotations, index)) is not None:
            yield signed
        elif match := _POST.search(text, *paragraph) or (signed_off[index] if testimonies else None):
            yield Turn(match.span("name"), (paragraph[0], match.start()), "signature")


def _plainly_said(text: str, turn: Turn) -> bool:
    """Whether a single turn is one beyond doubt: its name in capitals, or its words in quotation marks."""
    return text[slice(*turn.speaker)].isupper() or text[turn.content[0]] in '"“«'


def _named_turn(text: str, index: int, paragraph: Span) -> Turn | None:
    """`NAME: text` at the start of a paragraph; in the first paragraph it is a headline, also as `claim: Name`."""
    match = _CAPITALS.match(text, *paragraph) or _COLON.match(text, *paragraph)
    if (
        match is None
        and index == 0
        and (plain := _PLAIN_SPEAKER.match(text, *paragraph))
        and _is_speaker(plain["name"])
    ):
        match = plain
    if match and _says_something(text, match, paragraph):
        headline = index == 0 and text[paragraph[1] - 1] not in '"”'
        return Turn(match.span("name"), (match.end(), paragraph[1]), "headline" if headline else "turn")
    if index == 0 and (match := _REVERSED.match(text, *paragraph)):
        return Turn(match.span("name"), match.span("claim"), "headline")
    return None


def _is_speaker(phrase: str) -> bool:
    """Whether a phrase without a name ends in a noun that speaks in headlines: "Port minister:", "Police:"."""
    last = phrase.split()[-1].lower()
    return last in SPEAKERS or last.removesuffix("s") in SPEAKERS


def _says_something(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Whether the name is no mere label ("READ MORE:") and words follow it, not a figure."""
    label = match.group("name").rstrip(".")
    if _SAID.search(label):
        return False  # "Peter Lund, a surgeon, said: ..." is a sentence
    return not _LABEL.fullmatch(label) and len(_LETTERS.findall(text, match.end(), paragraph[1])) >= 2


def _turn_end(turn: Turn, named: list[Turn | None], paragraphs: tuple[Span, ...], index: int, transcript: bool) -> Span:
    end = paragraphs[index][1]
    for later in range(index + 1, len(paragraphs)):
        if not transcript or named[later] is not None:
            break
        if not any(named[later:]):  # the last speaker keeps his own paragraph only: what follows may be the report's
            break
        end = paragraphs[later][1]
    return turn.content[0], end


def _signature(text: str, paragraphs: tuple[Span, ...], quotations: tuple[Quotation, ...], index: int) -> Turn | None:
    """`"..." - Name` in one paragraph, or a quotation with `- Name` as the next line."""
    paragraph = paragraphs[index]
    if match := _SIGNED_LINE.match(text, *paragraph):
        above = paragraphs[index - 1] if index else None
        quotation = next((q for q in quotations if above and q.span == above), None)
        return Turn(match.span("name"), quotation.span, "signature") if quotation else None
    if match := _SIGNATURE.search(text, *paragraph):
        close = match.end("close")
        quotation = next((q for q in quotations if q.span[1] == close and paragraph[0] <= q.span[0]), None)
        return Turn(match.span("name"), quotation.span, "signature") if quotation else None
    return None
