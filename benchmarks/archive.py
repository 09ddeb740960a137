"""`python -m benchmarks.archive --articles FILE`: adding, adding again, what storing costs, and kill -9.

The first adding is done in this process, on one core, so that CPU seconds can be told apart: taking in and reading on
one side, storing with every index on the other. The second adding and the killed ones are `onrecord add` itself.

A kill is `SIGKILL` at a random moment after an adding has begun to write, within the time that an undisturbed one goes
on from there. The next run resumes on the same archive, until one ends by itself and the archive is compared, row by
row of every table, with the undisturbed one. Archives are made with one process and with two by turns.
"""

import argparse
import gzip
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import count_words, read_articles
from benchmarks.pages import write_section
from benchmarks.speed import one_core
from onrecord.archive import Archive
from onrecord.archive.adding import add_inputs
from onrecord.bulk import Worker
from onrecord.records import Record, Report

SHORT = 60
"""Words after which the reports of the killed addings are cut, at the end of a paragraph."""


@dataclass
class TimedReaders:
    """Reads in this process and counts the CPU seconds of it."""

    worker: Worker = field(default_factory=Worker)
    ahead: int = 0
    seconds: float = 0.0
    words: int = 0

    def submit(self, report: Report) -> Callable[[], Record]:
        """The reading of a report, done when asked for."""

        def reading() -> Record:
            start = time.process_time()
            record = self.worker(report)
            self.seconds += time.process_time() - start
            self.words += count_words(report.text)
            return record

        return reading


@dataclass(frozen=True)
class Adding:
    """What adding a file of articles gave and cost; seconds are CPU seconds but for `again` and `wall`."""

    outcomes: Counter[str]
    words: int
    lost: int
    doubled: int
    intake: float
    reading: float
    storing: float
    wall: float
    again: float
    megabytes: float

    @property
    def overhead(self) -> float:
        """Storing, as a share of taking in and reading."""
        return self.storing / (self.intake + self.reading)


def measure_adding(articles: Path, limit: int | None, folder: Path) -> Adding:
    """Add the articles to a new archive, and again; count what was lost or doubled on the way."""
    source, target = folder / "articles.jsonl", folder / "articles.archive"
    with gzip.open(articles, "rb") as lines:
        source.write_bytes(b"".join(islice(lines, limit)))
    start = time.process_time()
    wanted = {found.id for found in read_articles(source) if isinstance(found, Report)}
    intake = time.process_time() - start
    readers, wall, cpu = TimedReaders(), time.perf_counter(), 0.0
    readers.worker.load()
    with one_core(), Archive.open(target, create=True) as archive:
        start = time.process_time()
        outcomes = Counter(str(step.outcome) for step in add_inputs(archive, [str(source)], readers))
        cpu = time.process_time() - start
        ids = [row.id for row in archive.reports()]
    wall = time.perf_counter() - wall
    before, began = content(target), time.perf_counter()
    run_add(target, [source], 1)
    again = time.perf_counter() - began
    changed = differ(before, content(target))
    return Adding(
        outcomes=outcomes,
        words=readers.words,
        lost=len(wanted - set(ids)),
        doubled=len(ids) - len(set(ids)) + changed,
        intake=intake,
        reading=readers.seconds,
        storing=cpu - readers.seconds - intake,
        wall=wall,
        again=again,
        megabytes=target.stat().st_size / 1e6,
    )


@dataclass(frozen=True)
class Killing:
    """How often an adding was killed, how many archives were made so, and how many were not as they should be."""

    reports: int
    kills: int
    while_storing: int
    archives: int
    different: int


def measure_killing(articles: Path, reports: int, kills: int, folder: Path, seed: int = 1) -> Killing:
    """Kill addings of short reports at random points, resume each, and compare what comes out."""
    chance = random.Random(seed)
    source = folder / "short.jsonl"
    source.write_text("".join(short_reports(articles, reports)), encoding="utf-8")
    spans, expected = [], {}
    for processes in (1, 2):
        target = folder / f"undisturbed-{processes}.archive"
        spans.append(add_until(target, source, processes).seconds)
        expected = content(target)
    done = storing = archives = different = 0
    while done < kills:
        target, turn = folder / f"{archives}.archive", archives % 2
        while done < kills and add_until(target, source, turn + 1, chance.uniform(0, spans[turn])).killed:
            done += 1
            storing += 0 < stored(target) < reports
        run_add(target, [source], turn + 1)
        different += differ(expected, content(target))
        archives += 1
        for part in folder.glob(f"{archives - 1}.archive*"):
            part.unlink()
    return Killing(reports, done, storing, archives, different)


