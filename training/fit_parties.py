"""Fit who acts and who is acted on in an event, and write the weights to the package's tables.

    python -m training.fit_parties

A conditional logit (McFadden 1974) for each part: the words of `roles.RoleReader.parts` and nobody are the options, the
head of the annotated participant, with what is coordinated with it, is right. Fitted on every other sentence of the
event corpus' test part, as `training.calibrate_events` is; prints how often the likeliest option is right there, in two
folds, and on the rest. Newton's method with a ridge; where several options are right, their sum counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.reading.events.choice import AGENT, RECIPIENT, nobody_signs, party_signs
from onrecord.reading.events.roles import can_have
from training.calibrate_events import Example, Judged, is_for_fitting, judged
from training.event_corpus import TEST, load
from training.linear import write_table

TARGET = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data" / "events" / "parties.tsv"
LEAST = 8
"""Signs of fewer options are left out."""
RIDGE = 3.0
STEPS = 25

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one part of one event, nobody the last, and which are right: none where the part was missed."""

    sentence: str
    options: Sequence[Mapping[str, float]]
    right: frozenset[int]


def choices(sentences: Sequence[Judged], part: int) -> Iterator[Choice]:
    """The choices of one part in all candidates that stand for an annotated event."""
    for each in sentences:
        for example in each.examples:
            if example.gold is not None:
                yield _choice(each, example, part)


def _choice(each: Judged, example: Example, part: int) -> Choice:
    assert example.gold is not None
    weighed = example.weighed
    parts = [p for p in weighed.parts if can_have(p, part)]
    gold = example.agents if part == AGENT else example.recipients
    annotated = example.gold.actor if part == AGENT else example.gold.recipient
    options: list[Mapping[str, float]] = [party_signs(each.analysis, weighed.entry, p, part) for p in parts]
    options.append(nobody_signs(weighed.entry, weighed.label.type, part, [p.rates for p in parts]))
    right = {index for index, p in enumerate(parts) if p.word in gold}
    return Choice(each.sentence.id, options, frozenset(right if annotated else {len(parts)}))


def sign_names(listed: Sequence[Choice]) -> tuple[str, ...]:
    """The signs of enough options, sorted."""
    counts = Counter(name for choice in listed for option in choice.options for name in option)
    return tuple(sorted(name for name, count in counts.items() if count >= LEAST))


def _tensor(listed: Sequence[Choice], names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Values [choice, option, sign], 0 for options and minus infinity for what only fills up, and 1 where right."""
    place = {name: index for index, name in enumerate(names)}
    most = max(len(choice.options) for choice in listed)
    values = np.zeros((len(listed), most, len(names)))
    bar, right = np.full((len(listed), most), -np.inf), np.zeros((len(listed), most))
    for row, choice in enumerate(listed):
        bar[row, : len(choice.options)] = 0.0
        right[row, sorted(choice.right)] = 1.0
        for index, option in enumerate(choice.options):
            for name, value in option.items():
                if name in place:
                    values[row, index, place[name]] = value
    return values, bar, right


def _shares(values: Floats, bar: Floats, weights: Floats) -> Floats:
    scores = values @ weights + bar
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = raised / raised.sum(axis=1, keepdims=True)
    return found


def fit(listed: Sequence[Choice], names: Sequence[str]) -> Floats:
    """The weights of the signs; choices whose right option is missing say nothing."""
    values, bar, right = _tensor([choice for choice in listed if choice.right], names)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        shares = _shares(values, bar, weights)
        wanted = shares * right
        wanted = wanted / wanted.sum(axis=1, keepdims=True)
        gradient = np.einsum("co,cos->s", wanted - shares, values) - RIDGE * weights
        mean = np.einsum("co,cos->cs", shares, values)
        spread = np.einsum("co,cos,cot->st", shares, values, values, optimize=True) - mean.T @ mean
        weights = weights + np.linalg.solve(spread + RIDGE * np.eye(len(names)), gradient)
    return weights


def accuracy(listed: Sequence[Choice], names: Sequence[str], weights: Floats) -> float:
    """The share of choices whose likeliest option is right; those that miss the right one count as wrong."""
    values, bar, right = _tensor(listed, names)
    best = _shares(values, bar, weights).argmax(axis=1)
    return float(right[np.arange(len(listed)), best].mean())


def _two_folds(listed: Sequence[Choice]) -> float:
    half = len(listed) // 2
    found = 0.0
    for learned, tried in ((listed[:half], listed[half:]), (listed[half:], listed[:half])):
        names = sign_names(learned)
        found += accuracy(tried, names, fit(learned, names)) / 2
    return found


def main() -> None:
    """Fit both parts, say how well they hold, and write the table."""
    sentences = [judged(sentence) for sentence in load(TEST) if sentence.events]
    columns: dict[int, dict[str, float]] = {}
    for part, name in ((AGENT, "agent"), (RECIPIENT, "recipient")):
        listed = list(choices(sentences, part))
        fitting = [choice for choice in listed if is_for_fitting(choice.sentence)]
        rest = [choice for choice in listed if not is_for_fitting(choice.sentence)]
        names = sign_names(fitting)
        weights = fit(fitting, names)
        columns[part] = dict(zip(names, weights.tolist(), strict=True))
        print(f"{name}: {accuracy(rest, names, weights):.3f} of {len(rest)}; two folds {_two_folds(fitting):.3f}")
    signs = sorted(columns[AGENT].keys() | columns[RECIPIENT].keys())
    table = np.array([[columns[part].get(sign, 0.0) for part in (AGENT, RECIPIENT)] for sign in signs])
    about = "who acts and who is acted on: weights of a conditional logit; fitted by training/fit_parties.py"
    write_table(TARGET, about, signs, ("agent", "recipient"), table)
    print(f"{len(signs)} signs written to {TARGET}")


if __name__ == "__main__":
    main()
