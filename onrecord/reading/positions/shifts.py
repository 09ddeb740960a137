"""Shifts: from which position to which a holder moved, said outright or shown by two positions in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.stage import MAX_EVIDENCE
from onrecord.records import (
    Actor,
    Attribution,
    Direction,
    Position,
    PositionStance,
    Report,
    Shift,
    Time,
    content_id,
)
from onrecord.spans import Span, overlaps

OPEN: Final[frozenset[PositionStance]] = frozenset({"permits", "supports", "commits"})
CLOSED: Final[frozenset[PositionStance]] = frozenset({"forbids", "opposes", "refuses", "hesitates"})
_REACHED: Final[frozenset[PositionStance]] = frozenset(
    {"permits", "supports", "commits", "forbids", "opposes", "refuses", "requires"}
)
SHOWN: Final = 0.5
_TAKEN_UP: Final = frozenset(
    "this move decision step announcement order shift change vote approval ruling reversal".split()
)
_DIRECTIONS: Final[dict[PositionStance, Direction]] = {
    "permits": "loosened", "supports": "loosened", "forbids": "tightened", "requires": "tightened",
}  # fmt: skip
"""Where nothing tells what was held before, the new stance alone says which way things went."""
_NOUNS: Final = re.compile(
    r"\b(?:(?:policy|significant|major|sharp|dramatic|abrupt|sudden|stunning|key|strategic|marked|big)\s+(?:shift|change)"
    r"|(?:shift|change)\s+(?:in|of|from)\s+(?:\w+\s+){0,4}(?:policy|position|stance|course|approach|heart|tack|direction|line)"
    r"|policy\s+(?:shift|change|reversal)|reversal|u-turn|about-face|about-turn|volte-face|climbdown|backtracking|turnaround"
    r"|departure\s+from|break\s+(?:with|from)\s+(?:\w+\s+){0,2}(?:policy|past|tradition|practice|years|decades))\b",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(
    r"\b(?:ending|end(?:s|ed)?|after|following|dropp(?:ing|ed)|overcoming|abandon(?:ing|ed)|despite)\s+(?:its|his|her|their|the)?\s*"
    r"(?:(?:\w+\s+){0,2}(?:weeks?|months?|years?|decades?)\s+of|long|long-standing|longstanding|earlier|initial|previous|repeated)\s+"
    r"(?:\w+\s+){0,2}"
    r"(?:hesitation|hesitancy|hesitance|resistance|delays?|opposition|reluctance|refusals?|objections?|denials?|dithering"
    r"|stalling|wavering|foot-dragging|debate|deadlock)\b",
    re.IGNORECASE,
)
_YIELDED: Final = re.compile(
    r"\b(?:bow(?:s|ed|ing)?|yield(?:s|ed|ing)?|cav(?:es|ed|ing)|capitulat(?:es|ed|ing)|giv(?:es|ing)\s+in|gave\s+in"
    r"|relent(?:s|ed|ing)|back(?:s|ed|ing)\s+down)\b",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"\b(?:revers(?:ed|es|ing)\s+(?:(?:its|his|her|their)\s+)?"
    r"(?:course|position|stance|policy|decision|itself|himself|herself)"
    r"|(?:revers|abandon|scrapp|ditch|dropp|overturn|undo|renounc|break|rescind|shelv)(?:ed|es|ing|s)"
    r"\s+(?:an?|its|his|her|their|the)\s+(?:\w+\s+){0,2}"
    r"(?:plans?|pledges?|promises?|polic(?:y|ies)|vows?|commitments?|stance|position|taboo|tradition|resistance|opposition|objections?)"
    r"|chang(?:ed|es|ing)\s+(?:its|his|her|their)\s+(?:mind|position|stance|policy|tune|course)"
    r"|backtrack(?:ed|s|ing)|made\s+an?\s+(?:u-turn|about-face)|no\s+longer|until\s+(?:now|then|recently))\b",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"\bfor\s+the\s+first\s+time\b|\bin\s+(?:the|its|a)\s+first\b", re.IGNORECASE)
_LASTING: Final = re.compile(
    r"\b(?:for\s+(?:\w+\s+)?(?:days|weeks|months|years|decades)|long|repeatedly|always|initially|earlier|previously)\b",
    re.I,
)
_LOOSENING: Final = frozenset(
    (
        "lift ease loosen relax remove unfreeze reopen unblock soften open legalise legalize waive resume restore phase"
    ).split()
)
_DROPPING: Final = frozenset("scrap drop abolish repeal rescind revoke cancel abandon end overturn".split())
_TIGHTENING: Final = frozenset(
    "tighten extend widen expand reimpose reinstate toughen stiffen broaden close revoke reintroduce step".split()
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A position with what the comparison needs: its words, its sentence, and whether it was held earlier."""

    position: Position
    head: int
    sentence: int
    past: bool
    topic: frozenset[str]


