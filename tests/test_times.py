"""Temporal expressions: what is found, its TIMEX3 value, what it rests on and the interval it covers."""

import re
from calendar import monthrange
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models import ReaderModel
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.times.stage import find_times
from onrecord.records import Dateline, Report, Time, report_id
from onrecord.validation import is_timex_value

PUBLISHED = "2024-11-20"  # a Wednesday


def unparsed(text: str) -> Analysis:
    """Words without a tree: all that the rules need when the parse is of no use."""
    places = [(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    words = [text[start:end] for start, end in places]
    count = len(words)
    return Analysis(
        text=text,
        starts=[start for start, _ in places],
        ends=[end for _, end in places],
        forms=words,
        lemmas=[word.lower() for word in words],
        upos=["X"] * count,
        xpos=["XX"] * count,
        heads=[-1] * count,
        deprels=["dep"] * count,
        factuality=[0.0] * count,
        sentences=[(0, count)] if count else [],
        paragraphs=[(0, count)] if count else [],
        entities=[],
        timexes=[],
        frames=[],
    )


def report_of(text: str, published: str | None = PUBLISHED) -> Report:
    return Report(id=report_id(text), text=text, published=published)


def times_of(text: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    return find_times(report_of(text, published), unparsed(text))


def values_of(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[t.span[0] : t.span[1]], t.value) for t in times_of(text, published)]


def only(text: str, published: str | None = PUBLISHED) -> Time:
    found = times_of(text, published)
    assert len(found) == 1, [(text[t.span[0] : t.span[1]], t.value) for t in found]
    return found[0]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("on 17 November 2024", "2024-11-17"),
        ("on November 17, 2024", "2024-11-17"),
        ("on Nov. 17, 2024", "2024-11-17"),
        ("on the 17th of November, 2024", "2024-11-17"),
        ("on Sunday, 17 November 2024", "2024-11-17"),
        ("on 11/17/2024", "2024-11-17"),
        ("on 17.11.2024", "2024-11-17"),
        ("on 2024-11-17", "2024-11-17"),
        ("in November 2024", "2024-11"),
        ("in early March 2023", "2023-03"),
        ("in 1997", "1997"),
        ("in early 2020", "2020"),
        ("by mid-2026", "2026"),
        ("in the 1990s", "199X"),
        ("in the late 1980s", "198X"),
        ("in the '80s", "198X"),
        ("in the 20th century", "19XX"),
        ("in the third quarter of 2023", "2023-Q3"),
        ("in Q3 2023", "2023-Q3"),
        ("in the first half of 2025", "2025-H1"),
        ("in fiscal 2023", "2023"),
        ("in the summer of 2014", "2014-SU"),
        ("since 2014", "2014"),
        ("at 10:35 a.m. on November 17, 2024", "2024-11-17T10:35"),
        ("on Christmas Eve 2022", "2022-12-24"),
        ("on Easter Sunday 2024", "2024-03-31"),
        ("on Good Friday 2023", "2023-04-07"),
        ("on Orthodox Easter 2024", "2024-05-05"),
        ("on Election Day 2020", "2020-11-03"),
        ("on Thanksgiving Day, 2022", "2022-11-24"),
        ("on 2024/11/05", "2024-11-05"),
        ("on 05-Nov-2024", "2024-11-05"),
        ("on the twenty-first of March 2024", "2024-03-21"),
        ("on the first Monday of May 2024", "2024-05-06"),
        ("on the last Friday in November 2023", "2023-11-24"),
        ("in the nineteenth century", "18XX"),
        ("in the mid-1800s", "18XX"),
        ("in the early 2000s", "200X"),
        ("in January nineteen ninety-seven", "1997-01"),
        ("in the winter of twenty twenty-two", "2022-WI"),
        ("in the corresponding quarter of 2022", "2022-QX"),
    ],
)
def test_stated_dates_need_no_anchor(phrase: str, value: str) -> None:
    found = only(f"The council met {phrase} in the old town hall.", None)
    assert found.value == value


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("today", "2024-11-20"),
        ("yesterday", "2024-11-19"),
        ("last night", "2024-11-19TNI"),
        ("this morning", "2024-11-20TMO"),
        ("overnight", "2024-11-19TNI"),
        ("on Wednesday", "2024-11-20"),
        ("on Thursday", "2024-11-14"),
        ("on Tuesday evening", "2024-11-19TEV"),
        ("late on Monday", "2024-11-18"),
        ("last Wednesday", "2024-11-13"),
        ("on November 17", "2024-11-17"),
        ("in September", "2024-09"),
        ("last May", "2024-05"),
        ("last December", "2023-12"),
        ("last week", "2024-W46"),
        ("last month", "2024-10"),
        ("last year", "2023"),
        ("earlier this year", "2024"),
        ("in May last year", "2023-05"),
        ("last summer", "2024-SU"),
        ("last winter", "2023-WI"),
        ("in the third quarter", "2024-Q3"),
        ("two weeks ago", "2024-11-06"),
        ("three days ago", "2024-11-17"),
        ("five months ago", "2024-06"),
        ("a decade ago", "2014"),
        ("over the weekend", "2024-W46-WE"),
        ("the night of 17-18 November", "2024-11-17TNI"),
        ("on the night of 17-18 November", "2024-11-17TNI"),
        ("during the night of November 17 to 18", "2024-11-17TNI"),
        ("on the morning of 5 November", "2024-11-05TMO"),
        ("on the night of November 17", "2024-11-17TNI"),
        ("at 10 p.m. on Tuesday", "2024-11-19T22:00"),
        ("at noon on Monday", "2024-11-18T12:00"),
        ("in the early hours of Tuesday morning", "2024-11-19TMO"),
        ("the week before last", "2024-W45"),
        ("the night before", "2024-11-19TNI"),
        ("the previous year", "2023"),
        ("last October", "2023-10"),
        ("in the latest fiscal year", "2023"),
        ("in the last fiscal year", "2023"),
        ("last Oct. 23", "2024-10-23"),
        ("last December 8", "2023-12-08"),
        ("two years ago today", "2022-11-20"),
        ("a year ago this week", "2023-W47"),
        ("a week ago Tuesday", "2024-11-12"),
        ("half a century ago", "1974"),
        ("a quarter of a century ago", "1999"),
        ("on the 5th of this month", "2024-11-05"),
        ("overnight on Monday", "2024-11-18TNI"),
        ("at dawn", "2024-11-20TMO"),
        ("at 3 p.m. Moscow time on Tuesday", "2024-11-19T15:00"),
        ("on Labor Day", "2024-09-02"),
        ("on New Year's Eve", "2024-12-31"),
    ],
)
def test_times_told_from_publication(phrase: str, value: str) -> None:
    found = only(f"The minister resigned {phrase}.")
    assert (found.value, found.basis != "stated") == (value, True)


