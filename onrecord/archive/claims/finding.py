"""The claims of a story: what several of its reports say, and what one of them opens with on somebody's word."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.archive.claims.clauses import is_clause
from onrecord.archive.claims.ends import End, ends
from onrecord.archive.claims.matching import SAME, Pair, Weights, candidates, gather, likeness
from onrecord.archive.claims.origins import Count, count_origins
from onrecord.archive.claims.records import Account, Chain, Claim, Denial
from onrecord.archive.claims.sources import same_source
from onrecord.archive.claims.story import Story, make_story
from onrecord.archive.reuse.verdicts import Reuse
from onrecord.records import Record, content_id

CITED = 0.2
"""How alike a saying and one of the report that it cites are at least, to be one claim."""
DENIED = 0.15
"""How alike a denial and what it denies are at least."""
_SAME_HANDS = 0.1
"""What likeness gains where both have it from one source or one outlet."""
_LEAD = 2
"""Sentences at the head of a report in which a saying of one report alone is a claim."""


def find_claims(records: Sequence[Record], reuse: Iterable[Reuse] = ()) -> tuple[Claim, ...]:
    """The claims of the reports of one story, those that most reports tell first.

    `reuse` says which reports are whose text (`onrecord.archive.reuse.compare_all`). The order of neither matters.
    """
    story = make_story(records, reuse)
    if not story.sayings:
        return ()
    likenesses = _likenesses(story)
    apart, joined = [(s.negated, s.asked) for s in story.sayings], _joined(story, likenesses)
    groups = gather(likenesses, apart, joined)
    groups = gather(likenesses, apart, joined + _denials_of_one(_denied(story, groups, likenesses)))
    denials = _denials(story, groups, likenesses)
    found = [make_claim(story, group, denials[number]) for number, group in enumerate(groups)]
    listed = [claim for claim, group in zip(found, groups, strict=True) if _worth_listing(story, claim, group)]
    return tuple(sorted(listed, key=lambda c: (-len(c.accounts), _first(story, c), c.span)))


def _first(story: Story, claim: Claim) -> int:
    return next(n for n in range(len(story.tellings)) if story.id(n) == claim.report)


def _likenesses(story: Story) -> dict[Pair, float]:
    by_report: defaultdict[int, list[int]] = defaultdict(list)
    for number, saying in enumerate(story.sayings):
        by_report[saying.report].append(number)
    weights = Weights([story.sayings[n].terms for n in numbers] for numbers in by_report.values())
    terms = [saying.terms for saying in story.sayings]
    profiles = [weights.profile(each) for each in terms]
    found: dict[Pair, float] = {}
    for a, b in candidates(terms):
        value = likeness(profiles[a], profiles[b])
        if value > 0:
            found[a, b] = min(1.0, value + (_SAME_HANDS if _same_hands(story, a, b) else 0.0))
    return found


def _same_hands(story: Story, a: int, b: int) -> bool:
    """Whether two sayings of two reports have one source, or the one cites the other's outlet, or both cite a third."""
    if story.report(a) == story.report(b):
        return False
    for one in story.voices[a]:
        for other in story.voices[b]:
            if one.kind == other.kind == "public" and same_source(one, other):
                return True
            if one.outlet is not None and one.outlet == other.outlet and "outlet" in (one.kind, other.kind):
                return True
    return False


def _joined(story: Story, likenesses: dict[Pair, float]) -> list[Pair]:
    """Each saying that cites an outlet with the likest one in that outlet's own report, if it is like it at all."""
    found = []
    for number, voices in enumerate(story.voices):
        for voice in voices:
            if voice.kind != "outlet":
                continue
            for key in (voice.outlet, *voice.through):
                best = max(_cited_sayings(story, number, key, likenesses), default=None)
                if best is not None and best[0] >= CITED:
                    found.append(_pair(number, -best[1]))
                    break
    return sorted(set(found))


def _cited_sayings(
    story: Story, number: int, key: str | None, likenesses: dict[Pair, float]
) -> Iterator[tuple[float, int]]:
    """The sayings of the cited outlet's reports by likeness; the number is negated, so that the first one wins."""
    saying = story.sayings[number]
    for other, candidate in enumerate(story.sayings):
        there = candidate.report
        if there != saying.report and key in story.credits[there].own and candidate.negated == saying.negated:
            yield likenesses.get(_pair(number, other), 0.0), -other


def _denied(story: Story, groups: Sequence[tuple[int, ...]], likenesses: dict[Pair, float]) -> dict[int, int]:
    """For each denial the group of sayings that it denies, where one is like enough."""
    home = {number: at for at, group in enumerate(groups) for number in group}
    found: dict[int, int] = {}
    for number in sorted(story.denials):
        near = [
            n for n, s in enumerate(story.sayings) if likenesses.get(_pair(number, n), 0.0) >= DENIED and not s.negated
        ]
        said = [n for n in near if not _own_word(story, number, n)]
        ranked = [(_denies(story, groups[home[n]], likenesses.get(_pair(number, n), 0.0)), -n) for n in said]
        best = max(ranked, default=(0.0, 0))
        if best[0] > 0:
            found[number] = home[-best[1]]
    return found


