"""Events where the model has a say: joined with the tables, weighed with them, and between a given pair."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import actor, report_of, span_of
from trees import hand_made as parsed

from onrecord.models import ReaderModel
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.confidence import chance, log_odds
from onrecord.reading.events.pairs import happening_chances, pair_chances
from onrecord.reading.events.stage import find_events
from onrecord.reading.reader import read
from onrecord.records import Coder, Event, EventType, Record, Report, report_id

LIGHT = (
    "Norland|PROPN|NNP|Norland|2|nsubj staged|VERB|VBD|stage|0|root a|DET|DT|a|4|det raid|NOUN|NN|raid|2|obj "
    "on|ADP|IN|on|6|case Sudria|PROPN|NNP|Sudria|4|nmod .|PUNCT|.|.|2|punct"
)
UNKNOWN = (
    "Norland|PROPN|NNP|Norland|2|nsubj outfoxed|VERB|VBD|outfox|0|root Sudria|PROPN|NNP|Sudria|2|obj "
    ".|PUNCT|.|.|2|punct"
)
BARN = (
    "Norland|PROPN|NNP|Norland|2|nsubj bombed|VERB|VBD|bomb|0|root the|DET|DT|the|5|det "
    "military|ADJ|JJ|military|5|amod depot|NOUN|NN|depot|2|obj .|PUNCT|.|.|2|punct"
)


def trigger(word: int, probability: float, kind: str, roles: tuple[tuple[int, float, float], ...] = ()) -> EventTrigger:
    """A trigger that is nearly sure of its type."""
    rest = 0.1 / (len(get_args(EventType)) - 1)
    types = ((kind, 0.9), *((name, rest) for name in get_args(EventType) if name != kind))
    return EventTrigger(word, probability, types, "actual", 0.9, roles)


def seen(sentence: str, *triggers: EventTrigger) -> Analysis:
    """A hand-made analysis in which the model looked for events and found the triggers."""
    analysis = parsed(sentence, entities=[(name, "GPE") for name in ("Norland", "Sudria") if name in sentence])
    return replace(analysis, factuality=[3.0] * len(analysis), triggers=triggers, reads_events=True)


def events(analysis: Analysis) -> list[Event]:
    names = [name for name in ("Norland", "Sudria") if name in analysis.text]
    actors = [actor(analysis, name) for name in names]
    return list(find_events(report_of(analysis), analysis, actors, (), (), ()))


def recorded(analysis: Analysis) -> Record:
    actors = tuple(actor(analysis, name) for name in ("Norland", "Sudria"))
    return Record(report=report_of(analysis), coder=Coder(version="0"), actors=actors)


def test_the_models_noun_and_the_tables_verb_are_one_event() -> None:
    analysis = seen(LIGHT, trigger(1, 0.6, "ASSAULT"), trigger(3, 0.97, "ASSAULT", ((0, 0.9, 0.0), (5, 0.0, 0.9))))
    (event,) = events(analysis)
    assert event.type == "ASSAULT"
    assert "raid" in analysis.text[slice(*event.trigger)]


def test_the_model_finds_what_the_tables_do_not_know() -> None:
    found = trigger(1, 0.98, "REJECT", ((0, 0.95, 0.01), (2, 0.01, 0.95)))
    (event,) = events(seen(UNKNOWN, found))
    assert event.type == "REJECT"
    assert (len(event.actors), len(event.recipients)) == (1, 1)
    assert event.actors != event.recipients
    assert events(seen(UNKNOWN)) == []


def test_the_more_the_model_doubts_the_less_certain_the_event() -> None:
    parts = ((0, 0.9, 0.0), (5, 0.0, 0.9))
    sure, unsure = (events(seen(LIGHT, trigger(3, p, "ASSAULT", parts)))[0] for p in (0.98, 0.5))
    assert sure.confidence > unsure.confidence


def test_what_has_nothing_to_do_with_public_life_is_no_event() -> None:
    public = "Norland's army attacked the rebels near the border on Monday, and the government called it a victory."
    private = "My aunt attacked the moths in her wardrobe with lavender and called it a victory."
    found = [read(Report(id=report_id(text), text=text)).events for text in (public, private)]
    assert "ASSAULT" in {event.type for event in found[0]}
    assert found[1] == ()


def test_what_is_hit_has_a_span_though_it_is_no_actor() -> None:
    analysis = seen(BARN, trigger(1, 0.98, "ASSAULT", ((0, 0.95, 0.01), (4, 0.01, 0.95))))
    (event,) = events(analysis)
    assert event.recipients == ()
    assert [analysis.text[slice(*span)] for span in event.recipient_spans] == ["military depot"]
    assert [analysis.text[slice(*span)] for span in event.actor_spans] == ["Norland"]


def test_a_pair_has_a_direction() -> None:
    analysis = seen(UNKNOWN, trigger(1, 0.9, "SANCTION", ((0, 0.95, 0.01), (2, 0.01, 0.95))))
    record = recorded(analysis)
    one, other = span_of(analysis, "Norland"), span_of(analysis, "Sudria")
    there, back = pair_chances(analysis, record, one, other), pair_chances(analysis, record, other, one)
    assert max(there, key=lambda name: there[name]) == "SANCTION"
    assert there["SANCTION"] > 5 * back["SANCTION"]
    assert there["SANCTION"] <= pair_chances(analysis, record, one, (0, 0))["SANCTION"]


def test_nothing_happens_where_nobody_sees_anything() -> None:
    analysis = seen(UNKNOWN)
    assert happening_chances(analysis, recorded(analysis)) == (1.0, {})
    assert pair_chances(analysis, recorded(analysis), (0, 7), (17, 23)) == {}


@given(st.floats(0.0, 1.0))
def test_log_odds_are_bounded_and_turn_back(probability: float) -> None:
    assert chance((1.0,), (log_odds(probability),)) == pytest.approx(min(max(probability, 0.01), 0.99))


@pytest.mark.parametrize(
    "text",
    [
        "The under-nines attacked the stumps with relish and the umpire ate his biscuit.",
        "In the second act the butler poisons the soup and the parrot tells the inspector.",
        "My neighbour threatens to repaint his shed every spring.",
    ],
)
def test_play_and_housework_are_not_shown_as_events(text: str, model: ReaderModel) -> None:
    record = read(Report(id=report_id(text), text=text), model)
    assert not [event for event in record.events if event.shown]


def test_the_spans_of_the_parties_lie_in_the_report(model: ReaderModel) -> None:
    text = "Norway's government asked Chad on Monday to free two engineers, and Chadian police searched a warehouse."
    report = Report(id=report_id(text), text=text)
    assert analyse(report, model).reads_events
    for event in read(report, model).events:
        for start, end in (*event.actor_spans, *event.recipient_spans):
            assert 0 <= start < end <= len(text)
            assert event.sentence[0] <= start < end <= event.sentence[1]
