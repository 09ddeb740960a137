"""When two sources are one: a minister by two names, a ministry and its government, one paper's unnamed officials."""

import re
from functools import lru_cache

from onrecord.archive.claims.voices import Voice
from onrecord.archive.claims.words import lemma
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name, fold_name
from onrecord.knowledge.speakers import INSTITUTION_NOUNS

_EMPTY = frozenset(
    """
    the a an of from by in on at for to and its his her their s statement statements spokesman spokeswoman
    spokesperson spokespeople press secretary office service release communique mr mrs ms dr who said with not be
    because another one some several two three four five six many other website online page post tweet account
    twitter facebook telegram
    """.split()
)
_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", None})
_GOVERNING = re.compile(
    r"\b(?:government|ministr\w+|minister|president\w*|premier|chancellor|army|military|police|cabinet|administration"
    r"|department|kremlin|white house|authorit\w+|foreign office|state|official\w*|agency)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def name_words(name: str) -> frozenset[str]:
    """The words of a source's name that tell it from others, folded."""
    words = re.findall(r"[\w+]+", fold_name(name).casefold())
    return frozenset(word for word in words if word not in _EMPTY and (len(word) > 1 or word.isdigit()))


def state_of(voice: Voice) -> str | None:
    """The country whose government a source's name stands for, where it is a country's or a capital's."""
    return None if voice.source is None else _state_named(voice.source)


@lru_cache(maxsize=16_384)
def _state_named(source: str) -> str | None:
    name = re.sub(r"^the\s+", "", source, flags=re.IGNORECASE)
    name = re.sub(r"(?:['’]s)?\s+(?:government|authorities)$", "", name)
    return country_of_name(name) or country_of_capital(name) or country_of_demonym(name)


def same_source(a: Voice, b: Voice) -> str | None:
    """Why two sources that speak in public are one; None where nothing says so."""
    if a.source is None or b.source is None:
        return None
    if _office(a, b) or _office(b, a):
        return "the one speaks for the other"
    left, right = state_of(a), state_of(b)
    if left and right:
        return "one government" if left == right else None
    if left or right:
        return _organ(b if left else a, left or right or "")
    one, other = name_words(a.source), name_words(b.source)
    if not one or not other:
        return "a statement, of which only one body is named"
    if one and other and (one <= other or other <= one):
        return "one name within the other"
    if _surname(a) and _surname(a) == _surname(b):
        return "one surname"
    return None


def is_one_name(short: str, long: str) -> bool:
    """Whether a name may be a shorter or another form of a longer one: all its words stand there.

    A country's name is no short form of a person's ("Israel", "Israel Katz").
    """
    one, other = name_words(short), name_words(long)
    if not one or not one <= other:
        return False
    return one == other or not (_state_named(short) or _state_named(long))


def _organ(voice: Voice, state: str) -> str | None:
    """Whether a source is part of a government, so that the country's name may stand for it."""
    name = voice.source or ""
    named = next((code for word in name.split() if (code := country_of_demonym(word) or country_of_name(word))), None)
    if (voice.country or named) != state:
        return None
    if voice.sector in _STATE - {None} or _GOVERNING.search(name):
        return "the government's name stands for its own"
    return None


def _office(person: Voice, body: Voice) -> bool:
    """Whether a person speaks for a body: "defence minister" and "the defence ministry", a spokesman and any."""
    if person.role is None or not body.source or (person.country and body.country and person.country != body.country):
        return False
    if re.search(r"\bspokes", person.role) and _is_body(body):
        return True
    role = {"ministry" if word in ("minister", "minister's") else word for word in name_words(person.role)}
    wanted = name_words(body.source) & (role | {"ministry"})
    return "ministry" in wanted and len(wanted) > 1 and wanted <= role


def _is_body(voice: Voice) -> bool:
    """Whether a source is an institution or a government, not a person."""
    words = re.findall(r"[a-z]+", (voice.source or "").lower())
    return voice.role is None and (state_of(voice) is not None or bool(INSTITUTION_NOUNS & set(words)))


def _surname(voice: Voice) -> str | None:
    words = re.findall(r"[\w'’-]+", voice.source or "")
    if len(words) < 2 or not all(word[:1].isupper() or word in ("al", "bin", "de", "van", "von") for word in words):
        return None
    short = [word for word in words[:-1] if len(word) == 1]
    return words[-1].casefold() if short else None


def may_be_same(a: str | None, b: str | None) -> bool:
    """Whether two outlets' unnamed sources may be the same people, by what is told of them.

    They may where both are described by a common word and no two different countries are named.
    """
    if a is None or b is None:
        return False
    one, other = ({lemma(word, "NOUN") for word in name_words(name)} for name in (a, b))
    lands = [{code for word in name.split() if (code := country_of_demonym(word.strip(",")))} for name in (a, b)]
    if lands[0] and lands[1] and not lands[0] & lands[1]:
        return False
    return bool(one & other)
