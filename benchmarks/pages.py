"""Putting measured text into a page, between marks, with the commit it was measured on."""

import subprocess
from pathlib import Path


def write_section(page: Path, mark: str, text: str) -> None:
    """Replace what stands between `<!-- mark -->` and `<!-- /mark -->` in the page.

    Raises ValueError where the page has no such marks.
    """
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    old = page.read_text(encoding="utf-8")
    if start not in old or end not in old:
        raise ValueError(f"{page} has no place for {mark}: it needs {start} and {end}")
    head, _, rest = old.partition(start)
    _, _, tail = rest.partition(end)
    page.write_text(f"{head}{start}\nMeasured on {commit()}.\n\n{text}\n{end}{tail}", encoding="utf-8")


def commit() -> str:
    """The present commit's short name and date, and whether the code differs from it; the page itself may."""
    named = _git("log", "-1", "--format=%h of %cs")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "onrecord", "benchmarks", "requirements.lock")
    if not named:
        return "a tree without commits"
    return f"commit {named}" + (", with changes not yet committed" if changed else "")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
