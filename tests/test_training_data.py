"""What the reader is trained on: the project's own corpora as labelled documents."""

import numpy as np
import pytest

from training import event_corpus
from training.data import EVENTS, IGNORE, MODALITIES, Document
from training.own import TOGETHER, attribution_documents, event_documents


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
