"""Sources resolved: which actor the words name, whether they name anybody at all, of what kind and how many."""

from collections.abc import Mapping, Sequence

from onrecord.knowledge.cues import VERBS
from onrecord.knowledge.speakers import (
    ANONYMOUS_MARKS,
    COLLECTIVE_NOUNS,
    DOCUMENT_NOUNS,
    GROUPS,
    HEDGES,
    INDEFINITE,
    INSTITUTION_NOUNS,
    KIN,
    NUMBERS,
    OFFICIAL_NOUNS,
    OUTLET_NOUNS,
    OWNERS,
    SINGLE_OFFICES,
)
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import Pieces, holds
from onrecord.reading.attributions.credits import is_outlet_name
from onrecord.reading.attributions.details import DetailFinder
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor, Anonymity, Source, SourceKind
from onrecord.spans import Span, covering

UNSPECIFIED = Source(anonymity="unspecified", kind="unspecified")

_NAMED_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "LAW", "LOC", "PRODUCT"))
_OFFICIAL_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
_BODIES = frozenset(("government", "military", "organization", "outlet"))
_ASIDE = frozenset(("acl:relcl", "appos", "parataxis", "punct", "det", "cc:preconj", "advcl", "advcl:relcl"))
_NO_HEADS = frozenset(("PUNCT", "DET", "ADP", "CCONJ"))
_INDEFINITE_ARTICLES = frozenset(("a", "an", "some", "any", "another", "several", "many"))
_SHARES = frozenset(("percent", "cent", "%", "majority", "minority", "third", "quarter", "half"))
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
        self._details = DetailFinder(analysis, self._entity_of)

    def resolve(self, pieces: Pieces) -> Source:
        """The source that the words name; unspecified where there are none."""
        if not pieces:
            return UNSPECIFIED
        head = self.head(pieces)
        if self._analysis.forms[head] in ("Q", "A") and self._analysis.forms[head + 1 : head + 2] == [":"]:
            return Source(anonymity="unspecified", kind="unspecified", span=self._span(pieces, head))
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
            count=self._count(target) if anonymity == "unnamed" else None,
            details=self._details.details(target) if anonymity == "unnamed" else (),
        )

    def head(self, pieces: Pieces) -> int:
        """The head word of the source: of the piece that hangs highest."""
        analysis = self._analysis
        words = [word for piece in pieces for word in range(*piece)]
        tops = [w for w in words if not holds(pieces, analysis.heads[w]) and analysis.upos[w] not in _NO_HEADS]
        nouns = [word for word in tops if analysis.upos[word] in ("NOUN", "PROPN", "PRON")]
        people = [word for word in nouns if self._entity_of.get(word) == "PERSON"]  # before a noun the tree left loose
        if people and any(analysis.forms[w].lower() in ("for", "of") for w in words if nouns[0] < w < people[0]):
            people = []  # "a spokeswoman for the chairman, NAME"
        return (people or nouns or tops or [analysis.head_of(pieces[0])])[0]

    def is_speech(self, cue: WordSpan | None) -> bool:
        """Whether the cue is one of speech, by which words are passed on; not of thought, deed or attitude."""
        if cue is None:
            return True
        if all(self._analysis.upos[word] == "PUNCT" for word in range(*cue)):
            return True  # a transcript's colon, the dash before a signature
        lemmas = [self._analysis.lemmas[word].lower() for word in range(*cue)]
        known = [VERBS[lemma] for lemma in lemmas if lemma in VERBS]
        return any(entry.spoken for entry in known) or self._analysis.forms[cue[0]].lower() == "according"

    def is_speaker(self, pieces: Pieces) -> bool:
        """Whether the source is the one who speaks the words it stands in: "I", "we"."""
        return len(pieces) == 1 and self._analysis.slice(pieces[0]).lower() in ("i", "we")

    def is_medium(self, word: int) -> bool:
        """Whether the noun is a kind of news outlet: "newspaper", "news agency", "state television"."""
        lemma = self._analysis.lemmas[word].lower()
        if lemma in ("agency", "service"):
            return any(
                self._analysis.lemmas[c].lower() in ("news", "wire", "press") for c in self._analysis.children[word]
            )
        return lemma in OUTLET_NOUNS

    def actor_at(self, head: int, pieces: Pieces = ()) -> Actor | None:
        """The actor mentioned by the word, or by a name in the same noun phrase ("spokesman NAME")."""
        ident = self._mentions.headed_by(head) or self._mentions.holding(head)
        if ident is None or ident not in self.actors or self._entity_of.get(head) != "PERSON":
            for word in self._names_beside(head, pieces):
                named = self._mentions.headed_by(word) or self._mentions.holding(word)
                if named is not None and (self.actors[named].kind == "person") == (self._entity_of[word] == "PERSON"):
                    return self.actors[named]
        if ident is not None and self._is_kin_of(head, ident):
            return None
        return self.actors.get(ident) if ident is not None else None

    def _is_kin_of(self, head: int, ident: str) -> bool:
        """Whether the word is somebody near to the actor, told by the actor's own pronoun: "his brother" is not he."""
        analysis = self._analysis
        if analysis.upos[head] != "NOUN" or analysis.lemmas[head].lower() not in KIN:
            return False
        return any(
            (self._mentions.headed_by(c) or self._mentions.holding(c)) == ident
            for c in analysis.dependents(head, "nmod:poss")
        )

    def _names_beside(self, head: int, pieces: Pieces) -> list[int]:
        """Words of names beside the head of the phrase: a person's anywhere, a body's as what a common noun is called.

        "Spokesman NAME", "campaign group NAME"; in "a CNN reporter" the outlet is not who speaks.
        """
        analysis = self._analysis
        labels: dict[str, tuple[str, ...]] = {"appos": ("PERSON",), "flat": ("PERSON",), "compound": ("PERSON",)}
        if analysis.lemmas[head].lower() in INSTITUTION_NOUNS:
            labels |= {"appos": ("PERSON", "ORG"), "flat": ("PERSON", "ORG")}
        elif analysis.lemmas[head].lower() in OWNERS:
            labels["appos"] = ("PERSON", "ORG")
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
        before = [w for w in range(max(head - 3, 0), head) if analysis.upos[w] in ("NOUN", "PROPN")]
        return before[-1] if before and analysis.forms[head - 1] in (",", analysis.forms[before[-1]]) else head

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
        entity = self._entity_of.get(head) in _NAMED_ENTITIES and not self._is_one_of_many(head)
        if analysis.upos[head] == "PROPN" or entity or self._names_beside(head, pieces):
            return "named"
        if lemma in INDEFINITE:
            return "unnamed"
        if lemma in SINGLE_OFFICES and analysis.xpos[head] == "NN" and self._identified(head):
            return "named"  # "the prime minister" is one person
        if analysis.upos[head] == "PRON":
            if actor is None:
                return "unspecified"
            return "named" if actor.kind in _BODIES or self._is_name(actor) else "unnamed"
        if lemma in DOCUMENT_NOUNS or lemma in INSTITUTION_NOUNS or self.is_medium(head):
            return "named" if self._identified(head) else "unspecified"
        if actor is not None and actor.kind in _BODIES and self._identified(head):
            return "named"
        if actor is not None and actor.kind == "person" and self._is_name(actor):
            return "named"
        return "unnamed"

    def _is_one_of_many(self, head: int) -> bool:
        """Whether it is a common noun for a person behind "a" or a number: "a NATO diplomat", "two aides"."""
        analysis = self._analysis
        lemma = analysis.lemmas[head].lower()
        if analysis.upos[head] != "NOUN" or lemma not in OFFICIAL_NOUNS | COLLECTIVE_NOUNS | KIN:
            return False
        return any(
            analysis.deprels[c] == "nummod"
            or (analysis.deprels[c] == "det" and analysis.lemmas[c].lower() in _INDEFINITE_ARTICLES)
            for c in analysis.children[head]
        )

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
        if lemma in _SHARES and actor is None:
            return "group"
        unknown = actor is None or actor.kind == "organization"
        if unknown and self._analysis.upos[head] == "PROPN" and is_outlet_name(self._analysis.forms[head]):
            return "outlet"
        if noun and lemma in DOCUMENT_NOUNS:
            return "document"
        if noun and self.is_medium(head):
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
            if any(analysis.lemmas[w].lower() in HEDGES for w in range(max(child - 2, 0), child)):
                return None  # "more than a dozen", "some 40"
            form = analysis.forms[child].lower()
            if form in NUMBERS:
                return NUMBERS[form]
            if form.isdecimal() and form.isascii():
                return int(form)
        lemma = analysis.lemmas[head].lower()
        if analysis.forms[head].lower() in ("he", "she", "i"):
            return 1
        if lemma in ("one", "two", "three", "four", "five", "six") and analysis.upos[head] in ("NUM", "PRON", "NOUN"):
            return NUMBERS[lemma]
        single = analysis.upos[head] == "NOUN" and analysis.xpos[head] == "NN"
        several = lemma in DOCUMENT_NOUNS or lemma in INSTITUTION_NOUNS or lemma in GROUPS or self.is_medium(head)
        return 1 if single and not several else None


def _kind_of_actor(actor: Actor) -> SourceKind:
    if actor.kind == "person":
        return "official" if actor.sector in _OFFICIAL_SECTORS else "person"
    if actor.kind == "population":
        return "group"
    return "organization"
