"""What is known about a report besides its text, from wherever it was found, in one clean form."""

import re
from dataclasses import dataclass, fields, replace

from onrecord.intake.characters import one_line
from onrecord.intake.dates import MONTH, normalise_date

_URL = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|uk|eu|info|int|gov|edu|news|[a-z]{2})", re.IGNORECASE)
_USELESS = frozenset((
    "n/a", "na", "none", "null", "undefined", "unknown", "untitled", "anonymous", "admin", "administrator",
    "editor", "staff", "webmaster", "home", "homepage", "article", "news", "index", "default", "wordpress",
    "website", "author", "title", "source", "date", "-", ".",
))  # fmt: skip
_BY = re.compile(r"^(?:(?:written|reported|posted)\s+)?by[:\s]+", re.IGNORECASE)
_BYLINE_END = re.compile(r"\s+[@•]|\s+(?:" + MONTH + r"\s+\d|\d{1,2}[\s:/.])")
_KICKER = re.compile(
    r"^(?:opinion|analysis|perspective|commentary|editorial|exclusive|live|watch|video)\s+\|\s+", re.IGNORECASE
)
_TITLE_END = re.compile(r"\s+(?:[|•»·–—-]|::?)\s+(?=[^|•»·–—-]*$)")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the caller knows for certain; it goes before anything that the input says.

    Raises ValueError where `published` is not a full, possible date.
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and normalise_date(self.published) is None:
            raise ValueError(f"{self.published!r} is not a full date. Write it as 2022-05-14 or 2022-05-14T09:30:00Z")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A report's title, outlet, byline, address and date of publication, each None where not known.

    `retrieved` is when its page was fetched, where a web archive tells; that says nothing of when it came out.
    """

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None

    def or_else(self, other: "Metadata") -> "Metadata":
        """This metadata, with what it lacks taken from `other`."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


def make_metadata(
    title: object = None, outlet: object = None, byline: object = None, published: object = None, url: object = None
) -> Metadata:
    """Metadata from raw values, each cleaned and None where it says nothing."""
    name = clean_outlet(outlet)
    return Metadata(
        title=clean_title(title, name),
        outlet=name,
        byline=clean_byline(byline),
        published=normalise_date(published),
        url=clean_url(url),
    )


def clean_title(value: object, outlet: str | None = None) -> str | None:
    """A headline without the name of the site that many pages add to it."""
    title = _text(value)
    if title is None or _URL.fullmatch(title):
        return None
    title = _KICKER.sub("", title)
    parts = _TITLE_END.split(title)
    if outlet and len(parts) > 1 and _same_name(parts[-1], outlet):
        title = title[: title.rindex(parts[-1])].rstrip(" |•»·–—-:")
    return title or None


def clean_outlet(value: object) -> str | None:
    """An outlet's name; None for an address, a handle or a placeholder."""
    if isinstance(value, dict):
        value = value.get("name")
    name = _text(value)
    if name is None or len(name) > 80 or name.startswith("@") or _URL.fullmatch(name):
        return None
    return None if _DOMAIN.fullmatch(name) and name == name.lower() else name


def clean_byline(value: object) -> str | None:
    """The names of the authors, as written, joined with commas; None where only addresses are given."""
    listed = value if isinstance(value, list | tuple) else [value]
    names: list[str] = []
    for entry in listed:
        name = _text(entry.get("name") if isinstance(entry, dict) else entry)
        if name is None or _URL.search(name) or len(name) > 200:
            continue
        name = _BYLINE_END.split(_BY.sub("", name))[0].strip(" ,;|–—-")
        if name and name.lower() not in _USELESS and name not in names:
            names.append(name)
    return ", ".join(names) or None


def clean_url(value: object) -> str | None:
    """An absolute web address, or None."""
    address = _text(value)
    return address if address and re.match(r"https?://[^\s/]+\S*$", address, re.IGNORECASE) else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = one_line(value)
    return text if text and text.lower() not in _USELESS else None


def _same_name(a: str, b: str) -> bool:
    return _key(a) == _key(b) or _key(b).startswith(_key(a)) or _key(a).startswith(_key(b))


def _key(name: str) -> str:
    return re.sub(r"^the|com$", "", re.sub(r"\W", "", name.casefold()))
