"""Claims over many reports: which sayings are one claim, where its chains end, how many ends count."""

import json
import random
from functools import cache
from pathlib import Path

import pytest
from claim_stories import (
    CLOCKS,
    COPY,
    DENIAL,
    MINISTERS,
    SCOOP,
    STATEMENT,
    STORIES,
    TWO_NEWSROOMS,
    WITHDRAWAL,
    Expected,
    Piece,
)
from click.testing import Result
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.claims import (
    Claim,
    claims_of_reports,
    find_claims,
    find_origins,
    origins_of_statement,
    source_graph,
)
from onrecord.archive.claims.clauses import agent_of, is_clause, phase_of
from onrecord.archive.claims.words import terms_of
from onrecord.archive.reuse import compare_all
from onrecord.archive.stories.view import story_of
from onrecord.cli.app import app
from onrecord.records import Record


@cache
def read_story(pieces: tuple[Piece, ...]) -> tuple[Record, ...]:
    return tuple(piece.record() for piece in pieces)


@cache
def claims_of(pieces: tuple[Piece, ...]) -> tuple[Claim, ...]:
    records = read_story(pieces)
    return find_claims(records, compare_all(records))


def find(pieces: tuple[Piece, ...], words: str, report: int) -> Claim:
    """The claim that a report tells in these words."""
    record = read_story(pieces)[report]
    at = record.report.text.index(words)
    for claim in claims_of(pieces):
        for account in claim.accounts:
            if account.report == record.report.id and any(
                start < at + len(words) and at < stop for start, stop in account.spans
            ):
                return claim
    raise AssertionError(f"no claim holds {words!r}")


def expected(name: str) -> list[tuple[tuple[Piece, ...], Expected]]:
    pieces, claims = STORIES[name]
    return [(pieces, claim) for claim in claims]


@pytest.mark.parametrize("name", STORIES)
def test_origins(name: str) -> None:
    for pieces, wanted in expected(name):
        report, words = next(iter(wanted.told.items()))
        claim = find(pieces, words, report)
        found = [(origin.outlet, origin.source or "") for origin in claim.origins]
        assert len(found) == len(wanted.origins) == claim.independent, (claim.text, found)
        for outlet, source in wanted.origins:
            assert any(outlet == o and source in s for o, s in found), (outlet, source, found)
        denied = [denial.source for denial in claim.denied_by]
        assert all(any(name in source for source in denied) for name in wanted.denied_by), denied


def test_one_claim_in_other_words() -> None:
    claim = find(TWO_NEWSROOMS, "secretly paid a ransom", 0)
    assert len(claim.accounts) == 3
    assert claim is find(TWO_NEWSROOMS, "bought the freedom", 1)


def test_a_citation_leads_to_the_cited_report() -> None:
    records = read_story(SCOOP)
    claim = find(SCOOP, "intends to shut", 1)
    account = next(a for a in claim.accounts if a.report == records[1].report.id)
    steps = account.chains[0].steps
    assert [step.target for step in steps] == [records[0].report.id, None]
    assert records[1].report.text[slice(*steps[0].span or (0, 0))] == "Harbour Courier"
    assert account.chains[0].origin == claim.origins[0].id
    assert any("cites Harbour Courier" in reason.text for reason in claim.not_counted)


def test_background_adds_no_origin() -> None:
    records = read_story(SCOOP)
    claim = find(SCOOP, "wants to close the dockyard", 3)
    account = next(a for a in claim.accounts if a.report == records[3].report.id)
    assert account.chains == ()


def test_no_comment_is_neither_an_origin_nor_a_denial() -> None:
    for pieces in (SCOOP, TWO_NEWSROOMS):
        claim = claims_of(pieces)[0]
        assert not claim.denied_by
        assert not any("Velmar" in (o.source or "") or "ministry" in (o.source or "") for o in claim.origins)


def test_unnamed_officials_of_two_outlets_are_counted_and_flagged() -> None:
    claim = find(TWO_NEWSROOMS, "secretly paid a ransom", 0)
    one, other = claim.origins
    assert one.possibly_same == (other.id,) and other.possibly_same == (one.id,)


def test_a_copy_has_the_origin_of_its_original() -> None:
    claim = find(COPY, "search was broken off", 2)
    assert {chain.origin for account in claim.accounts for chain in account.chains} == {claim.origins[0].id}


def test_a_denial_is_a_claim_of_its_own() -> None:
    claim = find(DENIAL, "sent troops to the border", 1)
    assert claim.negated and claim.independent == 1
    assert claim.id != find(DENIAL, "moved two brigades", 0).id


def test_a_no_beside_the_main_clause_denies_nothing() -> None:
    claim = find(WITHDRAWAL, "leaving a post", 3)
    assert not claim.negated
    assert len(claim.accounts) == 2


