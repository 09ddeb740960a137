"""Names of places for a gazetteer that is being compiled: which are shown, and which others a place is found by.

Shared by what compiles the gazetteer that ships (`training.gazetteer`) and what compiles a dump of GeoNames
(`onrecord.knowledge.geonames`). Our own further names, regions and waters are `data/gazetteer/*.tsv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from onrecord.errors import SetupError
from onrecord.knowledge.countries import countries, fold_name
from onrecord.knowledge.gazetteer import LEVELS
from onrecord.knowledge.gazetteer_index import SourcePlace

VARIANTS_FROM = 15_000
"""Cities of at least so many people are also found by their other names in Latin letters."""
_LATIN = re.compile(r"[A-Z][A-Za-z .'\-]{2,39}")
_DIVISION = (
    "oblast'|oblast|krai|kray|kraj|province|region|governorate|state|prefecture|county|district|parish|department|"
    "territory|republic|voivodeship|voivodship|canton|emirate|municipality|sheng|shi|zizhiqu|rayon|raion|land|island|"
    "islands|city|special administrative region|autonomous region|autonomous republic|respublika|oblysy|oblys|wilayat|"
    "vilayeti|division"
)
_DIVISION_AFTER = re.compile(rf"(?i)^(.+?)(?:,| )\s*(?:{_DIVISION})$")
_DIVISION_BEFORE = re.compile(
    r"(?i)^(?:state of|province of|city of|republic of|autonomous republic of|department of|region of|wilayat-e|"
    r"ostan-e|provincia de|departamento de|estado de|parroquia de|region de|provincia di|wojewodztwo|muhafazat)\s+(.+)$"
)
_CITY_OR_ARTICLE = re.compile(r"^(Al|An|Ar|As|Ash|Ad|Az|At|El)[ -](?=[A-Z])|^City of | City$")
_GENERIC = frozenset(
    "central north south east west northern southern eastern western capital national federal centre".split()
)


def own_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of our own tab-separated files, comments left out.

    Raises SetupError where the file is missing.
    """
    try:
        text = files("onrecord.knowledge").joinpath("data/gazetteer", name).read_text("utf-8")
    except OSError as error:
        raise SetupError(f"the table {name} cannot be read; install onrecord again") from error
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def own_divisions() -> Mapping[str, tuple[tuple[float, float] | None, tuple[str, ...]]]:
    """Our own point, where there is one, and our own names of first-level divisions, by GeoNames' code ("US.AK")."""
    return {
        code: ((float(lat), float(lon)) if lat else None, tuple(names.split("|")))
        for code, lat, lon, names in own_rows("admin1_own.tsv")
    }


@cache
def _own_cities() -> Mapping[int, tuple[str, ...]]:
    return {int(ident): tuple(names.split("|")) for ident, names in own_rows("city_names.tsv")}


def latin(names: Iterable[str]) -> list[str]:
    """The names that are written in Latin letters once accents are folded."""
    return [name for name in names if _LATIN.fullmatch(fold_name(name))]


def without_marks(name: str) -> str:
    """The name without the marks of transliteration (macrons, lines and dots below); living spelling keeps its own."""
    plain = "".join(c for c in normalize("NFD", name) if c not in "\u0304\u0323\u0331")
    return normalize("NFC", plain).translate(str.maketrans("", "", "\u2018\u02bb\u02bf"))


def core_name(name: str) -> str | None:
    """The name of a division without the word for its kind: "Kursk" of "Kursk Oblast"."""
    folded = fold_name(name)
    found = _DIVISION_AFTER.match(folded) or _DIVISION_BEFORE.match(folded)
    core = found[1].strip() if found else ""
    return core if len(core) > 2 and core.lower() not in _GENERIC else None


def division_names(code: str, name: str, aliases: Iterable[str], english: Sequence[str] = ()) -> list[str]:
    """The name that is shown first, an English one where it is known, then all others in Latin letters.

    `code` is GeoNames' ("RU.41"), `english` are names that another source says are English.
    """
    own = own_divisions().get(code, (None, ()))[1]
    core, written = core_name(name), latin(aliases)
    of_division = [found for found in map(core_name, written) if found and "Regional" not in found]
    known = {fold_name(alias).lower() for alias in written}
    trusted = [found for found in english if fold_name(found).lower() in known]
    alike = [found for found in english if core is not None and found[:3].lower() == core[:3].lower()]
    plain = without_marks(name) if core is None else core
    same = [found for found in trusted if fold_name(found) == fold_name(name)]
    usual = [name] if same or (core is None and name.isascii()) else []
    best = [*own, *(usual if same else trusted), *usual, *of_division[:1], *alike, plain]
    return list(dict.fromkeys([*best, *english, name, *written, *filter(None, map(core_name, [*own, *written]))]))


def city_names(geonames: int, name: str, population: int, alternates: Iterable[str]) -> tuple[list[str], list[str]]:
    """A city's own names and its variants, all in Latin letters.

    Of a small city the variants only leave out "City" or an article; customary short names are our own.
    """
    own = _own_cities().get(geonames, ())
    variants = [name]
    if population >= VARIANTS_FROM:
        variants += [v for v in latin(alternates) if not v.isupper()]
    cores = [core for v in variants if (core := _CITY_OR_ARTICLE.sub("", fold_name(v))) != fold_name(v)]
    names = [name, *(listed[1:] for listed in own if listed[0] == "=")]
    return names, variants[1:] + cores + [listed for listed in own if listed[0] != "="]


def own_places(divided: Iterable[SourcePlace]) -> list[SourcePlace]:
    """Regions, waters and sites of our own list, without the regions that are a division among `divided` already."""
    rows = {country.iso3: number for number, country in enumerate(countries())}
    known = {(p.country, fold_name(name)) for p in divided if p.level == "admin1" for name in p.names + p.variants}
    found = []
    for listed, country, lat, lon, names in own_rows("places_own.tsv"):
        level = LEVELS[LEVELS.index(listed)]
        found.append(SourcePlace(level, rows.get(country), float(lat), float(lon), names=names.split("|")))
    kept = [p for p in found if p.level != "region" or (p.country, fold_name(p.names[0])) not in known]
    return sorted(kept, key=lambda p: (LEVELS.index(p.level), p.names[0]))
