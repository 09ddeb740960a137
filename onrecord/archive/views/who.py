"""Who an actor of a report is in the whole archive, for all reports at once."""

from dataclasses import dataclass

from onrecord.archive.entities.view import Entity, entities, entity_of
from onrecord.archive.views.context import Context
from onrecord.archive.views.parts import ActorRef

_ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Who:
    """The entities of an archive, those of most reports first, and the entity of each actor by report key and id."""

    entities: dict[str, Entity]
    of: dict[tuple[int, str], str]
    actors: dict[str, tuple[tuple[int, str], ...]]
    """The actors of each entity."""

    def ref(self, report: int, actor: str, name: str) -> ActorRef:
        """An actor of a report as it is named; with the entity's name where it has one."""
        found = self.entities.get(self.of.get((report, actor), ""))
        return ActorRef(name=found.name if found else name, id=found.id if found else None, in_report=actor)


def who(context: Context) -> Who:
    """Everybody who is linked across reports."""
    return context.memo.get("who", lambda: _who(context))


def _who(context: Context) -> Who:
    found = {each.id: each for each in entities(context.archive, limit=_ALL)}
    holder = {variant.id: each.id for each in found.values() for variant in each.variants}
    rows = context.rows("SELECT report, actor, entity_forms.id FROM entity_actors JOIN entity_forms ON key = form")
    of = {(report, actor): holder[form] for report, actor, form in rows if form in holder}
    for report, key, actor in _judged(context):
        name = entity_of(context.archive, report, actor)
        of.pop((key, actor), None)
        if name in found:
            of[key, actor] = name
    actors: dict[str, list[tuple[int, str]]] = {name: [] for name in found}
    for place, name in sorted(of.items()):
        actors[name].append(place)
    return Who(found, of, {name: tuple(places) for name, places in actors.items()})


def _judged(context: Context) -> list[tuple[str, int, str]]:
    """The actors of single reports that somebody decided on: report id, its key, actor id."""
    names = {name for row in context.rows("SELECT one, other FROM entity_judgements") for name in row if "/" in name}
    found = []
    for name in sorted(names):
        report, _, actor = name.rpartition("/")
        for (key,) in context.rows("SELECT key FROM reports WHERE id = ?", report):
            found.append((report, key, actor))
    return found
