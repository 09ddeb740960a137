"""Folders, patterns and standard input: what they stand for, in which order."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest
from web_archives import response

from onrecord.errors import EmptyInput, UnreadableInput
from onrecord.intake import read_named_inputs
from onrecord.records import Report

TEXT = "The harbour council of Zenda voted on Tuesday to close the north pier, officials of the town said."
FILES = ("b.txt", "a/z.txt", "a/b/deep.txt", "c.txt", ".hidden.txt", ".git/config.txt", "a/.cache/x.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} {TEXT}", encoding="utf-8")
    return tmp_path


def names(folder: Path, *paths: Path | str) -> list[str]:
    return [str(Path(name).relative_to(folder)) for name, _ in read_named_inputs(map(str, paths))]


def test_a_folder_is_read_with_all_below_it_but_what_is_hidden(folder: Path) -> None:
    assert names(folder, folder) == ["b.txt", "c.txt", "a/z.txt", "a/b/deep.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("*.txt", ["b.txt", "c.txt"]), ("**/*.txt", ["a/b/deep.txt", "a/z.txt", "b.txt", "c.txt"]), ("[ab]*", ["b.txt"])],
)
def test_a_pattern_is_read_as_a_shell_would(folder: Path, pattern: str, found: list[str]) -> None:
    assert names(folder, folder / pattern) == found


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[ab].txt").write_text(TEXT, encoding="utf-8")
    assert names(folder, folder / "[ab].txt") == ["[ab].txt"]


def test_pipes_in_a_folder_are_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "broken").symlink_to(folder / "nowhere")
    items = dict(read_named_inputs([str(folder)]))
    assert str(folder / "pipe") not in items
    assert isinstance(items[str(folder / "broken")], UnreadableInput)


def test_nothing_found_is_an_error_and_the_rest_is_read(folder: Path) -> None:
    (folder / "empty").mkdir()
    items = list(read_named_inputs([str(folder / "*.warc"), str(folder / "empty"), str(folder / "b.txt")]))
    assert [type(item) for _, item in items] == [UnreadableInput, EmptyInput, Report]


PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()
ENTRY = f"<item><title>Pier</title><description>{TEXT}</description></item>"
FEED = f"<rss version='2.0'><channel><title>Courier</title>{ENTRY}</channel></rss>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "-"),
        (PAGE, "-"),
        (f'title,text\nPier,"{TEXT}"\n'.encode(), "-:2"),
        (f'{{"text": "{TEXT}"}}\n{{"text": "{TEXT}"}}\n'.encode(), "-:1"),
        (FEED.encode(), "-:1"),
        (response(PAGE), "-:1"),
        (gzip.compress(response(PAGE)), "-:1"),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[type-var]
    items = list(read_named_inputs(["-"]))
    assert items[0][0] == name
    assert all(isinstance(item, Report) and item.text.startswith(TEXT) for _, item in items)


def test_what_is_no_report_by_its_ending_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html_files").mkdir()
    for name in ("page.html_files/site.css", "settings.yaml", "photo.JPG"):
        (tmp_path / name).write_text("body { color: red }", encoding="utf-8")
    (tmp_path / "report.txt").write_text("The council met on Monday and raised the fee.", encoding="utf-8")
    assert [name for name, _ in read_named_inputs([str(tmp_path)])] == [str(tmp_path / "report.txt")]