@pytest.mark.parametrize(
    ("phrase", "kind", "value"),
    [
        ("for three days", "DURATION", "P3D"),
        ("for six months", "DURATION", "P6M"),
        ("for a couple of years", "DURATION", "P2Y"),
        ("for several days", "DURATION", "PXD"),
        ("for years", "DURATION", "PXY"),
        ("for half an hour", "DURATION", "PT30M"),
        ("for two and a half years", "DURATION", "P2Y6M"),
        ("for twenty-four hours", "DURATION", "PT24H"),
        ("for nearly two decades", "DURATION", "P20Y"),
        ("over the past two months", "DURATION", "P2M"),
        ("for the next five years", "DURATION", "P5Y"),
        ("every day", "SET", "P1D"),
        ("each July", "SET", "XXXX-07"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("every two years", "SET", "P2Y"),
        ("daily", "SET", "P1D"),
        ("in recent weeks", "DATE", "PAST_REF"),
        ("in the coming days", "DATE", "FUTURE_REF"),
        ("in the foreseeable future", "DATE", "FUTURE_REF"),
        ("recently", "DATE", "PAST_REF"),
        ("now", "DATE", "PRESENT_REF"),
        ("these days", "DATE", "PRESENT_REF"),
        ("for a minute and a half", "DURATION", "PT1M30S"),
        ("for three-and-a-half years", "DURATION", "P3Y6M"),
        ("for a year and a half", "DURATION", "P1Y6M"),
        ("for half a century", "DURATION", "P50Y"),
        ("for two to three weeks", "DURATION", "P2W"),
        ("over the last week", "DURATION", "P1W"),
        ("after a yearlong strike", "DURATION", "P1Y"),
        ("after a week-long strike", "DURATION", "P1W"),
        ("Tuesday nights", "SET", "XXXX-WXX-2TNI"),
        ("on the first Monday of every month", "SET", "XXXX-WXX-1"),
        ("at present", "DATE", "PRESENT_REF"),
        ("the other day", "DATE", "PAST_REF"),
    ],
)
def test_lengths_sets_and_references(phrase: str, kind: str, value: str) -> None:
    found = only(f"Trains have run late {phrase}.")
    assert (found.type, found.value) == (kind, value)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("on November 17", "XXXX-11-17"),
        ("on Thursday", "XXXX-WXX-4"),
        ("in March", "XXXX-03"),
        ("yesterday", "XXXX-XX-XX"),
        ("this morning", "XXXX-XX-XXTMO"),
        ("last week", "XXXX-WXX"),
        ("last year", "XXXX"),
        ("earlier this month", "XXXX-XX"),
        ("in May last year", "XXXX-05"),
        ("in the third quarter", "XXXX-Q3"),
        ("over the weekend", "XXXX-WXX-WE"),
        ("on the night of 17-18 November", "XXXX-11-17TNI"),
        ("last Oct. 23", "XXXX-10-23"),
        ("on the 5th of this month", "XXXX-XX-05"),
        ("on Christmas Eve", "XXXX-12-24"),
        ("on Good Friday", "XXXX-XX-XX"),
        ("on the first Monday of May", "XXXX-05"),
    ],
)
def test_without_a_publication_date_values_stay_unresolved(phrase: str, value: str) -> None:
    found = only(f"The minister resigned {phrase}.", None)
    assert (found.value, found.basis, found.earliest, found.latest) == (value, "stated", None, None)


