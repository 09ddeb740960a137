"""Searching: words and filters to one expression, hits ranked by BM25, a page of them with snippets and counts."""

import sqlite3
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nlargest

import msgspec

from onrecord.archive.search.aliases import with_other_names
from onrecord.archive.search.filters import tag_expression
from onrecord.archive.search.index import TABLES
from onrecord.archive.search.query import InvalidQuery, fts_expression, narrowed, parse_query, text_expression
from onrecord.archive.search.results import FACETS, Count, Filters, Hit, Order, Results
from onrecord.archive.search.snippets import CLOSE, OPEN, make_snippets, take_marks
from onrecord.archive.search.units import KINDS, Kind
from onrecord.archive.store import Archive

MOST_RANKED = 3_000
"""Hits that are ranked: of more hits those that were added last, and those with every word of an OR."""
MOST_COUNTED = 100_000
"""Hits that are counted; of more it is told that there are more."""
MOST_FACETED = 20_000
"""Hits whose values are counted for facets; of more hits it is those that were added last."""
LARGEST_PAGE = 1000
_MOST_TIED = 500
"""Hits of one score at the end of a page that are still put in order by publication."""
_SNIPPETS = {"report": 3}
_NO_FILTERS = Filters()


def search(
    archive: Archive,
    query: str = "",
    *,
    kind: Kind = "statement",
    filters: Filters = _NO_FILTERS,
    order: Order = "relevance",
    limit: int = 20,
    cursor: str | None = None,
    facets: Sequence[str] = (),
) -> Results:
    """The hits of one kind for the words, the filters, or both; `cursor` is that of the page before.

    `facets` are names of `FACETS` to count all hits by, not only this page's. Without words the order is `newest`.
    Raises InvalidQuery, with a reason for people, for a query, filter or cursor that cannot be used.
    """
    _check(kind, limit, facets)
    node = parse_query(query)
    words = fts_expression(node) if node else None
    tags = tag_expression(archive.connection, with_other_names(archive, filters))
    if words is None and tags is None:
        return Results(kind=kind, total=0, capped=False, hits=())
    digest = _digest(kind, query, filters, order)
    offset, newest = _read_cursor(cursor, digest, archive.connection)
    found = _Found(archive.connection, kind, words, tags, newest)
    if node and order == "relevance":
        narrow = narrowed(node)
        best = found.by_rank(offset + limit + 1, fts_expression(narrow) if narrow else None)
    else:
        best = found.by_date(offset + limit + 1, oldest_first=order == "oldest")
    return Results(
        kind=kind,
        total=min(found.total, MOST_COUNTED),
        capped=found.total > MOST_COUNTED,
        hits=tuple(found.hits(best[offset : offset + limit], text_expression(node) if node else None)),
        facets={facet: found.counts(facet) for facet in facets},
        cursor=_write_cursor(offset + limit, newest, digest) if len(best) > offset + limit else None,
    )


def _check(kind: str, limit: int, facets: Sequence[str]) -> None:
    if kind not in KINDS:
        raise InvalidQuery("search", f"{kind!r} is nothing to search", f"Give one of {', '.join(KINDS)}")
    if not 1 <= limit <= LARGEST_PAGE:
        raise InvalidQuery("search", f"a page of {limit} hits", f"Give 1 to {LARGEST_PAGE}")
    for facet in facets:
        if facet not in FACETS:
            raise InvalidQuery("search", f"{facet!r} is no facet", f"Give some of {', '.join(FACETS)}")


