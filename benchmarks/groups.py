"""The facet `reuse-groups`: sets of reports, and on how many independent origins a claim about them rests.

Each set is a real archive in a temporary file, asked the way a user asks it. The claim's wording is given with the set.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reuse import read_documents, report_of
from benchmarks.rows import Row
from onrecord.archive import Archive
from onrecord.archive.claims import origins_of_statement
from onrecord.reading.reader import read
from onrecord.records import Record


def groups(rows: Iterable[Row], root: Path) -> Iterator[Row]:
    """The number of origins of each set, and for each of its documents the origin that it rests on."""
    listed = list(rows)
    documents = read_documents([place for row in listed for place in row["docs"]], root)
    for row in listed:
        records = {place["id"]: read(report_of(documents[place["id"]])) for place in row["docs"]}
        yield {"id": row["id"], **_answer(row["claim"], records)}


def _answer(claim: str, records: dict[str, Record]) -> Row:
    with TemporaryDirectory() as folder, Archive.open(Path(folder) / "set.archive", create=True) as archive:
        for record in records.values():
            archive.add(record)
        rest = origins_of_statement(archive, [record.report.id for record in records.values()], claim)
    main = {name: rest.main.get(record.report.id) for name, record in records.items()}
    return {"origins": rest.independent, "assignment": {name: origin for name, origin in main.items() if origin}}
