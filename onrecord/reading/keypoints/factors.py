"""Factors that the matter of a report calls for: quantities, votes, casualties, penalties, what is not known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.knowledge.word_families import is_deverbal
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.reading.keypoints.cutting import shortened
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Actor
from onrecord.spans import Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it is chosen: `rank` orders rows, lower is more telling."""

    factor: str
    span: Span
    rank: float


_HARMS: Final[dict[str, str]] = {
    "kill": "Killed", "die": "Killed", "wound": "Wounded", "injure": "Injured", "hurt": "Injured", "arrest": "Arrests",
    "detain": "Detained", "displace": "Displaced", "evacuate": "Evacuated", "abduct": "Abducted", "kidnap": "Abducted",
    "rescue": "Rescued", "infect": "Infected", "sentence": "Penalty", "jail": "Penalty", "expel": "Expelled",
    "destroy": "Damage", "damage": "Damage", "miss": "Missing", "charge": "Charged", "strand": "Stranded",
}  # fmt: skip
HARMED: Final = frozenset(_HARMS.values()) - {"Penalty", "Damage"}
"""The factors whose rows count people."""
_VOTE: Final = re.compile(
    r"\b(?:(?:by|with|in)\s+)?(?:a\s+vote\s+of\s+)?\d[\d,]*\s+votes?\s+(?:to|in\s+favou?r|against|for)\s+\d[\d,]*(?:\s+votes?)?\b"
    r"|\b(?:by\s+|with\s+|in\s+)?a\s+vote\s+of\s+\d[\d,]*\s*(?:-|–|to)\s*\d[\d,]*\b"
    r"|\b\d[\d,]*\s*(?:-|–|to)\s*\d[\d,]*\s+vote\b"
    r"|\b\d[\d,]*\s+(?:in\s+favou?r|for),?\s+(?:and\s+)?\d[\d,]*\s+against\b"
    r"|\b(?:vot(?:ed|es|ing)|passed|approved|rejected|defeated|cleared)\s+(?:it\s+)?(?:by\s+)?\d[\d,]*\s*(?:-|–|to)\s*\d[\d,]*\b"
    r"|\bunanimously\b"
    r"|\b(?:all\s+)?\d[\d,]*\s+(?:lawmakers?|deputies|senators|members|legislators|countries|states|delegates|mps)\b[^.,;]{0,20}"
    r"\b(?:backed|voted|approved|supported|abstained|opposed|rejected)\b",
    re.IGNORECASE,
)
_PENALTY: Final = re.compile(
    r"\b(?:(?:up\s+to|at\s+least|a\s+maximum\s+of|as\s+much\s+as)\s+)?(?:\w+[- ])?(?:\d+|\w+)[- ](?:years?|months?)"
    r"\s+(?:in|of|behind)\s+"
    r"(?:jail|prison|custody|detention|bars|imprisonment|hard\s+labou?r)\b"
    r"|\bfines?\s+of\s+(?:up\s+to\s+)?[^.,;]{2,40}|\bfined\s+[^.,;]{2,40}|\b(?:life\s+(?:sentence|imprisonment)|death\s+(?:penalty|sentence))\b",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"\b(?:(?:it\s+)?(?:was|is|remains?|remained)\s+(?:not\s+(?:immediately\s+)?(?:clear|known|stated)|unclear|unknown|uncertain|to\s+be\s+seen)\b"
    r"|(?:were|are|was|is)\s+not\s+(?:immediately\s+)?clear\b|(?:has|have|had)\s+yet\s+to\b|(?:gave|given|provided|with|offered)\s+no\s+"
    r"(?:\w+\s+){0,2}(?:details?|date|timetable|timeline|reason|figures?|day|number|explanation|evidence|deadline)"
    r"|did\s+not\s+(?:say|specify|disclose|elaborate|give|identify|name|provide|explain)|could\s+not\s+be\s+(?:\w+\s+)?verified"
    r"|without\s+(?:giving|saying|elaborating|specifying|naming|providing)|nothing\s+(?:was|has\s+been)\s+decided|no\s+decision"
    r"|declined\s+to\s+(?:say|give|share|specify|disclose|name|provide)|(?:said|says)\s+nothing\s+about)",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"[$€£¥₹₽]|\b(?:dollars?|euros?|pounds?|yuan|yen|rupees?|roubles?|rubles?|francs?|pesos?|cents?|usd|eur)\b", re.I
)
_PLAIN_NUMBER: Final = re.compile(r"[^\d]*\d[\d,.]*(?![\w-])|[a-z -]+$", re.I)
_PROVISIONS: Final = {"requires": "Requirement", "forbids": "Prohibition", "permits": "Permission"}
_START: Final = frozenset({"from", "since", "starting", "beginning", "effective", "as of"})
_END: Final = frozenset({"until", "till", "by", "through", "before"})
_NOT_THINGS: Final = frozenset({"PERSON", "NORP", "GPE", "LOC", "DATE", "TIME", "EVENT", "MONEY"})
_TIMELIKE: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "decade", "time", "century", "second"})
_COUNTED_NEAR: Final = 3
"""Sentences after the main happening in which a number still tells of it, as a rule."""
_HARMED_NEAR: Final = 5
_MATTER_NEAR: Final = 10
"""Sentences after the main happening in which rules, votes and penalties still belong to its matter."""
_CONDITIONS_NEAR: Final = 8
"""Sentences within which a condition still belongs to the main happening."""
_SPOKEN: Final = frozenset({"i", "you", "we"})
_SMALL: Final = frozenset({"one", "at least one", "first", "second", "third", "two", "both", "1"})


