"""Who is who: offices by date, organisations by name, role nouns, and the coding of actor phrases."""

import pytest

from onrecord.knowledge.actors import first_name_gender, organization, people_named, person, role_noun
from onrecord.knowledge.actors_phrases import iso_date, phrase_words, resolve_phrase


@pytest.mark.parametrize(
    ("name", "date", "office", "state"),
    [
        ("Vladimir Putin", "1999-07-01", "director of the FSB", "in office"),
        ("Vladimir Putin", "1999-12-31", "president", "in office"),
        ("Vladimir Putin", "2005-06-01", "president", "in office"),
        ("Vladimir Putin", "2010-06-01", "prime minister", "in office"),
        ("Vladimir Putin", "1990-01-01", None, "not yet"),
        ("Joe Biden", "2014-05-01", "vice president", "in office"),
        ("Joe Biden", "2018-05-01", "vice president", "former"),
        ("Joe Biden", "2022-05-01", "president", "in office"),
        ("Mark Rutte", "2020-05-01", "prime minister", "in office"),
        ("Mark Rutte", "2025-01-15", "secretary-general of NATO", "in office"),
        ("Angela Merkel", "2023-01-01", "chancellor", "former"),
        ("Angela Merkel", None, None, "undated"),
    ],
)
def test_office_depends_on_the_date(name: str, date: str | None, office: str | None, state: str) -> None:
    found = person(name)
    assert found is not None
    tenure, said = found.on(date)
    assert (tenure.office if tenure else None, said) == (office, state)


def test_a_year_counts_only_when_the_whole_of_it_is_covered() -> None:
    found = person("Theresa May")
    assert found is not None
    assert found.on("2017")[1] == "in office"
    whole_year = found.on("2019")[0]
    assert whole_year is None or whole_year.office != "prime minister"


def test_accents_and_other_names_do_not_matter() -> None:
    assert person("Nicolas Maduro") is person("Nicolás Maduro")
    assert person("Volodymyr Zelenskyy") is person("Volodymyr Zelensky")
    assert len(people_named("George Bush")) == 2


@pytest.mark.parametrize(
    ("name", "country", "sector", "kind"),
    [
        ("the Kremlin", "RUS", "GOV", "government"),
        ("New York Times", "USA", "JRN", "outlet"),
        ("Agence France-Presse", "FRA", "JRN", "outlet"),
        ("al-Qaeda", None, "REB", "group"),
        ("Israel Defense Forces", "ISR", "MIL", "military"),
        ("WHO", "UNO", "MED", "organization"),
        ("Bundestag", "DEU", "LEG", "organization"),
    ],
)
def test_organizations(name: str, country: str | None, sector: str, kind: str) -> None:
    found = organization(name)
    assert found is not None
    assert (found.country, found.sector, found.kind) == (country, sector, kind)


def test_case_tells_names_from_words() -> None:
    assert organization("who") is None
    assert organization("fed") is None


def test_role_nouns_in_the_plural_and_of_several_words() -> None:
    for phrase, sector in (("prime ministers", "GOV"), ("policemen", "COP"), ("Lawmakers", "LEG"), ("Gen.", "MIL")):
        found = role_noun(phrase)
        assert found is not None
        assert found.sector == sector
    assert role_noun("table") is None


def test_first_names() -> None:
    assert (first_name_gender("Giorgia"), first_name_gender("Viktor"), first_name_gender("Xq")) == ("f", "m", None)


@pytest.mark.parametrize(
    ("phrase", "date", "country", "sector"),
    [
        ("the Norwegian foreign ministry", None, "NOR", "GOV"),
        ("three Peruvian soldiers", None, "PER", "MIL"),
        ("Kenyan farmers", None, "KEN", "AGR"),
        ("a former Portuguese minister", None, "PRT", "ELI"),
        ("rebels in Chad", None, "TCD", "REB"),
        ("the ambassador of Chile to Japan", None, "CHL", "GOV"),
        ("Pentagon spokesman", None, "USA", "GOV"),
        ("Hamas official", None, "PSE", "REB"),
        ("a Danish police officer", None, "DNK", "COP"),
        ("speaker of the Knesset", None, "ISR", "LEG"),
        ("the German Bundeswehr", None, "DEU", "MIL"),
        ("Nairobi", None, "KEN", "GOV"),
        ("Uruguay", None, "URY", None),
        ("NATO", None, "IGO", "IGO"),
        ("Angela Merkel", "2010-03-01", "DEU", "GOV"),
        ("Angela Merkel", "2023-03-01", "DEU", "ELI"),
        ("Angela Merkel", None, "DEU", None),
        ("Chancellor Angela Merkel", None, "DEU", "GOV"),
        ("People's Liberation Army", None, "CHN", "MIL"),
        ("two residents", None, None, "CVL"),
    ],
)
def test_phrases(phrase: str, date: str | None, country: str | None, sector: str | None) -> None:
    assert resolve_phrase(phrase, date)[:2] == (country, sector)


def test_the_rule_names_table_and_dates() -> None:
    rule = resolve_phrase("Emmanuel Macron", "2022-03-01")[2]
    assert "office_holders" in rule
    assert "2017-05-14" in rule


def test_a_partial_name_is_nobody_else() -> None:
    assert resolve_phrase("Juan Carlos Ficticio", "2010-01-01")[0] is None


def test_context_gives_the_country() -> None:
    assert resolve_phrase("the interior ministry", None, "protests in Georgia")[0] == "GEO"


@pytest.mark.parametrize(
    ("written", "iso"),
    [("10 May 2015", "2015-05-10"), ("October 1, 2021", "2021-10-01"), ("2020-02-03", "2020-02-03"), ("soon", None)],
)
def test_dates(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_words_of_a_phrase() -> None:
    assert phrase_words("Chile's Mali-based troops") == ["Chile", "'s", "Mali", "-", "based", "troops"]


def test_a_state_named_for_another_country_is_not_that_country() -> None:
    assert resolve_phrase("New Jersey governor")[0] != "JEY"
    assert resolve_phrase("New Mexico police")[0] != "MEX"
    assert resolve_phrase("Papua New Guinea police")[0] == "PNG"
    assert resolve_phrase("New Zealand minister")[0] == "NZL"
