"""The application: the resources under /api/v1, behind the front."""

import gc
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any, cast

import msgspec
from litestar import Litestar, Request, Router
from litestar.concurrency import set_asyncio_executor
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig

from onrecord.archive.views.paging import InvalidRequest
from onrecord.archive.views.parts import ROOT
from onrecord.server.files import load_files
from onrecord.server.front import App, Front
from onrecord.server.guard import allowed_names
from onrecord.server.problems import UnknownParameter, told
from onrecord.server.reading import Desk
from onrecord.server.resources import RESOURCES
from onrecord.server.shelf import Shelf
from onrecord.version import VERSION

LARGEST_BODY = 2_000_000
"""Bytes that a report which is sent may have."""
THREADS = 4
GARBAGE = 50_000
"""Objects after which garbage is looked for: an answer is made of thousands, and hardly one is part of a cycle."""
_SETTINGS = "ONRECORD_SERVE"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What is served, at which address, and to whom."""

    archive: str
    host: str = "127.0.0.1"
    token: str | None = None
    allow_read: bool = False
    max_bytes: int = LARGEST_BODY
    names: tuple[str, ...] = ()
    """Further names that requests may call the server by."""
    kept: str | None = None
    """The file for what takes long to work out; without one it is worked out by every process of the server."""


def create_app(settings: Settings) -> Front:
    """The application over one archive; comes back when it can answer without long waits."""
    set_asyncio_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="onrecord"))
    shelf = Shelf(Path(settings.archive), Path(settings.kept) if settings.kept else None)
    inner = make_api(shelf, Path(settings.archive), Desk(settings.max_bytes) if settings.allow_read else None,
                     settings.max_bytes)  # fmt: skip
    shelf.prepare()
    Thread(target=shelf.stay_prepared, name="onrecord-prepared", daemon=True).start()
    return Front(cast(App, inner), shelf, load_files(), settings.token, allowed_names(settings.host, settings.names))


def make_api(shelf: Shelf | None, path: Path | None, desk: Desk | None, most: int = LARGEST_BODY) -> Litestar:
    """The resources alone."""
    from onrecord.server.openapi import describe

    app = Litestar(
        route_handlers=[Router(ROOT, route_handlers=list(RESOURCES))],
        before_request=_refuse_unknown,
        exception_handlers={Exception: told},
        openapi_config=OpenAPIConfig(title="onrecord", version=VERSION, use_handler_docstrings=True, path=None),
        state=State({"shelf": shelf, "path": path, "desk": desk}),
        request_max_body_size=most,
        logging_config=None,
    )
    app.state.description = describe(app)
    app.state.parameters = _parameters(app.state.description)
    return app


def _parameters(description: bytes) -> dict[str, dict[str, dict[str, Any]]]:
    """The description of each parameter that a path takes, by path and name."""
    paths = msgspec.json.decode(description)["paths"]
    return {
        path: {one["name"]: one for operation in found.values() for one in operation["parameters"]}
        for path, found in paths.items()
    }


def _refuse_unknown(request: Request[Any, Any, Any]) -> None:
    """Raise UnknownParameter or InvalidRequest, so that a slip of the pen is told and does not pass for a filter."""
    known = request.app.state.parameters.get(request.scope.get("path_template"), {})
    taken = {name: one for name, one in known.items() if one["in"] == "query"}
    for name in request.query_params.keys():  # noqa: SIM118 - a multi-dict
        if name not in taken:
            raise UnknownParameter(name, tuple(sorted(taken)))
        if taken[name]["schema"].get("type") != "array" and len(request.query_params.getall(name)) > 1:
            raise InvalidRequest(name, "it is given more than once", "Give it once")
        schema = taken[name]["schema"]
        if request.query_params[name].lower() == "null" and ("enum" in schema or schema.get("type") != "string"):
            raise InvalidRequest(name, "null is no value of it", "Leave it out")


def from_environment() -> Front:
    """The application with the settings that a parent process left for its workers."""
    gc.set_threshold(GARBAGE)
    return create_app(msgspec.json.decode(os.environ[_SETTINGS], type=Settings))


def to_environment(settings: Settings) -> None:
    """Leave the settings for workers; their processes alone see them."""
    os.environ[_SETTINGS] = msgspec.json.encode(settings).decode()
