"""What the JSON Schema of a record cannot tell: spans that hold text, ids that resolve, values and order.

Vocabularies and types are checked by `onrecord.schema.from_json` on the way in. Everything here looks at one
record alone, returns what is wrong instead of raising, and is linear in the size of the record.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from onrecord.errors import InvalidRecord
from onrecord.records import Attribution, Event, EventMention, Mention, Position, Record, Report, Shift, report_id
from onrecord.spans import Span

_X = r"[\dX]"
_DAY_PART = r"(?:MO|MI|AF|EV|NI|DT|PM|AM)"
_CLOCK = rf"(?:{_DAY_PART}|{_X}{{2}}(?::{_X}{{2}}(?::{_X}{{2}}(?:\.\d+)?)?)?(?:Z|[+-]\d{{2}}(?::?\d{{2}})?)?)"
_CALENDAR = (
    rf"(?:BC)?{_X}{{2,4}}"
    rf"(?:-(?:{_X}{{2}}(?:-{_X}{{2}})?|W{_X}{{2}}(?:-(?:[1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?"
)
_AMOUNT = r"(?:\d+(?:\.\d+)?|X+)"
_DURATION = (
    rf"P(?:(?:{_AMOUNT}(?:Y|M|W|D|Q|H|WE|DE|CE|ML|E|C|L|SP|SU|FA|WI|FY|FQ))+(?:T(?:{_AMOUNT}(?:H|M|S|{_DAY_PART}))+)?"
    rf"|T(?:{_AMOUNT}(?:H|M|S|{_DAY_PART}))+|XX)"  # PXX, as in TimeBank: neither the number nor the unit is known
)
_TIMEX_DATE = re.compile(rf"(?:{_CALENDAR}|FY{_X}{{4}}|(?:PAST|PRESENT|FUTURE)_REF)(?:T{_CLOCK})?")
_TIMEX_TIME = re.compile(rf"(?:{_CALENDAR})?T{_CLOCK}|(?:PAST|PRESENT|FUTURE)_REF")
_TIMEX_DURATION = re.compile(rf"{_DURATION}|(?:PAST|PRESENT|FUTURE)_REF")
_TIMEX_SET = re.compile(rf"{_DURATION}|(?:{_CALENDAR})(?:T{_CLOCK})?|T{_CLOCK}")
_TIMEX = {"DATE": _TIMEX_DATE, "TIME": _TIMEX_TIME, "DURATION": _TIMEX_DURATION, "SET": _TIMEX_SET}

_PARTIAL_DATE = re.compile(rf"{_X}{{4}}(?:-{_X}{{2}}(?:-{_X}{{2}})?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CAMEO = re.compile(r"\d{2,4}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a record breaks the contract: where (`events[3].trigger`), and what is wrong there."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def validate(record: Record) -> list[Problem]:
    """All problems of a record, in the order of its fields; an empty list means that it keeps the contract."""
    return [problem for rule in _RULES for problem in rule(record)]


def check(record: Record, name: str) -> None:
    """Raise InvalidRecord, with the first problems in its message, where the record breaks the contract."""
    problems = validate(record)
    if not problems:
        return
    listed = "; ".join(str(problem) for problem in problems[:3])
    more = f" and {len(problems) - 3} more" if len(problems) > 3 else ""
    raise InvalidRecord(
        name, f"the record breaks schema {record.schema}: {listed}{more}", "Please report this as a bug"
    )


def is_iso_date(value: str) -> bool:
    """Whether the value is a full, possible ISO 8601 date or date-time ("2022-05-14", "2022-05-14T09:30:00Z")."""
    try:
        if len(value) == 10:
            date.fromisoformat(value)
        else:
            datetime.fromisoformat(value)
    except ValueError:
        return False
    return len(value) >= 10 and value[4] == "-" and value[7] == "-"


def is_timex_value(kind: str, value: str) -> bool:
    """Whether the value is a TIMEX3 value that the given type (DATE, TIME, DURATION, SET) may have."""
    return _TIMEX[kind].fullmatch(value) is not None


def _report(record: Record) -> Iterator[Problem]:
    report = record.report
    if report.id != report_id(report.text):
        yield Problem("report.id", "is not the digest of the text")
    if not report.text.strip():
        yield Problem("report.text", "is empty")
    yield from _published(report)
    if report.retrieved is not None and not is_iso_date(report.retrieved):
        yield Problem("report.retrieved", f"{report.retrieved!r} is not an ISO date or date-time")
    if not _LANGUAGE.fullmatch(report.language):
        yield Problem("report.language", f"{report.language!r} is not a BCP 47 tag")
    if report.dateline and report.dateline.date and not _PARTIAL_DATE.fullmatch(report.dateline.date):
        yield Problem("report.dateline.date", f"{report.dateline.date!r} is not an ISO date with X for what is unknown")
    for index, table in enumerate(report.tables):
        if not table.rows and not table.header:
            yield Problem(f"report.tables[{index}]", "has neither header nor rows")


def _published(report: Report) -> Iterator[Problem]:
    if report.published is not None and not is_iso_date(report.published):
        yield Problem("report.published", f"{report.published!r} is not an ISO date or date-time")
    if (report.published is None) != (report.published_basis is None):
        yield Problem("report.published_basis", "must be given exactly when `published` is")


def _spans(record: Record) -> Iterator[Problem]:
    size = len(record.report.text)
    for where, (start, end) in _all_spans(record):
        if not 0 <= start < end <= size:
            kind = "is empty" if start == end else "is not inside the text"
            yield Problem(
                where, f"[{start}, {end}) {kind} of {size} characters" if start != end else f"[{start}, {end}) {kind}"
            )


def _all_spans(record: Record) -> Iterator[tuple[str, Span]]:
    if record.report.dateline:
        yield "report.dateline.span", record.report.dateline.span
    for i, table in enumerate(record.report.tables):
        if table.span:
            yield f"report.tables[{i}].span", table.span
    yield from _numbered("report.credits", (credit.span for credit in record.report.credits))
    for i, actor in enumerate(record.actors):
        yield from _numbered(f"actors[{i}].mentions", actor.mentions)
        yield from _numbered(f"actors[{i}].roles", (role.span for role in actor.roles))
    for i, place in enumerate(record.places):
        yield from _numbered(f"places[{i}].mentions", place.mentions)
        yield from _numbered(f"places[{i}].as_government", place.as_government)
    for i, chain in enumerate(record.chains):
        yield from _numbered(f"chains[{i}].mentions", chain.mentions)
    for i, time in enumerate(record.times):
        yield f"times[{i}].span", time.span
    for i, attribution in enumerate(record.attributions):
        yield from _attribution_spans(f"attributions[{i}]", attribution)
    for i, event in enumerate(record.events):
        yield from _event_spans(f"events[{i}]", event)
    for i, position in enumerate(record.positions):
        yield from _numbered(f"positions[{i}].evidence", position.evidence)
        yield from ((where, mention.span) for where, mention in _position_mentions(f"positions[{i}]", position))
    for i, shift in enumerate(record.shifts):
        yield from _numbered(f"shifts[{i}].evidence", shift.evidence)
    for i, point in enumerate(record.keypoints):
        yield from _numbered(f"keypoints[{i}].spans", point.spans)


def _numbered(where: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    for index, span in enumerate(spans):
        yield f"{where}[{index}]", span


def _attribution_spans(where: str, attribution: Attribution) -> Iterator[tuple[str, Span]]:
    if attribution.source.span:
        yield f"{where}.source.span", attribution.source.span
    if attribution.cue:
        yield f"{where}.cue", attribution.cue
    yield from _numbered(f"{where}.content", attribution.content)
    yield from _numbered(f"{where}.source.details", (detail.span for detail in attribution.source.details))


def _event_spans(where: str, event: Event) -> Iterator[tuple[str, Span]]:
    yield f"{where}.trigger", event.trigger
    yield f"{where}.sentence", event.sentence
    yield from _numbered(f"{where}.mentions.trigger", (mention.trigger for mention in event.mentions))
    yield from _numbered(f"{where}.mentions.sentence", (mention.sentence for mention in event.mentions))
    yield from _numbered(f"{where}.instruments", (mention.span for mention in event.instruments))
    if event.reason is not None:
        yield f"{where}.reason", event.reason.span


def _position_mentions(where: str, position: Position) -> Iterator[tuple[str, Mention]]:
    yield f"{where}.matter", position.matter
    groups = {
        "scope.targets": position.scope.targets,
        "scope.conditions": position.scope.conditions,
        "objectives": position.objectives,
        "reasons": position.reasons,
    }
    for name, mentions in groups.items():
        for index, mention in enumerate(mentions):
            yield f"{where}.{name}[{index}]", mention


def _mentions(record: Record) -> Iterator[Problem]:
    found: list[tuple[str, Mention]] = []
    for i, event in enumerate(record.events):
        found += [(f"events[{i}].instruments[{j}]", mention) for j, mention in enumerate(event.instruments)]
        found += [(f"events[{i}].reason", event.reason)] if event.reason is not None else []
    for i, position in enumerate(record.positions):
        found += _position_mentions(f"positions[{i}]", position)
    listed = [(where, mention.text, mention.span) for where, mention in found]
    for i, attribution in enumerate(record.attributions):
        details = enumerate(attribution.source.details)
        listed += [(f"attributions[{i}].source.details[{j}]", detail.text, detail.span) for j, detail in details]
    for where, text, span in listed:
        standing = record.report.text[slice(*span)]
        if text != standing:
            yield Problem(f"{where}.text", f"{text!r} is not what the report has at its span: {standing!r}")


def _evidence(record: Record) -> Iterator[Problem]:
    needed: list[tuple[str, Sequence[Span]]] = []
    needed += [(f"actors[{i}].mentions", actor.mentions) for i, actor in enumerate(record.actors)]
    needed += [(f"places[{i}].mentions", place.mentions) for i, place in enumerate(record.places)]
    needed += [(f"chains[{i}].mentions", chain.mentions) for i, chain in enumerate(record.chains)]
    needed += [(f"positions[{i}].evidence", position.evidence) for i, position in enumerate(record.positions)]
    needed += [(f"shifts[{i}].evidence", shift.evidence) for i, shift in enumerate(record.shifts)]
    needed += [(f"keypoints[{i}].spans", point.spans) for i, point in enumerate(record.keypoints)]
    for i, attribution in enumerate(record.attributions):
        spans = [span for _, span in _attribution_spans("", attribution)]
        needed.append((f"attributions[{i}]", spans))
    yield from (Problem(where, "has no evidence in the text") for where, spans in needed if not spans)
    for i, event in enumerate(record.events):
        for where, told in _told(f"events[{i}]", event):
            if not (told.sentence[0] <= told.trigger[0] and told.trigger[1] <= told.sentence[1]):
                yield Problem(f"{where}.trigger", "lies outside its sentence")


def _told(where: str, event: Event) -> Iterator[tuple[str, Event | EventMention]]:
    yield where, event
    yield from ((f"{where}.mentions[{i}]", mention) for i, mention in enumerate(event.mentions))


_IDENTIFIED = ("actors", "places", "chains", "times", "attributions", "events", "positions", "shifts")


def _unique_ids(record: Record) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in _IDENTIFIED:
        for index, item in enumerate(getattr(record, name)):
            where = f"{name}[{index}].id"
            if not item.id:
                yield Problem(where, "is empty")
            elif item.id in seen:
                yield Problem(where, f"{item.id} is also {seen[item.id]}")
            seen.setdefault(item.id, where)


def _references(record: Record) -> Iterator[Problem]:
    known = {name: {item.id for item in getattr(record, name)} for name in _IDENTIFIED}
    for where, kind, ident in _all_references(record):
        if ident is not None and ident not in known[kind]:
            yield Problem(where, f"{ident} is none of the record's {kind}")


Reference = tuple[str, str, str | None]


def _all_references(record: Record) -> Iterator[Reference]:
    for i, chain in enumerate(record.chains):
        yield f"chains[{i}].actor", "actors", chain.actor
        yield f"chains[{i}].place", "places", chain.place
    for i, attribution in enumerate(record.attributions):
        yield f"attributions[{i}].source.actor", "actors", attribution.source.actor
        yield from _refer(f"attributions[{i}].via", "attributions", attribution.via)
        yield f"attributions[{i}].inside", "attributions", attribution.inside
    for i, event in enumerate(record.events):
        yield from _event_references(f"events[{i}]", event)
    for i, position in enumerate(record.positions):
        yield from _position_references(f"positions[{i}]", position)
    for i, shift in enumerate(record.shifts):
        yield from _shift_references(f"shifts[{i}]", shift)
    for i, point in enumerate(record.keypoints):
        yield from _refer(f"keypoints[{i}].attributions", "attributions", point.attributions)
    for i, entry in enumerate(record.timeline):
        yield f"timeline[{i}].event", "events", entry.event
        yield f"timeline[{i}].time", "times", entry.time


def _refer(where: str, kind: str, idents: Iterable[str]) -> Iterator[Reference]:
    for index, ident in enumerate(idents):
        yield f"{where}[{index}]", kind, ident


def _event_references(where: str, event: Event) -> Iterator[Reference]:
    yield from _refer(f"{where}.actors", "actors", event.actors)
    yield from _refer(f"{where}.recipients", "actors", event.recipients)
    yield f"{where}.within", "events", event.within
    yield f"{where}.place", "places", event.place
    yield f"{where}.time", "times", event.time
    yield from _refer(f"{where}.attributions", "attributions", event.attributions)
    heard = (perspective.attribution for perspective in event.perspectives)
    yield from _refer(f"{where}.perspectives", "attributions", heard)


def _position_references(where: str, position: Position) -> Iterator[Reference]:
    yield f"{where}.holder", "actors", position.holder
    yield f"{where}.beneficiary", "actors", position.beneficiary
    yield from _refer(f"{where}.scope.areas", "places", position.scope.areas)
    yield f"{where}.since", "times", position.since
    yield f"{where}.until", "times", position.until
    yield from _refer(f"{where}.attributions", "attributions", position.attributions)


def _shift_references(where: str, shift: Shift) -> Iterator[Reference]:
    yield f"{where}.holder", "actors", shift.holder
    yield f"{where}.before", "positions", shift.before
    yield f"{where}.after", "positions", shift.after
    yield f"{where}.time", "times", shift.time
    yield from _refer(f"{where}.attributions", "attributions", shift.attributions)


def _chains(record: Record) -> Iterator[Problem]:
    via = {attribution.id: attribution.via for attribution in record.attributions}
    state: dict[str, int] = {}  # 1: on the path being walked, 2: done
    for i, attribution in enumerate(record.attributions):
        if _has_cycle(attribution.id, via, state):
            yield Problem(f"attributions[{i}].via", "leads back to the attribution itself")
    inside = {attribution.id: (attribution.inside,) for attribution in record.attributions if attribution.inside}
    done: dict[str, int] = {}
    for i, attribution in enumerate(record.attributions):
        if _has_cycle(attribution.id, inside, done):
            yield Problem(f"attributions[{i}].inside", "leads back to the attribution itself")


def _has_cycle(start: str, via: Mapping[str, tuple[str, ...]], state: dict[str, int]) -> bool:
    stack: list[tuple[str, int]] = [(start, 0)]
    while stack:
        ident, step = stack.pop()
        if step == 0:
            if state.get(ident) == 2:
                continue
            state[ident] = 1
        links = via.get(ident, ())
        if step == len(links):
            state[ident] = 2
            continue
        stack.append((ident, step + 1))
        if state.get(links[step]) == 1:
            state.update({walked: 2 for walked, _ in stack})
            return True
        stack.append((links[step], 0))
    return False


def _values(record: Record) -> Iterator[Problem]:
    for i, time in enumerate(record.times):
        if not is_timex_value(time.type, time.value):
            yield Problem(f"times[{i}].value", f"{time.value!r} is not a TIMEX3 value of type {time.type}")
    for name in ("actors", "places"):
        for i, item in enumerate(getattr(record, name)):
            if item.country is not None and not _COUNTRY.fullmatch(item.country):
                yield Problem(f"{name}[{i}].country", f"{item.country!r} is not an ISO 3166-1 alpha-3 code")
    for i, event in enumerate(record.events):
        if event.cameo is not None and not _CAMEO.fullmatch(event.cameo):
            yield Problem(f"events[{i}].cameo", f"{event.cameo!r} is not a CAMEO code")
    for i, attribution in enumerate(record.attributions):
        count = attribution.source.count
        if count is not None and count < 1:
            yield Problem(f"attributions[{i}].source.count", f"{count} is not a number of sources")
    yield from _coordinates(record)
    yield from _confidences(record)


def _coordinates(record: Record) -> Iterator[Problem]:
    for i, place in enumerate(record.places):
        if (place.lat is None) != (place.lon is None):
            yield Problem(f"places[{i}]", "has one coordinate without the other")
        if place.lat is not None and not -90 <= place.lat <= 90:
            yield Problem(f"places[{i}].lat", f"{place.lat} is not between -90 and 90")
        if place.lon is not None and not -180 <= place.lon <= 180:
            yield Problem(f"places[{i}].lon", f"{place.lon} is not between -180 and 180")


def _confidences(record: Record) -> Iterator[Problem]:
    for name in ("places", "chains", "attributions", "events", "positions", "shifts"):
        for i, item in enumerate(getattr(record, name)):
            if not 0 <= item.confidence <= 1:
                yield Problem(f"{name}[{i}].confidence", f"{item.confidence} is not between 0 and 1")
    for i, event in enumerate(record.events):
        if event.acled is not None and not 0 <= event.acled.confidence <= 1:
            yield Problem(f"events[{i}].acled.confidence", f"{event.acled.confidence} is not between 0 and 1")


def _order(record: Record) -> Iterator[Problem]:
    """Records of a kind stand in text order: by where the first of their evidence starts."""
    starts: dict[str, list[int]] = {
        "actors": [_first(actor.mentions) for actor in record.actors],
        "places": [_first(place.mentions) for place in record.places],
        "chains": [_first(chain.mentions) for chain in record.chains],
        "times": [time.span[0] for time in record.times],
        "attributions": [attribution_start(attribution) for attribution in record.attributions],
        "events": [event.trigger[0] for event in record.events],
        "positions": [_first(position.evidence) for position in record.positions],
        "shifts": [_first(shift.evidence) for shift in record.shifts],
    }
    for name, listed in starts.items():
        for i in range(1, len(listed)):
            if listed[i] < listed[i - 1]:
                yield Problem(f"{name}[{i}]", "stands before the one listed ahead of it: not in text order")
                break
    for name, spans in _span_lists(record):
        if any(later < earlier for earlier, later in pairwise(spans)):
            yield Problem(name, "is not in text order")


def _span_lists(record: Record) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for i, actor in enumerate(record.actors):
        yield f"actors[{i}].mentions", actor.mentions
    for i, place in enumerate(record.places):
        yield f"places[{i}].mentions", place.mentions
        yield f"places[{i}].as_government", place.as_government
    for i, chain in enumerate(record.chains):
        yield f"chains[{i}].mentions", chain.mentions
    for i, attribution in enumerate(record.attributions):
        yield f"attributions[{i}].content", attribution.content
    for i, event in enumerate(record.events):
        yield f"events[{i}].mentions", (event.trigger, *(mention.trigger for mention in event.mentions))


def attribution_start(attribution: Attribution) -> int:
    """Where an attribution starts in the text: the first of its cue and content, whose source may stand anywhere."""
    spans = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
    return _first(spans or [span for _, span in _attribution_spans("", attribution)])


def _first(spans: Sequence[Span]) -> int:
    return min((span[0] for span in spans), default=0)


def _timeline(record: Record) -> Iterator[Problem]:
    undated = False
    seen: set[str] = set()
    for i, entry in enumerate(record.timeline):
        if entry.time is None:
            undated = True
        elif undated:
            yield Problem(f"timeline[{i}]", "is dated but stands after an undated one")
        if entry.event in seen:
            yield Problem(f"timeline[{i}].event", f"{entry.event} stands in the timeline twice")
        seen.add(entry.event)
    yield from _timeline_order(record)


def _timeline_order(record: Record) -> Iterator[Problem]:
    earliest = {time.id: time.earliest for time in record.times}
    last = ""
    for i, entry in enumerate(record.timeline):
        start = earliest.get(entry.time) if entry.time else None
        if start is None:
            continue
        if start < last:
            yield Problem(f"timeline[{i}]", f"begins on {start}, before the entry ahead of it ({last})")
        last = max(last, start)


Rule = Callable[[Record], Iterator[Problem]]
_RULES: tuple[Rule, ...] = (
    _report, _spans, _mentions, _evidence, _unique_ids, _references, _chains, _values, _order, _timeline,
)  # fmt: skip
