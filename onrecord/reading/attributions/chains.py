"""Chains: who passed the words on. Hops inside one sentence, and attributions inside the content of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.chains import same_outlet
from onrecord.knowledge.cues import CARRYING, CITING, OCCASIONS, PASSING_ON, VERBS
from onrecord.knowledge.speakers import (
    COLLECTIVE_NOUNS,
    DOCUMENT_NOUNS,
    OFFICIAL_NOUNS,
    OUTLET_NOUNS,
    PASSING_MEDIA,
    PROGRAMMES,
)
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import (
    Candidate,
    Hop,
    Pieces,
    descendants,
    holds,
    is_inside,
    pieces_of,
    shared,
    size,
    trimmed,
    without,
)
from onrecord.reading.attributions.credits import is_outlet_name
from onrecord.reading.attributions.rules import agent_of, is_passive, subject_of
from onrecord.reading.attributions.sources import SourceResolver

_TO = frozenset(("to", "with", "by"))
_ON = frozenset(("on", "in", "to", "with", "for", "by"))


@dataclass(frozen=True, slots=True)
class Citation:
    """A verb that cites ("citing", "quoted"), the verb of "as saying", who is cited, and who cites; heads as words."""

    word: int
    saying: int | None
    who: int
    source: Pieces
    outlet: int | None

    @property
    def verbs(self) -> frozenset[int]:
        """The verbs that are the citation's own cues."""
        return frozenset((self.word,)) if self.saying is None else frozenset((self.word, self.saying))


