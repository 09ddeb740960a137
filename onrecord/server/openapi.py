"""The description of the API, OpenAPI 3.1: `python -m onrecord.server.openapi` prints it.

Paths and parameters are those of the handlers; the schemas are those of the structures that are sent, with their
docstrings, from msgspec.
"""

import sys
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from onrecord.server.examples import PARAMETERS, SCHEMAS
from onrecord.server.problems import MEDIA_TYPE, Problem

Json = dict[str, Any]
_TEXTS = {"get_briefing": ("text/html", "text/markdown")}
_ABOUT = (
    "One archive of onrecord: its stories, reports, statements, events, positions, actors and places. Every value has "
    "the report and the span it stands on; every number the list of what it counts. Spans are [start, end) in Unicode "
    "code points of `report.text`. Lists are paged by an opaque `cursor`. Every answer has an ETag."
)


def describe(app: Litestar) -> bytes:
    """The description as JSON, the same bytes for the same program."""
    found: Json = app.openapi_schema.to_schema()
    types = dict(_sent(app))
    _, components = msgspec.json.schema_components(
        [*types.values(), Problem], ref_template="#/components/schemas/{name}"
    )
    for component in components.values():
        if "description" in component:
            component["description"] = cleandoc(component["description"])
    for name, examples in SCHEMAS.items():
        components[name]["examples"] = examples
    paths = {path: _path(path, operations, types) for path, operations in sorted(found["paths"].items())}
    whole = {
        "openapi": "3.1.0",
        "info": {**found["info"], "description": _ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _sent(app: Litestar) -> Iterator[tuple[str, Any]]:
    """The type that each handler sends, by the handler's name."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler):
                inner = handler.parsed_fn_signature.return_type.inner_types
                if inner and isinstance(inner[0].annotation, type) and issubclass(inner[0].annotation, msgspec.Struct):
                    yield handler.handler_name, inner[0].annotation


def _path(path: str, operations: Json, types: dict[str, Any]) -> Json:
    return {method: _operation(path, operation, types) for method, operation in operations.items()}


def _operation(path: str, operation: Json, types: dict[str, Any]) -> Json:
    """One operation, with what can go wrong told in our own words."""
    name = operation["operationId"]
    handler = next(one for one in sorted((*types, *_OTHERS), key=len, reverse=True) if name.endswith(_camel(one)))
    made: Json = {
        "operationId": handler,
        "summary": operation["description"].split("\n")[0].rstrip("."),
        "parameters": [_parameter(one) for one in operation.get("parameters", ())],
        "responses": _responses(path, handler, types),
    }
    if handler == "post_read":
        text = {"schema": {"type": "string"}}
        made["requestBody"] = {"required": True, "content": {"text/plain": text, "text/html": text}}
    return made


_OTHERS = ("get_briefing", "get_export", "get_openapi")


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _parameter(found: Json) -> Json:
    """A parameter without the null that no address can hold."""
    schema = {key: value for key, value in found["schema"].items() if key != "description"}
    either = [one for one in schema.pop("oneOf", ()) if one != {"type": "null"}]
    schema = {**schema, **(either[0] if either else {})}
    if isinstance(schema.get("type"), list):
        schema["type"] = next(one for one in schema["type"] if one != "null")
    if "enum" in schema:
        schema["enum"] = [one for one in schema["enum"] if one is not None]
    made = {"name": found["name"], "in": found["in"], "required": found["required"], "schema": schema}
    if found.get("description"):
        made["description"] = found["description"]
    if found["name"] in PARAMETERS:
        made["example"] = PARAMETERS[found["name"]]
    return made


def _responses(path: str, handler: str, types: dict[str, Any]) -> Json:
    kinds = _TEXTS.get(handler)
    if handler in types:
        content: Json = {"application/json": {"schema": {"$ref": f"#/components/schemas/{types[handler].__name__}"}}}
    elif kinds:
        content = {kind: {"schema": {"type": "string"}} for kind in kinds}
    elif handler == "get_export":
        content = {"*/*": {}}
    else:
        content = {"application/json": {"schema": {"type": "object"}}}
    told = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    made: Json = {"200": {"description": "What was asked for", "content": content}}
    if handler not in ("post_read", "get_export", "get_openapi"):
        made["304"] = {"description": "The asker has it already (If-None-Match)"}
    made["400"] = {"description": "A parameter is not what it should be", **told}
    made["401"] = {"description": "The server wants its token", **told}
    if "{" in path:
        made["404"] = {"description": "The archive has none of that name", **told}
    if handler == "post_read":
        made["403"] = {"description": "The server was started without --allow-read", **told}
        made["413"] = {"description": "It is too long", **told}
        made["422"] = {"description": "It is no news report in English", **told}
        made["501"] = {"description": "The weights are not installed", **told}
    if handler == "get_export":
        made["501"] = {"description": "The format needs an extra that is not installed", **told}
    return dict(sorted(made.items()))


def main() -> None:
    """Print the description."""
    from onrecord.server.app import make_api

    sys.stdout.write(make_api(None, None, None).state.description.decode() + "\n")


if __name__ == "__main__":
    main()
