"""How far the two annotations of the event corpus agree, and how far the reader agrees with the first.

    python -m benchmarks.event_agreement [--reader]

Two triggers match when they share a word; they are paired one to one, in text order. Types, factuality, modality and
the participants are compared on the triggers that both have. Participants are the same when both are missing or the
head word of one stands in the other. `--reader` compares what the package reads off the test part with its
annotation instead, each sentence a report of its own with its date; an actor then stands wherever it is mentioned.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.agreement import Words, kappa
from onrecord.reading.reader import read as read_report
from onrecord.records import Event, Record, Report, report_id
from onrecord.spans import Span, overlaps
from training.event_corpus import CORPUS, TEST, AnnotatedEvent, AnnotatedSentence, annotations, load, read, resolve


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotator's event; `actor` and `recipient` are where each is mentioned, empty where there is none."""

    trigger: Span
    type: str
    factuality: str
    modality: str
    mode: str | None
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


Pair = tuple[Mark, Mark]

CLASSES: dict[str, Callable[[Mark], str]] = {
    "type": lambda mark: mark.type,
    "factuality": lambda mark: mark.factuality,
    "modality": lambda mark: mark.modality,
}
PARTICIPANTS: dict[str, Callable[[Mark], tuple[Span, ...]]] = {
    "actor": lambda mark: mark.actor,
    "recipient": lambda mark: mark.recipient,
}


def marks(sentence: AnnotatedSentence) -> list[Mark]:
    """The events of an annotated sentence, in text order."""
    return [_mark(event) for event in sentence.events]


def _mark(event: AnnotatedEvent) -> Mark:
    return Mark(
        trigger=event.trigger,
        type=event.type,
        factuality=event.factuality,
        modality=event.modality,
        mode=event.mode,
        actor=(event.actor.span,) if event.actor else (),
        recipient=(event.recipient.span,) if event.recipient else (),
    )


def reader_marks(sentence: AnnotatedSentence) -> list[Mark]:
    """The events that the package reads off the sentence, in text order."""
    record = read_sentence(sentence)
    return sorted((read_mark(event, record) for event in record.events if event.type), key=lambda mark: mark.trigger)


def read_sentence(sentence: AnnotatedSentence) -> Record:
    """The record of a sentence read as a report of its own."""
    report = Report(
        id=report_id(sentence.text),
        text=sentence.text,
        published=sentence.date,
        published_basis="given" if sentence.date else None,
    )
    return read_report(report)


def read_mark(event: Event, record: Record) -> Mark:
    """An event of a record; of an exchange, in which all act on all, nobody is marked as the recipient."""
    exchange = bool(event.actors) and set(event.actors) == set(event.recipients)
    mentions = {actor.id: actor.mentions for actor in record.actors}
    return Mark(
        trigger=event.trigger,
        type=event.type or "",
        factuality=event.factuality,
        modality=event.modality,
        mode=event.mode,
        actor=(*event.actor_spans, *(span for actor in event.actors for span in mentions[actor])),
        recipient=(*event.recipient_spans, *(s for actor in event.recipients if not exchange for s in mentions[actor])),
    )


