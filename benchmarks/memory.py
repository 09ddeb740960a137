"""`python -m benchmarks.memory`: what the tables add to the memory of a process, and how fast the gazetteer opens.

Measured in a process of its own: its resident memory once all code is imported, and again once every table is loaded:
every function of `onrecord.knowledge` and `onrecord.reading` that keeps its one result and takes no argument is called.
The gazetteer is memory-mapped, so that only pages that were touched are resident; here all are.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from pkgutil import walk_packages

from benchmarks.measure import resident_mb
from benchmarks.pages import write_section

PACKAGES = ("onrecord.knowledge", "onrecord.reading")
OTHER_LOADERS = ("load_reader_model",)
"""Functions of the same form that load no table."""


def loaders() -> Iterator[Callable[[], object]]:
    """The functions that load a table: cached, and callable without an argument; each once, in the order of names."""
    seen = set()
    for package in PACKAGES:
        module = import_module(package)
        for found in walk_packages(module.__path__, package + "."):
            for name, value in sorted(vars(import_module(found.name)).items()):
                if isinstance(value, _lru_cache_wrapper) and name not in OTHER_LOADERS and id(value) not in seen:
                    seen.add(id(value))
                    if all(p.default is not Parameter.empty for p in signature(value).parameters.values()):
                        yield value


def measure() -> tuple[float, float]:
    """MB that all tables add to this process, and the seconds in which the gazetteer was opened."""
    wanted = list(loaders())
    before = resident_mb()
    from onrecord.knowledge.gazetteer import load_gazetteer

    start = time.perf_counter()
    gazetteer = load_gazetteer()
    opened = time.perf_counter() - start
    for load in wanted:
        load()
    gazetteer.touch()
    return resident_mb() - before, opened


def summary() -> str:
    """What was measured in a fresh process, as a Markdown list."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", "--here"], capture_output=True, encoding="utf-8", check=True
    )
    added, opened = map(float, done.stdout.split())
    return (
        f"- memory that all tables add to a process, the whole gazetteer mapped in: {added:.0f} MB\n"
        f"- gazetteer opened in {1000 * opened:.0f} ms, the table of countries included"
    )


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    parser.add_argument("--here", action="store_true", help="measure in this process and print two bare numbers")
    args = parser.parse_args()
    if args.here:
        print(*measure())
        return
    found = summary()
    print(found)
    if args.write:
        write_section(args.write, "memory", found)


if __name__ == "__main__":
    main()
