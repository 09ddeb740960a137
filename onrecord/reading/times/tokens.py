"""Words of a report as classes of temporal vocabulary, so that phrase rules run over one character a token.

A token that means nothing to the rules has the class OTHER. Rules are written with class names in angle brackets
(`<the>?<last|next><unit>`) and compiled to regular expressions over the string of classes.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.reading.times.values import MONTHS, WEEKDAYS
from onrecord.reading.times.zones import ZONE_CODES

_CLASS_NAMES = (
    "other", "weekday", "wday", "month", "mon", "year4", "int", "num", "nth", "ordinal", "decade", "tens", "card",
    "a", "the", "last", "past", "prior", "this", "current", "next", "coming", "that", "same", "latest", "recent",
    "each", "final", "unit", "units", "tunit", "tunits", "quarter", "quarters", "weekend", "weekends", "period",
    "season", "fallspring", "part", "parts", "noon", "deictic", "ago", "before", "earlier", "later", "early",
    "late", "mid", "edge", "half", "fiscal", "clock", "zone", "iso", "slash", "datetime", "approx", "more", "than",
    "at", "least", "up", "over", "some", "couple", "of", "in", "on", "until", "to", "and", "or", "hyphen", "comma",
    "dot", "apos", "ess", "open", "now", "ref", "set", "per", "future", "old", "from", "so", "break", "qnum",
    "holiday", "eve", "day", "week", "yr", "currency", "percent", "full", "time", "long", "monthdays", "point",
    "fraction", "nine11", "dozen", "lengthy",
)  # fmt: skip
# One letter a class, out of the way of everything that has a meaning in a regular expression.
CODES = {name: chr(0x100 + number) for number, name in enumerate(_CLASS_NAMES)}
OTHER = CODES["other"]


def word_set(text: str) -> frozenset[str]:
    """The words of a string, as a set to look up in."""
    return frozenset(text.split())


_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = (
    {word: value for value, word in enumerate(_CARDINALS.split())}
    | {word: 10 * (place + 2) for place, word in enumerate(_TENS.split())}
    | {"hundred": 100, "thousand": 1000, "a": 1, "an": 1}
)
ORDINALS = {word: value + 1 for value, word in enumerate(_ORDINALS.split())} | {
    "thirtieth": 30,
    "twenty": 20,
    "thirty": 30,
}
UNITS = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "quarter": "Q",
    "hour": "TH", "minute": "TM", "second": "TS", "weekend": "WE", "fortnight": "F", "millennium": "ML",
    "days": "D", "weeks": "W", "months": "M", "years": "Y", "decades": "DE", "centuries": "CE", "quarters": "Q",
    "hours": "TH", "minutes": "TM", "seconds": "TS", "weekends": "WE", "fortnights": "F", "hrs": "TH", "mins": "TM",
    "yr": "Y", "yrs": "Y", "millennia": "ML",
}  # fmt: skip
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV", "daytime": "DT",
    "nightfall": "EV", "midmorning": "MO", "midafternoon": "AF", "sunrise": "MO", "sunset": "EV", "lunchtime": "MI",
    "mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI", "daybreak": "MO",
}  # fmt: skip
SEASONS = {"summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA", "spring": "SP", "springtime": "SP"}
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
SETS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biannual": "P6M",
    "biennial": "P2Y", "bimonthly": "P2M",
}  # fmt: skip
REFERENCES = {
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "previously": "PAST_REF", "formerly": "PAST_REF",
    "soon": "FUTURE_REF", "shortly": "FUTURE_REF", "someday": "FUTURE_REF",
}  # fmt: skip
MONTH_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
MONTH_NUMBERS = {name: place + 1 for place, name in enumerate(MONTHS)} | MONTH_SHORT
_WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
WEEKDAY_NUMBERS = (
    {name: place for place, name in enumerate(WEEKDAYS)}
    | _WEEKDAY_SHORT
    | {name + "s": place for place, name in enumerate(WEEKDAYS)}
)

# Names of months, weekdays and time zones that are words of their own, or no words, when written small.
_CAPITALISED = {*MONTH_SHORT, *_WEEKDAY_SHORT, *ZONE_CODES, "may", "march", "august"}

_LEXICON_LINES = """
weekday: monday tuesday wednesday thursday friday saturday sunday
month: january february april june july september october november december
mon: may march august jan feb mar apr jun jul aug sep sept oct nov dec
wday: mon tue tues wed thu thur thurs fri sat sun
monthdays: mondays tuesdays wednesdays thursdays fridays saturdays sundays
a: a an
the: the
last: last
past: past
prior: previous preceding prior
this: this
current: current ongoing present
next: next
coming: coming upcoming following ensuing forthcoming
that: that those
same: same
latest: latest
recent: recent
each: each every
final: final opening closing remaining
unit: decade century fortnight month millennium
day: day
week: week
yr: year
units: days weeks months years decades centuries fortnights yrs millennia
tunit: hour minute
tunits: hours minutes seconds hrs mins
quarter: quarter
quarters: quarters
weekend: weekend
weekends: weekends
period: period
season: summer winter autumn springtime
fallspring: fall spring
part: morning afternoon evening night dawn dusk daytime nightfall midmorning midafternoon lunchtime daybreak
part: sunrise sunset
parts: mornings afternoons evenings nights
noon: noon midnight midday
deictic: today yesterday tomorrow tonight overnight
ago: ago
before: before
earlier: earlier
later: later
early: early
late: late
mid: mid
edge: beginning start end middle close rest remainder outset turn
half: half
fiscal: fiscal financial
approx: about around nearly almost roughly approximately just under exactly only barely another
more: more less fewer longer
than: than
at: at
least: least most
up: up
over: over
some: few several some many numerous
couple: couple
dozen: dozen dozens
of: of
in: in within
on: on
until: until till by since during through throughout between for after into through
from: from
to: to
and: and
or: or
ess: s
now: now nowadays currently presently
ref: recently lately previously formerly soon shortly someday
set: daily nightly weekly biweekly fortnightly monthly quarterly yearly annual annually hourly biannual
set: biennial bimonthly
per: per
future: future
old: old
so: so
eve: eve
full: full whole entire
time: time moment juncture
long: long
point: point
holiday: christmas xmas thanksgiving easter halloween boxing new orthodox epiphany valentine international st earth
holiday: anzac juneteenth bastille all armistice veterans remembrance inauguration shrove ash palm maundy good holy
holiday: ascension pentecost whit martin presidents memorial labor columbus indigenous election black cyber
ordinal: first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
ordinal: fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
lengthy: daylong weeklong monthlong yearlong hourlong decadelong centurylong
qnum: q
"""

TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)"
    r"|\d{4}-\d\d?-\d\d?(?![\w-])|\d{4}/\d\d?/\d\d?(?![\w/])"
    r"|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)(?![\w/])"
    r"|\d\d?(?:[:.][0-5]\d)?(?::[0-5]\d)?[ \u202f]?[aApP](?:\.[mM]\b\.?|[mM]\b)"
    r"|[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|\d{4}(?= ?(?:GMT|UTC|hours local))"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+/\d+|\d+[½¼¾]"
    r"|\d+(?:st|nd|rd|th|s)?(?![^\W\d_])|\d+"
    r"|\n[ \t]*\n\s*|[^\w\s]"
)
# A text without any of these letters groups holds no trigger; a cheap test before the tokens are made.
_ANY_TRIGGER = re.compile(
    r"\d|day|week|month|year|decade|centur|quarter|hour|minute|second|night|morning|evening|noon|dawn|dusk|now|today|"
    r"tomorrow|yesterday|recent|lately|soon|future|past|current|present|annual|daily|hourly|summer|winter|spring|fall|autumn|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas|xmas|easter|thanksgiving|halloween|epiphany|pentecost|previously|formerly|"
    r"shortly|time|moment|period|midday|mid|sunrise|millenni|fortnight|ies\b|eve\b|yrs|hrs|mins",
    re.IGNORECASE,
)


@cache
def _lexicon() -> dict[str, str]:
    table = {word: CODES["card"] for word in NUMBERS if word not in ("a", "an")}
    table |= dict.fromkeys(DECADES, CODES["tens"])
    table |= dict.fromkeys(ZONE_CODES, CODES["zone"])
    for line in _LEXICON_LINES.strip().splitlines():
        name, words = line.split(":")
        table.update((word, CODES[name]) for word in words.split())
    marks = {"-": "hyphen", "–": "hyphen", "—": "hyphen", "‑": "hyphen", ",": "comma", ".": "dot", "'": "apos"}
    marks |= {"’": "apos", "‘": "apos", "(": "open", "$": "currency", "€": "currency", "£": "currency", "%": "percent"}
    table.update((mark, CODES[name]) for mark, name in marks.items())
    return table


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text: offsets, lower-case forms (for look-up only) and the string of their classes."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    classes: str


def tokenize(text: str) -> Tokens | None:
    """The tokens of a text with their classes; None where the text cannot hold a temporal expression."""
    if _ANY_TRIGGER.search(text) is None:
        return None
    lexicon = _lexicon()
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    classes: list[str] = []
    for match in TOKEN.finditer(text):
        form = match.group()
        word = form.lower()
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        code = lexicon.get(word)
        if code is None:
            code = _shape_class(form) if form[0] in "0123456789\nQqH" else OTHER
        elif word in _CAPITALISED and form[0] == word[0]:
            code = OTHER
        classes.append(code)
    return Tokens(text, starts, ends, words, "".join(classes))


def _shape_class(form: str) -> str:
    """The class of a token by its form: numbers, clock times, numeric dates, paragraph breaks."""
    if not form[0].isdigit():
        return CODES["break"] if form[0] == "\n" else OTHER
    if form.isascii() and form.isdigit():
        return _integer_class(form)
    last = form[-1].lower()
    if ":" in form or last in "m." or (last == "m"):
        return CODES["datetime"] if "T" in form else CODES["clock"]
    if last in "sthnd" and form[-2:].lower() in ("st", "nd", "rd", "th") and form[:-2].isdigit():
        return CODES["nth"]
    if last == "s":
        return CODES["decade"] if form[:-1].endswith("0") and len(form) in (3, 5) else OTHER
    if "-" in form or (form[:4].isdigit() and form.count("/") == 2):
        return CODES["datetime" if "T" in form else "iso"]
    return _compound_class(form)


def _integer_class(form: str) -> str:
    if len(form) <= 2 and 1 <= int(form) <= 31:
        return CODES["int"]
    return CODES["year4"] if len(form) == 4 and "1000" <= form <= "2199" else CODES["num"]


def _compound_class(form: str) -> str:
    """The class of figures with marks in them: dates, fractions, large and decimal numbers."""
    if form == "9/11":
        return CODES["nine11"]
    if form.count("/") == 2 or form.count(".") == 2:
        return CODES["slash"]
    return CODES["fraction"] if "/" in form else CODES["num"]


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "dozen": 12, "dozens": 12, "score": 20}

_NAME = re.compile(r"(?<!P)<([a-z0-9|]+)>")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A rule with class names in angle brackets as a regular expression over class strings."""
    return re.compile(expand(pattern))


