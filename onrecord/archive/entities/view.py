"""Who an actor is across the reports of an archive: entities with their names, their forms and the reasons for them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.archive.entities.forms import Form
from onrecord.archive.entities.names import body_words, is_acronym
from onrecord.archive.entities.resolving import Member, Pair, resolve
from onrecord.archive.store import Archive
from onrecord.errors import ArchiveError
from onrecord.records import content_id


class NoSuchEntity(ArchiveError):
    """The archive has no entity of that id."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of an entity: its id and name, what is known of it, in how many reports it is, and why it is here."""

    id: str
    name: str
    country: str | None
    sphere: str | None
    reports: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor of many reports. `name` is what most call it; `names` has all that they do, the most used first."""

    id: str
    name: str
    kind: str
    country: str | None
    reports: int
    names: tuple[str, ...]
    variants: tuple[Variant, ...]


def entity_of(archive: Archive, report_id: str, actor_id: str) -> str:
    """The id of the entity that an actor of a report is; an actor that stays in its report has an id of its own.

    Raises KeyError where the archive has no such report.
    """
    node = node_of(report_id, actor_id)
    query = """
        SELECT id FROM entity_actors JOIN entity_forms ON entity_forms.key = form WHERE report = ? AND actor = ?
    """
    row = archive.connection.execute(query, (archive.key(report_id), actor_id)).fetchone()
    if row is None or frozenset((row[0], node)) in judgements(archive.connection, [node])[1]:
        return _apart_id(archive.connection, node)
    return _entity_id(archive.connection, _holding(archive.connection, row[0]))


def entities(archive: Archive, name: str | None = None, limit: int = 50) -> list[Entity]:
    """The entities that a report calls by a name, or by one with it inside, or the most reported ones of all.

    Names are compared without case, accents, titles and "the".
    """
    forms = _forms_named(archive.connection, name) if name else _forms_most_reported(archive.connection, limit)
    found: dict[str, Entity] = {}
    holding: dict[str, list[Member]] = {}
    seen: set[str] = set()
    for form in forms:
        if form in seen:
            continue
        if form not in holding:
            holding |= {member.form.id: members for members in _near(archive.connection, form) for member in members}
        seen |= {member.form.id for member in holding[form]}
        entity = _described(archive.connection, holding[form])
        found[entity.id] = entity
    ranked = sorted(found.values(), key=lambda entity: (-entity.reports, entity.name, entity.id))
    return [entity for entity in ranked if entity.reports][:limit]


def entity(archive: Archive, entity_id: str) -> Entity:
    """The entity of an id, or the one that now holds the form it was named for; raises NoSuchEntity."""
    known = archive.connection.execute("SELECT 1 FROM entity_forms WHERE id = ?", (entity_id,)).fetchone()
    if known is None:
        raise NoSuchEntity(archive.path, f"there is no entity {entity_id}", "`onrecord entities` lists those there are")
    return _described(archive.connection, _holding(archive.connection, entity_id))


def entity_actors(archive: Archive, entity_id: str) -> list[tuple[str, str]]:
    """The actors of an entity as (report id, actor id), in the order of publication; raises NoSuchEntity."""
    found = []
    for variant in entity(archive, entity_id).variants:
        rows = _actors(archive.connection, variant.id)
        apart = judgements(archive.connection, [node_of(row[1], row[2]) for row in rows])[1]
        found += [row for row in rows if frozenset((variant.id, node_of(row[1], row[2]))) not in apart]
    return [(report, actor) for _, report, actor in sorted(found)]


def node_of(report_id: str, actor_id: str) -> str:
    """How judgements name one actor of one report."""
    return f"{report_id}/{actor_id}"


def judgements(connection: sqlite3.Connection, nodes: Iterable[str]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """What was judged of forms or actors and holds: pairs that are the same, and pairs that are not."""
    last: dict[Pair, str] = {}
    query = "SELECT key, decision, one, other FROM entity_judgements WHERE one = ? OR other = ?"
    rows = {row for node in nodes for row in connection.execute(query, (node, node))}
    for _, decision, one, other in sorted(rows):
        last[frozenset((one, other))] = decision
    same = frozenset(pair for pair, decision in last.items() if decision == "same")
    return same, frozenset(pair for pair, decision in last.items() if decision == "different")


def _holding(connection: sqlite3.Connection, form_id: str) -> list[Member]:
    """The members of the entity that a form is of."""
    found = _near(connection, form_id)
    return next(members for members in found if any(member.form.id == form_id for member in members))


def _near(connection: sqlite3.Connection, form_id: str) -> list[list[Member]]:
    """The entities among all forms that may have to do with a form: the same for each of these forms."""
    forms: dict[str, Form] = {}
    called: dict[str, str] = {}
    waiting, blocks = [form_id], set[str]()
    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    while waiting:
        (block,) = connection.execute("SELECT block FROM entity_forms WHERE id = ?", (waiting.pop(),)).fetchone()
        if block in blocks:
            continue
        blocks.add(block)
        new = _block(connection, block)
        forms |= new
        judged = judgements(connection, new)
        same, different = same | judged[0], different | judged[1]
        linked = {name for pair in judged[0] for name in pair if "/" not in name}
        for short, full in _called(connection, new.values()):
            called[short] = full
            linked |= {short, full}
        waiting += sorted(linked - forms.keys())
    return resolve(forms.values(), same, different, called)


def _block(connection: sqlite3.Connection, block: str) -> dict[str, Form]:
    query = """
        SELECT id, class, name, country, sphere, block FROM entity_forms
        WHERE block = ? AND EXISTS (SELECT 1 FROM entity_actors WHERE form = entity_forms.key)
    """
    return {row[0]: Form(*row[1:]) for row in connection.execute(query, (block,))}


def _called(connection: sqlite3.Connection, forms: Iterable[Form]) -> list[tuple[str, str]]:
    """From short names' forms to full names' forms, for all of both that are among some forms.

    A short name that reports use for several bodies leads to none.
    """
    names = sorted({form.name for form in forms if form.form_class == "body"})
    shorts = {
        short
        for name in names
        for (short,) in connection.execute(
            "SELECT DISTINCT short FROM entity_aliases WHERE short = ? OR long = ?", (name, name)
        )
    }
    found = []
    for short in sorted(shorts):
        longs = connection.execute("SELECT DISTINCT long FROM entity_aliases WHERE short = ?", (short,)).fetchall()
        ends = [_body_forms(connection, name) for name in (short, longs[0][0])]
        if len(longs) == 1 and short != longs[0][0] and all(ends):
            found += [(one, ends[1][0]) for one in ends[0]]
    return found


def _body_forms(connection: sqlite3.Connection, name: str) -> list[str]:
    query = """
        SELECT id FROM entity_forms WHERE name = ? AND class = 'body'
        AND EXISTS (SELECT 1 FROM entity_actors WHERE form = entity_forms.key) ORDER BY country = '', country, id
    """
    return [form_id for (form_id,) in connection.execute(query, (name,))]


def _entity_id(connection: sqlite3.Connection, members: list[Member]) -> str:
    """The id of the form that came out first."""
    query = """
        SELECT ifnull(published_at, '~'), reports.id FROM entity_actors
        JOIN entity_forms ON entity_forms.key = form JOIN reports ON reports.key = report
        WHERE entity_forms.id = ? ORDER BY 1, 2 LIMIT 1
    """
    firsts = [(*connection.execute(query, (member.form.id,)).fetchone(), member.form.id) for member in members]
    return str(min(firsts)[2])


def _apart_id(connection: sqlite3.Connection, node: str) -> str:
    """The id of an actor that is of no form's entity: its own, or that of what it was joined with by hand."""
    same, _ = judgements(connection, [node])
    others = sorted(name for pair in same for name in pair if name != node)
    forms = [name for name in others if "/" not in name]
    if forms:
        return _entity_id(connection, _holding(connection, forms[0]))
    return content_id("entity", min([node, *others]))


