"""Errors as application/problem+json (RFC 9457): what was wrong with which parameter, and what would be right."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from msgspec import structs

from onrecord.archive.entities.view import NoSuchEntity
from onrecord.archive.stories.view import NoSuchStory
from onrecord.archive.views.paging import NoSuchThing
from onrecord.errors import (
    ArchiveError,
    EmptyInput,
    InputError,
    NotAnArticle,
    OversizedInput,
    ReadingFailed,
    SetupError,
    UnreadableInput,
    UnsupportedLanguage,
)

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("onrecord.server")


class UnknownParameter(InputError):
    """The address has a parameter that the resource does not take."""

    def __init__(self, name: str, allowed: tuple[str, ...]) -> None:
        super().__init__(name, "there is no such parameter", f"It may be {', '.join(allowed) or 'none'}")
        self.allowed = allowed


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, for people and programs. `parameter` is the one at fault, `allowed` what it may be."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    parameter: str | None = None
    allowed: tuple[str, ...] | None = None


def problem(status: int, detail: str, parameter: str | None = None, allowed: tuple[str, ...] | None = None) -> Problem:
    """A problem under its status' own title."""
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, parameter=parameter, allowed=allowed)


def encoded(told: Problem) -> bytes:
    """The problem as JSON, without what is not told."""
    return msgspec.json.encode({name: value for name, value in structs.asdict(told).items() if value is not None})


def problem_of(error: Exception, allowed: Callable[[str], str | tuple[str, ...] | None] = lambda name: None) -> Problem:
    """What is told of an error; of one that nobody foresaw only that it was one, and the rest is logged.

    `allowed` says what a parameter may be, in words or one by one.
    """
    if isinstance(error, NoSuchThing | NoSuchStory | NoSuchEntity):
        return problem(404, f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}.")
    if isinstance(error, OversizedInput):
        return problem(413, f"The report is too long: {error.problem}. {error.remedy}.")
    if isinstance(error, EmptyInput | NotAnArticle | UnreadableInput | UnsupportedLanguage | ReadingFailed):
        return problem(422, f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}.")
    if isinstance(error, UnknownParameter):
        return problem(400, f"There is no parameter {error.name!r} here", error.name, error.allowed)
    if isinstance(error, InputError):
        return problem(400, f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}.", _parameter(error.name))
    if isinstance(error, ValidationException):
        return _invalid(error, allowed)
    if isinstance(error, HTTPException):
        return problem(error.status_code, error.detail)
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return problem(400, "A number or a character in it is of no use here")
    if isinstance(error, SetupError):
        return problem(501, f"{str(error).rstrip('.')}.")
    _LOG.error("a request failed", exc_info=error)
    if isinstance(error, ArchiveError):
        return problem(503, "The archive cannot be read at present; the server's own output says why")
    return problem(500, "The server made a mistake; its own output says which")


def told(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer to a request that failed."""
    described = getattr(request.app.state, "parameters", {}).get(request.scope.get("path_template"), {})
    found = problem_of(error, lambda name: _may_be(described.get(name)))
    headers = {"cache-control": "no-store", **(getattr(error, "headers", None) or {})}
    return Response(encoded(found), status_code=found.status, headers=headers, media_type=MEDIA_TYPE)


def _may_be(parameter: dict[str, Any] | None) -> str | tuple[str, ...] | None:
    """What a parameter may be by its description, in words or one by one."""
    if parameter is None:
        return None
    schema = parameter["schema"].get("items", parameter["schema"])
    if "enum" in schema:
        return tuple(str(value) for value in schema["enum"])
    if schema.get("type") in ("integer", "number") and "minimum" in schema:
        return f"a number from {schema['minimum']:g} to {schema['maximum']:g}"
    if schema.get("type") == "boolean":
        return "true", "false"
    return str(parameter["description"]) if "pattern" in schema else None


def _parameter(name: str) -> str | None:
    """The parameter that an error of the archive names in its own way."""
    if name.startswith("query "):
        return "q"
    found = name.removeprefix("--").removeprefix("filter ").replace("-", "_").replace(" ", "_")
    return {"on": "held_on", "as_reported_by": "known_on", "search": None, "question": None}.get(found, found)


def _invalid(error: ValidationException, allowed: Callable[[str], str | tuple[str, ...] | None]) -> Problem:
    """The first parameter that is not what it should be."""
    for entry in error.extra if isinstance(error.extra, list) else []:
        if isinstance(entry, dict) and entry.get("key"):
            name = str(entry["key"]).rstrip("_")
            may = allowed(name)
            if isinstance(may, tuple):
                return problem(400, f"This is no value of {name}. It may be {', '.join(may)}", name, may)
            return problem(400, f"{name} is not what it should be: {may or entry.get('message')}", name)
    if error.detail.startswith("Missing required"):
        name = error.detail.split("'")[1] if "'" in error.detail else ""
        return problem(400, f"{name} has to be given", name or None)
    return problem(400, error.detail)
