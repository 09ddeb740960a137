"""Single sentences with the words that take a stance marked: `corpus/positions/sentences.tsv`.

A line is a stance, when it is held, and a sentence in which the trigger stands in [square], the matter in <angle> and
the holder, where it is named, in {curly} brackets. They widen the words from which a stance is learned; whole reports
teach where one is taken and where not.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.knowledge.stances import STANCES
from onrecord.records import PositionStance
from onrecord.spans import Span
from training.position_corpus import CORPUS, Holding

SENTENCES = CORPUS / "sentences.tsv"
_OPENING = {"[": "trigger", "<": "matter", "{": "holder"}
_CLOSING = "]>}"
_TIMES = ("past", "present", "future")


class StanceSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence in which one position is taken; spans are offsets into its text."""

    text: str
    stance: PositionStance
    time: Holding
    trigger: Span
    matter: Span
    holder: Span | None


def load(path: Path = SENTENCES) -> Iterator[StanceSentence]:
    """The sentences of a file. Raises ValueError, with the line, where one is not in the form above."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield parse(line)
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error


def parse(line: str) -> StanceSentence:
    """One line of the file. Raises ValueError where it is not in the form."""
    fields = line.split("\t")
    if len(fields) != 3:
        raise ValueError(f"{len(fields)} fields, not 3: stance, time, sentence")
    stance, time, marked = fields
    if stance not in STANCES or time not in _TIMES:
        raise ValueError(f"no stance and time: {stance!r}, {time!r}")
    text, spans = unmark(marked)
    if "trigger" not in spans or "matter" not in spans:
        raise ValueError("a trigger in [ ] and a matter in < > are to be marked")
    return StanceSentence(
        text=text,
        stance=msgspec.convert(stance, PositionStance),
        time=msgspec.convert(time, Holding),
        trigger=spans["trigger"],
        matter=spans["matter"],
        holder=spans.get("holder"),
    )


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its brackets, and the span of what stood in each."""
    text, spans = "", {}
    open_one: tuple[str, int] | None = None
    for character in marked:
        if character in _OPENING:
            if open_one:
                raise ValueError("brackets inside brackets")
            open_one = (_OPENING[character], len(text))
        elif character in _CLOSING:
            if not open_one or _CLOSING.index(character) != list(_OPENING.values()).index(open_one[0]):
                raise ValueError(f"{character} closes nothing")
            spans[open_one[0]] = (open_one[1], len(text))
            open_one = None
        else:
            text += character
    if open_one:
        raise ValueError(f"the {open_one[0]} is not closed")
    return text, spans
