"""`python -m benchmarks.predict FACET INPUT OUTPUT`: what onrecord makes of a bench's input."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import adapters
from benchmarks.clusters import predict_clusters
from benchmarks.gold import predict_reports
from benchmarks.groups import groups
from benchmarks.mentions import mentions
from benchmarks.reuse import pairs
from benchmarks.rows import Row, read_rows, write_rows
from benchmarks.story import story
from benchmarks.timeline import timelines

ROW_FACETS: dict[str, Callable[[Row], Row]] = {
    "actors": adapters.actors,
    "attribution": adapters.attribution,
    "cameo-quad": adapters.cameo_quad,
    "case21": adapters.case21,
    "coreference": adapters.coreference,
    "entities": adapters.entities,
    "factuality": adapters.factuality,
    "fivew": adapters.fivew,
    "geo": adapters.geo,
    "petr2": adapters.petr2,
    "plv": adapters.plv,
    "rst-attribution": adapters.rst_attribution,
    "time": adapters.time,
}
FACETS = (
    *ROW_FACETS, "gold-clusters", "gold-reports", "mentions", "reuse", "reuse-groups", "story", "syntax", "timeline",
)  # fmt: skip


def predict(facet: str, source: Path, target: Path, docs: Path | None = None) -> int:
    """Read INPUT, write the facet's predictions to OUTPUT, and return how many rows were written.

    `source` and `target` are files of JSON Lines (gzipped or not), folders for `gold-reports` and `gold-clusters`;
    `docs` is the folder that the documents named in rows start from, by default that of `source`.
    """
    if facet == "gold-reports":
        return predict_reports(source, target)
    if facet == "gold-clusters":
        return predict_clusters(source, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    return write_rows(target, _rows(facet, source, docs or source.parent))


def _rows(facet: str, source: Path, docs: Path) -> Iterator[Row]:
    if facet == "mentions":
        yield from mentions(read_rows(source))
        return
    if facet == "story":
        yield from story(read_rows(source))
        return
    if facet == "timeline":
        yield from timelines(read_rows(source), source.parent)
        return
    if facet == "reuse-groups":
        yield from groups(read_rows(source), docs)
        return
    if facet == "reuse":
        yield from pairs(read_rows(source), docs)
        return
    for row in read_rows(source):
        if facet == "syntax":
            yield from adapters.syntax(row)
        else:
            yield ROW_FACETS[facet](row)


def main() -> None:
    """Parse the arguments and predict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facet", choices=sorted(FACETS))
    parser.add_argument("input", type=Path, help="JSON Lines, gzipped or not; a folder for gold-reports")
    parser.add_argument("output", type=Path)
    parser.add_argument("--docs", type=Path, metavar="ROOT", help="folder of the documents that rows refer to")
    args = parser.parse_args()
    if not args.input.exists():
        parser.error(f"{args.input} does not exist")
    print(f"{args.facet}: {predict(args.facet, args.input, args.output, args.docs)} written to {args.output}")


if __name__ == "__main__":
    main()
