"""`python -m benchmarks.floors`: fails where the quality on our own annotated reports lies under its floor."""

import argparse
import json

from benchmarks.floors.annotated import HERE, measure

FLOORS = HERE / "floors.json"
SLACK = 0.02
"""What `--raise` leaves between a floor and the present figure: about one fact."""


def read_floors() -> dict[str, float]:
    """The floors as they are kept."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def raised(floors: dict[str, float], scores: dict[str, float], allow_lower: bool) -> dict[str, float]:
    """New floors a little under the scores; none lower than before unless allowed."""
    new = {kind: round(max(score - SLACK, 0.0), 3) for kind, score in scores.items()}
    if allow_lower:
        return new
    return {kind: max(floor, floors.get(kind, 0.0)) for kind, floor in new.items()}


def main() -> None:
    """Parse the arguments, measure, compare or keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=__doc__)
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to just under the present figures"
    )
    parser.add_argument(
        "--allow-lower", action="store_true", help="with --raise: lower them too; say why in the commit"
    )
    args = parser.parse_args()
    floors, scores = read_floors(), measure()
    for kind, score in scores.items():
        verdict = "UNDER ITS FLOOR" if score < floors.get(kind, 0.0) else "ok"
        print(f"{kind:<14}{score:.3f}   floor {floors.get(kind, 0.0):.3f}   {verdict}")
    if args.lift:
        FLOORS.write_text(json.dumps(raised(floors, scores, args.allow_lower), indent=2) + "\n", encoding="utf-8")
        return
    raise SystemExit(any(score < floors.get(kind, 0.0) for kind, score in scores.items()))


if __name__ == "__main__":
    main()
