"""Events drawn for reading by hand: the same draw each time, sheets without the articles' words, honest intervals."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.event_reading import (
    blank,
    described,
    draw_events,
    errors,
    read_sheet,
    shares,
    summary,
    wilson,
    write_sheet,
)
from onrecord.records import Report, report_id

STORIES = (
    "Peru accused Ecuador on Monday of shelling the border town of Macara. Ecuador rejected the accusation.",
    "Chile's president met the prime minister of Portugal in Lisbon. The two countries signed a trade agreement.",
    "Kenya accused Uganda of closing the border. Uganda criticized Kenya in return, and Kenya urged Uganda to talk.",
    "Norway will send blankets to Nepal, the foreign minister said. Nepal had asked Norway for help.",
)
REPORTS = [Report(id=report_id(text), text=text) for text in STORIES]


def test_a_seed_draws_the_same_events_again() -> None:
    first = [blank(*pair) for pair in draw_events(REPORTS, seed=3, count=3, articles=3)]
    assert len(first) == 3
    assert first == [blank(*pair) for pair in draw_events(REPORTS, seed=3, count=3, articles=3)]
    assert len({line.report for line in first}) <= 3


def test_only_shown_events_are_drawn_each_once() -> None:
    drawn = draw_events(REPORTS, seed=0, count=1000, articles=1000)
    assert all(event.shown for _, event in drawn)
    assert len({event.id for _, event in drawn}) == len(drawn)
    assert {record.report.id for record, _ in drawn} == {report.id for report in REPORTS}


def test_the_reader_sees_the_words_and_the_sheet_has_none() -> None:
    record, event = draw_events(REPORTS[:1], seed=0, count=1, articles=1)[0]
    row, line = described(record, event), blank(record, event)
    trigger = STORIES[0][slice(*event.trigger)]
    assert f"[[{trigger}]]" in row["sentence"]
    assert "Peru" in row["agent"] or "Ecuador" in row["agent"]
    assert STORIES[0][line.start : line.end] == trigger
    assert "Ecuador" not in line.actor + line.recipient


def test_a_sheet_is_read_as_it_was_written_and_counted(tmp_path: Path) -> None:
    lines = [blank(*pair) for pair in draw_events(REPORTS, seed=1, count=4, articles=4)]
    judged = [
        replace(line, type_right="yes", agent_right=agent, recipient_right="yes", modality_right="yes", error=error)
        for line, agent, error in zip(
            lines, ("yes", "no", "unsure", "yes"), ("", "agent-missed", "agent-missed", ""), strict=True
        )
    ]
    write_sheet(tmp_path / "sheet.tsv", judged)
    again = read_sheet(tmp_path / "sheet.tsv")
    assert again == judged
    found = shares(again)
    assert (found["type"].right, found["agent"].right, found["all four"].right) == (4, 2, 2)
    assert errors(again) == {"agent-missed": 2}
    assert "| agent | 0.500 | 0.150 to 0.850 | 1 |" in summary(again)


def test_what_only_the_rest_of_the_report_names_is_no_error_of_the_sentence() -> None:
    line = blank(*draw_events(REPORTS[:1], seed=1, count=1, articles=1)[0])
    judged = replace(line, type_right="yes", agent_right="yes", recipient_right="no", modality_right="yes")
    far, missed = (replace(judged, error=kind) for kind in ("recipient-far", "recipient-missed"))
    found = shares([far, missed])
    assert found["all four"].right == 0
    assert found["all four, by its sentence alone"].right == 1


def test_a_sheet_with_a_row_not_yet_read_is_refused(tmp_path: Path) -> None:
    write_sheet(tmp_path / "sheet.tsv", [blank(*pair) for pair in draw_events(REPORTS, seed=1, count=2, articles=4)])
    with pytest.raises(ValueError, match="line 2: a verdict is one of yes, no, unsure"):
        read_sheet(tmp_path / "sheet.tsv")


def test_a_kind_of_error_that_nobody_defined_is_refused(tmp_path: Path) -> None:
    line = blank(*draw_events(REPORTS[:1], seed=1, count=1, articles=1)[0])
    judged = replace(line, type_right="no", agent_right="yes", recipient_right="yes", modality_right="yes")
    write_sheet(tmp_path / "sheet.tsv", [replace(judged, error="no-event, muddle")])
    with pytest.raises(ValueError, match="line 2: unknown kind of error: muddle"):
        read_sheet(tmp_path / "sheet.tsv")


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (120, 150, 0.7288, 0.8563), (10, 10, 0.7225, 1.0)],
)
def test_the_interval_is_wilson_s(right: int, count: int, low: float, high: float) -> None:
    share = wilson(right, count)
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_an_interval_holds_its_share_and_narrows_with_more_rows(counted: tuple[int, int]) -> None:
    right, count = counted
    few, many = wilson(right, count), wilson(right * 10, count * 10)
    assert 0 <= few.low <= right / count + 1e-12
    assert right / count - 1e-12 <= few.high <= 1
    assert many.high - many.low < few.high - few.low


def test_there_is_no_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="no share: 0 of 0"):
        wilson(0, 0)
