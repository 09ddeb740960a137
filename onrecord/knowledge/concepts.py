"""Which words report the same thing in news: "halt" and "suspend", "output" and "production".

Wider than synonyms and only good beside other evidence: two sentences of one story that share a group of words here
may say the same in other words.
"""

from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError


def concepts(lemma: str) -> frozenset[int]:
    """The groups that a lemma stands in, by their number in the table; empty for most words."""
    return _groups().get(lemma, frozenset())


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of contrary acts, each side by its lemmas; where one text has both, the first side is what it tells."""
    rows = (line.split("\t") for line in _lines("opposites"))
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in rows)


def _lines(table: str) -> list[str]:
    """The lines of a table without its comments. Raises SetupError where it is missing."""
    try:
        text = (files("onrecord.knowledge") / "data" / "words" / f"{table}.tsv").read_text(encoding="utf-8")
    except OSError as problem:
        raise SetupError(f"the table of {table} cannot be read: {problem}; install onrecord again") from problem
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("concepts")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}
