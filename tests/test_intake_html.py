"""Web pages: the article, its tables, and what the page says about itself."""

import json

import pytest

from onrecord.errors import InputError, NotAnArticle
from onrecord.intake import Overrides, report_from_html

PARAGRAPHS = (
    "The council of Zenda voted on Tuesday to close the harbour to foreign trawlers until the autumn, officials said.",
    "Mayor Rita Holm told reporters that the stocks of herring had fallen by half and that the town had no choice.",
    "Owners of the boats said they would take the matter to court, and asked the government in Strelsau to step in.",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"


def make_page(head: str = "", body: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html><head>{head}</head><body>{MENU}<main><article><h1>Harbour shut</h1>{body}{text}"
        "</article></main><footer><p>Contact us | Terms</p></footer></body></html>"
    )


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Harbour shut to trawlers",
    "datePublished": "2021-05-04T09:30:00+02:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Ali Reza"}],
    "publisher": {"@type": "Organization", "name": "Marsh Courier"},
    "url": "https://example.org/harbour",
}


def test_the_article_is_found_without_the_page_around_it() -> None:
    report = report_from_html(make_page())
    assert report.text == "\n\n".join(PARAGRAPHS)
    assert report.title == "Harbour shut"


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "Other"}, ARTICLE]},
        [{"@context": "https://schema.org", "@graph": [ARTICLE]}],
        {**ARTICLE, "@type": ["ReportageNewsArticle", "Thing"]},
        {**ARTICLE, "publisher": "Marsh Courier", "author": ["Jane Doe", "Ali Reza"]},
        {
            "@graph": [
                {**ARTICLE, "publisher": {"@id": "#pub"}, "author": [{"@id": "#a"}, {"@id": "#b"}]},
                {"@type": "Organization", "@id": "#pub", "name": "Marsh Courier"},
                {"@type": "Person", "@id": "#a", "name": "Jane Doe"},
                {"@type": "Person", "@id": "#b", "name": "Ali Reza"},
            ]
        },
    ],
)
def test_linked_data(data: object) -> None:
    report = report_from_html(make_page(linked(data)))
    assert report.title == "Harbour shut to trawlers"
    assert report.outlet == "Marsh Courier"
    assert report.byline == "Jane Doe, Ali Reza"
    assert (report.published, report.published_basis) == ("2021-05-04T09:30:00+02:00", "metadata")
    assert report.uri == "https://example.org/harbour"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Harbour shut, again">', "title", "Harbour shut, again"),
        ('<meta property="og:site_name" content="Marsh Courier">', "outlet", "Marsh Courier"),
        ('<meta property="og:site_name" content="https://www.marsh.example">', "outlet", None),
        ('<meta property="article:published_time" content="2021-05-04">', "published", "2021-05-04"),
        ('<meta name="pubdate" content="20210504">', "published", "2021-05-04"),
        (
            '<meta name="date" content="not a date"><meta name="dc.date" content="2021-05-04">',
            "published",
            "2021-05-04",
        ),
        ('<meta name="date" content="2021-02-30">', "published", None),
        ('<meta name="author" content="By Jane Doe">', "byline", "Jane Doe"),
        ('<meta name="author" content="https://example.org/jane">', "byline", None),
        ('<link rel="canonical" href="https://example.org/harbour">', "uri", "https://example.org/harbour"),
        ('<link rel="canonical" href="/harbour">', "uri", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', "title", "Harbour shut"),
        (linked(ARTICLE) + '<meta property="og:title" content="Other">', "title", "Harbour shut to trawlers"),
    ],
)
def test_meta_tags(head: str, field: str, value: str | None) -> None:
    assert getattr(report_from_html(make_page(head)), field) == value


def test_the_visible_time_is_read_and_updates_are_not() -> None:
    body = '<time class="updated" datetime="2021-06-01">1 June</time><time datetime="2021-05-04T10:00Z">4 May</time>'
    assert report_from_html(make_page(body=body)).published == "2021-05-04T10:00:00Z"


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    title = '<meta property="og:title" content="Harbour shut | Marsh Courier">'
    site = '<meta property="og:site_name" content="Marsh Courier">'
    assert report_from_html(make_page(title + site)).title == "Harbour shut"


def test_overrides_go_before_the_page() -> None:
    report = report_from_html(
        make_page(linked(ARTICLE)), overrides=Overrides(outlet="Zenda Post", published="2021-05-05")
    )
    assert (report.outlet, report.published, report.published_basis) == ("Zenda Post", "2021-05-05", "given")
    assert report.title == "Harbour shut to trawlers"


def test_tables_are_data_and_lists_are_lines() -> None:
    rows = "<tr><td>Zenda</td><td>40</td></tr><tr><td>Hentzau</td><td>7</td></tr>"
    table = f"<table><tr><th>Port</th><th>Boats</th></tr>{rows}</table>"
    listed = "<ul><li>Smaller nets for every boat in the bay</li><li>A longer pause in the spring months</li></ul>"
    page = make_page().replace(f"<p>{PARAGRAPHS[2]}</p>", f"{table}<p>{PARAGRAPHS[2]}</p>{listed}")
    report = report_from_html(page)
    assert "Hentzau" not in report.text
    assert [(t.header, t.rows) for t in report.tables] == [(("Port", "Boats"), (("Zenda", "40"), ("Hentzau", "7")))]
    assert "in the bay\n" in report.text


def test_the_charset_of_the_page_is_honoured() -> None:
    page = make_page(
        '<meta charset="windows-1252">', paragraphs=("“Été” – the café of Zenda closed. " + PARAGRAPHS[0], *PARAGRAPHS)
    )
    assert report_from_html(page.encode("cp1252")).text.startswith("“Été” – the café")
    assert report_from_html(page.encode("utf-8")).text.startswith("“Été” – the café")
    declared = '<?xml version="1.0" encoding="iso-8859-1"?>' + page
    assert report_from_html(declared.encode("cp1252")).text.startswith("“Été” – the café")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body></body></html>",
        f"<html><body>{MENU * 20}</body></html>",
        "<!-- only a comment -->",
        "<html><body><script>var x = 1;</script></body></html>",
        "<" * 5000,
        "<div>" * 3000,
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(InputError):
        report_from_html(page, name="menu.html")


def test_the_error_names_the_page() -> None:
    with pytest.raises(NotAnArticle, match=r"^menu\.html: "):
        report_from_html("<html><body></body></html>", name="menu.html")