def test_a_full_dateline_stands_in_for_the_publication_date() -> None:
    text = "GENEVA, 4 June 2019 - The delegates left on Monday."
    for day, monday in (("2019-06-04", "2019-06-03"), ("XXXX-06-04", "XXXX-WXX-1")):
        dateline = Dateline(span=(0, 19), place="Geneva", date=day)
        report = Report(id=report_id(text), text=text, dateline=dateline)
        assert [t.value for t in find_times(report, unparsed(text))][-1] == monday


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The accord was signed in 2015. He left it a year later.", ["2015", "2016"]),
        ("Rebels took the port on 3 March 2011. A day earlier the army had fled.", ["2011-03-03", "2011-03-02"]),
        ("She won on 5 June 2001. That year the party split.", ["2001-06-05", "2001"]),
        ("It opened on 8 May 2010 and burned the next day.", ["2010-05-08", "2010-05-09"]),
        ("Profit fell in the third quarter from a year earlier.", ["2024-Q3", "2023-Q3"]),
        ("In October 2011 it calls a vote. In March it acts.", ["2011-10", "2012-03"]),
        ("It fired in April last year. Three days earlier it had not.", ["2023-04", "P3D"]),
        ("The ban was imposed in May 2011 and lifted in June.", ["2011-05", "2011-06"]),
        ("In 2011, rebels took the port in March and left in June.", ["2011", "2011-03", "2011-06"]),
        ("She won in November 2020 and took office the following January.", ["2020-11", "2021-01"]),
        ("He fell ill in June 2012 and died in December of the same year.", ["2012-06", "2012-12"]),
        ("Prices rose in October from a year earlier.", ["2024-10", "2023-10"]),
        ("Sales rose in the third quarter from the same period last year.", ["2024-Q3", "2023-Q3"]),
        ("Sales rose in October from the same month last year.", ["2024-10", "2023-10"]),
        ("He left on 3 May 2011, and came back that summer.", ["2011-05-03", "2011-SU"]),
        ("Many died in the Oct. 7 attack last year.", ["2023-10-07", "2023"]),
        ("He has ruled since May 2011 and left for Paris in June.", ["2011-05", "2024-06"]),
        ("It is open Monday to Thursday.", ["2024-11-18", "2024-11-21"]),
        ("In the first quarter of the 20th century, wars began.", ["19XX"]),
        ("The day before Monday's vote he resigned.", ["2024-11-17", "2024-11-18"]),
    ],
)
def test_nearest_earlier_date_is_the_anchor(text: str, values: list[str]) -> None:
    assert [t.value for t in times_of(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital; the second column will follow.",
        "The sun set behind the fall foliage.",
        "Some 1990 people were wounded and 2,024 homes burned.",
        "It cost $2014 and weighed 1998 kg.",
        "A 32-year-old teacher and her 7-year-old son were hurt.",
        "The vote was 52 to 48, with 3/4 of wards counted.",
        "Mr. March could not say why.",
        "",
        "No trigger here at all.",
        "Copyright © 2019 Harbour Press.",
        "Under Resolution 1973 and Flight 1907 it is barred.",
        "Three quarters of the seats were lost on Super Tuesday.",
        "The Winter Games opened to applause, the Harbour Daily wrote.",
        "Her six-month-old son and the programme 60 Minutes were mentioned.",
        "The day after the vote he resigned.",
        "It was good, new and international.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values_of(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He served from 1991 to 1997.", [("1991", "1991"), ("1997", "1997")]),
        ("In the 2014-15 season attendance rose.", [("2014", "2014"), ("15", "2015")]),
        ("The talks of 17-18 November 2024 failed.", [("17", "2024-11-17"), ("18 November 2024", "2024-11-18")]),
        ("Sales rose in January-March 2023.", [("January", "2023-01"), ("March 2023", "2023-03")]),
        ("The Oct. 23 attack shook the town.", [("Oct. 23", "2024-10-23")]),
        ("They met in March.", [("March", "2024-03")]),
        ("They met on April 24 and 25.", [("April 24", "2024-04-24"), ("25", "2024-04-25")]),
        ("They met on 3, 4 and 5 May.", [("3", "2024-05-03"), ("4", "2024-05-04"), ("5 May", "2024-05-05")]),
        ("He served two five-year terms.", [("five-year", "P5Y")]),
        ("It rang at 3 p.m. some time ago.", [("3 p.m.", "2024-11-20T15:00")]),
    ],
)
def test_spans(text: str, found: list[tuple[str, str]]) -> None:
    assert values_of(text) == found


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("on 17 November 2024", "2024-11-17", "2024-11-17"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in 1997", "1997-01-01", "1997-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 20th century", "1900-01-01", "1999-12-31"),
        ("in the third quarter of 2023", "2023-07-01", "2023-09-30"),
        ("in the second half of 2023", "2023-07-01", "2023-12-31"),
        ("in the winter of 2023", "2023-12-01", "2024-02-29"),
        ("last week", "2024-11-11", "2024-11-17"),
        ("over the weekend", "2024-11-16", "2024-11-17"),
        ("on Tuesday evening", "2024-11-19T17:00", "2024-11-19T22:00"),
        ("on Tuesday night", "2024-11-19T20:00", "2024-11-20T06:00"),
        ("at 3 p.m. EST on Tuesday", "2024-11-19T15:00-05:00", "2024-11-19T15:00-05:00"),
        ("at 3 p.m. Moscow time on Tuesday", "2024-11-19T15:00+03:00", "2024-11-19T15:00+03:00"),
        ("at 3 p.m. Kyiv time on 2 July 2024", "2024-07-02T15:00+03:00", "2024-07-02T15:00+03:00"),
        ("at 3 p.m. Kyiv time on 2 November 2024", "2024-11-02T15:00+02:00", "2024-11-02T15:00+02:00"),
        ("at 8 p.m. ET on 2 November 2024", "2024-11-02T20:00-04:00", "2024-11-02T20:00-04:00"),
        ("at 8 p.m. ET on 3 November 2024", "2024-11-03T20:00-05:00", "2024-11-03T20:00-05:00"),
        ("at 0700 GMT on Tuesday", "2024-11-19T07:00Z", "2024-11-19T07:00Z"),
        ("at 15:00 local time on Tuesday", "2024-11-19T15:00", "2024-11-19T15:00"),
        ("over the past two months", "2024-09-20", "2024-11-20"),
        ("for the next two years", "2024-11-20", "2026-11-20"),
        ("in recent weeks", None, "2024-11-20"),
        ("in the coming days", "2024-11-20", None),
        ("for three days", None, None),
    ],
)
def test_intervals(phrase: str, earliest: str | None, latest: str | None) -> None:
    found = only(f"Fighting was reported {phrase}.")
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister said on Friday that the road was open.", "2024-11-15"),
        ("The minister will visit the region on Friday.", "2024-11-22"),
        ("More rallies were planned for Friday.", "2024-11-22"),
        ("The court is set to rule on Friday.", "2024-11-22"),
        ("The hearing was postponed until Friday.", "2024-11-22"),
        ("Lawmakers rejected Friday's proposal.", "2024-11-15"),
        ("The ship will sail in April.", "2025-04"),
        ("The ship sailed in April.", "2024-04"),
        ("The minister resigned on 28 December.", "2023-12-28"),
        ("The minister said on Friday he would resign.", "2024-11-15"),
        ("Talks are due to begin on Friday.", "2024-11-22"),
        ("The sale, effective 28 December, needs approval.", "2024-12-28"),
        ("The ministry said on Wednesday that talks had failed.", "2024-11-20"),
        ("Protesters will gather on Wednesday evening.", "2024-11-20TEV"),
        ("The match was postponed on Friday.", "2024-11-15"),
        ("Temperatures hit 45 C on Sunday.", "2024-11-17"),
        ("Parliament was to vote on Thursday.", "2024-11-21"),
        ("The envoys will have left by Thursday.", "2024-11-21"),
        ("The mandate was extended until mid-March.", "2025-03"),
        ("The permit expires at the end of March.", "2025-03"),
        ("The offer stands until 5 p.m. Friday.", "2024-11-22T17:00"),
        ("The deadline is midnight Friday.", "2024-11-22T24:00"),
        ("Until Friday, the army had not named him.", "2024-11-15"),
        ("The company declared a dividend payable Dec. 15.", "2024-12-15"),
        ("The council was held in December.", "2023-12"),
        ("The Jan. 6 riot changed that.", "2024-01-06"),
        ("Sunday's elections will decide.", "2024-11-24"),
        ("Ahead of Sunday's elections, tension rose.", "2024-11-24"),
        ("Sunday's attack will not go unanswered.", "2024-11-17"),
        ("The first boat to land on Friday was Danish.", "2024-11-15"),
    ],
)
def test_tense_of_the_verb_decides(text: str, value: str, model: ReaderModel) -> None:
    report = report_of(text)
    assert [t.value for t in find_times(report, analyse(report, model))] == [value]


