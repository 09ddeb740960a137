"""Claims of the largest stories, found by a process of its own before anybody asks: they take seconds.

The process writes a line for each story, its name and its claims as JSON, and ends with the server that reads them.
"""

import os
import subprocess
import sys

import msgspec

from onrecord.archive import Archive
from onrecord.archive.claims import Claim, claims_of_story
from onrecord.archive.views.context import Context
from onrecord.archive.views.titles import story_list
from onrecord.server.kept import Kept

LEAST = 8
"""Reports of a story whose claims take long enough."""
MOST = 60
"""Stories that are gone through, those of most reports first."""
_POLITE = 19


class Found(msgspec.Struct, frozen=True):
    """The claims of a story."""

    story: str
    claims: tuple[Claim, ...]


def find_ahead(context: Context, kept: Kept, least: int = LEAST) -> None:
    """Have the claims of stories of so many reports found, and keep them, beside the archive for the next start too."""
    wanted = [each.id for each in story_list(context) if each.reports >= least][:MOST]
    missing = [name for name in wanted if not _take(context, name, kept.get(f"claims {name}", tuple[Claim, ...]))]
    if not missing:
        return
    command = [sys.executable, "-m", "onrecord.server.ahead", context.archive.path, *missing]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:
        for line in process.stdout or ():
            found = msgspec.json.decode(line, type=Found)
            kept.put(f"claims {found.story}", found.claims)
            _take(context, found.story, found.claims)


def _take(context: Context, story: str, claims: tuple[Claim, ...] | None) -> bool:
    """Have the context know the claims of a story, where they are known."""
    if claims is None:
        return False
    context.memo.get(("claims", story), lambda: claims)
    return True


def main(path: str, *wanted: str) -> None:
    """Write the claims of some stories, one after the other, as long as somebody reads them."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    with Archive.open(path, read_only=True) as archive:
        for name in wanted:
            line = msgspec.json.encode(Found(name, claims_of_story(archive, name)))
            try:
                sys.stdout.buffer.write(line + b"\n")
                sys.stdout.buffer.flush()
            except BrokenPipeError:
                os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
