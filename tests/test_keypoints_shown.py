"""Which key points a briefing shows: those that the report ties to its main happening, each one once."""

import pytest

from onrecord.models import ReaderModel
from onrecord.reading.reader import read
from onrecord.records import KeyPoint, Report, report_id


def shown(model: ReaderModel, text: str, title: str | None = None) -> dict[str, str]:
    record = read(Report(id=report_id(text), text=text, title=title, published="2023-03-09"), model)
    return {row.factor: row.detail for row in record.keypoints if row.shown}


def found(model: ReaderModel, text: str) -> list[KeyPoint]:
    return list(read(Report(id=report_id(text), text=text, published="2023-03-09"), model).keypoints)


def test_a_purpose_is_a_row_of_its_own_and_no_part_of_what_happened(model: ReaderModel) -> None:
    rows = shown(model, "The government of Malta closed three ports on Tuesday to stop the spread of the disease.")
    assert rows["Who"] == "The government of Malta"
    assert rows["What"] == "closed three ports on Tuesday"
    assert rows["When"] == "Tuesday"
    assert rows["Why"] == "to stop the spread of the disease"


def test_what_a_deed_answers_is_told_as_why(model: ReaderModel) -> None:
    rows = shown(model, "Norway recalled its ambassador on Monday after the court in Tehran jailed two engineers.")
    assert rows["What"] == "recalled its ambassador on Monday"
    assert rows["Why"] == "after the court in Tehran jailed two engineers"


def test_the_place_of_another_clause_is_not_shown_as_where(model: ReaderModel) -> None:
    text = "Portugal cancelled the contract on Monday. The company built two plants in Brazil many years ago."
    assert "Where" not in shown(model, text)


def test_when_somebody_said_it_is_not_when_it_happens(model: ReaderModel) -> None:
    rows = shown(model, "The Finnish government said on Thursday it would ban the sale of plastic bags.")
    assert rows["Said"] == "Thursday"
    assert "When" not in rows
    assert rows["Who"] == "The Finnish government"


def test_a_comment_in_a_participle_is_not_how(model: ReaderModel) -> None:
    text = "The Senate rejected the budget on Friday, handing the president a defeat."
    assert "How" not in shown(model, text)


def test_a_teaser_and_a_caption_above_the_title_are_not_the_main_happening(model: ReaderModel) -> None:
    title = "Sweden doubles the tax on diesel"
    text = (
        f"The minister spoke at a conference in Lund in May.\n\n{title}\n\n"
        "Sweden doubled the tax on diesel on Wednesday. Haulage firms protested."
    )
    assert shown(model, text, title)["What"].startswith("doubled the tax on diesel")


@pytest.mark.parametrize(
    "text",
    [
        "The parliament passed a law on Monday. The law requires owners to register boats. Fishermen oppose the law.",
        "Kenya lifted the ban on imports of maize on Friday. Kenya lifted the ban on imports of maize, officials said.",
    ],
)
def test_no_shown_row_stands_inside_another_or_runs_on_into_the_next_paragraph(model: ReaderModel, text: str) -> None:
    rows = [row for row in found(model, text) if row.shown]
    assert rows
    for row in rows:
        assert "\n" not in row.detail
        within = [other for other in rows if other is not row and row.detail in other.detail]
        assert not within or row.factor in {"Who", "What", "When", "Where", "Said", "Vote"}


def test_a_long_row_ends_with_a_whole_phrase(model: ReaderModel) -> None:
    text = (
        "The ministry of transport approved a plan for a new railway between the two largest cities of the northern "
        "province that will cross three rivers, serve eleven towns and replace the slow line that engineers from "
        "abroad built more than a hundred years ago along the coast and across the marshes of the delta."
    )
    what = next(row.detail for row in found(model, text) if row.factor == "What")
    assert len(what.split()) <= 33
    assert what.split()[-1] not in {"the", "of", "and", "that", "a", "across", "along", "more", "than"}


def test_a_heading_is_told_on_by_the_sentence_below_it(model: ReaderModel) -> None:
    title = "Latvia lifts ban on Belgian apples"
    text = (
        f"{title}\n\nLatvia will lift its ban on Belgian apples from June 1, the agriculture ministry said on "
        "Thursday.\n\nThe Belgian government welcomed the step."
    )
    rows = shown(model, text, title)
    assert rows["Effective from"] == "from June 1"
    assert rows["Said"] == "Thursday"
    assert rows["Support"] == "The Belgian government welcomed the step"
