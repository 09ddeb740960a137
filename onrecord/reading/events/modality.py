"""Is it done, going on, planned, possible, demanded, denied? Modality and factuality of a predicate.

The predicate's own auxiliaries and negations are read first, then the words above it whose complement it is
("plans to", "denied that", "a threat to"), innermost first: the nearest word decides the modality, the least
certain one the certainty (FactBank's scale, Saurí and Pustejovsky 2009), and a denial outweighs all.
"""

from dataclasses import dataclass, replace

from onrecord.knowledge.ontology import Embedding, Kind
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.records import Factuality, Modality

FUTURE = frozenset({"will", "shall", "wo", "'ll", "ll", "gon"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "provided", "providing", "lest"})
POSSIBLE = frozenset({"may", "might", "can", "could", "ca"})
OBLIGED = frozenset({"should", "must", "ought"})
NEGATIONS = frozenset({"not", "n't", "never", "nt", "hardly", "neither", "nor"})
NEGATIVE_SUBJECTS = frozenset({"no", "none", "nobody", "neither", "nothing"})
UNSURE = frozenset({"possibly", "perhaps", "maybe", "potentially"})
LIKELY = frozenset({"probably", "likely", "presumably"})
HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "supposedly", "purportedly"})
EMBEDDED_OBJECTS = frozenset(
    {
        "plan",
        "prepare",
        "intend",
        "schedule",
        "expect",
        "predict",
        "anticipate",
        "foresee",
        "fear",
        "consider",
        "weigh",
        "mull",
        "contemplate",
        "study",
        "propose",
        "urge",
        "demand",
        "request",
        "seek",
        "promise",
        "pledge",
        "threaten",
        "offer",
        "order",
        "avoid",
        "avert",
        "foil",
        "thwart",
        "prevent",
        "deter",
        "deny",
        "rule",
        "authorise",
        "authorize",
        "allow",
        "permit",
        "approve",
        "ban",
        "forbid",
        "prohibit",
        "suggest",
        "recommend",
        "favour",
        "favor",
        "advocate",
        "want",
        "need",
    }
)
WEIGHING = frozenset({"consider", "weigh", "mull", "contemplate", "study", "debate", "ponder"})
MAX_STEPS = 8
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"

IRREALIS = Embedding("possible", 1, False, "subject")

MODEL_WEIGHT, WORDS_WEIGHT = 0.54, 0.42
"""How much the model's number and the words' signs count in `ModalityReader.score`; least squares on UW train."""

_POSITIVE: dict[int, Factuality] = {3: "CT+", 2: "PR+", 1: "PS+", 0: "Uu"}
_NEGATIVE: dict[int, Factuality] = {3: "CT-", 2: "PR-", 1: "PS-", 0: "Uu"}


@dataclass(frozen=True, slots=True)
class Status:
    """How a predicate stands: `modality` None while nothing has been found, `certainty` 0 to 3."""

    modality: Modality | None = None
    certainty: int = 3
    negative: bool = False

    @property
    def factuality(self) -> Factuality:
        """The FactBank value."""
        return (_NEGATIVE if self.negative else _POSITIVE)[self.certainty]

    @property
    def settled(self) -> Modality:
        """The modality; actual where nothing says otherwise."""
        return self.modality or "actual"

    @property
    def value(self) -> int:
        """The certainty on the unified scale, -3 to 3."""
        return -self.certainty if self.negative else self.certainty

    def under(self, modality: Modality | None, certainty: int, negative: bool) -> "Status":
        """The status inside a context: the inner modality stays, unless the context denies."""
        kept = modality if modality == "denied" or self.modality in (None, "actual", "ongoing") else self.modality
        return Status(kept or self.modality, min(self.certainty, certainty), self.negative != negative)


