"""Fit how likely all four cells of an event's row are right, and print the weights for `reading.events.confidence`.

    python -m training.calibrate_rows articles.jsonl.gz \\
        docs/readings/events{,-fitting,-shown,-blind,-codes,-second,-third}.tsv

Two kinds of rows: those of every other sentence of the event corpus' test part, compared with its annotation, and those
of real articles that were read by hand (`benchmarks.event_reading`), as far as it is known from the sheet whether they
are right as they are coded now. A logistic regression with a ridge over both; what is different about real articles
(`NEWS`) is learned beside, and added up in the weights that ship, for it is articles that are read. Run it after
`training.fit_parties`. Prints the reliability of the articles' rows in folds.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.agreement import Words
from benchmarks.event_agreement import marks, matched, read_mark
from benchmarks.event_reading import Reading, blank, read_sheet
from benchmarks.events import is_same_row
from benchmarks.measure import read_articles
from onrecord.knowledge.gazetteer import load_gazetteer
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.confidence import CODE_FEATURES, ROW_FEATURES
from onrecord.reading.events.stage import Coder, Weighed
from onrecord.reading.reader import STAGES
from onrecord.records import Coder as Version
from onrecord.records import Event, Record, Report, report_id
from training.calibrate_attributions import fit
from training.calibrate_events import is_for_fitting
from training.event_corpus import TEST, AnnotatedSentence, load

NEWS = ("nobody acts", "nobody undergoes", "agent is a pronoun", "recipient is a pronoun", "noun")
"""Features that weigh otherwise in articles than in single sentences."""
RIDGE = 3.0
FOLDS = 8
NEEDED = ("report", "analysis", "actors", "places", "times", "attributions")

Floats = npt.NDArray[np.float64]
Layers = Mapping[str, Any]
Row = tuple[tuple[float, ...], bool]


def layers_of(report: Report) -> Layers:
    """What the event stage needs of a report."""
    found: dict[str, Any] = {
        "report": report, "analysis": analyse(report, load_reader_model()), "gazetteer": load_gazetteer()
    }  # fmt: skip
    for stage in STAGES:
        if stage.gives == "events":
            break
        found[stage.gives] = stage.load()(**{name: found[name] for name in stage.needs})
    return {name: found[name] for name in NEEDED}


def coded(layers: Layers) -> list[tuple[Event, Weighed]]:
    """The events of a report, each mention its own."""
    coder = Coder(**layers)
    weighed = (coder.weighed(entry) for _, entry in sorted(coder.found.items()))
    return [(coder.event(each), each) for each in weighed if each.is_recorded]


def _record(layers: Layers, events: Iterable[Event]) -> Record:
    version = Version(version="", weights="", gazetteer="")
    return Record(report=layers["report"], coder=version, actors=layers["actors"], events=tuple(events))


def corpus_rows(sentence: AnnotatedSentence, layers: Layers) -> Iterator[Row]:
    """The rows of a sentence of the corpus, and whether all four cells are as annotated."""
    found = coded(layers)
    record, words = _record(layers, (event for event, _ in found)), Words(sentence.text)
    read = sorted(((read_mark(event, record), weighed) for event, weighed in found), key=lambda pair: pair[0].trigger)
    pairs = {id(other): one for one, other in matched(words, marks(sentence), [mark for mark, _ in read])}
    for mark, weighed in read:
        gold = pairs.get(id(mark))
        yield weighed.row, gold is not None and is_same_row(words, gold, mark)


def read_rows(sheet: Sequence[Reading], layers: Layers) -> Iterator[Row]:
    """The rows of an article that were judged, as far as it is known whether they are right as they are coded now."""
    found = coded(layers)
    record = _record(layers, (event for event, _ in found))
    for line in sheet:
        here = (pair for pair in found if pair[0].trigger[0] < line.end and line.start < pair[0].trigger[1])
        for event, weighed in list(here)[:1]:
            right = _still_right(line, blank(record, event))
            if right is not None:
                yield weighed.row, right


def _still_right(line: Reading, now: Reading) -> bool | None:
    """Whether all of a row is right; None where a cell that was wrong is coded otherwise now, so that nobody knows."""
    cells = (
        (line.type, now.type), (line.actor, now.actor), (line.recipient, now.recipient), (line.modality, now.modality)
    )  # fmt: skip
    same = [_codes(old) == _codes(new) for old, new in cells]
    if any(alike and verdict != "yes" for alike, verdict in zip(same, line.verdicts, strict=True)):
        return False
    if any(not alike and verdict == "yes" for alike, verdict in zip(same, line.verdicts, strict=True)):
        return False
    return True if all(same) else None


def _codes(cell: str) -> list[str]:
    """A cell without the places of its words in the text, which may shift by a word."""
    return [each for each in cell.split() if not each.replace("-", "").isdigit()]


def design(rows: Sequence[Row], is_news: bool) -> tuple[Floats, Floats]:
    """Values and verdicts; the columns of `NEWS`, with the constant, stand again behind the others for news alone."""
    values = np.array([row for row, _ in rows], dtype=np.float64).reshape(len(rows), len(ROW_FEATURES))
    if not is_news:  # the corpus says nothing of codes
        values[:, [ROW_FEATURES.index(name) for name in CODE_FEATURES]] = 0.0
    again = values[:, [0, *(ROW_FEATURES.index(name) for name in NEWS)]] * float(is_news)
    return np.hstack([values, again]), np.array([float(right) for _, right in rows])


def fitted(corpus: Sequence[Row], news: Sequence[Row]) -> Floats:
    """The weights of both designs together."""
    (first, one), (second, other) = design(corpus, False), design(news, True)
    return fit(np.vstack([first, second]), np.concatenate([one, other]), RIDGE)


def shipped(weights: Floats) -> tuple[float, ...]:
    """The weights for articles."""
    count = len(ROW_FEATURES)
    found = weights[:count].copy()
    for index, name in enumerate((ROW_FEATURES[0], *NEWS)):
        found[ROW_FEATURES.index(name)] += weights[count + index]
    return tuple(found.round(3).tolist())


def folded(corpus: Sequence[Row], news: Sequence[Row]) -> Floats:
    """The probability of each row of the articles by a fit that has not seen it."""
    chances = np.zeros(len(news))
    for fold in range(FOLDS):
        weights = fitted(corpus, [row for index, row in enumerate(news) if index % FOLDS != fold])
        values, _ = design(news[fold::FOLDS], True)
        chances[fold::FOLDS] = 1.0 / (1.0 + np.exp(-values @ weights))
    return chances


def reliability(chances: Floats, right: Floats) -> Iterator[str]:
    """By fifths of the probability, how many rows are right."""
    for low in np.arange(0.0, 1.0, 0.2):
        inside = (chances >= low) & (chances < low + 0.2)
        if inside.any():
            share, stated = right[inside].mean(), chances[inside].mean()
            yield f"{low:.1f}-{low + 0.2:.1f}: {inside.sum():4d} rows, stated {stated:.2f}, right {share:.2f}"


def main() -> None:
    """Fit on corpus and sheets, and print the weights and how they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("sheets", type=Path, nargs="+")
    options = parser.parse_args()
    sentences = (each for each in load(TEST) if is_for_fitting(each.id))
    corpus = [row for each in sentences for row in corpus_rows(each, layers_of(_report(each)))]
    sheet = defaultdict(list)
    for line in (line for path in options.sheets for line in read_sheet(path)):
        sheet[line.report].append(line)
    articles = (found for found in read_articles(options.articles) if isinstance(found, Report) and found.id in sheet)
    news = [row for article in articles for row in read_rows(sheet[article.id], layers_of(article))]
    show(corpus, news)


def show(corpus: Sequence[Row], news: Sequence[Row]) -> None:
    """Print the fit and its reliability."""
    print(f"{len(corpus)} rows of the corpus, {len(news)} of articles")
    for line in reliability(folded(corpus, news), design(news, True)[1]):
        print(line)
    print("ROW_WEIGHTS =", shipped(fitted(corpus, news)))


def _report(sentence: AnnotatedSentence) -> Report:
    return Report(
        id=report_id(sentence.text),
        text=sentence.text,
        published=sentence.date,
        published_basis="given" if sentence.date else None,
    )


if __name__ == "__main__":
    main()