@dataclass(frozen=True, slots=True)
class Chains:
    """Finds who passed words on; `own` is the report's own outlet, which is no hop."""

    analysis: Analysis
    resolver: SourceResolver
    own: str | None

    def is_outlet(self, word: int) -> bool:
        """Whether the word stands for a news outlet other than the report's own: by name, or "a local newspaper"."""
        if self._is_this(word):
            return False
        actor = self.resolver.actor_at(word)
        if actor is not None and actor.kind == "outlet":
            return not same_outlet(self.own, actor.name)
        analysis = self.analysis
        if (actor is None or actor.kind == "organization") and self._called_like_outlet(word):
            return not same_outlet(self.own, analysis.slice(self._phrase(word)))
        if self.resolver.is_medium(word) and any(analysis.upos[c] == "PROPN" for c in analysis.children[word]):
            return True
        if analysis.upos[word] != "NOUN" or analysis.lemmas[word].lower() not in PASSING_MEDIA:
            return False
        return any(
            (analysis.deprels[c].split(":")[0] in ("amod", "compound", "nmod") and analysis.upos[c] != "PRON")
            or (analysis.deprels[c] == "det" and analysis.forms[c].lower() in ("a", "an", "another", "one"))
            for c in analysis.children[word]
        )

    def _called_like_outlet(self, word: int) -> bool:
        """Whether an outlet that no table has is called as outlets are: "Borough FM", "the BBC's Russian service"."""
        analysis = self.analysis
        if analysis.upos[word] == "PROPN":
            name = analysis.slice(self._phrase(word)).split()
            return len(name) > 1 and is_outlet_name(name[-1] if name[0] != "Radio" else name[0])
        if analysis.lemmas[word].lower() not in PROGRAMMES:
            return False
        return any(self.is_outlet(child) for child in analysis.dependents(word, "nmod:poss", "compound"))

    def _is_own(self, word: int) -> bool:
        """Whether the word stands for the report's own outlet."""
        actor = self.resolver.actor_at(word)
        return self._is_this(word) or (actor is not None and same_outlet(self.own, actor.name))

    def _is_this(self, word: int) -> bool:
        """Whether the outlet is the one that speaks: "told this newspaper"."""
        return any(
            self.analysis.lemmas[c].lower() in ("this", "our", "we")
            for c in self.analysis.dependents(word, "det", "nmod")
        )

    # ------------------------------------------------------------ hops inside one clause

    def hops(self, candidate: Candidate) -> tuple[Hop, ...]:
        """The outlet to which the source said it: "told Reuters", "speaking to Reuters", "a memo seen by Reuters"."""
        if candidate.cue is None:
            return ()
        main = self._speaker(candidate.source, candidate.cue[0]) if candidate.source else None
        for hop in self._hops(candidate):
            if hop.source != main:
                return (hop,)
        return ()

    def _hops(self, candidate: Candidate) -> Iterator[Hop]:
        analysis = self.analysis
        assert candidate.cue is not None
        verbs = [w for w in range(*candidate.cue) if analysis.upos[w] == "VERB"]
        beside = [c for verb in verbs for c in analysis.dependents(verb, "advcl")]
        beside += [h for v in verbs if (h := analysis.heads[v]) >= 0 and analysis.xpos[h] == "VBG"]
        about = self._acl(self.resolver.head(candidate.source)) if candidate.source else []
        for verb in (*verbs, *beside, *about):
            if analysis.lemmas[verb] in PASSING_ON:
                for word in self._told(verb):
                    yield Hop(self._phrase(word), (verb, verb + 1))
        yield from self._seen_by(about)
        for verb in verbs:
            yield from self._occasions(verb, candidate)

    def _acl(self, noun: int) -> list[int]:
        return self.analysis.dependents(noun, "acl")

    def _told(self, verb: int) -> Iterator[int]:
        for child in self.analysis.dependents(verb, "obj", "iobj", "obl"):
            if self.analysis.deprels[child].startswith("obl") and not self._cases(child) & _TO:
                continue
            if self.is_outlet(child) and child != agent_of(self.analysis, verb):
                yield child

    def _cases(self, word: int) -> set[str]:
        return {self.analysis.forms[c].lower() for c in self.analysis.dependents(word, "case")}

    def _seen_by(self, verbs: Sequence[int]) -> Iterator[Hop]:
        """ "A memo obtained by Reuters", "a statement carried by Tass": the outlet has it, and hands it on."""
        for verb in verbs:
            if self.analysis.lemmas[verb] in CARRYING:
                agent = agent_of(self.analysis, verb)
                if agent is not None and self.is_outlet(agent):
                    yield Hop(self._phrase(agent), (verb, verb + 1))

    def _occasions(self, verb: int, candidate: Candidate) -> Iterator[Hop]:
        """ "In an interview with Reuters", "in remarks published by Tass", "said on CNN"."""
        analysis = self.analysis
        assert candidate.cue is not None
        own = [w for w in range(*candidate.cue) if analysis.upos[w] == "NOUN"]
        for noun in dict.fromkeys([*analysis.dependents(verb, "obl", "nmod"), *own]):
            if holds(candidate.content, noun):
                continue
            where = {"on", "to", "in", "for"} if analysis.lemmas[verb] in ("write", "argue") else {"on", "to"}
            if self._cases(noun) & where and self.is_outlet(noun):
                yield Hop(self._phrase(noun), (verb, verb + 1))
            if analysis.lemmas[noun].lower() not in OCCASIONS:
                continue
            for outlet in analysis.dependents(noun, "nmod"):
                if (self._cases(outlet) & _ON or outlet < noun) and self.is_outlet(outlet):
                    yield Hop(self._phrase(outlet), (noun, noun + 1))
            yield from self._seen_by(self._acl(noun))

    def _phrase(self, word: int) -> WordSpan:
        analysis = self.analysis
        barred = [c for c in analysis.children[word] if analysis.deprels[c].split(":")[0] in _NO_PART]
        barred += [c for c in analysis.dependents(word, "nmod") if c > word and self._cases(c) & {"by", "on"}]
        words = descendants(analysis, word, barred)
        return next(piece for piece in pieces_of(words) if piece[0] <= word < piece[1])

    # ------------------------------------------------------------ "citing X", "quoted X as saying"

    def cited(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates with what is reported "citing X" given to X, passed on by the one who cites."""
        found: list[Candidate | None] = list(candidates)
        by_sentence: dict[int, list[int]] = {}
        for index, candidate in enumerate(candidates):
            if candidate.cue is not None:
                by_sentence.setdefault(self.analysis.sentence_of[candidate.cue[0]], []).append(index)
        for word, lemma in enumerate(self.analysis.lemmas):
            if lemma in CITING and self.analysis.upos[word] == "VERB":
                near = by_sentence.get(self.analysis.sentence_of[word], [])
                self._cite(word, found, near)
        return [candidate for candidate in found if candidate is not None]

    def _cite(self, word: int, found: list[Candidate | None], near: Sequence[int]) -> None:
        """Put the attribution to those whom one verb cites into `found`, in place of what stood there for the verb."""
        who, outlet = self._parties(word)
        if who is None:
            return
        source = pieces_of(descendants(self.analysis, who, self._asides(who)))
        citation = Citation(word, self._saying(word), who, source, outlet)
        made = self._said_so(citation, found, near)
        if made is None and self._speaks(who):
            made = self._rested_on(citation, found, near)
        if made is None:
            return
        for index in near:
            candidate = found[index]
            if candidate is not None and candidate.cue is not None and citation.verbs & {*range(*candidate.cue)}:
                found[index] = None
        found.append(made)

    def _parties(self, word: int) -> tuple[int | None, int | None]:
        """Who is cited by the verb, and who cites."""
        analysis = self.analysis
        if is_passive(analysis, word):
            subjects = analysis.dependents(word, "nsubj:pass")
            noun = analysis.heads[word] if analysis.deprels[word].split(":")[0] == "acl" else None
            return (subjects[0] if subjects else noun), agent_of(analysis, word)
        objects = analysis.dependents(word, "obj")
        if objects:
            return objects[0], subject_of(analysis, word)
        behind = [c for c in analysis.dependents(word, "nsubj", "obl") if c > word and not self._cases(c)]
        if not behind or analysis.xpos[word] != "VBG":  # a participle has no subject behind it: the parser went astray
            return None, subject_of(analysis, word)
        above = analysis.heads[word]
        noun = analysis.deprels[word].split(":")[0] == "acl"
        return behind[0], above if noun or above < 0 else subject_of(analysis, above)

    def _asides(self, noun: int) -> list[int]:
        """Clauses behind a noun that say more than who it is: "Smith, who said that..."."""
        return [
            c
            for c in self.analysis.dependents(noun, "acl", "parataxis", "advcl")
            if c > noun and (self.analysis.lemmas[c] in VERBS or self.analysis.lemmas[c] in CITING)
        ]

    def _clauses(self, noun: int) -> list[int]:
        """What hangs on a noun but is content: "citing two officials, that X"."""
        return self.analysis.dependents(noun, "ccomp", "parataxis")

    def _saying(self, word: int) -> int | None:
        """The verb of "quoted X as saying", under the citing verb or under whom it cites."""
        analysis = self.analysis
        near = [*analysis.children[word], *(g for c in analysis.dependents(word, "obj") for g in analysis.children[c])]
        listed = [c for c in near if c > word and analysis.lemmas[c] in VERBS and analysis.xpos[c] == "VBG"]
        return listed[0] if listed else None

    def _said_so(self, citation: Citation, found: Sequence[Candidate | None], near: Sequence[int]) -> Candidate | None:
        """What X is quoted as saying, with the words that any candidate nearby gives it as content."""
        analysis, word, saying = self.analysis, citation.word, citation.saying
        if saying is None:
            return None
        passive = is_passive(analysis, word)
        outlet = citation.outlet
        if passive and outlet is None:
            outlet = agent_of(analysis, saying)
        words = self._quoted_words(citation, saying, found, near) - {w for p in citation.source for w in range(*p)}
        if passive and outlet is not None:
            words -= {*descendants(analysis, outlet)}
        content = trimmed(analysis, pieces_of(words))
        if not content or not (passive or analysis.lemmas[word] == "quote" or self._speaks(citation.who)):
            return None
        start = min([w for w in analysis.dependents(word, "aux:pass") if w < word], default=word)
        cue = (start, saying + 1) if passive and saying - word == 2 else (saying, saying + 1)
        hop = () if outlet is None or self._is_own(outlet) else (Hop(self._phrase(outlet), (word, word + 1)),)
        return Candidate(cue, citation.source, content, "asserts", 0.8, "clause", hop, passed=bool(hop))

    def _quoted_words(
        self, citation: Citation, saying: int, found: Sequence[Candidate | None], near: Sequence[int]
    ) -> set[int]:
        """The clause of the verb of saying, and what candidates have behind it; else what stands before it."""
        analysis = self.analysis
        clauses = analysis.dependents(saying, "ccomp", "xcomp", "obj", "parataxis")
        words = {w for clause in clauses for w in descendants(analysis, clause)}
        first = analysis.sentences[analysis.sentence_of[citation.word]][0]
        for index in near:
            candidate = found[index]
            if candidate is None or candidate.cue is None or not citation.verbs & {*range(*candidate.cue)}:
                continue
            held = {w for piece in candidate.content for w in range(*piece)}
            words |= {w for w in held if not first <= w <= saying or (w < citation.word and not clauses)}
        return words

    def _rested_on(self, citation: Citation, found: list[Candidate | None], near: Sequence[int]) -> Candidate | None:
        """What an outlet reports "citing X", as said by X; the outlet's own content loses the words that name X."""
        word = citation.word
        whole = pieces_of(descendants(self.analysis, citation.who, self._clauses(citation.who)))
        for index in near:
            base = found[index]
            if base is None or base.cue is None or base.cue[0] <= word < base.cue[1] or not base.source:
                continue
            if not self._same_speaker(word, citation.outlet, base):
                continue
            content = trimmed(self.analysis, without(base.content, [(word, word + 1), *citation.source, *whole]))
            if not content or holds(content, word):
                continue
            speaker = self._speaker(base.source, word)
            found[index] = replace(base, content=content, source=(speaker,))
            hop = (Hop(speaker, base.cue),)
            score = base.score * 0.95
            return Candidate((word, word + 1), citation.source, content, "asserts", score, "clause", hop, passed=True)
        return self._own_report(citation, whole, found, near)

    def _own_report(
        self, citation: Citation, whole: Pieces, found: list[Candidate | None], near: Sequence[int]
    ) -> Candidate | None:
        """What is said where all of it was given to the verb that cites: "X reported, citing Y, that Z"."""
        analysis, word = self.analysis, citation.word
        verb, outlet = analysis.heads[word], citation.outlet
        if verb < 0 or outlet is None or analysis.lemmas[verb] not in VERBS or not self.is_outlet(outlet):
            return None
        for index in near:
            held = found[index]
            if held is None or held.cue is None or not held.cue[0] <= word < held.cue[1]:
                continue
            content = trimmed(analysis, without(held.content, [*citation.source, *whole]))
            if size(content) > 2:
                hop = Hop(self._phrase(outlet), (verb, verb + 1))
                found.append(replace(held, cue=hop.cue, source=(hop.source,), content=content))
                return replace(
                    held, cue=(word, word + 1), source=citation.source, content=content, hops=(hop,), passed=True
                )
        return None

    def _speaker(self, source: Pieces, word: int) -> WordSpan:
        """The piece of a source that names it, up to the verb that cites: "Reuters, which cited X"."""
        head = self.resolver.head(source)
        start, end = next((p for p in source if p[0] <= head < p[1]), source[0])
        return (start, end) if not start <= word < end else self._phrase(head)

    def _same_speaker(self, word: int, outlet: int | None, candidate: Candidate) -> bool:
        """Whether the outlet that cites is the candidate's source, and speaks in the same sentence."""
        analysis = self.analysis
        assert candidate.cue is not None
        head = self.resolver.head(candidate.source)
        above = analysis.heads[word]
        near = above in range(*candidate.cue) or any(
            holds(candidate.source, w) or w == head for w in (word, outlet, above) if w is not None
        )
        passes_on = analysis.lemmas[head].lower() not in DOCUMENT_NOUNS and self._is_somebody(self._parties(word)[0])
        return near and (self.is_outlet(head) or passes_on or self.resolver.resolve(candidate.source).kind == "outlet")

    def _is_somebody(self, word: int | None) -> bool:
        """Whether the word stands for people by what they are, who are cited for what they said: "citing officials"."""
        return word is not None and self.analysis.lemmas[word].lower() in OFFICIAL_NOUNS | COLLECTIVE_NOUNS

    def _speaks(self, word: int) -> bool:
        """Whether the word names somebody who can be a source, not a thing that is cited ("citing privacy rules")."""
        analysis = self.analysis
        lemma = analysis.lemmas[word].lower()
        if any(lemma in nouns for nouns in (OFFICIAL_NOUNS, COLLECTIVE_NOUNS, OUTLET_NOUNS, DOCUMENT_NOUNS)):
            return True
        return self.resolver.actor_at(word) is not None and analysis.upos[word] in ("PROPN", "NOUN", "PRON")


_NO_PART = frozenset(("case", "acl", "appos", "punct", "conj", "cc", "parataxis", "advcl"))


def holders(candidates: Sequence[Candidate]) -> list[list[int]]:
    """For each candidate the others in whose content it stands (its cue, or all of it), the innermost first."""
    by_size = sorted(range(len(candidates)), key=lambda i: size(candidates[i].content))
    marks = [c.cue[0] if c.cue is not None else c.content[0][0] for c in candidates]
    holding: dict[int, list[int]] = {mark: [] for mark in marks}  # for each the contents it stands in, smallest first
    for index in by_size:
        for word in (word for piece in candidates[index].content for word in range(*piece)):
            if word in holding:
                holding[word].append(index)
    return [
        [i for i in holding[mark] if i != index and _stands_in(candidates[index], candidates[i])]
        for index, mark in enumerate(marks)
    ]


def _stands_in(inner: Candidate, outer: Candidate) -> bool:
    if outer.cue == inner.cue or inner.content == outer.content:
        return False
    if inner.cue is not None:
        return is_inside(outer, inner)
    return size(outer.content) > size(inner.content) == shared(outer.content, inner.content)


def passing(candidates: Sequence[Candidate], held: Sequence[list[int]], resolver: SourceResolver) -> list[int | None]:
    """For each candidate the innermost of those around it that is speech of somebody else, who so passed it on."""
    found: list[int | None] = []
    for inner, around in zip(candidates, held, strict=True):
        others = _others(inner, around, resolver)
        found.append(next((i for i in others if _passes_on(candidates[i], inner, resolver)), None))
    return found


def _others(inner: Candidate, around: Sequence[int], resolver: SourceResolver) -> Sequence[int]:
    """Those around a candidate without the nearest where it is the same one who speaks, of himself: "I think"."""
    return around[1:] if resolver.is_speaker(inner.source) else around


def _passes_on(outer: Candidate, inner: Candidate, resolver: SourceResolver) -> bool:
    if not outer.source or inner.cue is None:
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
    stance = "asserts" if candidate.stance == "confirms" else candidate.stance
    return replace(candidate, cue=hop.cue, source=source, stance=stance, hops=(), score=candidate.score * 0.95)
