"""Columns and rows: what every tabular export is made of, whatever it is written as."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.spans import Span

Kind = Literal["text", "integer", "real", "flag", "texts", "spans"]
"""What a column holds: `texts` is a list of texts, `spans` a list of `{role, start, stop}`."""

Row = Mapping[str, Any]
"""A row's values by column name; None, and a column that is left out, is what is not known."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name as the format's own documents write it, and what it holds."""

    name: str
    kind: Kind = "text"


def columns(names: str, kind: Kind = "text") -> tuple[Column, ...]:
    """Columns of one kind, their names parted by blanks, commas or line ends (commas where names have blanks)."""
    parted = names.split(",") if "," in names else names.split()
    return tuple(Column(name.strip(), kind) for name in parted if name.strip())


EVIDENCE = (
    *columns("report_id report_url outlet title published published_basis retrieved superseded_by"),
    Column("appearances", "integer"),
    *columns("coder_version coder_weights evidence"),
    Column("start", "integer"),
    Column("stop", "integer"),
    Column("spans", "spans"),
)
"""What every row ends with: the report and how its date is known, what read it, and where in its text the row stands.

`evidence` is `text[start:stop]` of the report, in Unicode code points; `spans` has all places that the row rests on.
"""


def span_list(*named: tuple[str, Span | None]) -> list[dict[str, Any]]:
    """Spans with their roles, those that are None left out."""
    return [{"role": role, "start": span[0], "stop": span[1]} for role, span in named if span is not None]
