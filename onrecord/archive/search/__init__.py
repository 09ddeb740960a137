"""Searching an archive: words, phrases and filters over reports, statements, events and positions.

`units` says what of a record can be found, `index` keeps it in the archive's full-text tables, `query` and `filters`
make a safe expression of what a user asks, `find` answers it.
"""

from onrecord.archive.search.find import search
from onrecord.archive.search.query import InvalidQuery
from onrecord.archive.search.results import FACETS, Count, Filters, Hit, Results, Snippet

__all__ = ["FACETS", "Count", "Filters", "Hit", "InvalidQuery", "Results", "Snippet", "search"]
