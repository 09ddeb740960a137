"""Compile a dump of GeoNames (`allCountries.zip`, or one country's `UA.zip`) into a gazetteer of the same form as ours.

Taken are first- and second-level divisions and the populated places that still exist; countries, regions, waters and
sites come from our own tables, because GeoNames' many small hills and brooks bear the names of large towns. The dump is
read once, line by line. `readme.txt` beside it on download.geonames.org describes its columns; licence CC BY 4.0.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from onrecord.errors import UnreadableInput
from onrecord.knowledge.countries import countries
from onrecord.knowledge.gazetteer import Level
from onrecord.knowledge.gazetteer_index import IndexWriter, SourcePlace
from onrecord.knowledge.gazetteer_names import city_names, division_names, own_divisions, own_places

COLUMNS = 19
GONE = frozenset({"PPLCH", "PPLH", "PPLQ", "PPLW"})
"""Feature codes of places that are history, abandoned or destroyed."""
_REMEDY = "Give allCountries.zip, or one country's zip, from download.geonames.org/export/dump"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a dump: the file's bytes, and how many divisions and populated places of the dump are in it."""

    data: bytes
    divisions: int
    cities: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a dump, as far as it is used."""

    geonames: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    """Class and code: "A.ADM1"."""
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str
    admin2: str
    population: int


def compile_dump(path: Path, least_people: int = 0) -> Compiled:
    """The gazetteer of a dump, with the populated places of at least `least_people`.

    The same dump gives the same bytes. Raises UnreadableInput where the file is no dump of GeoNames.
    """
    dump = _Dump(least_people)
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            row = _row(line, f"{path}:{number}")
            if row is not None:
                dump.add(row)
    if not dump.divisions and not dump.cities:
        raise UnreadableInput(str(path), "no place of GeoNames is in it", _REMEDY)
    return dump.finish()


class _Numbers:
    """Numbers of divisions by code, in the order in which they are first seen, and their names, empty until told."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._of: dict[str, int] = {}

    def of(self, code: str) -> int:
        """The number of a division, from 1."""
        if code not in self._of:
            self.names.append("")
            self._of[code] = len(self.names)
        return self._of[code]


class _Dump:
    """The places of a dump taken so far."""

    def __init__(self, least_people: int) -> None:
        self.cities = 0
        self.divisions: list[SourcePlace] = []
        self._least = least_people
        self._countries = {country.iso2: number for number, country in enumerate(countries())}
        self._admin1, self._admin2 = _Numbers(), _Numbers()
        self._writer = IndexWriter()
        for number, country in enumerate(countries()):
            place = SourcePlace("country", number, country.lat, country.lon, country.population, country.geonames)
            place.names = [country.name, *country.names]
            self._writer.add(place)

    def add(self, row: Row) -> None:
        """Take in one row, where it is a division or a populated place that still exists."""
        if row.country not in self._countries:
            return
        if row.feature in ("A.ADM1", "A.ADM2"):
            self._add_division(row)
        elif row.feature[0] == "P" and row.feature[2:] not in GONE and row.population >= self._least:
            self._add_city(row)

    def _add_division(self, row: Row) -> None:
        code, first = f"{row.country}.{row.admin1}", row.feature == "A.ADM1"
        if not first and row.country == "US":  # a county goes by its full name; bare, it is a town or a person
            names = [row.name]
        else:
            names = division_names(code if first else "", row.name, row.alternates)
        own = own_divisions().get(code, (None, ()))[0] if first else None
        lat, lon = own or (row.lat, row.lon)
        place = self._place("admin1" if first else "admin2", row, lat, lon)
        place.names, place.variants = names[:1], names[1:]
        if first and place.admin1:
            self._admin1.names[place.admin1 - 1] = names[0]
        elif place.admin2:
            self._admin2.names[place.admin2 - 1] = names[0]
        self.divisions.append(place)
        self._writer.add(place)

    def _add_city(self, row: Row) -> None:
        place = self._place("city", row, row.lat, row.lon)
        place.names, place.variants = city_names(row.geonames, row.name, row.population, row.alternates)
        self._writer.add(place)
        self.cities += 1

    def _place(self, level: Level, row: Row, lat: float, lon: float) -> SourcePlace:
        first = self._admin1.of(f"{row.country}.{row.admin1}") if row.admin1 not in ("", "00") else 0
        within = first and row.admin2 and row.feature != "A.ADM1"
        second = self._admin2.of(f"{row.country}.{row.admin1}.{row.admin2}") if within else 0
        return SourcePlace(level, self._countries[row.country], lat, lon, row.population, row.geonames, first, second)

    def finish(self) -> Compiled:
        """Add our own places and put everything in order."""
        for place in own_places(self.divisions):
            self._writer.add(place)
        return Compiled(self._writer.to_bytes(self._admin1.names, self._admin2.names), len(self.divisions), self.cities)


def _row(line: str, where: str) -> Row | None:
    """The line's place, None for the feature classes that are not used."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) != COLUMNS:
        raise UnreadableInput(where, f"has {len(fields)} columns, not the {COLUMNS} of a GeoNames dump", _REMEDY)
    if fields[6] not in ("A", "P"):
        return None
    try:
        ident, lat, lon, people = int(fields[0]), float(fields[4]), float(fields[5]), int(fields[14] or 0)
    except ValueError as error:
        raise UnreadableInput(where, "its id, point or population is no number", _REMEDY) from error
    alternates = tuple(fields[3].split(",")) if fields[3] else ()
    return Row(
        ident, fields[1], alternates, lat, lon, f"{fields[6]}.{fields[7]}", fields[8], fields[10], fields[11], people
    )


@contextmanager
def _lines(path: Path) -> Iterator[IO[str]]:
    """The lines of the dump in a zip file, or of a text file."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as text:
                yield text
            return
        with ZipFile(path) as archive, archive.open(_member(path, archive)) as packed:
            yield TextIOWrapper(packed, "utf-8", newline="\n")
    except BadZipFile as error:
        raise UnreadableInput(str(path), "is not a zip file", _REMEDY) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "is not UTF-8", _REMEDY) from error
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be opened: {error.strerror}", "Check the path") from error


def _member(path: Path, archive: ZipFile) -> str:
    """The dump in the archive: the text file that is no readme."""
    texts = [name for name in archive.namelist() if name.endswith(".txt") and not name.lower().endswith("readme.txt")]
    if len(texts) != 1:
        raise UnreadableInput(str(path), f"holds {len(texts)} dumps, not one", _REMEDY)
    return texts[0]
