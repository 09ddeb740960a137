"""A record as the briefing that a person reads: sections of rows, each with the spans that prove it.

Terminal, Markdown and HTML lay the same briefing out; none of them looks into the record itself. Of attributions,
events, positions and shifts only those above the "show as fact" threshold are in it; the others are counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from onrecord.chains import same_outlet
from onrecord.formats.brief import in_brief, notice, told_changes
from onrecord.formats.plain import plain, plain_stress, plain_table
from onrecord.formats.words import Wording
from onrecord.records import Attribution, Event, KeyPoint, Position, Record, Shift, Table
from onrecord.spans import Span

Key = Literal["keypoints", "said", "happened", "changed", "positions", "timeline", "actors", "places", "times"]
Part = Literal[
    "keypoint", "source", "cue", "content", "event", "shift", "position", "actor", "place", "time"
]  # fmt: skip
Evidence = tuple[Span, Part]
"""A piece of the text, and what it is to the row that rests on it."""

LISTED = 0.45
"""The least confidence at which an event stands in a briefing though it is not shown as a fact; it is marked then."""
UNSURE = " (unsure reading)"
_Shown = TypeVar("_Shown", Attribution, Event, Position, KeyPoint)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section: its cells, the text that it rests on, and what to stress in its main cell."""

    ident: str
    cells: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    stress: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing: a table with a title.

    `main` is the column that says what; `hidden` counts the less certain rows that are left out.
    """

    key: Key
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    main: int
    hidden: int
    empty: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A report's headline, where and when it came out, its sections, its own tables, and what is not known.

    `notice` says how to read a text that is no news report, and is empty for one that is; `brief` are the lines that
    stand before all sections, each a label and what it says.
    """

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    unknown: tuple[str, ...]
    notice: str = ""
    brief: tuple[tuple[str, str], ...] = ()


def make_briefing(record: Record) -> Briefing:
    """The briefing of a record."""
    words = Wording(record)
    sections = (
        _key_points(record, words),
        _said(record, words),
        _happened(record, words),
        _changed(record, words),
        _positions(record, words),
        _timeline(record, words),
    )
    return Briefing(
        title=plain(_title(record)),
        facts=tuple(map(plain, _facts(record))),
        sections=sections,
        tables=tuple(map(plain_table, record.report.tables)),
        unknown=tuple(map(plain, _unknown(record, words))),
        notice=notice(record.report),
        brief=tuple((label, plain(told)) for label, told in in_brief(record, words)),
    )


def make_index(record: Record) -> tuple[Section, ...]:
    """Who and what the report names: its actors, places and times, for formats that have room for them."""
    words = Wording(record)
    actors = [Row(each.id, words.actor(each), _as(each.mentions, "actor")) for each in record.actors]
    places = [Row(each.id, words.place(each), _as(each.mentions, "place")) for each in record.places]
    times = [Row(each.id, (words.quote(each.span), each.value), _as([each.span], "time")) for each in record.times]
    return (
        _section("actors", "Actors", ("Name", "Who", "Country"), actors, 0, "None found."),
        _section("places", "Places", ("Name", "Country", "Where"), places, 0, "None found."),
        _section("times", "Times", ("In the text", "TIMEX3 value"), times, 0, "None found."),
    )


def less_certain(section: Section) -> str:
    """The note on rows that are left out, or an empty string."""
    if not section.hidden:
        return ""
    return f"{section.hidden} less certain {'one is' if section.hidden == 1 else 'ones are'} in the JSON."


def _title(record: Record) -> str:
    if record.report.title:
        return record.report.title
    start = record.report.dateline.span[1] if record.report.dateline and record.report.dateline.span[0] == 0 else 0
    opening = " ".join(record.report.text[start : start + 400].split())
    return opening if len(opening) <= 90 else opening[:90].rsplit(" ", 1)[0] + " …"


def _facts(record: Record) -> tuple[str, ...]:
    report = record.report
    basis = {"given": "as given", "metadata": "by its metadata", "dateline": "by its dateline"}
    published = f"published {report.published} ({basis[report.published_basis]})" if report.published_basis else ""
    place = report.dateline.place if report.dateline else None
    place = place.title() if place and place.isupper() and len(place) > 3 else place
    others = [credit for credit in report.credits if not same_outlet(credit.outlet, report.outlet)]
    credited = ", ".join(f"{credit.outlet} ({_CREDITED[credit.kind]})" for credit in others)
    credited = f"credits {credited}" if credited else ""
    found = (
        report.outlet,
        report.byline,
        credited,
        f"from {place}" if place else "",
        published or "publication date not known",
    )
    return tuple(fact for fact in found if fact)


