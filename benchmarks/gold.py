"""The facet `gold-reports`: a folder of texts in, a folder of records out, read as files are."""

import json
from pathlib import Path

from benchmarks.rows import Row
from onrecord.errors import InputError
from onrecord.intake import Overrides, read_inputs
from onrecord.reading.reader import read
from onrecord.schema import to_json


def predict_reports(folder: Path, output: Path) -> int:
    """Write NN.json for every NN.txt of the folder and return how many there were.

    Raises InputError for a text that cannot be read.
    """
    output.mkdir(parents=True, exist_ok=True)
    texts = sorted(folder.glob("*.txt"))
    for text in texts:
        known = _known(text)
        overrides = Overrides(published=known.get("published"), outlet=known.get("outlet"))
        for report in read_inputs([str(text)], overrides=overrides):
            if isinstance(report, InputError):
                raise report
            (output / f"{text.stem}.json").write_bytes(to_json(read(report)))
    return len(texts)


def _known(text: Path) -> Row:
    for suffix in (".meta.json", ".gold.json"):
        beside = text.with_suffix(suffix)
        if beside.exists():
            stated = json.loads(beside.read_text(encoding="utf-8"))
            return {key: stated.get(key) for key in ("published", "outlet")}
    return {}
