"""Positions that the model sees, joined with what the lexicon reads, and the shifts and keys that come of them."""

from dataclasses import replace

import pytest
from test_positions import positions
from trees import actor, hand_made, report_of, span_of

from onrecord.reading.actors.nominals import find_nominals
from onrecord.reading.analysis import Analysis, StancePart, StanceTrigger
from onrecord.reading.positions.change import chance, direction, signs, told
from onrecord.reading.positions.matters import matter_of, shared_keys
from onrecord.reading.positions.shifts import find_shifts
from onrecord.reading.positions.stage import find_positions
from onrecord.reading.reader import read
from onrecord.records import Report, report_id

CHEERED = (
    "Norland|PROPN|NNP|Norland|2|nsubj cheered|VERB|VBD|cheer|0|root on|ADP|RP|on|2|compound:prt "
    "those|DET|DT|that|5|det digging|VERB|VBG|dig|2|obj canals|NOUN|NNS|canal|5|obj"
)
ALLOWED = (
    "Norland|PROPN|NNP|Norland|2|nsubj allowed|VERB|VBD|allow|0|root fishermen|NOUN|NNS|fisherman|2|obj "
    "to|PART|TO|to|5|mark return|VERB|VB|return|2|xcomp"
)
OPENED = (
    "Norland|PROPN|NNP|Norland|2|nsubj opened|VERB|VBD|open|0|root canals|NOUN|NNS|canal|2|obj "
    "again|ADV|RB|again|2|advmod"
)
DRY = (
    "It|PRON|PRP|it|3|nsubj had|AUX|VBD|have|3|aux closed|VERB|VBN|close|0|root the|DET|DT|the|5|det "
    "canals|NOUN|NNS|canal|3|obj"
)


def trigger(
    analysis: Analysis, phrase: str, stance: str, holding: str = "present", probability: float = 0.9, **parts: str
) -> StanceTrigger:
    """What a model that is sure of itself sees at a phrase; `parts` are phrases by their role."""
    found = [
        StancePart(role, analysis.words_in(span_of(analysis, words)), 0.9) for role, words in sorted(parts.items())
    ]
    words = analysis.words_in(span_of(analysis, phrase))
    return StanceTrigger(words, probability, ((stance, 1.0),), holding, tuple(found))


def seeing(analysis: Analysis, *triggers: StanceTrigger) -> Analysis:
    return replace(analysis, stances=sorted(triggers, key=lambda found: found.words), reads_events=True)


def test_the_model_sees_a_position_that_no_list_of_words_has() -> None:
    analysis = hand_made(CHEERED)
    assert positions(analysis, actor(analysis, "Norland")) == []
    seen = trigger(analysis, "cheered on", "supports", holder="Norland", matter="digging canals")
    (found,) = positions(seeing(analysis, seen), actor(analysis, "Norland"))
    assert (found.stance, found.matter.text, found.holding) == ("supports", "digging canals", "present")


def test_what_both_see_is_one_position_and_more_certain() -> None:
    analysis = hand_made(ALLOWED)
    norland = actor(analysis, "Norland")
    seen = trigger(analysis, "allowed", "permits", holder="Norland", matter="return")
    (both,) = positions(seeing(analysis, seen), norland)
    assert (both.stance, both.matter.text) == ("permits", "return")
    unsure = trigger(analysis, "allowed", "permits", probability=0.1)
    assert all(both.confidence > weaker.confidence for weaker in positions(seeing(analysis, unsure), norland))


def test_a_faint_trigger_alone_is_not_recorded() -> None:
    analysis = hand_made(CHEERED)
    faint = trigger(analysis, "cheered on", "supports", probability=0.11, holder="Norland", matter="digging canals")
    assert positions(seeing(analysis, faint), actor(analysis, "Norland")) == []


def test_what_the_model_sees_given_up_is_held_before() -> None:
    analysis = hand_made(OPENED, DRY)
    norland = actor(analysis, "Norland", "It")
    now = trigger(analysis, "opened", "permits", probability=0.99, holder="Norland", matter="canals")
    old = trigger(analysis, "closed", "forbids", "past", probability=0.99, holder="It", matter="the canals")
    seen = seeing(analysis, now, old)
    found = find_positions(report_of(seen), seen, [norland], (), (), (), ())
    assert {(position.stance, position.holding) for position in found} == {("permits", "present"), ("forbids", "past")}
    (shift,) = find_shifts(report_of(seen), seen, [norland], (), (), found)
    by_id = {position.id: position for position in found}
    assert shift.before is not None
    assert (by_id[shift.before].stance, by_id[shift.after].stance) == ("forbids", "permits")
    assert shift.direction == "loosened"


