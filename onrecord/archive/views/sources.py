"""What the reports of a story rest on: claims with their origins, the graph of sources, passages that texts share."""

from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from onrecord.archive.claims import Claim, claims_basis, claims_of_reports, source_graph
from onrecord.archive.claims.graph import EdgeKind, NodeKind, SourceGraph
from onrecord.archive.claims.records import Evidence, OriginKind, Step
from onrecord.archive.reuse import Reuse, reuse_pairs
from onrecord.archive.reuse.verdicts import Label, PassageKind, ReuseDirection
from onrecord.archive.stories.view import story, story_name, story_reports
from onrecord.archive.views.context import Context
from onrecord.archive.views.parts import Head, Quote, StoryRef, heads_by_id, listed
from onrecord.records import Anonymity
from onrecord.spans import Span


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of why, and the words that it rests on."""

    text: str
    quote: Quote


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a chain out of a report: whom it credits, in which words, and in which report the chain goes on."""

    report: str
    outlet: str | None
    source: str | None
    quote: Quote | None
    target: str | None


class ChainView(msgspec.Struct, frozen=True, kw_only=True):
    """A way from a report to an origin, outermost step first; no origin where its end was not counted."""

    steps: tuple[StepView, ...]
    origin: str | None


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """One report that tells the claim, in which words, and on whose word."""

    report: str
    quotes: tuple[Quote, ...]
    chains: tuple[ChainView, ...]


class OriginView(msgspec.Struct, frozen=True, kw_only=True):
    """Where chains end: `heard` by an outlet from a source, `public` for everybody, `cited` from an outlet not here."""

    id: str
    kind: OriginKind
    outlet: str | None
    source: str | None
    evidence: tuple[Reason, ...]
    possibly_same: tuple[str, ...]
    reports: tuple[str, ...]
    """The reports whose chains lead to it."""


class DenialView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who denies the claim, and in which words."""

    source: str
    quote: Quote


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said, in all reports that say it. `independent` is the number of `origins`.

    `negated`: what is said is that something is not so; `denied` then tells that the words are those of what is denied.
    `asked`: it is asked for. `not_counted`: ends of chains that add no origin, and why.
    """

    id: str
    text: str
    quote: Quote
    negated: bool
    denied: bool
    asked: bool
    independent: int
    origins: tuple[OriginView, ...]
    accounts: tuple[AccountView, ...]
    not_counted: tuple[Reason, ...]
    denied_by: tuple[DenialView, ...]
    reports: tuple[str, ...]


