"""Shifts: from which position to which a holder moved, said outright or shown by two positions in time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.stances import load_stances
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.change import (
    BEFORE,
    CLOSED,
    OPEN,
    Told,
    chance,
    direction,
    is_contrary,
    is_named_change,
    is_one_matter,
    moved,
    seen,
    signs,
    told,
)
from onrecord.reading.positions.cues import CHANGED, ENDED, FIRST, GIVEN_UP, NOUNS, YIELDED
from onrecord.reading.positions.holder import Holders
from onrecord.reading.positions.idioms import CALLED_OFF, PLANNED
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

_REACHED: Final[frozenset[PositionStance]] = frozenset(
    {"permits", "supports", "commits", "forbids", "opposes", "refuses", "requires"}
)
SHOWN: Final = 0.5
LEAST: Final = 0.6
"""The least chance at which two positions in time are taken for a shift."""
AGREED: Final = 0.3
"""The least that the model gives to a change at both ends together where two positions in time are set side by side."""
CERTAIN: Final = 1.0
"""The same, of the two ends' sum, where the stances are not opposite: permission, then duty; threat, then consent."""
SURE: Final = 0.4
"""The least confidence of positions from which a shift is concluded that no phrase tells."""
_TAKEN_UP: Final = frozenset(
    "this move decision step announcement order shift change vote approval ruling reversal".split()
)
_DIRECTIONS: Final[dict[PositionStance, Direction]] = {
    "permits": "loosened", "supports": "loosened", "forbids": "tightened", "requires": "tightened",
}  # fmt: skip
"""Where nothing tells what was held before, the new stance alone says which way things went."""
_PLANS: Final = frozenset({"plan", "proposal", "threat", "pledge", "promise", "bid"})
_SUPPOSED: Final = frozenset({"would", "could", "might", "may", "should"})
_ABLE: Final = frozenset({"can", "could", "might"})
_FORMER: Final = re.compile(
    r"\b(?:until|till|once|ago|previously|formerly|originally|initially|earlier|before|used\s+to|at\s+first|long"
    r"|last\s+(?:year|month|week|autumn|spring|summer|winter|\w+day)|(?:in|since)\s+(?:19|20)\d\d|had)\b",
    re.IGNORECASE,
)
_NO_MORE: Final = re.compile(
    r"\b(?:no\s+longer|not\s+any\s*more|after\s+all|again|having|won\s+\w+\s+over|now)\b", re.I
)
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
    told: Told
    change: Mapping[str, float]


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
    holders = Holders(analysis, actors, attributions, load_stances())
    finder = _Finder(analysis, holders, {actor.id: actor.mentions for actor in actors}, times, positions)
    return tuple(sorted(finder.shifts(), key=lambda shift: min(shift.evidence)))


