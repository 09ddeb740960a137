"""The order of events in time, and how each of them comes by its time."""

import pytest

from onrecord.intake import Overrides, report_from_text
from onrecord.reading.reader import read
from onrecord.reading.timeline import order_timeline
from onrecord.records import Event, Time


def time(ident: str, value: str, earliest: str | None = None, latest: str | None = None, kind: str = "DATE") -> Time:
    return Time(id=ident, type=kind, value=value, span=(0, 1), earliest=earliest, latest=latest)  # type: ignore[arg-type]


def event(ident: str, at: int, when: str | None) -> Event:
    return Event(
        id=ident,
        trigger=(at, at + 1),
        sentence=(at, at + 1),
        type=None,
        factuality="CT+",
        modality="actual",
        time=when,
    )


TIMES = (
    time("day", "2024-11-17", "2024-11-17", "2024-11-17"),
    time("evening", "2024-11-17TEV", "2024-11-17T17:00", "2024-11-17T22:00", "TIME"),
    time("month", "2024-11", "2024-11-01", "2024-11-30"),
    time("year", "2024", "2024-01-01", "2024-12-31"),
    time("january", "2024-01", "2024-01-01", "2024-01-31"),
    time("recent", "PAST_REF", None, "2024-11-17"),
    time("coming", "FUTURE_REF", "2024-11-17", None),
    time("august", "XXXX-08-30"),
    time("november", "XXXX-11-17"),
    time("soon", "FUTURE_REF"),
    time("long", "P3D", kind="DURATION"),
)


def order(*whens: str | None) -> list[str | None]:
    events = [event(f"e{place}", place, when) for place, when in enumerate(whens)]
    return [entry.time for entry in order_timeline(TIMES, events)]


def test_events_come_by_the_earliest_instant_of_their_time() -> None:
    assert order("evening", "day", "month") == ["month", "day", "evening"]


def test_of_one_instant_the_shorter_period_comes_first() -> None:
    assert order("year", "january") == ["january", "year"]


def test_what_is_past_or_to_come_stands_around_the_day_of_publication() -> None:
    assert order("coming", "day", "recent") == ["recent", "day", "coming"]


def test_partial_dates_follow_in_their_own_order_and_the_undated_come_last() -> None:
    assert order(None, "long", "soon", "november", "august", "day") == [
        "day", "august", "november", "soon", "long", None,
    ]  # fmt: skip


def test_equal_times_keep_text_order() -> None:
    events = [event("late", 9, "day"), event("early", 3, "day"), event("undated", 1, None)]
    assert [entry.event for entry in order_timeline(TIMES, events)] == ["early", "late", "undated"]


def test_a_time_that_is_not_in_the_record_counts_as_none() -> None:
    assert [entry.event for entry in order_timeline((), [event("a", 0, "gone"), event("b", 1, None)])] == ["a", "b"]


def test_no_events_give_no_timeline() -> None:
    assert order_timeline(TIMES, ()) == ()


DATELINE = "KYIV, March 3, 2023 (Northern Wire) - "


def told(text: str, word: str) -> tuple[str | None, str | None]:
    """The value of the time of the event whose trigger has a word, and why it has that time; 3 March 2023."""
    record = read(report_from_text(text, name="report", overrides=Overrides(published="2023-03-03")))
    values = {time.id: time.value for time in record.times}
    event = next(event for event in record.events if word in record.report.text[slice(*event.trigger)])
    return (values[event.time] if event.time else None), event.time_reason


@pytest.mark.parametrize(
    ("text", "word", "value", "reason"),
    [
        ("The Norwegian parliament rejected the government's bill on Tuesday.", "rejected", "2023-02-28", "predicate"),
        ("Rebels attacked an army base in Syria on Monday and shelled a town.", "attacked", "2023-02-27", "predicate"),
        ("Rebels attacked an army base in Syria on Monday and shelled a town.", "shelled", "2023-02-27", "clause"),
        (
            "The ban followed an attack on the Norwegian embassy in Paris on August 30.",
            "attack",
            "2022-08-30",
            "clause",
        ),
        (
            "Rebels agreed with the Syrian army on Friday to withdraw from the town of Eastport.",
            "agreed",
            "2023-03-03",
            "predicate",
        ),
        ("Rebels agreed with the Syrian army on Friday to withdraw from the town of Eastport.", "withdraw", None, None),
        (DATELINE + "Ukraine has imposed sanctions on three banks.", "imposed", "2023-03-03", "dateline"),
        (DATELINE + "Ukraine will impose sanctions on three banks.", "impose", None, None),
        (DATELINE + "Ukraine had imposed sanctions on three banks, officials said.", "imposed", None, None),
        (DATELINE + "Troops shelled a town, police said.", "shelled", "2023-03-03", "dateline"),
        (
            DATELINE
            + "Troops shelled a town, police said.\n\nRebels attacked an army base and killed two Ukrainian soldiers.",
            "attacked",
            None,
            None,
        ),
    ],
)
def test_an_event_has_its_time_for_a_stated_reason(text: str, word: str, value: str | None, reason: str | None) -> None:
    assert told(text, word) == (value, reason)
