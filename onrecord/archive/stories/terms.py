"""What a report is about, as terms with counts: words, which of them are names, numbers, and the days it names."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.knowledge.stems import is_content_word, number_value, stem
from onrecord.records import Record

LONGEST: Final = 6000
"""Code points of a report that are looked at: what it is about stands at its head."""

_HEAD: Final = range(250, 500)
"""The head ends with the first paragraph that ends in this range of code points, else at its end."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_CAPITAL: Final = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_NAMED_DAY: Final = re.compile(r"....-(?:\d\d-\d\d|W..-\d)")


class Terms(msgspec.Struct, frozen=True, array_like=True):
    """The terms of a report: stems with how often they stand there, and those of its head, where each has its kind.

    `words` has names too; `numbers` has each number alone and with the stem of the word behind it ("26 pirat"). `head`
    has stems as `N` (names) or `W` (others), numbers as `#`, days as `@`, each followed by the term.
    """

    words: dict[str, int]
    numbers: dict[str, int]
    head: tuple[str, ...]


def terms_of(record: Record) -> Terms:
    """The terms of a record's report: its title, unless the text opens with it, and the head of its text."""
    report = record.report
    title = report.title or ""
    opens = report.text.startswith(title.strip())
    prefix = "" if opens else title + "\n"
    text = (prefix + report.text)[: LONGEST + len(prefix)]
    return _count(text, _named(record, text, len(prefix)), _days(record))


def words(text: str) -> Iterator[tuple[str, int]]:
    """The words and numbers of a text in small letters, without "'s", each with where it starts."""
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        yield word.removesuffix("'s"), match.start()


def _count(text: str, named: set[str], days: set[str]) -> Terms:
    counts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    head: set[str] = {"@" + day for day in days}
    head_end, before = _head_end(text), None
    for word, start in words(text):
        number = number_value(word)
        if number is not None:
            numbers[number] = numbers.get(number, 0) + 1
            head.add("#" + number)
            before = number
            continue
        if not is_content_word(word):
            continue
        term = stem(word)
        counts[term] = counts.get(term, 0) + 1
        if start < head_end:
            head.add(("N" if term in named else "W") + term)
        if before is not None:
            numbers[f"{before} {term}"] = numbers.get(f"{before} {term}", 0) + 1
            before = None
    return Terms(counts, numbers, tuple(sorted(head)))


def _head_end(text: str) -> int:
    end = text.find("\n", _HEAD.start)
    return min(end if end >= 0 else len(text), _HEAD.stop)


def _named(record: Record, text: str, shift: int) -> set[str]:
    """The stems of capitalized words: those in the mentions of actors and places, and those inside sentences."""
    spans = [span for actor in record.actors for span in actor.mentions]
    spans += [span for place in record.places for span in place.mentions]
    pieces = [text[start + shift : stop + shift] for start, stop in spans]
    found = {word for piece in pieces for word, start in words(piece) if piece[start].isupper()}
    found |= {word for match in _CAPITAL.finditer(text) for word, _ in words(match[0])}
    return {stem(word) for word in found if is_content_word(word)}


def _days(record: Record) -> set[str]:
    """The days that the report names, as far as it tells them: a date, a day of the year or a day of the week."""
    found = (_NAMED_DAY.match(time.value) for time in record.times)
    return {match[0] for match in found if match}
