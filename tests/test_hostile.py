"""Reports written to do harm: they are shown as text, whole, in every format that a person reads."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hostile import LONG_WORD, PLAIN, hostile_page, hostile_texts, write_lines
from lxml import html
from msgspec.structs import replace

from onrecord.formats import FORMATS, render
from onrecord.formats.plain import plain_stress
from onrecord.intake import read_inputs
from onrecord.intake.report import report_from_html
from onrecord.reading.reader import read
from onrecord.records import Record, Report, report_id

NAMES = tuple(hostile_texts())
FOR_PEOPLE = ("terminal", "markdown", "html")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.jsonl"
    write_lines(path)
    reports = [report for report in read_inputs([str(path)]) if isinstance(report, Report)]
    assert len(reports) == len(NAMES)
    return {name: read(report) for name, report in zip(NAMES, reports, strict=True)}


@cache
def _steering_record() -> Record:
    """A record that did not come through the intake, with everything still in it that the intake takes out."""
    text = f"Norway \x1b[31m\u202eopened\x00 the port, said \x9b2J{LONG_WORD[:5000]} \u2066minister Holm.\n{PLAIN}"
    report = Report(id=report_id(text), text=text, title=f"\x1b]0;x\x07\u202e{LONG_WORD}", outlet="\ud800\x9b2JCourier")
    return replace(read(replace(report, title="Port", outlet="Courier")), report=report)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_nothing_that_steers_a_screen_gets_through(records: dict[str, Record], name: str, form: str) -> None:
    shown = render(records[name], form)
    assert not STEERING.search(shown)
    assert shown.encode()


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_a_record_from_elsewhere_is_shown_without_what_steers(form: str) -> None:
    shown = render(_steering_record(), form)
    assert not STEERING.search(shown)
    assert shown.encode()


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_no_element_or_attribute_of_the_reports(records: dict[str, Record], name: str) -> None:
    page = html.document_fromstring(render(records[name], "html"))
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert not page.xpath("//img | //svg | //iframe | //base | //object | //plaintext | //textarea | //comment()")
    assert page.xpath("//meta/@http-equiv") == ["Content-Security-Policy"]
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@autofocus | //@src")
    assert not [link for link in page.xpath("//@href") if not link.startswith("#")]


@pytest.mark.parametrize("name", NAMES)
def test_the_plain_sentence_after_it_is_on_the_page(records: dict[str, Record], name: str) -> None:
    page = html.document_fromstring(render(records[name], "html"))
    assert PLAIN in " ".join(page.xpath("//article")[0].text_content().split())
    assert page.xpath("//footer")


def test_an_endless_word_is_cut_in_rows_and_kept_in_the_text(records: dict[str, Record]) -> None:
    record = records["long word"]
    assert len(render(record, "terminal")) < 20_000
    assert len(render(record, "markdown")) < 20_000
    page = html.document_fromstring(render(record, "html"))
    for cell in page.xpath("//td | //h1 | //dd | //li"):
        assert max(map(len, cell.text_content().split()), default=0) <= 130
    (paragraph,) = page.xpath("//article//p[@class='long']")
    assert LONG_WORD in paragraph.text_content()


def test_what_is_stressed_stays_stressed_where_a_word_before_it_is_cut() -> None:
    text = f"Norway {'x' * 300} \x1bbanned {'y' * 300} coal"
    shown, stress = plain_stress(text, (text.index("banned"), text.index("banned") + 6))
    assert stress is not None
    assert shown[slice(*stress)] == "banned"
    assert max(map(len, shown.split())) == 120


def test_a_page_that_is_hostile_becomes_a_report_of_its_words() -> None:
    report = report_from_html(hostile_page())
    page = html.document_fromstring(render(read(report), "html"))
    assert PLAIN in page.xpath("//article")[0].text_content()
    assert len(page.xpath("//script")) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_takes_titles_of_any_bytes(tmp_path: Path, form: str) -> None:
    (tmp_path / "report.txt").write_text(f"BERGEN - {PLAIN}\n", encoding="utf-8")
    odd = b"--title=\x1b[2J\xff\xe2\x80\xae port"
    command = [sys.executable, "-m", "onrecord", "read", "report.txt", "--format", form, odd]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert not STEERING.search(shown.replace("\x1b[1m", ""))
    assert "port" in (json.loads(shown)["report"]["title"] if form in ("json", "jsonl") else shown)
