"""Claims: one thing said, in all reports that say it, and on how many independent origins it rests.

From records to claims, each step a module of plain functions: `sayings` takes a report apart into what it says and on
whose word; `words` and `matching` find which sayings of several reports say the same; `citing` and `endings` follow
each saying's chain of attribution to its end, in another report where one is cited; `origins` counts the ends that are
independent, with the reason for each that is not counted. `index` keeps the result in the archive's tables.
"""

from onrecord.archive.claims.asking import Rest, find_origins
from onrecord.archive.claims.finding import find_claims
from onrecord.archive.claims.graph import SourceGraph, source_graph
from onrecord.archive.claims.index import claims_basis, claims_of_reports, claims_of_story, origins_of_statement
from onrecord.archive.claims.records import Claim, Origin

__all__ = [
    "Claim",
    "Origin",
    "Rest",
    "SourceGraph",
    "claims_basis",
    "claims_of_reports",
    "claims_of_story",
    "find_claims",
    "find_origins",
    "origins_of_statement",
    "source_graph",
]
