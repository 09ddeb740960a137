"""One event told several times in a report is one event; what may be another one stays apart."""

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from trees import actor, hand_made, report_of, span_of

from onrecord.reading.analysis import Analysis
from onrecord.reading.events.linking import average_linkage, link_mentions
from onrecord.reading.events.stage import find_events
from onrecord.records import Event

ATTACKED = (
    "Norland|PROPN|NNP|Norland|2|nsubj attacked|VERB|VBD|attack|0|root "
    "Sudria|PROPN|NNP|Sudria|2|obj .|PUNCT|.|.|2|punct"
)
THE_ATTACK = (
    "The|DET|DT|the|2|det attack|NOUN|NN|attack|3|nsubj continued|VERB|VBD|continue|0|root "
    "at|ADP|IN|at|5|case night|NOUN|NN|night|3|obl .|PUNCT|.|.|3|punct"
)
BY_SUDRIA = (
    "The|DET|DT|the|2|det attack|NOUN|NN|attack|5|nsubj by|ADP|IN|by|4|case Sudria|PROPN|NNP|Sudria|2|nmod "
    "continued|VERB|VBD|continue|0|root .|PUNCT|.|.|5|punct"
)
ATTACKS = "The|DET|DT|the|2|det attacks|NOUN|NNS|attack|3|nsubj continued|VERB|VBD|continue|0|root .|PUNCT|.|.|3|punct"
WILL_ATTACK = (
    "Norland|PROPN|NNP|Norland|3|nsubj will|AUX|MD|will|3|aux attack|VERB|VB|attack|0|root "
    "Sudria|PROPN|NNP|Sudria|3|obj .|PUNCT|.|.|3|punct"
)
REVERSED = (
    "Sudria|PROPN|NNP|Sudria|2|nsubj attacked|VERB|VBD|attack|0|root "
    "Norland|PROPN|NNP|Norland|2|obj .|PUNCT|.|.|2|punct"
)


def told(*sentences: str) -> tuple[Analysis, tuple[Event, ...]]:
    analysis = hand_made(*sentences)
    analysis = replace(analysis, factuality=[3.0] * len(analysis))
    named = []
    for name in ("Norland", "Sudria"):
        found = actor(analysis, name)
        spans = tuple((i, i + len(name)) for i in range(len(analysis.text)) if analysis.text.startswith(name, i))
        named.append(msgspec.structs.replace(found, mentions=spans))
    return analysis, find_events(report_of(analysis), analysis, named, (), (), ())


def assaults(events: tuple[Event, ...]) -> list[Event]:
    return [event for event in events if event.type == "ASSAULT"]


def test_the_noun_says_the_verb_again() -> None:
    analysis, events = told(ATTACKED, THE_ATTACK)
    (attack,) = assaults(events)
    assert attack.trigger == span_of(analysis, "attacked Sudria")
    (again,) = attack.mentions
    assert "attack" in analysis.text[slice(*again.trigger)]
    assert analysis.text[slice(*again.sentence)].startswith("The attack continued")


def test_an_attack_by_the_other_side_is_another_one() -> None:
    assert len(assaults(told(ATTACKED, BY_SUDRIA)[1])) == 2
    assert len(assaults(told(ATTACKED, REVERSED)[1])) == 2


def test_several_attacks_are_not_the_one() -> None:
    assert all(not event.mentions for event in told(ATTACKED, ATTACKS)[1])


def test_what_is_to_come_is_not_what_was() -> None:
    assert all(not event.mentions for event in told(ATTACKED, WILL_ATTACK)[1])


def test_the_same_deed_by_the_same_two_at_one_place_is_one() -> None:
    (attack,) = assaults(told(ATTACKED, ATTACKED)[1])
    assert len(attack.mentions) == 1


@given(st.lists(st.sampled_from([ATTACKED, THE_ATTACK, BY_SUDRIA, ATTACKS, WILL_ATTACK, REVERSED]), max_size=5))
def test_every_mention_stands_once_and_in_text_order(sentences: list[str]) -> None:
    _, events = told(ATTACKED, *sentences)
    triggers = [span for event in events for span in (event.trigger, *(m.trigger for m in event.mentions))]
    assert len(triggers) == len(set(triggers))
    assert [event.trigger for event in events] == sorted(event.trigger for event in events)
    for event in events:
        spans = [event.trigger, *(m.trigger for m in event.mentions)]
        assert spans == sorted(spans)
        assert all(m.sentence[0] <= m.trigger[0] and m.trigger[1] <= m.sentence[1] for m in event.mentions)


def test_mentions_of_reports_on_one_matter_are_linked() -> None:
    reports = [hand_made(ATTACKED), hand_made(ATTACKED), hand_made(WILL_ATTACK.replace("attack", "visit"))]
    spans = [[span_of(r, word)] for r, word in zip(reports, ("attacked", "attacked", "visit"), strict=True)]
    (one,), (same,), (other,) = link_mentions(reports, spans, ["raid", "raid", "raid"])
    assert one == same != other


def test_what_one_story_calls_alike_another_story_may_not_mean() -> None:
    reports = [hand_made(ATTACKED), hand_made(ATTACKS), hand_made(WILL_ATTACK.replace("attack", "visit"))]
    spans = [[span_of(r, word)] for r, word in zip(reports, ("attacked", "attacks", "visit"), strict=True)]
    (one,), (other,), _ = link_mentions(reports, spans, ["raid", "siege", "raid"])
    assert one != other
    (one,), (other,), _ = link_mentions(reports, spans, ["raid", "raid", "raid"])
    assert one == other


def test_clusters_join_by_the_mean_of_their_pairs() -> None:
    links = [{1: 0.9}, {0: 0.9, 2: 0.6}, {1: 0.6}]
    assert average_linkage(links, 0.5) == [0, 0, 2]
    assert average_linkage(links, 0.3) == [0, 0, 0]


@given(st.lists(st.floats(0, 1), min_size=10, max_size=10), st.floats(0.05, 1))
def test_a_pair_of_one_cluster_is_linked_by_the_threshold_or_through_others(chances: list[float], least: float) -> None:
    pairs = [(a, b) for a in range(5) for b in range(a)]
    links: list[dict[int, float]] = [{} for _ in range(5)]
    for (a, b), chance in zip(pairs, chances, strict=True):
        links[a][b] = links[b][a] = chance
    found = average_linkage(links, least)
    for cluster in set(found):
        items = [item for item in range(5) if found[item] == cluster]
        assert len(items) == 1 or max(links[a][b] for a in items for b in items if a != b) >= least
