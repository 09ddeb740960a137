"""Stances that verbs express: by their meaning, by a modal ("will send"), or in a fixed phrase."""

from collections.abc import Iterator
from typing import Final

from onrecord.knowledge.stances import NEGATED
from onrecord.reading import tree
from onrecord.reading.analysis import matches
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.frames import Fit, Frames
from onrecord.reading.positions.idioms import called_off, condition, goes_to_court, warning
from onrecord.records import PositionStance

_RETORTS: Final = frozenset({"retaliate", "respond", "reciprocate", "avenge"})
_DEADLINES: Final = frozenset({"hour", "day", "week", "month", "deadline", "ultimatum", "minute", "year"})
_OPEN_IF_CONDITIONAL: Final = frozenset({"forbids", "refuses"})
_OPEN_ONLY_IF: Final = _OPEN_IF_CONDITIONAL | {"permits", "supports"}
_WITHHELD: Final = frozenset("go continue come meet attend use travel visit change improve speak let keep play".split())
_REQUESTS: Final = frozenset("request demand appeal call offer plea ultimatum application entreaty petition".split())
_THROUGH: Final = frozenset({"permits", "forbids", "requires", "supports", "opposes", "refuses", "demands"})


class VerbStances:
    """Reads the stances of verbs."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.analysis = frames.analysis
        self.lexicon = frames.lexicon

    def read(self, word: int, lemma: str) -> Iterator[Candidate]:
        """The positions that the verb expresses: by a special reading, else by the frames of its lexicon entries."""
        special = self._idiom(word, lemma) or self._backing(word, lemma) or warning(self.frames, word, lemma)
        special = special or self._naming(word, lemma) or self._ruled_out(word) or called_off(self.frames, word, lemma)
        if special:
            yield special
            return
        if self.frames.is_bare_infinitive_complement(word):
            return
        read = self._stance_of(word, lemma)
        if read is not None:
            yield from self._candidate(word, *read)
            return
        yield from self._future(word, lemma)

    def _stance_of(self, word: int, lemma: str) -> tuple[PositionStance, Fit, str] | None:
        passive = tree.is_passive(self.analysis, word)
        for entry in self.lexicon.verbs.get(lemma, ()):
            if entry.particle and not self.frames.has_particle(word, entry.particle):
                continue
            fit = self.frames.fit(word, entry, passive)
            if fit is None:
                continue
            if "clause" in entry.frames and self._is_open(fit.matter):
                return "considers", fit, "verb"
            asked = entry.stance == "opposes" and tree.lemma(self.analysis, fit.matter) in _REQUESTS
            if asked and fit.matter != word and lemma in ("reject", "turn", "rebuff", "spurn"):
                return "refuses", fit, "verb"
            if "clause" in entry.frames or (entry.stance == "commits" and fit.inner):
                return self.through(word, fit, "clause" in entry.frames)
            return entry.stance, fit, "verb"
        return None

    def through(self, word: int, fit: Fit, transparent: bool) -> tuple[PositionStance, Fit, str]:
        """The stance of "decided to ban", "agreed to allow": that of the inner verb, else a commitment."""
        inner = fit.matter
        if tree.is_negated(self.analysis, inner):
            return "refuses", fit, "verb"
        lemma = tree.lemma(self.analysis, inner)
        if not transparent and self.lexicon.is_a(lemma, "halting"):
            return "commits", fit, "verb"  # "agreed to stop fighting": one's own doing ends
        if lemma in _RETORTS:
            return "threatens", fit, "verb"
        read = self._stance_of(inner, lemma)
        if read is not None and read[0] in _THROUGH:
            return read[0], read[1], "through"
        return "commits", fit, "verb"

    def _candidate(self, word: int, stance: PositionStance, fit: Fit, kind: str) -> Iterator[Candidate]:
        analysis = self.analysis
        passive = tree.is_passive(analysis, word)
        if passive and set(tree.auxiliaries(analysis, word)) & {"must", "should", "ought"}:
            yield Candidate(
                trigger=word, clause=word, stance="demands", holders=(), matter=word, kind="must", weight=0.5,
                passive=True,
            )  # fmt: skip
            return
        undecided = stance == "considers" and self._is_open(fit.matter) and tree.is_negated(analysis, word)
        settled = "hesitates" if undecided else self._settled(word, stance)
        if settled is None:
            return
        holders = self.frames.agents(word) if passive else tree.subjects(analysis, word)
        yield Candidate(
            trigger=word, clause=word, stance=settled, holders=tuple(holders), matter=fit.matter,
            kind="deed" if fit.whole else kind, weight=0.8 if holders else 0.5, beneficiary=fit.beneficiary,
            passive=passive,
        )  # fmt: skip

    def _is_open(self, clause: int) -> bool:
        """Whether a clause only asks ("decide whether to stay")."""
        return any(tree.form(self.analysis, c) == "whether" for c in self.analysis.children[clause])

    def _settled(self, word: int, stance: PositionStance) -> PositionStance | None:
        """The stance after negation and modality; None where they leave none."""
        analysis = self.analysis
        if tree.is_no_longer(analysis, word):
            return "permits" if stance in ("forbids", "requires") else NEGATED[stance]
        modals = set(tree.auxiliaries(analysis, word))
        if tree.is_negated(analysis, word):
            if stance in ("forbids", "requires") and modals & tree.FUTURE:
                return "permits"  # "will not ban it" is an announcement, "has not banned it" is none
            return NEGATED[stance]
        if modals & tree.POSSIBLE:
            if "have" in modals:
                return None
            return "considers" if stance in ("permits", "forbids", "requires", "commits", "opposes") else None
        conditional = condition(self.analysis, word) if modals & tree.FUTURE else ""
        if conditional and stance in (_OPEN_ONLY_IF if conditional == "only" else _OPEN_IF_CONDITIONAL):
            return "considers"
        if modals & {"must", "should", "can", "ought"} and not tree.is_passive(analysis, word):
            return None
        return stance

    def _future(self, word: int, lemma: str) -> Iterator[Candidate]:
        """ "Will send", "is to leave", "could cut": a deed that its subject announces, considers or threatens."""
        analysis = self.analysis
        modals = set(tree.auxiliaries(analysis, word))
        negated = tree.is_negated(analysis, word) or tree.is_no_longer(analysis, word)
        if "have" in modals or matches(analysis.deprels[word], ("acl",)):
            return
        obliged = self._obliged(word, modals, negated)
        if obliged is not None:
            yield obliged
            return
        future = bool(modals & tree.FUTURE) or self.frames.is_planned(word)
        if tree.is_passive(analysis, word):
            yield from self._announced(word, lemma, bool(modals & tree.FUTURE), negated)
            return
        kept_up = self._kept_up(word, lemma) if future else None
        if kept_up is not None:
            yield kept_up
            return
        if not self.lexicon.is_a(lemma, "deed") and not (future and self._is_agentive(word, lemma, negated)):
            return
        if not future and not modals & tree.POSSIBLE:
            return
        if self.lexicon.is_a(lemma, "generic") and not self._has_object(word, future):
            return
        stance: PositionStance = "commits" if future else "considers"
        if negated:
            stance = "refuses"
            if not future:
                return
        conditional = condition(self.analysis, word)
        if future and not negated and conditional:
            harmful = self.lexicon.is_a(lemma, "retaliate") or self._uses_force(word, lemma)
            if harmful or conditional == "unless":
                stance = "threatens"
            elif conditional == "only":
                stance = "considers"
        elif future and not negated and (lemma in _RETORTS or goes_to_court(self.analysis, word, lemma)):
            stance = "threatens"
        above = analysis.heads[word]
        if stance == "commits" and analysis.deprels[word] == "ccomp" and tree.lemma(analysis, above) == "warn":
            stance = "threatens"
        holders = tuple(tree.subjects(analysis, word))
        if holders and not self._is_aside(word, future):
            yield Candidate(
                trigger=word, clause=word, stance=stance, holders=holders, matter=word, kind="future",
                weight=0.6 if future else 0.4,
            )  # fmt: skip

    def _uses_force(self, word: int, lemma: str) -> bool:
        objects = self.analysis.dependents(word, "obj") if lemma in ("use", "take", "resort") else ()
        return any(self.lexicon.is_a(tree.lemma(self.analysis, o), "hostility") for o in objects)

    def _is_agentive(self, word: int, lemma: str, negated: bool) -> bool:
        """Whether a verb that is in no list of deeds tells of something its subject decides on."""
        if negated and lemma in _WITHHELD:
            return True
        if "be" in tree.auxiliaries(self.analysis, word):
            return False  # "will be touring": a forecast of what goes on
        if lemma in ("start", "begin", "stop", "keep", "continue"):
            return bool(self.analysis.dependents(word, "xcomp", "obj"))
        return not self.lexicon.is_a(lemma, "undergoing") or bool(self.analysis.dependents(word, "compound:prt"))

    def _announced(self, word: int, lemma: str, future: bool, negated: bool) -> Iterator[Candidate]:
        """ "(said) the offer would not be improved": an announcement by whoever says so."""
        told = (
            self.lexicon.is_a(lemma, "deed")
            or self.lexicon.is_a(lemma, "retaliate")
            or (negated and self._is_agentive(word, lemma, negated))
        )
        if future and told and not self._is_aside(word, True) and not self.frames.agents(word):
            yield Candidate(
                trigger=word, clause=word, stance="refuses" if negated else self._announced_as(word), holders=(),
                matter=word, kind="announced", weight=0.5, passive=True,
            )  # fmt: skip

    def _announced_as(self, word: int) -> PositionStance:
        return "threatens" if condition(self.analysis, word) == "unless" else "commits"

    def _kept_up(self, word: int, lemma: str) -> Candidate | None:
        """ "Will keep fighting the ruling": what one does and means to go on doing."""
        if lemma not in ("keep", "continue", "go"):
            return None
        for inner in self.analysis.dependents(word, "xcomp", "ccomp", "advcl"):
            read = self._stance_of(inner, tree.lemma(self.analysis, inner)) if inner > word else None
            if read is not None and read[0] in ("supports", "opposes", "demands"):
                return Candidate(
                    trigger=word, clause=word, stance=read[0], holders=tuple(tree.subjects(self.analysis, word)),
                    matter=read[1].matter, kind="through", weight=0.7,
                )  # fmt: skip
        return None

    def _is_aside(self, word: int, future: bool) -> bool:
        """ "As many as they could house": a clause of comparison or circumstance announces nothing."""
        if self.analysis.deprels[word] != "advcl":
            return False
        return not future or tree.marker(self.analysis, word) in ("as", "than", "so that", "until", "before", "when")

    def _has_object(self, word: int, future: bool) -> bool:
        """Whether a verb of wide meaning says enough: with an object, or as "might do so" and "could cut output"."""
        if self.analysis.dependents(word, "obj", "compound:prt"):
            away = {tree.form(self.analysis, c) for c in self.analysis.dependents(word, "compound:prt", "advmod")}
            if away & {"off", "back", "down", "up", "out"}:
                return True
            return future or tree.lemma(self.analysis, word) in ("cut", "raise", "reduce", "increase", "lower", "close")
        does_so = any(tree.form(self.analysis, c) in ("so", "likewise") for c in self.analysis.children[word])
        return does_so or (future and tree.lemma(self.analysis, word) in ("leave", "return", "join", "act", "stay"))

    def _obliged(self, word: int, modals: set[str], negated: bool) -> Candidate | None:
        """ "Must stop", "may not profit": somebody else's rule or demand; the holder is whoever says so."""
        if "may" in modals and negated:
            subject = tree.subjects(self.analysis, word)
            return Candidate(
                trigger=word, clause=word, stance="forbids", holders=(), matter=word, kind="rule", weight=0.5,
                beneficiary=subject[0] if subject else None, passive=True,
            )  # fmt: skip
        if modals & {"must", "should", "ought"} and self.analysis.upos[word] == "VERB":
            subject = tree.subjects(self.analysis, word)
            passive = tree.is_passive(self.analysis, word)
            if "must" not in modals and (negated or not subject):
                return None
            return Candidate(
                trigger=word, clause=word, stance="demands", holders=(), matter=word, kind="must", weight=0.4,
                beneficiary=subject[0] if subject and not passive else None, passive=True,
            )  # fmt: skip
        return None

    def _idiom(self, word: int, lemma: str) -> Candidate | None:
        analysis = self.analysis
        objects = analysis.dependents(word, "obj", "iobj", "obl:unmarked")
        stance: PositionStance | None = None
        inner = None
        for nominal in objects:
            noun = tree.lemma(analysis, nominal)
            if (lemma == "give" and noun in _DEADLINES) or (lemma == "reserve" and noun == "right"):
                inner = self._infinitive_after(nominal)
                stance = "demands" if lemma == "give" else "threatens"
        if lemma == "give" and inner is None:
            inner = self._ultimatum(word)
            stance = "demands"
        if lemma == "have" and any(tree.form(analysis, c) == "yet" for c in analysis.children[word]):
            inner = next((c for c in analysis.dependents(word, "xcomp", "ccomp") if self.frames.is_infinitive(c)), None)
            deciding = ("decide", "choose", "approve", "agree", "commit", "make", "accept", "sign", "ratify", "endorse")
            stance = "hesitates" if inner is not None and tree.lemma(analysis, inner) in deciding else None
        if stance is not None and inner is not None:
            return Candidate(
                trigger=word, clause=word, stance=stance, holders=tuple(tree.subjects(analysis, word)), matter=inner,
                kind="idiom", weight=0.8, beneficiary=self.frames.dative_of(word) if stance == "demands" else None,
            )  # fmt: skip
        if (
            lemma == "make"
            and objects
            and any(
                tree.lemma(analysis, c) in ("condition", "precondition", "prerequisite", "requirement")
                for c in analysis.dependents(word, "xcomp", "obj")
            )
        ):
            return Candidate(
                trigger=word, clause=word, stance="requires", holders=tuple(tree.subjects(analysis, word)),
                matter=objects[0], kind="idiom", weight=0.8,
            )  # fmt: skip
        return None

    def _ultimatum(self, word: int) -> int | None:
        """The infinitive after a time limit further on ("gave the men who held the port a day to leave")."""
        end = self.analysis.sentences[self.analysis.sentence_of[word]][1]
        for later in range(word + 1, end):
            if tree.lemma(self.analysis, later) in _DEADLINES and self.analysis.upos[later] == "NOUN":
                return self._infinitive_after(later)
        return None

    def _backing(self, word: int, lemma: str) -> Candidate | None:
        """ "Threw its weight behind the plan", "put their backing behind it"."""
        analysis = self.analysis
        if lemma not in ("throw", "put", "lend", "swing", "place"):
            return None
        objects = analysis.dependents(word, "obj")
        if not any(tree.lemma(analysis, o) in ("weight", "support", "backing", "authority") for o in objects):
            return None
        backed = [
            child
            for above in (word, *objects)
            for child in analysis.children[above]
            if child > word and tree.cases(analysis, child) == "behind"
        ]
        if not backed:
            return None
        return Candidate(
            trigger=word, clause=word, stance="supports", holders=tuple(tree.subjects(analysis, word)),
            matter=backed[0], kind="idiom", weight=0.8,
        )  # fmt: skip

    def leaning(self, word: int) -> Iterator[Candidate]:
        """ "Is against the plan", "was not in favour of it", "is behind the bid"."""
        analysis = self.analysis
        if not analysis.dependents(word, "cop"):
            return
        case = tree.cases(analysis, word)
        stance: PositionStance | None = None
        matter = word
        if case == "against":
            stance = "opposes"
        elif case == "in" and tree.lemma(analysis, word) in ("favour", "favor"):
            found = tree.prepositional(analysis, word, ("of",))
            stance, matter = "supports", found[0] if found else word
        negated = tree.is_negated(analysis, word) or any(
            tree.form(analysis, left) in tree.NEGATIONS for left in range(max(0, word - 4), word)
        )
        subjects = tree.subjects(analysis, word)
        if stance is None or not subjects or matter == subjects[0]:
            return
        yield Candidate(
            trigger=word, clause=word, stance="opposes" if negated and stance == "supports" else stance,
            holders=tuple(subjects), matter=matter, kind="verdict", weight=0.7,
        )  # fmt: skip

    def _infinitive_after(self, noun: int) -> int | None:
        """The "to" infinitive that follows a noun at once ("48 hours to leave"), wherever the parser has hung it."""
        analysis = self.analysis
        if noun + 2 < len(analysis) and analysis.upos[noun + 1] == "PART" and analysis.upos[noun + 2] == "VERB":
            return noun + 2
        return None

    def _naming(self, word: int, lemma: str) -> Candidate | None:
        """ "Called the decision dangerous": a judgement on something to be done."""
        if not self.lexicon.is_a(lemma, "naming"):
            return None
        analysis = self.analysis
        for obj in analysis.dependents(word, "obj", "nsubj:pass")[:1]:
            named = [*analysis.dependents(word, "xcomp"), *tree.prepositional(analysis, word, ("as",))]
            named += tree.prepositional(analysis, obj, ("as",))
            judged = next((v for v in map(self.verdict, named) if v), None)
            if judged and self.frames.is_class(obj, "policy"):
                holders = self.frames.agents(word) if tree.is_passive(analysis, word) else tree.subjects(analysis, word)
                return Candidate(
                    trigger=word, clause=word, stance=judged, holders=tuple(holders), matter=obj, kind="verdict",
                    weight=0.6,
                )  # fmt: skip
        return None

    def _ruled_out(self, word: int) -> Candidate | None:
        """ "(The sanctions) remain in place / in force": what was forbidden stays so."""
        analysis = self.analysis
        if tree.lemma(analysis, word) not in ("remain", "stay"):
            return None
        subject = analysis.dependents(word, "nsubj")
        inner = [*analysis.dependents(word, "obl"), *analysis.dependents(word, "xcomp")]
        kept = any(tree.lemma(analysis, c) in ("place", "force", "effect") for c in inner)
        if subject and kept and self.lexicon.is_a(tree.lemma(analysis, subject[0]), "restriction"):
            return Candidate(
                trigger=word, clause=word, stance="forbids", holders=(), matter=subject[0], kind="rule", weight=0.5,
                passive=True,
            )  # fmt: skip
        return None

    def judged_subject(self, word: int) -> Iterator[Candidate]:
        """ "(said) the ban was a mistake": held by whoever says so."""
        analysis = self.analysis
        verdict = self.verdict(word, deep=False) if analysis.dependents(word, "cop") else self._effect(word)
        subject = analysis.dependents(word, "nsubj") or analysis.dependents(word, "csubj")
        if verdict and subject and self._is_policy(subject[0]) and self.frames.is_asserted(word):
            effect = not analysis.dependents(word, "cop")
            if analysis.upos[subject[0]] == "PRON" and not (effect and tree.form(analysis, subject[0]) == "it"):
                return  # "it was wrong" may be said of anything
            if not effect and analysis.upos[subject[0]] == "NOUN" and not self._is_rule(subject[0]):
                return
            yield Candidate(
                trigger=word, clause=word, stance=verdict, holders=(), matter=subject[0], kind="said", weight=0.5,
                passive=True,
            )  # fmt: skip

    def _is_policy(self, word: int) -> bool:
        """Whether a subject is something to be done: a measure, or a deed ("making it a crime")."""
        return self.analysis.xpos[word] == "VBG" or self.frames.is_class(word, "policy")

    def _is_rule(self, word: int) -> bool:
        return self.frames.is_class(word, "document") or self.frames.is_class(word, "restriction")

    def _effect(self, word: int) -> PositionStance | None:
        """ "(said) the law would protect farmers": foretelling good or harm of a plan takes sides on it."""
        analysis = self.analysis
        if analysis.upos[word] != "VERB":
            return None
        lemma = tree.lemma(analysis, word)
        if tree.is_passive(analysis, word):
            return "supports" if tree.form(analysis, word) in ("needed", "justified", "warranted") else None
        if not set(tree.auxiliaries(analysis, word)) & {"will", "would", "could"} or tree.is_negated(analysis, word):
            return None
        if self.lexicon.is_a(lemma, "benefit") or (lemma in ("go", "move", "press") and self._goes_ahead(word)):
            return "supports"
        return "opposes" if self.lexicon.is_a(lemma, "harm") else None

    def _goes_ahead(self, word: int) -> bool:
        return any(tree.form(self.analysis, child) in ("ahead", "forward") for child in self.analysis.children[word])

    def verdict(self, word: int, deep: bool = True) -> PositionStance | None:
        """The stance that a judgement takes ("unacceptable"), or None; `deep` takes damning words and modifiers too."""
        analysis = self.analysis
        words = [word, *analysis.dependents(word, "amod", "conj")]
        negated = tree.is_negated(analysis, word)
        for w in words:
            lemma = tree.lemma(analysis, w)
            if self.lexicon.is_a(lemma, "negative") or (deep and self.lexicon.is_a(lemma, "damning")):
                return "supports" if negated else "opposes"
            if self.lexicon.is_a(lemma, "positive") and (deep or w == word):
                return "opposes" if negated else "supports"
        return None
