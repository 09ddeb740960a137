"""From a bench's reports to the stories that an archive of them has: the facet `story`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rows import Row
from onrecord.archive import Archive
from onrecord.archive.indexes import INDEXES
from onrecord.archive.stories.view import story_of
from onrecord.reading.reader import read
from onrecord.records import Report, report_id


def story(rows: Iterable[Row]) -> Iterator[Row]:
    """The story of each report, from an archive that they are added to in the order of the bench."""
    stories = tuple(index for index in INDEXES if index.name == "stories")
    with (
        TemporaryDirectory() as folder,
        Archive.open(Path(folder) / "story.archive", create=True, indexes=stories) as archive,
    ):
        ids = [(row["id"], archive.add(read(report_of(row))).id) for row in rows]
        for row_id, report in ids:
            yield {"id": row_id, "cluster": story_of(archive, report)}


def report_of(row: Row) -> Report:
    """Headline, standfirst and text as one report."""
    parts = [row.get("title"), row.get("description"), row["text"]]
    text = "\n\n".join(part.strip() for part in parts if part and part.strip())
    published = row.get("date") or None
    return Report(
        id=report_id(text),
        text=text,
        title=row.get("title"),
        outlet=row.get("domain"),
        uri=row.get("url"),
        published=published,
        published_basis="given" if published else None,
    )
