"""A server of the examples on loopback, and a client that tells everything of an answer."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn

from onrecord import Archive, read, read_inputs
from onrecord.server.app import Settings
from onrecord.server.running import listen, make_config

PATIENCE = 30.0


@dataclass(frozen=True)
class Answer:
    """A status, headers by their small names, and the bytes, unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Asks a server at a port of this machine."""

    port: int

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; underscores in names of headers stand for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.getheaders()}
            data = found.read()
        finally:
            connection.close()
        packed = told.get("content-encoding") == "gzip"
        return Answer(found.status, told, gzip.decompress(data) if packed else data)

    def get(self, path: str) -> Any:
        """The JSON under a path of the API, which has to be there."""
        found = self.ask(path if path.startswith("/api") else f"/api/v1{path}")
        assert found.status == 200, found.body
        return found.json


@contextmanager
def served(settings: Settings) -> Iterator[Client]:
    """A running server."""
    server = uvicorn.Server(make_config(settings))
    listening = listen(settings.host, 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield Client(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


def make_archive(path: Path, *inputs: Path) -> Path:
    """An archive of the reports in some files."""
    with Archive.open(path, create=True) as archive:
        for report in read_inputs([str(each) for each in inputs]):
            assert not isinstance(report, Exception), report
            archive.add(read(report))
    return path
