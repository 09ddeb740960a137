"""A story's sources as a graph: who took what from whom, every edge with the words that prove it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord.archive.claims.index import claims_of_story
from onrecord.archive.claims.records import Chain, Claim, Evidence, Origin, Step
from onrecord.archive.claims.sources import is_one_name, name_words
from onrecord.archive.reuse import Reuse, reuse_pairs
from onrecord.archive.stories.view import story_reports
from onrecord.records import content_id

if TYPE_CHECKING:
    from onrecord.archive.store import Archive

NodeKind = Literal["report", "outlet", "source"]
EdgeKind = Literal["cites", "quotes", "copies"]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A report of the story, an outlet that has none there and is credited, or a source.

    `origins` are the origins of claims that end here: an outlet that is only credited, a source.
    """

    id: str
    kind: NodeKind
    name: str
    report: str | None = None
    published: str | None = None
    origins: tuple[str, ...] = ()


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """`taker` took something from `giver`: its news (`cites`), its words (`quotes`), its text (`copies`).

    `claims` are the claims that came this way, none for an edge of copying alone.
    """

    taker: str
    giver: str
    kind: EdgeKind
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class SourceGraph(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes and edges in a fixed order: reports by publication, then outlets and sources by name."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_Key = tuple[str, str, EdgeKind]


def source_graph(
    archive: "Archive", name: str, claims: Sequence[Claim] | None = None, pairs: Sequence[Reuse] | None = None
) -> SourceGraph:
    """The sources of a story: its reports, and whoever they have their claims from. Raises NoSuchStory.

    `claims` and `pairs` (`reuse_pairs`) are those of the story, where they are at hand.
    """
    rows = story_reports(archive, name)
    claims = claims_of_story(archive, name) if claims is None else claims
    nodes: dict[str, Node] = {
        row.id: Node(
            id=row.id, kind="report", name=row.outlet or row.title or row.id, report=row.id, published=row.published
        )
        for row in rows
    }
    others: dict[str, Node] = {}
    found: defaultdict[_Key, dict[tuple[str, Evidence], None]] = defaultdict(dict)
    for claim in claims:
        for taker, giver, kind, evidence in _edges(claim, others):
            found[taker, giver, kind][claim.id, evidence] = None
    for taker, giver, evidence in _copies(reuse_pairs(archive, nodes) if pairs is None else pairs):
        found[taker, giver, "copies"]["", evidence] = None
    others, renamed = _one_for_each_name(others)
    given = _given_by(found, renamed)
    ordered = sorted(others.values(), key=lambda node: (node.kind, node.name, node.id))
    edges = [
        Edge(
            taker=key[0],
            giver=key[1],
            kind=key[2],
            claims=tuple(dict.fromkeys(claim for claim, _ in listed if claim)),
            evidence=tuple(dict.fromkeys(evidence for _, evidence in listed)),
        )
        for key, listed in sorted(given.items())
    ]
    return SourceGraph(nodes=(*nodes.values(), *ordered), edges=tuple(edges))


def _edges(claim: Claim, others: dict[str, Node]) -> Iterator[tuple[str, str, EdgeKind, Evidence]]:
    """The steps of a claim's chains, each from the report that takes it; new nodes are put among `others`."""
    origins = {origin.id: origin for origin in claim.origins}
    for account in claim.accounts:
        for chain in account.chains:
            for step in chain.steps:
                giver = step.target or _giver(step, chain, origins, others)
                if giver is None or step.span is None or giver == step.report:
                    continue
                kind: EdgeKind = "cites" if step.target or _is_outlet(step, chain, origins) else "quotes"
                text = f"credits {step.outlet}" if kind == "cites" else f"has it from {step.source}"
                yield step.report, giver, kind, Evidence(text=text, report=step.report, span=step.span)


def _is_outlet(step: Step, chain: Chain, origins: dict[str, Origin]) -> bool:
    origin = origins.get(chain.origin or "")
    return step.source is None or (origin is not None and origin.kind == "cited")


def _giver(step: Step, chain: Chain, origins: dict[str, Origin], others: dict[str, Node]) -> str | None:
    """The node of the outlet or source that a last step ends at, made where it is new."""
    origin = origins.get(chain.origin or "")
    kind: NodeKind = "outlet" if _is_outlet(step, chain, origins) else "source"
    name = step.outlet if kind == "outlet" else (origin.source if origin and origin.source else step.source)
    if name is None:
        return None
    heard = origin.outlet if origin and kind == "source" else None
    node = content_id(kind, name, heard)
    known = others.get(node)
    ends = tuple(sorted({*(known.origins if known else ()), *([origin.id] if origin else [])}))
    others[node] = Node(id=node, kind=kind, name=name, origins=ends)
    return node


def _one_for_each_name(others: dict[str, Node]) -> tuple[dict[str, Node], dict[str, str]]:
    """The nodes with sources of one name joined under the longest, and the id of which node each has become.

    Claims are matched one by one, so "Petro" in one and "Gustavo Petro" in another are two nodes until here. A short
    name joins only where one longer name of the story has all of its words; what one outlet's unnamed sources are
    called joins nothing.
    """
    kept: dict[str, Node] = {}
    renamed: dict[str, str] = {}
    for node in sorted(others.values(), key=lambda node: (-len(name_words(node.name)), -len(node.name), node.name)):
        same = [other for other in kept.values() if is_one_name(node.name, other.name)] if _is_named(node) else []
        home = same[0] if len(same) == 1 else node
        origins = tuple(sorted({*node.origins, *home.origins}))
        kept[home.id] = msgspec.structs.replace(home, origins=origins)
        renamed[node.id] = home.id
    return kept, renamed


def _is_named(node: Node) -> bool:
    return node.kind == "source" and node.id == content_id("source", node.name, None)


def _given_by(
    found: dict[_Key, dict[tuple[str, Evidence], None]], renamed: dict[str, str]
) -> dict[_Key, dict[tuple[str, Evidence], None]]:
    """The edges, each from the node that its giver has become."""
    joined: defaultdict[_Key, dict[tuple[str, Evidence], None]] = defaultdict(dict)
    for (taker, giver, kind), listed in found.items():
        joined[taker, renamed.get(giver, giver), kind] |= listed
    return joined


def _copies(pairs: Sequence[Reuse]) -> Iterator[tuple[str, str, Evidence]]:
    """Whose text a report is, with the longest passage that both have."""
    for pair in pairs:
        if pair.label not in ("copy", "rewrite", "shared_passage") or pair.direction not in ("a_from_b", "b_from_a"):
            continue
        taken = [passage for passage in pair.passages if passage.kind == "exclusive"]
        if not taken:
            continue
        taker, giver, span = (
            (pair.a, pair.b, taken[0].a) if pair.direction == "a_from_b" else (pair.b, pair.a, taken[0].b)
        )
        yield taker, giver, Evidence(text=f"{pair.label}: {taken[0].words} words in a row", report=taker, span=span)
