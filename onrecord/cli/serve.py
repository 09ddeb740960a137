"""`onrecord serve`: an archive as web pages and as an HTTP API, on this machine."""

import socket
from pathlib import Path
from typing import Annotated

import typer


def serve(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")],
    host: Annotated[str, typer.Option(help="The address to listen at. Anything but this machine needs a token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes one that is free.")] = 8765,
    token: Annotated[
        str | None,
        typer.Option(envvar="ONRECORD_TOKEN", help="What askers have to show: at least 16 characters."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A further host name that requests may call this server by."),
    ] = None,
    allow_read: Annotated[bool, typer.Option("--allow-read", help="Read reports that are sent to POST /read.")] = False,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1, max=2_000_000, help="How long such a report may be.")
    ] = 2_000_000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep/--no-keep", help="Keep what takes long to work out beside the archive, in ARCHIVE.derived, or not."
        ),
    ] = True,
) -> None:
    """Serve an archive's pages and its API until Ctrl-C. Nothing is asked of other servers.

    The archive is not written to. What takes long to work out is kept beside it for the next start.
    """
    raise typer.Exit(_serve(archive, host, port, token, tuple(name or ()), allow_read, max_bytes, workers, keep))


def _serve(
    path: Path,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    allow_read: bool,
    max_bytes: int,
    workers: int,
    keep: bool,
) -> int:
    """Check what was asked for and serve; the exit status is 0, or 1 where that cannot be done."""
    from onrecord.archive import Archive
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError
    from onrecord.server.app import Settings
    from onrecord.server.running import listen, run, why_not

    settings = Settings(
        archive=str(path), host=host, token=token, allow_read=allow_read, max_bytes=max_bytes, names=names
    )
    if problem := why_not(settings):
        complain(problem)
        return 1
    try:
        with Archive.open(path, read_only=True) as archive:
            count = len(archive)
        sockets = [listen(host, port)]
    except OnrecordError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(f"cannot listen at {host}, port {port}: {error.strerror or error}. Choose another one with --port")
        return 1
    typer.echo(f"{path.name}: {count:,} report{'' if count == 1 else 's'}. Preparing …")

    def ready() -> None:
        typer.echo(f"Ready. Open {_address(sockets[0], host, token)}")
        typer.echo("Stop with Ctrl-C")

    run(settings, sockets, workers, ready, keep)
    return 0


def _address(listening: socket.socket, host: str, token: str | None) -> str:
    """The address to open; with the token, where one is needed."""
    port = listening.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