_CREDITED = {"wire": "agency copy", "byline": "byline", "republished": "first published", "contributor": "contributed"}


def _shown(records: Iterable[_Shown]) -> list[_Shown]:
    return [record for record in records if record.shown]


def _key_points(record: Record, words: Wording) -> Section:
    factors: dict[tuple[Span, ...], list[str]] = {}
    points: dict[tuple[Span, ...], KeyPoint] = {}
    shown = _shown(record.keypoints)
    for point in shown:  # words that answer two questions are shown once, with both
        factors.setdefault(point.spans, []).append(point.factor)
        points.setdefault(point.spans, point)
    rows = [
        Row(
            f"keypoint-{number}",
            (", ".join(dict.fromkeys(factors[spans])), point.detail, words.according_to(point.attributions)),
            _as(spans, "keypoint"),
        )
        for number, (spans, point) in enumerate(points.items(), start=1)
    ]
    hidden = len(record.keypoints) - len(shown)
    return _section("keypoints", "Key points", ("Factor", "Details", "According to"), rows, hidden, "None found.")


def _said(record: Record, words: Wording) -> Section:
    shown = _shown(record.attributions)
    contents = {each.id: each.content for each in record.attributions}
    # Who only passed the same words on stands in the chain of the one who said them.
    passed = {hop for each in shown for hop in each.via if contents[hop] == each.content}
    rows = [
        Row(each.id, _said_cells(each, words), _attribution_evidence(each)) for each in shown if each.id not in passed
    ]
    hidden = len(record.attributions) - len(shown)
    return _section("said", "Who said what", ("Source", "Says", "What"), rows, hidden, "Nobody is quoted.")


def _said_cells(attribution: Attribution, words: Wording) -> tuple[str, ...]:
    return (words.lineage(attribution), words.stance(attribution), words.said(attribution))


def _attribution_evidence(attribution: Attribution) -> tuple[Evidence, ...]:
    found: list[Evidence] = [(span, "content") for span in attribution.content]
    if attribution.source.span:
        found.append((attribution.source.span, "source"))
    found += [(detail.span, "source") for detail in attribution.source.details if detail.kind == "reason_unnamed"]
    if attribution.cue:
        found.append((attribution.cue, "cue"))
    return tuple(sorted(found))


def _as(spans: Iterable[Span], part: Part) -> tuple[Evidence, ...]:
    return tuple((span, part) for span in spans)


def _happened(record: Record, words: Wording) -> Section:
    listed = [event for event in record.events if _is_listed(event)]
    rows = [
        Row(event.id, _event_cells(event, words), _as(_told(event), "event"), words.event(event)[1]) for event in listed
    ]
    columns = ("When", "Who → whom", "What", "How certain")
    return _section("happened", "What happened", columns, rows, len(record.events) - len(listed), "No events found.")


def _is_listed(event: Event) -> bool:
    """Whether a person should see the event: it is shown as a fact, likely enough, or of a type of their own."""
    likely = event.confidence >= LISTED and bool(event.actors or event.recipients)
    return event.shown or likely or bool(event.custom)


def _told(event: Event) -> list[Span]:
    """Everywhere that the report tells the event."""
    return [event.trigger, *(mention.trigger for mention in event.mentions)]


def _event_cells(event: Event, words: Wording) -> tuple[str, ...]:
    who, whom = words.names(event.actors), words.names(event.recipients)
    parties = f"{who or 'not stated'} → {whom}" if whom else who
    kind = words.event_type(event)
    place = words.places[event.place].name if event.place in words.places else ""
    times = f"told {len(event.mentions) + 1} times" if event.mentions else ""
    label = ", ".join(part for part in (kind, place, times) if part)
    what = words.event(event)[0] + (f" [{label}]" if label else "")
    source = words.according_to(event.attributions)
    certainty = words.certainty(event) + (f", says {source}" if source else "") + ("" if event.shown else UNSURE)
    return (words.time(event.time), parties, what, certainty)


