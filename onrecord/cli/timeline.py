"""`onrecord timeline`: what reports tell of one person, thing or body, in the order of the days."""

from collections.abc import Sequence

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.reading import complain
from onrecord.errors import InputError, SetupError
from onrecord.intake import read_named_inputs
from onrecord.reading.happenings import Happening
from onrecord.reading.reader import read_happenings
from onrecord.records import Report
from onrecord.spans import Span

LONGEST = 240
"""Characters of a sentence that the table shows, more where a happening is named later."""
_ONE_LINE = str.maketrans("\n\r\t", "   ")


def show_timeline(entity: str, files: Sequence[str], as_json: bool) -> int:
    """Print the timeline of the entity; the exit status: 0, 1 (setup) or 2 (an input failed)."""
    found: list[tuple[Report, Happening]] = []
    failed = 0
    try:
        for _, report in read_named_inputs(files):
            if isinstance(report, InputError):
                complain(str(report))
                failed += 1
            else:
                found += [(report, one) for one in read_happenings(report, entity)]
    except SetupError as error:
        complain(str(error))
        return 1
    found.sort(key=lambda pair: (pair[1].day or "9999", pair[0].published or "", pair[0].id, pair[1].trigger))
    if as_json:
        for report, one in found:
            typer.echo(msgspec.json.encode({"report": report.id, "uri": report.uri, **_fields(one, report)}).decode())
    elif found:
        Console().print(_table(found))
    else:
        complain(f"nothing is told of {entity!r} in {len(files)} input{'s' if len(files) > 1 else ''}")
    return 2 if failed else 0


def _fields(one: Happening, report: Report) -> dict[str, object]:
    start, end = one.sentence
    return {
        "day": one.day, "basis": one.basis, "trigger": one.trigger, "mention": one.mention, "sentence": one.sentence,
        "text": report.text[start:end],
    }  # fmt: skip


def _table(found: Sequence[tuple[Report, Happening]]) -> Table:
    """A row for all that one sentence tells of one day."""
    table = Table("Day", "What is told", "Report", box=None, pad_edge=False)
    rows: dict[tuple[str, Span, str | None], list[tuple[Report, Happening]]] = {}
    for report, one in found:
        rows.setdefault((report.id, one.sentence, one.day), []).append((report, one))
    for listed in rows.values():
        report, first = listed[0]
        day = (first.day or "not told") + ("" if first.basis == "stated" else " ?")
        told = _sentence(report.text, first.sentence, [one.trigger for _, one in listed])
        table.add_row(day, told, Text(report.outlet or report.title or report.id[7:15]))
    table.caption = "? the day is not told with it; it is that of the news the report tells"
    return table


def _sentence(text: str, sentence: Span, triggers: Sequence[Span]) -> Text:
    """The sentence on one line, cut where it is long, with the words that name happenings in bold."""
    shown = Text(text[slice(*sentence)].translate(_ONE_LINE))
    for start, end in triggers:
        shown.stylize("bold", start - sentence[0], end - sentence[0])
    shown.truncate(max(LONGEST, triggers[-1][1] - sentence[0] + 1), overflow="ellipsis")
    return shown
