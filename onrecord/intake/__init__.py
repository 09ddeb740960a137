"""Where reports come from: text, Markdown, web pages, JSON Lines and standard input, each to a `Report`.

The canonical text is made here, once; every later offset points into it. Inputs are told by content, errors name
the input and say what to do, and nothing depends on the network or on today's date.
"""

from onrecord.intake.inputs import STDIN, read_inputs, read_named_inputs
from onrecord.intake.metadata import Metadata, Overrides
from onrecord.intake.report import LARGEST_REPORT, report_from_html, report_from_text

__all__ = [
    "LARGEST_REPORT",
    "STDIN",
    "Metadata",
    "Overrides",
    "read_inputs",
    "read_named_inputs",
    "report_from_html",
    "report_from_text",
]
