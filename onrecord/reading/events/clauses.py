"""What a clause says of its own predicate: tense and modal auxiliaries, adverbs, negation, conditions."""

from dataclasses import replace

from onrecord.knowledge.ontology import Embedding
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.frames import FrameReader
from onrecord.reading.events.modality_words import (
    CONDITIONAL_MARKS,
    DEADLINE_MARKS,
    FUTURE,
    HEARSAY,
    LIKELY,
    NEGATED_ADVERBS,
    NEGATIONS,
    NEGATIVE_SUBJECTS,
    NEVER_NOUNS,
    OBLIGED,
    POSSIBLE,
    STANDING,
    STILL,
    UNSURE,
)
from onrecord.reading.events.status import Status

MAX_STEPS = 8
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
INVERTED = frozenset({"should", "had", "were"})
"""Auxiliaries that open a condition without "if"."""
OPEN = frozenset({"planned", "possible", "expected", "conditional", "promised", "requested", "threatened"})


class ClauseReader:
    """Reads the words that belong to a predicate's own clause."""

    def __init__(self, frames: FrameReader) -> None:
        self._frames = frames
        self._analysis: Analysis = frames.analysis

    def status(self, verb: int, attributed: bool = False) -> Status:
        """What the predicate's own auxiliaries, adverbs and conditions say; `attributed`: someone is quoted with it."""
        holder = self._auxiliary_holder(verb)
        status = self._tense(holder, verb, attributed)
        status = self._with_adverbs(status, verb, holder)
        negation = self.negation(verb) or (self.negation(holder) if holder != verb else ())
        if negation:
            status = status.negated(negation if status.modality in (None, "actual", "ongoing") or status.future else ())
        condition = self.condition(verb, status) or self.condition(holder, status)
        still_open = status.modality not in (None, "actual", "ongoing", "requested")
        if condition and (still_open or (status.modality is None and self.infinitive(verb))):
            return Status("conditional", 0, status.negative, condition)
        return status

    def _with_adverbs(self, status: Status, verb: int, holder: int) -> Status:
        words = self._adverbs(holder) | (self._adverbs(verb) if verb != holder else {})
        unsure, likely, heard = (_first(words, listed) for listed in (UNSURE, LIKELY, HEARSAY))
        if unsure:
            return Status("possible", 1, status.negative, unsure)
        if likely:
            modality = "expected" if status.modality in (None, "planned") else status.modality
            past = status.modality is None
            return Status(None if past else modality, min(2, status.certainty), status.negative, likely)
        if heard:
            return replace(status, certainty=min(status.certainty, 2), cue=status.cue or heard)
        still = _first(words, STILL)
        if still and status.modality is None and self._lasting(holder):
            return replace(status, modality="ongoing", cue=still)
        return status

    def _lasting(self, verb: int) -> bool:
        """Whether the tense tells a state of now: the present or the perfect, not the past."""
        tag = self._analysis.xpos[verb]
        return tag in ("VBZ", "VBP", "VBG") or (tag == "VBN" and bool(self.auxiliaries(verb)))

    def _tense(self, holder: int, verb: int, attributed: bool) -> Status:
        auxiliaries = self.auxiliaries(holder)
        future, possible, obliged = (_first(auxiliaries, listed) for listed in (FUTURE, POSSIBLE, OBLIGED))
        if future:
            return Status("planned", 2, False, future, True)
        if possible:
            return Status("possible", 1, False, possible)
        if obliged and not self._inverted(holder):
            return Status("requested", 0, False, obliged)
        would = _first(auxiliaries, frozenset({"would", "'d"}))
        if would:
            return self._would(holder, auxiliaries, attributed, would)
        to = self._to(verb)
        if to is not None and (self._analysis.heads[verb] < 0 or self._is_to(auxiliaries, to)):
            return Status("planned", 2, False, (to,))
        return self._aspect(holder, verb, auxiliaries)

    def _aspect(self, holder: int, verb: int, auxiliaries: dict[str, int]) -> Status:
        """Whether the clause tells something that goes on: progressive, or perfect with "since"."""
        going = self._analysis.forms[verb].lower().endswith("ing") and "be" in auxiliaries
        if going or "being" in auxiliaries:
            return Status("ongoing", 3, False, (auxiliaries.get("being", auxiliaries["be"]),))
        if "have" in auxiliaries and (since := self._since(holder)):
            return Status("ongoing", 3, False, since)
        return Status()

    def _since(self, verb: int) -> tuple[int, ...]:
        """ "has been held since": the adverb behind the verb."""
        analysis = self._analysis
        after = (word for word in analysis.dependents(verb, "advmod") if word > verb)
        return tuple(word for word in after if analysis.forms[word].lower() == "since")

    def _is_to(self, auxiliaries: dict[str, int], to: int) -> bool:
        """ "is to sign", not "to be signed": the form of "be" stands before "to"."""
        return "be" in auxiliaries and auxiliaries["be"] < to

    def _would(self, verb: int, auxiliaries: dict[str, int], attributed: bool, cue: tuple[int, ...]) -> Status:
        """Future in the past under a report, else a hypothesis."""
        if "have" in auxiliaries:
            return Status("conditional", 0, False, cue)
        relation = self._analysis.deprels[verb]
        if relation in ("ccomp", "conj") or self._reported(verb) or (attributed and relation != "acl:relcl"):
            return Status("planned", 2, False, cue, True)
        return Status("conditional", 1, False, cue)

    def _reported(self, verb: int) -> bool:
        return any(self._analysis.upos[c] == "VERB" for c in self._analysis.dependents(verb, "parataxis"))

    def _auxiliary_holder(self, verb: int) -> int:
        """The verb whose auxiliaries hold: the first conjunct's in "will arm and train"."""
        analysis = self._analysis
        holder = verb
        for _ in range(MAX_STEPS):
            head = analysis.heads[holder]
            own = analysis.dependents(holder, "aux", "nsubj", "mark", "cop")
            if own or analysis.deprels[holder] != "conj" or head < 0 or self._form(head) != self._form(holder):
                return holder
            holder = head
        return holder

    def _form(self, verb: int) -> str:
        """The tag, with the bare form and the present taken as one, for they look alike."""
        tag = self._analysis.xpos[verb]
        return "VB" if tag == "VBP" else tag

    def auxiliaries(self, verb: int) -> dict[str, int]:
        """Forms and lemmas of auxiliaries and copula, each with its word; of equal ones the first."""
        analysis = self._analysis
        found: dict[str, int] = {}
        for word in analysis.dependents(verb, "aux", "cop"):
            found.setdefault(analysis.forms[word].lower().replace(APOSTROPHE, "'"), word)
            found.setdefault(analysis.lemmas[word].lower(), word)
        return found

    def _adverbs(self, verb: int) -> dict[str, int]:
        return {self._analysis.lemmas[c].lower(): c for c in self._analysis.dependents(verb, "advmod")}

    def infinitive(self, verb: int) -> bool:
        """Whether the predicate is marked by "to"."""
        return self._to(verb) is not None

    def _to(self, verb: int) -> int | None:
        analysis = self._analysis
        return next((c for c in analysis.dependents(verb, "mark") if analysis.forms[c].lower() == "to"), None)

    def finite_past(self, verb: int) -> bool:
        """Whether the clause tells what was or has been: "promised that nobody had died"."""
        auxiliaries = self.auxiliaries(verb)
        modal = FUTURE | POSSIBLE | OBLIGED | {"would", "'d"}
        if not modal.isdisjoint(auxiliaries):
            return False
        return self._analysis.xpos[verb] == "VBD" or not {"have", "had", "did", "was", "were"}.isdisjoint(auxiliaries)

    def negation(self, verb: int) -> tuple[int, ...]:
        """The words that negate the predicate; empty where there are none."""
        analysis = self._analysis
        for child in analysis.children[verb]:
            lemma = analysis.lemmas[child].lower().replace(APOSTROPHE, "'")
            relation = analysis.deprels[child]
            if relation in ("advmod", "cc", "cc:preconj") and lemma in NEGATIONS:
                return (child,)
            if relation == "advmod" and (negator := self._below(child)) is not None:
                return tuple(sorted((negator, child)))
            if relation == "obl" and lemma in NEVER_NOUNS and (negator := self._no(child)) is not None:
                return (negator, child)
            if relation in ("nsubj", "nsubj:pass", "obj"):
                if lemma in NEGATIVE_SUBJECTS:
                    return (child,)
                if found := self.negated_noun(child):
                    return found
            if relation == "mark" and lemma == "without":
                return (child,)
            if relation == "cc" and lemma in ("rather", "instead") and child < verb:
                return (child,)
        return self.not_yet(verb)

    def _below(self, adverb: int) -> int | None:
        """ "no longer", "no more", "never once": the negator under the adverb."""
        analysis = self._analysis
        negators = NEGATED_ADVERBS.get(analysis.lemmas[adverb].lower(), frozenset())
        return next((c for c in analysis.children[adverb] if analysis.lemmas[c].lower() in negators), None)

    def _no(self, noun: int) -> int | None:
        """ "on no account", "in no way"."""
        return next(
            (c for c in self._analysis.dependents(noun, "det") if self._analysis.lemmas[c].lower() == "no"), None
        )

    def not_yet(self, verb: int) -> tuple[int, ...]:
        """ "has yet to sign", "has still to sign", "is yet to sign": the adverb and "to"; empty for others."""
        to = self._to(verb)
        if not to or self._analysis.forms[to - 1].lower() not in ("yet", "still"):
            return ()
        return (to - 1, to)

    def negated_noun(self, noun: int) -> tuple[int, ...]:
        """ "no", "neither" or "not one" before the noun, or "without"."""
        analysis = self._analysis
        for child in analysis.children[noun]:
            lemma, relation = analysis.lemmas[child].lower(), analysis.deprels[child]
            if relation in ("det", "cc:preconj") and lemma in ("no", "neither"):
                return (child,)
            if relation == "case" and lemma == "without":
                return (child,)
            if relation == "advmod" and lemma == "not" and child < noun and not analysis.dependents(noun, "cop"):
                return (child,)
        return ()

    def free_choice(self, noun: int) -> tuple[int, ...]:
        """ "any state that recognises them", "anyone who attacks": the words that leave open whether there is one."""
        analysis = self._analysis
        if analysis.lemmas[noun].lower() in ("anyone", "anybody", "anything", "whoever"):
            return (noun,)
        return tuple(c for c in analysis.dependents(noun, "det") if analysis.lemmas[c].lower() in ("any", "whichever"))

    def participles(self, noun: int) -> tuple[int, ...]:
        """ "a march planned for Sunday": the participles behind the noun, without a comma, that tell what is done."""
        analysis = self._analysis
        return tuple(
            child
            for child in analysis.dependents(noun, "acl")
            if analysis.xpos[child] == "VBN"
            and not analysis.dependents(child, "aux", "nsubj", "obj")
            and "," not in analysis.forms[noun:child]
        )

    def standing(self, head: int) -> Embedding | None:
        """ "are due", "are under way": what a predicate without a verb and without a modal says of its subject."""
        analysis = self._analysis
        lemma = analysis.lemmas[head].lower()
        if not analysis.dependents(head, "cop") or (lemma == "way" and "under" not in self._frames.cases(head)):
            return None
        around = self.status(head)
        return STANDING.get(lemma) if around.modality is None and not around.negative else None

    def condition(self, verb: int, status: Status) -> tuple[int, ...]:
        """The first words of a condition that hangs on the verb, which stands as `status` says; empty without one."""
        still_open = status.modality in OPEN
        for clause in self._analysis.dependents(verb, "advcl"):
            if found := self.condition_words(clause, still_open):
                return found
        return ()

    def condition_after(self, head: int, word: int) -> tuple[int, ...]:
        """A condition read with the verb of saying that stands behind what is said, to which it belongs."""
        for clause in self._analysis.dependents(head, "advcl"):
            if clause > word and (found := self.condition_words(clause, False)):
                return found
        return ()

    def condition_words(self, clause: int, still_open: bool) -> tuple[int, ...]:
        """The words that make a clause a condition; those of time do where what hangs on it is still open."""
        analysis = self._analysis
        for mark in analysis.dependents(clause, "mark", "case", "advmod"):
            lemma = analysis.lemmas[mark].lower()
            if lemma in CONDITIONAL_MARKS or (still_open and self._deadline(mark, lemma)):
                return (mark,)
        if analysis.forms[clause].lower() in ("provided", "providing", "assuming"):
            return (clause,)
        return self._inversion(clause)

    def _deadline(self, mark: int, lemma: str) -> bool:
        if lemma == "as":
            return self._analysis.forms[mark - 1].lower() in ("soon", "long") if mark else False
        return lemma in DEADLINE_MARKS

    def _inversion(self, clause: int) -> tuple[int, ...]:
        """ "should they attack", "had they attacked", "were he to resign": the auxiliary stands first."""
        analysis = self._analysis
        subjects = analysis.dependents(clause, "nsubj")
        for word in analysis.dependents(clause, "aux", "cop"):
            form = analysis.forms[word].lower()
            if form in INVERTED and subjects and word < subjects[0]:
                return (word,)
        before = analysis.subtree_edges[clause][0] - 1
        opening = clause < analysis.heads[clause] and before == analysis.sentences[analysis.sentence_of[clause]][0]
        return (before,) if opening and subjects and analysis.forms[before].lower() in INVERTED else ()

    def _inverted(self, verb: int) -> bool:
        return bool(self._inversion(verb))


def _first(words: dict[str, int], listed: frozenset[str]) -> tuple[int, ...]:
    """The first of the words that is listed, as a cue."""
    return tuple(sorted(index for word, index in words.items() if word in listed)[:1])
