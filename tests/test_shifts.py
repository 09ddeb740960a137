"""Shifts: from which position to which a holder moved."""

import pytest
from hypothesis import given, settings
from test_positions import LIFTED, analyses
from trees import actor, hand_made, report_of, time

from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.shifts import find_shifts
from onrecord.reading.positions.stage import find_positions
from onrecord.records import Actor, Position, Shift, Time


def read(analysis: Analysis, *actors: Actor, times: tuple[Time, ...] = ()) -> tuple[list[Position], list[Shift]]:
    report = report_of(analysis)
    positions = find_positions(report, analysis, actors, (), times, (), ())
    shifts = find_shifts(
        report=report, analysis=analysis, actors=actors, times=times, attributions=(), positions=positions
    )
    return list(positions), list(shifts)


NOW = (
    "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux allow|VERB|VB|allow|0|root coal|NOUN|NN|coal|5|compound "
    "imports|NOUN|NNS|import|3|obj"
)
BEFORE = (
    "It|PRON|PRP|it|3|nsubj had|AUX|VBD|have|3|aux banned|VERB|VBN|ban|0|root coal|NOUN|NN|coal|5|compound "
    "imports|NOUN|NNS|import|3|obj since|ADP|IN|since|7|case 2020|NUM|CD|2020|3|obl"
)
OTHERS_BEFORE = BEFORE.replace("It|PRON|PRP|it", "Ostria|PROPN|NNP|Ostria")
REVERSAL = (
    "The|DET|DT|the|2|det move|NOUN|NN|move|5|nsubj is|AUX|VBZ|be|5|cop a|DET|DT|a|5|det "
    "reversal|NOUN|NN|reversal|0|root"
)
NO_REVERSAL = (
    "The|DET|DT|the|2|det move|NOUN|NN|move|6|nsubj is|AUX|VBZ|be|6|cop not|PART|RB|not|6|advmod a|DET|DT|a|6|det "
    "reversal|NOUN|NN|reversal|0|root"
)
CONSIDERED = (
    "Norland|PROPN|NNP|Norland|2|nsubj considered|VERB|VBD|consider|0|root lifting|VERB|VBG|lift|2|xcomp "
    "the|DET|DT|the|5|det ban|NOUN|NN|ban|3|obj"
)
REPEATED = (
    "Norland|PROPN|NNP|Norland|3|nsubj again|ADV|RB|again|3|advmod opposed|VERB|VBD|oppose|0|root the|DET|DT|the|5|det "
    "bill|NOUN|NN|bill|3|obj"
)


def test_two_positions_in_time_make_a_shift() -> None:
    analysis = hand_made(NOW, BEFORE)
    start = time(analysis, "2020", "2020")
    positions, shifts = read(analysis, actor(analysis, "Norland", "It"), times=(start,))
    (shift,) = shifts
    by_id = {p.id: p for p in positions}
    assert by_id[shift.after].stance == "permits"
    assert shift.before is not None and by_id[shift.before].stance == "forbids"
    assert shift.direction == "loosened"


def test_the_positions_of_another_are_no_shift() -> None:
    analysis = hand_made(NOW, OTHERS_BEFORE)
    assert read(analysis, actor(analysis, "Norland", country="NOR"), actor(analysis, "Ostria", country="AUT"))[1] == []


def test_a_word_of_change_tells_the_direction() -> None:
    analysis = hand_made(LIFTED)
    (shift,) = read(analysis, actor(analysis, "Norland"))[1]
    assert (shift.direction, shift.before) == ("loosened", None)


def test_a_phrase_of_change_in_a_later_sentence() -> None:
    analysis = hand_made(NOW, REVERSAL)
    (shift,) = read(analysis, actor(analysis, "Norland"))[1]
    assert shift.direction == "loosened"
    assert any("reversal" in analysis.text[slice(*span)] for span in shift.evidence)


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param((NOW, NO_REVERSAL), id="said to be none"),
        pytest.param((CONSIDERED,), id="only considered"),
        pytest.param((REPEATED,), id="an old position again"),
        pytest.param((NOW,), id="a position alone"),
    ],
)
def test_what_is_no_shift(sentences: tuple[str, ...]) -> None:
    analysis = hand_made(*sentences)
    assert read(analysis, actor(analysis, "Norland"))[1] == []


@given(analyses())
@settings(max_examples=100, deadline=None)
def test_shifts_point_to_positions_whatever_the_parser_says(analysis: Analysis) -> None:
    holders = [actor(analysis, "Norland")] if "Norland" in analysis.text else []
    positions, shifts = read(analysis, *holders)
    known = {p.id for p in positions}
    for shift in shifts:
        assert shift.after in known and shift.before in known | {None} and shift.before != shift.after
        assert shift.evidence and all(0 <= s < e <= len(analysis.text) for s, e in shift.evidence)
