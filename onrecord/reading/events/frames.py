"""A predicate with its arguments in deep order: who does it, whom it touches, whatever the syntax made of it.

Passives, relative clauses, control, coordination and light verbs are undone here, so that the lexicon sees one
frame for "X bombed Y", "Y was bombed by X", "X, which bombed Y" and "X vowed to bomb Y".
"""

from dataclasses import dataclass

from onrecord.knowledge.countries import is_demonym
from onrecord.knowledge.ontology import Condition, Kind, Meaning, Ontology
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.mentions import MentionIndex

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PARTICLES = frozenset({"out", "back", "off", "down", "up", "away", "over", "aside", "in"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
PERSONAL = frozenset({"he", "she", "they", "we", "I", "it", "him", "her", "them", "us", "you"})
CONTAINERS = frozenset({"package", "program", "programme", "regime", "round", "set", "list", "relief", "system"})
QUESTIONING = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
WISHES = frozenset({"want", "need", "like", "expect"})
"""Verbs whose complement is the object's deed where they have one: "want the firm to leave"."""
MAX_DEPTH = 6

Slots = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and the words that fill its slots; `clause` is the verb over an event noun, else the word itself."""

    word: int
    kind: Kind
    clause: int
    slots: Slots
    passive: bool


@dataclass(frozen=True, slots=True)
class _Core:
    """Deep subject and object of a verb."""

    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    receivers: tuple[int, ...]
    passive: bool

    @property
    def surface(self) -> tuple[int, ...]:
        """What stands before the verb."""
        return self.objects if self.passive else self.subjects


class FrameReader:
    """Reads frames off the trees of one analysis; answers are kept, since clauses share subjects."""

    def __init__(
        self,
        analysis: Analysis,
        ontology: Ontology,
        actors: MentionIndex,
        places: MentionIndex,
        speakers: frozenset[str] = frozenset(),
        crowds: frozenset[str] = frozenset(),
    ) -> None:
        self.analysis = analysis
        self.ontology = ontology
        self.actors = actors
        self.places = places
        self._speakers = speakers
        self._crowds = crowds
        self._cores: dict[int, _Core] = {}
        self._lemmas: dict[int, str] = {}
        self._labels: dict[int, frozenset[str]] = {}
        self._names = {analysis.head_of(e.words) for e in analysis.entities if e.label in NAME_LABELS}
        self._sites = {analysis.head_of(e.words) for e in analysis.entities if e.label in PLACE_LABELS}

    def frame(self, word: int, kind: Kind) -> Frame:
        """The frame of a verb, an event noun or a predicative adjective."""
        if kind == "N":
            return self._noun_frame(word)
        core = self.core(word)
        if kind == "A" and core.passive:  # "was disappointed by": who feels it acts
            core = _Core(core.objects, (), core.receivers, False)
        slots = self._verb_slots(word, core)
        if core.passive:
            slots["passive"] = [word]
        return Frame(word, kind, word, slots, core.passive)

    def fits(self, meaning: Meaning, frame: Frame) -> bool:
        """Whether all conditions of a meaning hold."""
        return all(self._holds(condition, frame.slots) for condition in meaning.conditions)

    def meaning(self, frame: Frame) -> Meaning | None:
        """The most specific meaning that fits, or None."""
        lemma = self.analysis.forms[frame.word].lower() if frame.kind == "A" else self.lemma(frame.word)
        for meaning in self.ontology.meanings_of(lemma, frame.kind):
            if self.fits(meaning, frame):
                return meaning
        return None

    def lemma(self, word: int) -> str:
        """The lemma as the tables write it, found by the form where they hold it."""
        if word not in self._lemmas:
            self._lemmas[word] = self._table_lemma(word)
        return self._lemmas[word]

    def _table_lemma(self, word: int) -> str:
        form, tag = self.analysis.forms[word], self.analysis.upos[word]
        if tag in ("VERB", "AUX", "NOUN", "PROPN"):
            kind: Kind = "V" if tag in ("VERB", "AUX") else "N"
            joined = self._hyphenated(word) if kind == "N" else None
            if joined is not None:
                return joined
            return self.ontology.lemma_of(form, self.analysis.lemmas[word], kind)
        return form.lower() if tag == "ADJ" else self.analysis.lemmas[word].lower()

    def _hyphenated(self, word: int) -> str | None:
        """The lemma of "cease-fire", which the words hold as three."""
        if word < 2 or self.analysis.forms[word - 1] != "-":
            return None
        joined = self.analysis.forms[word - 2] + "-" + self.analysis.forms[word]
        return self.ontology.forms.get((joined.lower(), "N"))

    def content(self, word: int) -> int:
        """The noun counted: of "dozens of rebels" and "tens of thousands of rebels" the rebels."""
        for _ in range(3):
            if self.analysis.upos[word] != "NUM" and "QUANTITY" not in self.ontology.classes_of(self.lemma(word)):
                break
            counted = [child for child in self.analysis.dependents(word, "nmod") if "of" in self.cases(child)]
            if not counted:
                break
            word = counted[0]
        return word

    def cases(self, word: int) -> list[str]:
        """The prepositions of a noun, or the marks of a clause."""
        found = [
            self.lemma(child)
            for child in self.analysis.children[word]
            if self.analysis.deprels[child] in _CASE_RELATIONS
        ]
        stray = None if found else tree.stray_preposition(self.analysis, word)
        return found if stray is None else [self.lemma(stray)]

    def conjuncts(self, word: int) -> list[int]:
        """The word and what is coordinated with it."""
        return [word, *self.analysis.dependents(word, "conj")]

    def core(self, verb: int, depth: int = 0) -> _Core:
        """Deep subjects and objects of a verb, found up the tree where the clause leaves them out."""
        if verb not in self._cores:
            found = self._own_core(verb)
            if depth < MAX_DEPTH and not found.surface:
                found = self._inherited(verb, found, depth + 1)
            self._cores[verb] = self._with_shared_object(verb, found)
        return self._cores[verb]

    def _own_core(self, verb: int) -> _Core:
        analysis = self.analysis
        subjects: list[int] = []
        objects: list[int] = []
        receivers: list[int] = []
        passive = False
        for child in analysis.children[verb]:
            relation = analysis.deprels[child]
            if relation in ("nsubj:pass", "csubj:pass"):
                passive = True
                objects.extend(self._antecedent(child, verb))
            elif relation == "nsubj" and not (subjects and child > verb):
                subjects.extend(self._antecedent(child, verb))
            elif relation in ("obj", "nsubj") or (relation == "ccomp" and self._is_bare_noun(child)):
                objects.extend(self._antecedent(child, verb))
            elif relation == "iobj":
                receivers.append(child)
            elif relation == "aux:pass":
                passive = True
        if not passive and not subjects and analysis.deprels[verb] == "acl" and analysis.xpos[verb] == "VBN":
            passive = True
        if passive:
            objects, subjects = objects or subjects, [] if not objects else subjects
            subjects.extend(self._agents(verb))
        elif not objects:
            objects.extend(self._raised_objects(verb))
        return _Core(tuple(subjects), tuple(objects), tuple(receivers), passive)

    def _raised_objects(self, verb: int) -> list[int]:
        """The object of "accused X of lying" and "urged X to go" where it was read as the subject of what follows."""
        effect = self.ontology.embedding_of(self.lemma(verb), "V")
        if effect is None or effect.control != "object":
            return []
        for clause in self.analysis.dependents(verb, "ccomp", "xcomp"):
            if not {"of", "to", "from", "for"}.isdisjoint(self.cases(clause)):
                return self.analysis.dependents(clause, "nsubj")
        return []

    def _is_bare_noun(self, word: int) -> bool:
        """A noun that can be no clause: it has neither copula nor subject."""
        bare = self.analysis.upos[word] in ("NOUN", "PROPN")
        return bare and not self.analysis.dependents(word, "cop", "nsubj")

    def _agents(self, verb: int) -> list[int]:
        children = self.analysis.children[verb]
        marked = [c for c in children if self.analysis.deprels[c] == "obl:agent" and not self._according(c)]
        return marked or [c for c in children if self.analysis.deprels[c] == "obl" and "by" in self.cases(c)]

    def _according(self, word: int) -> bool:
        return any(self.analysis.forms[child].lower() == "according" for child in self.analysis.children[word])

    def _antecedent(self, word: int, verb: int) -> list[int]:
        """The word itself, or what a relative pronoun stands for."""
        analysis = self.analysis
        if analysis.xpos[word] not in RELATIVE_TAGS:
            return [word]
        for ancestor in (verb, *analysis.ancestors(verb)):
            if analysis.deprels[ancestor] == "acl:relcl":
                return [analysis.heads[ancestor]]
            if analysis.deprels[ancestor] not in ("conj", "xcomp", "ccomp"):
                break
        return [word]

    def _inherited(self, verb: int, own: _Core, depth: int) -> _Core:
        given = self._given_subject(verb, depth)
        if own.passive:
            return _Core(own.subjects, given, own.receivers, True)
        return _Core(given, own.objects, own.receivers, False)

    def _given_subject(self, verb: int, depth: int) -> tuple[int, ...]:
        """What the clause around gives as the subject that this clause leaves out."""
        analysis = self.analysis
        head, relation = analysis.heads[verb], analysis.deprels[verb]
        if head < 0:
            return ()
        if relation == "acl:relcl":
            return (head,)
        if relation == "acl":
            return self._noun_clause_subject(verb, head, depth)
        if (
            relation == "xcomp"
            or self.is_complement(verb)
            or (relation in ("advcl", "ccomp") and self._object_controlled(verb, head))
        ):
            return self._controller(head, depth)
        finite = relation == "ccomp" and self.analysis.xpos[verb] in ("VBD", "VBZ", "VBP")
        if relation in ("conj", "advcl", "ccomp", "parataxis") and not finite:
            return self.core(head, depth).surface
        return ()

    def _object_controlled(self, verb: int, head: int) -> bool:
        effect = self.ontology.embedding_of(self.lemma(head), "V")
        marks = {"of", "for", "from", "to", "into"}
        if self.analysis.xpos[verb] == "VBG" and "for" in self.cases(verb):  # "criticised X for leaving": X left
            return any(self.is_actor(word) for word in self.core(head).objects)
        if effect is None or effect.control != "object" or marks.isdisjoint(self.cases(verb)):
            return False
        if self.analysis.deprels[verb] == "ccomp":
            return True
        core = self.core(head)
        touched = core.objects or core.receivers or self._called_upon(head)
        return core.passive or any(self.is_actor(self.content(word)) for word in touched)

    def _controller(self, head: int, depth: int) -> tuple[int, ...]:
        core = self.core(head, depth)
        effect = self.ontology.embedding_of(self.lemma(head), "V")
        wished = self.lemma(head) in WISHES and any(self.is_actor(word) for word in core.objects)
        if core.passive or (effect is not None and effect.control == "subject" and not wished):
            return core.surface
        return core.objects or core.receivers or self._called_upon(head) or core.subjects

    def _called_upon(self, head: int) -> tuple[int, ...]:
        """Who is asked in "called on X to leave" and "appealed to X to leave"."""
        for child in self.analysis.dependents(head, "obl"):
            if not {"on", "upon", "to"}.isdisjoint(self.cases(child)) and self.is_actor(child):
                return (child,)
        return ()

    def _noun_clause_subject(self, verb: int, noun: int, depth: int) -> tuple[int, ...]:
        analysis = self.analysis
        if analysis.xpos[verb] in ("VBG", "VBN"):
            return (noun,)
        owners = analysis.dependents(noun, "nmod:poss")
        owners = owners or [c for c in analysis.dependents(noun, "nmod", "obl") if "by" in self.cases(c)]
        if owners:
            return tuple(owners)
        governor = analysis.heads[noun]
        if (
            governor >= 0
            and analysis.deprels[noun] in ("obj", "nsubj:pass", "obl")
            and analysis.upos[governor] == "VERB"
        ):
            return self.core(governor, depth).subjects
        return ()

    def _with_shared_object(self, verb: int, core: _Core) -> _Core:
        """Give "attacked" of "attacked and killed rebels" the object that stands once."""
        if core.objects or core.passive or self.analysis.upos[verb] != "VERB":
            return core
        partners = [c for c in self.analysis.dependents(verb, "conj") if 0 < c - verb <= 2]
        for partner in partners:
            objects = tuple(self.analysis.dependents(partner, "obj"))
            if objects and self.analysis.xpos[partner] == self.analysis.xpos[verb]:
                return _Core(core.subjects, objects, core.receivers, False)
        return core

    def _verb_slots(self, verb: int, core: _Core) -> Slots:
        slots: Slots = {}
        for name, words in (("subj", core.subjects), ("obj", core.objects), ("iobj", core.receivers)):
            if words:
                slots[name] = list(words)
        self._add_dependents(verb, slots)
        for thing in core.objects:
            self._add_prepositions(thing, slots)
            counted = self.content(thing)
            described = self.analysis.dependents(thing, "amod", "compound") if counted == thing else []
            described.extend(self.analysis.dependents(counted, "amod", "compound"))
            if described:
                slots.setdefault("objmod", []).extend(described)
        for clause in slots.get("ccomp", ()):
            theme = self.core(clause).surface
            if theme:
                slots.setdefault("theme", []).extend(theme)
        return slots

    def _add_dependents(self, verb: int, slots: Slots) -> None:
        analysis = self.analysis
        for child in analysis.children[verb]:
            relation = analysis.deprels[child]
            if relation in ("xcomp", "ccomp"):
                slots.setdefault(relation, []).append(child)
                if relation == "ccomp" and self._asks(child):
                    slots.setdefault("question", []).append(child)
                if "for" in self.cases(child):  # "called for the release" with the noun read as a verb
                    slots.setdefault("for", []).append(child)
            elif relation == "obl:unmarked":
                slots.setdefault("unmarked", []).append(child)
            elif relation == "compound:prt":
                slots.setdefault("prt", []).append(child)
            elif relation == "advmod":
                slots.setdefault("mod", []).append(child)
                if analysis.lemmas[child].lower() in PARTICLES:
                    slots.setdefault("prt", []).append(child)
            elif relation in ("obl", "obl:agent", "advcl", "nmod"):
                for case in self.cases(child):
                    slots.setdefault(case, []).extend(self._antecedent(child, verb))
                if self.is_complement(child):
                    slots.setdefault("xcomp", []).append(child)

    def _asks(self, clause: int) -> bool:
        """Whether a complement is an indirect question: "asked whether he knew", "asked what he had read"."""
        words = [*self.analysis.dependents(clause, "mark"), *self.analysis.children[clause]]
        return any(self.analysis.lemmas[w].lower() in QUESTIONING for w in words if w < clause)

    def is_complement(self, clause: int) -> bool:
        """Whether an infinitive read as adverbial is what the verb before it asks for: "voted on Friday to leave"."""
        head = self.analysis.heads[clause]
        if self.analysis.deprels[clause] != "advcl" or clause < head or self.cases(clause) != ["to"]:
            return False
        effect = self.ontology.embedding_of(self.lemma(head), "V")
        return effect is not None and effect.modality not in ("actual", "ongoing")

    def _add_prepositions(self, noun: int, slots: Slots, after: int = -1) -> None:
        for child in self.analysis.children[noun]:
            if child > after and self.analysis.deprels[child] in ("nmod", "acl", "obl"):
                for case in self.cases(child):
                    slots.setdefault(case, []).append(child)

    def _noun_frame(self, noun: int) -> Frame:
        analysis = self.analysis
        carrier = self._carrier(noun)
        slots: Slots = {}
        for word in dict.fromkeys((noun, carrier)):
            self._add_prepositions(word, slots)
            for child in analysis.children[word]:
                relation = analysis.deprels[child]
                if relation == "nmod:poss":
                    slots.setdefault("poss", []).append(child)
                elif relation in ("amod", "compound", "nmod:desc"):
                    slots.setdefault("mod", []).append(child)
                elif relation == "acl" and analysis.xpos[child] == "VBN" and self._agents(child):
                    slots.setdefault("by", []).extend(self._agents(child))
        self._share(carrier, slots)
        clause = self._clause_over(carrier, slots)
        subjects = [*slots.get("poss", ()), *slots.get("by", ()), *self._naming(slots.get("mod", ()))]
        slots["subj"] = slots.pop("subj", []) + subjects
        return Frame(noun, "N", clause, {name: words for name, words in slots.items() if words}, False)

    def _share(self, noun: int, slots: Slots) -> None:
        """What coordinated event nouns have in common: whose they are stands first, where they go stands last."""
        analysis = self.analysis
        head = analysis.heads[noun]
        if analysis.deprels[noun] == "conj" and analysis.upos[head] == "NOUN":
            self._add_prepositions(head, slots, after=noun)
        if analysis.deprels[noun] == "conj" and analysis.upos[head] == "NOUN" and "poss" not in slots:
            owners = analysis.dependents(head, "nmod:poss", "amod")
            if not self._naming(slots.get("mod", ())):
                slots.setdefault("poss", []).extend(self._naming(owners))
        for partner in analysis.dependents(noun, "conj"):
            if not any(analysis.deprels[c] == "nmod" for c in analysis.children[noun]):
                self._add_prepositions(partner, slots)

    def _carrier(self, noun: int) -> int:
        """The quantity noun that stands in the event noun's place: "a wave of attacks"."""
        head = self.analysis.heads[noun]
        if head >= 0 and self.analysis.deprels[noun] == "nmod" and self.content(head) == noun:
            return head
        return noun

    def _naming(self, modifiers: "list[int] | tuple[int, ...]") -> list[int]:
        return [w for w in modifiers if self.actors.holding(w) is not None or is_demonym(self.analysis.forms[w])]

    def _clause_over(self, noun: int, slots: Slots) -> int:
        """The verb that an event noun leans on; its subject and prepositions become the noun's."""
        analysis = self.analysis
        verb, relation = analysis.heads[noun], analysis.deprels[noun]
        if relation == "conj" and verb >= 0 and analysis.upos[verb] == "NOUN":
            verb, relation = analysis.heads[verb], analysis.deprels[verb]
        if (
            relation == "nmod"
            and verb >= 0
            and not {"on", "during"}.isdisjoint(self.cases(noun))
            and self.is_actor(verb)
        ):
            slots["subj"] = [verb]
        if relation == "acl:relcl" or verb < 0 or analysis.upos[verb] not in ("VERB", "ADJ", "AUX"):
            return noun
        classes = self.ontology.classes_of(self.lemma(verb))
        if relation in ("obj", "nsubj:pass") and "LIGHT" in classes:
            core = self.core(verb)
            slots["light"] = [verb]
            slots["subj"] = list(core.subjects)
        elif relation == "obj" and "UNDERGO" in classes:
            slots["light"] = [verb]
            slots["undergoer"] = list(self.core(verb).subjects)
            slots.setdefault("subj", []).extend(self._givers(noun, verb))
        elif relation in ("nsubj", "nsubj:pass") and "OCCUR" in classes:
            slots["occurs"] = [verb]
        elif relation == "obl" and "under" in self.cases(noun) and self.lemma(verb) in ("come", "be", "remain"):
            slots["under"] = [verb]
            slots["undergoer"] = list(self.core(verb).subjects)
        else:
            return noun
        for child in analysis.children[verb]:
            if analysis.deprels[child] in ("obl", "iobj", "xcomp", "advcl"):
                for case in self.cases(child) or [analysis.deprels[child]]:
                    slots.setdefault(case, []).append(child)
        return verb

    def _givers(self, noun: int, verb: int) -> list[int]:
        """Whose act somebody meets with: "received a pledge from the ministry", "suffered a raid by the army"."""
        below = [*self.analysis.dependents(noun, "nmod"), *self.analysis.dependents(verb, "obl")]
        return [word for word in below if "from" in self.cases(word) and self.is_actor(self.content(word))]

    def _holds(self, condition: Condition, slots: Slots) -> bool:
        fillers = [word for slot in condition.slots for word in slots.get(slot, ())]
        if condition.empty:
            return not fillers
        if not condition.values:
            return bool(fillers)
        return any(not condition.values.isdisjoint(self.labels(word)) for f in fillers for word in self.conjuncts(f))

    def labels(self, word: int) -> frozenset[str]:
        """What a condition can ask of a filler: its lemma, its classes, `ACTOR`, `PLACE`."""
        if word not in self._labels:
            found = {self.lemma(word), *self.ontology.classes_of(self.lemma(word))}
            counted = self.content(word)
            if counted != word:
                found |= self.labels(counted)
            if found & CONTAINERS:
                for child in self.analysis.dependents(word, "compound", "nmod"):
                    found |= self.ontology.classes_of(self.lemma(child))
            if self.is_actor(counted):
                found.add("ACTOR")
            if self.actors.headed_by(counted) in self._speakers:
                found.add("SPEAKER")
            if self.actors.headed_by(counted) in self._crowds:
                found.add("PEOPLEGROUP")
            if self._is_obliged(word):
                found.add("OBLIGED")
            if counted in self._sites or self.places.headed_by(counted) is not None:
                found.add("PLACE")
            self._labels[word] = frozenset(found)
        return self._labels[word]

    def _is_obliged(self, word: int) -> bool:
        """Whether a clause says what must be done."""
        kids = self.analysis.dependents(word, "aux")
        return any(self.analysis.lemmas[c].lower() in ("must", "should", "ought") for c in kids)

    def is_actor(self, word: int) -> bool:
        """Whether the word heads the mention of an actor, or a name that could be one, or is a personal pronoun."""
        return (
            self.actors.headed_by(word) is not None
            or word in self._names
            or (self.analysis.upos[word] == "PRON" and self.analysis.lemmas[word].lower() in PERSONAL)
        )


_CASE_RELATIONS = frozenset({"case", "mark"})
