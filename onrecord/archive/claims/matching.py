"""Which sayings of several reports say the same thing.

Two sayings are held against each other term by term, the rare ones of the story weighing more (idf; Spärck Jones 1972).
Sayings are gathered from the likest pair down, as long as the two groups are alike on the average (average linkage).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.archive.claims.words import Term, Terms, kinship, rarity
from onrecord.knowledge.concepts import opposites

SAME = 0.40
"""How alike two sayings are that say the same."""
MEAN = 0.36
"""How alike the sayings of two groups are on the average that are one claim."""
_LEAST_SHARED = 2
"""Terms that two sayings have in common at least."""
_FEW = 4
"""Terms below which being wholly within the other says less: every second sentence has two given words."""
_NUMBER = 2.0
_EVEN = 2
"""The more, the less it matters in how many reports of the story a term is."""
_CONFLICT = 0.5
"""What is left of a likeness where both count the same thing and never to the same number."""
_OTHER_AGENT = 0.5
"""What is left where two countries do it: the one frees prisoners, the other soldiers."""
_OTHER_PHASE = 0.6
"""What is left where the one is done and the other lies ahead."""

Pair = tuple[int, int]


class Kindred:
    """The terms of one story by number, each pair of them that has something in common looked at once."""

    def __init__(self) -> None:
        self._numbers: dict[Term, int] = {}
        self._terms: list[Term] = []
        self._sharing: defaultdict[str | int, list[int]] = defaultdict(list)
        self.near: list[dict[int, float]] = []
        """For each term the terms that it is near to, and how near: `kinship`."""

    def number(self, term: Term) -> int:
        """The number of a term, which is known from now on."""
        if term not in self._numbers:
            self._add(term)
        return self._numbers[term]

    def _add(self, term: Term) -> None:
        new = self._numbers[term] = len(self._terms)
        near = {new: 1.0}
        for handle in term.handles:
            near |= {other: kinship(term, self._terms[other]) for other in self._sharing[handle] if other not in near}
            self._sharing[handle].append(new)
        for other, value in near.items():
            if other != new:
                self.near[other][new] = value
        self._terms.append(term)
        self.near.append(near)

    def __len__(self) -> int:
        return len(self._terms)


class Profile:
    """The terms of a saying made ready for comparison in one story: what each weighs, and which others it is near."""

    __slots__ = ("_known", "_reach", "contraries", "kindred", "places", "terms", "weights", "whole")

    def __init__(self, terms: Terms, weights: tuple[float, ...], kindred: Kindred) -> None:
        self.terms = terms
        self.weights = weights
        self.whole = sum(weights)
        self.kindred = kindred
        self.places = {kindred.number(term): place for place, term in enumerate(terms.terms)}
        lemmas = frozenset(lemma for term in terms.terms for lemma in term.bases)
        self.contraries = tuple(
            frozenset(number for number, sides in enumerate(opposites()) if sides[side] & lemmas) for side in (0, 1)
        )
        self._reach: dict[int, list[tuple[int, float]]] = {}
        self._known = 0

    @property
    def reach(self) -> dict[int, list[tuple[int, float]]]:
        """The terms of the story that are near one of the saying's, with the places of these and how near."""
        if self._known != len(self.kindred):
            self._known, self._reach = len(self.kindred), {}
            for number, place in self.places.items():
                for other, near in self.kindred.near[number].items():
                    self._reach.setdefault(other, []).append((place, near))
        return self._reach


class Weights:
    """How much a term says among the reports of one story."""

    def __init__(self, reports: Iterable[Iterable[Terms]]) -> None:
        self._count = 0
        self._seen: Counter[str] = Counter()
        self._kindred = Kindred()
        for sayings in reports:
            self._count += 1
            self._seen.update({key for terms in sayings for key in terms.keys})

    def of(self, term: Term) -> float:
        """The weight of a term; one that is in every report keeps some."""
        weight = math.log(_EVEN + max(self._count, 4) / max(self._seen[term.key], 1))
        return weight * (_NUMBER if term.value is not None else rarity(term.key) if term.bases else 1.0)

    def profile(self, terms: Terms) -> Profile:
        """The terms of a saying, ready for comparison."""
        return Profile(terms, tuple(map(self.of, terms.terms)), self._kindred)


