"""The main happening of a report: which clause tells it, and its who, what, when, where, why and how."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.knowledge.word_families import is_deverbal
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.reading.keypoints.cutting import shortened
from onrecord.reading.keypoints.lead import BACK, BARE, SPEECH, is_caption, main_predicate, told_in
from onrecord.records import Event, Place, Position, Report, Time
from onrecord.spans import overlaps

NEWS_DAYS: Final = 14
"""A report's main happening is as a rule no older than that."""
_OPENING: Final = 10
"""Sentences among which a missing answer is looked for."""
_SAYS: Final = 3
"""Words after the predicate that "what" keeps at least."""
_SHORT: Final = 5
"""Words of a "what" that is told on with the verb coordinated with it."""
_SITES: Final = frozenset({"GPE", "LOC", "FAC"})
_STAMPS: Final = frozenset({"updated", "update", "published", "posted", "modified", "last", "created"})
_LIMITS: Final = frozenset({"past", "until", "till", "by", "through", "from", "since", "before"})
_PLACING: Final = frozenset(
    "in at near inside across outside into to from on over off around along between throughout through within".split()
)
_PLACED: Final = 6
"""Sentences among which a place is looked for that the happening's own does not name."""
_GOES_ON: Final = 4
_ELABORATING: Final = 5
"""Sentences after the happening in which its details are told."""
_MEANT: Final = frozenset("attempt effort bid move response reaction protest retaliation answer hope".split())
"""Nouns after "in" that lead to a purpose or an occasion."""
_LONG_NAME: Final = 14
_MODALS: Final = frozenset("would could should might may must can will shall".split())
_CAUSAL_PREPOSITIONS: Final = frozenset({
    "because of", "due to", "owing to", "in response to", "in the wake of", "thanks to", "as a result of",
    "for fear of", "in protest at", "on account of",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """The predicate that tells the main happening, with the answers found as word spans; None where there is none."""

    predicate: int
    who: WordSpan | None
    what: WordSpan
    when: Time | None
    where: WordSpan | None
    why: WordSpan | None
    how: WordSpan | None


def find_happening(
    report: Report,
    analysis: Analysis,
    places: Sequence[Place],
    times: Sequence[Time],
    events: Sequence[Event],
    positions: Sequence[Position],
) -> Happening | None:
    """The main happening, or None for a text without a clause."""
    predicate = main_predicate(report, analysis, events, positions)
    if predicate is None:
        return None
    reader = _Answers(analysis, predicate, places, times)
    clause = analysis.span(tree.clause_words(analysis, predicate))
    stance = any(overlaps(span, clause) for position in positions for span in position.evidence)
    why = reader.why()  # found first: "what" ends before it
    return Happening(
        predicate=predicate, who=reader.who(), what=reader.what(), when=reader.when(report), where=reader.where(stance),
        why=why, how=reader.how(),
    )  # fmt: skip


class _Answers:
    def __init__(self, analysis: Analysis, predicate: int, places: Sequence[Place], times: Sequence[Time]) -> None:
        self.analysis = analysis
        self.predicate = predicate
        self.sentence = analysis.sentences[analysis.sentence_of[predicate]]
        self.places = places
        self.index = {analysis.head_of(e.words): e.words for e in analysis.entities if e.label in _SITES}
        named = {analysis.head_of(words): words for words in _mention_words(analysis, places)}
        bodies = {analysis.head_of(e.words): e.words for e in analysis.entities if e.label == "ORG"}
        self.index = bodies | self.index | named
        whole = [place for place in places if place.country is not None and place.admin1 is None]
        self.countries = set(_mention_words(analysis, whole))
        self.bodies = bodies.keys() - named.keys()
        self.times = times
        self.why_head: int | None = None
        self.timed = {word for time in times for word in range(*analysis.words_in(time.span))}

    def who(self) -> WordSpan | None:
        """The subject; of a passive its agent, where there is one."""
        analysis = self.analysis
        if tree.is_passive(analysis, self.predicate):
            agents = analysis.dependents(self.predicate, "obl:agent")
            if agents:
                return self._called(agents[0])
        found = tree.subjects(analysis, self.predicate)
        if found:
            return self._called(found[0])
        start = tree.body_start(analysis, analysis.sentence_of[self.predicate])
        if self.sentence[0] < start < self.predicate:  # the parser took the dateline for the subject
            end = next((w for w in range(start, self.predicate) if analysis.upos[w] in ("AUX", "ADV")), self.predicate)
            return tree.trimmed(analysis, (start, min(max(end, start + 1), start + 14)))
        named = [e for e in analysis.entities if e.label in ("PERSON", "ORG") and e.words[0] < self.sentence[1]]
        return named[0].words if named else None

    def _called(self, head: int) -> WordSpan:
        """A nominal; a long one only up to what is told of it ("the mayor elected in May as the next head of ...")."""
        analysis = self.analysis
        start, end = tree.phrase(analysis, head)
        timed = [c for c in analysis.dependents(head, "nmod", "obl") if c > head and c in self.timed]
        end = min([end, *(analysis.subtree_edges[c][0] for c in timed)])
        for relations in (("acl",), ("nmod", "appos", "conj")):
            starts = [analysis.subtree_edges[c][0] for c in analysis.dependents(head, *relations) if c > head]
            later = [s for s in starts if head < s < end]
            if end - start > _LONG_NAME and later:
                end = min(later)
        return tree.trimmed(analysis, (start, min(end, max(head + 1, start + _LONG_NAME))))

    def what(self) -> WordSpan:
        """The predicate with its complements, up to a clause of time, reason or comment."""
        analysis = self.analysis
        start, end = tree.verb_phrase(analysis, self.predicate)
        for child in analysis.children[self.predicate]:
            if child < self.predicate and analysis.deprels[child] in ("aux", "aux:pass", "cop", "advmod"):
                form = tree.form(analysis, child)
                if form in tree.NEGATIONS or form in tree.FUTURE or analysis.deprels[child] != "advmod":
                    start = min(start, child)
        if analysis.upos[end - 1] == "SCONJ":  # "is proof that", cut before an aside
            end = tree.clause_words(analysis, self.predicate)[1]
        colon = next((w for w in range(start, self.predicate) if analysis.forms[w] == ":"), start - 1)
        start = max(start, colon + 1)  # "Latest on the strike: minister resigns"
        return shortened(analysis, tree.without_speaker(analysis, (start, self._before_why(self._with_next(end)))))

    def _with_next(self, end: int) -> int:
        """Where "what" ends: after the verb coordinated with a short one ("left early and blocked the vote")."""
        analysis, start = self.analysis, self.predicate
        for child in analysis.dependents(self.predicate, "conj"):
            own = analysis.dependents(child, "nsubj", "nsubj:pass", "csubj", "expl")
            if child > start and end - start < _SHORT and not own and analysis.upos[child] != "PUNCT":
                end = max(end, tree.verb_phrase(analysis, child)[1])
        return end

    def _before_why(self, end: int) -> int:
        """Where "what" ends: before a purpose or an occasion at its end, which "why" tells."""
        analysis, head = self.analysis, self.why_head
        told = head is not None and (self._is_purpose(head) or is_occasion(analysis, head))
        if head is None or not told or analysis.subtree_edges[head][1] < end:
            return end
        start = analysis.subtree_edges[head][0]
        return start if self.predicate + _SAYS <= start < end else end

    def when(self, report: Report) -> Time | None:
        """The first point in time in the sentence of the happening, else in the lead."""
        analysis = self.analysis
        dated = [t for t in self.times if t.type in ("DATE", "TIME") and not t.value.endswith("_REF")]
        told = [t for t in dated if not self._in_dateline(analysis.words_in(t.span)[0])]
        dated = [t for t in told if not self._in_stamp(t)] or dated
        ranked = [
            (self._is_far(time, report), *self._rank(time, order), time)
            for order, sentence in enumerate([self.sentence, *analysis.sentences[:_OPENING]])
            for time in dated
            if overlaps(time.span, analysis.span(sentence))
        ]
        best = min(ranked, key=lambda row: row[:-1]) if ranked else None
        if best is None or (best[1] and not overlaps(best[-1].span, analysis.span(self.sentence))):
            return None  # a year or "recently" in another sentence dates something else
        return best[-1]

    def _is_far(self, time: Time, report: Report) -> bool:
        """Whether a day lies weeks before the report came out, or after it though the happening is not to come."""
        if report.published is None or time.earliest is None or len(time.earliest) < len("2000-01-01"):
            return False
        days = (date.fromisoformat(time.earliest[:10]) - date.fromisoformat(report.published[:10])).days
        ahead = tree.FUTURE.intersection(tree.auxiliaries(self.analysis, self.predicate))
        return days < -NEWS_DAYS or (days > 0 and not ahead)

    def _in_dateline(self, word: int) -> bool:
        sentence = self.analysis.sentence_of[min(word, len(self.analysis) - 1)]
        return word < tree.body_start(self.analysis, sentence)

    def _in_stamp(self, time: Time) -> bool:
        """Whether a time stands in a line that says when the page was published or updated."""
        words = self.analysis.words_in(time.span)
        start = self.analysis.sentences[self.analysis.sentence_of[words[0]]][0]
        return any(tree.form(self.analysis, w) in _STAMPS for w in range(start, min(start + 2, words[0])))

    def _rank(self, time: Time, order: int) -> tuple[bool, int, bool, int]:
        """A day or an hour before a year or "recently", then the nearer sentence, then what hangs on the predicate."""
        word = self.analysis.head_of(self.analysis.words_in(time.span))
        precise = re.search(r"\d-(?:W..-)?\d\d?(?:T|$)|XX-\d\d-\d\d|W..-\d", time.value) is not None
        limit = tree.cases(self.analysis, word).split(" ")[0] in _LIMITS or self._is_end(time)
        aside = limit or self.predicate not in self.analysis.ancestors(word)
        return not precise, order + 2 * limit, aside, time.span[0]

    def _is_end(self, time: Time) -> bool:
        """Whether a time only bounds something ("until the end of June")."""
        first = self.analysis.words_in(time.span)[0]
        return any(tree.form(self.analysis, w) in _LIMITS for w in range(max(0, first - 2), first))

    def where(self, is_stance: bool) -> WordSpan | None:
        """The place named in the sentence of the happening after a preposition of place, else in the lead.

        What somebody permits, forbids or promises (`is_stance`) has its place, if any, in its own sentence: other
        places in the lead are as a rule those that the matter is about.
        """
        others = [s for s in self.analysis.sentences[:_PLACED] if not is_caption(self.analysis, s)]
        for sentence in [self.sentence, *others]:
            ranked = [
                (*ranks, found)
                for word in range(*sentence)
                if word in self.index
                for ranks, found in self._placed(word)
            ]
            near = [row for row in ranked if sentence == self.sentence or row[-1] not in self.countries]
            if near:
                return min(near)[-1]
            if is_stance:
                return None
        return self._most_named_place()

    def _placed(self, word: int) -> Iterator[tuple[tuple[bool, int], WordSpan]]:
        """The place that a name gives, alone or as a part of another ("the lower half of the lake"), with its rank."""
        analysis = self.analysis
        if analysis.deprels[word] in ("nmod:poss", "amod"):
            return
        case, whole = tree.cases(analysis, word).split(" ")[0], self.index[word]
        if word not in self.bodies and case in ("of", "") and matches(analysis.deprels[word], ("nmod", "compound")):
            above = analysis.heads[word]
            case = tree.cases(analysis, above).split(" ")[0] if matches(analysis.deprels[above], ("obl",)) else ""
            whole = tree.phrase(analysis, above, 8)
            if case not in _PLACING - {"from", "to", "into"} or analysis.upos[above] != "NOUN" or above in self.timed:
                return
        if word in self.bodies and case not in ("at", "near", "inside", "outside"):
            return
        if case in ("from", "to") and not matches(analysis.deprels[word], ("obl",)):
            return
        if case in _PLACING:
            yield (case in ("from", "to"), word), whole

    def _most_named_place(self) -> WordSpan | None:
        """The place with most mentions: a report that goes on about a place happened there."""
        ranked = sorted(self.places, key=lambda place: (-len(place.mentions), place.mentions[0]))
        if not ranked or len(ranked[0].mentions) < _GOES_ON:
            return None
        words = self.analysis.words_in(ranked[0].mentions[0])
        return words if words[0] < words[1] else None

    def why(self) -> WordSpan | None:
        """A clause of reason, occasion or purpose of the happening, else of what the next sentences add about it."""
        for predicate in (self.predicate, *self._elaborating()):
            sentence = self.analysis.sentences[self.analysis.sentence_of[predicate]]
            found = self._reason_under(range(*sentence)) or self._occasion(predicate) or self._purpose(predicate)
            if found is not None:
                return found
        for sentence in self.analysis.sentences[:8]:
            found = self._reason_under(range(*sentence))
            if found is not None:
                return found
        return None

    def _purpose(self, predicate: int) -> WordSpan | None:
        """What the happening is for: "in order to", or an infinitive that does not merely complete its verb."""
        analysis = self.analysis
        for near in (predicate, *analysis.dependents(predicate, "xcomp", "conj")):
            for child in analysis.dependents(near, "advcl"):
                if self._is_purpose(child) and not self._is_object(child):
                    self.why_head = child
                    return self._cut((self._with_to(child), tree.verb_phrase(analysis, child)[1]))
        return None

    def _with_to(self, verb: int) -> int:
        return min(c for c in self.analysis.children[verb] if tree.form(self.analysis, c) == "to")

    def _occasion(self, predicate: int) -> WordSpan | None:
        """What a clause follows on: in news, "after", "amid" and "over" say as a rule why something is done."""
        analysis = self.analysis
        for child in analysis.children[predicate]:
            rel = analysis.deprels[child]
            clause = rel == "advcl" and tree.marker(analysis, child) in ("after", "as")
            nominal = matches(rel, ("obl",)) and self._is_occasion(child)
            if child > predicate and (clause or nominal) and child not in self.timed:
                self.why_head = child
                return self._cut(tree.edges(analysis, child))
        return None

    def _is_occasion(self, noun: int) -> bool:
        """Whether a prepositional phrase tells an occasion: "amid protests", "for talks", "in a bid to"."""
        case, lemma = tree.cases(self.analysis, noun).split(" ")[0], tree.lemma(self.analysis, noun)
        if case in ("amid", "following", "over"):
            return True
        return (case == "in" and lemma in _MEANT) or (case in ("for", "after") and is_deverbal(lemma))

    def _elaborating(self) -> Iterator[int]:
        """The predicates of the next sentences that tell of somebody or something in the happening's own sentence."""
        analysis = self.analysis
        own = analysis.sentence_of[self.predicate]
        named = self._participants(range(*self.sentence))
        for words in analysis.sentences[own + 1 : own + 1 + _ELABORATING]:
            for word in told_in(analysis, words):
                told = analysis.upos[word] == "VERB" and tree.lemma(analysis, word) not in BARE
                if told and named & self._participants(range(*words)):
                    yield word

    def _is_object(self, word: int) -> bool:
        """Whether an infinitive only completes its verb ("agreed to stop")."""
        entries = load_stances().verbs.get(tree.lemma(self.analysis, self.analysis.heads[word]), ())
        return any(entry.frames & {"inf", "clause"} for entry in entries)

    def _reason_under(self, words: range) -> WordSpan | None:
        analysis = self.analysis
        for word in words:
            rel = analysis.deprels[word]
            if matches(rel, ("advcl",)) and tree.marker(analysis, word) in ("because", "so that", "in order"):
                return self._cut(tree.edges(analysis, word))
            if matches(rel, ("obl", "nmod")) and tree.cases(analysis, word) in _CAUSAL_PREPOSITIONS:
                return self._cut(tree.edges(analysis, word))
        return None

    def how(self) -> WordSpan | None:
        """A clause of manner ("by closing two lanes") under the happening."""
        analysis = self.analysis
        passive = tree.is_passive(analysis, self.predicate)
        for child in analysis.children[self.predicate]:
            case = tree.cases(analysis, child)
            if analysis.deprels[child] == "advcl":
                gerund = analysis.xpos[child] == "VBG" and not case and child > self.predicate
                told = child != self.why_head and (case in ("by", "through", "via") or gerund)
            else:
                means = case in ("through", "via", "after") or (case == "by" and not passive)
                told = means and matches(analysis.deprels[child], ("obl",)) and child not in self.timed
            if told:
                return self._cut(tree.edges(analysis, child))
        return self._elaboration()

    def _elaboration(self) -> WordSpan | None:
        """What the next sentences add: news tells first that something happened, then how."""
        found = next((word for word in self._elaborating() if self._is_deed(word)), None)
        return None if found is None else self._cut(tree.trimmed(self.analysis, tree.verb_phrase(self.analysis, found)))

    def _is_deed(self, predicate: int) -> bool:
        """Whether a clause says what was done: no wish, word or rule, but something that took place."""
        analysis = self.analysis
        if tree.lemma(analysis, predicate) in SPEECH or tree.is_negated(analysis, predicate):
            return False
        if set(tree.auxiliaries(analysis, predicate)) & _MODALS or not tree.is_finite(analysis, predicate):
            return False
        subject = range(*tree.edges(analysis, found[0])) if (found := tree.subjects(analysis, predicate)) else range(0)
        who = self.who()
        own = self._participants(range(*who)) if who else set()
        return any(tree.form(analysis, w) in BACK for w in subject) or bool(own & self._participants(subject))

    def _participants(self, words: range) -> set[str]:
        analysis = self.analysis
        return {analysis.lemmas[w].lower() for w in words if analysis.upos[w] in ("NOUN", "PROPN")}

    def _is_purpose(self, word: int) -> bool:
        analysis = self.analysis
        return analysis.xpos[word] == "VB" and any(tree.form(analysis, c) == "to" for c in analysis.children[word])

    def _cut(self, words: WordSpan) -> WordSpan:
        return shortened(self.analysis, words)


def is_occasion(analysis: Analysis, head: int) -> bool:
    """Whether a clause tells what a deed answers: "after the talks failed", not "two days after the talks failed"."""
    told = tree.is_finite(analysis, head) and bool(analysis.dependents(head, "nsubj", "nsubj:pass", "expl"))
    return told and tree.form(analysis, tree.edges(analysis, head)[0]) == "after"


def _mention_words(analysis: Analysis, places: Sequence[Place]) -> list[WordSpan]:
    """The words of all mentions of places, the shorter first, so that the longer win where heads are shared."""
    found = [analysis.words_in(span) for place in places for span in place.mentions]
    return sorted((words for words in found if words[0] < words[1]), key=lambda words: (words[1] - words[0], words))
