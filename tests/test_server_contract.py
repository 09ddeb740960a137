"""The API keeps to its own description: every answer to made-up requests, good and bad, is one that it tells of."""

from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from onrecord.archive.views.parts import ROOT
from onrecord.server.app import Settings, make_api
from tests.servers import Client, make_archive, served

DESCRIPTION = Path(__file__).parent.parent / "docs" / "schema" / "onrecord-api.openapi.json"
"""Made by `python -m onrecord.server.openapi`."""

FREE = {"q", "near", "cursor", "actor", "source", "outlet", "happened", "reported", "kind"}
"""Parameters that may be refused though they are like their schemas: for an open parenthesis, a place that nobody
knows, another list's cursor, a name without a letter, days in the wrong order, a table that a format does not have."""
FREE_PATHS = ("/positions", "/read")
"""Where words have to be words: a matter, a report."""

schema = schemathesis.openapi.from_path(str(DESCRIPTION))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Client]:
    """A server of the examples that also reads."""
    path = make_archive(tmp_path_factory.mktemp("contract") / "examples.archive", examples / "night-corridor.jsonl")
    with served(Settings(archive=str(path), allow_read=True, max_bytes=2000)) as running:
        yield running


def test_the_description_is_current() -> None:
    assert DESCRIPTION.read_bytes().rstrip() == make_api(None, None, None).state.description, (
        "Make it anew: python -m onrecord.server.openapi > docs/schema/onrecord-api.openapi.json"
    )


def test_the_description_has_every_resource_and_explains_every_parameter() -> None:
    description = msgspec.json.decode(DESCRIPTION.read_bytes())
    assert description["openapi"].startswith("3.1")
    parameters = [one for path in description["paths"].values() for o in path.values() for one in o["parameters"]]
    assert len(parameters) > 80
    assert [one["name"] for one in parameters if not one.get("description")] == []
    for component in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(component)


def test_examples_are_like_their_schemas() -> None:
    description = msgspec.json.decode(DESCRIPTION.read_bytes())
    for name, component in description["components"]["schemas"].items():
        for example in component.get("examples", ()):
            whole = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
            jsonschema.Draft202012Validator(whole).validate(example)


@schema.parametrize()
@settings(
    max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_one_that_is_described(case: schemathesis.Case, client: Client) -> None:
    left_out = [check for check in CHECKS.get_all() if check.__name__ == "positive_data_acceptance"]
    answer = case.call_and_validate(base_url=f"http://127.0.0.1:{client.port}", excluded_checks=left_out)
    if case.meta and case.meta.generation.mode.is_positive and answer.status_code in (400, 405, 406, 415, 422):
        free = answer.json().get("parameter") in FREE or case.path.endswith(FREE_PATHS)
        assert free, f"{case.method} {case.formatted_path} {case.query}: {answer.json()}"


def test_real_answers_are_as_described(client: Client) -> None:
    story = client.get("/stories")["stories"][0]["id"]
    actor = client.get("/actors")["actors"][0]["id"]
    matter = client.get("/matters")["matters"][0]["key"]
    report = client.get("/reports")["reports"][0]["id"].removeprefix("sha256:")
    names = {"{story_id}": story, "{actor_id}": actor, "{key}": matter, "{report_id}": report, "{day}": "2025-03-12"}
    description = msgspec.json.decode(DESCRIPTION.read_bytes())
    checked = 0
    for path, operations in description["paths"].items():
        content = operations.get("get", {"responses": {"200": {"content": {}}}})["responses"]["200"]["content"]
        reference = content.get("application/json", {}).get("schema", {}).get("$ref")
        if reference is None:
            continue
        for name, value in names.items():
            path = path.replace(name, value)
        query = "?holder=Romania&matter=night+traffic" if path == f"{ROOT}/positions" else ""
        query = "?q=trucks&facet=outlet&facet=happened_month" if path == f"{ROOT}/search" else query
        whole = {"$ref": reference, "components": description["components"]}
        jsonschema.Draft202012Validator(whole).validate(client.get(path + query))
        checked += 1
    assert checked > 18
