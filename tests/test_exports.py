"""Exports: the originals' columns, nothing made up, and every row with its report, its words and what read it."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from sample import make_record
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli.app import app
from onrecord.errors import InputError, SetupError
from onrecord.formats.export import FORMATS, TABLES, Selection, export
from onrecord.formats.export.gdelt import NAMES as GDELT
from onrecord.formats.export.polecat import NAMES as POLECAT
from onrecord.reading.reader import read
from onrecord.records import AcledCode, Record, Report, report_id

WALKOUT = (
    "Strikers seize depot in Strelsau\n\n"
    "Hungary sent 40 trucks to Romania on May 3, 2021, the Hungarian interior ministry said. "
    "Romanian police arrested three drivers in Bucharest on Tuesday.\n\n"
    '"We met the prime minister of Romania in Bucharest," Hungarian minister Anna Weiss said.'
)


def real_record() -> Record:
    """A record as the reader makes it, from a text with a quotation mark, commas and line ends."""
    report = Report(
        id=report_id(WALKOUT),
        text=WALKOUT,
        uri="https://courier.example/depot",
        outlet="Marsh Courier",
        title="=HYPERLINK(1)",
        published="2021-05-05T08:00:00Z",
        published_basis="given",
    )
    return read(report)


def coded(record: Record) -> Record:
    """The sample record, its ban coded in ACLED's terms too."""
    first, second, third = record.events
    place, time = record.places[0].id, record.times[1].id
    strike = structs.replace(
        second,
        acled=AcledCode(event_type="Protests", sub_event_type="Peaceful protest", confidence=0.9),
        place=place,
        time=time,
        recipients=(record.actors[0].id,),
    )
    return structs.replace(record, events=(first, strike, third))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("exports") / "a.archive", create=True) as archive:
        archive.add(coded(make_record()))
        archive.add(real_record())
        yield archive


@pytest.fixture(scope="module")
def texts(archive: Archive) -> dict[str, str]:
    return {record.report.id: record.report.text for record in archive.records()}


def written(archive: Archive, folder: Path, kind: str, form: str, **chosen: Any) -> str:
    path = folder / f"{kind}{FORMATS[form].suffix}"
    guard = chosen.pop("guard", False)
    export(archive, kind, form, path, Selection(**chosen), guard)
    return path.read_bytes().decode()


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def check_evidence(row: dict[str, Any], texts: dict[str, str]) -> None:
    text = texts[row["report_id"]]
    assert row["evidence"] == text[row["start"] : row["stop"]]
    assert row["spans"]
    assert all(0 <= span["start"] < span["stop"] <= len(text) for span in row["spans"])
    assert row["coder_version"]
    assert "report_url" in row
    assert row["published"]


@pytest.mark.parametrize("kind", TABLES)
def test_every_row_has_its_report_its_words_and_its_coder(
    archive: Archive, texts: dict[str, str], tmp_path: Path, kind: str
) -> None:
    rows = lines(written(archive, tmp_path, kind, "jsonl"))
    assert len(rows) >= 2
    for row in rows:
        assert list(row) == [column.name for column in TABLES[kind].columns]
        check_evidence(row, texts)


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("kind", TABLES)
def test_tables_come_back_as_they_went(archive: Archive, tmp_path: Path, kind: str, form: str) -> None:
    there = lines(written(archive, tmp_path, kind, "jsonl"))
    back = table(written(archive, tmp_path, kind, form), "\t" if form == "tsv" else ",")
    assert len(back) == len(there)
    blanks = str.maketrans("\t\r\n", "   ") if form == "tsv" else {}
    for row, original in zip(back, there, strict=True):
        for column in TABLES[kind].columns:
            value = original[column.name]
            if column.kind in ("texts", "spans"):
                assert json.loads(row[column.name] or "[]") == value
            elif column.kind == "flag":
                assert row[column.name] == {True: "true", False: "false"}[value]
            else:
                assert row[column.name] == ("" if value is None else str(value).translate(blanks))


@pytest.mark.parametrize("kind", TABLES)
def test_parquet_opens_in_duckdb(archive: Archive, tmp_path: Path, kind: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    export(archive, kind, "parquet", tmp_path / "rows.parquet")
    there = lines(written(archive, tmp_path, kind, "jsonl"))
    with duckdb.connect() as connection:
        cursor = connection.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "rows.parquet")])
        names = [column[0] for column in cursor.description]
        assert [dict(zip(names, row, strict=True)) for row in cursor.fetchall()] == there


