"""Time zones as news writes them after a clock time, and how far each is from UTC on a given day."""

from datetime import date, timedelta

_EU, _US = "eu", "us"
# Minutes east of UTC in winter, and whose rule of summer time they follow.
_CODES: dict[str, tuple[int, str]] = {
    "gmt": (0, ""), "utc": (0, ""), "bst": (60, ""), "cet": (60, ""), "cest": (120, ""), "eet": (120, ""),
    "eest": (180, ""), "msk": (180, ""), "est": (-300, ""), "edt": (-240, ""), "cst": (-360, ""), "cdt": (-300, ""),
    "mst": (-420, ""), "mdt": (-360, ""), "pst": (-480, ""), "pdt": (-420, ""), "jst": (540, ""), "kst": (540, ""),
    "hkt": (480, ""), "et": (-300, _US), "sgt": (480, ""), "pkt": (300, ""), "trt": (180, ""), "wib": (420, ""),
    "eat": (180, ""), "wat": (60, ""), "cat": (120, ""), "sast": (120, ""),
}  # fmt: skip
_PLACES: dict[tuple[int, str], str] = {
    (-480, _US): "pacific",
    (-420, _US): "mountain",
    (-360, _US): "central chicago",
    (-300, _US): "eastern washington",
    (0, ""): "greenwich",
    (0, _EU): "london british lisbon dublin irish",
    (60, _EU): (
        "brussels paris berlin rome madrid vienna warsaw geneva prague budapest amsterdam oslo stockholm copenhagen "
        "zurich belgrade french german italian spanish swiss polish european"
    ),
    (60, ""): "lagos abuja",
    (120, _EU): "kyiv kiev athens helsinki bucharest sofia vilnius riga tallinn ukrainian greek finnish",
    (120, ""): "johannesburg pretoria khartoum harare",
    (180, ""): "moscow istanbul ankara turkish baghdad riyadh saudi nairobi minsk doha kuwait",
    (210, ""): "tehran iranian",
    (240, ""): "dubai baku tbilisi yerevan",
    (270, ""): "kabul afghan",
    (300, ""): "islamabad karachi pakistani tashkent",
    (330, ""): "india indian delhi mumbai",
    (345, ""): "kathmandu",
    (360, ""): "dhaka",
    (390, ""): "yangon",
    (420, ""): "bangkok hanoi jakarta thai",
    (480, ""): "beijing china singapore taipei taiwan manila perth shanghai",
    (540, ""): "tokyo japan seoul korean korea pyongyang",
}
_NAMES = _CODES | {place: zone for zone, places in _PLACES.items() for place in places.split()}
ZONE_CODES = tuple(_CODES)
"""The codes that may stand right behind a clock time: "0735 GMT"."""


def is_zone(name: str) -> bool:
    """Whether a word before "time" names a zone or says that the time is the place's own: "Moscow", "local"."""
    return name in _NAMES or name == "local"


def zone_offset(name: str, day: date | None) -> str | None:
    """The offset of a zone on a day as ISO 8601 writes it (`Z`, `+03:00`); None where it is not known.

    Summer time follows the rules of the EU since 1996 and of the United States since 2007.
    """
    if name not in _NAMES:
        return None
    minutes, rule = _NAMES[name]
    if rule and day is None:
        return None
    if rule and day is not None and _is_summer(day, rule):
        minutes += 60
    sign, rest = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{rest // 60:02d}:{rest % 60:02d}" if minutes else "Z"


def _is_summer(day: date, rule: str) -> bool:
    if rule == _EU:
        return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)
    return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)


def _sunday(year: int, month: int, number: int) -> date:
    """The first Sunday on or after a day of a month."""
    day = date(year, month, number)
    return day + timedelta(days=6 - day.weekday())
