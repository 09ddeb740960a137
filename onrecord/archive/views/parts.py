"""The pieces that views are made of: words with their place, names with their ids, numbers with what they count."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent
from urllib.parse import urlencode

import msgspec

from onrecord.archive.views.context import Context
from onrecord.spans import Span

ROOT = "/api/v1"
_HEADS = "SELECT key, id, outlet, title, published, text FROM reports WHERE key IN (SELECT value FROM json_each(?))"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report: `text` is `report.text[span[0]:span[1]]` in code points, `report` the report's id."""

    report: str
    span: Span
    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A number, and the address under which exactly what it counts is listed."""

    count: int
    url: str


class ActorRef(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as named; `id` leads to its page; None for one that stays in its report (private persons, crowds).

    `in_report` is the id that the actor has in the record.
    """

    name: str
    id: str | None = None
    in_report: str | None = None


class StoryRef(msgspec.Struct, frozen=True, kw_only=True):
    """A story by id, with its title and how many reports tell it."""

    id: str
    title: str
    reports: int


class PlaceRef(msgspec.Struct, frozen=True, kw_only=True):
    """A place as an event or report has it; `id` is the same for the same place in all reports."""

    id: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: str | None = None


class Head(msgspec.Struct, frozen=True):
    """A report's heading and its text, to quote from."""

    key: int
    id: str
    outlet: str | None
    title: str | None
    published: str | None
    text: str

    def quote(self, span: Sequence[int]) -> Quote:
        """The words at a span."""
        start, stop = span
        return Quote(
            report=self.id, span=(start, stop), text=self.text[start:stop], outlet=self.outlet, title=self.title,
            published=self.published,
        )  # fmt: skip


def heads(context: Context, keys: Iterable[int]) -> dict[int, Head]:
    """The headings of some reports by `reports.key`."""
    return {row[0]: Head(*row) for row in context.rows(_HEADS, listed(keys))}


def heads_by_id(context: Context, ids: Iterable[str]) -> dict[str, Head]:
    """The headings of some reports by id."""
    query = "SELECT key FROM reports WHERE id IN (SELECT value FROM json_each(?))"
    found = heads(context, (key for (key,) in context.rows(query, listed(ids))))
    return {head.id: head for head in found.values()}


def listed(values: Iterable[object]) -> str:
    """Values as JSON, for `json_each`."""
    return msgspec.json.encode(sorted(set(values), key=str)).decode()


def url(path: str, **query: object) -> str:
    """The address of a resource of the API; values that are None or empty are left out."""
    kept = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "", ())}
    return ROOT + path + ("?" + urlencode(kept, doseq=True) if kept else "")


def report_path(report_id: str) -> str:
    """The path of a report: the digits of its id, without `sha256:`, so that it can be a file's name."""
    return "/reports/" + percent(report_id.removeprefix("sha256:"), safe="")
