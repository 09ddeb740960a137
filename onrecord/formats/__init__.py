"""What people and programs see: a registry of formats by name, each a function from a record to text.

A format is a module with `render(record) -> str`; `FORMATS` names the modules, which load on first use. To add one,
write the module and its line here.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from onrecord.records import Record

FORMATS: dict[str, str] = {
    "terminal": "onrecord.formats.terminal",
    "markdown": "onrecord.formats.markdown",
    "json": "onrecord.formats.json",
    "jsonl": "onrecord.formats.jsonl",
    "html": "onrecord.formats.html",
}
"""The module of each format, by the format's name."""

__all__ = ["FORMATS", "render"]


def render(record: Record, name: str) -> str:
    """The record in the format of that name, ending in a line end.

    Raises ValueError for a name that is not in `FORMATS`.
    """
    if name not in FORMATS:
        raise ValueError(f"{name!r} is not a format. Choose one of {', '.join(FORMATS)}")
    return cast(Callable[[Record], str], import_module(FORMATS[name]).render)(record)
