"""Event mentions of many reports, linked across the whole file; the bench hands the mentions over.

The stories that the reports tell are those of an archive which they are added to.
"""

from collections.abc import Iterable, Iterator

from benchmarks.rows import Row
from benchmarks.story import story
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.linking import link_mentions
from onrecord.records import Report, report_id


def mentions(rows: Iterable[Row]) -> Iterator[Row]:
    """Each document with its event mentions and the cluster of each."""
    listed = list(rows)
    model = load_reader_model()
    analyses = [analyse(Report(id=report_id(row["text"]), text=row["text"]), model) for row in listed]
    spans = [[(m["start"], m["end"]) for m in row["mentions"] if m["kind"] == "event"] for row in listed]
    stories = [found["cluster"] for found in story(listed)]
    for row, found, clusters in zip(listed, spans, link_mentions(analyses, spans, stories), strict=True):
        told = zip(found, clusters, strict=True)
        yield {"id": row["id"], "mentions": [{"start": s, "end": e, "cluster": c} for (s, e), c in told]}
