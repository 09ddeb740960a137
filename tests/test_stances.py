"""The model's position layer: words that take a stance, with what belongs to them."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.records import Report, report_id

TEXT = (
    "Norland will let foreign trawlers fish inside its coastal zone from May, the fisheries ministry said on Tuesday. "
    "It had banned them in 2019. The boatmen's union opposes the move."
)


@cache
def _analysis(text: str) -> Analysis:
    return analyse(Report(id=report_id(text), text=text), load_reader_model())


def test_a_ban_an_opening_and_an_objection_are_stances() -> None:
    analysis = _analysis(TEXT)
    likeliest = {
        analysis.slice(found.words): found.stances[0][0] for found in analysis.stances if found.probability > 0.5
    }
    assert {"permits", "forbids", "opposes"} <= set(likeliest.values())


def test_parts_are_of_known_roles_and_shares_of_stances_add_up() -> None:
    for found in _analysis(TEXT).stances:
        assert abs(sum(share for _, share in found.stances) - 1) < 0.01
        assert {part.role for part in found.parts} <= set(load_reader_model().position_roles)
        assert found.holding in ("past", "present", "future")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(TEXT.replace(".", " .").split()), max_size=30))
def test_words_of_triggers_and_parts_lie_in_the_report(words: list[str]) -> None:
    analysis = _analysis(" ".join(words))
    for found in analysis.stances:
        assert 0 <= found.words[0] < found.words[1] <= len(analysis)
        for part in found.parts:
            assert 0 <= part.words[0] < part.words[1] <= len(analysis)
            assert 0 <= part.probability <= 1
