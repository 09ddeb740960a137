"""Write the gazetteer's memory-mapped file; its layout stands in `onrecord.knowledge.gazetteer`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log2
from struct import pack

from onrecord.knowledge.gazetteer import ALTERNATE, BUCKETS, LEVELS, MAGIC, PLACE, Level, name_digest, place_key


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
    names: list[str] = field(default_factory=list)
    """Its own names."""
    variants: list[str] = field(default_factory=list)


def index_bytes(places: Sequence[SourcePlace], admin1_names: Sequence[str]) -> bytes:
    """The compiled file: places by level and population, and their names."""
    ordered = sorted(places, key=lambda p: (LEVELS.index(p.level), -p.population, p.geonames, p.names[0]))
    rows = b"".join(_place_row(place) for place in ordered)
    buckets, keys, numbers = _name_tables(ordered)
    text = [name.encode() for name in admin1_names]
    starts = [0]
    for encoded in text:
        starts.append(starts[-1] + len(encoded))
    header = MAGIC + pack("<4I", len(ordered), len(keys), len(text), starts[-1])
    tables = b"".join(pack(f"<{len(table)}I", *table) for table in (buckets, keys, numbers, starts))
    return header + rows + tables + b"".join(text)


def _place_row(place: SourcePlace) -> bytes:
    size = min(255, round(8 * log2(place.population))) if place.population > 1 else 0
    country = 255 if place.country is None else place.country
    lat, lon = round(place.lat * 1e5), round(place.lon * 1e5)
    return PLACE.pack(place.geonames, lat, lon, place.admin1, country, LEVELS.index(place.level), size)


def _name_tables(places: Sequence[SourcePlace]) -> tuple[list[int], list[int], list[int]]:
    """Bucket starts, and by bucket and digest the keys and place numbers; own names before variants."""
    entries = []
    for number, place in enumerate(places):
        own = _keys(place.names)
        entries += [(*name_digest(key), 0, number) for key in own]
        entries += [(*name_digest(key), ALTERNATE, number) for key in _keys(place.variants) if key not in own]
    entries.sort()
    starts = [0] * (BUCKETS + 1)
    for bucket, *_ in entries:
        starts[bucket + 1] += 1
    for bucket in range(BUCKETS):
        starts[bucket + 1] += starts[bucket]
    return starts, [key for _, key, _, _ in entries], [flag | number for _, _, flag, number in entries]


def _keys(names: Iterable[str]) -> dict[str, None]:
    """The distinct keys of the names, in their order."""
    return {key: None for key in map(place_key, names) if len(key) > 1}
