"""What stands above the first paragraph: labelled metadata, stray dates, the headline and the byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.datelines import opens_with_dateline
from onrecord.intake.dates import MONTH, normalise_date
from onrecord.intake.metadata import Metadata, make_metadata

_LABELS = {
    "title": ("title", "headline", "head", "subject"),
    "published": (
        "date", "published", "publication date", "date published", "published on", "publish date", "pubdate", "posted",
        "posted on", "published at", "created", "release date",
    ),
    "outlet": ("source", "outlet", "publisher", "publication", "newspaper", "agency", "site"),
    "byline": ("author", "authors", "byline", "written by", "reporter", "by"),
    "url": ("url", "link", "permalink", "canonical"),
    "": (
        "updated", "last updated", "last modified", "updated on", "modified", "section", "category", "categories",
        "tags", "tag", "keywords", "language", "lang", "reading time", "read time", "word count", "words", "type", "id",
        "copyright", "draft", "layout", "slug", "image",
    ),
}  # fmt: skip
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}
_LABELLED = re.compile(r"(?:\*\*|__)?(?P<label>[A-Za-z][A-Za-z _-]{0,20}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?P<value>.*)")
_LOOSE_LABEL = re.compile(
    r"(?:(?:publish(?:ed)?|posted|date|updated|last\s+updated)\b[\s:|]*(?:on|at)?\s*)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?)"
    r"(?:\s*(?:UTC|GMT))?[\s|–—-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN_DATE = re.compile(
    r"(?P<update>(?:last\s+)?(?:updated|modified)\b[\s:]*(?:on|at)?)?"
    r"(?:(?:first\s+)?(?:published|posted)\b[\s:]*(?:on|at)?)?\s*"
    r"(?:\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4},?\s*)?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
    rf"(?:{MONTH}\s+{_ORDINAL},?\s+\d{{4}}|{_ORDINAL}\s+{MONTH},?\s+\d{{4}})"
    r"(?:[\s,|·•at-]*\d{1,2}[:.]?\d{0,2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?)?)?\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|BY)\s*:?\s+(?P<names>\S.{1,150})")
_NAME = r"(?:(?:Mc|Mac|O['’]|d['’]|al-|el-)?[A-Z][\w.'’-]*|de|van|von|der|den|bin|al|la|el|di|da)"
_PERSON = re.compile(rf"{_NAME}(?:\s+{_NAME}){{0,4}}")
_STAFF = re.compile(
    r"(?:our\s+|the\s+)?(?:[\w.&’'-]+\s+){0,3}?"
    r"(?:staff|agenc(?:y|ies)|correspondents?|reporters?|wires?|desk|bureau|newsroom|editors?"
    r"|writers?|services?|team)"
    r"(?:\s+(?:and|&)\s+(?:wire\s+|news\s+)?(?:agenc(?:y|ies)|wires?|services?|writers?))?"
    r"(?:\s+in\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|with)\s+|\s*;\s*")
_CREDIT = re.compile(r"(?P<names>[^|,–—]{3,60}?)\s*(?P<mark>[|,]|\s[–—-]\s)\s*(?P<outlet>[^|]{2,60})")
_OUTLET_WORD = re.compile(
    r"\b(?:Reuters|AP|AFP|UPI|ANSA|TASS|Xinhua|Kyodo|Bloomberg|BBC|CNN|NPR|PBS|ABC|CBS|NBC|Politico|Axios|Guardian"
    r"|Economist|Wire|Press|News|Times|Post|Tribune|Herald|Journal|Agency|Agence|Newswire|Observer|Dispatch|Ledger|Online"
    r"|Gazette|Chronicle|Courier|Daily|Globe|Mail|Mirror|Monitor|Record|Register|Review|Standard|Star|Sun|Telegraph"
    r"|Weekly|Today|Radio|Television|TV|Services?|Media|Report|Bulletin|Examiner|Inquirer|Independent|Sentinel|Voice"
    r"|World)\b"
)
_OUTLET_LINE = re.compile(
    r"(?:The\s+)?(?:Reuters|AP|AFP|UPI|Bloomberg|USA\s+TODAY"
    r"|(?:[A-Z][\w.&'-]*\s+){1,3}(?:Press|Times|Post|Tribune|Herald|Journal|Guardian|Telegraph|Gazette|Chronicle|Observer))"
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|bureau chief|staff|columnist|contributor)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_HEADLINE_WORDS = range(2, 31)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines without what became metadata, and that metadata."""

    lines: tuple[str, ...]
    metadata: Metadata