def test_positions_on_one_matter_share_a_key() -> None:
    analysis = hand_made(OPENED, DRY)
    now, old = (matter_of(analysis, span_of(analysis, words)) for words in ("canals", "the canals"))
    again = matter_of(analysis, span_of(analysis, "It"))
    keys = shared_keys([now, old, again])
    assert keys[0] and len(set(keys)) == 1


def test_an_opposite_stance_on_the_same_thing_is_likelier_a_shift() -> None:
    analysis = hand_made(OPENED, DRY)
    spans = [span_of(analysis, words) for words in ("opened canals again", "had closed the canals")]
    canals = [span_of(analysis, "canals"), span_of(analysis, "the canals")]
    after = told(analysis, "permits", canals[0], [spans[0]], ())
    before, weighed = (told(analysis, stance, canals[1], [spans[1]], ()) for stance in ("forbids", "considers"))
    alone = (True, True)
    assert chance(signs(analysis, before, after, alone)) > chance(signs(analysis, weighed, after, alone))
    assert direction("forbids", "permits") == "loosened"


@pytest.mark.parametrize(("moved", "told"), [(0.9, True), (0.05, False)])
def test_two_positions_are_no_shift_where_the_model_sees_no_change(moved: float, told: bool) -> None:
    opened = OPENED.rsplit(" again", 1)[0].replace("opened|VERB|VBD|open", "backed|VERB|VBD|back")
    closed = DRY.replace("had|AUX|VBD|have|3|aux closed|VERB|VBN|close|0|root", "closed|VERB|VBD|close|0|root")
    closed = closed.replace("|3|nsubj", "|2|nsubj").replace(
        "the|5|det canals|NOUN|NNS|canal|3", "the|4|det canals|NOUN|NNS|canal|2"
    )
    analysis = hand_made(opened, closed)
    now = replace(
        trigger(analysis, "backed", "supports", holder="Norland", matter="canals"), change=(("reversed", moved),)
    )
    old = trigger(analysis, "closed", "forbids", "past", holder="It", matter="the canals")
    seen = seeing(analysis, now, old)
    actors = (actor(analysis, "Norland", "It"),)
    found = find_positions(report_of(seen), seen, actors, (), (), (), ())
    assert {position.stance for position in found} == {"supports", "forbids"}
    shifts = find_shifts(report_of(seen), seen, actors, (), (), found)
    assert [shift.direction for shift in shifts] == (["reversed"] if told else [])


def test_a_noun_that_holds_a_position_is_an_actor() -> None:
    analysis = hand_made(
        "The|DET|DT|the|2|det choir|NOUN|NN|choir|3|nsubj opposes|VERB|VBZ|oppose|0|root canals|NOUN|NNS|canal|3|obj"
    )
    assert [found.key for found in find_nominals(analysis, ())] == []
    seen = seeing(analysis, trigger(analysis, "opposes", "opposes", holder="The choir", matter="canals"))
    assert [(found.key, found.kind) for found in find_nominals(seen, ())] == [("choir", "organization")]


@pytest.mark.parametrize(
    ("text", "holder", "stance", "matter"),
    [
        ("Norway has suspended a planned levy on salmon.", "Norway", "refuses", "planned levy"),
        ("Chile will cut the subsidy unless growers sign the pact.", "Chile", "threatens", "cut the subsidy"),
        ("Kenya said it would sue the company.", "Kenya", "threatens", "sue the company"),
    ],
)
def test_plans_given_up_and_threats_in_plain_sentences(text: str, holder: str, stance: str, matter: str) -> None:
    record = read(Report(id=report_id(text), text=text))
    names = {actor.id: actor.name for actor in record.actors}
    found = [(names[position.holder], position.stance, position.matter.text) for position in record.positions]
    assert any(who == holder and what == stance and matter in words for who, what, words in found), found


def test_a_plan_that_is_given_up_is_a_shift() -> None:
    text = "Norway has suspended a planned levy on salmon."
    record = read(Report(id=report_id(text), text=text))
    assert [shift.direction for shift in record.shifts] == ["dropped"]


def test_what_a_deal_would_do_is_no_shift() -> None:
    text = "Critics of the draft fear that Norway would lift its embargo on timber."
    record = read(Report(id=report_id(text), text=text))
    assert record.shifts == ()
