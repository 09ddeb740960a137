"""Adding inputs to an archive: skipped when known, gone on with when interrupted, rejected with a reason; reread."""

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.archive.adding import Step, add_inputs, expand_inputs, input_size
from onrecord.archive.indexes import Index
from onrecord.archive.inputs import IntakeOptions
from onrecord.archive.reread import reread, stale_reports
from onrecord.archive.status import archive_status, rejected_inputs
from onrecord.errors import SetupError
from onrecord.intake import Overrides, read_named_inputs
from onrecord.records import Record, Report
from tests.archives import NEXT_CODER, PlainReaders, article, coded, content

ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.archive"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve reports: three files, a file of eight lines, one of them broken, and a packed file of one line."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")
    lines = [json.dumps({"text": article(number), "published": "2021-06-03"}) for number in range(3, 11)]
    lines[4:4] = ['{"text": "too short"}', "{broken"]
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": article(11)}).encode()))
    return folder


def add(path: Path, inputs: Sequence[object], readers: PlainReaders | None = None, **options: object) -> list[Step]:
    """Add the inputs and give all steps."""
    given = IntakeOptions(**options)  # type: ignore[arg-type]
    with Archive.open(path, create=True) as archive:
        found = expand_inputs(str(each) for each in inputs)
        return list(add_inputs(archive, found, readers or PlainReaders(), given))


def outcomes(steps: Sequence[Step]) -> dict[str, int]:
    return dict(Counter(step.outcome for step in steps))


def test_everything_is_added_once_in_order(path: Path, folder: Path) -> None:
    steps = add(path, [folder])
    assert outcomes(steps) == {"new": 12, "rejected": 2}
    with Archive.open(path, read_only=True) as archive:
        order = [*range(3), 11, *range(3, 11)]
        assert [record.report.text for record in archive.records()] == [article(number) for number in order]
        assert archive_status(archive).counts["of them unfinished"] == 0


def test_a_second_adding_reads_nothing_and_changes_nothing(path: Path, folder: Path) -> None:
    add(path, [folder])
    before, readers = content(path), PlainReaders()
    assert outcomes(add(path, [folder], readers)) == {"skipped": 5}
    assert readers.read == []
    assert content(path) == before


def test_a_file_that_grew_is_taken_in_again_and_only_the_new_is_read(path: Path, folder: Path) -> None:
    wire = folder / "wire.jsonl"
    add(path, [wire])
    wire.write_text(wire.read_text(encoding="utf-8") + "\n" + json.dumps({"text": article(40)}), encoding="utf-8")
    readers = PlainReaders()
    assert outcomes(add(path, [wire], readers)) == {"same": 8, "rejected": 2, "new": 1}
    assert len(readers.read) == 1


def test_other_options_take_a_file_in_again(path: Path, folder: Path) -> None:
    file = folder / "0.txt"
    add(path, [file])
    assert outcomes(add(path, [file], overrides=Overrides(outlet="Courier"))) == {"same": 1}
    with Archive.open(path, read_only=True) as archive:
        found = archive.connection.execute("SELECT outlet FROM appearances ORDER BY key").fetchall()
        assert found == [(None,), ("Courier",)]


def test_fields_of_the_users_own(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps({"story": article(1), "meta": {"day": "2021-06-03"}}), encoding="utf-8")
    assert outcomes(add(path, [file], fields={"text": "story", "published": "meta.day"})) == {"new": 1}
    with Archive.open(path, read_only=True) as archive:
        assert next(archive.reports()).published == "2021-06-03"


def test_rejects_are_listed_with_their_reason_and_leave_when_they_are_mended(path: Path, folder: Path) -> None:
    gone = folder / "later.txt"
    steps = add(path, [folder / "wire.jsonl", gone])
    assert [step.name for step in steps if step.error] == [
        f"{folder}/wire.jsonl:5",
        f"{folder}/wire.jsonl:6",
        str(gone),
    ]
    with Archive.open(path, read_only=True) as archive:
        listed = {reject.name.rpartition("/")[2]: reject for reject in rejected_inputs(archive)}
        assert set(listed) == {"wire.jsonl:5", "wire.jsonl:6", "later.txt"}
        assert "not valid JSON" in listed["wire.jsonl:6"].problem
        assert all(reject.remedy for reject in listed.values())
    gone.write_text(article(50), encoding="utf-8")
    add(path, [gone])
    with Archive.open(path, read_only=True) as archive:
        assert [reject.name for reject in rejected_inputs(archive)] == [
            f"{folder}/wire.jsonl:5",
            f"{folder}/wire.jsonl:6",
        ]


