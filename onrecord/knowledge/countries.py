"""Countries by name, adjective or demonym, and capital, from a compiled table.

All answers are ISO 3166-1 alpha-3 codes (Kosovo: XKX, as GeoNames has it). The table is `data/countries.tsv`, compiled
by `python -m training.gazetteer`; its origin and licence stand in `data/GAZETTEER.md`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u02bb\u02bf\u02be\u0060\u00b4", "'"))
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "\u0131": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)
_SPACES = re.compile(r"[\s\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory, with GeoNames' own point for it."""

    iso2: str
    iso3: str
    geonames: int
    name: str
    lat: float
    lon: float
    population: int
    continent: str
    neighbours: tuple[str, ...]
    """ISO 3166-1 alpha-3."""
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    """The seat of government first."""


def fold_name(name: str) -> str:
    """The form under which a name is looked up: no accents, one kind of apostrophe, hyphen and space, upper case kept.

    Case is kept because "US" and "us", "Chad" and "chad" are not the same word.
    """
    if name.isascii():
        return " ".join(name.replace("-", " ").split())
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", plain.translate(_LETTERS)).strip()


def country_of_name(name: str) -> str | None:
    """The country with this name, official, short or former: "the UAE", "Burma", "South Korea"."""
    return _lookup(_names(), name)


def country_of_demonym(word: str) -> str | None:
    """The country that an adjective or the name of a people belongs to: "Iraqi", "Iraqis", "Frenchman"."""
    return _lookup(_demonyms(), word)


def country_of_capital(name: str) -> str | None:
    """The country whose capital, or customary metonym for its government, this city is: "Kyiv", "Tel Aviv"."""
    return _lookup(_capitals(), name)


def country(code: str) -> Country | None:
    """The country with this ISO 3166-1 code, alpha-2 or alpha-3."""
    return _codes().get(code)


def is_demonym(word: str) -> bool:
    """Whether the word is an adjective or noun for the people of a country."""
    return country_of_demonym(word) is not None


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories of the table, in its order.

    Raises SetupError where the table is missing or damaged.
    """
    try:
        text = files("onrecord.knowledge").joinpath("data/countries.tsv").read_text("utf-8")
        return tuple(_country(line) for line in text.splitlines() if line and not line.startswith("#"))
    except (OSError, ValueError, TypeError) as error:
        raise SetupError("the table of countries cannot be read; install onrecord again") from error


def _country(line: str) -> Country:
    iso2, iso3, ident, name, lat, lon, population, continent, *lists = line.split("\t")
    neighbours, names, demonyms, capitals = (tuple(part.split("|")) if part else () for part in lists)
    return Country(
        iso2, iso3, int(ident), name, float(lat), float(lon), int(population), continent,
        neighbours, names, demonyms, capitals,
    )  # fmt: skip


def _lookup(table: dict[str, str], name: str) -> str | None:
    folded = fold_name(name)
    found = table.get(folded)
    if found is None and folded[:4] in ("the ", "The "):
        found = table.get(folded[4:])
    if found is None and len(folded) > 3 and folded.isupper():
        found = table.get(folded.title())  # headlines and datelines
    return found


@cache
def _names() -> dict[str, str]:
    return _table(lambda country: (country.name, *country.names))


@cache
def _demonyms() -> dict[str, str]:
    return _table(lambda country: country.demonyms)


@cache
def _capitals() -> dict[str, str]:
    return _table(lambda country: country.capitals)


@cache
def _codes() -> dict[str, Country]:
    return {code: country for country in countries() for code in (country.iso2, country.iso3)}


def _table(words: Callable[[Country], Iterable[str]]) -> dict[str, str]:
    """Folded words to alpha-3; of two countries with one word the more populous keeps it."""
    found: dict[str, str] = {}
    for entry in sorted(countries(), key=lambda country: -country.population):
        for word in words(entry):
            found.setdefault(fold_name(word), entry.iso3)
    return found
