"""Counts and units in temporal phrases: "a couple of years", "nearly three weeks", "12 to 18 months"."""

from re import Match

from onrecord.reading.times.scan import Draft, Scan, draft
from onrecord.reading.times.tokens import number_of
from onrecord.reading.times.values import duration_bounds, duration_value

APPROX = "(?:<approx>|<more|early|later|earlier><than>|<at><least>|<up><to>|<over>(?!<the>))?"

NUMBER = (
    "(?:<int|num|card|year4>(?:<hyphen|and>?<card|half>)*(?:<fraction>|<hyphen>?<and>(?:<hyphen>?<a>)?<hyphen>?<half>)?|<half>|"
    "<fraction>)"
)

# "a couple of", "a few", "several dozen", "two or three", "12 to 18"
SMALL = "<int|num|card>(?:<hyphen>?<card>)?"

COUNT = (
    f"(?:<a>?<quarter>(?:<hyphen>|<of><a>)(?=<unit>)|{SMALL}(?:<hyphen>?<to|or>){SMALL}|{NUMBER}<hyphen>{NUMBER}|<a><half>|<a>?<half><a>|<a>?<couple>(?:<of>|"
    f"<more>)?|<a><dozen>|<a><card>|<a>?{NUMBER}|<a>?<some>(?:<dozen|card>)?|<dozen><of>?|<a>)"
)

UNIT = "(?P<unit><unit|units|tunit|tunits|day|week|yr|quarter|quarters|weekend|weekends|ordinal>)"

UNITS_ONLY = "(?P<unit><units|tunits|quarters|weekends>)"


def count_of(words: list[str]) -> tuple[float | None, bool]:
    """The number of a count phrase, and whether it is vague ("a few"). Of "two or three" the smaller one.

    (None, False) stands for words that are no number: "two five" in "two five-year terms".
    """
    for word in words:
        if word in ("few", "several", "many", "some", "numerous", "dozens"):
            return None, True
    if "quarter" in words:
        return 0.25, False
    if "couple" in words:
        return 2, False
    if len(words) > 1 and words[0] in ("a", "an") and words[1] not in ("hundred", "thousand", "dozen", "half"):
        words = words[1:]
    for joint in ("to", "or"):
        if joint in words:
            words = words[: words.index(joint)]
    if "-" in words and all(part.isdigit() for part in words if part != "-"):
        words = words[: words.index("-")]
    return number_of(words), False


def length_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time; None counts as unknown (PXD)."""
    if unit == "DE" and count is not None:
        return duration_value(count * 10, "Y")
    if unit == "CE" and count is not None and not float(count).is_integer():
        return duration_value(count * 100, "Y")
    if unit == "F":
        return duration_value(count * 2 if count else None, "W")
    if unit == "WE":
        return duration_value(count, "WE")
    if unit == "ML":
        return duration_value(count * 10 if count else None, "CE")
    return duration_value(count, unit)


def stretch(scan: Scan, match: Match[str], count: float | None, unit: str, direction: int) -> Draft:
    """A length of time that ends or begins at publication."""
    value = length_value(count, unit)
    bounds = duration_bounds(value, scan.published, direction) if scan.published else None
    return draft(match, "DURATION", value)._replace(bounds=bounds)


def open_reference(scan: Scan, match: Match[str], value: str) -> Draft:
    """A draft for a vague reference (PAST_REF, FUTURE_REF), with bounds where publication gives one."""
    return draft(match, "DATE", value)._replace(bounds=_reference_bounds(scan, value))


def _reference_bounds(scan: Scan, value: str) -> tuple[str | None, str | None] | None:
    if scan.published is None:
        return None
    today = scan.published.isoformat()
    return {"PAST_REF": (None, today), "FUTURE_REF": (today, None)}.get(value, (today, today))
