"""Attributions read from the tree and the cue lexicon alone: what the model leaves out, nested ones above all.

The trees are UD v2 with English conventions; each rule is one construction of reporting language.
"""

from collections.abc import Iterator, Mapping

from onrecord.knowledge.cues import (
    CONTENT_NOUNS,
    DISCLOSING,
    EVIDENTIAL,
    HEARSAY_ADVERBS,
    HEARSAY_PASSIVES,
    MEASURES,
    MULTIWORD_VERBS,
    REQUESTS,
    TOLD_PASSIVES,
    UNANSWERED,
    VERBS,
    CueVerb,
    stance_of,
)
from onrecord.knowledge.speakers import SPEAKERS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import (
    Candidate,
    Pieces,
    Rule,
    descendants,
    negated,
    pieces_of,
    size,
    trimmed,
    whole_name,
)

_SCORES: dict[Rule, float] = {
    "clause": 0.75, "infinitive": 0.65, "aside": 0.75, "quote": 0.6, "object": 0.45, "as": 0.7, "according": 0.85,
    "hearsay": 0.6, "noun": 0.45, "there": 0.6, "decline": 0.8, "turn": 0.7, "nested": 0.0,
}  # fmt: skip

_AS = frozenset(("as", "just", "like"))
_ACCORDING: Mapping[str, frozenset[str]] = {"according": frozenset(("to",)), "as": frozenset(("per",))}
"""Prepositions of two words that name who says it: "according to X", "as per X"."""
_OBJECT_VERBS = frozenset(
    ("confirm", "deny", "dispute", "refute", "rebut", "cite", "announce", "report", "claim", "allege", "predict",
     "doubt", "question", "reveal", "disclose", "acknowledge", "admit", "contradict", "forecast")
)  # fmt: skip
_LIGHT_VERBS = frozenset(
    ("make", "express", "voice", "raise", "issue", "repeat", "reiterate", "echo", "share", "air", "have")
)


def rule_candidates(analysis: Analysis) -> list[Candidate]:
    """Every attribution that the rules find, in text order of the cue; nested and doubled ones too."""
    found: list[Candidate] = []
    for word, (upos, lemma) in enumerate(zip(analysis.upos, analysis.lemmas, strict=True)):
        if upos in ("VERB", "AUX", "ADJ"):
            found.extend(_verb(analysis, word))
        elif upos == "NOUN" and lemma in CONTENT_NOUNS:
            found.extend(_noun(analysis, word))
        elif upos == "ADV" and lemma.lower() in HEARSAY_ADVERBS:
            found.extend(_adverb(analysis, word))
        if analysis.forms[word].lower() in _ACCORDING:
            found.extend(_according(analysis, word))
    return found


def _made(
    analysis: Analysis, rule: Rule, cue: WordSpan, source: Pieces, content: Pieces, *, negative: bool = False
) -> Iterator[Candidate]:
    """The candidate, if words are left in its content once it is trimmed."""
    content = trimmed(analysis, _without_outer_mark(analysis, content))
    if size(content) > 1 or rule in ("object", "decline"):
        lemma = analysis.lemmas[cue[0]].lower()
        stance = "declines" if rule == "decline" else stance_of(lemma, negated=negative)
        if rule == "noun" and negative:  # "no doubt that X", "no sign that X"
            stance = "asserts" if CONTENT_NOUNS[lemma] == "doubts" else "denies"
        source = whole_name(analysis, trimmed(analysis, source))
        yield Candidate(cue, source, content, stance, _SCORES[rule], rule)


def _without_outer_mark(analysis: Analysis, content: Pieces) -> Pieces:
    """The content without a closing mark at its end that closes a quotation around it."""
    if not content:
        return content
    start, end = content[-1]
    marks = [w for a, b in content for w in range(a, b) if analysis.forms[w] in ('"', "“", "”")]
    closes = bool(marks) and marks[-1] == end - 1 and analysis.forms[end - 1] != "“"
    return (*content[:-1], (start, end - 1)) if closes and len(marks) % 2 and end - start > 1 else content


# ---------------------------------------------------------------- verbs