def _actors(connection: sqlite3.Connection, form_id: str) -> list[tuple[str, str, str]]:
    query = """
        SELECT ifnull(published_at, '~'), reports.id, actor FROM entity_actors
        JOIN entity_forms ON entity_forms.key = form JOIN reports ON reports.key = report WHERE entity_forms.id = ?
    """
    return connection.execute(query, (form_id,)).fetchall()


def _described(connection: sqlite3.Connection, members: list[Member]) -> Entity:
    marks = ", ".join("?" * len(members))
    ids = [member.form.id for member in members]
    query = f"""
        SELECT actors.name, count(*) FROM entity_actors
        JOIN entity_forms ON entity_forms.key = form
        JOIN actors ON actors.report = entity_actors.report AND actors.id = entity_actors.actor
        WHERE entity_forms.id IN ({marks}) GROUP BY actors.name ORDER BY count(*) DESC, actors.name
    """
    names = tuple(name for name, _ in connection.execute(query, ids))
    variants = tuple(_variant(connection, member) for member in members)
    counted = f"""
        SELECT count(DISTINCT report) FROM entity_actors JOIN entity_forms ON entity_forms.key = form
        WHERE entity_forms.id IN ({marks})
    """
    (reports,) = connection.execute(counted, ids).fetchone()
    reports -= len(_reports_apart(connection, ids))
    first = members[0].form
    country = next((member.form.country for member in members if member.form.country), None)
    name = next((one for one in names if " " in one and not is_acronym(one)), names[0] if names else first.name)
    return Entity(_entity_id(connection, members), name, first.form_class, country, reports, names, variants)


def _variant(connection: sqlite3.Connection, member: Member) -> Variant:
    form = member.form
    counted = """
        SELECT count(DISTINCT report) FROM entity_actors JOIN entity_forms ON entity_forms.key = form WHERE id = ?
    """
    (reports,) = connection.execute(counted, (form.id,)).fetchone()
    reports -= len(_reports_apart(connection, [form.id]))
    return Variant(form.id, form.name, form.country or None, form.sphere or None, reports, member.reason)


def _reports_apart(connection: sqlite3.Connection, forms: list[str]) -> set[str]:
    """The reports whose actors were taken out of some forms' entity by hand."""
    _, different = judgements(connection, forms)
    return {name.split("/")[0] for pair in different for name in pair if "/" in name}


def _forms_named(connection: sqlite3.Connection, name: str) -> list[str]:
    words = " ".join(body_words(name))
    query = """
        SELECT DISTINCT entity_forms.id FROM entity_forms JOIN entity_actors ON form = entity_forms.key
        JOIN actors ON actors.report = entity_actors.report AND actors.id = entity_actors.actor
        WHERE actors.name LIKE ? ESCAPE '\\' OR (? <> '' AND ' ' || entity_forms.name || ' ' LIKE ? ESCAPE '\\')
        ORDER BY entity_forms.id
    """
    values = (f"%{_escaped(name)}%", words, f"% {_escaped(words)} %")
    return [form_id for (form_id,) in connection.execute(query, values)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _forms_most_reported(connection: sqlite3.Connection, limit: int) -> list[str]:
    query = """
        SELECT entity_forms.id FROM entity_forms JOIN entity_actors ON form = entity_forms.key
        GROUP BY entity_forms.id ORDER BY count(DISTINCT report) DESC, entity_forms.id LIMIT ?
    """
    return [form_id for (form_id,) in connection.execute(query, (limit,))]