def test_own_words_that_deny_are_not_those_of_what_is_denied() -> None:
    complaint = find(WITHDRAWAL, "had not arrived", 3)
    assert complaint.negated
    assert not complaint.denied
    assert find(DENIAL, "sent troops to the border", 1).denied


def test_what_is_claimed_says_something_by_itself() -> None:
    for pieces, _ in STORIES.values():
        assert all(is_clause(claim.text) for claim in claims_of(pieces))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("they damaged local roads", True),
        ("blocking the ports to foreign goods", True),
        ("The cut stays in force", True),
        ("the lorries to travel after dark", False),
        ("a ban that has been in force since autumn", False),
        ("which cited two officials", False),
    ],
)
def test_clauses(text: str, whole: bool) -> None:
    assert is_clause(text) is whole


@pytest.mark.parametrize(
    ("text", "agent", "phase"),
    [
        ("Estonia has freed 12 sailors", "EST", "done"),
        ("Tallinn will free 12 sailors", "EST", "ahead"),
        ("Estonia was hit by a storm", None, None),
        ("Estonia is said to be ready to free the sailors", "EST", "ahead"),
        ("Twelve sailors have been freed", None, "done"),
        ("Estonia and Latvia are considering a ban", None, "ahead"),
        ("Brussels might pay for the scanners", None, "ahead"),
        ("Estonia has decided to free the sailors", "EST", None),
    ],
)
def test_who_does_it_and_when(text: str, agent: str | None, phase: str | None) -> None:
    assert (agent_of(text), phase_of(text)) == (agent, phase)


def test_dates_do_not_decide_who_cites_whom() -> None:
    claim = claims_of(CLOCKS)[0]
    assert claim.report == read_story(CLOCKS)[1].report.id


def test_every_span_holds_what_it_proves() -> None:
    for pieces, _ in STORIES.values():
        texts = {record.report.id: record.report.text for record in read_story(pieces)}
        for claim in claims_of(pieces):
            assert " ".join(texts[claim.report][slice(*claim.span)].split()) == claim.text
            for origin in claim.origins:
                for evidence in origin.evidence:
                    assert texts[evidence.report][slice(*evidence.span)].strip()
            for denial in claim.denied_by:
                assert texts[denial.report][slice(*denial.span)].strip()


@pytest.mark.parametrize("pieces", [SCOOP, STATEMENT, DENIAL], ids=["scoop", "statement", "denial"])
def test_order_of_reports_does_not_matter(pieces: tuple[Piece, ...]) -> None:
    records, shuffled = list(read_story(pieces)), list(read_story(pieces))
    random.Random(7).shuffle(shuffled)
    assert find_claims(shuffled, reversed(compare_all(records))) == claims_of(pieces)


def test_no_reports_and_a_single_one() -> None:
    assert find_claims([]) == ()
    (only,) = find_claims(read_story(SCOOP)[:1])[:1]
    assert only.independent == 1 and len(only.accounts) == 1


def test_a_statement_of_ones_own_wording() -> None:
    records = read_story(TWO_NEWSROOMS)
    rest = find_origins(records, compare_all(records), "A ransom was paid for four engineers.")
    assert rest.independent == 2
    assert len(set(rest.main.values())) == 2 and len(rest.main) == 3


def test_a_statement_that_all_have_from_one_statement() -> None:
    records = read_story(STATEMENT)
    rest = find_origins(records, compare_all(records), "The central bank raised its interest rate to 7.5 percent.")
    assert rest.independent == 1


def test_claims_are_kept_until_what_they_rest_on_changes(tmp_path: Path) -> None:
    records = read_story(SCOOP)
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        for record in records[:3]:
            archive.add(record)
        ids = [record.report.id for record in records[:3]]
        found = claims_of_reports(archive, ids)
        count = "SELECT count(*) FROM claims"
        basis = "SELECT basis FROM claim_sets"
        before = archive.connection.execute(basis).fetchall()
        assert len(before) == 1 and archive.connection.execute(count).fetchone() == (len(found),)
        archive.connection.execute("UPDATE claims SET text = 'kept'")
        assert claims_of_reports(archive, reversed(ids)) == found
        assert archive.connection.execute("SELECT DISTINCT text FROM claims").fetchall() == [("kept",)]
        archive.connection.execute("UPDATE reports SET outlet = 'Harbour Courier Online' WHERE id = ?", (ids[1],))
        claims_of_reports(archive, ids)
        after = archive.connection.execute(basis).fetchall()
        assert len(after) == 1 and after != before
        assert ("kept",) not in archive.connection.execute("SELECT DISTINCT text FROM claims").fetchall()


