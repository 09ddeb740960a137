"""From what a user names to inputs: folders with all that is in them, patterns, files, standard input."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import EmptyInput, UnreadableInput
from onrecord.intake.streams import STDIN

PASSED_OVER = frozenset(
    ".css .js .ts .py .sh .toml .yaml .yml .ini .cfg .lock .map "
    ".png .jpg .jpeg .gif .webp .svg .ico .woff .woff2 .ttf .mp3 .mp4 .webm".split()
)
"""What is saved beside reports and is none by its ending: settings, programs, styles, pictures, sound."""


def expand(path: str) -> Iterator[str]:
    """The inputs that a path stands for, in sorted order: the files below a folder, or those that a pattern matches.

    Hidden files and folders are left out unless named, in folders also what is no report by its ending. A file whose
    own name looks like a pattern is that file.
    Raises EmptyInput for a folder without files and UnreadableInput for a pattern that matches nothing.
    """
    if path != STDIN and glob.has_magic(path) and not os.path.lexists(path):
        yield from _matching(path)
    elif path != STDIN and Path(path).is_dir():
        yield from _below(path)
    else:
        yield path


def _matching(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - pathlib has no patterns from the root
    if not found:
        raise UnreadableInput(pattern, "no file matches this pattern", "Check the path")
    for path in found:
        if not Path(path).is_dir():
            yield path


def _below(folder: str) -> Iterator[str]:
    empty = True
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(parent) / name
            if path.suffix.lower() in PASSED_OVER:
                continue
            if path.is_file() or not path.exists():  # no pipes or devices; links that lead nowhere are named later
                empty = False
                yield str(path)
    if empty:
        raise EmptyInput(folder, "the folder holds no files", "Name a folder with reports in it")
