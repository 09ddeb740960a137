"""Entities: one actor under many spellings is one, two actors of one name are two, and a person's word stands."""

import random
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.entities.judging import link_private_persons, merge, split
from onrecord.archive.entities.names import body_words, generic_words, is_one_name, person_words, sound
from onrecord.archive.entities.resolving import BY_HAND
from onrecord.archive.entities.view import NoSuchEntity, entities, entity, entity_actors, entity_of
from onrecord.cli.app import app
from onrecord.records import Actor, ActorKind, Coder, Record, Report, Sector, content_id, report_id


def actor(
    name: str, kind: ActorKind = "person", country: str | None = None, sector: Sector | None = None,
    rule: str | None = None, also: tuple[str, ...] = (),
) -> tuple[str, ActorKind, str | None, Sector | None, str | None, tuple[str, ...]]:  # fmt: skip
    return name, kind, country, sector, rule, also


def make(number: int, *actors: tuple[str, ActorKind, str | None, Sector | None, str | None, tuple[str, ...]]) -> Record:
    """A report that names the actors one after the other, each with its other names."""
    text, found = f"Report {number}.", []
    for name, kind, country, sector, rule, also in actors:
        spans = []
        for mention in (name, *also):
            text += " "
            spans.append((len(text), len(text) + len(mention)))
            text += mention
        found.append(
            Actor(
                id=content_id("actor", *spans),
                name=name,
                kind=kind,
                country=country,
                sector=sector,
                rule=rule,
                mentions=tuple(spans),
            )
        )
    report = Report(id=report_id(text), text=text, published=f"2031-01-{number:02}", published_basis="given")
    return Record(report=report, coder=Coder(version="0"), actors=tuple(found))


def fill(path: Path, records: list[Record]) -> list[str]:
    """The entity of the first actor of each record."""
    with Archive.open(path, create=True) as archive:
        for record in records:
            archive.add(record)
        return [entity_of(archive, record.report.id, record.actors[0].id) for record in records]


def are_one(
    tmp_path: Path, *actors: tuple[str, ActorKind, str | None, Sector | None, str | None, tuple[str, ...]]
) -> bool:
    return len(set(fill(tmp_path / "a", [make(number, one) for number, one in enumerate(actors, 1)]))) == 1


@pytest.mark.parametrize(
    "actors",
    [
        [actor("Oleksiy Rezny", country="UKR", sector="GOV"), actor("Oleksii Rezniy", country="UKR", sector="MIL")],
        [actor("Pyotr Orlovskiy", country="RUS", sector="GOV"), actor("Piotr Orlovsky", country="RUS", sector="GOV")],
        [actor("Saif al-Harbi", country="YEM", sector="REB"), actor("Seif el-Harbi", country="YEM", sector="REB")],
        [actor("Gen. Anna Weiss", country="AUT", sector="MIL"), actor("Anna Weiß", country="AUT", sector="GOV")],
        [actor("Tom R. Aldous", country="GBR", sector="GOV"), actor("Tom Aldous", country="GBR", sector="GOV")],
        [actor("Ann Marsh", sector="GOV"), actor("Ann Marsh", country="IRL", sector="GOV")],
        [
            actor("Xi", country="CHN", sector="GOV", rule="office_holders: Xi Jinping, president (2013-03-14 to open)"),
            actor("Xi Jinping", country="CHN", sector="GOV", rule="role noun: president"),
        ],
        [
            actor("Moscow", "government", "RUS", "GOV"), actor("the Russian government", "government", "RUS", "GOV"),
            actor("Kremlin", "government", "RUS", "GOV"), actor("Russia", "government", "RUS", "GOV"),
        ],
        [actor("Kyiv", "government", "UKR", "GOV"), actor("Kiev", "government", "UKR", "GOV")],
        [
            actor("Norwegian defence ministry", "government", "NOR", "GOV"),
            actor("Norway's ministry of defense", "government", "NOR", "GOV"),
        ],
        [actor("The Harrow Trust Ltd", "organization"), actor("Harrow Trust", "organization", "GBR")],
        [actor("Bank of Xanadu", "organization", also=("BOX",)), actor("BOX", "organization")],
    ],
)  # fmt: skip
def test_one_actor_under_many_names(tmp_path: Path, actors: list[object]) -> None:
    assert are_one(tmp_path, *actors)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "actors",
    [
        [actor("John Smith", country="USA", sector="GOV"), actor("John Smith", country="GBR", sector="GOV")],
        [actor("John Smith", country="USA", sector="GOV"), actor("John Smith", country="USA", sector="NGO")],
        [actor("Tom R. Aldous", country="GBR", sector="GOV"), actor("Tom K. Aldous", country="GBR", sector="GOV")],
        [actor("Mahmoud Harbi", country="YEM", sector="GOV"), actor("Mohammed Harbi", country="YEM", sector="GOV")],
        [actor("Oleg Petrov", country="RUS", sector="GOV"), actor("Olga Petrova", country="RUS", sector="GOV")],
        [actor("Bank of Xanadu", "organization"), actor("Bank of Ruritania", "organization")],
        [actor("defence ministry", "government", "NOR", "GOV"), actor("defence ministry", "government", "SWE", "GOV")],
        [actor("police", "organization"), actor("police", "organization")],
        [actor("Smith", sector="GOV", country="USA"), actor("Smith", sector="GOV", country="USA")],
        [actor("farmers", "population", "NOR"), actor("farmers", "population", "NOR")],
        [actor("Korea", "government", "KOR", "GOV"), actor("Pyongyang", "government", "PRK", "GOV")],
    ],
)
def test_two_actors_stay_two(tmp_path: Path, actors: list[object]) -> None:
    assert not are_one(tmp_path, *actors)  # type: ignore[arg-type]


