"""The commands and their options. Each parses its arguments and calls one function of the package.

What a command needs is imported inside it: `onrecord --help` must not wait for the model's runtime.
"""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__

READ_HELP = "The report's {what}, in place of the one found in it."

app = typer.Typer(
    name="onrecord",
    help="Reads news reports and writes down, with evidence, who said and did what, when and where.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news reports and writes down, with evidence, who said and did what, when and where."""


def _check_date(value: str | None) -> str | None:
    from onrecord.validation import is_iso_date

    if value is not None and not is_iso_date(value):
        raise typer.BadParameter(f"{value!r} is not an ISO date such as 2024-05-17 or 2024-05-17T09:30:00Z")
    return value


def _check_format(value: str | None) -> str | None:
    from onrecord.cli.output import format_names

    if value is not None and value not in format_names():
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(format_names())}")
    return value


@app.command()
def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES", help="Text, Markdown, HTML or JSON Lines files; - is standard input."),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            callback=_check_format,
            help="terminal, markdown, json, jsonl or html. Without it: what OUT ends in, else terminal.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="A file, or a folder that gets one file for each report."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(callback=_check_date, help=READ_HELP.format(what="publication date (ISO 8601)"))
    ] = None,
    outlet: Annotated[str | None, typer.Option(help=READ_HELP.format(what="outlet"))] = None,
    title: Annotated[str | None, typer.Option(help=READ_HELP.format(what="title"))] = None,
) -> None:
    """Read reports and print what each has on record.

    An input that cannot be read is named on standard error; the others are still read, and the exit status is 2.
    """
    from onrecord.cli.reading import read_files
    from onrecord.intake import Overrides

    raise typer.Exit(read_files(files, format, output, Overrides(published=published, outlet=outlet, title=title)))


@app.command()
def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="RECORD.json", help="Files of records, JSON or JSON Lines; - is standard input."),
    ],
) -> None:
    """Check records against the contract: schema, spans, ids, vocabularies, order.

    Every problem is printed with its place; the exit status is 2 where there is one.
    """
    from onrecord.cli.records import validate_files

    raise typer.Exit(validate_files(files))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from onrecord.schema import published_schema

    typer.echo(published_schema(), nl=False)
