"""Whose police, whose regime, whose president: countries of those whom a report calls by a common noun or a surname."""

import pytest

from onrecord.models import ReaderModel
from onrecord.reading.actors.stage import find_actors
from onrecord.reading.analyse import analyse
from onrecord.reading.layout import find_layout
from onrecord.reading.places.stage import find_places
from onrecord.records import Actor, Report, report_id


def coded(text: str, words: str, model: ReaderModel, published: str | None = "2014-08-05") -> tuple[str | None, ...]:
    """Country and sector of the actor that these words of the text mention."""
    actor = meant(text, words, model, published)
    return actor.country, actor.sector


def meant(text: str, words: str, model: ReaderModel, published: str | None = "2014-08-05") -> Actor:
    report = Report(id=report_id(text), text=text, published=published)
    analysis = analyse(report, model)
    actors = find_actors(report, analysis, find_layout(report), find_places(report, analysis))
    end = text.rindex(words) + len(words)
    return next(actor for actor in actors if any(end == close for _, close in actor.mentions))


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("In Lima, police arrested two men on Friday.", "police", "PER"),
        ("Two demonstrators were arrested in a square in Lima on Friday.", "Two demonstrators", "PER"),
        ("In Lima, police arrested two men on suspicion of recruiting fighters for a group in Libya.", "police", "PER"),
        ("Germany urged travelers in Lima to stay indoors.", "travelers in Lima", None),
    ],
)
def test_police_and_protesters_are_of_the_country_in_which_they_act(
    text: str, words: str, country: str | None, model: ReaderModel
) -> None:
    assert coded(text, words, model)[0] == country


def test_police_of_two_countries_are_two_actors(model: ReaderModel) -> None:
    text = "Chilean police detained four people in Santiago on Thursday. In Lima, police arrested two men on Friday."
    assert coded(text, "police", model) == ("PER", "COP")
    assert coded(text, "Chilean police", model) == ("CHL", "COP")


def test_a_regime_and_its_supporters_are_of_the_country_of_whom_they_are_named_for(model: ReaderModel) -> None:
    text = "The Assad regime blamed rebels for the attack, and Assad supporters attacked an embassy in Damascus."
    assert coded(text, "The Assad regime", model) == ("SYR", "GOV")
    assert coded(text, "Assad supporters", model)[0] == "SYR"


def test_somebodys_forces_abroad_are_not_of_the_country_they_are_in(model: ReaderModel) -> None:
    assert coded("Putin's forces in Syria bombed two towns.", "Putin's forces in Syria", model) == ("RUS", "MIL")


@pytest.mark.parametrize("words", ["Iran-backed militia", "pro-Iranian militia"])
def test_friends_of_a_country_are_not_of_it(words: str, model: ReaderModel) -> None:
    assert coded(f"The minister met the {words} on Friday.", f"the {words}", model) == (None, "UAF")


def test_the_president_is_not_a_leader_of_the_senate(model: ReaderModel) -> None:
    text = (
        "Mr. Obama asked for a vote, Senate Majority Leader Carl Beispiel said. Mr. Beispiel agreed. "
        "Carla Ruiz accused the president of delay."
    )
    assert meant(text, "the president of delay", model) == meant(text, "Mr. Obama", model)


def test_a_head_of_state_keeps_the_country_that_the_table_knows(model: ReaderModel) -> None:
    text = "Egypt feared the worst. Barack Obama, the leader of the Muslim Brotherhood said, thanked him for his help."
    assert coded(text, "Barack Obama", model) == ("USA", "GOV")


def test_a_war_veteran_is_not_of_the_country_of_the_war(model: ReaderModel) -> None:
    text = "Peru's government said Carl Beispiel, a Vietnam veteran, would lead the talks in Lima."
    assert coded(text, "Carl Beispiel", model)[0] != "VNM"


def test_middle_names_may_be_left_out(model: ReaderModel) -> None:
    assert coded("Recep Erdogan accused the magazine of lies.", "Recep Erdogan", model) == ("TUR", "GOV")


def test_a_relative_is_somebody_else(model: ReaderModel) -> None:
    text = "Police detained Marek's ex-wife on Friday. Marek is at large."
    assert meant(text, "ex-wife", model).id != meant(text, "Marek", model).id


def test_the_sector_is_that_of_the_chamber_agency_or_public(model: ReaderModel) -> None:
    assert coded("The president met congressional leaders on Friday.", "congressional leaders", model)[1] == "LEG"
    assert coded("A CIA drone killed three militants.", "A CIA drone", model) == ("USA", "SPY")
    text = "The prime minister urged the Peruvian public to stay calm."
    assert coded(text, "the Peruvian public", model) == ("PER", "CVL")
    assert coded("China called for restraint by all parties.", "all parties", model)[1] is None


def test_a_group_is_not_the_newspaper_that_its_name_begins_with(model: ReaderModel) -> None:
    text = "The Dawn of Libya group called on the parliament to meet. Dawn blamed Egypt for the strikes."
    assert coded(text, "The Dawn of Libya group", model) == ("LBY", "UAF")
    assert coded(text, "Dawn", model)[0] != "PAK"


def test_an_envoy_to_a_body_serves_the_country_that_sent_them(model: ReaderModel) -> None:
    text = "British Ambassador to the United Nations Matthew Beispiel blamed Russia for the delay."
    assert "IGO" not in coded(text, "Matthew Beispiel", model)
