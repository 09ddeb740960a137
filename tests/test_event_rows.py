"""Whole rows of events: who is chosen as a party, and which rows are sure enough to be shown."""

from collections.abc import Iterable

import pytest

from onrecord.models import ReaderModel, load_reader_model
from onrecord.reading.events.choice import AGENT, RECIPIENT, choose
from onrecord.reading.events.stage import SHOW_THRESHOLD
from onrecord.reading.reader import read
from onrecord.records import Event, Record, Report, report_id

NOBODY = {"nobody V": 1.0}
LIKELY = {"option": 1.0, "model": 4.0, "told": 1.0, "slot subj": 1.0, "actor": 1.0}
UNLIKELY = {"option": 1.0, "model": -4.0, "steps": 5.0}


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    return load_reader_model()


def record_of(text: str, model: ReaderModel) -> Record:
    return read(Report(id=report_id(text), text=text), model)


def names(record: Record, ids: Iterable[str]) -> set[str]:
    return {actor.name for actor in record.actors if actor.id in ids}


def event(record: Record, kind: str) -> Event:
    return next(each for each in record.events if each.type == kind)


def test_the_likeliest_word_has_the_part() -> None:
    chosen = choose([UNLIKELY, LIKELY], NOBODY, [0, 1], AGENT)
    assert chosen.options == (1,)
    assert 0.5 < chosen.chance <= 1.0


def test_nobody_has_the_part_where_no_word_is_likely() -> None:
    chosen = choose([UNLIKELY], NOBODY, [0], AGENT)
    assert chosen.options == ()
    assert 0.5 < chosen.chance <= 1.0


def test_without_words_nobody_has_the_part_for_certain() -> None:
    assert choose([], NOBODY, [], RECIPIENT).chance == 1.0


def test_coordinated_words_have_the_part_together() -> None:
    assert choose([LIKELY, LIKELY, LIKELY], NOBODY, [7, 7, 9], AGENT).options in ((0, 1), (2,))
    assert choose([LIKELY, UNLIKELY], NOBODY, [7, 7], AGENT).options == (0,)


@pytest.mark.parametrize(
    ("text", "kind", "agents", "recipients"),
    [
        ("Norway accused Russia of jamming signals.", "ACCUSE", {"Norway"}, {"Russia"}),
        ("Chile urged Peru to open the border.", "REQUEST", {"Chile"}, {"Peru"}),
        ("Japan condemned Russia on Friday.", "ACCUSE", {"Japan"}, {"Russia"}),
    ],
)
def test_a_plain_row_is_shown(text: str, kind: str, agents: set[str], recipients: set[str], model: ReaderModel) -> None:
    record = record_of(text, model)
    found = event(record, kind)
    assert names(record, found.actors) == agents
    assert names(record, found.recipients) == recipients
    assert found.shown
    assert found.confidence >= SHOW_THRESHOLD


@pytest.mark.parametrize(
    "text",
    [
        "The senator asked the minister whether she had read the report.",
        "Economists in Norway warned that prices would rise.",
        "They accused him of lying.",
        "The officials requested anonymity because they were not authorized to speak.",
        "An attack killed nine people.",
    ],
)
def test_no_row_is_shown_of_talk_or_of_nobody_known(text: str, model: ReaderModel) -> None:
    record = record_of(text, model)
    assert not [each for each in record.events if each.shown]


def test_weapons_and_the_scene_of_an_event_do_not_act(model: ReaderModel) -> None:
    record = record_of(
        "Talks between Norway and Russia followed the Cairo bombing, in which a missile hit a school.", model
    )
    for found in record.events:
        if found.type == "ASSAULT":
            words = {record.report.text[start:end] for start, end in found.actor_spans}
            assert words.isdisjoint({"Cairo", "missile", "a missile"})
