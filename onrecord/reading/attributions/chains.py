"""Chains: who passed the words on. Hops inside one sentence, and attributions inside the content of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.knowledge.cues import CITING, PASSING_ON, VERBS
from onrecord.knowledge.speakers import COLLECTIVE_NOUNS, DOCUMENT_NOUNS, OFFICIAL_NOUNS, OUTLET_NOUNS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import (
    Candidate,
    Hop,
    Pieces,
    descendants,
    holds,
    is_inside,
    pieces_of,
    size,
)
from onrecord.reading.attributions.rules import is_passive, subject_of
from onrecord.reading.attributions.sources import SourceResolver

_TO = frozenset(("to", "with", "by"))


@dataclass(frozen=True, slots=True)
class Chains:
    """Finds who passed words on; `own` is the report's own outlet, which is no hop."""

    analysis: Analysis
    resolver: SourceResolver
    own: str | None

    def is_outlet(self, word: int) -> bool:
        """Whether the word names a news outlet other than the report's own."""
        actor = self.resolver.actor_at(word)
        if actor is None or actor.kind != "outlet" or self._is_this(word):
            return False
        return not (self.own and _same(self.own, actor.name))

    def _is_this(self, word: int) -> bool:
        """Whether the outlet is the one that speaks: "told this newspaper"."""
        return any(
            self.analysis.lemmas[c].lower() in ("this", "our") for c in self.analysis.dependents(word, "det", "nmod")
        )

    def hops(self, candidate: Candidate) -> tuple[Hop, ...]:
        """The outlet to which the source said it: "told Reuters", "an insider speaking to Reuters"."""
        if candidate.cue is None:
            return ()
        verbs = [w for w in range(*candidate.cue) if self.analysis.upos[w] == "VERB"]
        if candidate.source:
            head = self.resolver.head(candidate.source)
            verbs += self.analysis.dependents(head, "acl")
        for verb in verbs:
            if self.analysis.lemmas[verb] in PASSING_ON:
                for word in self._told(verb):
                    return (Hop(self._phrase(word), (verb, verb + 1)),)
        return ()

    def _told(self, verb: int) -> Iterator[int]:
        for child in self.analysis.dependents(verb, "obj", "iobj", "obl"):
            if self.analysis.deprels[child].startswith("obl"):
                cases = {self.analysis.forms[c].lower() for c in self.analysis.dependents(child, "case")}
                if not cases & _TO:
                    continue
            if self.is_outlet(child):
                yield child

    def _phrase(self, word: int) -> WordSpan:
        analysis = self.analysis
        words = descendants(analysis, word, analysis.dependents(word, "case", "acl", "appos", "punct"))
        return next(piece for piece in pieces_of(words) if piece[0] <= word < piece[1])

    def cited(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """What an outlet reports "citing X" is said by X and passed on by the outlet; a new candidate for each X."""
        found: list[Candidate] = []
        for word, lemma in enumerate(self.analysis.lemmas):
            if lemma in CITING and self.analysis.upos[word] == "VERB":
                found.extend(self._cited(word, candidates))
        return found

    def _cited(self, word: int, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
        analysis = self.analysis
        if is_passive(analysis, word):
            objects, outlet = analysis.dependents(word, "nsubj:pass"), None
            agents = analysis.dependents(word, "obl:agent")
            outlet = agents[0] if agents else None
        else:
            objects, outlet = analysis.dependents(word, "obj"), subject_of(analysis, word)
        if not objects or not self._speaks(objects[0]):
            return
        source = pieces_of(descendants(analysis, objects[0]))
        saying = [c for c in analysis.children[word] if analysis.lemmas[c] in VERBS and analysis.dependents(c, "ccomp")]
        if saying:
            clause = analysis.dependents(saying[0], "ccomp")[0]
            hop = (
                (Hop(self._phrase(outlet), (word, word + 1)),) if outlet is not None and self.is_outlet(outlet) else ()
            )
            yield Candidate(
                (saying[0], saying[0] + 1),
                source,
                pieces_of(descendants(analysis, clause)),
                "asserts",
                0.7,
                "clause",
                hop,
            )
            return
        for candidate in candidates:
            if candidate.cue is None or candidate.cue[0] == word or not candidate.source:
                continue
            if self._same_speaker(word, outlet, candidate) and not holds(candidate.content, word):
                hop = (Hop(candidate.source[0], candidate.cue),)
                yield Candidate(
                    (word, word + 1), source, candidate.content, "asserts", candidate.score * 0.9, "clause", hop, True
                )
                return

    def _same_speaker(self, word: int, outlet: int | None, candidate: Candidate) -> bool:
        """Whether the outlet that cites is the candidate's source, and speaks in the same sentence."""
        analysis = self.analysis
        assert candidate.cue is not None
        if analysis.sentence_of[word] != analysis.sentence_of[candidate.cue[0]]:
            return False
        head = self.resolver.head(candidate.source)
        above = analysis.heads[word]
        near = head in (outlet, above) or holds(candidate.source, word) or above in range(*candidate.cue)
        return near and self.is_outlet(head)

    def _speaks(self, word: int) -> bool:
        """Whether the word names somebody who can be a source, not a thing that is cited ("citing privacy rules")."""
        analysis = self.analysis
        lemma = analysis.lemmas[word].lower()
        if any(lemma in nouns for nouns in (OFFICIAL_NOUNS, COLLECTIVE_NOUNS, OUTLET_NOUNS, DOCUMENT_NOUNS)):
            return True
        return self.resolver.actor_at(word) is not None and analysis.upos[word] in ("PROPN", "NOUN", "PRON")


def _same(a: str, b: str) -> bool:
    left, right = (" ".join(name.casefold().removeprefix("the ").split()) for name in (a, b))
    return left == right or (min(len(left), len(right)) > 3 and (left in right or right in left))


def containers(candidates: Sequence[Candidate], resolver: SourceResolver) -> list[int | None]:
    """For each candidate the innermost other in whose content it stands, if that one is speech of somebody else."""
    by_size = sorted(range(len(candidates)), key=lambda i: size(candidates[i].content))
    cues = {c.cue[0] for c in candidates if c.cue is not None}
    holding: dict[int, list[int]] = {cue: [] for cue in cues}  # for each cue the contents it stands in, smallest first
    for index in by_size:
        words = (word for piece in candidates[index].content for word in range(*piece))
        for word in words:
            if word in cues:
                holding[word].append(index)
    found: list[int | None] = []
    for index, inner in enumerate(candidates):
        outer = holding[inner.cue[0]] if inner.cue is not None else []
        found.append(next((i for i in outer if i != index and _passes_on(candidates[i], inner, resolver)), None))
    return found


def _passes_on(outer: Candidate, inner: Candidate, resolver: SourceResolver) -> bool:
    if not outer.source or outer.cue == inner.cue or not is_inside(outer, inner):
        return False
    if not resolver.is_speech(outer.cue):
        return False
    if not inner.source:
        return True
    ours, theirs = resolver.head(outer.source), resolver.head(inner.source)
    first, second = resolver.actor_at(ours), resolver.actor_at(theirs)
    return ours != theirs and (first is None or second is None or first.id != second.id)


def outlet_first(candidate: Candidate, hop: Hop) -> Candidate:
    """The attribution of the same content to the outlet that passed it on."""
    source: Pieces = (hop.source,)
    return replace(candidate, cue=hop.cue, source=source, stance="asserts", hops=(), score=candidate.score * 0.95)
