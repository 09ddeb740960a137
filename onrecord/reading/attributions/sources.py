"""Sources resolved: which actor the words name, whether they name anybody at all, of what kind and how many."""

from collections.abc import Mapping, Sequence

from onrecord.knowledge.cues import VERBS
from onrecord.knowledge.speakers import (
    ANONYMOUS_MARKS,
    COLLECTIVE_NOUNS,
    DOCUMENT_NOUNS,
    INDEFINITE,
    INSTITUTION_NOUNS,
    NUMBERS,
    OFFICIAL_NOUNS,
    OUTLET_NOUNS,
)
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import Pieces, holds
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Anonymity, Source, SourceKind
from onrecord.spans import Span, covering

UNSPECIFIED = Source(anonymity="unspecified", kind="unspecified")

_NAMED_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "LAW", "LOC", "PRODUCT"))
_OFFICIAL_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
_BODIES = frozenset(("government", "military", "organization", "outlet"))
_ASIDE = frozenset(("acl:relcl", "appos", "parataxis", "punct", "det", "cc:preconj", "advcl", "advcl:relcl"))
_NO_HEADS = frozenset(("PUNCT", "DET", "ADP", "CCONJ"))
_CLOSENESS = frozenset(("familiar", "close", "briefed", "aware", "knowledgeable"))


