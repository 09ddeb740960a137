"""The archive as a whole: what it holds, from when to when, from whom, and what read it."""

from pathlib import Path

import msgspec

from onrecord.archive.status import archive_status
from onrecord.archive.views.context import Context, data_version
from onrecord.archive.views.parts import Counted, url
from onrecord.records import SCHEMA
from onrecord.version import VERSION


class OutletItem(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet with its reports; `name` is None for reports of which no outlet is known."""

    name: str | None
    reports: Counted


class CoderItem(msgspec.Struct, frozen=True, kw_only=True):
    """A version that has read, and how many of the current records it made."""

    version: str
    weights: str | None
    gazetteer: str | None
    ontology: str | None
    current: int


class ArchiveCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is of everything, each with the list of it."""

    reports: Counted
    stories: Counted
    events: Counted
    actors: Counted
    matters: Counted
    statements: int
    positions: int
    outlets: int
    words: int


class ArchiveView(msgspec.Struct, frozen=True, kw_only=True):
    """An archive. `version` changes with its data; `first` and `last` are the publication of its reports, in UTC."""

    name: str
    schema: str
    onrecord: str
    version: str
    counts: ArchiveCounts
    first: str | None
    last: str | None
    outlets: tuple[OutletItem, ...]
    coders: tuple[CoderItem, ...]


def archive_view(context: Context) -> ArchiveView:
    """The archive in numbers."""
    from onrecord.archive.views.grouping import matters
    from onrecord.archive.views.who import who

    status = archive_status(context.archive)
    counts = status.counts
    stories = context.number("SELECT count(DISTINCT story) FROM story_members")
    outlets = context.rows(
        "SELECT outlet, count(DISTINCT report) FROM appearances GROUP BY outlet ORDER BY 2 DESC, outlet"
    )
    return ArchiveView(
        name=Path(context.archive.path).name,
        schema=SCHEMA,
        onrecord=VERSION,
        version=data_version(context.archive),
        counts=ArchiveCounts(
            reports=Counted(count=counts["reports"], url=url("/reports")),
            stories=Counted(count=stories, url=url("/stories")),
            events=Counted(count=counts["events"], url=url("/events")),
            actors=Counted(count=len(who(context).entities), url=url("/actors")),
            matters=Counted(count=len(matters(context)), url=url("/matters")),
            statements=counts["statements"],
            positions=counts["positions"],
            outlets=counts["outlets"],
            words=counts["words"],
        ),
        first=status.first,
        last=status.last,
        outlets=tuple(
            OutletItem(name=name, reports=Counted(count=number, url=_reports_of(name))) for name, number in outlets
        ),
        coders=tuple(
            CoderItem(
                version=c.version, weights=c.weights, gazetteer=c.gazetteer, ontology=c.ontology, current=c.current
            )
            for c in status.coders
        ),
    )


def _reports_of(outlet: str | None) -> str:
    """The address of an outlet's reports; of an outlet without a name, those of which none is known."""
    return url("/reports", outlet=outlet) if outlet else url("/reports") + "?outlet="