def _denials_of_one(denied: Mapping[int, int]) -> list[Pair]:
    """Denials of one claim say the same, however each puts it."""
    together: defaultdict[int, list[int]] = defaultdict(list)
    for number, group in sorted(denied.items()):
        together[group].append(number)
    return [(first, other) for first, *others in together.values() for other in others]


def _denies(story: Story, group: Sequence[int], value: float) -> float:
    """How good a saying of a group is as what a denial denies: what many tell on somebody's word is denied rather."""
    if value < DENIED or not any(story.voices[n] for n in group):
        return 0.0
    return value * (1 + 0.1 * math.log(len({story.report(n) for n in group})))


def _pair(a: int, b: int) -> Pair:
    return min(a, b), max(a, b)


def _own_word(story: Story, denial: int, other: int) -> bool:
    """Whether the other saying is the word of who denies."""
    return any(same_source(a, b) for a in story.voices[denial] for b in story.voices[other])


def make_claim(story: Story, group: tuple[int, ...], denied_by: tuple[Denial, ...] = ()) -> Claim:
    """The claim that a group of sayings is, its chains followed and its origins counted."""
    found = ends(story, group)
    counted = count_origins(story, found, denied_by)
    shown = _shown(story, group, found, counted)
    saying = story.sayings[shown]
    report = story.id(saying.report)
    return Claim(
        id=content_id("claim", report, saying.span, saying.negated),
        text=story.words(shown),
        report=report,
        span=saying.span,
        negated=saying.negated,
        accounts=tuple(_accounts(story, group, found, counted)),
        origins=counted.origins,
        independent=len(counted.origins),
        not_counted=counted.not_counted,
        denied_by=denied_by,
        denied=saying.denial and saying.negated,
        asked=saying.asked,
    )


def _shown(story: Story, group: Sequence[int], found: Sequence[End], counted: Count) -> int:
    """The saying whose words stand for the claim: the first of a report in which an origin is told, else the first."""
    own = {
        end.last
        for end, lead in zip(found, counted.leads, strict=True)
        if lead is not None and end.voice.kind != "outlet"
    }
    whole = [n for n in group if is_clause(story.words(n))] or group
    return next((n for n in whole if story.report(n) in own and story.voices[n]), whole[0])


def _accounts(story: Story, group: Sequence[int], found: Sequence[End], counted: Count) -> Iterator[Account]:
    for report in sorted({story.report(number) for number in group}):
        chains = [
            Chain(steps=end.steps, origin=lead)
            for end, lead in zip(found, counted.leads, strict=True)
            if end.report == report
        ]
        spans = tuple(story.sayings[number].span for number in group if story.report(number) == report)
        yield Account(report=story.id(report), spans=spans, chains=tuple(dict.fromkeys(chains)))


def _denials(
    story: Story, groups: Sequence[tuple[int, ...]], likenesses: dict[Pair, float]
) -> list[tuple[Denial, ...]]:
    """For each group who denies it: the sources of its contrary, each once."""
    home = {number: at for at, group in enumerate(groups) for number in group}
    contrary: defaultdict[int, set[int]] = defaultdict(set)
    for denial, group in _denied(story, groups, likenesses).items():
        contrary[group].add(denial)
    for (a, b), value in sorted(likenesses.items()):
        if value >= SAME and story.sayings[a].negated != story.sayings[b].negated:
            plain, denying = (b, a) if story.sayings[a].negated else (a, b)
            if not _own_word(story, denying, plain):
                contrary[home[plain]].add(denying)
    return [tuple(_deniers(story, sorted(contrary[at]))) for at in range(len(groups))]


def _deniers(story: Story, sayings: Sequence[int]) -> Iterator[Denial]:
    seen: list[End] = []
    for end in ends(story, sayings):
        voice = end.voice
        if voice.kind == "outlet" or voice.source is None or voice.span is None:
            continue
        if any(same_source(voice, other.voice) or voice.source == other.voice.source for other in seen):
            continue
        seen.append(end)
        yield Denial(source=voice.source, report=story.id(end.last), span=voice.span)


def _worth_listing(story: Story, claim: Claim, group: Sequence[int]) -> bool:
    """Whether a claim rests on somebody, is a clause, and several reports tell it or one opens with it."""
    if not claim.origins or not is_clause(claim.text):
        return False
    return len(claim.accounts) > 1 or any(story.sayings[n].sentence < _LEAD for n in group)
