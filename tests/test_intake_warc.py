"""Web archives: the pages that were fetched with success, whatever lies around them, one record at a time."""

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest
from web_archives import response, warcinfo

from onrecord.errors import NotAnArticle, OversizedInput, UnreadableInput
from onrecord.intake import read_named_inputs
from onrecord.intake.objects import Item
from onrecord.records import Report

TEXT = "The harbour council of Zenda voted on Tuesday to close the north pier, officials of the town said."


def page(text: str = TEXT, encoding: str = "utf-8", head: str = "") -> bytes:
    body = f"<article><h1>Pier</h1><p>{text}</p><p>{text} It was the second vote of the year.</p></article>"
    return f"<!doctype html><html><head><title>Pier</title>{head}</head><body>{body}</body></html>".encode(encoding)


def read(folder: Path, data: bytes, name: str = "crawl.warc") -> list[Item]:
    path = folder / name
    path.write_bytes(data)
    return list(read_named_inputs([str(path)]))


def texts(items: list[Item]) -> list[str]:
    return [item.text.split(" in the")[0].split("\n")[0] for _, item in items if isinstance(item, Report)]


def test_a_page_keeps_its_address_and_when_it_was_fetched_but_no_date_is_made_of_that(tmp_path: Path) -> None:
    ((name, report),) = read(tmp_path, warcinfo() + response(page()))
    assert isinstance(report, Report)
    assert name.endswith("crawl.warc:2")
    assert report.uri == "http://courier.example/a"
    assert report.retrieved == "2021-05-06T07:08:09Z"
    assert report.published is None
    assert report.published_basis is None


def test_a_page_that_states_its_date_has_it(tmp_path: Path) -> None:
    stated = page(head='<meta property="article:published_time" content="2021-05-04T10:00:00Z">')
    ((_, report),) = read(tmp_path, response(stated))
    assert isinstance(report, Report)
    assert (report.published, report.retrieved) == ("2021-05-04T10:00:00Z", "2021-05-06T07:08:09Z")


@pytest.mark.parametrize("together", [False, True])
def test_compressed_archives_are_read_whole_or_record_by_record(tmp_path: Path, together: bool) -> None:
    records = [response(page(f"{TEXT} {number}"), f"http://courier.example/{number}") for number in range(5)]
    data = gzip.compress(b"".join(records)) if together else b"".join(map(gzip.compress, records))
    items = read(tmp_path, data, "crawl.warc.gz")
    assert [item.uri for _, item in items if isinstance(item, Report)] == [
        f"http://courier.example/{number}" for number in range(5)
    ]


def test_only_pages_fetched_with_success_are_read(tmp_path: Path) -> None:
    others = [
        response(page(), status="404 Not Found"),
        response(page(), status="301 Moved Permanently"),
        response(page(), status="by no means"),
        response(b'{"text": "no page"}', kind="application/json"),
        response(b"\x89PNG\r\n", kind="image/png"),
        response(page(), record_type="request"),
        response(page(), record_type="revisit"),
        response(page()).replace(b"application/http; msgtype=response", b"text/dns"),
        warcinfo(),
    ]
    assert len(read(tmp_path, b"".join([*others, response(page()), *others]))) == 1
    ((name, error),) = read(tmp_path, b"".join(others))
    assert isinstance(error, NotAnArticle)
    assert name.endswith("crawl.warc")


def test_a_response_without_a_type_is_read_where_it_looks_like_a_page(tmp_path: Path) -> None:
    assert len(texts(read(tmp_path, response(page(), kind=None) + response(b"plain words", kind=None)))) == 1


