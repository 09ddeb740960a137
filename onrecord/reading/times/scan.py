"""What the phrase rules of `times` share: the tokens, the anchors known so far, and the drafts that rules return."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from re import Match
from typing import NamedTuple

from onrecord.reading.times.tokens import CODES, MONTH_NUMBERS, Tokens
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
    compared: bool = False
    """A time named only for comparison ("a year earlier"): no anchor for what follows."""


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
        """The tense of the verb that governs the tokens."""
        return self.tense(self.tokens.starts[first], self.tokens.ends[last - 1])

    def note(self, draft: Draft) -> None:
        """Remember a finished expression as an anchor for those that follow."""
        self.since_quarter += 1
        if draft.day is not None:
            self.day = draft.day
        if draft.type == "DATE" and draft.basis == "stated":
            self.note_chronicle(draft.value, draft.first)
        if draft.type == "DURATION" and draft.value in ("P6M", "P9M", "P12M", "P1Y"):
            self.comparing = False
        if draft.type == "DATE" and draft.value[:4].isdigit() and not draft.compared:
            self.period = draft.value
            if draft.value[5:6] == "Q" and draft.value[6:].isdigit():
                self._note_quarter(int(draft.value[:4]), int(draft.value[6]))

    def note_chronicle(self, value: str, token: int) -> None:
        """Remember how far a chronicle has come: a day or month whose year is known from the text."""
        parts = value.split("-")
        if len(parts) in (2, 3) and all(part.isdigit() for part in parts):
            day = make_day(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
            self.chronicle = (day, token) if day else None

    def next_in_chronicle(self, month: int, day: int, token: int, tense: int) -> date | None:
        """The day that follows in a chronicle told in the present: "In October 2011 it asked ... It acts in March"."""
        if self.chronicle is None or tense not in (UNKNOWN, PRESENT) or self.published is None:
            return None
        told, place = self.chronicle
        if token - place > _CHRONICLE_TOKENS:
            return None
        found = [d for year in (told.year, told.year + 1) if (d := make_day(year, month, day)) and d >= told]
        return found[0] if found and found[0] <= self.published else None

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
# Without a tense a month counts as coming when it is so near ahead; farther ones are the last of their name.
_MONTHS_AHEAD = 3


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
    forward = ahead <= _MONTHS_AHEAD if unsure else direction > 0
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
