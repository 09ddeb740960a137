"""The archive's store: what goes in comes out, once, and no failure leaves half of it."""

import itertools
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.archive.addresses import in_utc, page_address
from onrecord.archive.indexes import INDEXES, Index
from onrecord.errors import ArchiveError, ArchiveLocked, ArchiveUnwritable, NewerArchive, NotAnArchive
from onrecord.reading.reader import read
from onrecord.records import Record
from tests.archives import CODER, NEXT_CODER, article, coded, content, report
from tests.sample import make_record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.archive"


def test_a_record_comes_back_as_it_was(path: Path) -> None:
    record = make_record()
    with Archive.open(path, create=True) as archive:
        assert archive.add(record).outcome == "new"
    with Archive.open(path, read_only=True) as archive:
        assert archive.record(record.report.id) == record
        assert archive.report(record.report.id) == record.report
        assert list(archive.records()) == [record]
        assert [row.id for row in archive.reports()] == [record.report.id]
        assert len(archive) == 1


def test_a_record_that_the_model_read_comes_back(path: Path) -> None:
    record = read(report(article(3), outlet="Marsh Courier", published="2021-06-03"))
    with Archive.open(path, create=True) as archive:
        archive.add(record)
        assert archive.record(record.report.id) == record


def test_every_kind_of_record_is_in_its_table_with_its_evidence(path: Path) -> None:
    record = make_record()
    with Archive.open(path, create=True) as archive:
        archive.add(record)
        ask = archive.connection.execute
        for table in ("actors", "places", "times", "attributions", "events", "positions", "shifts"):
            ids = [row[0] for row in ask(f"SELECT id FROM {table} ORDER BY report, ordinal")]
            assert ids == [each.id for each in getattr(record, table)] != []
        matters = ask(
            "SELECT matter, substr(text, matter_start + 1, matter_stop - matter_start) FROM positions "
            "JOIN reports ON reports.key = report"
        ).fetchall()
        assert matters and all(matter == evidence for matter, evidence in matters)
        said = ask(
            "SELECT substr(text, start + 1, stop - start) FROM spans JOIN reports ON reports.key = report "
            "WHERE role = 'content' ORDER BY owner, spans.ordinal"
        ).fetchall()
        spans = [(a.id, n, span) for a in record.attributions for n, span in enumerate(a.content)]
        assert said == [(record.report.text[slice(*span)],) for _, _, span in sorted(spans)]
        links = {(owner, target) for owner, target in ask("SELECT owner, target FROM links WHERE role = 'actor'")}
        assert links == {(event.id, actor) for event in record.events for actor in event.actors}


def test_the_same_text_is_stored_once(path: Path) -> None:
    record = coded(report(article(1), uri="https://courier.example/a"))
    with Archive.open(path, create=True) as archive:
        first = archive.add(record)
        before = content(path)
        again = archive.add(record)
        assert (first.outcome, again.outcome, again.report) == ("new", "same", first.report)
    assert content(path) == before


