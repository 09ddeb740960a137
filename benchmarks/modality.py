"""`python -m benchmarks.modality`: the modality that onrecord gives to events, on the project's own event corpus.

    python -m benchmarks.modality [--part test|train] [--write docs/figures.md]

Every annotated trigger counts. Its modality is that of the recorded event whose trigger holds its head word, of several
the one with the shortest trigger; an event whose own head word is another annotated trigger is none. Where onrecord
records no event, the word itself is asked, by the same rules and weights (`ModalityReader.of_word`); how many those are
is printed. The ceiling is how far the two annotators of the corpus agree on triggers that both have.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from benchmarks.event_agreement import agreement
from benchmarks.pages import write_section
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.modality import plain_reader
from onrecord.reading.reader import read
from onrecord.records import Event, Modality, Report, report_id
from onrecord.spans import Span
from training.event_corpus import TEST, TRAIN, AnnotatedSentence, load

PARTS = {"train": TRAIN, "test": TEST}
MODALITIES = get_args(Modality)

Judged = tuple[str, str, bool]
"""The annotated modality, that of onrecord, and whether it is a recorded event's."""


def judged(sentence: AnnotatedSentence) -> Iterator[Judged]:
    """The events of a sentence, read as a report of its own."""
    report = Report(
        id=report_id(sentence.text),
        text=sentence.text,
        published=sentence.date,
        published_basis="given" if sentence.date else None,
    )
    record, analysis = read(report), analyse(report, load_reader_model())
    reader = plain_reader(analysis)
    words = [analysis.head_of(analysis.words_in(gold.trigger)) for gold in sentence.events]
    for gold, word in zip(sentence.events, words, strict=True):
        span = analysis.span((word, word + 1))
        others = {other for other in words if other != word}
        own = [e for e in record.events if analysis.head_of(analysis.words_in(e.trigger)) not in others]
        event = _event_at(own, span)
        heard = [a for a in record.attributions if any(s <= span[0] and span[1] <= e for s, e in a.content)]
        yield gold.modality, event.modality if event else reader.of_word(word, heard).settled, event is not None


def _event_at(events: Sequence[Event], word: Span) -> Event | None:
    holding = [event for event in events if event.trigger[0] <= word[0] and word[1] <= event.trigger[1]]
    return min(holding, key=lambda event: (event.trigger[1] - event.trigger[0], event.trigger), default=None)


def lines(found: list[Judged]) -> Iterator[str]:
    """Accuracy, ceiling and the table of confusions, as Markdown."""
    recorded = [one for one in found if one[2]]
    asked = [one for one in found if not one[2]]
    yield f"{len(found)} events; {len(recorded)} of them recorded; at {len(asked)} without a record the word is asked"
    yield ""
    yield "| | accuracy |"
    yield "|---|---|"
    for name, part in (("all", found), ("recorded", recorded), ("asked", asked)):
        yield f"| {name} | {_accuracy([one[:2] for one in part]):.3f} |"
    yield f"| two annotators | {_accuracy(agreement().classes['modality']):.3f} |"
    yield ""
    counts = Counter(one[:2] for one in found)
    yield "| annotated \\ read | " + " | ".join(MODALITIES) + " | F1 |"
    yield "|---" * (len(MODALITIES) + 2) + "|"
    for gold in MODALITIES:
        row = " | ".join(str(counts[gold, read_as]) for read_as in MODALITIES)
        yield f"| {gold} | {row} | {_f1(counts, gold):.3f} |"


def _accuracy(pairs: list[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def _f1(counts: Counter[tuple[str, str]], name: str) -> float:
    sides = sum(count for pair, count in counts.items() for side in pair if side == name)
    return 2 * counts[name, name] / max(1, sides)


def measure(path: Path) -> str:
    """The figures of one part of the corpus as Markdown."""
    return "\n".join(lines([one for sentence in load(path) if sentence.events for one in judged(sentence)]))


def main() -> None:
    """Measure, print, and keep the tables where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=sorted(PARTS), default="test")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the tables")
    options = parser.parse_args()
    shown = measure(PARTS[options.part])
    print(shown)
    if options.write:
        write_section(options.write, "modality", shown)


if __name__ == "__main__":
    main()