def test_of_whom_less_is_known_fits_one_or_none(tmp_path: Path) -> None:
    records = [
        make(1, actor("John Smith", country="USA", sector="GOV")),
        make(2, actor("John Smith", country="GBR", sector="GOV")),
        make(3, actor("John Smith", sector="GOV")),
    ]
    assert len(set(fill(tmp_path / "a", records))) == 3


def test_an_acronym_of_two_bodies_leads_to_neither(tmp_path: Path) -> None:
    records = [
        make(1, actor("Bank of Xanadu", "organization", also=("BOX",))),
        make(2, actor("Board of Xenology", "organization", also=("BOX",))),
        make(3, actor("BOX", "organization")),
    ]
    assert len(set(fill(tmp_path / "a", records))) == 3


def test_persons_without_a_public_role_stay_in_their_report(tmp_path: Path) -> None:
    records = [make(n, actor("Mary Jones", country="USA", sector=sector)) for n, sector in ((1, None), (2, "CVL"))]
    found = fill(tmp_path / "a", records)
    assert found[0] != found[1]
    with Archive.open(tmp_path / "a") as archive:
        assert entities(archive, "Mary Jones") == []
        link_private_persons(archive, True)
        assert [one.reports for one in entities(archive, "Mary Jones")] == [2]
        archive.add(make(3, actor("Mary Jones", country="USA")))
        assert [one.reports for one in entities(archive, "Mary Jones")] == [3]
        link_private_persons(archive, False)
        assert entities(archive, "Mary Jones") == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_changes_nothing(tmp_path: Path, seed: int) -> None:
    people = [
        actor("Dmitry Sokolovskiy", country="RUS", sector="GOV"),
        actor("Dmitri Sokolovsky", country="RUS", sector="GOV"),
        actor("Dmitri Sokolovsky", sector="GOV"),
        actor("Dmitri Sokolovsky", country="BLR", sector="GOV"),
        actor("Bank of Xanadu", "organization", also=("BOX",)),
        actor("BOX", "organization"),
        actor("Xanadu Bank", "organization"),
    ]
    records = [make(number, one) for number, one in enumerate(people, 1)]
    first = dict(zip((r.report.id for r in records), fill(tmp_path / "a", records), strict=True))
    random.Random(seed).shuffle(records)
    again = dict(zip((r.report.id for r in records), fill(tmp_path / "b", records), strict=True))
    assert again == first


def test_reasons_and_names_are_shown(tmp_path: Path) -> None:
    records = [
        make(1, actor("Dmitry Sokolovskiy", country="RUS", sector="GOV")),
        make(2, actor("Dmitri Sokolovsky", country="RUS", sector="GOV")),
        make(3, actor("Dmitri Sokolovsky", country="RUS", sector="GOV")),
    ]
    fill(tmp_path / "a", records)
    with Archive.open(tmp_path / "a", read_only=True) as archive:
        (found,) = entities(archive, "sokolovsky")
        assert (found.name, found.reports, found.country) == ("Dmitri Sokolovsky", 3, "RUS")
        assert found.names == ("Dmitri Sokolovsky", "Dmitry Sokolovskiy")
        assert [v.reason for v in found.variants] == [
            "the name itself",
            "another spelling of dmitri sokolovsky, also of RUS",
        ]
        assert [report for report, _ in entity_actors(archive, found.id)] == [record.report.id for record in records]


