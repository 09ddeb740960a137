"""Is it done, going on, planned, possible, demanded, denied? Modality and factuality of a predicate.

The predicate's own auxiliaries and negations are read first, then the words above it whose complement it is
("plans to", "denied that", "a threat to"), innermost first: the nearest word decides the modality, the least
certain one the certainty (FactBank's scale, Saurí and Pustejovsky 2009), and a denial outweighs all. The word that
decides is kept as the status's cue.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.knowledge.ontology import Embedding, Kind, load_ontology
from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.clauses import MAX_STEPS, ClauseReader
from onrecord.reading.events.factuality import factuality, modality_chances
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.modality_words import (
    ADJECTIVES,
    COMPLEMENT_CASES,
    MODIFIERS,
    NEEDED_CASES,
    NOMINAL,
    OCCURRING,
    PARTICIPLES,
    PHASES_ENDED,
    REFUSALS,
    SAYING_NOUNS,
    SAYINGS_REFUSED,
    WEIGHING,
)
from onrecord.reading.events.register import news_likelihood
from onrecord.reading.events.signs import is_of_model, signs_of
from onrecord.reading.events.status import Status
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Attribution, Mention, Modality

__all__ = ["ModalityReader", "Status", "plain_reader"]

KINDS: dict[str, Kind] = {"VERB": "V", "AUX": "V", "ADJ": "A"}

IRREALIS = Embedding("possible", 1, False, "subject")
REFUSED = Embedding("denied", 3, True, "subject")
ENDED = Embedding("ongoing", 3, False, "subject")
PLANNED = Embedding("planned", 2, False, "subject")
REQUESTED = Embedding("requested", 0, False, "object")

SURE, LIKELY = 2.0, 1.3
"""From which score up a predicate that no word makes uncertain counts as certain and as probable."""

MARGIN = 1.5
"""How many times likelier than the words' own modality another one must be to take its place."""
CERTAINTY: dict[Modality, int] = {
    "actual": 3, "ongoing": 3, "planned": 2, "expected": 2, "promised": 2, "possible": 1, "threatened": 1,
    "conditional": 0, "requested": 0, "denied": 3,
}  # fmt: skip
"""The certainty that goes with a modality where the words say no more."""

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "acl"})
_NOMINAL = frozenset({"obj", "nsubj:pass", "obl", "nmod"})
_OF_FINITE: frozenset[Modality] = frozenset({"promised", "planned", "expected", "threatened", "requested"})
"""Modalities that a word cannot give to what is told as past: "promised that nobody had died"."""


