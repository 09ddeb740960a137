"""JSON both ways for schema `onrecord/1`, and the JSON Schema that is published with it.

The published file is `docs/schema/onrecord-1.schema.json`; `python -m onrecord.schema` prints what it should hold.
"""

import json
from typing import Any

import msgspec

from onrecord.records import SCHEMA, Record

SCHEMA_ID = "urn:onrecord:schema:1"
"""The `$id` of the published schema: a name, not a page to fetch."""

_FIELDS = ("schema", *(field for field in Record.__struct_fields__ if field != "schema"))
_PREFIXES = tuple((b'"%s":' % field.encode(), field) for field in _FIELDS)
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def to_json(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, `schema` first; the same record always gives the same bytes."""
    return b"{" + b",".join(key + _encoder.encode(getattr(record, field)) for key, field in _PREFIXES) + b"}"


def from_json(data: bytes | str) -> Record:
    """The record that a JSON object describes; fields that this version does not know are ignored.

    Raises msgspec.ValidationError for a value outside its vocabulary or of the wrong type, and
    msgspec.DecodeError for what is not JSON. What a type cannot tell is left to `onrecord.validation`.
    """
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, as plain dictionaries."""
    described = msgspec.json.schema(Record)
    heading = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": SCHEMA,
        "description": "One news report as an attributed, dated record. Spans are [start, end) in Unicode code points "
        "of report.text.",
    }
    return {**heading, **described}


def published_schema() -> str:
    """The text of the published schema file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(published_schema(), end="")
