"""Which place each name of a report means: all names are resolved together.

A name has one sense in a report. Every sense starts from how large and well known the place is; a qualifier ("Paris,
Texas") decides; the countries the report is about pull towards themselves; other names that may be places near by speak
for each other; then each name pulls towards the places the others mean, until nothing changes. After the one-sense and
minimality heuristics of Leidner (2007), "Toponym Resolution in Text".
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, exp, log, log10, radians, sqrt

from onrecord.knowledge.countries import country_of_capital
from onrecord.knowledge.gazetteer import Entry, place_key
from onrecord.knowledge.place_words import WORLD_CITIES
from onrecord.reading.places.mentions import PlaceMention

MOST_SENSES = 30
"""Senses of one name that are weighed; the least known are left out."""
ROUNDS = 4
QUALIFIED = 8.0
SAME_COUNTRY = 2.8
SAME_DIVISION = 2.2
SISTERS = 1.8
NEARNESS = 1.5
NEAR_KM = 120.0
CLUSTER = 1.0
CAPITAL = 1.6
SEAT_KM = 100.0
NAMESAKE = 2.0
ALIKE = 2.0
"""A sense less likely than the first by more than this is not thought of until something speaks for it."""
MOST_ALTERNATIVES = 4
LEAST_SHARE = 0.005
"""An alternative with less belief than this is not written down."""
SHARPNESS = 1.5
"""How fast belief falls with the score."""
SLOPE = 0.415
OFFSET = -0.382
MOST_SURE = 0.9995
"""From a share of belief to how often such a place is right: fitted by `python -m training.calibrate_places`."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name may mean, and how likely that is before the rest of the report is known."""

    entry: Entry
    prior: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place a name means, and the share of the belief that it holds among the senses of the name."""

    entry: Entry
    confidence: float
    others: tuple[tuple[Entry, float], ...] = ()
    """The likeliest other places with their shares, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the report says of where it plays."""

    countries: Mapping[str, int]
    """How often each country is spoken of by an adjective or as a people."""
    qualifiers: Mapping[str, tuple[str, ...]]
    """For the key of a name, the keys of the names that follow it after a comma."""


class Resolver:
    """The names of one report and their senses, on the way to one sense each."""

    def __init__(self, mentions: Sequence[PlaceMention], context: Context) -> None:
        self.context = context
        self.senses = _senses(mentions)
        self.named = Counter(mention_key(mention) for mention in mentions)
        self.chosen = {key: options[0].entry for key, options in self.senses.items()}
        self._cells = _cells(self.senses)
        self._evidence = {key: _evidence(options, self.named[key]) for key, options in self.senses.items()}
        self._totals = Counter(context.countries)
        for code, weight in self._evidence.values():
            if code is not None:
                self._totals[code] += weight
        self._all_countries = sum(self._totals.values())

    def resolve(self) -> dict[str, Resolution]:
        """The meaning of each name that the gazetteer knows, by the key of the name."""
        fixed = {key: [self._fixed_score(key, s) for s in options] for key, options in self.senses.items()}
        scores = fixed
        for _ in range(ROUNDS):
            before = dict(self.chosen)
            scores = {
                key: [score + self._pull(key, s.entry) for score, s in zip(fixed[key], options, strict=True)]
                for key, options in self.senses.items()
            }
            for key, options in self.senses.items():
                self.chosen[key] = options[max(range(len(options)), key=lambda at: (scores[key][at], -at))].entry
            if self.chosen == before:
                break
        return {key: _resolution(options, scores[key]) for key, options in self.senses.items()}

    def _fixed_score(self, key: str, sense: Sense) -> float:
        """What does not depend on which sense the other names have."""
        entry = sense.entry
        return sense.prior + SAME_COUNTRY * self._country_share(key, entry) + CLUSTER * self._neighbours(key, entry)

    def _country_share(self, key: str, entry: Entry) -> float:
        """How much the report is about the sense's country, this name's own mentions left out: 0 to 1."""
        if entry.country is None:
            return 0.0
        own, mine = self._evidence.get(key, (None, 0))
        count = self._totals[entry.country] - (mine if entry.country == own else 0)
        return 0.3 + 0.7 * count / (self._all_countries - mine) if count > 0 else 0.0

    def _neighbours(self, key: str, entry: Entry) -> float:
        """How many other names may be a place within about a degree: each weighs less the more senses it has."""
        if entry.level == "country":
            return 0.0
        lat, lon = round(entry.lat), round(entry.lon)
        near: set[str] = set()
        for row in (lat - 1, lat, lat + 1):
            for column in (lon - 1, lon, lon + 1):
                near |= self._cells.get((row, column), frozenset())
        near.discard(key)
        return min(2.0, sum(sorted(1.0 / sqrt(len(self.senses[other])) for other in near)))

    def _pull(self, key: str, entry: Entry) -> float:
        """What the senses that the other names have now say for this one."""
        score, nearness, division, sisters = 0.0, 0.0, 0.0, 0
        rivals = entry.level == "admin1" and self.senses[key][0].entry.level == "country"  # Georgia and Georgia
        for qualifier in self.context.qualifiers.get(key, ()):
            other = self.chosen.get(qualifier)
            if other is not None and lies_in(entry, other):
                score += QUALIFIED
        for other_key, other in self.chosen.items():
            if other_key == key or other.country != entry.country:
                continue
            if rivals and other.admin1 == entry.admin1:
                sisters += 2
            elif entry.level == "country" or (rivals and other.level == "admin1"):
                sisters += other.level in ("admin1", "city")
            elif other.level not in ("country", "water"):
                if other.admin1 and other.admin1 == entry.admin1:
                    division = max(division, 1.0 if other.level == "admin1" else 0.6)
                nearness = max(nearness, exp(-flat_km(entry, other) / NEAR_KM))
        return score + SAME_DIVISION * division + NEARNESS * nearness + SISTERS * min(2, sisters)


def mention_key(mention: PlaceMention) -> str:
    """The key that mentions of one name share; a name called a division is kept apart from the bare name."""
    return place_key(mention.name) + ("/division" if mention.division else "")


def _senses(mentions: Sequence[PlaceMention]) -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = {}
    for mention in mentions:
        key = mention_key(mention)
        if key not in found and mention.entries:
            weighed = [Sense(entry, prior(entry, mention)) for entry in mention.entries]
            if not mention.division:
                weighed = _towns_before_divisions(_countries_before_parts(weighed))
            weighed.sort(key=lambda sense: (-sense.prior, sense.entry.number))
            found[key] = weighed[:MOST_SENSES]
    return found


def _countries_before_parts(options: Sequence[Sense]) -> list[Sense]:
    """A country's own name means the country, not the state or town in it that shares the name: "Mexico"."""
    whole = {s.entry.country for s in options if s.entry.level == "country" and s.entry.preferred}
    return [s for s in options if s.entry.level == "country" or s.entry.country not in whole]


