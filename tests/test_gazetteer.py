"""The gazetteer and the table of countries, from their public look-ups."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import SetupError, UnreadableInput
from onrecord.knowledge.countries import (
    countries,
    country,
    country_of_capital,
    country_of_demonym,
    country_of_name,
    fold_name,
)
from onrecord.knowledge.gazetteer import Gazetteer, distance_km, load_gazetteer, place_key
from onrecord.knowledge.geonames import compile_dump
from onrecord.models import ReaderModel
from onrecord.reading.reader import read
from onrecord.records import Report, report_id

ROOT = Path(__file__).parent.parent


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


def test_all_tables_together_add_little_memory_and_the_file_is_small() -> None:
    command = [sys.executable, "-m", "benchmarks.memory", "--here"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert float(done.stdout.split()[0]) < 60
    assert (ROOT / "onrecord/knowledge/data/gazetteer.bin").stat().st_size < 15_000_000


@given(st.text(max_size=30))
def test_any_text_may_be_looked_up(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name) or name  # a key need not be a fixed point, only computable
    for entry in load_gazetteer().find(name):
        assert -90 <= entry.lat <= 90
    assert fold_name(fold_name(name)) == fold_name(name)


def row(ident: int, name: str, feature: str, country: str, admin: tuple[str, str], people: int, **more: str) -> str:
    """One line in the form of a GeoNames dump: 19 columns."""
    kind, code = feature.split(".")
    lat, lon = more.get("lat", "48.5"), more.get("lon", "37.5")
    fields = [str(ident), name, name, more.get("other", ""), lat, lon, kind, code, country, "", *admin, "", ""]
    return "\t".join([*fields, str(people), "", "100", "Etc/UTC", "2024-01-01"])


DUMP = [
    row(
        9001,
        "Vorska Oblast",
        "A.ADM1",
        "UA",
        ("77", ""),
        900_000,
        other="Vorska Oblast,Vorskaya Oblast,Ворська область",
    ),
    row(9002, "Lymanets Raion", "A.ADM2", "UA", ("77", "7701"), 60_000),
    row(9003, "Vorskograd", "P.PPLA", "UA", ("77", "7701"), 300_000, other="Vorskohrad,Ворськоград"),
    row(9004, "Mala Vorska", "P.PPL", "UA", ("77", "7701"), 0, lat="48.9", lon="37.1"),
    row(9005, "Stara Vorska", "P.PPLQ", "UA", ("77", "7701"), 0),
    row(9006, "Kyiv", "H.STM", "UA", ("77", ""), 0),
    row(9007, "Nowhere", "P.PPL", "", ("", ""), 10),
]


def dump_file(folder: Path, lines: Sequence[str] = DUMP, name: str = "UA") -> Path:
    path = folder / f"{name}.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about this dump")
        archive.writestr(f"{name}.txt", "\n".join(lines) + "\n")
    return path


def test_a_dump_of_geonames_is_compiled_by_the_command_line(tmp_path: Path) -> None:
    output = tmp_path / "made" / "own.bin"
    done = CliRunner().invoke(app, ["gazetteer", "build", "--geonames", str(dump_file(tmp_path)), "-o", str(output)])
    assert done.exit_code == 0, done.output
    built = Gazetteer(output)
    town = built.find("Vorskohrad")[0]
    assert (town.geonames, town.level, town.country, town.preferred) == (9003, "city", "UKR", False)
    assert (built.admin1_name(town), built.admin2_name(town)) == ("Vorska", "Lymanets")
    assert {entry.level for entry in built.find("Vorskaya")} == {"admin1"}
    assert [entry.geonames for entry in built.find("mala vorska")] == [9004]
    assert built.find("Stara Vorska") == built.find("Nowhere") == []
    assert built.find("Kyiv") == []
    assert built.find("Poland")[0].level == "country"
    assert built.find("Strait of Hormuz")[0].level == "water"


def test_small_places_may_be_left_out_and_the_same_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    dump = dump_file(tmp_path)
    assert compile_dump(dump).cities == 2
    assert compile_dump(dump, least_people=1_000).cities == 1
    assert compile_dump(dump).data == compile_dump(dump).data


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["one\ttwo"], "has 2 columns"),
        ([row(1, "A", "P.PPL", "UA", ("1", ""), 5, lat="north")], "is no number"),
        ([row(1, "A", "T.MT", "UA", ("1", ""), 5)], "no place of GeoNames"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        compile_dump(dump_file(tmp_path, lines))


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "UA.zip"
    path.write_bytes(b"PK nothing")
    assert CliRunner().invoke(app, ["gazetteer", "build", "--geonames", str(path)]).exit_code == 2


def test_a_gazetteer_of_ones_own_is_used_and_named_in_the_record(tmp_path: Path, model: ReaderModel) -> None:
    path = tmp_path / "own.bin"
    path.write_bytes(compile_dump(dump_file(tmp_path)).data)
    text = "Shells fell on Vorskograd on Tuesday, the mayor said. Two people in Vorskograd were hurt."
    report = Report(id=report_id(text), text=text, published="2024-03-05")
    own, shipped = read(report, model, load_gazetteer(path)), read(report, model)
    assert [place.geonames for place in own.places] == [9003]
    assert shipped.coder.gazetteer == load_gazetteer().digest != own.coder.gazetteer
    assert all(place.geonames != 9003 for place in shipped.places)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.bin"
    path.write_bytes(compile_dump(dump_file(tmp_path)).data[:-5])
    with pytest.raises(SetupError, match="damaged"):
        Gazetteer(path)
