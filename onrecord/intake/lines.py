"""The lines of a report: Markdown marks, wrapped lines, page furniture and doubled paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\((?:https?:|mailto:|/|#|\.)[^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"
)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]{1,1000})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,1000})(?<=\S)\1(?![\w*_])")
_QUOTE_MARK = re.compile(r"(?:>\s?)+")
_RULE = re.compile(r"(?:[-*_=~•.]\s*){3,}")
_MARKDOWN_SIGN = re.compile(
    r"^#{1,6}\s+\S|\[[^\[\]\n]{1,500}\]\(https?:|!\[[^\[\]\n]{0,500}\]\(|\*\*[^\s*][^*\n]{0,1000}\*\*", re.MULTILINE
)

_FURNITURE = re.compile(
    r"""(?:
      (?:read|see|view|find\s+out|learn)\s+more\b(?=[^.]*$|\s*[:|»>→–—-]).{0,160}
    | \[?(?:also(?:\s+read)?|read\s+also|read\s+next|see\s+also|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested)
         |more\s+on\s+this(?:\s+story)?|related(?:\s+(?:articles?|posts?|stor(?:y|ies)|coverage|content|links?|topics?|reading))?|more\s+from\s+\S+|don['’]t\s+miss
         |recommended|trending(?:\s+now)?)
         (?:\.{3}|…)?\s*(?:[:|»>→–—-].{0,200})?
    | (?:read|watch|listen|more|related|photos|video|gallery)(?:\s+(?:more|also|now|next))?\s*[:|»>→].{0,200}
    | (?:advertise?ment|sponsored(?:\s+content)?|promoted(?:\s+content)?|paid\s+content)\.?
    | (?:story|article)\s+continues\s+(?:below|after)\b.{0,40}
    | (?:sign\s+up|subscribe)\s+(?:now\s+)?(?:for|to|here|and|today)\b.{0,200}
    | (?:sign\s+up|sign\s+in|log\s+in|subscribe(?:\s+now)?|subscribe\s+today)
    | (?:click|tap)\s+(?:here|on)\b.{0,200}
    | (?:share|tweet|pin|e-?mail|print|save|comments?|facebook|twitter|whatsapp|linkedin|reddit|telegram|like
         |copy\s+link|messenger|pinterest|flipboard|[\s·|•,/&+]|\d|this|on|via|article|story|page|with\s+friends)+
    | (?:read\s+or\s+)?share\s+this\s+(?:story|article|page)\b.{0,200}
    | follow\s+(?:[\w@.'’-]+\s+){1,8}on\s+(?:twitter|facebook|instagram|x|telegram)\b.{0,120}
    | enlarge\s+(?:this\s+)?image\b.{0,300} | toggle\s+caption\b.{0,300}
    | (?:image|media|video)\s+(?:copyright|caption|source)\b.{0,300}
    | (?:hide|show)\s+caption | loading(?:\s*\.{3}|…)? | skip\s+to\s+(?:main\s+)?content | back\s+to\s+top
    | play\s+video
    | (?:download|get)\s+(?:our|the)\s+(?:free\s+)?app\b.{0,120}
    | (?:(?:©|\(c\)|copyright)\s*).{0,12}\d{4}.{0,200} | .{0,120}\ball\s+rights\s+reserved\b.{0,120}
    | this\s+material\s+may\s+not\s+be\s+published,\s+broadcast.{0,200}
    | (?:have\s+a\s+tip|got\s+a\s+(?:news\s+)?tip)\b.{0,160}
    | (?:analysis|opinion|commentary|editorial|exclusive|breaking(?:\s+news)?|live|updated?)
         (?:\s*/\s*(?:analysis|opinion|commentary))?\s*:?
    | (?:top|latest|most\s+read|most\s+popular|popular)\s+(?:stories|news|articles|(?:in|on)\s+.{1,40})
    | thanks\s+for\s+signing\s+up!? | like\s+this\s+(?:story|article)\?.{0,60} | tell\s+us\s+what\s+you\s+think.{0,20}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:[Ss]tory [Hh]ighlights|STORY HIGHLIGHTS|[Kk]ey (?:[Pp]oints|[Tt]akeaways))\b:?\s*(?=[A-Z“\"]|$)"
)
_LONGEST_FURNITURE = 330
_HEAD_LINES = 4
"""Lines at the top that may be a headline or a byline in capitals."""


def is_markdown(text: str) -> bool:
    """Whether the text shows marks that only Markdown has: headings, links, images, bold."""
    return _MARKDOWN_SIGN.search(text) is not None


def strip_markdown(line: str) -> str:
    """One line of Markdown as plain text: the words stay, the marks go."""
    heading = _HEADING.fullmatch(line)
    if heading:
        line = heading["text"]
    if line.lstrip().startswith("```"):
        return ""
    line = _QUOTE_MARK.sub("", line, count=1) if line.startswith(">") else line
    line = _LINK.sub(lambda match: match["text"], _IMAGE.sub("", line))
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    return _STRONG.sub(r"\2", line)  # once more: bold text that held emphasis


def markdown_title(lines: Sequence[str]) -> str | None:
    """The text of a first-level heading, where the first thing in the text is one."""
    for line in lines:
        if line.strip():
            heading = _HEADING.fullmatch(line.strip())
            return strip_markdown(heading["text"]) if heading else None
    return None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the report: READ MORE, share bars, captions, notices."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    if _RULE.fullmatch(line):
        return True
    return _FURNITURE.fullmatch(line) is not None


def drop_furniture(lines: Sequence[str]) -> list[str]:
    """The lines that are part of the report; a dropped line leaves a blank one, so that paragraphs stay apart."""
    mixed = _is_mixed_case(lines)
    kept: list[str] = []
    seen = 0
    for line in lines:
        line = _LABEL.sub("", line) if line[:1] in "SsKk" else line
        seen += bool(line)
        dropped = line and (is_furniture(line) or (mixed and seen > _HEAD_LINES and _is_shouted(line)))
        kept.append("" if dropped else line)
    return kept


def _is_mixed_case(lines: Sequence[str]) -> bool:
    text = "".join(lines)[:4000]
    return sum(map(str.islower, text)) > 4 * sum(map(str.isupper, text))


def _is_shouted(line: str) -> bool:
    """A line of capitals in a text that is not: a link to another story."""
    return line.isupper() and line.count(" ") >= 4 and line[-1] not in ".:,;" and any(map(str.isalpha, line))


def drop_names(lines: Sequence[str], byline: str | None) -> list[str]:
    """The lines without those that hold nothing but an author's name: portraits and second bylines."""
    names = {part.strip().casefold() for part in re.split(r",| and | & ", byline or "") if " " in part.strip()}
    return ["" if line and line.casefold() in names else line for line in lines]


def drop_repeats(lines: Sequence[str]) -> list[str]:
    """The lines without a paragraph that repeats, to the letter, the one ahead of it.

    Short ones ("Yes.") stay: in a transcript they are said twice.
    """
    kept: list[str] = []
    before = None
    for line in lines:
        if line and line == before and line.count(" ") >= 4:
            continue
        kept.append(line)
        before = line or before
    return kept


def unwrap(lines: Sequence[str]) -> list[str]:
    """The lines with hard-wrapped paragraphs joined, each to one line.

    A text is taken as hard-wrapped where its lines end because the next word did not fit: almost every break
    inside its paragraphs comes at the text's own line width.
    """
    width = max(map(len, lines), default=0)
    if not 40 <= width <= 120:
        return list(lines)
    breaks = [_is_forced(a, b, width) for a, b in pairwise(lines) if a and b]
    if len(breaks) < 3 or sum(breaks) < 0.85 * len(breaks):
        return list(lines)
    joined: list[str] = []
    previous = ""
    for line in lines:
        if previous and line and _is_forced(previous, line, width):
            joined[-1] += " " + line
        else:
            joined.append(line)
        previous = line
    return joined


def _is_forced(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - 6


def squeeze(lines: Sequence[str]) -> str:
    """The lines as text: at most one blank line in a row, none at either end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