def find_rows(analysis: Analysis, actors: Sequence[Actor], main: int) -> list[Row]:
    """The rows that quantities, votes, penalties, dates of effect and open questions give, in order of rank."""
    index = MentionIndex.of(analysis, actors)
    rows = [
        *_votes_and_penalties(analysis, main),
        *_harms(analysis, main),
        *_quantities(analysis, main),
        *_kinds(analysis, main, index),
        *_coverage(analysis, main),
        *_provisions(analysis, main),
        *_mediators(analysis),
        *_unknowns(analysis),
        *_conditions(analysis, main),
    ]
    return sorted(rows, key=lambda row: (row.rank, row.span))


def _votes_and_penalties(analysis: Analysis, main: int) -> Iterator[Row]:
    limit = analysis.sentences[min(analysis.sentence_of[main] + _MATTER_NEAR, len(analysis.sentences) - 1)]
    end = analysis.span(limit)[1]
    for pattern, factor in ((_VOTE, "Vote"), (_PENALTY, "Penalty")):
        for count, hit in enumerate(pattern.finditer(analysis.text)):
            if count < 2 and hit.end() <= end:
                yield Row(factor, _stripped(analysis.text, hit.span()), 1.0 + count / 2)


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _harms(analysis: Analysis, main: int) -> Iterator[Row]:
    """Counted people whom something befell: "66 had been detained"."""
    for word in range(len(analysis)):
        factor = _HARMS.get(tree.lemma(analysis, word)) if analysis.upos[word] == "VERB" else None
        if factor is None or analysis.sentence_of[word] > analysis.sentence_of[main] + _HARMED_NEAR:
            continue
        befallen = analysis.dependents(word, "nsubj:pass", "obj") or analysis.dependents(word, "nsubj")
        if tree.lemma(analysis, word) in ("die", "miss"):
            befallen = analysis.dependents(word, "nsubj")
        for nominal in befallen[:1]:
            if analysis.upos[nominal] == "NUM" or analysis.dependents(nominal, "nummod"):
                start, end = tree.phrase(analysis, nominal, 12)
                counted = analysis.dependents(nominal, "nummod")
                left = analysis.subtree_edges[counted[0]][0] if counted and counted[0] < nominal else nominal
                yield Row(factor, analysis.span((max(start, min(left, nominal)), max(end, nominal + 1))), 1.2)


