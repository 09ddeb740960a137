"""How many independent origins a claim rests on, with the reason for every end of a chain that adds none.

An origin is where a chain of attribution ends. Whoever speaks in public is one origin, whoever carries it. Unnamed
sources are one origin for each outlet that heard them: nobody outside can tell them apart, and two outlets' sources
are counted apart even where they may be the same people. What may be no origin of its own is not counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import structs

from onrecord.archive.claims.ends import End
from onrecord.archive.claims.records import Denial, Evidence, Origin, OriginKind
from onrecord.archive.claims.sources import may_be_same, name_words, same_source, state_of
from onrecord.archive.claims.story import Story
from onrecord.archive.claims.voices import Voice
from onrecord.records import content_id


@dataclass(frozen=True, slots=True)
class Count:
    """The origins of a claim, which of them each end leads to (None: it adds none), and why ends were not counted."""

    origins: tuple[Origin, ...]
    leads: tuple[str | None, ...]
    not_counted: tuple[Evidence, ...]


def count_origins(story: Story, ends: Sequence[End], denied_by: Sequence[Denial] = ()) -> Count:
    """The independent origins behind the ends of a claim's chains; who denies it in a report is none by that report."""
    denying = {n for n, end in enumerate(ends) if any(_denies(story, end, denial) for denial in denied_by)}
    places = [group for group in _public(ends) + _heard(ends) if not denying.issuperset(group)]
    reasons = [_evidence(story, ends[n], "denies it there") for n in sorted(denying)[:1]]
    kept: list[tuple[int, ...]] = []
    for group in places:
        why = _adds_none(story, ends, group, places)
        if why is None:
            kept.append(group)
        else:
            reasons += [_evidence(story, ends[number], why) for number in group[:1]]
    kept.sort()
    made = [_origin(story, [ends[number] for number in group]) for group in kept]
    origins = tuple(_flagged(made))
    leads: list[str | None] = [None] * len(ends)
    for group, origin in zip(kept, origins, strict=True):
        for number in group:
            leads[number] = origin.id
    return Count(origins, tuple(leads), (*_repeats(story, ends, kept), *reasons))


def _denies(story: Story, end: End, denial: Denial) -> bool:
    return _is_public(end) and story.id(end.last) == denial.report and end.voice.source == denial.source