def _verb(analysis: Analysis, word: int) -> Iterator[Candidate]:
    lemma = analysis.lemmas[word].lower()
    declined = _declined(analysis, word, lemma)
    if declined:
        yield from _made(analysis, "decline", (word, word + 1), source_of(analysis, word), declined)
        return
    entry = _entry(analysis, word, lemma)
    if entry is None or entry.stance == "declines":
        return
    if is_passive(analysis, word):
        yield from _passive(analysis, word, lemma)
        return
    for rule, content in _contents(analysis, word, lemma, entry):
        source = source_of(analysis, word)
        if source and (lemma not in EVIDENTIAL or can_speak(analysis, source)):
            yield from _made(analysis, rule, (word, word + 1), source, content, negative=_negative(analysis, word))
            return


def _entry(analysis: Analysis, word: int, lemma: str) -> CueVerb | None:
    for child in analysis.dependents(word, "compound:prt", "advmod"):
        if (lemma, analysis.lemmas[child]) in MULTIWORD_VERBS:
            return VERBS["say"]
    return VERBS.get(lemma) if analysis.upos[word] == "VERB" else None


def is_passive(analysis: Analysis, word: int) -> bool:
    """Whether a verb is passive: "was told", "as confirmed by", "officials quoted by"."""
    if any(analysis.deprels[child] in ("nsubj:pass", "aux:pass", "csubj:pass") for child in analysis.children[word]):
        return True
    bare = analysis.xpos[word] == "VBN" and analysis.deprels[word].split(":")[0] in ("acl", "advcl")
    return bare and not analysis.dependents(word, "obj", "aux")


def agent_of(analysis: Analysis, word: int) -> int | None:
    """Who a passive verb is done by; also where "by X" was hung on the one it was done to ("confirmed to Y by X")."""
    agents = analysis.dependents(word, "obl:agent")
    others = analysis.dependents(word, "obl", "nmod")
    below = [g for c in others for g in analysis.dependents(c, "nmod") if g > c]
    by = [
        c for c in (*others, *below) if any(analysis.forms[m].lower() == "by" for m in analysis.dependents(c, "case"))
    ]
    listed = agents or by
    return listed[0] if listed else None


def _negative(analysis: Analysis, word: int) -> bool:
    """Negated itself, or through the verb that it completes: "did not want to say"."""
    if negated(analysis, word):
        return True
    return (
        analysis.deprels[word] in ("xcomp", "conj")
        and negated(analysis, analysis.heads[word])
        and not subject_of(analysis, word, climb=False)
    )


def _contents(analysis: Analysis, word: int, lemma: str, entry: CueVerb) -> Iterator[tuple[Rule, Pieces]]:
    """What the verb may have as content, the surest construction first."""
    deprel = analysis.deprels[word]
    if entry.frames & {"clause", "quote"}:
        if (
            deprel.startswith("advcl")
            and _has_mark(analysis, word, _AS)
            and not analysis.dependents(word, "ccomp", "obj")
        ):
            yield "as", _clause_without(analysis, analysis.heads[word], word)
        for child in analysis.dependents(word, "ccomp"):
            if not _in_reach(analysis, word, child):
                continue
            yield "clause", pieces_of(descendants(analysis, child, _asides(analysis, child, word)))
        if deprel == "parataxis" or (deprel == "root" and not analysis.dependents(word, "ccomp")):
            yield from _aside(analysis, word, deprel)
    if "infinitive" in entry.frames:
        for child in analysis.dependents(word, "xcomp"):
            if _has_mark(analysis, child, {"to"}):
                yield "infinitive", pieces_of(descendants(analysis, child))
    if "predicate" in entry.frames:
        yield from _predicate(analysis, word)
    if "object" in entry.frames and lemma in _OBJECT_VERBS:
        for child in analysis.dependents(word, "obj"):
            yield "object", pieces_of(descendants(analysis, child))


def _in_reach(analysis: Analysis, word: int, child: int) -> bool:
    """A fronted clause counts only beside its verb's clause: what is nearer wins where the parser went astray."""
    return analysis.sentence_of[word] == analysis.sentence_of[child]


