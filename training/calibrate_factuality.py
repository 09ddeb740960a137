"""Fit the weights of `onrecord.reading.events.factuality` and write them to the table that ships.

    python -m training.calibrate_factuality --bench ../shared/bench/factuality/train.jsonl

Ridge regression on the train parts of UW (Lee et al. 2015) and MEANTIME for news, of UDS-IH2 (Rudinger et al. 2018) and
CommitmentBank (de Marneffe et al. 2019) for everyday language. The regression draws its numbers to the middle; they
are stretched again about their mean, so that certain, open and denied keep their places. The reader model was
trained on the same rows and is surer there than elsewhere; so that the words' own signs keep their weight, examples of
news come a second time, counting less, without the model's signs. Which of the two a text is, is told by a logistic
regression over its words. The texts are not shipped, only the weights are.
"""

import argparse
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.modality import ModalityReader, plain_reader
from onrecord.reading.events.register import register_signs
from onrecord.reading.events.signs import is_of_model
from onrecord.records import Report, report_id
from training.linear import Floats, known_signs, ridge, softmax_regression, table, write_table

TABLES = Path("onrecord/knowledge/data/events")
NEWS = ("uw", "meantime")
LEAST_EXAMPLES = 4
PENALTY = {"news": 20.0, "everyday": 60.0}
UNSEEN = {"news": 0.3, "everyday": 0.0}
"""How much an example counts when it is shown again without the model's signs."""
STRETCH = {"news": 1.3, "everyday": 1.2}
REGISTER_PENALTY = 3.0
LEAST_TEXTS = 8

Example = tuple[bool, dict[str, float], float]


def texts(path: Path) -> Iterator[tuple[bool, Analysis, list[dict[str, Any]]]]:
    """Each text of the bench, analysed: whether it is news, and its events."""
    model = load_reader_model()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            analysis = analyse(Report(id=report_id(row["text"]), text=row["text"]), model)
            yield row["corpus"] in NEWS, analysis, row["events"]


def examples(analysis: Analysis, events: list[dict[str, Any]], news: bool) -> Iterator[Example]:
    """Whether the text is news, the signs of each event, and its factuality."""
    reader = plain_reader(analysis)
    for event in events:
        words = analysis.words_in((event["start"], event["end"]))
        if words[0] < words[1]:
            yield news, _signs(reader, analysis.head_of(words)), event["value"]


def fit_register(found: list[tuple[bool, dict[str, float]]]) -> tuple[tuple[str, ...], Floats]:
    """Signs of a text and their weights for its being news: logistic regression, both kinds taken as equally common."""
    signs = known_signs([example for _, example in found], LEAST_TEXTS)
    data = table([example for _, example in found], signs)
    weights = softmax_regression(data, np.array([int(news) for news, _ in found]), 2, REGISTER_PENALTY)
    weights = weights[:, 1:] - weights[:, :1]
    share = sum(news for news, _ in found) / len(found)
    weights[0] -= math.log(share / (1 - share))
    return signs, weights


def _signs(reader: ModalityReader, word: int) -> dict[str, float]:
    frame = reader.frame(word)
    return reader.signs(frame, reader.status(frame, reader.is_said(word)))


def fit(found: list[Example]) -> tuple[tuple[str, ...], Floats]:
    """Signs and their weights, one column for news and one for everyday language."""
    signs = known_signs([example for _, example, _ in found], LEAST_EXAMPLES)
    columns = []
    for convention in ("news", "everyday"):
        own = [(example, value) for news, example, value in found if news == (convention == "news")]
        bare = [({name: v for name, v in example.items() if not is_of_model(name)}, value) for example, value in own]
        shown = own + (bare if UNSEEN[convention] else [])
        importance = np.repeat([1.0, UNSEEN[convention]], len(own))[: len(shown)]
        data = table([example for example, _ in shown], signs)
        weights = ridge(data, np.array([value for _, value in shown]), PENALTY[convention], importance)
        wanted = np.array([value for _, value in own])
        mean, stretch = float(wanted.mean()), STRETCH[convention]
        weights *= stretch
        weights[0] += mean * (1 - stretch)
        columns.append(weights)
    return signs, np.stack(columns, axis=1)


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="train.jsonl of the factuality bench")
    parser.add_argument("--out", type=Path, default=TABLES)
    options = parser.parse_args()
    found: list[Example] = []
    registers: list[tuple[bool, dict[str, float]]] = []
    for news, analysis, events in texts(options.bench):
        found.extend(examples(analysis, events, news))
        registers.append((news, register_signs(analysis, (0, len(analysis)))))
    signs, weights = fit(found)
    about = "weights of signs for factuality; fitted by training/calibrate_factuality.py"
    write_table(options.out / "factuality.tsv", about, signs, ("news", "everyday"), weights)
    of_texts, texts_weights = fit_register(registers)
    about = "weights of words and tags for a text's being news; fitted by training/calibrate_factuality.py"
    write_table(options.out / "register.tsv", about, of_texts, ("news",), texts_weights)
    print(f"{len(signs)} signs of events and {len(of_texts)} of texts written to {options.out}")


if __name__ == "__main__":
    main()
