"""The event tables: complete, consistent, and found by the forms that stand in a text."""

from typing import get_args

import pytest

from onrecord.knowledge.ontology import Meaning, cameo_root, load_ontology
from onrecord.records import EventType, Modality

ONTOLOGY = load_ontology()
MEANINGS: list[Meaning] = [meaning for listed in ONTOLOGY.meanings.values() for meaning in listed]


def test_every_plover_type_has_facts_and_meanings() -> None:
    types = set(get_args(EventType))
    assert set(ONTOLOGY.types) == types
    assert {meaning.type for meaning in MEANINGS} == types | {None}


def test_codes_and_confidences_are_well_formed() -> None:
    for meaning in MEANINGS:
        assert 0 < meaning.confidence <= 1
        if meaning.type is not None:
            assert meaning.cameo is not None and meaning.cameo.isdigit() and 2 < len(meaning.cameo) < 5
            assert 1 <= int(cameo_root(meaning.cameo)) <= 20


def test_classes_named_in_conditions_exist() -> None:
    known = {name for names in ONTOLOGY.classes.values() for name in names} | {"ACTOR", "PLACE", "SPEAKER", "OBLIGED"}
    named = {value for m in MEANINGS for c in m.conditions for value in c.values if value.isupper() and len(value) > 2}
    assert named <= known


def test_modalities_are_of_the_vocabulary() -> None:
    assert {effect.modality for effect in ONTOLOGY.embeddings.values()} <= set(get_args(Modality))


def test_meanings_come_most_specific_first() -> None:
    for listed in ONTOLOGY.meanings.values():
        weights = [meaning.weight for meaning in listed]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("form", "guess", "lemma"),
    [("bombed", "bomb", "bomb"), ("denied", "deni", "deny"), ("struck", "struck", "strike"),
     ("vetoes", "vetoe", "veto"), ("criticised", "criticis", "criticise"), ("warbled", "warble", "warble")],
)  # fmt: skip
def test_verbs_are_found_by_their_form(form: str, guess: str, lemma: str) -> None:
    assert ONTOLOGY.lemma_of(form, guess, "V") == lemma


def test_quads() -> None:
    assert ONTOLOGY.quad_of("CONSULT") == "verbal_coop"
    assert ONTOLOGY.quad_of("ASSAULT") == "material_conflict"
