"""Which words say the same: as verb and as noun ("explode" and "explosion"), or as synonyms ("thwart" and "foil").

The tables are in `data/words`; the README beside them gives their origin.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError


def families(lemma: str) -> frozenset[str]:
    """The verbs of whose family a lemma is, and the lemma itself; two words with one in common belong together."""
    return _verbs_of_nouns().get(lemma, frozenset()) | {lemma}


def is_deverbal(noun: str) -> bool:
    """Whether a noun derives from a verb ("launch", "resignation"), and so may name a happening."""
    return noun in _verbs_of_nouns()


def likeness(one: str, one_is_verb: bool, other: str, other_is_verb: bool) -> float:
    """How near two lemmas are to being synonyms: 1 where their first senses are one, less for later senses, 0 for none.

    A noun has the senses of the verbs it derives from as well.
    """
    senses = _senses()
    ones, others = senses.get((one, one_is_verb), {}), senses.get((other, other_is_verb), {})
    return max((share * others[sense] for sense, share in ones.items() if sense in others), default=0.0)


@cache
def _senses() -> dict[tuple[str, bool], dict[str, float]]:
    """For each lemma, as verb or not, its senses, each with one over its rank."""
    found: dict[tuple[str, bool], dict[str, float]] = {}
    for word, kind, listed in _rows("senses", 3):
        senses = found.setdefault((word, kind == "v"), {})
        for rank, names in enumerate(listed.split(" "), 1):
            for name in names.split(",") if names != "-" else ():
                senses.setdefault(name, 1 / rank)
    return found


@cache
def _verbs_of_nouns() -> dict[str, frozenset[str]]:
    """For each noun the verbs that it derives from."""
    found: dict[str, set[str]] = {}
    for verb, nouns in _rows("families", 2):
        for noun in nouns.split(" "):
            found.setdefault(noun, set()).add(verb)
    return {noun: frozenset(verbs) for noun, verbs in found.items()}


def _rows(table: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table; raises SetupError where it is missing or damaged."""
    try:
        text = (files("onrecord.knowledge") / "data" / "words" / f"{table}.tsv").read_text(encoding="utf-8")
    except OSError as problem:
        raise SetupError(f"the word families cannot be read: {problem}") from problem
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != columns:
            raise SetupError(f"{table}.tsv:{number}: {columns} columns expected, {len(fields)} found")
        yield fields
