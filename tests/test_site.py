"""`onrecord site`: the explorer and its data as files; of some stories, nothing but those."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.archive import Archive
from onrecord.archive.stories.view import NoSuchStory, stories
from onrecord.archive.views import Context
from onrecord.archive.views.parts import ROOT
from onrecord.formats.site import write_site
from onrecord.formats.site.site import SiteUnwritable
from onrecord.intake import read_inputs, report_from_text
from onrecord.reading.reader import read
from onrecord.records import Report

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def archive_path(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "world.archive"
    with Archive.open(path, create=True) as archive:
        for report in read_inputs([str(examples / "world-desk.jsonl"), str(examples / "night-corridor.jsonl")]):
            assert isinstance(report, Report)
            archive.add(read(report))
    return path


@pytest.fixture(scope="module")
def site(archive_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "deep" / "er" / "site"
    with Archive.open(archive_path, read_only=True) as archive:
        written = write_site(archive, folder)
    assert written.reports == 30
    assert written.files == len(files_of(folder))
    assert written.bytes == sum(map(len, files_of(folder).values()))
    return folder


def files_of(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answer(folder: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "api/v1" / f"{path}.json").read_bytes())
    return found


def addresses(value: object) -> set[str]:
    """Every address of the API without a query that is anywhere in an answer."""
    if isinstance(value, dict):
        return set().union(*map(addresses, value.values()))
    if isinstance(value, list):
        return set().union(*map(addresses, value))
    return {value} if isinstance(value, str) and value.startswith(f"{ROOT}/") and "?" not in value else set()


def test_every_address_in_an_answer_is_a_file(site: Path) -> None:
    found = {
        address.removeprefix(f"{ROOT}/")
        for path in site.rglob("*.json")
        for address in addresses(json.loads(path.read_bytes()))
    }
    assert any("/claims" in path for path in found)
    for path in found:
        ending = "html" if path.endswith("/briefing") else "json"
        assert (site / "api/v1" / f"{path}.{ending}").is_file(), path


def test_the_lists_are_whole(site: Path) -> None:
    for name, listed in (
        ("reports", "reports"),
        ("stories", "stories"),
        ("actors", "actors"),
        ("events", "events"),
        ("matters", "matters"),
    ):
        page = answer(site, name)
        items = page[listed]
        assert isinstance(items, list)
        assert page["total"] == len(items) > 0
        assert page["cursor"] is None


def test_a_file_holds_what_the_view_gives(site: Path, archive_path: Path) -> None:
    import msgspec

    from onrecord.archive.views.stories import story_view

    with Archive.open(archive_path, read_only=True) as archive:
        largest = stories(archive)[0].id
        view = story_view(Context(archive), largest)
    assert (site / f"api/v1/stories/{largest}.json").read_bytes() == msgspec.json.encode(view)


def test_what_was_known_on_each_day_is_a_file(site: Path) -> None:
    view = next(answer(site, f"matters/{path.stem}") for path in (site / "api/v1/matters").glob("*.json"))
    known = view["known"]
    assert isinstance(known, list)
    for day in known:
        assert answer(site, f"matters/{view['key']}/known/{day}")["known_on"] == day


def test_the_pages_read_files_and_let_nothing_else_in(site: Path) -> None:
    assert json.loads((site / "config.json").read_bytes()) == {"source": "files", "base": "api/v1/"}
    page = (site / "index.html").read_text(encoding="utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy[1]
    assert page.index("Content-Security-Policy") < page.index("<script")
    for link in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert link.startswith("./")
        assert (site / link).is_file()


def test_the_index_gives_the_words_of_every_unit(site: Path) -> None:
    index = answer(site, "search")
    reports, values = index["reports"], index["values"]
    assert isinstance(reports, list)
    assert isinstance(values, list)
    units = index["statements"]
    assert isinstance(units, list)
    said = {reports[unit[1]]["text"][unit[2] : unit[3]] for unit in units}
    assert any("Our turbines do not stop at sunset" in words for words in said)
    for unit in units:
        outlets = [values[number]["label"] for number in unit[5] if values[number]["facet"] == "outlet"]
        assert outlets == [reports[unit[1]]["outlet"]]


def test_the_index_says_which_reports_are_no_news(tmp_path: Path) -> None:
    news = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."
    with Archive.open(tmp_path / "two.archive", create=True) as archive:
        archive.add(read(report_from_text(news)))
        archive.add(read(replace(report_from_text(f"{news} That is wrong."), title="Opinion: Keep the ferry")))
        write_site(archive, tmp_path / "site")
    listed = answer(tmp_path / "site", "search")["reports"]
    assert isinstance(listed, list)
    assert {each["title"]: each["genre"] for each in listed} == {
        each["title"]: "opinion" if each["title"] else None for each in listed
    }
    assert len({each["genre"] for each in listed}) == 2


def test_the_same_archive_gives_the_same_bytes(site: Path, archive_path: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from onrecord import Archive\n"
        "from onrecord.formats.site import write_site\n"
        "with Archive.open(sys.argv[1], read_only=True) as archive: write_site(archive, Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", code, str(archive_path), str(tmp_path / "again")], check=True)
    assert files_of(tmp_path / "again") == files_of(site)


def test_of_one_story_nothing_else_is_given_away(archive_path: Path, tmp_path: Path) -> None:
    with Archive.open(archive_path, read_only=True) as archive:
        power = next(story for story in stories(archive) if "Nepal" in story.title)
        written = write_site(archive, tmp_path / "site", [power.id])
    assert (written.stories, written.reports) == (1, power.reports)
    data = b"\n".join(body for path, body in files_of(tmp_path / "site").items() if path.startswith("api/"))
    assert b"turbines do not stop" in data
    for name in (b"Antofagasta", b"Corvina", b"Ghana", b"Romania", b"Kansai", b"world-desk"):
        assert name not in data
    told = answer(tmp_path / "site", f"stories/{power.id}/claims")["claims"]
    assert told
    assert not list(tmp_path.glob(".site*"))


def test_a_site_is_replaced_whole(archive_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with Archive.open(archive_path, read_only=True) as archive:
        one, other = (story.id for story in stories(archive)[:2])
        write_site(archive, folder, [one])
        (folder / "left-over.json").write_text("{}")
        write_site(archive, folder, [other])
    assert not (folder / "left-over.json").exists()
    assert [path.stem for path in (folder / "api/v1/stories").glob("*.json")] == [other]


def test_a_folder_of_other_things_is_left_alone(archive_path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    with Archive.open(archive_path, read_only=True) as archive:
        with pytest.raises(SiteUnwritable, match="holds something else than a site"):
            write_site(archive, tmp_path)
        with pytest.raises(SiteUnwritable, match="no folder"):
            write_site(archive, tmp_path / "notes.txt")
        with pytest.raises(SiteUnwritable, match="no folder"):
            write_site(archive, tmp_path / "link")
        with pytest.raises(NoSuchStory, match="onrecord stories"):
            write_site(archive, tmp_path / "new", ["story-none"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "notes.txt"]


def test_the_command_tells_what_it_wrote_and_how_to_look_at_it(archive_path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "site", str(archive_path), "-o", str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "30 reports" in done.stdout
    assert "http.server" in done.stdout
    done = subprocess.run([*command, "--story", "x"], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "there is no story x" in done.stderr


def test_the_wheel_has_every_page_of_the_explorer(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    pages = root / "onrecord" / "server" / "static"
    built = {str(path.relative_to(root)) for path in pages.rglob("*") if path.is_file()}
    assert "onrecord/server/static/index.html" in built
    assert built <= names
    assert not [name for name in names if "node_modules" in name or name.startswith("explorer")]
