"""The passages that two reports share, and for each whether it proves anything: exclusive, public, or the page's."""

import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.archive.reuse.credits import OutletCredit
from onrecord.archive.reuse.matching import Run, passages, shared_runs
from onrecord.archive.reuse.sides import Side
from onrecord.archive.reuse.verdicts import Passage, PassageKind
from onrecord.spans import Span, overlaps

PROOF = 12
"""Equal words in a row that are no accident of the language: the guideline's "about 12 words or more"."""
_PLAIN = 8
"""How many words of a proof are no names: offices and bodies with long names are told in the same words by all."""


@dataclass(frozen=True)
class Shared:
    """A passage as runs of words of two sides, and how much of it is narration, quotation or page on each."""

    left: Side
    right: Side
    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        """How many words are equal."""
        return sum(run.length for run in self.runs)

    @property
    def longest(self) -> int:
        """Equal words in the longest run."""
        return max(run.length for run in self.runs)

    @cached_property
    def a(self) -> Span:
        """Where it stands in the left report's text."""
        return self.left.words.spans[self.runs[0].a][0], self.left.words.spans[
            self.runs[-1].a + self.runs[-1].length - 1
        ][1]

    @cached_property
    def b(self) -> Span:
        """Where it stands in the right report's text."""
        last = self.runs[-1]
        return self.right.words.spans[self.runs[0].b][0], self.right.words.spans[last.b + last.length - 1][1]

    @cached_property
    def page(self) -> int:
        """Words that are page furniture in either report."""
        return sum(x | y for x, y in self._marks(self.left.page, self.right.page))

    @cached_property
    def told(self) -> int:
        """Words that both reports tell in their own voice."""
        return sum(not (x or y) for x, y in self._marks(self.left.quoted, self.right.quoted))

    @cached_property
    def plain(self) -> int:
        """Words that both reports tell in their own voice and that begin with a small letter in both."""
        quoted = (x or y for x, y in self._marks(self.left.quoted, self.right.quoted))
        small = (
            self.left.text[self.left.words.spans[run.a + n][0]].islower()
            and self.right.text[self.right.words.spans[run.b + n][0]].islower()
            for run in self.runs
            for n in range(run.length)
        )
        return sum(one and not marked for one, marked in zip(small, quoted, strict=True))

    @cached_property
    def quoted_by_left(self) -> int:
        """Words that the left report quotes and the right one tells itself."""
        return sum(x > y for x, y in self._marks(self.left.quoted, self.right.quoted))

    @cached_property
    def quoted_by_right(self) -> int:
        """Words that the right report quotes and the left one tells itself."""
        return sum(x < y for x, y in self._marks(self.left.quoted, self.right.quoted))

    @cached_property
    def quoted_by_both(self) -> int:
        """Words that both quote."""
        return sum(x & y for x, y in self._marks(self.left.quoted, self.right.quoted))

    def _marks(self, left: bytes, right: bytes) -> list[tuple[int, int]]:
        return [(left[run.a + n], right[run.b + n]) for run in self.runs for n in range(run.length)]


def find_shared(left: Side, right: Side) -> list[Shared]:
    """The passages that two reports share, in the order of the left one."""
    runs = shared_runs(left.words.forms, right.words.forms)
    return [Shared(left, right, tuple(gathered)) for gathered in passages(runs)]


@dataclass(frozen=True)
class Judged:
    """A shared passage with what it proves; `credit` is the credit beside it that names whose words they are."""

    shared: Shared
    kind: PassageKind
    why: str
    credit: OutletCredit | None = None
    proves: bool = False
    """Whether it is long enough to show by itself that text was taken over."""

    def passage(self) -> Passage:
        """The passage as it is given out."""
        shared = self.shared
        source = self.credit.key if self.credit else None
        return Passage(a=shared.a, b=shared.b, words=shared.words, kind=self.kind, why=self.why, source=source)


_PUBLIC = re.compile(
    r"\b(?:tweet|posted|post on|wrote on|facebook|twitter|instagram|statement|speech|address|news conference"
    r"|press conference|briefing|news release|press release|letter|testimony|testified|hearing|debate|rally|floor"
    r"|lawsuit|complaint|indictment|court|filing|ruling|remarks|announced|reporters|aired"
    r"|televised|broadcast)",
    re.IGNORECASE,
)
"""Words by which a report tells that something was said for all to hear."""
_BEFORE, _BEFORE_THIRD, _BEHIND = 400, 200, 150
"""Characters before and behind quoted words in which a credit tells to whom they were said, to the outlet that the
other report is, or to a third."""


def judge(shared: Shared) -> Judged:
    """Whether a shared passage is exclusive, public or the page's, and why."""
    words = shared.words
    if 2 * shared.page > words:
        return Judged(shared, "furniture", "part of the page, not of the report")
    long = shared.longest >= PROOF
    proves = shared.told > PROOF and shared.plain >= _PLAIN
    if proves or 2 * shared.told > words:
        return Judged(shared, "exclusive", "both tell it in the same words", proves=proves)
    for quoted, quoter, teller in (
        (shared.quoted_by_left, shared.left, shared.right),
        (shared.quoted_by_right, shared.right, shared.left),
    ):
        if 2 * quoted > words and (credit := _credits_to(quoter, teller)):
            return Judged(shared, "exclusive", "one quotes what the other tells", credit, proves=long)
    if credit := _told_to(shared):
        return Judged(shared, "exclusive", f"said to {credit.name}, or in its report", credit, proves=long)
    return Judged(shared, "public", "quoted by both, and nothing tells that it was said to one outlet alone")


def _credits_to(quoter: Side, teller: Side) -> OutletCredit | None:
    """The first credit of the one report to the outlet whose text the other is."""
    wanted = (teller.own | teller.carried) - quoter.own
    return next((credit for credit in quoter.credits if credit.key in wanted and credit.role != "aired"), None)


def _told_to(shared: Shared) -> OutletCredit | None:
    """The credit beside quoted words that names an outlet which the other report is or credits too."""
    for side, span, other in ((shared.left, shared.a, shared.right), (shared.right, shared.b, shared.left)):
        around = side.text[max(0, span[0] - 100) : span[0]] + side.text[span[1] : span[1] + 100]
        third = {credit.key for credit in other.credits if credit.role != "aired"}
        for credit in side.credits:
            source = credit.key in other.own | other.carried
            near = (span[0] - (_BEFORE if source else _BEFORE_THIRD), span[1] + _BEHIND)
            if (
                credit.role in ("told", "reported")
                and (source or credit.key in third)
                and credit.key not in side.own
                and credit.span is not None
                and overlaps(credit.span, near)
                and not _PUBLIC.search(around)
            ):
                return credit
    return None
