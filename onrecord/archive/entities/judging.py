"""What a person decides about entities: these are one, this is another. The machine never overrules it.

A decision takes the place of an earlier one on the same pair; `open` takes it back. Nothing is deleted.
"""

import sqlite3

from onrecord.archive.entities.index import LINK_PRIVATE, links_private, update
from onrecord.archive.entities.view import NoSuchEntity, entity, judgements, node_of
from onrecord.archive.store import Archive


def merge(archive: Archive, one: str, other: str, undo: bool = False) -> None:
    """Join two entities, given by their ids; `undo` takes such a decision back. Raises NoSuchEntity.

    Decisions that kept forms of the two apart are taken back with it.
    """
    first, second = entity(archive, one), entity(archive, other)
    with archive.transaction() as connection:
        if undo:
            _decide(connection, "open", one, other)
            return
        ids = {variant.id for variant in (*first.variants, *second.variants)}
        for pair in judgements(connection, sorted(ids))[1]:
            if pair <= ids:
                _decide(connection, "open", *sorted(pair))
        _decide(connection, "same", one, other)


def split(archive: Archive, entity_id: str, part: str, undo: bool = False) -> None:
    """Take a part out of an entity: a form of it, by the form's id, or its actors in one report, by the report's id.

    `undo` takes such a decision back. Raises NoSuchEntity where the entity, the form or the report is not there.
    """
    found = entity(archive, entity_id)
    ids = [variant.id for variant in found.variants]
    with archive.transaction() as connection:
        if part.startswith("sha256:"):
            _split_report(archive, connection, ids, part, undo)
            return
        entity(archive, part)
        for other in ids if not undo else _apart_from(connection, part):
            if other != part:
                _decide(connection, "open" if undo else "different", part, other)


def _split_report(archive: Archive, connection: sqlite3.Connection, ids: list[str], report: str, undo: bool) -> None:
    query = """
        SELECT entity_forms.id, actor FROM entity_actors JOIN entity_forms ON entity_forms.key = form
        JOIN reports ON reports.key = report WHERE reports.id = ? ORDER BY actor
    """
    rows = [row for row in connection.execute(query, (report,)) if row[0] in ids]
    if not rows:
        raise NoSuchEntity(
            archive.path, f"{report} does not name this entity", "`onrecord entities NAME` shows who does"
        )
    for form, actor in rows:
        _decide(connection, "open" if undo else "different", form, node_of(report, actor))


def _apart_from(connection: sqlite3.Connection, form: str) -> list[str]:
    return sorted(name for pair in judgements(connection, [form])[1] for name in pair - {form} if "/" not in name)


def _decide(connection: sqlite3.Connection, decision: str, one: str, other: str) -> None:
    query = "INSERT INTO entity_judgements (decision, one, other) VALUES (?, ?, ?)"
    connection.execute(query, (decision, *sorted((one, other))))


def link_private_persons(archive: Archive, wanted: bool) -> None:
    """Whether persons without a public role are linked across the reports of this archive; it is off at first.

    They stay in their report because a file on a private person from all the reports that name them would be of no
    public use. Turning it off again takes the links out.
    """
    with archive.transaction() as connection:
        if links_private(connection) == wanted:
            return
        query = "INSERT OR REPLACE INTO entity_settings (name, value) VALUES (?, ?)"
        connection.execute(query, (LINK_PRIVATE, "on" if wanted else "off"))
        for record in archive.records():
            update(connection, archive.key(record.report.id), record)
