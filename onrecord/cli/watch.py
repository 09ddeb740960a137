"""`onrecord watch`: follow the feeds of a list into an archive."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archive import Gazetteer, Ontology
from onrecord.cli.reading import complain
from onrecord.errors import OnrecordError

_TROUBLE = frozenset(("rejected", "failed", "later"))


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds to follow; docs/watching.md.")],
    archive: Annotated[
        Path, typer.Option("--archive", "-a", metavar="FILE", help="The archive; it is made where there is none.")
    ],
    once: Annotated[bool, typer.Option("--once", help="Ask each feed one time and end, as for cron.")] = False,
    gazetteer: Gazetteer = None,
    ontology: Ontology = None,
) -> None:
    """Follow feeds: ask them for news, politely, and add what is new to the archive.

    Only the feeds that the file lists are fetched and, where it says `articles = true`, the pages they link to. Stop
    it with Ctrl-C at any time; nothing is fetched twice.
    """
    try:
        raise typer.Exit(_follow(feeds, archive, once, gazetteer, ontology))
    except OnrecordError as error:
        complain(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _follow(feeds: Path, path: Path, once: bool, gazetteer: Path | None, ontology: Path | None) -> int:
    from onrecord.archive import Archive
    from onrecord.bulk import Worker
    from onrecord.watch import Watcher, load_settings

    settings = load_settings(feeds)
    trouble = 0
    with Archive.open(path, create=True) as archive:
        for outcome in Watcher(archive, settings, Worker(gazetteer, ontology)).run(once):
            told = f"{outcome.url}: {outcome.kind}{f': {outcome.detail}' if outcome.detail else ''}"
            if outcome.kind in _TROUBLE:
                complain(told)
                trouble += 1
            else:
                typer.echo(told)
    return 2 if trouble else 0
