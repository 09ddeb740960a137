"""Key points: the "Factor | Details" table of a report, every detail in the report's own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.keypoints.cutting import LONGEST, shortened
from onrecord.reading.keypoints.factors import HARMED, Row, find_rows, time_factor
from onrecord.reading.keypoints.main import Happening, find_happening
from onrecord.reading.keypoints.scene import Scene, find_tellings
from onrecord.reading.keypoints.telling import OPEN_ENDS, is_new, is_said_when, is_told
from onrecord.records import (
    Actor,
    Attribution,
    Event,
    KeyPoint,
    Mention,
    Place,
    Position,
    Report,
    Shift,
    Time,
)
from onrecord.spans import Span, SpanIndex, contains, overlaps

MAX_ROWS: Final = 12
"""Rows of a table, further days of the main happening not counted."""
FURTHER_DAYS: Final = 2
"""Further days at most: another one of the happening, and the day on which it was said."""
_MAX_DETAIL: Final = 260
_NEAR: Final = 8
"""Sentences within which a position still belongs to the main happening though no word ties the two."""
_DAY_OR_MONTH: Final = re.compile(r"(?:\d{4}|XXXX)-\d\d(?!\d)")
_SMALL_NUMBERS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_POINTS: Final = ("DATE", "TIME")
_QUESTIONS: Final = frozenset({"Who", "What", "When", "Where", "Why", "How"})
_ANY_WORDS: Final = _QUESTIONS | {"Beneficiary", "Said"}
"""Factors that ask something of their own: the same words may answer two of them."""
_TOLD_IN_WORDS: Final = frozenset(
    "Condition Reason Restriction Exception Requirement Decision Demand Support Opposition Before Why".split()
) | {"Threatened response"}
_OF_WHO: Final = 2
"""Words of weight by which a clause with who acts is longer than without, as a rule."""
_TOLD_WHOLE: Final = frozenset({"Decision", "Restriction", "Exception", "Demand", "Requirement"})
"""Factors of whole clauses, which may be the main one again."""
_AGENCY: Final = re.compile(r"[A-Z][\w.,' ]{1,40}\([A-Z][\w ]{1,20}\)\s+(?=\S)")
_ROOM: Final = 10
"""Further words of a row that says what happened with who did it."""
_NEAR_CERTAIN: Final = 0.8
_FEWEST: Final = 3
"""Words that a row of such a factor has at least."""
_REACTIONS: Final = {"supports": "Support", "opposes": "Opposition", "threatens": "Threatened response"}


def find_keypoints(
    report: Report,
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    positions: Sequence[Position],
    shifts: Sequence[Shift],
) -> tuple[KeyPoint, ...]:
    """Up to twelve rows: who, what, when, where, why, how of the main happening, then what the matter calls for."""
    if not len(analysis):
        return ()
    happening = find_happening(report, analysis, places, times, events, positions)
    if happening is None:
        return ()
    rows = [*_answers(analysis, happening, actors)]
    main = _main_position(analysis, happening, positions)
    extra = list(_from_times(analysis, times, happening))
    if main is not None:
        extra += _from_position(analysis, main, actors, times, happening)
        extra += _from_others(analysis, main, positions, actors)
        extra += _areas(main, places, happening, analysis)
    extra += _from_shifts(positions, shifts)
    extra += find_rows(analysis, actors, happening.predicate)
    tellings = find_tellings(analysis, happening.predicate)
    scene = Scene(report, analysis, happening, main, actors, {time.span: time for time in times}, tellings)
    rows = [_with_subject(row, scene) for row in rows]
    rows += [*_days(scene), *sorted(extra, key=lambda row: row.rank)]
    return _chosen(scene, rows, attributions)


def _answers(analysis: Analysis, happening: Happening, actors: Sequence[Actor]) -> Iterator[Row]:
    if happening.who is not None:
        who = _named(analysis, happening.who, actors)
        if _is_name(analysis, who):  # a pronoun that stands for nobody known names nobody
            yield Row("Who", who, 0)
    yield Row("What", analysis.span(happening.what), 0)
    if happening.when is not None:
        yield Row("When", happening.when.span, 0)
    for factor, words in (("Where", happening.where), ("Why", happening.why), ("How", happening.how)):
        if words is not None:
            yield Row(factor, analysis.span(words), 0)


def _with_subject(row: Row, scene: Scene) -> Row:
    """ "What" with its subject where no row says who: a thing ("the strike is over"), or words parsed in part."""
    analysis = scene.analysis
    who = scene.happening.who
    if row.factor != "What":
        return row
    named = _past_agency(analysis, _named(analysis, who, scene.actors)) if who is not None else None
    if who is not None and named is not None and is_told(Row("Who", named, 0), scene):
        return _past(analysis, who, row)
    predicate, first = scene.predicate, scene.happening.what[0]
    subjects = [c for c in analysis.dependents(predicate, "nsubj", "csubj", "expl") if c < first]
    start = min([first, *(analysis.subtree_edges[c][0] for c in subjects)])
    words = shortened(analysis, (start, scene.happening.what[1]), LONGEST + _ROOM)
    is_dateline = _opens_with_dateline(scene, start)
    return row if is_dateline or first >= words[1] else Row("What", analysis.span(words), 0)


def _past(analysis: Analysis, who: WordSpan, row: Row) -> Row:
    """ "What" without who did it at its beginning, which has a row of its own."""
    words = analysis.words_in(row.span)
    return Row("What", analysis.span((who[1], words[1])), 0) if words[0] == who[0] and who[1] < words[1] else row


def _opens_with_dateline(scene: Scene, start: int) -> bool:
    """Whether a dateline stands before the dash that the subject runs over, and no aside of the subject itself."""
    analysis = scene.analysis
    body = tree.body_start(analysis, analysis.sentence_of[scene.predicate])
    filed = scene.report.dateline
    told = [analysis.forms[w] for w in range(start, body)]
    shouted = bool(told) and told[0].isupper() and len(told[0]) > 1
    return shouted or "(" in told or (filed is not None and filed.span[1] > analysis.starts[start])


def _days(scene: Scene) -> Iterator[Row]:
    """The time that hangs on the main predicate where "When" has another one, and when it was said."""
    chosen = scene.happening.when.span if scene.happening.when is not None else None
    dated = [row for span in sorted(scene.times) for row in [Row("When", span, 0)] if scene.times[span].type in _POINTS]
    if chosen is None or not is_told(Row("When", chosen, 0), scene):
        yield from [row for row in dated if is_told(row, scene)][:1]
    yield from [Row("Said", row.span, 0) for row in dated if is_said_when(row.span, scene)][:1]


def _named(analysis: Analysis, words: WordSpan, actors: Sequence[Actor]) -> Span:
    """The words; for a pronoun the first mention that names who it stands for."""
    span = analysis.span(words)
    if words[1] - words[0] > 1 or analysis.upos[words[0]] != "PRON":
        return span
    for actor in actors:
        if span in actor.mentions:
            named = [m for m in actor.mentions if analysis.upos[analysis.words_in(m)[1] - 1] not in ("PRON", "ADJ")]
            return named[0] if named else span
    return span


def _main_position(analysis: Analysis, happening: Happening, positions: Sequence[Position]) -> Position | None:
    """The position that the main clause expresses, else the first one."""
    clause = analysis.span(tree.edges(analysis, happening.predicate))
    inside = [p for p in positions if any(contains(clause, e) or contains(e, clause) for e in p.evidence)]
    near = [p for p in positions if abs(_sentence(analysis, p) - analysis.sentence_of[happening.predicate]) <= _NEAR]
    return next(iter(inside or near), None)


def _sentence(analysis: Analysis, position: Position) -> int:
    return analysis.sentence_of[min(analysis.words_in(position.evidence[0])[0], len(analysis) - 1)]


def _is_on_topic(analysis: Analysis, main: Position, other: Position) -> bool:
    """Whether the two stand close together or share a word of weight."""
    if abs(_sentence(analysis, main) - _sentence(analysis, other)) <= _NEAR:
        return True
    spans = (main.evidence[0], main.matter.span), (other.evidence[0], other.matter.span)
    one, two = ({w for span in pair for w in _weighty(analysis, span)} for pair in spans)
    return len(one & two) >= 2


def _weighty(analysis: Analysis, span: Span) -> list[str]:
    words = range(*analysis.words_in(span))
    return [tree.lemma(analysis, w) for w in words if analysis.upos[w] in ("NOUN", "VERB", "PROPN")]


def _from_position(
    analysis: Analysis, main: Position, actors: Sequence[Actor], times: Sequence[Time], happening: Happening
) -> Iterator[Row]:
    spans = {time.id: time for time in times}
    if main.beneficiary is not None:
        actor = next(actor for actor in actors if actor.id == main.beneficiary)
        named = next((m for m in actor.mentions if any(contains(e, m) for e in main.evidence)), actor.mentions[0])
        yield Row("Beneficiary", named, 0.5)
    groups: tuple[tuple[str, tuple[Mention, ...]], ...] = (
        ("Condition", main.scope.conditions), ("Targets", main.scope.targets), ("Objective", main.objectives),
        ("Reason" if happening.why is not None else "Why", main.reasons),
    )  # fmt: skip
    for factor, mentions in groups:
        for count, mention in enumerate(mentions[:2]):
            span = _whole_clause(analysis, mention.span) if factor == "Condition" else mention.span
            yield Row(factor, span, 0.6 + count)
    if main.until is not None:
        time = spans[main.until]
        yield Row("Duration" if time.type == "DURATION" else "Until", time.span, 0.7)


def _whole_clause(analysis: Analysis, span: Span) -> Span:
    """The words up to the end of their clause where a clause is cut in the middle."""
    words = analysis.words_in(span)
    if words[0] == words[1] or analysis.upos[head := analysis.head_of(words)] not in ("VERB", "AUX"):
        return span
    end = tree.clause_words(analysis, head)[1]
    return analysis.span(shortened(analysis, (words[0], max(end, words[1]))))


def _areas(main: Position, places: Sequence[Place], happening: Happening, analysis: Analysis) -> Iterator[Row]:
    """The places that the main position covers, other than the one that answers "where"."""
    where = analysis.span(happening.where) if happening.where else (0, 0)
    for ident in main.scope.areas[:3]:
        place = next(place for place in places if place.id == ident)
        mention = next((m for m in place.mentions if any(contains(e, m) for e in main.evidence)), place.mentions[0])
        if not contains(where, mention):
            yield Row("Area", mention, 0.7)


def _from_others(
    analysis: Analysis, main: Position, positions: Sequence[Position], actors: Sequence[Actor]
) -> Iterator[Row]:
    """Exceptions and limits that the same side sets, and how others react."""
    sides = {actor.id: actor.country if actor.kind != "outlet" else None for actor in actors}
    named = {actor.id: actor.mentions for actor in actors}
    counts: dict[str, int] = {}
    for position in positions:
        if position is main or not position.shown or not _is_on_topic(analysis, main, position):
            continue
        side = sides.get(position.holder)
        own = position.holder == main.holder or (side is not None and side == sides.get(main.holder))
        factor = _relation(main, position, own)
        if factor is None and own and _is_near(analysis, main, position):
            factor = "Decision"
        if factor is None:
            continue
        counts[factor] = counts.get(factor, 0) + 1
        if counts[factor] <= 2:
            yield Row(factor, _with_holder(analysis, position, named), (0.8 if own else 1.4) + counts[factor] / 2)
        if own and position.scope.conditions:
            yield Row("Condition", position.scope.conditions[0].span, 1.5)


def _with_holder(analysis: Analysis, position: Position, mentions: Mapping[str, Sequence[Span]]) -> Span:
    """The evidence; where it opens in the middle of a sentence, from the holder's mention before it on."""
    start, end = position.evidence[0]
    own = [m for m in mentions.get(position.holder, ()) if _is_name(analysis, m)]
    if any(contains((start, end), mention) for mention in own):
        return start, end
    sentence = analysis.span(analysis.sentences[_sentence(analysis, position)])
    before = [m for m in own if sentence[0] <= m[0] < start and end - m[0] <= _MAX_DETAIL]
    return (before[-1][0], end) if before else (start, end)


