"""Files, standard input, JSON Lines: told by content, one report or error each, and never a stop."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from onrecord.errors import EmptyInput, InputError, NotAnArticle, OversizedInput, UnreadableInput
from onrecord.intake import Overrides, read_inputs, read_named_inputs
from onrecord.records import Report

TEXT = "The council of Zenda voted on Tuesday to close the harbour to foreign boats, officials of the town said."
BODY = f"<article><p>{TEXT}</p><p>{TEXT} Twice.</p></article>"
PAGE = f"<!doctype html><html><head><title>Harbour</title></head><body>{BODY}</body></html>"


def read_one(path: Path | str, overrides: Overrides | None = None) -> Report | InputError:
    (item,) = read_inputs([str(path)], overrides)
    return item


def read_bytes(folder: Path, data: bytes, name: str = "input") -> Report | InputError:
    path = folder / name
    path.write_bytes(data)
    return read_one(path)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.json", "a", "a.pdf"])
def test_the_content_tells_the_kind_not_the_name(tmp_path: Path, name: str) -> None:
    for data in (TEXT.encode(), PAGE.encode(), json.dumps({"text": TEXT}).encode()):
        report = read_bytes(tmp_path, data, name)
        assert isinstance(report, Report)
        assert report.text.startswith(TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"“Café owners” – they said: {TEXT}"
    report = read_bytes(tmp_path, text.encode(encoding))
    assert isinstance(report, Report)
    assert report.text == text


def test_a_few_broken_bytes_do_not_spoil_the_rest(tmp_path: Path) -> None:
    report = read_bytes(tmp_path, f"“Café” – “été” – {TEXT}".encode() + b"\xe2\x80")
    assert isinstance(report, Report)
    assert report.text.startswith("“Café” – “été” – The council")


@pytest.mark.parametrize(
    ("data", "error", "what"),
    [
        (b"", EmptyInput, "empty"),
        (b" \r\n\t ", EmptyInput, "empty"),
        (b"\xef\xbb\xbf", EmptyInput, "empty"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", UnreadableInput, "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", UnreadableInput, "an image"),
        (b"PK\x03\x04\x14\x00", UnreadableInput, "zip archive"),
        (bytes(range(256)) * 20, UnreadableInput, "binary data"),
        (b"word " * 500_000, OversizedInput, "longer than 2 MB"),
        (b'{"a": 1}', NotAnArticle, "no field `text`"),
        (b'{"title": "Zenda", "text": ""}', EmptyInput, "no text"),
        (b"[1, 2]", NotAnArticle, ""),
    ],
)
def test_inputs_that_cannot_be_read(tmp_path: Path, data: bytes, error: type[InputError], what: str) -> None:
    found = read_bytes(tmp_path, data, "harbour.bin")
    assert type(found) is error
    assert what in str(found)
    assert str(found).startswith(str(tmp_path / "harbour.bin"))


def test_a_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path / "missing.txt"), str(good), str(tmp_path / "empty"), str(good)]
    kinds = [type(item) for item in read_inputs(paths)]
    assert kinds == [UnreadableInput, Report, EmptyInput, Report]


def test_json_lines_give_one_item_a_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    lines = [
        {
            "text": TEXT,
            "title": "Harbour",
            "outlet": "Marsh Courier",
            "published": "2021-05-04",
            "url": "https://e.org/1",
        },
        {
            "body": TEXT,
            "headline": "Harbour",
            "source": {"name": "Marsh Courier"},
            "publishedAt": "2021-05-04T09:30:00Z",
        },
        {"content": TEXT, "authors": ["Jane Doe", "Ali Reza"], "date": "4 May 2021"},
        {"html": PAGE, "title": "Given"},
    ]
    broken = ["", "{broken", json.dumps({"text": "ok"}), "7"]
    path.write_text("\n".join([*map(json.dumps, lines), *broken]), encoding="utf-8")
    named = list(read_named_inputs([str(path)]))
    assert [name for name, _ in named] == [f"{path}:{number}" for number in (1, 2, 3, 4, 6, 7, 8)]
    first, second, third, fourth = (item for _, item in named[:4] if isinstance(item, Report))
    assert (first.title, first.outlet, first.published, first.uri) == (
        "Harbour",
        "Marsh Courier",
        "2021-05-04",
        "https://e.org/1",
    )
    assert first.published_basis == "metadata"
    assert (second.outlet, second.published) == ("Marsh Courier", "2021-05-04T09:30:00Z")
    assert (third.byline, third.published) == ("Jane Doe, Ali Reza", "2021-05-04")
    assert fourth.title == "Given"
    errors = [item for _, item in named[4:]]
    assert [type(error) for error in errors] == [UnreadableInput, NotAnArticle, UnreadableInput]
    assert str(errors[1]).startswith(f"{path}:7: ")


def test_a_broken_first_line_spoils_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("{broken\n" + json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    assert [type(item) for item in read_inputs([str(path)])] == [UnreadableInput, Report]


def test_a_list_and_an_indented_object_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"text": TEXT}, {"text": TEXT + " More."}], indent=2), encoding="utf-8")
    assert [name for name, _ in read_named_inputs([str(path)])] == [f"{path}:1", f"{path}:2"]
    path.write_text(json.dumps({"text": TEXT}, indent=2), encoding="utf-8")
    assert [name for name, _ in read_named_inputs([str(path)])] == [str(path)]


def test_a_line_that_is_too_long_does_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    long = json.dumps({"text": "word " * 600_000})
    path.write_text("\n".join([json.dumps({"text": TEXT}), long, json.dumps({"text": TEXT})]), encoding="utf-8")
    assert [type(item) for item in read_inputs([str(path)])] == [Report, OversizedInput, Report]


def test_compressed_files_are_opened(tmp_path: Path) -> None:
    report = read_bytes(tmp_path, gzip.compress(PAGE.encode()), "page.html.gz")
    assert isinstance(report, Report)
    assert isinstance(read_bytes(tmp_path, gzip.compress(PAGE.encode())[:60]), UnreadableInput)


def test_a_page_saved_with_its_parts_is_read(tmp_path: Path) -> None:
    saved = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n"
        "--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{PAGE}\r\n--cut--\r\n"
    )
    report = read_bytes(tmp_path, saved.encode())
    assert isinstance(report, Report)
    assert report.text.startswith(TEXT)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (TEXT.encode(), gzip.compress(TEXT.encode())):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[type-var]
        (named,) = read_named_inputs(["-"])
        assert named[0] == "-"
        assert isinstance(named[1], Report)


def test_overrides_reach_every_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = read_one(
        path, Overrides(published="2021-05-04", outlet="Marsh Courier", title="Harbour", url="https://e.org/1")
    )
    assert isinstance(report, Report)
    assert (report.published, report.outlet, report.title, report.uri) == (
        "2021-05-04",
        "Marsh Courier",
        "Harbour",
        "https://e.org/1",
    )


def test_the_same_bytes_give_the_same_report(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, PAGE.encode(), "a") == read_bytes(tmp_path, PAGE.encode(), "b")
