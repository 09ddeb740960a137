"""Actors found in reports: names, titles, states and their capitals, roles, pronouns, and what is known of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.models import ReaderModel
from onrecord.reading.actors.stage import find_actors
from onrecord.reading.analyse import analyse
from onrecord.reading.layout import find_layout
from onrecord.reading.places.stage import find_places
from onrecord.records import Actor, Report, report_id


def actors_of(text: str, model: ReaderModel, published: str | None = None) -> tuple[Actor, ...]:
    report = Report(id=report_id(text), text=text, published=published)
    analysis = analyse(report, model)
    return find_actors(report, analysis, find_layout(report), find_places(report, analysis))


def named(actors: tuple[Actor, ...], name: str) -> Actor:
    return next(actor for actor in actors if actor.name == name)


def texts(actor: Actor, text: str) -> list[str]:
    return [text[start:end] for start, end in actor.mentions]


def test_title_nationality_and_name_make_a_person_and_the_surname_follows(model: ReaderModel) -> None:
    text = "Norwegian Fisheries Minister Ola Testmann met reporters in Bergen. Testmann said the quota would rise."
    actor = named(actors_of(text, model), "Ola Testmann")
    assert (actor.kind, actor.country, actor.sector) == ("person", "NOR", "GOV")
    assert texts(actor, text) == ["Norwegian Fisheries Minister Ola Testmann", "Testmann"]
    assert [role.title for role in actor.roles] == ["Norwegian Fisheries Minister"]


def test_an_apposition_gives_the_role(model: ReaderModel) -> None:
    text = "Maria Beispiel, the Austrian interior minister, rejected the plan on Monday. She called it unfair."
    actor = named(actors_of(text, model), "Maria Beispiel")
    assert (actor.country, actor.sector) == ("AUT", "GOV")
    assert "She" in texts(actor, text)


def test_capital_and_country_and_government_are_one_actor(model: ReaderModel) -> None:
    text = "Chile condemned the raid. Santiago recalled its ambassador, and the Chilean government demanded an apology."
    actor = named(actors_of(text, model), "Chile")
    assert (actor.kind, actor.country, actor.sector, actor.basis) == ("government", "CHL", "GOV", "stated")
    assert {"Chile", "Santiago", "its", "the Chilean government"} <= set(texts(actor, text))


def test_a_capital_alone_is_resolved_and_not_stated(model: ReaderModel) -> None:
    actor = named(actors_of("Ankara has rejected the proposal, two diplomats said.", model), "Turkey")
    assert actor.basis == "resolved"
    assert actor.rule is not None
    assert "Ankara" in actor.rule


def test_a_place_is_no_actor(model: ReaderModel) -> None:
    names = {actor.name for actor in actors_of("The minister travelled to Oslo and then spoke in Norway.", model)}
    assert "Norway" not in names


def test_an_adjective_of_supply_is_no_actor(model: ReaderModel) -> None:
    text = "Rebels used French-made rifles to attack the town."
    assert "France" not in {actor.name for actor in actors_of(text, model)}


@pytest.mark.parametrize(
    ("published", "sector", "office"),
    [("2014-05-01", "GOV", "vice president"), ("2018-05-01", "ELI", "former"), (None, None, "no date")],
)
def test_offices_follow_the_date_of_the_report(
    model: ReaderModel, published: str | None, sector: str | None, office: str
) -> None:
    actor = named(actors_of("Joe Biden praised the agreement on Tuesday.", model, published), "Joe Biden")
    assert (actor.country, actor.sector, actor.basis) == ("USA", sector, "resolved")
    assert actor.rule is not None
    assert office in actor.rule


def test_the_title_in_the_report_goes_before_the_table(model: ReaderModel) -> None:
    actor = named(actors_of("John Kelly, a farmer in Iowa, opposes the road.", model, "2018-01-01"), "John Kelly")
    assert actor.sector == "AGR"


def test_unnamed_sources_are_actors(model: ReaderModel) -> None:
    text = "Two senior French officials said the talks had failed. A source close to the company declined to comment."
    found = actors_of(text, model)
    officials = named(found, "Two senior French officials")
    assert (officials.kind, officials.country, officials.sector) == ("group", "FRA", "GOV")
    assert any("source" in actor.name for actor in found)


def test_an_acronym_in_brackets_names_the_same(model: ReaderModel) -> None:
    text = "The Baltic Fisheries Council (BFC) imposed a ban. The BFC said it would meet again in May."
    actor = next(a for a in actors_of(text, model) if "BFC" in texts(a, text))
    assert actor.name == "Baltic Fisheries Council"


def test_descriptions_find_their_actor(model: ReaderModel) -> None:
    text = "Chevron sold two fields to a rival. The company said on Friday that it would leave the region."
    actor = named(actors_of(text, model), "Chevron")
    assert {"The company", "it"} <= set(texts(actor, text))


def test_his_government_is_that_of_his_country(model: ReaderModel) -> None:
    text = "Slovak Prime Minister Jan Vzorny said on Sunday that his government would not sign the treaty."
    actor = named(actors_of(text, model), "Slovakia")
    assert "his government" in texts(actor, text)


def test_the_same_text_gives_the_same_actors(model: ReaderModel) -> None:
    text = "Poland's parliament approved the law. Lawmakers said Warsaw would inform NATO."
    assert actors_of(text, model) == actors_of(text, model)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Russia", "the", "president", "said", "’s", "Putin", ",", "(", "AP", ")", "he", "İstanbul", "-", ".", "“",
             "U.S.", "officials", "and", "\n\n", "of", "Mr.", "their", "EU"]
        ),
        min_size=1,
        max_size=30,
    )
)  # fmt: skip
def test_mentions_lie_in_the_text_whatever_it_is(model: ReaderModel, words: list[str]) -> None:
    text = " ".join(words)
    found = actors_of(text, model, "2015-01-01")
    assert len({actor.id for actor in found}) == len(found)
    for actor in found:
        assert actor.name
        assert actor.mentions == tuple(sorted(set(actor.mentions)))
        for start, end in (*actor.mentions, *(role.span for role in actor.roles)):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


def test_a_country_that_is_only_a_target_is_an_actor(model: ReaderModel) -> None:
    text = "The council condemned the invasion of Georgia and imposed tariffs on Brazilian coffee."
    names = {actor.name for actor in actors_of(text, model)}
    assert {"Georgia", "Brazil"} <= names


def test_a_title_that_the_name_finder_takes_in_still_tells_country_and_sector(model: ReaderModel) -> None:
    actor = named(
        actors_of("U.S. President Anna Muster has approved the sale of tractors to Norway.", model), "Anna Muster"
    )
    assert (actor.country, actor.sector) == ("USA", "GOV")


def test_weapons_are_no_organisations(model: ReaderModel) -> None:
    text = "Norway sent Heavy Coastal Missile Systems (HCMS) to Estonia. The HCMS arrived in Tallinn on Monday."
    assert not {a.name for a in actors_of(text, model)} & {"Heavy Coastal Missile Systems", "HCMS"}


def test_brussels_stands_for_the_union_unless_the_report_is_about_belgium(model: ReaderModel) -> None:
    names = {a.name for a in actors_of("Brussels accused Ankara of breaking the deal.", model)}
    assert "Brussels" in names or "European Union" in names
    assert all(a.country != "BEL" for a in actors_of("Brussels accused Ankara of breaking the deal.", model))


def test_a_minister_without_a_nationality_serves_the_state_that_acts_before(model: ReaderModel) -> None:
    text = "Paraguay closed its border with Bolivia on Friday. Interior Minister Carlo Muster said it would stay shut."
    actor = named(actors_of(text, model), "Carlo Muster")
    assert (actor.country, actor.sector, actor.basis) == ("PRY", "GOV", "inferred")


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("The Peruvian navy denied it. Its spokesman, Carlo Muster, spoke on Monday.", "Carlo Muster", "PER", "MIL"),
        ("Ana Ruiz of the Chilean interior ministry said the road was shut.", "Ana Ruiz", "CHL", "GOV"),
        (
            "The rail workers' union rejected the offer. Its president, Ana Ruiz, said more was to come.",
            "Ana Ruiz",
            None,
            "LAB",
        ),
        ("A bridge fell in Kharkiv. Governor Anna Ruiz said the rain was to blame.", "Anna Ruiz", "UKR", "GOV"),
    ],
)
def test_a_person_has_country_and_sector_of_the_body_or_place_they_serve(
    model: ReaderModel, text: str, name: str, country: str | None, sector: str
) -> None:
    actor = named(actors_of(text, model), name)
    assert (actor.country, actor.sector) == (country, sector)
    assert actor.rule


def test_bodies_that_share_a_name_are_told_apart_by_what_the_report_is_about(model: ReaderModel) -> None:
    canadian = "Canada's fisheries minister spoke in Ottawa. The House of Commons then passed the bill, Canada said."
    assert named(actors_of(canadian, model), "House of Commons").country == "CAN"
    british = "Britain's fisheries minister spoke in London. The House of Commons then passed the bill, Britain said."
    assert named(actors_of(british, model), "House of Commons").country == "GBR"
    colombian = "Colombia signed a truce with the National Liberation Army in Bogota, Colombia's government said."
    assert named(actors_of(colombian, model), "National Liberation Army").country == "COL"


def test_a_surname_alone_is_the_minister_of_a_country_that_the_report_is_about(model: ReaderModel) -> None:
    text = "Germany will send engineers, Berlin said. Pistorius told reporters they would leave in May."
    actor = next(a for a in actors_of(text, model, "2024-02-01") if "Pistorius" in a.name)
    assert (actor.country, actor.sector, actor.basis) == ("DEU", "GOV", "resolved")
    assert actor.rule is not None
    assert "defense minister (2023-01-19" in actor.rule


def test_an_office_that_the_table_cannot_know_ended_says_until_when_it_knows(model: ReaderModel) -> None:
    actor = named(actors_of("Emmanuel Macron opened the fair on Monday.", model, "2026-03-05"), "Emmanuel Macron")
    assert actor.rule is not None
    assert "open, as known on" in actor.rule


def test_a_town_in_which_something_happens_is_nobody(model: ReaderModel) -> None:
    text = "In Banja Luka, students marched on the consulate and chanted."
    assert "Banja Luka" not in {actor.name for actor in actors_of(text, model)}


@pytest.mark.parametrize("made", ["U.S.-supplied", "Iranian-made", "Swedish-built"])
def test_where_arms_come_from_is_no_actor(model: ReaderModel, made: str) -> None:
    text = f"Fighters fired {made} rockets at the depot on Friday."
    assert not {"USA", "IRN", "SWE"} & {actor.country for actor in actors_of(text, model)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Israel Katz said the army would stay. The minister left Haifa.", "Israel Katz", "ISR"),
        ("King Abdullah of Jordan met farmers in Amman. The king urged calm.", "King Abdullah", "JOR"),
        ("Spain's King Felipe VI opened the harbour. King Felipe thanked the crews.", "King Felipe VI", "ESP"),
        ("King Abdullah II opened a school in Amman. King Abdullah urged calm.", "King Abdullah II", "JOR"),
    ],
)
def test_first_names_of_countries_and_titles_of_rulers_belong_to_the_name(
    text: str, name: str, country: str, model: ReaderModel
) -> None:
    actor = named(actors_of(text, model, "2024-03-05"), name)
    assert (actor.kind, actor.country, actor.sector) == ("person", country, "GOV")
    assert len(actor.mentions) == 2


def test_an_outlet_named_in_full_once_is_no_person_later(model: ReaderModel) -> None:
    text = "The minister told Al Mosaic television that he would stay. Al Mosaic did not comment."
    found = actors_of(text, model)
    assert {actor.kind for actor in found if actor.name.startswith("Al Mosaic")} == {"outlet"}


def test_an_epithet_means_the_only_person_named_before(model: ReaderModel) -> None:
    text = 'Gustavo Petro flew to Leticia. "We are building a country," the former rebel told farmers.'
    actor = named(actors_of(text, model, "2023-03-05"), "Gustavo Petro")
    assert "the former rebel" in texts(actor, text)
    assert (actor.country, actor.sector) == ("COL", "GOV")


def test_a_presidents_sister_holds_no_office(model: ReaderModel) -> None:
    text = "Ana Muster, half-sister of former U.S. President Carlo Muster, said the clinic would reopen."
    assert named(actors_of(text, model), "Ana Muster").sector != "ELI"


def test_an_official_in_a_capital_that_opens_the_sentence_serves_there(model: ReaderModel) -> None:
    text = (
        "QUITO - Ecuador filed a complaint against Peru. Ecuadorean ships stayed, Ecuadorean officials said. In Lima, "
        "Carlos Muster, a deputy foreign minister, said Peru would answer."
    )
    actor = named(actors_of(text, model), "Carlos Muster")
    assert (actor.country, actor.basis) == ("PER", "inferred")
