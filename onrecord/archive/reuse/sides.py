"""One report made ready for comparison: its words, which of them are quoted or the page's, and whose text it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.archive.reuse.credits import CARRIED, OutletCredit, outlet_credits, own_outlets
from onrecord.archive.reuse.furniture import furniture
from onrecord.archive.reuse.happening import Weights, weights_of
from onrecord.archive.reuse.matching import Words, words_of
from onrecord.reading.layout import find_layout
from onrecord.records import Attribution, Record
from onrecord.spans import Span, SpanIndex


@dataclass(frozen=True, eq=False)
class Side:
    """A report and what a comparison asks of it, each found once however many others it is compared with."""

    record: Record
    words: Words
    quoted: bytes
    """For each word 1 where it stands between quotation marks, or in a post set into the report."""
    page: bytes
    """For each word 1 where it is page furniture."""
    paragraphs: tuple[Span, ...]
    own: frozenset[str]
    """Keys of the outlet that it came out in."""
    carried: frozenset[str]
    """Keys of the outlets whose text it is: agencies in its byline or dateline, where it first came out."""
    credits: tuple[OutletCredit, ...]
    contents: "SpanIndex[Attribution]" = field(repr=False)
    furniture: tuple[Span, ...] = ()
    """Lines that belong to the page."""

    @property
    def text(self) -> str:
        """The report's canonical text."""
        return self.record.report.text

    @property
    def length(self) -> int:
        """How many words it has that are its own, not the page's."""
        return len(self.page) - sum(self.page)

    @cached_property
    def weights(self) -> Weights:
        """What the report is about: its own words, the page's left out."""
        lines = SpanIndex((line, None) for line in self.furniture)
        paragraphs = [span for span in self.paragraphs if not lines.overlapping(span)]
        return weights_of(self.record.report.title or "", self.text, paragraphs)


def make_side(record: Record, repeated: frozenset[int] = frozenset(), others: Iterable[str] = ()) -> Side:
    """A report ready for comparison.

    `repeated` are lines that its outlet prints everywhere (`furniture.repeated_lines`), `others` names of outlets that
    it may credit beside the known ones.
    """
    text = record.report.text
    words, layout = words_of(text), find_layout(record.report)
    quoted = [quotation.span for quotation in layout.outer_quotations()] + [
        s for s in layout.paragraphs if is_post(text, s)
    ]
    credits, lines = outlet_credits(record, others), furniture(text, repeated)
    own = own_outlets(record)
    return Side(
        record=record,
        words=words,
        quoted=_marked(words, _joined(quoted)),
        page=_marked(words, lines),
        paragraphs=layout.paragraphs,
        own=own,
        carried=frozenset(credit.key for credit in credits if credit.role in CARRIED) - own,
        credits=credits,
        contents=SpanIndex((span, found) for found in record.attributions for span in found.content),
        furniture=lines,
    )


_POST = re.compile(r"[—–-] ?[^\n()]{1,60} ?\(@\w{1,20}\)|\bpic\.twitter\.com/\w|\bhttps?://t\.co/\w")


def is_post(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a post set into the report: signed with a handle, or with a link of its network."""
    return _POST.search(text, *paragraph) is not None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _marked(words: Words, spans: Iterable[Span]) -> bytes:
    """For each word whether it lies in one of the spans."""
    marks, listed = bytearray(len(words.spans)), sorted(spans)
    at = 0
    for number, (start, end) in enumerate(words.spans):
        while at < len(listed) and listed[at][1] <= start:
            at += 1
        marks[number] = at < len(listed) and listed[at][0] < end
    return bytes(marks)
