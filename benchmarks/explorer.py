"""`python -m benchmarks.explorer --archive FILE`: how soon the explorer's pages show something, and answer a press.

Needs Node, Chromium and `npm ci` in `explorer/`. What is measured, and how, stands in `explorer/bench/measure.mjs`: a
real browser and `onrecord serve` on this machine, every page opened by its address in a browser that has nothing of it.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.pages import write_section
from onrecord.archive import Archive

ROOT = Path(__file__).parent.parent
PAINT, INTERACTION, TRANSFER = 1000.0, 200.0, 200_000
"""What is asked: milliseconds to the first meaningful paint and from an input to the next paint; bytes."""


def measure(archive: Path, rounds: int) -> dict[str, Any]:
    """The figures of every page, as the measuring program gives them. Raises CalledProcessError where it fails."""
    command = ["node", str(ROOT / "explorer" / "bench" / "measure.mjs"), str(archive.absolute()), str(rounds)]
    known = {**os.environ, "PYTHON": sys.executable}
    done = subprocess.run(command, cwd=ROOT / "explorer", env=known, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def summary(found: Mapping[str, Any], reports: int, rounds: int) -> str:
    """What was measured, as Markdown."""
    pages: Mapping[str, Mapping[str, Any]] = found["pages"]
    rows = [
        (name, *_times(page["paint"]), *_times(page["settled"])[:1], *_times(page["interaction"]), str(page["pressed"]))
        for name, page in pages.items()
    ]
    paint = max(median(page["paint"]) for page in pages.values())
    interaction = max(median(page["interaction"]) for page in pages.values())
    times = "once" if rounds == 1 else f"{rounds} times"
    return "\n".join(
        [
            f"An archive of {reports:,} reports, every page opened {times}, Chromium {found['chromium']}.",
            "",
            "| what | asked | reached |",
            "|---|---:|---:|",
            f"| first meaningful paint, the slowest page's median | {PAINT:.0f} ms | {paint:.0f} ms |",
            f"| interaction to next paint, the slowest page's median | {INTERACTION:.0f} ms | {interaction:.0f} ms |",
            f"| first page, all that is sent, gzipped | {TRANSFER // 1000} KB | {found['transfer'] / 1000:.0f} KB |",
            "",
            "| page | paint, median | worst | all there | interaction, median | worst | inputs |",
            "|---|---:|---:|---:|---:|---:|---:|",
            *(f"| {' | '.join(row)} |" for row in rows),
        ]
    )


def _times(times: Sequence[float]) -> tuple[str, str]:
    return f"{median(times):.0f} ms", f"{max(times):.0f} ms"


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, metavar="FILE", help="what `onrecord add` made")
    parser.add_argument("--rounds", type=int, default=5, help="how often every page is opened")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    with Archive.open(args.archive, read_only=True) as archive:
        reports = len(archive)
    found = summary(measure(args.archive, args.rounds), reports, args.rounds)
    print(found)
    if args.write:
        write_section(args.write, "explorer", found)


if __name__ == "__main__":
    main()
