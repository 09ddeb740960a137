"""Temporal expressions of a report: TIMEX3 type and value, and the interval that each one covers.

Phrase rules (`times_rules`) run over classes of words; values are anchored on the publication date, on the nearest
earlier date of the text and on the tense of the verb. Without a publication date they stay unresolved (`XXXX-11-17`).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest

from onrecord.reading.analysis import Analysis
from onrecord.reading.times.rules import apply_rules
from onrecord.reading.times.scan import Draft, Scan
from onrecord.reading.times.tense import TenseReader
from onrecord.reading.times.tokens import CODES, MONTH_SHORT, Tokens, tokenize
from onrecord.reading.times.values import interval, shift_day
from onrecord.reading.times.zones import zone_offset
from onrecord.records import Report, Time, content_id
from onrecord.spans import SpanIndex

# Classes that may stand between a clock time and its day: "at noon on Thursday", "5 p.m. EST, Nov. 6".
_JOINTS = frozenset(CODES[name] for name in ("on", "at", "in", "comma", "of", "the", "zone", "approx", "over"))
# Entities whose words are no time, whatever the rules say: April Smith, "Fox News Sunday".
_NAME_LABELS = frozenset(("PERSON", "PRODUCT", "ORG", "WORK_OF_ART"))
_AMOUNT_LABELS = frozenset(("MONEY", "QUANTITY", "PERCENT"))
# What a clock time can be added to: a calendar day or a weekday.
_DAY_VALUE = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")
# Publication dates beyond these are mistakes of the metadata, and too near the ends of the calendar to count from.
_FIRST_YEAR, _LAST_YEAR = 1500, 2500


def find_times(report: Report, analysis: Analysis) -> tuple[Time, ...]:
    """The temporal expressions of a report, in text order and without overlap."""
    tokens = tokenize(report.text)
    if tokens is None:
        return ()
    scan = Scan(tokens, published_day(report), TenseReader(analysis, tokens))
    drafts = _join_clocks(apply_rules(scan), tokens, scan.published)
    kept = _kept(drafts, tokens, analysis)
    return tuple(_record(each, tokens) for each in kept)


def published_day(report: Report) -> date | None:
    """The day of publication: the report's own, else a dateline that has a full date."""
    candidates = (report.published, report.dateline.date if report.dateline else None)
    for value in candidates:
        if value is None:
            continue
        day = _day_of(value)
        if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return day
    return None


def _record(draft: Draft, tokens: Tokens) -> Time:
    last = draft.last - 1
    if last > draft.first and tokens.words[last] == "." and tokens.words[last - 1] not in MONTH_SHORT:
        last -= 1  # the full stop of the sentence, not of an abbreviation
    span = (tokens.starts[draft.first], tokens.ends[last])
    earliest, latest = draft.bounds or interval(draft.value)
    if draft.zone and earliest and (offset := zone_offset(draft.zone, draft.day or _day_of(draft.value))):
        earliest, latest = earliest + offset, (latest or earliest) + offset
    return Time(
        id=content_id("time", span),
        type=draft.type,
        value=draft.value,
        span=span,
        basis="stated" if draft.value.startswith("XX") else draft.basis,
        earliest=earliest,
        latest=latest,
    )


def _day_of(value: str) -> date | None:
    """The day that a value begins with, where it has one."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _join_clocks(drafts: list[Draft], tokens: Tokens, published: date | None) -> list[Draft]:
    """Give clock times and parts of the day their day: the one beside them, else the nearest earlier one."""
    merged: list[Draft] = []
    for draft in drafts:
        if merged and (joined := _joined(merged[-1], draft, tokens)) is not None:
            merged[-1] = joined
        else:
            merged.append(draft)
    return _with_days(_beside_dates(merged, tokens), tokens, published)


# Words that may stand between "the day before" and its date: "the day before the vote on 5 May" has too many.
_BESIDE_WORDS = 3


def _beside_dates(drafts: list[Draft], tokens: Tokens) -> list[Draft]:
    """Give "the day before" its date where one follows at once ("the day before Thursday's vote"), or leave it out."""
    found: list[Draft] = []
    for draft, following in zip_longest(drafts, drafts[1:]):
        if not draft.beside:
            found.append(draft)
        elif following is not None and following.day is not None and following.first - draft.last <= _BESIDE_WORDS:
            day = shift_day(following.day, draft.beside)
            found += [draft._replace(value=day.isoformat(), day=day)] if day else []
    return found


def _joined(first: Draft, second: Draft, tokens: Tokens) -> Draft | None:
    """One expression for a clock and the day beside it, or None where they do not belong together."""
    gap = tokens.classes[first.last : second.first]
    if len(gap) > 2 or any(code not in _JOINTS for code in gap):
        return None
    if second.clock and not gap and first.type == "TIME" and first.value.endswith(second.clock.rstrip("?")):
        return first._replace(last=second.last)  # "the early hours of Thursday" + "morning"
    timed, dated = (first, second) if first.clock else (second, first)
    if timed.clock is None or dated.clock is not None or not _is_day(dated):
        return None
    if timed is second and timed.clock.endswith("?") and gap:
        return None
    value = dated.value + timed.clock.rstrip("?")
    kind = "SET" if dated.type == "SET" else "TIME"
    return Draft(kind, value, first.first, second.last, dated.basis, day=dated.day, zone=timed.zone)  # type: ignore[arg-type]


def _is_day(draft: Draft) -> bool:
    return draft.type in ("DATE", "SET") and _DAY_VALUE.fullmatch(draft.value) is not None


def _with_days(drafts: list[Draft], tokens: Tokens, published: date | None) -> list[Draft]:
    found: list[Draft] = []
    for place, draft in enumerate(drafts):
        if draft.clock is None:
            found.append(draft)
        elif not draft.clock.endswith("?"):
            day = draft.day or _nearest_day(drafts, place, tokens, published)
            value = (day.isoformat() if day else "XXXX-XX-XX") + draft.clock
            found.append(draft._replace(value=value, clock=None, basis="inferred"))
    return found


def _nearest_day(drafts: Sequence[Draft], place: int, tokens: Tokens, published: date | None) -> date | None:
    """The day of a lone clock time: one close behind it, else the nearest earlier one, else that of publication."""
    here = drafts[place]
    for later in drafts[place + 1 : place + 3]:
        between = tokens.classes[here.last : later.first]
        if later.day is not None and len(between) <= 6 and CODES["break"] not in between:
            return later.day
    for earlier in reversed(drafts[max(0, place - 3) : place]):
        if earlier.day is not None:
            return earlier.day
    return published


def _kept(drafts: Iterable[Draft], tokens: Tokens, analysis: Analysis) -> list[Draft]:
    """The drafts that the reader model does not speak against; weak ones need its word for them."""
    marked = SpanIndex((analysis.span(t.words), t.label) for t in analysis.timexes)
    named = SpanIndex((analysis.span(e.words), e.label) for e in analysis.entities)
    return [draft for draft in drafts if _stands(draft, tokens, marked, named)]


def _stands(draft: Draft, tokens: Tokens, marked: SpanIndex[str], named: SpanIndex[str]) -> bool:
    span = (tokens.starts[draft.first], tokens.ends[draft.last - 1])
    if draft.weak and not marked.overlapping(span):
        return False
    labels = [label for holder, label in named.around(span)]
    if draft.last - draft.first == 1 and any(label in _NAME_LABELS for label in labels):
        return False
    return not (any(label in _AMOUNT_LABELS for label in labels) and draft.type != "SET")
