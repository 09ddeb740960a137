"""The event corpus: sentences with their political events, written as quotes and resolved to spans of the sentence.

    python -m training.event_corpus [--counts] [FILE.jsonl ...]

prints the sentences with spans, one JSON object a line, or how many there are of each kind, or says what is wrong
with which of them. The fields and how they were decided stand in corpus/events/README.md.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from onrecord.records import EventType, Factuality, Modality, Sector
from onrecord.spans import Span
from training.corpus import CORPUS as ATTRIBUTION_CORPUS
from training.corpus import CorpusError, Nth, decode_lines, decode_once, find

CORPUS = ATTRIBUTION_CORPUS.parent / "events"
TRAIN, TEST, SECOND = CORPUS / "train.jsonl", CORPUS / "test.jsonl", CORPUS / "second.jsonl"

MODES: dict[EventType, frozenset[str]] = {
    "CONSULT": frozenset("visit phone meet multilateral third-party".split()),
    "RETREAT": frozenset("withdraw release return disarm ceasefire access resign".split()),
    "REQUEST": frozenset("assist change meet yield".split()),
    "ACCUSE": frozenset("allege disapprove investigate".split()),
    "REJECT": frozenset("assist change meet yield".split()),
    "THREATEN": frozenset("arrest ban expel relations restrict territory violence".split()),
    "PROTEST": frozenset("demo riot strike boycott obstruct hunger".split()),
    "MOBILIZE": frozenset("troops weapons police militia".split()),
    "SANCTION": frozenset("convict discontinue expel withdraw".split()),
    "COERCE": frozenset(
        "arrest ban censor curfew cyber deport martial-law misinformation restrict seize withhold".split()
    ),
    "ASSAULT": frozenset(
        "abduct aerial assassinate beat cleansing crowd-control destroy drone execute explosives firearms "
        "heavy-weapons massacre primitive sexual suicide-attack torture unconventional".split()
    ),
}
"""PLOVER's modes by type; types that are not here have none."""

SECTORS = frozenset(get_args(Sector))

ONLY_FOR_TRAINING = "e4-"
"""How the ids of the fourth pass of writing begin."""


class QuotedEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An event as written down by an annotator: words of the sentence, and which occurrence is meant (from 1)."""

    trigger: str
    nth: int = 1
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    actor: str | None = None
    actor_nth: int = 1
    actor_code: str | None = None
    recipient: str | None = None
    recipient_nth: int = 1
    recipient_code: str | None = None
    factuality: Factuality
    modality: Modality
    modality_cue: str | None = None
    modality_cue_nth: int = 1
    place: str | None = None
    place_nth: int = 1
    time: str | None = None
    time_nth: int = 1


class QuotedSentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of the corpus as its writer annotated it; `trap` says what tempts where there is no event."""

    id: str
    text: str
    date: str | None
    events: tuple[QuotedEvent, ...]
    trap: str | None = None


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second annotator marked in a sentence of the corpus."""

    id: str
    events: tuple[QuotedEvent, ...]


class Code(msgspec.Struct, frozen=True):
    """Who an actor is: ISO 3166-1 alpha-3 code and PLOVER sector, either of them None where it is not known."""

    country: str | None
    sector: str | None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or recipient: its words, where they stand, and its codes (one for each conjunct)."""

    text: str
    span: Span
    codes: tuple[Code, ...] = ()


class AnnotatedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with everything that was quoted resolved to a span of the sentence."""

    trigger: Span
    type: EventType
    mode: str | None
    cameo: str | None
    actor: Participant | None
    recipient: Participant | None
    factuality: Factuality
    modality: Modality
    cue: Span | None
    place: Span | None
    time: Span | None


class AnnotatedSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its events in text order; `date` is the day on which it would have been published."""

    id: str
    text: str
    date: str | None
    events: tuple[AnnotatedEvent, ...]
    trap: str | None


def part_of(identifier: str) -> str:
    """`test` for a third of all ids and `train` for the others, by the first four bytes of the id's sha-256.

    Sentences of the fourth pass are all for training: what the package was measured on before them stays as it was.
    """
    if identifier.startswith(ONLY_FOR_TRAINING):
        return "train"
    return "train" if int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:4]) % 3 else "test"


def codes(written: str | None) -> tuple[Code, ...]:
    """The codes that "USA GOV; FRA MIL" or "IGO" stands for.

    Raises CorpusError where a part is neither a sector nor three capital letters with an optional sector.
    """
    return tuple(_code(part.split()) for part in written.split(";")) if written else ()


def _code(words: list[str]) -> Code:
    sectors = [word for word in words if word in SECTORS]
    countries = [word for word in words if word not in SECTORS]
    if not words or len(countries) > 1 or not all(re.fullmatch("[A-Z]{3}", word) for word in words):
        raise CorpusError(f"{' '.join(words)!r} is no code of an actor")
    return Code(countries[0] if countries else None, sectors[0] if sectors else None)


