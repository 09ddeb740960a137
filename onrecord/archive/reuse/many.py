"""Many reports compared: the pairs that share a passage or a credit are found first, and only those are compared."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.archive.reuse.compare import compare_sides
from onrecord.archive.reuse.directions import in_head
from onrecord.archive.reuse.fingerprints import fingerprints, sharing
from onrecord.archive.reuse.furniture import repeated_lines
from onrecord.archive.reuse.happening import day_of
from onrecord.archive.reuse.outlets import outlet_key
from onrecord.archive.reuse.sides import Side, make_side
from onrecord.archive.reuse.verdicts import Reuse
from onrecord.records import Record, Report

_WEEK = 7
"""Days between two reports after which a credit to an outlet is not for the other report's news."""


def compare_all(records: Sequence[Record]) -> tuple[Reuse, ...]:
    """The verdicts on all pairs of reports that share a passage or are tied by a credit, but for the unrelated.

    Pairs that are not listed are unrelated, or independent without words in common. In each pair `a` came out first, as
    far as that is known; the pairs are in order of publication. Lines that an outlet prints on many days are page
    furniture. The order of `records` does not matter.
    """
    ordered = sorted(records, key=lambda record: published_order(record.report))
    page = repeated_lines((*page_of(record.report), record.report.text) for record in ordered)
    names = sorted({record.report.outlet for record in ordered if record.report.outlet})
    sides = {r.report.id: make_side(r, page.get(page_of(r.report)[0], frozenset()), names) for r in ordered}
    place = {name: number for number, name in enumerate(sides)}
    pairs = candidate_pairs(sides)
    verdicts = (compare_sides(sides[a], sides[b]) for a, b in sorted(pairs, key=lambda p: (place[p[0]], place[p[1]])))
    return tuple(verdict for verdict in verdicts if verdict.label != "unrelated")


def candidate_pairs(sides: Mapping[str, Side]) -> set[tuple[str, str]]:
    """The pairs of ids that share a fingerprint or a credit, each in the order of `sides`."""
    place = {name: number for number, name in enumerate(sides)}
    found = sharing({name: fingerprints(own_forms(side)) for name, side in sides.items()}) | _credited(sides)
    return {(a, b) if place[a] < place[b] else (b, a) for a, b in found}


def published_order(report: Report) -> tuple[bool, str, str]:
    """The order in which reports are compared: by publication, those without a date last, then by id."""
    return report.published is None, report.published or "", report.id


def own_forms(side: Side) -> list[str]:
    """A report's words without the page's."""
    return [form for form, page in zip(side.words.forms, side.page, strict=True) if not page]


def page_of(report: Report) -> tuple[str, str]:
    """By whom and on which day a report's page was made: the key of the outlet, and the day, else the report's id."""
    return outlet_key(report.outlet) or "", report.published[:10] if report.published else report.id


def _credited(sides: Mapping[str, Side]) -> set[tuple[str, str]]:
    """Pairs within a week of which one credits the other's outlet, or which both credit a third in their heads."""
    whose: defaultdict[str, set[str]] = defaultdict(set)
    credited: defaultdict[str, set[str]] = defaultdict(set)
    leading: defaultdict[str, set[str]] = defaultdict(set)
    for name, side in sides.items():
        for key in side.own | side.carried:
            whose[key].add(name)
        for credit in side.credits:
            if credit.role != "aired" and credit.key not in side.own:
                (leading if in_head(credit) else credited)[credit.key].add(name)
    found: set[tuple[str, str]] = set()
    for key in sorted({*credited, *leading}):
        found.update(_near(sides, credited[key] | leading[key], whose[key] | leading[key]))
    return found


def _near(sides: Mapping[str, Side], left: Iterable[str], right: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of two lists that came out within a week of each other; the undated are near to all."""
    dated = sorted((day, name) for name in right if (day := day_of(sides[name])) is not None)
    days = [day for day, _ in dated]
    undated = [name for name in right if day_of(sides[name]) is None]
    for name in left:
        day = day_of(sides[name])
        near = dated if day is None else dated[bisect_left(days, day - _WEEK) : bisect_right(days, day + _WEEK)]
        for other in (*(other for _, other in near), *undated):
            if other != name:
                yield (name, other) if name < other else (other, name)
