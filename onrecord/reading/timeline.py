"""The timeline: events in the order of their times, the undated last."""

from collections.abc import Sequence

from onrecord.records import Event, Time, TimelineEntry

_Key = tuple[int, str, int, str]

_DATED, _PARTIAL, _VAGUE, _UNDATED = range(4)
# Where the three references stand among times of which no full date is known.
_REFERENCE_PLACES = {"PAST_REF": (_PARTIAL, ""), "PRESENT_REF": (_PARTIAL, "Y"), "FUTURE_REF": (_PARTIAL, "Z")}


def order_timeline(times: Sequence[Time], events: Sequence[Event]) -> tuple[TimelineEntry, ...]:
    """The events by the earliest instant of their times; at the same instant the shorter period first, then text order.

    Times of which only a part is known (`XXXX-11-17`, `XXXX-WXX-4`) follow the full ones, in the order of what is known
    of them; lengths of time and repeated times follow those; events without a time come last.
    """
    by_id = {time.id: time for time in times}
    keyed = [(_order(by_id.get(event.time or "")), event.trigger, event) for event in events]
    ordered = sorted(keyed, key=lambda entry: entry[:2])
    return tuple(TimelineEntry(event=event.id, time=event.time) for _, _, event in ordered)


def _order(time: Time | None) -> _Key:
    if time is None:
        return _UNDATED, "", 0, ""
    if time.earliest is not None:
        return _DATED, _instant(time.earliest), 0, time.latest or "9999"
    if time.latest is not None:
        return _DATED, _instant(time.latest), -1, time.latest
    if time.value in _REFERENCE_PLACES:
        group, place = _REFERENCE_PLACES[time.value]
        return group, place, 0, ""
    if time.type in ("DATE", "TIME"):
        return _PARTIAL, time.value, 0, ""
    return _VAGUE, time.value, 0, ""


def _instant(value: str) -> str:
    """A day as its first instant, so that days and date-times compare."""
    return value if "T" in value else value + "T00:00"
