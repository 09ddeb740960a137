"""Feeds: entries with their full text where it is there, dated in the feed's own words."""

import json
from pathlib import Path

import pytest

from onrecord.errors import EmptyInput, UnreadableInput
from onrecord.intake import read_named_inputs
from onrecord.intake.feeds import parse_feed
from onrecord.intake.objects import Item
from onrecord.records import Report

TEXT = "The harbour council of Zenda voted on Tuesday to close the north pier, officials of the town said."
MORE = "Its chairman called the vote a relief."
RSS_HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Marsh Courier</title>'
    "<link>http://courier.example/</link>"
)
RSS_END = "</channel></rss>"


def item(date: str = "Tue, 04 May 2021 09:30:00 GMT", number: int = 1, text: str = TEXT) -> str:
    return (
        f"<item><title>Pier &amp; harbour</title><link>/news/{number}</link><guid>n{number}</guid>"
        f"<pubDate>{date}</pubDate><dc:creator>Anna Weiss</dc:creator><description>A teaser.</description>"
        f"<content:encoded><![CDATA[<p>{text}</p><ul><li>{MORE}</li></ul>]]></content:encoded></item>"
    )


def read(folder: Path, data: str | bytes) -> list[Item]:
    path = folder / "feed.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_named_inputs([str(path)]))


def test_an_entry_is_a_report_with_its_full_text(tmp_path: Path) -> None:
    ((name, report),) = read(tmp_path, RSS_HEAD + item() + RSS_END)
    assert isinstance(report, Report)
    assert name.endswith("feed.xml:1")
    assert [line for line in report.text.split("\n") if line] == [TEXT, MORE]
    assert (report.title, report.outlet, report.byline) == ("Pier & harbour", "Marsh Courier", "Anna Weiss")
    assert (report.published, report.published_basis) == ("2021-05-04T09:30:00Z", "metadata")
    assert report.uri == "http://courier.example/news/1"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 04 May 2021 00:30:00 +0200", "2021-05-04T00:30:00+02:00"),  # the day before in UTC
        ("Tue, 04 May 2021 09:30:00 EST", "2021-05-04"),
        ("04 May 09:30", None),
        ("yesterday", None),
        ("10:15", None),
        ("", None),
    ],
)
def test_a_date_is_never_made_up(tmp_path: Path, written: str, published: str | None) -> None:
    ((_, report),) = read(tmp_path, RSS_HEAD + item(written) + RSS_END)
    assert isinstance(report, Report)
    assert report.published == published


ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>World - Marsh Courier</title>
<entry><id>urn:1</id><title type="html">Pier &lt;i&gt;closed&lt;/i&gt;</title><link href="http://courier.example/1"/>
<published>2021-05-04T09:30:00+02:00</published><updated>2021-06-01T00:00:00Z</updated>
<author><name>Anna Weiss</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{MORE}</p></div></content></entry>
<entry><id>urn:2</id><title>Only changed</title><updated>2021-06-01T00:00:00Z</updated><summary>{TEXT}</summary></entry>
<entry><id>urn:3</id><title>A headline alone</title><updated>2021-06-01T00:00:00Z</updated></entry>
</feed>"""


def test_atom_feeds(tmp_path: Path) -> None:
    (_, first), (_, second), (name, third) = read(tmp_path, ATOM)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert [line for line in first.text.split("\n") if line] == [TEXT, MORE]
    assert (first.title, first.published, first.byline) == ("Pier closed", "2021-05-04T09:30:00+02:00", "Anna Weiss")
    assert first.outlet is None  # a feed of a section is not named like its outlet
    assert second.published == "2021-06-01T00:00:00Z"
    assert isinstance(third, EmptyInput)
    assert name.endswith(":3")


def test_rdf_feeds(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://c.example/"><title>Courier</title>'
        f'</channel><item rdf:about="http://c.example/1"><title>Pier</title><link>http://c.example/1</link>'
        f"<description>{TEXT}</description><dc:date>2021-05-04</dc:date></item></rdf:RDF>"
    )
    ((_, report),) = read(tmp_path, feed)
    assert isinstance(report, Report)
    assert (report.text, report.published, report.uri) == (TEXT, "2021-05-04", "http://c.example/1")


def test_json_feeds(tmp_path: Path) -> None:
    items = [
        {"id": "1", "url": "http://c.example/1", "title": "Pier", "content_html": f"<p>{TEXT}</p>",
         "date_published": "2021-05-04T09:30:00+02:00", "authors": [{"name": "Anna Weiss"}]},
        {"id": 2, "content_text": TEXT},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Marsh Courier", "items": items}
    (_, first), (_, second) = read(tmp_path, json.dumps(feed))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.published, first.outlet) == (TEXT, "2021-05-04T09:30:00+02:00", "Marsh Courier")
    assert first.byline == "Anna Weiss"
    assert second.uri is None


def test_a_feed_with_faults_in_its_markup_is_read_all_the_same(tmp_path: Path) -> None:
    feed = RSS_HEAD + item() + item(number=2).replace("&amp;", "&") + "<item><title>a < b</title></item>" + RSS_END
    found = [report for _, report in read(tmp_path, feed) if isinstance(report, Report)]
    assert [report.uri for report in found] == ["http://courier.example/news/1", "http://courier.example/news/2"]


def test_a_feed_that_breaks_off_gives_the_entries_before_the_last(tmp_path: Path) -> None:
    feed = RSS_HEAD + item() + item(number=2) + item(number=3, text="Half a sentence that")[:-60]
    items = read(tmp_path, feed)
    assert [item.uri for _, item in items if isinstance(item, Report)] == [
        "http://courier.example/news/1",
        "http://courier.example/news/2",
    ]
    assert isinstance(items[-1][1], UnreadableInput)
    assert "ends early" in str(items[-1][1])


@pytest.mark.parametrize("data", [b"<rss", b"<rss></rss>", b"<html><p>not found</p></html>", b"\x00\x01", b'{"a": 1}]'])
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        feed = parse_feed(data, "feed")
        if not feed.entries:
            raise UnreadableInput("feed", "no entries", "")


def test_entities_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password", encoding="utf-8")
    bomb = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    item = f"<item><title>&x;</title><description>{TEXT} &x;</description></item>"
    feed = f"<rss version='2.0'><channel><title>t</title>{item}</channel></rss>"
    assert all("password" not in str(report) for _, report in read(tmp_path, bomb + feed))