def _asides(analysis: Analysis, child: int, word: int) -> list[int]:
    """Clauses inside a content that are the report's own: "X, she said, Y"."""
    return [c for c in analysis.dependents(child, "parataxis") if analysis.lemmas[c] in VERBS and c != word]


def _aside(analysis: Analysis, word: int, deprel: str) -> Iterator[tuple[Rule, Pieces]]:
    if deprel == "parataxis":
        yield "aside", _clause_without(analysis, analysis.heads[word], word)
        return
    for child in analysis.dependents(word, "parataxis", "dislocated"):
        if analysis.upos[child] != "PUNCT" and analysis.lemmas[child] not in VERBS:
            yield "aside", pieces_of(descendants(analysis, child))


def _clause_without(analysis: Analysis, head: int, word: int) -> Pieces:
    """The clause of `head` less the words of the aside that hangs from it."""
    if head < 0:
        return ()
    words = descendants(analysis, head, [word])
    return pieces_of(w for w in words if analysis.deprels[w] != "cc" or analysis.heads[w] != head)


def _predicate(analysis: Analysis, word: int) -> Iterator[tuple[Rule, Pieces]]:
    """`call X Y`, `describe X as Y`, `accuse X of Y`."""
    objects = analysis.dependents(word, "obj")
    if not objects:
        return
    said = [
        child
        for child in analysis.children[word]
        if child > objects[0]
        and (
            analysis.deprels[child] == "xcomp"
            or (
                analysis.deprels[child].split(":")[0] in ("obl", "advcl")
                and _has_mark(analysis, child, {"as", "of", "for"})
            )
        )
    ]
    if said:
        yield "object", pieces_of([*descendants(analysis, objects[0]), *descendants(analysis, said[0])])


def _has_mark(analysis: Analysis, word: int, forms: set[str] | frozenset[str]) -> bool:
    return any(
        analysis.forms[child].lower() in forms
        for child in analysis.children[word]
        if child < word and analysis.deprels[child] in ("mark", "case", "advmod")
    )


# ---------------------------------------------------------------- passives, adverbs, "according to"


def _passive(analysis: Analysis, word: int, lemma: str) -> Iterator[Candidate]:
    """`is said to X`, `it is believed that X`, `is seen by Y as X`, `as confirmed by Y`, `were told by Y that X`."""
    agent = agent_of(analysis, word)
    agents = [agent] if agent is not None else []
    source = pieces_of(descendants(analysis, agents[0], _by(analysis, agents[0]))) if agents else ()
    cue = (word, word + 1)
    negative = negated(analysis, word)
    if analysis.deprels[word].startswith("advcl") and _has_mark(analysis, word, _AS) and agents:
        yield from _made(analysis, "as", cue, source, _clause_without(analysis, analysis.heads[word], word))
        return
    told = lemma in TOLD_PASSIVES
    if not agents and not (told or (lemma in HEARSAY_PASSIVES and analysis.dependents(word, "aux:pass"))):
        return
    said = analysis.dependents(word, "ccomp", "csubj") or [
        child
        for child in analysis.children[word]
        if analysis.deprels[child] == "xcomp"
        or (analysis.deprels[child].split(":")[0] in ("obl", "advcl") and _has_mark(analysis, child, {"as"}))
    ]
    if not said:
        return
    subject = [
        s
        for s in analysis.dependents(word, "nsubj:pass")
        if analysis.deprels[said[0]] not in ("ccomp", "csubj:pass", "csubj") and not told
    ]
    words = [*descendants(analysis, said[0]), *(w for s in subject for w in descendants(analysis, s))]
    yield from _made(analysis, "hearsay", cue, source, pieces_of(words), negative=negative)


def _by(analysis: Analysis, word: int) -> list[int]:
    return analysis.dependents(word, "case")


def _adverb(analysis: Analysis, word: int) -> Iterator[Candidate]:
    """`reportedly X`: the clause of the word that the adverb modifies."""
    head = analysis.heads[word]
    if head < 0 or analysis.deprels[word] != "advmod":
        return
    if analysis.lemmas[word].lower() == "apparently":
        return  # an inference of the report's own as often as hearsay
    outside = [child for child in analysis.children[head] if _reports_again(analysis, child)]
    content = pieces_of(descendants(analysis, head, [word, *outside]))
    yield from _made(analysis, "hearsay", (word, word + 1), (), content)