class SourceResolver:
    """Turns the words of a source into a `Source`, with the actors of the report at hand."""

    def __init__(self, analysis: Analysis, actors: Sequence[Actor]) -> None:
        self._analysis = analysis
        self._mentions = MentionIndex.of(analysis, actors)
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self._entity_of: dict[int, str] = {}
        for entity in analysis.entities:
            for word in range(*entity.words):
                self._entity_of[word] = entity.label

    def resolve(self, pieces: Pieces) -> Source:
        """The source that the words name; unspecified where there are none."""
        if not pieces:
            return UNSPECIFIED
        head = self.head(pieces)
        target = self._antecedent(head)
        actor = self.actor_at(target, pieces if target == head else ())
        name = self._name(target, pieces if target == head else (self._analysis.subtree_edges[target],))
        anonymity = self._anonymity(target, actor, pieces)
        if actor is not None and (anonymity == "named" or self._analysis.upos[target] == "PRON"):
            name = actor.name
        return Source(
            anonymity=anonymity,
            kind=self._kind(target, actor),
            actor=actor.id if actor else None,
            name=name,
            span=self._span(pieces, head),
            count=None if anonymity == "named" else self._count(target),
        )

    def head(self, pieces: Pieces) -> int:
        """The head word of the source: of the piece that hangs highest."""
        analysis = self._analysis
        words = [word for piece in pieces for word in range(*piece)]
        tops = [w for w in words if not holds(pieces, analysis.heads[w]) and analysis.upos[w] not in _NO_HEADS]
        nouns = [word for word in tops if analysis.upos[word] in ("NOUN", "PROPN", "PRON")]
        return (nouns or tops or [analysis.head_of(pieces[0])])[0]

    def is_speech(self, cue: WordSpan | None) -> bool:
        """Whether the cue is one of speech, by which words are passed on; not of thought, deed or attitude."""
        if cue is None:
            return True
        lemmas = [self._analysis.lemmas[word].lower() for word in range(*cue)]
        known = [VERBS[lemma] for lemma in lemmas if lemma in VERBS]
        return any(entry.spoken for entry in known) or self._analysis.forms[cue[0]].lower() == "according"

    def actor_at(self, head: int, pieces: Pieces = ()) -> Actor | None:
        """The actor mentioned by the word, or by a name in the same noun phrase ("spokesman NAME")."""
        ident = self._mentions.headed_by(head) or self._mentions.holding(head)
        if ident is None or ident not in self.actors or self._entity_of.get(head) != "PERSON":
            for word in self._names_beside(head, pieces):
                named = self._mentions.headed_by(word) or self._mentions.holding(word)
                if named is not None and (self.actors[named].kind == "person") == (self._entity_of[word] == "PERSON"):
                    return self.actors[named]
        return self.actors.get(ident) if ident is not None else None

    def _names_beside(self, head: int, pieces: Pieces) -> list[int]:
        """Words of names beside the head of the phrase: a person's anywhere, a body's as what a common noun is called.

        "Spokesman NAME", "campaign group NAME"; in "a CNN reporter" the outlet is not who speaks.
        """
        analysis = self._analysis
        labels: dict[str, tuple[str, ...]] = {"appos": ("PERSON",), "flat": ("PERSON",), "compound": ("PERSON",)}
        if analysis.lemmas[head].lower() in INSTITUTION_NOUNS:
            labels |= {"appos": ("PERSON", "ORG"), "flat": ("PERSON", "ORG")}
        return [
            child
            for child in analysis.children[head]
            if self._entity_of.get(child) in labels.get(analysis.deprels[child].split(":")[0], ())
            and (not pieces or holds(pieces, child))
        ]

    def _antecedent(self, head: int) -> int:
        """The noun that a relative pronoun stands for; any other word itself."""
        analysis = self._analysis
        if analysis.xpos[head] not in ("WP", "WDT"):
            return head
        word = head
        for above in analysis.ancestors(head):
            if analysis.deprels[word] == "acl:relcl":
                return above
            word = above
        return head

    def _phrase(self, head: int, pieces: Pieces) -> list[int]:
        """The words of the noun phrase proper: no determiner, no apposition, no clause but what tells closeness."""
        analysis = self._analysis
        kept, stack = [], [head]
        while stack:
            word = stack.pop()
            kept.append(word)
            for child in analysis.children[word]:
                relation = analysis.deprels[child]
                if relation in _ASIDE and not (relation == "punct" and analysis.forms[child] in "-.'’"):
                    continue
                if relation in ("case", "cc") and word == head:
                    continue
                close = analysis.forms[child].lower() in _CLOSENESS
                if word == head and relation == "acl" and not close:
                    continue
                stack.append(child)
        return sorted(word for word in kept if not pieces or holds(pieces, word))

    def _name(self, head: int, pieces: Pieces) -> str | None:
        words = self._phrase(head, pieces)
        if not words:
            return None
        run = [word for word in words if words[0] <= word <= words[-1]]
        text = self._analysis.text[self._analysis.starts[run[0]] : self._analysis.ends[run[-1]]]
        return " ".join(text.split()) or None

    def _span(self, pieces: Pieces, head: int) -> Span:
        """The piece that holds the head: a source in several pieces is told by its main one."""
        for start, end in pieces:
            if start <= head < end:
                while end - 1 > head and self._analysis.xpos[end - 1] in ("WP", "WDT", ","):
                    end -= 1  # "an official, who": what follows "who" was not taken for a part of the source
                return self._analysis.span((start, end))
        return covering(self._analysis.span(piece) for piece in pieces)

    def _anonymity(self, head: int, actor: Actor | None, pieces: Pieces) -> Anonymity:
        analysis = self._analysis
        lemma = analysis.lemmas[head].lower()
        if any(analysis.lemmas[w].lower() in ANONYMOUS_MARKS for w in self._phrase(head, ())):
            return "unnamed"
        if (
            analysis.upos[head] == "PROPN"
            or self._entity_of.get(head) in _NAMED_ENTITIES
            or self._names_beside(head, pieces)
        ):
            return "named"
        if lemma in INDEFINITE:
            return "unnamed"
        if analysis.upos[head] == "PRON":
            if actor is None:
                return "unspecified"
            return "named" if actor.kind in _BODIES or self._is_name(actor) else "unnamed"
        if lemma in DOCUMENT_NOUNS or lemma in INSTITUTION_NOUNS or lemma in OUTLET_NOUNS:
            return "named" if self._identified(head) else "unspecified"
        if actor is not None and actor.kind in _BODIES and self._identified(head):
            return "named"
        if actor is not None and actor.kind == "person" and self._is_name(actor):
            return "named"
        return "unnamed"

    def _identified(self, head: int) -> bool:
        """Whether a common noun tells which: by an article, an owner or a name beside it."""
        analysis = self._analysis
        for child in analysis.children[head]:
            relation = analysis.deprels[child]
            definite = relation == "det" and analysis.forms[child].lower() in ("the", "this", "that", "its", "their")
            if (
                definite
                or relation == "nmod:poss"
                or (relation in ("compound", "nmod", "amod") and self._entity_of.get(child))
            ):
                return True
        return any(analysis.deprels[c] == "compound" for c in analysis.children[head])

    @staticmethod
    def _is_name(actor: Actor) -> bool:
        last = actor.name.split()[-1] if actor.name.split() else ""
        return actor.kind != "group" and actor.kind != "population" and last[:1].isupper()

    def _kind(self, head: int, actor: Actor | None) -> SourceKind:
        lemma = self._analysis.lemmas[head].lower()
        noun = self._analysis.upos[head] == "NOUN"
        if actor is not None and actor.kind == "outlet":
            return "outlet"
        if noun and lemma in DOCUMENT_NOUNS:
            return "document"
        if noun and lemma in OUTLET_NOUNS:
            return "outlet"
        if noun and lemma in OFFICIAL_NOUNS:
            return "official"
        if actor is not None and actor.kind != "group":
            return _kind_of_actor(actor)
        if noun and lemma in INSTITUTION_NOUNS:
            return "organization"
        if lemma in COLLECTIVE_NOUNS or (noun and self._analysis.xpos[head] == "NNS"):
            return (
                "group" if self._analysis.xpos[head] in ("NNS", "NNPS", "DT", "JJ") or lemma in INDEFINITE else "person"
            )
        label = self._entity_of.get(head)
        if label is not None and label != "PERSON":
            return "document" if label in ("WORK_OF_ART", "LAW") else "organization"
        return "person" if label == "PERSON" or noun else "unspecified"

    def _count(self, head: int) -> int | None:
        """How many speak: the number before the noun, or 1 for a single person."""
        analysis = self._analysis
        for child in analysis.dependents(head, "nummod"):
            form = analysis.forms[child].lower()
            if form in NUMBERS:
                return NUMBERS[form]
            if form.isdecimal() and form.isascii():
                return int(form)
        lemma = analysis.lemmas[head].lower()
        if lemma in ("one", "two", "three", "four", "five", "six") and analysis.upos[head] in ("NUM", "PRON", "NOUN"):
            return NUMBERS[lemma]
        single = analysis.upos[head] == "NOUN" and analysis.xpos[head] == "NN"
        return 1 if single and (lemma in OFFICIAL_NOUNS or lemma in COLLECTIVE_NOUNS) else None


def _kind_of_actor(actor: Actor) -> SourceKind:
    if actor.kind == "person":
        return "official" if actor.sector in _OFFICIAL_SECTORS else "person"
    if actor.kind == "population":
        return "group"
    return "organization"
