"""From documents to batches of windows: cut anew each epoch, so that a window's edges fall elsewhere each time.

The windows of a document with chains of mentions stay together in one batch, for a chain runs through all of them.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from onrecord.models.chains import likeness
from onrecord.models.pieces import windows
from training.data import IGNORE, Document, Mention, Vocabulary

CLS, SEP = 101, 102
CANDIDATES = 100
"""How many mentions before it a mention may refer back to."""


@dataclass(frozen=True)
class Window:
    """Words [start, end) of a document."""

    document: Document
    start: int
    end: int
    pieces: int


@dataclass(frozen=True)
class Chains:
    """The M mentions of one document and, for each, the K mentions before it that it may refer back to.

    `rows` and `words` [M] say where the head words stand in the batch; `candidates` [M, K] index the mentions,
    `possible` says which of them there are, `distances` (in words) and `likeness` describe the pairs, and `right`
    [M, 1 + K] marks the true antecedents, or column 0 where a mention is the first of its chain.
    """

    rows: Tensor
    words: Tensor
    candidates: Tensor
    possible: Tensor
    distances: Tensor
    likeness: Tensor
    right: Tensor

    def to(self, device: torch.device) -> "Chains":
        """The chains on a device."""
        return Chains(**{name: value.to(device) for name, value in vars(self).items()})


@dataclass(frozen=True)
class BatchFrame:
    """An attribution, event or position in a batch: its window, its cue or trigger, labels [W].

    A label is 1 for the source or actor, 2 for the content or recipient, 0 for the rest; in a position it counts
    through `network.POSITION_ROLES`.
    """

    row: int
    anchor: list[int]
    labels: Tensor
    deep: bool = False


@dataclass(frozen=True)
class BatchPair:
    """The words of two actors in a window of `size` words, and the types one of which happens between them.

    Where one of the two stands outside the text its words are empty.
    """

    row: int
    size: int
    actor: list[int]
    recipient: list[int]
    types: list[int]


@dataclass(frozen=True)
class Happening:
    """A window of `size` words in which one of the types happens, or nothing."""

    row: int
    size: int
    types: list[int]


@dataclass
class Batch:
    """Padded windows: pieces [B, L], words [B, W]; labels IGNORE (NaN for factuality) where nothing is known."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    labels: dict[str, Tensor]
    heads: Tensor
    same_sentence: Tensor
    frames: list[BatchFrame]
    chains: list[Chains]
    events: list[BatchFrame]
    positions: list[BatchFrame]
    pairs: list[BatchPair]
    happenings: list[Happening]

    def to(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        frames, events, positions = (
            [replace(frame, labels=frame.labels.to(device)) for frame in group]
            for group in (self.frames, self.events, self.positions)
        )
        chains = [chain.to(device) for chain in self.chains]
        labels = {name: value.to(device) for name, value in self.labels.items()}
        rest = ("pieces", "features", "mask", "first", "last", "heads", "same_sentence")
        return replace(
            self,
            labels=labels,
            frames=frames,
            events=events,
            positions=positions,
            chains=chains,
            **{name: getattr(self, name).to(device) for name in rest},
        )


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


def groups_of(found: list[Window], chance: random.Random, pieces: int) -> list[list[Window]]:
    """Windows of like length in groups of at most `pieces` padded pieces, in random order.

    A document with mentions is kept whole, even where it is longer than a batch.
    """
    whole = [w for w in found if w.document.mentions is not None]
    loose = [w for w in found if w.document.mentions is None]
    order = sorted(loose, key=lambda w: (w.pieces + chance.random() * 24, w.document.key, w.start))
    documents = [list(group) for _, group in itertools.groupby(whole, key=lambda w: w.document.key)]
    chance.shuffle(documents)
    groups = [*_packed([[w] for w in order], pieces), *_packed(documents, pieces)]
    chance.shuffle(groups)
    return groups


def batches(found: list[Window], chance: random.Random, pieces: int, layers: Vocabulary) -> Iterator[Batch]:
    """The groups of windows as batches."""
    names = list(layers.layers())
    for group in groups_of(found, chance, pieces):
        yield collate(group, names)


def _packed(blocks: list[list[Window]], pieces: int) -> Iterator[list[Window]]:
    """Blocks joined in their order as long as they fit, padded, into a batch."""
    group: list[Window] = []
    longest = 0
    for block in blocks:
        reach = max(longest, *(w.pieces + 26 for w in block))
        if group and reach * (len(group) + len(block)) > pieces:
            yield group
            group, reach = [], max(w.pieces + 26 for w in block)
        group, longest = group + block, reach
    if group:
        yield group


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
    frames: list[BatchFrame] = []
    events: list[BatchFrame] = []
    positions: list[BatchFrame] = []
    pairs: list[BatchPair] = []
    happenings: list[Happening] = []
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
        events += _events(row, w, width)
        positions += _positions(row, w, width)
        pairs += _pairs(row, w)
        if doc.happening is not None and count == len(doc.words):
            happenings.append(Happening(row, count, doc.happening))
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
        chains=_chains(group),
        events=events,
        positions=positions,
        pairs=pairs,
        happenings=happenings,
    )


