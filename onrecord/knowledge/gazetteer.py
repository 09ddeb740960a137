"""The gazetteer: places of the world by any of their names, from one memory-mapped file.

The file that ships is compiled by `python -m training.gazetteer`, one of a GeoNames dump by `onrecord gazetteer build`;
origin and licence stand in `data/GAZETTEER.md`. Layout, all numbers little-endian: an 8-byte magic, the sha-256 of all
that follows, five uint32 (places, names, admin-1 names, admin-2 names, bytes of these two), the places (20 bytes each),
65,537 uint32 bucket starts, one uint32 key and one uint32 place a name, one uint32 offset a division's name, the names
of divisions. A name is found by a 48-bit digest: the first 16 bits give the bucket, the rest stands sorted in it.
"""

import mmap
import struct
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal, get_args

from onrecord.errors import SetupError
from onrecord.knowledge.countries import countries, fold_name

MAGIC = b"ORGAZ\x00\x02\n"
HEADER = len(MAGIC) + 32 + 20
PLACE = struct.Struct("<IiiHBBBBH")
"""geonames, latitude and longitude in 1e-5 degrees, admin-1, country, level, 8 log2 of population, admin-2 in two."""
BUCKETS = 1 << 16
REMEDY = "install onrecord again, or compile it again with `onrecord gazetteer build`"
ALTERNATE = 1 << 31
"""Set in a name's place number where the name is not the place's own but a variant of it."""

Level = Literal["country", "admin1", "admin2", "city", "region", "water", "facility"]
LEVELS: tuple[Level, ...] = get_args(Level)

_EXPANDED = {"st": "saint", "mt": "mount", "ft": "fort", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, as found by one of its names."""

    number: int
    level: Level
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: int
    """The number of its first-level division, 0 for none; `Gazetteer.admin1_name` tells the name."""
    admin2: int
    """The same of its second-level division; `Gazetteer.admin2_name`."""
    lat: float
    lon: float
    population: int
    """Rounded to within 5 per cent; 0 where it is not known."""
    geonames: int | None
    preferred: bool
    """Whether the name asked for is the place's own, not a variant."""


def place_key(name: str) -> str:
    """The form under which place names are equal: no case, accents, full stops, hyphens or leading article."""
    key = fold_name(name).lower().replace(".", "")
    key = key.removeprefix("the ")
    first, space, rest = key.partition(" ")
    return _EXPANDED[first] + space + rest if rest and first in _EXPANDED else key


def name_digest(key: str) -> tuple[int, int]:
    """The bucket and the rest of the 48-bit digest of a place key."""
    digest = int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "little")
    return digest & 0xFFFF, digest >> 16


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points of latitude and longitude in degrees."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(chord)))


class Gazetteer:
    """The compiled gazetteer, opened read-only; look-ups are safe from several threads."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises SetupError where it is missing or not a gazetteer."""
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise SetupError(f"the gazetteer {path} cannot be opened; {REMEDY}") from error
        if self._data[:8] != MAGIC:
            raise SetupError(f"{path} is not a gazetteer of this version; {REMEDY}")
        self.digest = self._data[8:40].hex()
        """The sha-256 of the file's content, as its header states it."""
        self._places, self._names, self._admin1s, admin2s, text_size = struct.unpack_from("<5I", self._data, 40)
        sizes = (BUCKETS + 1, self._names, self._names, self._admin1s + admin2s + 1)
        if len(self._data) != HEADER + self._places * PLACE.size + 4 * sum(sizes) + text_size:
            raise SetupError(f"{path} is damaged: its size is not what its header says; {REMEDY}")
        view, start = memoryview(self._data), HEADER + self._places * PLACE.size
        tables = []
        for size in sizes:
            tables.append(view[start : start + 4 * size].cast("I"))
            start += 4 * size
        self._buckets, self._keys, self._numbers, self._division_starts = tables
        self._division_text = view[start : start + text_size]
        self._countries = tuple(country.iso3 for country in countries())

    def __len__(self) -> int:
        return int(self._places)

    def touch(self) -> None:
        """Read every page of the file, so that what is resident is all of it: for measuring memory."""
        for at in range(0, len(self._data), mmap.PAGESIZE):
            self._data[at]

    def find(self, name: str) -> list[Entry]:
        """The places with this name, in any case and spelling of accents; by level and population, largest first."""
        bucket, key = name_digest(place_key(name))
        first, last = self._buckets[bucket], self._buckets[bucket + 1]
        at = bisect_left(self._keys, key, first, last)
        found = []
        while at < last and self._keys[at] == key:
            number = self._numbers[at]
            found.append(self._entry(number & ~ALTERNATE, not number & ALTERNATE))
            at += 1
        return found

    def admin1_name(self, entry: Entry) -> str | None:
        """The name of the first-level division that the place is or lies in."""
        return self._division_name(entry.admin1 - 1) if entry.admin1 else None

    def admin2_name(self, entry: Entry) -> str | None:
        """The name of the second-level division that the place is or lies in."""
        return self._division_name(self._admin1s + entry.admin2 - 1) if entry.admin2 else None

    def _division_name(self, at: int) -> str | None:
        start, end = self._division_starts[at : at + 2]
        return bytes(self._division_text[start:end]).decode() or None

    def _entry(self, number: int, preferred: bool) -> Entry:
        geonames, lat, lon, admin1, country, level, size, high, low = PLACE.unpack_from(
            self._data, HEADER + number * PLACE.size
        )
        return Entry(
            number=number,
            level=LEVELS[level],
            country=self._countries[country] if country < 255 else None,
            admin1=admin1,
            admin2=high << 16 | low,
            lat=lat / 1e5,
            lon=lon / 1e5,
            population=round(2 ** (size / 8)) if size else 0,
            geonames=geonames or None,
            preferred=preferred,
        )


@cache
def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, or the one that ships with the package; each is opened once in a process.

    Raises SetupError where it is missing or damaged.
    """
    if path is not None:
        return Gazetteer(path)
    with as_file(files("onrecord.knowledge").joinpath("data/gazetteer.bin")) as shipped:
        return Gazetteer(shipped)
