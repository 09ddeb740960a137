"""The validator: a record that keeps the contract passes, and each way to break it is named with its place."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sample import make_record

from onrecord.errors import InputError, InvalidRecord
from onrecord.records import Dateline, Mention, Place, Record, Source, Table, Time, TimelineEntry
from onrecord.validation import check, is_iso_date, is_timex_value, validate


def change(record: Record, kind: str, index: int, **values: Any) -> Record:
    listed = list(getattr(record, kind))
    listed[index] = replace(listed[index], **values)
    return replace(record, **{kind: tuple(listed)})


def change_report(record: Record, **values: Any) -> Record:
    return replace(record, report=replace(record.report, **values))


def test_a_whole_record_passes() -> None:
    assert validate(make_record()) == []
    check(make_record(), "sample")


BROKEN: dict[str, tuple[str, Callable[[Record], Record]]] = {
    "span beyond the text": ("times[0].span", lambda r: change(r, "times", 0, span=(3, 10_000))),
    "empty span": ("events[1].trigger", lambda r: change(r, "events", 1, trigger=(150, 150))),
    "span turned round": ("attributions[0].cue", lambda r: change(r, "attributions", 0, cue=(9, 4))),
    "negative span": ("report.dateline.span", lambda r: change_report(r, dateline=Dateline(span=(-2, 4)))),
    "mention with other words": (
        "positions[0].matter.text",
        lambda r: change(r, "positions", 0, matter=Mention(text="landing", span=r.positions[0].matter.span)),
    ),
    "two records with one id": ("actors[1].id", lambda r: change(r, "actors", 1, id="actor-1")),
    "unknown source": (
        "attributions[0].source.actor",
        lambda r: change(r, "attributions", 0, source=Source(anonymity="named", kind="person", actor="actor-9")),
    ),
    "unknown via": ("attributions[0].via[0]", lambda r: change(r, "attributions", 0, via=("attribution-9",))),
    "via in a circle": ("attributions[2].via", lambda r: change(r, "attributions", 2, via=("attribution-3",))),
    "via itself": ("attributions[0].via", lambda r: change(r, "attributions", 0, via=("attribution-1",))),
    "unknown event actor": ("events[0].actors[0]", lambda r: change(r, "events", 0, actors=("nobody",))),
    "event place that is an actor": ("events[0].place", lambda r: change(r, "events", 0, place="actor-1")),
    "unknown event time": ("events[0].time", lambda r: change(r, "events", 0, time="time-9")),
    "unknown holder": ("positions[0].holder", lambda r: change(r, "positions", 0, holder="actor-9")),
    "unknown until": ("positions[0].until", lambda r: change(r, "positions", 0, until="time-9")),
    "unknown before": ("shifts[0].before", lambda r: change(r, "shifts", 0, before="position-9")),
    "unknown key point source": (
        "keypoints[0].attributions[0]",
        lambda r: change(r, "keypoints", 0, attributions=("x",)),
    ),
    "unknown timeline event": ("timeline[0].event", lambda r: change(r, "timeline", 0, event="event-9")),
    "position without evidence": ("positions[0].evidence", lambda r: change(r, "positions", 0, evidence=())),
    "actor never mentioned": ("actors[0].mentions", lambda r: change(r, "actors", 0, mentions=())),
    "trigger outside its sentence": ("events[2].trigger", lambda r: change(r, "events", 2, trigger=(0, 9))),
    "time value": ("times[1].value", lambda r: change(r, "times", 1, value="July 1")),
    "time value of another type": ("times[1].value", lambda r: change(r, "times", 1, type="DURATION")),
    "country": ("actors[0].country", lambda r: change(r, "actors", 0, country="Ruritania")),
    "latitude": ("places[0].lat", lambda r: change(r, "places", 0, lat=95.0)),
    "half a point": ("places[0]", lambda r: change(r, "places", 0, lon=None)),
    "government outside the text": (
        "places[0].as_government[0]",
        lambda r: change(r, "places", 0, as_government=((3, 10_000),)),
    ),
    "confidence": ("events[0].confidence", lambda r: change(r, "events", 0, confidence=1.5)),
    "confidence that is no number": ("events[0].confidence", lambda r: change(r, "events", 0, confidence=float("nan"))),
    "number of sources": (
        "attributions[0].source.count",
        lambda r: change(r, "attributions", 0, source=Source(anonymity="named", kind="person", count=0)),
    ),
    "cameo": ("events[1].cameo", lambda r: change(r, "events", 1, cameo="17x")),
    "order of times": ("times[1]", lambda r: replace(r, times=(r.times[1], r.times[0], *r.times[2:]))),
    "order of mentions": ("actors[0].mentions", lambda r: change(r, "actors", 0, mentions=r.actors[0].mentions[::-1])),
    "dated after undated": (
        "timeline[1]",
        lambda r: replace(r, timeline=(TimelineEntry(event="event-3"), TimelineEntry(event="event-1", time="time-2"))),
    ),
    "timeline backwards": ("timeline[1]", lambda r: replace(r, timeline=(r.timeline[1], r.timeline[0], r.timeline[2]))),
    "timeline twice": ("timeline[3].event", lambda r: replace(r, timeline=(*r.timeline, r.timeline[2]))),
    "id of another text": ("report.id", lambda r: change_report(r, id="sha256:0")),
    "impossible publication date": ("report.published", lambda r: change_report(r, published="2021-02-30")),
    "publication date without basis": ("report.published_basis", lambda r: change_report(r, published_basis=None)),
    "language": ("report.language", lambda r: change_report(r, language="English")),
    "dateline's date": (
        "report.dateline.date",
        lambda r: change_report(r, dateline=Dateline(span=(0, 4), date="June 3")),
    ),
    "empty table": ("report.tables[0]", lambda r: change_report(r, tables=(Table(header=(), rows=()),))),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_breach_is_named(name: str) -> None:
    where, damage = BROKEN[name]
    problems = validate(damage(make_record()))
    assert where in [problem.where for problem in problems]
    assert all(problem.message for problem in problems)


def test_check_raises_with_the_name_of_the_input() -> None:
    broken = change(make_record(), "times", 0, span=(3, 10_000))
    with pytest.raises(InvalidRecord, match=r"^feed\.jsonl:7: .*times\[0\]\.span") as caught:
        check(broken, "feed.jsonl:7")
    assert isinstance(caught.value, InputError)


def test_long_chains_are_followed_without_recursion() -> None:
    record = make_record()
    first = record.attributions[0]
    chain = [
        replace(first, id=f"link-{number}", via=(f"link-{number + 1}",) if number < 4999 else ())
        for number in range(5000)
    ]
    assert [p for p in validate(replace(record, attributions=tuple(chain))) if "via" in p.where] == []


def test_an_empty_record_passes() -> None:
    record = make_record()
    assert validate(Record(report=record.report, coder=record.coder)) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DATE", "2022-05-14"),
        ("DATE", "2022-05"),
        ("DATE", "2022"),
        ("DATE", "199"),
        ("DATE", "19"),
        ("DATE", "199X"),
        ("DATE", "XXXX-11-17"),
        ("DATE", "XXXX-WXX-4"),
        ("DATE", "2022-W20"),
        ("DATE", "2022-W20-WE"),
        ("DATE", "2022-Q3"),
        ("DATE", "2022-H1"),
        ("DATE", "2022-SU"),
        ("DATE", "XXXX-XX-XX"),
        ("DATE", "BC0044"),
        ("DATE", "FY2022"),
        ("DATE", "PAST_REF"),
        ("TIME", "2022-05-14T09:30"),
        ("TIME", "2022-05-14TEV"),
        ("TIME", "XXXX-XX-XXT23:00:00"),
        ("TIME", "T17:00"),
        ("TIME", "2022-05-14T17:00Z"),
        ("DURATION", "P3D"),
        ("DURATION", "PXX"),
        ("DURATION", "PT36H"),
        ("DURATION", "P1Y6M"),
        ("DURATION", "PXM"),
        ("DURATION", "P2DE"),
        ("DURATION", "P1WE"),
        ("SET", "P1D"),
        ("SET", "XXXX-WXX-1"),
        ("SET", "XXXX-WXX-1TMO"),
    ],
)
def test_timex_values(kind: str, value: str) -> None:
    assert is_timex_value(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DATE", ""),
        ("DATE", "14.05.2022"),
        ("DATE", "2022-5-14"),
        ("DATE", "P3D"),
        ("DATE", "2022-05-14 "),
        ("TIME", "2022-05-14"),
        ("DURATION", "P"),
        ("DURATION", "3D"),
        ("DURATION", "PT"),
        ("SET", "every day"),
    ],
)
def test_values_that_are_no_timex(kind: str, value: str) -> None:
    assert not is_timex_value(kind, value)


@pytest.mark.parametrize(
    "value", ["2022-05-14", "2022-05-14T09:30:00Z", "2022-05-14T09:30:00+02:00", "2022-05-14T09:30"]
)
def test_iso_dates(value: str) -> None:
    assert is_iso_date(value)


@pytest.mark.parametrize("value", ["", "2022", "2022-05", "20220514", "2022-13-01", "2022-05-14T25:00", "14 May 2022"])
def test_dates_that_are_not_iso(value: str) -> None:
    assert not is_iso_date(value)


def test_records_with_one_start_may_stand_in_any_order() -> None:
    record = make_record()
    twin = Place(id="place-2", name="Strelsau Airport", mentions=record.places[0].mentions)
    assert validate(replace(record, places=(*record.places, twin))) == []


def test_times_are_checked_by_their_type() -> None:
    record = make_record()
    added = Time(id="time-9", type="SET", value="P1W", span=record.times[3].span)
    assert validate(replace(record, times=(*record.times, added))) == []
