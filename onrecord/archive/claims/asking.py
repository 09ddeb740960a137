"""On how many independent origins a statement of one's own wording rests among some reports.

Each report is taken at the words that come nearest to the statement, and is led to one main origin: what its own
outlet heard if it heard something, else the outlet that it credits, else who said it in public. A report that could
rest on an origin which others rest on adds none of its own, so the count errs on the low side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.archive.claims.citing import Citation, Credits
from onrecord.archive.claims.ends import End, ends
from onrecord.archive.claims.finding import make_claim
from onrecord.archive.claims.matching import Weights, likeness
from onrecord.archive.claims.records import Claim
from onrecord.archive.claims.sources import same_source
from onrecord.archive.claims.story import Story, make_story
from onrecord.archive.claims.voices import Voice
from onrecord.archive.claims.words import terms_of
from onrecord.archive.reuse.verdicts import Reuse
from onrecord.records import Record

NEAR = 0.25
CLOSE = 0.65
"""How near words are to a statement to say it: so much, and so much of the nearest ones in their report."""
MOST = 6
"""Sayings of one report that are looked at, the nearest first."""
_HEAD = 2
_REACH = 2
"""Sentences after words without a source in which an outlet that is credited may be theirs."""

Key = tuple[str, str | int | None]


class Rest(NamedTuple):
    """On what a statement rests: the words that make it with their chains, and the main origin of each report."""

    claim: Claim | None
    main: Mapping[str, str]
    """By report id; equal values are one origin. Reports that tell nothing of it are left out."""

    @property
    def independent(self) -> int:
        """How many independent origins there are."""
        return len(set(self.main.values()))


@dataclass(frozen=True, slots=True)
class _Lead:
    """An origin that a report may rest on; `sure`: its outlet says that it heard it itself."""

    key: Key
    sure: bool


def find_origins(records: Sequence[Record], reuse: Iterable[Reuse], statement: str) -> Rest:
    """On what a statement rests among the reports; their order and that of the pairs do not matter."""
    story = make_story(records, reuse)
    near = _nearest(story, statement)
    if not near:
        return Rest(None, {})
    group = sorted(number for numbers in near.values() for number in numbers)
    story = _with_neighbours(story, group)
    leads = {report: _leads(story, group, numbers) for report, numbers in near.items()}
    for report in leads:
        if not any(lead.sure for lead in leads[report]):
            leads[report] = leads.get(_parent(story, report), leads[report])
    return Rest(
        make_claim(story, tuple(group)), {story.id(r): f"{k[0]} {k[1]}" for r, k in _chosen(story, leads).items()}
    )


def _nearest(story: Story, statement: str) -> dict[int, list[int]]:
    """For each report the sayings nearest to a statement, the nearest first; what it opens with if none is near."""
    by_report: defaultdict[int, list[int]] = defaultdict(list)
    for number, saying in enumerate(story.sayings):
        by_report[saying.report].append(number)
    weights = Weights([story.sayings[n].terms for n in numbers] for numbers in by_report.values())
    wanted = weights.profile(terms_of(statement))
    found: dict[int, list[int]] = {}
    for report, numbers in by_report.items():
        said = [n for n in numbers if not story.sayings[n].denial]
        values = {n: likeness(wanted, weights.profile(story.sayings[n].terms)) for n in said}
        best = max(values.values(), default=0.0)
        near = [n for n in values if values[n] >= max(NEAR, CLOSE * best)]
        ranked = sorted(near, key=lambda n: (-values[n], n))[:MOST]
        found[report] = ranked or [n for n in numbers if story.sayings[n].sentence < _HEAD]
    return found


def _with_neighbours(story: Story, group: Sequence[int]) -> Story:
    """The story with those whose word stands next to a saying among those whose word it may be."""
    voices = list(story.voices)
    for number in group:
        saying = story.sayings[number]
        credits = story.credits[saying.report]
        near = [c for c in credits.citations if abs(c.sentence - saying.sentence) <= 1]
        if not near and not voices[number]:
            near = [c for c in credits.citations if saying.sentence < c.sentence <= saying.sentence + _REACH][:1]
        more = [_neighbour(c, credits) for c in near if c.role == "found" or c.outlet not in credits.own]
        known = {voice.outlet for voice in voices[number]}
        voices[number] += tuple(voice for voice in more if voice.stated or voice.outlet not in known)
        if not voices[number]:
            voices[number] = _beside(story, number)
    return replace(story, voices=tuple(voices))


def _neighbour(citation: Citation, credits: Credits) -> Voice:
    if citation.role == "found":
        return Voice("heard", citation.outlet, citation.source, citation.span, unnamed=True, stated=True)
    return Voice("outlet", citation.outlet, citation.source, citation.span, implied=True, through=citation.through)


def _beside(story: Story, number: int) -> tuple[Voice, ...]:
    """The voices of the sayings in the sentences around."""
    saying = story.sayings[number]
    around = (
        voice
        for other, voices in zip(story.sayings, story.voices, strict=True)
        if other.report == saying.report and abs(other.sentence - saying.sentence) <= 1
        for voice in voices
    )
    return tuple(dict.fromkeys(replace(voice, implied=True) for voice in around))


def _leads(story: Story, group: Sequence[int], numbers: Sequence[int]) -> list[_Lead]:
    """The origins that a report may rest on, the likeliest first."""
    found: list[tuple[int, _Lead]] = []
    report = story.report(numbers[0])
    public = [end.voice for end in ends(story, group) if end.voice.kind == "public"]
    for number in numbers:
        for end in ends(story, [number, *(n for n in group if story.report(n) != report)]):
            if end.report == report:
                found.append(_ranked(story, end, public))
    ordered = sorted(range(len(found)), key=lambda n: (found[n][0], n))
    return list(dict.fromkeys(found[n][1] for n in ordered))


def _parent(story: Story, report: int) -> int:
    """The report whose text a report is, as far back as there is one; itself where it is nobody's."""
    seen = {report}
    while True:
        whole = (x.parent for x in story.lineage.get(report, ()) if x.whole and x.parent is not None)
        parent = next(whole, None)
        if parent is None or parent in seen:
            return report
        seen.add(parent)
        report = parent


