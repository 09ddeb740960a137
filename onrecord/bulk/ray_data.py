"""Reading on a cluster with Ray Data (extra `ray`): the same worker, mapped over a dataset.

dataset = ray.data.from_items(report_rows(reports))
for row in read_dataset(dataset, concurrency=64).iter_rows():
    archive.add(from_json(row["record"]))
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.bulk.worker import Worker
from onrecord.errors import SetupError
from onrecord.records import Report
from onrecord.schema import to_json


def report_rows(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """The rows of a dataset: `report` holds a report as JSON."""
    for report in reports:
        yield {"report": msgspec.json.encode(report)}


class RowReader:
    """Reads the report of a row; the callable class that Ray Data makes once in each of its processes."""

    def __init__(self, gazetteer: Path | None = None, ontology: Path | None = None) -> None:
        self._worker = Worker(gazetteer, ontology)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """`id` of the report, and its `record` as JSON, or empty with the `problem`; both are always given.

        Raises SetupError where weights or tables are missing on the machine that reads.
        """
        report = msgspec.json.decode(row["report"], type=Report)
        try:
            return {"id": report.id, "record": to_json(self._worker(report)), "problem": ""}
        except SetupError:
            raise
        except Exception as error:
            return {"id": report.id, "record": b"", "problem": f"{type(error).__name__}: {error}"}


def read_dataset(
    dataset: Any, concurrency: int, gazetteer: Path | None = None, ontology: Path | None = None, **options: Any
) -> Any:
    """A Ray dataset of records from one of reports: `RowReader` mapped over its rows by `concurrency` processes.

    `options` go to `Dataset.map` (`num_cpus`, `memory`). Ray itself is imported by whoever made the dataset.
    """
    arguments = (gazetteer, ontology)
    return dataset.map(RowReader, fn_constructor_args=arguments, concurrency=concurrency, **options)
