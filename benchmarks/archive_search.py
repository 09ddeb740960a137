"""`python -m benchmarks.archive_search`: how long searches take in an archive of a million statements.

The archive is made by this script, through the store's own way in, of words with natural frequencies: those of
English by rank (Zipf's law with Mandelbrot's offset), function words first, and in each report some words that keep
coming back, as words of a subject do (burstiness). Nothing in it is news.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from onrecord.archive import Archive
from onrecord.archive.indexes import INDEXES
from onrecord.archive.search import Filters, search
from onrecord.knowledge.gazetteer import Entry, load_gazetteer
from onrecord.models import reader_model
from onrecord.records import Actor, Attribution, Coder, Place, Record, Report, Source, Time, content_id, report_id

STATEMENTS_PER_REPORT = 20
BARS_MS = {"two words": 20.0, "phrase": 20.0, "word and filters": 20.0, "two common words, either": 300.0}
"""Milliseconds that the 95th percentile may take."""

_SEARCH = tuple(index for index in INDEXES if index.name == "search")
_MOST_FREQUENT = (
    "the of and to a in is that was it for on with as be at by he from his had are not this but have an they which you "
    "were her she all or there been one we their has would when who will more if no out so what up its about into than "
    "them can only other new some time could these two may first then do any my now such like our over man me even most"
).split()
"""The most frequent words of written English, the most frequent first."""
_OFFSET, _EXPONENT = 2.7, 1.07
_TOPIC_WORDS, _TOPIC_SHARE = 25, 0.3
_CITIES = (
    "Paris London Berlin Madrid Rome Vienna Warsaw Prague Kyiv Athens Ankara Cairo Nairobi Lagos Accra Tunis Amman "
    "Riyadh Tehran Baghdad Delhi Dhaka Bangkok Hanoi Manila Jakarta Tokyo Seoul Beijing Lima Bogota Quito Havana"
).split()


class Writer:
    """Makes up records, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.words = _vocabulary(seed)
        weights = 1 / (np.arange(1, len(self.words) + 1) + _OFFSET) ** _EXPONENT
        self._cumulated = np.cumsum(weights / weights.sum())
        self._cities = [_largest(name) for name in _CITIES]

    def records(self, count: int) -> Iterator[Record]:
        """`count` records, each with its statements one a sentence."""
        for _ in range(count):
            yield self._record()

    def _record(self) -> Record:
        lengths = np.clip(self._random.lognormal(2.9, 0.5, STATEMENTS_PER_REPORT).astype(int), 4, 80)
        ranks = np.searchsorted(self._cumulated, self._random.random(int(lengths.sum())))
        topic = np.searchsorted(self._cumulated, self._random.random(_TOPIC_WORDS))
        topical = (self._random.random(len(ranks)) < _TOPIC_SHARE) & (ranks > 200)
        ranks[topical] = self._random.choice(topic, int(topical.sum()))
        tokens = [self.words[min(rank, len(self.words) - 1)] for rank in ranks]
        sentences, at = [], 0
        for length in lengths:
            sentences.append(" ".join(tokens[at : at + length]))
            at += length
        return self._assembled(sentences)

    def _assembled(self, sentences: list[str]) -> Record:
        pick = self._random.integers
        speakers = [f"Speaker {int(self._random.zipf(1.3)) % 5000}" for _ in range(4)]
        city = self._cities[pick(len(self._cities))]
        published = date(2020, 1, 1) + timedelta(int(pick(2000)))
        day = (published - timedelta(int(pick(10)))).isoformat()
        head = f"{city[0]}, {day} - "
        text, attributions, mentions = head, [], {name: list[tuple[int, int]]() for name in dict.fromkeys(speakers)}
        for sentence in sentences:
            name = speakers[pick(4)]
            content = (len(text), len(text) + len(sentence))
            cue = (content[1] + 2 + len(name), content[1] + 2 + len(name) + 5)
            text += f"{sentence}, {name} said.\n"
            mentions[name].append((content[1] + 2, content[1] + 2 + len(name)))
            attributions.append((name, content, (cue[0] + 1, cue[1])))
        actors = {
            name: Actor(id=content_id("actor", name), name=name, kind="person", mentions=tuple(spans), country="FRA")
            for name, spans in mentions.items()
            if spans
        }
        return Record(
            report=Report(
                id=report_id(text), text=text, outlet=f"Outlet {int(self._random.zipf(1.3)) % 300}",
                published=published.isoformat(), published_basis="given", title=sentences[0][:60],
            ),
            coder=Coder(version="made up"),
            actors=tuple(actors.values()),
            places=(_place(city),),
            times=(Time(id=content_id("time", day), type="DATE", value=day, span=(len(city[0]) + 2, len(head) - 3),
                        earliest=day, latest=day),),
            attributions=tuple(
                Attribution(
                    id=content_id("attribution", content), cue=cue, content=(content,), quotation="indirect",
                    stance="denies" if pick(10) == 0 else "asserts",
                    source=Source(
                        anonymity="unnamed" if pick(4) == 0 else "named", kind="person", actor=actors[name].id
                    ),
                )
                for name, content, cue in attributions
            ),
        )  # fmt: skip