def _ranked(story: Story, end: End, public: Sequence[Voice]) -> tuple[int, _Lead]:
    voice = end.voice
    own = len(end.steps) == 1
    if voice.kind == "heard" and voice.unnamed and end.outlet is not None:
        sure = own and voice.stated and not voice.implied and voice.outlet in story.credits[end.report].own
        return (0 if sure else 4 if voice.implied else 1), _Lead(("outlet", end.outlet), sure)
    if voice.kind == "outlet":
        return (3 if voice.implied else 1), _Lead(("outlet", end.outlet), False)
    if voice.kind == "heard" and end.outlet is not None and not any(same_source(voice, other) for other in public):
        return 4, _Lead(("outlet", end.outlet), False)
    official = voice.kind == "public" and voice.sector not in (None, "CVL") and not voice.implied
    return (2 if official else 5), _Lead(("public", None), False)


def _chosen(story: Story, leads: Mapping[int, Sequence[_Lead]]) -> dict[int, Key]:
    """One origin for each report: those that are sure, those that several reports name first, then as few as may be."""
    chosen: dict[int, Key] = {}
    for report, listed in sorted(leads.items()):
        sure = next((lead.key for lead in listed if lead.sure), None)
        if sure is not None:
            chosen[report] = sure
    firsts = Counter(listed[0].key for report, listed in leads.items() if report not in chosen and listed)
    counted = set(chosen.values()) | {key for key, count in firsts.items() if count > 1}
    for report, listed in sorted(leads.items()):
        known = next((lead.key for lead in sorted(listed, key=_is_public) if lead.key in counted), None)
        if report not in chosen and known is not None:
            chosen[report] = known
    _cover(leads, chosen)
    common = Counter(chosen.values()).most_common(1)
    return {report: chosen.get(report) or (common[0][0] if common else ("public", None)) for report in sorted(leads)}


def _is_public(lead: _Lead) -> bool:
    """Words said in public stand beside news that an outlet had first more often than the other way round."""
    return lead.key[0] == "public"


def _cover(leads: Mapping[int, Sequence[_Lead]], chosen: dict[int, Key]) -> None:
    """Give the reports that are left the origins that explain most of them at a time."""
    while left := {report: listed for report, listed in leads.items() if report not in chosen and listed}:
        explained = Counter(key for listed in left.values() for key in {lead.key for lead in listed})
        order = {
            key: min(
                [lead.key for lead in listed].index(key) for listed in left.values() if key in [x.key for x in listed]
            )
            for key in explained
        }
        best = min(explained, key=lambda key: (-explained[key], order[key], str(key)))
        chosen.update({report: best for report, listed in left.items() if any(lead.key == best for lead in listed)})
