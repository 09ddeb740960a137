"""What kind of text a report is where that changes how to read it: an opinion piece or a transcript.

Told by general signs that are seldom wrong, so that many such pieces are not told as one.
"""

import re
from typing import Final, Literal

from onrecord.records import Report

Genre = Literal["opinion", "transcript"]
_OPINION_TITLE: Final = re.compile(
    r"^\W*(?:opinions?|op-?ed|column|commentary|editorial|guest\s+(?:column|essay))\s*[:|–—-]", re.I
)
_OPINION_PATH: Final = re.compile(
    r"/(?:opinions?|op-?eds?|commentary|commentisfree|editorials?|columns?|columnists?)/", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIRST_PERSON: Final = re.compile(r"\b(?:I|my|me|myself|I[’'](?:m|ve|d|ll))\b")
_SELVES: Final = 5
_SELF_SHARE: Final = 0.006
"""First persons to a word: an author who speaks of himself so often is no reporter."""
_SPEAKER: Final = re.compile(
    r"(?:^|\n|[.!?…]\s)\s*(?:\(?[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}\)?(?:,\s[A-Z][^:\n]{0,60})?):\s"
)
_TURNS: Final = 8


def genre(report: Report) -> Genre | None:
    """Opinion piece or transcript by title, address, speakers and first persons; None where none of them says so."""
    return genre_of(report.text, report.title, report.uri)


def genre_of(text: str, title: str | None, uri: str | None) -> Genre | None:
    """As `genre`, of a report of which only the text, the title and the address are at hand."""
    if len(_SPEAKER.findall(text)) >= _TURNS:
        return "transcript"
    if _OPINION_TITLE.search(title or "") or _OPINION_PATH.search(uri or ""):
        return "opinion"
    own = _QUOTED.sub(" ", text)
    selves = len(_FIRST_PERSON.findall(own))
    return "opinion" if selves >= _SELVES and selves >= _SELF_SHARE * len(own.split()) else None