def take_head(lines: Sequence[str]) -> Head:
    """Take labelled lines, stray dates and the byline off the top of a report; find its headline.

    The headline stays in the lines: it is part of what the report says, so evidence may point at it.
    """
    kept = list(lines)
    front, kept = _take_front_matter(kept)
    labelled, kept = _take_labelled(kept)
    byline, kept = _take_byline(kept)
    dated, kept = _take_labelled(kept) if byline else (Metadata(), kept)
    headline = Metadata(title=find_headline(kept))
    if byline == Metadata() and headline.title:
        byline, dated, kept = _take_below_headline(kept)
    found = front.or_else(labelled).or_else(byline).or_else(dated).or_else(headline)
    return Head(tuple(kept), found)


def find_headline(lines: Sequence[str]) -> str | None:
    """The first line, where it is short, no sentence, and set apart from a longer text below it."""
    first = _first_line(lines)
    if first is None or not _looks_like_headline(lines[first]):
        return None
    below = lines[first + 1 :]
    if not below or sum(map(len, below)) < 2 * len(lines[first]):
        return None
    set_apart = (
        not below[0] or _is_head(below[0]) or (all(below) and len(below[0]) >= 100 and _SENTENCE_END.search(below[0]))
    )
    return lines[first] if set_apart else None


def _is_head(line: str) -> bool:
    return _dated(line) is not None or read_byline(line) is not None


def _looks_like_headline(line: str) -> bool:
    words = line.split()
    if len(words) not in _HEADLINE_WORDS or len(line) > 200 or not (line[0].isupper() or not line[0].isalpha()):
        return False
    if line.endswith((".", ",", ":", ";", "…")) and not re.search(r"\b[A-Z]\.[A-Z]\.$", line):
        return False
    if re.search(r"[.!?][\"”’']$", line) or not any(character.isalpha() for character in line):
        return False
    return not opens_with_dateline(line) and not line.startswith(("By ", "- ", "* ", "• "))


def _take_front_matter(lines: list[str]) -> tuple[Metadata, list[str]]:
    """YAML front matter of a Markdown file: `---`, `key: value` lines, `---`."""
    first = _first_line(lines)
    if first is None or lines[first].strip() != "---":
        return Metadata(), lines
    for end in range(first + 1, min(first + 60, len(lines))):
        if lines[end].strip() in ("---", "..."):
            found = Metadata()
            for line in lines[first + 1 : end]:
                found = found.or_else(_labelled(line) or Metadata())
            return found, lines[end + 1 :]
    return Metadata(), lines


def _take_labelled(lines: list[str]) -> tuple[Metadata, list[str]]:
    found = Metadata()
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line:
            index += 1
            continue
        labelled = _labelled(line) or _dated(line)
        if labelled is not None:
            found = found.or_else(labelled)
            index += 1
            continue
        loose = _LOOSE_LABEL.fullmatch(line)
        published = normalise_date(loose["date"]) if loose else None
        if loose is None or published is None:
            break
        found = found.or_else(Metadata(published=published))
        return found, ([loose["rest"]] if loose["rest"] else []) + lines[index + 1 :]
    return found, lines[index:]


def _labelled(line: str) -> Metadata | None:
    """The metadata of a `Label: value` line; empty for a label that says nothing here, None for other lines."""
    match = _LABELLED.fullmatch(line)
    field = _FIELD_OF.get(" ".join(match["label"].lower().replace("_", " ").split())) if match else None
    if match is None or field is None or len(match["value"]) > 300:
        return None
    value = match["value"].strip().strip("\"'“”").strip()
    if not field:
        return Metadata() if len(value.split()) <= 12 else None
    if field != "title" and len(value.split()) > 6 and _SENTENCE_END.search(value):
        return None  # a sentence that happens to start with such a word
    found = make_metadata(**{field: value})
    if found == Metadata() and len(value.split()) > 8:
        return None
    return found