class ModalityReader:
    """Reads the status of predicates in one analysis."""

    def __init__(self, frames: FrameReader) -> None:
        self._frames = frames
        self._analysis = frames.analysis

    def status(self, frame: Frame, attributed: bool) -> Status:
        """The status of a frame's predicate; `attributed` says that somebody is quoted with it."""
        found = self._considered(frame)
        if frame.kind == "N" and self._negated_noun(frame.word):
            found = Status(None, 3, True)
        elif frame.kind == "N" and self._is_any(frame.word):
            found = Status("possible", 0)
        if frame.clause != frame.word or frame.kind != "N":
            around = self.local(frame.clause, attributed)
            once = found.negative or around.negative
            found = replace(found.under(around.modality, around.certainty, False), negative=once)
            found = self._light_effect(frame, found)
        return self._climbed(frame, found, attributed)

    def score(self, frame: Frame, status: Status) -> float:
        """The factuality of a predicate on the unified scale: what the words say and what the model makes of it."""
        return MODEL_WEIGHT * self._analysis.factuality[frame.word] + WORDS_WEIGHT * status.value

    def weighed(self, frame: Frame, status: Status) -> Status:
        """The status with the model's doubts, where no word says anything but fact."""
        if status.modality not in (None, "actual", "ongoing") or status.value < 3:
            return status
        score = self.score(frame, status)
        return replace(status, certainty=3 if score >= 2 else 2 if score >= 1 else 1)

    def _considered(self, frame: Frame) -> Status:
        """ "is considering a response": what is weighed is not done."""
        if frame.kind == "V" and self._frames.lemma(frame.word) in WEIGHING:
            return Status("possible", 1)
        return Status()

    def local(self, verb: int, attributed: bool = False) -> Status:
        """What the verb's own auxiliaries, adverbs and conditions say."""
        holder = self._auxiliary_holder(verb)
        status = self._tense(holder, verb, attributed)
        words = self._words_at(holder) | (self._words_at(verb) if verb != holder else set())
        if words & UNSURE:
            status = Status("possible", 1, status.negative)
        elif words & LIKELY:
            status = status.under("expected", 2, False)
        elif words & HEARSAY:
            status = replace(status, certainty=min(status.certainty, 2))
        if self._negated(verb) or (holder != verb and self._negated(holder)):
            status = replace(status, negative=not status.negative)
        if status.modality not in (None, "ongoing", "requested") and (
            self._conditioned(verb) or self._conditioned(holder)
        ):
            status = Status("conditional", 0, status.negative)
        return status

    def _tense(self, holder: int, verb: int, attributed: bool) -> Status:
        auxiliaries = self._auxiliaries(holder)
        if auxiliaries & FUTURE:
            return Status("planned", 2)
        if auxiliaries & POSSIBLE:
            return Status("possible", 1)
        if auxiliaries & OBLIGED:
            return Status("requested", 0)
        if auxiliaries & {"would", "'d"}:
            return self._would(holder, auxiliaries, attributed)
        if self._infinitive(verb) and (self._analysis.heads[verb] < 0 or "be" in auxiliaries):
            return Status("planned", 2)
        if "be" in auxiliaries and self._analysis.xpos[verb] == "VBG":
            return Status("ongoing", 3)
        return Status()

    def _would(self, verb: int, auxiliaries: set[str], attributed: bool) -> Status:
        """Future in the past under a report, else a hypothesis."""
        if "have" in auxiliaries:
            return Status("conditional", 0)
        relation = self._analysis.deprels[verb]
        if relation in ("ccomp", "conj") or self._reported(verb) or (attributed and relation != "acl:relcl"):
            return Status("planned", 2)
        return Status("conditional", 1)

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

    def _auxiliaries(self, verb: int) -> set[str]:
        analysis = self._analysis
        kids = analysis.dependents(verb, "aux", "cop")
        forms = {analysis.forms[k].lower().replace(APOSTROPHE, "'") for k in kids}
        return forms | {analysis.lemmas[k].lower() for k in kids}

    def _words_at(self, verb: int) -> set[str]:
        return {self._analysis.lemmas[c].lower() for c in self._analysis.dependents(verb, "advmod")}

    def _infinitive(self, verb: int) -> bool:
        analysis = self._analysis
        return any(analysis.forms[c].lower() == "to" for c in analysis.dependents(verb, "mark"))

    def _negated(self, verb: int) -> bool:
        analysis = self._analysis
        for child in analysis.children[verb]:
            lemma = analysis.lemmas[child].lower().replace(APOSTROPHE, "'")
            relation = analysis.deprels[child]
            if relation in ("advmod", "cc", "cc:preconj") and (lemma in NEGATIONS or self._no_longer(child, lemma)):
                return True
            if relation in ("nsubj", "nsubj:pass", "obj") and (lemma in NEGATIVE_SUBJECTS or self._negated_noun(child)):
                return True
            if relation == "mark" and lemma == "without":
                return True
        return False

    def _no_longer(self, word: int, lemma: str) -> bool:
        analysis = self._analysis
        return lemma == "long" and any(analysis.lemmas[c].lower() == "no" for c in analysis.children[word])

    def _is_any(self, noun: int) -> bool:
        return any(self._analysis.lemmas[c].lower() == "any" for c in self._analysis.dependents(noun, "det"))

    def _negated_noun(self, noun: int) -> bool:
        analysis = self._analysis
        return any(
            (analysis.deprels[c] == "det" and analysis.lemmas[c].lower() in ("no", "neither"))
            or (analysis.deprels[c] == "case" and analysis.lemmas[c].lower() == "without")
            for c in analysis.children[noun]
        )

    def _conditioned(self, verb: int) -> bool:
        """Whether a condition hangs on the verb."""
        return any(self._is_condition(child) for child in self._analysis.dependents(verb, "advcl"))

    def _conditioned_after(self, head: int, word: int) -> bool:
        """Whether a condition read with the verb of saying stands behind what is said, to which it belongs."""
        return any(c > word and self._is_condition(c) for c in self._analysis.dependents(head, "advcl"))

    def _is_condition(self, clause: int) -> bool:
        analysis = self._analysis
        if not CONDITIONAL_MARKS.isdisjoint(self._frames.cases(clause)):
            return True
        first = analysis.subtree_edges[clause][0]
        return analysis.lemmas[first].lower() == "should" and analysis.heads[first] == clause

    def _light_effect(self, frame: Frame, status: Status) -> Status:
        """ "planned an attack", "rallies were planned": the light verb itself may say that it is to come."""
        if frame.kind != "N":
            return status
        effect = self._frames.ontology.embedding_of(self._frames.lemma(frame.clause), "V")
        if (
            effect is None
            or effect.negative
            or frame.clause == frame.word
            or effect.modality in ("promised", "requested")
        ):
            return status
        return self._embedded(status, effect)

    def _as_subject(self, noun: int, status: Status) -> Status:
        """Bare "further strikes may follow": what has no article and a modal verb is itself still to come."""
        analysis = self._analysis
        verb = analysis.heads[noun]
        if verb < 0 or analysis.dependents(noun, "det", "nmod:poss") or analysis.upos[verb] != "VERB":
            return status
        around = self.local(verb)
        if around.modality in (None, "ongoing", "requested"):
            return status
        return status.under(around.modality, around.certainty, False)

    def _climbed(self, frame: Frame, status: Status, attributed: bool) -> Status:
        analysis = self._analysis
        word, nominal = frame.clause, frame.kind == "N" and frame.clause == frame.word
        for _ in range(MAX_STEPS):
            head, relation = analysis.heads[word], analysis.deprels[word]
            if head < 0 or relation in ("acl:relcl", "parataxis", "appos"):
                break
            if nominal and relation in ("nsubj", "nsubj:pass"):
                return self._as_subject(word, status)
            if relation == "conj":
                word = head
                continue
            if relation == "advcl" and not self._frames.is_complement(word):
                return self._adverbial(word, head, status, attributed)
            if relation not in _COMPLEMENTS and relation != "advcl" and not (nominal and relation in _NOMINAL):
                break
            effect = self._effect(word, head, relation)
            if effect is None and (nominal or relation in ("ccomp", "csubj")):
                return self._asked_whether(word, status)
            status = self._embedded(status, effect)
            status = self._in_matrix(status, head, effect, attributed)
            word, nominal = head, analysis.upos[head] == "NOUN"
        return status

    def _effect(self, word: int, head: int, relation: str) -> Embedding | None:
        kind: Kind = "N" if self._analysis.upos[head] in ("NOUN", "PROPN") else "V"
        lemma = self._frames.lemma(head)
        if relation in _NOMINAL and kind == "V" and lemma not in EMBEDDED_OBJECTS:
            called_for = (
                relation == "obl" and lemma in ("call", "appeal", "push", "press") and "for" in self._frames.cases(word)
            )
            return self._frames.ontology.embedding_of("demand", "V") if called_for else None
        if relation in _NOMINAL and kind == "N" and "by" in self._frames.cases(word):
            return None
        effect = self._frames.ontology.embedding_of("prevent" if "from" in self._frames.cases(word) else lemma, kind)
        if lemma == "deny" and "DEMAND" in self._frames.labels(word):
            return None
        if lemma == "rule" and not self._analysis.dependents(head, "compound:prt", "advmod"):
            return None
        if effect is None and self._infinitive(word) and self._is_open(head, relation):
            return IRREALIS
        if relation == "ccomp" and effect is not None and effect.modality == "requested":
            return effect if self._analysis.xpos[word] == "VB" and not self._auxiliaries(word) - OBLIGED else None
        return effect

    def _is_open(self, head: int, relation: str) -> bool:
        """Whether an infinitive under an unknown word is only imagined: "a tool to", "hard to", but not "able to"."""
        if self._analysis.upos[head] == "ADJ":
            return self._frames.lemma(head) not in ("able", "first", "last", "only")
        return relation == "acl" and self._analysis.upos[head] == "NOUN"

    def _embedded(self, status: Status, effect: Embedding | None) -> Status:
        if effect is None:
            return status
        modality = None if effect.modality == "actual" else effect.modality
        return status.under(modality, effect.certainty, effect.negative)

    def _in_matrix(self, status: Status, head: int, effect: Embedding | None, attributed: bool) -> Status:
        """What the matrix verb's own modals do: "may agree to", "did not rule out", "would attack only if"."""
        if self._analysis.upos[head] == "NOUN":
            return status
        around = self.local(head, attributed)
        if effect is not None and effect.negative and around.negative:
            return self._denial_denied(head, status)
        if around.modality == "conditional" or (status.modality not in (None, "actual") and self._conditioned(head)):
            return Status("conditional", 0, status.negative != around.negative)
        if status.modality is None:
            return status.under(around.modality, around.certainty, around.negative)
        return status.under(None, around.certainty, around.negative)

    def _denial_denied(self, head: int, status: Status) -> Status:
        """ "did not rule out sending" leaves it open; "did not deny sending" admits it."""
        if self._frames.lemma(head) == "deny":
            return Status(None, 2, False)
        return Status("possible", 1, False)

    def _adverbial(self, word: int, head: int, status: Status, attributed: bool) -> Status:
        marks = self._frames.cases(word)
        if self._is_condition(word) or not {"whether"}.isdisjoint(marks):
            return Status("conditional", 0, status.negative)
        if self._infinitive(word):
            return status.under("planned", 1, False)
        controlled = {"of", "for", "from", "into"} & set(marks)
        effect = self._effect(word, head, "xcomp") if controlled else None
        if effect is not None:
            return self._in_matrix(self._embedded(status, effect), head, effect, attributed)
        if not marks and self._analysis.xpos[word] == "VBG" and status.modality is None:
            around = self.local(head, attributed)
            return status.under(around.modality, around.certainty, False)
        return status

    def _asked_whether(self, word: int, status: Status) -> Status:
        head = self._analysis.heads[word]
        if status.modality in ("planned", "possible", "expected") and self._conditioned_after(head, word):
            return Status("conditional", 0, status.negative)
        if {"whether", "if"}.isdisjoint(self._frames.cases(word)):
            return status
        return Status("possible", 0, False)


_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "acl"})
_NOMINAL = frozenset({"obj", "nsubj:pass", "obl", "nmod"})
