"""Fit the weights of `onrecord.reading.events.confidence` on the event corpus and print them.

    python -m training.calibrate_events

A model that has learned the corpus' train part is surer there than it is elsewhere, so the weights come from every
other sentence of the test part, by its id; `benchmarks.events` shows on the rest how they hold. The weights are so few
(logistic regressions with a small ridge, by Newton's method) that they say nothing of single sentences. A candidate is
right where its word is a word of an annotated trigger that no likelier candidate has; a word has a part where it is
the head of the annotated participant.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from onrecord.knowledge.gazetteer import load_gazetteer
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.confidence import (
    EVENT_FEATURES,
    ROLE_FEATURES,
    SCENE_FEATURES,
    TYPE_WEIGHTS,
    type_features,
)
from onrecord.reading.events.stage import Coder, Weighed
from onrecord.reading.reader import STAGES
from onrecord.records import EventType, Report, report_id
from onrecord.spans import Span
from training.calibrate_attributions import fit
from training.event_corpus import TEST, AnnotatedEvent, AnnotatedSentence, load

RIDGE = 1e-3
"""Keeps the curvature of the conditional logit from vanishing."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a sentence with the annotated event that it stands for, where it does.

    `agents` and `recipients` are the heads of the annotated participants, with what is coordinated with them.
    """

    weighed: Weighed
    gold: AnnotatedEvent | None
    agents: frozenset[int]
    recipients: frozenset[int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its candidates, and the annotated events that none of them stands for."""

    sentence: AnnotatedSentence
    analysis: Analysis
    examples: tuple[Example, ...]
    missed: tuple[AnnotatedEvent, ...]


def is_for_fitting(identifier: str) -> bool:
    """Whether a sentence of the test part fits the weights, by the fifth byte of its id's sha-256."""
    return hashlib.sha256(identifier.encode()).digest()[4] % 2 == 0


def judged(sentence: AnnotatedSentence) -> Judged:
    """A sentence's candidates compared with its annotation."""
    report = Report(
        id=report_id(sentence.text),
        text=sentence.text,
        published=sentence.date,
        published_basis="given" if sentence.date else None,
    )
    analysis = analyse(report, load_reader_model())
    layers: dict[str, Any] = {"report": report, "analysis": analysis, "gazetteer": load_gazetteer()}
    for stage in STAGES:
        if stage.gives == "events":
            break
        layers[stage.gives] = stage.load()(**{name: layers[name] for name in stage.needs})
    names = ("report", "analysis", "actors", "places", "times", "attributions")
    coder = Coder(**{name: layers[name] for name in names})
    weighed = [coder.weighed(entry) for _, entry in sorted(coder.found.items())]
    gold = _assigned(analysis, sentence.events, weighed)
    examples = tuple(_example(analysis, each, gold.get(index)) for index, each in enumerate(weighed))
    told = {event.trigger for event in gold.values()}
    return Judged(sentence, analysis, examples, tuple(event for event in sentence.events if event.trigger not in told))


def _example(analysis: Analysis, weighed: Weighed, gold: AnnotatedEvent | None) -> Example:
    agents = _tops(analysis, gold.actor.span) if gold and gold.actor else frozenset()
    recipients = _tops(analysis, gold.recipient.span) if gold and gold.recipient else frozenset()
    return Example(weighed, gold, agents, recipients)


def _assigned(
    analysis: Analysis, events: Sequence[AnnotatedEvent], weighed: Sequence[Weighed]
) -> dict[int, AnnotatedEvent]:
    """The annotated event of each candidate that has one, the likeliest candidates first."""
    found: dict[int, AnnotatedEvent] = {}
    free = list(events)
    for index in sorted(range(len(weighed)), key=lambda i: (-weighed[i].chance, i)):
        entry = weighed[index].entry
        words = {entry.anchor, entry.frame.word, entry.frame.clause if "light" in entry.frame.slots else entry.anchor}
        hit = next((e for e in free if words & set(range(*analysis.words_in(e.trigger)))), None)
        if hit is not None:
            found[index] = hit
            free.remove(hit)
    return found