def find_shifts(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    positions: Sequence[Position],
) -> tuple[Shift, ...]:
    """The changes from one position of a holder to another, in text order; one for a holder and a matter.

    What was only considered is no shift, nor is an old position said again.
    """
    if not positions or not len(analysis):
        return ()
    finder = _Finder(analysis, Holders(analysis, actors, attributions, load_stances()), times, positions)
    return tuple(sorted(finder.shifts(), key=lambda shift: min(shift.evidence)))


class _Finder:
    def __init__(
        self, analysis: Analysis, holders: Holders, times: Sequence[Time], positions: Sequence[Position]
    ) -> None:
        self.analysis = analysis
        self.holders = holders
        self.times = times
        self.held = [self._held(position) for position in positions]

    def shifts(self) -> list[Shift]:
        """All shifts, the explicit ones first looked for, then the implied ones."""
        found: list[Shift] = []
        for after in self.held:
            if after.past or after.position.stance not in _REACHED or not self._is_told(after):
                continue
            shift = self._shift_to(after)
            if shift is not None and not self._is_known(found, shift):
                found.append(shift)
        return found

    def _is_told(self, held: _Held) -> bool:
        """Whether a predicate tells the position; a noun ("its ban") only speaks of one that is there already."""
        return self.analysis.upos[held.head] not in ("NOUN", "PROPN", "PRON")

    def _held(self, position: Position) -> _Held:
        analysis = self.analysis
        head = self._head(position.evidence[0])
        topic = frozenset(
            tree.lemma(analysis, w)
            for span in (position.matter.span, position.evidence[0])
            for w in range(*analysis.words_in(span))
            if analysis.upos[w] in ("NOUN", "PROPN", "VERB", "NUM")
        )
        past = tree.is_past(analysis, head) or self._opens_with_until(head) or self._is_being_lifted(head)
        return _Held(position, head, analysis.sentence_of[head], past, topic)

    def _head(self, evidence: Span) -> int:
        """The predicate of a piece of evidence: of the words that hang highest the first verb, if any is one."""
        analysis = self.analysis
        start, end = analysis.words_in(evidence)
        tops = [w for w in range(start, end) if not start <= analysis.heads[w] < end]
        told = [
            c for w in tops for c in analysis.dependents(w, "acl:relcl") if start <= c < end
        ]  # "a step it had blocked"
        verbs = [w for w in (*tops, *told) if analysis.upos[w] in ("VERB", "AUX")]
        return next(iter(verbs), tops[0] if tops else start)

    def _opens_with_until(self, head: int) -> bool:
        """ "Until Sunday the palace rejected": what was held before."""
        start, end = self.analysis.sentences[self.analysis.sentence_of[head]]
        return start < head and tree.form(self.analysis, start) == "until" and end > start

    def _is_being_lifted(self, head: int) -> bool:
        """ "(ending) bans that have kept visitors out": told in the object of a verb that undoes it."""
        analysis = self.analysis
        if analysis.deprels[head] != "acl:relcl":
            return False
        verb = analysis.heads[analysis.heads[head]]
        return verb >= 0 and tree.lemma(analysis, verb) in _LOOSENING | _DROPPING

    def _shift_to(self, after: _Held) -> Shift | None:
        change = self._change_word(after)
        cue = self._cue(after)
        before = self._before(after, bool(cue))
        if change:
            direction: Direction = change
        elif before is not None and (cue is not None or self._is_contrary(before, after)):
            direction = _direction(before.position.stance, after.position.stance)
        elif cue is not None and cue[1] != "first" and (after is self._main() or self._is_cued(after)):
            direction = _DIRECTIONS.get(after.position.stance, "reversed")
        elif cue is not None and after.position.stance == "commits":
            direction = "adopted"
        else:
            return None
        evidence = [*after.position.evidence[:1], *([cue[0]] if cue else [])]
        if before is not None:
            evidence += before.position.evidence[:1]
        confidence = round(min(0.9, 0.35 + 0.25 * bool(cue) + 0.25 * bool(change) + 0.25 * (before is not None)), 3)
        return Shift(
            id=content_id("shift", after.position.id, before.position.id if before else None, direction),
            holder=after.position.holder,
            before=before.position.id if before else None,
            after=after.position.id,
            direction=direction,
            time=self._time(after),
            attributions=after.position.attributions,
            evidence=tuple(dict.fromkeys(evidence)),
            confidence=confidence,
            shown=confidence >= SHOWN,
        )

    # ------------------------------------------------------------------ before

    def _before(self, after: _Held, cued: bool) -> _Held | None:
        """The earlier position of the same holder on the same matter that the new one departs from.

        Where a phrase of change stands with the new position, earlier hesitation counts without a word in common.
        """
        best: tuple[int, _Held] | None = None
        for other in self.held:
            if other is after or not self._is_same_holder(other, after) or not self._is_contrary(other, after):
                continue
            shared = (
                len(other.topic & after.topic)
                + self._is_taken_up(other, after)
                + self._is_recalled(other, after)
                + int(cued and other.past and other.position.stance == "hesitates")
            )
            if shared and self._is_earlier(other, after) and (best is None or shared > best[0]):
                best = (shared, other)
        return best[1] if best else None

    def _is_taken_up(self, other: _Held, after: _Held) -> bool:
        """ "(backed the waiver,) a step that it had blocked": the old position speaks of the new one as "a step"."""
        words = self.analysis.words_in(other.position.matter.span)
        noun = tree.lemma(self.analysis, words[1] - 1) if words[0] < words[1] else ""
        return other.past and other.sentence == after.sentence and noun in _TAKEN_UP | {"something"}

    def _is_recalled(self, other: _Held, after: _Held) -> bool:
        """Whether the report, having told its main decision, goes on to what the same holder had said before."""
        told = 0 < other.sentence - after.sentence <= 2 and after is self._main()
        sentence = self.analysis.span(self.analysis.sentences[other.sentence])
        lasting = _LASTING.search(self.analysis.text, *sentence) is not None
        return other.past and told and lasting and other.position.holder == after.position.holder

    def _is_earlier(self, other: _Held, after: _Held) -> bool:
        if other.past:
            return True
        old, new = self._date(other.position.since), self._date(after.position.since)
        return old is not None and new is not None and old < new

    def _date(self, ident: str | None) -> str | None:
        """The value of a time where it says a year, so that values compare as text."""
        value = next((time.value for time in self.times if time.id == ident), "")
        return value if re.match(r"\d{4}", value) else None

    def _is_same_holder(self, one: _Held, other: _Held) -> bool:
        return self.holders.same_side(one.position.holder, other.position.holder)

    def _is_contrary(self, before: _Held, after: _Held) -> bool:
        old, new = before.position.stance, after.position.stance
        return (
            (old in CLOSED | {"threatens"} and new in OPEN)
            or (old == "hesitates" and new in _REACHED)
            or (old in OPEN and new in CLOSED)
        )

    # ------------------------------------------------------------------ cues

    def _change_word(self, after: _Held) -> Direction | None:
        """The direction that the stance word itself tells: "eased", "reimposed"."""
        stance = after.position.stance
        if stance not in ("permits", "forbids"):
            return None
        for word in self._head_words(after):
            lemma = tree.lemma(self.analysis, word)
            if stance == "permits" and lemma in _LOOSENING:
                return "loosened"
            if stance == "permits" and lemma in _DROPPING:
                return "dropped"
            if stance == "forbids" and lemma in _TIGHTENING:
                return "tightened"
        return None

    def _head_words(self, held: _Held) -> list[int]:
        found = []
        for span in held.position.evidence:
            head = self._head(span)
            found += [head, *self.analysis.dependents(head, "conj")]
        return found

    def _cue(self, after: _Held) -> tuple[Span, str] | None:
        """A phrase of change in the sentence of the position, or in the next ones where those speak of "the move"."""
        analysis = self.analysis
        for index in range(after.sentence, min(after.sentence + 1, len(analysis.sentences))):
            found = self._cue_in(index, after)
            if found is not None:
                return found
        if after is not self._main():
            return None
        for index in range(len(analysis.sentences)):
            found = self._cue_in(index, after) if index != after.sentence else None
            if found is not None and found[1] == "noun" and self._speaks_of(index, after):
                return found
        return None

    def _speaks_of(self, index: int, after: _Held) -> bool:
        """Whether a sentence with a noun of change takes up the new position: soon after it, or as "the move"."""
        start, end = self.analysis.sentences[index]
        opening = {tree.form(self.analysis, w) for w in range(start, min(end, start + 6))}
        return 0 < index - after.sentence <= 2 or bool(opening & _TAKEN_UP)

    def _cue_in(self, index: int, after: _Held) -> tuple[Span, str] | None:
        analysis = self.analysis
        start, end = analysis.span(analysis.sentences[index])
        for pattern, kind in (
            (_NOUNS, "noun"),
            (_ENDED, "ended"),
            (_YIELDED, "yielded"),
            (_CHANGED, "changed"),
            (_FIRST, "first"),
        ):
            hit = pattern.search(analysis.text, start, end)
            if hit and not self._is_denied(hit.span()):
                return ((start, end) if end - start < MAX_EVIDENCE else hit.span()), kind
        return None

    def _is_denied(self, span: Span) -> bool:
        words = self.analysis.words_in(span)
        if words[0] == words[1]:
            return True
        head = self.analysis.head_of(words)
        around = [head, *self.analysis.ancestors(head)][:3]
        return any(tree.is_negated(self.analysis, w) for w in around) or any(
            tree.form(self.analysis, c) == "no" for c in self.analysis.dependents(head, "det")
        )

    def _is_cued(self, after: _Held) -> bool:
        """Whether a phrase of change stands in the very words that tell the position."""
        spans = after.position.evidence[:1]
        return any(p.search(self.analysis.text, *span) for span in spans for p in (_ENDED, _YIELDED, _CHANGED))

    def _main(self) -> _Held | None:
        """The position that "the move" and "the decision" speak of: the first that is held now."""
        return next((held for held in self.held if not held.past and held.position.stance in OPEN | CLOSED), None)

    def _time(self, after: _Held) -> str | None:
        """The day of the change: a date in the sentence of the new position that is no start or end of validity."""
        analysis = self.analysis
        sentence = analysis.span(analysis.sentences[after.sentence])
        for time in self.times:
            if time.type != "DATE" or not overlaps(time.span, sentence):
                continue
            words = analysis.words_in(time.span)
            case = tree.cases(analysis, analysis.head_of(words))
            if case in ("", "on", "late", "early") and re.search(r"-(?:W..|\d\d)-\d", time.value):
                return time.id
        return after.position.since

    def _is_known(self, found: Sequence[Shift], shift: Shift) -> bool:
        """Whether a shift of the same holder in the same direction has been found already."""
        return any(
            self.holders.same_side(known.holder, shift.holder)
            and (known.direction == shift.direction or known.before == shift.before or shift.before is None)
            for known in found
        )


def _direction(before: PositionStance, after: PositionStance) -> Direction:
    if before == "demands":
        return "dropped"
    if after == "permits":
        return "loosened"
    if after == "forbids":
        return "tightened"
    if before == "hesitates" and after in OPEN:
        return "loosened"
    return "reversed"