class _Finder:
    def __init__(
        self,
        analysis: Analysis,
        holders: Holders,
        mentions: Mapping[str, Sequence[Span]],
        times: Sequence[Time],
        positions: Sequence[Position],
    ) -> None:
        self.analysis = analysis
        self.holders = holders
        self._mentions = mentions
        self.times = times
        self.held = [self._held(position) for position in positions]

    def shifts(self) -> list[Shift]:
        """All shifts: those between two positions, the likeliest first, then those that a word of change tells."""
        moves = self._moves()
        order = sorted(range(len(self.held)), key=lambda i: -moves[i][0] if i in moves else 0.0)
        found: list[Shift] = []
        for number in order:
            after = self.held[number]
            if after.past or not (number in moves or (after.position.stance in _REACHED and self._is_told(after))):
                continue
            shift = self._shift_to(after, moves.get(number))
            if shift is not None and not self._is_known(found, shift):
                found.append(shift)
        return found

    def _moves(self) -> dict[int, tuple[float, _Held]]:
        """For each position that is held, the likeliest one given up that its holder moved from, with its chance."""
        found: dict[int, tuple[float, _Held]] = {}
        old = [held for held in self.held if held.past]
        for number, after in enumerate(self.held) if old else ():
            if after.past:
                continue
            mine = [before for before in old if self._is_one_holder(before, after)]
            now = sum(not other.past and self._is_one_holder(other, after) for other in self.held)
            for before in mine:
                if not self._is_move(before, after):
                    continue
                likely = chance(signs(self.analysis, before.told, after.told, (len(mine) == 1, now == 1)))
                if likely >= LEAST and likely > found.get(number, (0.0,))[0]:
                    found[number] = likely, before
        return found

    def _is_move(self, before: _Held, after: _Held) -> bool:
        """Whether one holder has two opposite positions, both sure, and the report sets the one against the other."""
        sure = before.position.confidence >= SURE and after.position.confidence >= SURE
        if not sure or not self._is_one_holder(before, after):
            return False
        near = abs(before.sentence - after.sentence) <= 1
        seen_there = moved(after.change) + before.change.get(BEFORE, 0.0)
        contrary = is_contrary(before.position.stance, after.position.stance)
        way = is_named_change(before.position.stance, after.position.stance) and seen_there >= CERTAIN
        agreed = not after.change or seen_there >= AGREED
        # "the same request", "them": what a short word takes up is known by its key alone
        one = is_one_matter(before.told, after.told) or before.position.matter_key == after.position.matter_key
        return (contrary or way) and agreed and one and (near or self._is_told_as_former(before, after))

    def _is_opposite(self, before: _Held, after: _Held) -> bool:
        """Whether a holder's former stance is the opposite of the one that it holds."""
        contrary = is_contrary(before.position.stance, after.position.stance)
        return contrary and self._is_one_holder(before, after) and self._is_told_as_former(before, after)

    def _is_told_as_former(self, before: _Held, after: _Held) -> bool:
        """Whether words say that a position is a former one: a past perfect, "until now", "last year", "no longer"."""
        analysis = self.analysis
        if tree.is_past(analysis, before.head) or _NO_MORE.search(analysis.slice(analysis.sentences[after.sentence])):
            return True
        return _FORMER.search(analysis.slice(analysis.sentences[before.sentence])) is not None

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
        past = position.holding == "past" or self._opens_with_until(head) or self._is_being_lifted(head)
        mine = {w for span in self._mentions[position.holder] for w in range(*analysis.words_in(span))}
        said = told(analysis, position.stance, position.matter.span, position.evidence, mine)
        return _Held(position, head, analysis.sentence_of[head], past, topic, said, seen(analysis, position))

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

    def _shift_to(self, after: _Held, move: tuple[float, _Held] | None) -> Shift | None:
        change = self._change_word(after)
        cue = self._cue(after)
        before = move[1] if move else self._before(after, bool(cue))
        if change:
            way: Direction = change
        elif before is not None and (move or cue is not None or self._is_opposite(before, after)):
            way = direction(before.position.stance, after.position.stance)
        elif cue is not None and cue[1] != "first" and (after is self._main() or self._is_cued(after)):
            way = _DIRECTIONS.get(after.position.stance, "reversed")
        elif cue is not None and after.position.stance == "commits":
            way = "adopted"
        else:
            return None
        if before is None and not (self._is_named(after) and self._is_told_there(cue, after)):
            return None
        evidence = [*after.position.evidence[:1], *([cue[0]] if cue else [])]
        if before is not None:
            evidence += before.position.evidence[:1]
        confidence = round(min(0.9, 0.35 + 0.25 * bool(cue) + 0.25 * bool(change) + 0.25 * (before is not None)), 3)
        return Shift(
            id=content_id("shift", after.position.id, before.position.id if before else None, way),
            holder=after.position.holder,
            before=before.position.id if before else None,
            after=after.position.id,
            direction=way,
            time=self._time(after),
            attributions=after.position.attributions,
            evidence=tuple(dict.fromkeys(evidence)),
            confidence=confidence,
            shown=confidence >= SHOWN,
        )

    def _is_named(self, after: _Held) -> bool:
        """Whether the sentence of a position names its holder: nobody is guessed to have changed."""
        told = [self.analysis.span(self.analysis.sentences[index]) for index in self._sentences(after)]
        return any(overlaps(mention, span) for mention in self._mentions[after.position.holder] for span in told)

    def _sentences(self, held: _Held) -> list[int]:
        """The sentences that tell a position: a headline and the lead below it, say."""
        analysis = self.analysis
        return list(dict.fromkeys(analysis.sentence_of[analysis.words_in(e)[0]] for e in held.position.evidence))

    def _is_told_there(self, cue: tuple[Span, str] | None, after: _Held) -> bool:
        """Whether the phrase of change, if there is one, stands in the sentence of the position or takes it up."""
        if cue is None:
            return True
        index = self.analysis.sentence_of[self.analysis.words_in(cue[0])[0]]
        start, end = self.analysis.sentences[index]
        opening = {tree.form(self.analysis, w) for w in range(start, min(end, start + 6))}
        return index in self._sentences(after) or bool(opening & _TAKEN_UP)

    # ------------------------------------------------------------------ before

    def _before(self, after: _Held, cued: bool) -> _Held | None:
        """The earlier position of the same holder on the same matter that the new one departs from.

        Where a phrase of change stands with the new position, earlier hesitation counts without a word in common.
        """
        best: tuple[int, _Held] | None = None
        for other in self.held:
            if (
                other is after
                or not self._is_same_holder(other, after)
                or not _departs(other.position.stance, after.position.stance)
            ):
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

    def _is_one_holder(self, one: _Held, other: _Held) -> bool:
        return self.holders.is_one(one.position.holder, other.position.holder)

    def _is_same_holder(self, one: _Held, other: _Held) -> bool:
        return self.holders.same_side(one.position.holder, other.position.holder)

    # ------------------------------------------------------------------ cues

    def _change_word(self, after: _Held) -> Direction | None:
        """The direction that the stance word itself tells: "eased", "reimposed"."""
        stance = after.position.stance
        if stance in ("refuses", "commits") and self._is_called_off(after):
            return "dropped"
        if stance not in ("permits", "forbids"):
            return None
        for word in self._head_words(after):
            lemma = tree.lemma(self.analysis, word)
            if self._is_foretold(word, after):
                return None
            if stance == "permits" and lemma in _LOOSENING:
                return "loosened"
            if stance == "permits" and lemma in _DROPPING:
                return "dropped"
            if stance == "forbids" and lemma in _TIGHTENING:
                return "tightened"
        return None

    def _is_foretold(self, word: int, after: _Held) -> bool:
        """ "(A deal) that would lift the ban", "he can waive them": nobody has said that he will."""
        helpers = set(tree.auxiliaries(self.analysis, word))
        if helpers & _ABLE and any(self.holders.named(w) is not None for w in tree.subjects(self.analysis, word)):
            return True
        if "would" not in helpers:
            return False
        speaker = self.holders.speaker(word)
        return speaker is None or not self.holders.is_one(speaker, after.position.holder)

    def _is_called_off(self, after: _Held) -> bool:
        """Whether a plan that was announced is given up ("has suspended a planned levy")."""
        words = range(*self.analysis.words_in(after.position.matter.span))
        planned = any(tree.form(self.analysis, w) in PLANNED or tree.lemma(self.analysis, w) in _PLANS for w in words)
        return planned and any(tree.lemma(self.analysis, word) in CALLED_OFF for word in self._head_words(after))

    def _head_words(self, held: _Held) -> list[int]:
        found = []
        for span in held.position.evidence:
            head = self._head(span)
            found += [head, *self.analysis.dependents(head, "conj")]
        return found

    def _cue(self, after: _Held) -> tuple[Span, str] | None:
        """A phrase of change in the sentence of the position, or in the next ones where those speak of "the move"."""
        analysis = self.analysis
        for index in self._sentences(after):
            found = self._cue_in(index, after)
            if found is not None:
                return found
        if after is not self._main():
            return None
        for index in range(len(analysis.sentences)):
            found = self._cue_in(index, after) if index not in self._sentences(after) else None
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
            (NOUNS, "noun"),
            (ENDED, "ended"),
            (GIVEN_UP, "ended"),
            (YIELDED, "yielded"),
            (CHANGED, "changed"),
            (FIRST, "first"),
        ):
            hit = pattern.search(analysis.text, start, end)
            if hit and not self._is_denied(hit.span()) and not self._is_of_another(hit.span(), after):
                return ((start, end) if end - start < MAX_EVIDENCE else hit.span()), kind
        return None

    def _is_of_another(self, span: Span, after: _Held) -> bool:
        """ "The minister backtracked and had no problem with a ban by parliament": parliament has not."""
        words = self.analysis.words_in(span)
        if words[0] == words[1]:
            return False
        subjects = tree.subjects(self.analysis, self.analysis.head_of(words))
        named = [actor for subject in subjects if (actor := self.holders.named(subject)) is not None]
        return bool(named) and not any(self.holders.same_side(actor, after.position.holder) for actor in named)

    def _is_denied(self, span: Span) -> bool:
        words = self.analysis.words_in(span)
        if words[0] == words[1]:
            return True
        head = self.analysis.head_of(words)
        around = [head, *self.analysis.ancestors(head)][:3]
        if any(set(tree.auxiliaries(self.analysis, w)) & _SUPPOSED for w in around):
            return True
        return any(tree.is_negated(self.analysis, w) for w in around) or any(
            tree.form(self.analysis, c) == "no" for c in self.analysis.dependents(head, "det")
        )

    def _is_cued(self, after: _Held) -> bool:
        """Whether a phrase of change stands in the very words that tell the position."""
        spans = after.position.evidence[:1]
        return any(p.search(self.analysis.text, *span) for span in spans for p in (ENDED, GIVEN_UP, YIELDED, CHANGED))

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


def _departs(old: PositionStance, new: PositionStance) -> bool:
    """Whether a stance is another than before, where words of change or of time tell so."""
    return (
        (old in CLOSED and new in OPEN)
        or (old == "hesitates" and new in _REACHED)
        or (old in OPEN and new in CLOSED - {"threatens"})
    )
