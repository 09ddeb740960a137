"""From a word of the report to the actor, place or time that is mentioned there."""

from collections.abc import Iterable, Sequence

from onrecord.reading.analysis import Analysis
from onrecord.records import Actor, Place
from onrecord.spans import Span


class MentionIndex:
    """Which actor or place a word stands for: the mention whose syntactic head is that word.

    `mentions` pairs an id with a span. Where several mentions have the same head word the longest wins.
    """

    def __init__(self, analysis: Analysis, mentions: Iterable[tuple[str, Span]]) -> None:
        self._by_head: dict[int, str] = {}
        self._by_word: dict[int, str] = {}
        for ident, span in sorted(mentions, key=lambda m: (m[1][0] - m[1][1], m[1])):
            words = analysis.words_in(span)
            if words[0] == words[1]:
                continue
            self._by_head.setdefault(analysis.head_of(words), ident)
            for word in range(*words):
                self._by_word[word] = ident  # shorter mentions come later and win

    @classmethod
    def of(cls, analysis: Analysis, records: Sequence[Actor] | Sequence[Place]) -> "MentionIndex":
        """The index of the given actors or places by all their mentions."""
        return cls(analysis, ((r.id, span) for r in records for span in r.mentions))

    def headed_by(self, word: int) -> str | None:
        """The id of the mention whose head is `word`, or None."""
        return self._by_head.get(word)

    def holding(self, word: int) -> str | None:
        """The id of the shortest mention that holds `word`, head or not, or None."""
        return self._by_word.get(word)
