"""Positions: who permits, forbids, promises, refuses or threatens what, for whom, where, on which condition."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from onrecord.knowledge.stances import StanceLexicon, load_stances
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.reading.positions.bearers import RULING, Bearers
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.drafts import Draft, merge_drafts
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.idioms import CALLED_OFF
from onrecord.reading.positions.learned import argument, arguments, join, settle
from onrecord.reading.positions.links import find_aims, find_uses
from onrecord.reading.positions.matters import matter_of, shared_keys
from onrecord.reading.positions.scope import Modifiers, ScopeReader
from onrecord.reading.positions.stance import find_candidates
from onrecord.reading.positions.weighing import signs, trust
from onrecord.records import (
    Actor,
    Attribution,
    Event,
    Holding,
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
LEAST_TRUST: Final = 0.45
"""Confidence from which a position that the model alone sees is recorded."""
LEAST_READ: Final = 0.25
"""The same, where the lexicon reads it in the tree."""
ALONE: Final = 0.45
"""What is left of the weight of a reading of the lexicon where the model, having looked, sees nothing."""
SHOWN: Final = 0.5
"""Confidence from which a position is shown as fact."""
_LEAST: Final = {"condition": 2, "objective": 3, "reason": 3, "target": 1}
"""Words that an argument has at least; shorter ones are pieces of longer ones that the model lost hold of."""
_ROLES: Final = {"conditions": "condition", "objectives": "objective", "reasons": "reason", "targets": "target"}
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


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
    reader, drafts = read_drafts(analysis, actors, places, times, attributions)
    _add_aims(analysis, drafts)
    _add_uses(analysis, drafts, reader)
    merged = merge_drafts(drafts, reader.holders, analysis)
    found = sorted((as_position(analysis, draft) for draft in merged), key=lambda position: min(position.evidence))
    keys = shared_keys([matter_of(analysis, position.matter.span) for position in found])
    keyed = [structs.replace(position, matter_key=key) for position, key in zip(found, keys, strict=True)]
    return tuple({position.id: position for position in keyed}.values())


def read_drafts(
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    least: float = LEAST_TRUST,
) -> tuple["DraftReader", list[Draft]]:
    """The reader of a report and a draft for each stance that it finds there, of at least the given trust."""
    lexicon = load_stances()
    reader = DraftReader(analysis, lexicon, actors, places, times, attributions)
    candidates = join(analysis, find_candidates(analysis, lexicon), analysis.stances)
    return reader, reader.drafts(candidates, least)


class DraftReader:
    """Turns stances into drafts of positions; one instance a report."""

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
        self.bearers = Bearers(analysis, lexicon, self.holders)
        self.scope = ScopeReader(analysis, lexicon, places, times)
        self._topics: list[tuple[WordSpan, frozenset[str]]] = []

    def drafts(self, candidates: Sequence[Candidate], least: float) -> list[Draft]:
        """A draft for every candidate and every holder of it whom the record knows, of at least the given trust."""
        found: list[Draft] = []
        for read in candidates:
            settled = settle(self.analysis, self.lexicon, read)
            for holder, named_by in self.bearers.held_by(settled):
                candidate = self.bearers.as_rule(settled, holder)
                told = signs(candidate, named_by, self.holders.kind(holder) not in ("group", "population"))
                looked = self.analysis.reads_events or candidate.learned is not None
                trusted = trust(told) if looked else candidate.weight
                if candidate.learned is None:
                    trusted = max(trusted, ALONE * candidate.weight)
                enough = least if candidate.kind == "learned" else min(least, LEAST_READ)
                fits = (
                    not self.bearers.is_about_saying(candidate)
                    if candidate.kind == "learned"
                    else self.bearers.is_plausible(candidate, holder)
                )
                if trusted >= enough and fits:
                    found.append(self._draft(candidate, holder, told, trusted))
                    self.bearers.note(candidate, holder)
        return found

    def _draft(self, candidate: Candidate, holder: str, told: dict[str, float], trusted: float) -> Draft:
        analysis = self.analysis
        complement = candidate.matter if candidate.matter != candidate.clause else None
        modifiers = self.scope.modifiers(candidate.clause, candidate.matter, complement)
        self._add_learned(candidate, modifiers)
        matter, topic = self._matter(candidate, modifiers)
        beneficiary, word = self._beneficiary(candidate, holder)
        if candidate.stance == "permits":
            for nominal in [candidate.matter] + ([word] if word is not None else []):
                if analysis.upos[nominal] in ("NOUN", "PROPN"):
                    modifiers.conditions += self.scope.restrictions(nominal, relative=nominal == word)
        learned = candidate.learned
        dropped = candidate.kind != "learned" and tree.lemma(analysis, candidate.trigger) in CALLED_OFF
        past = bool(learned and learned.holding == "past") and not dropped  # the plan is given up, giving it up is not
        if candidate.kind != "learned":
            past = past or tree.is_past(analysis, candidate.clause)
        holding: Holding = "past" if past else "future" if learned and learned.holding == "future" else "present"
        heads = list(dict.fromkeys((candidate.matter, candidate.clause, candidate.trigger)))
        since, until = self.scope.since_until(heads, ahead=candidate.stance in RULING and not past)
        evidence = self._evidence(candidate)
        attributions = [found.id for found in self.holders.over(candidate.trigger)]
        draft = Draft(
            candidate=candidate, holder=holder, matter=matter, topic=topic, holding=holding,
            beneficiary=beneficiary, modifiers=modifiers, since=since, until=until,
            areas=self._areas(candidate, matter, modifiers), attributions=attributions,
            confidence=trusted, evidence=[evidence], signs=told,
        )  # fmt: skip
        self._topics.append((matter, topic))
        return draft

    def _add_learned(self, candidate: Candidate, modifiers: Modifiers) -> None:
        """Adds the conditions, objectives, reasons and targets that the model sees where the tree gives none."""
        for name, role in _ROLES.items() if candidate.learned else ():
            mine: list[WordSpan] = getattr(modifiers, name)
            if not mine and candidate.learned:
                seen = [tree.trimmed(self.analysis, words) for words in arguments(candidate.learned, role)]
                mine += [
                    words for words in seen if self._is_near(words, candidate) and words[1] - words[0] >= _LEAST[role]
                ]

    def _is_near(self, words: WordSpan, candidate: Candidate) -> bool:
        """Whether words stand in the sentence of a stance or in one beside it."""
        sentences = self.analysis.sentence_of
        return abs(sentences[words[0]] - sentences[candidate.trigger]) <= 1

    def _areas(self, candidate: Candidate, matter: WordSpan, modifiers: Modifiers) -> tuple[str, ...]:
        found = self.scope.areas(self._scenes(candidate, matter, modifiers))
        if found or candidate.learned is None:
            return found
        return self.scope.places_in(arguments(candidate.learned, "area"))

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
        seen = argument(candidate.learned, "matter") if candidate.learned else None
        if seen is None and self._is_untold(candidate) and self._topics:
            return self._topics[-1]
        if seen is not None and candidate.kind == "learned":
            words = tree.trimmed(analysis, self._with_deed(candidate, seen))
            return words, _topic(analysis, self.lexicon, words)
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

    def _is_untold(self, candidate: Candidate) -> bool:
        """ "Voted no", "came out in favour": a stance on what was told before."""
        if candidate.kind != "learned" or candidate.learned is None:
            return False
        start, end = candidate.learned.words
        inside = start <= candidate.matter < end or candidate.matter == candidate.trigger
        return inside or self.analysis.upos[candidate.matter] in ("PRON", "DET")

    def _with_deed(self, candidate: Candidate, words: WordSpan) -> WordSpan:
        """The words that the model sees, in a passive with what it is done to ("the subsidy will not be touched")."""
        head = candidate.trigger
        done = self.analysis.dependents(head, "nsubj:pass") if words[0] <= head < words[1] else []
        first = self.analysis.subtree_edges[done[0]][0] if done else words[0]
        return min(first, words[0]), words[1]

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
        if candidate.kind in ("noun", "learned") and analysis.upos[clause] in ("NOUN", "PROPN"):
            words = tree.phrase(analysis, clause)
        else:
            words = tree.clause_words(analysis, clause)
        matter = candidate.matter
        if analysis.sentence_of[matter] != analysis.sentence_of[clause]:
            matter = clause
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


def _add_aims(analysis: Analysis, drafts: Sequence[Draft]) -> None:
    """Gives the aim of "the decision" to the first ruling position of the report: that is the decision it is about."""
    ruling = [draft for draft in drafts if draft.candidate.stance in RULING and not draft.past]
    for predicate, words in find_aims(analysis):
        same = [draft for draft in drafts if draft.candidate.clause == predicate]
        before = [draft for draft in ruling if draft.candidate.trigger < predicate]
        target = next(iter(same or before), None)
        if target is not None and words not in target.modifiers.objectives:
            target.modifiers.objectives.append(words)


def _add_uses(analysis: Analysis, drafts: Sequence[Draft], reader: DraftReader) -> None:
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


def as_position(analysis: Analysis, draft: Draft) -> Position:
    """The record of a draft."""
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
        holding=draft.holding,
        attributions=tuple(draft.attributions),
        confidence=confidence,
        shown=confidence >= SHOWN,
    )  # fmt: skip


def _mention(analysis: Analysis, words: WordSpan) -> Mention:
    span = analysis.span(words)
    return Mention(text=analysis.text[span[0] : span[1]], span=span)


def _mentions(analysis: Analysis, found: Sequence[WordSpan]) -> tuple[Mention, ...]:
    return tuple(_mention(analysis, words) for words in dict.fromkeys(found))
