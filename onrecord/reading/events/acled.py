"""Which of ACLED's event and sub-event types a passage tells of.

A linear model over three kinds of signs: the passage's words (weighed by their rareness, as TF-IDF does), the concepts
that the words stand for (`knowledge/data/acled/concepts.tsv`: rules in words of our own after ACLED's definitions),
which of them stand together, and which party stands nearest before and after a deed ("rebels captured", "captured
from rebels"). `training/acled.py` fits it; the card beside the weights says on what.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import structs

from onrecord.knowledge.acled import AcledModel, AcledType, Concepts, load_concepts, load_model
from onrecord.records import AcledCode, Event, Report
from onrecord.spans import Span

LEAST = 0.5
"""Probability from which an event of a record gets an ACLED code; below it, it has none."""
PARTIES = frozenset({"GOVFORCES", "REBELS", "GUNMEN", "PROTEST", "MOB", "CIVILIANS", "MILITARYTARGET"})
DEEDS = frozenset("CAPTURE SEIZED WITHDRAW RAIDED KILLED CROWDCONTROL ABDUCT ARREST FIRED CLASH RIOT HANDOVER".split())
CONCEPT, REPEATED, OPENING, TOGETHER, NEAREST = 0.8, 0.4, 0.5, 0.08, 0.42
"""How much a concept weighs beside a passage's words, which have the length 1 together."""
REACH = 12
"""Words around a deed in which a party counts as its own; also what counts as a passage's opening."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_ENDINGS = ("ing", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class AcledReading:
    """The likeliest type of a passage and how likely it is."""

    type: AcledType
    probability: float


def classify(passage: str) -> AcledReading:
    """The ACLED type of a passage of one to a few sentences."""
    return likeliest(features(passage), load_model())


def likeliest(signs: Mapping[str, float], model: AcledModel) -> AcledReading:
    """The type that a passage's signs speak for most."""
    logits = model.bias.astype(np.float64)
    for row, value in sorted(weighed(signs, model).items()):
        logits = logits + value * model.weights[row]
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    best = int(chances.argmax())
    return AcledReading(model.types[best], round(float(chances[best]), 4))


def code_acled(report: Report, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with ACLED's types, each read from its sentence, where ACLED has a type that is likely enough."""
    codes: dict[Span, AcledCode | None] = {}
    for event in events:
        if event.sentence not in codes:
            codes[event.sentence] = _code(report.text[slice(*event.sentence)])
    return tuple(structs.replace(event, acled=codes[event.sentence]) for event in events)


def _code(sentence: str) -> AcledCode | None:
    reading = classify(sentence)
    event_type, sub_event_type = reading.type.event_type, reading.type.sub_event_type
    if event_type is None or sub_event_type is None or reading.probability < LEAST:
        return None
    return AcledCode(event_type=event_type, sub_event_type=sub_event_type, confidence=reading.probability)


def features(passage: str, concepts: Concepts | None = None) -> dict[str, float]:
    """The signs of a passage by name: `w:` its words, `c:`, `C:`, `f:` its concepts, `o:` pairs, `n:` parties."""
    words = words_of(passage)
    return {**_words(words), **_concepts((concepts or load_concepts()).found(words))}


def words_of(passage: str) -> list[str]:
    """The words of a passage in small letters."""
    return [match.group().lower() for match in _WORD.finditer(passage)]


def _words(words: Sequence[str]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for word in words:
        if not any(c.isdigit() for c in word):
            name = "w:" + _stem(word)
            counts[name] = counts.get(name, 0) + 1
    return {name: 1 + math.log(count) for name, count in counts.items()}


def _stem(word: str) -> str:
    """The word without a common ending: enough to join "protest", "protests" and "protesting"."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word[: len(word) - len(ending)]


def _concepts(found: Sequence[tuple[int, str]]) -> dict[str, float]:
    signs: dict[str, float] = {}
    names = sorted({name for _, name in found})
    for name in names:
        times = sum(other == name for _, other in found)
        signs["c:" + name] = CONCEPT
        if times > 1:
            signs["C:" + name] = REPEATED * math.log(times)
    signs |= {"f:" + name: OPENING for at, name in found if at < REACH}
    signs |= {f"o:{a}&{b}": TOGETHER for i, a in enumerate(names) for b in names[i + 1 :]}
    return signs | _parties(found)


def _parties(found: Sequence[tuple[int, str]]) -> dict[str, float]:
    """Who stands nearest before and after each deed."""
    signs: dict[str, float] = {}
    parties = [(at, name) for at, name in found if name in PARTIES]
    for at, deed in found:
        if deed not in DEEDS:
            continue
        before = [(other, name) for other, name in parties if at - REACH <= other < at]
        after = [(other, name) for other, name in parties if at < other <= at + REACH]
        signs |= {f"n:{name}<{deed}": NEAREST for other, name in before if other == before[-1][0]}
        signs |= {f"n:{deed}>{name}": NEAREST for other, name in after if other == after[0][0]}
    return signs


def weighed(signs: Mapping[str, float], model: AcledModel) -> dict[int, float]:
    """The signs that the model knows by row; words weighed by rareness and brought to length 1."""
    known = {name: value for name, value in signs.items() if name in model.rows}
    words = {name: value * float(model.rareness[model.rows[name]]) for name, value in known.items() if name[0] == "w"}
    length = math.sqrt(math.fsum(value * value for value in words.values())) or 1.0
    scaled = {**known, **{name: value / length for name, value in words.items()}}
    return {model.rows[name]: value for name, value in scaled.items()}
