"""How rare a word is in the news: in how many of some thousand articles its stem stands."""

from functools import cache
from importlib.resources import files
from math import log

from onrecord.errors import SetupError


def rarity(term: str) -> float:
    """The inverse document frequency of a stem (Sparck Jones 1972), in natural logarithms; large for unlisted ones."""
    articles, counts = _frequencies()
    return log((articles + 1) / (counts.get(term, 1) + 1.5))


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    """How many articles were counted, and how many have each stem; raises SetupError where the table is missing."""
    try:
        text = (files("onrecord.knowledge") / "data" / "words" / "frequencies.tsv").read_text(encoding="utf-8")
    except OSError as problem:
        raise SetupError(f"the word frequencies cannot be read: {problem}") from problem
    head, *lines = text.splitlines()
    counts = {}
    for line in lines:
        term, _, count = line.partition("\t")
        counts[term] = int(count)
    return int(head.rsplit(" ", 1)[1]), counts
