"""Puts what the code now gives and says into the pages: `python docs/refresh.py`; with `--check` it only compares.

README.md shows the example's output, docs/thresholds.md the thresholds of confidence, docs/ontologies.md an example of
event types of one's own.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.reading.attributions import stage as attributions
from onrecord.reading.events import stage as events
from onrecord.reading.positions import shifts
from onrecord.reading.positions import stage as positions

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
THRESHOLDS = ROOT / "docs" / "thresholds.md"
ONTOLOGIES = ROOT / "docs" / "ontologies.md"
EXAMPLE = "examples/grain-corridor.txt"
STORY = "examples/night-corridor.jsonl"
ARCHIVE_COMMANDS = (
    "onrecord add night-corridor.jsonl --archive news.archive",
    "onrecord stories news.archive",
    "onrecord claims news.archive",
    'onrecord position news.archive Romania "grain trucks at night" --on 2025-03-11 --as-reported-by 2025-03-11T08:00Z',
    'onrecord position news.archive Romania "grain trucks at night" --on 2025-03-11 --as-reported-by 2025-03-11T18:00Z',
)
OWN_TYPES, OWN_TYPES_SCRIPT = "examples/transit.yaml", "examples/own_types.py"


def printed(*arguments: str, folder: Path = ROOT) -> str:
    """What Python prints with the arguments, started in a folder, in a terminal of 100 columns."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        check=True,
        cwd=folder,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def refreshed(page: str, mark: str, block: str, language: str = "text") -> str:
    """The page with a fenced block between `<!-- mark -->` and `<!-- /mark -->`."""
    start, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    head, _, rest = page.partition(start)
    _, _, tail = rest.partition(end)
    return f"{head}{start}```{language}\n{block}\n```\n{end}{tail}"


def readme(page: str) -> str:
    """README.md with the example's present output."""
    briefing = printed("-m", "onrecord", "read", EXAMPLE)
    page = refreshed(page, "output", f"$ onrecord read {EXAMPLE}\n\n{briefing}")
    return refreshed(page, "archive", _archive())


def _archive() -> str:
    """What the commands for many reports print on the example of one matter."""
    with TemporaryDirectory() as folder:
        shutil.copy(ROOT / STORY, folder)
        ran = [(line, printed("-m", *shlex.split(line), folder=Path(folder))) for line in ARCHIVE_COMMANDS]
    return "\n\n".join(f"$ {line}\n{_first_paragraphs(said)}".strip() for line, said in ran)


def _first_paragraphs(said: str) -> str:
    """The first two paragraphs of a long answer."""
    parts = said.split("\n\n")
    return "\n\n".join([*parts[:2], "..."]) if len(parts) > 3 else said


def ontologies(page: str) -> str:
    """docs/ontologies.md with its example file, what the check says of it, and what it finds."""
    page = refreshed(page, "file", (ROOT / OWN_TYPES).read_text(encoding="utf-8").strip(), "yaml")
    checked = printed("-m", "onrecord", "ontology", "check", OWN_TYPES)
    page = refreshed(page, "check", f"$ onrecord ontology check {OWN_TYPES}\n{checked}")
    page = refreshed(page, "script", (ROOT / OWN_TYPES_SCRIPT).read_text(encoding="utf-8").strip(), "python")
    return refreshed(page, "found", f"$ python {OWN_TYPES_SCRIPT}\n{printed(OWN_TYPES_SCRIPT)}")


def thresholds() -> str:
    """The two thresholds of each kind of record, as a Markdown table."""
    rows = [
        ("attributions", attributions.KEPT, attributions.SHOWN),
        ("events", events.RECORD_THRESHOLD, events.SHOW_THRESHOLD),
        ("positions", positions.LEAST_TRUST, positions.SHOWN),
        ("shifts", None, shifts.SHOWN),
    ]
    lines = ["| kind | record | show as fact |", "|---|---:|---:|"]
    lines += [f"| {kind} | {'all found' if record is None else record} | {shown} |" for kind, record, shown in rows]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every page that is made, with what it should hold."""
    return {
        README: readme(README.read_text(encoding="utf-8")),
        THRESHOLDS: thresholds(),
        ONTOLOGIES: ontologies(ONTOLOGIES.read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write the pages anew, or fail where one is not current."""
    for page, text in pages().items():
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif text != page.read_text(encoding="utf-8"):
            raise SystemExit(f"{page.name} does not show what the code gives now; run: make readme")


if __name__ == "__main__":
    main()
