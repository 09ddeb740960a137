"""Puts what the code now gives and says into the pages: `python docs/refresh.py`; with `--check` it only compares.

README.md shows the example's output, docs/thresholds.md the thresholds of confidence.
"""

import os
import subprocess
import sys
from pathlib import Path

from onrecord.reading.attributions import stage as attributions
from onrecord.reading.events import stage as events
from onrecord.reading.positions import shifts
from onrecord.reading.positions import stage as positions

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
THRESHOLDS = ROOT / "docs" / "thresholds.md"
EXAMPLE = "examples/grain-corridor.txt"
START, END = "<!-- output -->\n", "<!-- /output -->"


def briefing() -> str:
    """What `onrecord read` prints for the example in a terminal of 100 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", EXAMPLE],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"},
        check=True,
        cwd=ROOT,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def refreshed(page: str) -> str:
    """The page with the example's present output between its marks."""
    head, _, rest = page.partition(START)
    _, _, tail = rest.partition(END)
    return f"{head}{START}```text\n$ onrecord read {EXAMPLE}\n\n{briefing()}\n```\n{END}{tail}"


def thresholds() -> str:
    """The two thresholds of each kind of record, as a Markdown table."""
    rows = [
        ("attributions", attributions.KEPT, attributions.SHOWN),
        ("events", events.RECORD_THRESHOLD, events.SHOW_THRESHOLD),
        ("positions", None, positions.SHOWN),
        ("shifts", None, shifts.SHOWN),
    ]
    lines = ["| kind | record | show as fact |", "|---|---:|---:|"]
    lines += [f"| {kind} | {'all found' if record is None else record} | {shown} |" for kind, record, shown in rows]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every page that is made, with what it should hold."""
    return {README: refreshed(README.read_text(encoding="utf-8")), THRESHOLDS: thresholds()}


def main() -> None:
    """Write the pages anew, or fail where one is not current."""
    for page, text in pages().items():
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif text != page.read_text(encoding="utf-8"):
            raise SystemExit(f"{page.name} does not show what the code gives now; run: make readme")


if __name__ == "__main__":
    main()
