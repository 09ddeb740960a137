"""Decoding the model's event layers: the words that name events, their kinds, and who may have a part in them."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.models.reader_model import ReaderModel, WindowOutput
from onrecord.reading.analysis import EventTrigger, WordSpan

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

LEAST_TRIGGER = 0.05
"""The least probability of naming an event at which a word is kept; stages choose their own, higher one."""

LEAST_ROLE = 0.05
"""The least probability of a part in an event at which a word is kept with it."""


def window_triggers(
    output: WindowOutput, tags: Mapping[str, Floats], sentences: Sequence[WordSpan], model: ReaderModel
) -> list[EventTrigger]:
    """The triggers of one window, whose sentences are given, in text order."""
    probabilities = softmax(tags["event"])
    found = np.flatnonzero(1 - probabilities[:, 0] >= LEAST_TRIGGER)
    if not len(found):
        return []
    sure = 1 - probabilities[found, 0]
    modalities = softmax(tags["modality"][found])
    names = model.layers["modality"]
    return [
        EventTrigger(output.start + word, probability, types, names[best], modality, parts)
        for word, probability, types, best, modality, parts in zip(
            found.tolist(),
            sure.astype(float).round(4).tolist(),
            _types(probabilities[found, 1:] / sure[:, None], model.layers["event"][1:]),
            modalities.argmax(axis=1).tolist(),
            modalities.max(axis=1).astype(float).round(4).tolist(),
            _roles(output, found, sentences, model),
            strict=True,
        )
    ]


def _types(probabilities: Floats, names: Sequence[str]) -> list[tuple[tuple[str, float], ...]]:
    """For each trigger all types with their probabilities, likeliest first."""
    order = np.argsort(-probabilities, axis=1, kind="stable")
    ranked = np.take_along_axis(probabilities, order, axis=1).astype(float).round(4)
    return [
        tuple((names[index], value) for index, value in zip(indices, values, strict=True))
        for indices, values in zip(order.tolist(), ranked.tolist(), strict=True)
    ]


def _roles(
    output: WindowOutput, found: Integers, sentences: Sequence[WordSpan], model: ReaderModel
) -> list[tuple[tuple[int, float, float], ...]]:
    """For each trigger the words of its sentence that may have a part in it, with their probabilities."""
    parts: list[tuple[tuple[int, float, float], ...]] = []
    for start, end in sentences:
        begin, stop = start - output.start, end - output.start
        triggers = found[(found >= begin) & (found < stop)]
        if not len(triggers):
            continue
        distances = np.arange(begin, stop)[None, :] - triggers[:, None]
        words = output.event_word[begin:stop]
        roles = softmax(model.event_arguments(words, output.event_trigger[triggers], distances))
        likely = 1 - roles[:, :, 0] >= LEAST_ROLE
        likely[np.arange(len(triggers)), triggers - begin] = False
        rounded = roles.astype(float).round(4)
        for row in range(len(triggers)):
            at = np.flatnonzero(likely[row])
            values = rounded[row, at, 1:].tolist()
            parts.append(tuple((start + w, a, r) for w, (a, r) in zip(at.tolist(), values, strict=True)))
    return parts


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