GDELT_NAMES = """
GlobalEventID Day MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat
Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat
Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat
ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL
""".split()
ACLED_NAMES = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2
assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude
geo_precision source source_scale notes fatalities tags timestamp
""".split()
POLECAT_NAMES = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")


@pytest.mark.parametrize(
    ("form", "names", "delimiter"),
    [("gdelt", GDELT_NAMES, "\t"), ("acled", ACLED_NAMES, ","), ("polecat", POLECAT_NAMES, "\t")],
)
def test_the_columns_are_those_of_the_original_and_then_ours(
    archive: Archive, texts: dict[str, str], tmp_path: Path, form: str, names: list[str], delimiter: str
) -> None:
    rows = table(written(archive, tmp_path, "events", form), delimiter)
    assert rows
    header = list(rows[0])
    assert header[: len(names)] == names
    assert len(header) == len(set(header))
    for row in rows:
        given: dict[str, Any] = dict(row)
        text = texts[row["report_id"]]
        given |= {"start": int(row["start"]), "stop": int(row["stop"]), "spans": json.loads(row["spans"])}
        if form == "acled":
            check_evidence(given, texts)
            assert row["notes"] == text[given["start"] : given["stop"]]
        else:
            assert row["evidence"] == text[given["start"] : given["stop"]].replace("\n", " ")


def test_there_are_61_columns_in_gdelt_and_40_in_polecat() -> None:
    assert [column.name for column in GDELT] == GDELT_NAMES
    assert [column.name for column in POLECAT] == POLECAT_NAMES
    assert (len(GDELT), len(POLECAT)) == (61, 40)


def row_of(rows: list[dict[str, str]], trigger: str) -> dict[str, str]:
    return next(row for row in rows if trigger in row["trigger"])


def test_gdelt_leaves_empty_what_is_not_known(archive: Archive, tmp_path: Path) -> None:
    rows = table(written(archive, tmp_path, "events", "gdelt"), "\t")
    ban = row_of(rows, "imposed")
    assert (ban["EventCode"], ban["EventBaseCode"], ban["EventRootCode"], ban["QuadClass"]) == ("172", "172", "17", "4")
    assert (ban["Actor1Name"], ban["Actor1Type1Code"]) == ("Anna Weiss", "GOV")
    assert (ban["Day"], ban["MonthYear"], ban["Year"], ban["FractionDate"]) == (
        "20210701",
        "202107",
        "2021",
        "2021.5781",
    )
    assert (ban["ActionGeo_Fullname"], ban["ActionGeo_Lat"]) == ("Strelsau", "50.1")
    empty = ("GoldsteinScale", "AvgTone", "Actor1Geo_Lat", "ActionGeo_CountryCode", "DATEADDED", "Actor1EthnicCode")
    assert all(ban[name] == "" for name in empty)
    assert ban["SOURCEURL"] == ""  # the sample has no address
    assert len({row["GlobalEventID"] for row in rows}) == len(rows)
    assert all(0 < int(row["GlobalEventID"]) < 2**63 for row in rows)


def test_what_did_not_happen_is_in_no_set_of_events(archive: Archive, tmp_path: Path) -> None:
    assert any("threatened" in row["trigger"] for row in table(written(archive, tmp_path, "events", "csv")))
    for form, delimiter in (("gdelt", "\t"), ("polecat", "\t"), ("acled", ",")):
        rows = table(written(archive, tmp_path, "events", form), delimiter)
        assert not any("threatened" in row["trigger"] for row in rows)


def test_acled_has_what_took_place_and_nobody_counted_dead(archive: Archive, tmp_path: Path) -> None:
    row = row_of(table(written(archive, tmp_path, "events", "acled")), "imposed")
    assert (row["event_type"], row["disorder_type"], row["inter1"]) == ("Protests", "Demonstrations", "Protesters")
    assert (row["event_date"], row["time_precision"], row["year"]) == ("2021-07-01", "1", "2021")
    assert (row["actor1"], row["actor2"], row["inter2"]) == ("Anna Weiss", "Ruritania", "State forces")
    assert (row["fatalities"], row["region"], row["timestamp"], row["iso"]) == ("", "", "", "")


def test_polecat_dates_no_event_by_its_publication(archive: Archive, tmp_path: Path) -> None:
    rows = table(written(archive, tmp_path, "events", "polecat"), "\t")
    ban = row_of(rows, "imposed")
    assert (ban["Event Type"], ban["Event Mode"], ban["Quad Code"]) == ("SANCTION", "ban", "MATERIAL CONFLICT")
    assert (ban["Actor Name"], ban["Actor Title"]) == ("Anna Weiss", "Transport Minister")
    undated = [row for row in rows if not row["Event Date"]]
    assert all(row["Publication Date"] for row in undated)


def test_those_who_act_on_each_other_are_not_paired_with_themselves(tmp_path: Path) -> None:
    record = make_record()
    both = tuple(actor.id for actor in record.actors[:2])
    meeting = structs.replace(record.events[1], actors=both, recipients=both)
    with Archive.open(tmp_path / "a.archive", create=True, indexes=()) as archive:
        archive.add(structs.replace(record, events=(meeting,)))
        rows = table(written(archive, tmp_path, "events", "gdelt"), "\t")
    assert [(row["Actor1Name"], row["Actor2Name"]) for row in rows] == [
        ("Ruritania", "Anna Weiss"),
        ("Anna Weiss", "Ruritania"),
    ]


def test_plover_offsets_point_into_the_text(archive: Archive, texts: dict[str, str], tmp_path: Path) -> None:
    events = lines(written(archive, tmp_path, "events", "plover"))
    assert events
    for event in events:
        assert event["event_text"] == texts[event["story_id"]]
        check_evidence(event["evidence"], texts)
        for words in (each for part in event["attributes"].values() for each in part if "qa_start_char" in each):
            assert words["text"] == event["event_text"][words["qa_start_char"] : words["qa_end_char"]]


def test_geojson_has_the_events_with_a_point(archive: Archive, texts: dict[str, str], tmp_path: Path) -> None:
    found = json.loads(written(archive, tmp_path, "events", "geojson"))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) >= 2
    assert [14.4, 50.1] in [feature["geometry"]["coordinates"] for feature in found["features"]]
    for feature in found["features"]:
        check_evidence(feature["properties"], texts)


def test_followthemoney_entities_refer_to_each_other(archive: Archive, tmp_path: Path) -> None:
    entities = lines(written(archive, tmp_path, "events", "ftm"))
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    schemas = {entity["schema"] for entity in entities}
    assert (
        {"Article", "Event", "Person"}
        <= schemas
        <= {"Article", "Event", "Person", "PublicBody", "Organization", "LegalEntity"}
    )
    for entity in entities:
        values = entity["properties"]
        assert all(isinstance(value, list) and value and all(value) for value in values.values())
        assert set(values.get("involved", [])) | set(values.get("proof", [])) <= ids
        assert entity["schema"] == "Article" or values["name"]


@pytest.mark.parametrize("kind", FORMATS["prov"].kinds)
def test_prov_relations_name_what_is_there(archive: Archive, tmp_path: Path, kind: str) -> None:
    found = json.loads(written(archive, tmp_path, kind, "prov"))
    assert len(found["bundle"]) == 2
    assert any({"wasGeneratedBy", "wasDerivedFrom"} <= set(bundle) for bundle in found["bundle"].values())
    for bundle in found["bundle"].values():
        there = {**bundle["entity"], **bundle["agent"], **bundle["activity"]}
        relations = [name for name in bundle if name not in ("entity", "agent", "activity")]
        assert {"used", "wasAssociatedWith"} <= set(relations)
        for name in relations:
            for relation in bundle[name].values():
                assert all(value in there for key, value in relation.items() if key != "prov:type")


def test_prov_follows_the_chain_of_a_statement(archive: Archive, tmp_path: Path) -> None:
    bundles = json.loads(written(archive, tmp_path, "attributions", "prov"))["bundle"].values()
    derived = [relation for bundle in bundles for relation in bundle["wasDerivedFrom"].values()]
    assert any(
        relation["prov:generatedEntity"].endswith("attribution-4")
        and relation["prov:usedEntity"].endswith("attribution-3")
        for relation in derived
    )


def test_no_review_is_made_of_a_denial(archive: Archive, texts: dict[str, str], tmp_path: Path) -> None:
    claims = lines(written(archive, tmp_path, "attributions", "claimreview"))
    assert claims
    assert {claim["@type"] for claim in claims} == {"Claim"}
    assert not any("reviewRating" in claim for claim in claims)
    assert not any("threatened to close" in claim["text"] for claim in claims)
    weiss = next(claim for claim in claims if "night belongs" in claim["text"])
    assert weiss["author"] == {"@type": "Person", "name": "Anna Weiss"}
    for claim in claims:
        for report in claim["appearance"]:
            text = texts[report["onrecord:report_id"]]
            assert text[report["onrecord:start"] : report["onrecord:stop"]] == report["onrecord:evidence"]


def test_claims_of_stories_name_their_origins(archive: Archive, tmp_path: Path) -> None:
    claims = lines(written(archive, tmp_path, "claims", "claimreview"))
    assert claims
    assert all(claim["appearance"] and "onrecord:independent_origins" in claim for claim in claims)
    rows = lines(written(archive, tmp_path, "claims", "jsonl"))
    assert {row["claim_id"] for row in rows} == {claim["@id"].rsplit(":", 1)[1] for claim in claims}


def test_a_selection_is_kept_to(archive: Archive, tmp_path: Path) -> None:
    def outlets(**chosen: Any) -> list[str]:
        return [row["report_id"] for row in lines(written(archive, tmp_path, "events", "jsonl", **chosen))]

    everything = outlets()
    assert outlets(since="2021-05-05", until="2021-05-05") == outlets(until="2021-05")
    assert 0 < len(outlets(until="2021-05")) < len(everything)
    assert set(outlets(since="2021-06")).isdisjoint(outlets(until="2021-05"))
    assert outlets(since="2021", until="2021", outlets=("marsh courier",)) == everything
    assert outlets(outlets=("Nobody",)) == []
    shown = lines(written(archive, tmp_path, "events", "jsonl", shown=True))
    assert shown
    assert all(row["shown"] for row in shown)
    with pytest.raises(ValueError, match="is no date"):
        Selection(since="yesterday")


def test_formulas_stay_as_they_are_unless_asked(archive: Archive, tmp_path: Path) -> None:
    plain = table(written(archive, tmp_path, "events", "csv"))
    guarded = table(written(archive, tmp_path, "events", "csv", guard=True))
    assert {row["title"] for row in plain} >= {"=HYPERLINK(1)"}
    assert {row["title"] for row in guarded} >= {"'=HYPERLINK(1)"}


def test_formats_and_kinds_that_do_not_go_together_are_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gdelt has no positions, only events"):
        export(archive, "positions", "gdelt", tmp_path / "x")
    with pytest.raises(ValueError, match="'excel' is not one of"):
        export(archive, "events", "excel", tmp_path / "x")
    with pytest.raises(SetupError, match="standard output"):
        export(archive, "events", "parquet")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_old_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old", encoding="utf-8")

    def break_off(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Archive, "record", break_off)
    with pytest.raises(RuntimeError):
        export(archive, "events", "csv", path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["events.csv"]


def run(archive: Archive, *arguments: str) -> Any:
    return CliRunner().invoke(app, [*(archive.path if each == "ARCHIVE" else each for each in arguments)])


def test_the_command_writes_to_standard_output_or_a_file(archive: Archive, tmp_path: Path) -> None:
    done = run(archive, "export", "events", "ARCHIVE", "--as", "csv", "--shown")
    assert done.exit_code == 0
    assert table(done.stdout)[0]["event_id"]
    target = tmp_path / "new" / "events.geojson"
    assert run(archive, "export", "events", "ARCHIVE", "--as", "geojson", "-o", str(target)).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["features"]
    for wrong in (("stories", "--as", "gdelt"), ("things", "--as", "csv"), ("events", "--as", "doc")):
        done = run(archive, "export", wrong[0], "ARCHIVE", *wrong[1:])
        assert done.exit_code == 2, done.output
    assert run(archive, "export", "events", str(tmp_path / "none"), "--as", "csv").exit_code == 1


def test_sql_is_answered(archive: Archive) -> None:
    pytest.importorskip("duckdb")
    query = "SELECT count(*) AS n, min(events.published) AS earliest FROM events JOIN attributions USING (report_id)"
    done = run(archive, "sql", "ARCHIVE", query, "--as", "jsonl")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["n"] > 0
    assert answer["earliest"].startswith("2021-05-05")
    assert run(archive, "sql", "ARCHIVE", "SELECT holder FROM positions").exit_code == 0
    done = run(archive, "sql", "ARCHIVE", "SELECT nothing FROM events")
    assert done.exit_code == 2
    assert "nothing" in done.stderr


def test_a_missing_extra_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run(archive, "sql", "ARCHIVE", "SELECT 1")
    assert done.exit_code == 1
    assert "pip install 'onrecord[analysis]'" in done.stderr
    with pytest.raises(SetupError, match="pip install"):
        export(archive, "events", "parquet", tmp_path / "x.parquet")


def test_a_wrong_query_is_an_input_error(archive: Archive) -> None:
    pytest.importorskip("duckdb")
    from onrecord.formats.export.query import asked

    with pytest.raises(InputError, match="The tables are events, attributions"), asked(archive, "SELEC 1") as answer:
        list(answer.rows)


def test_the_registry_names_every_format_of_the_documentation() -> None:
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*FORMATS, *TABLES))
    for kind in TABLES:
        assert all(f"`{column.name}`" in page for column in TABLES[kind].columns), kind
