"""What the model is told of two mentions beside their words' vectors: whether they look alike."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

NOT_ALIKE, SHARED_NAME, SAME_HEAD = range(3)


def likeness(
    forms: Sequence[str], names: Sequence[AbstractSet[str]], candidates: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """How each of M mentions resembles its K candidates [M, K]: the head word, lower-cased, or a word of its name."""
    ids: dict[str, int] = {}
    heads = np.array([ids.setdefault(form, len(ids)) for form in forms], dtype=np.int64)
    found = np.where(heads[:, None] == heads[candidates], SAME_HEAD, NOT_ALIKE)
    named = [index for index, words in enumerate(names) if words]
    shared = np.zeros((len(forms), len(forms)), dtype=bool)
    by_word: dict[str, list[int]] = {}
    for index in named:
        for word in names[index]:
            by_word.setdefault(word, []).append(index)
    for members in by_word.values():
        shared[np.ix_(members, members)] = True
    rows = np.arange(len(forms))[:, None]
    return np.where((found == NOT_ALIKE) & shared[rows, candidates], SHARED_NAME, found).astype(np.int64)
