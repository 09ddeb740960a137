"""What the phrase rules of `times` share: the tokens, the anchors known so far, and the drafts that rules return."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from re import Match
from typing import NamedTuple

from onrecord.reading.times.tokens import CODES, MONTH_NUMBERS, Tokens, word_set
from onrecord.reading.times.values import DateInterval, make_day, month_value, period_value, shift_day, shift_month
from onrecord.records import Basis, TimeType

Tense = Callable[[int, int], int]
"""From the characters of an expression to the tense of its verb, as one of the five numbers below."""

FUTURE, PRESENT, UNKNOWN, PAST, SURELY_PAST = 2, 1, 0, -1, -2
"""Positive looks ahead: the present of a verb of action ("leaves on Friday") less surely than a future."""


class Draft(NamedTuple):
    """An expression found by a rule: tokens `[first, last)`, type and value, not yet a record.

    `clock` ("T22:00", "TEV") marks an expression that still needs its day; `weak` one that stands only when the reader
    model marks it too; `day` is the calendar day, where the value is one; `zone` the offset of a clock time.
    """

    type: TimeType
    value: str
    first: int
    last: int
    basis: Basis = "stated"
    bounds: DateInterval | None = None
    clock: str | None = None
    day: date | None = None
    weak: bool = False
    zone: str | None = None
    beside: int = 0
    """The days between it and the date that follows it: "the day before" is -1."""
    compared: bool = False
    """A time named only for comparison ("a year earlier"): no anchor for what follows."""


# Words that say a date is one by which, or from which, something is to be.
_TERM_WORDS = word_set("until till payable effective due expiring")
# What may stand between such a word and its date.
_TERM_FILLERS = (
    "clock",
    "at",
    "on",
    "the",
    "comma",
    "part",
    "early",
    "late",
    "mid",
    "hyphen",
    "zone",
    "noon",
    "in",
    "from",
    "edge",
    "of",
    "weekday",
    "int",
    "month",
    "mon",
    "dot",
)

# How many words may lie between two dates of one chronicle.
_CHRONICLE_TOKENS = 150


@dataclass
class Scan:
    """The state of one pass over one report.

    `day`, `period` and `quarter` are the nearest earlier day, calendar value and quarter of the text: the anchors of
    "a day earlier", "that year", "the latest quarter".
    """

    tokens: Tokens
    published: date | None
    tense: Tense
    day: date | None = None
    period: str | None = None
    quarter: tuple[int, int] | None = None
    since_quarter: int = field(default=99)
    month: tuple[str, int] | None = None
    """The month last spoken of, and its token."""
    chronicle: tuple[date, int] | None = None
    """The last day or month told with its year, and its token: where a chronicle of past events has come to."""
    comparing: bool = True
    """Whether "a year earlier" compares quarters: not once the report speaks of nine months or a year."""

    def word(self, index: int) -> str:
        """The lower-case form of a token."""
        return self.tokens.words[index]

    def is_name(self, index: int) -> bool:
        """Whether a token is written like a name: with a capital, behind another word of its sentence."""
        if not 0 < index < len(self.tokens.words):
            return False
        return self.tokens.text[self.tokens.starts[index]].isupper() and self.word(index - 1).isalpha()

    def is_a(self, index: int, *names: str) -> bool:
        """Whether the token exists and is of one of the classes."""
        if not 0 <= index < len(self.tokens.classes):
            return False
        return self.tokens.classes[index] in {CODES[name] for name in names}

    def chosen(self, match: Match[str], group: str) -> str | None:
        """The lower-case form of the first token of a named group, or None where the group took no part."""
        start = match.start(group)
        return self.word(start) if start >= 0 and match.end(group) > start else None

    def words_of(self, match: Match[str], group: str) -> list[str]:
        """The lower-case forms of all tokens of a named group."""
        start, end = match.span(group)
        return self.tokens.words[start:end] if start >= 0 else []

    def direction(self, first: int, last: int) -> int:
        """The tense of the verb that governs the tokens; a leading "the" may belong to the noun behind them."""
        first += last - first > 1 and self.word(first) == "the"
        return self.tense(self.tokens.starts[first], self.tokens.ends[last - 1])

    def tense_of_date(self, first: int, last: int) -> int:
        """The tense that tells the year of a date: that of a past verb says nothing about a term."""
        tense = self.direction(first, last)
        return UNKNOWN if tense < 0 and self.term(first) else tense

    def term(self, first: int) -> str | None:
        """The word that makes a date a term, before the token: "until 5 p.m. on Friday", "payable Dec. 1"."""
        for place in range(first - 1, max(-1, first - 7), -1):
            word = self.word(place)
            if word in _TERM_WORDS or (word == "record" and self.word(place - 1) == "of"):  # "to holders of record"
                opens = self.tokens.text[self.tokens.starts[place]].isupper()
                return None if opens else word  # "Until Friday, they had ..." looks back
            if not self.is_a(place, *_TERM_FILLERS):
                return None
        return None

    def note(self, draft: Draft) -> None:
        """Remember a finished expression as an anchor for those that follow."""
        self.since_quarter += 1
        if draft.day is not None:
            self.day = draft.day
        if draft.type == "DATE" and draft.basis == "stated" and not self.is_a(draft.first - 1, "until", "before"):
            self.note_chronicle(draft.value, draft.first)
        if draft.type == "DATE" and len(draft.value) == 7 and draft.value[:4].isdigit() and draft.value[5:].isdigit():
            self.month = draft.value, draft.first
        if draft.type == "DURATION" and draft.value in ("P6M", "P9M", "P12M", "P1Y"):
            self.comparing = False
        if draft.type == "DATE" and draft.value[:4].isdigit() and not draft.compared:
            self.period = draft.value
            if draft.value[5:6] == "Q" and draft.value[6:].isdigit():
                self._note_quarter(int(draft.value[:4]), int(draft.value[6]))

    def note_chronicle(self, value: str, token: int) -> None:
        """Remember how far a chronicle has come: a day or month whose year is known from the text."""
        parts = value.split("-")
        if len(value) == 4 and value.isdigit() and self._opens_sentence(token):
            day = make_day(int(value), 1, 1)
            self.chronicle = (day, token) if day else None
        elif len(parts) in (2, 3) and all(part.isdigit() for part in parts):
            day = make_day(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
            self.chronicle = (day, token) if day else None

    def next_in_chronicle(self, month: int, day: int, token: int, tense: int) -> date | None:
        """The day that follows in a chronicle: "In October 2011 it asks ... It acts in March".

        One told in the past goes on within its sentence only: "was jailed in May 2011 and freed in June".
        """
        if self.chronicle is None or tense > PRESENT or self.published is None:
            return None
        told, place = self.chronicle
        if token - place > _CHRONICLE_TOKENS or (tense < 0 and not self._in_one_sentence(place, token)):
            return None
        found = [d for year in (told.year, told.year + 1) if (d := make_day(year, month, day)) and d >= told]
        return found[0] if found and found[0] <= self.published else None

    def _in_one_sentence(self, first: int, last: int) -> bool:
        """Whether no full stop stands between two tokens, but for those of abbreviated months."""
        stops = (i for i in range(first, last) if self.is_a(i, "dot", "break"))
        return all(self.is_a(i - 1, "mon") for i in stops)

    def _opens_sentence(self, token: int) -> bool:
        """Whether a date is the first thing that its sentence says: "In 2011, ..."."""
        before = token - 1 if self.is_a(token - 1, "in", "until", "from", "early", "late") else token
        return before == 0 or self.is_a(before - 1, "dot", "break")

    def _note_quarter(self, year: int, number: int) -> None:
        begun = self.published is None or (year, number) <= (self.published.year, (self.published.month + 2) // 3)
        if begun:
            self.quarter, self.since_quarter, self.comparing = (year, number), 0, True

    @property
    def last_quarter(self) -> tuple[int, int] | None:
        """The quarter last spoken of, unless it is not over: then the one before publication."""
        if self.published is None or self.quarter is None:
            return self.quarter
        current = (self.published.year, (self.published.month + 2) // 3)
        if self.quarter < current:
            return self.quarter
        return (current[0] - 1, 4) if current[1] == 1 else (current[0], current[1] - 1)


def without_article(found: Draft, scan: Scan) -> Draft:
    """The draft without a leading "the": "the Oct. 23 attack" names "Oct. 23"."""
    if found.last - found.first > 1 and scan.word(found.first) == "the":
        return found._replace(first=found.first + 1)
    return found


def day_draft(match: Match[str], day: date, basis: Basis, kind: TimeType = "DATE") -> Draft:
    """A draft whose value is a calendar day."""
    return Draft(kind, day.isoformat(), match.start(), match.end(), basis, day=day)


def draft(match: Match[str], kind: TimeType, value: str, basis: Basis = "stated") -> Draft:
    """A draft over the whole match."""
    return Draft(kind, value, match.start(), match.end(), basis)


def month_of(word: str) -> int:
    """The number of a month's name or abbreviation."""
    return MONTH_NUMBERS[word]