_PIECES = st.sampled_from(
    "on in the of last next this Monday Friday night morning March May 5 17 31 2014 1999 - , . two three a few weeks "
    "days year quarter third ago earlier later now recently every 10:30 p.m. GMT and to from early mid end half $ % 2½ "
    "century 1990s '80s summer weekend Christmas 11/17/2024 2024-02-30 İstanbul \n\n said will first half five six "
    "before after until Easter Good Election Day Eve noon dawn overnight Moscow time ET same period month months old "
    "long yearlong daily Mondays nights at by 24 25 2024 decade couple over during each other present fortnights "
    "millennia future someday dusk early hours last".split(" ")
)


# The TIMEX3 values of this schema, written down a second time: what the rules may give for each type.
_YEAR = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX|XXX|XX)"
_CLOCK = r"T(?:XX|MO|MI|AF|EV|NI|DT|[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)"
_DAY = r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)"
_WEEK = r"(?:\d{4}|XXXX)-W(?:\d\d|XX)(?:-WE|-[1-7])?"
_PERIOD = r"(?:\d{4}|XXXX)-(?:\d\d|XX|Q[1-4X]|H[12]|SP|SU|FA|WI)"
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_LENGTH = rf"P(?:{_AMOUNT}(?:Y6M|DE|CE|WE|[YMWDQX])|6M|XX|T(?:{_AMOUNT}[HMS]){{1,2}})"
_REFERENCE = "PAST_REF|PRESENT_REF|FUTURE_REF"
GRAMMAR = {
    "DATE": re.compile(rf"{_YEAR}|{_PERIOD}|{_WEEK}|{_DAY}|{_REFERENCE}"),
    "TIME": re.compile(rf"(?:{_DAY}|{_WEEK}){_CLOCK}"),
    "DURATION": re.compile(_LENGTH),
    "SET": re.compile(rf"{_LENGTH}|(?:{_PERIOD}|{_WEEK}|{_DAY})(?:{_CLOCK})?"),
}


