"""The HTML page: safe, self-contained, and linked both ways."""

import base64
import hashlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace
from sample import TEXT, make_record
from test_formats import hostile_record

from onrecord.formats import render
from onrecord.formats.html_text import Mark, cut

PARTS = st.sampled_from(["source", "cue", "content", "event", "actor"])


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab \n<&é😀", min_size=1, max_size=40))
    marks = []
    for row in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        marks.append(Mark((start, draw(st.integers(start + 1, len(text)))), draw(PARTS), row))
    return text, marks


@settings(deadline=None)
@given(texts_with_marks())
def test_pieces_tile_the_text_and_know_their_marks(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = cut(text, marks)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for piece in pieces:
        covering = [mark for mark in marks if mark.span[0] <= piece.start and piece.end <= mark.span[1]]
        assert sorted(piece.marks, key=repr) == sorted(covering, key=repr)
        assert all(mark in covering or mark.span[1] <= piece.start or piece.end <= mark.span[0] for mark in marks)


def test_the_page_shows_the_text_to_the_letter() -> None:
    page = html.document_fromstring(render(make_record(), "html"))
    shown = [paragraph.text_content() for paragraph in page.xpath("//article//p")]
    assert shown == [line for line in TEXT.split("\n") if line]


def test_every_row_links_to_its_evidence_and_every_mark_to_its_row() -> None:
    page = html.document_fromstring(render(make_record(), "html"))
    idents = {element.get("id") for element in page.xpath("//*[@id]")}
    assert len(idents) == len(page.xpath("//*[@id]"))
    rows = page.xpath("//tr[@id]")
    assert rows
    for row in rows:
        assert row.xpath(".//span[@class='ev']/a"), row.text_content()
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        assert link.get("href")[1:] in idents
    for mark in page.xpath("//a[contains(@class, 'm ')]"):
        assert {f"r{number}" for number in mark.get("data-r").split()} <= idents


def test_a_link_leads_to_the_words_of_the_evidence() -> None:
    page = html.document_fromstring(render(make_record(), "html"))
    row = next(row for row in page.xpath("//section[@class='said']//tr[@id]") if "two aides" in row.text_content())
    targets = [page.get_element_by_id(link.get("href")[1:]).text_content() for link in row.xpath(".//a")]
    assert targets == ["Two aides"]
    number = row.get("id")[1:]
    marked = [mark.text_content() for mark in page.xpath("//article//a") if number in mark.get("data-r").split()]
    assert marked == ["Two aides", "said", "the cabinet had been split"]


def test_nothing_is_loaded_and_only_its_own_code_may_run() -> None:
    shown = render(make_record(), "html")
    page = html.document_fromstring(shown)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (element,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.xpath("//*[@src] | //link | //iframe | //object | //*[@style] | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", shown)


def test_hostile_text_stays_text() -> None:
    shown = render(hostile_record(), "html")
    page = html.document_fromstring(shown)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert "<script>alert" not in shown


def test_the_original_page_is_linked_when_it_is_known() -> None:
    record = make_record()
    report = replace(record.report, uri='https://example.org/a?b="<&')
    page = html.document_fromstring(render(replace(record, report=report), "html"))
    assert page.xpath("//header//a/@href") == ['https://example.org/a?b="<&']


def test_every_kind_can_be_switched_off() -> None:
    page = html.document_fromstring(render(make_record(), "html"))
    toggles = page.xpath("//input[@type='checkbox']/@id")
    assert sorted(toggles) == sorted(page.xpath("//nav//label/@for"))
    assert len(toggles) == 6


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_is_readable_in_both_colour_schemes() -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the lines that tell kinds apart."""
    style = html.document_fromstring(render(make_record(), "html")).xpath("//style")[0].text
    schemes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)
    ]
    for colours in schemes[:2]:
        for ground in ("paper", "sheet", "said", "event"):
            assert _contrast(colours["ink"], colours[ground]) >= 4.5, ground
        for ink, ground in (
            ("soft", "paper"),
            ("soft", "sheet"),
            ("link", "paper"),
            ("said-ink", "said"),
            ("on-ink", "on"),
        ):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for line in ("actor", "place", "time", "position"):
            assert _contrast(colours[line], colours["sheet"]) >= 3, line