def _reports_again(analysis: Analysis, word: int) -> bool:
    """A dependent that itself ascribes the clause: "as confirmed by", "she said", "according to"."""
    relation = analysis.deprels[word].split(":")[0]
    if relation == "parataxis" or (relation == "advcl" and _has_mark(analysis, word, _AS)):
        return analysis.lemmas[word] in VERBS
    return relation == "obl" and any(analysis.forms[c].lower() == "according" for c in analysis.children[word])


def _according(analysis: Analysis, word: int) -> Iterator[Candidate]:
    """`according to X`, before, inside or after its clause."""
    after = word + 1
    if after >= len(analysis) or analysis.forms[after].lower() not in _ACCORDING[analysis.forms[word].lower()]:
        return
    noun = analysis.heads[word]
    if analysis.deprels[word] not in ("case", "mark") or noun < word:
        below = [c for c in analysis.children[word] if c > after and analysis.upos[c] != "PUNCT"]
        if not below:
            return
        noun, top = below[0], word
    else:
        top = noun
    head = _clause_head(analysis, analysis.heads[top])
    if head is None:
        return
    source = pieces_of(w for w in descendants(analysis, noun, [word]) if w > after)
    yield from _made(analysis, "according", (word, after + 1), source, pieces_of(descendants(analysis, head, [top])))


def is_idiom(analysis: Analysis, candidate: Candidate) -> bool:
    """Whether it is "according to plan", which says that things went as they should, not who says so."""
    if candidate.cue is None or analysis.forms[candidate.cue[0]].lower() != "according":
        return False
    words = [word for start, end in candidate.source for word in range(start, end)]
    return len(words) == 1 and analysis.lemmas[words[0]].lower() in MEASURES


def _clause_head(analysis: Analysis, word: int) -> int | None:
    """The nearest word at or above that heads a clause; the top of the sentence where none does."""
    last = None
    while word >= 0:
        last = word
        clause = analysis.upos[word] in ("VERB", "AUX") or analysis.dependents(word, "nsubj", "cop")
        participle = analysis.deprels[word] == "advcl" and analysis.xpos[word] in ("VBG", "VBN")
        if clause and not participle:
            return word
        word = analysis.heads[word]
    return last


# ---------------------------------------------------------------- nouns, refusals


def _noun(analysis: Analysis, word: int) -> Iterator[Candidate]:
    """`X's claim that Y`, `speculation among X that Y`, `X made the claim that Y`."""
    clauses = [c for c in analysis.dependents(word, "acl", "ccomp") if _has_mark(analysis, c, {"that", "whether"})]
    if not clauses:
        return
    source: Pieces = ()
    for child in analysis.children[word]:
        possessive = analysis.deprels[child] == "nmod:poss"
        if possessive or (
            analysis.deprels[child] == "nmod" and _has_mark(analysis, child, {"by", "from", "of", "among"})
        ):
            skip = [c for c in analysis.children[child] if analysis.deprels[c] == "case"]
            source = pieces_of(descendants(analysis, child, skip))
            break
    head = analysis.heads[word]
    if not source and head >= 0 and analysis.deprels[word] == "obj" and analysis.lemmas[head] in _LIGHT_VERBS:
        source = source_of(analysis, head)
    content = pieces_of(descendants(analysis, clauses[0]))
    negative = any(analysis.lemmas[c].lower() in ("no", "little") for c in analysis.children[word])
    there = head >= 0 and any(analysis.forms[c].lower() == "there" for c in analysis.children[head])
    there = there or any(analysis.forms[c].lower() == "there" for c in analysis.children[word])
    if there and not source and head >= 0:
        for child in analysis.dependents(head, "obl", "nmod"):
            if child > word and _has_mark(analysis, child, {"among", "within", "from", "by"}):
                source = pieces_of(descendants(analysis, child, analysis.dependents(child, "case")))
                break
    rule: Rule = "there" if there and not negative else "noun"
    yield from _made(analysis, rule, (word, word + 1), source, content, negative=negative)


