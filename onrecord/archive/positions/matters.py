"""Whether a stretch of text is about the matter asked for, and whether it goes the same way.

Lexical: the share of the matter's words that the text has, by base forms, word families and groups of meaning, each
word weighted by how rare it is in the archive (inverse document frequency).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.archive.claims.words import Term, Terms, nearness, terms_of

_CLOSE, _NEAR, _FAR = 1.0, 0.9, 0.35
"""What a word counts for where the matter's own words have it, where its sentence has it, and where only its report."""

_SHORT, _FAR_SHORT = 2, 0.6
"""A matter of so few terms ("further increases") leans on its report for what it is about."""
_BESIDE = 0.6
"""What is left of the share where the text has a matter of its own with none of the words asked for."""
_RESTRICTION = frozenset(
    "ban embargo curb restriction sanction prohibition moratorium limitation blockade freeze suspension boycott cap "
    "ceiling restrict prohibit forbid outlaw suspend block bar".split()
)
_LESSENING = _RESTRICTION | frozenset(
    "stop halt end cease pause discontinue terminate cancel scrap cut reduce lower decrease trim slash curtail shrink "
    "limit withdraw leave quit exit sever break abandon drop close withhold less low "
    "revoke reduction cutback withdrawal pullout closure stoppage standstill decline breach "
    "termination lockdown curfew short shorten tighten".split()
)
_INCREASING = frozenset(
    "raise increase rise hike boost grow expand lift more high great extend prolong double step".split()
)
_SAME = 0.7
_POINTING = re.compile(
    r"(?:(?:the|this|that|such|these|those) )?"
    r"(?:decision|move|step|measure|announcement|action|order|ruling|change|idea)s?"
    r"(?!\w| (?:to|on|of|over|about|for|against|that|by)\b)|(?:it|this|that)\W*$",
    re.IGNORECASE,
)
_LONG = 14
"""Terms of a text that is too long for its words of direction to say which way it goes as a whole."""
_ENDING = frozenset("end scrap drop cancel revoke withdraw".split())
_LOOSENING = frozenset("lift ease relax remove loosen waive soften repeal rescind abolish unwind".split())


@dataclass(frozen=True)
class Matter:
    """What is asked for: its terms with their weights, and the way it goes."""

    text: str
    terms: tuple[Term, ...]
    weights: Mapping[str, float]
    way: int
    """-1 where it is a lessening or an end ("the cut", "ban on exports"), 1 where it is not ("lifting the ban")."""


_DIRECTIONS = _LESSENING | _INCREASING | _LOOSENING


@lru_cache(maxsize=2048)
def terms_in(text: str) -> Terms:
    """The terms of a text; none where it has no word. A question with many holders asks for the same texts again."""
    return terms_of(text if any(c.isalnum() for c in text) else "the")


def find_matter(text: str, holder_keys: frozenset[str], weigh: Callable[[Term], float]) -> Matter:
    """The matter of a question; the holder's own names in it say nothing."""
    terms = tuple(term for term in terms_in(text).terms if term.key not in holder_keys) or terms_in(text).terms
    return Matter(text, terms, {term.key: weigh(term) for term in terms}, way_of(text))


def coverage(matter: Matter, own: Terms, evidence: Terms, sentence: Terms, report: Terms) -> float:
    """The weighted share of the matter's words that the text has, 0 to 1: of all of them, or of those of its core.

    A country, a ban or a rise does not make two matters one, nor does its report's subject where the text has a matter
    of its own.
    """
    short = len(own.terms) <= _SHORT and any(_best(term, own) >= _SAME for term in matter.terms)
    far = _FAR_SHORT if short else _FAR
    found = {
        term.key: max(_CLOSE * _best(term, own), _NEAR * _best(term, sentence), far * _best(term, report))
        for term in matter.terms
    }
    core = [term.key for term in matter.terms if not (term.key.startswith("@") or term.bases & _DIRECTIONS)]
    share = min(_share(matter, found, keys) for keys in (list(found), core) if keys)
    told = Terms((*own.terms, *evidence.terms), {}, False)
    bare = len(told.terms) > 1 and not any(_best(term, told) >= _SAME for term in matter.terms)
    return share * _BESIDE if bare else share


def _share(matter: Matter, found: Mapping[str, float], keys: Sequence[str]) -> float:
    total = sum(matter.weights[key] for key in keys)
    return sum(matter.weights[key] * found[key] for key in keys) / total if total else 0.0


def _best(term: Term, terms: Terms) -> float:
    return max((nearness(term, other) for other in terms.terms), default=0.0)


def way_of(text: str) -> int:
    """-1 or 1: the sign of the product of its lessening words; "eased its ban" and "ended the ban" have two."""
    sign, loosened = 1, False
    for term in terms_in(text).terms:
        if term.bases & _LESSENING:
            sign, loosened = -sign * (-1 if loosened else 1), False
        loosened |= bool(term.bases & _LOOSENING)
    return sign


def same_way(matter: "Matter", its_matter: str, context: str) -> bool:
    """Whether what is told goes the way of what is asked: by a word of direction of both, else by their signs."""
    asked = [term for term in matter.terms if term.bases & _DIRECTIONS]
    own, sentence = terms_in(its_matter).terms, terms_in(context).terms
    told = [term for term in own if term.bases & _DIRECTIONS] or [term for term in sentence if term.bases & _DIRECTIONS]
    if asked and any(nearness(one, other) >= _SAME for one in asked for other in told):
        return True
    return len(own) > _LONG or way_of(its_matter) == matter.way


def points_back(text: str) -> bool:
    """Whether a matter says only that it is one told before: "the decision", "this step"."""
    return _POINTING.match(text) is not None


def has_direction(text: str) -> bool:
    """Whether the text says that something is to be more or less, begin or end."""
    return any(term.bases & _DIRECTIONS for term in terms_in(text).terms)


def lifts_restriction(text: str) -> bool:
    """Whether the text is about the end of a ban or the like: "lift its ban on exports"."""
    terms = terms_in(text).terms
    loosened = any(term.bases & (_LOOSENING | _ENDING) for term in terms)
    return loosened and any(term.bases & _RESTRICTION for term in terms) and way_of(text) == 1


def is_restriction(text: str) -> bool:
    """Whether the text speaks of a ban or the like."""
    return any(term.bases & _RESTRICTION for term in terms_in(text).terms)
