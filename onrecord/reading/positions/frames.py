"""Which words fill the arguments of a stance word: its object, infinitive, that-clause or prepositional phrase."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from onrecord.knowledge.stances import StanceEntry, StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, matches


@dataclass(frozen=True, slots=True)
class Fit:
    """The head of the matter and the word for who may or must.

    `inner`: the matter is the holder's own deed; `whole`: it is the clause of the stance word itself.
    """

    matter: int
    beneficiary: int | None = None
    inner: bool = False
    whole: bool = False


_SHY_MARKERS: Final = frozenset({"if", "whether", "unless", "provided", "lest", "as if", "in case"})
_TO_BE: Final = frozenset({"is", "are", "was", "were"})
_SCHEDULED: Final = frozenset({"due", "set", "scheduled", "poised", "slated"})
_STEPS: Final = ("policy", "restriction", "permission", "regulation", "pact", "law")
_WIDER: Final = {"policy": _STEPS, "option": ("option", *_STEPS)}
_GERUND_MARKERS: Final = frozenset({"", "after", "while", "when", "by", "before", "since"})


class Frames:
    """Fits entries of the stance lexicon to the words of one report, and answers what they share."""

    def __init__(self, analysis: Analysis, lexicon: StanceLexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.timed = {word for timex in analysis.timexes for word in range(*timex.words)}
        self._frames: dict[str, Callable[[int, StanceEntry, bool], Fit | None]] = {
            "obj+inf": self._object_infinitive,
            "obj+from": self._object_from,
            "inf": self._infinitive,
            "ger": self._gerund,
            "that": self._that,
            "dative": self._dative,
            "obj": self._object,
            "whether": self._whether,
        }

    def fit(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        """The arguments of a stance word in the first of its frames that the tree fills, or None."""
        for name, frame in self._frames.items():
            if name in entry.frames:
                fit = frame(word, entry, passive)
                if fit is not None:
                    return fit
        if "clause" in entry.frames:
            fit = self._infinitive(word, entry, passive)
            if fit is not None:
                return replace(fit, inner=True)
        for matter in tree.prepositional(self.analysis, word, entry.prepositions) if entry.prepositions else ():
            if self.is_class(matter, entry.object_class) and matter not in self.timed:
                told = self._told_to(word, matter) if entry.stance == "demands" else None
                return Fit(matter) if told is None else Fit(told, matter)
        return self._addressed(word, entry) or self._own_future(word, entry) or self._bare(word, entry)

    def _told_to(self, word: int, nominal: int) -> int | None:
        """What somebody is called on to do ("called for the mayor to step down"), or None for a thing called for."""
        actor = self.analysis.upos[nominal] == "PROPN" or self.is_class(nominal, "actor")
        clauses = [*self.analysis.dependents(nominal, "acl"), *self.clauses(word)] if actor else []
        return next((c for c in clauses if c > nominal and self.is_infinitive(c)), None)

    def _object(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        for obj in self.objects(word, passive):
            if self.is_class(obj, entry.object_class) and not self._is_asked_about(obj):
                return self._matter_of(word, obj, entry, passive)
        return None

    def _matter_of(self, word: int, obj: int, entry: StanceEntry, passive: bool) -> Fit:
        """The object; of a restriction rather what it restricts, and where that is not said the whole deed."""
        if entry.object_class not in ("restriction", "regulation", "gate"):
            return Fit(obj, self.dative_of(word))
        if entry.object_class != "gate":
            for kept in tree.prepositional(self.analysis, obj, ("on", "against", "over")):
                if self.analysis.xpos[kept] == "VBG" or self.is_class(kept, "act"):
                    return Fit(kept, self.dative_of(word))
        whole = entry.stance == "permits" and not passive
        return Fit(word if whole else obj, self.dative_of(word), whole=whole)

    def _is_asked_about(self, nominal: int) -> bool:
        """ "(said) how much money it will pledge": an open question, not a matter."""
        words = [nominal, *self.analysis.children[nominal]]
        words += [c for w in self.analysis.dependents(nominal, "amod") for c in self.analysis.children[w]]
        return any(self.analysis.xpos[w] in ("WDT", "WRB", "WP") and w <= nominal for w in words)

    def _dative(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        receiver = self.dative_of(word)
        things = [o for o in self.analysis.dependents(word, "obj") if self.is_class(o, entry.object_class)]
        if receiver is not None and things and things[-1] != receiver:
            return Fit(things[-1], receiver)
        if passive and things:
            subject = self.analysis.dependents(word, "nsubj")
            return Fit(things[0], subject[0] if subject else None)
        return None

    def _object_infinitive(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        objects = self.objects(word, passive) or self.analysis.dependents(word, "iobj")
        for verb in self.clauses(word):
            own = self.analysis.dependents(verb, "nsubj")
            if (self.is_infinitive(verb) or self._is_bare_verb(verb)) and (objects or own):
                return Fit(verb, objects[0] if objects else own[0])
            if (
                entry.stance == "demands"
                and objects
                and self.analysis.deprels[verb] == "xcomp"
                and self.analysis.xpos[verb] in ("VBN", "VBG")
            ):
                return Fit(verb, objects[0])
        for obj in objects[-1:] if entry.stance == "demands" else ():
            wished = [c for c in self.analysis.dependents(obj, "acl") if c > obj and self.is_infinitive(c)]
            if wished:
                return Fit(wished[0], obj)  # "wants the plants to stay open", taken by the parser for one noun
        return None

    def _object_from(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        objects = self.objects(word, passive)
        for matter in tree.prepositional(self.analysis, word, ("from",)) if objects else ():
            if self.analysis.xpos[matter] == "VBG" or self.lexicon.is_a(tree.lemma(self.analysis, matter), "act"):
                return Fit(matter, objects[0])
        return None

    def _infinitive(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        if self.analysis.dependents(word, "obj") and entry.stance not in (
            "considers",
            "commits",
            "threatens",
            "demands",
        ):
            return None
        own = entry.stance == "commits" and not self.analysis.dependents(word, "obj")
        for verb in self.clauses(word):
            if self.is_infinitive(verb) and (self.analysis.deprels[verb] != "advcl" or "clause" in entry.frames or own):
                if entry.stance == "refuses" and self.is_silence(verb):
                    return None
                return Fit(verb, inner=entry.stance == "commits")
        return None

    def _gerund(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        for verb in [*self.clauses(word), *self.analysis.dependents(word, "obj")]:
            if self.analysis.xpos[verb] != "VBG" or verb < word or self.analysis.deprels[verb] == "advcl":
                continue
            if tree.cases(self.analysis, verb) in ("", "from"):
                return Fit(verb)
        return None

    def _whether(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        for verb in self.analysis.dependents(word, "ccomp", "xcomp", "advcl"):
            if verb > word and any(tree.form(self.analysis, c) == "whether" for c in self.analysis.children[verb]):
                return Fit(verb)
        return None

    def _that(self, word: int, entry: StanceEntry, passive: bool) -> Fit | None:
        for verb in self.analysis.dependents(word, "ccomp"):
            if verb <= word or (not tree.is_finite(self.analysis, verb) and not self._is_subjunctive(verb)):
                continue
            if not self._is_wished(verb, entry.stance):
                continue
            return Fit(verb)
        return None

    def _addressed(self, word: int, entry: StanceEntry) -> Fit | None:
        if not entry.addressed:
            return None
        addressees = tree.prepositional(self.analysis, word, entry.addressed)
        for verb in self.clauses(word) if addressees else ():
            if self.is_infinitive(verb):
                return Fit(verb, addressees[0])
        for addressee in addressees:
            for verb in self.analysis.dependents(addressee, "acl"):
                if self.is_infinitive(verb):
                    return Fit(verb, addressee)
        return None

    def _own_future(self, word: int, entry: StanceEntry) -> Fit | None:
        """ "Warned it would strike": a threat only where the subject of the warning is to act."""
        if "own" not in entry.frames:
            return None
        for verb in self.analysis.dependents(word, "ccomp"):
            subject = self.analysis.dependents(verb, "nsubj")
            if (
                subject
                and tree.form(self.analysis, subject[0]) in ("it", "he", "she", "they", "we", "i")
                and set(tree.auxiliaries(self.analysis, verb)) & {"will", "would", "could", "may", "might"}
            ):
                return Fit(verb)
        return None

    def _bare(self, word: int, entry: StanceEntry) -> Fit | None:
        if "bare" not in entry.frames or tree.is_passive(self.analysis, word):
            return None
        if self.analysis.dependents(word, "obj", "ccomp", "xcomp", "obl"):
            return None
        return Fit(word) if self.analysis.dependents(word, "nsubj") else None

    def is_asserted(self, word: int) -> bool:
        """Whether the clause is put forward: not an "if", a question, or a bare infinitive or gerund of its own."""
        analysis = self.analysis
        sentence = analysis.sentences[analysis.sentence_of[word]]
        if analysis.forms[sentence[1] - 1] == "?":
            return False
        rel = analysis.deprels[word]
        if rel == "acl:relcl" and self.is_restrictive_subject(word):
            return False
        if rel == "acl" and analysis.xpos[word] in ("VBN", "VBD") and analysis.forms[word - 1] not in (",", "-", "—"):
            return False
        if rel == "advcl" and tree.marker(analysis, word) == "because":
            return False
        if rel == "advcl" and tree.marker(analysis, word) == "as" and not analysis.dependents(word, "nsubj"):
            return False
        if rel == "amod" or (
            rel in ("nsubj", "csubj", "obj", "obl", "nmod", "compound") and analysis.upos[word] == "VERB"
        ):
            return False
        gerund = analysis.xpos[word] == "VBG" and rel in ("advcl", "acl") and not analysis.dependents(word, "aux")
        if gerund and tree.cases(analysis, word) not in _GERUND_MARKERS:
            return False
        clause = word
        while clause >= 0:
            if self._is_supposed(clause):
                return False
            clause = analysis.heads[clause]
        return True

    def is_restrictive_subject(self, word: int) -> bool:
        """ "Officers who demanded": tells which people are meant, not what they hold."""
        analysis = self.analysis
        subject = analysis.dependents(word, "nsubj")
        start = analysis.subtree_edges[word][0]
        if not subject or tree.form(analysis, subject[0]) not in tree.RELATIVES or analysis.forms[start - 1] == ",":
            return False
        head = analysis.heads[word]
        return analysis.upos[head] != "PROPN" and not self.lexicon.is_a(tree.lemma(analysis, head), "document")

    def _is_supposed(self, clause: int) -> bool:
        start = self.analysis.subtree_edges[clause][0]
        opening = tree.form(self.analysis, start) if start < clause else ""
        return opening in ("whether", "unless") or tree.marker(self.analysis, clause) in _SHY_MARKERS

    def is_bare_infinitive_complement(self, word: int) -> bool:
        """Whether the verb is an infinitive that only names what another word speaks of."""
        rel = self.analysis.deprels[word]
        above = word
        while rel == "conj" and not self.analysis.dependents(above, "nsubj", "aux", "mark"):
            above = self.analysis.heads[above]
            rel = self.analysis.deprels[above]
        if not self.is_infinitive(above):
            return False
        return not self.is_planned(above)

    def is_infinitive(self, word: int) -> bool:
        """Whether the word heads a clause with "to"."""
        return self.analysis.upos[word] in ("VERB", "AUX", "ADJ", "NOUN") and any(
            tree.form(self.analysis, c) == "to" and self.analysis.upos[c] == "PART"
            for c in self.analysis.children[word]
        )

    def _is_bare_verb(self, word: int) -> bool:
        return self.analysis.xpos[word] == "VB" and not self.analysis.dependents(word, "aux", "mark")

    def _is_subjunctive(self, word: int) -> bool:
        if self.analysis.xpos[word] == "VB":
            return True
        helpers = [c for c in self.analysis.dependents(word, "aux", "cop") if c < word]
        return bool(helpers) and all(tree.form(self.analysis, c) == "be" for c in helpers)

    def _is_wished(self, verb: int, stance: str) -> bool:
        """Whether a that-clause says what is to be done, as the stance asks: a call, or an announcement."""
        if tree.marker(self.analysis, verb) in _SHY_MARKERS:
            return False
        if stance in ("demands", "supports", "requires"):
            return self.is_call(verb)
        if stance == "commits":
            return bool(set(tree.auxiliaries(self.analysis, verb)) & tree.FUTURE) or self.is_call(verb)
        return True

    def is_call(self, word: int) -> bool:
        """Whether a that-clause says what should be done, not what is so."""
        modals = set(tree.auxiliaries(self.analysis, word)) - {"be"}
        return (self._is_subjunctive(word) and not modals) or bool(modals & {"should", "must", "ought"})

    def is_silence(self, verb: int) -> bool:
        """Whether the verb is one of not speaking ("declined to comment"), which is no position."""
        return self.lexicon.is_a(tree.lemma(self.analysis, verb), "silence")

    def has_particle(self, word: int, particle: str) -> bool:
        """Whether the word has the particle or preposition of its entry ("rule out")."""
        parts = particle.split(" ")
        following = [
            tree.form(self.analysis, c)
            for c in self.analysis.children[word]
            if matches(self.analysis.deprels[c], ("compound", "advmod", "obl", "case"))
        ]
        return parts[0] in following

    def clauses(self, word: int) -> list[int]:
        """The clauses that follow the word as its complements."""
        return [c for c in self.analysis.dependents(word, "xcomp", "ccomp", "advcl") if c > word]

    def objects(self, word: int, passive: bool) -> list[int]:
        """What the word is done to: its objects, or the subject of a passive."""
        analysis = self.analysis
        if not passive:
            found = [tree.antecedent(analysis, obj, word) for obj in analysis.dependents(word, "obj")]
            if not found and analysis.deprels[word] == "acl:relcl" and self._has_own_subject(word):
                return [analysis.heads[word]]  # "a step the ministry opposes"
            if not found and analysis.dependents(word, "compound:prt"):
                found = [c for c in analysis.dependents(word, "obl") if c > word and not tree.cases(analysis, c)]
            return found
        own = analysis.dependents(word, "nsubj")
        if not own and analysis.deprels[word] in ("acl", "acl:relcl"):
            return [analysis.heads[word]]
        return [tree.antecedent(analysis, own[0], word)] if own else tree.subjects(analysis, word)[:1]

    def _has_own_subject(self, word: int) -> bool:
        subject = self.analysis.dependents(word, "nsubj")
        return bool(subject) and tree.form(self.analysis, subject[0]) not in tree.RELATIVES

    def dative_of(self, word: int) -> int | None:
        """Who gets what the word gives: an indirect object, or a name after "to" or "for"."""
        objects = self.analysis.dependents(word, "obj")
        found = self.analysis.dependents(word, "iobj") or (objects[:1] if len(objects) > 1 else [])
        found += [c for c in tree.prepositional(self.analysis, word, ("to", "for")) if self.analysis.upos[c] == "PROPN"]
        return found[0] if found else None

    def agents(self, word: int) -> list[int]:
        """Who does it in a passive: the phrases with "by"."""
        found = [c for c in self.analysis.dependents(word, "obl:agent") if tree.cases(self.analysis, c) in ("by", "")]
        return found or [c for c in tree.prepositional(self.analysis, word, ("by",)) if self.analysis.upos[c] != "VERB"]

    def is_class(self, word: int, name: str) -> bool:
        """Whether the word, or a noun it stands for, is of the lexicon's class; the empty class holds everything."""
        if not name:
            return True
        for head in self.heads_of(word):
            if name == "actor":
                if self.analysis.upos[head] == "PROPN" or self.lexicon.is_a(tree.lemma(self.analysis, head), "office"):
                    return True
            elif any(self.lexicon.is_a(tree.lemma(self.analysis, head), one) for one in _WIDER.get(name, (name,))):
                return True
            elif name == "plan" and self.analysis.dependents(head, "nummod"):
                return True  # so much money, so many troops
        return False

    def heads_of(self, word: int) -> list[int]:
        """The word, what it is a part of ("a series of curbs"), and what is coordinated with it."""
        analysis = self.analysis
        found = [word, *analysis.dependents(word, "conj")]
        if self.lexicon.is_a(tree.lemma(analysis, word), "partitive") or analysis.upos[word] in ("NUM", "DET"):
            found += tree.prepositional(analysis, word, ("of",))
        if tree.form(analysis, word) == "what":  # "what it called a sensible decision"
            found += [c for v in analysis.dependents(word, "acl") for c in analysis.dependents(v, "obj", "xcomp")]
        return found

    def is_planned(self, word: int) -> bool:
        """Whether an infinitive tells what is going to be done: "is to sell", "is due to", "is going to"."""
        head = self.analysis.heads[word]
        if any(tree.form(self.analysis, c) in _TO_BE for c in self.analysis.dependents(word, "cop", "aux")):
            return self.is_infinitive(word)
        if head < 0 or self.analysis.deprels[word] != "xcomp" or not self.is_infinitive(word):
            return False
        if tree.form(self.analysis, head) == "going":
            return True
        return tree.form(self.analysis, head) in _SCHEDULED and self.analysis.upos[head] in ("ADJ", "VERB")
