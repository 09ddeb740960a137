"""`onrecord read`: every input in turn; what fails is reported, the rest goes on."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli.output import Output, choose_format
from onrecord.errors import InputError, SetupError

if TYPE_CHECKING:
    from onrecord.intake import Overrides
    from onrecord.knowledge.custom_ontology import CustomOntology
    from onrecord.records import Record, Report


def read_files(
    files: Sequence[str],
    format_name: str | None,
    target: Path | None,
    overrides: "Overrides",
    gazetteer: Path | None = None,
    ontology: Path | None = None,
    fields: Mapping[str, str] | None = None,
) -> int:
    """Read all files, write their records, and return the exit status: 0, 1 (setup) or 2 (an input failed)."""
    output = Output(choose_format(format_name, target), target, several=_are_several(files))
    failed = 0
    try:
        types = _own_types(ontology)
        for name, found in _inputs(files, overrides, fields or {}):
            try:
                output.write(_record(name, found, gazetteer, types), name)
            except InputError as error:
                complain(str(error))
                failed += 1
    except SetupError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(f"{error.filename or target}: cannot be written: {error.strerror}")
        return 2
    return 2 if failed else 0


def _are_several(files: Sequence[str]) -> bool:
    """Whether the paths can be more than one file: several, a folder or a pattern."""
    return len(files) > 1 or any(file != "-" and not Path(file).is_file() for file in files)


def complain(message: str) -> None:
    """Print one line for the person at the terminal."""
    typer.echo(f"onrecord: {message}", err=True)


def _inputs(
    files: Sequence[str], overrides: "Overrides", fields: Mapping[str, str]
) -> Iterator[tuple[str, "Report | InputError"]]:
    from onrecord.intake import read_named_inputs

    with _progress(files) as watched:
        for file in watched:
            yield from read_named_inputs([file], overrides, fields)


def _own_types(file: Path | None) -> "CustomOntology | None":
    if file is None:
        return None
    from onrecord.knowledge.custom_ontology import load_custom_ontology

    return load_custom_ontology(file)


def _record(
    name: str, found: "Report | InputError", gazetteer: Path | None, types: "CustomOntology | None"
) -> "Record":
    if isinstance(found, InputError):
        raise found
    from onrecord.knowledge.gazetteer import load_gazetteer
    from onrecord.reading.reader import read

    record = read(found, gazetteer=load_gazetteer(gazetteer) if gazetteer else None, ontology=types)
    for failure in record.failures:
        complain(f"{name}: report {found.id}: stage {failure.stage} failed: {failure.problem}")
    return record


@contextmanager
def _progress(files: Sequence[str]) -> Iterator[Iterable[str]]:
    """The files, with a bar on standard error while there are several and somebody is watching."""
    if len(files) < 2 or not sys.stderr.isatty():
        yield files
        return
    from rich.console import Console
    from rich.progress import track

    yield track(files, description="reading", console=Console(stderr=True), transient=True)
