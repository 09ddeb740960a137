"""Whose stance it is by the tree, the model or the course of the report, and whether it can be theirs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.knowledge.stances import StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.frames import Frames
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.learned import argument, arguments
from onrecord.records import Attribution
from onrecord.spans import overlaps

RULING: Final = frozenset({"permits", "forbids", "requires", "commits"})
SEEN: Final = 0.5
"""Probability of a trigger from which the model's word is taken that somebody holds what is foretold or must be."""
_NAMING: Final = frozenset({"name", "identify", "quote"})
_DECLINING: Final = frozenset({"decline", "refuse"})
_TELLING: Final = frozenset(
    "comment say discuss elaborate identify disclose speak respond answer specify confirm reveal detail describe "
    "explain divulge speculate quantify information question identity".split()
)
_FORETOLD: Final = frozenset({"would", "could", "might"})
_DRAFTS: Final = frozenset({"bill", "draft", "proposal", "amendment"})
_MAKING: Final = frozenset(
    "pass sign issue adopt approve enact introduce publish announce decree ratify draft write table propose".split()
)
_PERSONAL: Final = frozenset({"him", "her", "me", "us", "you", "himself", "herself", "themselves", "itself", "myself"})
_MEASURES_OF_TIME: Final = frozenset({"time", "extent", "degree", "way", "period"})
_RULES: Final = frozenset({"permits", "forbids", "requires"})
_RULED_KINDS: Final = frozenset({"rule", "verb", "through", "adjective"})


