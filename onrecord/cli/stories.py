"""`onrecord stories` and `onrecord story`: the happenings that an archive's reports tell of, and who reported one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.archive.store import ReportRow
    from onrecord.archive.stories.view import Story

_ARCHIVE = typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")


def _check_day(value: str | None) -> str | None:
    from onrecord.validation import is_iso_date

    if value is not None and not is_iso_date(value):
        raise typer.BadParameter(f"{value!r} is not an ISO date such as 2024-05-17")
    return value


def stories(
    archive: Annotated[Path, _ARCHIVE],
    since: Annotated[
        str | None, typer.Option(callback=_check_day, metavar="DATE", help="With a report published on or after it.")
    ] = None,
    until: Annotated[str | None, typer.Option(callback=_check_day, metavar="DATE", help="... on or before it.")] = None,
    size: Annotated[int, typer.Option(min=1, help="With at least so many reports.")] = 2,
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line instead of a table.")] = False,
) -> None:
    """List the stories of an archive: reports of the same happening, the most reported first."""
    raise typer.Exit(_list_stories(archive, since, until, size, limit, as_json))


def story(
    archive: Annotated[Path, _ARCHIVE],
    id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, as `onrecord stories` lists it.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Show one story: its reports in the order in which they came out.

    An id that a story had before it grew or was joined with another leads to the story of today.
    """
    raise typer.Exit(_show_story(archive, id, as_json))


def _list_stories(path: Path, since: str | None, until: str | None, size: int, limit: int, as_json: bool) -> int:
    """Print the stories; the exit status is 0, or 1 where the archive cannot be used."""
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.stories.view import stories as list_stories
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path, read_only=True) as archive:
            found = list_stories(archive, since, until, size, limit)
    except OnrecordError as error:
        complain(str(error))
        return 1
    if as_json:
        for one in found:
            typer.echo(msgspec.json.encode(one).decode())
    elif found:
        _print_stories(found)
    else:
        complain(f"{path}: no story of {size} or more reports" + (" in that time" if since or until else ""))
    return 0


def _show_story(path: Path, name: str, as_json: bool) -> int:
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.stories import view
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path, read_only=True) as archive:
            found, reports = view.story(archive, name), view.story_reports(archive, name)
            names = view.story_names(archive, name)
    except OnrecordError as error:
        complain(str(error))
        return 1
    if as_json:
        fields = {"story": found, "names": names, "reports": reports}
        typer.echo(msgspec.json.encode(fields).decode())
    else:
        _print_story(found, names, reports)
    return 0


def _print_stories(found: "list[Story]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Story", "Reports", "Outlets", "First", "Last", "Title", box=None, pad_edge=False)
    for one in found:
        dates = ((one.first or "")[:10], (one.last or "")[:10])
        table.add_row(one.id, str(one.reports), str(one.outlets), *dates, Text(one.title))
    Console().print(table)


def _print_story(found: "Story", names: list[str], reports: "list[ReportRow]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console.print(Text(found.title, style="bold"))
    console.print(Text(f"{found.id} · {found.reports} reports, {found.outlets} outlets · {', '.join(names)}"))
    table = Table("Published", "Outlet", "Title", "Report", box=None, pad_edge=False)
    for row in reports:
        title = Text(row.title or "") + Text(" (superseded)" if row.superseded_by else "", style="dim")
        table.add_row(Text(row.published or ""), Text(row.outlet or ""), title, Text(row.uri or row.id))
    console.print(table)
