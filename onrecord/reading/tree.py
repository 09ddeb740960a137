"""Questions about the clauses of a UD tree: subjects, voice, tense, negation, phrases."""

from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.reading.analysis import Analysis, WordSpan, matches

RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose"})
NEGATIONS: Final = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "barely"})
CLAUSES: Final = ("csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "conj", "root")
FUTURE: Final = frozenset({"will", "would", "shall"})
_BEFORE: Final = frozenset(
    (
        "earlier previously formerly former previous past once originally initial initially long-standing longstanding"
    ).split()
)
POSSIBLE: Final = frozenset({"could", "may", "might"})
OBLIGED: Final = frozenset({"must", "should"})
_PREPOSITIONAL: Final = ("obl", "nmod", "advcl", "acl", "xcomp", "ccomp")
_LONGEST_DATELINE: Final = 18
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_EDGES: Final = frozenset({",", ";", ":", "-", "–", "—", ".", "?", "!", "(", ")", "[", "]", "--"})
_QUOTES: Final = frozenset({'"', "“", "”", "``", "''", "'", "‘", "’", "«", "»"})
_STOPPED: Final = frozenset({"acl:relcl", "appos", "parataxis", "dep", "discourse", "orphan"})


def lemma(analysis: Analysis, word: int) -> str:
    """The lemma of a word without regard to case; words of the stance lexicon are known by all their forms."""
    upos = analysis.upos[word]
    if upos == "VERB":
        known = load_stances().verb_forms.get(analysis.forms[word].lower())
    elif upos == "NOUN":
        known = load_stances().noun_forms.get(analysis.forms[word].lower())
    else:
        known = None
    return known or analysis.lemmas[word].lower()


def form(analysis: Analysis, word: int) -> str:
    """The word as written, without regard to case."""
    return analysis.forms[word].lower()


def auxiliaries(analysis: Analysis, word: int) -> list[str]:
    """The lower-cased forms of the auxiliaries of a verb, with those of the verb it is coordinated with."""
    own = [form(analysis, child) for child in analysis.dependents(word, "aux")]
    if not own and analysis.deprels[word] == "conj" and not analysis.dependents(word, "nsubj"):
        head = analysis.heads[word]
        return auxiliaries(analysis, head) if analysis.upos[head] in ("VERB", "AUX", "ADJ") else own
    return own


def is_passive(analysis: Analysis, word: int) -> bool:
    """Whether the verb stands in the passive, be it a participle without a subject ("talks suspended in May")."""
    rels = [analysis.deprels[child] for child in analysis.children[word]]
    if any(rel in ("aux:pass", "nsubj:pass", "csubj:pass") for rel in rels):
        return True
    if "obj" in rels or analysis.xpos[word] != "VBN" or any(rel == "nsubj" for rel in rels):
        return False
    if analysis.deprels[word] == "conj" and not any(rel == "aux" for rel in rels):
        head = analysis.heads[word]
        return analysis.upos[head] == "VERB" and is_passive(analysis, head)
    return analysis.deprels[word] in ("acl", "advcl", "amod", "xcomp") and not any(rel == "aux" for rel in rels)


def is_negated(analysis: Analysis, word: int) -> bool:
    """Whether a negation stands with the word, its subject or its object ("no vote was held")."""
    for child in analysis.children[word]:
        rel = analysis.deprels[child]
        if form(analysis, child) in NEGATIONS and rel in ("advmod", "cc", "cc:preconj", "aux", "det"):
            return True
        if matches(rel, ("nsubj", "obj")):
            if form(analysis, child) in ("nobody", "none", "nothing"):
                return True
            if any(form(analysis, det) in ("no", "neither") for det in analysis.dependents(child, "det")):
                return True
    return False


def is_no_longer(analysis: Analysis, word: int) -> bool:
    """Whether "no longer" or "not any more" stands with the word."""
    for child in analysis.children[word]:
        if form(analysis, child) == "longer" and any(form(analysis, c) == "no" for c in analysis.children[child]):
            return True
    return any(form(analysis, child) in ("anymore",) for child in analysis.children[word]) and is_negated(
        analysis, word
    )


def is_past(analysis: Analysis, clause: int) -> bool:
    """Whether a clause speaks of how things were before: past perfect, "earlier", "previously", "until now"."""
    if analysis.upos[clause] in ("NOUN", "PROPN"):
        start = analysis.subtree_edges[clause][0]
        return any(form(analysis, w) in _BEFORE for w in range(start, clause))
    words = [clause]
    words += [h for h in analysis.ancestors(clause) if analysis.deprels[clause] in ("conj", "xcomp")][:1]
    if analysis.deprels[clause] == "ccomp" and not is_passive(analysis, analysis.heads[clause]):
        words.append(analysis.heads[clause])  # "had insisted that no delay would be granted"
    if any(form(analysis, a) in ("had", "'d") for w in words for a in analysis.dependents(w, "aux")):
        return True
    return any(
        form(analysis, child) in _BEFORE
        for child in analysis.children[clause]
        if analysis.deprels[child] in ("advmod", "amod")
    )


def subjects(analysis: Analysis, word: int, depth: int = 0) -> list[int]:
    """The heads of the subject of a predicate, coordinated ones too; found through coordination and control.

    A relative pronoun is replaced by the noun it stands for. For a passive it is the grammatical subject.
    """
    own = analysis.dependents(word, "nsubj") or analysis.dependents(word, "csubj")
    if own:
        before = [child for child in own if child < word]
        named = _past_dateline(analysis, before[-1] if before else own[0])
        return _with_conjuncts(analysis, antecedent(analysis, named, word))
    head, rel = analysis.heads[word], analysis.deprels[word]
    if head < 0 or depth > 6:
        return []
    if rel == "conj" and analysis.upos[head] in ("VERB", "ADJ", "AUX", "NOUN", "PROPN"):
        return subjects(analysis, head, depth + 1)
    if rel == "acl:relcl" or (rel == "acl" and analysis.upos[head] in ("NOUN", "PROPN", "PRON")):
        return _with_conjuncts(analysis, head)
    if rel == "xcomp":
        controlled = analysis.dependents(head, "obj", "iobj")
        return _with_conjuncts(analysis, controlled[0]) if controlled else subjects(analysis, head, depth + 1)
    if rel == "advcl":
        return subjects(analysis, head, depth + 1)
    return []


def _past_dateline(analysis: Analysis, subject: int) -> int:
    """The subject; where a dateline was taken for it, the nominal after the dateline."""
    start = body_start(analysis, analysis.sentence_of[subject])
    if subject >= start:
        return subject
    after = [c for c in analysis.children[subject] if c >= start and analysis.upos[c] in ("NOUN", "PROPN", "PRON")]
    return after[0] if after else subject


def antecedent(analysis: Analysis, word: int, clause: int) -> int:
    """The noun that a relative pronoun in a clause stands for; any other word stands for itself."""
    if form(analysis, word) in RELATIVES and analysis.xpos[word] in ("WDT", "WP", "IN", "DT", "WP$"):
        above = clause
        while analysis.deprels[above] == "conj" and analysis.heads[above] >= 0:
            above = analysis.heads[above]
        if matches(analysis.deprels[above], ("acl",)):
            return analysis.heads[above]
        if form(analysis, word) in ("which", "who") and word > 1 and analysis.forms[word - 1] == ",":
            near = word - 2
            while analysis.deprels[near] in ("flat", "compound", "nmod:poss") and analysis.heads[near] >= 0:
                near = analysis.heads[near]
            return near if analysis.upos[near] in ("NOUN", "PROPN") else word
    return word


def _with_conjuncts(analysis: Analysis, word: int) -> list[int]:
    return [word, *(c for c in analysis.dependents(word, "conj") if analysis.upos[c] in ("NOUN", "PROPN", "PRON"))]


def cases(analysis: Analysis, word: int) -> str:
    """The preposition of a nominal or of a clause that stands as one, as written ("because of"), or ""."""
    parts: list[str] = []
    for child in analysis.dependents(word, "case", "mark"):
        parts.append(form(analysis, child))
        parts += [form(analysis, c) for c in analysis.dependents(child, "fixed")]
    return " ".join(parts)


def marker(analysis: Analysis, word: int) -> str:
    """The subordinator of a clause, as written ("as long as"), or ""; inverted "should" and "were" count as "if"."""
    found = [
        " ".join([form(analysis, m), *(form(analysis, f) for f in analysis.dependents(m, "fixed"))])
        for m in analysis.children[word]
        if m < word and (analysis.deprels[m] == "mark" or form(analysis, m) in ("when", "once", "provided", "until"))
    ]
    if found:
        return " ".join(found)
    first = clause_words(analysis, word)[0]
    if form(analysis, first) in ("should", "were", "had") and analysis.deprels[first].startswith(("aux", "cop")):
        return "if"
    return ""


def prepositional(analysis: Analysis, word: int, prepositions: tuple[str, ...]) -> list[int]:
    """The dependents of a word, nouns or gerunds, that one of the prepositions introduces.

    The preposition may also stand right between the two and hang on the word itself: parsers take "ask for" so.
    """
    found = []
    for child in analysis.children[word]:
        if child <= word:
            continue
        led = matches(analysis.deprels[child], _PREPOSITIONAL) and cases(analysis, child).split(" ")[0] in prepositions
        nominal = analysis.upos[child] in ("NOUN", "PROPN") and analysis.subtree_edges[child][0] == word + 2
        if led or (nominal and form(analysis, word + 1) in prepositions):
            found.append(child)
    return found


def body_start(analysis: Analysis, sentence: int) -> int:
    """The first word of a sentence after a dateline ("LIMA, May 3 (Wire) -"), where the sentence opens with one."""
    start, end = analysis.sentences[sentence]
    if analysis.paragraph_of[start] != analysis.paragraph_of[start - 1] or start == 0:
        for word in range(start + 1, min(end - 1, start + _LONGEST_DATELINE)):
            if analysis.upos[word] in ("VERB", "AUX"):
                return start
            if analysis.forms[word] in _DASHES and analysis.starts[word] > analysis.ends[word - 1]:
                return word + 1
    return start


def edges(analysis: Analysis, word: int) -> WordSpan:
    """The words of the subtree, without punctuation at its ends."""
    return trimmed(analysis, analysis.subtree_edges[word])


def trimmed(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words without stray punctuation and half quotations at the ends."""
    start, end = words
    while end - start > 1 and _is_stray(analysis, start, words):
        start += 1
    while end - start > 1 and _is_stray(analysis, end - 1, (start, end)):
        end -= 1
    return start, end


def _is_stray(analysis: Analysis, word: int, words: WordSpan) -> bool:
    mark = analysis.forms[word]
    if mark == ")" and any(analysis.forms[w] == "(" for w in range(*words)):
        return False
    if mark in _EDGES:
        return True
    return mark in _QUOTES and sum(analysis.forms[w] in _QUOTES for w in range(*words)) % 2 == 1


def phrase(analysis: Analysis, head: int, limit: int = 40) -> WordSpan:
    """The words of a nominal without its preposition, cut before a relative clause, an apposition or an aside."""
    left, right = analysis.subtree_edges[head]
    left = max(left, body_start(analysis, analysis.sentence_of[head]))
    whole = form(analysis, head) in ("what", "whatever", "those", "anyone")
    for child in analysis.children[head]:
        start, end = analysis.subtree_edges[child]
        rel = analysis.deprels[child]
        if rel in ("case", "mark", "cc", "punct", "advmod", "cc:preconj") and child < head and start <= left:
            left = max(left, end)
        if (
            child > head
            and not whole
            and (rel in _STOPPED or _is_loose(analysis, child) or _is_clausal_conjunct(analysis, child))
            and not _is_bracketed(analysis, child)
        ):
            right = min(right, start)
    right = min(right, left + limit) if head < left + limit else right
    return trimmed(analysis, (min(left, head), max(right, head + 1)))


def _is_loose(analysis: Analysis, word: int) -> bool:
    """Whether a clause is set off by a comma: it then comments on the sentence, whatever it hangs on."""
    start = analysis.subtree_edges[word][0]
    return matches(analysis.deprels[word], ("acl", "advcl", "ccomp", "xcomp")) and analysis.forms[start - 1] == ","


def _is_bracketed(analysis: Analysis, word: int) -> bool:
    start = analysis.subtree_edges[word][0]
    return analysis.forms[start] == "(" and analysis.subtree_edges[word][1] - start < 6


def _is_clausal_conjunct(analysis: Analysis, word: int) -> bool:
    return analysis.deprels[word] == "conj" and bool(analysis.dependents(word, "nsubj", "cop"))


def clause_words(analysis: Analysis, verb: int) -> WordSpan:
    """The words of a clause, without what is coordinated with it and without asides at its end."""
    left, right = analysis.subtree_edges[verb]
    left = max(left, body_start(analysis, analysis.sentence_of[verb]))
    for child in analysis.children[verb]:
        start, end = analysis.subtree_edges[child]
        rel = analysis.deprels[child]
        if child < verb:
            if rel in ("cc", "punct") and start <= left:
                left = end
        elif rel in ("conj", "parataxis", "discourse") and _is_own_clause(analysis, child):
            right = min(right, _before_conjunction(analysis, start))
    return trimmed(analysis, (min(left, verb), max(right, verb + 1)))


def _is_own_clause(analysis: Analysis, word: int) -> bool:
    return (
        analysis.deprels[word] != "conj"
        or bool(analysis.dependents(word, "nsubj", "csubj", "aux", "cop"))
        or analysis.upos[word] in ("VERB", "AUX")
    )


def _before_conjunction(analysis: Analysis, start: int) -> int:
    while start > 0 and analysis.deprels[start - 1] in ("cc", "punct"):
        start -= 1
    return start


def verb_phrase(analysis: Analysis, verb: int, drop: frozenset[int] = frozenset()) -> WordSpan:
    """The words from a verb, without its marker and subject, to the end of its complements.

    `drop` names dependents (conditions, purposes) before which the phrase is cut.
    """
    left, right = verb, clause_words(analysis, verb)[1]
    infinitive = any(analysis.upos[c] == "PART" and form(analysis, c) == "to" for c in analysis.children[verb])
    if analysis.xpos[verb] in ("VB", "VBG"):
        for child in dependents_alike(analysis, verb):
            right = max(right, analysis.subtree_edges[child][1])
    for child in analysis.children[verb]:
        start, _ = analysis.subtree_edges[child]
        if child < verb and (
            (analysis.deprels[child] in ("aux:pass", "cop") and not infinitive)
            or analysis.deprels[child] in ("compound:prt", "det", "amod")
            or form(analysis, child) in NEGATIONS
        ):
            left = min(left, start)
        if (
            child > verb
            and (child in drop or analysis.deprels[child] in ("advcl", "parataxis", "nsubj", "appos", "ccomp"))
            and _is_cut(analysis, child, drop)
        ):
            right = min(right, start)
    return trimmed(analysis, (left, max(right, verb + 1)))


def dependents_alike(analysis: Analysis, verb: int) -> list[int]:
    """The verbs coordinated with an infinitive or gerund that share its subject ("to drill, sell or trade")."""
    return [
        child
        for child in analysis.dependents(verb, "conj")
        if analysis.xpos[child] == analysis.xpos[verb] and not analysis.dependents(child, "nsubj", "aux")
    ]


def _is_cut(analysis: Analysis, child: int, drop: frozenset[int]) -> bool:
    start = analysis.subtree_edges[child][0]
    return child in drop or (start > 0 and analysis.forms[start - 1] == ",") or analysis.forms[start] == ","


def without_speaker(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words up to the comma after which it is told who said so ("..., the ministry announced")."""
    lexicon = load_stances()
    comma = -1
    for word in range(words[0] + 1, words[1]):
        if analysis.forms[word] == ",":
            comma = word
        elif comma > 0 and analysis.upos[word] == "VERB" and lexicon.is_a(lemma(analysis, word), "speech"):
            told = any(comma < subject < word for subject in analysis.dependents(word, "nsubj"))
            if told:
                return trimmed(analysis, (words[0], comma))
    return words


def is_finite(analysis: Analysis, verb: int) -> bool:
    """Whether a verb is finite or has a finite auxiliary."""
    if analysis.xpos[verb] in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(analysis.xpos[c] in ("VBD", "VBZ", "VBP", "MD") for c in analysis.dependents(verb, "aux", "cop"))


def stray_preposition(analysis: Analysis, noun: int) -> int | None:
    """The preposition right before a noun that the tree hangs on a word before it, where it can mark nothing."""
    if analysis.deprels[noun] not in ("obl", "obl:agent", "nmod"):
        return None
    before = min(noun, *analysis.children[noun], noun) - 1
    stray = before >= 0 and analysis.upos[before] == "ADP" and analysis.deprels[before] == "case"
    return before if stray and analysis.heads[before] < before else None