class Bearers:
    """Finds who holds the stances of one report, in text order."""

    def __init__(self, analysis: Analysis, lexicon: StanceLexicon, holders: Holders) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.frames = Frames(analysis, lexicon)
        self.holders = holders
        self._rulers: list[tuple[int, str]] = []
        self._asked: dict[int, str] = {}
        self._told: list[tuple[int, str]] = []

    def note(self, candidate: Candidate, holder: str) -> None:
        """Remembers a position that is recorded: later ones may leave its holder unsaid."""
        self._told.append((self.analysis.paragraph_of[candidate.trigger], holder))
        self._note_asked(candidate, holder)
        if candidate.stance in RULING and self.holders.may_rule(holder):
            self._rulers.append((candidate.trigger, holder))

    def _note_asked(self, candidate: Candidate, holder: str) -> None:
        """Remembers of whom something is demanded in a sentence: a refusal there without an agent is theirs."""
        told = self.holders.named(candidate.beneficiary) if candidate.beneficiary is not None else None
        if candidate.stance == "demands" and told is not None and told != holder:
            self._asked[self.analysis.sentence_of[candidate.trigger]] = told

    def as_rule(self, candidate: Candidate, holder: str) -> Candidate:
        """ "Must" from those whose rules the report is about is a requirement; from anybody else it is a demand."""
        if candidate.kind == "must" and any(self.holders.same_side(holder, ruler) for _, ruler in self._rulers):
            return replace(candidate, stance="requires")
        return candidate

    def held_by(self, candidate: Candidate) -> list[tuple[str, str]]:
        """Who holds a stance, and who says so: the tree, the model, both, or a guess where nobody is named."""
        read = self._holders(candidate) if candidate.kind != "learned" else self._agents(candidate)
        seen = self._learned_holders(candidate)
        if read:
            same = any(self.holders.same_side(one, other) for one in read for other in seen)
            return [(holder, "both" if same else "tree") for holder in read]
        if seen:
            return [(holder, "model") for holder in seen]
        guessed = self._behind(candidate)
        return [(guessed, "guess")] if guessed is not None else []

    def _agents(self, candidate: Candidate) -> list[str]:
        """The actors who do what a trigger that the model alone sees says, by the tree."""
        analysis, head = self.analysis, candidate.trigger
        passive = tree.is_passive(analysis, head)
        if candidate.stance in _RULES and (passive or self._is_bound(head)):
            words = self.frames.agents(head)
        elif analysis.upos[head] in ("NOUN", "PROPN") and not analysis.dependents(head, "nsubj"):
            owner, above = self.holders.owner(head), analysis.heads[head]
            if owner is not None:
                return [owner]
            told = above >= 0 and analysis.upos[above] == "VERB" and not tree.is_passive(analysis, above)
            words = tree.subjects(analysis, above) if told else []
        else:
            words = self.frames.agents(head) if passive else tree.subjects(analysis, head)
        named = [self._holder(word, candidate) for word in words]
        return list(dict.fromkeys(actor for actor in named if actor is not None))

    def _is_bound(self, head: int) -> bool:
        """Whether the subject of a predicate is who must or may, not who says so."""
        analysis = self.analysis
        modal = bool(set(tree.auxiliaries(analysis, head)) & {"must", "may", "can", "could", "should", "cannot"})
        needs = tree.lemma(analysis, head) in ("need", "have") or any(
            tree.lemma(analysis, above) in ("have", "need") for above in [analysis.heads[head]] if above >= 0
        )
        return modal or needs or tree.lemma(analysis, head) in ("be", "get", "pay", "remain")

    def _learned_holders(self, candidate: Candidate) -> list[str]:
        """The actors in the words that the model takes for the holder; behind those who are bound, whoever rules."""
        trigger = candidate.learned
        if trigger is None:
            return []
        bound = argument(trigger, "beneficiary")
        runs = arguments(trigger, "holder")
        own = [run for run in runs if bound is None or not overlaps(run, bound)]
        named = [self._actor_in(run, candidate) for run in own]
        return list(dict.fromkeys(actor for actor in named if actor is not None))

    def _behind(self, candidate: Candidate) -> str | None:
        """Who stands behind a stance that the model sees and whose holder nobody names."""
        trigger = candidate.learned
        if trigger is None:
            return None
        speaker = self.holders.speaker(candidate.trigger)
        bound = argument(trigger, "beneficiary")
        implied = bound is not None and any(overlaps(run, bound) for run in arguments(trigger, "holder"))
        passive = candidate.stance != "supports" and tree.is_passive(self.analysis, candidate.trigger)
        if candidate.stance in _RULES or implied or passive:
            if speaker is not None and self.holders.may_rule(speaker):
                return speaker
            return self._ruler(candidate.trigger) or self.holders.leading or speaker
        return self._last_holder(candidate.trigger) or self._first_named(candidate.trigger) or speaker

    def _last_holder(self, word: int) -> str | None:
        """Whose position was told last, where a pronoun takes it up in the same paragraph."""
        subject = [tree.form(self.analysis, s) for s in tree.subjects(self.analysis, word)]
        taken_up = not subject or subject[0] in ("it", "he", "she", "they", "which", "who")
        if not taken_up or not self._told or self.analysis.paragraph_of[word] != self._told[-1][0]:
            return None
        return self._told[-1][1]

    def _first_named(self, word: int) -> str | None:
        """The subject of the sentence."""
        start, end = self.analysis.sentences[self.analysis.sentence_of[word]]
        roots = [w for w in range(start, end) if self.analysis.heads[w] < 0]
        named = [self.holders.named(s) for root in roots for s in tree.subjects(self.analysis, root)]
        return next((actor for actor in named if actor is not None), None)

    def _actor_in(self, words: WordSpan, candidate: Candidate) -> str | None:
        found = self._holder(self.analysis.head_of(words), candidate)
        return found or self.holders.within(words)

    def _holders(self, candidate: Candidate) -> list[str]:
        named = [self._holder(word, candidate) for word in candidate.holders]
        known = list(dict.fromkeys(holder for holder in named if holder is not None))
        speaker = self.holders.speaker(candidate.trigger)
        if known or candidate.holders:
            mine = candidate.kind == "future" and candidate.stance == "refuses" and self.holders.is_state(speaker)
            things = all(self.analysis.upos[word] == "NOUN" for word in candidate.holders)
            # "(the minister said) ships would no longer call there": it is for the speaker's side to see to that
            return [speaker] if not known and mine and things and speaker is not None else known
        if candidate.kind == "announced":
            return [speaker] if speaker is not None and self.holders.may_rule(speaker) else []
        if candidate.passive and candidate.stance in ("opposes", "refuses"):
            asked = self._asked.get(self.analysis.sentence_of[candidate.trigger])
            if asked is not None:
                return [asked]  # "asked the board to wait, and the request was turned down"
        if candidate.kind in ("said", "must", "verdict"):
            return [speaker] if speaker is not None else []
        if candidate.passive and candidate.kind in _RULED_KINDS and candidate.stance in _RULES:
            ruler = speaker if self.holders.may_rule(speaker) else self._ruler(candidate.trigger) or self.holders.main
            return [ruler] if ruler is not None else []
        return []

    def _holder(self, word: int, candidate: Candidate) -> str | None:
        found = self.holders.named(word)
        if found is not None:
            return found
        if self.holders.is_document(word):
            if tree.lemma(self.analysis, word) in _DRAFTS:
                return self._maker(word)  # not in force yet, so nobody's rule
            return self._maker(word) or self._ruler(candidate.trigger) or self.holders.main
        if candidate.kind == "future" and self.analysis.dependents(word, "nmod:poss"):
            owner = self.holders.owner(word)  # "its broadcasts will continue": it sees to that
            if owner is not None and self.holders.kind(owner) != "person":
                return owner
        if self.holders.is_pronoun(word):
            speaker = self.holders.speaker(candidate.trigger)
            form = tree.form(self.analysis, word)
            if speaker is not None and (form in ("we", "i") or self._only_said(word)):
                return speaker
            return self._ruler(candidate.trigger) if form == "it" and candidate.stance in RULING else None
        return None

    def _maker(self, document: int) -> str | None:
        """Who owns a law or an order, or passed, signed or issued it in the same clause."""
        owner = self.holders.owner(document)
        verb = self.analysis.heads[document]
        if owner is not None or verb < 0 or self.analysis.upos[verb] != "VERB":
            return owner
        made = self.analysis.deprels[document] == "obj" and tree.lemma(self.analysis, verb) in _MAKING
        if made and not tree.is_passive(self.analysis, verb):
            makers = [self.holders.named(subject) for subject in tree.subjects(self.analysis, verb)]
            return next((maker for maker in makers if maker is not None), None)
        return None

    def _only_said(self, word: int) -> bool:
        return tree.form(self.analysis, word) in ("it", "he", "she", "they")

    def _ruler(self, word: int) -> str | None:
        """The state whose rule, ban or permission was last spoken of in the paragraph, else first in the report."""
        paragraph = self.analysis.paragraph_of[word]
        for at, holder in reversed(self._rulers):
            if paragraph == self.analysis.paragraph_of[at]:
                return holder
        return self._rulers[0][1] if self._rulers else None

    def is_plausible(self, candidate: Candidate, holder: str) -> bool:
        """Whether the holder can have announced what the sentence says: nobody else's forecast, no outlet's view."""
        holders = self.holders
        over = holders.over(candidate.trigger)
        lemma = tree.lemma(self.analysis, candidate.trigger)
        doer = holders.is_state(holder) or holders.kind(holder) == "organization"
        if tree.lemma(self.analysis, candidate.matter) in _MEASURES_OF_TIME and candidate.stance in _RULES:
            return False  # "the time that the rules allow"
        if self._is_somebody(candidate) or self._is_denied(candidate) or self._is_unnamed(candidate):
            return False
        if candidate.stance == "forbids" and lemma == "block" and holders.kind(holder) in ("group", "person"):
            return holders.is_state(holder)  # a crowd that blocks a road makes no rule
        if candidate.kind == "adjective" and candidate.matter == candidate.trigger and not doer:
            return candidate.stance != "opposes"
        if candidate.learned is not None and candidate.learned.probability >= SEEN:
            return True
        if candidate.kind == "future" and not self.lexicon.is_a(lemma, "deed") and not doer:
            return holders.kind(holder) != "outlet" and self._says_so(holder, over)
        if not doer and ((candidate.stance == "considers" and candidate.kind == "future") or lemma == "accept"):
            return False
        if candidate.kind in ("must", "rule") and candidate.beneficiary is not None:
            told = holders.named(candidate.beneficiary)
            if told is None or told == holder:
                return False
        if candidate.kind == "future" or set(tree.auxiliaries(self.analysis, candidate.trigger)) & _FORETOLD:
            judges = [a for a in over if a.source.kind != "outlet" and not self._is_informant(a)]
            return self._is_own_word(holder, [a.source.actor for a in judges])
        return not (holders.kind(holder) == "outlet" and candidate.stance in _RULES and not over)

    def is_about_saying(self, candidate: Candidate) -> bool:
        """ "Asked not to be named", "declined to share details": how somebody speaks, no position."""
        analysis, trigger = self.analysis, candidate.trigger
        below = [candidate.matter, *analysis.dependents(trigger, "xcomp", "ccomp", "obj")]
        below += [told for word in below for told in analysis.dependents(word, "obj")]
        lemmas = {tree.lemma(analysis, word) for word in below}
        if candidate.stance == "demands":
            negated = any(tree.is_negated(analysis, word) for word in below)
            return negated and bool(lemmas & _NAMING)
        declined = tree.lemma(analysis, trigger) in _DECLINING
        return candidate.stance == "refuses" and declined and bool(lemmas & _TELLING)

    def _is_informant(self, attribution: Attribution) -> bool:
        """Whether unnamed people tell of a decision who are neither its judges nor bystanders."""
        source = attribution.source
        nouns = {self.lexicon.noun_forms.get(word.lower(), "") for word in (source.name or "").split()}
        return source.anonymity == "unnamed" and any(self.lexicon.is_a(noun, "informant") for noun in nouns)

    def _is_denied(self, candidate: Candidate) -> bool:
        """Whether somebody denies it ("denied reports that it would impose a curfew")."""
        above = list(self.analysis.ancestors(candidate.clause))[:4]
        return any(tree.lemma(self.analysis, w) == "deny" and self.analysis.upos[w] == "VERB" for w in above)

    def _is_unnamed(self, candidate: Candidate) -> bool:
        """ "Asked not to be named": how somebody speaks, not what is to be done."""
        lemma = tree.lemma(self.analysis, candidate.matter)
        return candidate.stance == "demands" and lemma in _NAMING and tree.is_negated(self.analysis, candidate.matter)

    def _is_somebody(self, candidate: Candidate) -> bool:
        """Whether what would be the matter is a person or a state: that is nothing to be done."""
        word = candidate.matter
        if candidate.stance in ("permits", "forbids", "commits", "refuses"):
            return tree.form(self.analysis, word) in _PERSONAL
        named = self.analysis.upos[word] == "PROPN" and self.holders.named(word) is not None
        return candidate.stance == "demands" and named

    def _says_so(self, holder: str, over: Sequence[Attribution]) -> bool:
        """Whether the holder is who says it."""
        return any(self.holders.same_side(holder, found.source.actor) for found in over)

    def _is_own_word(self, holder: str, speakers: Sequence[str | None]) -> bool:
        known = [speaker for speaker in speakers if speaker is not None]
        if self.holders.kind(holder) == "group" and any(
            self.holders.kind(k) in ("organization", "group") for k in known
        ):
            return True  # a union speaks for the workers
        return not known or any(self.holders.same_side(holder, speaker) for speaker in known)
