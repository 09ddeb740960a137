"""Events: what happened, by whom, to whom and how certainly, from hand-made trees and from the shipped model."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import actor, place, report_of, span_of, time
from trees import hand_made as parsed

from onrecord.models import ReaderModel
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.stage import find_events
from onrecord.reading.reader import read
from onrecord.records import Actor, Attribution, Event, Place, Report, Source, Table, Time, report_id

ACTIVE = (
    "Norland|PROPN|NNP|Norland|2|nsubj bombed|VERB|VBD|bomb|0|root Sudria|PROPN|NNP|Sudria|2|obj "
    "on|ADP|IN|on|5|case Friday|PROPN|NNP|Friday|2|obl .|PUNCT|.|.|2|punct"
)
PASSIVE = (
    "Sudria|PROPN|NNP|Sudria|3|nsubj:pass was|AUX|VBD|be|3|aux:pass bombed|VERB|VBN|bomb|0|root "
    "by|ADP|IN|by|5|case Norland|PROPN|NNP|Norland|3|obl:agent .|PUNCT|.|.|3|punct"
)
RELATIVE = (
    "Norland|PROPN|NNP|Norland|6|nsubj ,|PUNCT|,|,|4|punct "
    "which|PRON|WDT|which|4|nsubj bombed|VERB|VBD|bomb|1|acl:relcl "
    "Sudria|PROPN|NNP|Sudria|4|obj slept|VERB|VBD|sleep|0|root"
)
CONTROL = (
    "Norland|PROPN|NNP|Norland|2|nsubj threatened|VERB|VBD|threaten|0|root to|PART|TO|to|4|mark "
    "bomb|VERB|VB|bomb|2|xcomp Sudria|PROPN|NNP|Sudria|4|obj .|PUNCT|.|.|2|punct"
)
LIGHT = (
    "Norland|PROPN|NNP|Norland|2|nsubj launched|VERB|VBD|launch|0|root an|DET|DT|a|4|det attack|NOUN|NN|attack|2|obj "
    "on|ADP|IN|on|6|case Sudria|PROPN|NNP|Sudria|4|nmod .|PUNCT|.|.|2|punct"
)
NOUN = (
    "The|DET|DT|the|2|det visit|NOUN|NN|visit|7|nsubj by|ADP|IN|by|4|case Norland|PROPN|NNP|Norland|2|nmod "
    "to|ADP|IN|to|6|case Sudria|PROPN|NNP|Sudria|2|nmod helped|VERB|VBD|help|0|root .|PUNCT|.|.|7|punct"
)


def hand_made(*sentences: str) -> Analysis:
    """A hand-made analysis whose model holds every predicate for a fact."""
    analysis = parsed(*sentences)
    return replace(analysis, factuality=[3.0] * len(analysis))


def both(analysis: Analysis) -> tuple[Actor, ...]:
    return tuple(actor(analysis, name) for name in ("Norland", "Sudria") if name in analysis.text)


def events(
    analysis: Analysis,
    actors: tuple[Actor, ...] | None = None,
    places: tuple[Place, ...] = (),
    times: tuple[Time, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    report: Report | None = None,
) -> list[Event]:
    return list(
        find_events(
            report=report or report_of(analysis), analysis=analysis,
            actors=both(analysis) if actors is None else actors, places=places, times=times, attributions=attributions,
        )
    )  # fmt: skip


def names(analysis: Analysis, ids: tuple[str, ...]) -> list[str]:
    known = {record.id: record.name for record in both(analysis)}
    return [known[ident] for ident in ids]


def only(analysis: Analysis, kind: str) -> Event:
    found = [event for event in events(analysis) if event.type == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("sentence", [ACTIVE, PASSIVE, RELATIVE, LIGHT], ids=["active", "passive", "relative", "light"])
def test_one_attack_however_it_is_told(sentence: str) -> None:
    analysis = hand_made(sentence)
    event = only(analysis, "ASSAULT")
    assert (names(analysis, event.actors), names(analysis, event.recipients)) == (["Norland"], ["Sudria"])
    assert (event.modality, event.factuality) == ("actual", "CT+")
    assert event.shown


def test_a_light_verb_and_its_noun_are_one_event_with_one_trigger() -> None:
    analysis = hand_made(LIGHT)
    (event,) = events(analysis)
    assert analysis.text[slice(*event.trigger)] == "launched an attack"


def test_an_event_noun_with_its_arguments() -> None:
    analysis = hand_made(NOUN)
    event = only(analysis, "CONSULT")
    assert (event.mode, event.cameo) == ("visit", "042")
    assert (names(analysis, event.actors), names(analysis, event.recipients)) == (["Norland"], ["Sudria"])


def test_a_threat_and_what_is_threatened() -> None:
    analysis = hand_made(CONTROL)
    threat, deed = only(analysis, "THREATEN"), only(analysis, "ASSAULT")
    assert (threat.modality, threat.cameo) == ("actual", "138")
    assert names(analysis, threat.recipients) == ["Sudria"]
    assert (deed.modality, deed.factuality) == ("threatened", "PS+")
    assert names(analysis, deed.actors) == ["Norland"]


def test_the_object_changes_the_meaning() -> None:
    template = "Norland|PROPN|NNP|Norland|2|nsubj {}|VERB|VBD|{}|0|root {}|NOUN|NNS|{}|2|obj .|PUNCT|.|.|2|punct"
    types = {}
    for form, lemma, thing, singular in (
        ("lifted", "lift", "sanctions", "sanction"), ("imposed", "impose", "sanctions", "sanction"),
        ("sent", "send", "troops", "troop"), ("sent", "send", "medicines", "medicine"),
        ("attacked", "attack", "plans", "plan"), ("struck", "strike", "deals", "deal"),
    ):  # fmt: skip
        (event,) = events(hand_made(template.format(form, lemma, thing, singular)))
        types[form, thing] = event.type
    assert types == {
        ("lifted", "sanctions"): "CONCEDE", ("imposed", "sanctions"): "SANCTION", ("sent", "troops"): "MOBILIZE",
        ("sent", "medicines"): "AID", ("attacked", "plans"): "ACCUSE", ("struck", "deals"): "AGREE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("helper", "modality", "factuality"),
    [("may", "possible", "PS+"), ("will", "planned", "PR+"), ("must", "requested", "Uu")],
)
def test_modal_verbs(helper: str, modality: str, factuality: str) -> None:
    analysis = hand_made(
        f"Norland|PROPN|NNP|Norland|3|nsubj {helper}|AUX|MD|{helper}|3|aux bomb|VERB|VB|bomb|0|root "
        "Sudria|PROPN|NNP|Sudria|3|obj .|PUNCT|.|.|3|punct"
    )
    event = only(analysis, "ASSAULT")
    assert (event.modality, event.factuality) == (modality, factuality)


def test_help_that_is_promised_is_an_agreement() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux send|VERB|VB|send|0|root "
        "Sudria|PROPN|NNP|Sudria|3|iobj food|NOUN|NN|food|3|obj .|PUNCT|.|.|3|punct"
    )
    (event,) = events(analysis)
    assert (event.type, event.cameo, event.modality) == ("AGREE", "033", "promised")
    assert names(analysis, event.recipients) == ["Sudria"]


def test_who_is_disappointed_criticises() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|3|nsubj:pass was|AUX|VBD|be|3|aux:pass disappointed|VERB|VBN|disappoint|0|root "
        "by|ADP|IN|by|5|case Sudria|PROPN|NNP|Sudria|3|obl .|PUNCT|.|.|3|punct"
    )
    event = only(analysis, "ACCUSE")
    assert (names(analysis, event.actors), names(analysis, event.recipients)) == (["Norland"], ["Sudria"])


def test_the_subject_of_what_one_is_accused_of_is_the_accused() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|2|nsubj accused|VERB|VBD|accuse|0|root Sudria|PROPN|NNP|Sudria|5|nsubj "
        "of|SCONJ|IN|of|5|mark cheating|VERB|VBG|cheat|2|ccomp .|PUNCT|.|.|2|punct"
    )
    event = only(analysis, "ACCUSE")
    assert (names(analysis, event.actors), names(analysis, event.recipients)) == (["Norland"], ["Sudria"])


def test_the_model_may_doubt_what_no_word_doubts() -> None:
    analysis = parsed(ACTIVE)
    (event,) = events(replace(analysis, factuality=[-2.5] * len(analysis)))
    assert event.factuality != "CT+"


def test_what_is_refused_is_rejected() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|4|nsubj will|AUX|MD|will|4|aux not|PART|RB|not|4|advmod meet|VERB|VB|meet|0|root "
        "Sudria|PROPN|NNP|Sudria|4|obj .|PUNCT|.|.|4|punct"
    )
    (event,) = events(analysis)
    assert (event.type, event.cameo) == ("REJECT", "125")


def test_a_condition_makes_it_conditional() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux bomb|VERB|VB|bomb|0|root "
        "Sudria|PROPN|NNP|Sudria|3|obj if|SCONJ|IN|if|7|mark "
        "talks|NOUN|NNS|talk|7|nsubj fail|VERB|VBP|fail|3|advcl .|PUNCT|.|.|3|punct"
    )
    event = only(analysis, "THREATEN")
    assert (event.modality, event.factuality) == ("conditional", "Uu")


DENIED = (
    "Norland|PROPN|NNP|Norland|2|nsubj denied|VERB|VBD|deny|0|root that|SCONJ|IN|that|5|mark it|PRON|PRP|it|5|nsubj "
    "bombed|VERB|VBD|bomb|2|ccomp Sudria|PROPN|NNP|Sudria|5|obj .|PUNCT|.|.|2|punct"
)


def test_what_is_denied_did_not_happen_for_the_denier() -> None:
    event = only(hand_made(DENIED), "ASSAULT")
    assert (event.modality, event.factuality) == ("denied", "CT-")


def test_an_event_knows_who_asserts_it() -> None:
    analysis = hand_made(DENIED)
    heard = Attribution(
        id="attribution-1", source=Source(anonymity="named", kind="official"), cue=span_of(analysis, "denied"),
        content=(span_of(analysis, "that it bombed Sudria"),), quotation="indirect", stance="denies",
    )  # fmt: skip
    (event,) = [e for e in events(analysis, attributions=(heard,)) if e.type == "ASSAULT"]
    assert event.attributions == ("attribution-1",)
    (event,) = [e for e in events(analysis) if e.type == "ASSAULT"]
    assert event.attributions == ()


def test_time_and_place_hang_on_the_predicate() -> None:
    analysis = hand_made(
        ACTIVE[: ACTIVE.index(" .|")] + " in|ADP|IN|in|7|case Eastport|PROPN|NNP|Eastport|2|obl .|PUNCT|.|.|2|punct"
    )
    when, where = time(analysis, "Friday", "2023-03-03"), place(analysis, "Eastport")
    (event,) = events(analysis, places=(where,), times=(when,))
    assert (event.time, event.place) == (when.id, where.id)


def test_nothing_follows_from_an_object_that_merely_stands_near() -> None:
    analysis = hand_made(
        "Norland|PROPN|NNP|Norland|2|nsubj met|VERB|VBD|meet|0|root its|PRON|PRP$|its|4|nmod:poss "
        "targets|NOUN|NNS|target|2|obj while|SCONJ|IN|while|7|mark Sudria|PROPN|NNP|Sudria|7|nsubj "
        "slept|VERB|VBD|sleep|2|advcl .|PUNCT|.|.|2|punct"
    )
    assert events(analysis) == []


def test_no_event_comes_from_a_table() -> None:
    analysis = hand_made(ACTIVE)
    table = Table(header=(), rows=(), span=(0, len(analysis.text)))
    report = Report(id=report_id(analysis.text), text=analysis.text, tables=(table,))
    assert events(analysis, report=report) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([ACTIVE, PASSIVE, RELATIVE, CONTROL, LIGHT, NOUN, DENIED]), min_size=1, max_size=4))
def test_records_keep_the_contract(sentences: list[str]) -> None:
    analysis = hand_made(*sentences)
    found = events(analysis)
    assert len({event.id for event in found}) == len(found)
    for event in found:
        start, end = event.trigger
        assert 0 <= start < end <= len(analysis.text)
        assert event.sentence[0] <= start and end <= event.sentence[1]
        assert 0 < event.confidence <= 1
        assert set(event.actors) | set(event.recipients) <= {record.id for record in both(analysis)}
    assert found == events(analysis)


def test_a_report_through_the_model(model: ReaderModel) -> None:
    text = (
        "Norway imposed sanctions on Belarus on Monday. The Norwegian prime minister, Erna Dahl, visited Kyiv in May. "
        "Police arrested three students in Minsk."
    )
    report = Report(id=report_id(text), text=text)
    analysis = analyse(report, model)
    found = find_events(report, analysis, (actor(analysis, "Norway"), actor(analysis, "Belarus")), (), (), ())
    types = {text[slice(*event.trigger)].split()[0]: event.type for event in found}
    assert types["imposed"] == "SANCTION"
    assert types["arrested"] == "COERCE"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Serbs in Kosovo blocked roads near the town on Monday, the police said.", "PROTEST"),
        ("The army convoy came under fire near the Sudanese border on Monday.", "ASSAULT"),
        ("Norway vowed to impose sanctions on Chad.", "THREATEN"),
        ("Estonia rejected the resolution on Monday, and Latvia refused to sign it.", "REJECT"),
        ("France withdrew its troops from Mali on Sunday.", "RETREAT"),
    ],
)
def test_readings_of_common_predicates(text: str, kind: str, model: ReaderModel) -> None:
    assert kind in {event.type for event in read(Report(id=report_id(text), text=text), model).events}


def test_who_is_only_cited_does_not_do_it(model: ReaderModel) -> None:
    text = "A rebel commander was shot dead in Lagos on Monday, according to a hospital source."
    record = read(Report(id=report_id(text), text=text), model)
    assert [event.actors for event in record.events if event.type == "ASSAULT"] == [()]