class ClaimsView(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of a story, those that most reports tell first."""

    story: StoryRef
    claims: tuple[ClaimView, ...]


class NodeView(msgspec.Struct, frozen=True, kw_only=True):
    """A report of the story, an outlet that is only credited, or a source. `independent`: an origin is here.

    `anonymity` is that of a source: named where one report names it; None for reports and outlets.
    """

    id: str
    kind: NodeKind
    name: str
    report: str | None
    title: str | None
    published: str | None
    origins: tuple[str, ...]
    independent: bool
    anonymity: Anonymity | None = None


class EdgeView(msgspec.Struct, frozen=True, kw_only=True):
    """`taker` took news (`cites`), words (`quotes`) or text (`copies`) from `giver`; the words that prove it."""

    taker: str
    giver: str
    kind: EdgeKind
    claims: tuple[str, ...]
    evidence: tuple[Reason, ...]


class GraphView(msgspec.Struct, frozen=True, kw_only=True):
    """The sources of a story: reports by publication, then outlets and sources by name. `claims`: the text of each."""

    story: StoryRef
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    claims: dict[str, str]


class SharedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand in both texts. `exclusive` ones show that text was taken, `public` ones anybody may carry."""

    a: Quote
    b: Quote
    words: int
    kind: PassageKind
    why: str
    source: str | None


class PairReason(msgspec.Struct, frozen=True, kw_only=True):
    """One ground of a verdict with the words of either report."""

    text: str
    a: Quote | None
    b: Quote | None


class PairView(msgspec.Struct, frozen=True, kw_only=True):
    """How two reports stand to each other; `a` came out first. `share_a` is the part of a's words that stands in b."""

    a: str
    b: str
    label: Label
    direction: ReuseDirection | None
    origin: str | None
    share_a: float
    share_b: float
    passages: tuple[SharedPassage, ...]
    reasons: tuple[PairReason, ...]


class PassagesView(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of the story's reports that share words or credits."""

    story: StoryRef
    pairs: tuple[PairView, ...]


def claims_view(context: Context, name: str) -> ClaimsView:
    """The claims of a story, by any id that it ever had. Raises NoSuchStory."""
    found = claims_of(context, name)
    texts = heads_by_id(context, _reports(found))
    return ClaimsView(story=_ref(context, name), claims=tuple(_claim(claim, texts) for claim in found))


def graph_view(context: Context, name: str) -> GraphView:
    """The graph of a story's sources. Raises NoSuchStory."""
    claims = claims_of(context, name)
    current = story_name(context.archive, name)
    graph = source_graph(context.archive, current, claims, _pairs(context, current))
    texts = heads_by_id(context, [node.report for node in graph.nodes if node.report])
    ends = {origin.id for claim in claims for origin in claim.origins}
    return GraphView(
        story=_ref(context, name),
        nodes=tuple(_nodes(graph, texts, ends, _anonymity(context, graph))),
        edges=tuple(
            EdgeView(taker=e.taker, giver=e.giver, kind=e.kind, claims=e.claims, evidence=_reasons(e.evidence, texts))
            for e in graph.edges
        ),
        claims={claim.id: claim.text for claim in claims},
    )


def passages_view(context: Context, name: str) -> PassagesView:
    """The pairs of a story's reports that share words or credits, with the passages. Raises NoSuchStory."""
    current = story_name(context.archive, name)
    texts = heads_by_id(context, [row.id for row in story_reports(context.archive, current)])
    pairs = _pairs(context, current)
    return PassagesView(
        story=_ref(context, name), pairs=tuple(_pair(pair, texts[pair.a], texts[pair.b]) for pair in pairs)
    )


def claims_of(context: Context, name: str) -> tuple[Claim, ...]:
    """The claims of a story, found once for one state of its reports. Raises NoSuchStory."""
    ids = [row.id for row in story_reports(context.archive, name)]
    basis = claims_basis(context.archive, ids)
    return context.memo.get(("claims", basis), lambda: claims_of_reports(context.archive, ids))


def _pairs(context: Context, story: str) -> tuple[Reuse, ...]:
    """How the reports of a story stand to each other, by its current id; the graph and the passages both show it."""
    ids = [row.id for row in story_reports(context.archive, story)]
    return context.memo.get(("pairs", story), lambda: reuse_pairs(context.archive, ids))


def _ref(context: Context, name: str) -> StoryRef:
    one = story(context.archive, name)
    return StoryRef(id=one.id, title=one.title, reports=one.reports)


def _reports(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield claim.report
        yield from (account.report for account in claim.accounts)
        yield from (step.report for a in claim.accounts for chain in a.chains for step in chain.steps)
        yield from (evidence.report for origin in claim.origins for evidence in origin.evidence)
        yield from (evidence.report for evidence in claim.not_counted)
        yield from (denial.report for denial in claim.denied_by)


def _claim(claim: Claim, texts: dict[str, Head]) -> ClaimView:
    return ClaimView(
        id=claim.id, text=claim.text, quote=texts[claim.report].quote(claim.span), negated=claim.negated,
        denied=claim.denied, asked=claim.asked, independent=claim.independent,
        origins=tuple(
            OriginView(
                id=o.id, kind=o.kind, outlet=o.outlet, source=o.source, evidence=_reasons(o.evidence, texts),
                possibly_same=o.possibly_same, reports=tuple(_led_to(claim, o.id)),
            )
            for o in claim.origins
        ),
        accounts=tuple(
            AccountView(
                report=a.report, quotes=tuple(texts[a.report].quote(span) for span in a.spans),
                chains=tuple(ChainView(steps=_steps(c.steps, texts), origin=c.origin) for c in a.chains),
            )
            for a in claim.accounts
        ),
        not_counted=_reasons(claim.not_counted, texts),
        denied_by=tuple(DenialView(source=d.source, quote=texts[d.report].quote(d.span)) for d in claim.denied_by),
        reports=tuple(dict.fromkeys(account.report for account in claim.accounts)),
    )  # fmt: skip


def _led_to(claim: Claim, origin: str) -> dict[str, None]:
    return {a.report: None for a in claim.accounts if any(chain.origin == origin for chain in a.chains)}


def _steps(steps: Iterable[Step], texts: dict[str, Head]) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            report=s.report, outlet=s.outlet, source=s.source, target=s.target,
            quote=texts[s.report].quote(s.span) if s.span else None,
        )
        for s in steps
    )  # fmt: skip


def _reasons(found: Iterable[Evidence], texts: dict[str, Head]) -> tuple[Reason, ...]:
    return tuple(Reason(text=e.text, quote=texts[e.report].quote(e.span)) for e in found)


def _nodes(
    graph: SourceGraph, texts: dict[str, Head], ends: set[str], anonymity: dict[str, Anonymity]
) -> Iterator[NodeView]:
    for node in graph.nodes:
        head = texts.get(node.report or "")
        yield NodeView(
            id=node.id, kind=node.kind, name=node.name, report=node.report, published=node.published,
            title=head.title if head else None, origins=node.origins, independent=bool(ends.intersection(node.origins)),
            anonymity=anonymity.get(node.id),
        )  # fmt: skip


def _anonymity(context: Context, graph: SourceGraph) -> dict[str, Anonymity]:
    """How each source is told of, by the statements that the words of its edges belong to; named wins over unnamed."""
    sources = {node.id for node in graph.nodes if node.kind == "source"}
    proven = [(e.giver, x.report, x.span) for e in graph.edges if e.giver in sources for x in e.evidence]
    rows = context.rows(_ANONYMITY, listed(report for _, report, _ in proven))
    told: dict[tuple[str, Span], Anonymity] = {}
    for report, start, stop, cue, end, anonymity in rows:
        for span in ((start, stop), (cue, end)):
            if span[0] is not None:
                told.setdefault((report, span), anonymity)
    found: dict[str, set[Anonymity]] = {}
    for source, report, span in proven:
        if (report, span) in told:
            found.setdefault(source, set()).add(told[report, span])
    return {source: min(kinds, key=get_args(Anonymity).index) for source, kinds in found.items()}


_ANONYMITY = (
    "SELECT r.id, source_start, source_stop, cue_start, cue_stop, anonymity FROM reports AS r "
    "JOIN attributions AS a ON a.report = r.key WHERE r.id IN (SELECT value FROM json_each(?)) "
    "ORDER BY r.id, a.source_start IS NULL, a.ordinal"
)


def _pair(pair: Reuse, a: Head, b: Head) -> PairView:
    return PairView(
        a=pair.a, b=pair.b, label=pair.label, direction=pair.direction, origin=pair.origin, share_a=pair.share_a,
        share_b=pair.share_b,
        passages=tuple(
            SharedPassage(a=a.quote(p.a), b=b.quote(p.b), words=p.words, kind=p.kind, why=p.why, source=p.source)
            for p in pair.passages
        ),
        reasons=tuple(PairReason(text=r.text, a=_quoted(a, r.a), b=_quoted(b, r.b)) for r in pair.reasons),
    )  # fmt: skip


def _quoted(head: Head, span: Span | None) -> Quote | None:
    return head.quote(span) if span else None
