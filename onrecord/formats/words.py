"""What a record's values are called for a reader: names of sources, times, stances and degrees of certainty."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from onrecord.chains import Link, chain
from onrecord.records import Actor, Attribution, Event, Place, Position, Record, Time
from onrecord.spans import Span

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FULL_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEARLESS = re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_PART_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})T(MO|AF|EV|NI|MI|DT)")
_PARTS_OF_DAY = {
    "MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "midday", "DT": "daytime",
}  # fmt: skip
_WEEK = re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-2])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_STANCES = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "doubts": "doubts",
    "declines": "declines to say",
}
_QUOTATIONS = {"direct": "in direct words", "indirect": "", "mixed": "in part in direct words"}
_CERTAINTY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "did not happen",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "not said whether it happened",
}
_EVENT_TYPES = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "CONCEDE": "concession",
    "AID": "aid",
    "RETREAT": "retreat",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "MOBILIZE": "mobilisation",
    "SANCTION": "sanction",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
_CONTEXT = 46
"""Characters of the sentence that are shown ahead of an event's trigger, and half of those behind it."""
_LONGEST_CUE = 40


class Wording:
    """A record's ids and values in words. Everything is looked up, nothing is made up."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.report.text

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places by id."""
        return {place.id: place for place in self.record.places}

    @cached_property
    def times(self) -> dict[str, Time]:
        """The times by id."""
        return {time.id: time for time in self.record.times}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """The attributions by id."""
        return {attribution.id: attribution for attribution in self.record.attributions}

    @cached_property
    def positions(self) -> dict[str, Position]:
        """The positions by id."""
        return {position.id: position for position in self.record.positions}

    def quote(self, span: Span) -> str:
        """The report's own words at the span, on one line."""
        return " ".join(self.text[span[0] : span[1]].split())

    def quotes(self, spans: Sequence[Span]) -> str:
        """The report's words at several spans, with a mark where something lies between them."""
        return " … ".join(self.quote(span) for span in spans)

    def said(self, attribution: Attribution) -> str:
        """What is said, in quotation marks where all of it is in the source's own words."""
        content = self.quotes(attribution.content)
        bare = content.strip('“”"')
        return f"“{bare}”" if attribution.quotation == "direct" and bare else content

    def names(self, idents: Sequence[str]) -> str:
        """The names of actors, joined with commas."""
        return ", ".join(self.actors[ident].name for ident in idents if ident in self.actors)

    def source(self, attribution: Attribution) -> str:
        """Who says it, with a number and the word "unnamed" where that is all the report tells."""
        source = attribution.source
        actor = self.actors.get(source.actor or "")
        name = source.name or (actor.name if actor else None) or (self.quote(source.span) if source.span else None)
        if name is None:
            return "source not stated"
        notes = [str(source.count)] if source.count and source.count > 1 and str(source.count) not in name else []
        if source.anonymity == "unnamed" and not re.search(r"\b(?:un-?named|anonym)", name, re.IGNORECASE):
            notes.insert(0, "unnamed")
        return f"{name} ({', '.join(notes)})" if notes else name

    def told_of(self, attribution: Attribution) -> str:
        """How near an unnamed source is to what it tells, and why it is not named, where its name does not say so."""
        source = attribution.source
        shown = source.name or (self.quote(source.span) if source.span else "")
        kinds = ("closeness", "reason_unnamed")
        parts = [" ".join(each.text.split()) for each in source.details if each.kind in kinds]
        return ", ".join(part for part in dict.fromkeys(parts) if part not in shown)

    def lineage(self, attribution: Attribution) -> str:
        """All links of the chain, the report's own outlet first, where anybody stands between it and the source."""
        links = chain(self.record, attribution)
        source = " – ".join(filter(None, (self.source(attribution), self.told_of(attribution))))
        if len(links) <= 2:
            return source
        between = [self._link(link) for link in links[1:-1]]
        return " ← ".join((links[-1].name or "this report", *reversed(between), source))

    def _link(self, link: Link) -> str:
        passed = self.attributions.get(link.attribution or "")
        return self.source(passed) if passed else link.name or "source not stated"

    def chain(self, attribution: Attribution) -> tuple[str, ...]:
        """The sources that passed it on, innermost first."""
        return tuple(self.source(self.attributions[ident]) for ident in attribution.via if ident in self.attributions)

    def chained(self, attribution: Attribution) -> str:
        """A source with those who passed it on behind it."""
        return " ← via ".join((self.source(attribution), *self.chain(attribution)))

    def stance(self, attribution: Attribution) -> str:
        """How the source says it: the report's own verb, the stance where the verb does not tell, and the manner."""
        stance = _STANCES[attribution.stance]
        cue = self.quote(attribution.cue) if attribution.cue else stance
        cue = stance if len(cue) > _LONGEST_CUE else cue[:1].lower() + cue[1:]
        plain = attribution.stance == "asserts" or stance[:4] in cue
        return ", ".join(filter(None, (cue if plain else f"{cue} ({stance})", _QUOTATIONS[attribution.quotation])))

    def according_to(self, idents: Sequence[str]) -> str:
        """The sources of some attributions, each once; empty where the report itself asserts it."""
        found = [self.attributions[ident] for ident in idents if ident in self.attributions]
        passed_on = {ident for attribution in found for ident in attribution.via}
        names = [self.chained(attribution) for attribution in found if attribution.id not in passed_on]
        return ", ".join(dict.fromkeys(names))

    def actor(self, actor: Actor) -> tuple[str, str, str]:
        """An actor's name, what they are (roles, else kind, and sector), and country."""
        roles = ", ".join(dict.fromkeys(role.title for role in actor.roles)) or actor.kind
        return (actor.name, f"{roles} ({actor.sector})" if actor.sector else roles, actor.country or "")

    def place(self, place: Place) -> tuple[str, str, str]:
        """A place's name, its country and first-order division, and its coordinates."""
        country = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
        point = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
        return (place.name, country, point)

    def time(self, ident: str | None) -> str:
        """A time in words: a full date as it is, a date without its year said to be so, else the report's words."""
        time = self.times.get(ident or "")
        if time is None:
            return ""
        known = time_words(time.value)
        words = self.quote(time.span)
        return known or (words if time.value.endswith("_REF") else f"{words} ({time.value})")

    def event(self, event: Event) -> tuple[str, Span]:
        """What happened: the trigger in its sentence, cut to what stands near it, and where in that the trigger is."""
        start, end = event.sentence
        left = max(start, event.trigger[0] - _CONTEXT)
        right = min(end, event.trigger[1] + 2 * _CONTEXT)
        if left > start:
            left = self.text.find(" ", left, event.trigger[0]) + 1 or event.trigger[0]
        if right < end:
            right = max(self.text.rfind(" ", event.trigger[1], right), event.trigger[1])
        before = ("… " if left > start else "") + self.quote((left, event.trigger[0]))
        before += " " if self.text[left : event.trigger[0]][-1:].isspace() else ""
        trigger = self.quote(event.trigger)
        after = self.text[event.trigger[1] : right]
        after = (" " if after[:1].isspace() else "") + " ".join(after.split()) + (" …" if right < end else "")
        return before + trigger + after, (len(before), len(before) + len(trigger))

    def event_type(self, event: Event) -> str:
        """The event's type in words, with PLOVER's mode where there is one, and the names of the user's own types."""
        name = _EVENT_TYPES.get(event.type or "", "")
        plover = f"{name}: {event.mode}" if name and event.mode else name
        return "; ".join(part for part in (plover, *event.custom) if part)

    def certainty(self, event: Event) -> str:
        """How certain the event is, from the point of view of whoever asserts it."""
        certainty = _CERTAINTY[event.factuality]
        if event.modality == "actual":
            return "happened" if event.factuality == "CT+" else certainty
        said = event.factuality == "Uu" or event.modality in certainty
        return event.modality if said else f"{event.modality}, {certainty}"

    def position(self, position: Position) -> str:
        """A position in a few words: its stance and its matter."""
        return f"{position.stance} {position.matter.text}"

    def scope(self, position: Position) -> str:
        """For whom, where, against what, on which condition, why, since or until when a position holds."""
        areas = ", ".join(self.places[ident].name for ident in position.scope.areas if ident in self.places)
        parts = {
            "for": self.names([position.beneficiary] if position.beneficiary else []),
            "in": areas,
            "against": "; ".join(mention.text for mention in position.scope.targets),
            "condition": "; ".join(mention.text for mention in position.scope.conditions),
            "aim": "; ".join(mention.text for mention in position.objectives),
            "reason": "; ".join(mention.text for mention in position.reasons),
            "since": self.time(position.since),
            "until": self.time(position.until),
        }
        return " · ".join(f"{label}: {value}" for label, value in parts.items() if value)


def time_words(value: str) -> str:
    """A TIMEX3 value in words where it needs some, the value itself where it is a date, else an empty string."""
    if match := _FULL_DATE.fullmatch(value):
        return value
    if match := _YEARLESS.fullmatch(value):
        month = _MONTHS[int(match[1]) - 1]
        return f"{int(match[2])} {month}, year not known" if match[2] else f"{month}, year not known"
    if match := _WEEKDAY.fullmatch(value):
        return f"a {_WEEKDAYS[int(match[1]) - 1]}, date not known"
    if match := _PART_OF_DAY.fullmatch(value):
        return f"{match[1]}, {_PARTS_OF_DAY[match[2]]}"
    if match := _WEEK.fullmatch(value):
        return f"week of {date.fromisocalendar(int(match[1]), int(match[2]), 1).isoformat()}"
    if match := _SEASON.fullmatch(value):
        return f"{_SEASONS[match[2]]} {match[1]}"
    return value if re.fullmatch(r"\d{4}(?:-\d{2})?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*", value) else ""
