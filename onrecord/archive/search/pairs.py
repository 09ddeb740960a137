"""Very common words that stand side by side, as words of their own (common grams, as in Nutch and Lucene).

"of the" is in every second text, and finding it by its two words takes a walk through both of their lists. Pairs of the
words below are indexed as one word each, so that a phrase made of such words alone is as fast as any other.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

COMMON = frozenset(
    """the of to and a in that for is on was with as by it at from be has his have are its he this will not an had but
    which were they been who their or more she her would said about than also up after when if there could one into
    what all out over can we i you so no some other do""".split()
)
_WORD = re.compile(r"[^\W_]+")


def common_pairs(text: str) -> str:
    """The pairs of a text in order, blanks between them."""
    return " ".join(_pairs(_words(text)))


def as_pairs(phrase: str) -> list[str] | None:
    """The pairs that a phrase of common words alone is made of; None for other phrases."""
    words = _words(phrase)
    return list(_pairs(words)) if len(words) > 1 and COMMON.issuperset(words) else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _pairs(words: list[str]) -> Iterator[str]:
    for first, second in pairwise(words):
        if first in COMMON and second in COMMON:
            yield f"{first}q{second}"
