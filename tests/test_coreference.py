"""Chains: who is meant again by a name, a description or a pronoun."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.models import ReaderModel
from onrecord.models.chains import NOT_ALIKE, SAME_HEAD, SHARED_NAME, likeness
from onrecord.reading.analysis import MentionChain
from onrecord.reading.coreference import find_chains
from onrecord.reading.reader import read
from onrecord.records import Chain, Record, Report, report_id
from tests.trees import actor, hand_made, report_of

np = pytest.importorskip("numpy")

STORY = (
    "Kari Lund, who runs the port of Bergen, told a court on Monday that she had warned the ministry twice.\n"
    "The harbour master said her letters were never answered. A ferry had struck the quay while its captain slept, "
    "and two passengers lost their luggage.\n"
    "Lund will appear again in June. The ministry said it would reply then."
)


def read_text(text: str, model: ReaderModel) -> Record:
    return read(Report(id=report_id(text), text=text), model)


def words_of(record: Record, chain: Chain) -> list[str]:
    return [record.report.text[start:end] for start, end in chain.mentions]


@pytest.fixture(scope="module")
def story(model: ReaderModel) -> Record:
    return read_text(STORY, model)


def test_name_pronouns_and_surname_are_one_chain(story: Record) -> None:
    chain = next(c for c in story.chains if "Kari Lund" in words_of(story, c))
    assert {"she", "her", "Lund"} <= set(words_of(story, chain))
    assert chain.kind == "person"
    assert chain.actor in {actor.id for actor in story.actors}


def test_institution_and_its_pronoun_are_one_chain(story: Record) -> None:
    chain = next(c for c in story.chains if any("ministry" in words for words in words_of(story, c)))
    assert "it" in words_of(story, chain)
    assert chain.kind == "organization"


def test_things_are_no_chains(story: Record) -> None:
    assert not any("ferry" in words_of(story, chain) for chain in story.chains)


def test_no_mention_is_in_two_chains(story: Record) -> None:
    spans = [span for chain in story.chains for span in chain.mentions]
    assert len(spans) == len(set(spans))


SENTENCES = [
    "Anna Berg met Tomas Reyes in Lisbon.",
    "She told him that the council had made up its mind.",
    "The council denied it.",
    "They left the city together, and its mayor waved.",
    "Reyes, a lawyer, said his client was ill.",
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_chains_are_sound_whatever_the_order_of_sentences(model: ReaderModel, sentences: list[str]) -> None:
    record = read_text(" ".join(sentences), model)
    assert not record.failures
    actors = {found.id: found for found in record.actors}
    seen: set[tuple[int, int]] = set()
    for chain in record.chains:
        assert len(chain.mentions) > 1
        assert list(chain.mentions) == sorted(chain.mentions)
        assert not seen & set(chain.mentions)
        assert 0 <= chain.confidence <= 1
        seen |= set(chain.mentions)
        if chain.actor is not None:
            assert set(chain.mentions) & set(actors[chain.actor].mentions)


MET = (
    "Berg|PROPN|NNP|Berg|2|nsubj met|VERB|VBD|meet|0|root Reyes|PROPN|NNP|Reyes|2|obj .|PUNCT|.|.|2|punct",
    "He|PRON|PRP|he|2|nsubj left|VERB|VBD|leave|0|root .|PUNCT|.|.|2|punct",
)


def test_two_known_actors_are_never_joined() -> None:
    analysis = replace(hand_made(*MET), chains=[MentionChain("person", (0, 2, 4), 0.8)])
    berg, reyes = (actor(analysis, name, kind="person") for name in ("Berg", "Reyes"))
    (chain,) = find_chains(report_of(analysis), analysis, [berg, reyes], [])
    assert chain.actor == reyes.id
    assert [analysis.text[start:end] for start, end in chain.mentions] == ["Reyes", "He"]
    assert chain.confidence == 0.8


def test_somebody_mentioned_once_is_no_chain() -> None:
    analysis = replace(hand_made(*MET), chains=[MentionChain("person", (0,), 1.0), MentionChain("thing", (2, 4), 0.9)])
    assert find_chains(report_of(analysis), analysis, [], []) == ()


def test_likeness_tells_same_head_and_shared_name() -> None:
    forms = ["lund", "minister", "kari", "minister"]
    names = [frozenset({"kari", "lund"}), frozenset(), frozenset({"kari"}), frozenset()]
    candidates = np.array([[0, 0], [0, 0], [0, 1], [1, 2]])
    found = likeness(forms, names, candidates)
    assert found[2].tolist() == [SHARED_NAME, NOT_ALIKE]
    assert found[3].tolist() == [SAME_HEAD, NOT_ALIKE]


def test_two_ministries_stay_two_actors(model: ReaderModel) -> None:
    text = (
        "The transport ministry of Latvia closed the bridge at Ventspils on Monday. Estonia's agriculture ministry "
        "protested. The transport ministry said repairs would take a week."
    )
    names = [[text[slice(*span)] for span in found.mentions] for found in read_text(text, model).actors]
    transport = next(mentions for mentions in names if any("ransport" in mention for mention in mentions))
    assert not any("agriculture" in mention for mention in transport)


def test_two_mentions_in_one_name_are_one() -> None:
    analysis = hand_made(
        "Anna|PROPN|NNP|Anna|3|nsubj Berg|PROPN|NNP|Berg|1|flat left|VERB|VBD|leave|0|root .|PUNCT|.|.|3|punct",
        "Anna|PROPN|NNP|Anna|3|nsubj Berg|PROPN|NNP|Berg|1|flat won|VERB|VBD|win|0|root .|PUNCT|.|.|3|punct",
    )
    chains = [MentionChain("person", (0, 4), 0.9), MentionChain("person", (1, 5), 0.9)]
    analysis = replace(analysis, chains=chains)
    (chain,) = find_chains(report_of(analysis), analysis, [], [])
    assert [analysis.text[start:end] for start, end in chain.mentions] == ["Anna Berg", "Anna Berg"]
