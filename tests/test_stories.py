"""Stories: reports of one happening come together, two of one kind stay apart, in whatever order they come."""

import random
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.stories.view import NoSuchStory, stories, story, story_name, story_of, story_reports
from onrecord.cli.app import app
from onrecord.knowledge.frequencies import rarity
from onrecord.knowledge.stems import number_value, stem
from onrecord.records import Coder, Record, Report, report_id

FERRY = [
    "Ferry sinks off Maranta, 41 missing. A ferry with 200 people aboard sank on Monday off the island of"
    " Maranta, the coast guard said. Rescuers looked for 41 missing passengers of the Stella Blu.",
    "Dozens missing after ferry Stella Blu goes down. Rescue boats searched the sea off Maranta on Monday"
    " for 41 passengers missing from the ferry Stella Blu, which sank with 200 people aboard.",
    "Coast guard halts search for Stella Blu passengers. The coast guard off Maranta stopped its search "
    "at night for 41 passengers missing since the ferry Stella Blu sank on Monday.",
    "Captain of sunken ferry questioned. Police in Maranta questioned the captain of the Stella Blu, the "
    "ferry that sank on Monday with 200 people aboard; 41 passengers are missing.",
    "Maranta mourns ferry victims. Flags flew at half-mast in Maranta as rescue boats searched for 41 "
    "passengers missing from the ferry Stella Blu.",
]
OTHER_FERRY = [
    "Ferry capsizes near Kolvik, 17 dead. A ferry with 90 people aboard capsized on Friday near Kolvik, "
    "the coast guard said. Rescuers found 17 dead passengers of the Nordlys.",
    "Seventeen dead as ferry Nordlys capsizes. Rescue boats pulled 17 dead passengers from the sea near "
    "Kolvik on Friday after the ferry Nordlys capsized with 90 people aboard.",
    "Coast guard ends search at Nordlys wreck. The coast guard near Kolvik ended its search after the "
    "ferry Nordlys capsized on Friday; 17 passengers are dead.",
    "Owner of capsized ferry arrested. Police in Kolvik arrested the owner of the Nordlys, the ferry that"
    " capsized on Friday with 90 people aboard; 17 passengers are dead.",
    "Kolvik buries ferry victims. Kolvik buried the first of the 17 passengers who died when the ferry "
    "Nordlys capsized.",
]
BUDGET = (
    "Parliament of Ostrava passes budget. Lawmakers passed the budget after the finance minister cut "
    "pensions and raised the tax on diesel, in a vote that lasted until the morning."
)


def make(text: str, published: str | None = None, outlet: str | None = None) -> Record:
    title, _, body = text.partition(". ")
    whole = f"{title}\n\n{body}"
    report = Report(
        id=report_id(whole), text=whole, title=title, outlet=outlet, published=published,
        published_basis="given" if published else None,
    )  # fmt: skip
    return Record(report=report, coder=Coder(version="0"))


def fill(path: Path, records: list[Record]) -> list[str]:
    """The story of each record, in the order of the records."""
    with Archive.open(path, create=True) as archive:
        for record in records:
            archive.add(record)
        return [story_of(archive, record.report.id) for record in records]


def test_reports_of_one_happening_are_one_story(tmp_path: Path) -> None:
    records = [make(text, "2031-05-05") for text in [*FERRY, BUDGET]]
    found = fill(tmp_path / "a", records)
    assert len(set(found[:5])) == 1
    assert found[5] != found[0]


def test_two_happenings_of_one_kind_are_two_stories(tmp_path: Path) -> None:
    found = fill(tmp_path / "a", [make(text) for text in FERRY + OTHER_FERRY])
    assert len(set(found[:5])) == 1 and len(set(found[5:])) == 1
    assert found[0] != found[5]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_adding_changes_nothing(tmp_path: Path, seed: int) -> None:
    records = [make(text, f"2031-05-{day:02}") for day, text in enumerate([*FERRY, *OTHER_FERRY, BUDGET], 1)]
    first = dict(zip((r.report.id for r in records), fill(tmp_path / "a", records), strict=True))
    random.Random(seed).shuffle(records)
    again = dict(zip((r.report.id for r in records), fill(tmp_path / "b", records), strict=True))
    assert again == first


def test_a_story_keeps_its_name_when_it_grows(tmp_path: Path) -> None:
    records = [make(text, f"2031-05-0{day}") for day, text in enumerate(FERRY, 5)]
    names = []
    with Archive.open(tmp_path / "a", create=True) as archive:
        for record in records:
            archive.add(record)
            names.append(story_of(archive, records[0].report.id))
        assert len(set(names)) == 1
        assert story(archive, names[0]).reports == 5


