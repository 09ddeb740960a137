"""Fit the weights of `onrecord.reading.attributions.confidence` on a PolNeAR file and print them.

    python -m training.calibrate_attributions polnear-dev.jsonl

Each candidate of the model is an example: right when its content shares at least half of the words of a gold
content and its source agrees in the same way, one to one. The fit is a logistic regression by Newton's method
with a small ridge, on every other article; the rest shows how the fit holds. The articles must not be those that
trained the model, on which it is surer than it is elsewhere. PolNeAR's texts are not shipped; only the ten weights are.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.attributions import stage
from onrecord.reading.attributions.confidence import FEATURES, features
from onrecord.reading.attributions.quotes import Quotes
from onrecord.reading.layout import find_layout
from onrecord.records import Report, report_id
from onrecord.spans import Span, overlaps

_WORD = re.compile(r"\w+")


def examples(articles: list[dict[str, Any]]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Feature rows of all candidates of the model, and whether each is right."""
    model = load_reader_model()
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for article in articles:
        report = Report(id=report_id(article["text"]), text=article["text"])
        analysis = analyse(report, model)
        layout = find_layout(report)
        quotes = Quotes(analysis, layout)
        found = [c for c in stage.candidates_of(analysis, layout, quotes) if c.rule == "model"]
        words = [m.span() for m in _WORD.finditer(article["text"])]
        gold = [(_words(words, a["content"]), _words(words, a["source"])) for a in article["attributions"]]
        for candidate in found:
            content = _words(words, [analysis.span(p) for p in candidate.content])
            source = _words(words, [analysis.span(p) for p in candidate.source])
            rows.append(features(analysis, quotes, candidate))
            right.append(float(any(_half(content, c) and (source == s or _half(source, s)) for c, s in gold)))
    return np.array(rows), np.array(right)


def _words(words: list[Span], spans: list[Span]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if any(overlaps(word, (s[0], s[1])) for s in spans))


def _half(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b) and 2 * len(a & b) >= max(len(a), len(b))


def fit(rows: npt.NDArray[np.float64], right: npt.NDArray[np.float64], ridge: float = 1.0) -> npt.NDArray[np.float64]:
    """Logistic weights by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - chance) - ridge * weights
        curvature = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    """Print the weights, and precision by tenth of the confidence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    options = parser.parse_args()
    articles = _read(options.articles)
    weights = fit(*examples(articles[::2]))
    print("WEIGHTS =", tuple(round(float(w), 3) for w in weights))
    print(dict(zip(FEATURES, weights.round(2).tolist(), strict=True)))
    rows, right = examples(articles[1::2])
    chance = 1.0 / (1.0 + np.exp(-rows @ weights))
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} candidates, right {right[inside].mean():.3f}")
    for least in np.arange(0.5, 0.96, 0.05):
        kept = chance >= least
        print(f"from {least:.2f}: precision {right[kept].mean():.3f}, {kept.sum()} of {len(kept)} candidates")


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    main()
