"""Linking the mentions that the model sees to chains, over all windows of a report.

Each mention is a head word. It goes to the candidate before it that scores highest, or begins a chain where "none"
scores higher (Lee et al. 2017); chains take the kind that most of their mentions have.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.models.chains import likeness
from onrecord.models.reader_model import ReaderModel, WindowOutput
from onrecord.reading.analysis import MentionChain

CANDIDATES = 40
"""How many mentions back an antecedent is looked for."""

BLOCK = 256
"""Mentions scored at once, which bounds the memory that a long report takes."""

Floats = npt.NDArray[np.float32]


@dataclass
class Mentions:
    """The mentions of a report while its windows are decoded."""

    words: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    anaphors: list[Floats] = field(default_factory=list)
    antecedents: list[Floats] = field(default_factory=list)

    def add(self, output: WindowOutput, logits: Floats, classes: Sequence[str]) -> None:
        """Take the mentions of one window; windows come in text order."""
        best = logits.argmax(axis=1)
        found = np.flatnonzero((best > 0) & (best != classes.index("thing")))
        self.words.extend((found + output.start).tolist())
        self.kinds.extend(classes[i] for i in best[found].tolist())
        self.anaphors.append(output.anaphor[found])
        self.antecedents.append(output.antecedent[found])

    def chains(self, model: ReaderModel, forms: Sequence[str], proper: Sequence[bool]) -> list[MentionChain]:
        """All chains, single mentions among them, by their first mention."""
        if not self.words:
            return []
        links = self._links(model, forms, proper)
        chain_of: list[int] = []
        members: dict[int, list[int]] = {}
        for index, (antecedent, _) in enumerate(links):
            chain_of.append(index if antecedent < 0 else chain_of[antecedent])
            members.setdefault(chain_of[index], []).append(index)
        return [self._chain(chain, links) for chain in members.values()]

    def _chain(self, chain: list[int], links: list[tuple[int, float]]) -> MentionChain:
        kind = Counter(self.kinds[i] for i in chain).most_common(1)[0][0]
        linked = [links[i][1] for i in chain if links[i][0] >= 0]
        score = round(sum(linked) / len(linked), 4) if linked else 1.0
        return MentionChain(kind, tuple(self.words[i] for i in chain), score)

    def _links(self, model: ReaderModel, forms: Sequence[str], proper: Sequence[bool]) -> list[tuple[int, float]]:
        """For each mention its antecedent among the mentions, -1 for none, and the probability of the choice."""
        anaphors, antecedents = np.concatenate(self.anaphors), np.concatenate(self.antecedents)
        words = np.array(self.words)
        width = max(1, min(CANDIDATES, len(words) - 1))
        back = np.arange(len(words))[:, None] - 1 - np.arange(width)[None, :]
        candidates = np.maximum(back, 0)
        alike = likeness(
            [forms[w].lower() for w in self.words], [_name(w, forms, proper) for w in self.words], candidates
        )
        links: list[tuple[int, float]] = []
        for start in range(0, len(words), BLOCK):
            part = slice(start, start + BLOCK)
            chosen = candidates[part]
            distances = words[part, None] - words[chosen]
            scores = model.antecedents(anaphors[part], antecedents[chosen], distances, alike[part])
            scores[:, 1:][back[part] < 0] = -1e4
            best = scores.argmax(axis=1)
            sure = 1 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)
            for row, (column, probability) in enumerate(zip(best.tolist(), sure.tolist(), strict=True)):
                links.append((int(chosen[row, column - 1]) if column else -1, probability))
        return links


def _name(word: int, forms: Sequence[str], proper: Sequence[bool]) -> AbstractSet[str]:
    """The lower-cased words of the run of proper nouns that the word stands in; empty where it is none."""
    if not proper[word]:
        return frozenset()
    start, end = word, word + 1
    while start and proper[start - 1]:
        start -= 1
    while end < len(proper) and proper[end]:
        end += 1
    return frozenset(form.lower() for form in forms[start:end])
