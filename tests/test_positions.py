"""Positions: who holds which stance on what, from hand-made trees and from the shipped model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import actor, hand_made, place, report_of, time

from onrecord.knowledge.inflections import noun_forms, verb_forms
from onrecord.knowledge.stances import NEGATED, STANCES, load_stances
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.stage import MAX_EVIDENCE, find_positions
from onrecord.reading.reader import read
from onrecord.records import Actor, Attribution, Place, Position, Report, Source, Time, report_id


def positions(
    analysis: Analysis,
    *actors: Actor,
    places: tuple[Place, ...] = (),
    times: tuple[Time, ...] = (),
    attributions: tuple[Attribution, ...] = (),
) -> list[Position]:
    return list(
        find_positions(
            report=report_of(analysis), analysis=analysis, actors=actors, places=places, times=times,
            attributions=attributions, events=(),
        )
    )  # fmt: skip


ALLOW = (
    "Norland|PROPN|NNP|Norland|2|nsubj allowed|VERB|VBD|allow|0|root fishermen|NOUN|NNS|fisherman|2|obj "
    "to|PART|TO|to|5|mark return|VERB|VB|return|2|xcomp .|PUNCT|.|.|2|punct"
)
NOT_ALLOW = (
    "Norland|PROPN|NNP|Norland|4|nsubj did|AUX|VBD|do|4|aux not|PART|RB|not|4|advmod allow|VERB|VB|allow|0|root "
    "fishermen|NOUN|NNS|fisherman|4|obj to|PART|TO|to|7|mark return|VERB|VB|return|4|xcomp"
)
NO_LONGER_BAN = (
    "Norland|PROPN|NNP|Norland|4|nsubj no|ADV|RB|no|3|advmod longer|ADV|RBR|longer|4|advmod bans|VERB|VBZ|ban|0|root "
    "coal|NOUN|NN|coal|6|compound imports|NOUN|NNS|import|4|obj"
)
REFUSED = (
    "Norland|PROPN|NNP|Norland|2|nsubj refused|VERB|VBD|refuse|0|root to|PART|TO|to|4|mark lift|VERB|VB|lift|2|xcomp "
    "the|DET|DT|the|6|det embargo|NOUN|NN|embargo|4|obj"
)
DECLINED = (
    "Norland|PROPN|NNP|Norland|2|nsubj declined|VERB|VBD|decline|0|root to|PART|TO|to|4|mark "
    "comment|VERB|VB|comment|2|xcomp"
)
LIFTED = (
    "Norland|PROPN|NNP|Norland|2|nsubj lifted|VERB|VBD|lift|0|root the|DET|DT|the|4|det ban|NOUN|NN|ban|2|obj "
    "on|ADP|IN|on|7|case timber|NOUN|NN|timber|7|compound exports|NOUN|NNS|export|4|nmod"
)
LIFTED_FINGER = (
    "Norland|PROPN|NNP|Norland|2|nsubj lifted|VERB|VBD|lift|0|root the|DET|DT|the|4|det trophy|NOUN|NN|trophy|2|obj"
)
WILL_SEND = (
    "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux send|VERB|VB|send|0|root Ostria|PROPN|NNP|Ostria|3|iobj "
    "grain|NOUN|NN|grain|3|obj"
)
WILL_RETALIATE = (
    "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux retaliate|VERB|VB|retaliate|0|root if|SCONJ|IN|if|6|mark "
    "Ostria|PROPN|NNP|Ostria|6|nsubj attacks|VERB|VBZ|attack|3|advcl"
)
RELUCTANT = (
    "Norland|PROPN|NNP|Norland|3|nsubj is|AUX|VBZ|be|3|cop reluctant|ADJ|JJ|reluctant|0|root to|PART|TO|to|5|mark "
    "sign|VERB|VB|sign|3|xcomp the|DET|DT|the|7|det treaty|NOUN|NN|treaty|5|obj"
)
HESITANCE = (
    "Critics|NOUN|NNS|critic|2|nsubj recalled|VERB|VBD|recall|0|root Norland|PROPN|NNP|Norland|5|nmod:poss "
    "'s|PART|POS|'s|3|case hesitance|NOUN|NN|hesitance|2|obj to|PART|TO|to|7|mark supply|VERB|VB|supply|5|acl "
    "radars|NOUN|NNS|radar|7|obj"
)
DECIDED_BAN = (
    "Norland|PROPN|NNP|Norland|2|nsubj decided|VERB|VBD|decide|0|root to|PART|TO|to|4|mark ban|VERB|VB|ban|2|xcomp "
    "drones|NOUN|NNS|drone|4|obj"
)
CALLED = (
    "Ostria|PROPN|NNP|Ostria|2|nsubj called|VERB|VBD|call|0|root the|DET|DT|the|4|det decision|NOUN|NN|decision|2|obj "
    "reckless|ADJ|JJ|reckless|2|xcomp"
)
CONDEMNED_ATTACK = (
    "Ostria|PROPN|NNP|Ostria|2|nsubj condemned|VERB|VBD|condemn|0|root the|DET|DT|the|4|det "
    "shelling|NOUN|NN|shelling|2|obj"
)
IF_BANS = (
    "Prices|NOUN|NNS|price|3|nsubj will|AUX|MD|will|3|aux fall|VERB|VB|fall|0|root if|SCONJ|IN|if|6|mark "
    "Norland|PROPN|NNP|Norland|6|nsubj bans|VERB|VBZ|ban|3|advcl exports|NOUN|NNS|export|6|obj"
)


@pytest.mark.parametrize(
    ("sentence", "stance", "matter"),
    [
        pytest.param(ALLOW, "permits", "return", id="allow"),
        pytest.param(NOT_ALLOW, "forbids", "return", id="not allow"),
        pytest.param(NO_LONGER_BAN, "permits", "coal imports", id="no longer ban"),
        pytest.param(REFUSED, "refuses", "lift the embargo", id="refuse to lift"),
        pytest.param(LIFTED, "permits", "timber exports", id="lift a ban"),
        pytest.param(WILL_SEND, "commits", "send Ostria grain", id="will send"),
        pytest.param(WILL_RETALIATE, "threatens", "retaliate", id="will retaliate if"),
        pytest.param(RELUCTANT, "hesitates", "sign the treaty", id="reluctant"),
        pytest.param(HESITANCE, "hesitates", "supply radars", id="hesitance"),
        pytest.param(DECIDED_BAN, "forbids", "drones", id="decide to ban"),
        pytest.param(CALLED, "opposes", "the decision", id="call reckless"),
    ],
)
def test_a_stance_and_its_matter(sentence: str, stance: str, matter: str) -> None:
    analysis = hand_made(sentence)
    holders = [actor(analysis, name) for name in ("Norland", "Ostria") if name in analysis.text]
    found = positions(analysis, *holders)
    assert [(p.stance, p.matter.text) for p in found] == [(stance, matter)]
    assert analysis.text[slice(*found[0].matter.span)] == matter


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(DECLINED, id="declined to comment"),
        pytest.param(LIFTED_FINGER, id="lifting no restriction"),
        pytest.param(CONDEMNED_ATTACK, id="criticism of what is no policy"),
        pytest.param(IF_BANS, id="only supposed"),
    ],
)
def test_what_is_no_position(sentence: str) -> None:
    analysis = hand_made(sentence)
    holders = [actor(analysis, name) for name in ("Norland", "Ostria") if name in analysis.text]
    assert positions(analysis, *holders) == []


def test_a_stance_without_a_known_holder_is_left_out() -> None:
    assert positions(hand_made(ALLOW)) == []


def test_the_condition_of_a_threat() -> None:
    analysis = hand_made(WILL_RETALIATE)
    (found,) = positions(analysis, actor(analysis, "Norland"))
    assert [c.text for c in found.scope.conditions] == ["if Ostria attacks"]


def test_who_benefits() -> None:
    analysis = hand_made(WILL_SEND)
    norland, ostria = actor(analysis, "Norland"), actor(analysis, "Ostria")
    (found,) = positions(analysis, norland, ostria)
    assert (found.holder, found.beneficiary) == (norland.id, ostria.id)


PASSIVE = (
    "Trawlers|NOUN|NNS|trawler|4|nsubj:pass have|AUX|VBP|have|4|aux been|AUX|VBN|be|4|aux:pass "
    "banned|VERB|VBN|ban|0|root from|ADP|IN|from|7|case Norland|PROPN|NNP|Norland|7|compound "
    "waters|NOUN|NNS|water|4|obl since|ADP|IN|since|9|case 2019|NUM|CD|2019|4|obl by|ADP|IN|by|12|case "
    "the|DET|DT|the|12|det ministry|NOUN|NN|ministry|4|obl:agent"
)


def test_a_passive_with_agent_place_and_start() -> None:
    analysis = hand_made(PASSIVE)
    ministry, waters = actor(analysis, "the ministry"), place(analysis, "Norland waters")
    start = time(analysis, "2019", "2019")
    (found,) = positions(analysis, ministry, places=(waters,), times=(start,))
    assert (found.holder, found.stance, found.since) == (ministry.id, "forbids", start.id)
    assert found.scope.areas == (waters.id,)


SAID_AGAIN = (
    "Norland|PROPN|NNP|Norland|2|nsubj banned|VERB|VBD|ban|0|root timber|NOUN|NN|timber|4|compound "
    "exports|NOUN|NNS|export|2|obj",
    "The|DET|DT|the|2|det government|NOUN|NN|government|3|nsubj banned|VERB|VBD|ban|0|root "
    "timber|NOUN|NN|timber|5|compound exports|NOUN|NNS|export|3|obj in|ADP|IN|in|7|case May|PROPN|NNP|May|3|obl",
)


def test_the_same_position_said_twice_is_one_record() -> None:
    analysis = hand_made(*SAID_AGAIN)
    norland = actor(analysis, "Norland", "The government")
    (found,) = positions(analysis, norland)
    assert [analysis.text[slice(*span)] for span in found.evidence] == [
        "Norland banned timber exports",
        "The government banned timber exports in May",
    ]


FORECAST = (
    "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux raise|VERB|VB|raise|6|ccomp tolls|NOUN|NNS|toll|3|obj "
    "analysts|NOUN|NNS|analyst|6|nsubj said|VERB|VBD|say|0|root"
)


def test_somebody_elses_forecast_is_no_promise() -> None:
    analysis = hand_made(FORECAST)
    norland, analysts = actor(analysis, "Norland"), actor(analysis, "analysts", kind="group", sector="BUS")
    end = analysis.text.index(" analysts")
    said = Attribution(
        id="attribution-1", cue=None, content=((0, end),), quotation="indirect", stance="asserts",
        source=Source(anonymity="unnamed", kind="person", actor=analysts.id),
    )  # fmt: skip
    assert positions(analysis, norland, analysts, attributions=(said,)) == []
    assert [p.stance for p in positions(analysis, norland, analysts)] == ["commits"]


def test_positions_carry_the_attributions_of_their_clause() -> None:
    analysis = hand_made(ALLOW)
    norland = actor(analysis, "Norland")
    said = Attribution(
        id="attribution-1", cue=None, content=((0, len(analysis.text)),), quotation="indirect", stance="asserts",
        source=Source(anonymity="unspecified", kind="unspecified"),
    )  # fmt: skip
    (found,) = positions(analysis, norland, attributions=(said,))
    assert found.attributions == ("attribution-1",)


# ---------------------------------------------------------------- the lexicon


def test_every_entry_names_known_classes() -> None:
    lexicon = load_stances()
    tables = (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
    entries = [entry for table in tables for found in table.values() for entry in found]
    assert len(entries) > 400
    assert all(entry.stance in STANCES for entry in entries)
    assert {entry.object_class for entry in entries} <= {"", "actor", *lexicon.classes}
    assert set(NEGATED) == set(STANCES)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("banned", "ban"), ("vetoes", "veto"), ("denied", "deny"), ("withdrew", "withdraw"), ("eased", "ease"),
     ("agreed", "agree"), ("cancelled", "cancel"), ("forbade", "forbid"), ("planning", "plan"), ("tied", None)],
)  # fmt: skip
def test_verbs_are_known_by_their_forms(form: str, lemma: str | None) -> None:
    assert load_stances().verb_forms.get(form) == lemma


def test_the_first_word_keeps_a_shared_form() -> None:
    assert verb_forms(["found", "find"])["found"] == "found"
    assert noun_forms(["policy", "policies"])["policies"] == "policies"


# ---------------------------------------------------------------- anything that comes in

WORDS = ("Norland", "banned", "the", "sale", "of", "radars", "to", "send", "if", "will", ",", "said", "not", "“", "-")


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    sentences = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 12))
        forms = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
        tags = draw(st.lists(st.sampled_from(("VERB|VBD", "VERB|VB", "NOUN|NN", "PROPN|NNP", "AUX|MD", "ADP|IN")),
                             min_size=size, max_size=size))  # fmt: skip
        rels = draw(st.lists(st.sampled_from(("nsubj", "obj", "xcomp", "advcl", "acl:relcl", "conj", "mark", "case")),
                             min_size=size, max_size=size))  # fmt: skip
        heads = [0] + [draw(st.integers(1, i)) for i in range(1, size)]
        rows = zip(forms, tags, heads, ["root", *rels[1:]], strict=True)
        sentences.append(" ".join(f"{f}|{t}|{f.lower()}|{h}|{r}" for f, t, h, r in rows))
    return hand_made(*sentences)


@given(analyses())
@settings(max_examples=150, deadline=None)
def test_spans_hold_whatever_the_parser_says(analysis: Analysis) -> None:
    holders = [actor(analysis, "Norland")] if "Norland" in analysis.text else []
    for found in positions(analysis, *holders):
        start, end = found.matter.span
        assert 0 <= start < end <= len(analysis.text)
        assert analysis.text[start:end] == found.matter.text
        assert found.evidence and all(0 <= s < e <= len(analysis.text) and e - s < 600 for s, e in found.evidence)
        assert MAX_EVIDENCE < 600
        assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("text", "holder", "stance", "matter"),
    [
        ("Peru is to sell Chile six patrol boats, officials said.", "Peru", "commits", "sell"),
        ("Norway has no intention of closing the mine.", "Norway", "refuses", "mine"),
        ("Portugal is against the levy.", "Portugal", "opposes", "levy"),
        ("Ghana threw its weight behind the treaty.", "Ghana", "supports", "treaty"),
        ("Jordan gave up its resistance to the pipeline.", "Jordan", "supports", "pipeline"),
        ("Finland has not decided whether to extend the lease.", "Finland", "hesitates", "extend the lease"),
        ("Kenya warned that a raid would be treated as an act of war.", "Kenya", "threatens", "act of war"),
        ("Chile has waived visa fees for tourists.", "Chile", "permits", "visa fees"),
    ],
)
def test_stances_in_plain_sentences(text: str, holder: str, stance: str, matter: str) -> None:
    record = read(Report(id=report_id(text), text=text, outlet=None, published=None))
    names = {actor.id: actor.name for actor in record.actors}
    found = [(names[position.holder], position.stance, position.matter.text) for position in record.positions]
    assert any(who == holder and what == stance and matter in words for who, what, words in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The army denied reports that it would impose a curfew.",
        "The senator admitted an affair.",
        "Demonstrators blocked the road in protest.",
    ],
)
def test_what_nobody_decided_is_no_position(text: str) -> None:
    record = read(Report(id=report_id(text), text=text, outlet=None, published=None))
    assert not [p for p in record.positions if p.stance in ("permits", "forbids", "commits")]


@pytest.mark.parametrize(
    "text",
    [
        "Three diplomats who asked not to be identified met in Riga.",
        "The army refused to give details of the operation.",
        "Officials declined to share details of the route, the paper said.",
    ],
)
def test_how_somebody_speaks_is_no_position(text: str) -> None:
    record = read(Report(id=report_id(text), text=text, outlet=None, published=None))
    assert not [p for p in record.positions if p.stance in ("demands", "refuses")]


def test_a_change_told_behind_the_name_of_a_month_and_a_comma_is_of_that_sentence() -> None:
    text = (
        "RIGA, Nov 20 - Latvia will allow Estonian patrol boats to refuel at the naval port of Ventspils from January, "
        "Defence Minister Andris Kalnins said on Friday, dropping an objection that had held up joint patrols."
    )
    record = read(Report(id=report_id(text), text=text, outlet=None, published=None))
    after = {position.id: position.stance for position in record.positions}
    assert [(shift.direction, after[shift.after]) for shift in record.shifts] == [("loosened", "permits")]
