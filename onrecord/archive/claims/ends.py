"""Where the chain of a saying ends: followed from report to report as far as the archive has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.archive.claims.records import Step
from onrecord.archive.claims.story import Story
from onrecord.archive.claims.voices import Voice


@dataclass(frozen=True, slots=True)
class End:
    """The end of one chain that begins in `report`: the last voice, who heard it, the steps, outermost first.

    `outlet` is the key of the outlet that heard it, or that is cited and has no report of its own here.
    """

    report: int
    last: int
    """The report in which the last step is told."""
    voice: Voice
    outlet: str | None
    steps: tuple[Step, ...]


def ends(story: Story, claim: Sequence[int]) -> list[End]:
    """The ends of the chains of a claim's sayings, in the order of the reports."""
    return [end for saying in claim for end in _ends(story, claim, saying, frozenset())]


def _ends(story: Story, claim: Sequence[int], saying: int, seen: frozenset[int]) -> Iterator[End]:
    report = story.report(saying)
    for voice in story.voices[saying]:
        if voice.kind == "outlet":
            yield from _cited(story, claim, saying, voice, seen | {report})
            continue
        outlet = None if voice.kind == "public" else voice.outlet
        if (
            outlet is not None
            and not (voice.stated and voice.outlet in story.credits[report].own)
            and outlet == story.credits[report].home
        ):
            outlet = story.home(report, story.sayings[saying].span)
        step = Step(report=story.id(report), outlet=story.name(outlet), source=voice.source, span=voice.span)
        yield End(report, report, voice, outlet, (step,))


def _cited(story: Story, claim: Sequence[int], saying: int, voice: Voice, seen: frozenset[int]) -> Iterator[End]:
    """The ends in the cited outlet's own reports of the claim; the citation itself where there is none."""
    report = story.report(saying)
    name, inner = story.name(voice.outlet), []
    for other in claim:
        there = story.report(other)
        if there in seen or voice.outlet not in story.credits[there].own:
            continue
        step = Step(report=story.id(report), outlet=name, source=None, span=voice.span, target=story.id(there))
        for end in _ends(story, claim, other, seen):
            inner.append(End(report, end.last, end.voice, end.outlet, (step, *end.steps)))
    if inner:
        yield from inner
        return
    step = Step(report=story.id(report), outlet=name, source=voice.source, span=voice.span)
    yield End(report, report, voice, voice.outlet, (step,))
