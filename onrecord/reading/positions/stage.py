"""Positions: who permits, forbids, promises, refuses or threatens what, for whom, where, on which condition."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from onrecord.knowledge.stances import StanceLexicon, load_stances
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.links import find_aims, find_uses
from onrecord.reading.positions.scope import Modifiers, ScopeReader
from onrecord.reading.positions.stance import find_candidates
from onrecord.records import (
    Actor,
    Attribution,
    Event,
    Mention,
    Place,
    Position,
    Report,
    Scope,
    Time,
    content_id,
)
from onrecord.spans import Span, covering

MAX_EVIDENCE: Final = 590
"""Characters of one piece of evidence at most; a longer clause is cut around its stance word."""
SHOWN: Final = 0.5
"""Confidence from which a position is shown as fact."""
_RULING: Final = frozenset({"permits", "forbids", "requires", "commits"})
_DRAFTS: Final = frozenset({"bill", "draft", "proposal", "amendment"})
_MAKING: Final = frozenset(
    "pass sign issue adopt approve enact introduce publish announce decree ratify draft write table propose".split()
)
_PERSONAL: Final = frozenset({"him", "her", "me", "us", "you", "himself", "herself", "themselves", "itself", "myself"})
_MEASURES_OF_TIME: Final = frozenset({"time", "extent", "degree", "way", "period"})
_RULES: Final = frozenset({"permits", "forbids", "requires"})
_RULED_KINDS: Final = frozenset({"rule", "verb", "through", "adjective"})
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(slots=True)
class _Draft:
    """A position before merging, in words."""

    candidate: Candidate
    holder: str
    matter: WordSpan
    topic: frozenset[str]
    past: bool
    beneficiary: str | None
    modifiers: Modifiers
    since: str | None
    until: str | None
    areas: tuple[str, ...]
    attributions: list[str]
    confidence: float
    evidence: list[Span] = field(default_factory=list)


def find_positions(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    events: Sequence[Event],
) -> tuple[Position, ...]:
    """The positions that the report says somebody holds, in text order; the same one said again is one record.

    A stance without a holder whom the record knows is left out, as is a refusal to comment.
    """
    lexicon = load_stances()
    reader = _Reader(analysis, lexicon, actors, places, times, attributions)
    drafts = reader.drafts(find_candidates(analysis, lexicon))
    _add_aims(analysis, drafts)
    _add_uses(analysis, drafts, reader)
    merged = _merge(drafts, reader.holders, analysis)
    found = sorted((_position(analysis, draft) for draft in merged), key=lambda position: min(position.evidence))
    return tuple({position.id: position for position in found}.values())


class _Reader:
    def __init__(
        self,
        analysis: Analysis,
        lexicon: StanceLexicon,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
    ) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.holders = Holders(analysis, actors, attributions, lexicon)
        self.scope = ScopeReader(analysis, lexicon, places, times)
        self._rulers: list[tuple[int, str]] = []
        self._asked: dict[int, str] = {}
        self._topics: list[tuple[WordSpan, frozenset[str]]] = []

    def drafts(self, candidates: Sequence[Candidate]) -> list[_Draft]:
        """A draft for every candidate and every holder of it whom the record knows."""
        found: list[_Draft] = []
        for read in candidates:
            for holder in self._holders(read):
                candidate = self._as_rule(read, holder)
                if self._is_plausible(candidate, holder):
                    found.append(self._draft(candidate, holder))
                    self._note_asked(candidate, holder)
                    if candidate.stance in _RULING and self.holders.may_rule(holder):
                        self._rulers.append((candidate.trigger, holder))
        return found

    def _note_asked(self, candidate: Candidate, holder: str) -> None:
        """Remembers of whom something is demanded in a sentence: a refusal there without an agent is theirs."""
        told = self.holders.named(candidate.beneficiary) if candidate.beneficiary is not None else None
        if candidate.stance == "demands" and told is not None and told != holder:
            self._asked[self.analysis.sentence_of[candidate.trigger]] = told

    def _as_rule(self, candidate: Candidate, holder: str) -> Candidate:
        """ "Must" from those whose rules the report is about is a requirement; from anybody else it is a demand."""
        if candidate.kind == "must" and any(self.holders.same_side(holder, ruler) for _, ruler in self._rulers):
            return replace(candidate, stance="requires")
        return candidate

    # ------------------------------------------------------------------ holder

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
            return self._ruler(candidate.trigger) if form == "it" and candidate.stance in _RULING else None
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

    def _is_plausible(self, candidate: Candidate, holder: str) -> bool:
        """Whether the holder can have announced what the sentence says: nobody else's forecast, no outlet's view."""
        holders = self.holders
        over = holders.over(candidate.trigger)
        lemma = tree.lemma(self.analysis, candidate.trigger)
        doer = holders.is_state(holder) or holders.kind(holder) == "organization"
        if tree.lemma(self.analysis, candidate.matter) in _MEASURES_OF_TIME and candidate.stance in _RULES:
            return False  # "the time that the rules allow"
        if self._is_somebody(candidate) or self._is_denied(candidate):
            return False
        if candidate.stance == "forbids" and lemma == "block" and holders.kind(holder) in ("group", "person"):
            return holders.is_state(holder)  # a crowd that blocks a road makes no rule
        if candidate.kind == "adjective" and candidate.matter == candidate.trigger and not doer:
            return candidate.stance != "opposes"
        if candidate.kind == "future" and not self.lexicon.is_a(lemma, "deed") and not doer:
            return holders.kind(holder) != "outlet" and self._says_so(holder, over)
        if not doer and ((candidate.stance == "considers" and candidate.kind == "future") or lemma == "accept"):
            return False
        if candidate.kind in ("must", "rule") and candidate.beneficiary is not None:
            told = holders.named(candidate.beneficiary)
            if told is None or told == holder:
                return False
        if candidate.kind == "future":
            judges = [a for a in over if a.source.kind != "outlet" and not self._is_informant(a)]
            return self._is_own_word(holder, [a.source.actor for a in judges])
        return not (holders.kind(holder) == "outlet" and candidate.stance in _RULES and not over)

    def _is_informant(self, attribution: Attribution) -> bool:
        """Whether unnamed people tell of a decision who are neither its judges nor bystanders."""
        source = attribution.source
        nouns = {self.lexicon.noun_forms.get(word.lower(), "") for word in (source.name or "").split()}
        return source.anonymity == "unnamed" and any(self.lexicon.is_a(noun, "informant") for noun in nouns)

    def _is_denied(self, candidate: Candidate) -> bool:
        """Whether somebody denies it ("denied reports that it would impose a curfew")."""
        above = list(self.analysis.ancestors(candidate.clause))[:4]
        return any(tree.lemma(self.analysis, w) == "deny" and self.analysis.upos[w] == "VERB" for w in above)

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

    # ------------------------------------------------------------------ the rest of a draft

    def _draft(self, candidate: Candidate, holder: str) -> _Draft:
        analysis = self.analysis
        complement = candidate.matter if candidate.matter != candidate.clause else None
        modifiers = self.scope.modifiers(candidate.clause, candidate.matter, complement)
        matter, topic = self._matter(candidate, modifiers)
        beneficiary, word = self._beneficiary(candidate, holder)
        if candidate.stance == "permits":
            for nominal in [candidate.matter] + ([word] if word is not None else []):
                if analysis.upos[nominal] in ("NOUN", "PROPN"):
                    modifiers.conditions += self.scope.restrictions(nominal, relative=nominal == word)
        past = tree.is_past(analysis, candidate.clause)
        heads = list(dict.fromkeys((candidate.matter, candidate.clause, candidate.trigger)))
        since, until = self.scope.since_until(heads, ahead=candidate.stance in _RULING and not past)
        evidence = self._evidence(candidate)
        attributions = [found.id for found in self.holders.over(candidate.trigger)]
        draft = _Draft(
            candidate=candidate, holder=holder, matter=matter, topic=topic, past=past,
            beneficiary=beneficiary, modifiers=modifiers, since=since, until=until,
            areas=self.scope.areas(self._scenes(candidate, matter, modifiers)), attributions=attributions,
            confidence=candidate.weight, evidence=[evidence],
        )  # fmt: skip
        self._topics.append((matter, topic))
        return draft

    def _scenes(self, candidate: Candidate, matter: WordSpan, modifiers: Modifiers) -> list[WordSpan]:
        """The words in which the places of a position may stand: its matter, and what hangs on its stance word."""
        analysis = self.analysis
        found = [matter]
        for word in dict.fromkeys((candidate.clause, candidate.trigger)):
            for child in analysis.children[word]:
                if matches(analysis.deprels[child], ("obl", "obj", "xcomp")) and child not in modifiers.dropped:
                    found.append(analysis.subtree_edges[child])
        return sorted(found)

    def _matter(self, candidate: Candidate, modifiers: Modifiers) -> tuple[WordSpan, frozenset[str]]:
        analysis, head = self.analysis, candidate.matter
        if analysis.xpos[head] == "VBN" and candidate.stance == "demands" and candidate.beneficiary is not None:
            words = covering((tree.phrase(analysis, candidate.beneficiary), tree.verb_phrase(analysis, head)))
            return words, _topic(analysis, self.lexicon, words)
        if head == candidate.trigger and candidate.kind in ("verb", "adjective") and self._topics:
            return self._topics[-1]
        if self._is_kept_from(candidate):
            words = tree.phrase(analysis, candidate.beneficiary or head)[0], tree.phrase(analysis, head)[1]
        elif candidate.stance == "threatens" and candidate.kind == "verb" and not self._is_verbal(head):
            words = tree.phrase(analysis, head)[0], tree.verb_phrase(analysis, candidate.trigger)[1]
        elif self._is_verbal(head):
            words = tree.verb_phrase(analysis, head, frozenset(modifiers.dropped))
            words = self._with_subject(candidate, words)
        else:
            words = tree.phrase(analysis, head)
        words = tree.without_speaker(analysis, words)
        for start, _ in modifiers.conditions:
            if words[0] < start < words[1]:
                words = tree.trimmed(analysis, (words[0], start))
        return words, _topic(analysis, self.lexicon, words)

    def _with_subject(self, candidate: Candidate, words: WordSpan) -> WordSpan:
        """The verb phrase with its subject, where that is what the matter is about ("(that) no filling take place")."""
        analysis, head = self.analysis, candidate.matter
        told = candidate.kind in ("must", "announced") and tree.is_passive(analysis, head)
        asked = candidate.stance in ("demands", "supports") and analysis.deprels[head] == "ccomp"
        for subject in analysis.dependents(head, "nsubj") if told or asked else ():
            if analysis.upos[subject] == "NOUN" and subject < words[0] and self.holders.named(subject) is None:
                return tree.phrase(analysis, subject)[0], words[1]
        return words

    def _is_kept_from(self, candidate: Candidate) -> bool:
        """ "Barred the firms from its networks": neither half says the matter without the other."""
        analysis, kept = self.analysis, candidate.beneficiary
        noun = analysis.upos[candidate.matter] in ("NOUN", "PROPN")
        return (
            noun and kept is not None and kept < candidate.matter and tree.cases(analysis, candidate.matter) == "from"
        )

    def _is_verbal(self, word: int) -> bool:
        analysis = self.analysis
        return analysis.upos[word] in ("VERB", "AUX") or bool(analysis.dependents(word, "cop"))

    def _beneficiary(self, candidate: Candidate, holder: str) -> tuple[str | None, int | None]:
        """Who may, must or gets it: the actor and the word that names it."""
        analysis, matter = self.analysis, candidate.matter
        words: list[int] = []
        if candidate.beneficiary is not None and candidate.stance != "demands":
            words.append(candidate.beneficiary)
        if candidate.stance in ("hesitates", "considers") and candidate.matter == candidate.trigger:
            return None, None
        words += analysis.dependents(matter, "iobj")
        if tree.lemma(analysis, matter) in (
            "supply",
            "provide",
            "arm",
            "equip",
            "furnish",
            "admit",
            "let",
            "help",
            "exempt",
        ):
            words += analysis.dependents(matter, "obj")
        words += analysis.dependents(matter, "nmod:poss") or _possessor(analysis, matter)
        words += [w for w in tree.prepositional(analysis, matter, ("to", "for")) if analysis.upos[w] != "VERB"]
        words += [w for w in tree.prepositional(analysis, candidate.clause, ("to",)) if analysis.upos[w] != "VERB"]
        words += [w for w in analysis.dependents(matter, "amod", "compound") if analysis.forms[w][:1].isupper()]
        for word in words:
            found = self.holders.named(word)
            if found is not None and found != holder:
                return found, word
        return None, words[0] if words else None

    def _evidence(self, candidate: Candidate) -> Span:
        analysis = self.analysis
        clause = candidate.clause
        if candidate.kind == "noun" and analysis.upos[clause] in ("NOUN", "PROPN"):
            words = tree.phrase(analysis, clause)
        else:
            words = tree.clause_words(analysis, clause)
        matter = candidate.matter
        words = min(words[0], matter), max(words[1], matter + 1)
        while words[0] < min(candidate.trigger, matter) and analysis.deprels[words[0]] in ("mark", "cc"):
            words = words[0] + 1, words[1]
        start, end = analysis.span(tree.trimmed(analysis, words))
        if end - start > MAX_EVIDENCE:
            start = max(start, analysis.starts[candidate.trigger] - 60)
            end = min(end, start + MAX_EVIDENCE)
        return start, end


def _possessor(analysis: Analysis, matter: int) -> list[int]:
    """The first owner in a phrase ("Jordan's use of ..."), wherever the parser has hung it."""
    start, end = analysis.subtree_edges[matter]
    for word in range(max(start, matter - 4), min(end, matter + 1)):
        if analysis.xpos[word] == "POS" and word > start:
            return [word - 1]
    return []


def _topic(analysis: Analysis, lexicon: StanceLexicon, words: WordSpan) -> frozenset[str]:
    return frozenset(
        tree.lemma(analysis, word)
        for word in range(*words)
        if analysis.upos[word] in _CONTENT and not lexicon.is_a(tree.lemma(analysis, word), "light")
    )


def _add_aims(analysis: Analysis, drafts: Sequence[_Draft]) -> None:
    """Gives the aim of "the decision" to the first ruling position of the report: that is the decision it is about."""
    ruling = [draft for draft in drafts if draft.candidate.stance in _RULING and not draft.past]
    for predicate, words in find_aims(analysis):
        same = [draft for draft in drafts if draft.candidate.clause == predicate]
        before = [draft for draft in ruling if draft.candidate.trigger < predicate]
        target = next(iter(same or before), None)
        if target is not None and words not in target.modifiers.objectives:
            target.modifiers.objectives.append(words)


def _add_uses(analysis: Analysis, drafts: Sequence[_Draft], reader: "_Reader") -> None:
    """Gives a permission or promise the targets and areas of the use that its beneficiary is expected to make of it."""
    for draft in drafts:
        if draft.candidate.stance not in ("permits", "commits") or draft.beneficiary is None or draft.past:
            continue
        here = analysis.sentence_of[draft.candidate.trigger]
        for sentence in analysis.sentences[here + 1 : here + 6]:
            for verb in find_uses(analysis, sentence, draft.topic):
                if draft.beneficiary not in [reader.holders.named(s) for s in tree.subjects(analysis, verb)]:
                    continue
                words = tree.clause_words(analysis, verb)
                draft.modifiers.targets += reader.scope.targets(verb)
                draft.areas = tuple(dict.fromkeys(draft.areas + reader.scope.areas([words])))
                draft.evidence.append(analysis.span(words))


def _merge(drafts: Sequence[_Draft], holders: Holders, analysis: Analysis) -> list[_Draft]:
    """One draft for the same holder, stance and matter, with the evidence of all that say it."""
    kept: list[_Draft] = []
    for draft in drafts:
        twin = next((known for known in kept if _is_same(known, draft, holders, analysis)), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return kept


def _is_same(known: _Draft, draft: _Draft, holders: Holders, analysis: Analysis) -> bool:
    if known.candidate.stance != draft.candidate.stance or known.past != draft.past:
        return False
    if not holders.interchangeable(known.holder, draft.holder):
        return False
    if known.matter == draft.matter:
        return True
    clause = draft.candidate.clause
    if analysis.deprels[clause] == "advcl" and analysis.heads[clause] == known.candidate.clause:
        return True  # "eased the embargo, letting ships leave": one step, said in two clauses
    shared = len(known.topic & draft.topic)
    return shared > 0 and 2 * shared >= min(len(known.topic), len(draft.topic))


def _absorb(twin: _Draft, draft: _Draft) -> None:
    twin.evidence += [span for span in draft.evidence if span not in twin.evidence]
    twin.attributions += [ident for ident in draft.attributions if ident not in twin.attributions]
    if twin.candidate.kind == "deed" and draft.candidate.kind != "deed":
        twin.matter, twin.topic = draft.matter, draft.topic  # what is let happen says more than that a ban was eased
    twin.beneficiary = twin.beneficiary or draft.beneficiary
    twin.since, twin.until = twin.since or draft.since, twin.until or draft.until
    twin.areas = tuple(dict.fromkeys(twin.areas + draft.areas))
    for name in ("conditions", "objectives", "reasons", "targets"):
        mine: list[WordSpan] = getattr(twin.modifiers, name)
        mine += [words for words in getattr(draft.modifiers, name) if words not in mine]
    twin.confidence = 1 - (1 - twin.confidence) * (1 - draft.confidence / 2)


def _position(analysis: Analysis, draft: _Draft) -> Position:
    candidate, modifiers = draft.candidate, draft.modifiers
    matter = _mention(analysis, draft.matter)
    confidence = round(min(draft.confidence, 0.95), 3)
    return Position(
        id=content_id("position", draft.evidence[0], draft.holder, candidate.stance, matter.span),
        holder=draft.holder,
        stance=candidate.stance,
        matter=matter,
        evidence=tuple(draft.evidence),
        beneficiary=draft.beneficiary,
        scope=Scope(
            areas=draft.areas, targets=_mentions(analysis, modifiers.targets),
            conditions=_mentions(analysis, modifiers.conditions),
        ),
        objectives=_mentions(analysis, modifiers.objectives),
        reasons=_mentions(analysis, modifiers.reasons),
        since=draft.since,
        until=draft.until,
        attributions=tuple(draft.attributions),
        confidence=confidence,
        shown=confidence >= SHOWN,
    )  # fmt: skip


def _mention(analysis: Analysis, words: WordSpan) -> Mention:
    span = analysis.span(words)
    return Mention(text=analysis.text[span[0] : span[1]], span=span)


def _mentions(analysis: Analysis, found: Sequence[WordSpan]) -> tuple[Mention, ...]:
    return tuple(_mention(analysis, words) for words in dict.fromkeys(found))
