"""What is asked of a search beside the words, and what it gives. Plain data, JSON in and out through msgspec."""

from typing import Literal

import msgspec

from onrecord.archive.search.units import Kind
from onrecord.spans import Span

Order = Literal["relevance", "newest", "oldest"]
FACETS = (
    "outlet", "actor", "country", "source", "place", "area", "land",
    "type", "modality", "certainty", "stance", "anonymity",
    "reported month", "reported year", "happened month", "happened year",
)  # fmt: skip
"""What hits can be counted by. `country` is that of the actors, `land` that of the places."""


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What hits have to be like. Of the values of one filter any will do; different filters must all be met."""

    actor: tuple[str, ...] = ()
    """Names, whole or whole words of them ("Katz"), or countries by three-letter code or name."""
    source: tuple[str, ...] = ()
    """Names of who said it, whole or whole words of them."""
    place: tuple[str, ...] = ()
    """Places by name; a country or a first-level division stands for all in it."""
    near: str | None = None
    """A place by name, or `LAT,LON` in degrees; `within` is the distance."""
    within: float = 50.0
    """Kilometres."""
    happened_from: str | None = None
    """ISO year, month or day: told with a date (when it happened, was to happen, held) on or after it."""
    happened_to: str | None = None
    reported_from: str | None = None
    """ISO year, month or day: published on or after it."""
    reported_to: str | None = None
    type: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    anonymity: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a report's text with the words that were found: every span is in code points of `report.text`."""

    span: Span
    text: str
    found: tuple[Span, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. `report` and `record` are ids; for a report both are the same."""

    kind: Kind
    record: str
    report: str
    span: Span
    who: str
    """Who says, does or holds it; for a report its title."""
    outlet: str | None
    published: str | None
    title: str | None
    uri: str | None
    snippets: tuple[Snippet, ...]
    score: float
    """BM25, larger is better; 0 where only filters were given."""


class Count(msgspec.Struct, frozen=True):
    """How many of the hits have a value. `value` goes into a filter, `label` is for people."""

    value: str
    label: str
    hits: int


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits. `cursor` gives the next page, None after the last."""

    kind: Kind
    total: int
    capped: bool
    """There are more than `total`."""
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Count, ...]] = {}
    cursor: str | None = None
