"""`onrecord export` and `onrecord sql`: an archive's tables for other programs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.archive import ArchiveFile
from onrecord.cli.reading import complain
from onrecord.errors import InputError, OnrecordError

if TYPE_CHECKING:
    from onrecord.formats.export.query import Answer

_RESULTS = ("table", "csv", "jsonl")


def _one_of(names: Callable[[], tuple[str, ...]]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in names():
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(names())}")
        return value

    return check


def _kinds() -> tuple[str, ...]:
    from onrecord.formats.export import TABLES

    return tuple(TABLES)


def _formats() -> tuple[str, ...]:
    from onrecord.formats.export import FORMATS

    return tuple(FORMATS)


def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", callback=_one_of(_kinds), help="events, attributions, positions, claims or stories."
        ),
    ],
    archive: ArchiveFile,
    format: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORMAT",
            callback=_one_of(_formats),
            help="csv, tsv, jsonl or parquet; of events also plover, polecat, gdelt, acled, geojson, ftm and prov; of "
            "attributions and claims claimreview. docs/exports.md describes each.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; else standard output.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Reports published from then on: 2024, 2024-11 or 2024-11-17.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Reports published up to then, that year, month or day included.")
    ] = None,
    outlet: Annotated[list[str], typer.Option(help="Reports of this outlet. May be given several times.")] = [],  # noqa: B006
    shown: Annotated[bool, typer.Option("--shown", help="Only what is certain enough to be shown as fact.")] = False,
    guard: Annotated[
        bool,
        typer.Option("--guard-formulas", help="In CSV and TSV: an apostrophe before what a spreadsheet would run."),
    ] = False,
) -> None:
    """Write a table of an archive for other programs.

    Every row has its report's address and date, the words it stands on and their place in the text, and the version of
    what read it. What is not known is left empty.
    """
    from onrecord.archive import Archive
    from onrecord.formats.export import Selection
    from onrecord.formats.export import export as write

    try:
        selection = Selection(since, until, tuple(outlet), shown)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    with _answered(output), Archive.open(archive, read_only=kind != "claims") as opened:  # claims found are kept there
        count = write(opened, kind, format, output, selection, guard)
        if output:
            typer.echo(f"{output}: {count} rows or objects of {kind}", err=True)


def sql(
    archive: ArchiveFile,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="SQL over events, attributions, positions, claims and stories.")
    ],
    form: Annotated[
        str,
        typer.Option("--as", metavar="FORMAT", callback=_one_of(lambda: _RESULTS), help="table, csv or jsonl."),
    ] = "table",
) -> None:
    """Ask an archive's tables in SQL, by DuckDB (extra `analysis`).

    The tables and their columns are those that `onrecord export` writes; docs/exports.md lists them.
    """
    from onrecord.archive import Archive
    from onrecord.formats.export.query import asked

    with (
        _answered(None),
        Archive.open(archive, read_only="claims" not in query.lower()) as opened,
        asked(opened, query) as answer,
    ):
        _PRINTERS[form](answer)


@contextmanager
def _answered(output: Path | None) -> Iterator[None]:
    """Errors in plain words; a reader that has seen enough (`| head`) is none."""
    try:
        yield
    except InputError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OnrecordError as error:
        complain(str(error))
        raise typer.Exit(1) from error
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    except BrokenPipeError:
        raise typer.Exit(0) from None
    except OSError as error:
        complain(f"{error.filename or output}: cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


def _print_table(answer: "Answer") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*answer.columns)
    for row in answer.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    Console(markup=False).print(table)


def _print_csv(answer: "Answer") -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout)
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)


def _print_jsonl(answer: "Answer") -> None:
    import json

    for row in answer.rows:
        typer.echo(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str))


_PRINTERS = {"table": _print_table, "csv": _print_csv, "jsonl": _print_jsonl}