def test_the_same_text_elsewhere_is_one_report_that_came_out_twice(path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        archive.add(coded(report(article(1), outlet="Courier", published="2021-06-03")))
        archive.add(coded(report(article(1), outlet="Gazette", published="2021-06-04")))
        assert len(archive) == 1
        outlets = archive.connection.execute("SELECT outlet, published_at FROM appearances ORDER BY key").fetchall()
        assert outlets == [("Courier", "2021-06-03"), ("Gazette", "2021-06-04")]


def test_a_report_has_its_earliest_date_whatever_came_first(path: Path, tmp_path: Path) -> None:
    dates = ("2021-06-04T10:00:00+02:00", None, "2021-06-04T07:30:00Z")
    found = []
    for number, order in enumerate(itertools.permutations(dates)):
        with Archive.open(tmp_path / f"{number}.archive", create=True) as archive:
            for date in order:
                archive.add(coded(report(article(1), outlet=str(date), published=date)))
            (row,) = archive.reports()
            found.append((row.outlet, row.published_at, archive.record(row.id)))
    assert set(found) == {("2021-06-04T07:30:00Z", "2021-06-04T07:30:00Z", found[0][2])}
    assert found[0][2].report.published == "2021-06-04T07:30:00Z"


def test_reports_at_one_address_are_revisions(path: Path) -> None:
    uris = ("https://courier.example/bridge", "http://www.courier.example/bridge/?utm_source=feed#top")
    with Archive.open(path, create=True) as archive:
        later = archive.add(coded(report(article(2), uri=uris[1], published="2021-06-04")))
        first = archive.add(coded(report(article(1), uri=uris[0], published="2021-06-03")))
        other = archive.add(coded(report(article(3), uri="https://courier.example/other")))
        assert [added.outcome for added in (later, first, other)] == ["new", "revision", "new"]
        superseded = {row.key: row.superseded_by for row in archive.reports()}
        assert superseded == {first.report: later.report, later.report: None, other.report: None}


def test_a_report_that_turns_out_to_come_from_elsewhere_leaves_the_revisions(path: Path) -> None:
    bridge = "https://courier.example/bridge"
    with Archive.open(path, create=True) as archive:
        days = [archive.add(coded(report(article(n), uri=bridge, published=f"2021-06-0{n}"))).report for n in (3, 4, 5)]
        archive.add(coded(report(article(4), uri="https://wire.example/4", published="2021-06-01")))
        assert [row.superseded_by for row in archive.reports()] == [days[2], None, None]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        (None, None),
        (" ", None),
        ("https://www.courier.example/a/b/", "courier.example/a/b"),
        ("HTTP://Courier.Example:80/a?id=4&utm_medium=x&fbclid=1#p2", "courier.example/a?id=4"),
        ("//courier.example/a", "courier.example/a"),
        ("courier.example/a", "courier.example/a"),
        ("https://courier.example/", None),
        ("urn:courier:17", "urn:courier:17"),
        ("https://[broken/a", "https://[broken/a"),
    ],
)
def test_page_addresses(uri: str | None, address: str | None) -> None:
    assert page_address(uri) == address


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        (None, None),
        ("2024-11-17", "2024-11-17"),
        ("2024-11-17T23:30:00-05:00", "2024-11-18T04:30:00Z"),
        ("2024-11-17T23:30:00Z", "2024-11-17T23:30:00Z"),
        ("2024-11-17T23:30", "2024-11-17T23:30:00Z"),
        ("some day", None),
    ],
)
def test_dates_in_utc(date: str | None, moment: str | None) -> None:
    assert in_utc(date) == moment


def test_another_coders_record_stands_beside_the_old(path: Path) -> None:
    old = coded(report(article(1)))
    new = coded(report(article(1)), NEXT_CODER)
    with Archive.open(path, create=True) as archive:
        archive.add(old)
        assert archive.recode(new)
        assert not archive.recode(new)
        assert archive.record(old.report.id) == new
        coders = archive.connection.execute("SELECT coder, current FROM codings ORDER BY coder").fetchall()
        assert coders == [(1, 0), (2, 1)]
        assert archive.record(old.report.id, coder=1) == old
        assert archive.restore(old.report.id, CODER)
        assert archive.record(old.report.id) == old
        assert len(archive.connection.execute("SELECT * FROM actors").fetchall()) == len(old.actors)


