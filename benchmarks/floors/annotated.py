"""The annotated reports, and how many of their facts a record has right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.adapters import ENTITY_TYPES, trim_name
from benchmarks.rows import Row, read_rows
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.reader import read
from onrecord.records import Record, Report, report_id
from onrecord.spans import Span, overlaps

HERE = Path(__file__).parent


@dataclass
class Counts:
    """Facts annotated, facts predicted (None: not looked at) and facts right."""

    annotated: int = 0
    predicted: int | None = 0
    right: int = 0

    def add(self, annotated: int, predicted: int | None, right: int) -> None:
        """Count one more report."""
        self.annotated += annotated
        self.right += right
        self.predicted = None if predicted is None or self.predicted is None else self.predicted + predicted

    @property
    def score(self) -> float:
        """F1, or recall where predictions are not counted."""
        total = self.annotated if self.predicted is None else (self.annotated + self.predicted) / 2
        return self.right / total if total else 0.0


def measure(path: Path = HERE / "reports.jsonl") -> dict[str, float]:
    """The present score of each kind of fact over all annotated reports."""
    counts = {kind: Counts() for kind in COUNTERS}
    for row in read_rows(path):
        record = read(_report(row))
        for kind, counter in COUNTERS.items():
            counts[kind].add(*counter(row, record))
    return {kind: round(count.score, 3) for kind, count in counts.items()}


def _report(row: Row) -> Report:
    published = row["published"]
    return Report(
        id=report_id(row["text"]),
        text=row["text"],
        published=published,
        published_basis="given" if published else None,
    )


def _occurrences(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(quote, end)


def _facts(row: Row, kind: str) -> set[tuple[Span, str]]:
    return {(span, value) for quote, value in row[kind].items() for span in _occurrences(row["text"], quote)}


def _relations(row: Row, record: Record) -> tuple[int, None, int]:
    analysis = analyse(record.report, load_reader_model())
    found = {
        (analysis.forms[head], relation, analysis.forms[word])
        for word, (head, relation) in enumerate(zip(analysis.heads, analysis.deprels, strict=True))
        if head >= 0
    }
    wanted = [(fact["head"], fact["relation"], fact["dependent"]) for fact in row["relations"]]
    return len(wanted), None, sum(fact in found for fact in wanted)


def _names(row: Row, record: Record) -> tuple[int, int, int]:
    analysis = analyse(record.report, load_reader_model())
    wanted = _facts(row, "names")
    found = {
        (trim_name(row["text"], analysis.span(entity.words)), ENTITY_TYPES[entity.label])
        for entity in analysis.entities
        if entity.label in ENTITY_TYPES
    }
    return len(wanted), len(found), len(wanted & found)


def _times(row: Row, record: Record) -> tuple[int, int, int]:
    wanted = _facts(row, "times")
    found = [(time.span, time.value) for time in record.times]
    return len(wanted), len(found), _matching(wanted, found)


def _places(row: Row, record: Record) -> tuple[int, int, int]:
    wanted = _facts(row, "places")
    text = row["text"]
    found = [
        (span, place.country or "")
        for place in record.places
        for span in place.mentions
        if any(overlaps(span, named) for named, _ in wanted) or text[span[0] : span[1]] in row["names"]
    ]
    return len(wanted), len(found), _matching(wanted, found)


def _matching(wanted: set[tuple[Span, str]], found: list[tuple[Span, str]]) -> int:
    return sum(any(overlaps(span, other) and value == said for other, said in found) for span, value in wanted)


def _attributions(row: Row, record: Record) -> tuple[int, int, int]:
    """Nested ones that nobody annotated here are not counted: they are measured on `corpus/attributions`."""
    text, free, right = row["text"], list(record.attributions), 0
    for fact in row["attributions"]:
        content = next(_occurrences(text, fact["content"]))
        sources = list(_occurrences(text, fact["source"])) if fact["source"] else []
        for found in free:
            span = found.source.span
            if _shared(text, content, found.content) >= 0.5 and _same_source(sources, span):
                free.remove(found)
                right += 1
                break
    nested = sum(found.inside is not None for found in free)
    return len(row["attributions"]), len(record.attributions) - nested, right


def _same_source(wanted: list[Span], found: Span | None) -> bool:
    if found is None:
        return not wanted
    return any(overlaps(span, found) for span in wanted)


def _shared(text: str, wanted: Span, found: tuple[Span, ...]) -> float:
    """Characters of words that both have, as a share of the longer."""
    a = {i for i in range(*wanted) if text[i].isalnum()}
    b = {i for span in found for i in range(*span) if text[i].isalnum()}
    return len(a & b) / max(len(a), len(b), 1)


def _events(row: Row, record: Record) -> tuple[int, None, int]:
    wanted = _facts(row, "events")
    return len(wanted), None, _matching(wanted, [(event.trigger, event.type or "") for event in record.events])


def _positions(row: Row, record: Record) -> tuple[int, None, int]:
    names = {actor.id: actor for actor in record.actors}
    right = 0
    for fact in row["positions"]:
        evidence = next(_occurrences(row["text"], fact["evidence"]))
        right += any(
            found.stance == fact["stance"]
            and any(overlaps(span, evidence) for span in found.evidence)
            and any(fact["holder"].lower() in row["text"][s:e].lower() for s, e in names[found.holder].mentions)
            for found in record.positions
        )
    return len(row["positions"]), None, right


COUNTERS: dict[str, Callable[[Row, Record], tuple[int, int | None, int]]] = {
    "attributions": _attributions,
    "events": _events,
    "names": _names,
    "places": _places,
    "positions": _positions,
    "relations": _relations,
    "times": _times,
}