def resolve(row: QuotedSentence) -> AnnotatedSentence:
    """The sentence with every quote resolved to its span.

    Raises CorpusError where a quote, a mode or a code does not fit, or two events have the same trigger.
    """
    try:
        events = tuple(sorted((_event(row.text, event) for event in row.events), key=lambda event: event.trigger))
        if len({event.trigger for event in events}) < len(events):
            raise CorpusError("two events have the same trigger")
        if not events and not row.trap:
            raise CorpusError("there is neither an event nor a trap")
    except CorpusError as error:
        raise CorpusError(f"{row.id}: {error}") from error
    return AnnotatedSentence(id=row.id, text=row.text, date=row.date, events=events, trap=row.trap)


def _event(text: str, quoted: QuotedEvent) -> AnnotatedEvent:
    if quoted.mode is not None and quoted.mode not in MODES.get(quoted.type, ()):
        raise CorpusError(f"{quoted.trigger!r}: {quoted.type} has no mode {quoted.mode!r}")
    if quoted.cameo is not None and not re.fullmatch(r"\d{2,4}", quoted.cameo):
        raise CorpusError(f"{quoted.trigger!r}: {quoted.cameo!r} is no CAMEO code")
    return AnnotatedEvent(
        trigger=find(text, Nth(quoted.trigger, quoted.nth)),
        type=quoted.type,
        mode=quoted.mode,
        cameo=quoted.cameo,
        actor=_participant(text, quoted.actor, quoted.actor_nth, quoted.actor_code),
        recipient=_participant(text, quoted.recipient, quoted.recipient_nth, quoted.recipient_code),
        factuality=quoted.factuality,
        modality=quoted.modality,
        cue=_span(text, quoted.modality_cue, quoted.modality_cue_nth),
        place=_span(text, quoted.place, quoted.place_nth),
        time=_span(text, quoted.time, quoted.time_nth),
    )


def _span(text: str, quote: str | None, nth: int) -> Span | None:
    return None if quote is None else find(text, Nth(quote, nth))


def _participant(text: str, quote: str | None, nth: int, code: str | None) -> Participant | None:
    span = _span(text, quote, nth)
    return None if span is None else Participant(text=text[slice(*span)], span=span, codes=codes(code))


def read(path: Path) -> Iterator[QuotedSentence]:
    """The sentences of a corpus file as their annotators wrote them.

    Raises CorpusError where a line is not of this form.
    """
    return decode_lines(path, QuotedSentence)


def load(path: Path) -> list[AnnotatedSentence]:
    """The sentences of a corpus file with their spans.

    Raises CorpusError where a line is not of this form, an id comes twice or a quote does not fit.
    """
    return [resolve(row) for row in decode_once(path, QuotedSentence)]


def annotations(path: Path, sentences: Iterable[QuotedSentence]) -> Iterator[QuotedSentence]:
    """Those of the sentences that a file of annotations has, with its events in place of their own.

    Raises CorpusError where a line is not of this form or an id comes twice.
    """
    by_id = {row.id: row.events for row in decode_once(path, Annotation)}
    for sentence in sentences:
        if sentence.id in by_id:
            trap = sentence.trap or "as the second annotator sees it"
            yield msgspec.structs.replace(sentence, events=by_id[sentence.id], trap=trap)


def counts(train: Sequence[AnnotatedSentence], test: Sequence[AnnotatedSentence]) -> Iterator[str]:
    """How many sentences and events of each kind the two parts have, as a Markdown table."""
    yield "| | train | test | all |"
    yield "|---|---|---|---|"
    kinds = [_kinds(train), _kinds(test)]
    for name in _names(kinds):
        a, b = (kind[name] for kind in kinds)
        yield f"| {name} | {a} | {b} | {a + b} |"


def _kinds(sentences: Sequence[AnnotatedSentence]) -> Counter[str]:
    found: Counter[str] = Counter({"sentences": len(sentences)})
    for sentence in sentences:
        found["sentences with events" if sentence.events else f"trap: {sentence.trap}"] += 1
        found["sentences without events"] += not sentence.events
        for event in sentence.events:
            found["events"] += 1
            found["events with actor and recipient"] += bool(event.actor and event.recipient)
            found.update((event.type, event.modality, event.factuality))
    return found


def _names(kinds: Sequence[Counter[str]]) -> Iterator[str]:
    yield from ("sentences", "sentences with events", "sentences without events")
    yield from ("events", "events with actor and recipient")
    yield from (*get_args(EventType), *get_args(Modality), *get_args(Factuality))
    traps = sum(kinds, Counter())
    yield from (name for name, _ in traps.most_common() if name.startswith("trap: "))


def main(arguments: list[str]) -> int:
    """Print the sentences of the files, train and test where none is given, with their spans, or their counts."""
    parser = argparse.ArgumentParser(prog="python -m training.event_corpus")
    parser.add_argument("files", nargs="*", type=Path, help="files of the corpus (default: train and test)")
    parser.add_argument("--counts", action="store_true", help="only say how many there are of each kind")
    options = parser.parse_args(arguments)
    try:
        if options.counts:
            print("\n".join(counts(load(TRAIN), load(TEST))))
            return 0
        for path in options.files or [TRAIN, TEST]:
            for sentence in load(path):
                print(msgspec.json.encode(sentence).decode())
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