def short_reports(articles: Path, count: int) -> Iterator[str]:
    """JSON lines of the articles' first paragraphs; every tenth is no report, to have rejects among them."""
    for number, found in enumerate(islice(read_articles(articles), count)):
        if isinstance(found, Report):
            kept: list[str] = []
            for paragraph in found.text.split("\n\n"):
                kept.append(paragraph)
                if count_words(" ".join(kept)) >= SHORT:
                    break
            yield json.dumps({"text": "\n\n".join(kept), "outlet": found.outlet, "published": found.published}) + "\n"
        if number % 10 == 9:
            yield '{"text": "no report"}\n'


def run_add(target: Path, sources: Sequence[Path], processes: int) -> None:
    """`onrecord add` to its end."""
    done = subprocess.run(_command(target, sources, processes), capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"onrecord add ended with {done.returncode}: {done.stderr}")


@dataclass(frozen=True)
class Run:
    """One run of `onrecord add`: whether it was killed, and the seconds from its first write to its end."""

    killed: bool
    seconds: float


def add_until(target: Path, source: Path, processes: int, seconds: float | None = None) -> Run:
    """`onrecord add`, killed these seconds after its first write, where it had not come to its end by then."""
    log = Path(f"{target}-wal")
    before = _written(log)
    command = _command(target, [source], processes)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None and _written(log) == before:
            time.sleep(0.001)
        began = time.perf_counter()
        try:
            _, told = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            _, told = process.communicate()
        status = process.returncode
    if status not in (0, 2, -signal.SIGKILL):
        raise RuntimeError(f"onrecord add ended with {status}: {told.decode()}")
    return Run(status == -signal.SIGKILL, time.perf_counter() - began)


def _written(log: Path) -> int:
    """When the write-ahead log was last written to; 0 where there is none, or nothing in it."""
    try:
        found = log.stat()
    except FileNotFoundError:
        return 0
    return found.st_mtime_ns if found.st_size else 0


def _command(target: Path, sources: Sequence[Path], processes: int) -> list[str]:
    files = [str(source) for source in sources]
    return [sys.executable, "-m", "onrecord", "add", *files, "-a", str(target), "-p", str(processes)]


Content = dict[str, list[tuple[object, ...]]]


def content(path: Path) -> Content:
    """Every row of every table of an archive, the full-text index included."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        problems = connection.execute("PRAGMA integrity_check").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        rows = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for (name,) in names}
        return {**rows, "problems": [row for row in problems if row != ("ok",)] + broken}
    finally:
        connection.close()


def differ(wanted: Content, found: Content) -> bool:
    """Whether two archives hold different rows; the tables are named on standard error."""
    tables = [name for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name)]
    if tables:
        print(f"not as in the undisturbed archive: {', '.join(tables)}", file=sys.stderr)
    return bool(tables)


def stored(path: Path) -> int:
    """The reports in an archive that may not have come to be yet."""
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()


def summary(adding: Adding, killing: Killing) -> str:
    """What was measured, as Markdown."""
    given = sum(adding.outcomes.values())
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(adding.outcomes.items()))
    rows = [
        (f"{given:,} articles: lost, doubled", "0, 0", f"{adding.lost}, {adding.doubled}"),
        ("second add, of the first one's time", "under 5 %", f"{adding.again / adding.wall:.1%}"),
        ("storing with all indexes, over taking in and reading", "under 15 %", f"{adding.overhead:.1%}"),
        (
            "kill -9 at random points, archives unlike the undisturbed",
            "200; 0",
            f"{killing.kills}; {killing.different}",
        ),
    ]
    return "\n".join(
        [
            "| what | asked | reached |",
            "|---|---:|---:|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"- {told}; {adding.words:,} words; {adding.megabytes:.0f} MB",
            f"- CPU seconds on one core: taking in {adding.intake:.1f}, reading {adding.reading:.1f}, "
            f"storing {adding.storing:.1f}; the second add took {adding.again:.1f} s in all, its start included",
            f"- kills: {killing.while_storing} of {killing.kills} left an archive that held some of the "
            f"{killing.reports} reports and not all; {killing.archives} archives came to their end and were compared",
        ]
    )


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, metavar="FILE", help="articles as .jsonl.gz")
    parser.add_argument("--limit", type=int, help="articles to add; without it all")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=40, help="short reports in an adding that is killed")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page that keeps the result")
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        killing = measure_killing(args.articles, args.reports, args.kills, Path(folder))
        found = summary(measure_adding(args.articles, args.limit, Path(folder)), killing)
    print(found)
    if args.write:
        write_section(args.write, "archive", found)


if __name__ == "__main__":
    main()