def _towns_before_divisions(options: Sequence[Sense]) -> list[Sense]:
    """A town and the division around it share a name: without the word for a division the town is meant."""
    towns = [sense for sense in options if sense.entry.level == "city"]
    found = []
    for sense in options:
        if sense.entry.level in ("admin1", "admin2"):
            around = [
                t.prior for t in towns if t.entry.country == sense.entry.country and _is_seat(t.entry, sense.entry)
            ]
            found.append(Sense(sense.entry, min([sense.prior, *(value - 0.5 for value in around)])))
        elif sense.entry.level == "city" and any(_is_namesake(sense.entry, other.entry) for other in options):
            found.append(Sense(sense.entry, sense.prior - NAMESAKE))
        else:
            found.append(sense)
    return found


def _is_namesake(town: Entry, division: Entry) -> bool:
    """Whether a town bears the name of a far larger state elsewhere in its country: California in Maryland."""
    if division.level != "admin1" or town.country != division.country or not division.preferred:
        return False
    return division.population > 20 * town.population and not flat_km(town, division) < SEAT_KM


def _is_seat(town: Entry, division: Entry) -> bool:
    return flat_km(town, division) < SEAT_KM and town.population * 10 > division.population


def _evidence(options: Sequence[Sense], times: int) -> tuple[str | None, int]:
    """The country that a name speaks for, if all its likely senses lie in one, and how much: a country's name most."""
    best = options[0]
    countries = {sense.entry.country for sense in options if sense.prior > best.prior - ALIKE}
    if len(countries) > 1 or best.entry.country is None:
        return None, 0
    return best.entry.country, 2 * times if best.entry.level in ("country", "admin1") else min(times, 2)