def _vocabulary(seed: int) -> list[str]:
    """English words: the most frequent first, then others in an order of chance."""
    path = Path(reader_model.__file__).parent / "lemmas.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    known = frozenset(_MOST_FREQUENT)
    others = [form for form in dict.fromkeys(row[0] for row in rows) if form.isalpha() and form not in known]
    Random(seed).shuffle(others)
    return [*_MOST_FREQUENT, *others]


def _largest(name: str) -> tuple[str, Entry]:
    return name, max(load_gazetteer().find(name), key=lambda entry: entry.population)


def _place(city: tuple[str, Entry]) -> Place:
    name, entry = city
    return Place(
        id=content_id("place", name), name=name, mentions=((0, len(name)),), country=entry.country, lat=entry.lat,
        lon=entry.lon, geonames=entry.geonames, level=entry.level,
    )  # fmt: skip


def build(path: Path, statements: int, seed: int) -> float:
    """Make the archive and return how many seconds that took."""
    started = time.perf_counter()
    with Archive.open(path, create=True, indexes=_SEARCH) as archive:
        records = Writer(seed).records(max(1, statements // STATEMENTS_PER_REPORT))
        while True:
            with archive.transaction():
                batch = [archive.add(record) for record, _ in zip(records, range(500), strict=False)]
            if not batch:
                break
    return time.perf_counter() - started


def measure(path: Path, queries: int, seed: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each search, by the clock and of the processor, by what it asks for.

    Words and filters are drawn from statements of the archive.
    """
    with Archive.open(path, read_only=True, indexes=_SEARCH) as archive:
        draw = _Queries(archive, Writer(seed).words, Random(seed))
        kinds: dict[str, Callable[[], tuple[str, Filters]]] = {
            "two words": draw.two_words,
            "phrase": draw.phrase,
            "word and filters": draw.filtered,
            "two common words, either": draw.either,
        }
        return {name: [_timed(archive, *make()) for _ in range(queries)] for name, make in kinds.items()}


def _timed(archive: Archive, query: str, filters: Filters) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    search(archive, query, filters=filters)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


class _Queries:
    """Draws queries that have at least one hit."""

    def __init__(self, archive: Archive, words: list[str], random: Random) -> None:
        self._connection = archive.connection
        self._random = random
        self._ranks = {word: rank for rank, word in enumerate(words)}
        self._words = words
        (self._last,) = self._connection.execute("SELECT max(key) FROM search_units").fetchone()

    def two_words(self) -> tuple[str, Filters]:
        words, _ = self._statement()
        return " ".join(self._random.sample(self._telling(words), 2)), Filters()

    def phrase(self) -> tuple[str, Filters]:
        words, _ = self._statement()
        at = self._random.randrange(len(words) - 1)
        return '"' + " ".join(words[at : at + 2]) + '"', Filters()

    def filtered(self) -> tuple[str, Filters]:
        words, row = self._statement()
        word = self._random.choice(self._telling(words))
        outlet, published, speaker = row
        choices = (
            Filters(outlet=(outlet,)),
            Filters(reported_from=published[:7], reported_to=published),
            Filters(source=(speaker,), stance=("asserts", "denies")),
            Filters(near=self._random.choice(_CITIES), within=200, anonymity=("named",)),
            Filters(happened_from="2021-03-15", happened_to="2024-10-20", outlet=(outlet,)),
        )
        return word, self._random.choice(choices)

    def either(self) -> tuple[str, Filters]:
        return " OR ".join(self._random.sample(self._words[:160], 2)), Filters()

    def _statement(self) -> tuple[list[str], tuple[str, str, str]]:
        statement = (
            "SELECT body, outlet, published, search_units.head FROM search_units JOIN search_rows USING (key) "
            "JOIN reports ON reports.key = report WHERE kind = 'statement' AND search_units.key >= ? "
            "ORDER BY search_units.key LIMIT 1"
        )
        while True:
            found = self._connection.execute(statement, (self._random.randrange(self._last),)).fetchone()
            if found and len(self._telling(found[0].split())) > 1:
                return found[0].split(), found[1:]

    def _telling(self, words: list[str]) -> list[str]:
        return sorted({word for word in words if self._ranks.get(word, 0) >= len(_MOST_FREQUENT)})


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Build, measure and print; the exit status is 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100, help="of each sort")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--archive", type=Path, help="use this one, made before, or make it there and keep it")
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = args.archive or Path(folder) / "search.archive"
        if not path.exists():
            seconds = build(path, args.statements, args.seed)
            print(f"built {args.statements:,} statements in {seconds:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
        missed = False
        print(f"{'milliseconds':26}    p50    p95    bar   of the processor: p50    p95")
        for name, times in measure(path, args.queries, args.seed + 1).items():
            (wall, wall95), (cpu, cpu95) = (_percentiles(column) for column in zip(*times, strict=True))
            missed |= wall95 > BARS_MS[name]
            print(f"{name:26} {wall:6.1f} {wall95:6.1f} {BARS_MS[name]:6.0f} {cpu:23.1f} {cpu95:6.1f}")
    raise SystemExit(missed)


if __name__ == "__main__":
    main()
