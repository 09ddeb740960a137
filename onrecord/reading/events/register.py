"""Whether a text is written as news is or as people write to each other, by the words of its sentences."""

import math

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.reading.analysis import Analysis, WordSpan

_MOST = 30.0


def news_likelihood(analysis: Analysis) -> float:
    """The probability that a text is news and no letter, review or chat: by the mean log odds of its sentences."""
    table = load_sign_weights("register")
    odds = [table.scores(register_signs(analysis, sentence))[0] for sentence in analysis.sentences]
    mean = sum(odds) / len(odds) if odds else 0.0
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, mean))))


def register_signs(analysis: Analysis, words: WordSpan) -> dict[str, float]:
    """The words, each once and without regard to case, and their tags by their share."""
    signs = {f"word {form.lower()}": 1.0 for form in analysis.forms[words[0] : words[1]]}
    for tag in analysis.xpos[words[0] : words[1]]:
        name = f"tag {tag}"
        signs[name] = signs.get(name, 0.0) + 1.0 / (words[1] - words[0])
    return signs
