"""What a stretch of text says, as terms that another report's words can be held against.

A term is a word by its base forms, a country whatever stands for it ("Oslo", "Norwegian"), or a number by its value
("half a billion" is "500 million").
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import as_file, files

import msgspec

from onrecord.archive.claims.clauses import Phase, agent_of, negated, phase_of
from onrecord.knowledge.concepts import concepts
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name
from onrecord.knowledge.speakers import NUMBERS
from onrecord.knowledge.word_families import families, likeness
from onrecord.models.lemmas import Lemmatizer
from onrecord.spans import Span

_TOKEN = re.compile(r"[$€£]?\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[-’'&][^\W\d_]+)*\+?|%")
_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
_STOP = frozenset(
    """
    a an the this that these those some any each every all both either neither no not such same other another own
    and or but nor if then than as at by for from in into of off on onto out over to under up upon with within
    without about above after again against before behind below between beyond during through until till toward
    towards via per amid among around along across near i you he she it we they me him her us them my your his its
    our their mine hers ours theirs myself itself himself herself themselves who whom whose which what when where
    why how is are was were be been being am do does did done doing have has had having will would shall should can
    could may might must ought let s t d ll re ve m also too very just only even still yet already ever never not
    n't now here there so most much many few least well however meanwhile although though because while since
    whether one ones mr mrs ms dr said say says saying told tell tells according reported reportedly add added adds
    note noted make made makes making take took taken takes get got go went gone come came give given gave put set
    part way thing lot kind sort use used new last next first further later earlier ago today yesterday tomorrow
    week month year day time morning evening night afternoon hour overnight late early monday tuesday wednesday
    thursday friday saturday sunday mon tue wed thu fri sat sun january february march april june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec p.m a.m pm am like want
    including include included such certain several various number
    """.split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what it is called, its base forms if it is a word, the groups of meaning that these stand in."""

    key: str
    bases: frozenset[str]
    groups: frozenset[int]
    value: float | None = None
    kin: frozenset[str] = frozenset()
    """The verbs of whose families its base forms are."""

    @property
    def handles(self) -> frozenset[str | int]:
        """What it shares with every term that it is the same as, of a family with or of a group of meaning with."""
        return self.groups | self.kin | self.bases | {self.key}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a stretch of text, each once, in text order; `units` has the values of counted nouns."""

    terms: tuple[Term, ...]
    units: Mapping[str, frozenset[float]]
    negated: bool
    agent: str | None = None
    """The country that does it, where its name stands first."""
    phase: Phase | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the terms."""
        return frozenset(term.key for term in self.terms)


def terms_of(text: str) -> Terms:
    """The terms of a text."""
    found: dict[str, Term] = {}
    units: dict[str, set[float]] = {}
    tokens = [match.group() for match in _TOKEN.finditer(_DAY.sub(" ", text))]
    for term, unit in _terms(tokens):
        found.setdefault(term.key, term)
        if unit and term.value is not None:
            units.setdefault(unit, set()).add(term.value)
    return Terms(
        tuple(found.values()),
        {unit: frozenset(values) for unit, values in units.items()},
        negated(text),
        agent_of(text),
        phase_of(text),
    )


def with_names(terms: Terms, names: Sequence[str]) -> Terms:
    """The terms of a text, and those of names that its pronouns and descriptions stand for."""
    found = {term.key: term for term in terms.terms}
    for name in names:
        for term, _ in _terms([match.group() for match in _TOKEN.finditer(name)]):
            found.setdefault(term.key, term)
    return replace(terms, terms=tuple(found.values()))


def _terms(tokens: list[str]) -> Iterator[tuple[Term, str | None]]:
    """Each term with the base form of the noun it counts, if it is a number."""
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is not None:
            value, at = number
            unit = next(iter(sorted(_bases(tokens[at])))) if at < len(tokens) and tokens[at].isalpha() else None
            yield Term(f"#{value:g}", frozenset(), frozenset(), value), unit
            continue
        country = _country(tokens, at)
        if country is not None:
            code, at = country
            yield Term("@" + code, frozenset(), frozenset()), None
            continue
        term = word_term(tokens[at])
        if term is not None:
            yield term, None
        at += 1