def test_rejects_of_a_file_leave_when_the_file_is_another(path: Path, folder: Path) -> None:
    wire = folder / "wire.jsonl"
    add(path, [wire])
    wire.write_text(json.dumps({"text": article(60)}), encoding="utf-8")
    assert outcomes(add(path, [wire])) == {"new": 1}
    with Archive.open(path, read_only=True) as archive:
        assert list(rejected_inputs(archive)) == []


def test_a_pipe_is_read_once(path: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as writer:
        writer.submit(pipe.write_text, json.dumps({"text": article(1)}))
        assert outcomes(add(path, [pipe])) == {"new": 1}


def test_standard_input(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"text": article(1)}).encode()

    class Stdin:
        buffer = io.BytesIO(line)

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert outcomes(add(path, ["-"])) == {"new": 1}
    Stdin.buffer = io.BytesIO(line)
    assert outcomes(add(path, ["-"])) == {"same": 1}


@pytest.mark.parametrize("ahead", [1, 5, 100])
def test_the_archive_does_not_depend_on_how_many_are_read_at_a_time(path: Path, folder: Path, ahead: int) -> None:
    add(path, [folder])
    other = path.with_name("other.archive")
    add(other, [folder], PlainReaders(ahead=ahead))
    assert content(other) == content(path)


def test_positions_tell_how_far_it_has_come(path: Path, folder: Path) -> None:
    total = sum(input_size(str(file)) for file in folder.iterdir())
    positions = [step.position for step in add(path, [folder])]
    assert positions == sorted(positions)
    assert 0 < positions[0] < positions[-1] == total
    assert add(path, [folder])[-1].position == total


class Failing(PlainReaders):
    """Readers that fail on one report, or are stopped by it."""

    def __init__(self, error: BaseException, number: int) -> None:
        super().__init__(ahead=3)
        self.error, self.number = error, number

    def submit(self, found: Report) -> Callable[[], Record]:
        def reading() -> Record:
            if found.text == article(self.number):
                raise self.error
            return coded(found)

        return reading


def test_a_report_whose_reading_breaks_is_rejected_and_tried_again(path: Path, folder: Path) -> None:
    undisturbed = path.with_name("undisturbed.archive")
    steps = add(path, [folder], Failing(RuntimeError("out of luck"), 5))
    assert outcomes(steps) == {"new": 11, "rejected": 3}
    assert "RuntimeError: out of luck" in str(next(step.error for step in steps if step.name.endswith(":3")))
    assert outcomes(add(path, [folder])) == {"skipped": 4, "new": 1}
    add(undisturbed, [folder])
    with Archive.open(path) as mended, Archive.open(undisturbed) as other:
        assert {row.id for row in mended.reports()} == {row.id for row in other.reports()}
        assert list(rejected_inputs(mended)) == list(rejected_inputs(other))


