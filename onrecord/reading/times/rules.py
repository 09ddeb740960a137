"""The table of phrase rules, in order of precedence, and the one pass over a text that applies them."""

import re
from collections.abc import Callable
from functools import cache
from re import Match, Pattern
from typing import NamedTuple

from onrecord.reading.times import calendar, clocks, days, distance, holidays, lengths, relative, vague, years
from onrecord.reading.times.scan import Draft, Scan
from onrecord.reading.times.tokens import expand

Found = Draft | tuple[Draft, ...] | None
Handler = Callable[[Scan, Match[str]], Found]

# Longer and surer phrases first; at one place the first rule that accepts wins.
_RULES: tuple[tuple[str, Handler], ...] = (
    (holidays.HOLIDAY, holidays.holiday),
    ("<datetime>", clocks.iso_datetime),
    ("<iso>", clocks.iso_date),
    ("<slash>", clocks.numeric_date),
    ("<nine11>", clocks.nine_eleven),
    (calendar.NIGHT_OF_DAYS, calendar.night_of_days),
    (calendar.NIGHT_OF_MONTH, calendar.night_of_days),
    (calendar.DAY_RANGE, calendar.day_range),
    (days.MONTH_DAYS, days.days_of_month),
    (days.DAYS_MONTH, days.days_of_month),
    (days.MOD_MONTH_DAY, days.mod_month_day),
    (days.NTH_WEEKDAY, days.nth_weekday),
    (days.DAY_OF_THIS_MONTH, days.day_of_this_month),
    (calendar.MONTH_RANGE_DAYS, calendar.day_range),
    (calendar.WEEK_OF, calendar.week_of),
    (calendar.MONTH_DAY, calendar.month_day),
    (calendar.DAY_MONTH, calendar.month_day),
    (calendar.MONTHS_YEAR, calendar.months_year),
    (calendar.MONTH_YEAR, calendar.month_year),
    (years.MONTH_SPOKEN, years.spoken_month),
    (years.SEASON_SPOKEN, years.spoken_month),
    (calendar.MOD_MONTH, calendar.mod_month),
    (calendar.BARE_MONTH, calendar.bare_month),
    (calendar.QUARTER, calendar.quarter),
    (calendar.QUARTER_CODE, calendar.quarter),
    (calendar.HALF, calendar.half_year),
    (calendar.YEAR_PERIOD, calendar.year_period),
    (years.CENTURY, years.century),
    (calendar.SEASON, calendar.season),
    (years.DECADE, years.decade),
    (years.DECADE_WORD, years.decade_in_words),
    (clocks.CLOCK_WORDS, clocks.clock_in_words),
    (clocks.CLOCK, clocks.clock_time),
    (clocks.NOON, clocks.noon),
    (days.AGO_ANCHORED, days.ago_anchored),
    (distance.SAME_LAST_YEAR, distance.same_last_year),
    (distance.AGO, distance.ago),
    (relative.THE_BEFORE, relative.the_before),
    (days.DAY_BESIDE, days.day_beside),
    (lengths.NEXT_UNITS, lengths.next_units),
    (lengths.EACH_UNIT, lengths.each_unit),
    (years.YEAR_IN_WORDS, years.year_in_words),
    (years.YEAR_SPOKEN, years.spoken_year),
    (vague.SOME_DAY, vague.some_day),
    (lengths.LENGTHY, lengths.lengthy),
    (lengths.DURATION, lengths.duration),
    (years.YEAR_SPAN, years.year_span),
    (years.YEAR_ONLY, years.year),
    (relative.DEICTIC, relative.deictic),
    (relative.MOD_PART, relative.mod_part),
    (relative.BEFORE_LAST, relative.before_last),
    (relative.MOD_UNIT, relative.mod_unit),
    (relative.THE_UNIT, relative.the_unit),
    (relative.YEAR_END, relative.year_end),
    (relative.WEEKEND, relative.the_weekend),
    (calendar.WEEKDAY_SET, calendar.weekday_set),
    (calendar.BARE_WEEKDAY, calendar.weekday),
    (relative.AT_PART, relative.at_part),
    (relative.IN_PART, relative.in_part),
    (relative.EARLY_HOURS, relative.early_hours),
    (relative.PART_OF, relative.loose_part),
    (relative.BARE_PART, relative.loose_part),
    (vague.AT_PRESENT, vague.at_present),
    (vague.OTHER_DAY, vague.other_day),
    (vague.THESE, vague.these_days),
    (vague.SOME_TIME, vague.some_time),
    (lengths.BARE_UNITS, lengths.bare_units),
    (lengths.SET_WORD, lengths.set_word),
    (vague.REFERENCE, vague.reference),
    (vague.NEAR_FUTURE, vague.near_future),
    (vague.MOMENT, vague.moment),
    (vague.ADJECTIVE, vague.adjective),
)


class _Rule(NamedTuple):
    pattern: Pattern[str]
    handler: Handler


@cache
def _rules() -> tuple[Pattern[str], tuple[_Rule, ...]]:
    """All rules as one pattern that finds a place, and one by one to tell which rule it is."""
    patterns = [expand(pattern) for pattern, _ in _RULES]
    nameless = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns]
    union = re.compile("|".join(f"(?:{pattern})" for pattern in nameless))
    return union, tuple(_Rule(re.compile(p), handler) for p, (_, handler) in zip(patterns, _RULES, strict=True))


def apply_rules(scan: Scan) -> list[Draft]:
    """All expressions of a text, in order and without overlap; clock times still lack their day."""
    union, rules = _rules()
    classes, found, at = scan.tokens.classes, [], 0
    while (place := union.search(classes, at)) is not None:
        start = place.start()
        drafts = _first_accepted(scan, rules, start)
        for each in drafts:
            scan.note(each)
            found.append(each)
        at = max(drafts[-1].last if drafts else 0, start + 1)
    return found


def _first_accepted(scan: Scan, rules: tuple[_Rule, ...], start: int) -> tuple[Draft, ...]:
    for rule in rules:
        match = rule.pattern.match(scan.tokens.classes, start)
        if match is None or match.end() == start:
            continue
        found = rule.handler(scan, match)
        if found is not None:
            return found if type(found) is tuple else (found,)  # type: ignore[return-value]
    return ()
