"""Decoding the model's position layers: the words that take a stance, and what belongs to each."""

from collections.abc import Mapping

import numpy as np

from onrecord.models.reader_model import ReaderModel, WindowOutput
from onrecord.reading.analysis import StancePart, StanceTrigger, WordSpan
from onrecord.reading.triggers import Floats, softmax

LEAST_STANCE = 0.1
"""The least probability of beginning a trigger at which a word is kept; the stage chooses its own, higher one."""


def window_stances(output: WindowOutput, tags: Mapping[str, Floats], model: ReaderModel) -> list[StanceTrigger]:
    """The triggers of positions in one window, in text order."""
    probabilities = softmax(tags["stance"])
    triggers = _triggers(probabilities)
    if not triggers:
        return []
    names = [label[2:] for label in model.layers["stance"][1::2]]
    holdings, changes = model.layers["holding"], model.layers.get("change", [])
    parts = _parts(output, triggers, model)
    found = []
    for (a, b), belonging in zip(triggers, parts, strict=True):
        begins = probabilities[a, 1::2].astype(float)
        order = np.argsort(-begins, kind="stable")
        ranked = tuple((names[i], round(float(begins[i] / begins.sum()), 4)) for i in order)
        holding = holdings[int(tags["holding"][a:b].sum(axis=0).argmax())]
        words = (output.start + a, output.start + b)
        change = _named(changes, softmax(tags["change"][a:b]).mean(axis=0)) if changes else ()
        found.append(StanceTrigger(words, round(float(begins.sum()), 4), ranked, holding, belonging, change))
    return found


def _named(labels: list[str], probabilities: Floats) -> tuple[tuple[str, float], ...]:
    """The labels but the first, which says that there is nothing, with their probabilities."""
    return tuple((label, round(float(value), 4)) for label, value in zip(labels[1:], probabilities[1:], strict=True))


def _triggers(probabilities: Floats) -> list[WordSpan]:
    """Words that begin a trigger, each with what the layer sees as its inside."""
    begins, best = probabilities[:, 1::2].sum(axis=1), probabilities.argmax(axis=1)
    found: list[WordSpan] = []
    for word in np.flatnonzero(begins >= LEAST_STANCE).tolist():
        end = word + 1
        while end < len(best) and best[end] and best[end] % 2 == 0:
            end += 1
        found.append((word, end))
    return found


def _parts(output: WindowOutput, triggers: list[WordSpan], model: ReaderModel) -> list[tuple[StancePart, ...]]:
    """For each trigger the runs of words of one role, in text order, with their mean probability."""
    projections = np.stack([output.position_trigger[a:b].mean(axis=0) for a, b in triggers])
    size = output.end - output.start
    distances = np.arange(size)[None, :] - np.array([a for a, _ in triggers])[:, None]
    scores = softmax(model.position_arguments(output.position_word, projections, distances))
    return [tuple(_runs(row, output.start, model.position_roles)) for row in scores]


def _runs(scores: Floats, base: int, roles: list[str]) -> list[StancePart]:
    best = scores.argmax(axis=1)
    found: list[StancePart] = []
    for word in np.flatnonzero(best).tolist():
        role, probability = roles[best[word] - 1], float(scores[word, best[word]])
        if found and found[-1].words[1] == base + word and found[-1].role == role:
            last = found.pop()
            start, size = last.words[0], base + word - last.words[0]
            probability = round((last.probability * size + probability) / (size + 1), 4)
            found.append(StancePart(role, (start, base + word + 1), probability))
        else:
            found.append(StancePart(role, (base + word, base + word + 1), round(probability, 4)))
    return found