def failing(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """An index that breaks on one report."""
    if "number 2 " in record.report.text:
        raise RuntimeError("this index breaks")


def test_a_report_is_stored_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.archive.rows.failing", failing, raising=False)
    with Archive.open(path, create=True, indexes=(Index("failing", 1, "rows:failing"),)) as archive:
        archive.add(coded(report(article(1))))
        before = content(path)
        with pytest.raises(RuntimeError, match="this index breaks"):
            archive.add(coded(report(article(2))))
        assert content(path) == before
        archive.add(coded(report(article(3))))
        assert len(archive) == 2


def counting(connection: sqlite3.Connection, report: int, record: Record) -> None:
    """An index of how many actors a report has."""
    connection.execute("CREATE TABLE IF NOT EXISTS counted (report INTEGER PRIMARY KEY, actors INTEGER)")
    connection.execute("INSERT OR REPLACE INTO counted VALUES (?, ?)", (report, len(record.actors)))


def test_an_index_that_is_new_or_changed_is_made_for_all_reports(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.archive.rows.counting", counting, raising=False)
    with Archive.open(path, create=True, indexes=()) as archive:
        for number in range(3):
            archive.add(coded(report(article(number))))
    for version in (1, 2):
        with Archive.open(path, read_only=True, indexes=(Index("counting", version, "rows:counting"),)) as archive:
            assert archive.connection.execute("SELECT * FROM counted").fetchall() == [(1, 2), (2, 2), (3, 2)]
        writer = sqlite3.connect(path)
        writer.execute("UPDATE counted SET actors = 0")
        writer.commit()
        writer.close()


def test_all_indexes_can_be_loaded() -> None:
    names = [index.name for index in INDEXES]
    assert len(set(names)) == len(names)
    assert all(callable(index.load()) for index in INDEXES)


@pytest.mark.parametrize("data", [b"", b"Some text that is no database at all", None])
def test_other_files_are_refused(path: Path, data: bytes | None) -> None:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(NotAnArchive, match=r"archive|empty"):
        Archive.open(path)
    assert (path.read_bytes() if path.exists() else None) == data


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="another program's database"):
        Archive.open(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="folder"):
        Archive.open(tmp_path, create=True)
    with pytest.raises(NotAnArchive, match="no folder"):
        Archive.open(tmp_path / "none" / "x.archive", create=True)


def test_a_newer_archive_is_refused(path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        archive.connection.execute("PRAGMA user_version = 900")
    with pytest.raises(NewerArchive, match="Update onrecord"):
        Archive.open(path)


def test_a_step_of_the_schema_that_fails_is_taken_back(path: Path) -> None:
    with Archive.open(path, create=True, indexes=()) as archive:
        archive.add(coded(report(article(1))))
        archive.connection.execute("DELETE FROM schema_files WHERE number = 1")
        archive.connection.execute("PRAGMA user_version = 0")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Archive.open(path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM schema_files WHERE number = 1").fetchone() == (0,)
    other.close()


def test_a_locked_archive_is_told_in_plain_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.archive.connection.WAIT_SECONDS", 0.05)
    with Archive.open(path, create=True) as archive:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLocked, match="another program is writing"):
            archive.add(coded(report(article(1))))
        other.execute("ROLLBACK")
        other.close()
        assert archive.add(coded(report(article(1)))).outcome == "new"


def test_a_full_disk_is_told_and_what_was_stored_stays(path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        archive.add(coded(report(article(0))))
        (pages,) = archive.connection.execute("PRAGMA page_count").fetchone()
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(ArchiveUnwritable, match="disk is full"):
            for number in range(1, 500):
                archive.add(coded(report(article(number))))
        stored = len(archive)
        assert 1 <= stored < 500
        assert sum(1 for _ in archive.records()) == stored
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_told(path: Path) -> None:
    Archive.open(path, create=True).close()
    path.chmod(0o400)
    with pytest.raises(ArchiveError, match="permissions"), Archive.open(path) as archive:
        archive.add(coded(report(article(1))))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_older_archive_that_may_not_be_written_is_told(path: Path) -> None:
    Archive.open(path, create=True, indexes=()).close()
    path.chmod(0o400)
    with pytest.raises(ArchiveUnwritable, match="made by an older onrecord"):
        Archive.open(path, read_only=True)


def test_reading_goes_on_while_another_writes(path: Path) -> None:
    with Archive.open(path, create=True) as writer:
        writer.add(coded(report(article(1))))
        with Archive.open(path, read_only=True) as reader, writer.transaction():
            writer.add(coded(report(article(2))))
            assert len(reader) == 1
        with Archive.open(path, read_only=True) as reader:
            assert len(reader) == 2


def test_a_read_only_archive_is_not_written(path: Path) -> None:
    Archive.open(path, create=True).close()
    with (
        Archive.open(path, read_only=True) as archive,
        pytest.raises(ArchiveUnwritable, match="cannot be opened for writing"),
    ):
        archive.add(coded(report(article(1))))


def test_missing_reports(path: Path) -> None:
    with Archive.open(path, create=True) as archive:
        for ask in (archive.record, archive.report, archive.key):
            with pytest.raises(KeyError):
                ask("sha256:none")


def test_importing_the_archive_does_not_load_the_model() -> None:
    code = "import sys, onrecord.archive; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
