"""What surrounds a predicate and tells politics from sport, fiction and housework: who is in the sentence."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.events.confidence import UNSEEN, log_odds
from onrecord.records import Actor, Sector

PUBLIC_KINDS = frozenset({"government", "military"})
PUBLIC_SECTORS: frozenset[Sector | None] = frozenset(
    {"GOV", "MIL", "REB", "OPP", "LEG", "PTY", "COP", "JUD", "SPY", "IGO", "NGO", "UAF", "LAB", "REF"}
)
SIGN_TAGS = frozenset({"NOUN", "VERB", "ADJ", "PRON", "ADV"})
MOST_SCENE = 6.0
"""A long sentence of many words is no surer than this."""


def scene_signs(analysis: Analysis, words: WordSpan) -> set[str]:
    """What tells the scene of a sentence: its lemmas, and the kinds of names in it."""
    lemmas = {
        f"{analysis.lemmas[word].lower()} {analysis.upos[word]}"
        for word in range(*words)
        if analysis.upos[word] in SIGN_TAGS
    }
    names = (entity for entity in analysis.entities if words[0] <= entity.words[0] < words[1])
    return lemmas | {f"name {entity.label}" for entity in names}


class Surroundings:
    """The public actors, the scene and the model's surest event of every sentence of one analysis."""

    def __init__(self, analysis: Analysis, actors: Sequence[Actor]) -> None:
        self._analysis = analysis
        self._sentence_of = analysis.sentence_of
        self._scenes: dict[int, tuple[float, float, float]] = {}
        self._public = frozenset(a.id for a in actors if a.kind in PUBLIC_KINDS or a.sector in PUBLIC_SECTORS)
        self._actors: list[set[str]] = [set() for _ in analysis.sentences]
        for actor in actors:
            for span in actor.mentions:
                first, last = analysis.words_in(span)
                if first < last:
                    self._actors[self._sentence_of[first]].add(actor.id)
        self._surest = [UNSEEN] * len(analysis.sentences)
        for trigger in analysis.triggers:
            sentence = self._sentence_of[trigger.word]
            self._surest[sentence] = max(self._surest[sentence], trigger.probability)

    def are_public(self, actors: Iterable[str]) -> bool:
        """Whether one of the actors is a state, a force, a party or the like."""
        return not self._public.isdisjoint(actors)

    def features(self, word: int) -> tuple[float, ...]:
        """The values of `SCENE_FEATURES` at a word: of its sentence, or of the whole report where that says more."""
        values = self._sentence(self._sentence_of[word])
        return (1.0, *(max(own, whole) for own, whole in zip(values, self._whole, strict=True)))

    @cached_property
    def _whole(self) -> tuple[float, ...]:
        count = len(self._analysis.sentences)
        listed = [self._sentence(index) for index in range(count)]
        return tuple(sum(column) / count for column in zip(*listed, strict=True))

    def _sentence(self, index: int) -> tuple[float, float, float]:
        if index not in self._scenes:
            signs = scene_signs(self._analysis, self._analysis.sentences[index])
            score = load_sign_weights("scene").scores(dict.fromkeys(sorted(signs), 1.0))[0]
            actors = self._actors[index]
            share = len(actors & self._public) / len(actors) if actors else 0.0
            self._scenes[index] = max(-MOST_SCENE, min(MOST_SCENE, score)), share, log_odds(self._surest[index])
        return self._scenes[index]
