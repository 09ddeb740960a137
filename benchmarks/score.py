"""`python -m benchmarks.score --bench ROOT --gold ROOT`: all dev scorers against the bars, in one table.

Each facet is predicted in a process of its own and scored by the bench's own `score.py`.
"""

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.pages import write_section


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: where it stands in the scorer's JSON, and the least it has to be (None: shown without a bar)."""

    what: str
    path: tuple[str, ...]
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """One run: a facet on an input, scored against `gold` by `scorer` with `arguments` before the two files."""

    facet: str
    gold: str
    scorer: str
    bars: tuple[Bar, ...]
    arguments: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    docs: bool = False
    """Rows name documents under the root of the benches; the scorer is told so too, and prints lines, not JSON."""


BENCHES = (
    Bench(
        "attribution",
        "attribution/polnear-dev.jsonl",
        "attribution/score.py",
        (
            Bar("attribution F1", ("attribution", "f1"), 0.74),
            Bar("direct F1", ("attribution direct", "f1"), 0.93),
            Bar("mixed F1", ("attribution mixed", "f1"), 0.82),
            Bar("indirect F1", ("attribution indirect", "f1"), 0.67),
            Bar("content-only F1", ("content-only", "f1"), 0.80),
            Bar("words of sources F1", ("token source", "f1"), 0.85),
            Bar("words of cues F1", ("token cue", "f1"), 0.72),
            Bar("words of contents F1", ("token content", "f1"), 0.91),
        ),
    ),
    Bench(
        "syntax",
        "syntax/ud-gum-dev.jsonl.gz",
        "syntax/score.py",
        (
            Bar("UPOS", ("upos",), 0.960),
            Bar("LAS", ("las",), 0.85),
            Bar("verb-subject F1", ("verb_subj",), 0.91),
            Bar("verb-object F1", ("verb_obj",), 0.89),
            Bar("sentence F1", ("sent_f1",), 0.88),
            Bar("lemmas", ("lemma",)),
        ),
        ("syntax",),
    ),
    Bench(
        "syntax",
        "syntax/ud-ewt-dev.jsonl.gz",
        "syntax/score.py",
        (Bar("UPOS", ("upos",)), Bar("LAS", ("las",)), Bar("sentence F1", ("sent_f1",))),
        ("syntax",),
    ),
    Bench(
        "entities",
        "syntax/uner-ewt-dev.jsonl.gz",
        "syntax/score.py",
        (Bar("names F1", ("f1",), 0.70), Bar("span F1", ("span_f1",))),
        ("entities",),
    ),
    Bench(
        "coreference",
        "syntax/ud-gum-docs-dev.jsonl.gz",
        "syntax/score.py",
        (Bar("CoNLL F1", ("conll_f1",), 0.45),),
        ("coref",),
        ("--min", "--types", "person,place,organization"),
    ),
    Bench(
        "rst-attribution",
        "syntax/ud-gum-docs-dev.jsonl.gz",
        "syntax/score.py",
        (
            Bar("relaxed F1", ("relaxed_f1",), 0.50),
            Bar("content F1", ("content_f1",)),
            Bar("nested recall", ("nested_recall",), 0.35),
        ),
        ("attribution",),
    ),
    Bench(
        "time",
        "time/dev.jsonl",
        "time/score.py",
        (Bar("value F1", ("ALL", "value_f1"), 0.82), Bar("relaxed F1", ("ALL", "relaxed_f1"), 0.93)),
    ),
    Bench(
        "geo",
        "geo/dev.jsonl",
        "geo/score.py",
        (
            Bar("recognition F1", ("ALL", "F1"), 0.85),
            Bar("of matched within 161 km", ("ALL", "acc161"), 0.78),
            Bar("country accuracy", ("ALL", "country_acc"), 0.92),
            Bar("end-to-end F1, 161 km", ("ALL", "e2e_f1161"), 0.64),
        ),
    ),
    Bench(
        "factuality",
        "factuality/dev.jsonl",
        "factuality/score.py",
        (
            Bar("mean absolute error", ("ALL", "mae")),
            Bar("Pearson r, UW", ("uw", "r"), 0.82),
            Bar("Pearson r, UDS", ("uds", "r"), 0.84),
            Bar("macro F1", ("ALL", "macro_f1"), 0.66),
            Bar("negated F1, UW", ("uw", "negated"), 0.55),
        ),
    ),
    Bench(
        "fivew",
        "fivew/dev.jsonl",
        "fivew/score.py",
        (
            Bar("4W gp_all", ("4W", "gp_all"), 0.78),
            Bar("4W F1", ("4W", "f1")),
            Bar("six questions gp_all", ("5W1H", "gp_all"), 0.65),
            Bar("false answers, at most .35", ("5W1H", "false")),
        ),
    ),
    Bench(
        "timeline",
        "timeline/dev.jsonl",
        "timeline/score.py",
        (
            Bar("mention F1", ("event_f1",), 0.40),
            Bar("date accuracy of those found", ("date_acc",), 0.75),
            Bar("order F1", ("order_f1",)),
        ),
    ),
    Bench(
        "plv",
        "events/plv-dev.jsonl",
        "events/score.py",
        (
            Bar("root macro F1", ("root", "macro_f1"), 0.84),
            Bar("quad macro F1", ("quad", "macro_f1"), 0.94),
            Bar("binary macro F1", ("binary", "macro_f1"), 0.97),
        ),
        ("classify",),
    ),
    Bench(
        "cameo-quad",
        "events/cameo-quad-dev.jsonl",
        "events/score.py",
        (Bar("quad macro F1", ("quad", "macro_f1"), 0.70),),
        ("classify",),
    ),
    Bench(
        "actors",
        "events/ngec-actors-dev.jsonl",
        "events/score.py",
        (
            Bar("country accuracy", ("country", "accuracy"), 0.88),
            Bar("sector accuracy", ("sector", "accuracy"), 0.78),
            Bar("country and sector", ("country_and_sector", "accuracy"), 0.72),
        ),
        ("actors",),
    ),
    Bench(
        "mentions",
        "story/ecb_dev.jsonl",
        "story/score.py",
        (Bar("CoNLL F1 of event mentions", ("conll_f1",), 0.78),),
        options=("--mentions", "event"),
    ),
    Bench(
        "petr2",
        "events/petr2-gsr-dev.jsonl",
        "events/score.py",
        (Bar("events F1 (countries, root code)", ("actors_country/root", "f1"), 0.85),),
        ("events",),
    ),
    Bench(
        "story",
        "story/newscluster_dev.jsonl",
        "story/score.py",
        (Bar("B-cubed F1", ("b3_f1",), 0.965), Bar("pairwise F1", ("pair_f1",), 0.93)),
    ),
    Bench(
        "story",
        "story/ecb_dev.jsonl",
        "story/score.py",
        (Bar("B-cubed F1", ("b3_f1",), 0.92), Bar("pairwise F1", ("pair_f1",), 0.90)),
    ),
    Bench(
        "reuse",
        "reuse/dev.jsonl",
        "reuse/score.py",
        (
            Bar("derived or not F1", ("derived_f1",), 0.93),
            Bar("label macro F1", ("label_macro_f1",), 0.78),
            Bar("direction", ("direction_accuracy",), 0.80),
            Bar("evidence covered", ("evidence_coverage",)),
            Bar("evidence precision", ("evidence_precision",)),
        ),
        docs=True,
    ),
    Bench(
        "reuse-groups",
        "reuse/groups-dev.jsonl",
        "reuse/score.py",
        (
            Bar("origins, exact count", ("origin_count_exact",), 0.75),
            Bar("exact where several", ("exact_where_several",), 0.60),
            Bar("B-cubed F1 of the assignment", ("bcubed_f1",)),
        ),
        options=("--groups",),
        docs=True,
    ),
)
GOLD_REPORTS = Bench(
    "gold-reports",
    "reports",
    "score.py",
    (
        Bar("attributions found", ("kinds", "attribution", "found"), 0.85),
        Bar("attributions, all fields", ("kinds", "attribution", "all"), 0.65),
        Bar("events found", ("kinds", "event", "found"), 0.80),
        Bar("events, all fields", ("kinds", "event", "all"), 0.55),
        Bar("times, all fields", ("kinds", "time", "all"), 0.95),
        Bar("places, all fields", ("kinds", "place", "all"), 0.90),
        Bar("actors, all fields", ("kinds", "actor", "all"), 0.85),
        Bar("positions F1", ("kinds", "position", "f1"), 0.70),
        Bar("shifts F1", ("kinds", "shift", "f1"), 0.65),
        Bar("key points, all fields", ("kinds", "keypoint", "all"), 0.80),
        Bar("total", ("total",), 0.75),
        Bar("traps fallen into", ("fallen",)),
    ),
)
GOLD_CLUSTERS = Bench(
    "gold-clusters",
    "clusters",
    "score.py",
    (
        Bar("stories F1", ("all", "stories_f1")),
        Bar("claims found", ("all", "claims_found")),
        Bar("independent origins, exact", ("all", "independent"), 0.75),
        Bar("origins F1", ("all", "origins_f1"), 0.80),
        Bar("answers", ("all", "answers"), 0.80),
        Bar("total", ("total",), 0.75),
    ),
    ("--clusters",),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside its bar; NaN where the run failed."""

    facet: str
    data: str
    what: str
    value: float
    least: float | None

    @property
    def missed(self) -> bool:
        """Whether there is a bar and the value lies under it."""
        return self.least is not None and not self.value >= self.least


class RunFailed(Exception):
    """A prediction or a scorer failed; the message says how."""


def measure(bench: Bench, root: Path, folder: Path) -> list[Figure]:
    """Predict and score one bench under `root`; predictions go into `folder`."""
    gold = root / bench.gold
    predicted = folder / (bench.facet if gold.is_dir() else f"{bench.facet}.jsonl")
    docs = ["--docs", str(root)] if bench.docs else []
    _run("-m", "benchmarks.predict", bench.facet, str(_input(bench, root, folder)), str(predicted), *docs)
    scores = _score(bench, root, predicted)
    data = Path(bench.gold).name.removesuffix(".gz").removesuffix(".jsonl")
    return [Figure(bench.facet, data, bar.what, float(_at(scores, bar.path)), bar.least) for bar in bench.bars]


def _input(bench: Bench, root: Path, folder: Path) -> Path:
    if bench.facet != "syntax":
        return root / bench.gold
    raw = folder / "raw.jsonl"
    raw.write_text(_run(str(root / bench.scorer), "raw", str(root / bench.gold)), encoding="utf-8")
    return raw


def _score(bench: Bench, root: Path, predicted: Path) -> Any:
    files = str(root / bench.gold), str(predicted)
    if bench.docs:
        return _lines(_run(str(root / bench.scorer), *files, *bench.options, "--docs", str(root)))
    wanted = [] if bench.scorer == "events/score.py" else ["--json"]  # that one knows no options and prints JSON anyway
    return json.loads(_run(str(root / bench.scorer), *bench.arguments, *files, *bench.options, *wanted))


def _lines(printed: str) -> dict[str, str]:
    """The figures of a scorer that prints one a line: a name, spaces, a value; what else it prints is left out."""
    rows = (line.split() for line in printed.splitlines() if not line.startswith(" "))
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RunFailed(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


def _at(scores: Any, path: Sequence[str]) -> Any:
    for key in path:
        if key not in scores:
            raise RunFailed(f"the scorer gives no {'.'.join(path)}; it gives {', '.join(scores)}")
        scores = scores[key]
    return scores


def measure_all(bench_root: Path, gold_root: Path | None, only: Sequence[str]) -> Iterator[Figure]:
    """The figures of all benches, or of the facets named in `only`, in the order of the table."""
    runs = [(bench, bench_root) for bench in BENCHES] + (
        [(bench, gold_root) for bench in (GOLD_REPORTS, GOLD_CLUSTERS)] if gold_root else []
    )
    with TemporaryDirectory() as folder:
        for bench, root in runs:
            if only and bench.facet not in only:
                continue
            try:
                yield from measure(bench, root, Path(folder))
            except RunFailed as error:
                print(error, file=sys.stderr)
                yield Figure(bench.facet, Path(bench.gold).name, "failed", math.nan, bench.bars[0].least)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| facet | data | figure | measured | bar | |", "|---|---|---|---:|---:|---|"]
    for figure in figures:
        bar = "" if figure.least is None else f"{figure.least:.3f}"
        verdict = "" if figure.least is None else "missed" if figure.missed else "met"
        rows.append(f"| {figure.facet} | {figure.data} | {figure.what} | {_shown(figure.value)} | {bar} | {verdict} |")
    return "\n".join(rows)


def _shown(value: float) -> str:
    return "failed" if math.isnan(value) else f"{value:.3f}"


def main() -> None:
    """Parse the arguments, measure, print, and keep the table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, metavar="ROOT", help="folder of the benches")
    parser.add_argument("--gold", type=Path, metavar="ROOT", help="folder of the written gold")
    parser.add_argument("--only", nargs="+", default=[], metavar="FACET")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the table")
    args = parser.parse_args()
    figures = []
    for figure in measure_all(args.bench, args.gold, args.only):
        figures.append(figure)
        print(f"{figure.facet} {figure.data} {figure.what}: {figure.value:.3f}", file=sys.stderr)
    print(table(figures))
    if args.write:
        write_section(args.write, "scores", table(figures))
    missed = sum(figure.missed for figure in figures)
    raise SystemExit(f"{missed} of {len(figures)} figures under their bars" if missed else 0)


if __name__ == "__main__":
    main()