def _is_name(analysis: Analysis, mention: Span) -> bool:
    words = analysis.words_in(mention)
    return words[1] - words[0] > 1 or (words[0] < words[1] and analysis.upos[words[0]] != "PRON")


def _is_near(analysis: Analysis, main: Position, other: Position) -> bool:
    """Whether the two are said in the same sentence."""
    ends = [analysis.words_in(position.evidence[0])[0] for position in (main, other)]
    return analysis.sentence_of[ends[0]] == analysis.sentence_of[ends[1]]


def _relation(main: Position, other: Position, own: bool) -> str | None:
    if other.stance == "requires":
        return "Requirement"
    if own:
        if main.stance == "forbids" and other.stance == "permits":
            return "Exception"
        if main.stance in ("permits", "commits", "supports") and other.stance in ("forbids", "refuses"):
            return "Restriction"
        return None
    if other.stance == "demands":
        return "Demand"
    return _REACTIONS.get(other.stance)


def _from_shifts(positions: Sequence[Position], shifts: Sequence[Shift]) -> Iterator[Row]:
    by_id = {position.id: position for position in positions}
    for shift in [shift for shift in shifts if shift.shown and _is_told(shift, by_id)][:1]:
        before = by_id.get(shift.before or "")
        if before is not None:
            yield Row("Before", before.evidence[0], 0.9)


