"""The parameters that several resources take, with what they mean."""

from typing import TYPE_CHECKING, Annotated, Literal

from litestar.params import PathParameter, QueryParameter

from onrecord.archive.search import Filters
from onrecord.archive.search.results import FACETS
from onrecord.archive.views.events import EventFilters, Role
from onrecord.formats.export import FORMATS, TABLES
from onrecord.records import EventType, Factuality, Modality

_DAY = r"[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?"
DATE = rf"^([1-9]\d{{3}}(-(0[1-9]|1[0-2]))?|{_DAY})$"
"""A year, a month or a day."""
MOMENT = rf"^{_DAY}(T{_TIME})?$"
"""A day or a date-time."""
BOX = r"^(-?\d{1,3}(\.\d{1,9})?)(,-?\d{1,3}(\.\d{1,9})?){3}$"
Cursor = Annotated[str | None, QueryParameter(description="The next page: the `cursor` that the page before gave.")]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="How many on a page.")]
From = Annotated[
    str | None, QueryParameter(name="from", pattern=DATE, description="An ISO year, month or day; included.")
]
To = Annotated[str | None, QueryParameter(name="to", pattern=DATE, description="An ISO year, month or day; included.")]
Outlets = Annotated[
    list[str] | None,
    QueryParameter(name="outlet", description="Names of outlets; any of them will do. An empty one: none is known."),
]
ReportId = Annotated[str, PathParameter(description="The digits of a report's id, with or without `sha256:`.")]
StoryId = Annotated[str, PathParameter(description="The id of a story, or one that it once had.")]
ActorId = Annotated[str, PathParameter(description="The id of an actor, or of one form of its name.")]
MatterKey = Annotated[str, PathParameter(description="The key of a matter, or one that it once had.")]
KnownOn = Annotated[
    str | None, QueryParameter(pattern=MOMENT, description="Only what was published up to this day or moment counts.")
]
Shown = Annotated[
    bool | None, QueryParameter(description="Confident enough to show as fact, or not; both where it is left out.")
]
Words = Annotated[str | None, QueryParameter(description="Words to look for.")]


def event_filters(
    from_: From = None,
    to_: To = None,
    type_: Annotated[list[EventType] | None, QueryParameter(name="type", description="PLOVER event types.")] = None,
    modality: Annotated[
        list[Modality] | None, QueryParameter(name="modality", description="Any of them will do.")
    ] = None,
    actor: Annotated[str | None, QueryParameter(name="actor", description="The id of an actor.")] = None,
    role: Annotated[Role, QueryParameter(name="role", description="What the actor does in it.")] = "any",
    place: Annotated[str | None, QueryParameter(name="place", description="The id of a place.")] = None,
    box: Annotated[
        str | None, QueryParameter(name="box", pattern=BOX, description="WEST,SOUTH,EAST,NORTH in degrees.")
    ] = None,
    story: Annotated[str | None, QueryParameter(name="story", description="The id of a story.")] = None,
    report: Annotated[str | None, QueryParameter(name="report", description="The id of a report.")] = None,
    shown: Annotated[bool | None, QueryParameter(name="shown", description="Confident enough to show as fact.")] = None,
    dated: Annotated[bool | None, QueryParameter(name="dated", description="With a day.")] = None,
    located: Annotated[bool | None, QueryParameter(name="located", description="With a place.")] = None,
) -> EventFilters:
    """Which events."""
    return EventFilters(
        from_=from_, to=to_, type=tuple(type_ or ()), modality=tuple(modality or ()), actor=actor, role=role,
        place=place, box=box, story=story, report=report, shown=shown, dated=dated, located=located,
    )  # fmt: skip


_DATED = "An ISO year, month or day; included."
_Names = list[str] | None


def search_filters(
    actor: Annotated[
        _Names, QueryParameter(name="actor", description="Names or parts of names, or country codes.")
    ] = None,
    source: Annotated[_Names, QueryParameter(name="source", description="Who said it.")] = None,
    place: Annotated[
        _Names, QueryParameter(name="place", description="Places; a country stands for all in it.")
    ] = None,
    near: Annotated[str | None, QueryParameter(name="near", description="A place by name, or LAT,LON.")] = None,
    within: Annotated[float, QueryParameter(name="within", ge=0, le=20040, description="Kilometres around it.")] = 50.0,
    happened_from: Annotated[str | None, QueryParameter(name="happened_from", pattern=DATE, description=_DATED)] = None,
    happened_to: Annotated[str | None, QueryParameter(name="happened_to", pattern=DATE, description=_DATED)] = None,
    reported_from: Annotated[str | None, QueryParameter(name="reported_from", pattern=DATE, description=_DATED)] = None,
    reported_to: Annotated[str | None, QueryParameter(name="reported_to", pattern=DATE, description=_DATED)] = None,
    type_: Annotated[_Names, QueryParameter(name="type", description="Event types.")] = None,
    modality: Annotated[
        list[Modality] | None, QueryParameter(name="modality", description="Any of them will do.")
    ] = None,
    outlet: Annotated[_Names, QueryParameter(name="outlet", description="Names of outlets, or parts of them.")] = None,
    anonymity: Annotated[
        list[Literal["named", "unnamed", "unspecified"]] | None,
        QueryParameter(name="anonymity", description="Of the source."),
    ] = None,
    stance: Annotated[_Names, QueryParameter(name="stance", description="Of statements or positions.")] = None,
    certainty: Annotated[
        list[Factuality] | None, QueryParameter(name="certainty", description="FactBank values.")
    ] = None,
) -> Filters:
    """What hits have to be like."""
    return Filters(
        actor=tuple(actor or ()), source=tuple(source or ()), place=tuple(place or ()), near=near, within=within,
        happened_from=happened_from, happened_to=happened_to, reported_from=reported_from, reported_to=reported_to,
        type=tuple(type_ or ()), modality=tuple(modality or ()), outlet=tuple(outlet or ()),
        anonymity=tuple(anonymity or ()), stance=tuple(stance or ()), certainty=tuple(certainty or ()),
    )  # fmt: skip


if TYPE_CHECKING:
    FacetName = str
    FormatName = str
    TableName = str
else:
    FacetName = Literal[tuple(name.replace(" ", "_") for name in FACETS)]
    FormatName = Literal[tuple(FORMATS)]
    TableName = Literal[tuple(TABLES)]