def likeness(a: Profile, b: Profile) -> float:
    """How alike two sayings are, 0 to 1: what both share of all, and what they share of the shorter one, half each."""
    shared, count = _shared(a, b)
    if count < _LEAST_SHARED or _opposed(a, b):
        return 0.0
    part = 0.5 * min(1.0, min(len(a.weights), len(b.weights)) / _FEW)
    score = (1 - part) * 2 * shared / (a.whole + b.whole) + part * shared / min(a.whole, b.whole)
    return min(1.0, score * count / (count + 0.5)) * _agreement(a.terms, b.terms)


def _agreement(a: Terms, b: Terms) -> float:
    """What is left of a likeness where the two differ in how many, in which country does it, in done or to come."""
    left = _CONFLICT if _conflict(a, b) else 1.0
    if a.agent is not None and b.agent is not None and a.agent != b.agent:
        left *= _OTHER_AGENT
    if a.phase is not None and b.phase is not None and a.phase != b.phase:
        left *= _OTHER_PHASE
    return left


def _shared(a: Profile, b: Profile) -> tuple[float, int]:
    """The weight of the terms that two sayings share, each with its nearest, and how many they are."""
    reach = b.reach
    common = a.places.keys() & reach.keys()
    if len(common) < _LEAST_SHARED:
        return 0.0, len(common)
    found = [
        (-near, -(a.weights[a.places[number]] + b.weights[j]), a.places[number], j)
        for number in common
        for j, near in reach[number]
    ]
    left, right, shared, count = set[int](), set[int](), 0.0, 0
    for near, weight, i, j in sorted(found):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            shared += near * weight / 2
            count += 1
    return shared, count


def _conflict(a: Terms, b: Terms) -> bool:
    """Whether both count the same thing to other numbers: "12 killed" and "19 killed"."""
    common = a.units.keys() & b.units.keys()
    return bool(common) and not any(a.units[unit] & b.units[unit] for unit in common)


def _opposed(a: Profile, b: Profile) -> bool:
    """Whether the one tells that something was loosened, opened, begun and the other the contrary of the same."""
    (one, other), (same, contrary) = a.contraries, b.contraries
    return not (one & contrary) <= same or not (same & other) <= one


def candidates(sayings: Sequence[Terms]) -> Iterator[Pair]:
    """The pairs of sayings that share two terms, or words of one meaning, at least."""
    places: defaultdict[object, list[int]] = defaultdict(list)
    for number, terms in enumerate(sayings):
        for term in terms.terms:
            for key in term.handles:
                places[key].append(number)
    shared: Counter[Pair] = Counter()
    for listed in places.values():
        if len(listed) <= 400:
            shared.update(combinations(sorted(set(listed)), 2))
    yield from sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)


def gather(
    likenesses: Mapping[Pair, float], apart: Sequence[object], joined: Iterable[Pair] = ()
) -> list[tuple[int, ...]]:
    """The groups of sayings that say the same, each in order; every saying is in one group.

    `apart` gives each saying a class; sayings of two classes are never one group. `joined` are pairs that are one
    whatever their likeness, because the one cites the other.
    """
    group = {number: number for number in range(len(apart))}
    members = {number: [number] for number in range(len(apart))}
    proven = set(joined)
    ordered = sorted(likenesses.items(), key=lambda entry: (-entry[1], entry[0]))
    for a, b in [*sorted(proven), *(pair for pair, likeness in ordered if likeness >= SAME)]:
        one, other = group[a], group[b]
        if one == other or apart[a] != apart[b]:
            continue
        if (a, b) not in proven and _mean(members[one], members[other], likenesses) < MEAN:
            continue
        for number in members[other]:
            group[number] = one
        members[one] = sorted(members[one] + members.pop(other))
    return sorted(tuple(listed) for listed in members.values())


def _mean(one: Sequence[int], other: Sequence[int], likenesses: Mapping[Pair, float]) -> float:
    total = sum(likenesses.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
    return total / (len(one) * len(other))
