"""Silver trees, tags and names: what an earlier model sees in texts that nobody has parsed.

    python -m training.silver_layers --bench ../shared/bench --silver build/silver.jsonl --model onrecord/models \\
        --out build/silver-layers.jsonl

Sources that mark events or attributions alone carry no trees. A network trained on them beside the treebanks drifts: it
takes "police arrested two men" for a passive, because nothing in such texts holds its grammar. The labels of an
earlier model hold it (learning without forgetting, Li & Hoiem 2018); where that model was unsure, nothing is said.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.models.reader_model import ReaderModel, WindowOutput
from onrecord.models.trees import best_tree
from onrecord.reading.triggers import Floats, softmax
from training.data import IGNORE, Document, read_rows, vocabulary
from training.sources import load_training

LAYERS = ("upos", "xpos", "script", "sentence", "name", "entity", "head", "deprel")
SURE = 0.8
"""The least probability at which a label of the earlier model counts."""


def add_silver_layers(path: Path, documents: Iterable[Document]) -> None:
    """Give the documents the silver layers they have no labels of, in place.

    A layer counts as marked where any word has a label. Raises ValueError where the words are not those of the file.
    """
    rows = {row["key"]: row for row in read_rows(path)}
    for doc in documents:
        row = rows.get(doc.key)
        if row is None:
            continue
        found = {name: np.array(row[name], dtype=np.int64) for name in LAYERS}
        if len(found["upos"]) != len(doc.words):
            raise ValueError(f"{path}: {doc.key} has {len(found['upos'])} words there, {len(doc.words)} here")
        for name in LAYERS:
            if name not in doc.labels:
                doc.labels[name] = found[name]
        doc.labels.setdefault("sentence_id", np.cumsum(np.maximum(found["sentence"], 0)))


def silver_layers(doc: Document, model: ReaderModel) -> dict[str, Any]:
    """The layers of one document as lists of class numbers, IGNORE where the model was unsure."""
    found: dict[str, list[int]] = {name: [] for name in LAYERS}
    encoded = model.encode(doc.text, doc.words)
    for output in model.run(encoded):
        for name, part in model.slices.items():
            if name in LAYERS:
                found[name] += _sure(softmax(output.tags[:, part]))
        starts = _starts(output, model, encoded.paragraph_starts)
        for word in starts:
            found["sentence"][word] = 1
        heads, relations = _trees(output, model, [word - output.start for word in starts])
        found["head"] += heads
        found["deprel"] += relations
    return {"key": doc.key, **found}


def _sure(probabilities: Floats) -> list[int]:
    best = probabilities.argmax(axis=1)
    return [int(b) if p[b] >= SURE else IGNORE for b, p in zip(best, probabilities, strict=True)]


def _starts(output: WindowOutput, model: ReaderModel, known: Iterable[int]) -> list[int]:
    """Where sentences begin in the window, as words of the document."""
    logits = output.tags[:, model.slices["sentence"]]
    seen = {output.start + int(i) for i in np.flatnonzero(logits[:, 1] > logits[:, 0])}
    return sorted(seen | {word for word in known if output.start <= word < output.end} | {output.start})


def _trees(output: WindowOutput, model: ReaderModel, starts: list[int]) -> tuple[list[int], list[int]]:
    """Heads (a root's is itself) and relations, both IGNORE where the arc or the relation is unsure."""
    size = output.end - output.start
    heads: list[int] = []
    arcs: list[float] = []
    for a, b in zip(starts, [*starts[1:], size], strict=True):
        tree = best_tree(output.arc[a:b, a:b])
        arcs += softmax(output.arc[a:b, a:b])[np.arange(b - a), tree].tolist()
        heads += [a + head for head in tree]
    relations = softmax(model.relations(output.relation_dependent, output.relation_head[heads]))
    best = relations.argmax(axis=1)
    sure = [p >= SURE for p in arcs]
    return (
        [output.start + head if ok else IGNORE for head, ok in zip(heads, sure, strict=True)],
        [int(r) if ok and p[r] >= SURE else IGNORE for r, p, ok in zip(best, relations, sure, strict=True)],
    )


def unparsed(documents: Iterable[Document]) -> Iterator[Document]:
    """Each document without trees, once."""
    seen: set[str] = set()
    for doc in documents:
        if "head" not in doc.labels and doc.key not in seen:
            seen.add(doc.key)
            yield doc


def main() -> None:
    """Write a line of silver layers for every training document that has no trees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True, help="what training.silver wrote")
    parser.add_argument("--model", type=Path, required=True, help="folder of an earlier exported model")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = ReaderModel(options.model)
    documents = load_training(options.bench, options.silver, vocabulary(options.bench))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for doc in unparsed(documents):
            out.write(json.dumps(silver_layers(doc, model), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
