"""Whose text it is: which of two reports rests on the other, or on what both rest.

Credits go first, because times of publication are often those of an update; then who quotes whom, who carries an
agency's text, time, and coverage (who has all of the shared text has more of it).
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.archive.reuse.credits import OutletCredit
from onrecord.archive.reuse.happening import days_between
from onrecord.archive.reuse.outlets import AGENCIES
from onrecord.archive.reuse.passages import Judged
from onrecord.archive.reuse.sides import Side
from onrecord.archive.reuse.verdicts import Label, Reason, ReuseDirection
from onrecord.spans import overlaps

_HEAD = 1000
"""Code points in which a report credits the outlet that its news is from; credits further down are for details."""
_INTRODUCES = 300
"""Code points before a passage in which an outlet is named as the one that it is from."""
_LENT = frozenset({"wire", "byline", "republished", "contributor"})


class Direction(NamedTuple):
    """The direction, the key of the outlet that the text or the news is from, and the reason."""

    way: ReuseDirection
    origin: str | None
    reason: Reason


class Links(NamedTuple):
    """Credits between two reports: of `a` to the outlet whose text `b` is, the other way round, and to a third."""

    a_to_b: tuple[OutletCredit, ...]
    b_to_a: tuple[OutletCredit, ...]
    third: tuple[tuple[OutletCredit, OutletCredit], ...]


def find_links(a: Side, b: Side) -> Links:
    """The credits of two reports that tie them together, talk on air left out."""
    third = [
        (left, right)
        for left in _credits(a, None)
        for right in _credits(b, frozenset({left.key}))
        if left.key not in a.own | b.own
    ]
    return Links(_credits(a, (b.own | b.carried) - a.own), _credits(b, (a.own | a.carried) - b.own), tuple(third))


def cited(links: Links) -> Links:
    """The credits that are for news: something reported, or said by nobody named, and what both have from a third."""
    a_to_b, b_to_a = (tuple(credit for credit in found if _for_news(credit)) for found in links[:2])
    third = tuple(pair for pair in links.third if all(map(in_head, pair)))
    return Links(a_to_b, b_to_a, third)


def in_head(credit: OutletCredit) -> bool:
    """Whether a credit is for the news of the report, not for a detail: for something reported, near the top."""
    return _for_news(credit) and credit.span is not None and credit.span[0] < _HEAD


def direction(
    label: Label, a: Side, b: Side, links: Links, judged: Sequence[Judged], shares: tuple[float, float]
) -> Direction:
    """Which report rests on which, and why."""
    if a.own & b.own:
        return _by_introduction(a, b, judged, of_words=False) or _within_outlet(a, b, links, shares)
    return (
        _by_credit(label, a, b, links, judged)
        or _by_quotation(a, b, judged)
        or _by_introduction(a, b, judged)
        or _by_agency(label, a, b)
        or _by_third(links)
        or _by_time(label, a, b)
    )


def _credits(side: Side, wanted: frozenset[str] | None) -> tuple[OutletCredit, ...]:
    found: dict[tuple[str, str], OutletCredit] = {}
    for credit in side.credits:
        if credit.role != "aired" and (wanted is None or credit.key in wanted):
            found.setdefault((credit.key, credit.role), credit)
    return tuple(found.values())


def _for_news(credit: OutletCredit) -> bool:
    return credit.role == "reported" or (credit.role == "told" and credit.unnamed)


def _within_outlet(a: Side, b: Side, links: Links, shares: tuple[float, float]) -> Direction:
    """Two reports of one outlet: both an agency's where both say so, else the later from the earlier."""
    for left, right in links.third:
        if left.role in _LENT and right.role in _LENT:
            return Direction(
                "common_source", left.key, Reason(text=f"both credit {left.name}", a=left.span, b=right.span)
            )
    own = next(iter(sorted(a.own & b.own)))
    if days_between(a, b):
        later_is_b = (a.record.report.published or "") < (b.record.report.published or "")
        why = "the same outlet, and it came out later"
    else:
        later_is_b = (shares[1], b.record.report.id) > (shares[0], a.record.report.id)
        why = "the same outlet, and more of its words stand in the other"
    return Direction("b_from_a" if later_is_b else "a_from_b", own, Reason(text=why))


def _by_credit(label: Label, a: Side, b: Side, links: Links, judged: Sequence[Judged]) -> Direction | None:
    """One credits the outlet whose own report the other is, or that lent the other its text.

    A credit to the lender that stands in both texts ("told The Associated Press") is the lender's own, and no credit.
    """
    if common := sorted(a.carried & b.carried):
        return Direction("common_source", common[0], Reason(text=f"both carry {common[0]}"))
    ways: list[tuple[ReuseDirection, OutletCredit, Side]] = []
    ways += [("a_from_b", credit, b) for credit in links.a_to_b]
    ways += [("b_from_a", credit, a) for credit in links.b_to_a]
    direct = [entry for entry in ways if entry[1].key in entry[2].own]
    lent = [(way, credit, side) for way, credit, side in ways if credit.key not in side.own]
    lent = [entry for entry in lent if not _in_shared(entry[1], entry[0], judged)]
    lent.sort(key=lambda entry: entry[1].role not in _LENT)
    if direct and len({way for way, _, _ in direct}) == 1:
        return _credited(*direct[0][:2])
    if lent and not direct:
        way, credit, _ = lent[0]
        if label == "copy" or (label == "rewrite" and credit.role not in _LENT):
            return Direction("common_source", credit.key, Reason(text=f"both are {credit.name}'s text"))
        return _credited(way, credit)
    return None


