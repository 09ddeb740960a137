"""Chains: by whose hands a statement came into the report, from the source out to the report's own outlet.

`Attribution.via` has the links that the sentence names; the report's credits and its own outlet are the outer ones.
"""

from dataclasses import dataclass
from typing import Literal

from onrecord.records import Attribution, Record

LinkKind = Literal["source", "passed_on", "credited", "outlet"]

_CARRIED = ("byline", "wire", "republished")
"""Credits for all of a report, innermost first. What a contributor added is not told, so none is a link."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the source, who passed its words on, an agency that is credited, or the report's own outlet.

    `name` is None where the report does not name it; `attribution` is the id of the attribution that the link rests
    on, None for a credit and for the own outlet.
    """

    kind: LinkKind
    name: str | None
    attribution: str | None = None


def chain(record: Record, attribution: Attribution) -> tuple[Link, ...]:
    """The links of an attribution from the source, innermost, to the report's own outlet, outermost.

    The last link is always the own outlet, its name None where it is not known.
    """
    by_id = {each.id: each for each in record.attributions}
    links = [Link("source", _name(record, attribution), attribution.id)]
    links += [Link("passed_on", _name(record, by_id[hop]), hop) for hop in attribution.via if hop in by_id]
    own = record.report.outlet
    for kind in _CARRIED:
        for credit in record.report.credits:
            if credit.kind == kind and not any(same_outlet(credit.outlet, name) for name in (own, links[-1].name)):
                links.append(Link("credited", credit.outlet))
    return (*links, Link("outlet", own))


def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are one outlet's: equal but for case and "the", or one within the other ("AP" is too short)."""
    if not a or not b:
        return False
    left, right = (" ".join(name.casefold().split()).removeprefix("the ") for name in (a, b))
    return left == right or (min(len(left), len(right)) > 3 and (left in right or right in left))


def _name(record: Record, attribution: Attribution) -> str | None:
    source = attribution.source
    if source.name:
        return source.name
    named = next((actor.name for actor in record.actors if actor.id == source.actor), None)
    return named or (" ".join(record.report.text[slice(*source.span)].split()) if source.span else None)
