"""Looking things up in a record: who its ids name, which day a time is, what a span says."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from onrecord.knowledge.countries import country
from onrecord.records import Actor, Attribution, Event, Place, Record, Time
from onrecord.spans import Span

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_MONTH = re.compile(r"\d{4}-\d{2}")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_YEAR = re.compile(r"(\d{4})(?:-.*)?")

ABSENT = frozenset(("CT-", "PR-", "PS-"))
"""Factuality of what is told not to have happened."""


class View:
    """A record with its ids resolved."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.id: place for place in self.record.places}

    @cached_property
    def _times(self) -> dict[str, Time]:
        return {time.id: time for time in self.record.times}

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        return {attribution.id: attribution for attribution in self.record.attributions}

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor of that id."""
        return self._actors.get(actor_id or "")

    def actors(self, ids: Iterable[str]) -> list[Actor]:
        """The actors of those ids."""
        return [self._actors[each] for each in ids if each in self._actors]

    def place(self, place_id: str | None) -> Place | None:
        """The place of that id."""
        return self._places.get(place_id or "")

    def time(self, time_id: str | None) -> Time | None:
        """The time of that id."""
        return self._times.get(time_id or "")

    def words(self, span: Span | None) -> str | None:
        """The words at a span."""
        return self.text[slice(*span)] if span else None

    def source(self, attribution: Attribution) -> str | None:
        """Who says it: the name that the report gives, or its words for them."""
        source = attribution.source
        actor = self.actor(source.actor)
        return source.name or (actor.name if actor else None) or self.words(source.span)

    def sources(self, ids: Iterable[str]) -> list[str]:
        """Who says it, for each attribution of those ids; those whose source is not told are left out."""
        names = (self.source(self._attributions[each]) for each in ids if each in self._attributions)
        return [name for name in dict.fromkeys(names) if name]

    def raw(self, actor: Actor, spans: Sequence[Span]) -> str | None:
        """The words, of those at the spans, that name the actor; None where none of them do."""
        inside = [span for span in spans if any(s[0] < m[1] and m[0] < s[1] for s in [span] for m in actor.mentions)]
        return self.words(inside[0]) if inside else None


def day_of(time: Time | None) -> str | None:
    """The ISO day, where the time is one day."""
    match = _DAY.fullmatch(time.value) if time else None
    return match[1] if match else None


def month_of(time: Time | None) -> str | None:
    """The month as 2024-11, where the time lies in one."""
    if time is None:
        return None
    day = day_of(time)
    return day[:7] if day else time.value if _MONTH.fullmatch(time.value) else None


def year_of(time: Time | None) -> str | None:
    """The year, where the time lies in one. A time of which only the length is known has none."""
    match = _YEAR.fullmatch(time.value) if time else None
    return match[1] if match else None


def is_week(time: Time | None) -> bool:
    """Whether the time is a week, known no more exactly."""
    return time is not None and _WEEK.fullmatch(time.value) is not None


def country_name(code: str | None) -> str | None:
    """A country's English name by its ISO code."""
    found = country(code) if code else None
    return found.name if found else None


def country_iso2(code: str | None) -> str | None:
    """A country's ISO 3166-1 alpha-2 code."""
    found = country(code) if code else None
    return found.iso2 if found else None


def has_happened(event: Event) -> bool:
    """Whether somebody says that the event took place or is taking place, and it is not told to be untrue."""
    return event.modality in ("actual", "ongoing") and event.factuality not in ABSENT


def is_absent(event: Event) -> bool:
    """Whether the event is told not to have happened."""
    return event.factuality in ABSENT or event.modality == "denied"
