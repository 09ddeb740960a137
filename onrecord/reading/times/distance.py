"""Phrase rules for distances: "two weeks ago", "a day earlier", "three years later", "the year-ago quarter"."""

from datetime import date
from re import Match

from onrecord.reading.times.counts import APPROX, COUNT, UNIT, count_of, length_value
from onrecord.reading.times.scan import Draft, Scan, draft, reference_period
from onrecord.reading.times.tokens import UNITS, word_set
from onrecord.reading.times.values import period_value, shift_date, unknown_period

AGO = (
    f"<the>?{APPROX}(?P<count>{COUNT}|)(?:<recent|same>)?{UNIT}(?:<or><so>)?<hyphen>?(?P<dir>"
    "<ago|earlier|later|prior>|<from><now>)(?:<hyphen>?<fiscal>?(?P<ordinal><ordinal>)?<hyphen>?(?P<noun>"
    "<quarter|period>))?"
)


def ago(scan: Scan, match: Match[str]) -> Draft | None:
    """ "two weeks ago", "a day earlier", "three years later", "10 days from now", "the year-ago quarter"."""
    unit_word, way = scan.chosen(match, "unit") or "", scan.chosen(match, "dir") or ""
    if unit_word not in UNITS:
        return None
    unit, words = UNITS[unit_word], scan.words_of(match, "count")
    count, vague = count_of(words) if words else (None, True)
    if way in ("previous", "preceding"):
        return None
    if not words and unit_word == "year":
        count, vague = 1, False
    elif not words and unit_word.endswith("s") is False:
        return None
    if words and count is None and not vague:
        return None
    sign = 1 if way in ("later", "from") else -1
    if vague or count is None:
        return _vague_distance(match, way, unit)
    if way in ("earlier", "later", "prior"):
        return _distance_from_text(scan, match, sign * count, unit)
    return distance_from_published(scan, match, sign * count, unit)


def _vague_distance(match: Match[str], way: str, unit: str) -> Draft:
    if way in ("ago", "from"):
        return draft(match, "DATE", "PAST_REF" if way == "ago" else "FUTURE_REF")
    return draft(match, "DURATION", length_value(None, unit))


def _moved(anchor: date, count: float, unit: str) -> tuple[str, date | None] | None:
    """The value at a distance: days stay days, weeks and more become that unit, as news dates are meant."""
    if unit == "F":
        count, unit = count * 2, "W"
    if unit == "WE" or unit == "ML":
        return None
    if unit in ("DE", "CE") and not float(count).is_integer():
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    if not float(count).is_integer():
        count, unit = (count * 12, "M") if unit == "Y" else (count * 7, "D") if unit == "W" else (round(count), unit)
    day = shift_date(anchor, round(count), unit) if abs(count) < 5000 else None
    if day is None:
        return None
    if unit in ("D", "W"):
        return day.isoformat(), day
    return period_value(day, "Y" if unit in ("DE", "CE") else unit), None


def distance_from_published(scan: Scan, match: Match[str], count: float, unit: str) -> Draft | None:
    """A draft for so many units before or after publication; an open value where the date is not known."""
    if unit.startswith("T"):
        return draft(match, "TIME", _hours_value(scan, count, unit), "resolved")
    quarter = _year_on_quarter(scan, match, count, unit)
    if quarter:
        return draft(match, "DATE", quarter, "resolved")._replace(compared=True)
    if scan.published is None:
        return draft(match, "DATE", unknown_period("D" if unit in ("W", "F", "WE") else unit))
    moved = _moved(scan.published, count, unit)
    return draft(match, "DATE", moved[0], "resolved")._replace(day=moved[1]) if moved else None


def _hours_value(scan: Scan, count: float, unit: str) -> str:
    day = scan.published.isoformat() if scan.published else "XXXX-XX-XX"
    return f"{day}TXX"


