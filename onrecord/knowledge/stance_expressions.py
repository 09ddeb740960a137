"""Expressions that tell a stance, from single words to idioms ("give short shrift", "keep the door open").

They are wider and looser than the stance lexicon, which knows what arguments its words take: most of them tell several
stances, and what each is worth is fitted. The table is `data/stance_expressions.tsv`, written for onrecord.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import SetupError
from onrecord.knowledge.stances import STANCES
from onrecord.records import PositionStance


@dataclass(frozen=True, slots=True)
class StanceExpression:
    """Lemmas or forms in lower case, in the order in which they are said, and the stance they tell."""

    words: tuple[str, ...]
    stance: PositionStance


@cache
def load_stance_expressions() -> Mapping[str, tuple[StanceExpression, ...]]:
    """The expressions shipped with the package, by their first word.

    Raises SetupError where the table is missing or a line of it cannot be understood.
    """
    table = files("onrecord.knowledge") / "data" / "stance_expressions.tsv"
    try:
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError as problem:
        raise SetupError(f"the table of stance expressions cannot be read: {problem}") from problem
    found: dict[str, list[StanceExpression]] = {}
    for line in lines:
        name, _, expressions = line.partition("\t")
        stance = next((stance for stance in STANCES if stance == name), None)
        if stance is None or not expressions:
            raise SetupError(f"stance_expressions.tsv: cannot read the line {line!r}")
        for expression in expressions.split("|"):
            words = tuple(expression.split())
            found.setdefault(words[0], []).append(StanceExpression(words, stance))
    return {first: tuple(each) for first, each in found.items()}