def _is_told(shift: Shift, positions: Mapping[str, Position]) -> bool:
    """Whether the report itself speaks of a change: it has evidence of its own, or is near certain."""
    sides = [positions[ident] for ident in (shift.before or "", shift.after) if ident in positions]
    own = {span for side in sides for span in side.evidence}
    return shift.confidence >= _NEAR_CERTAIN or not own.issuperset(shift.evidence)


def _from_times(analysis: Analysis, times: Sequence[Time], happening: Happening) -> Iterator[Row]:
    near = analysis.sentence_of[happening.predicate]
    for time in times:
        words = analysis.words_in(time.span)
        if words[0] == words[1] or abs(analysis.sentence_of[words[0]] - near) > 4:
            continue
        factor = time_factor(analysis, time.span)
        if factor == "Effective from" and not _DAY_OR_MONTH.search(time.value):
            continue
        if factor is not None and "ago" not in analysis.slice(words).split():
            yield Row(factor, _with_preposition(analysis, time.span), 0.9)
        elif time.type == "DATE" and time is not happening.when and _is_due(analysis, words, happening.predicate):
            yield Row("Effective date", _with_preposition(analysis, time.span), 0.9)
        elif time.type == "DURATION" and "X" not in time.value and not _is_attributive(analysis, words):
            if analysis.sentence_of[words[0]] > near + 1:
                continue  # how long something else lasted
            yield Row("Duration", time.span, 1.9)