class _Found:
    """The hits of words, filters or both in one table, those added last first."""

    def __init__(
        self, connection: sqlite3.Connection, kind: Kind, words: str | None, tags: str | None, newest: int
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._table = TABLES[kind]
        self._words = words
        self._tags = f"tags : ({tags})" if tags else None
        self._newest = newest
        self._all: int | None = None

    @property
    def total(self) -> int:
        """How many there are; one more than are counted where there are so many."""
        if self._all is None:
            self._all = self._count()
        return self._all

    def by_rank(self, wanted: int, narrow: str | None) -> list[tuple[int, float]]:
        """The best hits, key and score; of more hits than are ranked also those of `narrow`, which has fewer."""
        keys = self._keys(MOST_RANKED + 1) if self._tags else []
        scores = dict(self._among(keys) if self._tags else self._scored(self._both(self._words)))
        if len(scores) <= MOST_RANKED:
            self._all = len(scores)
        elif narrow:
            scores |= dict(self._scored(self._both(narrow)))
        return self._in_order(scores, wanted)

    def _in_order(self, scores: dict[int, float], wanted: int) -> list[tuple[int, float]]:
        """The best, hits of one score by publication and place, so that the order of adding makes no difference."""
        best = nlargest(wanted, scores.values())
        least = best[-1] if best else 0.0
        reached = {key: score for key, score in scores.items() if score >= least}
        if len(reached) > wanted + _MOST_TIED:
            return sorted(reached.items(), key=lambda entry: (-entry[1], entry[0]))[:wanted]
        rows = self._connection.execute(
            "SELECT u.key, ifnull(r.published_at, ''), r.id, u.start, u.owner FROM json_each(?) AS f "
            "JOIN search_units AS u ON u.key = f.value JOIN reports AS r ON r.key = u.report",
            (_listed(list(reached)),),
        )
        order = sorted((-reached[key], *place, key) for key, *place in rows)
        return [(entry[-1], -entry[0]) for entry in order[:wanted]]

    def by_date(self, wanted: int, oldest_first: bool) -> list[tuple[int, float]]:
        """The hits in order of publication, those of one report in text order, the undated last."""
        way = "ASC" if oldest_first else "DESC"
        rows = self._connection.execute(
            "SELECT u.key FROM json_each(?) AS f JOIN search_units AS u ON u.key = f.value "
            "JOIN reports AS r ON r.key = u.report "
            f"ORDER BY r.published_at IS NULL, r.published_at {way}, r.id, u.start, u.key LIMIT ?",
            (_listed(self._keys(MOST_COUNTED)), wanted),
        )
        return [(key, 0.0) for (key,) in rows]

    def hits(self, page: list[tuple[int, float]], words: str | None) -> list[Hit]:
        """The hits of a page in its order."""
        found = []
        for key, score in page:
            row = self._connection.execute(
                "SELECT owner, start, stop, search_units.head, id, outlet, published, title, uri, "
                "substr(text, start + 1, stop - start) FROM search_units JOIN reports ON reports.key = report "
                "WHERE search_units.key = ?",
                (key,),
            ).fetchone()
            owner, start, stop, who, report, outlet, published, title, uri, text = row
            spans = self._found_in(key, text, words) if words else []
            found.append(
                Hit(
                    kind=self._kind, record=owner, report=report, span=(start, stop), who=who, outlet=outlet,
                    published=published, title=title, uri=uri, score=score,
                    snippets=make_snippets(text, spans, start, _SNIPPETS.get(self._kind, 1)),
                )
            )  # fmt: skip
        return found

    def counts(self, facet: str) -> tuple[Count, ...]:
        """How many hits have each value of a facet, the most frequent first."""
        names = {
            f"t{key}": (value, label)
            for key, value, label in self._connection.execute(
                "SELECT key, value, label FROM search_values WHERE facet = ?", (facet,)
            )
        }
        rows = self._connection.execute(
            "SELECT tags FROM json_each(?) AS f JOIN search_units AS u ON u.key = f.value",
            (_listed(self._keys(MOST_FACETED)),),
        )
        counter = Counter(tag for (tags,) in rows for tag in tags.split() if tag in names)
        found = (Count(*names[tag], hits) for tag, hits in counter.items())
        return tuple(sorted(found, key=lambda count: (-count.hits, count.value)))

    def _both(self, words: str | None) -> str:
        return " AND ".join(part for part in (words, self._tags) if part)

    def _count(self) -> int:
        parameters = (self._both(self._words), self._newest, MOST_COUNTED + 1)
        (count,) = self._connection.execute(f"SELECT count(*) FROM ({self._matching()} LIMIT ?)", parameters).fetchone()
        return int(count)

    def _keys(self, most: int) -> list[int]:
        """The keys of the hits added last, those first."""
        parameters = (self._both(self._words), self._newest, most)
        rows = self._connection.execute(f"{self._matching()} ORDER BY rowid DESC LIMIT ?", parameters)
        return [key for (key,) in rows]

    def _scored(self, expression: str) -> list[tuple[int, float]]:
        """The keys and scores of the hits added last."""
        statement = f"{self._matching('rowid, rank')} ORDER BY rowid DESC LIMIT ?"
        rows = self._connection.execute(statement, (expression, self._newest, MOST_RANKED + 1))
        return [(key, round(-rank, 9)) for key, rank in rows]

    def _matching(self, columns: str = "rowid") -> str:
        return f"SELECT {columns} FROM {self._table} WHERE {self._table} MATCH ? AND rowid <= ?"

    def _among(self, keys: list[int]) -> list[tuple[int, float]]:
        """The scores of some hits by the words alone.

        BM25 counts the rows of every word first; a filter that most rows meet would make that slow.
        """
        matching = f"SELECT rowid, rank FROM {self._table} WHERE {self._table} MATCH ?"
        rows = self._connection.execute(
            f"{matching} AND rowid >= ? AND +rowid IN (SELECT value FROM json_each(?))",
            (self._words, min(keys, default=0), _listed(keys)),
        )
        return [(key, round(-rank, 9)) for key, rank in rows]

    def _found_in(self, key: int, text: str, words: str) -> list[tuple[int, int]]:
        """Where in the text the words of the query stand; none where the index's marks cannot be told from the text."""
        table = self._table
        statement = f"SELECT highlight({table}, 1, ?, ?) FROM {table} WHERE {table} MATCH ? AND rowid = ?"
        (marked,) = self._connection.execute(statement, (OPEN, CLOSE, words, key)).fetchone()
        plain, spans = take_marks(marked)
        return spans if plain == text else []


def _listed(keys: list[int]) -> str:
    return "[" + ",".join(map(str, keys)) + "]"


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _write_cursor(offset: int, newest: int, digest: str) -> str:
    return urlsafe_b64encode(msgspec.json.encode([offset, newest, digest])).decode().rstrip("=")


def _read_cursor(cursor: str | None, digest: str, connection: sqlite3.Connection) -> tuple[int, int]:
    """Where the page begins, and the newest row there was at the first page: what is added later shifts no page."""
    if cursor is None:
        (newest,) = connection.execute("SELECT ifnull(max(key), 0) FROM search_units").fetchone()
        return 0, int(newest)
    try:
        text = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        offset, newest, of = msgspec.json.decode(text, type=tuple[int, int, str])
    except (ValueError, msgspec.DecodeError):
        raise InvalidQuery("cursor", f"{cursor!r} is none that a search gave", "Search again without it") from None
    if of != digest or offset < 0:
        raise InvalidQuery("cursor", "it belongs to another search", "Give the same words, filters and order with it")
    return offset, newest