def test_tables_tell_what_the_claims_tell(tmp_path: Path) -> None:
    records = read_story(MINISTERS)
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        for record in records:
            archive.add(record)
        claim = claims_of_reports(archive, [record.report.id for record in records])[0]
        rows = archive.connection.execute(
            "SELECT outlet, source FROM claim_origins JOIN claims ON claims.key = claim_origins.claim "
            "WHERE claims.id = ?",
            (claim.id,),
        ).fetchall()
        assert rows == [(origin.outlet, origin.source) for origin in claim.origins]
        (text,) = archive.connection.execute(
            "SELECT substr(reports.text, start + 1, stop - start) FROM claims JOIN reports ON reports.key = report "
            "WHERE claims.id = ?",
            (claim.id,),
        ).fetchone()
        assert " ".join(text.split()) == claim.text


def test_an_archive_open_for_reading_only_still_answers(tmp_path: Path) -> None:
    records = read_story(CLOCKS)
    path = tmp_path / "a.archive"
    with Archive.open(path, create=True) as archive:
        for record in records:
            archive.add(record)
    with Archive.open(path, read_only=True) as archive:
        ids = [record.report.id for record in records]
        assert claims_of_reports(archive, ids) == claims_of(CLOCKS)
        assert origins_of_statement(archive, ids, "Brandis wants to buy Colmar Life.").independent == 1


def test_an_unknown_report_is_an_error(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.archive", create=True) as archive, pytest.raises(KeyError):
        claims_of_reports(archive, ["sha256:none"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The parliament in Oslo", "Norwegian members"),
        ("half a billion euros", "500 million euros"),
        ("$2.5 billion", "2,500 million dollars"),
        ("he ships weapons", "weapons were shipped"),
    ],
)
def test_terms_that_are_the_same(one: str, other: str) -> None:
    assert terms_of(one).keys & terms_of(other).keys


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("There were no talks", True),
        ("He did not deny that there were no talks", False),
        ("It was not only rain that fell", False),
        ("They haven't met", True),
        ("They met", False),
        ("We open a corridor, not a floodgate", False),
        ("They would be sealed and could not unload before the port", False),
        ("the promised funds had failed to arrive", True),
        ("It is not true that they met", True),
        ("", False),
        ("— * —", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert terms_of(text).negated is negated


@pytest.fixture
def archive_file(tmp_path: Path) -> Path:
    """An archive with two stories."""
    path = tmp_path / "reports.archive"
    with Archive.open(path, create=True) as archive:
        for record in (*read_story(SCOOP), *read_story(TWO_NEWSROOMS)):
            archive.add(record)
    return path


def test_the_graph_of_a_story(archive_file: Path) -> None:
    records = read_story(SCOOP)
    with Archive.open(archive_file) as archive:
        graph = source_graph(archive, story_of(archive, records[0].report.id))
    nodes = {node.id: node for node in graph.nodes}
    texts = {record.report.id: record.report.text for record in records}
    cites = {(nodes[edge.taker].name, nodes[edge.giver].name) for edge in graph.edges if edge.kind == "cites"}
    assert {("Northline Agency", "Harbour Courier"), ("Evening Lantern", "Harbour Courier")} <= cites
    heard = [
        edge for edge in graph.edges if nodes[edge.giver].kind == "source" and "managers" in nodes[edge.giver].name
    ]
    assert {nodes[edge.taker].name for edge in heard} == {"Harbour Courier"}
    for edge in graph.edges:
        assert edge.evidence
        assert all(texts[each.report][slice(*each.span)].strip() for each in edge.evidence)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["claims", *map(str, arguments)])


def test_command(archive_file: Path) -> None:
    shown = run(archive_file)
    assert shown.exit_code == 0
    assert "1 independent origin\n    three managers" in shown.output
    assert "2 independent origins" in shown.output and "possibly the same source" in shown.output
    assert "adds none: Northline Agency, cites Harbour Courier" in shown.output


def test_command_as_json(archive_file: Path) -> None:
    lines = [json.loads(line) for line in run(archive_file, "--json").output.splitlines()]
    assert len(lines) == 2
    claim = next(claim for line in lines for claim in line["claims"] if "dockyard" in claim["text"])
    assert claim["independent"] == 1 and claim["origins"][0]["outlet"] == "Harbour Courier"


def test_command_about_a_statement(archive_file: Path) -> None:
    with Archive.open(archive_file) as archive:
        story = story_of(archive, read_story(TWO_NEWSROOMS)[0].report.id)
    shown = run(archive_file, story, "--about", "A ransom was paid for four engineers")
    assert shown.exit_code == 0 and shown.output.startswith("2 independent origins in 3 reports")
    asked = json.loads(run(archive_file, story, "--about", "A ransom was paid for four engineers", "--json").output)
    assert asked["independent"] == 2


def test_command_on_what_is_not_there(archive_file: Path, tmp_path: Path) -> None:
    assert run(archive_file, "story-none").exit_code == 1
    assert run(archive_file, "--about", "anything").exit_code == 2
    assert run(tmp_path / "none.archive").exit_code == 1