class ModalityReader:
    """Reads the status of predicates in one analysis."""

    def __init__(self, frames: FrameReader) -> None:
        self._frames = frames
        self._analysis = frames.analysis
        self._clauses = ClauseReader(frames)
        self._kept: dict[tuple[int, Status], dict[Modality, float]] = {}

    def status(self, frame: Frame, attributed: bool) -> Status:
        """The status of a frame's predicate; `attributed` says that somebody is quoted with it."""
        nominal = frame.kind == "N" and frame.clause == frame.word
        found = self._noun(frame.word) if frame.kind == "N" else self._considered(frame)
        if not nominal or self._analysis.dependents(frame.word, "cop"):
            around = self.local(frame.clause, attributed)
            once = found.negative or around.negative
            found = replace(found.under(around.modality, around.certainty, False, around.cue), negative=once)
            found = replace(found, cue=found.cue or around.cue, future=around.future)
            found = self._light_effect(frame, found)
        return self._climbed(frame, found, attributed)

    def local(self, verb: int, attributed: bool = False) -> Status:
        """What the verb's own auxiliaries, adverbs and conditions say."""
        return self._clauses.status(verb, attributed)

    def reason(self, status: Status) -> Mention | None:
        """The words that decided the status, with the "to" or "that" behind them; None without any."""
        if not status.cue:
            return None
        analysis = self._analysis
        first, last = min(status.cue), max(status.cue) + 1
        if last - first > 4:
            first, last = status.cue[0], status.cue[0] + 1
        following = last < len(analysis) and analysis.upos[last - 1] in ("VERB", "ADJ", "NOUN")
        if following and analysis.forms[last].lower() in ("to", "that") and analysis.deprels[last] == "mark":
            last += 1
        return Mention(text=analysis.slice((first, last)), span=analysis.span((first, last)))

    def score(self, frame: Frame, status: Status) -> float:
        """The factuality of a predicate, -3 to 3: what the words say and what the model makes of it."""
        return factuality(self.signs(frame, status), self._news)

    def signs(self, frame: Frame, status: Status) -> dict[str, float]:
        """The named signs of a predicate that stands as `status` says, those of the model's layers among them."""
        trigger = self._triggers.get(frame.word)
        return signs_of(self._frames, frame, status, self.is_said(frame.word), trigger)

    def is_said(self, word: int) -> bool:
        """Whether the model takes the word for part of what a source says."""
        return word in self._said

    def frame(self, word: int) -> Frame:
        """The frame of any word, event or not."""
        return self._frames.frame(word, KINDS.get(self._analysis.upos[word], "N"))

    @cached_property
    def _news(self) -> float:
        return news_likelihood(self._analysis)

    @cached_property
    def _said(self) -> frozenset[int]:
        return frozenset(
            word for frame in self._analysis.frames for start, end in frame.content for word in range(start, end)
        )

    @cached_property
    def _triggers(self) -> dict[int, EventTrigger]:
        return {trigger.word: trigger for trigger in self._analysis.triggers}

    def weighed(self, frame: Frame, status: Status) -> Status:
        """The status with the model's doubts, where no word says anything but fact."""
        if status.modality not in (None, "actual", "ongoing") or status.value < 3:
            return status
        score = self.score(frame, status)
        return replace(status, certainty=3 if score >= SURE else 2 if score >= LIKELY else 1)

    def of_word(self, word: int, heard: Sequence[Attribution] = ()) -> Status:
        """The status of any word taken for a predicate, in the words of the sources `heard` with it."""
        frame = self.frame(word)
        status = self.status(frame, bool(heard))
        if status.modality != "denied" and any(found.stance == "denies" for found in heard):
            return Status("denied", 3, True, status.cue)
        return self.weighed(frame, self.combined(frame, status))

    def combined(self, frame: Frame, status: Status) -> Status:
        """The status with the fitted weights and the model's view of the modality weighed in.

        It stays as it is where no model looked for events.
        """
        if not self._analysis.reads_events:
            return status
        chances = self._chances(frame, status)
        best = max(chances, key=chances.__getitem__)
        if chances[best] < MARGIN * chances[status.settled]:
            return status
        return Status(best, CERTAINTY[best], best == "denied", status.cue)

    def chance(self, frame: Frame, read: Status, settled: Modality) -> float:
        """The probability that a predicate whose words were read as `read` has the modality `settled`."""
        return self._chances(frame, read)[settled]

    def _chances(self, frame: Frame, status: Status) -> dict[Modality, float]:
        key = frame.word, status
        if key not in self._kept:
            told = {name: value for name, value in self.signs(frame, status).items() if not is_of_model(name)}
            seen = self._analysis.modalities[frame.word] if self._analysis.modalities else ()
            self._kept[key] = modality_chances(told, seen)
        return self._kept[key]

    def _considered(self, frame: Frame) -> Status:
        """ "is considering a response": what is weighed is not done."""
        if frame.kind == "V" and self._frames.lemma(frame.word) in WEIGHING:
            return Status("possible", 1, False, (frame.word,))
        return Status()

    def _noun(self, noun: int) -> Status:
        """What an event noun's determiner, its adjectives and a relative clause in the future say."""
        analysis = self._analysis
        if negation := self._clauses.negated_noun(noun):
            return Status(None, 3, True, negation)
        for child in analysis.dependents(noun, "amod", "compound"):
            if (said := MODIFIERS.get(analysis.forms[child].lower())) is not None:
                return Status(said[0], said[1], said[2], (child,))
        for child in analysis.dependents(noun, "det"):
            if analysis.lemmas[child].lower() == "any":
                return Status("possible", 0, False, (child,))
        for participle in self._clauses.participles(noun):
            if (lemma := self._particled(participle)) in PARTICIPLES:
                return self._embedded(Status(), NOMINAL[lemma], participle)
        return self._related(noun)

    def _related(self, noun: int) -> Status:
        """ "the strike that will close the port": the relative clause tells that it is to come."""
        analysis = self._analysis
        for clause in analysis.dependents(noun, "acl:relcl"):
            around = self.local(clause)
            subject = analysis.dependents(clause, "nsubj")
            if around.modality == "planned" and any(analysis.xpos[s] in ("WDT", "WP") for s in subject):
                return around
        return Status()

    def _light_effect(self, frame: Frame, status: Status) -> Status:
        """ "planned an attack", "rallies were planned": the light verb itself may say that it is to come."""
        if frame.kind != "N" or frame.clause == frame.word:
            return status
        lemma = self._particled(frame.clause)
        effect = NOMINAL.get(lemma) or self._frames.ontology.embedding_of(self._frames.lemma(frame.clause), "V")
        if effect is None or effect.modality in ("promised", "requested") or self._needs_other(lemma, frame.word):
            return status
        return self._embedded(status, effect, frame.clause)

    def _as_subject(self, noun: int, status: Status) -> Status:
        """ "Further strikes may follow": what is new and has a modal verb is itself still to come."""
        analysis = self._analysis
        verb = analysis.heads[noun]
        if verb < 0:
            return status
        if condition := self._in_condition(verb):
            return Status("conditional", 0, status.negative, condition)
        if (standing := self._clauses.standing(verb)) is not None:
            return self._embedded(status, standing, verb)
        occurs = self._frames.lemma(verb) in OCCURRING
        known = [c for c in analysis.dependents(noun, "det") if analysis.lemmas[c].lower() not in ("a", "an", "any")]
        definite = bool(known or analysis.dependents(noun, "nmod:poss"))
        if analysis.upos[verb] not in ("VERB", "ADJ") or (definite and not occurs):
            return status
        around = self.local(verb)
        if around.modality in (None, "requested") or (around.modality == "ongoing" and not occurs):
            return status
        return status.under(around.modality, around.certainty, False, around.cue)

    def _climbed(self, frame: Frame, status: Status, attributed: bool) -> Status:
        analysis = self._analysis
        word, nominal = frame.clause, frame.kind == "N" and frame.clause == frame.word
        for _ in range(MAX_STEPS):
            head, relation = analysis.heads[word], analysis.deprels[word]
            if relation == "acl:relcl" and (free := self._clauses.free_choice(head)):
                return Status("conditional", 0, status.negative, free)
            if head < 0 or relation in ("acl:relcl", "parataxis", "appos"):
                break
            is_subject = nominal and relation in ("nsubj", "nsubj:pass")
            if is_subject and (self._clauses.standing(head) is not None or self._effect(word, head, relation) is None):
                return self._as_subject(word, status)
            if relation == "conj":
                word = head
                continue
            if relation == "amod" and status.modality is None and analysis.xpos[word] == "VBG" and not nominal:
                return replace(status, modality="ongoing")
            if relation == "advcl" and not self._frames.is_complement(word):
                return self._adverbial(word, head, status, attributed)
            if relation not in _COMPLEMENTS and relation != "advcl" and not (nominal and relation in _NOMINAL):
                break
            effect = self._effect(word, head, relation)
            if effect is REFUSED and nominal and word == frame.word:  # a demand refused was made all the same
                effect = None
            if effect is None and nominal:
                return self._goal(word, head, relation, status, attributed)
            if effect is None and relation in ("ccomp", "csubj") and self._frames.lemma(head) not in ("let", "make"):
                return self._asked_whether(word, status)
            if effect is None and relation == "acl":
                break
            status = self._embedded(status, effect, head)
            if effect is ENDED:
                return status
            status = self._in_matrix(status, head, effect, attributed)
            word, nominal = head, analysis.upos[head] == "NOUN"
        return status

    def _goal(self, noun: int, head: int, relation: str, status: Status, attributed: bool) -> Status:
        """ "will fly there for talks": what a journey still to come is for is to come too."""
        if status.modality is not None:
            return status
        if condition := self._in_condition(head):
            return Status("conditional", 0, status.negative, condition)
        if relation != "obl" or "for" not in self._frames.cases(noun):
            return status
        around = self.local(head, attributed)
        if around.modality != "planned":
            return status
        return status.under(around.modality, around.certainty, False, around.cue)

    def _in_condition(self, verb: int) -> tuple[int, ...]:
        """The words that make the clause of a verb, or one that it completes, a condition."""
        analysis = self._analysis
        for _ in range(3):
            if analysis.deprels[verb] == "advcl":
                return self._clauses.condition_words(verb, self._is_open_above(analysis.heads[verb]))
            if analysis.deprels[verb] not in ("xcomp", "ccomp", "conj"):
                return ()
            verb = analysis.heads[verb]
        return ()

    def _is_open_above(self, head: int, attributed: bool = False) -> bool:
        """Whether what a clause of time hangs on is still to come: "will leave once they pay"."""
        around = self.local(head, attributed)
        return around.modality is not None or around.negative or self._clauses.infinitive(head)

    def _effect(self, word: int, head: int, relation: str) -> Embedding | None:
        """What the word above does to its complement, or None where it does nothing."""
        kind: Kind = "N" if self._analysis.upos[head] in ("NOUN", "PROPN") else "V"
        if relation in _NOMINAL:
            return self._on_noun(word, head, relation, kind)
        if kind == "N":
            return self._on_clause_of_noun(word, head)
        effect = self._on_clause(word, head)
        if effect is None and self._clauses.infinitive(word) and self._is_open(head):
            return IRREALIS
        if effect is None or relation != "ccomp":
            return effect
        if effect.modality in _OF_FINITE and self._clauses.finite_past(word):
            return None
        return self._demanded(word, effect) if effect.modality == "requested" else effect

    def _demanded(self, clause: int, effect: Embedding) -> Embedding | None:
        """ "demanded that they leave": the subjunctive, which taggers take for a present tense."""
        bare = self._analysis.xpos[clause] in ("VB", "VBP", "VBN")
        own = [word for word in self._clauses.auxiliaries(clause) if word not in ("should", "be")]
        return effect if bare and not own else None

    def _on_clause(self, word: int, head: int) -> Embedding | None:
        """What a verb or an adjective does to a clause."""
        analysis, ontology = self._analysis, self._frames.ontology
        lemma = self._frames.lemma(head)
        if analysis.upos[head] == "ADJ" and lemma in ADJECTIVES:
            return ADJECTIVES[lemma]
        if "from" in self._frames.cases(word):
            return ontology.embedding_of("prevent", "V")
        if lemma in PHASES_ENDED and not self._clauses.infinitive(word):
            short = any(analysis.lemmas[c] == "short" for c in analysis.dependents(head, "advmod", "xcomp"))
            return REFUSED if short else ENDED
        if lemma == "have" and self._clauses.infinitive(word):
            return None if self._clauses.not_yet(word) else REQUESTED
        if lemma in ("decide", "vote", "rule") and "against" in self._frames.cases(word):
            return REFUSED
        if lemma == "go":
            return self._going(word, head)
        if lemma in ("want", "like") and self._has_own_subject(word, head):
            return REQUESTED
        if lemma in ("vote", "let") and self.local(head).modality is None and analysis.xpos[head] != "VBG":
            return None
        if lemma in ("dispute", "refute", "disprove"):
            return REFUSED
        if lemma == "deny" and "DEMAND" in self._frames.labels(word):
            return None
        if lemma == "rule" and not analysis.dependents(head, "compound:prt", "advmod"):
            return None
        return ontology.embedding_of(lemma, "V")

    def _going(self, word: int, head: int) -> Embedding | None:
        """ "is going to send" is planned, "went on shelling" goes on."""
        if self._clauses.infinitive(word):
            return PLANNED if self._analysis.forms[head].lower() == "going" else None
        return ENDED if self._analysis.forms[word].lower().endswith("ing") else None

    def _has_own_subject(self, clause: int, verb: int) -> bool:
        """ "wants the army to leave": somebody else is to do it."""
        kids = self._analysis.dependents(clause, "nsubj")
        return bool(kids or self._analysis.dependents(verb, "obj") or self._analysis.xpos[clause] == "VBN")

    def _on_clause_of_noun(self, word: int, head: int) -> Embedding | None:
        """What a noun does to a clause in it; a participle that only describes the noun is none."""
        analysis = self._analysis
        tag, cases = analysis.xpos[word], self._frames.cases(word)
        if tag == "VBN" and not cases and not self._clauses.auxiliaries(word):
            return None
        if tag == "VBG" and "by" in cases:
            return None
        effect = self._frames.ontology.embedding_of(self._frames.lemma(head), "N")
        if effect is not None and (effect.modality not in _OF_FINITE or not self._clauses.finite_past(word)):
            return effect
        if not self._clauses.infinitive(word) or self._frames.lemma(head) in ("time", "first", "last"):
            return None
        return PLANNED if analysis.heads[head] < 0 and self._is_headline(head) else IRREALIS

    def _is_headline(self, noun: int) -> bool:
        """ "Norland to expel envoys": a name or a bare noun with an infinitive, and no verb."""
        return not self._analysis.dependents(noun, "det", "cop", "nsubj", "nmod:poss", "case")

    def _on_noun(self, noun: int, head: int, relation: str, kind: Kind) -> Embedding | None:
        """What a verb or a noun does to an event noun in its complement."""
        cases = self._frames.cases(noun)
        if kind == "N":
            return None if "by" in cases else self._frames.ontology.embedding_of(self._frames.lemma(head), "N")
        if self._analysis.upos[head] == "ADJ":
            return ADJECTIVES.get(self._frames.lemma(head)) if "to" in cases else None
        lemma = self._particled(head)
        if self._refuses(noun, head):
            return REFUSED
        if lemma in PHASES_ENDED and relation == "obj":
            return ENDED if self.local(head).modality is not None else None
        if relation == "obl" and cases and not NEEDED_CASES.get(lemma, COMPLEMENT_CASES) & set(cases):
            return None
        if lemma not in NOMINAL or self._needs_other(lemma, noun):
            return None
        if lemma == "deny" and "DEMAND" in self._frames.labels(noun):
            return None
        return NOMINAL[lemma]

    def _refuses(self, noun: int, verb: int) -> bool:
        """ "dismissed the charge that", "refused an order to": the verb takes back what the noun says."""
        lemma, said = self._frames.lemma(verb), self._frames.lemma(noun)
        if lemma in SAYINGS_REFUSED and said in SAYING_NOUNS:
            return True
        return lemma in REFUSALS and self._frames.ontology.embedding_of(said, "N") is not None

    def _particled(self, verb: int) -> str:
        """The verb with its particle: `call_off`."""
        lemma = self._frames.lemma(verb)
        for child in self._analysis.dependents(verb, "compound:prt", "advmod"):
            if (joined := f"{lemma}_{self._analysis.forms[child].lower()}") in NOMINAL:
                return joined
        return lemma

    def _needs_other(self, verb: str, noun: int) -> bool:
        """Whether the verb takes its event noun by another preposition than the noun has."""
        cases = self._frames.cases(noun)
        if not cases:
            return verb in ("call", "ask", "appeal", "press", "push", "brace", "plead", "threaten", "hint", "insist")
        needed = NEEDED_CASES.get(verb)
        return needed is not None and needed.isdisjoint(cases)

    def _is_open(self, head: int) -> bool:
        """Whether an infinitive under an unknown adjective is only imagined: "hard to", but not "able to"."""
        return self._analysis.upos[head] == "ADJ" and self._frames.lemma(head) not in ("able", "first", "last", "only")

    def _embedded(self, status: Status, effect: Embedding | None, head: int) -> Status:
        if effect is None:
            return status
        modality = None if effect.modality == "actual" else effect.modality
        return status.under(modality, effect.certainty, effect.negative, (head,))

    def _in_matrix(self, status: Status, head: int, effect: Embedding | None, attributed: bool) -> Status:
        """What the matrix verb's own modals do: "may agree to", "did not rule out", "would attack only if"."""
        if self._analysis.upos[head] == "NOUN":
            negation = self._clauses.negated_noun(head)
            return status.under("denied", 3, True, negation) if negation else status
        around = self.local(head, attributed)
        if effect is not None and effect.negative and around.negative:
            return self._denial_denied(head, status)
        if around.modality == "conditional":
            return Status("conditional", 0, status.negative != around.negative, around.cue)
        condition = self._clauses.condition(head, status) if status.modality not in (None, "actual") else ()
        if condition and status.modality not in ("promised", "threatened", "denied"):
            return Status("conditional", 0, status.negative != around.negative, condition)
        modality = around.modality if status.modality is None else None
        return status.under(modality, around.certainty, around.negative, around.cue)

    def _denial_denied(self, head: int, status: Status) -> Status:
        """ "did not rule out sending" leaves it open; "did not deny sending" admits it."""
        if self._frames.lemma(head) == "deny":
            return Status(None, 2, False, (head,))
        return Status("possible", 1, False, (head,))

    def _adverbial(self, word: int, head: int, status: Status, attributed: bool) -> Status:
        marks = self._frames.cases(word)
        around = self.local(head, attributed)
        condition = self._clauses.condition_words(word, self._is_open_above(head, attributed))
        if "whether" in marks:
            return Status("possible", 0, False, self._marks(word)[:1])
        if condition:
            return Status("conditional", 0, status.negative, condition or status.cue)
        if self._clauses.infinitive(word):
            return status.under("planned", 1, False, self.local(word).cue)
        if "instead" in marks or "rather" in marks or "without" in marks:
            return status.under("denied", 3, not status.negative, self._marks(word))
        controlled = {"of", "for", "from", "into", "against"} & set(marks)
        bare = not marks and word > head and self._analysis.xpos[word] == "VBG"
        effect = self._effect(word, head, "xcomp") if controlled or bare else None
        if effect is not None:
            return self._in_matrix(self._embedded(status, effect, head), head, effect, attributed)
        if bare and status.modality is None and around.modality != "ongoing":
            return status.under(around.modality, around.certainty, False, around.cue)
        return status

    def _marks(self, clause: int) -> tuple[int, ...]:
        return tuple(self._analysis.dependents(clause, "mark", "case"))

    def _asked_whether(self, word: int, status: Status) -> Status:
        head = self._analysis.heads[word]
        if status.modality in ("planned", "possible", "expected"):
            condition = self._clauses.condition_after(head, word)
            if condition:
                return Status("conditional", 0, status.negative, condition)
        if self._frames.lemma(head) in ("provide", "assume", "suppose") and self._analysis.deprels[head] == "advcl":
            return Status("conditional", 0, status.negative, (head,))
        if {"whether", "if"}.isdisjoint(self._frames.cases(word)):
            return status
        return Status("possible", 0, False, self._marks(word)[:1])


def plain_reader(analysis: Analysis) -> ModalityReader:
    """A reader of modality without the records of other stages: for single words, wherever they stand."""
    nobody = MentionIndex(analysis, ())
    return ModalityReader(FrameReader(analysis, load_ontology(), nobody, nobody))
