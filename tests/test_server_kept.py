"""What a server works out ahead and keeps beside the archive: it saves time, and changes no answer."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from onrecord import Archive, read
from onrecord.archive.claims import claims_basis
from onrecord.archive.stories.view import stories, story_reports
from onrecord.archive.views import Context
from onrecord.archive.views.sources import claims_of
from onrecord.intake import report_from_text
from onrecord.server.ahead import find_ahead
from onrecord.server.app import Settings
from onrecord.server.kept import Kept, place_for
from onrecord.server.shelf import Shelf
from tests.servers import Client, make_archive, served

FERRY = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."


@pytest.fixture(scope="module")
def examples_archive(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """An archive of the night corridor."""
    return make_archive(tmp_path_factory.mktemp("kept") / "corridor.archive", examples / "night-corridor.jsonl")


@pytest.fixture
def archive(examples_archive: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(examples_archive, tmp_path / "corridor.archive"))


@pytest.fixture
def file(archive: Path) -> Path:
    """Where things are kept for it; an empty file."""
    with place_for(archive, beside=True) as path:
        return path


def all_of(client: Client) -> list[bytes]:
    """Answers that rest on what is kept."""
    story = client.get("/stories")["stories"][0]["url"]
    actor = client.get("/actors")["actors"][0]["url"]
    matter = f"/api/v1/matters/{client.get('/matters')['matters'][0]['key']}"
    paths = ("/api/v1/archive", "/api/v1/matters", story, f"{story}/claims", f"{story}/graph", actor, matter)
    return [client.ask(path).body for path in paths]


def answers(archive: Path, kept: Path | None) -> list[bytes]:
    """The same from a server of its own."""
    with served(Settings(archive=str(archive), kept=str(kept) if kept else None)) as client:
        return all_of(client)


def rows(file: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(file) as connection:
        return sorted(connection.execute("SELECT kind, basis FROM derived"))


def test_answers_are_the_same_with_and_without_what_is_kept(archive: Path, file: Path) -> None:
    plain = answers(archive, None)
    assert answers(archive, file) == plain
    assert {kind for kind, _ in rows(file)} == {"who", "matters", "genres", "claims"}
    assert answers(archive, file) == plain


def test_what_was_added_meanwhile_is_in_the_next_answer(archive: Path, file: Path) -> None:
    with served(Settings(archive=str(archive), kept=str(file))) as client:
        before = all_of(client)
        with Archive.open(archive) as writing:
            writing.add(read(report_from_text(FERRY)))
        after = all_of(client)
    assert after[0] != before[0]
    assert after == answers(archive, None)
    kinds = [kind for kind, _ in rows(file)]
    assert (kinds.count("who"), kinds.count("matters")) == (1, 1), "of one state of the data only"


def test_claims_stay_kept_when_another_story_grows(archive: Path, file: Path) -> None:
    with Archive.open(archive) as writing:
        find_ahead(writing, Kept(file), least=5)
        before = rows(file)
        writing.add(read(report_from_text(FERRY)))
        find_ahead(writing, Kept(file), least=5)
    assert [kind for kind, _ in before] == ["claims"]
    assert rows(file) == before


def test_claims_that_were_found_ahead_are_those_that_are_asked_for(archive: Path, file: Path) -> None:
    with Archive.open(archive, read_only=True) as reading:
        find_ahead(reading, Kept(file), least=5)
        name = stories(reading)[0].id
        basis = claims_basis(reading, [row.id for row in story_reports(reading, name)])
        found = Kept(file).get("claims", basis)
        assert found
        assert found == claims_of(Context(reading), name)


def test_claims_of_a_story_that_changed_are_dropped(archive: Path, file: Path) -> None:
    Kept(file).put("claims", "what no story has", ())
    with Archive.open(archive, read_only=True) as reading:
        find_ahead(reading, Kept(file), least=5)
    assert len(rows(file)) == 1
    assert Kept(file).get("claims", "what no story has") is None


def test_what_was_kept_by_another_version_is_not_used(file: Path) -> None:
    kept = Kept(file)
    assert kept.put("claims", "some", ())
    assert kept.get("claims", "some") == ()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert kept.put("claims", "other", ())
    assert kept.get("claims", "some") is None
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE derived SET body = x'01'")
    assert kept.get("claims", "other") is None


@pytest.mark.parametrize("content", [b"no database " * 500, None], ids=["a file of another kind", "a folder"])
def test_what_cannot_be_kept_beside_is_kept_until_the_end(archive: Path, content: bytes | None) -> None:
    beside = archive.with_name(f"{archive.name}.derived")
    if content is None:
        beside.mkdir()
    else:
        beside.write_bytes(content)
    with place_for(archive, beside=True) as path:
        assert path != beside
        assert Kept(path).put("claims", "some", ())
    assert not path.exists()
    assert beside.is_dir() if content is None else beside.read_bytes() == content
    assert answers(archive, beside) == answers(archive, None)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")
def test_what_is_kept_is_for_those_who_may_read_the_archive(archive: Path) -> None:
    archive.chmod(0o600)
    with place_for(archive, beside=True) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_several_processes_may_keep_things_at_once(file: Path) -> None:
    def keep(number: int) -> None:
        for turn in range(10):
            assert Kept(file).put("claims", f"{number} {turn}", ())

    threads = [Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(file)) == 40


def test_what_is_added_while_a_view_is_made_is_not_in_it(archive: Path) -> None:
    shelf = Shelf(archive)
    with shelf.context() as (version, context):
        count = context.number("SELECT count(*) FROM reports")
        with Archive.open(archive) as writing:
            writing.add(read(report_from_text(FERRY)))
        assert context.number("SELECT count(*) FROM reports") == count
    with shelf.context() as (later, context):
        assert later != version
        assert context.number("SELECT count(*) FROM reports") == count + 1


@contextmanager
def serving(archive: Path, *options: str) -> Iterator[None]:
    """`onrecord serve` until it says that it is ready, and then for as long as it takes."""
    command = [sys.executable, "-m", "onrecord", "serve", str(archive), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert any(line.startswith("Ready") for line in process.stdout or ())
            yield
        finally:
            process.terminate()
            process.communicate(timeout=60)


@pytest.mark.parametrize("options", [(), ("--workers", "2")], ids=["one process", "two"])
def test_serve_keeps_beside_the_archive(archive: Path, options: tuple[str, ...]) -> None:
    with serving(archive, *options):
        assert {kind for kind, _ in rows(archive.with_name(f"{archive.name}.derived"))} >= {"who", "matters"}


def test_serve_keeps_nothing_beside_the_archive_where_that_is_not_wanted(archive: Path) -> None:
    with serving(archive, "--no-keep"):
        assert {path.name.removesuffix("-wal").removesuffix("-shm") for path in archive.parent.iterdir()} == {
            archive.name
        }


def test_the_process_that_finds_claims_ends_in_order_while_its_parent_goes_on(archive: Path, file: Path) -> None:
    command = [sys.executable, "-m", "onrecord.server.ahead", str(archive), str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as finding:
        assert finding.wait(timeout=300) == 0
        assert finding.stderr is not None
        assert finding.stderr.read() == b""
