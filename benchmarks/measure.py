"""Clock, memory and input for the runs over many articles."""

import resource
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from onrecord.errors import InputError
from onrecord.intake import read_inputs
from onrecord.records import Report


def read_articles(path: Path, limit: int | None = None) -> Iterator[Report | InputError]:
    """The articles of a .jsonl or .jsonl.gz file, through the intake, in order."""
    return islice(read_inputs([str(path)]), limit)


def read_pages(folder: Path) -> Iterator[Report | InputError]:
    """The saved pages of a folder of .html and .html.gz files, through the intake, in order of their names."""
    return read_inputs(str(page) for page in sorted(folder.glob("*.html*")))


def count_words(text: str) -> int:
    """Runs of characters between white space: the count that speeds are given in."""
    return len(text.split())


def resident_mb() -> float:
    """Memory of this process at present, in MB (10**6 bytes)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_mb() -> float:
    """The most memory this process has had, in MB (10**6 bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
