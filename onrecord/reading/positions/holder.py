"""Who holds a stance: the agent, the government behind a law or a "decision", or the speaker of the sentence."""

from collections.abc import Sequence
from typing import Final

from onrecord.knowledge.countries import country_of_name
from onrecord.knowledge.stances import StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Attribution
from onrecord.spans import SpanIndex

STATE_SECTORS: Final = frozenset({"GOV", "MIL", "LEG", "COP", "JUD", "SPY"})
_PRONOUNS: Final = frozenset({"it", "he", "she", "they", "we", "i", "this", "that", "these", "those"})
_TITLES: Final = frozenset({"appos", "nmod:desc", "compound", "nmod:poss", "nmod", "amod"})
_OWNED_BY: Final = ("nmod:poss", "compound", "amod")


class Holders:
    """Looks up who holds what; one instance a report."""

    def __init__(
        self, analysis: Analysis, actors: Sequence[Actor], attributions: Sequence[Attribution], lexicon: StanceLexicon
    ) -> None:
        self._analysis = analysis
        self._lexicon = lexicon
        self._actors = {actor.id: actor for actor in actors}
        self._by_name = {actor.name.lower(): actor.id for actor in reversed(actors)}
        self._index = MentionIndex.of(analysis, actors)
        self._contents = SpanIndex((span, found) for found in attributions for span in found.content)
        self._main = _main_government(analysis, actors)
        self._leading = self._main or _most_named([a for a in actors if self.may_rule(a.id)], _lead(analysis))
        self._bodies = self._find_bodies(actors)

    def named(self, word: int) -> str | None:
        """The actor a nominal names, or the one who owns it ("Norway's regulator"), or None."""
        analysis = self._analysis
        found = self._index.headed_by(word)
        if found is not None:
            return found
        if analysis.upos[word] not in ("NOUN", "PROPN", "PRON", "ADJ"):
            return None
        for child in analysis.dependents(word, "appos", "flat") if analysis.upos[word] == "NOUN" else ():
            found = self._index.headed_by(child) if analysis.upos[child] == "PROPN" else None
            if found is not None:
                return found  # "the neighbour Belgium"
        if tree.lemma(analysis, word) == "rest" or tree.form(analysis, word) in _PRONOUNS:
            return None
        if analysis.upos[word] == "PROPN":
            return self._index.holding(word) or self._by_name.get(tree.form(analysis, word))
        if self._lexicon.is_a(tree.lemma(analysis, word), "office"):
            return self.owner(word) or self._index.holding(word)
        return None

    def within(self, words: WordSpan) -> str | None:
        """The actor mentioned in the words: the first whose mention has its head there, or None."""
        return next((found for word in range(*words) if (found := self._index.headed_by(word)) is not None), None)

    def _find_bodies(self, actors: Sequence[Actor]) -> dict[str, list[str]]:
        """By person, the bodies named in their titles: "the union's chief, Ann Lee", "Ann Lee of the union"."""
        analysis = self._analysis
        found: dict[str, list[str]] = {}
        for actor in actors:
            if actor.kind != "person":
                continue
            for span in actor.mentions:
                words = analysis.words_in(span)
                if words[0] == words[1]:
                    continue
                head = analysis.head_of(words)
                near = [c for c in analysis.children[head] if analysis.deprels[c] in _TITLES]
                near += [analysis.heads[head]] if analysis.deprels[head] == "appos" else []
                for title in near:
                    for word in range(*analysis.subtree_edges[title]):
                        body = self._index.headed_by(word)
                        if body is not None and body != actor.id and self._actors[body].kind != "person":
                            found.setdefault(actor.id, []).append(body)
        return found

    def owner(self, word: int) -> str | None:
        """The actor that stands before a noun as its owner or nationality, or after "of" or "by", or None."""
        analysis = self._analysis
        for child in analysis.children[word]:
            if analysis.deprels[child] in _OWNED_BY:
                found = self._index.headed_by(child)
                if found is not None:
                    return found
        for child in tree.prepositional(analysis, word, ("of", "by", "from")):
            found = self._index.headed_by(child)
            if found is not None:
                return found
        return None

    def is_document(self, word: int) -> bool:
        """Whether a word names a law, an order or a decision, behind which somebody stands."""
        return self._lexicon.is_a(tree.lemma(self._analysis, word), "document")

    def is_pronoun(self, word: int) -> bool:
        """Whether a word is a pronoun that may stand for such a document."""
        return tree.form(self._analysis, word) in _PRONOUNS

    def over(self, word: int) -> list[Attribution]:
        """The attributions whose content holds the word, innermost first."""
        span = self._analysis.span((word, word + 1))
        return [found for _, found in self._contents.around(span)]

    def speaker(self, word: int) -> str | None:
        """The actor to whom the sentence around the word is ascribed, no outlet, or None."""
        for found in self.over(word):
            actor = self._actors.get(found.source.actor or "")
            if actor is not None:
                return actor.id if actor.kind != "outlet" else None
        return None

    def is_state(self, ident: str | None) -> bool:
        """Whether the actor speaks for a state or an organization of states."""
        actor = self._actors.get(ident or "")
        if actor is None or actor.kind == "outlet":
            return False
        return actor.kind in ("government", "military") or actor.sector in STATE_SECTORS or actor.sector == "IGO"

    def may_rule(self, ident: str | None) -> bool:
        """Whether the actor is one that sets rules: a state, or an organization other than an outlet."""
        actor = self._actors.get(ident or "")
        return actor is not None and (self.is_state(ident) or actor.kind == "organization")

    def country(self, ident: str | None) -> str | None:
        """The country of an actor, or None."""
        actor = self._actors.get(ident or "")
        if actor is None or actor.country is not None or self._main is None:
            return actor.country if actor is not None else None
        # "Officials" and "the government" without a name are those of the state the report is about.
        noun = self._lexicon.noun_forms.get(actor.name.rsplit(" ", 1)[-1].lower(), "")
        common = not any(word[:1].isupper() for word in actor.name.split()[1:])
        unnamed = (
            common and actor.kind in ("government", "group", "organization") and self._lexicon.is_a(noun, "office")
        )
        return self._actors[self._main].country if unnamed else None

    def kind(self, ident: str) -> str:
        """The kind of an actor."""
        return self._actors[ident].kind

    def same_side(self, one: str | None, other: str | None) -> bool:
        """Whether both are the same actor, or both speak for the same state."""
        if one is None or other is None:
            return False
        if one == other or self._speaks_for(one, other) or self._speaks_for(other, one):
            return True
        country = self.country(one)
        return country is not None and country == self.country(other) and self.is_state(one) and self.is_state(other)

    def is_one(self, one: str, other: str) -> bool:
        """Whether both are the same actor, or one speaks for the other or is a body of the state that the other is.

        Two bodies of one state, a parliament and a ministry, are two.
        """
        if one == other or self._speaks_for(one, other) or self._speaks_for(other, one):
            return True
        named = [country_of_name(self._actors[ident].name) for ident in (one, other)]
        return any(named) and self.same_side(one, other)

    def _speaks_for(self, person: str, body: str) -> bool:
        return body in self._bodies.get(person, ())

    def interchangeable(self, one: str, other: str) -> bool:
        """Whether positions of the two may be one: the same side, and not two different persons."""
        if one == other:
            return True
        persons = (self.kind(one) == "person", self.kind(other) == "person")
        return self.same_side(one, other) and not all(persons)

    @property
    def leading(self) -> str | None:
        """Who sets the rules that the report is about: of those named in the lead the one most often mentioned."""
        return self._leading

    @property
    def main(self) -> str | None:
        """The government the report is plainly about, or None."""
        return self._main


def _lead(analysis: Analysis) -> int:
    """Where the first two sentences end."""
    return analysis.span((0, analysis.sentences[min(1, len(analysis.sentences) - 1)][1]))[1] if len(analysis) else 0


def _most_named(actors: Sequence[Actor], lead: int) -> str | None:
    named = [actor for actor in actors if actor.mentions and actor.mentions[0][0] < lead]
    return max(named, key=lambda actor: len(actor.mentions)).id if named else None


def _main_government(analysis: Analysis, actors: Sequence[Actor]) -> str | None:
    """The state with most mentions, where it is named in the first two sentences and clearly leads."""
    lead = _lead(analysis)
    ranked = sorted(
        ((len(a.mentions), a.id) for a in actors if a.kind == "government" and a.mentions and a.mentions[0][0] < lead),
        key=lambda row: -row[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]
