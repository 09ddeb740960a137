"""What a report tells of one person, thing or body: each happening that it takes part in, with its day.

Political or not, a happening is named by a verb or by a noun of a verb ("launch", "resignation") and has the entity for
its agent or patient, by the tree or through a shared subject, as in SemEval-2015 task 4 (Minard et al. 2015).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.knowledge.word_families import is_deverbal
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.records import Actor, Attribution, Report, Time
from onrecord.spans import Span

AGENT_OR_PATIENT = ("nsubj", "obj", "iobj")
SHARING = ("conj", "xcomp", "advcl")
"""A verb without a subject of its own that stands so to another has the other's subject."""
NAMING = ("flat", "compound", "appos")
STATES = frozenset({"be", "seem", "appear", "remain", "become"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
NEWS = timedelta(days=4)
"""How long before a report came out the day may be that it tells of."""
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|$)")


@dataclass(frozen=True, slots=True)
class Happening:
    """A happening told of an entity: the word that names it, its sentence, the entity's mention, and when it was.

    `day` is a year, a month or a day in ISO form, as exact as the report is, or None where it tells no day; `basis`
    is stated where a time stands with it, inferred where the day is that of the happening told before or of the report.
    """

    trigger: Span
    sentence: Span
    mention: Span
    day: str | None
    basis: str


def find_happenings(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    entity: str,
) -> tuple[Happening, ...]:
    """What the report tells of the entity of this name, in text order."""
    mentions = sorted({*_named(analysis, entity), *_as_actor(actors, entity)})
    mentions = sorted({*mentions, *_chained(analysis, mentions), *_speaking(analysis, attributions, mentions)})
    found: dict[int, Span] = {}
    for mention in mentions:
        words = analysis.words_in(mention)
        if words[0] < words[1]:
            for word in _predicates(analysis, analysis.head_of(words)):
                found.setdefault(word, mention)
    days = _Days(report, analysis, times)
    return tuple(_happening(analysis, days, word, found[word]) for word in sorted(found) if _happens(analysis, word))


def _happening(analysis: Analysis, days: "_Days", word: int, mention: Span) -> Happening:
    day, basis = days.of(word)
    sentence = analysis.span(analysis.sentences[analysis.sentence_of[word]])
    return Happening(analysis.span((word, word + 1)), sentence, mention, day, basis)


def _named(analysis: Analysis, entity: str) -> Iterator[Span]:
    """Where the report has the name, whatever its case; of a person's full name, the last word too.

    A word more between two of its words makes no difference; where the whole name is nowhere, its last words will do,
    two at least.
    """
    wanted = [word.rstrip("s") for word in entity.lower().split()]
    forms = [form.lower().rstrip("s") for form in analysis.forms]
    hits: list[WordSpan] = []
    for length in range(len(wanted), min(2, len(wanted)) - 1, -1):
        hits = hits or list(_runs(forms, wanted[-length:]))
    yield from (analysis.span(words) for words in hits)
    people = {e.words for e in analysis.entities if e.label == "PERSON"}
    if people.intersection(hits):
        yield from (analysis.span(words) for words in people if forms[words[0] : words[1]] == wanted[-1:])


def _runs(forms: Sequence[str], wanted: Sequence[str]) -> Iterator[WordSpan]:
    """Where the wanted words follow each other, with at most one word between any two."""
    for start, form in enumerate(forms):
        at = start + 1
        for word in wanted[1:]:
            ahead = forms[at : at + 2]
            at = at + 1 + ahead.index(word) if word in ahead else len(forms) + 1
        if form == wanted[0] and at <= len(forms):
            yield start, at


def _as_actor(actors: Sequence[Actor], entity: str) -> Iterator[Span]:
    for actor in actors:
        if actor.name.lower() == entity.lower():
            yield from actor.mentions


def _chained(analysis: Analysis, mentions: Sequence[Span]) -> Iterator[Span]:
    """The pronouns and descriptions of the chains whose names are mentions, half of them at least."""
    heads = {analysis.head_of(analysis.words_in(m)) for m in mentions}
    for chain in analysis.chains:
        shared = heads.intersection(chain.heads)
        if shared and len(shared) * 2 >= sum(analysis.upos[head] == "PROPN" for head in chain.heads):
            yield from (analysis.span((head, head + 1)) for head in chain.heads)


def _speaking(analysis: Analysis, attributions: Sequence[Attribution], mentions: Sequence[Span]) -> Iterator[Span]:
    """The first persons in what the entity says in its own words."""
    own = set(mentions)
    for attribution in attributions:
        if attribution.quotation == "indirect" or attribution.source.span is None:
            continue
        if any(m[0] < attribution.source.span[1] and attribution.source.span[0] < m[1] for m in own):
            for span in attribution.content:
                for word in range(*analysis.words_in(span)):
                    if analysis.forms[word].lower() in FIRST_PERSON:
                        yield analysis.span((word, word + 1))


def _predicates(analysis: Analysis, word: int) -> Iterator[int]:
    """The words that name what the mention headed by `word` does or undergoes."""
    while matches(analysis.deprels[word], NAMING) and analysis.heads[word] >= 0:
        word = analysis.heads[word]
    head, relation = analysis.heads[word], analysis.deprels[word]
    if head < 0:
        return
    if relation == "conj" and analysis.upos[head] in ("NOUN", "PROPN", "PRON"):
        yield from _predicates(analysis, head)
    elif matches(relation, AGENT_OR_PATIENT):
        yield from _with_sharing(analysis, head) if matches(relation, ("nsubj",)) else iter((head,))
        if relation == "obj":
            yield from (c for c in analysis.dependents(head, "xcomp") if analysis.upos[c] == "VERB")
    elif _is_agent(analysis, word) or _is_of_noun(analysis, word):
        yield head
    yield from analysis.dependents(word, "acl")


def _is_agent(analysis: Analysis, word: int) -> bool:
    """Whether the word is the agent of a passive."""
    obliquely = matches(analysis.deprels[word], ("obl",)) and tree.cases(analysis, word) == "by"
    return obliquely and tree.is_passive(analysis, analysis.heads[word])


def _is_of_noun(analysis: Analysis, word: int) -> bool:
    """Whether the word stands with a noun as its subject or object would with the verb."""
    prepositions = ("", "of", "by", "for")
    return matches(analysis.deprels[word], ("nmod", "compound")) and tree.cases(analysis, word) in prepositions


def _with_sharing(analysis: Analysis, verb: int) -> Iterator[int]:
    """The verb, and those that have its subject for theirs."""
    yield verb
    for child in analysis.children[verb]:
        shares = matches(analysis.deprels[child], SHARING) and not analysis.dependents(child, "nsubj", "csubj")
        if shares and analysis.upos[child] in ("VERB", "NOUN", "ADJ"):
            yield from _with_sharing(analysis, child)


def _happens(analysis: Analysis, word: int) -> bool:
    """Whether the word names a happening, and one that is not denied."""
    lemma = analysis.lemmas[word].lower()
    if analysis.upos[word] == "VERB":
        doubtful = tree.is_negated(analysis, word) or tree.POSSIBLE.intersection(tree.auxiliaries(analysis, word))
        return lemma not in STATES and not doubtful
    return analysis.upos[word] == "NOUN" and is_deverbal(lemma)


class _Days:
    """The day of a happening: of the times that stand with it, else carried over from what was told before."""

    def __init__(self, report: Report, analysis: Analysis, times: Sequence[Time]) -> None:
        self._analysis = analysis
        self._dated: dict[int, list[tuple[int, str]]] = {}
        for time in times:
            day = _DAY.match(time.value)
            words = analysis.words_in(time.span)
            if time.type in ("DATE", "TIME") and day and words[0] < words[1]:
                head = analysis.head_of(words)
                self._dated.setdefault(analysis.sentence_of[head], []).append((head, day.group()))
        self._news = self._day_of_news((report.published or "")[:10] or None)

    def of(self, word: int) -> tuple[str | None, str]:
        """The day of the happening that `word` names, and whether it is stated or inferred."""
        listed = self._dated.get(self._analysis.sentence_of[word], [])
        clauses = [word, *self._analysis.ancestors(word)]
        for clause in clauses:
            for head, day in listed:
                if self._near(head, clause):
                    return day, "stated"
        if tree.is_past(self._analysis, word):
            return None, "stated"
        return self._news, "inferred"

    def _day_of_news(self, published: str | None) -> str | None:
        """The day of what is told without one: the first day that the report names of those just before it came out."""
        if published is None:
            return None
        latest = date.fromisoformat(published)
        for sentence in sorted(self._dated):
            for _, day in self._dated[sentence]:
                if len(day) == 10 and latest - NEWS <= date.fromisoformat(day) < latest:
                    return day
        return published

    def _near(self, time: int, clause: int) -> bool:
        """Whether the time hangs on the clause, with no other verb between the two."""
        for above in self._analysis.ancestors(time):
            if above == clause:
                return True
            if self._analysis.upos[above] == "VERB":
                return False
        return False
