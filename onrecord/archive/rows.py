"""From one record to the rows of the archive's tables (schema/001_reports.sql), and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.records import Attribution, Event, Mention, Position, Record
from onrecord.spans import Span

Row = tuple[Any, ...]

CODING_TABLES = (
    "actors", "places", "chains", "times", "attributions", "events", "positions", "shifts", "keypoints",
    "timeline", "credits", "failures", "spans", "phrases", "links",
)  # fmt: skip
"""The tables that hold a report's current coding; each has a column `report`."""

_KEYED = frozenset(CODING_TABLES[:9])
_NOWHERE = (None, None)


def coding_rows(record: Record) -> dict[str, list[Row]]:
    """The rows of each coding table, without `key` and `report`, in the record's order."""
    return {
        "actors": [(a.id, a.name, a.kind, a.country, a.sector, a.basis, a.rule) for a in record.actors],
        "places": [
            (p.id, p.name, p.country, p.admin1, p.admin2, p.lat, p.lon, p.geonames, p.level, p.basis, p.confidence)
            for p in record.places
        ],
        "chains": [(c.id, c.kind, c.actor, c.place, c.confidence) for c in record.chains],
        "times": [(t.id, t.type, t.value, *t.span, t.basis, t.earliest, t.latest) for t in record.times],
        "attributions": [_attribution(a) for a in record.attributions],
        "events": [_event(e) for e in record.events],
        "positions": [_position(p) for p in record.positions],
        "shifts": [
            (s.id, s.holder, s.before, s.after, s.direction, s.time, s.confidence, s.shown) for s in record.shifts
        ],
        "keypoints": [(f"keypoint-{n}", k.factor, k.detail) for n, k in enumerate(record.keypoints)],
        "timeline": [(entry.event, entry.time) for entry in record.timeline],
        "credits": [(c.outlet, c.kind, *c.span) for c in record.report.credits],
        "failures": [(f.stage, f.problem) for f in record.failures],
        "spans": list(_spans(record)),
        "phrases": list(_phrases(record)),
        "links": list(_links(record)),
    }


def numbered(table: str, report: int, rows: Sequence[Row]) -> list[Row]:
    """The rows as they are inserted: key where the table has one, report, ordinal where the row has none, values."""
    if table in ("spans", "phrases", "links"):
        return [(report, *row) for row in rows]
    if table in _KEYED:
        return [(None, report, ordinal, *row) for ordinal, row in enumerate(rows)]
    return [(report, ordinal, *row) for ordinal, row in enumerate(rows)]


def _attribution(a: Attribution) -> Row:
    source, content = a.source, a.content
    return (
        a.id, source.actor, source.name, *(source.span or _NOWHERE), source.anonymity, source.kind, source.count,
        *(a.cue or _NOWHERE), *(_covered(content)), a.quotation, a.stance, a.inside, a.confidence, a.shown,
    )  # fmt: skip


def _covered(spans: Sequence[Span]) -> tuple[int | None, int | None]:
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else _NOWHERE


def _event(e: Event) -> Row:
    acled = (e.acled.event_type, e.acled.sub_event_type, e.acled.confidence) if e.acled else (None, None, None)
    return (
        e.id, *e.trigger, *e.sentence, e.type, e.mode, e.cameo, e.factuality, e.modality, e.place, e.time,
        e.time_reason, e.clause, e.within, *acled, "\n".join(e.custom) or None, e.confidence, e.shown,
    )  # fmt: skip


def _position(p: Position) -> Row:
    return (
        p.id, p.holder, p.stance, p.matter.text, *p.matter.span, p.beneficiary, p.since, p.until, p.confidence, p.shown
    )  # fmt: skip


def _spans(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        yield from _each_span(actor.id, "mention", actor.mentions)
    for chain in record.chains:
        yield from _each_span(chain.id, "mention", chain.mentions)
    for place in record.places:
        yield from _each_span(place.id, "mention", place.mentions)
        yield from _each_span(place.id, "government", place.as_government)
    for attribution in record.attributions:
        yield from _each_span(attribution.id, "content", attribution.content)
    for event in record.events:
        yield from _each_span(event.id, "actor", event.actor_spans)
        yield from _each_span(event.id, "recipient", event.recipient_spans)
        yield from _each_span(event.id, "mention", (other.trigger for other in event.mentions))
        yield from _each_span(event.id, "sentence", (other.sentence for other in event.mentions))
    for position in record.positions:
        yield from _each_span(position.id, "evidence", position.evidence)
    for shift in record.shifts:
        yield from _each_span(shift.id, "evidence", shift.evidence)
    for number, point in enumerate(record.keypoints):
        yield from _each_span(f"keypoint-{number}", "evidence", point.spans)


def _each_span(owner: str, role: str, spans: Iterable[Span]) -> Iterator[Row]:
    return ((owner, role, ordinal, start, stop) for ordinal, (start, stop) in enumerate(spans))


def _phrases(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        for n, role in enumerate(actor.roles):
            yield actor.id, "title", n, role.title, *role.span
    for attribution in record.attributions:
        for n, detail in enumerate(attribution.source.details):
            yield attribution.id, detail.kind, n, detail.text, *detail.span
    for event in record.events:
        yield from _each_phrase(event.id, "instrument", event.instruments)
        yield from _each_phrase(event.id, "reason", (event.reason,) if event.reason else ())
    for position in record.positions:
        yield from _each_phrase(position.id, "target", position.scope.targets)
        yield from _each_phrase(position.id, "condition", position.scope.conditions)
        yield from _each_phrase(position.id, "objective", position.objectives)
        yield from _each_phrase(position.id, "reason", position.reasons)


def _each_phrase(owner: str, role: str, mentions: Iterable[Mention]) -> Iterator[Row]:
    return ((owner, role, ordinal, mention.text, *mention.span) for ordinal, mention in enumerate(mentions))


def _links(record: Record) -> Iterator[Row]:
    for attribution in record.attributions:
        yield from _each_link(attribution.id, "via", attribution.via)
    for event in record.events:
        views = {view.attribution: view.factuality for view in event.perspectives}
        yield from _each_link(event.id, "actor", event.actors)
        yield from _each_link(event.id, "recipient", event.recipients)
        yield from _each_link(event.id, "attribution", event.attributions, views)
    for position in record.positions:
        yield from _each_link(position.id, "area", position.scope.areas)
        yield from _each_link(position.id, "attribution", position.attributions)
    for shift in record.shifts:
        yield from _each_link(shift.id, "attribution", shift.attributions)
    for number, point in enumerate(record.keypoints):
        yield from _each_link(f"keypoint-{number}", "attribution", point.attributions)


def _each_link(owner: str, role: str, targets: Iterable[str], values: dict[str, Any] | None = None) -> Iterator[Row]:
    return ((owner, role, ordinal, target, (values or {}).get(target)) for ordinal, target in enumerate(targets))