# News names a day without its year when it is near: so near that the verb hardly matters, unless its tense is sure.
NEAR_DAYS = 90
_NEAR_MONTHS = 2
# A month counts as coming when it is so near ahead; farther ones are the last of their name. The present of a verb of
# action ("opens in May") looks farther ahead than a date without a tense.
_MONTHS_AHEAD = {UNKNOWN: 3, PRESENT: 6}


def choose_day(month: int, day: int, anchor: date, direction: int) -> date | None:
    """The year for a month and day: the nearest to the anchor; where none is near, by the tense."""
    found = [d for year in range(anchor.year - 1, anchor.year + 2) if (d := make_day(year, month, day))]
    nearest = min(found, key=lambda d: abs((d - anchor).days), default=None)
    if (
        nearest is None
        or direction in (UNKNOWN, PRESENT)
        or (direction != SURELY_PAST and abs((nearest - anchor).days) <= NEAR_DAYS)
    ):
        return nearest
    fitting = [d for d in found if (d >= anchor if direction > 0 else d <= anchor)]
    return min(fitting, key=lambda d: abs((d - anchor).days), default=nearest)


def choose_month(month: int, anchor: date, direction: int) -> str:
    """The year for a month: by the tense where it is known and the month not near, else the nearest."""
    ahead = (month - anchor.month) % 12
    back = -ahead % 12
    unsure = direction in (UNKNOWN, PRESENT) or (direction != SURELY_PAST and min(ahead, back) <= _NEAR_MONTHS)
    forward = ahead <= _MONTHS_AHEAD.get(direction, 3) if unsure else direction > 0
    return month_value(*shift_month(anchor.year, anchor.month, ahead if forward else -back))


