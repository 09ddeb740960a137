"""Briefings drawn for reading by hand: the same draw each time, sheets without words, shares by verdict."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.briefing_reading import blanks, described, draw_articles, is_policy, read_sheet, summary, write_sheet
from onrecord.reading.reader import read
from onrecord.records import Report, report_id


def make_report(title: str, text: str) -> Report:
    return Report(id=report_id(text), text=text, title=title)


RULES = [
    make_report(
        "Parliament votes for a ban on coal",
        f"Norway's parliament voted on Monday to ban coal in {town}. The minister said the law takes effect in May.",
    )
    for town in ("Bergen", "Oslo", "Hamar", "Molde")
]
MATCH = make_report("Hamar wins again", "Hamar beat Molde by three goals on Sunday. The crowd sang until midnight.")


def test_only_articles_about_policy_are_drawn_the_same_each_time() -> None:
    assert is_policy(RULES[0]) and not is_policy(MATCH)
    drawn = draw_articles([MATCH, *RULES], seed=4, count=3)
    assert len(drawn) == 3 and MATCH not in drawn
    assert drawn == draw_articles([MATCH, *RULES], seed=4, count=3)


def test_the_reader_sees_the_words_and_the_sheet_has_none(tmp_path: Path) -> None:
    record = read(RULES[0])
    assert "Norway's parliament" in described(record, 500)
    lines = blanks(record)
    assert {line.part for line in lines} >= {"keypoint"}
    write_sheet(tmp_path / "sheet.tsv", lines)
    assert "coal" not in (tmp_path / "sheet.tsv").read_text(encoding="utf-8")


def test_verdicts_are_read_counted_and_checked(tmp_path: Path) -> None:
    lines = blanks(read(RULES[0]), ["keypoint"])
    judged = [replace(line, verdict="useful") for line in lines[:-1]] + [replace(lines[-1], verdict="wrong")]
    sheet = tmp_path / "sheet.tsv"
    write_sheet(sheet, judged)
    assert read_sheet(sheet) == judged
    share = (len(lines) - 1) / len(lines)
    assert f"| key points: right and useful | {len(lines)} | {share:.3f} |" in summary(judged)
    write_sheet(sheet, [replace(judged[0], verdict="invented")])
    with pytest.raises(ValueError, match="no verdict on a keypoint"):
        read_sheet(sheet)