def _declined(analysis: Analysis, word: int, lemma: str) -> Pieces:
    """What was asked for and withheld: `declined to comment`, `would not say whether X`, `did not respond to Y`."""
    if lemma in ("decline", "refuse"):
        for child in analysis.dependents(word, "xcomp"):
            if analysis.lemmas[child] in DISCLOSING:
                return pieces_of(descendants(analysis, child))
        if lemma == "decline":
            for child in analysis.dependents(word, "obj"):
                if analysis.lemmas[child] in ("comment", "interview", "request"):
                    return pieces_of(descendants(analysis, child))
        return ()
    if lemma == "have":
        for child in analysis.dependents(word, "obj"):
            if analysis.lemmas[child] == "comment" and any(
                analysis.lemmas[c].lower() == "no" for c in analysis.children[child]
            ):
                return pieces_of(descendants(analysis, child))
        return ()
    if lemma not in UNANSWERED and lemma != "reach":
        return ()
    if not negated(analysis, word) and not (lemma == "comment" and _not_yet(analysis, word)):
        return ()
    if lemma == "comment":
        for child in analysis.dependents(word, "obl"):
            if _has_mark(analysis, child, {"on", "about"}):
                return pieces_of(descendants(analysis, child))
    for child in analysis.dependents(word, "obj", "obl"):
        if analysis.lemmas[child] in REQUESTS:
            return pieces_of(descendants(analysis, child, analysis.dependents(child, "case")))
    return ((word, word + 1),) if lemma == "comment" else ()


def _not_yet(analysis: Analysis, word: int) -> bool:
    """`has yet to comment`."""
    head = analysis.heads[word]
    return head >= 0 and any(analysis.lemmas[c].lower() == "yet" for c in analysis.children[head])


# ---------------------------------------------------------------- who says it


def source_of(analysis: Analysis, word: int) -> Pieces:
    """The words that name who says what a verb reports, in pieces; empty where the clause names nobody."""
    if analysis.lemmas[word] == "reach":
        subjects = analysis.dependents(word, "nsubj:pass")
        return pieces_of(descendants(analysis, subjects[0])) if subjects else ()
    subject = subject_of(analysis, word)
    if subject is None:
        return ()
    words = descendants(analysis, subject, [c for c in analysis.children[subject] if _holds(analysis, c, word)])
    return pieces_of(w for w in words if analysis.deprels[w] != "parataxis" and w != word)


def can_speak(analysis: Analysis, source: Pieces) -> bool:
    """Whether the words may name a person, an institution or a document: a name, a pronoun or a fitting noun."""
    for start, end in source:
        for word in range(start, end):
            if analysis.upos[word] == "PROPN" or analysis.lemmas[word].lower() in SPEAKERS:
                return True
            if analysis.upos[word] == "PRON" and analysis.forms[word].lower() in (
                "he",
                "she",
                "they",
                "we",
                "it",
                "who",
                "i",
            ):
                return True
    return False


def _holds(analysis: Analysis, above: int, word: int) -> bool:
    return above == word or above in analysis.ancestors(word)


def subject_of(analysis: Analysis, word: int, *, climb: bool = True) -> int | None:
    """The head word of a verb's subject: its own, or that of the verb it is joined to.

    Climbs from a coordinated verb, a complement and a participle; from a participle after a noun to the noun.
    """
    for _ in range(12):
        own = [c for c in analysis.dependents(word, "nsubj") if analysis.deprels[c] != "nsubj:outer"]
        if is_passive(analysis, word):
            own = analysis.dependents(word, "obl:agent") or own
        if own:
            return own[0] if analysis.forms[own[0]].lower() != "there" else None
        relation, head = analysis.deprels[word].split(":")[0], analysis.heads[word]
        if head < 0 or not climb:
            return None
        if relation == "acl":
            return head
        if relation == "xcomp" and (objects := analysis.dependents(head, "obj", "iobj")):
            return objects[0]
        if relation not in ("conj", "xcomp", "advcl", "parataxis"):
            return None
        if relation == "advcl" and analysis.xpos[word] not in ("VBG", "VBN", "VB"):
            return None
        word = head
    return None
