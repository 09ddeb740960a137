"""The command line as a user meets it: output, errors, exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import __version__
from onrecord.cli.app import app
from onrecord.schema import from_json, published_schema
from onrecord.validation import validate

REPORT = """Harbour fees to rise in Varna

VARNA, May 5, 2021 (Pontic Press) - Bulgaria will raise harbour fees in July, the transport ministry said on Wednesday.
"Nobody likes a bill," port director Milena Ganeva told reporters. Ship owners rejected the plan.
"""


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "varna.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_version(runner: CliRunner) -> None:
    result = runner.invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout == f"onrecord {__version__}\n"


@pytest.mark.parametrize("command", ["read", "validate", "schema"])
def test_every_command_has_help(runner: CliRunner, command: str) -> None:
    result = runner.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert command in result.stdout
    assert all(line.strip() for line in result.stdout.split("Options:")[1].strip().splitlines())


def test_no_arguments_shows_the_help(runner: CliRunner) -> None:
    assert "Commands:" in runner.invoke(app, []).output


def test_read_prints_a_briefing(runner: CliRunner, report: Path) -> None:
    result = runner.invoke(app, ["read", str(report)])
    assert result.exit_code == 0
    assert "Harbour fees to rise in Varna" in result.stdout
    assert "Milena Ganeva" in result.stdout


def test_read_json_is_one_valid_record(runner: CliRunner, report: Path) -> None:
    result = runner.invoke(app, ["read", str(report), "--format", "json"])
    record = from_json(result.stdout)
    assert validate(record) == []
    assert record.report.published == "2021-05-05"


def test_overrides_replace_what_the_report_says(runner: CliRunner, report: Path) -> None:
    options = ["--published", "2021-05-06", "--outlet", "The Mole", "--title", "Fees", "-f", "json"]
    found = from_json(runner.invoke(app, ["read", str(report), *options]).stdout).report
    assert (found.published, found.published_basis, found.outlet, found.title) == (
        "2021-05-06",
        "given",
        "The Mole",
        "Fees",
    )


def test_standard_input(runner: CliRunner) -> None:
    result = runner.invoke(app, ["read", "-", "-f", "jsonl"], input=REPORT)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["text"].endswith("Ship owners rejected the plan.")


def test_what_fails_is_named_and_the_others_are_read(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.touch()
    result = runner.invoke(app, ["read", str(empty), str(report), str(missing), "-f", "jsonl"])
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    complaints = result.stderr.splitlines()
    assert [str(empty) in complaints[0], str(missing) in complaints[1], len(complaints)] == [True, True, 2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "pdf"], "terminal, markdown, json, jsonl, html"),
        (["--published", "last week"], "not an ISO date"),
    ],
)
def test_wrong_options_are_explained(runner: CliRunner, report: Path, options: list[str], said: str) -> None:
    result = runner.invoke(app, ["read", str(report), *options])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_output_file_decides_the_format(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    page = tmp_path / "deep" / "page.html"
    assert runner.invoke(app, ["read", str(report), "-o", str(page)]).exit_code == 0
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_output_folder_gets_one_file_for_each_report(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    lines = tmp_path / "varna.jsonl"
    lines.write_text(json.dumps({"text": REPORT}) + "\n" + json.dumps({"text": REPORT}) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    assert runner.invoke(app, ["read", str(report), str(lines), "-f", "markdown", "-o", f"{out}/"]).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["varna-2.md", "varna-3.md", "varna.md"]


def test_one_jsonl_file_takes_all_reports(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    out.write_text("what was there before\n", encoding="utf-8")
    assert runner.invoke(app, ["read", str(report), str(report), "-o", str(out)]).exit_code == 0
    first, second = out.read_text(encoding="utf-8").splitlines()
    assert first == second


def test_a_second_report_does_not_fit_into_one_json_output(runner: CliRunner, report: Path) -> None:
    result = runner.invoke(app, ["read", str(report), str(report), "-f", "json"])
    assert result.exit_code == 2
    assert "jsonl" in result.stderr
    from_json(result.stdout)


def test_unwritable_output_is_an_error_not_a_traceback(runner: CliRunner, report: Path) -> None:
    result = runner.invoke(app, ["read", str(report), "-o", str(report / "below" / "a-file.json")])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_validate_accepts_what_read_wrote(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.jsonl"
    runner.invoke(app, ["read", str(report), str(report), "-o", str(out)])
    result = runner.invoke(app, ["validate", str(out)])
    assert result.exit_code == 0
    assert result.stdout.count("keeps the contract onrecord/1") == 2


def test_validate_says_what_is_wrong_and_where(runner: CliRunner, report: Path, tmp_path: Path) -> None:
    record = json.loads(runner.invoke(app, ["read", str(report), "-f", "json"]).stdout)
    record["times"][0]["span"] = [5, 100_000]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(record), encoding="utf-8")
    result = runner.invoke(app, ["validate", str(broken)])
    assert result.exit_code == 2
    assert "times[0].span" in result.stderr


@pytest.mark.parametrize("content", ["", "not JSON", '{"schema": "onrecord/9"}', '{"a": 1}\n{"b": 2}\n', "[]"])
def test_validate_refuses_what_is_no_record(runner: CliRunner, tmp_path: Path, content: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(content, encoding="utf-8")
    result = runner.invoke(app, ["validate", str(path), str(tmp_path / "missing.json")])
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert "missing.json" in result.stderr


def test_schema_is_the_published_one(runner: CliRunner) -> None:
    result = runner.invoke(app, ["schema"])
    assert result.stdout == published_schema()


def test_a_module_run_survives_a_closed_pipe(report: Path) -> None:
    command = f'"{sys.executable}" -m onrecord read "{report}" "{report}" | head -n 1'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", check=True, env={**os.environ}
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.strip()