def _number(tokens: list[str], at: int) -> tuple[float, int] | None:
    """The value of the number that begins here and the index after it."""
    word = tokens[at].lower().lstrip("$€£")
    if word == "half" and tokens[at + 1 : at + 2] == ["a"] and tokens[at + 2 : at + 3] and tokens[at + 2] in _SCALES:
        return _SCALES[tokens[at + 2]] / 2, at + 3
    if word[:1].isdigit():
        digits = word.rstrip("%").replace(",", "")
        try:
            value = float(digits)
        except ValueError:
            return None
    elif word in NUMBERS and word != "one":
        value = float(NUMBERS[word])
    else:
        return None
    at += 1
    while at < len(tokens) and tokens[at].lower() in _SCALES:
        value *= _SCALES[tokens[at].lower()]
        at += 1
    return value, at


def _country(tokens: list[str], at: int) -> tuple[str, int] | None:
    """The country that a name, a demonym or a capital beginning here stands for, and the index after it."""
    if not tokens[at][:1].isupper() or (at and tokens[at - 1] == "New"):
        return None
    for length in (4, 3, 2, 1):
        if at + length > len(tokens):
            continue
        code = _country_of(" ".join(tokens[at : at + length]))
        if code is not None:
            return code, at + length
    return None


@lru_cache(maxsize=1 << 14)
def _country_of(words: str) -> str | None:
    name = re.sub(r"['’]s?$", "", words)
    return country_of_name(name) or country_of_demonym(name) or country_of_capital(name)


@cache
def word_term(word: str) -> Term | None:
    """The term of a word; None for words that say nothing by themselves."""
    plain = re.sub(r"['’]s?$", "", word.lower()).rstrip("+")
    if len(plain) < 2 or plain in _STOP or re.search(r"n['’]t$", plain):
        return None
    bases = _bases(plain)
    if bases & _STOP:
        return None
    kin = frozenset().union(*(families(base) for base in bases))
    groups = frozenset().union(*(concepts(word) for word in kin))
    return Term(min(bases, key=lambda base: (len(base), base)), bases, groups, kin=kin)


@cache
def _bases(word: str) -> frozenset[str]:
    """The base forms that a word can have as verb, noun and adjective."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    found = {_known_base(lemma(plain, upos).lower()) for upos in ("VERB", "NOUN", "ADJ")}
    if len(found) > 1:
        found.discard(plain)
    elif len(plain) > 4 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        found = {plain[:-1]}
    return frozenset(found)


def _known_base(base: str) -> str:
    """The base form, with the "e" that it lacks where only then it is a common word: "fre" of "freed"."""
    return base + "e" if base not in _vocabulary() and base + "e" in _vocabulary() else base


def lemma(word: str, upos: str) -> str:
    """The base form of a word as `VERB`, `NOUN` or `ADJ`; the word in small letters where it has none."""
    return _lemmatizer().lemma(word, upos, "l:0:")


@cache
def rarity(word: str) -> float:
    """How rare a word is in English, about 0.5 to 1.5, from its place in the model's vocabulary.

    A WordPiece vocabulary lists its pieces by how often they were seen; a word that it has to cut up is rare.
    """
    place = _vocabulary().get(word)
    return 1.5 if place is None else min(1.5, math.log2(max(place - _FIRST_WORD, 16)) / 10)


_FIRST_WORD = 1990
"""Where words begin in the vocabulary, behind marks and single characters."""


@cache
def _vocabulary() -> dict[str, int]:
    text = (files("onrecord.models") / "tokenizer.json").read_text(encoding="utf-8")
    found: dict[str, int] = msgspec.json.decode(text)["model"]["vocab"]
    return found


@cache
def _lemmatizer() -> Lemmatizer:
    with as_file(files("onrecord.models") / "lemmas.tsv") as path:
        return Lemmatizer.load(path)


def kinship(a: Term, b: Term) -> float:
    """How near two terms are: 1 the same, .9 of one family, .7 of one group of meaning, 0 for nothing in common."""
    if a.key == b.key or a.bases & b.bases:
        return 1.0
    if a.kin & b.kin:
        return 0.9
    return 0.7 if a.groups & b.groups else 0.0


@cache
def nearness(a: Term, b: Term) -> float:
    """As `kinship`, or less for two words that WordNet has in one sense."""
    found = kinship(a, b)
    if found or not a.bases or not b.bases:
        return found
    best = max(likeness(x, i, y, j) for x in a.bases for y in b.bases for i in (True, False) for j in (True, False))
    return 0.6 * best


def span_text(text: str, spans: Sequence[Span]) -> str:
    """The text of several spans, joined by blanks."""
    return " ".join(text[start:stop] for start, stop in spans)
