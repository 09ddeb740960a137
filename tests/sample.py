"""A small record written by hand, in which every kind of record occurs once or more, for tests that need one."""

from dataclasses import dataclass

from onrecord.records import (
    Actor,
    Attribution,
    Coder,
    Dateline,
    Event,
    KeyPoint,
    Mention,
    Place,
    Position,
    Record,
    Report,
    Role,
    Scope,
    Shift,
    Source,
    StageFailure,
    Table,
    Time,
    TimelineEntry,
    content_id,
    report_id,
)
from onrecord.spans import Span

TEXT = (
    "Ruritania lifts ban on night flights\n"
    "\n"
    "STRELSAU, June 3 (Marsh Courier) - Ruritania will let Elbonian airlines land at Strelsau airport after midnight "
    "from July 1, 2021, Transport Minister Anna Weiss said on Thursday, ending a ban that she had imposed in March.\n"
    "\n"
    "“The night belongs to those who travel,” Weiss told lawmakers. Two aides, quoted by the Daily Lantern, said the "
    "cabinet had been split.\n"
    "\n"
    "Elbonia's government denied that it had threatened to close its own airports."
)


@dataclass(frozen=True)
class Finder:
    """Spans of phrases of a text."""

    text: str

    def span(self, phrase: str, nth: int = 1) -> Span:
        """Where the phrase stands, the nth time."""
        start = -1
        for _ in range(nth):
            start = self.text.index(phrase, start + 1)
        return start, start + len(phrase)

    def mention(self, phrase: str, nth: int = 1) -> Mention:
        """The phrase as a value."""
        return Mention(text=phrase, span=self.span(phrase, nth))


def make_report(text: str = TEXT) -> Report:
    """The report of the sample record."""
    find = Finder(text)
    return Report(
        id=report_id(text),
        text=text,
        outlet="Marsh Courier",
        title="Ruritania lifts ban on night flights",
        dateline=Dateline(span=find.span("STRELSAU, June 3 (Marsh Courier) -"), place="STRELSAU", date="XXXX-06-03"),
        published="2021-06-03",
        published_basis="given",
        tables=(Table(header=("Airport", "Landings"), rows=(("Strelsau", "120"), ("Zenda", "14"))),),
    )


def make_record() -> Record:
    """The sample record; it keeps the contract."""
    find = Finder(TEXT)
    actors, places, times = _actors(find), _places(find), _times(find)
    attributions = _attributions(find, actors)
    events = _events(find, actors, places, times, attributions)
    positions = _positions(find, actors, places, times, attributions)
    shift = Shift(
        id=content_id("shift", find.span("ending a ban")),
        holder=actors[1].id,
        before=positions[1].id,
        after=positions[0].id,
        direction="loosened",
        time=times[1].id,
        attributions=(attributions[0].id,),
        evidence=(find.span("ending a ban that she had imposed in March"),),
        confidence=0.8,
        shown=True,
    )
    return Record(
        report=make_report(),
        coder=Coder(version="0.1.0", weights="sha256:" + "0" * 64),
        actors=actors,
        places=places,
        times=times,
        attributions=attributions,
        events=events,
        positions=positions,
        shifts=(shift,),
        keypoints=(
            KeyPoint(
                factor="Start of night landings",
                detail="July 1, 2021",
                spans=(find.span("July 1, 2021"),),
                attributions=(attributions[0].id,),
            ),
        ),
        timeline=(
            TimelineEntry(event=events[1].id, time=times[3].id),
            TimelineEntry(event=events[0].id, time=times[1].id),
            TimelineEntry(event=events[2].id),
        ),
        failures=(StageFailure(stage="keypoints", problem="no table was found"),),
    )


def _actors(find: Finder) -> tuple[Actor, ...]:
    return (
        Actor(
            id="actor-1",
            name="Ruritania",
            kind="government",
            country="RUR",
            sector="GOV",
            mentions=(find.span("Ruritania"), find.span("Ruritania", 2)),
        ),
        Actor(
            id="actor-3",
            name="Anna Weiss",
            kind="person",
            country="RUR",
            sector="GOV",
            roles=(Role(title="Transport Minister", span=find.span("Transport Minister")),),
            mentions=(find.span("Anna Weiss"), find.span("she"), find.span("Weiss", 2)),
        ),
        Actor(id="actor-4", name="two aides", kind="group", mentions=(find.span("Two aides"),)),
        Actor(id="actor-5", name="Daily Lantern", kind="outlet", sector="JRN", mentions=(find.span("Daily Lantern"),)),
        Actor(
            id="actor-2",
            name="Government of Elbonia",
            kind="government",
            country="ELB",
            sector="GOV",
            mentions=(find.span("Elbonia's government"),),
        ),
    )


