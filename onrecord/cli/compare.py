"""`onrecord compare`: how two reports stand to each other, with the words that show it."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import InputError, OnrecordError, UnreadableInput

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.archive.reuse import Reuse
    from onrecord.records import Record, Report
    from onrecord.spans import Span

_IN_WORDS = {
    ("copy", "a_from_b"): "a is a copy of b",
    ("copy", "b_from_a"): "b is a copy of a",
    ("copy", "common_source"): "a and b are copies of one text",
    ("rewrite", "a_from_b"): "a is mostly b's text, rewritten",
    ("rewrite", "b_from_a"): "b is mostly a's text, rewritten",
    ("rewrite", "common_source"): "a and b are mostly one text, rewritten",
    ("shared_passage", "a_from_b"): "a takes over passages of b",
    ("shared_passage", "b_from_a"): "b takes over passages of a",
    ("shared_passage", "common_source"): "a and b take over passages of a third",
    ("cites", "a_from_b"): "a credits b for its news",
    ("cites", "b_from_a"): "b credits a for its news",
    ("cites", "common_source"): "a and b credit a third for their news",
    ("independent", None): "a and b tell of the same happening, each on its own",
    ("unrelated", None): "a and b tell of different happenings",
}
_SHOWN = 8
"""Passages that are printed; the JSON has all."""
_LEAST = 6
"""Words of the shortest passage that is printed."""
_LONGEST = 280
"""Characters of a passage that are printed."""


class Shape(StrEnum):
    """How the verdict is printed."""

    TEXT = "text"
    JSON = "json"


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A report's file; with --archive, its id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one's.")],
    archive: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An archive: A and B are ids of its reports, or their beginnings."),
    ] = None,
    format: Annotated[Shape, typer.Option("--format", "-f", help="How to print.")] = Shape.TEXT,
) -> None:
    """Tell whether one of two reports is the other's text or rests on it, with the passages and the reasons.

    An input that cannot be read or is no report gives exit status 2, an archive that cannot be used 1.
    """
    from onrecord.cli.reading import complain

    try:
        records, verdict = _in_archive(archive, a, b) if archive else _in_files(a, b)
    except InputError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    except OnrecordError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    if format is Shape.JSON:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(verdict), indent=2).decode())
    else:
        typer.echo(_text(records, verdict), nl=False)


def _in_files(a: str, b: str) -> "tuple[tuple[Record, Record], Reuse]":
    from onrecord.archive.reuse import compare as compare_records
    from onrecord.reading.reader import read

    left, right = read(_only_report(a)), read(_only_report(b))
    return (left, right), compare_records(left, right)


def _only_report(path: str) -> "Report":
    """The report of a file. Raises InputError where it has none, or several."""
    from onrecord.intake import read_inputs

    found = list(read_inputs([path]))
    if len(found) != 1:
        raise UnreadableInput(path, f"{len(found)} reports where one is wanted", "Give a file with one report")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


def _in_archive(path: Path, a: str, b: str) -> "tuple[tuple[Record, Record], Reuse]":
    from onrecord.archive import Archive
    from onrecord.archive.reuse import reuse_pair

    with Archive.open(path, read_only=True) as archive:
        verdict = reuse_pair(archive, _full_id(archive, a), _full_id(archive, b))
        return (archive.record(verdict.a), archive.record(verdict.b)), verdict


def _full_id(archive: "Archive", given: str) -> str:
    """The id that begins so. Raises UnreadableInput where none or several do."""
    start = given if given.startswith("sha256:") else "sha256:" + given
    query = "SELECT id FROM reports WHERE substr(id, 1, length(?)) = ? LIMIT 2"
    found = [name for (name,) in archive.connection.execute(query, (start, start))]
    if len(found) != 1:
        problem = "no report of the archive has this id" if not found else "several reports have ids that begin so"
        raise UnreadableInput(given, problem, "`onrecord search` and `onrecord stories` give ids")
    return str(found[0])


def _text(records: "tuple[Record, Record]", verdict: "Reuse") -> str:
    lines = [f"{side}  {_heading(record.report)}" for side, record in zip("ab", records, strict=True)]
    origin = f", from {verdict.origin}" if verdict.origin and verdict.direction == "common_source" else ""
    lines += ["", f"{verdict.label}: {_IN_WORDS[verdict.label, verdict.direction]}{origin}", "", "Why"]
    texts = tuple(record.report.text for record in records)
    for reason in verdict.reasons:
        lines.append(f"- {reason.text}")
        lines += _quoted(texts, reason.a, reason.b)
    shown = [passage for passage in verdict.passages if passage.words >= _LEAST]
    if shown:
        lines += ["", "Words in common"]
    for passage in shown[:_SHOWN]:
        lines.append(f"- {passage.words} words, {passage.kind}: {passage.why}")
        lines += _quoted(texts, passage.a, passage.b)
    if len(shown) > _SHOWN:
        lines.append(f"- and {len(shown) - _SHOWN} more; --format json has them all")
    return "\n".join(lines) + "\n"


def _heading(report: "Report") -> str:
    known = (report.outlet, report.published, report.title, report.id[:19])
    return _one_line(" · ".join(part for part in known if part))


def _quoted(texts: tuple[str, ...], *spans: "Span | None") -> list[str]:
    found = []
    for side, text, span in zip("ab", texts, spans, strict=True):
        if span is not None:
            words = _one_line(text[slice(*span)])
            cut = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            found.append(f"    {side} {span[0]}-{span[1]}: {cut}")
    return found


def _one_line(text: str) -> str:
    """Text without line ends and without what would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
