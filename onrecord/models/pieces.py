"""What the encoder sees of a text: word pieces, and for each piece the features that its lower-casing loses."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.spans import Span

PIECES_PER_WINDOW = 256
"""The longest window, [CLS] and [SEP] included."""

CASES = 6
GAPS = 3
FEATURES = CASES * GAPS * 2
"""Case of the word (6) x what stands before it (nothing, blank, paragraph break) x inside quotation marks or not."""

_PARAGRAPH_BREAK = re.compile(r"\n")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"‟'


@dataclass(frozen=True)
class EncodedWords:
    """The words of a text as the model takes them; the arrays run over all pieces of all words."""

    piece_ids: npt.NDArray[np.int64]
    piece_features: npt.NDArray[np.int64]
    first_piece: npt.NDArray[np.int64]
    """For each word its first piece; one more entry at the end: the number of pieces."""
    paragraph_starts: list[int]
    """The words that begin a paragraph (a line)."""
    after_stops: list[int]
    """The words that follow a full stop, a question or an exclamation mark."""


def case_of(word: str) -> int:
    """0 no letters, 1 lower, 2 Capitalised, 3 UPPER, 4 single capital, 5 mixed."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if not any(c.isalpha() for c in word):
        return 0
    return 2 if word[0].isupper() and (word[1:].islower() or not word[1:].isupper()) and word.istitle() else 5


def word_features(text: str, words: list[Span]) -> tuple[list[int], list[int]]:
    """The feature of each word, and the words that begin a paragraph.

    A quotation opens at a mark and ends at the next one or with its paragraph.
    """
    features, paragraphs = [], []
    before, quoted = 0, 0
    for index, (start, end) in enumerate(words):
        gap = 0 if start == before and index else 1
        if not index or (gap and _PARAGRAPH_BREAK.search(text, before, start)):
            gap, quoted = 2, 0
            paragraphs.append(index)
        word = text[start:end]
        if word in _CLOSING or (quoted and word in _EITHER) or (quoted and word == "''"):
            features.append(_feature(0, gap, quoted))
            quoted = 0
        else:
            if word in _OPENING or word in _EITHER or word == "``":
                quoted = 1
            features.append(_feature(case_of(word), gap, quoted))
        before = end
    return features, paragraphs


def _feature(case: int, gap: int, quoted: int) -> int:
    return (case * GAPS + gap) * 2 + quoted


def encode_words(text: str, words: list[Span], tokenizer: Tokenizer) -> EncodedWords:
    """Cut each word into pieces; a word of which the vocabulary knows nothing becomes [UNK].

    The tokenizer must add no special tokens of its own to the pieces.
    """
    features, paragraphs = word_features(text, words)
    encoding = tokenizer.encode([text[s:e] for s, e in words], is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    ids: list[int] = []
    piece_features: list[int] = []
    first: list[int] = []
    at, known, owners = 0, encoding.ids, encoding.word_ids
    for word in range(len(words)):
        first.append(len(ids))
        begin = at
        while at < len(owners) and owners[at] == word:
            at += 1
        ids.extend(known[begin:at] if at > begin else [unknown])
        piece_features.extend([features[word]] * max(1, at - begin))
    first.append(len(ids))
    return EncodedWords(
        np.asarray(ids, dtype=np.int64),
        np.asarray(piece_features, dtype=np.int64),
        np.asarray(first, dtype=np.int64),
        paragraphs,
        [index + 1 for index, (start, end) in enumerate(words) if end - start == 1 and text[start] in ".?!"],
    )


def windows(encoded: EncodedWords, longest: int = PIECES_PER_WINDOW - 2) -> list[tuple[int, int]]:
    """Cut the words into windows of at most `longest` pieces: whole paragraphs where they fit.

    A paragraph that is too long is cut, after a full stop where there is one in the window's second half. A word longer
    than a window stands alone.
    """
    count = len(encoded.first_piece) - 1
    bounds = [*encoded.paragraph_starts, count]
    found: list[tuple[int, int]] = []
    start = 0
    for begin, end in itertools.pairwise(bounds):
        if _pieces(encoded, start, end) <= longest:
            continue
        if begin > start:
            found.append((start, begin))
            start = begin
        while _pieces(encoded, start, end) > longest:
            cut = _cut(encoded, start, longest)
            found.append((start, cut))
            start = cut
    if start < count:
        found.append((start, count))
    return found


def _cut(encoded: EncodedWords, start: int, longest: int) -> int:
    """Where a window that begins at `start` has to end."""
    first = encoded.first_piece
    latest = max(int(np.searchsorted(first, first[start] + longest, side="right")) - 1, start + 1)
    stops = encoded.after_stops
    place = bisect_right(stops, latest) - 1
    if place >= 0 and stops[place] > start and _pieces(encoded, start, stops[place]) > longest // 2:
        return stops[place]
    return latest


def _pieces(encoded: EncodedWords, start: int, end: int) -> int:
    return int(encoded.first_piece[end] - encoded.first_piece[start])
