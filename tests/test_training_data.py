"""What the reader is trained on: the project's own corpora as labelled documents."""

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.models import load_reader_model
from onrecord.models.words import split_words
from training import event_corpus, position_corpus
from training.data import EVENTS, IGNORE, MODALITIES, STANCES, Document
from training.own import TOGETHER, attribution_documents, event_documents, position_documents
from training.silver_layers import LAYERS, add_silver_layers, silver_layers


@pytest.fixture(scope="module")
def events() -> list[Document]:
    return list(event_documents())


@pytest.fixture(scope="module")
def attributions() -> list[Document]:
    return list(attribution_documents())


def word(doc: Document, index: int) -> str:
    return doc.text[slice(*doc.words[index])]


def test_every_sentence_comes_once_for_each_length_of_text(events: list[Document]) -> None:
    rows = event_corpus.load(event_corpus.TRAIN)
    for together in TOGETHER:
        texts = [doc.text for doc in events if doc.key.startswith(f"own-events/{together}/")]
        assert len(texts) == -(-len(rows) // together)
        joined = "\n".join(texts)
        assert all(row.text in joined for row in rows)


def test_each_event_has_its_type_and_modality_at_its_trigger(events: list[Document]) -> None:
    known = {row.text: row for row in event_corpus.load(event_corpus.TRAIN)}
    for doc in events:
        if not doc.key.startswith("own-events/1/"):
            continue
        kinds = {EVENTS[doc.labels["event"][e.trigger] - 1] for e in doc.events}
        assert kinds == {event.type for event in known[doc.text].events}
        assert all(doc.labels["modality"][e.trigger] in range(len(MODALITIES)) for e in doc.events)
        assert not np.isnan([doc.labels["factuality"][e.trigger] for e in doc.events]).any()


def test_a_text_without_events_is_marked_as_such(events: list[Document]) -> None:
    quiet = [doc for doc in events if not doc.events]
    assert quiet
    assert all((doc.labels["event"] == 0).all() for doc in quiet)


def test_a_phrasal_verb_is_carried_by_its_verb(events: list[Document]) -> None:
    followed = [
        word(doc, e.trigger)
        for doc in events
        for e in doc.events
        if (doc.labels["event"][e.trigger + 1 : e.trigger + 2] == IGNORE).any()
    ]
    assert followed
    assert not {"off", "out", "back", "down", "up"} & set(followed)


def test_an_outermost_attribution_is_learned_by_both_conventions(attributions: list[Document]) -> None:
    nested = 0
    for doc in attributions:
        frames = doc.frames or []
        deep = [(f.cue, f.source, f.content) for f in frames if f.deep]
        outer = [(f.cue, f.source, f.content) for f in frames if not f.deep]
        assert all(frame in deep for frame in outer)
        assert all(doc.labels["deep_cue"][cue[0]] > 0 for cue, _, _ in deep)
        nested += len(deep) - len(outer)
    assert nested > 100


def test_positions_have_their_stance_at_their_trigger_and_their_holder_beside_it() -> None:
    documents = {doc.key.split("/")[1]: doc for doc in position_documents()}
    for row in position_corpus.load(position_corpus.TRAIN):
        doc = documents[row.id]
        assert len(doc.positions) == len(row.positions)
        for position, frame in zip(row.positions, doc.positions, strict=True):
            holder, matter = frame.roles[:2]
            assert word(doc, holder[0]) in row.text[slice(*position.holder)]
            assert word(doc, matter[-1]).rstrip(".") in row.text[slice(*position.matter)]  # "no." may be one word
    marked = {label for doc in documents.values() for label in doc.labels["stance"].tolist()}
    assert {1 + 2 * kind for kind in range(len(STANCES))} <= marked


def test_silver_layers_go_where_nobody_has_marked_any(tmp_path: Path) -> None:
    text = "Police arrested two men. They deny it."
    bare, known = (Document(f"x/{name}", text, split_words(text)) for name in ("bare", "known"))
    known.blank("upos", 3)
    rows = [silver_layers(doc, load_reader_model()) for doc in (bare, known)]
    path = tmp_path / "layers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    add_silver_layers(path, [bare, known])
    assert set(LAYERS) <= bare.labels.keys()
    assert (known.labels["upos"] == 3).all()
    assert bare.labels["sentence_id"].tolist() == [1] * 5 + [2] * 4
    assert bare.labels["head"][1] == 1


def test_silver_layers_of_another_text_are_refused(tmp_path: Path) -> None:
    doc = Document("x/a", "Police arrested two men.", split_words("Police arrested two men."))
    row = silver_layers(doc, load_reader_model())
    path = tmp_path / "layers.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    other = Document("x/a", "Police arrested men.", split_words("Police arrested men."))
    with pytest.raises(ValueError, match="has 5 words there, 4 here"):
        add_silver_layers(path, [other])