def _is_due(analysis: Analysis, words: WordSpan, predicate: int) -> bool:
    """Whether a time stands with the main predicate that speaks of the future."""
    ahead = set(tree.auxiliaries(analysis, predicate)) & tree.FUTURE
    return bool(ahead) and analysis.heads[analysis.head_of(words)] == predicate


def _is_attributive(analysis: Analysis, words: WordSpan) -> bool:
    """Whether the time only describes a noun: "a 24-hour strike"."""
    return any(
        analysis.heads[word] >= words[1] and analysis.deprels[word] in ("amod", "compound", "nummod")
        for word in range(*words)
    )


def _with_preposition(analysis: Analysis, span: Span) -> Span:
    words = analysis.words_in(span)
    case = [c for c in analysis.dependents(analysis.head_of(words), "case") if c < words[0]]
    return (analysis.starts[min(case)], span[1]) if case else span


def _chosen(scene: Scene, rows: Sequence[Row], attributions: Sequence[Attribution]) -> tuple[KeyPoint, ...]:
    """The first rows that say something new, each cut to a readable length."""
    analysis = scene.analysis
    contents = SpanIndex((span, found.id) for found in attributions for span in found.content)
    kept: list[KeyPoint] = []
    shown: list[Row] = []
    for row in _told_once(analysis, rows):
        row = Row(row.factor, _past_agency(analysis, row.span), row.rank)
        span = _cut(analysis, row.span)
        if not _says_something(analysis, row.factor, span) or _is_said(analysis, row.factor, span, kept):
            continue
        if sum(k.factor == row.factor for k in kept) >= 2:
            continue
        if is_told(row, scene) and is_new(analysis, row, shown):
            shown.append(row)
        over = tuple(dict.fromkeys(ident for _, ident in contents.around(span)))
        kept.append(
            KeyPoint(
                factor=row.factor,
                detail=analysis.text[span[0] : span[1]],
                spans=(span,),
                attributions=over,
                shown=row in shown,
            )
        )
        if sum(not _is_further_day(k, kept) for k in kept) == MAX_ROWS:
            break
    return tuple(kept)


