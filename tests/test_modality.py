"""Modality and factuality: what words make of a predicate, why, and in whose view."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import hand_made

from onrecord.errors import SetupError
from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.models import ReaderModel, load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.factuality import factuality, modality_chances
from onrecord.reading.events.modality import plain_reader
from onrecord.reading.events.perspectives import perspectives
from onrecord.reading.events.status import Status
from onrecord.reading.reader import read
from onrecord.records import Attribution, AttributionStance, Modality, Report, Source, report_id
from onrecord.validation import validate
from training.linear import known_signs, ridge, softmax_regression, table

STATUSES = [
    (
        "Norland|PROPN|NNP|Norland|3|nsubj may|AUX|MD|may|3|aux bomb|VERB|VB|bomb|0|root "
        "Sudria|PROPN|NNP|Sudria|3|obj .|PUNCT|.|.|3|punct",
        "bomb", "possible", "PS+", "may",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj denied|VERB|VBD|deny|0|root that|SCONJ|IN|that|6|mark "
        "it|PRON|PRP|it|6|nsubj had|AUX|VBD|have|6|aux bombed|VERB|VBN|bomb|2|ccomp Sudria|PROPN|NNP|Sudria|6|obj",
        "bombed", "denied", "CT-", "denied that",
    ),
    (
        "Norland|PROPN|NNP|Norland|3|nsubj:pass was|AUX|VBD|be|3|aux:pass urged|VERB|VBN|urge|0|root "
        "to|PART|TO|to|5|mark release|VERB|VB|release|3|xcomp prisoners|NOUN|NNS|prisoner|5|obj",
        "release", "requested", "Uu", "urged to",
    ),
    (
        "If|SCONJ|IN|if|3|mark Norland|PROPN|NNP|Norland|3|nsubj attacks|VERB|VBZ|attack|7|advcl ,|PUNCT|,|,|3|punct "
        "Sudria|PROPN|NNP|Sudria|7|nsubj will|AUX|MD|will|7|aux answer|VERB|VB|answer|0|root",
        "attacks", "conditional", "Uu", "If",
    ),
    (
        "Had|AUX|VBD|have|3|aux Norland|PROPN|NNP|Norland|3|nsubj attacked|VERB|VBN|attack|8|advcl "
        ",|PUNCT|,|,|3|punct Sudria|PROPN|NNP|Sudria|8|nsubj would|AUX|MD|would|8|aux have|AUX|VB|have|8|aux "
        "fled|VERB|VBN|flee|0|root",
        "attacked", "conditional", "Uu", "Had",
    ),
    (
        "They|PRON|PRP|they|3|nsubj will|AUX|MD|will|3|aux leave|VERB|VB|leave|0|root once|SCONJ|IN|once|6|mark "
        "Norland|PROPN|NNP|Norland|6|nsubj pays|VERB|VBZ|pay|3|advcl",
        "pays", "conditional", "Uu", "once",
    ),
    (
        "They|PRON|PRP|they|2|nsubj left|VERB|VBD|leave|0|root once|SCONJ|IN|once|5|mark "
        "Norland|PROPN|NNP|Norland|5|nsubj paid|VERB|VBD|pay|2|advcl",
        "paid", "actual", "CT+", None,
    ),
    (
        "Norland|PROPN|NNP|Norland|3|nsubj:pass is|AUX|VBZ|be|3|aux:pass expected|VERB|VBN|expect|0|root "
        "to|PART|TO|to|5|mark free|VERB|VB|free|3|xcomp them|PRON|PRP|they|5|obj",
        "free", "expected", "PR+", "expected to",
    ),
    (
        "A|DET|DT|a|2|det deal|NOUN|NN|deal|4|nsubj is|AUX|VBZ|be|4|cop likely|ADJ|JJ|likely|0|root "
        "to|PART|TO|to|7|mark be|AUX|VB|be|7|aux:pass signed|VERB|VBN|sign|4|xcomp",
        "signed", "expected", "PR+", "likely to",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj promised|VERB|VBD|promise|0|root that|SCONJ|IN|that|6|mark "
        "it|PRON|PRP|it|6|nsubj would|AUX|MD|would|6|aux free|VERB|VB|free|2|ccomp them|PRON|PRP|they|6|obj",
        "free", "promised", "PR+", "promised that",
    ),
    (
        "Norland|PROPN|NNP|Norland|4|nsubj is|AUX|VBZ|be|4|aux being|AUX|VBG|be|4|aux:pass "
        "bombed|VERB|VBN|bomb|0|root",
        "bombed", "ongoing", "CT+", "being",
    ),
    (
        "Nobody|PRON|NN|nobody|2|nsubj attacked|VERB|VBD|attack|0|root Sudria|PROPN|NNP|Sudria|2|obj",
        "attacked", "denied", "CT-", "Nobody",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj called|VERB|VBD|call|0|root off|ADP|RP|off|2|compound:prt "
        "the|DET|DT|the|5|det attack|NOUN|NN|attack|2|obj",
        "attack", "denied", "CT-", "called",
    ),
    (
        "Norland|PROPN|NNP|Norland|0|root to|PART|TO|to|3|mark expel|VERB|VB|expel|1|acl envoys|NOUN|NNS|envoy|3|obj",
        "expel", "planned", "PR+", None,
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj wants|VERB|VBZ|want|0|root Sudria|PROPN|NNP|Sudria|2|obj "
        "to|PART|TO|to|5|mark withdraw|VERB|VB|withdraw|2|xcomp",
        "withdraw", "requested", "Uu", "wants",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj stopped|VERB|VBD|stop|0|root bombing|VERB|VBG|bomb|2|xcomp",
        "bombing", "ongoing", "CT+", "stopped",
    ),
    (
        "Norland|PROPN|NNP|Norland|3|nsubj is|AUX|VBZ|be|3|cop unlikely|ADJ|JJ|unlikely|0|root to|PART|TO|to|5|mark "
        "attack|VERB|VB|attack|3|xcomp",
        "attack", "expected", "PR-", "unlikely to",
    ),
    (
        "Any|DET|DT|any|2|det state|NOUN|NN|state|6|nsubj that|PRON|WDT|that|4|nsubj "
        "attacks|VERB|VBZ|attack|2|acl:relcl will|AUX|MD|will|6|aux pay|VERB|VB|pay|0|root",
        "attacks", "conditional", "Uu", "Any",
    ),
    (
        "Norland|PROPN|NNP|Norland|4|nsubj did|AUX|VBD|do|4|aux not|PART|RB|not|4|advmod rule|VERB|VB|rule|0|root "
        "out|ADP|RP|out|4|compound:prt sending|VERB|VBG|send|4|xcomp troops|NOUN|NNS|troop|6|obj",
        "sending", "possible", "PS+", "rule",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj dismissed|VERB|VBD|dismiss|0|root a|DET|DT|a|4|det "
        "report|NOUN|NN|report|2|obj that|SCONJ|IN|that|8|mark "
        "it|PRON|PRP|it|8|nsubj had|AUX|VBD|have|8|aux attacked|VERB|VBN|attack|4|acl",
        "attacked", "denied", "PR-", "dismissed",
    ),
    (
        "The|DET|DT|the|3|det planned|ADJ|JJ|planned|3|amod strike|NOUN|NN|strike|4|nsubj "
        "worries|VERB|VBZ|worry|0|root Sudria|PROPN|NNP|Sudria|4|obj",
        "strike", "planned", "PR+", "planned",
    ),
    (
        "Norland|PROPN|NNP|Norland|3|nsubj reportedly|ADV|RB|reportedly|3|advmod bombed|VERB|VBD|bomb|0|root "
        "Sudria|PROPN|NNP|Sudria|3|obj",
        "bombed", "actual", "PR+", "reportedly",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj has|VERB|VBZ|have|0|root yet|ADV|RB|yet|2|advmod to|PART|TO|to|5|mark "
        "reply|VERB|VB|reply|2|xcomp",
        "reply", "denied", "CT-", "yet to",
    ),
    (
        "Norland|PROPN|NNP|Norland|4|nsubj never|ADV|RB|never|3|advmod once|ADV|RB|once|4|advmod "
        "shelled|VERB|VBD|shell|0|root Sudria|PROPN|NNP|Sudria|4|obj",
        "shelled", "denied", "CT-", "never once",
    ),
    (
        "Norland|PROPN|NNP|Norland|6|nsubj will|AUX|MD|will|6|aux on|ADP|IN|on|5|case no|DET|DT|no|5|det "
        "account|NOUN|NN|account|6|obl sign|VERB|VB|sign|0|root",
        "sign", "denied", "PR-", "no account",
    ),
    (
        "Norland|PROPN|NNP|Norland|2|nsubj decided|VERB|VBD|decide|0|root against|SCONJ|IN|against|4|mark "
        "censuring|VERB|VBG|censure|2|advcl Sudria|PROPN|NNP|Sudria|4|obj",
        "censuring", "denied", "CT-", "decided",
    ),
    (
        "A|DET|DT|a|2|det march|NOUN|NN|march|6|nsubj planned|VERB|VBN|plan|2|acl for|ADP|IN|for|5|case "
        "Sunday|PROPN|NNP|Sunday|3|obl worries|VERB|VBZ|worry|0|root Sudria|PROPN|NNP|Sudria|6|obj",
        "march", "planned", "PR+", "planned",
    ),
    (
        "Talks|NOUN|NNS|talk|4|nsubj are|AUX|VBP|be|4|cop under|ADP|IN|under|4|case way|NOUN|NN|way|0|root",
        "Talks", "ongoing", "CT+", "way",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "word", "modality", "value", "reason"), STATUSES, ids=[s[1] for s in STATUSES])
def test_what_the_words_say_and_which_words(
    sentence: str, word: str, modality: str, value: str, reason: str | None
) -> None:
    analysis = hand_made(sentence)
    reader = plain_reader(analysis)
    status = reader.status(reader.frame(analysis.forms.index(word)), False)
    assert (status.settled, status.factuality) == (modality, value)
    told = reader.reason(status)
    if reason is not None:
        assert told is not None
        assert told.text == reason == analysis.text[slice(*told.span)]


def attribution(name: str, stance: AttributionStance) -> Attribution:
    source = Source(anonymity="named", kind="person", name=name)
    return Attribution(
        id=name, source=source, cue=None, content=((0, 1),), quotation="indirect", stance=stance, confidence=1.0
    )


def test_a_denied_strike_is_so_for_who_reports_it_and_not_for_who_denies() -> None:
    heard = (attribution("denier", "denies"), attribution("reporter", "asserts"))
    found = perspectives(Status("denied", 3, True), heard)
    assert [(view.attribution, view.factuality) for view in found] == [("denier", "CT-"), ("reporter", "CT+")]


def test_a_source_that_doubts_or_declines_says_less() -> None:
    heard = (attribution("sceptic", "doubts"), attribution("silent", "declines"))
    assert [view.factuality for view in perspectives(Status(), heard)] == ["PR-", "Uu"]


def test_nobody_quoted_no_perspective() -> None:
    assert perspectives(Status(), ()) == ()


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    return load_reader_model()


def test_reasons_and_perspectives_in_a_record(model: ReaderModel) -> None:
    text = "Norway denied that its navy had attacked the harbour. Chad may expel two Norwegian diplomats on Friday."
    record = read(Report(id=report_id(text), text=text), model)
    assert validate(record) == []
    reasons = {event.reason.text for event in record.events if event.reason is not None}
    assert reasons & {"denied that", "may"}
    for event in record.events:
        assert [view.attribution for view in event.perspectives] == list(event.attributions)


def test_the_model_number_moves_the_score() -> None:
    analysis = hand_made("Norland|PROPN|NNP|Norland|2|nsubj bombed|VERB|VBD|bomb|0|root Sudria|PROPN|NNP|Sudria|2|obj")
    scores = []
    for value in (-3.0, 0.0, 3.0):
        reader = plain_reader(replace(analysis, factuality=[value] * len(analysis)))
        frame = reader.frame(1)
        scores.append(reader.score(frame, reader.status(frame, False)))
    assert scores[0] < scores[1] < scores[2]


SIGNS = st.dictionaries(
    st.one_of(st.sampled_from(sorted(load_sign_weights("factuality").rows)), st.text(max_size=8)),
    st.floats(-3, 3),
    max_size=30,
)


@given(SIGNS)
def test_factuality_stays_on_its_scale(signs: dict[str, float]) -> None:
    assert -3 <= factuality(signs) <= 3
    assert -3 <= factuality(signs, news=0.0) <= 3


SEEN = st.lists(st.floats(0, 1), min_size=len(get_args(Modality)), max_size=len(get_args(Modality)))


@given(SIGNS, SEEN)
def test_the_chances_of_all_modalities_add_up(signs: dict[str, float], seen: list[float]) -> None:
    chances = modality_chances(signs, seen)
    assert tuple(chances) == load_sign_weights("modality").columns == get_args(Modality)
    assert sum(chances.values()) == pytest.approx(1)


def test_what_the_model_sees_grows_likelier() -> None:
    names = get_args(Modality)
    even = [1 / len(names)] * len(names)
    sure = [0.99 if name == "requested" else 0.01 / (len(names) - 1) for name in names]
    assert modality_chances({}, sure)["requested"] > modality_chances({}, even)["requested"]
    assert modality_chances({}, even)["requested"] == pytest.approx(modality_chances({}, ())["requested"])


@pytest.mark.parametrize("word", ["Norland", "attacked", "the"])
def test_the_model_gives_every_word_its_modalities(word: str) -> None:
    text = "Norland attacked the port of Estmark on Monday."
    analysis = analyse(Report(id=report_id(text), text=text), load_reader_model())
    seen = analysis.modalities[analysis.forms.index(word)]
    assert len(analysis.modalities) == len(analysis)
    assert len(seen) == len(get_args(Modality)) and sum(seen) == pytest.approx(1, abs=0.001)


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(SetupError, match="nothing_of_the_kind"):
        load_sign_weights("nothing_of_the_kind")


def test_unknown_signs_count_nothing() -> None:
    weights = load_sign_weights("factuality")
    assert weights.scores({"no such sign": 5.0}) == weights.scores({})


def test_ridge_finds_the_weights_that_made_the_numbers() -> None:
    examples = [{"a": float(i % 3), "b": float(i % 5)} for i in range(60)]
    data = table(examples, known_signs(examples, 1))
    wanted = np.array([2.0 + 0.5 * e["a"] - 1.5 * e["b"] for e in examples])
    assert data.signs == ("constant", "a", "b")
    assert np.allclose(ridge(data, wanted, 1e-6), [2.0, 0.5, -1.5], atol=1e-3)


def test_softmax_regression_tells_classes_apart() -> None:
    examples = [{"red": 1.0} if i % 2 else {"blue": 1.0} for i in range(40)]
    data = table(examples, known_signs(examples, 1))
    weights = softmax_regression(data, np.array([i % 2 for i in range(40)]), 2, 0.1)
    scores = np.stack([data.times(column) for column in weights.T], axis=1)
    assert (scores.argmax(1) == np.array([i % 2 for i in range(40)])).all()


def test_rare_signs_are_left_out() -> None:
    assert known_signs([{"often": 1.0}, {"often": 1.0, "once": 1.0}], 2) == ("constant", "often")
