"""Event types of a user's own: the file and what is wrong with it, what is found, and the check of its examples."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.knowledge.custom_ontology import (
    CustomOntology,
    InvalidOntology,
    load_custom_ontology,
    read_custom_ontology,
)
from onrecord.models import ReaderModel
from onrecord.reading.reader import read
from onrecord.reading.trial import try_types
from onrecord.records import Event, Record, Report, report_id
from onrecord.schema import from_json, to_json
from onrecord.validation import validate

QUAY = """
ontology: harbours
types:
  - name: QUAY_SOLD
    definition: A harbour or a part of it passes into other hands for money.
    examples:
      - Norway sold the quay to a Danish firm on Monday.
    patterns:
      - verb: [sell, sign away]
        object: [quay, dry dock]
      - noun: [sale, sell-off]
        object: [quay]
"""


def ontology(text: str) -> CustomOntology:
    return read_custom_ontology(textwrap.dedent(text).encode(), "types.yaml")


def pattern(lines: str, more: str = "") -> CustomOntology:
    """One type, T, with one pattern given as a flow mapping."""
    return ontology(f"ontology: o\ntypes:\n  - {{name: T, definition: d, examples: [e], patterns: [{lines}]{more}}}\n")


def record_of(text: str, types: CustomOntology | None, model: ReaderModel) -> Record:
    record = read(Report(id=report_id(text), text=text), model, ontology=types)
    assert record.failures == ()
    return record


def found(text: str, types: CustomOntology, model: ReaderModel) -> list[Event]:
    return [event for event in record_of(text, types, model).events if event.custom]


@pytest.mark.parametrize(
    "text",
    [
        "Norway sold the quay to Denmark.",
        "The quay was sold by Norway.",
        "Norway, which sold the old quay, apologised.",
        "Norway has signed away the dry dock.",
        "The sale of the quay by Norway angered Sweden.",
    ],
)
def test_a_type_is_found_in_every_form_of_the_clause(text: str, model: ReaderModel) -> None:
    [event] = found(text, ontology(QUAY), model)
    assert event.custom == ("QUAY_SOLD",)


@pytest.mark.parametrize("text", ["Norway sold the timber to Denmark.", "Norway bought the quay.", "The quay is old."])
def test_what_no_pattern_fits_is_not_found(text: str, model: ReaderModel) -> None:
    assert found(text, ontology(QUAY), model) == []


def test_an_event_that_plover_lacks_has_no_type_but_who_and_to_whom(model: ReaderModel) -> None:
    record = record_of("Norway sold the quay to Denmark.", ontology(QUAY), model)
    [event] = [event for event in record.events if event.custom]
    names = {actor.id: actor.name for actor in record.actors}
    assert event.type is None
    assert [names[ident] for ident in event.actors] == ["Norway"]
    assert [names[ident] for ident in event.recipients] == ["Denmark"]
    assert record.report.text[slice(*event.trigger)] == "sold"


def test_an_event_that_plover_has_keeps_its_type(model: ReaderModel) -> None:
    text = "Norway bombed Sweden on Friday."
    plain, own = (record_of(text, types, model) for types in (None, pattern("{verb: bomb}")))
    [before], [after] = plain.events, own.events
    assert (after.id, after.type, after.custom) == (before.id, before.type, ("T",))


def test_without_an_ontology_nothing_changes(model: ReaderModel) -> None:
    record = record_of("Norway bombed Sweden on Friday.", None, model)
    assert record.coder.ontology is None
    assert {event.custom for event in record.events} == {()}


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        ("{verb: sell, actor: any}", "Norway sold timber.", True),
        ("{verb: sell, actor: any}", "Timber was sold.", False),
        ("{verb: sell, actor: {country: [NOR]}}", "Norway sold timber.", True),
        ("{verb: sell, actor: {country: NOR}}", "Denmark sold timber.", False),
        ("{verb: sell, actor: {kind: [person]}}", "Norway sold timber.", False),
        ("{verb: sell, recipient: {country: [DNK]}}", "Norway sold timber to Denmark.", True),
        ("{verb: sell, recipient: {country: [DNK]}}", "Norway sold timber to Sweden.", False),
        ("{verb: sell, prepositions: {for: [gold]}}", "Norway sold timber for gold.", True),
        ("{verb: sell, prepositions: {for: [gold]}}", "Norway sold gold for timber.", False),
        ("{verb: fall, subject: [water level]}", "Water levels fell in Norway.", True),
        ("{verb: fall, subject: [water level]}", "Prices fell in Norway.", False),
        ("{verb: sell, context: [auction]}", "At an auction Norway sold timber.", True),
        ("{verb: sell, context: [auction]}", "Norway sold timber.", False),
        ("{adjective: insolvent}", "The port of Oslo is insolvent.", True),
        ("{noun: cease-fire}", "Norway and Sweden announced a cease-fire.", True),
    ],
)
def test_what_a_pattern_asks_for(lines: str, text: str, expected: bool, model: ReaderModel) -> None:
    assert bool(found(text, pattern(lines), model)) == expected


def test_an_exception_takes_out_what_a_pattern_fits(model: ReaderModel) -> None:
    types = pattern("{verb: sell}", ", except: [{object: [ticket]}, {context: [lottery]}]")
    assert found("Norway sold the railway.", types, model)
    assert not found("Norway sold tickets.", types, model)
    assert not found("Norway sold a prize of the lottery.", types, model)


def test_a_modality_can_be_left_out(model: ReaderModel) -> None:
    types = pattern("{verb: sell}", ", not_modality: [planned, denied]")
    assert found("Norway sold the railway.", types, model)
    assert not found("Norway will sell the railway.", types, model)
    assert not found("Norway denied that it had sold the railway.", types, model)


def test_a_deed_that_plover_reads_as_refused_is_an_event_of_its_own(model: ReaderModel) -> None:
    text = "Norway refused to release the prisoners. Norway will not release the prisoners."
    record = record_of(text, pattern("{verb: release, object: prisoner}"), model)
    own = [event for event in record.events if event.custom]
    assert own
    assert all(event.factuality.endswith("-") for event in own if event.modality in ("actual", "ongoing"))


def test_what_is_told_twice_keeps_the_types_of_both_tellings(model: ReaderModel) -> None:
    types = ontology(
        """
        ontology: o
        types:
          - {name: DEED, definition: d, examples: [e], patterns: [{verb: bomb}]}
          - {name: NOUN, definition: d, examples: [e], patterns: [{noun: bombing}]}
        """
    )
    record = record_of("Norway bombed Sweden on Friday. The bombing of Sweden on Friday shocked Denmark.", types, model)
    assert {name for event in record.events for name in event.custom} == {"DEED", "NOUN"}
    assert len({event.id for event in record.events}) == len(record.events)


def test_a_record_with_own_types_keeps_the_contract(model: ReaderModel) -> None:
    text = "OSLO - Norway sold the quay to Denmark. Norway bombed Sweden. The sale of the quay was denied by Norway."
    record = record_of(text, ontology(QUAY), model)
    assert validate(record) == []
    assert from_json(to_json(record)) == record
    assert record.coder.ontology == ontology(QUAY).digest


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Norway", "sold", "the", "quay", "to", "Denmark", ".", "not", "sale", "of", "and", "\n"]),
        min_size=1,
        max_size=14,
    )
)
def test_any_text_keeps_the_contract(model: ReaderModel, words: list[str]) -> None:
    text = "Norway " + " ".join(words)
    assert validate(record_of(text, ontology(QUAY), model)) == []


PROBLEMS = {
    "no field": ("{verb: sell, objekt: x}", "objekt: there is no such field here. Did you mean object?"),
    "two triggers": ("{verb: sell, noun: sale}", "a pattern needs one of verb, noun and adjective"),
    "no trigger": ("{object: quay}", "a pattern needs one of verb, noun and adjective"),
    "sector": ("{verb: sell, actor: {sector: GOVT}}", "'GOVT' is none of its values. Did you mean GOV?"),
    "country": ("{verb: sell, actor: {country: Norway}}", "'Norway' is no code of a country. Did you mean NOR?"),
    "actor": ("{verb: sell, actor: nobody}", "'nobody' says nothing of an actor"),
    "nested": ("{verb: [[sell]]}", "verb needs plain texts"),
    "twice": ("{verb: sell, verb: buy}", "verb stands here twice"),
    "empty": ("{verb: sell, object: []}", "object: a list was expected here"),
}


@pytest.mark.parametrize(("lines", "message"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_what_is_wrong_with_a_pattern_is_told_with_its_place(lines: str, message: str) -> None:
    with pytest.raises(InvalidOntology) as caught:
        pattern(lines)
    [problem] = caught.value.problems
    assert message in problem
    assert problem.startswith("line 3: type T, patterns 1") or "needs plain" in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("types: [", "line 1: it is not YAML"),
        ("[" * 5000, "it nests too deeply"),
        ("- a\n- b", "fields with values were expected here, not a list"),
        (QUAY.replace("QUAY_SOLD", "AID"), "AID is a type of PLOVER"),
        (QUAY.replace("QUAY_SOLD", "quay sold"), "'quay sold' is not a name"),
        (QUAY.replace("definition", "descripton"), "Did you mean definition?"),
        (QUAY + QUAY.split("types:\n")[1], "QUAY_SOLD is there 2 times"),
        (QUAY + "    not_modality: [denid]", "line 13: type QUAY_SOLD, not_modality: 'denid' is none of its values"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(text: str, message: str) -> None:
    with pytest.raises(InvalidOntology, match=r"types\.yaml") as caught:
        ontology(text)
    assert any(message in problem for problem in caught.value.problems)


def test_a_country_code_that_yaml_takes_for_a_truth_value_stays_text() -> None:
    types = pattern("{verb: sell, actor: {name: [NO, 1984]}}")
    [only] = types.types[0].patterns
    assert only.actor is not None
    assert only.actor.names == {"no", "1984"}


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(InvalidOntology, match="UTF-8"):
        read_custom_ontology(b"\xff\xfe\x00", "types.yaml")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidOntology, match="cannot be opened"):
        load_custom_ontology(tmp_path / "none.yaml")


def test_a_trial_says_why_an_example_is_missed(model: ReaderModel) -> None:
    types = ontology(
        """
        ontology: o
        types:
          - name: T
            definition: d
            examples: [Norway sold the timber., Norway bought the quay., Norway sold the quay.]
            counterexamples: [Norway sold the quay., Norway sold the timber.]
            patterns:
              - {verb: sell, object: [quay]}
        """
    )
    [trial] = try_types(types, model)
    said = [answer.problem for answer in trial.answers]
    assert said[0] is not None and "line 9" in said[0] and "object words" in said[0]
    assert said[1] is not None and "none of its triggers" in said[1]
    assert said[3] is not None and "counterexample" in said[3]
    assert said[2] is said[4] is None


def test_the_shipped_example_finds_its_own_examples(examples: Path) -> None:
    result = CliRunner().invoke(app, ["ontology", "check", str(examples / "transit.yaml")])
    assert result.exit_code == 0
    assert "ROUTE_OPENED: 5 of 5" in result.stdout


def test_check_and_read_refuse_a_file_that_cannot_be_used(tmp_path: Path, examples: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("ontology: o\ntypes: 3\n", encoding="utf-8")
    report = str(examples / "grain-corridor.txt")
    for command in (["ontology", "check", str(broken)], ["read", report, "--ontology", str(broken)]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 1
        assert "line 2: types: a list was expected here" in result.stderr


def test_check_says_which_examples_fail(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    path.write_text(QUAY.replace("[sell, sign away]", "buy"), encoding="utf-8")
    result = CliRunner().invoke(app, ["ontology", "check", str(path)])
    assert result.exit_code == 2
    assert "line 7: QUAY_SOLD: no pattern finds its example" in result.stderr


def test_the_briefing_names_own_types(examples: Path) -> None:
    command = ["read", str(examples / "grain-corridor.txt"), "--ontology", str(examples / "transit.yaml")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "ROUTE_LIMITED" in result.stdout
