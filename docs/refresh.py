"""Puts what the example now gives into README.md: `python docs/refresh.py`; with `--check` it only compares."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
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


def main() -> None:
    """Write the page anew, or fail where it is not current."""
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if "--check" not in sys.argv:
        README.write_text(new, encoding="utf-8")
    elif new != old:
        raise SystemExit("README.md does not show the example's present output; run: make readme")


if __name__ == "__main__":
    main()