def _changed(record: Record, words: Wording) -> Section:
    shown = told_changes(record)
    rows = [Row(shift.id, _shift_cells(shift, words), _as(shift.evidence, "shift")) for shift in shown]
    columns = ("Who", "Before", "After", "When")
    return _section("changed", "What changed", columns, rows, len(record.shifts) - len(shown), "No change of position.")


def _shift_cells(shift: Shift, words: Wording) -> tuple[str, ...]:
    before, after = words.positions.get(shift.before or ""), words.positions.get(shift.after)
    return (
        words.names([shift.holder]),
        words.position(before) if before else "not stated",
        f"{words.position(after) if after else 'not stated'} ({shift.direction})",
        words.time(shift.time),
    )


def _positions(record: Record, words: Wording) -> Section:
    shown = _shown(record.positions)
    rows = [Row(each.id, _position_cells(each, words), _as(each.evidence, "position")) for each in shown]
    columns = ("Who", "Stance", "Matter", "Scope")
    hidden = len(record.positions) - len(shown)
    return _section("positions", "Positions", columns, rows, hidden, "No positions found.")


def _position_cells(position: Position, words: Wording) -> tuple[str, ...]:
    source = words.according_to(position.attributions)
    scope = " · ".join(filter(None, (words.scope(position), f"according to: {source}" if source else "")))
    return (words.names([position.holder]), position.stance, position.matter.text, scope)


def _timeline(record: Record, words: Wording) -> Section:
    events = {event.id: event for event in record.events}
    rows = []
    undated = 0
    for entry in record.timeline:
        event = events.get(entry.event)
        if event is None or not _is_listed(event):
            continue
        if entry.time is None:
            undated += 1
            continue
        what, stress = words.event(event)
        cells = (words.time(entry.time), what + ("" if event.shown else UNSURE))
        rows.append(Row(f"timeline-{event.id}", cells, _as(_told(event), "event"), stress))
    empty = f"None of the {undated} events has a date." if undated else "No dated events."
    return _section("timeline", "Timeline", ("When", "What"), rows, 0, empty)


_MAIN = {"keypoints": 1, "timeline": 1, "actors": 0, "places": 0, "times": 0}


def _section(key: Key, title: str, columns: tuple[str, ...], rows: list[Row], hidden: int, empty: str) -> Section:
    main = _MAIN.get(key, 2)
    return Section(key, title, columns, tuple(_plain_row(row, main) for row in rows), main, hidden, empty)


def _plain_row(row: Row, main: int) -> Row:
    cells = [plain(cell) for cell in row.cells]
    cells[main], stress = plain_stress(row.cells[main], row.stress)
    return Row(row.ident, tuple(cells), row.evidence, stress)


def _unknown(record: Record, words: Wording) -> tuple[str, ...]:
    """What a reader may miss, and what the report does not tell."""
    return tuple(
        filter(
            None,
            (
                _unknown_publication(record),
                _unnamed_sources(record, words),
                _open_times(record, words),
                _open_places(record),
                _undated_events(record),
                *(f"The stage {failure.stage} failed: {failure.problem}." for failure in record.failures),
            ),
        )
    )


def _unknown_publication(record: Record) -> str:
    if record.report.published:
        return ""
    return "When the report was published; so days and months without a year stay open."


def _unnamed_sources(record: Record, words: Wording) -> str:
    unnamed = [each for each in _shown(record.attributions) if each.source.anonymity != "named"]
    if not unnamed:
        return ""
    names = list(dict.fromkeys(words.source(each) for each in unnamed))
    return f"Who the sources of {_count(len(unnamed), 'statement')} are: {_listed(names)}."


def _open_times(record: Record, words: Wording) -> str:
    unresolved = [time for time in record.times if "X" in time.value.split("T")[0].lstrip("P") or "_REF" in time.value]
    names = list(dict.fromkeys(f"“{words.quote(time.span)}”" for time in unresolved if time.type in ("DATE", "TIME")))
    return f"The exact date of {_listed(names)}." if names else ""


def _open_places(record: Record) -> str:
    names = [place.name for place in record.places if place.lat is None and place.country is None]
    return f"Where {_listed(names)} {'is' if len(names) == 1 else 'are'}." if names else ""


def _undated_events(record: Record) -> str:
    shown = _shown(record.events)
    undated = sum(event.time is None for event in shown)
    return f"When {undated} of the {_count(len(shown), 'event')} took place." if undated else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
