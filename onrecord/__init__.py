"""Reads news reports and writes an attributed, dated record of who said and did what.

    from onrecord import read_inputs, read, render

    for report in read_inputs(["report.html"]):
        record = read(report)
        print(render(record, "markdown"))

The names below are the public interface. They are loaded on first use, so that `import onrecord` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.version import VERSION

if TYPE_CHECKING:
    from onrecord.chains import chain
    from onrecord.errors import InputError, OnrecordError
    from onrecord.formats import render
    from onrecord.intake import read_inputs
    from onrecord.knowledge.custom_ontology import load_custom_ontology
    from onrecord.reading.reader import read
    from onrecord.records import Record, Report

__version__ = VERSION

_HOMES = {
    "InputError": "onrecord.errors",
    "OnrecordError": "onrecord.errors",
    "Record": "onrecord.records",
    "Report": "onrecord.records",
    "chain": "onrecord.chains",
    "load_custom_ontology": "onrecord.knowledge.custom_ontology",
    "read": "onrecord.reading.reader",
    "read_inputs": "onrecord.intake",
    "render": "onrecord.formats",
}

__all__ = [
    "InputError",
    "OnrecordError",
    "Record",
    "Report",
    "__version__",
    "chain",
    "load_custom_ontology",
    "read",
    "read_inputs",
    "render",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
