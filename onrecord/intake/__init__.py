"""Where reports come from: text, Markdown, web pages, JSON Lines, tables, feeds and web archives, each to a `Report`.

The canonical text is made here, once; every later offset points into it. Inputs are told by content, errors name
the input and say what to do, and nothing depends on the network or on today's date.
"""

from onrecord.intake.inputs import STDIN, read_inputs, read_named_inputs
from onrecord.intake.metadata import Metadata, Overrides
from onrecord.intake.objects import KNOWN_FIELDS
from onrecord.intake.paths import expand
from onrecord.intake.report import LARGEST_REPORT, report_from_html, report_from_text

__all__ = [
    "KNOWN_FIELDS",
    "LARGEST_REPORT",
    "STDIN",
    "Metadata",
    "Overrides",
    "expand",
    "read_inputs",
    "read_named_inputs",
    "report_from_html",
    "report_from_text",
]
