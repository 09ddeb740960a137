"""`python -m training.fit_links MENTIONS OUTPUT`: fit the weights by which event mentions of many reports are linked.

MENTIONS is JSON Lines of documents with `text` and `mentions` (start, end, kind, chain), as ECB+'s training part.
Logistic regression over all candidate pairs by Newton's method; pairs of other lemmas that are not linked are thinned
to one in `THINNING` and weigh that much more. The stories are those that an archive of the documents finds.
Deterministic.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.story import story
from onrecord.knowledge.sign_weights import CONSTANT
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.events.linking import Reports, candidate_pairs, describe, pair_signs
from onrecord.records import Report, report_id

THINNING = 5
PENALTY = 3.0
STEPS = 12

Floats = npt.NDArray[np.float64]


def examples(path: Path) -> tuple[list[dict[str, float]], Floats, Floats]:
    """Signs of the pairs, whether each is linked, and how much it weighs."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    model = load_reader_model()
    analyses = [analyse(Report(id=report_id(row["text"]), text=row["text"]), model) for row in rows]
    reports = Reports(analyses, [found["cluster"] for found in story(rows)])
    events = [[m for m in row["mentions"] if m["kind"] == "event"] for row in rows]
    chains = [mention["chain"] for listed in events for mention in listed]
    told = [
        each
        for index, listed in enumerate(events)
        for each in describe(index, analyses[index], [(m["start"], m["end"]) for m in listed], reports)
    ]
    signs, linked, weights = [], [], []
    for place, (a, b) in enumerate(candidate_pairs(told, reports)):
        close = chains[a] == chains[b] or not told[a].families.isdisjoint(told[b].families)
        if close or place % THINNING == 0:
            signs.append(pair_signs(told[a], told[b], reports))
            linked.append(float(chains[a] == chains[b]))
            weights.append(1.0 if close else float(THINNING))
    return signs, np.array(linked), np.array(weights)


def fit(signs: Sequence[dict[str, float]], linked: Floats, weights: Floats) -> dict[str, float]:
    """The weights of the signs and of the constant."""
    names = sorted({name for row in signs for name in row})
    data = np.array([[row.get(name, 0.0) for name in names] for row in signs])
    scale = data.std(axis=0) + 1e-9
    data = np.hstack([np.ones((len(data), 1)), data / scale])
    found = np.zeros(len(names) + 1)
    penalty = np.full(len(found), PENALTY)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(data @ found)))
        slope = data.T @ (weights * (chance - linked)) + penalty * found
        curve = (data * (weights * chance * (1 - chance))[:, None]).T @ data + np.diag(penalty)
        found -= np.linalg.solve(curve, slope)
    return {CONSTANT: float(found[0])} | {n: float(w) for n, w in zip(names, found[1:] / scale, strict=True)}


def main() -> None:
    """Parse the arguments, fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mentions", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    weights = fit(*examples(args.mentions))
    lines = ["sign\tsame event", *(f"{name}\t{weight:.4f}" for name, weight in weights.items())]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