def test_merging_by_hand_stands_and_can_be_undone(tmp_path: Path) -> None:
    records = [
        make(1, actor("John Smith", country="USA", sector="GOV")),
        make(2, actor("Jack Smythe", country="USA", sector="GOV")),
    ]
    one, other = fill(tmp_path / "a", records)
    with Archive.open(tmp_path / "a") as archive:
        merge(archive, one, other)
        joined = entity(archive, other)
        assert (joined.id, joined.reports) == (one, 2)
        assert BY_HAND in [variant.reason for variant in joined.variants]
        archive.add(make(3, actor("Jack Smythe", country="USA", sector="GOV")))
        assert entity(archive, one).reports == 3
        merge(archive, one, other, undo=True)
        assert (entity(archive, one).reports, entity(archive, other).reports) == (1, 2)
        with pytest.raises(NoSuchEntity, match="there is no entity entity-none"):
            merge(archive, one, "entity-none")


def test_splitting_a_form_stands_and_can_be_undone(tmp_path: Path) -> None:
    records = [
        make(1, actor("Dmitry Sokolovskiy", country="RUS", sector="GOV")),
        make(2, actor("Dmitri Sokolovsky", country="RUS", sector="GOV")),
    ]
    one, same = fill(tmp_path / "a", records)
    assert one == same
    with Archive.open(tmp_path / "a") as archive:
        part = next(v.id for v in entity(archive, one).variants if v.name.endswith("skiy"))
        rest = next(v.id for v in entity(archive, one).variants if v.id != part)
        split(archive, one, part)
        archive.add(make(3, actor("Dmitry Sokolovskiy", country="RUS", sector="GOV")))
        assert [entity(archive, name).reports for name in (part, rest)] == [2, 1]
        split(archive, part, part, undo=True)
        assert entity(archive, part) == entity(archive, rest)
        split(archive, one, part)
        merge(archive, part, rest)
        assert entity(archive, part).reports == 3


def test_splitting_by_report_takes_out_one_of_two_namesakes(tmp_path: Path) -> None:
    records = [make(n, actor("John Smith", country="USA", sector="GOV")) for n in (1, 2, 3)]
    name, *_ = fill(tmp_path / "a", records)
    with Archive.open(tmp_path / "a") as archive:
        split(archive, name, records[1].report.id)
        assert entity(archive, name).reports == 2
        found = [entity_of(archive, record.report.id, record.actors[0].id) for record in records]
        assert found[0] == found[2] == name != found[1]
        assert [report for report, _ in entity_actors(archive, name)] == [records[0].report.id, records[2].report.id]
        split(archive, name, records[1].report.id, undo=True)
        assert entity(archive, name).reports == 3
        with pytest.raises(NoSuchEntity, match="does not name this entity"):
            split(archive, name, "sha256:0")


def test_judgements_outlast_reading_again(tmp_path: Path) -> None:
    records = [
        make(1, actor("John Smith", country="USA", sector="GOV")),
        make(2, actor("Jack Smythe", country="USA", sector="GOV")),
    ]
    one, other = fill(tmp_path / "a", records)
    with Archive.open(tmp_path / "a") as archive:
        merge(archive, one, other)
        for record in records:
            archive.recode(msgspec.structs.replace(record, coder=Coder(version="1")))
        assert entity(archive, one).reports == 2


def test_the_commands(tmp_path: Path) -> None:
    records = [
        make(1, actor("John Smith", country="USA", sector="GOV")),
        make(2, actor("Jack Smythe", country="USA", sector="GOV")),
    ]
    one, other = fill(tmp_path / "a", records)
    runner, path = CliRunner(), str(tmp_path / "a")
    listed = runner.invoke(app, ["entities", path, "--json"])
    assert {msgspec.json.decode(line)["id"] for line in listed.stdout.splitlines()} == {one, other}
    assert "joined by hand" in runner.invoke(app, ["merge", path, one, other]).stdout
    assert "2 reports" in runner.invoke(app, ["entities", path, "smythe"]).stdout
    assert "1 report" in runner.invoke(app, ["split", path, one, other]).stdout
    assert runner.invoke(app, ["split", path, one, "entity-none"]).exit_code == 1
    assert runner.invoke(app, ["merge", path, one, "entity-none"]).exit_code == 1
    assert "nobody" in runner.invoke(app, ["entities", path, "nobody"]).stderr
    assert runner.invoke(app, ["entities", path, "--link-private-persons"]).exit_code == 0
    assert runner.invoke(app, ["entities", str(tmp_path / "none")]).exit_code == 1


def test_names_come_down_to_their_words() -> None:
    assert person_words("Mr. Saif al-Adel Jr.") == ["saif", "adel"]
    assert person_words("President Anna Weiß") == ["anna", "weiss"]
    assert body_words("The Bank of Xanadu, Inc.") == ["bank", "xanadu"]
    assert generic_words("Russian ministry of defence") == generic_words("Russia's defense ministry")
    assert sound("zelenskiy") == sound("zelensky") == sound("zelenskyy")
    assert is_one_name(["oleksiy", "reznikov"], ["oleksii", "reznykov"])
    assert not is_one_name(["anna", "weiss"], ["anton", "weiss"])