def _frames(row: int, window: Window, width: int) -> list[BatchFrame]:
    found = []
    for frame in window.document.frames or ():
        cue = _inside(frame.cue, window)
        if len(cue) == len(frame.cue):
            labels = _labels(window, width, frame.source, frame.content)
            found.append(BatchFrame(row, cue, labels, frame.deep))
    return found


def _events(row: int, window: Window, width: int) -> list[BatchFrame]:
    return [
        BatchFrame(row, [event.trigger - window.start], _labels(window, width, event.actor, event.recipient))
        for event in window.document.events
        if window.start <= event.trigger < window.end
    ]


def _positions(row: int, window: Window, width: int) -> list[BatchFrame]:
    return [
        BatchFrame(row, _inside(position.trigger, window), _labels(window, width, *position.roles))
        for position in window.document.positions
        if len(_inside(position.trigger, window)) == len(position.trigger)
    ]


def _pairs(row: int, window: Window) -> list[BatchPair]:
    found = []
    for pair in window.document.pairs:
        actor, recipient = _inside(pair.actor, window), _inside(pair.recipient, window)
        if len(actor) == len(pair.actor) and len(recipient) == len(pair.recipient):
            found.append(BatchPair(row, window.end - window.start, actor, recipient, pair.types))
    return found


def _labels(window: Window, width: int, *roles: list[int]) -> Tensor:
    labels = np.full(width, IGNORE, np.int64)
    labels[: window.end - window.start] = 0
    for value, words in enumerate(roles, 1):
        labels[_inside(words, window)] = value
    return torch.from_numpy(labels)


def _inside(words: list[int], window: Window) -> list[int]:
    return [word - window.start for word in words if window.start <= word < window.end]


def _chains(group: list[Window]) -> list[Chains]:
    """The chains of the documents in the batch; a mention in no window is left out."""
    by_document: dict[str, list[tuple[int, Window]]] = {}
    for row, window in enumerate(group):
        if window.document.mentions:
            by_document.setdefault(window.document.key, []).append((row, window))
    found = []
    for placed in by_document.values():
        places = {w: (row, w - window.start) for row, window in placed for w in range(window.start, window.end)}
        mentions = [m for m in placed[0][1].document.mentions or () if m.word in places]
        if len(mentions) > 1:
            found.append(_chains_of(mentions, [places[m.word] for m in mentions]))
    return found


def _chains_of(mentions: list[Mention], places: list[tuple[int, int]]) -> Chains:
    size, width = len(mentions), min(CANDIDATES, len(mentions) - 1)
    back = np.arange(size)[:, None] - 1 - np.arange(width)[None, :]
    possible, candidates = back >= 0, np.maximum(back, 0)
    words = np.array([m.word for m in mentions])
    ids: dict[str, int] = {}
    chains = np.array([ids.setdefault(m.chain, len(ids)) for m in mentions])
    right = np.zeros((size, 1 + width), bool)
    right[:, 1:] = (chains[:, None] == chains[candidates]) & possible
    right[:, 0] = ~right[:, 1:].any(1)
    return Chains(
        rows=torch.tensor([row for row, _ in places]),
        words=torch.tensor([word for _, word in places]),
        candidates=torch.from_numpy(candidates),
        possible=torch.from_numpy(possible),
        distances=torch.from_numpy(words[:, None] - words[candidates]),
        likeness=torch.from_numpy(likeness([m.form for m in mentions], [m.names for m in mentions], candidates)),
        right=torch.from_numpy(right),
    )
