"""The registry of formats, and what every format owes its reader."""

import json
import re

import pytest
from msgspec.structs import replace
from sample import make_record

from onrecord.formats import FORMATS, render
from onrecord.formats.briefing import make_briefing
from onrecord.formats.terminal import render as render_terminal
from onrecord.reading.genre import genre
from onrecord.reading.reader import read
from onrecord.records import Record, Report, Table, report_id
from onrecord.schema import from_json

HOSTILE = (
    '</style><script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)> | pipe `tick` [a](javascript:x) \x1b[31m'
)


def hostile_record() -> Record:
    record = make_record()
    text = f"{HOSTILE} said the minister on Monday."
    report = Report(
        id=report_id(text),
        text=text,
        title=HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        uri="javascript:alert(3)",
        tables=(Table(header=(HOSTILE,), rows=((HOSTILE,),), caption=HOSTILE),),
    )
    actors = tuple(replace(actor, name=HOSTILE, mentions=((0, 9),), roles=()) for actor in record.actors)
    return Record(report=report, coder=record.coder, actors=actors)


def test_the_registry_is_complete() -> None:
    assert list(FORMATS) == ["terminal", "markdown", "json", "jsonl", "html"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_the_same_text_twice(name: str) -> None:
    first = render(make_record(), name)
    assert first == render(make_record(), name)
    assert first.endswith("\n") and not first.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_an_empty_and_a_hostile_record(name: str) -> None:
    record = make_record()
    assert render(Record(report=record.report, coder=record.coder), name)
    assert render(hostile_record(), name)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match=r"'docx' is not a format\. Choose one of terminal, markdown"):
        render(make_record(), "docx")


def test_json_and_jsonl_hold_the_whole_record() -> None:
    assert from_json(render(make_record(), "json")) == make_record()
    line = render(make_record(), "jsonl")
    assert from_json(line) == make_record()
    assert line.count("\n") == 1
    assert next(iter(json.loads(line))) == "schema"


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_the_briefing_tells_what_a_person_wants_to_know(name: str) -> None:
    shown = re.sub(r"\s+", " ", render(make_record(), name))
    for heading in ("Key points", "Who said what", "What happened", "What changed", "Positions", "Timeline"):
        assert heading in shown
    assert "What is not known" in shown
    for value in (
        "Marsh Courier",
        "2021-06-03",
        "“The night belongs to those who travel”",
        "Landings",
        "1 less certain",
    ):
        assert value in shown


def test_the_chain_of_sources_is_shown() -> None:
    said = next(section for section in make_briefing(make_record()).sections if section.key == "said")
    assert said.rows[2].cells[0] == "Marsh Courier ← Daily Lantern ← two aides (unnamed, 2)"


def test_who_only_passed_words_on_has_no_row_of_its_own() -> None:
    said = next(section for section in make_briefing(make_record()).sections if section.key == "said")
    assert "Daily Lantern" not in [row.cells[0] for row in said.rows]


def test_less_certain_records_are_counted_not_shown() -> None:
    said = next(section for section in make_briefing(make_record()).sections if section.key == "said")
    assert len(said.rows) == 3
    assert said.hidden == 1
    assert "to close its own airports" not in " ".join(cell for row in said.rows for cell in row.cells)


def test_what_is_not_known_is_said() -> None:
    record = make_record()
    report = replace(record.report, published=None, published_basis=None)
    unknown = " ".join(make_briefing(replace(record, report=report)).unknown)
    assert "When the report was published" in unknown
    assert "two aides" in unknown
    assert "“June 3”" in unknown
    assert "The stage keypoints failed" in unknown


def test_a_report_without_title_is_called_by_its_opening() -> None:
    record = make_record()
    report = replace(record.report, title=None)
    assert make_briefing(replace(record, report=report)).title.startswith("Ruritania lifts ban")


def test_markdown_rows_keep_their_columns() -> None:
    lines = [line for line in render(hostile_record(), "markdown").splitlines() if line.startswith("|")]
    assert lines
    assert "<script>" not in "".join(lines)
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 2 for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_the_terminal_is_never_overrun(width: int) -> None:
    for record in (make_record(), hostile_record()):
        shown = render_terminal(record, width=width, colour=False)
        assert max(map(len, shown.splitlines())) <= width


def test_no_escape_codes_reach_the_terminal_from_the_report() -> None:
    assert "\x1b" not in render_terminal(hostile_record(), width=80, colour=False)
    assert "\x1b[31m" not in render_terminal(hostile_record(), width=80, colour=True)
    assert "\x1b[" in render_terminal(make_record(), width=80, colour=True)


def test_the_briefing_says_first_what_happened_and_who_says_so() -> None:
    text = (
        "Norway will ban coal from May 2, the energy minister said on Monday.\n\nIt is not clear who will pay for it."
    )
    record = read(Report(id=report_id(text), text=text, published="2024-03-05"))
    lines = dict(make_briefing(record).brief)
    assert lines["What happened"].startswith("Norway will ban coal")
    assert "energy minister" in lines["Who says so"]
    assert "not clear who will pay" in lines["Not known"]
    assert "## In brief" in render(record, "markdown")
    assert "In brief" in render(record, "terminal") and 'class="brief"' in render(record, "html")


@pytest.mark.parametrize(
    ("title", "uri", "text", "expected"),
    [
        ("Opinion: The ban is a mistake", None, "The ban is a mistake.", "opinion"),
        ("The ban", "https://example.org/opinion/2024/the-ban", "The ban is a mistake.", "opinion"),
        ("My coal", None, "I burn coal. I like it and I will not stop. I told my son so. It warms me.", "opinion"),
        ("Coal talk", None, "ANNE DALE: Coal?\nOLE BERG: No.\n" * 5, "transcript"),
        ("Norway bans coal", "https://example.org/news/coal", 'Norway bans coal. "I like it," I was told.', None),
        ("Opinions differ on coal", None, "Norway bans coal. Sweden does not.", None),
    ],
)
def test_opinion_pieces_and_transcripts_are_said_to_be_such(
    title: str, uri: str | None, text: str, expected: str | None
) -> None:
    assert genre(Report(id=report_id(text), text=text, title=title, uri=uri)) == expected
