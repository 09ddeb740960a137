"""What reports tell of one entity, day by day."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord import Report, read_happenings
from onrecord.cli.app import app
from onrecord.records import report_id

TEXT = (
    "Mayor Ilse Brandt of Tarnby resigned on Tuesday. She had founded the harbour company in 1998. "
    "The company sold two ferries in March.\n\nBrandt did not attend the council's meeting, and she might return."
)


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(id=report_id(TEXT), text=TEXT, published="2024-05-16")


def _told(report: Report, entity: str) -> dict[str, str | None]:
    return {report.text[slice(*one.trigger)]: one.day for one in read_happenings(report, entity)}


def test_a_person_is_followed_through_pronouns_to_the_days_of_what_they_did(report: Report) -> None:
    told = _told(report, "Ilse Brandt")
    assert told["resigned"] == "2024-05-14"
    assert told["founded"] == "1998"


def test_what_did_not_happen_is_not_told(report: Report) -> None:
    assert not {"attend", "return"} & _told(report, "Ilse Brandt").keys()


def test_a_body_has_what_it_does_and_what_is_done_to_it(report: Report) -> None:
    told = _told(report, "harbour company")
    assert told["founded"] == "1998"
    assert "resigned" not in told


def test_every_span_is_of_the_report(report: Report) -> None:
    for one in read_happenings(report, "Ilse Brandt"):
        assert one.sentence[0] <= one.trigger[0] < one.trigger[1] <= one.sentence[1]
        assert report.text[slice(*one.mention)].strip()


def test_the_command_orders_reports_by_day(tmp_path: Path) -> None:
    for name, text in (("b", "Ilse Brandt opened the pier on 3 June 2021."), ("a", "Ilse Brandt won in May 2022.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["timeline", "Ilse Brandt", *map(str, sorted(tmp_path.iterdir())), "--json"])
    assert result.exit_code == 0
    assert [msgspec.json.decode(line)["day"] for line in result.stdout.splitlines()] == ["2021-06-03", "2022-05"]


def test_a_name_that_no_report_has_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met on Monday.", encoding="utf-8")
    result = CliRunner().invoke(app, ["timeline", "Ilse Brandt", str(tmp_path / "a.txt")])
    assert "nothing is told of 'Ilse Brandt' in 1 input" in result.stderr
