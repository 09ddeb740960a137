"""`onrecord add`, `reread`, `status`, `rejects`, `revisions`: what goes into an archive, and what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.fields import FieldOptions, field_map
from onrecord.cli.reading import complain
from onrecord.errors import ArchiveError, InputError, OnrecordError

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.archive.adding import Step
    from onrecord.archive.inputs import IntakeOptions
    from onrecord.archive.revisions import Change

ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")]
Processes = Annotated[
    int | None,
    typer.Option("--processes", "-p", min=1, help="Read in this many processes; without it, one for each core."),
]
Gazetteer = Annotated[
    Path | None,
    typer.Option(metavar="FILE", envvar="ONRECORD_GAZETTEER", help="A gazetteer from `onrecord gazetteer build`."),
]
Ontology = Annotated[
    Path | None, typer.Option(metavar="FILE", envvar="ONRECORD_ONTOLOGY", help="A YAML file of your own event types.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

LISTED = 50
"""Rejects that are listed after an adding; `onrecord rejects` lists all."""

STOPPED = 130
"""Exit status after Ctrl-C, as shells give it."""


def _check_date(value: str | None) -> str | None:
    from onrecord.validation import is_iso_date

    if value is not None and not is_iso_date(value):
        raise typer.BadParameter(f"{value!r} is not an ISO date such as 2024-05-17 or 2024-05-17T09:30:00Z")
    return value


def add(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATHS", help="What `onrecord read` takes: files, folders, patterns; - is stdin."),
    ],
    archive: Annotated[
        Path, typer.Option("--archive", "-a", metavar="FILE", help="The archive; it is made where there is none.")
    ],
    processes: Processes = None,
    published: Annotated[
        str | None, typer.Option(callback=_check_date, help="The publication date of all of them.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet of all of them.")] = None,
    gazetteer: Gazetteer = None,
    ontology: Ontology = None,
    field: FieldOptions = [],  # noqa: B006 - typer makes a new one for each call
) -> None:
    """Read reports and keep them, with what each has on record, in an archive.

    What is there already is skipped. After an interruption the same command goes on where it stopped. Inputs that
    cannot be used are listed at the end, and the exit status is then 2.
    """
    from onrecord.archive.inputs import IntakeOptions
    from onrecord.intake import Overrides

    options = IntakeOptions(Overrides(published=published, outlet=outlet), field_map(field))
    with _answered() as status:
        status.append(_add(paths, archive, options, processes, gazetteer, ontology))
    raise typer.Exit(status[-1])


def reread(
    archive: ArchiveFile, processes: Processes = None, gazetteer: Gazetteer = None, ontology: Ontology = None
) -> None:
    """Read again what another version of onrecord, or other tables, have read.

    The new records become the current ones; the old stay beside them. After an interruption the same command goes on
    where it stopped.
    """
    with _answered() as status:
        status.append(_reread(archive, processes, gazetteer, ontology))
    raise typer.Exit(status[-1])


def status(archive: ArchiveFile, json: AsJson = False) -> None:
    """Print what an archive holds: reports, records by kind, versions that read them, inputs and rejects."""
    with _answered() as exits:
        exits.append(_status(archive, json))
    raise typer.Exit(exits[-1])


def rejects(archive: ArchiveFile, json: AsJson = False) -> None:
    """List the inputs that could not be used, each with the reason and what to do."""
    with _answered() as exits:
        exits.append(_rejects(archive, json))
    raise typer.Exit(exits[-1])


def revisions(
    archive: ArchiveFile,
    url: Annotated[str, typer.Argument(metavar="URL", help="The article's address.")],
    json: AsJson = False,
) -> None:
    """Print the revisions of the article at an address: what each added and took out, with the spans in both texts."""
    with _answered() as exits:
        exits.append(_revisions(archive, url, json))
    raise typer.Exit(exits[-1])


@contextmanager
def _answered() -> Iterator[list[int]]:
    """The exit status of what runs inside, errors and Ctrl-C told in plain words."""
    found = [1]
    try:
        yield found
    except OnrecordError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("stopped; what was read is stored. The same command goes on from here")
        found.append(STOPPED)


def _add(
    paths: Sequence[str],
    file: Path,
    options: "IntakeOptions",
    processes: int | None,
    gazetteer: Path | None,
    ontology: Path | None,
) -> int:
    from onrecord.archive import Archive
    from onrecord.archive.adding import add_inputs, expand_inputs, input_size
    from onrecord.bulk import available_cores, open_readers

    inputs = expand_inputs(paths)
    total = sum(input_size(path) for path in inputs if isinstance(path, str))
    with (
        Archive.open(file, create=True) as archive,
        open_readers(processes or available_cores(), gazetteer, ontology) as readers,
    ):
        counts = _follow("adding", total, add_inputs(archive, inputs, readers, options))
        typer.echo(_added(counts, archive, file))
    return 2 if counts["rejected"] else 0


def _reread(file: Path, processes: int | None, gazetteer: Path | None, ontology: Path | None) -> int:
    from dataclasses import replace

    from onrecord.archive import Archive
    from onrecord.archive.reread import reread, stale_reports
    from onrecord.bulk import Worker, available_cores, open_readers

    coder = Worker(gazetteer, ontology).load()
    with (
        Archive.open(file) as archive,
        open_readers(processes or available_cores(), gazetteer, ontology) as readers,
    ):
        stale = len(stale_reports(archive, coder))
        steps = (replace(step, position=n) for n, step in enumerate(reread(archive, readers, coder), start=1))
        counts = _follow("reading again", stale, steps)
        kept = f"; {counts['rejected']:,} keep their old record" if counts["rejected"] else ""
        typer.echo(f"{file}: {stale:,} of {len(archive):,} reports read again{kept}")
    return 2 if counts["rejected"] else 0


def _follow(verb: str, total: int, steps: Iterator["Step"]) -> Counter[str]:
    """Run the steps, show how far they have come, list at the end what failed; how many had which outcome."""
    from onrecord.cli.progress import watch

    counts: Counter[str] = Counter()
    failed: list[InputError] = []
    try:
        with watch(verb, total) as note:
            for step in steps:
                note(step)
                counts[step.outcome] += 1
                if step.error is not None:
                    failed.append(step.error)
                for failure in step.failures:
                    complain(f"{step.name}: report {step.report}: stage {failure.stage} failed: {failure.problem}")
    finally:
        for error in failed[:LISTED]:
            complain(str(error))
        if len(failed) > LISTED:
            complain(f"and {len(failed) - LISTED:,} more; `onrecord rejects ARCHIVE` lists them all")
    return counts


def _added(counts: Counter[str], archive: "Archive", file: Path) -> str:
    parts = [f"{counts['new']:,} new", f"{counts['revision']:,} revised", f"{counts['same']:,} known"]
    if counts["rejected"]:
        parts.append(f"{counts['rejected']:,} rejected")
    if counts["skipped"]:
        parts.append(f"{counts['skipped']:,} inputs skipped, stored before")
    return f"{file}: {', '.join(parts)}; {len(archive):,} reports in all"


def _status(file: Path, as_json: bool) -> int:
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.status import archive_status

    with Archive.open(file, read_only=True) as archive:
        found = archive_status(archive)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return 0
    typer.echo(f"{file}: {found.megabytes:.1f} MB")
    for name, count in found.counts.items():
        typer.echo(f"  {count:>10,}  {name}")
    if found.first:
        typer.echo(f"  published {found.first[:10]} to {(found.last or found.first)[:10]}")
    for coder in found.coders:
        typer.echo(f"  {coder.current:>10,}  read by onrecord {coder.version}, weights {(coder.weights or '?')[:12]}")
    return 0


def _rejects(file: Path, as_json: bool) -> int:
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.status import rejected_inputs

    with Archive.open(file, read_only=True) as archive:
        for reject in rejected_inputs(archive):
            plain = f"{reject.name}: {reject.problem}. {reject.remedy}"
            typer.echo(msgspec.json.encode(reject).decode() if as_json else plain)
    return 0


def _revisions(file: Path, url: str, as_json: bool) -> int:
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.revisions import revisions

    with Archive.open(file, read_only=True) as archive:
        found = revisions(archive, url)
    if not found:
        raise ArchiveError(str(file), f"no report in it comes from {url}", "Check the address")
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return 0
    for number, revision in enumerate(found, start=1):
        dated = revision.published or revision.retrieved or "undated"
        typer.echo(f"{number}. {dated}  {revision.words:,} words  {revision.title or ''}".rstrip())
        for change in revision.changes:
            _print_change(change)
    return 0


def _print_change(change: "Change") -> None:
    for sign, span, text in (("-", change.before, change.taken_out), ("+", change.after, change.added)):
        if text:
            typer.echo(f"   {sign} [{span[0]}, {span[1]})  {' '.join(text.split()) or repr(text)}")
