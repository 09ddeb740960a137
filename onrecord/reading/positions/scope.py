"""What goes with a stance: conditions, objectives, reasons, targets, areas, and from when until when it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.knowledge.stances import StanceLexicon
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.records import Place, Time

_CONDITIONAL: Final = frozenset({
    "if", "unless", "provided", "provided that", "providing", "as long as", "so long as", "on condition that",
    "only if", "until", "once", "even if", "in case", "on the condition that", "pending", "in so far as", "insofar as",
})  # fmt: skip
_CONDITIONAL_PREPOSITIONS: Final = frozenset({
    "in return for", "in exchange for", "subject to", "in return", "in exchange", "pending", "conditional on",
    "barring",
})  # fmt: skip
_CAUSAL: Final = frozenset({"because", "since", "as", "for", "given that", "seeing as", "inasmuch as", "considering"})
_CAUSAL_PREPOSITIONS: Final = frozenset({
    "because of", "due to", "owing to", "amid", "in response to", "on account of", "in light of", "in view of",
    "in retaliation for", "in protest at", "in protest against", "for fear of", "in reaction to", "thanks to",
})  # fmt: skip
_IN_ORDER: Final = frozenset({"in order", "so", "so that", "so as", "in a bid", "in an effort", "in order that"})
_PURPOSE_NOUNS: Final = frozenset({"bid", "effort", "attempt", "aim", "drive", "order", "hope"})
_FROM: Final = frozenset({"since", "from", "starting", "beginning", "effective", "as of", "after", "as from"})
_UNTIL: Final = frozenset({"until", "till", "through", "by", "before", "up to", "up until"})
_LOCATIVE: Final = frozenset({
    "in", "inside", "into", "within", "across", "to", "from", "near", "at", "on", "out of", "out", "over", "through",
    "throughout", "around", "towards", "toward", "outside", "off", "along", "via", "onto", "between", "of", "against",
})  # fmt: skip


@dataclass
class Modifiers:
    """The words that limit or explain a stance; `dropped` are dependents to be left out of the matter."""

    conditions: list[WordSpan] = field(default_factory=list)
    objectives: list[WordSpan] = field(default_factory=list)
    reasons: list[WordSpan] = field(default_factory=list)
    targets: list[WordSpan] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)


class ScopeReader:
    """Finds the modifiers, times and places of stances; one instance a report."""

    def __init__(
        self, analysis: Analysis, lexicon: StanceLexicon, places: Sequence[Place], times: Sequence[Time]
    ) -> None:
        self._analysis = analysis
        self._lexicon = lexicon
        self._places = _place_heads(analysis, places)
        self._times: dict[int, Time] = {}
        for time in times:
            for word in range(*analysis.words_in(time.span)):
                self._times[word] = time
        self._markers = _condition_markers(analysis)

    def modifiers(self, clause: int, matter: int, complement: int | None) -> Modifiers:
        """The modifiers in the clause of a stance and in its matter; `complement` is the clause that is the matter."""
        found = Modifiers()
        words = [clause] if clause == matter else [clause, matter]
        words += [w for w in tree.dependents_alike(self._analysis, matter) if w not in words]
        for word in words:
            for child in self._analysis.children[word]:
                if child != complement and child != matter:
                    self._sort(found, word, child)
        if not found.conditions:
            found.conditions += self._later_condition(clause, matter)
        found.targets += self.targets(*words)
        return found

    def _later_condition(self, clause: int, matter: int) -> list[WordSpan]:
        """A condition later in the sentence that no other full clause comes before."""
        analysis = self._analysis
        for marker in self._markers.get(analysis.sentence_of[clause], ()):
            if marker < clause or any(
                w != matter and analysis.upos[w] == "VERB" and analysis.dependents(w, "nsubj")
                for w in range(clause + 1, marker)
            ):
                continue
            end = analysis.subtree_edges[analysis.heads[marker]][1]
            words = (marker, max(end, marker + 1))
            return [self._with_only(tree.trimmed(analysis, tree.without_speaker(self._analysis, words)))]
        return []

    def _sort(self, found: Modifiers, head: int, child: int) -> None:
        analysis = self._analysis
        rel = analysis.deprels[child]
        if matches(rel, ("advcl", "acl")) or (rel == "xcomp" and analysis.upos[child] == "VERB"):
            self._sort_clause(found, head, child)
        elif matches(rel, ("obl", "nmod")):
            self._sort_phrase(found, child)

    def _sort_clause(self, found: Modifiers, head: int, child: int) -> None:
        analysis = self._analysis
        marker = tree.marker(analysis, child)
        lemma = tree.lemma(analysis, child)
        span = tree.trimmed(analysis, analysis.subtree_edges[child])
        if marker in _CONDITIONAL or self._starts_with(span, _CONDITIONAL):
            found.conditions.append(self._with_only(tree.without_speaker(self._analysis, span)))
        elif marker in _IN_ORDER or (self._is_purpose(child) and analysis.deprels[child] == "advcl"):
            found.objectives.append(tree.verb_phrase(analysis, child))
        elif (
            (marker in _CAUSAL and tree.is_finite(analysis, child) and child > head)
            or (self._lexicon.is_a(lemma, "reasoning") and analysis.xpos[child] == "VBG" and not marker)
            or (self._lexicon.is_a(lemma, "driven") and tree.is_passive(analysis, child))
        ):
            found.reasons.append(span)
        elif lemma in ("aim", "intend", "design", "mean") and analysis.xpos[child] == "VBN":
            found.objectives.append(span)
        else:
            return
        found.dropped.add(child)

    def _sort_phrase(self, found: Modifiers, child: int) -> None:
        analysis = self._analysis
        case = tree.cases(analysis, child)
        span = tree.trimmed(analysis, analysis.subtree_edges[child])
        lemma = tree.lemma(analysis, child)
        if (
            case in _CONDITIONAL_PREPOSITIONS
            or (case in ("on", "under") and lemma in ("condition", "supervision"))
            or (lemma in ("return", "exchange") and case == "in")
        ):
            found.conditions.append(span)
        elif (
            case in _CAUSAL_PREPOSITIONS
            or (case in ("over", "on", "for", "out of") and self._lexicon.is_a(lemma, "worry"))
            or (lemma == "response" and case == "in")
        ):
            found.reasons.append(span)
        elif lemma in _PURPOSE_NOUNS and case in ("in", "with"):
            found.objectives.append(span)
        else:
            return
        found.dropped.add(child)

    def targets(self, *words: int) -> list[WordSpan]:
        """Against whom or what: phrases with "against", and the objects of verbs of striking."""
        analysis = self._analysis
        found: list[WordSpan] = []
        for word in self._inner_words(words):
            if tree.cases(analysis, word) == "against" and analysis.upos[word] in ("NOUN", "PROPN"):
                found.append(tree.phrase(analysis, word))
            elif self._lexicon.is_a(tree.lemma(analysis, word), "striking") and analysis.upos[word] == "VERB":
                found += [tree.phrase(analysis, obj) for obj in analysis.dependents(word, "obj")[:1]]
        return list(dict.fromkeys(found))[:3]

    def _inner_words(self, words: Sequence[int]) -> Iterator[int]:
        start, end = self._analysis.subtree_edges[words[-1]]
        yield from range(max(start, words[-1]), min(end, words[-1] + 40))

    def restrictions(self, nominal: int, relative: bool) -> list[WordSpan]:
        """The restrictive clauses on a nominal ("shipments loaded before June"), which limit a permission.

        Relative clauses count only where `relative` says so: on those who are permitted something, not on what.
        """
        analysis = self._analysis
        found = []
        for child in analysis.dependents(nominal, "acl"):
            start = analysis.subtree_edges[child][0]
            if (
                (relative or analysis.deprels[child] != "acl:relcl")
                and child > nominal
                and analysis.forms[start - 1] not in (",", "(", "—", "–", "-")
                and not self._is_purpose(child)
            ):
                found.append(tree.trimmed(analysis, analysis.subtree_edges[child]))
        return found

    def areas(self, words: Sequence[WordSpan]) -> tuple[str, ...]:
        """The places named after a preposition of place within the words, in text order."""
        analysis = self._analysis
        found: list[str] = []
        for span in words:
            for word in range(*span):
                if word not in self._places:
                    continue
                place, case = self._places[word]
                if case in _LOCATIVE:
                    found.append(place)
                elif analysis.deprels[word] in ("amod", "compound", "nmod:poss"):
                    noun = tree.lemma(analysis, analysis.heads[word])
                    if noun in (
                        "territory",
                        "soil",
                        "airspace",
                        "water",
                        "border",
                        "land",
                        "coast",
                    ):
                        found.append(place)
        return tuple(dict.fromkeys(found))

    def places_in(self, words: Sequence[WordSpan]) -> tuple[str, ...]:
        """All places named in the words, in text order."""
        return tuple(dict.fromkeys(self._places[w][0] for span in words for w in range(*span) if w in self._places))

    def since_until(self, heads: Sequence[int], ahead: bool) -> tuple[str | None, str | None]:
        """The times from which and until which a stance holds, by the temporal phrases on the given words.

        A duration ("for six months") is an end only for what lies `ahead`.
        """
        begin: dict[bool, str] = {}
        until = None
        for head in heads:
            for child in self._analysis.children[head]:
                time = self._time_at(child)
                if time is None:
                    continue
                case = tree.cases(self._analysis, child)
                if case in _UNTIL or (ahead and case == "for" and time.type == "DURATION"):
                    until = until or time.id
                elif time.type in ("DATE", "TIME"):
                    begin.setdefault(case in _FROM, time.id)
        return begin.get(True) or begin.get(False), until

    def _time_at(self, word: int) -> Time | None:
        if not matches(self._analysis.deprels[word], ("obl", "nmod", "advmod", "amod", "acl", "advcl")):
            return None
        return self._times.get(word)

    def _is_purpose(self, word: int) -> bool:
        analysis = self._analysis
        return analysis.xpos[word] == "VB" and any(
            tree.form(analysis, c) == "to" and analysis.upos[c] == "PART" for c in analysis.children[word]
        )

    def _starts_with(self, span: WordSpan, openings: frozenset[str]) -> bool:
        words = [tree.form(self._analysis, w) for w in range(span[0], min(span[1], span[0] + 3))]
        return any(" ".join(words[:n]) in openings for n in (2, 3))

    def _with_only(self, span: WordSpan) -> WordSpan:
        before = span[0] - 1
        return (before, span[1]) if before >= 0 and tree.form(self._analysis, before) in ("only", "even") else span


def _condition_markers(analysis: Analysis) -> dict[int, list[int]]:
    """By sentence, the words that open a condition: "if", "unless", and "should" before its subject."""
    found: dict[int, list[int]] = {}
    for word in range(len(analysis)):
        form = tree.form(analysis, word)
        if form in ("if", "unless", "provided"):
            opens = analysis.heads[word] > word
        elif form == "should":
            verb = analysis.heads[word]
            opens = (
                any(word < subject < verb for subject in analysis.dependents(verb, "nsubj")) if verb > word else False
            )
        else:
            opens = False
        if opens:
            found.setdefault(analysis.sentence_of[word], []).append(word)
    return found


def _place_heads(analysis: Analysis, places: Sequence[Place]) -> dict[int, tuple[str, str]]:
    """By the head word of each mention of a place: its id and the first word of its preposition, or ""."""
    found: dict[int, tuple[str, str]] = {}
    for place in places:
        for span in place.mentions:
            words = analysis.words_in(span)
            if words[0] < words[1]:
                case = next((c for w in range(*words) if (c := tree.cases(analysis, w))), "")
                found[analysis.head_of(words)] = place.id, case.split(" ")[0]
    return found
