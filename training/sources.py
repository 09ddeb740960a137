"""Everything the reader is trained on, gathered from the benches' train parts and the project's own corpora."""

from pathlib import Path

import numpy as np

from training import own
from training.data import (
    IGNORE,
    Document,
    Vocabulary,
    add_gold_names,
    add_silver,
    factuality,
    polnear,
    timexes,
    treebank,
)
from training.discourse import add_discourse
from training.events import event_documents

REPEATS = {"own-attributions": 3, "own-events": 3, "own-positions": 4, "plv-train": 2}
"""How often an epoch sees the documents of small sources that no other can stand in for."""

EVENTFUL = ("VERB", "NOUN", "ADJ", "PROPN")


def mark_uneventful(trees: list[Document], vocab: Vocabulary) -> None:
    """Mark, in running text with gold tags, what can name no event: all but verbs, nouns and adjectives."""
    eventful = [vocab.upos.index(tag) for tag in EVENTFUL]
    for doc in trees:
        doc.labels["event"] = np.where(np.isin(doc.labels["upos"], eventful), IGNORE, 0)


def load_training(bench: Path, silver: Path, vocab: Vocabulary) -> list[Document]:
    """Every training document of every source, labelled but not yet encoded."""
    ewt, places = treebank(bench, "ewt", "train", vocab)
    gum, gum_places = treebank(bench, "gum", "train", vocab)
    add_gold_names(bench, gum_places)
    add_discourse(bench, "train", gum, vocab.upos.index("PROPN"))
    articles = polnear(bench / "attribution/polnear-train.jsonl")
    by_key = {doc.key: (doc, 0) for doc in articles}
    by_key |= {f"{d.key.split('/')[0]}/{i}": (d, c) for i, (d, c, _) in (places | gum_places).items()}
    ingest = add_silver(silver, by_key, vocab.upos.index("PROPN"))
    facts = factuality(bench / "factuality/train.jsonl", places, ewt)
    mark_uneventful([*ewt, *gum], vocab)
    events = event_documents(bench / "events")
    mine = [*own.attribution_documents(), *own.event_documents(), *own.position_documents(), *own.stance_documents()]
    found = [*ewt, *gum, *articles, *ingest, *facts, *events, *mine, *timexes(bench / "time/dev.jsonl")]
    return [doc for doc in found for _ in range(REPEATS.get(doc.key.split("/")[0], 1))]