def _places(find: Finder) -> tuple[Place, ...]:
    return (
        Place(
            id="place-1",
            name="Strelsau",
            country="RUR",
            lat=50.1,
            lon=14.4,
            mentions=(find.span("STRELSAU"), find.span("Strelsau")),
        ),
    )


def _times(find: Finder) -> tuple[Time, ...]:
    return (
        Time(id="time-1", type="DATE", value="XXXX-06-03", span=find.span("June 3")),
        Time(id="time-2", type="DATE", value="2021-07-01", span=find.span("July 1, 2021"), earliest="2021-07-01"),
        Time(id="time-3", type="DATE", value="2021-06-03", span=find.span("Thursday"), earliest="2021-06-03"),
        Time(id="time-4", type="DATE", value="2021-03", span=find.span("March"), earliest="2021-03-01"),
    )


def _attributions(find: Finder, actors: tuple[Actor, ...]) -> tuple[Attribution, ...]:
    lantern = Attribution(
        id="attribution-4",
        source=Source(anonymity="named", kind="outlet", actor=actors[3].id, span=find.span("the Daily Lantern")),
        cue=find.span("quoted by"),
        content=(find.span("the cabinet had been split"),),
        quotation="indirect",
        stance="asserts",
        confidence=0.7,
        shown=True,
    )
    weiss = Source(
        anonymity="named", kind="official", actor=actors[1].id, name="Anna Weiss", span=find.span("Anna Weiss")
    )
    return (
        Attribution(
            id="attribution-1",
            source=weiss,
            cue=find.span("said"),
            content=(find.span("Ruritania will let Elbonian airlines land at Strelsau airport after midnight"),),
            quotation="indirect",
            stance="asserts",
            confidence=0.9,
            shown=True,
        ),
        Attribution(
            id="attribution-2",
            source=Source(anonymity="named", kind="official", actor=actors[1].id, span=find.span("Weiss", 2)),
            cue=find.span("told"),
            content=(find.span("The night belongs to those who travel"),),
            quotation="direct",
            stance="asserts",
            confidence=0.95,
            shown=True,
        ),
        lantern,
        Attribution(
            id="attribution-3",
            source=Source(anonymity="unnamed", kind="group", actor=actors[2].id, span=find.span("Two aides"), count=2),
            cue=find.span("said", 2),
            content=(find.span("the cabinet had been split"),),
            quotation="indirect",
            stance="asserts",
            via=(lantern.id,),
            confidence=0.85,
            shown=True,
        ),
        Attribution(
            id="attribution-5",
            source=Source(
                anonymity="named", kind="official", actor=actors[4].id, span=find.span("Elbonia's government")
            ),
            cue=find.span("denied"),
            content=(find.span("it had threatened to close its own airports"),),
            quotation="indirect",
            stance="denies",
            confidence=0.4,
            shown=False,
        ),
    )


def _events(
    find: Finder,
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    first = (find.span("Ruritania will let")[0], find.span("in March.")[1])
    last = find.span("Elbonia's government denied that it had threatened to close its own airports.")
    return (
        Event(
            id="event-1",
            trigger=find.span("let"),
            sentence=first,
            type="CONCEDE",
            factuality="PR+",
            modality="planned",
            actors=(actors[0].id,),
            place=places[0].id,
            time=times[1].id,
            attributions=(attributions[0].id,),
            confidence=0.8,
            shown=True,
        ),
        Event(
            id="event-2",
            trigger=find.span("imposed"),
            sentence=first,
            type="SANCTION",
            mode="ban",
            cameo="172",
            factuality="CT+",
            modality="actual",
            actors=(actors[1].id,),
            time=times[3].id,
            confidence=0.8,
            shown=True,
        ),
        Event(
            id="event-3",
            trigger=find.span("threatened"),
            sentence=last,
            type="THREATEN",
            factuality="CT-",
            modality="denied",
            actors=(actors[4].id,),
            recipients=(actors[0].id,),
            confidence=0.75,
            shown=True,
        ),
    )


def _positions(
    find: Finder,
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Position, ...]:
    return (
        Position(
            id="position-1",
            holder=actors[1].id,
            stance="permits",
            matter=find.mention("land at Strelsau airport after midnight"),
            scope=Scope(areas=(places[0].id,), targets=(find.mention("Elbonian airlines"),)),
            since=times[1].id,
            attributions=(attributions[0].id,),
            evidence=(find.span("will let Elbonian airlines land at Strelsau airport after midnight"),),
            confidence=0.9,
            shown=True,
        ),
        Position(
            id="position-2",
            holder=actors[1].id,
            stance="forbids",
            matter=find.mention("night flights"),
            since=times[3].id,
            evidence=(find.span("a ban that she had imposed in March"),),
            confidence=0.8,
            shown=True,
        ),
    )
