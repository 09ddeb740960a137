"""Where a sentence says that things happen: the country of its police, courts and protesters without a nationality."""

from collections.abc import Sequence

from onrecord.knowledge.countries import country, country_of_demonym, country_of_name
from onrecord.reading.actors.mentions import preposition
from onrecord.reading.analysis import Analysis
from onrecord.records import Place

Seats = Sequence[str | None]
"""For each sentence the country where it takes place, as far as it says."""

_WHERE = frozenset("in at near inside outside within across throughout around".split())
_UPWARD = frozenset("nmod:poss compound appos flat amod nmod conj nmod:desc".split())
_ELSEWHEN = frozenset("bear educate raise study grow base".split())
"""Verbs of somebody's past: where that was, nothing of the report happens."""
_MOST_STEPS = 3


def find_seats(analysis: Analysis, places: Sequence[Place]) -> Seats:
    """The one country of the places in which each sentence sets what it tells, or those before it in its paragraph."""
    told: list[set[str]] = [set() for _ in analysis.sentences]
    aside: list[set[str]] = [set() for _ in analysis.sentences]
    for place in places:
        row = country(place.country) if place.country else None
        for span in place.mentions if row is not None else ():
            words = analysis.words_in(span)
            where = _where(analysis, analysis.head_of(words)) if words[0] < words[1] else None
            if row is not None and where is not None:
                (told if where else aside)[analysis.sentence_of[words[0]]].add(row.iso3)
    return _carried_on(analysis, told, aside)


def _where(analysis: Analysis, word: int) -> bool | None:
    """Whether something happens in a place, "in Lima", "in Peru's Ica region"; False where somebody or something is
    there, "the rebels in Peru"; None where neither is told.
    """
    for _ in range(_MOST_STEPS):
        governor = analysis.heads[word]
        case = preposition(analysis, word)
        if case:
            past = governor >= 0 and analysis.lemmas[governor].lower() in _ELSEWHEN
            return _is_told(analysis, word) if case in _WHERE and not past else None
        if analysis.deprels[word] not in _UPWARD or governor < 0:
            return None
        word = governor
    return None


def _is_told(analysis: Analysis, word: int) -> bool:
    """Whether a place hangs by a verb, or by another place that does: "in a square | in Lima"."""
    governor = analysis.heads[word]
    if analysis.deprels[word].startswith("obl") or governor < 0:
        return True
    return analysis.deprels[governor].startswith("obl") and preposition(analysis, governor) in _WHERE


def _carried_on(analysis: Analysis, told: Sequence[set[str]], aside: Sequence[set[str]]) -> Seats:
    """Where each sentence is set; one that names no place is set where the sentence before it in the paragraph is."""
    opening = {start for start, _ in analysis.paragraphs}
    found: list[str | None] = []
    carried: str | None = None
    for (start, _), here, there in zip(analysis.sentences, told, aside, strict=True):
        countries = here or there
        carried = None if start in opening else carried
        found.append(next(iter(countries)) if len(countries) == 1 else None if countries else carried)
        carried = found[-1] if here or not there else None
    return found


def names_no_other(analysis: Analysis, sentence: int, code: str) -> bool:
    """Whether a sentence names no other country than this, by name or adjective."""
    forms = (analysis.forms[word] for word in range(*analysis.sentences[sentence]))
    named = {country_of_demonym(form) or country_of_name(form) for form in forms if form[:1].isupper()}
    return named <= {None, code}
