"""Reuse between reports: what two texts share, whether it proves that one was taken from the other, and which way.

    verdict = compare(read(first), read(second))
    verdict.label, verdict.direction, verdict.passages[0].a

`compare` and `compare_all` need no archive; `reuse_pairs` reads from one and keeps what it found.
"""

from onrecord.archive.reuse.compare import compare
from onrecord.archive.reuse.index import reuse_neighbours, reuse_pair, reuse_pairs
from onrecord.archive.reuse.many import compare_all
from onrecord.archive.reuse.verdicts import Passage, Reason, Reuse

__all__ = ["Passage", "Reason", "Reuse", "compare", "compare_all", "reuse_neighbours", "reuse_pair", "reuse_pairs"]
