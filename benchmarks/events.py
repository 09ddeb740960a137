"""`python -m benchmarks.events`: events on the project's own test sentences, and whether their confidence holds.

    python -m benchmarks.events [--write docs/figures.md]

Each sentence of corpus/events/test.jsonl that did not fit the confidence (`training.calibrate_events`) is read as a
report of its own. A trigger is right where it shares a word with an annotated one, one to one; type, parties and
modality are compared on those (`benchmarks.event_agreement`), and the confidence is compared with how often all of them
are right at once. A false event is one in a sentence that only sounds political.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.agreement import Words
from benchmarks.event_agreement import Mark, Tally, f1, marks, matched, read_mark, read_sentence, same_participant
from benchmarks.pages import write_section
from benchmarks.reliability import Judged, diagram
from onrecord.reading.events.stage import SHOW_THRESHOLD
from onrecord.records import Record
from training.calibrate_events import is_for_fitting
from training.event_corpus import TEST, AnnotatedSentence, load

Read = tuple[AnnotatedSentence, Record]


def read_all(sentences: Iterable[AnnotatedSentence]) -> list[Read]:
    """Each sentence with its record."""
    return [(sentence, read_sentence(sentence)) for sentence in sentences]


def tally(listed: Iterable[Read]) -> Tally:
    """What annotation (first) and records (second) agree on."""
    found = Tally()
    for sentence, record in listed:
        found.add(sentence.text, marks(sentence), [mark for mark, _ in _read_marks(record)])
    return found


def judged(listed: Iterable[Read]) -> Iterator[Judged]:
    """The confidence of every event that was read, and whether the whole row is right."""
    for sentence, record in listed:
        read, words = _read_marks(record), Words(sentence.text)
        pairs = matched(words, marks(sentence), [mark for mark, _ in read])
        right = {id(b) for a, b in pairs if is_same_row(words, a, b)}
        yield from ((confidence, id(mark) in right) for mark, confidence in read)


def is_same_row(words: Words, one: Mark, other: Mark) -> bool:
    """Whether type, modality and both parties of two events are the same."""
    same = (one.type, one.modality) == (other.type, other.modality)
    parties = same_participant(words, one.actor, other.actor) and same_participant(
        words, one.recipient, other.recipient
    )
    return same and parties


def _read_marks(record: Record) -> list[tuple[Mark, float]]:
    listed = [(read_mark(event, record), event.confidence) for event in record.events if event.type]
    return sorted(listed, key=lambda entry: entry[0].trigger)


def false_events(listed: Sequence[Read], least: float = 0.0) -> float:
    """False events with at least this confidence per hundred sentences without any."""
    quiet = [record for sentence, record in listed if not sentence.events]
    found = sum(event.confidence >= least for record in quiet for event in record.events if event.type)
    return 100 * found / max(1, len(quiet))


def lines(listed: Sequence[Read]) -> Iterator[str]:
    """The figures as Markdown."""
    found = tally(listed)
    yield f"{len(listed)} sentences, {sum(not sentence.events for sentence, _ in listed)} of them without an event."
    yield ""
    yield "| | |"
    yield "|---|---:|"
    trigger = found.counts["trigger"]
    yield f"| triggers: precision | {trigger['both'] / max(1, trigger['second']):.3f} |"
    yield f"| triggers: recall | {trigger['both'] / max(1, trigger['first']):.3f} |"
    yield f"| triggers: F1 | {f1(trigger):.3f} |"
    yield f"| triggers and types: F1 | {f1(found.counts['trigger and type']):.3f} |"
    for name in ("type", "modality", "factuality"):
        pairs = found.classes[name]
        yield f"| {name}, of matched triggers | {sum(a == b for a, b in pairs) / max(1, len(pairs)):.3f} |"
    for name, same in found.participants.items():
        yield f"| {name}, of matched triggers | {sum(same) / max(1, len(same)):.3f} |"
    yield f"| false events per 100 sentences without any | {false_events(listed):.1f} |"
    yield f"| of which shown as found | {false_events(listed, SHOW_THRESHOLD):.1f} |"
    yield ""
    yield diagram(list(judged(listed)), "events", SHOW_THRESHOLD)


def main() -> None:
    """Read the sentences, print the figures, and keep them where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the figures")
    options = parser.parse_args()
    shown = "\n".join(lines(read_all(each for each in load(TEST) if not is_for_fitting(each.id))))
    print(shown)
    if options.write:
        write_section(options.write, "events", shown)


if __name__ == "__main__":
    main()
