"""Chains: the model's links between mentions, joined with what the actors and places of the report are known by.

Names, titles and offices are linked by rule (see `actors`), the rest by the model. Where the model puts two known
actors into one chain they are parted again: a mention that is neither's goes to the one named last before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.reading.analysis import Analysis, MentionChain, WordSpan
from onrecord.records import Actor, Chain, ChainKind, Place, Report, content_id
from onrecord.spans import Span

_KINDS: dict[str, ChainKind] = {"person": "person", "place": "place", "organization": "organization"}


@dataclass
class _Group:
    kind: str
    confidence: float = 1.0
    actor: str | None = None
    place: str | None = None
    spans: list[Span] = field(default_factory=list)


def find_chains(
    report: Report, analysis: Analysis, actors: Sequence[Actor], places: Sequence[Place]
) -> tuple[Chain, ...]:
    """Every person, place and organization that the report mentions more than once, in the order of first mention."""
    known: dict[int, _Group] = {}
    groups: list[_Group] = []
    for group, spans in _known(actors, places):
        groups.append(group)
        for span in spans:
            words = analysis.words_in(span)
            if words[0] < words[1] and (head := analysis.head_of(words)) not in known:
                known[head] = group
                group.spans.append(span)
    taken = {span for group in groups for span in group.spans}
    for chain in analysis.chains:
        groups.extend(_add(chain, known, taken, analysis))
    kept = [g for g in groups if g.kind in _KINDS and len(g.spans) > 1]
    return tuple(_chain(group) for group in sorted(kept, key=lambda g: sorted(g.spans)))


def _known(actors: Sequence[Actor], places: Sequence[Place]) -> Iterator[tuple[_Group, Sequence[Span]]]:
    for actor in actors:
        kind = "person" if actor.kind in ("person", "population") else "organization"
        yield _Group(kind, actor=actor.id), actor.mentions
    for place in places:
        yield _Group("place", place=place.id), place.mentions


def _add(chain: MentionChain, known: dict[int, _Group], taken: set[Span], analysis: Analysis) -> list[_Group]:
    """Give the unknown mentions of a chain to the known group before them, else to a group of their own.

    A name whose words the model takes for two mentions is one: what is `taken` already is not taken again.
    """
    anchors = [known[head] for head in chain.heads if head in known]
    fresh = [] if anchors else [_Group(chain.kind, chain.score)]
    current = anchors[0] if anchors else fresh[0]
    for head in chain.heads:
        span = analysis.span(_name_around(analysis, head))
        if head in known:
            current = known[head]
        elif span not in taken:
            taken.add(span)
            current.spans.append(span)
            current.confidence = min(current.confidence, chain.score)
    return fresh


def _name_around(analysis: Analysis, head: int) -> WordSpan:
    """The run of proper nouns around the head; the head alone where it is none."""
    if analysis.upos[head] != "PROPN":
        return head, head + 1
    first, last = analysis.sentences[analysis.sentence_of[head]]
    start, end = head, head + 1
    while start > first and analysis.upos[start - 1] == "PROPN":
        start -= 1
    while end < last and analysis.upos[end] == "PROPN":
        end += 1
    return start, end


def _chain(group: _Group) -> Chain:
    spans = tuple(sorted(set(group.spans)))
    return Chain(
        id=content_id("chain", spans, group.kind),
        kind=_KINDS[group.kind],
        mentions=spans,
        actor=group.actor,
        place=group.place,
        confidence=group.confidence,
    )
