"""The record as one line of JSON, for many records in one file."""

from onrecord.records import Record
from onrecord.schema import to_json


def render(record: Record) -> str:
    """The record as one line of JSON, `schema` first."""
    return to_json(record).decode() + "\n"
