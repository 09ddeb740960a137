"""Names of persons and bodies brought to one form, and whether two spellings are of one name."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from onrecord.knowledge.countries import country_of_demonym, country_of_name, fold_name

_TITLES: Final = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president prime minister premier chancellor king queen
    prince princess sheikh shaikh imam ayatollah pope gen general col colonel maj major capt captain lt
    lieutenant sgt sergeant adm admiral cmdr commander sen senator rep representative gov governor secretary
    ambassador judge justice chief mayor hon rev reverend bishop archbishop cardinal father brother sister saint
    former late""".split()
)
_SUFFIXES: Final = frozenset("jr sr ii iii iv phd md mp mep kc qc obe".split())
_ARTICLES: Final = frozenset("al el ul ad as ash an ar at az".split())
_SMALL: Final = _ARTICLES | frozenset(
    "de del della der den di da dos du la le van von und y bin ibn bint ben abu zu".split()
)
_LEGAL: Final = frozenset(
    "inc corp corporation ltd limited plc co company llc llp ag sa spa nv bv gmbh oyj ab asa".split()
)
_FUNCTION: Final = frozenset("of the for and in on de du des la le".split())
_ONE_SPELLING: Final = {
    "defence": "defense", "organisation": "organization", "centre": "center", "labour": "labor", "programme": "program",
    "armies": "army", "forces": "force", "affairs": "",
}  # fmt: skip
_LETTERS: Final = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("kh", "k"),
    ("gh", "k"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("g", "k"), ("c", "k"), ("w", "v"), ("z", "s"), ("dj", "j"),
)  # fmt: skip
_UNHEARD: Final = re.compile("[aeiouyhj]")
_REPEATED: Final = re.compile(r"(.)\1+")
_SPLIT: Final = re.compile(r"[^\w]+")
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\W|$)")
LEAST_ALIKE: Final = 0.7
"""The share of letters in common from which two words of one sound are one (Ratcliff & Metzener 1988)."""


def person_words(name: str) -> list[str]:
    """The words of a person's name in small letters, without accents, titles, "al-" and "Jr."."""
    words = [word for word in _SPLIT.split(fold_name(_POSSESSIVE.sub("", name)).lower()) if word]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return [word for place, word in enumerate(words) if not (word in _ARTICLES and place < len(words) - 1)]


def sound(word: str) -> str:
    """The consonants of a word, those that transliterations confuse made one; the word itself where it has none."""
    plain = word
    for letters, letter in _LETTERS:
        plain = plain.replace(letters, letter)
    return _REPEATED.sub(r"\1", _UNHEARD.sub("", plain)) or word


def is_one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two persons' names, as words, are spellings of one: first and last alike, no middle one against it."""
    if not (_is_one_word(one[0], other[0]) and _is_one_word(one[-1], other[-1])):
        return False
    return all(_fits(a, b) for a, b in zip(one[1:-1], other[1:-1], strict=False))


def _is_one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    is_of_other_gender = one.endswith("a") != other.endswith("a")  # Oleg and Olga, Petrov and Petrova
    if sound(one) != sound(other) or is_of_other_gender:
        return False
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second).ratio() >= LEAST_ALIKE


def _fits(one: str, other: str) -> bool:
    """Whether two middle names may be one: the same word, or an initial of the other."""
    return _is_one_word(one, other) or (one[0] == other[0] and min(len(one), len(other)) == 1)


def body_words(name: str) -> list[str]:
    """The words of a body's name in small letters, in one spelling, without accents, "the", "of" and "Inc."."""
    words = [word for word in _SPLIT.split(fold_name(_POSSESSIVE.sub("", name.replace("&", " and "))).lower()) if word]
    kept = [_ONE_SPELLING.get(word, word) for word in words if word not in _FUNCTION]
    while len(kept) > 1 and kept[-1] in _LEGAL:
        kept = kept[:-1]
    return [word for word in kept if word]


def kind_words(name: str) -> list[str]:
    """The words of a name as they stand, without those for a country or its people and without "'s"."""
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", name))
    words = [word for word in _SPLIT.split(plain) if word]
    return [word for word in words if not (country_of_name(word) or country_of_demonym(word))]


def generic_words(name: str) -> list[str]:
    """The words of a description such as "Russian defence ministry" in alphabetical order, without the country's."""
    return sorted(body_words(" ".join(kind_words(name))))


def is_proper(name: str) -> bool:
    """Whether all words of a person's name have capitals but those that names have in small letters ("van", "bin")."""
    return all(word[0].isupper() or word.lower().split("-")[0] in _SMALL for word in name.split())


def has_capitals(name: str) -> bool:
    """Whether a word of the name starts with a capital letter."""
    return any(word[0].isupper() for word in name.split())


def is_acronym(name: str) -> bool:
    """Whether a name is two to six capitals."""
    return re.fullmatch(r"(?:[A-Z]\.?){2,6}", name) is not None