def test_an_input_on_which_the_intake_breaks_is_told_and_tried_again(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(paths: Sequence[str], *options: object) -> Iterator[object]:
        for number, item in enumerate(read_named_inputs(paths)):
            if number == 3:
                raise IndexError("no luck")
            yield item

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.archive.adding.read_named_inputs", breaking)
        steps = add(path, [folder])
    assert outcomes(steps) == {"new": 7, "rejected": 1}
    assert "taking it in broke off (IndexError: no luck)" in str(steps[-1].error)
    assert outcomes(add(path, [folder])) == {"skipped": 4, "new": 5, "rejected": 2}
    assert outcomes(add(path, [folder])) == {"skipped": 5}
    with Archive.open(path, read_only=True) as archive:
        assert len(list(rejected_inputs(archive))) == 2


def test_a_report_that_an_index_breaks_on_is_rejected_and_the_others_go_on(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(connection: object, report: int, record: Record) -> None:
        if record.report.text == article(5):
            raise ValueError("this index breaks")

    monkeypatch.setattr("onrecord.archive.rows.failing", failing, raising=False)
    inputs = expand_inputs([str(folder)])
    with Archive.open(path, create=True, indexes=(Index("failing", 1, "rows:failing"),)) as archive:
        assert outcomes(list(add_inputs(archive, inputs, PlainReaders()))) == {"new": 11, "rejected": 3}
    with Archive.open(path) as archive:
        assert outcomes(list(add_inputs(archive, inputs, PlainReaders()))) == {"skipped": 4, "new": 1}


@pytest.mark.parametrize("error", [SetupError("the weights are missing"), KeyboardInterrupt()])
def test_what_stops_the_run_leaves_what_was_stored(path: Path, folder: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        add(path, [folder], Failing(error, 6))
    with Archive.open(path, read_only=True) as archive:
        assert len(archive) == 7
    assert outcomes(add(path, [folder]))["new"] == 5
    add(path.with_name("undisturbed.archive"), [folder])
    assert content(path) == content(path.with_name("undisturbed.archive"))


KILLED = """
import sys
from onrecord.archive import Archive
from onrecord.archive.adding import add_inputs, expand_inputs
from tests.archives import PlainReaders
with Archive.open(sys.argv[1], create=True) as archive:
    for step in add_inputs(archive, expand_inputs(sys.argv[2:]), PlainReaders(ahead=2)):
        print(step.name, flush=True)
"""


def test_killed_at_random_points_and_resumed_the_archive_is_the_same(path: Path, folder: Path) -> None:
    chance = random.Random(20211106)
    lines = "".join(json.dumps({"text": article(number)}) + "\n" for number in range(100, 140))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    for _ in range(6):
        command = [sys.executable, "-c", KILLED, str(path), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(8)):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.01))
            process.send_signal(signal.SIGKILL)
    with Archive.open(path, create=True) as archive:
        assert 0 < len(archive) < 52, "no kill fell into the adding"
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    add(path, [folder])
    undisturbed = path.with_name("undisturbed.archive")
    add(undisturbed, [folder])
    assert content(path) == content(undisturbed)


def test_reread_keeps_the_old_coding_beside_the_new(path: Path, folder: Path) -> None:
    add(path, [folder])
    with Archive.open(path) as archive:
        old = list(archive.records())
        steps = list(reread(archive, PlainReaders(NEXT_CODER, ahead=3), NEXT_CODER))
        assert outcomes(steps) == {"new": 12}
        assert stale_reports(archive, NEXT_CODER) == []
        assert {record.coder for record in archive.records()} == {NEXT_CODER}
        assert [archive.record(record.report.id, coder=1) for record in old] == old
        assert list(reread(archive, PlainReaders(NEXT_CODER), NEXT_CODER)) == []
        back = PlainReaders()
        assert outcomes(list(reread(archive, back, old[0].coder))) == {"same": 12}
        assert back.read == []
        assert list(archive.records()) == old
        held = [(coder.version, coder.records, coder.current) for coder in archive_status(archive).coders]
        assert held == [("0.1.0", 12, 12), ("0.2.0", 12, 0)]


def test_an_interrupted_reread_goes_on_where_it_stopped(path: Path, folder: Path) -> None:
    add(path, [folder])
    with Archive.open(path) as archive:
        steps = reread(archive, PlainReaders(NEXT_CODER), NEXT_CODER)
        for _ in range(5):
            next(steps)
        steps.close()  # type: ignore[attr-defined]
        assert len(stale_reports(archive, NEXT_CODER)) == 7
        readers = PlainReaders(NEXT_CODER)
        list(reread(archive, readers, NEXT_CODER))
        assert len(readers.read) == 7


def test_a_report_that_cannot_be_read_again_keeps_its_record(path: Path, folder: Path) -> None:
    add(path, [folder])
    with Archive.open(path) as archive:
        before = list(archive.records())
        steps = list(reread(archive, Failing(ValueError("no luck"), 1), NEXT_CODER))
        assert [step.name for step in steps if step.error] == [before[1].report.id]
        assert archive.record(before[1].report.id) == before[1]
