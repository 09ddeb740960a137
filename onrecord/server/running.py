"""Listening and answering: uvicorn over the application, in one process or in several."""

import gc
import re
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec
import uvicorn
from uvicorn.supervisors import Multiprocess

from onrecord.server.ahead import Finder
from onrecord.server.app import GARBAGE, Settings, create_app, to_environment
from onrecord.server.guard import is_loopback
from onrecord.server.kept import place_for
from onrecord.server.shelf import Shelf

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{16,}")
_BACKLOG = 2048


def why_not(settings: Settings) -> str | None:
    """Why a server with these settings may not be started; None where it may."""
    if settings.token is None and not is_loopback(settings.host):
        return (
            f"{settings.host} can be reached from other machines, and everybody there could read the archive. "
            "Give a --token that askers have to show, or leave --host out"
        )
    if settings.token is not None and not _TOKEN.fullmatch(settings.token):
        return (
            "the token is too easy to guess or cannot be sent. "
            "Give 16 or more letters, digits or any of ._~+/=-, for instance from: openssl rand -hex 16"
        )
    return None


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections. Raises OSError where the address or port cannot be had."""
    family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
        found.set_inheritable(True)
    except OSError:
        found.close()
        raise
    return found


def make_config(settings: Settings, workers: int = 1) -> uvicorn.Config:
    """How uvicorn runs the application."""
    if workers > 1:
        Shelf(Path(settings.archive), Path(settings.kept) if settings.kept else None).prepare()
        to_environment(settings)
    app = create_app(settings) if workers == 1 else "onrecord.server.app:from_environment"
    return uvicorn.Config(
        app, factory=workers > 1, workers=workers, log_level="warning", server_header=False, proxy_headers=False,
        ws="none", timeout_keep_alive=30,
    )  # fmt: skip


def run(
    settings: Settings,
    sockets: list[socket.socket],
    workers: int = 1,
    ready: Callable[[], None] = lambda: None,
    keep: bool = True,
) -> None:
    """Answer until told to stop; `ready` is called before the first answer.

    `keep`: what takes long to work out is kept beside the archive; else, or where that cannot be, only until the end.
    """
    gc.set_threshold(GARBAGE)
    archive = Path(settings.archive)
    with place_for(archive, keep) as kept, Finder(archive, kept):
        config = make_config(msgspec.structs.replace(settings, kept=str(kept)), workers)
        ready()
        if workers > 1:
            Multiprocess(config, sockets).run()
        else:
            uvicorn.Server(config).run(sockets=sockets)
