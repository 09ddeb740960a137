"""Write a gazetteer's memory-mapped file; its layout stands in `onrecord.knowledge.gazetteer`.

Places are taken one at a time and kept as packed rows and digests, so that a full dump of the world (some five million
populated places) fits into memory. The same places in the same order give the same bytes.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import log2
from struct import pack

import numpy as np
import numpy.typing as npt

from onrecord.knowledge.gazetteer import ALTERNATE, BUCKETS, LEVELS, MAGIC, PLACE, Level, name_digest, place_key

_LONGEST_POPULATION = 1 << 40


@dataclass
class SourcePlace:
    """A place as the sources give it; `country` is its row in `countries.tsv`, None where it lies in no single one."""

    level: Level
    country: int | None
    lat: float
    lon: float
    population: int = 0
    geonames: int = 0
    admin1: int = 0
    admin2: int = 0
    names: list[str] = field(default_factory=list)
    """Its own names."""
    variants: list[str] = field(default_factory=list)


class IndexWriter:
    """Collects places and their names, and gives the bytes of the file."""

    def __init__(self) -> None:
        self._rows = bytearray()
        self._levels = array("B")
        self._people = array("q")
        self._idents = array("I")
        self._digests = array("Q")
        self._owners = array("I")
        self._flags = array("I")

    def __len__(self) -> int:
        return len(self._levels)

    def add(self, place: SourcePlace) -> None:
        """Take in one place."""
        number = len(self)
        self._rows += _place_row(place)
        self._levels.append(LEVELS.index(place.level))
        self._people.append(min(place.population, _LONGEST_POPULATION))
        self._idents.append(place.geonames)
        own = _keys(place.names)
        self._add_names(own, number, 0)
        self._add_names((key for key in _keys(place.variants) if key not in own), number, ALTERNATE)

    def _add_names(self, keys: Iterable[str], number: int, flag: int) -> None:
        for key in keys:
            bucket, rest = name_digest(key)
            self._digests.append(bucket << 32 | rest)
            self._owners.append(number)
            self._flags.append(flag)

    def to_bytes(self, admin1_names: Sequence[str], admin2_names: Sequence[str]) -> bytes:
        """The compiled file: places by level and population, and their names; own names before variants."""
        people, idents = np.frombuffer(self._people, np.int64), np.frombuffer(self._idents, np.uint32)
        order = np.lexsort((idents, -people, np.frombuffer(self._levels, np.uint8)))
        rows = self._table()[order]
        numbers = np.empty(len(self), np.uint32)
        numbers[order] = np.arange(len(self), dtype=np.uint32)
        buckets, keys, named = self._names(numbers)
        text = [name.encode() for name in (*admin1_names, *admin2_names)]
        starts = np.cumsum([0, *map(len, text)])
        header = pack("<5I", len(self), len(keys), len(admin1_names), len(admin2_names), int(starts[-1]))
        tables = b"".join(table.astype("<u4").tobytes() for table in (buckets, keys, named, starts))
        body = header + rows.tobytes() + tables + b"".join(text)
        return MAGIC + sha256(body).digest() + body

    def _table(self) -> npt.NDArray[np.uint8]:
        return np.frombuffer(self._rows, np.uint8).reshape(-1, PLACE.size)

    def _names(self, numbers: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.int64], ...]:
        """Bucket starts, and by bucket and digest the keys and the place numbers with their flags."""
        digests = np.frombuffer(self._digests, np.uint64)
        flags = np.frombuffer(self._flags, np.uint32)
        owners = numbers[np.frombuffer(self._owners, np.uint32)]
        order = np.lexsort((owners, flags, digests))
        starts = np.zeros(BUCKETS + 1, np.int64)
        np.cumsum(np.bincount((digests >> np.uint64(32)).astype(np.int64), minlength=BUCKETS), out=starts[1:])
        keys = (digests[order] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        return starts, keys, (flags[order] | owners[order]).astype(np.int64)


def _place_row(place: SourcePlace) -> bytes:
    size = min(255, round(8 * log2(place.population))) if place.population > 1 else 0
    country = 255 if place.country is None else place.country
    lat, lon = round(place.lat * 1e5), round(place.lon * 1e5)
    level, high, low = LEVELS.index(place.level), place.admin2 >> 16, place.admin2 & 0xFFFF
    return PLACE.pack(place.geonames, lat, lon, place.admin1, country, level, size, high, low)


def _keys(names: Iterable[str]) -> dict[str, None]:
    """The distinct keys of the names, in their order."""
    return {key: None for key in map(place_key, names) if len(key) > 1}
