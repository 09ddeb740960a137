"""JSON both ways, and the published schema."""

import json
from pathlib import Path

import msgspec
import pytest
from sample import make_record

from onrecord.records import Record, content_id, report_id
from onrecord.schema import from_json, json_schema, published_schema, to_json

SCHEMA_FILE = Path(__file__).parent.parent / "docs" / "schema" / "onrecord-1.schema.json"


def test_a_record_survives_json() -> None:
    record = make_record()
    assert from_json(to_json(record)) == record


def test_json_is_one_line_with_the_schema_first() -> None:
    data = to_json(make_record())
    assert data.startswith(b'{"schema":"onrecord/1",')
    assert b"\n" not in data
    assert list(json.loads(data)) == ["schema", *(f for f in Record.__struct_fields__ if f != "schema")]


def test_unknown_fields_are_ignored() -> None:
    described = json.loads(to_json(make_record()))
    described["added_later"] = {"x": 1}
    described["report"]["added_later"] = True
    assert from_json(json.dumps(described)) == make_record()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "onrecord/2"),
        (("attributions", 0, "stance"), "shouts"),
        (("events", 0, "type"), "PARTY"),
        (("events", 0, "factuality"), "CT"),
        (("actors", 0, "kind"), "robot"),
        (("times", 0, "type"), "INSTANT"),
        (("positions", 0, "stance"), "likes"),
        (("shifts", 0, "direction"), "sideways"),
    ],
)
def test_values_outside_a_vocabulary_are_refused(path: tuple[str | int, ...], value: str) -> None:
    described = json.loads(to_json(make_record()))
    target = described
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(msgspec.ValidationError):
        from_json(json.dumps(described))


def test_records_are_immutable() -> None:
    with pytest.raises(AttributeError):
        make_record().report = None  # type: ignore[misc, assignment]


def test_the_published_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == published_schema()


def test_records_fit_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.check_schema(json_schema())
    validator.validate(json.loads(to_json(make_record())))
    described = json.loads(to_json(make_record()))
    described["attributions"][0]["stance"] = "shouts"
    assert not validator.is_valid(described)


def test_ids_come_from_content() -> None:
    assert report_id("Zenda fell.") == report_id("Zenda fell.") != report_id("Zenda fell!")
    assert report_id("é").startswith("sha256:")
    assert content_id("event", (3, 9)) == content_id("event", (3, 9)) != content_id("event", (3, 10))
