"""The facet `gold-clusters`: reports on one matter and on matters near by, in a folder with `cluster.json`.

Each cluster is a real archive in a temporary file. Its reports are added with their outlet and date, then it is asked
for its stories, for the claims of each, and for the position that each query is about. Of `cluster.json` only file,
outlet and date of the reports and holder, matter and dates of the queries are read.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rows import Row
from onrecord.archive import Archive
from onrecord.archive.claims import claims_of_story
from onrecord.archive.positions import position_answer
from onrecord.archive.stories.view import stories, story_reports
from onrecord.errors import InputError
from onrecord.intake import Overrides, read_inputs
from onrecord.reading.reader import read


def predict_clusters(folder: Path, output: Path) -> int:
    """Write NAME.json for every NAME/cluster.json of the folder and return how many there were.

    Raises InputError for a text that cannot be read.
    """
    output.mkdir(parents=True, exist_ok=True)
    found = sorted(folder.glob("*/cluster.json"))
    for path in found:
        answer = _cluster(path.parent, json.loads(path.read_text(encoding="utf-8")))
        (output / f"{path.parent.name}.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return len(found)


def _cluster(folder: Path, described: Row) -> Row:
    with TemporaryDirectory() as scratch, Archive.open(Path(scratch) / "cluster.archive", create=True) as archive:
        files: dict[str, list[str]] = {}
        for row in described["reports"]:
            overrides = Overrides(published=row["published"], outlet=row["outlet"])
            for report in read_inputs([str(folder / row["file"])], overrides=overrides):
                if isinstance(report, InputError):
                    raise report
                files.setdefault(archive.add(read(report)).id, []).append(row["file"])
        found = [[f for row in story_reports(archive, story.id) for f in files[row.id]] for story in stories(archive)]
        return {
            "stories": found,
            "claims": [claim for story in stories(archive) for claim in _claims(archive, story.id, files)],
            "answers": [_answer(archive, query) for query in described["queries"]],
        }


def _claims(archive: Archive, story: str, files: dict[str, list[str]]) -> Iterator[Row]:
    for claim in claims_of_story(archive, story):
        yield {
            "files": [file for account in claim.accounts for file in files[account.report]],
            "quote": claim.text,
            "origins": [{"outlet": origin.outlet, "source": origin.source} for origin in claim.origins],
            "independent": claim.independent,
        }


def _answer(archive: Archive, query: Row) -> str | None:
    dates = {"on": query["on"], "as_reported_by": query["as_reported_by"]}
    return position_answer(archive, query["position_of"], query["matter"], **dates).stance
