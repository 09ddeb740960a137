"""`onrecord entities`, `merge` and `split`: who is who across an archive's reports, and correcting it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.archive.entities.view import Entity

_ARCHIVE = typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")
_UNDO = typer.Option("--undo", help="Take such a decision back.")
_ID = "An entity's id, as `onrecord entities` lists it"


def entities(
    archive: Annotated[Path, _ARCHIVE],
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A name or a part of one; without it the most reported ones.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line instead of a list.")] = False,
    link_private_persons: Annotated[
        bool | None,
        typer.Option(
            "--link-private-persons/--no-link-private-persons",
            help="A setting of the archive, off at first: link persons who hold no office and speak for no "
            "organisation across reports. They stay in their report because a file on a private person is of no "
            "public use.",
        ),
    ] = None,
) -> None:
    """List the actors of an archive, each with its names in all reports and why they are taken for one."""
    raise typer.Exit(_list_entities(archive, name, limit, as_json, link_private_persons))


def merge(
    archive: Annotated[Path, _ARCHIVE],
    one: Annotated[str, typer.Argument(metavar="A", help=f"{_ID}.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The id of the one that is the same actor.")],
    undo: Annotated[bool, _UNDO] = False,
) -> None:
    """Join two entities that are one actor. The decision is kept, and nothing that is added later overrules it."""
    from onrecord.archive.entities import judging

    raise typer.Exit(_decide(archive, one, lambda opened: judging.merge(opened, one, other, undo)))


def split(
    archive: Annotated[Path, _ARCHIVE],
    entity: Annotated[str, typer.Argument(metavar="A", help=f"{_ID}.")],
    parts: Annotated[
        list[str],
        typer.Argument(metavar="PART...", help="Ids of its forms, or of reports (sha256:...) that name another."),
    ],
    undo: Annotated[bool, _UNDO] = False,
) -> None:
    """Take forms of an entity, or its mentions in some reports, out of it: they are somebody else.

    The decision is kept, and nothing that is added later overrules it.
    """
    from onrecord.archive.entities import judging

    def run(opened: "Archive") -> None:
        with opened.transaction():
            for part in parts:
                judging.split(opened, entity, part, undo)

    raise typer.Exit(_decide(archive, entity, run))


def _list_entities(path: Path, name: str | None, limit: int, as_json: bool, link_private: bool | None) -> int:
    """Set what is to be set and print; the exit status is 0, or 1 where the archive cannot be used."""
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.entities import judging, view
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path, read_only=link_private is None) as archive:
            if link_private is not None:
                judging.link_private_persons(archive, link_private)
            found = view.entities(archive, name, limit)
    except OnrecordError as error:
        complain(str(error))
        return 1
    if as_json:
        for one in found:
            typer.echo(msgspec.json.encode(one).decode())
    elif found:
        _print_entities(found)
    else:
        complain(f"{path}: no entity is called {name!r}" if name else f"{path}: no entities")
    return 0


def _decide(path: Path, entity: str, decide: "Callable[[Archive], None]") -> int:
    """Carry a decision out and print the entity as it is then."""
    from onrecord.archive import Archive
    from onrecord.archive.entities import view
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path) as archive:
            decide(archive)
            found = view.entity(archive, entity)
    except OnrecordError as error:
        complain(str(error))
        return 1
    _print_entities([found])
    return 0


def _print_entities(found: "list[Entity]") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for one in found:
        country = f" · {one.country}" if one.country else ""
        count = f"{one.reports} report{'s' if one.reports != 1 else ''}"
        console.print(Text(one.name, style="bold") + Text(f"  {one.id} · {one.kind}{country} · {count}", style="dim"))
        console.print(Text("  called " + ", ".join(one.names)))
        for variant in one.variants if len(one.variants) > 1 else ():
            known = "".join(f", {value}" for value in (variant.country, variant.sphere) if value)
            console.print(Text(f"  {variant.id}  {variant.name}{known}: {variant.reason}"))
