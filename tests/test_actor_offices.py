"""Named people across dates: the office that they held on the day of publication or none, never another day's."""

import pytest

from onrecord.intake import Overrides, report_from_text
from onrecord.reading.reader import read
from onrecord.records import Actor


def person(name: str, published: str | None, text: str = "{} said on Monday that the talks would go on.") -> Actor:
    """The person of that name in a report of one sentence."""
    options = Overrides(published=published)
    record = read(report_from_text(text.format(name), name="report", overrides=options))
    (found,) = [actor for actor in record.actors if name.split()[-1] in actor.name.split()]
    return found


def office(actor: Actor) -> str:
    """The office that the rule names, as "office (since to until)"; empty where it names none."""
    _, _, held = (actor.rule or "").partition("office_holders: ")
    return held.partition(", ")[2].partition(";")[0]


# name, day, country (None: a body of several states), sector, what the office is called, the day it began
HELD = [
    ("Putin", "1999-08-20", "RUS", "GOV", "prime minister", "1999-08-09"),
    ("Putin", "1999-12-31", "RUS", "GOV", "president", "1999-12-31"),
    ("Putin", "2005-06-01", "RUS", "GOV", "president", "1999-12-31"),
    ("Putin", "2010-06-01", "RUS", "GOV", "prime minister", "2008-05-08"),
    ("Putin", "2024-06-01", "RUS", "GOV", "president", "2012-05-07"),
    ("Vladimir Putin", "1999-07-01", "RUS", "SPY", "director of the FSB", "1998-07-25"),
    ("Dmitry Medvedev", "2010-06-01", "RUS", "GOV", "president", "2008-05-07"),
    ("Dmitry Medvedev", "2015-06-01", "RUS", "GOV", "prime minister", "2012-05-08"),
    ("Joe Biden", "2005-06-01", "USA", "LEG", "senator", "1973-01-03"),
    ("Biden", "2014-06-01", "USA", "GOV", "vice president", "2009-01-20"),
    ("Biden", "2021-06-01", "USA", "GOV", "president", "2021-01-20"),
    ("Biden", "2025-06-01", "USA", "ELI", "former president", "2021-01-20"),
    ("Donald Trump", "2018-06-01", "USA", "GOV", "president", "2017-01-20"),
    ("Donald Trump", "2022-06-01", "USA", "ELI", "former president", "2017-01-20"),
    ("Donald Trump", "2025-06-01", "USA", "GOV", "president", "2025-01-20"),
    ("Merkel", "2010-06-01", "DEU", "GOV", "chancellor", "2005-11-22"),
    ("Angela Merkel", "2022-06-01", "DEU", "ELI", "former chancellor", "2005-11-22"),
    ("Jens Stoltenberg", "2010-06-01", "NOR", "GOV", "prime minister", "2005-10-17"),
    ("Jens Stoltenberg", "2020-06-01", None, "IGO", "secretary-general of NATO", "2014-10-01"),
    ("Jens Stoltenberg", "2025-06-01", "NOR", "GOV", "finance minister", "2025-02-04"),
    ("Volodymyr Zelensky", "2020-06-01", "UKR", "GOV", "president", "2019-05-20"),
    ("Benjamin Netanyahu", "1997-06-01", "ISR", "GOV", "prime minister", "1996-06-18"),
    ("Benjamin Netanyahu", "2022-03-01", "ISR", "OPP", "leader of the opposition", "2021-06-28"),
    ("Netanyahu", "2023-06-01", "ISR", "GOV", "prime minister", "2022-12-29"),
    ("Lula", "2005-06-01", "BRA", "GOV", "president", "2003-01-01"),
    ("Luiz Inacio Lula da Silva", "2015-06-01", "BRA", "ELI", "former president", "2003-01-01"),
    ("Lula", "2023-06-01", "BRA", "GOV", "president", "2023-01-01"),
    ("Shinzo Abe", "2006-12-01", "JPN", "GOV", "prime minister", "2006-09-26"),
    ("Abe", "2015-06-01", "JPN", "GOV", "prime minister", "2012-12-26"),
    ("Shinzo Abe", "2021-06-01", "JPN", "ELI", "former prime minister", "2012-12-26"),
    ("Rishi Sunak", "2021-06-01", "GBR", "GOV", "chancellor of the exchequer", "2020-02-13"),
    ("Sunak", "2023-06-01", "GBR", "GOV", "prime minister", "2022-10-25"),
    ("Keir Starmer", "2022-06-01", "GBR", "OPP", "leader of the opposition", "2020-04-04"),
    ("Keir Starmer", "2024-08-01", "GBR", "GOV", "prime minister", "2024-07-05"),
    ("David Cameron", "2014-06-01", "GBR", "GOV", "prime minister", "2010-05-11"),
    ("David Cameron", "2024-02-01", "GBR", "GOV", "foreign secretary", "2023-11-13"),
    ("Marco Rubio", "2016-06-01", "USA", "LEG", "senator", "2011-01-03"),
    ("Marco Rubio", "2025-03-01", "USA", "GOV", "secretary of state", "2025-01-21"),
    ("Lloyd Austin", "2014-06-01", "USA", "MIL", "commander of U.S. Central Command", "2013-03-22"),
    ("Lloyd Austin", "2023-06-01", "USA", "GOV", "secretary of defense", "2021-01-22"),
    ("Sergei Lavrov", "2000-06-01", "RUS", "GOV", "ambassador to the United Nations", "1994-07-07"),
    ("Lavrov", "2024-06-01", "RUS", "GOV", "foreign minister", "2004-03-09"),
    ("Wang Yi", "2015-06-01", "CHN", "GOV", "foreign minister", "2013-03-16"),
    ("Wang Yi", "2024-06-01", "CHN", "GOV", "foreign minister", "2023-07-25"),
    ("Kim Jong Un", "2015-06-01", "PRK", "GOV", "supreme leader", "2011-12-17"),
    ("Emomali Rahmon", "2010-06-01", "TJK", "GOV", "president", "1992-11-20"),
    ("George Bush", "1990-06-01", "USA", "GOV", "president", "1989-01-20"),
    ("George Bush", "2005-06-01", "USA", "GOV", "president", "2001-01-20"),
    ("Clinton", "1995-06-01", "USA", "GOV", "president", "1993-01-20"),
    ("Clinton", "2010-06-01", "USA", "GOV", "secretary of state", "2009-01-21"),
    ("Christine Lagarde", "2009-06-01", "FRA", "GOV", "finance minister", "2007-06-19"),
    ("Benjamin Netanyahu", "2003-01-15", "ISR", "GOV", "foreign minister", "2002-11-06"),
    ("Benjamin Netanyahu", "2004-06-01", "ISR", "GOV", "finance minister", "2003-02-28"),
    ("Viktor Orban", "2006-06-01", "HUN", "OPP", "opposition leader", "2002-05-27"),
    ("Emmanuel Macron", "2015-06-01", "FRA", "GOV", "economy minister", "2014-08-26"),
    ("Nicolas Sarkozy", "2004-06-01", "FRA", "GOV", "finance minister", "2004-03-31"),
    ("Narendra Modi", "2008-06-01", "IND", "GOV", "chief minister of Gujarat", "2001-10-07"),
    ("Hu Jintao", "2001-06-01", "CHN", "GOV", "vice president", "1998-03-16"),
    ("Shinzo Abe", "2006-03-01", "JPN", "GOV", "chief cabinet secretary", "2005-10-31"),
    ("Joko Widodo", "2013-06-01", "IDN", "GOV", "governor of Jakarta", "2012-10-15"),
    ("Ebrahim Raisi", "2020-06-01", "IRN", "JUD", "head of the judiciary", "2019-03-07"),
    ("Mikheil Saakashvili", "2016-01-15", "UKR", "GOV", "governor of Odesa", "2015-05-30"),
    ("George W. Bush", "1999-06-01", "USA", "GOV", "governor of Texas", "1995-01-17"),
    ("Kassym-Jomart Tokayev", "2012-06-01", None, "IGO", "director-general of the UN Office at Geneva", "2011-03-12"),
    ("Yvette Cooper", "2025-10-01", "GBR", "GOV", "foreign secretary", "2025-09-05"),
    ("Annalena Baerbock", "2025-10-01", None, "IGO", "president of the General Assembly", "2025-09-09"),
    ("Christine Lagarde", "2022-06-01", None, "IGO", "president of the European Central Bank", "2019-11-01"),
]


