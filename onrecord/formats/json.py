"""The record as indented JSON, for reading and for programs that take one record."""

import msgspec

from onrecord.records import Record
from onrecord.schema import to_json


def render(record: Record) -> str:
    """The record as JSON, indented by two, `schema` first."""
    return msgspec.json.format(to_json(record), indent=2).decode() + "\n"