def expand(pattern: str) -> str:
    """The pattern with every `<name>` or `<name|name>` replaced by its character class."""

    def codes(match: re.Match[str]) -> str:
        found = "".join(CODES[name] for name in match[1].split("|"))
        return found if len(found) == 1 else f"[{found}]"

    return _NAME.sub(codes, pattern.replace(" ", ""))


def number_of(words: list[str]) -> float | None:
    """The value of a spelled or written number ("twenty - four", "5 1/2", "two and a half"); None where it is none."""
    parts = [word for word in words if word not in ("-", "–", "‑", "and", "of")]
    if _are_two_numbers(parts):
        return None
    total = group = 0.0
    for place, word in enumerate(parts):
        if word in ("a", "an"):
            group += 0 if "half" in parts[max(0, place - 1) : place + 2] else 1
        elif word == "half":
            group += 0.5
        elif word in _MULTIPLIERS:
            group = (group or 1) * _MULTIPLIERS[word]
            if word == "thousand":
                total, group = total + group, 0.0
        elif word in NUMBERS:
            group += NUMBERS[word]
        elif (written := _written_number(word)) is not None:
            group += written
        else:
            return None
    return total + group if parts else None


def _are_two_numbers(parts: list[str]) -> bool:
    """Whether two numbers follow each other that do not make up one: "two five" in "two five-year terms"."""
    for first, second in pairwise(parts):
        before, after = _plain_number(first), _plain_number(second)
        if before is None or after is None:
            continue
        if not (before >= 20 and before % 10 == 0 and after < 10):
            return True
    return False


def _plain_number(word: str) -> int | None:
    """The value of a numeral that no multiplier is ("five", "twenty", "17"); None for other words."""
    if word.isdecimal():
        return int(word)
    return None if word in _MULTIPLIERS or word in ("a", "an") else NUMBERS.get(word)


def _written_number(word: str) -> float | None:
    digits = word.replace(",", "")
    if "/" in digits:
        above, _, below = digits.partition("/")
        return int(above) / int(below) if above.isdecimal() and below.isdecimal() and int(below) else None
    part = _FRACTIONS.get(digits[-1:], 0.0)
    try:
        return float(digits[:-1] if part else digits) + part
    except ValueError:
        return None
