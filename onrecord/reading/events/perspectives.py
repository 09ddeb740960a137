"""What each source makes of an event: a strike that one side reports and the other denies has two values.

FactBank (Saurí and Pustejovsky 2009) gives an event one value for the author and one for each source that the author
quotes with it, nested ones too.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.events.status import Status
from onrecord.records import Attribution, Perspective

DOUBTED = 2
"""The certainty that is left of what a source doubts: it is probably not so."""


def perspectives(status: Status, heard: Sequence[Attribution]) -> tuple[Perspective, ...]:
    """The value that each source gives to an event which stands in its words.

    `status` is how the event stands with all words around it. Where one of the sources denies it, that word has turned
    the status round already: whoever else is quoted with it, inside or outside, says the opposite.
    """
    said = _affirmed(status) if any(found.stance == "denies" for found in heard) else status
    return tuple(Perspective(attribution=found.id, factuality=_held(said, found).factuality) for found in heard)


def _affirmed(status: Status) -> Status:
    """The status as it is claimed by those whom the denial answers."""
    return replace(status, negative=False)


def _held(said: Status, attribution: Attribution) -> Status:
    if attribution.stance == "denies":
        return replace(said, negative=not said.negative, certainty=max(said.certainty, DOUBTED))
    if attribution.stance == "doubts":
        return replace(said, negative=not said.negative, certainty=min(said.certainty, DOUBTED))
    if attribution.stance == "declines":
        return replace(said, certainty=0)
    return said
