"""What a briefing says first: what happened in one sentence, who says so and how sure it is, and what changed.

And what kind of text it is where that changes how to read it: an opinion piece or a transcript.
"""

import re
from typing import Final

from onrecord.formats.words import Wording
from onrecord.reading.genre import Genre, genre
from onrecord.records import Event, KeyPoint, Record, Report, Shift
from onrecord.spans import Span, overlaps

_LONGEST: Final = 400
"""Characters of a sentence that is still read at a glance."""
_STOP: Final = re.compile(r"(?<=[a-z0-9)]{2})[.!?][”\"’']?(?=\s|$)\s?")
"""The end of a sentence: a full stop after a capital, as in "U.S.", seldom is one."""
_NEAR_CERTAIN: Final = 0.8
_NOTICES: Final[dict[Genre, str]] = {
    "opinion": "Reads like an opinion piece: what it claims without a source is its author's view.",
    "transcript": "Reads like a transcript: what is said in it is said by its speakers, not by the outlet.",
}


def notice(report: Report) -> str:
    """What to keep in mind when reading a report of this kind; empty for news, and where the signs are not clear."""
    found = genre(report)
    return _NOTICES[found] if found else ""


def in_brief(record: Record, words: Wording) -> tuple[tuple[str, str], ...]:
    """The first lines of a briefing, each with its label; only those that the record has something to say for."""
    main = next((point for point in record.keypoints if point.factor == "What"), None)
    unknown = [words.quotes(point.spans) for point in record.keypoints if point.factor == "Not known"]
    lines = (
        ("What happened", _sentence(record, main, words) if main else ""),
        ("Who says so", _told_by(record, main, words) if main else ""),
        ("What changed", _change(record, words)),
        ("Not known", unknown[0] if unknown else ""),
    )
    return tuple((label, told) for label, told in lines if told)


def _sentence(record: Record, main: KeyPoint, words: Wording) -> str:
    """The sentence of the main happening, verbatim; who and what alone where it is too long."""
    span, event = main.spans[0], _event(record, main.spans[0])
    whole = event.sentence if event else _around(record.report.text, span)
    dateline = record.report.dateline
    start = max(whole[0], dateline.span[1]) if dateline and overlaps(dateline.span, whole) else whole[0]
    if whole[1] - start <= _LONGEST:
        return words.quote((start, whole[1])).lstrip("–—-: )")
    who = next((point.detail for point in record.keypoints if point.factor == "Who"), "")
    return " ".join(f"{who} {main.detail}".split())


def _around(text: str, span: Span) -> Span:
    """The line that holds the span, from the end of the sentence before it to the end of its own."""
    line = text.rfind("\n", 0, span[0]) + 1
    start = max([line, *(hit.end() for hit in _STOP.finditer(text, line, span[0]))])
    end = _STOP.search(text, max(span[0], span[1] - 1))
    close = text.find("\n", span[1])
    limits = [place for place in (end.end() if end else -1, close) if place >= 0]
    return start, min(limits, default=len(text))


def _event(record: Record, span: Span) -> Event | None:
    """The shown event that the main happening tells."""
    return next((event for event in record.events if event.shown and overlaps(event.trigger, span)), None)


def _told_by(record: Record, main: KeyPoint, words: Wording) -> str:
    source = words.according_to(main.attributions)
    event = _event(record, main.spans[0])
    told = source or f"{record.report.outlet or 'the report'} itself, without naming a source"
    return f"{told} – {words.certainty(event)}" if event else told


def told_changes(record: Record) -> list[Shift]:
    """The shown changes of position that the report itself speaks of, or that are near certain.

    Two positions of one holder at two times are often two different matters, so that alone is no news for a reader.
    """
    evidence = {position.id: set(position.evidence) for position in record.positions}
    return [
        shift
        for shift in record.shifts
        if shift.shown
        and (
            shift.confidence >= _NEAR_CERTAIN
            or not (evidence.get(shift.before or "", set()) | evidence.get(shift.after, set())).issuperset(
                shift.evidence
            )
        )
    ]


def _change(record: Record, words: Wording) -> str:
    """The first change of position: before and after."""
    shift = next(iter(told_changes(record)), None)
    after = words.positions.get(shift.after) if shift else None
    if shift is None or after is None:
        return ""
    before = words.positions.get(shift.before or "")
    holder = words.names([shift.holder])
    return (
        f"{holder}: {words.position(before) if before else 'not stated'} → {words.position(after)} ({shift.direction})"
    )
