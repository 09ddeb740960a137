"""Search hits with what leads on from them: story, entity and the counts that narrow them."""

from collections.abc import Sequence

import msgspec

from onrecord.archive.search import Filters, Hit, search
from onrecord.archive.search.results import Count, Order, Snippet
from onrecord.archive.search.units import Kind
from onrecord.archive.views.context import Context
from onrecord.archive.views.genres import genres
from onrecord.archive.views.parts import listed, report_path, url
from onrecord.reading.genre import Genre
from onrecord.spans import Span

KINDS: dict[str, Kind] = {
    "statements": "statement", "events": "event", "positions": "position", "reports": "report",
}  # fmt: skip
"""What can be searched, by its name in an address."""
_FILTER_OF = {
    "outlet": "outlet", "actor": "actor", "source": "source", "place": "place", "land": "place", "area": "place",
    "country": "actor", "type": "type", "modality": "modality", "certainty": "certainty", "stance": "stance",
    "anonymity": "anonymity",
}  # fmt: skip
"""The filter that narrows hits to a value of a facet."""
_MOST_VALUES = 50


class HitView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. `record` is the id of the attribution, event or position in the report's record."""

    kind: Kind
    record: str
    report: str
    url: str
    span: Span
    who: str
    outlet: str | None
    published: str | None
    title: str | None
    uri: str | None
    story: str | None
    genre: Genre | None
    """What kind of text the report reads like, where it does not read like news."""
    snippets: tuple[Snippet, ...]
    score: float


class FacetCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many hits have a value; `filter` and `value` narrow the search to them where `filter` is set."""

    value: str
    label: str
    hits: int
    filter: str | None
    filter_value: str


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits, best first; `capped`: there are more than `total`."""

    kind: Kind
    total: int
    capped: bool
    hits: tuple[HitView, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    """The 50 values of each facet that most hits have; of times all."""
    others: dict[str, int]
    """How many values each facet has beyond these."""
    cursor: str | None = None


def search_view(
    context: Context,
    q: str = "",
    kind: str = "statements",
    filters: Filters | None = None,
    order: Order = "relevance",
    limit: int = 20,
    cursor: str | None = None,
    facets: Sequence[str] = (),
) -> SearchView:
    """What is found for words and filters. Raises InvalidQuery."""
    found = search(
        context.archive, q, kind=KINDS[kind], filters=filters or Filters(), order=order, limit=limit, cursor=cursor,
        facets=[name.replace("_", " ") for name in facets],
    )  # fmt: skip
    stories = _stories(context, found.hits)
    kinds = genres(context)
    return SearchView(
        kind=found.kind, total=found.total, capped=found.capped, cursor=found.cursor,
        hits=tuple(_hit(hit, stories.get(hit.report), kinds.get(hit.report)) for hit in found.hits),
        facets={
            name.replace(" ", "_"): tuple(
                FacetCount(
                    value=c.value,
                    label=c.label,
                    hits=c.hits,
                    filter=_filter(name),
                    filter_value=_value(name, c.value, c.label),
                )
                for c in _most(name, counts)
            )
            for name, counts in found.facets.items()
        },
        others={
            name.replace(" ", "_"): len(counts) - len(_most(name, counts)) for name, counts in found.facets.items()
        },
    )  # fmt: skip


def _most(facet: str, counts: Sequence[Count]) -> Sequence[Count]:
    """The values that are sent; a row of times is of use only as a whole."""
    return counts if facet.startswith(("reported", "happened")) else counts[:_MOST_VALUES]


def facet_filter(facet: str, value: str, label: str) -> tuple[str | None, str]:
    """The filter that narrows hits to a value of a facet, None where none does, and what it takes for it."""
    return _filter(facet), _value(facet, value, label)


def _filter(facet: str) -> str | None:
    if facet.startswith("reported"):
        return "reported"
    if facet.startswith("happened"):
        return "happened"
    return _FILTER_OF.get(facet)


def _value(facet: str, value: str, label: str) -> str:
    """What the filter takes for this value: names as shown, codes and dates as they are compared."""
    return value if facet in ("country", "land") or "reported" in facet or "happened" in facet else label


def _stories(context: Context, hits: Sequence[Hit]) -> dict[str, str]:
    query = (
        "SELECT id, story FROM reports JOIN story_members ON report = key WHERE id IN (SELECT value FROM json_each(?))"
    )
    return dict(context.rows(query, listed(hit.report for hit in hits)))


def _hit(hit: Hit, story: str | None, genre: Genre | None) -> HitView:
    return HitView(
        kind=hit.kind, record=hit.record, report=hit.report, url=url(report_path(hit.report)), span=hit.span,
        who=hit.who, outlet=hit.outlet, published=hit.published, title=hit.title, uri=hit.uri, story=story, genre=genre,
        snippets=hit.snippets, score=hit.score,
    )  # fmt: skip