def matched(words: Words, first: list[Mark], second: list[Mark]) -> list[Pair]:
    """Pairs of events whose triggers share a word, one to one, in text order."""
    free = list(second)
    pairs: list[Pair] = []
    for one in first:
        touched = words.touched([one.trigger])
        other = next((mark for mark in free if touched & words.touched([mark.trigger])), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def same_participant(words: Words, one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether both are missing, or the head word of a mention of one stands in a mention of the other."""
    first, second = list(one), list(other)
    if not first or not second:
        return first == second
    return any(_same_head(words, a, b) for a in first for b in second)


def _same_head(words: Words, one: Span, other: Span) -> bool:
    a, b = words.touched([one]), words.touched([other])
    return overlaps(one, other) and (words.head(a) in b or words.head(b) in a)


class Tally:
    """Counts over sentences: what both annotations have, and what each has."""

    def __init__(self) -> None:
        self.sentences: list[tuple[str, str]] = []
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in ("trigger", "trigger and type")}
        self.types: Counter[tuple[str, str]] = Counter()
        self.classes: dict[str, list[tuple[str, str]]] = {name: [] for name in CLASSES}
        self.modes: list[tuple[str, str]] = []
        self.participants: dict[str, list[bool]] = {name: [] for name in PARTICIPANTS}

    def add(self, text: str, first: list[Mark], second: list[Mark]) -> None:
        """Count one sentence's two annotations."""
        words = Words(text)
        pairs = matched(words, first, second)
        self.sentences.append((str(bool(first)), str(bool(second))))
        same = sum(a.type == b.type for a, b in pairs)
        for name, both in (("trigger", len(pairs)), ("trigger and type", same)):
            self.counts[name].update(first=len(first), second=len(second), both=both)
        self.types.update([(a.type, "first") for a in first] + [(b.type, "second") for b in second])
        for a, b in pairs:
            self._pair(words, a, b)

    def _pair(self, words: Words, a: Mark, b: Mark) -> None:
        for name, value in CLASSES.items():
            self.classes[name].append((value(a), value(b)))
        for name, span in PARTICIPANTS.items():
            self.participants[name].append(same_participant(words, span(a), span(b)))
        if a.type == b.type:
            self.types[a.type, "both"] += 1
            self.modes.append((str(a.mode), str(b.mode)))

    def lines(self) -> Iterator[str]:
        """The figures as Markdown tables."""
        yield "| | first | second | both | F1 |"
        yield "|---|---|---|---|---|"
        for name, count in self.counts.items():
            yield f"| {name} | {count['first']} | {count['second']} | {count['both']} | {f1(count):.3f} |"
        yield ""
        yield "| | same | kappa |"
        yield "|---|---|---|"
        yield _class_line("sentence has an event", self.sentences)
        for name, values in self.classes.items():
            yield _class_line(f"{name}, of matched triggers", values)
        yield _class_line("mode, of equal types", self.modes)
        for name, same in self.participants.items():
            yield f"| {name}, of matched triggers | {sum(same) / max(1, len(same)):.3f} | |"
        yield ""
        yield from self._type_lines()

    def _type_lines(self) -> Iterator[str]:
        yield "| type | first | second | both | F1 |"
        yield "|---|---|---|---|---|"
        for type in sorted({type for type, _ in self.types}):
            count = Counter({side: self.types[type, side] for side in ("first", "second", "both")})
            yield f"| {type} | {count['first']} | {count['second']} | {count['both']} | {f1(count):.3f} |"


def f1(count: Counter[str]) -> float:
    """F1 of what `both` have, against what the `first` and the `second` have."""
    return 2 * count["both"] / max(1, count["first"] + count["second"])


def _class_line(name: str, values: list[tuple[str, str]]) -> str:
    return f"| {name} | {sum(a == b for a, b in values) / max(1, len(values)):.3f} | {kappa(values):.3f} |"


def agreement(folder: Path = CORPUS) -> Tally:
    """What the two annotators of the sentences that were annotated twice agree on, each as the annotator left it."""
    rows = [row for name in ("train", "test") for row in read(folder / f"{name}.jsonl")]
    first = {row.id: resolve(row) for row in (*rows, *annotations(folder / "first.jsonl", rows))}
    tally = Tally()
    for row in annotations(folder / "second.jsonl", rows):
        tally.add(row.text, marks(first[row.id]), marks(resolve(row)))
    return tally


def reading(path: Path = TEST) -> Tally:
    """What the reader (second) and the annotation (first) of a part agree on."""
    tally = Tally()
    for sentence in load(path):
        tally.add(sentence.text, marks(sentence), reader_marks(sentence))
    return tally


def main() -> None:
    """Print the agreement of the two annotators, or of the reader with the test part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.event_agreement")
    parser.add_argument("--reader", action="store_true", help="compare the reader with the test part's annotation")
    tally = reading() if parser.parse_args().reader else agreement()
    what = "sentences of the test part, read" if parser.parse_args().reader else "sentences annotated twice"
    print(f"{len(tally.sentences)} {what}\n")
    print("\n".join(tally.lines()))


if __name__ == "__main__":
    main()
