"""`onrecord site`: an archive, or some stories of it, as a folder of files for any web server."""

from pathlib import Path
from typing import Annotated

import typer


def site(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A new folder, or one that holds a site already.")
    ],
    story: Annotated[
        list[str], typer.Option(metavar="ID", help="Only this story, as `onrecord stories` lists it; may be repeated.")
    ] = [],  # noqa: B006 - typer makes a new one for each call
) -> None:
    """Write the explorer with all its data as plain files, to publish an archive or some stories on any web server.

    With --story nothing of other stories is in the files: no text, no name, no count.
    """
    raise typer.Exit(_write(archive, output, story))


def _write(path: Path, folder: Path, stories: list[str]) -> int:
    """Write the site; the exit status is 0, or 1 where the archive cannot be read or the folder not be written."""
    from onrecord.archive import Archive
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError
    from onrecord.formats.site import write_site

    try:
        with Archive.open(path, read_only=True) as archive:
            written = write_site(archive, folder, stories)
    except OnrecordError as error:
        complain(str(error))
        return 1
    typer.echo(
        f"{folder}: {_counted(written.stories, 'story', 'stories')}, {_counted(written.reports, 'report', 'reports')}, "
        f"{written.files} files, {written.bytes / 1e6:.1f} MB"
    )
    typer.echo(f"To look at it: python3 -m http.server --directory {folder} 8000, then http://127.0.0.1:8000/")
    return 0


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