@pytest.mark.parametrize(
    ("encoding", "kind", "head"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("koi8-r", "text/html; charset=KOI8-R", ""),
        ("cp1250", "text/html", '<meta charset="windows-1250">'),
        ("cp1252", "text/html", ""),
        ("utf-8", "text/html; charset=hex", ""),  # a codec of Python's, but no charset
        ("cp1252", "text/html; charset=x-unheard-of", ""),
        ("cp1252", "text/html; charset=utf\x00-8", ""),
    ],
)
def test_the_charset_sent_with_the_page_or_in_it_is_used(tmp_path: Path, encoding: str, kind: str, head: str) -> None:
    letters = {"koi8-r": "“Зенда”".strip("“”"), "cp1250": "Łódź"}.get(encoding, "“Café”")
    ((_, report),) = read(tmp_path, response(page(f"{letters} – {TEXT}".replace("– ", ""), encoding, head), kind=kind))
    assert isinstance(report, Report)
    assert report.text.startswith(letters)


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:half], body[half:], b"")) + b""


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(page()), "Content-Encoding: gzip"),
        (zlib.compress(page()), "Content-Encoding: deflate"),
        (chunked(page()), "Transfer-Encoding: chunked"),
        (page(), "Transfer-Encoding: chunked"),  # unpacked by the crawler, which kept the header
        (page(), "Content-Encoding: gzip"),
    ],
)
def test_what_http_did_to_the_page_is_undone(tmp_path: Path, body: bytes, header: str) -> None:
    ((_, report),) = read(tmp_path, response(body, headers=(header,)))
    assert isinstance(report, Report)
    assert report.text.startswith(TEXT)


def test_both_codings_at_once(tmp_path: Path) -> None:
    headers = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    ((_, report),) = read(tmp_path, response(chunked(gzip.compress(page())), headers=headers))
    assert isinstance(report, Report)


BROKEN = {
    "a compressed page that ends early": response(gzip.compress(page())[:-60], headers=("Content-Encoding: gzip",)),
    "chunks that end early": response(chunked(page())[:-200], headers=("Transfer-Encoding: chunked",)),
    "a coding that nobody knows": response(page(), headers=("Content-Encoding: rot",)),
    "no length": response(page()).replace(b"Content-Length: ", b"Content-Lungth: "),
    "a length that is no number": response(page()).replace(b"Content-Length: ", b"Content-Length: x"),
    "a header that breaks off": b"WARC/1.0\r\nWARC-Type: resp\r\n\x00\xff\r\n" + b"junk " * 900 + b"\r\n\r\n",
    "junk between records": b"neither header nor page\r\n\r\nmore of it\r\n\r\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_named_and_the_next_is_read(tmp_path: Path, broken: bytes) -> None:
    good = [response(page(f"{letter}. {TEXT}"), f"http://courier.example/{letter}") for letter in "abc"]
    items = read(tmp_path, good[0] + broken + good[1] + good[2])
    assert [item.uri for _, item in items if isinstance(item, Report)] == [
        f"http://courier.example/{letter}" for letter in "abc"
    ]
    errors = [(name, item) for name, item in items if isinstance(item, UnreadableInput)]
    assert [name.rsplit(":", 1)[1] for name, _ in errors] == ["2"]


def test_a_truncated_archive_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    records = [response(page(f"{number}. {TEXT}"), f"http://courier.example/{number}") for number in range(6)]
    whole = b"".join(map(gzip.compress, records))
    items = read(tmp_path, whole[: -len(gzip.compress(records[-1])) // 2], "crawl.warc.gz")
    assert len(texts(items)) == 5
    name, error = items[-1]
    assert isinstance(error, UnreadableInput)
    assert name.endswith("crawl.warc.gz")
    assert "cannot be read to its end" in str(error)


def test_a_plain_archive_cut_in_a_page_does_not_give_half_of_it(tmp_path: Path) -> None:
    records = [response(page(f"{number}. {TEXT}"), f"http://courier.example/{number}") for number in range(3)]
    items = read(tmp_path, b"".join(records)[:-150])
    assert len(texts(items)) == 2
    assert isinstance(items[-1][1], UnreadableInput)


def test_a_page_too_long_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"word " * 900_000)
    long = response(page("word " * 500_000))
    items = read(tmp_path, response(bomb, headers=("Content-Encoding: gzip",)) + long + response(page()))
    assert [type(item) for _, item in items] == [OversizedInput, OversizedInput, Report]


def test_a_large_archive_is_not_held_in_memory(tmp_path: Path) -> None:
    video = response(bytes(20_000_000), kind="video/mp4")
    path = tmp_path / "large.warc"
    path.write_bytes(video + video + response(page()))
    assert len(list(read_named_inputs([str(path)]))) == 1  # everything is loaded now
    tracemalloc.start()
    items = list(read_named_inputs([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(texts(items)) == 1
    assert peak < 20_000_000