def _quantities(analysis: Analysis, main: int) -> Iterator[Row]:
    """Numbers with what they count, the earlier in the report the more telling."""
    near = analysis.sentence_of[main]
    seen: set[str] = set()
    for entity in analysis.entities:
        if entity.label not in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT"):
            continue
        head = analysis.head_of(entity.words)
        counted = analysis.heads[head] if entity.label == "CARDINAL" and analysis.deprels[head] == "nummod" else head
        if counted < 0 or analysis.slice(entity.words).lower() in _SMALL:
            continue
        noun = tree.lemma(analysis, counted)
        if noun in _TIMELIKE or noun in ("number", "percent") or (entity.label == "CARDINAL" and counted == head):
            continue
        if not _PLAIN_NUMBER.match(analysis.slice(entity.words)) or "/" in analysis.slice(entity.words):
            continue
        label = entity.label
        if label == "MONEY" and not _MONEY.search(analysis.slice(entity.words)):
            label = "QUANTITY"
        factor = _amount_factor(label, tree.form(analysis, counted) if analysis.upos[counted] == "NOUN" else "")
        sentence = analysis.sentence_of[head]
        if factor not in seen and sentence < near + 12:
            span = analysis.span(_counted(analysis, counted, entity.words))
            if _is_hyphenated(analysis, span) or sentence > near + _COUNTED_NEAR:
                continue
            if entity.label == "QUANTITY" and not any(c.isdigit() for c in analysis.text[span[0] : span[1]]):
                continue
            seen.add(factor)
            yield Row(factor, span, 0.78 + 0.4 * abs(sentence - near))


def _is_hyphenated(analysis: Analysis, span: Span) -> bool:
    """Whether a number only describes something else ("100-member")."""
    return " " not in analysis.text[span[0] : span[1]] and "-" in analysis.text[span[0] : span[1]]


def _amount_factor(label: str, noun: str) -> str:
    if label == "CARDINAL":
        return f"Number of {noun}" if noun.isalpha() else "Number"
    return {"MONEY": "Amount of money", "QUANTITY": "Amount", "PERCENT": "Share"}[label]


def _counted(analysis: Analysis, noun: int, number: WordSpan) -> WordSpan:
    start, end = tree.phrase(analysis, noun, 14)
    if end < len(analysis) - 1 and tree.form(analysis, end) in ("per", "a", "an") and analysis.upos[end + 1] == "NOUN":
        end += 2
    return tree.trimmed(analysis, (min(start, number[0]), max(end, number[1])))


def _kinds(analysis: Analysis, main: int, index: MentionIndex) -> Iterator[Row]:
    """The named kind of thing in the sentence of the main happening: a weapon, a vaccine, a model of plane."""
    who = {w for e in analysis.entities if e.label in _NOT_THINGS for w in range(*e.words)}
    products = {analysis.head_of(e.words) for e in analysis.entities if e.label == "PRODUCT"}
    for word in range(main, analysis.sentences[analysis.sentence_of[main]][1]):
        if analysis.upos[word] not in ("NOUN", "PROPN") or word in who:
            continue
        lemma = tree.lemma(analysis, word)
        acted = analysis.forms[word].islower() and is_deverbal(lemma)  # a nomination is no kind of thing
        if acted or index.holding(word) is not None or load_stances().is_a(lemma, "office"):
            continue
        named = [
            c for c in analysis.dependents(word, "compound", "amod") if analysis.upos[c] == "PROPN" and c not in who
        ]
        if word in products or (named and analysis.deprels[word] not in ("compound", "flat", "appos")):
            noun = lemma if analysis.forms[word].islower() else "system"
            yield Row(f"Type of {noun}", analysis.span(_with_abbreviation(analysis, word)), 0.75)
            return


