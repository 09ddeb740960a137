"""Searching an archive: the query language, filters, snippets with spans, facets, pages, and the command."""

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.entities.judging import link_private_persons, merge
from onrecord.archive.entities.view import entities
from onrecord.archive.search import Filters, InvalidQuery, Results, search
from onrecord.archive.search import find as finding
from onrecord.archive.search.dates import day_range, filed_under, range_values
from onrecord.archive.search.query import fts_expression, parse_query
from onrecord.archive.search.snippets import make_snippets
from onrecord.cli.app import app
from onrecord.records import (
    Actor,
    Attribution,
    Coder,
    Event,
    Mention,
    Place,
    Position,
    Record,
    Report,
    Source,
    Time,
    content_id,
    report_id,
)
from onrecord.spans import Span


class Desk:
    """Writes records by hand: one paragraph a statement."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def file(self, outlet: str, published: str | None, *said: tuple[str, str], title: str = "") -> Record:
        """A report in which each (name, words) is a statement, stored in the archive."""
        text, spans = "", list[tuple[str, Span, Span]]()
        for name, words in said:
            content = (len(text), len(text) + len(words))
            speaker = (content[1] + 2, content[1] + 2 + len(name))
            spans.append((name, content, speaker))
            text += f"{words}, {name} said.\n"
        actors = {
            name: Actor(id=content_id("actor", name), name=name, kind="person", mentions=(speaker,), country="KEN")
            for name, _, speaker in spans
        }
        record = Record(
            report=Report(id=report_id(text), text=text, outlet=outlet, published=published, title=title or None),
            coder=Coder(version="test"),
            actors=tuple(actors.values()),
            attributions=tuple(_said(actors[name], content, speaker[1]) for name, content, speaker in spans),
        )
        self.archive.add(record)
        return record


def _said(actor: Actor, content: Span, cue: int) -> Attribution:
    source = Source(anonymity="named", kind="person", actor=actor.id, name=actor.name)
    return Attribution(
        id=content_id("attribution", content),
        source=source,
        cue=(cue + 1, cue + 5),
        content=(content,),
        quotation="indirect",
        stance="asserts",
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.archive", create=True) as opened:
        yield opened


@pytest.fixture
def desk(archive: Archive) -> Desk:
    made = Desk(archive)
    made.file("Lake Herald", "2023-03-01", ("Amina Otieno", "The dam will be raised before the long rains"))
    made.file("Lake Herald", "2023-03-09", ("Amina Otieno", "Fishing boats may pass the dam again"))
    made.file("Café Courier", "2023-04-20", ("José Kamau", "The rains came late; the dam held, long queues formed"))
    made.file("Hill Post", None, ("Ruth Wanjiru", "Nobody counts the boats"), title="Dam inspection put off")
    return made


def contents(results: Results) -> list[str]:
    return [hit.snippets[0].text for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("dam", 3),
        ("DAM rains", 2),
        ('"long rains"', 1),
        ("boat*", 2),
        ("boats -counts", 1),
        ("boats NOT counts", 1),
        ("boats OR queues", 3),
        ("dam (boats OR queues)", 2),
        ("dam OR boats -nobody", 3),
        ("dàm", 3),
        ("held,", 1),
        ("tags:t1", 0),
        ("head:Amina", 0),
        ("ra*ns", 0),
        ("NEAR", 0),
        ("and or not", 0),
    ],
)
def test_what_a_query_finds(desk: Desk, query: str, hits: int) -> None:
    assert search(desk.archive, query).total == hits


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"long rains', "quotation mark at 1"),
        ("dam OR", "OR at 5"),
        ("OR dam", "OR at 1"),
        ("(dam", "( at 1"),
        ("dam)", ") at 4"),
        ("-dam", "only what not to find"),
        ("dam AND", "AND at 5"),
        ("()", ") at 2"),
        ("(" * 60 + "dam" + ")" * 60, "parentheses"),
        ("dam " * 300, "200 words"),
    ],
)
def test_a_mistake_in_a_query_is_told_with_its_place(desk: Desk, query: str, told: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        search(desk.archive, query)
    assert told in str(caught.value)


PIECES = st.sampled_from([*"ab*\"()-+^:{}\\;,.'“” \u0000é%_", "OR", " OR ", " NOT ", " AND ", "NEAR"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_query_reaches_the_index_as_it_stands(query: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (head, body, tags, pairs)")
    connection.execute("INSERT INTO words VALUES ('', 'a b', 'secret', '')")
    try:
        node = parse_query(query)
    except InvalidQuery:
        return
    if node is not None:
        expression = fts_expression(node)
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (expression,)).fetchall()
    connection.close()


def test_nothing_asked_is_nothing_found(desk: Desk) -> None:
    assert search(desk.archive, "").hits == ()
    assert search(desk.archive, "?!").total == 0


def test_hits_that_say_it_in_fewer_words_come_first(archive: Archive) -> None:
    desk = Desk(archive)
    for number in range(20):
        desk.file("Other", "2023-01-01", ("Somebody", f"Number {number} is about something else altogether"))
    desk.file("Post", "2023-01-02", ("Somebody", "The ferry sank " + "and much more was said of other things " * 5))
    desk.file("Post", "2023-01-03", ("Somebody", "The ferry sank"))
    found = search(archive, "ferry sank")
    assert [hit.published for hit in found.hits] == ["2023-01-03", "2023-01-02"]
    assert found.hits[0].score > found.hits[1].score


def test_reports_are_found_by_title_and_by_words_of_different_paragraphs(archive: Archive, desk: Desk) -> None:
    report = desk.file("Post", "2023-01-02", ("Ann", "Ferries sail again"), ("Ben", "Tolls fall"), title="Ferry news")
    assert [hit.report for hit in search(archive, "ferries tolls", kind="report").hits] == [report.report.id]
    titled = search(archive, "inspection", kind="report")
    assert [(hit.title, hit.who) for hit in titled.hits] == [("Dam inspection put off",) * 2]


def test_snippets_have_spans_of_the_reports_own_text(desk: Desk) -> None:
    (hit,) = search(desk.archive, "queue* held").hits
    text = desk.archive.report(hit.report).text
    (snippet,) = hit.snippets
    assert text[slice(*snippet.span)] == snippet.text
    assert [text[slice(*span)] for span in snippet.found] == ["held", "queues"]


WORDS = st.lists(
    st.text(alphabet=st.sampled_from("aábcçdëxyzİßÅ日本\U0001d4b3🙂e\u0301-’.,"), min_size=1, max_size=8),
    min_size=1,
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(words=WORDS, place=st.integers(0, 39))
def test_words_found_are_where_the_spans_say(words: list[str], place: int) -> None:
    said = " ".join(words)
    wanted = words[place % len(words)]
    if not any(c.isalnum() for c in wanted) or any(ord(c) < 32 for c in said):
        return
    with TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.archive", create=True) as archive:
        record = Desk(archive).file("Ω", "2023-01-01", ("Zoë 🙂", said))
        found = search(archive, '"' + wanted + '"')
        for hit in found.hits:
            for snippet in hit.snippets:
                assert record.report.text[slice(*snippet.span)] == snippet.text
                for span in snippet.found:
                    assert snippet.span[0] <= span[0] < span[1] <= snippet.span[1]
                    assert plain(record.report.text[slice(*span)]) == plain(wanted)


def plain(text: str) -> str:
    folded = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
    return folded.replace("\u0131", "i")


@given(
    st.text(alphabet="ab \n", max_size=700), st.lists(st.tuples(st.integers(0, 700), st.integers(1, 30)), max_size=12)
)
def test_snippets_lie_in_the_text_and_apart(text: str, places: list[tuple[int, int]]) -> None:
    found, end = [], 0
    for start, length in sorted(places):
        if start >= end and start + length <= len(text):
            found.append((start, start + length))
            end = start + length
    made = make_snippets(text, found, 1000, 3)
    assert all(snippet.text == text[snippet.span[0] - 1000 : snippet.span[1] - 1000] for snippet in made)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(made))
    assert all(snippet.span[0] <= s and e <= snippet.span[1] for snippet in made for s, e in snippet.found)
    assert not found or sum(len(snippet.found) for snippet in made) >= 1


@pytest.mark.parametrize(
    ("filters", "hits"),
    [
        (Filters(outlet=("lake herald",)), 2),
        (Filters(outlet=("cafe",)), 1),
        (Filters(outlet=("Lake Herald", "Café Courier")), 3),
        (Filters(source=("Otieno",)), 2),
        (Filters(source=("Otien",)), 0),
        (Filters(actor=("KEN",)), 4),
        (Filters(actor=("José Kamau",)), 1),
        (Filters(reported_from="2023-03-02"), 2),
        (Filters(reported_to="2023-03-31"), 2),
        (Filters(reported_from="2023-03", reported_to="2023-03"), 2),
        (Filters(reported_from="2023"), 3),
        (Filters(reported_from="2024"), 0),
        (Filters(stance=("asserts",)), 4),
        (Filters(stance=("denies",)), 0),
        (Filters(anonymity=("named",), outlet=("Hill Post",)), 1),
        (Filters(place=("Nairobi",)), 0),
    ],
)
def test_filters_alone(desk: Desk, filters: Filters, hits: int) -> None:
    found = search(desk.archive, filters=filters)
    assert found.total == hits
    dates = [hit.published for hit in found.hits if hit.published]
    assert dates == sorted(dates, reverse=True)


def test_filters_and_words_must_both_be_met(desk: Desk) -> None:
    assert contents(search(desk.archive, "boats", filters=Filters(outlet=("Hill Post",)))) == [
        "Nobody counts the boats"
    ]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(reported_from="yesterday"),
        Filters(reported_from="2023-02-30"),
        Filters(reported_from="2024", reported_to="2023"),
        Filters(near="Nowhere at all"),
        Filters(near="99,200"),
        Filters(near="1,1", within=-1),
        Filters(actor=("?",)),
    ],
)
def test_a_filter_that_cannot_be_used_is_told(desk: Desk, filters: Filters) -> None:
    with pytest.raises(InvalidQuery):
        search(desk.archive, filters=filters)


def day(name: str, value: str, span: Span) -> Time:
    return Time(id=name, type="DATE", value=value, span=span, earliest=value, latest=value)


@pytest.fixture
def coded(archive: Archive) -> Record:
    """A report with an event at a place and a time, and a position that holds for some days."""
    text = "Kenya closed the bridge near Kisumu on 5 May, and forbids crossings until 20 May."
    actor = Actor(id="actor-1", name="Kenya", kind="government", country="KEN", mentions=((0, 5),))
    place = Place(
        id="place-1",
        name="Kisumu",
        mentions=((29, 35),),
        country="KEN",
        lat=-0.1,
        lon=34.75,
        geonames=191245,
        level="city",
    )
    record = Record(
        report=Report(id=report_id(text), text=text, outlet="Lake Herald", published="2023-05-06T08:00:00+03:00"),
        coder=Coder(version="test"),
        actors=(actor,),
        places=(place,),
        times=(
            day("time-1", "2023-05-05", (39, 44)),
            day("time-2", "2023-05-20", (74, 80)),
        ),
        events=(
            Event(
                id="event-1", trigger=(6, 12), sentence=(0, 81), type="COERCE", factuality="CT+", modality="actual",
                actors=("actor-1",), place="place-1", time="time-1", custom=("bridge-closing",),
            ),
        ),
        positions=(
            Position(
                id="position-1", holder="actor-1", stance="forbids", matter=Mention(text="crossings", span=(58, 67)),
                evidence=((50, 80),), since="time-1", until="time-2",
            ),
        ),
    )  # fmt: skip
    archive.add(record)
    return record


@pytest.mark.parametrize(
    ("kind", "filters", "hits"),
    [
        ("event", Filters(type=("coerce",)), 1),
        ("event", Filters(type=("Bridge-Closing",)), 1),
        ("event", Filters(modality=("planned",)), 0),
        ("event", Filters(certainty=("CT+", "PR+")), 1),
        ("event", Filters(happened_from="2023-05-05", happened_to="2023-05-05"), 1),
        ("event", Filters(happened_from="2023-05-06"), 0),
        ("event", Filters(near="-0.1,34.8", within=10), 1),
        ("event", Filters(near="Nairobi", within=100), 0),
        ("event", Filters(near="Nairobi", within=400), 1),
        ("event", Filters(place=("Kenya",)), 1),
        ("event", Filters(place=("Kisumu",)), 1),
        ("event", Filters(place=("Uganda",)), 0),
        ("position", Filters(stance=("forbids",)), 1),
        ("position", Filters(happened_from="2023-05-10", happened_to="2023-05-12"), 1),
        ("position", Filters(happened_from="2023-06-01"), 0),
        ("report", Filters(type=("COERCE",), stance=("forbids",), reported_to="2023-05-06"), 1),
    ],
)
def test_filters_on_what_was_coded(archive: Archive, coded: Record, kind: str, filters: Filters, hits: int) -> None:
    assert search(archive, filters=filters, kind=kind).total == hits  # type: ignore[arg-type]


def test_what_is_told_of_a_country_is_not_told_of_the_middle_of_it(archive: Archive, coded: Record) -> None:
    whole = Place(
        id="p", name="Kenya", mentions=((0, 5),), country="KEN", lat=1.0, lon=38.0, geonames=192950, level="country"
    )
    other = msgspec.structs.replace(coded, places=(*coded.places, whole))
    archive.recode(msgspec.structs.replace(other, coder=Coder(version="later")))
    assert search(archive, filters=Filters(near="1,38", within=50), kind="report").total == 0
    assert search(archive, filters=Filters(place=("Kenya",)), kind="report").total == 1


def test_a_phrase_of_the_commonest_words_is_found_where_it_stands(archive: Archive) -> None:
    desk = Desk(archive)
    desk.file("Post", "2023-01-01", ("Ann", "It is one of the best; the of it is odd"))
    desk.file("Post", "2023-01-02", ("Ben", "The rest of it is for the best of us"))
    (hit,) = search(archive, '"of the"').hits
    assert [archive.report(hit.report).text[slice(*span)] for span in hit.snippets[0].found] == ["of the"]
    assert search(archive, '"is one of the"').total == 1
    assert search(archive, '"one of it is"').total == 0
    assert search(archive, '"of it is"').total == 2
    assert search(archive, '"of the" OR "for the"').total == 2


def test_a_copy_in_another_outlet_is_found_under_both(desk: Desk) -> None:
    said = ("Amina Otieno", "The sluice gates will stay shut")
    desk.file("Lake Herald", "2023-06-01", said)
    desk.file("Valley Mirror", "2023-06-02", said)
    for outlet in ("Lake Herald", "Valley Mirror"):
        assert contents(search(desk.archive, "sluice", filters=Filters(outlet=(outlet,)))) == [said[1]]


def test_merged_names_are_found_by_each_other(desk: Desk) -> None:
    link_private_persons(desk.archive, True)
    desk.file("Lake Herald", "2023-07-01", ("Wolodymyr Kipruto", "Nets must be mended"))
    desk.file("Lake Herald", "2023-07-02", ("Volodya Kip", "Nets will be sold"))
    assert search(desk.archive, "nets", filters=Filters(source=("Volodya Kip",))).total == 1
    one, other = (entities(desk.archive, name)[0].id for name in ("Wolodymyr Kipruto", "Volodya Kip"))
    merge(desk.archive, one, other)
    assert search(desk.archive, "nets", filters=Filters(source=("Volodya Kip",))).total == 2


def test_reading_again_replaces_what_is_found(archive: Archive, coded: Record) -> None:
    bare = msgspec.structs.replace(coded, events=(), coder=Coder(version="later"))
    archive.recode(bare)
    assert search(archive, "bridge", kind="event").total == 0
    assert search(archive, "bridge", kind="report").total == 1
    for table in ("reports", "statements", "events", "positions"):
        check = f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 0)"
        archive.connection.execute(check)


def test_facets_count_all_hits_not_only_the_page(desk: Desk) -> None:
    found = search(desk.archive, "dam OR boats", limit=1, facets=("outlet", "source", "reported month"))
    assert len(found.hits) == 1
    assert {count.label: count.hits for count in found.facets["outlet"]} == {
        "Lake Herald": 2, "Café Courier": 1, "Hill Post": 1,
    }  # fmt: skip
    assert found.facets["source"][0].label == "Amina Otieno"
    assert [(count.value, count.hits) for count in found.facets["reported month"]] == [("2023-03", 2), ("2023-04", 1)]
    with pytest.raises(InvalidQuery):
        search(desk.archive, "dam", facets=("colour",))


def test_pages_follow_one_another_while_reports_come_in(desk: Desk) -> None:
    seen, cursor = [], None
    while True:
        page = search(desk.archive, "dam OR boats", limit=1, cursor=cursor)
        seen += [hit.record for hit in page.hits]
        desk.file("Late", "2023-09-01", ("Late", f"dam and boats {len(seen)}"))
        cursor = page.cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 4


def test_a_cursor_of_another_search_is_refused(desk: Desk) -> None:
    cursor = search(desk.archive, "dam", limit=1).cursor
    for query, given_cursor in (("boats", cursor), ("dam", "x" * 7), ("dam", "é")):
        with pytest.raises(InvalidQuery):
            search(desk.archive, query, cursor=given_cursor)


def test_of_too_many_hits_those_with_all_words_are_still_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.file("First", "2022-01-01", ("Ann", "Lorries and trams"))
    for number in range(8):
        desk.file("Next", "2023-01-01", ("Ben", f"Lorries number {number}"))
    monkeypatch.setattr(finding, "MOST_RANKED", 5)
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    found = search(desk.archive, "lorries OR trams")
    assert (found.total, found.capped, found.hits[0].outlet) == (5, True, "First")
    assert len(found.hits) == 7


def test_order_by_date(desk: Desk) -> None:
    dates = [hit.published for hit in search(desk.archive, "dam OR boats", order="oldest").hits]
    assert dates == ["2023-03-01", "2023-03-09", "2023-04-20", None]


def test_the_same_reports_in_another_order_give_the_same_hits(tmp_path: Path, desk: Desk) -> None:
    with Archive.open(tmp_path / "b.archive", create=True) as other:
        for record in reversed(list(desk.archive.records())):
            other.add(record)
        for query in ("dam", "boats OR rains", "long"):
            assert search(other, query).hits == search(desk.archive, query).hits


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1))


@given(DAYS, st.integers(0, 9), DAYS, st.integers(0, 3000))
def test_a_range_finds_the_days_in_it_and_no_others(day: date, more: int, start: date, length: int) -> None:
    last, end = day + timedelta(more), start + timedelta(length)
    filed = set(filed_under(day, last))
    assert bool(filed & set(range_values(start, end))) == (day <= end and start <= last)


@given(DAYS, st.integers(0, 5000), DAYS, st.integers(0, 3000))
def test_a_longer_time_that_shares_a_day_with_a_range_is_found(day: date, more: int, start: date, length: int) -> None:
    last, end = day + timedelta(more), start + timedelta(length)
    if day <= end and start <= last:
        assert set(filed_under(day, last)) & set(range_values(start, end))


def test_day_ranges() -> None:
    assert [day_range(value) is None for value in ("2023", "2023-02", "2023-02-30", "XXXX-02", "2023-W05")] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_the_command_prints_a_table_and_json(tmp_path: Path, desk: Desk) -> None:
    runner = CliRunner()
    path = desk.archive.path
    shown = runner.invoke(app, ["search", path, "dam boats", "--facet", "outlet"])
    assert shown.exit_code == 0
    assert "1 statement" in shown.output
    assert "by outlet: Lake Herald 1" in shown.output
    printed = runner.invoke(app, ["search", path, "dam", "--outlet", "Café Courier", "--format", "json"])
    found = msgspec.json.decode(printed.output, type=Results)
    assert found == search(desk.archive, "dam", filters=Filters(outlet=("Café Courier",)))
    assert json.loads(printed.output)["hits"][0]["outlet"] == "Café Courier"


def test_the_command_tells_what_is_wrong(tmp_path: Path, desk: Desk) -> None:
    runner = CliRunner()
    for arguments, told in (
        (["search", desk.archive.path, '"dam'], "quotation mark at 1 is not closed"),
        (["search", str(tmp_path / "none"), "dam"], "there is no such archive"),
        (["search", desk.archive.path, "dam", "--facet", "colour"], "is no facet"),
    ):
        result = runner.invoke(app, arguments)
        assert result.exit_code == 1
        assert told in result.output
