"""Reading a report from one end to the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.intake import read_inputs
from onrecord.models import ReaderModel
from onrecord.reading import reader
from onrecord.reading.reader import STAGES, Stage, check_stages, read
from onrecord.records import Record, Report, report_id
from onrecord.schema import from_json, to_json
from onrecord.validation import validate

EXAMPLES = ("grain-corridor.txt", "ferry-strike.html", "water-accord.md", "radar-sale.jsonl")


def example(folder: Path, name: str) -> Report:
    (found,) = read_inputs([str(folder / name)])
    assert isinstance(found, Report)
    return found


def text_report(text: str) -> Report:
    return Report(id=report_id(text), text=text)


@pytest.fixture(scope="module", params=EXAMPLES)
def record(request: pytest.FixtureRequest, examples: Path, model: ReaderModel) -> Record:
    return read(example(examples, request.param), model)


def test_an_example_keeps_the_contract(record: Record) -> None:
    assert record.failures == ()
    assert validate(record) == []
    assert from_json(to_json(record)) == record


def test_an_example_has_something_of_each_common_kind(record: Record) -> None:
    for kind in (record.actors, record.places, record.times, record.attributions, record.events, record.keypoints):
        assert kind


def test_the_coder_says_what_made_the_record(record: Record, model: ReaderModel) -> None:
    assert record.coder.weights == model.digest
    assert record.coder.version


def test_reading_twice_gives_the_same_bytes(examples: Path, model: ReaderModel) -> None:
    report = example(examples, "grain-corridor.txt")
    assert to_json(read(report, model)) == to_json(read(report, model))


def test_another_process_hash_seed_and_thread_count_give_the_same_bytes(examples: Path) -> None:
    code = (
        "import sys; from onrecord import read, read_inputs; from onrecord.models import load_reader_model; "
        "from onrecord.schema import to_json; "
        "model = load_reader_model(int(sys.argv[1])); "
        "[sys.stdout.buffer.write(to_json(read(report, model))) for report in read_inputs(sys.argv[2:])]"
    )
    files = [str(examples / name) for name in EXAMPLES]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, threads, *files],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed, threads in (("0", "1"), ("77", "2"))
    }
    assert len(outputs) == 1


def test_a_failing_stage_costs_only_its_own_records(monkeypatch: pytest.MonkeyPatch, model: ReaderModel) -> None:
    missing = Stage("no_such_stage:find_times", ("report",), "times")
    stages = tuple(missing if stage.gives == "times" else stage for stage in STAGES)
    monkeypatch.setattr(reader, "STAGES", stages)
    found = read(text_report("Canada said on Tuesday that it would send two ships to Norway."), model)
    assert [failure.stage for failure in found.failures] == ["times"]
    assert found.times == ()
    assert found.places
    assert validate(found) == []


def test_stages_get_what_they_need() -> None:
    check_stages()
    with pytest.raises(ValueError, match="needs actors"):
        check_stages((Stage("shifts:find_shifts", ("report", "actors"), "shifts"),))


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        "“",
        "\n\n\n",
        "said said said",
        "A" * 3000,
        "« İstanbul » dit-il, ﬁnally: “ﬀ” 🇫🇷 said 👩‍🚀.",
        "\u202eright to left\u202c he said",
        "He said she said they said he denied it was said. " * 40,
    ],
    ids=["short", "quote", "blank", "cues", "long word", "unicode", "bidi", "nested"],
)
def test_odd_texts_are_read_without_a_failure(text: str, model: ReaderModel) -> None:
    found = read(text_report(text), model)
    assert found.failures == ()
    assert [problem for problem in validate(found) if problem.where != "report.text"] == []


WORDS = st.sampled_from(
    "Minister said that Paris “ ” \" ' on Tuesday, 3 May 2019 would not attack Mrs. Ng's troops . ; — \n \n\n U.S. "
    "İzmir reported citing officials who denied it | 45% $3m to sign".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip))
def test_any_jumble_of_news_words_keeps_the_contract(model: ReaderModel, text: str) -> None:
    found = read(text_report(text), model)
    assert found.failures == ()
    assert validate(found) == []