def calendar_days(value: str) -> tuple[str, str] | None:
    """The first and last day of a DATE value, worked out with the calendar of the standard library."""
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        days = [date.fromisocalendar(int(match[1]), int(match[2]), day) for day in ((6, 7) if match[3] else (1, 7))]
        return days[0].isoformat(), days[1].isoformat()
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{value}-01", f"{value}-{monthrange(int(match[1]), int(match[2]))[1]:02d}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    return (f"{value}-01-01", f"{value}-12-31") if re.fullmatch(r"\d{4}", value) else None


def check_time(time: Time) -> None:
    """A value of its type's grammar, an interval in order, and for a DATE of the calendar exactly its days."""
    assert GRAMMAR[time.type].fullmatch(time.value), (time.type, time.value)
    assert is_timex_value(time.type, time.value)
    assert time.earliest is None or time.latest is None or time.earliest <= time.latest
    if time.type == "DATE" and (days := calendar_days(time.value)) is not None:
        assert (time.earliest, time.latest) == days
    if time.value.startswith("XX"):
        assert (time.earliest, time.latest) == (None, None)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from([None, PUBLISHED, "2000-02-29", "0001-01-01", "9999-12-31"]))
def test_spans_lie_in_the_text_in_order_and_apart(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    found = times_of(text, published)
    ends = [0, *(t.span[1] for t in found)]
    for time, end in zip(found, ends, strict=False):
        assert end <= time.span[0] < time.span[1] <= len(text)
        assert text[time.span[0] : time.span[1]].strip()
        check_time(time)
    assert len({t.id for t in found}) == len(found)
    assert found == times_of(text, published)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for time in times_of(text):
        check_time(time)
        assert 0 <= time.span[0] < time.span[1] <= len(text)


_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=150, deadline=None)
@given(_DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%A, %d %B %Y", "%Y-%m-%d"]))
def test_a_stated_day_is_read_back(day: date, form: str) -> None:
    written = day.strftime(form).replace("May.", "May")
    assert only(f"The accord was signed on {written} in the old town.", None).value == day.isoformat()


@settings(max_examples=150, deadline=None)
@given(_DAYS, st.integers(0, 6))
def test_a_past_weekday_lies_within_the_week_before_publication(published: date, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(days=weekday)).strftime("%A")
    found = date.fromisoformat(only(f"The minister resigned on {name}.", published.isoformat()).value)
    assert found.weekday() == weekday
    assert 0 <= (published - found).days < 7


@settings(max_examples=100, deadline=None)
@given(_DAYS, st.integers(1, 40), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_distance_back_ends_before_publication(published: date, count: int, unit: str) -> None:
    found = only(f"The minister resigned {count} {unit} ago.", published.isoformat())
    assert found.latest is not None
    assert found.latest <= published.isoformat() or (count < 2 and unit != "days")


@settings(max_examples=100, deadline=None)
@given(_PIECES, st.lists(_PIECES, max_size=12))
def test_without_publication_nothing_is_told_from_another_day(first: str, rest: list[str]) -> None:
    """What the text does not date stays open: no interval, unless the text itself has a year or a day."""
    text = " ".join([first, *rest])
    dated = re.search(r"\d{4}|'\d0s|9/11|\d/\d|hundred|centur|twent|nineteen", text)
    for time in times_of(text, None):
        assert dated or (time.earliest, time.latest) == (None, None)


@pytest.mark.parametrize("piece", ["5, ", "Monday to ", "2014-", "twenty-", "the day before ", "10 p.m. on ", "May "])
def test_time_taken_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        report, analysis = report_of(piece * count), unparsed(piece * count)
        start = process_time()
        find_times(report, analysis)
        return process_time() - start

    assert seconds(8000) < 12 * max(seconds(2000), 0.02)  # four times as long; sixteen would be quadratic