def _distance_from_text(scan: Scan, match: Match[str], count: float, unit: str) -> Draft | None:
    quarter = _year_on_quarter(scan, match, count, unit)
    if quarter:
        return draft(match, "DATE", quarter, "resolved")._replace(compared=True)
    if unit.startswith("T") or unit in ("F", "WE"):
        return draft(match, "DURATION", length_value(abs(count), unit))
    if (month := _year_on_month(scan, match, count, unit)) is not None:
        return draft(match, "DATE", month, "resolved")._replace(compared=True)
    _, anchor = reference_period(scan, "D" if unit == "W" else unit)
    basis = "resolved" if anchor else "inferred"
    elsewhere = scan.period is not None and scan.published is not None and scan.period[:4] != str(scan.published.year)
    anchor = anchor or (None if elsewhere else scan.published)
    moved = _moved(anchor, count, unit) if anchor else None
    if moved is None:
        return draft(match, "DURATION", length_value(abs(count), unit))
    compared = count < 0 and moved[1] is None
    return draft(match, "DATE", moved[0], basis)._replace(day=moved[1], compared=compared)  # type: ignore[arg-type]


# Words before "a year earlier" that set two figures beside each other.
_COMPARING = word_set("from than with to over on against versus")
# How many dates may stand between a quarter and what is compared with it.
_COMPARED_QUARTERS = 8
# How near the month must stand that is compared.
_COMPARED_TOKENS = 25


def _year_on_month(scan: Scan, match: Match[str], count: float, unit: str) -> str | None:
    """The month a year before the one just spoken of: "prices rose in October from a year earlier"."""
    if unit != "Y" or count != -1 or scan.month is None or match.start() == 0:
        return None
    value, token = scan.month
    if scan.word(match.start() - 1) not in _COMPARING or match.start() - token > _COMPARED_TOKENS:
        return None
    return f"{int(value[:4]) - 1:04d}{value[4:]}" if value[:4] > "0001" else None


SAME_LAST_YEAR = (
    "(?:<the|that>?(?P<kind><same|other>)(?P<unit><period|quarter|week|unit>)(?:<of|in>?<the>?(?P<rel><last|prior>)<yr>|"
    "<of>?<a><yr>(?P<ago><ago|earlier|before>)|<of>?(?P<year><year4>))|"
    "<the>(?P<quarter><quarter>)<a><yr><ago|earlier|before>|<last><yr><apos><ess>(?P<owned><quarter|period>))"
)
_LIKE = word_set("same corresponding comparable equivalent like")


def same_last_year(scan: Scan, match: Match[str]) -> Draft | None:
    """ "the same period last year", "the corresponding quarter of 2022", "the same month a year earlier"."""
    kind, year = scan.chosen(match, "kind"), scan.chosen(match, "year")
    if kind is not None and kind not in _LIKE:
        return None
    unit = next(word for name in ("unit", "quarter", "owned") if (word := scan.chosen(match, name)))
    if scan.published is None and year is None:
        return None
    quarter = scan.last_quarter if unit in ("quarter", "period") and scan.since_quarter < _COMPARED_QUARTERS else None
    shown = int(year) if year else _compared_year(scan, quarter)
    value = f"{shown:04d}"
    if quarter is not None and (scan.comparing or unit == "quarter"):
        value += f"-Q{quarter[1]}"
    elif unit == "quarter":
        value += "-QX"
    elif unit == "month" and scan.month is not None:
        value += scan.month[0][4:]
    return draft(match, "DATE", value, "resolved")._replace(compared=True)


def _compared_year(scan: Scan, quarter: tuple[int, int] | None) -> int:
    """The year before the one spoken of: that of the quarter, else that of publication."""
    if quarter is not None:
        return quarter[0] - 1
    return scan.published.year - 1 if scan.published else 0


def _year_on_quarter(scan: Scan, match: Match[str], count: float, unit: str) -> str | None:
    """The quarter a year before the one spoken of, as earnings reports compare them."""
    ordinal = scan.chosen(match, "ordinal") if "ordinal" in match.re.groupindex else None
    if abs(count) != 1 or unit != "Y" or scan.last_quarter is None:
        return None
    if match.start("noun") < 0 and (scan.since_quarter > 8 or not scan.comparing):
        return None
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(ordinal or "", scan.last_quarter[1])
    return f"{scan.last_quarter[0] + int(count)}-Q{number}"
