"""`onrecord add`, `reread`, `status`, `rejects` and `revisions` as a user meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.adding import Step
from onrecord.cli import progress
from onrecord.cli.app import app
from onrecord.cli.progress import Pace, watch
from tests.archives import CODER, NEXT_CODER, article, coded, report

URL = "https://courier.example/bridge"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.archive"


def run(runner: CliRunner, *arguments: object) -> tuple[int, str, str]:
    result = runner.invoke(app, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", ["add", "reread", "status", "rejects", "revisions"])
def test_every_command_has_help(runner: CliRunner, command: str) -> None:
    code, out, _ = run(runner, command, "--help")
    assert code == 0
    assert "archive" in out.lower()


def test_adding_twice_and_asking_what_is_there(runner: CliRunner, path: Path, tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    lines = [{"text": article(1), "url": URL, "date": "2021-06-03"}, {"text": "no report"}]
    wire.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    code, out, err = run(runner, "add", wire, "--archive", path, "--processes", 1, "--outlet", "Courier")
    assert (code, out) == (2, f"{path}: 1 new, 0 revised, 0 known, 1 rejected; 1 reports in all\n")
    assert f"{wire}:2: this is not a news report" in err
    code, out, err = run(runner, "add", wire, "-a", path, "-p", 1, "--outlet", "Courier")
    assert (code, err) == (0, "")
    assert out == f"{path}: 0 new, 0 revised, 0 known, 1 inputs skipped, stored before; 1 reports in all\n"

    code, out, _ = run(runner, "status", path, "--json")
    found = json.loads(out)
    assert (code, found["counts"]["reports"], found["counts"]["rejects"], found["first"]) == (0, 1, 1, "2021-06-03")
    code, out, _ = run(runner, "status", path)
    assert code == 0
    assert "1  reports\n" in out
    assert "published 2021-06-03 to 2021-06-03" in out

    code, out, _ = run(runner, "rejects", path)
    assert out.startswith(f"{wire}:2: this is not a news report")
    code, out, _ = run(runner, "rejects", path, "--json")
    assert json.loads(out)["name"] == f"{wire}:2"


def test_reading_again_after_an_upgrade(runner: CliRunner, path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        archive.add(coded(report(article(1))))
    code, out, _ = run(runner, "reread", path, "-p", 1)
    assert (code, out) == (0, f"{path}: 1 of 1 reports read again\n")
    with Archive.open(path, read_only=True) as archive:
        (record,) = archive.records()
        assert record.coder not in (CODER, NEXT_CODER)
        assert record.times
        assert archive.record(record.report.id, coder=1).coder == CODER
    assert run(runner, "reread", path, "-p", 1)[1] == f"{path}: 0 of 1 reports read again\n"


def test_revisions_are_printed_with_their_spans(runner: CliRunner, path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        archive.add(coded(report(article(1), uri=URL, published="2021-06-03")))
        changed = article(1).replace("until spring", "until summer")
        archive.add(coded(report(changed, uri=URL, published="2021-06-04", title="Bridge closed")))
    at = article(1).index("spring")
    code, out, _ = run(runner, "revisions", path, URL)
    assert code == 0
    assert out.splitlines()[1:] == [
        f"2. 2021-06-04  {len(changed.split())} words  Bridge closed",
        f"   - [{at}, {at + 6})  spring",
        f"   + [{at}, {at + 6})  summer",
    ]
    code, out, _ = run(runner, "revisions", path, URL, "--json")
    assert json.loads(out)[1]["changes"][0]["before"] == [at, at + 6]
    code, _, err = run(runner, "revisions", path, "https://courier.example/none")
    assert (code, "no report in it comes from" in err) == (1, True)


@pytest.mark.parametrize("command", [["status"], ["rejects"], ["reread", "-p", "1"]])
def test_what_is_no_archive_is_told_in_one_line(runner: CliRunner, path: Path, command: list[str]) -> None:
    code, out, err = run(runner, command[0], path, *command[1:])
    assert (code, out) == (1, "")
    assert err == f"onrecord: {path}: there is no such archive. Make one with `onrecord add PATHS... --archive FILE`\n"


def test_a_date_that_is_none_is_refused(runner: CliRunner, path: Path) -> None:
    code, _, err = run(runner, "add", "x.txt", "-a", path, "--published", "May")
    assert code == 2
    assert "not an ISO date" in err


def test_ctrl_c_says_how_to_go_on(runner: CliRunner, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.archive.adding.add_inputs", stop)
    code, _, err = run(runner, "add", "x.txt", "-a", path, "-p", 1)
    assert code == 130
    assert "The same command goes on from here" in err


def test_many_rejects_are_not_all_listed(runner: CliRunner, path: Path, tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_text('{"text": "no report"}\n' * 60, encoding="utf-8")
    code, _, err = run(runner, "add", wire, "-a", path, "-p", 1)
    assert code == 2
    assert len(err.splitlines()) == 51
    assert "and 10 more" in err
    assert len(run(runner, "rejects", path)[1].splitlines()) == 60


def test_no_progress_where_nobody_watches(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(article(1), encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "add", str(file), "-a", str(path), "-p", "1"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "TERM": "dumb"})
    assert (done.returncode, done.stderr) == (0, b"")


def steps(count: int, size: int) -> list[Step]:
    return [Step(str(n), "new", "sha256:x", 100, position=(n + 1) * size) for n in range(count)]


def test_pace_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *[10.0] * 9])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    pace = Pace(10_000)
    pace.note(Step("old", "skipped", position=5_000))
    for step in steps(5, 500):
        pace.note(Step(step.name, "new", words=100, position=5_000 + step.position))
    assert pace.line() == "75%, 5 reports, 0.5 reports/s, 50 words/s, about 10 s left"


def test_plain_lines_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    with watch("adding", 300) as note:
        for step in steps(3, 100):
            note(step)
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 3
    assert err[0].startswith("onrecord: adding: 33%, 1 reports")


def test_a_bar_in_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with watch("adding", 300) as note:
        for step in steps(3, 100):
            note(step)
    assert "adding" in capsys.readouterr().err