def _public(ends: Sequence[End]) -> list[tuple[int, ...]]:
    """The ends with a named or public source, gathered by who it is."""
    numbers = [n for n, end in enumerate(ends) if _is_public(end)]
    groups: list[list[int]] = []
    for number in sorted(numbers, key=lambda n: (state_of(ends[n].voice) is not None, n)):
        for group in groups:
            if any(same_source(ends[number].voice, ends[other].voice) for other in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return [tuple(sorted(group)) for group in groups]


def _is_public(end: End) -> bool:
    return end.voice.kind == "public" or (end.voice.kind == "heard" and _is_named(end.voice))


def _is_named(voice: Voice) -> bool:
    """Whether a source is somebody by name: two capitalised words, as "officials" and "a Turkish official" are not."""
    words = (voice.source or "").split()
    return len(words) > 1 and all(word[:1].isupper() for word in (words[0], words[-1])) and not voice.unnamed


def _heard(ends: Sequence[End]) -> list[tuple[int, ...]]:
    """The ends with sources that one outlet heard, and with outlets that are only cited, gathered by outlet."""
    groups: dict[tuple[str | None, int | None], list[int]] = {}
    for number, end in enumerate(ends):
        if not _is_public(end):
            groups.setdefault((end.outlet, None if end.outlet else end.last), []).append(number)
    return [tuple(group) for group in groups.values()]


def _adds_none(
    story: Story, ends: Sequence[End], group: tuple[int, ...], places: Sequence[tuple[int, ...]]
) -> str | None:
    """Why a group of ends is no origin of its own; None where it is one."""
    voices = [ends[number].voice for number in group]
    others = [ends[n] for place in places if place != group for n in place]
    if all(voice.implied for voice in voices):
        return "follows only from the sentence before" if others else None
    if all(voice.kind == "officials" for voice in voices):
        public = [end.voice for end in others if _is_public(end)]
        match = next((p for p in public if any(_may_speak_for(v, p) for v in voices)), None)
        if match is not None:
            return f"officials without a name, who may be those who spoke in public for {match.source}"
    if all(voice.kind == "outlet" for voice in voices):
        return _doubtful(story, ends, group, places)
    return None


def _may_speak_for(officials: Voice, public: Voice) -> bool:
    return not (officials.country and public.country and officials.country != public.country)


def _doubtful(
    story: Story, ends: Sequence[End], group: tuple[int, ...], places: Sequence[tuple[int, ...]]
) -> str | None:
    """Why an outlet that is only cited may not be an origin: one report names it, beside another that more name."""
    reports = {ends[number].report for number in group}
    if len(reports) > 1:
        return None
    for place in places:
        there = {ends[number].report for number in place}
        if place != group and reports < there:
            return "cited by one report only, which also rests on an origin that others name"
    return None


def _origin(story: Story, ends: Sequence[End]) -> Origin:
    voices = [end.voice for end in ends]
    public = _is_public(ends[0])
    outlet = ends[0].outlet
    if public and any(end.outlet != outlet for end in ends):
        outlet = None
    kind: OriginKind = "public" if public and outlet is None else "cited" if _only_cited(ends) else "heard"
    source = _called(voices)
    evidence = {(end.last, end.voice.span): _evidence(story, end, _told(story, end)) for end in ends}
    return Origin(
        id=content_id("origin", kind, outlet, source, tuple(sorted((e.report, e.span) for e in evidence.values()))),
        kind=kind,
        outlet=story.name(outlet),
        source=source,
        evidence=tuple(evidence.values()),
    )


def _only_cited(ends: Iterable[End]) -> bool:
    return all(end.voice.kind == "outlet" for end in ends)


def _called(voices: Sequence[Voice]) -> str | None:
    """The name of a source: not a government's where its speaker is named, the fullest of the others."""
    named = [voice for voice in voices if voice.source]
    own = [voice for voice in named if state_of(voice) is None] or named
    if not own:
        return None
    first = own[0].source or ""
    fuller = [v.source for v in own if v.source and name_words(first) < name_words(v.source) and len(v.source) < 60]
    return fuller[0] if fuller else first


def _told(story: Story, end: End) -> str:
    who = end.voice.source or "a source that is not told"
    if end.voice.kind == "outlet":
        return f"credits {story.name(end.outlet)}, of which the archive has no report that says so"
    if _is_public(end) and end.outlet is None:
        return f"{who} said so in public"
    return f"{who} told {story.name(end.outlet) or 'the outlet'}"


def _evidence(story: Story, end: End, text: str) -> Evidence:
    span = end.voice.span or (0, 0)
    return Evidence(text=text, report=story.id(end.last), span=span)


def _repeats(story: Story, ends: Sequence[End], kept: Sequence[tuple[int, ...]]) -> list[Evidence]:
    """The reports that lead to an origin by another report: they cite it or are its text, and add none."""
    found: dict[int, Evidence] = {}
    for group in kept:
        for number in group:
            end = ends[number]
            first = end.steps[0]
            if first.target is not None and end.report not in found:
                text = f"cites {first.outlet}, whose own report is here"
                found[end.report] = Evidence(text=text, report=first.report, span=first.span or (0, 0))
    return [found[report] for report in sorted(found)]


def _flagged(origins: Sequence[Origin]) -> list[Origin]:
    """The origins, those of several outlets that may be the same people with each other's ids."""
    found = []
    for origin in origins:
        same = tuple(
            other.id
            for other in origins
            if other.id != origin.id
            and "public" not in (origin.kind, other.kind)
            and origin.outlet != other.outlet
            and may_be_same(origin.source, other.source)
        )
        found.append(structs.replace(origin, possibly_same=same))
    return found
