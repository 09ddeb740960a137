"""From documents to batches of windows: cut anew each epoch, so that a window's edges fall elsewhere each time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.models.pieces import windows
from training.data import IGNORE, Document, Vocabulary

CLS, SEP = 101, 102


@dataclass(frozen=True)
class Window:
    """Words [start, end) of a document."""

    document: Document
    start: int
    end: int
    pieces: int


@dataclass
class Batch:
    """Padded windows: pieces [B, L], words [B, W]; labels IGNORE (NaN for factuality) where nothing is known.

    `frames` holds (window, cue words, labels [W] of none 0, source 1, content 2).
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    labels: dict[str, Tensor]
    heads: Tensor
    same_sentence: Tensor
    frames: list[tuple[int, list[int], Tensor]]

    def to(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        frames = [(row, cue, labels.to(device)) for row, cue, labels in self.frames]
        labels = {name: value.to(device) for name, value in self.labels.items()}
        rest = ("pieces", "features", "mask", "first", "last", "heads", "same_sentence")
        return Batch(labels=labels, frames=frames, **{name: getattr(self, name).to(device) for name in rest})


def cut_windows(documents: list[Document], chance: random.Random, shortest: int, longest: int) -> list[Window]:
    """All windows of the documents, with a longest length drawn for each document."""
    found = []
    for doc in documents:
        assert doc.encoded is not None
        first = doc.encoded.first_piece
        for start, end in windows(doc.encoded, chance.randint(shortest, longest)):
            size = int(first[end] - first[start])
            if size <= longest:
                found.append(Window(doc, start, end, size))
    return found


def batches(found: list[Window], chance: random.Random, pieces: int, layers: Vocabulary) -> Iterator[Batch]:
    """Batches of at most `pieces` padded pieces, of windows of like length, in random order."""
    order = sorted(found, key=lambda w: (w.pieces + chance.random() * 24, w.document.key, w.start))
    groups: list[list[Window]] = []
    group: list[Window] = []
    for window in order:
        if group and (window.pieces + 26) * (len(group) + 1) > pieces:
            groups.append(group)
            group = []
        group.append(window)
    groups.append(group)
    chance.shuffle(groups)
    names = list(layers.layers())
    for group in groups:
        yield collate(group, names)


def collate(group: list[Window], layers: list[str]) -> Batch:
    """One padded batch of the windows."""
    size, length, width = len(group), max(w.pieces for w in group) + 2, max(w.end - w.start for w in group)
    pieces, features = np.zeros((size, length), np.int64), np.zeros((size, length), np.int64)
    mask = np.zeros((size, length), bool)
    first, last = np.zeros((size, width), np.int64), np.zeros((size, width), np.int64)
    labels = {name: np.full((size, width), IGNORE, np.int64) for name in [*layers, "deprel"]}
    facts = np.full((size, width), np.nan, np.float32)
    heads = np.full((size, width), IGNORE, np.int64)
    same = np.zeros((size, width, width), bool)
    frames: list[tuple[int, list[int], Tensor]] = []
    for row, w in enumerate(group):
        doc, start, end, count = w.document, w.start, w.end, w.end - w.start
        assert doc.encoded is not None
        offsets = doc.encoded.first_piece
        a, b = int(offsets[start]), int(offsets[end])
        pieces[row, 0], pieces[row, b - a + 1] = CLS, SEP
        pieces[row, 1 : b - a + 1] = doc.encoded.piece_ids[a:b]
        features[row, 1 : b - a + 1] = doc.encoded.piece_features[a:b]
        mask[row, : b - a + 2] = True
        first[row, :count] = offsets[start:end] - a + 1
        last[row, :count] = offsets[start + 1 : end + 1] - a
        for name in layers:
            if name in doc.labels and name != "factuality":
                labels[name][row, :count] = doc.labels[name][start:end]
        if "factuality" in doc.labels:
            facts[row, :count] = doc.labels["factuality"][start:end]
        if "head" in doc.labels:
            inside = doc.labels["head"][start:end] - start
            good = (inside >= 0) & (inside < count)
            heads[row, :count] = np.where(good, inside, IGNORE)
            labels["deprel"][row, :count] = np.where(good, doc.labels["deprel"][start:end], IGNORE)
            ids = doc.labels["sentence_id"][start:end]
            same[row, :count, :count] = ids[:, None] == ids[None, :]
        frames += _frames(row, w, width)
    tensors = {name: torch.from_numpy(value) for name, value in labels.items()}
    tensors["factuality"] = torch.from_numpy(facts)
    return Batch(
        pieces=torch.from_numpy(pieces),
        features=torch.from_numpy(features),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        labels=tensors,
        heads=torch.from_numpy(heads),
        same_sentence=torch.from_numpy(same),
        frames=frames,
    )


def _frames(row: int, window: Window, width: int) -> list[tuple[int, list[int], Tensor]]:
    found = []
    for frame in window.document.frames or ():
        cue = [w - window.start for w in frame.cue if window.start <= w < window.end]
        if len(cue) != len(frame.cue):
            continue
        labels = np.full(width, IGNORE, np.int64)
        labels[: window.end - window.start] = 0
        for value, words in ((1, frame.source), (2, frame.content)):
            labels[[w - window.start for w in words if window.start <= w < window.end]] = value
        found.append((row, cue, torch.from_numpy(labels)))
    return found