def _in_shared(credit: OutletCredit, way: ReuseDirection, judged: Sequence[Judged]) -> bool:
    """Whether a credit is among the words that both reports have."""
    spans = [each.shared.a if way == "a_from_b" else each.shared.b for each in judged if each.kind == "exclusive"]
    return credit.span is not None and any(overlaps(credit.span, span) for span in spans)


def _credited(way: ReuseDirection, credit: OutletCredit) -> Direction:
    one, spans = ("a", {"a": credit.span}) if way == "a_from_b" else ("b", {"b": credit.span})
    return Direction(way, credit.key, Reason(text=f"{one} credits {credit.name}", **spans))


def _by_quotation(a: Side, b: Side, judged: Sequence[Judged]) -> Direction | None:
    """One quotes what the other tells in its own voice, and credits it."""
    for found in judged:
        shared = found.shared
        quoted = max(shared.quoted_by_left, shared.quoted_by_right) * 2 > shared.words
        if found.proves and quoted and found.credit and found.credit.key in a.own | a.carried | b.own | b.carried:
            way: ReuseDirection = "a_from_b" if shared.quoted_by_left > shared.quoted_by_right else "b_from_a"
            origin = next(iter(sorted((b if way == "a_from_b" else a).own)), None)
            return Direction(way, origin, Reason(text="it quotes what the other tells", a=shared.a, b=shared.b))
    return None


def _by_agency(label: Label, a: Side, b: Side) -> Direction | None:
    """One is an agency's, and the other does not say so: part of it was taken over, or both are the agency's text."""
    ways: tuple[tuple[Side, Side, ReuseDirection], ...] = ((a, b, "b_from_a"), (b, a, "a_from_b"))
    for side, other, way in ways:
        if (agency := sorted(side.own & AGENCIES)) and not other.own & AGENCIES:
            return Direction(way, agency[0], Reason(text=f"{agency[0]} is an agency, and its texts are taken over"))
    lent = [(credit, side, other, way) for side, other, way in ways for credit in _lent(side)]
    if not lent:
        return None
    both = {credit.key for credit in _lent(a)} & {credit.key for credit in _lent(b)}
    credit, side, other, way = min(lent, key=lambda entry: (entry[0].key not in both, entry[0].key))
    reason = Reason(text=f"{credit.name} lent its text", **{"a" if side is a else "b": credit.span})
    taken = label == "shared_passage" and side.carried and not other.carried
    return Direction(way if taken else "common_source", credit.key, reason)


def _lent(side: Side) -> list[OutletCredit]:
    return [credit for credit in side.credits if credit.role in _LENT and credit.key not in side.own]


def _by_third(links: Links) -> Direction | None:
    """Both credit a third outlet: of several the one that is credited first."""
    if not links.third:
        return None
    left, right = min(links.third, key=lambda pair: (sum((c.span or (0, 0))[0] for c in pair), pair[0].key))
    return Direction("common_source", left.key, Reason(text=f"both credit {left.name}", a=left.span, b=right.span))


def _by_introduction(a: Side, b: Side, judged: Sequence[Judged], *, of_words: bool = True) -> Direction | None:
    """One says of the longest shared passage that it is a third outlet's: "The Gazette reported:".

    With `of_words` also where the words were said to a third outlet.
    """
    each = max((each for each in judged if each.proves), key=lambda each: each.shared.words, default=None)
    if each is None:
        return None
    if of_words and each.credit and each.credit.key not in a.own | b.own:
        return Direction("common_source", each.credit.key, Reason(text=f"the shared words are from {each.credit.name}"))
    for side, (start, _), one in ((a, each.shared.a, "a"), (b, each.shared.b, "b")):
        for credit in side.credits:
            beside = credit.span is not None and start - _INTRODUCES <= credit.span[0] < start
            if beside and _for_news(credit) and credit.key not in a.own | b.own:
                reason = Reason(text=f"{one} has the shared words from {credit.name}", **{one: credit.span})
                return Direction("common_source", credit.key, reason)
    return None


def _by_time(label: Label, a: Side, b: Side) -> Direction:
    """Nobody is credited: the later from the earlier where days lie between them, else a common source."""
    if label != "copy" and days_between(a, b):
        later_is_b = (a.record.report.published or "") < (b.record.report.published or "")
        source = a if later_is_b else b
        way: ReuseDirection = "b_from_a" if later_is_b else "a_from_b"
        return Direction(way, next(iter(sorted(source.own)), None), Reason(text="it came out later"))
    return Direction("common_source", None, Reason(text="neither credits anybody, and both have the same text"))
