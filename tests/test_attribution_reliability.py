"""The reliability diagram: bins by confidence, the share that is right, and the distance between the two."""

import pytest

from benchmarks.reliability import binned, calibration_error, diagram


def test_bins_hold_each_judgement_once_and_tell_the_share_that_is_right() -> None:
    judged = [(0.95, True), (0.97, True), (1.0, False), (0.45, False), (0.42, True), (0.8, True)]
    bins = binned(judged)
    assert sum(each.count for each in bins) == len(judged)
    assert [(each.low, each.count, round(each.right, 3)) for each in bins] == [
        (0.4, 2, 0.5),
        (0.8, 1, 1.0),
        (0.95, 3, 0.667),
    ]


def test_perfect_calibration_has_no_error() -> None:
    judged = [(0.75, index < 3) for index in range(4)] + [(0.5, index < 2) for index in range(4)]
    assert calibration_error(binned(judged)) == pytest.approx(0.0)


def test_the_diagram_has_a_bar_for_each_bin_and_the_share_of_those_shown() -> None:
    page = diagram([(0.9, True), (0.92, False), (0.5, False)])
    rows = [line for line in page.splitlines() if "`" in line]
    assert len(rows) == 2
    assert rows[1].count("█") == 13  # half of 25, from the left
    assert "2 of 3, 0.500 of them right" in page
