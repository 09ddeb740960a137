"""Which positions are on one matter: those of one story whose matters have half of their words in common.

By their words alone: base forms, word families and groups of meaning, as for claims.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.archive.claims.words import Term, kinship
from onrecord.archive.positions.matters import points_back, terms_in
from onrecord.archive.views.context import Context
from onrecord.records import PositionStance, content_id
from onrecord.spans import Span

_SHARED = 0.5
"""Matters are one where the words that both have are at least this part of the words of the shorter one."""
_SHORTEST = 4
_LABEL = 90
"""Characters of a label, where a shorter one can be had."""
_DATES = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?: \d{1,2}\b)?(?:,? \d{4}\b)?|\d{4}\b|\d{1,2} (?=[A-Z]))|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
"""When it is to be is no part of what a matter is about."""
_ROWS = """
    SELECT p.key, p.report, p.id, p.holder, a.name, p.stance, p.matter, p.matter_start, p.matter_stop,
           ifnull(r.published_at, '~'), r.id, r.published, m.story
    FROM positions AS p JOIN reports AS r ON r.key = p.report JOIN story_members AS m ON m.report = p.report
    LEFT JOIN actors AS a ON a.report = p.report AND a.id = p.holder
    WHERE p.shown ORDER BY m.story, 10, r.id, p.ordinal
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """One position of one report."""

    report: int
    id: str
    holder: str
    name: str
    stance: PositionStance
    matter: str
    span: Span
    published: str | None
    report_id: str
    story: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Positions of one story on one thing. `key` is made from the earliest of them; `label` are the words of one."""

    key: str
    label: str
    story: str
    holdings: tuple[Holding, ...]


def matters(context: Context) -> dict[str, Matter]:
    """All matters of the archive by key, those that most reports tell first."""
    return context.memo.get("matters", lambda: _matters(context))


def _matters(context: Context) -> dict[str, Matter]:
    by_story: defaultdict[str, list[Holding]] = defaultdict(list)
    for _, report, name, holder, actor, stance, text, start, stop, _, report_id, published, story in context.rows(
        _ROWS
    ):
        by_story[story].append(
            Holding(report, name, holder, actor or holder, stance, text, (start, stop), published, report_id, story)
        )
    found = [matter for story, held in by_story.items() for matter in _of_story(story, held)]
    ranked = sorted(found, key=lambda m: (-len({h.report for h in m.holdings}), -len(m.holdings), m.key))
    return {matter.key: matter for matter in ranked}


def _of_story(story: str, held: Sequence[Holding]) -> list[Matter]:
    """The positions of a story in groups of one matter, each joined to the likest group before it."""
    near = _Nearness()
    groups: list[tuple[list[Holding], list[frozenset[str]]]] = []
    for each in held:
        keys = near.keys(_terms(each.matter))
        if not keys:
            continue
        likeness = [sum(near.share(keys, other) for other in known) / len(known) for _, known in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= _SHARED:
            groups[best][0].append(each)
            groups[best][1].append(keys)
        else:
            groups.append(([each], [keys]))
    return [_matter(story, members, keys) for members, keys in groups]


def _terms(matter: str) -> tuple[Term, ...]:
    """A matter's words without its dates; none where it only points at another one."""
    bare = _DATES.sub(" ", matter)
    return () if points_back(matter) or len(bare) < _SHORTEST else terms_in(bare).terms


class _Nearness:
    """Which terms of a story's matters mean the same, each pair looked at once."""

    def __init__(self) -> None:
        self._terms: dict[str, Term] = {}
        self._sharing: defaultdict[str | int, list[str]] = defaultdict(list)
        self._near: dict[str, frozenset[str]] = {}

    def keys(self, terms: Sequence[Term]) -> frozenset[str]:
        """The terms' keys, known from now on."""
        for term in terms:
            if term.key not in self._terms:
                like = {key for key in self._beside(term) if kinship(term, self._terms[key])}
                self._terms[term.key] = term
                self._near[term.key] = frozenset({term.key, *like})
                for key in like:
                    self._near[key] |= {term.key}
                for handle in term.handles:
                    self._sharing[handle].append(term.key)
        return frozenset(term.key for term in terms)

    def _beside(self, term: Term) -> set[str]:
        """The terms that may have something in common with a new one."""
        return {key for handle in term.handles for key in self._sharing[handle]}

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The part of the words of the shorter matter that the other has; one word of several is too little."""
        short, long = (one, other) if len(one) <= len(other) else (other, one)
        shared = sum(not long.isdisjoint(self._near[key]) for key in short)
        return shared / len(short) if shared > 1 or len(short) == 1 else 0.0


def _matter(story: str, members: Sequence[Holding], keys: Sequence[frozenset[str]]) -> Matter:
    """The group as a matter; it is called by the words of the member that has most in common with the others."""
    texts = [" ".join(each.matter.split()) for each in members]
    common = [sum(2 * len(own & other) / len(own | other) for other in keys) for own in keys]
    best = min(
        range(len(members)),
        key=lambda n: (len(texts[n]) > _LABEL, len(keys[n]) < 2, -round(common[n], 6), len(texts[n]), texts[n]),
    )
    return Matter(content_id("matter", members[0].report_id, members[0].id), texts[best], story, tuple(members))
