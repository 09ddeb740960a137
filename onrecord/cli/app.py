"""The commands and their options. Each parses its arguments and calls one function of the package.

What a command needs is imported inside it: `onrecord --help` must not wait for the model's runtime.
"""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.archive import add, rejects, reread, revisions, status
from onrecord.cli.claims import claims
from onrecord.cli.compare import compare
from onrecord.cli.entities import entities, merge, split
from onrecord.cli.export import export, sql
from onrecord.cli.fields import FieldOptions, field_map
from onrecord.cli.position import position
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.site import site
from onrecord.cli.stories import stories, story
from onrecord.cli.watch import watch

GAZETTEER = "A gazetteer that `onrecord gazetteer build` made, in place of the one that ships with onrecord."
ONTOLOGY = "A YAML file with event types of your own, found beside PLOVER's; docs/ontologies.md gives its form."
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
        typer.Argument(
            metavar="FILES",
            help="Text, Markdown, HTML, JSON Lines, CSV, TSV, WARC or feeds, folders of them, or patterns; - is "
            "standard input.",
        ),
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
    gazetteer: Annotated[Path | None, typer.Option(metavar="FILE", envvar="ONRECORD_GAZETTEER", help=GAZETTEER)] = None,
    ontology: Annotated[Path | None, typer.Option(metavar="FILE", envvar="ONRECORD_ONTOLOGY", help=ONTOLOGY)] = None,
    field: FieldOptions = [],  # noqa: B006 - typer makes a new one for each call
) -> None:
    """Read reports and print what each has on record.

    An input that cannot be read is named on standard error; the others are still read, and the exit status is 2.
    """
    from onrecord.cli.reading import read_files
    from onrecord.intake import Overrides

    overrides = Overrides(published=published, outlet=outlet, title=title)
    raise typer.Exit(read_files(files, format, output, overrides, gazetteer, ontology, field_map(field)))


@app.command()
def timeline(
    entity: Annotated[str, typer.Argument(metavar="NAME", help="A person, thing or body, as the reports name it.")],
    files: Annotated[list[str], typer.Argument(metavar="FILES", help="What `onrecord read` takes.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with spans.")] = False,
) -> None:
    """Print what reports tell of one person, thing or body, day by day."""
    from onrecord.cli.timeline import show_timeline

    raise typer.Exit(show_timeline(entity, files, json))


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


gazetteer_app = typer.Typer(help="Make a gazetteer of your own.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer_app, name="gazetteer")


@gazetteer_app.callback()
def gazetteer() -> None:
    """Make a gazetteer of your own."""


@gazetteer_app.command()
def build(
    geonames: Annotated[
        Path, typer.Option(metavar="ZIP", help="allCountries.zip, or one country's, from download.geonames.org.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")] = Path(
        "gazetteer.bin"
    ),
    population: Annotated[
        int, typer.Option(min=0, help="Leave out populated places of fewer people; those of unknown size count 0.")
    ] = 0,
) -> None:
    """Compile a dump of GeoNames; `onrecord read --gazetteer FILE` then uses it.

    The dump of the whole world takes some minutes and gigabytes of memory.
    """
    from onrecord.cli.gazetteer import build_gazetteer

    raise typer.Exit(build_gazetteer(geonames, output, population))


ontology_app = typer.Typer(help="Event types of your own.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(ontology_app, name="ontology")


@ontology_app.callback()
def ontology() -> None:
    """Event types of your own."""


@ontology_app.command("check")
def check_ontology(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of event types; see docs/ontologies.md.")],
) -> None:
    """Read a file of event types and try its patterns on its own examples and counterexamples.

    Every example that is missed and every counterexample that is taken is named with the reason; the exit status is
    then 2. A file that cannot be used gives 1.
    """
    from onrecord.cli.ontology import check_file

    raise typer.Exit(check_file(file))


for command in (add, reread, status, rejects, revisions):
    app.command()(command)
app.command()(compare)
app.command()(claims)
app.command()(search)
app.command()(position)
app.command()(watch)
app.command()(export)
app.command()(sql)
app.command()(site)
app.command()(serve)
app.command()(stories)
app.command()(story)
app.command()(entities)
app.command()(merge)
app.command()(split)
