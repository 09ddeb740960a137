"""Key points: the Factor and Details table."""

from hypothesis import given, settings
from test_positions import SAID_AGAIN, analyses
from trees import actor, hand_made, place, report_of, time

from onrecord.models import ReaderModel
from onrecord.reading.analysis import Analysis
from onrecord.reading.keypoints.stage import FURTHER_DAYS, MAX_ROWS, find_keypoints
from onrecord.reading.positions.stage import find_positions
from onrecord.reading.reader import read
from onrecord.records import Actor, KeyPoint, Place, Report, Time, report_id


def rows(
    analysis: Analysis, *actors: Actor, places: tuple[Place, ...] = (), times: tuple[Time, ...] = ()
) -> list[KeyPoint]:
    report = report_of(analysis)
    positions = find_positions(report, analysis, actors, places, times, (), ())
    return list(
        find_keypoints(
            report=report, analysis=analysis, actors=actors, places=places, times=times, attributions=(), events=(),
            positions=positions, shifts=(),
        )
    )  # fmt: skip


def details(found: list[KeyPoint], factor: str) -> list[str]:
    return [row.detail for row in found if row.factor == factor]


CLOSED = (
    "Norland|PROPN|NNP|Norland|2|nsubj closed|VERB|VBD|close|0|root 14|NUM|CD|14|4|nummod "
    "airports|NOUN|NNS|airport|2|obj in|ADP|IN|in|6|case Ostria|PROPN|NNP|Ostria|2|obl on|ADP|IN|on|8|case "
    "Monday|PROPN|NNP|Monday|2|obl because|SCONJ|IN|because|12|mark volcanic|ADJ|JJ|volcanic|11|amod "
    "ash|NOUN|NN|ash|12|nsubj spread|VERB|VBD|spread|2|advcl"
)
HURT = (
    "Some|DET|DT|some|4|det 23|NUM|CD|23|4|nummod young|ADJ|JJ|young|4|amod hikers|NOUN|NNS|hiker|6|nsubj:pass "
    "were|AUX|VBD|be|6|aux:pass injured|VERB|VBN|injure|0|root .|PUNCT|.|.|6|punct"
)
UNCLEAR = (
    "It|PRON|PRP|it|4|expl was|AUX|VBD|be|4|cop not|PART|RB|not|4|advmod clear|ADJ|JJ|clear|0|root "
    "when|ADV|WRB|when|7|advmod flights|NOUN|NNS|flight|7|nsubj resume|VERB|VBP|resume|4|ccomp"
)


def test_the_six_questions() -> None:
    analysis = hand_made(CLOSED)
    found = rows(
        analysis, actor(analysis, "Norland"), places=(place(analysis, "Ostria"),),
        times=(time(analysis, "Monday", "2021-03-01"),),
    )  # fmt: skip
    assert details(found, "Who") == ["Norland"]
    assert details(found, "What")[0].startswith("closed 14 airports in Ostria")
    assert details(found, "When") == ["Monday"]
    assert details(found, "Where") == ["Ostria"]
    assert details(found, "Why") == ["because volcanic ash spread"]


def test_quantities_harm_and_what_is_not_known() -> None:
    analysis = hand_made(CLOSED, HURT, UNCLEAR, entities=(("14", "CARDINAL"), ("23", "CARDINAL")))
    found = rows(analysis, actor(analysis, "Norland"))
    assert details(found, "Number of airports") == ["14 airports"]
    assert details(found, "Injured") == ["23 young hikers"] or details(found, "Injured") == ["Some 23 young hikers"]
    assert details(found, "Not known") == ["It was not clear when flights resume"]


def test_no_row_is_said_twice() -> None:
    analysis = hand_made(*SAID_AGAIN)
    found = rows(analysis, actor(analysis, "Norland", "The government"))
    pairs = [(row.factor, row.detail) for row in found]
    assert len(pairs) == len(set(pairs))


def test_an_empty_text_has_no_rows(model: ReaderModel) -> None:
    assert read(Report(id=report_id(""), text=""), model).keypoints == ()


TEXT = (
    "The island council on Monday banned the sale of fireworks until September, saying the hills were too dry.\n\n"
    "It had allowed displays last year. Hoteliers criticised the decision. The council will pay 2,000 crowns to each "
    "shop if stocks are handed in by Friday."
)


def test_rows_of_a_report_stand_in_its_text(model: ReaderModel) -> None:
    record = read(Report(id=report_id(TEXT), text=TEXT, published="2022-06-14"), model)
    assert 4 <= len(record.keypoints) <= MAX_ROWS + FURTHER_DAYS
    for row in record.keypoints:
        assert row.detail.strip() and [TEXT[slice(*span)] for span in row.spans] == [row.detail]
    assert {"Who", "What", "When"} <= {row.factor for row in record.keypoints}


@given(analyses())
@settings(max_examples=100, deadline=None)
def test_rows_hold_whatever_the_parser_says(analysis: Analysis) -> None:
    holders = [actor(analysis, "Norland")] if "Norland" in analysis.text else []
    found = rows(analysis, *holders)
    assert len(found) <= MAX_ROWS + FURTHER_DAYS
    for row in found:
        assert row.factor and row.detail
        assert [analysis.text[slice(*span)] for span in row.spans] == [row.detail]
