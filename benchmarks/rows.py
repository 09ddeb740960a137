"""Rows of JSON Lines in and out, gzipped or not."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
"""One line of a bench: its fields are the bench's own, so their types are not known here."""


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a .jsonl or .jsonl.gz file, one at a time."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write the objects as JSON Lines and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count
