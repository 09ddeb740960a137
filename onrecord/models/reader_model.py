"""Loading the reader model and running it over the words of a text, window by window.

Every window is run alone, so that what the model gives for a text never depends on what it was batched with.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.errors import SetupError
from onrecord.models.lemmas import Lemmatizer
from onrecord.models.pieces import PIECES_PER_WINDOW, EncodedWords, encode_words, windows
from onrecord.spans import Span

FOLDER = Path(__file__).parent
GRAPHS = (
    "reader.onnx", "relations.onnx", "arguments.onnx", "event_arguments.onnx", "position_arguments.onnx",
    "antecedents.onnx",
)  # fmt: skip
FILES = (*GRAPHS, "labels.json", "tokenizer.json", "lemmas.tsv")

OUTERMOST, DEEP = 0, 1
"""By which guidelines an attribution's cue was found: only the outermost of a passage, or those at any depth."""

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class WindowOutput:
    """What the model gives for words [start, end) of a text (W of them).

    `tags` [W, sum of classes] holds the logits of all tag layers; `arc` [W, W] scores heads (row: dependent; the
    diagonal: root); the other arrays are the projections that the methods of `ReaderModel` take.
    """

    start: int
    end: int
    tags: Floats
    arc: Floats
    relation_dependent: Floats
    relation_head: Floats
    attribution_word: Floats
    attribution_cue: Floats
    event_word: Floats
    event_trigger: Floats
    position_word: Floats
    position_trigger: Floats
    anaphor: Floats
    antecedent: Floats


class ReaderModel:
    """The shipped weights, ready to run; `threads` is what onnxruntime may use inside one run."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise SetupError(f"{folder}: the reader model lacks {', '.join(missing)}. Install the package anew.")
        self.folder = folder
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.layers: dict[str, list[str]] = labels["layers"]
        self.deprels: list[str] = labels["deprels"]
        self.distances: int = labels["distances"]
        self.position_roles: list[str] = labels["position_roles"]
        self.lemmatizer = Lemmatizer.load(folder / "lemmas.tsv")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._before = np.array([self.tokenizer.token_to_id("[CLS]")], dtype=np.int64)
        self._after = np.array([self.tokenizer.token_to_id("[SEP]")], dtype=np.int64)
        sessions = [_session(folder / name, threads) for name in GRAPHS]
        self._reader, self._relations, self._attributions, self._events, self._positions, self._antecedents = sessions

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Where the classes of each tag layer stand in `WindowOutput.tags`."""
        found, at = {}, 0
        for name, classes in self.layers.items():
            found[name] = slice(at, at + len(classes))
            at += len(classes)
        return found

    @cached_property
    def digest(self) -> str:
        """The sha-256 over all files of the model, in a fixed order: which weights made a record."""
        sha = hashlib.sha256()
        for name in FILES:
            sha.update((self.folder / name).read_bytes())
        return sha.hexdigest()

    def encode(self, text: str, words: list[Span]) -> EncodedWords:
        """The words as pieces and features."""
        return encode_words(text, words, self.tokenizer)

    def run(self, encoded: EncodedWords) -> Iterator[WindowOutput]:
        """The model's output for each window of the text, in text order."""
        for start, end in windows(encoded):
            yield self._window(encoded, start, end)

    def _window(self, encoded: EncodedWords, start: int, end: int) -> WindowOutput:
        begin, stop = int(encoded.first_piece[start]), int(encoded.first_piece[end])
        longest = PIECES_PER_WINDOW - 2
        stop = min(stop, begin + longest)  # only a single word can be longer; its tail is not looked at
        pieces = np.concatenate((self._before, encoded.piece_ids[begin:stop], self._after))
        features = np.pad(encoded.piece_features[begin:stop], 1)
        first = encoded.first_piece[start:end] - begin + 1
        last = np.minimum(encoded.first_piece[start + 1 : end + 1] - begin, len(pieces) - 2)
        fed = {"pieces": pieces, "features": features, "first": first, "last": last}
        return WindowOutput(start, end, *self._reader.run(None, fed))

    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        """Relation logits [N, deprels] for pairs of `relation_dependent` and `relation_head` rows."""
        result: Floats = self._relations.run(None, {"dependent": dependents, "head": heads})[0]
        return result

    def attribution_arguments(self, words: Floats, cues: Floats, distances: Integers, convention: int) -> Floats:
        """Logits [C, W, 3] (none, source, content) of W words for C cues; distances [C, W] in words, signed.

        `convention` is OUTERMOST or DEEP.
        """
        return self._arguments(self._attributions, words, cues, distances, convention)

    def event_arguments(self, words: Floats, triggers: Floats, distances: Integers) -> Floats:
        """Logits [C, W, 3] (none, actor, recipient) of W words for C triggers; distances [C, W] in words, signed."""
        return self._arguments(self._events, words, triggers, distances, 0)

    def position_arguments(self, words: Floats, triggers: Floats, distances: Integers) -> Floats:
        """Logits [C, W, 1 + roles] (none, then `position_roles`) of W words for C triggers; distances as above."""
        return self._arguments(self._positions, words, triggers, distances, 0)

    def _arguments(self, session: Any, words: Floats, anchors: Floats, distances: Integers, convention: int) -> Floats:
        conventions = np.full(len(anchors), convention, dtype=np.int64)
        fed = {"words": words, "anchors": anchors, "distances": self._buckets(distances), "conventions": conventions}
        result: Floats = session.run(None, fed)[0]
        return result

    def antecedents(self, anaphors: Floats, candidates: Floats, distances: Integers, likeness: Integers) -> Floats:
        """Scores [M, 1 + K] of M mentions: of being the first of their chain, then of each of K mentions before them.

        anaphors [M, C], candidates [M, K, C] are projections; distances [M, K] in words; likeness as `chains.likeness`.
        """
        fed = {
            "anaphors": anaphors,
            "candidates": candidates,
            "distances": self._buckets(distances),
            "likeness": likeness,
        }
        result: Floats = self._antecedents.run(None, fed)[0]
        return result

    def _buckets(self, distances: Integers) -> Integers:
        """The distance buckets of training: one by one to 8, then logarithmic; negative ones in the upper half."""
        half = self.distances // 2
        size = np.abs(distances)
        far = 8 + (np.log2(np.maximum(size, 8).astype(np.float32) / 8) * 1.4).astype(np.int64)
        bucket = np.minimum(np.where(size < 8, size, far), half - 1)
        return np.where(distances < 0, bucket + half, bucket)


@lru_cache(maxsize=4)
def load_reader_model(threads: int = 1) -> ReaderModel:
    """The shipped model, loaded once per process and thread count."""
    return ReaderModel(FOLDER, threads)


def _session(path: Path, threads: int) -> Any:  # onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
