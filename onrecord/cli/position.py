"""`onrecord position`: what position somebody held on a matter, by what was reported when."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.search import Shape

if TYPE_CHECKING:
    from onrecord.archive.positions import Answer, Told


def position(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")],
    holder: Annotated[str, typer.Argument(metavar="HOLDER", help="A country, body or person, by any of its names.")],
    matter: Annotated[str, typer.Argument(metavar="MATTER", help='What it is about: "long-range missiles".')],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day on which the position held.")],
    as_reported_by: Annotated[
        str | None,
        typer.Option(
            "--as-reported-by", metavar="DATE", help="Only what was published up to this day, or date-time, UTC."
        ),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="All stances up to that day, not only the last.")] = False,
    format: Annotated[Shape, typer.Option("--format", "-f", help="How to print.")] = Shape.TABLE,
) -> None:
    """Say what position somebody held on a matter, on one day, by what was published up to another.

    Nothing is said where nothing had been reported yet. JSON always has the whole history.
    """
    raise typer.Exit(_answer(archive, holder, matter, on, as_reported_by, history, format))


def _answer(
    path: Path, holder: str, matter: str, on: str, as_reported_by: str | None, history: bool, shape: Shape
) -> int:
    """Ask and print; the exit status is 0, or 1 where the archive or the question cannot be used."""
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.positions import position_answer
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path, read_only=True) as archive:
            answer = position_answer(archive, holder, matter, on, as_reported_by)
    except OnrecordError as error:
        complain(str(error))
        return 1
    if shape is Shape.JSON:
        typer.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2))
    else:
        _print(answer, history)
    return 0


def _print(answer: "Answer", history: bool) -> None:
    if answer.stance is None:
        typer.echo(f"{answer.holder}: {answer.reasons[0]}")
        return
    for held in answer.history if history else answer.history[-1:]:
        typer.echo(f"{answer.holder} {held.stance}: {answer.matter}")
        typer.echo(f"  since {held.since}, first reported {held.reported}")
        for told in held.told[:5]:
            typer.echo(f"  {_line(told)}")
    if answer.contradicted_by:
        typer.echo("said otherwise:")
        for told in answer.contradicted_by[:5]:
            typer.echo(f"  {_line(told)}")


def _line(told: "Told") -> str:
    who = {"own": "its own word", "report": "the report's", "unnamed": "unnamed", "other": "another's word"}[told.voice]
    source = f", {told.source}" if told.source else ""
    return f"{told.published}  {told.outlet or 'unknown outlet'}: {told.stance} ({who}{source}): {told.text}"