def month_beyond(month: int, anchor: date, direction: int) -> str:
    """The first such month before (-1) or after (+1) the anchor's month."""
    step = (month - anchor.month) % 12 or 12 if direction > 0 else -((anchor.month - month) % 12 or 12)
    return month_value(*shift_month(anchor.year, anchor.month, step))


def choose_weekday(weekday: int, anchor: date, direction: int) -> date | None:
    """The day of that name on or before the anchor; on or after it for a future."""
    back = (anchor.weekday() - weekday) % 7
    return shift_day(anchor, (7 - back) % 7 if direction > 0 else -back)


def choose_quarter(quarter: int, anchor: date, direction: int) -> tuple[int, int]:
    """The (year, quarter): the last one that has begun; for a future the next, unless it has only just ended."""
    current = (anchor.month + 2) // 3
    if direction == FUTURE and quarter not in (current, current - 1):
        return anchor.year + (quarter < current), quarter
    return anchor.year - (quarter > current), quarter


def reference_period(scan: Scan, unit: str) -> tuple[str | None, date | None]:
    """The calendar unit last spoken of, and a day in it: the nearest earlier day or year in the text."""
    if scan.day is not None and (scan.period is None or scan.period[:4] == f"{scan.day.year:04d}"):
        return period_value(scan.day, unit), scan.day
    if scan.period is not None and unit in ("Y", "DE", "CE"):
        day = make_day(int(scan.period[:4]), 1, 1)
        return (period_value(day, unit), day) if day else (None, None)
    if scan.period is not None and unit == "M" and scan.period[5:7].isdigit():
        day = make_day(int(scan.period[:4]), int(scan.period[5:7]), 1)
        return (period_value(day, unit), day) if day else (None, None)
    return None, None
