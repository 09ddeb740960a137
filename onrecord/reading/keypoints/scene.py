"""What the rows of a table are held against: the main happening and the clauses that tell it, what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.keypoints.lead import is_stopped, told_in
from onrecord.reading.keypoints.main import Happening
from onrecord.records import Actor, Position, Report, Time
from onrecord.spans import Span, overlaps

_LIGHT: Final = frozenset("say tell have be do make take year week day time people official government way".split())
_BELOW: Final = 3
"""Sentences below a heading among which it is told again."""
_AGAIN: Final = 3
"""Words of weight that the two share."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a row is held against: the main happening, the position it expresses if it does, and who is named."""

    report: Report
    analysis: Analysis
    happening: Happening
    main: Position | None
    actors: Sequence[Actor]
    times: Mapping[Span, Time]
    tellings: tuple[int, ...]

    @property
    def predicate(self) -> int:
        """The word that tells the main happening."""
        return self.happening.predicate

    @property
    def what(self) -> Span:
        """The words that say what happened."""
        return self.analysis.span(self.happening.what)

    def distance(self, span: Span) -> int:
        """How many sentences after the main happening the words stand; negative before it."""
        analysis = self.analysis
        sentence = analysis.sentence_of[min(analysis.words_in(span)[0], len(analysis) - 1)]
        return min((sentence - analysis.sentence_of[telling] for telling in self.tellings), key=abs)

    def matter(self) -> set[str]:
        """The things and deeds that the main clause and the title name, light words apart."""
        clause = self.analysis.span(tree.clause_words(self.analysis, self.predicate))
        return things(self.analysis, clause) | things(self.analysis, self.what) | _of_title(self)

    def is_expressed(self) -> bool:
        """Whether the main clause itself expresses the position."""
        if self.main is None:
            return False
        clauses = [self.what, *(self.analysis.span(tree.clause_words(self.analysis, w)) for w in self.tellings[1:])]
        return any(overlaps(span, clause) for span in self.main.evidence for clause in clauses)


def find_tellings(analysis: Analysis, predicate: int) -> tuple[int, ...]:
    """The main predicate, and where it stands in a heading the predicate of the sentence below that tells it again."""
    sentence = analysis.sentence_of[predicate]
    if is_stopped(analysis, analysis.sentences[sentence]):
        return (predicate,)
    own = weighty(analysis, analysis.span(tree.clause_words(analysis, predicate)))
    for words in analysis.sentences[sentence + 1 : sentence + 1 + _BELOW]:
        for telling in told_in(analysis, words):
            again = own & weighty(analysis, analysis.span(tree.clause_words(analysis, telling)))
            if len(again) >= _AGAIN:
                return predicate, telling
    return (predicate,)


def weighty(analysis: Analysis, span: Span) -> set[str]:
    """The lemmas of the nouns, names, verbs and numbers in a span."""
    words = range(*analysis.words_in(span))
    return {tree.lemma(analysis, w) for w in words if analysis.upos[w] in ("NOUN", "VERB", "PROPN", "NUM")}


def things(analysis: Analysis, span: Span) -> set[str]:
    """The lemmas of the common nouns and verbs in a span, without those that say little."""
    words = range(*analysis.words_in(span))
    return {tree.lemma(analysis, w) for w in words if analysis.upos[w] in ("NOUN", "VERB")} - _LIGHT


def _of_title(scene: Scene) -> set[str]:
    """The words of the title that the report itself has as nouns or verbs."""
    analysis = scene.analysis
    title = {word.strip(".,:;!?'\"‘’“”").lower() for word in (scene.report.title or "").split()}
    near = range(len(analysis))
    return {
        tree.lemma(analysis, w)
        for w in near
        if analysis.upos[w] in ("NOUN", "VERB") and tree.form(analysis, w) in title
    } - _LIGHT
