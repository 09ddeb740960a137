"""A report from an object with named values: a line of JSON, a row of a table, an entry of a feed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from onrecord.errors import EmptyInput, InputError, NotAnArticle, OversizedInput
from onrecord.intake.decoding import decode, kind_of, refuse_unreadable, unpack_saved_page
from onrecord.intake.metadata import Metadata, Overrides, make_metadata
from onrecord.intake.report import LARGEST_REPORT, report_from_html, report_from_text
from onrecord.records import Report

Item = tuple[str, Report | InputError]
"""An input's name, and its report or the error that stands for it."""

KNOWN_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "body", "content", "article", "articleBody", "article_text", "maintext", "main_text", "full_text",
        "fulltext",
    ),
    "html": ("html", "raw_html", "content_html"),
    "title": ("title", "headline"),
    "outlet": (
        "outlet", "source", "publisher", "site_name", "sitename", "source_name", "publication", "media_name",
        "hostname",
    ),
    "byline": ("authors", "author", "byline", "creator"),
    "published": (
        "published", "date", "datePublished", "published_at", "publishedAt", "published_date", "publish_date",
        "date_publish", "date_published", "publication_date", "pub_date", "pubDate", "published_time", "publish_time",
        "timestamp", "created_at",
    ),
    "url": ("url", "link", "uri", "source_url", "canonical_url"),
}  # fmt: skip
"""Under which names each value of a report is looked for, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of the data holds which value of a report, where the user says so.

    `given` maps a name of `KNOWN_FIELDS` to a field's name; `a.b` reaches into nested objects. A value that is not
    given is looked for under its usual names. Raises ValueError for a value that reports do not have.
    """

    given: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.given:
            if name not in KNOWN_FIELDS:
                raise ValueError(f"{name!r} is not a value of a report. Choose from {', '.join(KNOWN_FIELDS)}")

    def find(self, value: Mapping[str, Any], name: str) -> Any:
        """The value of that name, or None where the data has none."""
        if name in self.given:
            return _reach(value, self.given[name])
        return next((value[key] for key in KNOWN_FIELDS[name] if value.get(key)), None)

    def described(self, name: str) -> str:
        """The field that holds the value of that name, for a message to the user."""
        return f"`{self.given.get(name, name)}`"


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says about all inputs: values that go before theirs, and where their fields are."""

    overrides: Overrides = Overrides()  # noqa: RUF009 - it is frozen
    fields: Fields = Fields()


def report_of(value: Any, name: str, options: Options) -> Report:
    """A report from an object with its text (or its page) and what is known of it.

    Raises NotAnArticle where there is no field for the text, EmptyInput where it is empty, and what
    `report_from_text` and `report_from_html` raise.
    """
    if not isinstance(value, Mapping):
        raise NotAnArticle(name, "this JSON is no object with a report's text", "Give objects with the text in `text`")
    if isinstance(value.get("report"), dict):  # a record that onrecord made
        value = value["report"]
    fields, known = options.fields, metadata_of(value, options.fields)
    text, page = fields.find(value, "text"), fields.find(value, "html")
    if not isinstance(text, str) or not text.strip():
        if isinstance(page, str) and page.strip():
            return report_from_html(page, name=name, overrides=options.overrides, metadata=known)
        if isinstance(text, str) or fields.find(value, "title"):
            raise EmptyInput(name, "the object holds no text", f"Put the report's text into {fields.described('text')}")
        raise _no_text(value, name, fields)
    if kind_of(text.encode(errors="replace")) == "html":
        return report_from_html(text, name=name, overrides=options.overrides, metadata=known)
    return report_from_text(text, name=name, overrides=options.overrides, metadata=known)


def report_of_bytes(data: bytes, name: str, options: Options) -> Report:
    """A report from the bytes of a text, a web page or a saved page. Raises InputError where they hold none."""
    refuse_oversized(data, name)
    refuse_unreadable(data, name)
    page = unpack_saved_page(data)
    if page is not data or kind_of(page) == "html":
        return report_from_html(page, name=name, overrides=options.overrides)
    return report_from_text(decode(data), name=name, overrides=options.overrides)


def metadata_of(value: Mapping[str, Any], fields: Fields) -> Metadata:
    """What the object says about its report beside the text."""
    return make_metadata(
        title=fields.find(value, "title"),
        outlet=fields.find(value, "outlet"),
        byline=fields.find(value, "byline"),
        published=fields.find(value, "published"),
        url=fields.find(value, "url"),
    )


def refuse_oversized(data: bytes, name: str) -> None:
    """Raise OversizedInput where the bytes are more than one report can have."""
    if len(data) > LARGEST_REPORT:
        raise OversizedInput(name, "the input is longer than 2 MB", "Split it: one report an input")


def attempt(name: str, read: Callable[[], Report]) -> Item:
    """The report, or the error that stands for it, under the input's name."""
    try:
        return name, read()
    except InputError as error:
        return name, error


def _no_text(value: Mapping[str, Any], name: str, fields: Fields) -> NotAnArticle:
    there = ", ".join(str(key) for key in list(value)[:12])
    remedy = f"Say which field holds it: --field text=NAME (there are: {there})" if there else "Put it into `text`"
    return NotAnArticle(name, f"the object has no field {fields.described('text')}", remedy)


def _reach(value: Mapping[str, Any], path: str) -> Any:
    if path in value:
        return value[path]
    found: Any = value
    for part in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found