def _dated(line: str) -> Metadata | None:
    match = _WRITTEN_DATE.fullmatch(line)
    if match is None:
        return None
    return Metadata() if match["update"] else Metadata(published=normalise_date(line))


def _take_byline(lines: list[str]) -> tuple[Metadata, list[str]]:
    """The byline that the lines begin with, and a line below it that holds nothing but an outlet's name."""
    found = Metadata()
    for _ in range(2):
        first = _first_line(lines)
        credit = None if first is None else _outlet_line(lines[first])
        named = None if first is None or found.byline else read_byline(lines[first])
        if first is None or not (named or credit):
            break
        found = found.or_else(named or Metadata(outlet=credit))
        lines = lines[first + 1 :]
    return found, lines


def _outlet_line(line: str) -> str | None:
    return line if len(line) <= 40 and _OUTLET_LINE.fullmatch(line) else None


def _take_below_headline(lines: list[str]) -> tuple[Metadata, Metadata, list[str]]:
    """Byline and dates between the headline and the first paragraph."""
    first = _first_line(lines)
    assert first is not None  # only called where there is a headline
    head, below = lines[: first + 1], lines[first + 1 :]
    dated, rest = _take_labelled(below)
    byline, rest = _take_byline(rest)
    if byline == Metadata():
        byline, rest = _take_byline_after_summary(rest)
    later, rest = _take_labelled(rest)
    return byline, dated.or_else(later), [*head, "", *rest]


def _take_byline_after_summary(lines: list[str]) -> tuple[Metadata, list[str]]:
    """A byline under a one-line summary: it must start with "By"."""
    first = _first_line(lines)
    if first is None or len(lines[first]) > 250:
        return Metadata(), lines
    for index in range(first + 1, min(first + 3, len(lines))):
        found = read_byline(lines[index]) if lines[index].startswith(("By ", "BY ")) else None
        if found:
            return found, lines[:index] + lines[index + 1 :]
    return Metadata(), lines


def read_byline(line: str) -> Metadata | None:
    """Authors and outlet of a byline ("By Jane Doe and Ali Reza | The Ledger"), or None for any other line."""
    match = _BYLINE.fullmatch(line)
    if match and not _SENTENCE_END.search(re.sub(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", "", match["names"])):
        return _byline_parts(match["names"])
    credit = _CREDIT.fullmatch(line)
    if credit and not _SENTENCE_END.search(line) and _are_names(credit["names"]):
        if _OUTLET_WORD.search(credit["outlet"]) and credit["outlet"][0].isupper():
            return make_metadata(byline=credit["names"], outlet=_without_role(credit["outlet"]))
        if _ROLE.search(credit["outlet"]):
            return make_metadata(byline=credit["names"])
    return None


def _byline_parts(names: str) -> Metadata | None:
    names, outlet = _split_outlet(names)
    if not (_are_names(names) or _STAFF.fullmatch(names) or (outlet and _OUTLET_WORD.search(names))):
        return None
    return make_metadata(byline=names, outlet=outlet)


def _split_outlet(names: str) -> tuple[str, str | None]:
    for mark in ("|", " — ", " – ", " - ", ","):
        head, found, tail = names.rpartition(mark)
        tail = tail.strip()
        if found and tail and (mark == "|" or _OUTLET_WORD.search(tail)) and not _ROLE.fullmatch(tail):
            return head.strip(" ,|"), _without_role(tail)
    if names.lower().startswith(("the ", "associated press", "reuters")) and _OUTLET_WORD.search(names):
        return names, names
    return names, None


def _without_role(outlet: str) -> str:
    return _ROLE.sub("", outlet).strip(" ,|–—-")


def _are_names(text: str) -> bool:
    parts = [part for part in _JOINT.split(re.sub(r"\s+(?:in|at|for)\s+(?:the\s+)?[A-Z].*$", "", text)) if part]
    kept = [part for part in parts if not _ROLE.search(part)]
    return (
        bool(kept)
        and all(_PERSON.fullmatch(part) and " " in part for part in kept[:1])
        and all(_PERSON.fullmatch(part) or _STAFF.fullmatch(part) for part in kept)
    )


def _first_line(lines: Sequence[str]) -> int | None:
    return next((index for index, line in enumerate(lines) if line), None)
