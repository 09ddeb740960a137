"""English words without their inflections, for comparing texts: the terms that word frequencies are counted in."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from onrecord.knowledge.inflections import IRREGULAR, IRREGULAR_PLURALS

_SMALL: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: Final[Mapping[str, str]] = {word: str(value) for value, word in enumerate(_SMALL, 1)} | {
    word: str(10 * value) for value, word in enumerate(_TENS, 3)
}
_COMMON: Final = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been before being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each even
    few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself
    him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just let's like may me might more
    most much must my myself no nor not now of off on once only or other ought our ours ourselves out over own per
    said same say says she she'd she'll she's should shouldn't since so some still such than that that's the their
    theirs them themselves then there there's these they they'd they'll they're they've this those through to too
    told tell under until up upon us very via was wasn't we we'd we'll we're we've were weren't what what's when
    when's where which while who who's whom why will with within without won't would wouldn't yet you you'd you'll
    you're you've your yours yourself mr mrs ms dr according s t d ll re ve m new get got""".split()
)
_CALENDAR: Final = frozenset(
    """monday mon tuesday tue tues wednesday wed thursday thu thurs friday fri saturday sat sunday sun january february
    march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    today yesterday tomorrow""".split()
)
_VOWEL: Final = re.compile("[aeiouy]")
_CACHED: Final = 65536


def is_content_word(word: str) -> bool:
    """Whether a word, in small letters, tells what a text is about: no function word, no day or month, no letter."""
    return len(word) > 1 and word not in _COMMON and word not in _CALENDAR


def number_value(word: str) -> str | None:
    """The value of a number in digits ("1,200" is "1200") or as a word up to ninety; None for other words."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    return _NUMBERS.get(word)


@lru_cache(maxsize=_CACHED)
def stem(word: str) -> str:
    """A word in small letters without its inflection: the first step of Porter (1980), and lists of irregular forms."""
    irregular = _irregular_stems().get(word)
    if irregular is not None or len(word) <= 3:
        return irregular or word
    return _plain_end(_without_suffix(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_suffix(word: str) -> str:
    for suffix in ("ing", "ed"):
        base = word[: -len(suffix)]
        if word.endswith(suffix) and len(base) >= 3 and _VOWEL.search(base):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word


def _plain_end(word: str) -> str:
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


@cache
def _irregular_stems() -> dict[str, str]:
    table = {form: verb for verb, forms in IRREGULAR.items() for form in forms.split()}
    table |= {form: noun for noun, form in IRREGULAR_PLURALS.items()}
    return {form: _plain_end(base) for form, base in table.items()}
