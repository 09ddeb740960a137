"""ACLED's types: of a passage, and on the events of a record."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.acled import Concepts, load_concepts, load_model, load_types
from onrecord.models import ReaderModel
from onrecord.reading.events.acled import classify, features, likeliest
from onrecord.reading.reader import read
from onrecord.records import Report, report_id
from training.acled import fit

PASSAGES = {
    "AIR_STRIKE": "Fighter jets bombed a convoy in the Marib hills overnight, and the air raids went on until dawn.",
    "SUIC_BOMB": "A suicide bomber blew himself up at the gate of a barracks, killing six recruits.",
    "GRENADE": "A man on a scooter threw a hand grenade into the cafe and two guests were hurt when it exploded.",
    "REM_EXPLOS": "Two farmers died when a roadside bomb planted by insurgents went off under their cart.",
    "ART_MISS_ATTACK": "Rockets and mortar shells fired from across the river landed in the town's market.",
    "CHEM_WEAP": "Doctors treated dozens who had breathed chlorine gas after a chemical attack on the suburb.",
    "ABDUCT_DISSAP": "Gunmen kidnapped four aid workers near Jowhar and the abductors asked for a ransom.",
    "SEX_VIOL": "Soldiers raped eleven women of the village, the survivors told a rights group.",
    "PEACE_PROTEST": "Thousands of teachers marched through Lima with placards, demanding better pay.",
    "VIOL_DEMONSTR": "Protesters hurled stones and petrol bombs at police and set tyres on fire in running clashes.",
    "AGREEMENT": "The government and the guerrillas signed a ceasefire agreement after peace talks in Oslo.",
    "NATURAL_DISASTER": "An earthquake of magnitude 6.1 shook the coast and landslides buried two hamlets.",
    "MAN_MADE_DISASTER": "Ammonia leaked at a chemical plant and a warehouse exploded; an accident, the factory said.",
    "DISR_WEAP": "Police found a cache of rifles and ammunition in a barn and defused two explosive devices.",
    "GOV_REGAINS_TERIT": "Government forces recaptured the town from Islamic State militants on Sunday.",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Rebels seized control of a district centre after soldiers fled the fighting.",
}


@pytest.mark.parametrize(("name", "passage"), PASSAGES.items(), ids=PASSAGES.keys())
def test_plain_passages_are_read_rightly(name: str, passage: str) -> None:
    assert classify(passage).type.name == name


@given(st.text(max_size=300))
def test_any_text_has_a_type_and_a_probability(text: str) -> None:
    reading = classify(text)
    assert 0 < reading.probability <= 1
    assert reading == classify(text)


def test_the_tables_are_whole() -> None:
    model, types = load_model(), load_types()
    assert model.weights.shape == (len(model.rows), len(types))
    assert np.isfinite(model.weights).all()
    assert len({kind.name for kind in types}) == len(types) == 30
    assert all((kind.event_type is None) == (kind.sub_event_type is None) for kind in types)


def test_concepts_are_found_by_phrase_and_by_beginning() -> None:
    concepts = Concepts([("GAS", ("tear", "gas")), ("SHELL", ("shell*",))])
    assert concepts.found("police used tear gas as shelling began".split()) == [(2, "GAS"), (5, "SHELL")]
    assert concepts.found("gas and tear".split()) == []


def test_every_beginning_in_the_table_is_long_enough_to_be_looked_up() -> None:
    found = load_concepts().found("al-shabaab fighters detonated landmines".split())
    assert {"REBELS", "BOMB", "ROADBOMB"} <= {name for _, name in found}


def test_who_stands_before_a_deed_is_told_from_who_stands_behind_it() -> None:
    assert "n:REBELS<CAPTURE" in features("Rebels captured the hill")
    assert "n:CAPTURE>REBELS" in features("The hill was captured by the rebels")


def test_events_of_a_record_have_the_type_of_their_sentence(model: ReaderModel) -> None:
    text = "Fighter jets of Norland bombed Sudria's air base on Friday in a night of air strikes."
    record = read(Report(id=report_id(text), text=text), model)
    assert record.failures == ()
    codes = {event.acled for event in record.events if event.type == "ASSAULT"}
    assert {(code.event_type, code.sub_event_type) for code in codes if code} == {
        ("Explosions/Remote violence", "Air/drone strike")
    }


def test_what_acled_does_not_know_has_no_code(model: ReaderModel) -> None:
    text = "The French government praised Germany for its music schools."
    record = read(Report(id=report_id(text), text=text), model)
    assert record.events
    assert all(event.acled is None for event in record.events)


def test_a_fit_tells_two_kinds_of_passages_apart_and_is_the_same_every_time() -> None:
    passages = [
        "warplanes bombed the hill",
        "jets bombed a road",
        "an earthquake shook the city",
        "a quake hit the isle",
    ]
    labels = ["AIR_STRIKE", "AIR_STRIKE", "NATURAL_DISASTER", "NATURAL_DISASTER"]
    first, second = (fit([features(passage) for passage in passages], labels) for _ in range(2))
    assert [likeliest(features(passage), first).type.name for passage in passages] == labels
    assert np.array_equal(first.weights, second.weights)
