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
    from onrecord.archive import Archive
    from onrecord.archive.claims import claims_of_story, origins_of_statement, source_graph
    from onrecord.archive.entities.view import entities, entity_of
    from onrecord.archive.positions import position_answer
    from onrecord.archive.reuse import compare
    from onrecord.archive.search import Filters, search
    from onrecord.archive.stories.view import stories, story, story_of
    from onrecord.chains import chain
    from onrecord.errors import InputError, OnrecordError
    from onrecord.formats import render
    from onrecord.formats.export import export
    from onrecord.intake import read_inputs
    from onrecord.knowledge.custom_ontology import load_custom_ontology
    from onrecord.reading.reader import read, read_happenings
    from onrecord.records import Record, Report

__version__ = VERSION

_HOMES = {
    "Archive": "onrecord.archive",
    "Filters": "onrecord.archive.search",
    "InputError": "onrecord.errors",
    "OnrecordError": "onrecord.errors",
    "Record": "onrecord.records",
    "Report": "onrecord.records",
    "chain": "onrecord.chains",
    "claims_of_story": "onrecord.archive.claims",
    "compare": "onrecord.archive.reuse",
    "entities": "onrecord.archive.entities.view",
    "entity_of": "onrecord.archive.entities.view",
    "export": "onrecord.formats.export",
    "load_custom_ontology": "onrecord.knowledge.custom_ontology",
    "origins_of_statement": "onrecord.archive.claims",
    "position_answer": "onrecord.archive.positions",
    "read": "onrecord.reading.reader",
    "read_happenings": "onrecord.reading.reader",
    "read_inputs": "onrecord.intake",
    "render": "onrecord.formats",
    "search": "onrecord.archive.search",
    "source_graph": "onrecord.archive.claims",
    "stories": "onrecord.archive.stories.view",
    "story": "onrecord.archive.stories.view",
    "story_of": "onrecord.archive.stories.view",
}

__all__ = [
    "Archive",
    "Filters",
    "InputError",
    "OnrecordError",
    "Record",
    "Report",
    "__version__",
    "chain",
    "claims_of_story",
    "compare",
    "entities",
    "entity_of",
    "export",
    "load_custom_ontology",
    "origins_of_statement",
    "position_answer",
    "read",
    "read_happenings",
    "read_inputs",
    "render",
    "search",
    "source_graph",
    "stories",
    "story",
    "story_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
