"""Two reports compared: is one the other's text, does it rest on it, or do both tell the same on their own?

The label is a decision list of few steps; its thresholds are those of the guideline that it follows: most of both
texts (copy), some 0.4 of the derived one (rewrite), a dozen words in a row (shared passage).
"""

from collections.abc import Sequence

from onrecord.archive.reuse.directions import Direction, Links, cited, direction, find_links, in_head
from onrecord.archive.reuse.happening import likeness
from onrecord.archive.reuse.passages import Judged, find_shared, judge
from onrecord.archive.reuse.sides import Side, make_side
from onrecord.archive.reuse.verdicts import Label, Reason, Reuse
from onrecord.records import Record

COPY = 0.8
"""Part of the words of each report that stands in the other, from which on they are one text."""
REWRITE = 0.47
"""Part of the derived report's words that stands in the other, from which on it is a rewrite."""
ALIKE = 0.65
"""Likeness from which on two reports without shared text or credit tell of the same happening."""
ALIKE_CREDITED = 0.35
"""The same where one credits the other's outlet in its head; further down a credit may be for any other news."""
PUBLIC = 12
"""Words in a row said in public that both quote: they tell of the same happening."""


def compare(a: Record, b: Record) -> Reuse:
    """How two reports stand to each other: label, direction, shared passages and the reasons.

    The two may be given in either order; `a_from_b` then turns into `b_from_a` and the spans change sides.
    """
    names = [record.report.outlet for record in (a, b)]
    return compare_sides(
        make_side(a, others=[names[1]] if names[1] else []), make_side(b, others=[names[0]] if names[0] else [])
    )


def compare_sides(a: Side, b: Side) -> Reuse:
    """As `compare`, of two reports made ready before."""
    judged = [judge(shared) for shared in find_shared(a, b)]
    shares = _shares(judged, a, b)
    links = find_links(a, b)
    found: Direction | None = None
    label, reasons = _derived(judged, shares)
    if label:
        found = direction(label, a, b, links, judged, shares)
        label = _settled(label, found, shares, a, b)
    else:
        label, reasons, found = _underived(judged, a, b, cited(links))
    return Reuse(
        a=a.record.report.id,
        b=b.record.report.id,
        label=label,
        direction=found.way if found else None,
        origin=found.origin if found else None,
        share_a=round(shares[0], 4),
        share_b=round(shares[1], 4),
        passages=tuple(each.passage() for each in sorted(judged, key=lambda each: (-each.shared.words, each.shared.a))),
        reasons=(*reasons, found.reason) if found else tuple(reasons),
    )


def _shares(judged: Sequence[Judged], a: Side, b: Side) -> tuple[float, float]:
    shared = sum(each.shared.words - each.shared.page for each in judged)
    return min(1.0, shared / max(1, a.length)), min(1.0, shared / max(1, b.length))


def _derived(judged: Sequence[Judged], shares: tuple[float, float]) -> tuple[Label | None, list[Reason]]:
    """Copy, rewrite or shared passage, where a passage proves that text was taken over; None where none does.

    Which of the two is derived is not known yet: a rewrite may turn out a passage out of a short report.
    """
    proofs = sorted((each for each in judged if each.proves), key=lambda each: -each.shared.words)
    if not proofs:
        return None, []
    best = proofs[0]
    percent = "{:.0%} of a's words stand in b, {:.0%} of b's in a".format(*shares)
    reasons = [Reason(text=percent), Reason(text=best.why, a=best.shared.a, b=best.shared.b)]
    return ("copy" if min(shares) >= COPY else "rewrite" if max(shares) >= REWRITE else "shared_passage"), reasons


def _settled(label: Label, found: Direction, shares: tuple[float, float], a: Side, b: Side) -> Label:
    """A rewrite only where most of the derived report is the other's text; an outlet's own background is none."""
    share = {"a_from_b": shares[0], "b_from_a": shares[1], "common_source": max(shares)}[found.way]
    background = bool(a.own & b.own) and found.way != "common_source"
    return "shared_passage" if label == "rewrite" and (share < REWRITE or background) else label


def _underived(
    judged: Sequence[Judged], a: Side, b: Side, links: Links
) -> tuple[Label, list[Reason], Direction | None]:
    """Cites, independent or unrelated."""
    alike = likeness(a, b)
    public = max(
        (each.shared for each in judged if each.kind == "public"), key=lambda shared: shared.longest, default=None
    )
    same = alike >= ALIKE or (public is not None and public.longest >= PUBLIC)
    direct = [credit for credit in (*links.a_to_b, *links.b_to_a) if same or in_head(credit)]
    if (direct and alike >= ALIKE_CREDITED and not a.own & b.own) or (links.third and same):
        return (
            "cites",
            [Reason(text="no passage of a dozen words that would be the other's")],
            direction("cites", a, b, links, judged, (0.0, 0.0)),
        )
    if not same:
        return "unrelated", [Reason(text=f"another happening: likeness {alike:.2f}, below {ALIKE}")], None
    if public is not None and public.longest >= PUBLIC:
        return "independent", [Reason(text="the words they share were said in public", a=public.a, b=public.b)], None
    return "independent", [Reason(text=f"the same happening (likeness {alike:.2f}), no text or credit in common")], None
