"""The attribution corpus: annotations written as quotes, resolved to spans of the report's text.

    python -m training.corpus [FILE.jsonl ...]

prints the reports in the record's form, one JSON object a line, or says what is wrong with which of them.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.records import (
    Anonymity,
    Attribution,
    AttributionStance,
    DetailKind,
    Quotation,
    Source,
    SourceDetail,
    SourceKind,
)
from onrecord.spans import Span, contains

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "attributions"
TRAIN, TEST = CORPUS / "train.jsonl", CORPUS / "test.jsonl"


class CorpusError(ValueError):
    """An annotation that does not fit its report; the message says which and why."""


class Nth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `nth` occurrence of a quote, from 1."""

    quote: str
    nth: int


Quote = str | Nth
"""Words of the report: they occur once, or it is said which occurrence is meant."""


class QuotedDetail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the report says about a source, as written down by an annotator."""

    kind: DetailKind
    quote: Quote


class QuotedAttribution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An attribution as written down by an annotator."""

    id: str
    source: Quote | None
    cue: Quote | None
    content: tuple[Quote, ...]
    quotation: Quotation
    stance: AttributionStance
    anonymity: Anonymity
    kind: SourceKind
    source_head_actor: str | None = None
    count: int | None = None
    details: tuple[QuotedDetail, ...] = ()
    via: tuple[str, ...] = ()
    inside: str | None = None


class QuotedSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source with all its mentions, as written down by an annotator."""

    name: str
    mentions: tuple[Quote, ...]


class QuotedReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the corpus."""

    id: str
    title: str
    outlet: str
    published: str
    text: str
    attributions: tuple[QuotedAttribution, ...]
    sources: tuple[QuotedSource, ...] = ()


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one annotator wrote down about the report with this id."""

    id: str
    attributions: tuple[QuotedAttribution, ...]
    sources: tuple[QuotedSource, ...] = ()


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A source with the spans of all its mentions."""

    id: str
    name: str
    mentions: tuple[Span, ...]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """The report itself; every span points into `text`."""

    outlet: str
    title: str
    published: str
    text: str


class AnnotatedReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its attributions in the record's form."""

    id: str
    report: Published
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]


def occurrences(text: str, quote: str) -> list[Span]:
    """Where the quote stands in the text as whole words, in order."""
    found: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        cut = _goes_on(quote[0], text[max(0, start - 1) : start]) or _goes_on(quote[-1], text[end : end + 1])
        if not cut:
            found.append((start, end))
        start = text.find(quote, start + 1 if cut else end)
    return found


def _goes_on(edge: str, neighbour: str) -> bool:
    return edge.isalnum() and (neighbour.isalnum() or neighbour == "_")


def find(text: str, quote: Quote) -> Span:
    """The span of the quote.

    Raises CorpusError where the text does not have it, or has it more often than the quote allows for.
    """
    words, nth = (quote, None) if isinstance(quote, str) else (quote.quote, quote.nth)
    found = occurrences(text, words)
    if nth is None and len(found) > 1:
        raise CorpusError(f"{words!r} occurs {len(found)} times: say which, with nth")
    if not 1 <= (nth or 1) <= len(found):
        raise CorpusError(f"{words!r} occurs {len(found)} times, not {nth or 1}")
    return found[(nth or 1) - 1]


def resolve(row: QuotedReport) -> AnnotatedReport:
    """The report with every quote resolved to its span.

    Raises CorpusError where a quote, an id or a link does not fit.
    """
    try:
        actors = tuple(
            Actor(id=f"a{i}", name=s.name, mentions=tuple(sorted(find(row.text, q) for q in s.mentions)))
            for i, s in enumerate(row.sources, start=1)
        )
        ids = {actor.name: actor.id for actor in actors}
        attributions = tuple(_attribution(row.text, a, ids) for a in row.attributions)
        _check_links(attributions)
    except CorpusError as error:
        raise CorpusError(f"{row.id}: {error}") from error
    report = Published(outlet=row.outlet, title=row.title, published=row.published, text=row.text)
    return AnnotatedReport(id=row.id, report=report, attributions=attributions, actors=actors)