def _past_agency(analysis: Analysis, span: Span) -> Span:
    """The span without the place and the agency that open a paragraph ("Lima (Wire) The ministry ...")."""
    text = analysis.text
    hit = _AGENCY.match(text, *span)
    opens = span[0] == 0 or text[: span[0]].rstrip(" ").endswith("\n")
    return (hit.end(), span[1]) if hit and opens else span


def _is_further_day(point: KeyPoint, kept: Sequence[KeyPoint]) -> bool:
    """Whether a row is a second day of the main happening, which takes no room in the table from other factors."""
    first = next(each for each in kept if each.factor in ("When", point.factor))
    return point.factor == "Said" or (point.factor == "When" and point is not first)


def _says_something(analysis: Analysis, factor: str, span: Span) -> bool:
    """Whether a row has words of weight, and a clause or a phrase where its factor asks for one."""
    words = range(*analysis.words_in(span))
    if span[0] >= span[1] or not len(words):
        return False
    if factor in ("When", "Who", "Said"):
        return True
    if all(analysis.upos[w] not in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") for w in words):
        return False
    cut_off = analysis.upos[words[-1]] in OPEN_ENDS or analysis.heads[words[-1]] > words[-1]
    return factor not in _TOLD_IN_WORDS or (len(words) >= _FEWEST and not cut_off)


def _is_said(analysis: Analysis, factor: str, span: Span, kept: Sequence[KeyPoint]) -> bool:
    """Whether a row above says it already: words of the same factor, or the same words elsewhere in the report.

    One piece of text that answers two questions stays in both; the briefing shows it once, with both.
    """
    own = _weighty(analysis, span)
    for point in kept:
        if point.factor == factor and _same(point.spans[0], span):
            return True
        if point.factor == "What" and factor == "Before" and overlaps(span, point.spans[0]):
            return True
        whole = point.factor == "What" and factor in _TOLD_WHOLE and overlaps(span, point.spans[0])
        if whole and len(own) <= len(_weighty(analysis, point.spans[0])) + _OF_WHO:
            return True
        if point.factor == "Vote" and factor.startswith("Number of vote"):
            return True
        again = own and own == _weighty(analysis, point.spans[0]) and span != point.spans[0]
        if again and factor not in _ANY_WORDS:
            return True
    return False


def _told_once(analysis: Analysis, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without those that say again how many were harmed: "five soldiers" beside "5 Americans" killed."""
    seen: set[tuple[str, str | None]] = set()
    harmed = {_number(analysis, row.span) for row in rows if row.factor in HARMED} - {None}
    for row in rows:
        counts = row.factor in HARMED or row.factor.startswith("Number")
        number = _number(analysis, row.span) if counts else None
        if number is None or (row.factor in HARMED and (row.factor, number) not in seen) or number not in harmed:
            yield row
        seen.add((row.factor, number))


def _number(analysis: Analysis, span: Span) -> str | None:
    """The first number in the span, in figures where it is a small one."""
    for word in range(*analysis.words_in(span)):
        if analysis.upos[word] == "NUM":
            form = analysis.forms[word].lower()
            return str(_SMALL_NUMBERS.index(form)) if form in _SMALL_NUMBERS else form
    return None


def _same(one: Span, other: Span) -> bool:
    return contains(one, other) or contains(other, one)


def _cut(analysis: Analysis, span: Span) -> Span:
    """The span without dots at its end; one that is too long to be read in a table up to its last whole phrase."""
    end = span[0] + len(analysis.text[slice(*span)].rstrip("… "))
    if end - span[0] <= _MAX_DETAIL:
        return (span[0], end) if end > span[0] else span
    words, fitting = analysis.words_in((span[0], end)), analysis.words_in((span[0], span[0] + _MAX_DETAIL))
    if words[0] == words[1]:
        return span
    return analysis.span(shortened(analysis, words, max(1, fitting[1] - fitting[0] - 1)))
