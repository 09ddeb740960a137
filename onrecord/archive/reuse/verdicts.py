"""What a comparison of two reports says: the label, whose text it is, and the words that show it."""

from typing import Literal

import msgspec

from onrecord.spans import Span

Label = Literal["copy", "rewrite", "shared_passage", "cites", "independent", "unrelated"]
ReuseDirection = Literal["a_from_b", "b_from_a", "common_source"]
PassageKind = Literal["exclusive", "public", "furniture"]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand in both texts, in the same order, with at most a few words between them.

    `exclusive` words prove that one report has them from the other or both from a third; `public` ones (a speech, a
    post, a statement) anybody may carry; `furniture` is the page's. `why` says on what that rests.
    """

    a: Span
    b: Span
    words: int
    kind: PassageKind
    why: str
    source: str | None = None
    """The outlet or the speaker that they are ascribed to, as named, where that is known."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One ground of a verdict, with the words of the two reports to check it by."""

    text: str
    a: Span | None = None
    b: Span | None = None


class Reuse(msgspec.Struct, frozen=True, kw_only=True):
    """How two reports stand to each other.

    `direction` is None for `independent` and `unrelated` only; `origin` is the key of the outlet that both rest on or
    that one took from, where it is named. `share_a` is the part of a's words that stands in b, `share_b` the other way
    round, page furniture left out. Passages are the longest first.
    """

    a: str
    b: str
    label: Label
    direction: ReuseDirection | None = None
    origin: str | None = None
    share_a: float = 0.0
    share_b: float = 0.0
    passages: tuple[Passage, ...] = ()
    reasons: tuple[Reason, ...] = ()