@pytest.mark.parametrize(("name", "day", "country", "sector", "title", "since"), HELD)
def test_the_office_is_that_of_the_day(
    name: str, day: str, country: str | None, sector: str, title: str, since: str
) -> None:
    found = person(name, day)
    assert (found.country, found.sector, found.basis) == (country, sector, "resolved")
    assert office(found).startswith(f"{title} ({since} to ")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Putin", "1999-07-01"),
        ("Vladimir Putin", "1997-01-01"),
        ("Volodymyr Zelensky", "2018-06-01"),
        ("Keir Starmer", "2018-06-01"),
        ("Wang Yi", "2000-06-01"),
        ("Kim Jong Un", "2009-06-01"),
        ("Emomali Rahmon", "1991-06-01"),
        ("Luiz Inacio Lula da Silva", "2001-06-01"),
        ("Rishi Sunak", "2015-06-01"),
        ("Putin", None),
        ("Joe Biden", None),
    ],
)
def test_before_an_office_and_without_a_date_there_is_none(name: str, day: str | None) -> None:
    """A surname alone may also name somebody else, where whom the table knows by it held nothing great."""
    found = person(name, day)
    assert found.sector in (None, "SPY")
    assert "president" not in office(found)
    assert "minister" not in office(found)


@pytest.mark.parametrize(
    ("day_before", "day_after", "name", "before", "after"),
    [
        ("1999-12-30", "1999-12-31", "Putin", "prime minister", "president"),
        ("2008-05-06", "2008-05-08", "Putin", "president", "prime minister"),
        ("2012-05-06", "2012-05-09", "Putin", "prime minister", "president"),
        ("2021-12-07", "2021-12-08", "Merkel", "chancellor", "former chancellor"),
        ("2024-07-04", "2024-07-06", "Keir Starmer", "leader of the opposition", "prime minister"),
        ("2014-09-30", "2014-10-01", "Jens Stoltenberg", "former prime minister", "secretary-general of NATO"),
    ],
)
def test_the_office_changes_on_the_day_it_did(
    day_before: str, day_after: str, name: str, before: str, after: str
) -> None:
    assert office(person(name, day_before)).startswith(f"{before} (")
    assert office(person(name, day_after)).startswith(f"{after} (")