def test_an_old_name_leads_to_the_story_of_today(tmp_path: Path) -> None:
    late, early = make(FERRY[0], "2031-05-06"), make(FERRY[1], "2031-05-05")
    with Archive.open(tmp_path / "a", create=True) as archive:
        archive.add(late)
        before = story_of(archive, late.report.id)
        archive.add(early)
        after = story_of(archive, late.report.id)
        assert before != after
        assert story_name(archive, before) == after
        assert [row.id for row in story_reports(archive, before)] == [early.report.id, late.report.id]
        with pytest.raises(NoSuchStory, match="there is no story story-none"):
            story(archive, "story-none")


def test_reports_far_apart_in_time_must_be_more_alike(tmp_path: Path) -> None:
    texts = [
        "Harbour office counts ships. The harbour office of Kolvik counted 812 ships in spring, and more of "
        "them carried timber than fish.",
        "Museum opens in old warehouse. A museum of trade opened in a warehouse at Kolvik, with models of "
        "ships and the ledgers of a merchant family.",
    ]
    near = fill(tmp_path / "a", [make(texts[0], "2031-05-05"), make(texts[1], "2031-05-08")])
    far = fill(tmp_path / "b", [make(texts[0], "2031-05-05"), make(texts[1], "2031-05-09")])
    assert near[0] == near[1]
    assert far[0] != far[1]


def test_more_reports_than_can_hang_together_fall_back_to_stronger_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.archive.stories.index.MOST", 6)
    records = [make(text) for text in FERRY + OTHER_FERRY]
    first = dict(zip((r.report.id for r in records), fill(tmp_path / "a", records), strict=True))
    records.reverse()
    again = dict(zip((r.report.id for r in records), fill(tmp_path / "b", records), strict=True))
    assert again == first
    with Archive.open(tmp_path / "a", read_only=True) as archive:
        (highest,) = archive.connection.execute("SELECT max(level) FROM story_terms").fetchone()
    assert highest > 0


def test_a_report_that_came_out_earlier_elsewhere_moves_its_story(tmp_path: Path) -> None:
    record, earlier = make(FERRY[0], "2031-05-05", "Evening Post"), make(FERRY[0], "2031-05-04", "Morning Post")
    with Archive.open(tmp_path / "a", create=True) as archive:
        archive.add(record)
        archive.add(earlier)
        (found,) = stories(archive)
        assert (found.first, found.reports, found.outlets) == ("2031-05-04", 1, 2)


def test_stories_are_listed_by_size_and_time(tmp_path: Path) -> None:
    records = [make(text, "2031-05-05", f"Outlet {n}") for n, text in enumerate(FERRY)]
    fill(tmp_path / "a", [*records, make(BUDGET, "2031-06-01")])
    with Archive.open(tmp_path / "a", read_only=True) as archive:
        listed = stories(archive)
        assert [one.reports for one in listed] == [5, 1]
        assert all(a.reports >= b.reports for a, b in pairwise(listed))
        assert [one.reports for one in stories(archive, since="2031-05-20")] == [1]
        assert [one.reports for one in stories(archive, until="2031-05-05")] == [5]
        assert [one.reports for one in stories(archive, size=2)] == [5]


def test_the_commands_list_and_show(tmp_path: Path) -> None:
    fill(tmp_path / "a", [make(text, f"2031-05-0{n}", "Marsh Courier") for n, text in enumerate(FERRY, 1)])
    runner = CliRunner()
    shown = runner.invoke(app, ["stories", str(tmp_path / "a"), "--json"])
    row = msgspec.json.decode(shown.stdout)
    assert (shown.exit_code, row["reports"], row["title"]) == (0, 5, "Ferry sinks off Maranta, 41 missing")
    one = runner.invoke(app, ["story", str(tmp_path / "a"), row["id"], "--json"])
    assert [report["published"][-1] for report in msgspec.json.decode(one.stdout)["reports"]] == list("12345")
    assert "Maranta mourns" in runner.invoke(app, ["story", str(tmp_path / "a"), row["id"]]).stdout
    missing = runner.invoke(app, ["story", str(tmp_path / "a"), "story-x"])
    assert missing.exit_code == 1 and "there is no story story-x" in missing.stderr
    assert runner.invoke(app, ["stories", str(tmp_path / "none")]).exit_code == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("arrested arrests arresting", "arrest"),
        ("men man", "man"),
        ("shot shoot shooting shoots", "shoot"),
        ("policies policy", "polici"),
        ("freed", "fre"),
        ("gas", "gas"),
    ],
)
def test_words_of_one_stem(words: str, expected: str) -> None:
    assert {stem(word) for word in words.split()} == {expected}


def test_numbers_have_one_value() -> None:
    assert [number_value(word) for word in ("1,200", "seventeen", "5.6", "forty", "ferry")] == [
        "1200", "17", "5.6", "40", None,
    ]  # fmt: skip


def test_a_word_that_few_articles_have_is_rarer() -> None:
    assert rarity("president") < rarity("ferri") < rarity("no such word")
