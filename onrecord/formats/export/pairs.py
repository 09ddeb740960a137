"""Events as data sets of events have them: one row for each actor and recipient, and columns of ours behind theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from onrecord.formats.export.columns import EVIDENCE, Column, columns
from onrecord.formats.export.selection import Item
from onrecord.formats.export.tables import event_spans
from onrecord.formats.export.views import View
from onrecord.records import Actor, Event

OWN = (
    *columns("event_id factuality modality trigger"),
    Column("attributed_to", "texts"),
    Column("confidence", "real"),
    Column("shown", "flag"),
    *EVIDENCE,
)
"""Columns that none of the others has, put behind theirs."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One actor and one recipient of an event, either None where it has none; `number` counts from 1."""

    event: Event
    actor: Actor | None
    recipient: Actor | None
    number: int


def pairs(view: View, event: Event) -> Iterator[Pair]:
    """All pairs of an event's actors and recipients, in the order of the record.

    Where several act on each other, as in a meeting, nobody is paired with themselves.
    """
    actors: list[Actor | None] = [*view.actors(event.actors)] or [None]
    recipients: list[Actor | None] = [*view.actors(event.recipients)] or [None]
    found = list(product(actors, recipients))
    apart = [(actor, recipient) for actor, recipient in found if actor is not recipient or actor is None]
    for number, (actor, recipient) in enumerate(apart or found, start=1):
        yield Pair(event, actor, recipient, number)


def row_id(item: Item, pair: Pair) -> str:
    """An id for one row: that of the report, shortened, and of the event, and the pair's number from the second on."""
    short = item.record.report.id.removeprefix("sha256:")[:12]
    return f"{short}:{pair.event.id}{f':{pair.number}' if pair.number > 1 else ''}"


def own_columns(item: Item, view: View, event: Event) -> dict[str, Any]:
    """The values of our own columns."""
    own: dict[str, Any] = {
        "event_id": event.id,
        "factuality": event.factuality,
        "modality": event.modality,
        "trigger": view.words(event.trigger),
        "attributed_to": view.sources(event.attributions),
        "confidence": event.confidence,
        "shown": event.shown,
    }
    return own | item.evidence(event.sentence, event_spans(view, event))