def _with_abbreviation(analysis: Analysis, noun: int) -> WordSpan:
    start, end = tree.phrase(analysis, noun, 14)
    for word in range(start, noun):
        if analysis.xpos[word] == "POS":
            start = word + 1
    return start, end


def _coverage(analysis: Analysis, main: int) -> Iterator[Row]:
    """What a rule covers ("the ban applies to ..."), and to whom the main step applies."""
    lexicon = load_stances()
    for word in range(len(analysis)):
        if analysis.upos[word] != "VERB" or not lexicon.is_a(tree.lemma(analysis, word), "covering"):
            continue
        subject = tree.subjects(analysis, word)
        if not subject or not lexicon.is_a(tree.lemma(analysis, subject[0]), "document"):
            continue
        lemma = tree.lemma(analysis, word)
        if analysis.sentence_of[word] > analysis.sentence_of[main] + _MATTER_NEAR:
            break
        covered = analysis.dependents(word, "obj") or tree.prepositional(analysis, word, ("to",))
        if covered:
            factor = "Exemption" if lemma in ("exempt", "exclude") else "Scope: covers"
            yield Row(factor, analysis.span(tree.phrase(analysis, covered[0], 24)), 0.8)
    for nominal in tree.prepositional(analysis, main, ("to", "for")):
        lemma = tree.lemma(analysis, nominal)
        if analysis.upos[nominal] == "NOUN" and lemma not in _TIMELIKE and not is_deverbal(lemma):
            yield Row("Applies to", analysis.span(tree.phrase(analysis, nominal, 16)), 0.85)


def _provisions(analysis: Analysis, main: int) -> Iterator[Row]:
    """What a bill, a law or a deal would oblige, forbid or allow somebody to do."""
    lexicon = load_stances()
    for word in range(len(analysis)):
        entries = lexicon.verbs.get(tree.lemma(analysis, word), ()) if analysis.upos[word] == "VERB" else ()
        factor = _PROVISIONS.get(entries[0].stance) if entries and "obj+inf" in entries[0].frames else None
        if factor is None or tree.is_passive(analysis, word) or tree.is_negated(analysis, word):
            continue
        if analysis.sentence_of[word] > analysis.sentence_of[main] + _MATTER_NEAR:
            break
        if factor != "Prohibition" and not _says_to_do_what(analysis, word):
            continue  # "allow a vote" does not
        subject = tree.subjects(analysis, word)[:1]
        named = (
            [w for w in _stood_for(analysis, subject[0]) if lexicon.is_a(tree.lemma(analysis, w), "document")]
            if subject
            else []
        )
        if named:
            words = shortened(analysis, (_from(analysis, named[0], word), tree.verb_phrase(analysis, word)[1]))
            if words[1] - words[0] > 2:
                yield Row(factor, analysis.span(words), 1.0)


def _from(analysis: Analysis, document: int, verb: int) -> int:
    """Where a provision begins: at the document that it stands in, so that it can be read alone."""
    own = analysis.sentence_of[document] == analysis.sentence_of[verb] and document < verb
    return tree.phrase(analysis, document)[0] if own else tree.verb_phrase(analysis, verb)[0]


def _says_to_do_what(analysis: Analysis, verb: int) -> bool:
    """Whether a clause hangs on the verb, or on its object where the parser took the two for one phrase."""
    return any(analysis.dependents(word, "xcomp", "ccomp", "acl") for word in (verb, *analysis.dependents(verb, "obj")))


def _stood_for(analysis: Analysis, word: int) -> list[int]:
    """The word itself; for "it" what was told of just before it, for "which" the noun that its clause describes."""
    form = tree.form(analysis, word)
    if form in ("which", "that"):
        described = [w for w in analysis.ancestors(word) if analysis.upos[w] in ("NOUN", "PROPN") and w < word]
        return described[:1]
    if form not in ("it", "this"):
        return [word]
    sentence = analysis.sentence_of[word]
    start = analysis.sentences[max(0, sentence - 1)][0]
    return [w for w in range(start, word) if matches(analysis.deprels[w], ("nsubj", "obj"))]


