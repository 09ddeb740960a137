"""A few hashes of each report, by which reports that share a passage are found without comparing all with all.

Winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting"): of each
`_WINDOW` 8-grams in a row the one with the least hash, so that any `_WINDOW` + 7 = 12 equal words in a row leave an
equal fingerprint in both reports.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from zlib import crc32

_WORDS = 8
_WINDOW = 5
_BASE = 1_000_003
_MODULUS = (1 << 61) - 1
_TOP = pow(_BASE, _WORDS - 1, _MODULUS)
EVERYWHERE = 60
"""Reports that may share one fingerprint; what stands in more is no sign of reuse between two."""


def fingerprints(forms: Sequence[str]) -> frozenset[int]:
    """The fingerprints of a text's words: positive 61-bit numbers, the same in every process."""
    hashes = list(_rolling(forms))
    if len(hashes) <= _WINDOW:
        return frozenset(hashes and [min(hashes)])
    return frozenset(_least(hashes))


def sharing(prints: Mapping[str, Iterable[int]]) -> set[tuple[str, str]]:
    """The pairs of ids, smaller first, that share a fingerprint which few others have."""
    holders: dict[int, list[str]] = {}
    for name in sorted(prints):
        for value in prints[name]:
            holders.setdefault(value, []).append(name)
    return {pair for names in holders.values() if 1 < len(names) <= EVERYWHERE for pair in combinations(names, 2)}


def _rolling(forms: Sequence[str]) -> Iterator[int]:
    """The hash of each 8-gram, each from the one before (Karp and Rabin 1987), mixed so that its order is random."""
    codes = [crc32(form.encode()) for form in forms]
    value = 0
    for at, code in enumerate(codes):
        if at >= _WORDS:
            value -= codes[at - _WORDS] * _TOP
        value = (value * _BASE + code) % _MODULUS
        if at >= _WORDS - 1:
            yield value * 0x9E3779B97F4A7C15 % _MODULUS


def _least(hashes: Sequence[int]) -> Iterator[int]:
    """The least hash of each window, the rightmost of equals."""
    best = -1
    for end in range(_WINDOW, len(hashes) + 1):
        start = end - _WINDOW
        if best < start:
            best = min(range(start, end), key=lambda at: (hashes[at], -at))
            yield hashes[best]
        elif hashes[end - 1] <= hashes[best]:
            best = end - 1
            yield hashes[best]
