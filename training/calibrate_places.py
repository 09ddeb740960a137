"""Fit how often a place is right at the share of belief that it won, for `onrecord.reading.places.resolve.calibrated`.

    python -m training.calibrate_places shared/bench/geo/dev.jsonl

A logistic regression (Platt 1999) over the log odds of the share, on half of the documents of the geoparsing bench's
dev part; prints the two numbers to enter as `SLOPE` and `OFFSET`, and how stated and measured confidence meet on the
other half. A mention is right when its point lies within 161 km of the gold's.
"""

import argparse
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, exp, log, radians, sin, sqrt
from pathlib import Path
from zlib import crc32

from benchmarks.rows import Row, read_rows
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.places.resolve import MOST_SURE, OFFSET, SLOPE
from onrecord.reading.places.stage import find_places
from onrecord.records import Place, Report, report_id

RIGHT_KM = 161
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
STEPS = 100

Pair = tuple[float, bool]


def odds(share: float) -> float:
    """The log odds of a share, kept from infinity as at run time."""
    share = min(max(share, 1 - MOST_SURE), MOST_SURE)
    return log(share / (1 - share))


def raw_share(confidence: float) -> float:
    """The share of belief behind a recorded confidence: the inverse of `calibrated`."""
    return 1 / (1 + exp(-(odds(confidence) - OFFSET) / SLOPE))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    north, east = radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2
    h = sin(north) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(east) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def pairs(rows: list[Row]) -> Iterator[Pair]:
    """The share of belief of each mention that the bench has a point for, and whether the place is right."""
    model = load_reader_model()
    for row in rows:
        text = row["text"]
        report = Report(
            id=report_id(text), text=text, uri=row.get("url"), outlet=row.get("domain"), published=row.get("date")
        )
        gold = [t for t in row["toponyms"] if t.get("lat") is not None and not t.get("demonym")]
        for place in find_places(report, analyse(report, model)):
            yield from _judged(place, gold)


def _judged(place: Place, gold: list[Row]) -> Iterator[Pair]:
    if place.lat is None or place.lon is None:
        return
    for start, end in place.mentions:
        found = next((t for t in gold if t["start"] < end and start < t["end"]), None)
        if found is not None:
            far = kilometres((found["lat"], found["lon"]), (place.lat, place.lon))
            yield raw_share(place.confidence), far <= RIGHT_KM


def chance(x: float, slope: float, offset: float) -> float:
    """The logistic function of a straight line."""
    return 1 / (1 + exp(min(50.0, max(-50.0, -(slope * x + offset)))))


def fit(found: list[Pair]) -> tuple[float, float]:
    """Slope and offset of the log odds of being right over those of the share, by Newton's method."""
    slope, offset = 0.3, 0.0
    points = [(odds(share), float(right)) for share, right in found]
    for _ in range(STEPS):
        ga = gb = haa = hab = hbb = 0.0
        for x, y in points:
            p = chance(x, slope, offset)
            w = p * (1 - p)
            ga, gb = ga + (y - p) * x, gb + (y - p)
            haa, hab, hbb = haa + w * x * x, hab + w * x, hbb + w
        under = haa * hbb - hab * hab
        up, right = (hbb * ga - hab * gb) / under, (haa * gb - hab * ga) / under
        slope, offset = slope + up, offset + right
        if abs(up) + abs(right) < 1e-9:
            break
    return slope, offset


def table(found: list[Pair], slope: float, offset: float) -> str:
    """Bin by bin how many mentions there are, the mean stated confidence, and the share that is right."""
    stated = [(chance(odds(share), slope, offset), right) for share, right in found]
    lines = ["| stated | mentions | mean stated | right |", "|---|---:|---:|---:|"]
    for low, high in pairwise(BINS):
        inside = [(c, right) for c, right in stated if low <= c < high]
        if inside:
            mean, share = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            lines.append(f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.3f} | {share:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Fit on one half, print the numbers and the table of the other half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="dev part of the geoparsing bench, JSON Lines")
    rows = list(read_rows(parser.parse_args().bench))
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        halves[crc32(str(row["id"]).encode()) % 2].append(row)
    slope, offset = fit(list(pairs(halves[0])))
    print(f"SLOPE = {slope:.3f}\nOFFSET = {offset:.3f}")
    print(table(list(pairs(halves[1])), slope, offset))


if __name__ == "__main__":
    main()
