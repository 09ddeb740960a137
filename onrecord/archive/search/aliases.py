"""The other names that an archive's reports have for somebody, as their entities were merged."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from onrecord.archive.entities.view import entity
from onrecord.archive.search.names import folded
from onrecord.archive.search.results import Filters
from onrecord.archive.store import Archive

_FORMS = (
    "SELECT DISTINCT entity_forms.id FROM (SELECT report, id FROM actors WHERE name = ? LIMIT 50) AS called "
    "JOIN entity_actors ON entity_actors.report = called.report AND entity_actors.actor = called.id "
    "JOIN entity_forms ON entity_forms.key = entity_actors.form ORDER BY entity_forms.id LIMIT 5"
)
"""Forms of actors called so: the same name may stand for several. Of a name in very many reports some of them do."""


def other_names(archive: Archive, name: str) -> tuple[str, ...]:
    """What else reports call who is called `name`, without case and accents; nothing where nobody is."""
    labels = archive.connection.execute(
        "SELECT label FROM search_values WHERE facet IN ('actor', 'source') AND value = ?", (folded(name),)
    )
    called = dict.fromkeys([name, *(label for (label,) in labels)])
    forms = dict.fromkeys(form for each in called for (form,) in archive.connection.execute(_FORMS, (each,)))
    names = dict.fromkeys(other for form in forms for other in entity(archive, form).names)
    return tuple(other for other in names if folded(other) and folded(other) != folded(name))


def with_other_names(archive: Archive, filters: Filters) -> Filters:
    """The same filters, for actors and sources by all their names."""
    return structs.replace(
        filters,
        actor=tuple(_widened(archive, filters.actor)),
        source=tuple(_widened(archive, filters.source)),
    )


def _widened(archive: Archive, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield from other_names(archive, name)
