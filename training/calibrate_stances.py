"""Fit the weights by which `onrecord.reading.positions.kinds` tells the stance of a trigger, and write them.

    python -m training.calibrate_stances

A softmax regression on the train part of the position corpus and on the stance sentences, over what the words of each
annotated trigger, its clause and its matter say, and what the lexicon reads there, without what the model sees: it was
trained on the same texts and is surer of them than of others. At run time the model's probabilities are multiplied in.
Prints the accuracy over five folds of the reports.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from onrecord.knowledge.stances import STANCES, load_stances
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.kinds import predicate, signs
from onrecord.reading.positions.stance import find_candidates
from onrecord.records import PositionStance, Report, report_id
from training.linear import Floats, known_signs, softmax_regression, table, write_table
from training.position_corpus import TRAIN, AnnotatedPosition, load
from training.stance_sentences import StanceSentence
from training.stance_sentences import load as load_sentences

TARGET = Path("onrecord/knowledge/data/positions/stances.tsv")
LEAST_EXAMPLES = 2
PENALTY = 1.0
FOLDS = 5

Example = tuple[dict[str, float], PositionStance]


def examples(path: Path = TRAIN) -> Iterator[list[Example]]:
    """For each report, what speaks for which stance at each annotated trigger, and the stance annotated."""
    model = load_reader_model()
    for report in load(path):
        analysis = analyse(Report(id=report_id(report.text), text=report.text), model)
        yield list(_triggers(report.positions, analysis))


def sentence_examples() -> Iterator[Example]:
    """The same for the stance sentences, which stand alone."""
    model = load_reader_model()
    for sentence in load_sentences():
        analysis = analyse(Report(id=report_id(sentence.text), text=sentence.text), model)
        yield from _triggers([sentence], analysis)


def _triggers(positions: Iterable[AnnotatedPosition | StanceSentence], analysis: Analysis) -> Iterator[Example]:
    lexicon = load_stances()
    read = find_candidates(analysis, lexicon)
    for position in positions:
        words, matter = analysis.words_in(position.trigger), analysis.words_in(position.matter)
        if words[0] == words[1]:
            continue
        head = predicate(analysis, words)
        here = [c for c in read if c.clause == head or words[0] <= c.trigger < words[1]]
        found = signs(analysis, lexicon, words, matter, [candidate.stance for candidate in here[:1]])
        yield found, position.stance


def fit(found: Sequence[Example]) -> tuple[tuple[str, ...], Floats]:
    """Signs and their weights, one column a stance."""
    names = known_signs([example for example, _ in found], LEAST_EXAMPLES)
    wanted = np.array([STANCES.index(stance) for _, stance in found])
    return names, softmax_regression(table([e for e, _ in found], names), wanted, len(STANCES), PENALTY)


def folds(reports: Sequence[list[Example]], always: Sequence[Example] = ()) -> float:
    """The accuracy on each fifth of the reports of a fit on the other four, and on what is always there."""
    right = count = 0
    for fold in range(FOLDS):
        inside = [e for number, found in enumerate(reports) if number % FOLDS == fold for e in found]
        outside = [e for number, found in enumerate(reports) if number % FOLDS != fold for e in found]
        names, weights = fit([*outside, *always])
        scores = np.stack([table([e for e, _ in inside], names).times(column) for column in weights.T], axis=1)
        right += sum(STANCES[best] == stance for best, (_, stance) in zip(scores.argmax(1), inside, strict=True))
        count += len(inside)
    return right / count


def main() -> None:
    """Fit, say how well it holds, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    reports = list(examples())
    alone = list(sentence_examples())
    found = [*(example for examples in reports for example in examples), *alone]
    print(f"{len(found)} triggers, {FOLDS} folds of the reports: accuracy {folds(reports, alone):.3f}")
    names, weights = fit(found)
    about = "weights of signs for a stance; fitted by training/calibrate_stances.py"
    write_table(options.out, about, names, STANCES, weights)
    print(f"{len(names)} signs written to {options.out}")


if __name__ == "__main__":
    main()
