"""`python -m benchmarks.determinism FILES...`: the same bytes from other processes, hash seeds, numbers of cores."""

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import write_section


@dataclass(frozen=True, slots=True)
class Setting:
    """How one process is run."""

    hash_seed: str
    cores: int

    def __str__(self) -> str:
        return f"PYTHONHASHSEED={self.hash_seed}, {self.cores} core{'s' if self.cores > 1 else ''}"


SETTINGS = (Setting("0", 1), Setting("0", 1), Setting("1", 2), Setting("4242", 1), Setting("random", 2))


def digest(files: Sequence[str], setting: Setting) -> str:
    """The sha-256 of all records of the files as JSON Lines, made by a new process."""
    environment = {**os.environ, "PYTHONHASHSEED": setting.hash_seed, "OMP_NUM_THREADS": str(setting.cores)}
    command = [sys.executable, "-m", "onrecord", "read", "--format", "jsonl", *files]
    allowed = sorted(os.sched_getaffinity(0))[: setting.cores]
    done = subprocess.run(
        command,
        capture_output=True,
        env=environment,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return hashlib.sha256(done.stdout).hexdigest()


def main() -> None:
    """Parse the arguments, read the files under every setting, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    digests = [digest(args.files, setting) for setting in SETTINGS]
    verdict = "the same bytes" if len(set(digests)) == 1 else "the bytes DIFFER"
    runs = [f"- {found[:16]}: {setting}" for setting, found in zip(SETTINGS, digests, strict=True)]
    found = "\n".join([f"{len(args.files)} files, a new process each time: {verdict}.", "", *runs])
    print(found)
    if args.write:
        write_section(args.write, "sameness", found)
    raise SystemExit(len(set(digests)) - 1)


if __name__ == "__main__":
    main()
