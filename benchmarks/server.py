"""How fast the HTTP API answers many at once: `python -m benchmarks.server ARCHIVE [--clients 20] [--minutes 10]`.

A server process of its own answers clients on loopback that ask one thing after the other, without a pause, each on
one connection. Reports, stories and searches are drawn with a fixed seed; every one of them is asked for the first time
in the first round, and told apart from what was asked for before. With `--minutes` all resources are asked for in turn
for that long, and any answer but 200 counts as an error.
"""

import argparse
import asyncio
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

from onrecord.archive import Archive
from onrecord.archive.stories.view import stories
from onrecord.archive.views.parts import ROOT, report_path

BARS = {"report": 50.0, "story": 100.0, "search": 150.0}
"""Milliseconds that 95 of 100 answers may take at most."""
SEED = 20
_PORT = 18765
_PATIENCE = 60.0


def main() -> None:
    """Measure and print; the exit status is 1 where a bar is missed or an answer is an error."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--requests", type=int, default=1000, help="of each kind")
    parser.add_argument("--workers", type=int, default=1, help="server processes")
    parser.add_argument("--minutes", type=float, default=0.0, help="ask for everything for so long instead")
    arguments = parser.parse_args()
    addresses = drawn(arguments.archive, arguments.requests)
    with running(arguments.archive, arguments.workers) as process:
        if arguments.minutes:
            missed = soak(addresses, arguments.clients, arguments.minutes * 60, process)
        else:
            missed = measure(addresses, arguments.clients)
    sys.exit(1 if missed else 0)


def drawn(path: Path, count: int) -> dict[str, list[str]]:
    """Addresses of each kind, drawn from what the archive holds."""
    draw = random.Random(SEED)
    with Archive.open(path, read_only=True) as archive:
        reports = [row.id for row in archive.reports()]
        words = [word for row in archive.reports() for word in (row.title or "").split() if _is_plain(word)]
        named = [each.id for each in stories(archive)]
        actors = [name for (name,) in archive.connection.execute("SELECT id FROM entity_forms ORDER BY id")]
    searches = [f"{ROOT}/search?q={quote(' '.join(draw.sample(words, draw.choice((1, 2)))))}&in={kind}" for kind in
                draw.choices(("statements", "events", "positions", "reports"), k=count)]  # fmt: skip
    found = {
        "report": [ROOT + report_path(each) for each in draw.sample(reports, min(count, len(reports)))],
        "story": [f"{ROOT}/stories/{each}" for each in draw.sample(named, min(count, len(named)))],
        "search": searches,
        "actor": [f"{ROOT}/actors/{each}" for each in draw.sample(actors, min(50, len(actors)))],
    }
    found["rest"] = [
        *(
            f"{ROOT}{path}"
            for path in ("/archive", "/reports", "/stories", "/stories?sort=fresh", "/actors", "/matters")
        ),
        *(f"{ROOT}{path}" for path in ("/events", "/places", "/timeline?unit=week", "/map", "/openapi.json")),
        *(f"{each}/claims" for each in found["story"][:20]),
        *(f"{each}/graph" for each in found["story"][:20]),
        *(f"{each}/passages" for each in found["story"][:20]),
    ]
    return found


def _is_plain(word: str) -> bool:
    return len(word) > 4 and word.isascii() and word.isalpha()


@contextmanager
def running(path: Path, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of the archive."""
    command = [sys.executable, "-m", "onrecord", "serve", str(path), "--port", str(_PORT), "--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        asyncio.run(_until_it_answers())
        yield process
    finally:
        process.terminate()
        process.wait(_PATIENCE)


async def _until_it_answers() -> None:
    started = time.monotonic()
    while True:
        try:
            client = await Client.connect()
            await client.ask(f"{ROOT}/archive")
            await client.ask(f"{ROOT}/matters")
            break
        except OSError:
            if time.monotonic() - started > _PATIENCE:
                raise
            await asyncio.sleep(0.1)
    print(f"answers after {time.monotonic() - started:.1f} s")


class Client:
    """One connection that asks one thing after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls) -> "Client":
        """A new connection."""
        return cls(*await asyncio.open_connection("127.0.0.1", _PORT, limit=1 << 24))

    async def ask(self, address: str) -> tuple[int, int]:
        """The status and the number of bytes of an answer."""
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{_PORT}\r\nAccept-Encoding: gzip\r\n\r\n"
        self._writer.write(request.encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
        await self._reader.readexactly(length)
        return int(head[9:12]), length


def measure(addresses: dict[str, list[str]], clients: int) -> bool:
    """Each kind twice, the first time for the first time; whether a bar was missed."""
    missed = False
    print(f"{clients} clients\n\n| what | asked | p50 ms | p95 ms | p99 ms | bar p95 | a second | errors |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, bar in BARS.items():
        for turn in ("first", "again"):
            started = time.perf_counter()
            times, errors = asyncio.run(_all(addresses[kind], clients))
            rate = len(times) / (time.perf_counter() - started)
            p50, p95, p99 = (_part(times, part) for part in (0.5, 0.95, 0.99))
            parts = " | ".join(f"{one:.1f}" for one in (p50, p95, p99))
            print(f"| {kind}, {turn} | {len(times)} | {parts} | {bar:g} | {rate:.0f} | {errors} |")
            missed |= p95 > bar or errors > 0
    return missed


async def _all(addresses: list[str], clients: int) -> tuple[list[float], int]:
    """The milliseconds of each answer, and how many were no 200."""
    waiting, times, errors = iter(addresses), list[float](), 0

    async def one() -> None:
        nonlocal errors
        client = await Client.connect()
        for address in waiting:
            begun = time.perf_counter()
            status, _ = await client.ask(address)
            times.append((time.perf_counter() - begun) * 1000)
            errors += status != 200

    await asyncio.gather(*(one() for _ in range(clients)))
    return times, errors


def _part(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def soak(addresses: dict[str, list[str]], clients: int, seconds: float, process: subprocess.Popen[bytes]) -> bool:
    """Ask for everything for so long; whether an answer was an error."""
    before = _memory(process.pid)
    counts = asyncio.run(_soak(addresses, clients, seconds))
    print(f"{counts['asked']} answers in {seconds / 60:g} minutes, {counts['errors']} errors")
    print(f"memory of the server: {before} MB before, {_memory(process.pid)} MB after")
    print(f"memory of the clients: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return counts["errors"] > 0


async def _soak(addresses: dict[str, list[str]], clients: int, seconds: float) -> Counter[str]:
    counts, end = Counter[str](), time.monotonic() + seconds
    draws: list[Callable[[], str]] = [cycle(listed).__next__ for listed in addresses.values()]

    async def one(number: int) -> None:
        client = await Client.connect()
        draw = random.Random(number)
        while time.monotonic() < end:
            address = draw.choice(draws)()
            status, _ = await client.ask(address)
            counts["asked"] += 1
            if status != 200:
                counts["errors"] += 1
                print(status, address)

    await asyncio.gather(*(one(number) for number in range(clients)))
    return counts


def _memory(pid: int) -> int:
    """Megabytes that a process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
