"""Stances that nouns ("a ban on", "their refusal to") and adjectives ("reluctant to") express."""

from collections.abc import Iterator
from typing import Final

from onrecord.knowledge.stances import NEGATED, StanceEntry
from onrecord.reading import tree
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.frames import Fit, Frames
from onrecord.reading.positions.verbs import VerbStances
from onrecord.records import PositionStance

_LINKING: Final = frozenset(
    {"be", "remain", "stay", "become", "grow", "appear", "seem", "look", "sound", "keep", "stand"}
)
_TRANSPARENT: Final = frozenset({"decision", "plan", "intention", "commitment", "pledge", "promise", "offer"})
_UNDOING: Final = frozenset({"drop", "withdraw", "abandon", "end", "lift", "ease", "retract", "soften"})
_UNDONE: Final[dict[str, PositionStance]] = {
    "opposes": "supports", "supports": "opposes", "forbids": "permits", "commits": "refuses",
}  # fmt: skip


class NominalStances:
    """Reads the stances of nouns and adjectives."""

    def __init__(self, frames: Frames, verbs: VerbStances) -> None:
        self.frames = frames
        self.verbs = verbs
        self.analysis = frames.analysis
        self.lexicon = frames.lexicon

    def adjective(self, word: int, lemma: str) -> Iterator[Candidate]:
        """Positions told by an adjective: "reluctant to supply", "opposed to the plan"."""
        analysis = self.analysis
        entries = self.lexicon.adjectives.get(tree.form(analysis, word)) or self.lexicon.adjectives.get(lemma, ())
        if not entries or analysis.xpos[word] not in ("JJ", "VBN", "VBD"):
            return
        carrier = self._linking_verb(word)
        if carrier is None:
            return
        for entry in entries:
            fit = self._adjective_fit(word, carrier, entry)
            if fit is None:
                continue
            stance = NEGATED[entry.stance] if self._is_denied(word, carrier) else entry.stance
            if stance is None:
                return
            if stance == "commits" and self.frames.is_infinitive(fit.matter):
                stance, fit, _ = self.verbs.through(word, fit, False)  # "ready to let"
            ruled = entry.stance in ("permits", "forbids")
            holders = () if ruled else tuple(tree.subjects(analysis, carrier))
            yield Candidate(
                trigger=word, clause=carrier, stance=stance, holders=holders, matter=fit.matter, kind="adjective",
                weight=0.7 if holders else 0.5, beneficiary=fit.beneficiary, passive=ruled,
            )  # fmt: skip
            return

    def _is_denied(self, word: int, carrier: int) -> bool:
        return tree.is_negated(self.analysis, word) or tree.is_negated(self.analysis, carrier)

    def _linking_verb(self, word: int) -> int | None:
        analysis = self.analysis
        head = analysis.heads[word]
        if analysis.deprels[word] == "xcomp" and head >= 0 and tree.lemma(analysis, head) in _LINKING:
            return head
        if analysis.upos[word] == "ADJ" and analysis.dependents(word, "cop"):
            return word
        opposed = tree.form(analysis, word) in ("opposed", "determined", "prepared", "committed", "disappointed")
        if analysis.upos[word] == "VERB" and opposed and analysis.dependents(word, "aux:pass", "nsubj:pass"):
            return word
        return None

    def _adjective_fit(self, word: int, carrier: int, entry: StanceEntry) -> Fit | None:
        analysis = self.analysis
        subject = tree.subjects(analysis, carrier)
        clauses = [
            c
            for c in (*self.frames.clauses(word), *self.frames.clauses(carrier))
            if c != word and self.frames.is_infinitive(c)
        ]
        if word + 2 < len(analysis) and analysis.upos[word + 1] == "PART" and analysis.xpos[word + 2] == "VB":
            clauses.append(word + 2)
        if "inf" in entry.frames and clauses:
            ruled = entry.stance in ("permits", "forbids")
            return Fit(clauses[0], subject[0] if ruled and subject else None)
        for matter in tree.prepositional(analysis, word, entry.prepositions) if entry.prepositions else ():
            if analysis.xpos[matter] == "VBG" or self.frames.is_class(matter, entry.object_class):
                return Fit(matter)
            return None
        if "subject" in entry.frames and subject and analysis.upos[subject[0]] != "PRON":
            return Fit(subject[0])
        return Fit(word) if "bare" in entry.frames and subject else None

    def noun(self, word: int, lemma: str) -> Iterator[Candidate]:
        """Positions told by a noun, with or without a light verb: "gave approval", "a ban on exports"."""
        analysis = self.analysis
        verb = self._light_verb(word)
        holders = self._noun_holders(word, verb)
        if not holders or (verb is not None and not self.frames.is_asserted(verb)):
            return
        if verb is None and any(tree.form(analysis, d) in ("a", "an") for d in analysis.dependents(word, "det")):
            return  # "a commitment by X to Y" as a rule is one that somebody wants
        for entry in self.lexicon.nouns[lemma]:
            matter = self._noun_matter(word, verb, entry)
            if matter is None and verb is not None and self._undoes(verb):
                matter = verb
            if matter is None and verb is not None and entry.stance == "commits" and self._has_no(word):
                matter = word  # "has no such plans"
            if matter is None:
                continue
            stance: PositionStance | None = entry.stance
            if lemma in _TRANSPARENT and analysis.upos[matter] == "VERB":
                stance, matter = self._noun_clause(matter)
            if verb is not None:
                stance = self._light_stance(stance, verb)
            if self._has_no(word):
                stance = NEGATED[entry.stance]
            if stance is not None:
                yield Candidate(
                    trigger=word, clause=verb if verb is not None else word, stance=stance, holders=tuple(holders),
                    matter=matter, kind="deed" if matter == verb else "noun", weight=0.6,
                )  # fmt: skip
            return

    def _gerund_after(self, noun: int) -> list[int]:
        """The verb of "intention of closing", wherever the tree puts "of"."""
        analysis = self.analysis
        follows = noun + 2 < len(analysis) and tree.form(analysis, noun + 1) == "of"
        return [noun + 2] if follows and analysis.xpos[noun + 2] == "VBG" else []

    def _has_no(self, word: int) -> bool:
        if word and tree.form(self.analysis, word - 1) == "no":
            return True
        return any(tree.form(self.analysis, d) == "no" for d in self.analysis.dependents(word, "det"))

    def _noun_clause(self, verb: int) -> tuple[PositionStance, int]:
        stance, fit, _ = self.verbs.through(verb, Fit(verb), True)
        return stance, fit.matter if stance != "commits" else verb

    def _light_stance(self, stance: PositionStance | None, verb: int) -> PositionStance | None:
        if self._undoes(verb):
            return _UNDONE.get(stance or "")
        if stance is not None and tree.is_negated(self.analysis, verb):
            return NEGATED[stance]
        return stance

    def _undoes(self, verb: int) -> bool:
        """ "Dropped", "withdrew", "gave up" (its resistance)."""
        given_up = tree.lemma(self.analysis, verb) == "give" and self.frames.has_particle(verb, "up")
        return given_up or tree.lemma(self.analysis, verb) in _UNDOING

    def _light_verb(self, word: int) -> int | None:
        head = self.analysis.heads[word]
        if head < 0 or self.analysis.upos[head] != "VERB" or self.analysis.deprels[word] != "obj":
            return None
        return head if self.lexicon.is_a(tree.lemma(self.analysis, head), "support_light") else None

    def _noun_holders(self, word: int, verb: int | None) -> list[int]:
        analysis = self.analysis
        owners = analysis.dependents(word, "nmod:poss")
        owners += tree.prepositional(analysis, word, ("by", "from"))
        if owners and not (analysis.upos[owners[0]] == "PRON" and verb is not None):
            return owners[:1]
        if verb is not None and not tree.is_passive(analysis, verb):
            return tree.subjects(analysis, verb)
        named = [
            child
            for child in analysis.dependents(word, "amod", "compound")
            if analysis.upos[child] == "PROPN"
            or (analysis.upos[child] == "ADJ" and analysis.forms[child][:1].isupper())
        ]
        if named or any("of" in entry.prepositions for entry in self.lexicon.nouns[tree.lemma(analysis, word)]):
            return named[:1]
        return [c for c in tree.prepositional(analysis, word, ("of",)) if analysis.upos[c] in ("PROPN", "NOUN")][:1]

    def _noun_matter(self, word: int, verb: int | None, entry: StanceEntry) -> int | None:
        analysis = self.analysis
        if "to" in entry.prepositions:
            for clause in analysis.dependents(word, "acl"):
                if self.frames.is_infinitive(clause):
                    return clause
            if word + 2 < len(analysis) and analysis.upos[word + 1] == "PART" and analysis.xpos[word + 2] == "VB":
                return word + 2
        found = tree.prepositional(analysis, word, entry.prepositions)
        if not found and "of" in entry.prepositions:
            found = self._gerund_after(word)
        if not found and verb is not None:
            found = tree.prepositional(analysis, verb, tuple(p for p in entry.prepositions if p not in ("in", "of")))
        for matter in found:
            if matter in self.frames.timed:
                continue
            if entry.stance == "supports" and not self.frames.is_class(matter, "policy") and verb is None:
                continue
            if analysis.upos[matter] in ("NOUN", "PROPN", "VERB", "PRON"):
                return matter
        return None