def _mediators(analysis: Analysis) -> Iterator[Row]:
    for word in range(len(analysis)):
        if analysis.upos[word] != "VERB" or not load_stances().is_a(tree.lemma(analysis, word), "mediating"):
            continue
        noun = tree.lemma(analysis, analysis.heads[word]) if analysis.heads[word] >= 0 else ""
        if noun not in (
            "talk",
            "negotiation",
            "truce",
            "mediation",
            "accord",
            "ceasefire",
            "deal",
            "agreement",
            "effort",
            "process",
        ):
            continue
        for agent in tree.prepositional(analysis, word, ("by",)):
            yield Row("Mediator", analysis.span(tree.phrase(analysis, agent, 10)), 0.95)


def _unknowns(analysis: Analysis) -> Iterator[Row]:
    for count, hit in enumerate(_UNKNOWN.finditer(analysis.text)):
        words = analysis.words_in(hit.span())
        if count >= 2 or words[0] == words[1]:
            return
        clause = analysis.head_of(words)
        while not _is_clause(analysis, clause) and analysis.heads[clause] >= 0:
            clause = analysis.heads[clause]
        if matches(analysis.deprels[clause], ("acl",)):
            continue  # "those who have yet to speak": of whom it is said stands outside the clause
        start, end = tree.clause_words(analysis, clause)
        start, end = min(start, words[0]), max(end, words[1])
        if end - start > 36:
            start, end = words[0], min(end, words[0] + 36)
        yield Row("Not known", analysis.span(tree.trimmed(analysis, (start, end))), 1.3 + count)


def _is_clause(analysis: Analysis, word: int) -> bool:
    return bool(analysis.dependents(word, "nsubj", "csubj", "expl")) or matches(
        analysis.deprels[word], ("root", "ccomp")
    )


def time_factor(analysis: Analysis, span: Span) -> str | None:
    """ "Effective from" or "Deadline" for a time that says when something starts or ends; None for any other."""
    words = analysis.words_in(span)
    if words[0] == words[1]:
        return None
    head = analysis.head_of(words)
    case = tree.cases(analysis, head).split(" ")[0]
    if case in ("since", "after"):
        return "Since" if case == "since" else None
    if case in _START or _takes_effect(analysis, head):
        return "Effective from"
    return "Deadline" if case in _END else None


def _takes_effect(analysis: Analysis, time: int) -> bool:
    """Whether a time says when something takes effect, comes into force or starts."""
    verb = analysis.heads[time]
    if verb < 0:
        return False
    if tree.lemma(analysis, verb) in ("start", "begin"):
        return True
    return any(tree.lemma(analysis, c) in ("effect", "force") for c in analysis.dependents(verb, "obj", "obl"))


def _conditions(analysis: Analysis, main: int) -> Iterator[Row]:
    """Conditions stated near the main happening, whoever they bind."""
    near = analysis.sentence_of[main]
    for word in range(len(analysis)):
        if tree.form(analysis, word) not in ("if", "unless", "provided") or analysis.heads[word] <= word:
            continue
        clause = analysis.heads[word]
        if abs(analysis.sentence_of[word] - near) <= _CONDITIONS_NEAR and _is_condition(analysis, word, clause):
            end = analysis.subtree_edges[clause][1]
            yield Row("Condition", analysis.span(tree.trimmed(analysis, (word, max(end, word + 1)))), 1.7)


def _is_condition(analysis: Analysis, marker: int, clause: int) -> bool:
    """Whether a clause says on what something depends, not "even if", "as if", "asked if" or "if you ask me"."""
    if analysis.deprels[clause] != "advcl" or tree.form(analysis, max(0, marker - 1)) in ("even", "as", "and"):
        return False
    spoken = any(tree.form(analysis, w) in _SPOKEN for w in tree.subjects(analysis, clause))
    return not spoken and bool(tree.auxiliaries(analysis, analysis.heads[clause]))
