"""Political events: sentences with a marked pair of actors, or with no more than what kind of thing happens in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.models.words import split_words
from training.data import EVENTS, Document, EventPair, WordFinder, read_rows

QUADS = {
    "verbal_coop": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_coop": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
"""PLOVER's quad classes."""


def event_documents(folder: Path) -> list[Document]:
    """The train parts of the event benches as documents.

    Synthetic stories (ngec) are left out: labelled as a whole, they teach to see events in every word of a long text.
    """
    return [
        *_pairs(folder / "plv-train.jsonl"),
        *_pairs(folder / "aw-wiki-train.jsonl"),
        *_sentences(folder / "cameo-quad-train.jsonl"),
    ]


def types_of(row: dict[str, Any]) -> list[int]:
    """The types that a row's label allows: the root's, else those of its quad class, else of its half of the quads."""
    names: tuple[str, ...]
    if row.get("root"):
        names = ("CONCEDE", "RETREAT") if row["root"] == "YIELD" else (row["root"],)
    elif row.get("binary"):
        names = tuple(name for quad, types in QUADS.items() for name in types if quad.endswith(row["binary"]))
    else:
        names = QUADS.get(row["quad"], ())
    return [EVENTS.index(name) for name in names]


def _pairs(path: Path) -> Iterator[Document]:
    for row in read_rows(path):
        doc = Document(f"{path.stem}/{row['id']}", row["text"], split_words(row["text"]))
        finder = WordFinder(doc.words)
        spans = row["source_span"], row["target_span"]
        actor, recipient = (list(finder.words(span)) if span and None not in span else [] for span in spans)
        if actor or recipient:
            doc.pairs.append(EventPair(actor, recipient, types_of(row)))
            yield doc


def _sentences(path: Path) -> Iterator[Document]:
    for row in read_rows(path):
        yield Document(f"{path.stem}/{row['id']}", row["text"], split_words(row["text"]), happening=types_of(row))
