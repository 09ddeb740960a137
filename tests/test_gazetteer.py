"""The gazetteer and the table of countries, from their public look-ups."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SetupError
from onrecord.knowledge.countries import (
    countries,
    country,
    country_of_capital,
    country_of_demonym,
    country_of_name,
    fold_name,
)
from onrecord.knowledge.gazetteer import Gazetteer, distance_km, load_gazetteer, place_key


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RUS"),
        ("the Russian Federation", "RUS"),
        ("U.S.", "USA"),
        ("the United States", "USA"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("UAE", "ARE"),
        ("DRC", "COD"),
        ("South Korea", "KOR"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Timor-Leste", "TLS"),
        ("IRAN", "IRN"),
        ("Kosovo", "XKX"),
        ("Atlantis", None),
        ("us", None),
    ],
)
def test_country_of_name(name: str, code: str | None) -> None:
    assert country_of_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ukrainian", "UKR"),
        ("Ukrainians", "UKR"),
        ("Frenchmen", "FRA"),
        ("Turks", "TUR"),
        ("South Koreans", "KOR"),
        ("Emirati", "ARE"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("polish", None),
        ("Martian", None),
    ],
)
def test_country_of_demonym(word: str, code: str | None) -> None:
    assert country_of_demonym(word) == code


@pytest.mark.parametrize(
    ("name", "code"), [("Kyiv", "UKR"), ("KIEV", "UKR"), ("Tel Aviv", "ISR"), ("Bogotá", "COL"), ("Lyon", None)]
)
def test_country_of_capital(name: str, code: str | None) -> None:
    assert country_of_capital(name) == code


def test_every_country_has_codes_a_point_and_known_neighbours() -> None:
    codes = {entry.iso3 for entry in countries()}
    assert len(codes) == len(countries()) == 250
    for entry in countries():
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
        assert set(entry.neighbours) <= codes
        assert country(entry.iso2) == country(entry.iso3) == entry


def test_country_points_are_those_of_geonames() -> None:
    turkey = load_gazetteer().find("Turkey")[0]
    assert (turkey.level, turkey.country, turkey.geonames) == ("country", "TUR", 298795)
    assert (turkey.lat, turkey.lon) == (39.0, 35.0)


@pytest.mark.parametrize("name", ["Kyiv", "KYIV", "kyiv", "Kiev", "Kyïv"])
def test_a_city_is_found_in_every_spelling(name: str) -> None:
    city = next(entry for entry in load_gazetteer().find(name) if entry.level == "city" and entry.country == "UKR")
    assert city.geonames == 703448
    assert distance_km((city.lat, city.lon), (50.45, 30.52)) < 5


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Kursk", "admin1", "RUS"),
        ("Helmand", "admin1", "AFG"),
        ("Crimea", "admin1", "UKR"),
        ("Bavaria", "admin1", "DEU"),
        ("Cook County", "admin2", "USA"),
        ("Donbas", "region", "UKR"),
        ("the West Bank", "admin1", "PSE"),
        ("Strait of Hormuz", "water", None),
        ("the Sahel", "region", None),
    ],
)
def test_levels(name: str, level: str, code: str | None) -> None:
    assert (level, code) in {(entry.level, entry.country) for entry in load_gazetteer().find(name)}


def test_admin1_names_are_english_and_short() -> None:
    gazetteer = load_gazetteer()
    named = {name: gazetteer.admin1_name(gazetteer.find(name)[0]) for name in ("Houston", "Novosibirsk", "Homs")}
    assert named == {"Houston": "Texas", "Novosibirsk": "Novosibirsk", "Homs": "Homs"}


def test_own_names_come_before_variants_and_large_places_before_small() -> None:
    found = [entry for entry in load_gazetteer().find("Springfield") if entry.level == "city" and entry.preferred]
    assert [entry.population for entry in found] == sorted((entry.population for entry in found), reverse=True)


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("gazetteer") / "broken.bin"
    with pytest.raises(SetupError, match="cannot be opened"):
        Gazetteer(path)
    path.write_bytes(b"something else altogether, long enough to be read")
    with pytest.raises(SetupError, match="not a gazetteer"):
        Gazetteer(path)


def test_opening_is_fast() -> None:
    load_gazetteer.cache_clear()
    countries()
    start = time.perf_counter()
    load_gazetteer()
    assert time.perf_counter() - start < 0.05


@given(st.text(max_size=30))
def test_any_text_may_be_looked_up(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name) or name  # a key need not be a fixed point, only computable
    for entry in load_gazetteer().find(name):
        assert -90 <= entry.lat <= 90
    assert fold_name(fold_name(name)) == fold_name(name)
