"""Reading many reports at once: the same records from one process, from several, and from rows of a dataset."""

import importlib.util
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from onrecord.bulk import ProcessReaders, Worker, available_cores, open_readers, read_dataset
from onrecord.bulk.ray_data import RowReader, report_rows
from onrecord.errors import NotAnArticle, ReadingFailed, SetupError
from onrecord.reading.reader import read
from onrecord.records import Record, Report
from onrecord.schema import from_json, to_json
from tests.archives import article, coded, report

REPORTS = [report(article(number), published="2021-06-03") for number in range(3)]


def test_processes_give_the_records_that_one_process_gives() -> None:
    with open_readers(2) as readers:
        assert isinstance(readers, ProcessReaders)
        waiting = [readers.submit(each) for each in REPORTS]
        assert [wait() for wait in waiting] == [read(each) for each in REPORTS]


def test_one_process_is_this_one() -> None:
    with open_readers(1) as readers:
        assert isinstance(readers, Worker)
        assert readers.submit(REPORTS[0])() == read(REPORTS[0])


def test_a_worker_says_what_it_reads_with() -> None:
    worker = Worker()
    assert worker.load() == worker(REPORTS[0]).coder
    copy = pickle.loads(pickle.dumps(worker))
    assert copy(REPORTS[0]) == worker(REPORTS[0])


def test_missing_tables_stop_the_run(tmp_path: Path) -> None:
    with open_readers(2, gazetteer=tmp_path / "none.bin") as readers, pytest.raises(SetupError):
        readers.submit(REPORTS[0])()


def ending(gazetteer: Path | None, ontology: Path | None, found: Report) -> bytes:
    """Ends its process on one of the reports."""
    if found == REPORTS[1]:
        os._exit(9)
    return to_json(coded(found))


def test_a_report_that_ends_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.bulk.processes._read", ending)
    with ProcessReaders(2) as readers:
        waiting = [readers.submit(each) for each in REPORTS]
        assert waiting[0]().report == REPORTS[0]
        with pytest.raises(ReadingFailed, match="lack of memory"):
            waiting[1]()
        assert waiting[2]().report == REPORTS[2]
        assert readers.submit(REPORTS[0])().report == REPORTS[0]


PARENT = """
import os, signal, sys
from onrecord.bulk import ProcessReaders
from tests.archives import article, report
if __name__ == "__main__":
    readers = ProcessReaders(1)
    readers.submit(report(article(1)))()
    print(*readers._pool._processes, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, env=environment, check=False)
    (worker,) = map(int, done.stdout.split())
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail(f"worker {worker} is still there")


def test_cores() -> None:
    assert available_cores() >= 1


def test_errors_pass_between_processes() -> None:
    error = NotAnArticle("a.txt", "this is no report", "Give one")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_row_of_a_dataset_is_read() -> None:
    rows = list(report_rows(REPORTS))
    found = RowReader()(rows[0])
    assert found["problem"] == ""
    assert from_json(found["record"]) == read(REPORTS[0])
    assert found["id"] == REPORTS[0].id


def test_a_row_that_cannot_be_read_has_its_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(worker: Worker, found: object) -> Record:
        raise ValueError("no luck")

    monkeypatch.setattr(Worker, "__call__", broken)
    (row,) = report_rows(REPORTS[:1])
    assert RowReader()(row) == {"id": REPORTS[0].id, "record": b"", "problem": "ValueError: no luck"}


class Dataset:
    """The one method of a Ray dataset that is used."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self.rows = rows

    def map(self, made: type, *, fn_constructor_args: tuple[object, ...], concurrency: int) -> "Dataset":
        """A dataset of what the class gives for each row."""
        reader = made(*fn_constructor_args)
        return Dataset([reader(row) for row in self.rows])


def test_a_dataset_is_read_row_by_row() -> None:
    if importlib.util.find_spec("ray"):
        ray = pytest.importorskip("ray")
        rows = read_dataset(ray.data.from_items(list(report_rows(REPORTS))), concurrency=1).take_all()
    else:
        rows = read_dataset(Dataset(list(report_rows(REPORTS))), concurrency=1).rows
    assert sorted(row["id"] for row in rows) == sorted(each.id for each in REPORTS)
    assert all(msgspec.json.decode(row["record"])["schema"] == "onrecord/1" for row in rows)