def _tops(analysis: Analysis, span: Span) -> frozenset[int]:
    """The head of a participant and what is coordinated with it inside the span."""
    words = analysis.words_in(span)
    head = analysis.head_of(words)
    return frozenset((head, *(word for word in analysis.dependents(head, "conj") if words[0] <= word < words[1])))


def event_examples(sentences: Sequence[Judged]) -> tuple[Floats, Floats]:
    """Feature rows of all candidates in sentences with an event, and whether each stands for one."""
    listed = [example for each in sentences if each.sentence.events for example in each.examples]
    return np.array([e.weighed.values for e in listed]), np.array([float(e.gold is not None) for e in listed])


def scene_examples(sentences: Sequence[Judged]) -> tuple[Floats, Floats]:
    """The scene of every sentence with a candidate, and whether it has an event."""
    listed = [each for each in sentences if each.examples]
    return np.array([e.examples[0].weighed.scene for e in listed]), np.array(
        [float(bool(e.sentence.events)) for e in listed]
    )


def role_examples(sentences: Sequence[Judged], role: str) -> tuple[Floats, Floats]:
    """Feature rows of all actors in matched candidates for the part of `agent` or `recipient`, and what is right."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for example in (e for each in sentences for e in each.examples if e.gold is not None):
        for part in (p for p in example.weighed.parts if p.word is not None):
            rows.append(part.agent_values if role == "agent" else part.recipient_values)
            right.append(float(part.word in (example.agents if role == "agent" else example.recipients)))
    return np.array(rows), np.array(right)


def fit_types(sentences: Sequence[Judged]) -> Floats:
    """The weights of `type_chances`: a conditional logit of the annotated types, by Newton's method."""
    rows = [_type_example(e) for each in sentences for e in each.examples if e.gold and e.weighed.entry.trigger]
    weights = np.full(len(TYPE_WEIGHTS), 0.5)
    for _ in range(30):
        gradient, curvature = np.zeros(len(weights)), RIDGE * np.eye(len(weights))
        for table, right in rows:
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            shares = shares / shares.sum()
            mean = shares @ table
            gradient += table[right] - mean
            curvature += (table * shares[:, None]).T @ table - np.outer(mean, mean)
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def _type_example(example: Example) -> tuple[Floats, int]:
    """The features of all types, one row each, and the row of the annotated one."""
    entry, told = example.weighed.entry, example.weighed.told
    assert entry.trigger is not None and example.gold is not None
    rates = cast(Sequence[tuple[EventType, float]], entry.trigger.types)
    table = np.array([type_features(entry, told, name, rate) for name, rate in rates])
    return table, [name for name, _ in rates].index(example.gold.type)


def main() -> None:
    """Fit on the sentences that are for it, and print the weights."""
    sentences = [judged(sentence) for sentence in load(TEST)]
    fitting = [each for each in sentences if is_for_fitting(each.sentence.id)]
    print_weights(fitting)


def print_weights(sentences: Sequence[Judged]) -> None:
    """Fit on the sentences and print what `confidence.py` holds."""
    events = fit(*event_examples(sentences))
    print("EVENT_WEIGHTS =", _rounded(events), dict(zip(EVENT_FEATURES, events.round(2).tolist(), strict=True)))
    scene = fit(*scene_examples(sentences))
    print("SCENE_WEIGHTS =", _rounded(scene), dict(zip(SCENE_FEATURES, scene.round(2).tolist(), strict=True)))
    print("TYPE_WEIGHTS =", _rounded(fit_types(sentences)))
    for role in ("agent", "recipient"):
        weights = fit(*role_examples(sentences, role))
        print(
            f"{role.upper()}_WEIGHTS =",
            _rounded(weights),
            dict(zip(ROLE_FEATURES, weights.round(2).tolist(), strict=True)),
        )


def _rounded(weights: Sequence[float] | Floats) -> tuple[float, ...]:
    return tuple(round(float(weight), 3) for weight in weights)


if __name__ == "__main__":
    main()
