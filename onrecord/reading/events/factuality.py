"""Judging a predicate by its signs: how certain it is that it happened, and of what modality it is.

Factuality is on the unified scale of Stanovsky et al. 2017: 3 happened for certain, 0 nobody knows, -3 did not for
certain. The number is a weighted sum of named signs (`signs`), the model's own number among them. People who annotated
news and people who annotated letters, reviews and chats counted differently, above all what is planned or said by
others, so that the table has a column of weights for each convention, mixed by how much the text reads like news
(`register`).
"""

import math
from collections.abc import Mapping, Sequence
from typing import cast

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.records import Modality

LEAST, MOST = -3.0, 3.0

MODEL_TRUST = 0.8
"""How much the model's modality counts beside that of the words: the exponent of its probability."""
RESERVE = 0.01
"""The least probability that is left to a modality, however sure the model is of another."""


def factuality(signs: Mapping[str, float], news: float = 1.0) -> float:
    """The factuality of a predicate with these signs, from -3 to 3; `news` is the probability that the text is news."""
    as_news, as_everyday = load_sign_weights("factuality").scores(signs)
    return min(MOST, max(LEAST, news * as_news + (1 - news) * as_everyday))


def modality_chances(signs: Mapping[str, float], seen: Sequence[float] = ()) -> dict[Modality, float]:
    """The probability of each modality of a predicate.

    Two judges are multiplied (a product of experts, Hinton 2002): the weights of what the words say, and what the model
    has `seen` at the word, a probability for each modality, whether or not it takes the word for an event; nothing
    where no model looked. `signs` must be those of the words alone.
    """
    table = load_sign_weights("modality")
    scores = table.scores(signs)
    for index, probability in enumerate(seen):
        scores[index] += MODEL_TRUST * math.log(max(RESERVE, probability))
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    return {cast(Modality, name): part / sum(parts) for name, part in zip(table.columns, parts, strict=True)}
