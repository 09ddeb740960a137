"""`onrecord claims`: what the reports of a story say, on how many independent origins, and why so many."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.archive.claims import Claim, Origin, Rest

ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")]
SHOWN = 10
"""Claims of a story that the table shows."""


def claims(
    archive: ArchiveFile,
    story: Annotated[
        str | None,
        typer.Argument(metavar="STORY", help="A story's id, from `onrecord stories`; else the largest ones."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="STATEMENT", help="On what this statement of your own wording rests, in the story's reports."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Stories that are shown where none is named.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one story a line.")] = False,
) -> None:
    """List what the reports of a story say, and on how many independent origins each claim rests.

    Copies and reports that cite another add no origin; what is said in public is one origin, whoever carries it. Each
    claim comes with its origins, what was not counted and why, and who denies it.
    """
    raise typer.Exit(_show(archive, story, about, limit, as_json))


def _show(path: Path, name: str | None, about: str | None, limit: int, as_json: bool) -> int:
    """Print; the exit status is 0, or 1 where the archive or the story cannot be used."""
    from onrecord.archive import Archive
    from onrecord.archive.stories.view import stories, story
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    if about is not None and name is None:
        complain("--about needs a STORY whose reports are asked; `onrecord stories` lists them")
        return 2
    try:
        with Archive.open(path) as archive:
            chosen = [story(archive, name)] if name else stories(archive, size=2, limit=limit)
            for found in chosen:
                if about is not None:
                    _print_rest(archive, found.id, about, as_json)
                else:
                    _print_claims(archive, found.id, found.title, as_json)
            if not chosen:
                complain("no two reports in this archive tell of the same happening yet")
    except OnrecordError as error:
        complain(str(error))
        return 1
    return 0


def _print_claims(archive: "Archive", name: str, title: str, as_json: bool) -> None:
    import msgspec

    from onrecord.archive.claims import claims_of_story

    found = claims_of_story(archive, name)
    if as_json:
        typer.echo(msgspec.json.encode({"story": name, "title": title, "claims": found}))
        return
    typer.echo(f"{name}  {title}\n")
    outlets = _outlets(archive, name)
    for claim in found[:SHOWN]:
        for line in _lines(claim, outlets):
            typer.echo(line)
    if len(found) > SHOWN:
        typer.echo(f"{len(found) - SHOWN} more are in the JSON.\n")
    if not found:
        typer.echo("No claim of this story rests on anybody's word.\n")


def _print_rest(archive: "Archive", name: str, statement: str, as_json: bool) -> None:
    import msgspec

    from onrecord.archive.claims import origins_of_statement
    from onrecord.archive.stories.view import story_reports

    rest = origins_of_statement(archive, [row.id for row in story_reports(archive, name)], statement)
    if as_json:
        told = {"story": name, "independent": rest.independent, "main": rest.main, "claim": rest.claim}
        typer.echo(msgspec.json.encode(told))
        return
    for line in _rest_lines(rest, _outlets(archive, name)):
        typer.echo(line)


def _outlets(archive: "Archive", name: str) -> dict[str, str]:
    from onrecord.archive.stories.view import story_reports

    return {row.id: row.outlet or row.title or row.id[:15] for row in story_reports(archive, name)}


def _lines(claim: "Claim", outlets: dict[str, str]) -> Iterator[str]:
    """A claim as a few lines of text."""
    denied = "Not so: " if claim.denied else "Asked for: " if claim.asked else ""
    told = _counted(len(claim.accounts), "report")
    yield f"{denied}“{claim.text}”"
    yield f"  {told}, {_counted(claim.independent, 'independent origin')}"
    for origin in claim.origins:
        yield f"    {_origin(origin)}"
        if origin.possibly_same:
            yield "      possibly the same source as another outlet's; counted apart"
    for reason in claim.not_counted:
        yield f"    adds none: {outlets.get(reason.report, reason.report)}, {reason.text}"
    for denial in claim.denied_by:
        yield f"    denied by {denial.source} ({outlets.get(denial.report, denial.report)})"
    yield ""


def _origin(origin: "Origin") -> str:
    source = origin.source or "a source that is not told"
    if origin.kind == "public":
        return f"{source}, in public"
    if origin.kind == "cited":
        return f"{origin.outlet}, which others credit ({source})"
    return f"{source}, heard by {origin.outlet or 'an outlet that is not known'}"


def _rest_lines(rest: "Rest", outlets: dict[str, str]) -> Iterator[str]:
    yield f"{_counted(rest.independent, 'independent origin')} in {_counted(len(rest.main), 'report')}"
    for report, origin in rest.main.items():
        yield f"  {outlets.get(report, report)}: {origin}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