def _attribution(text: str, quoted: QuotedAttribution, actors: dict[str, str]) -> Attribution:
    try:
        if not quoted.content:
            raise CorpusError("has no content")
        return Attribution(
            id=quoted.id,
            source=_source(text, quoted, actors),
            cue=None if quoted.cue is None else find(text, quoted.cue),
            content=tuple(sorted(find(text, piece) for piece in quoted.content)),
            quotation=quoted.quotation,
            stance=quoted.stance,
            via=quoted.via,
            inside=quoted.inside,
        )
    except CorpusError as error:
        raise CorpusError(f"{quoted.id}: {error}") from error


def _source(text: str, quoted: QuotedAttribution, actors: dict[str, str]) -> Source:
    details = [(detail.kind, find(text, detail.quote)) for detail in quoted.details]
    return Source(
        actor=actors.get(quoted.source_head_actor or ""),
        name=quoted.source_head_actor,
        span=None if quoted.source is None else find(text, quoted.source),
        anonymity=quoted.anonymity,
        kind=quoted.kind,
        count=quoted.count,
        details=tuple(SourceDetail(kind=kind, text=text[slice(*span)], span=span) for kind, span in details),
    )


def _check_links(attributions: tuple[Attribution, ...]) -> None:
    by_id = {attribution.id: attribution for attribution in attributions}
    if len(by_id) < len(attributions):
        raise CorpusError("two attributions have the same id")
    for attribution in attributions:
        for link in (*attribution.via, *filter(None, [attribution.inside])):
            if link not in by_id or link == attribution.id:
                raise CorpusError(f"{attribution.id}: there is no other attribution {link!r} to link to")
        if attribution.inside and not _holds(by_id[attribution.inside], attribution):
            raise CorpusError(f"{attribution.id} does not stand in the content of {attribution.inside}")
        if attribution.id in outer(by_id, attribution):
            raise CorpusError(f"{attribution.id} stands inside itself")


def _holds(outside: Attribution, inner: Attribution) -> bool:
    return any(contains(piece, part) for piece in outside.content for part in inner.content)


def outer(by_id: dict[str, Attribution], attribution: Attribution) -> list[str]:
    """The ids of the attributions in whose content this one stands, innermost first."""
    found: list[str] = []
    link = attribution.inside
    while link is not None and link not in found:
        found.append(link)
        link = by_id[link].inside
    return found


def read(path: Path) -> Iterator[QuotedReport]:
    """The reports of a corpus file as their annotators wrote them.

    Raises CorpusError where a line is not of this form.
    """
    return decode_lines(path, QuotedReport)


def load(path: Path) -> list[AnnotatedReport]:
    """The reports of a corpus file with their spans.

    Raises CorpusError where a line is not of this form, an id comes twice or a quote does not fit.
    """
    return [resolve(row) for row in decode_once(path, QuotedReport)]


def annotations(path: Path, reports: Iterable[QuotedReport]) -> Iterator[QuotedReport]:
    """Those of the reports that a file of annotations has, with its annotations in place of their own.

    Raises CorpusError where a line is not of this form or an id comes twice.
    """
    by_id = {row.id: row for row in decode_once(path, Annotation)}
    for report in reports:
        if report.id in by_id:
            row = by_id[report.id]
            yield msgspec.structs.replace(report, attributions=row.attributions, sources=row.sources)


def decode_lines(path: Path, kind: type[Any]) -> Iterator[Any]:
    """The objects of a file of JSON lines, as structs of the kind.

    Raises CorpusError where a line is not of this form.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=kind)
            except msgspec.DecodeError as error:
                raise CorpusError(f"{path.name}, line {number}: {error}") from error


def decode_once(path: Path, kind: type[Any]) -> list[Any]:
    """The objects of a file of JSON lines, as structs of the kind, each with an `id` of its own.

    Raises CorpusError where a line is not of this form or an id comes twice.
    """
    rows = list(decode_lines(path, kind))
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise CorpusError(f"{path.name}: {row.id} comes twice")
        seen.add(row.id)
    return rows


def main(arguments: list[str]) -> int:
    """Print the reports of the files, train and test where none is given, with their spans."""
    for path in [Path(argument) for argument in arguments] or [TRAIN, TEST]:
        try:
            for report in load(path):
                print(msgspec.json.encode(report).decode())
        except CorpusError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