def _cells(senses: Mapping[str, Sequence[Sense]]) -> dict[tuple[int, int], set[str]]:
    """The names that may be a place in each one-degree cell of the map."""
    cells: dict[tuple[int, int], set[str]] = defaultdict(set)
    for key, options in senses.items():
        for sense in options:
            if sense.entry.level in ("admin2", "city", "facility"):
                cells[round(sense.entry.lat), round(sense.entry.lon)].add(key)
    return cells


def prior(entry: Entry, mention: PlaceMention) -> float:
    """How likely the place is meant where nothing else is known, on the scale of the logarithm of its population."""
    size = log10(entry.population + 10)
    value = {
        "country": 9.0, "admin1": size - 0.9, "admin2": size - 2.2, "city": size,
        "region": 7.0 if entry.country else 8.5, "water": 8.0, "facility": 6.0,
    }[entry.level]  # fmt: skip
    if entry.level == "city" and entry.country is not None and country_of_capital(mention.name) == entry.country:
        value += CAPITAL if entry.population > 20_000 else 0.0
    elif entry.level == "city" and entry.population > 190_000 and mention.name in WORLD_CITIES:
        value += CAPITAL
    if mention.division and entry.level in ("admin1", "admin2", "region"):
        value += 3.0
    if mention.label == "LOC" and entry.level in ("region", "water"):
        value += 1.0
    return value if entry.preferred else value - 1.0


def lies_in(entry: Entry, other: Entry) -> bool:
    """Whether the place is part of the other, as far as codes tell."""
    if entry.number == other.number or entry.country is None or entry.country != other.country:
        return False
    if other.level == "country":
        return entry.level != "country"
    return other.level == "admin1" and entry.admin1 == other.admin1 and entry.level in ("admin2", "city", "facility")


def flat_km(a: Entry, b: Entry) -> float:
    """Distance on a flat map: exact enough for short distances, and cheap."""
    north = (a.lat - b.lat) * 111.2
    east = (a.lon - b.lon) * 111.2 * cos(radians((a.lat + b.lat) / 2))
    return sqrt(north * north + east * east)


def calibrated(share: float) -> float:
    """How often a place is right that won this share of the belief: a straight line of log odds (Platt 1999)."""
    kept = min(max(share, 1 - MOST_SURE), MOST_SURE)
    return 1 / (1 + exp(-(SLOPE * log(kept / (1 - kept)) + OFFSET)))


def _resolution(options: Sequence[Sense], scores: Sequence[float]) -> Resolution:
    """The best sense with its share of the belief, and what is left to the others: one entry for each other place."""
    ranked = sorted(range(len(options)), key=lambda at: (-scores[at], at))
    weights = {at: exp(min(0.0, SHARPNESS * (scores[at] - scores[ranked[0]]))) for at in ranked}
    total, shares = sum(weights.values()), dict[int, float]()
    for at in ranked:
        same = next((known for known in shares if _is_same(options[at].entry, options[known].entry)), at)
        shares[same] = shares.get(same, 0.0) + weights[at] / total
    best, *others = shares.items()
    kept = sorted((at for at in others if at[1] >= LEAST_SHARE), key=lambda item: -item[1])[:MOST_ALTERNATIVES]
    return Resolution(options[best[0]].entry, best[1], tuple((options[at].entry, share) for at, share in kept))


def _is_same(a: Entry, b: Entry) -> bool:
    """Whether two entries are one place to a reader: a city and the district around it."""
    if a.number == b.number:
        return True
    return a.country == b.country and a.level != "country" and b.level != "country" and flat_km(a, b) < 50