@pytest.mark.parametrize(
    ("name", "day", "country", "title"),
    [
        ("Mikheil Saakashvili", "2021-10-10", "GEO", "former president"),
        ("Nouri al-Maliki", "2017-06-01", "IRQ", "former prime minister"),
        ("Benazir Bhutto", "2010-06-01", "PAK", "former prime minister"),
    ],
)
def test_who_headed_a_state_stays_known_for_it_after_a_lesser_office(
    name: str, day: str, country: str, title: str
) -> None:
    found = person(name, day)
    assert (found.country, found.sector) == (country, "ELI")
    assert office(found).startswith(f"{title} (")


def test_a_person_without_an_office_on_the_day_is_said_to_have_none_known() -> None:
    assert "none known by 1997-01-01" in (person("Vladimir Putin", "1997-01-01").rule or "")


def test_the_dateline_can_give_the_day() -> None:
    found = person("Joe Biden", None, "WASHINGTON, June 3, 2014 (Northern Wire) - {} said that the talks would go on.")
    assert office(found).startswith("vice president (")


def test_what_the_report_calls_somebody_goes_before_the_table() -> None:
    found = person("Donald Trump", "2022-06-01", "Former President {} said on Monday that the talks would go on.")
    assert (found.country, found.sector, [role.title for role in found.roles]) == ("USA", "ELI", ["Former President"])
