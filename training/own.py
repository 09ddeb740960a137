"""The project's own corpora as documents: attributions at any depth, political events, positions."""

import hashlib
from collections.abc import Iterator

import numpy as np

from onrecord.models.words import split_words
from onrecord.records import Factuality
from onrecord.spans import Span
from training import corpus, event_corpus, position_corpus, stance_sentences
from training.data import (
    CHANGES,
    EVENTS,
    HOLDINGS,
    IGNORE,
    MODALITIES,
    STANCES,
    Document,
    EventFrame,
    Frame,
    PositionFrame,
    WordFinder,
    mark_bio,
)

FACTUALITY: dict[Factuality, float] = {
    "CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0,
}  # fmt: skip
"""FactBank's values on the unified scale."""

TOGETHER = (1, 4, 9)
"""How many sentences of the event corpus make a text, each sentence once for each."""

STANCES_TOGETHER = (1, 6)
"""The same for the stance sentences."""

PARTICLES = frozenset("away back down forward in into off on out over through to together up".split())


def attribution_documents() -> Iterator[Document]:
    """The train part of the attribution corpus: frames at any depth, and the outermost ones by the other convention."""
    for row in corpus.load(corpus.TRAIN):
        text = row.report.text
        doc = Document(f"own-attributions/{row.id}", text, split_words(text))
        finder = WordFinder(doc.words)
        deep, outer = doc.blank("deep_cue", 0), {role: doc.blank(role, 0) for role in ("cue", "source", "content")}
        doc.frames = []
        for attribution in row.attributions:
            spans = {
                "cue": [attribution.cue] if attribution.cue else [],
                "source": [attribution.source.span] if attribution.source.span else [],
                "content": list(attribution.content),
            }
            words = {role: _words(found, finder) for role, found in spans.items()}
            if not words["cue"] or not words["content"]:
                continue
            mark_bio(deep, finder.words(spans["cue"][0]), 0)
            doc.frames.append(Frame(words["cue"], words["source"], words["content"], deep=True))
            if attribution.inside is None:
                doc.frames.append(Frame(words["cue"], words["source"], words["content"]))
                for role, labels in outer.items():
                    for span in spans[role]:
                        mark_bio(labels, finder.words(span), 0)
        yield doc


def event_documents() -> Iterator[Document]:
    """The train part of the event corpus, alone and in running text of several sentences.

    The model meets whole reports later: had it seen events in single sentences only, it would find them everywhere in a
    long text, where nobody has marked what is none.
    """
    rows = event_corpus.load(event_corpus.TRAIN)
    for together in TOGETHER:
        rows.sort(key=lambda row: hashlib.sha256(f"{together}/{row.id}".encode()).digest())
        for start in range(0, len(rows), together):
            yield _event_document(rows[start : start + together], f"own-events/{together}/{start}")


def _event_document(rows: list[event_corpus.AnnotatedSentence], key: str) -> Document:
    """The sentences as one text, a new paragraph after every second."""
    text, starts = "", []
    for index, row in enumerate(rows):
        text += ("\n" if index % 2 == 0 else " ") if text else ""
        starts.append(len(text))
        text += row.text
    doc = Document(key, text, split_words(text))
    doc.blank("event", 0)
    doc.blank("modality")
    doc.labels["factuality"] = np.full(len(doc.words), np.nan)
    finder = WordFinder(doc.words)
    for row, base in zip(rows, starts, strict=True):
        for event in row.events:
            _add_event(doc, finder, event, base)
    return doc


def _add_event(doc: Document, finder: WordFinder, event: event_corpus.AnnotatedEvent, base: int) -> None:
    words, actor, recipient = (
        finder.words((base + span[0], base + span[1])) if span else range(0)
        for span in (event.trigger, event.actor and event.actor.span, event.recipient and event.recipient.span)
    )
    if not len(words):
        return
    trigger = _trigger(doc, words)
    doc.labels["event"][list(words)] = IGNORE
    doc.labels["event"][trigger] = 1 + EVENTS.index(event.type)
    doc.labels["modality"][trigger] = MODALITIES.index(event.modality)
    doc.labels["factuality"][trigger] = FACTUALITY[event.factuality]
    doc.events.append(EventFrame(trigger, list(actor), list(recipient)))


def _trigger(doc: Document, words: range) -> int:
    """The word of a trigger that carries it: the verb before a particle, else the last."""
    last = doc.text[slice(*doc.words[words[-1]])].lower()
    return words[0] if last in PARTICLES else words[-1]


def position_documents() -> Iterator[Document]:
    """The train part of the position corpus: the words that take a stance, and what belongs to each."""
    for row in position_corpus.load(position_corpus.TRAIN):
        doc = Document(f"own-positions/{row.id}", row.text, split_words(row.text))
        finder = WordFinder(doc.words)
        doc.blank("stance", 0)
        doc.blank("holding")
        doc.blank("change")
        ends = _ends_of_shifts(row)
        for position in row.positions:
            _add_position(doc, finder, position, ends.get(position.id, "none"))
        yield doc


def stance_documents() -> Iterator[Document]:
    """The stance sentences, alone and in running text of several: the trigger, its stance and when it is held."""
    rows = list(stance_sentences.load())
    for together in STANCES_TOGETHER:
        rows.sort(key=lambda row: hashlib.sha256(f"{together}/{row.text}".encode()).digest())
        for start in range(0, len(rows), together):
            yield _stance_document(rows[start : start + together], f"own-stances/{together}/{start}")


def _stance_document(rows: list[stance_sentences.StanceSentence], key: str) -> Document:
    """The sentences as one text; what else belongs to a position nobody marked, so nothing is said of it."""
    doc = Document(key, text := " ".join(row.text for row in rows), split_words(text))
    doc.blank("stance", 0)
    doc.blank("holding")
    finder, base = WordFinder(doc.words), 0
    for row in rows:
        words = finder.words((base + row.trigger[0], base + row.trigger[1]))
        if len(words):
            mark_bio(doc.labels["stance"], words, STANCES.index(row.stance))
            doc.labels["holding"][list(words)] = HOLDINGS.index(row.time)
        base += len(row.text) + 1
    return doc


def _ends_of_shifts(row: position_corpus.AnnotatedReport) -> dict[str, str]:
    """What the positions of a report are to its shifts: "before", or the direction in which the holder moved there."""
    ends = {shift.before.id: "before" for shift in row.shifts if shift.before}
    return ends | {shift.after.id: shift.direction for shift in row.shifts}


def _add_position(doc: Document, finder: WordFinder, position: position_corpus.AnnotatedPosition, change: str) -> None:
    """A position that a fair reader may leave out trains what belongs to it, not whether it is one."""
    trigger = finder.words(position.trigger)
    if not len(trigger):
        return
    if position.optional:
        doc.labels["stance"][list(trigger)] = IGNORE
    else:
        mark_bio(doc.labels["stance"], trigger, STANCES.index(position.stance))
    doc.labels["holding"][list(trigger)] = HOLDINGS.index(position.time)
    doc.labels["change"][list(trigger)] = CHANGES.index(change)
    beneficiary = [position.beneficiary] if position.beneficiary else []
    filled = (
        [position.holder], [position.matter], beneficiary, position.areas, position.targets, position.conditions,
        position.objectives, position.reasons,
    )  # fmt: skip
    doc.positions.append(PositionFrame(list(trigger), tuple(_words(list(spans), finder) for spans in filled)))


def _words(spans: list[Span], finder: WordFinder) -> list[int]:
    return [word for span in spans for word in finder.words(span)]
