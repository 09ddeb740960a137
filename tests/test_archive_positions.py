"""Positions on two clocks: what held on one day, by what was reported up to another."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.indexes import Index
from onrecord.archive.positions import Answer, InvalidQuestion, position_answer
from onrecord.archive.positions.acts import act_of_words
from onrecord.archive.positions.answer import Told, decide
from onrecord.archive.positions.bearings import sentences
from onrecord.archive.positions.holders import find_holder, likeness
from onrecord.archive.positions.matters import find_matter, lifts_restriction, points_back, same_way, way_of
from onrecord.archive.positions.partners import partners
from onrecord.cli.app import app
from onrecord.intake import Overrides, report_from_text
from onrecord.models import ReaderModel
from onrecord.reading.reader import read
from onrecord.records import Actor, Record

INDEXES = (Index("positions", 1, "positions.index:update"),)

HERRING = (
    (
        "Fjord Wire",
        "2031-03-03T08:00:00Z",
        "OSLO, March 3 (Fjord Wire) - Norway is considering a ban on herring exports to Iceland, two officials in Oslo "
        "said on Monday. They asked not to be named because the cabinet had not met.",
    ),
    (
        "Reykjavik Post",
        "2031-03-03T11:00:00Z",
        "REYKJAVIK, March 3 - Oslo may ban exports of herring to Iceland, the Fjord Wire agency reported on Monday, "
        "citing two officials. Fishermen in Akureyri said they were waiting for news.",
    ),
    (
        "Bergen Daily",
        "2031-03-04T09:00:00Z",
        "BERGEN, March 4 (Bergen Daily) - Fisheries Minister Kari Lunde on Tuesday denied that Norway was considering "
        "a ban on herring exports to Iceland.",
    ),
    (
        "Fjord Wire",
        "2031-03-20T12:00:00Z",
        "OSLO, March 20 (Fjord Wire) - Norway has banned exports of herring to Iceland, the fisheries ministry said on "
        "Thursday. Denmark said it opposed the measure.",
    ),
    (
        "Fjord Wire",
        "2031-05-02T12:00:00Z",
        "OSLO, May 2 (Fjord Wire) - Norway on Friday lifted its ban on herring exports to Iceland, the fisheries "
        "ministry said in a statement.",
    ),
    (
        "Aarhus Times",
        "2031-03-05T12:00:00Z",
        "COPENHAGEN, March 5 (Aarhus Times) - Denmark will build two lighthouses on the island of Anholt, Transport "
        "Minister Mette Dahl said on Wednesday.",
    ),
)


@pytest.fixture(scope="module")
def records(model: ReaderModel) -> list[Record]:
    return [
        read(report_from_text(text, overrides=Overrides(outlet=outlet, published=published)), model)
        for outlet, published, text in HERRING
    ]


@pytest.fixture
def archive(tmp_path: Path, records: list[Record]) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.archive", create=True, indexes=INDEXES) as opened:
        for record in records:
            opened.add(record)
        yield opened


@pytest.mark.parametrize(
    ("holder", "matter", "on", "known", "stance"),
    [
        ("Norway", "herring exports to Iceland", "2031-03-03", "2031-03-03T07:00:00Z", None),
        ("Norway", "a ban on herring exports to Iceland", "2031-03-03", "2031-03-03", "considers"),
        ("Oslo", "banning exports of herring", "2031-03-03", "2031-03-03", "considers"),
        ("Norway", "a ban on herring exports to Iceland", "2031-03-04", "2031-03-04", "refuses"),
        ("Norway", "a ban on herring exports to Iceland", "2031-03-04", "2031-03-03", "considers"),
        ("Norway", "herring exports to Iceland", "2031-03-25", "2031-03-25", "forbids"),
        ("Norway", "herring exports to Iceland", "2031-03-25", "2031-12-31", "forbids"),
        ("the Norwegian government", "exports of herring", "2031-05-03", "2031-05-03", "permits"),
        ("Norway", "herring exports to Iceland", "2031-05-03", "2031-05-01", "forbids"),
        ("Denmark", "the Norwegian ban on herring exports", "2031-03-21", "2031-03-19", None),
        ("Denmark", "herring exports to Iceland", "2031-03-05", "2031-03-05", None),
        ("Denmark", "lighthouses on Anholt", "2031-03-06", "2031-03-06", "commits"),
        ("Sweden", "herring exports to Iceland", "2031-06-01", "2031-06-01", None),
    ],
)
def test_what_held_by_what_was_reported(
    archive: Archive, holder: str, matter: str, on: str, known: str, stance: str | None
) -> None:
    answer = position_answer(archive, holder, matter, on, known)
    assert answer.stance == stance
    assert answer.reasons


def test_an_answer_rests_on_words_of_its_reports(archive: Archive) -> None:
    answer = position_answer(archive, "Norway", "herring exports to Iceland", "2031-05-03", "2031-05-03")
    assert [held.stance for held in answer.history][-2:] == ["forbids", "permits"]
    assert answer.history[-2].since.startswith("2031-03-20")
    for held in answer.history:
        for told in held.told:
            text = archive.report(told.report).text
            assert " ".join(text[slice(*told.span)].split()) == told.text
            assert told.published <= "2031-05-03T23:59:59Z"


def test_reports_that_come_later_change_no_answer_about_earlier_knowledge(
    tmp_path: Path, records: list[Record]
) -> None:
    questions = [(on, known) for on in ("2031-03-03", "2031-03-25") for known in ("2031-03-03", "2031-03-25")]
    with Archive.open(tmp_path / "b.archive", create=True, indexes=INDEXES) as archive:
        for record in records[:4]:
            archive.add(record)
        before = [position_answer(archive, "Norway", "herring exports", *question) for question in questions]
        for record in records[4:]:
            archive.add(record)
        after = [position_answer(archive, "Norway", "herring exports", *question) for question in questions]
    assert before == after


def test_the_order_of_adding_makes_no_difference(tmp_path: Path, archive: Archive, records: list[Record]) -> None:
    with Archive.open(tmp_path / "b.archive", create=True, indexes=INDEXES) as other:
        for record in reversed(records):
            other.add(record)
        question = ("Norway", "herring exports to Iceland", "2031-05-03", "2031-05-03")
        assert position_answer(other, *question) == position_answer(archive, *question)


def test_reading_again_replaces_the_bearings(archive: Archive, records: list[Record]) -> None:
    (before,) = archive.connection.execute("SELECT count(*) FROM position_bearings").fetchone()
    bare = msgspec.structs.replace(
        records[3], positions=(), events=(), attributions=(), actors=(), coder=msgspec.structs.replace(
            records[3].coder, version="later"
        )
    )  # fmt: skip
    archive.recode(bare)
    (after,) = archive.connection.execute("SELECT count(*) FROM position_bearings").fetchone()
    assert after < before
    archive.connection.execute("INSERT INTO position_terms (position_terms) VALUES ('integrity-check')")
    assert position_answer(archive, "Norway", "herring exports", "2031-03-25", "2031-03-25").stance != "forbids"


@pytest.mark.parametrize(
    ("holder", "matter", "on", "known"),
    [
        ("", "herring", "2031-03-03", None),
        ("Norway", "the", "2031-03-03", None),
        ("Norway", "herring", "yesterday", None),
        ("Norway", "herring", "2031-03-03", "soon"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told(
    archive: Archive, holder: str, matter: str, on: str, known: str | None
) -> None:
    with pytest.raises(InvalidQuestion):
        position_answer(archive, holder, matter, on, known)


@pytest.mark.parametrize(
    ("asked", "actor", "wanted"),
    [
        ("United States", ("Washington", "government", "USA", "GOV"), 1.0),
        ("the Biden administration", ("United States", "government", "USA", "GOV"), 1.0),
        ("Washington", ("Antony Blinken", "person", "USA", "GOV"), 0.9),
        ("United States", ("Apple", "organization", "USA", "BUS"), 0.0),
        ("United States", ("Canada", "government", "CAN", "GOV"), 0.0),
        ("Group of Seven", ("G7", "organization", None, "IGO"), 1.0),
        ("OPEC+", ("OPEC", "organization", None, "IGO"), 1.0),
        ("the Turkish trade ministry", ("Trade Ministry", "government", "TUR", "GOV"), 1.0),
        ("the Turkish trade ministry", ("Trade Ministry", "government", "ISR", "GOV"), 0.0),
        ("Petro", ("Gustavo Petro", "person", "COL", "GOV"), 0.8),
        ("Hamas", ("Hezbollah", "group", "LBN", "REB"), 0.0),
    ],
)
def test_who_is_the_holder(asked: str, actor: tuple[str, str, str | None, str | None], wanted: float) -> None:
    assert likeness(find_holder(asked, "2024-06-01"), *actor) == wanted


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("exports of steel", 1),
        ("the cut of two million barrels", -1),
        ("a ban on fishing", -1),
        ("lifting the ban on fishing", 1),
        ("ended the embargo", 1),
        ("raising output", 1),
        ("lowering its targets", -1),
    ],
)
def test_which_way_a_matter_goes(text: str, way: int) -> None:
    assert way_of(text) == way


def test_which_matters_go_the_same_way() -> None:
    matter = find_matter("raising oil output", frozenset(), lambda term: 1.0)
    assert same_way(matter, "an increase in production", "")
    assert not same_way(matter, "cut its production", "")
    assert lifts_restriction("lift its ban on wheat")
    assert not lifts_restriction("lift production")


def test_which_matters_point_back() -> None:
    assert all(points_back(text) for text in ("the decision", "this step and left", "it"))
    assert not any(points_back(text) for text in ("the decision to sell wheat", "measures against piracy", "exports"))


MORE = {
    "A union demanded that Norway ban trawling in the Skagerrak.": ("Norway", "trawling in the Skagerrak", None),
    "The Norwegian government rejected a report that it was considering a ban on trawling.": (
        "Norway",
        "a ban on trawling",
        "refuses",
    ),
}


@pytest.mark.parametrize("text", MORE)
def test_wishes_of_others_and_rejected_reports(tmp_path: Path, model: ReaderModel, text: str) -> None:
    holder, matter, stance = MORE[text]
    told = f"OSLO, June 2 (Fjord Wire) - {text} Fishermen in Arendal did not want to comment on the matter."
    record = read(report_from_text(told, overrides=Overrides(outlet="Fjord Wire", published="2031-06-02")), model)
    with Archive.open(tmp_path / "c.archive", create=True, indexes=INDEXES) as archive:
        archive.add(record)
        assert position_answer(archive, holder, matter, "2031-06-03").stance == stance


@pytest.mark.parametrize(
    ("words", "stance", "negated"),
    [
        ("is weighing an increase in tolls", "considers", False),
        ("has banned imports of glass", "forbids", False),
        ("will not send warships", "commits", True),
        ("held back a delivery of shells", "refuses", False),
        ("revoked the agreement with its neighbour", "refuses", False),
        ("is known for its cheese", None, False),
    ],
)
def test_the_stance_of_an_act_by_its_words(words: str, stance: str | None, negated: bool) -> None:
    act = act_of_words(words, subject=True)
    assert (act and act.stance) == stance
    assert act is None or act.negated == negated


def told(
    stance: str, published: str, voice: str, weight: float = 0.8, since: str | None = None, **more: object
) -> Told:
    values = {
        "stance": stance, "report": published, "record": "r", "outlet": "Post", "published": published, "span": (0, 1),
        "text": "x", "holder": "Norway", "source": None, "voice": voice, "kind": "position", "since": since,
        "until": None, "planned": False, "coverage": 1.0, "weight": weight,
    }  # fmt: skip
    return msgspec.convert({**values, **more}, Told)


def test_the_holders_own_denial_ends_what_unnamed_sources_said() -> None:
    rows = [
        told("considers", "2031-01-01T08:00:00Z", "unnamed"),
        told("refuses", "2031-01-02T08:00:00Z", "own"),
        told("considers", "2031-01-03T08:00:00Z", "unnamed"),
    ]
    history, against = decide(rows, "2031-01-03")
    assert [held.stance for held in history] == ["considers", "refuses"]
    assert [each.published for each in against] == ["2031-01-03T08:00:00Z"]


def test_somebody_elses_word_does_not_replace_the_holders_own() -> None:
    rows = [told("forbids", "2031-01-01T08:00:00Z", "own"), told("permits", "2031-01-09T08:00:00Z", "other")]
    history, against = decide(rows, "2031-01-10")
    assert history[-1].stance == "forbids"
    assert [each.stance for each in against] == ["permits"]


def test_a_position_holds_from_its_own_day_until_its_end() -> None:
    rows = [told("permits", "2031-02-10", "own", since="2031-01-05", until="2031-01-31")]
    assert decide(rows, "2031-01-10")[0][-1].since == "2031-01-05"
    assert decide(rows, "2031-02-11")[0] == []


def test_what_is_announced_counts_where_nothing_else_holds() -> None:
    announced = told("permits", "2031-01-01", "own", since="2031-03-01")
    assert decide([announced], "2031-01-02")[0][-1].stance == "permits"
    assert decide([announced, told("forbids", "2030-12-01", "own")], "2031-01-02")[0][-1].stance == "forbids"
    assert decide([announced, told("forbids", "2030-12-01", "own")], "2031-03-02")[0][-1].stance == "permits"


@pytest.mark.parametrize(
    ("text", "group", "codes"),
    [
        ("Lima and several partners may sell more copper.", "several partners", ["PER"]),
        ("Copper producers, Chile among them, are talking about a cut.", "Copper producers", ["CHL"]),
        ("Miners including Zambia may strike.", "Miners", ["ZMB"]),
        ("Copper producers met in Chile.", "Copper producers", []),
    ],
)
def test_countries_named_beside_a_group_take_part(text: str, group: str, codes: list[str]) -> None:
    at = text.index(group)
    actor = Actor(id="a", name=group, kind="group", mentions=((at, at + len(group)),))
    found = list(partners(text, (0, len(text)), actor))
    assert [each.country for each in found] == codes
    assert all(text[slice(*each.mentions[0])] in text for each in found)


def test_sentences_end_at_full_stops_but_not_at_initials() -> None:
    text = "Mr. J. Berg spoke on Jan. 3. “It is over.” He left.\nThe end"
    assert [text[slice(*span)].strip() for span in sentences(text)] == [
        "Mr. J. Berg spoke on Jan. 3.", "“It is over.”", "He left.", "The end",
    ]  # fmt: skip


def test_the_command(archive: Archive) -> None:
    runner = CliRunner()
    asked = ["position", archive.path, "Norway", "herring exports to Iceland", "--on", "2031-03-25"]
    shown = runner.invoke(app, asked)
    assert shown.exit_code == 0
    assert shown.output.startswith("Norway forbids: herring exports to Iceland")
    printed = runner.invoke(app, [*asked, "--as-reported-by", "2031-03-25", "--format", "json"])
    answer = msgspec.json.decode(printed.output, type=Answer)
    assert answer == position_answer(archive, "Norway", "herring exports to Iceland", "2031-03-25", "2031-03-25")
    unknown = runner.invoke(app, [*asked[:-1], "2031-03-01", "--as-reported-by", "2031-03-01"])
    assert "no report published" in unknown.output
    wrong = runner.invoke(app, [*asked[:-1], "someday"])
    assert (wrong.exit_code, "is no date" in wrong.output) == (1, True)
