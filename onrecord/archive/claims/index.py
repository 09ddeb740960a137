"""Claims in an archive: found when they are asked for, kept in its tables until something they rest on changes."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from onrecord.archive.claims.asking import Rest, find_origins
from onrecord.archive.claims.finding import find_claims
from onrecord.archive.claims.records import Claim
from onrecord.archive.reuse import reuse_pairs
from onrecord.archive.stories.view import story_reports
from onrecord.errors import ArchiveUnwritable

if TYPE_CHECKING:
    from onrecord.archive.store import Archive

VERSION = 2
"""Raise it when `find_claims` gives other claims: those that are kept are then made anew."""


def claims_of_reports(archive: "Archive", report_ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims of some reports taken as one story, those that most reports tell first.

    Kept in the archive where it is open for writing. Raises KeyError for an id that the archive does not have.
    """
    ids = sorted(set(report_ids))
    members, basis = _digest(ids), claims_basis(archive, ids)
    kept = _kept(archive, members, basis)
    if kept is not None:
        return kept
    found = find_claims([archive.record(report_id) for report_id in ids], reuse_pairs(archive, ids))
    with suppress(ArchiveUnwritable):
        _keep(archive, members, basis, found)
    return found


def claims_basis(archive: "Archive", report_ids: Iterable[str]) -> str:
    """What the claims of some reports rest on, as a digest: equal ones have equal claims.

    Raises KeyError for an id that the archive does not have.
    """
    return _digest(_basis(archive, sorted(set(report_ids))))


def claims_of_story(archive: "Archive", name: str) -> tuple[Claim, ...]:
    """The claims of a story, those that most reports tell first. Raises NoSuchStory."""
    return claims_of_reports(archive, [row.id for row in story_reports(archive, name)])


def origins_of_statement(archive: "Archive", report_ids: Iterable[str], statement: str) -> Rest:
    """On how many independent origins a statement of one's own wording rests among some reports.

    Raises KeyError for an id that the archive does not have.
    """
    ids = sorted(set(report_ids))
    return find_origins([archive.record(report_id) for report_id in ids], reuse_pairs(archive, ids), statement)


def _basis(archive: "Archive", ids: Sequence[str]) -> list[str]:
    """What the claims are computed from: the way of counting, each report's current coding and heading."""
    query = (
        "SELECT coders.version, coders.weights, coders.gazetteer, coders.ontology, reports.outlet, reports.uri, "
        "reports.published FROM reports JOIN codings ON codings.report = reports.key AND codings.current "
        "JOIN coders ON coders.key = codings.coder WHERE reports.key = ?"
    )
    found = (archive.connection.execute(query, (archive.key(report_id),)).fetchone() for report_id in ids)
    return [repr((VERSION, report_id, row)) for report_id, row in zip(ids, found, strict=True)]


def _digest(parts: Sequence[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def _kept(archive: "Archive", members: str, basis: str) -> tuple[Claim, ...] | None:
    query = "SELECT key FROM claim_sets WHERE members = ? AND basis = ?"
    row = archive.connection.execute(query, (members, basis)).fetchone()
    if row is None:
        return None
    rows = archive.connection.execute("SELECT claim FROM claims WHERE claim_set = ? ORDER BY ordinal", row)
    return tuple(msgspec.json.decode(packed, type=Claim) for (packed,) in rows)


def _keep(archive: "Archive", members: str, basis: str, claims: Sequence[Claim]) -> None:
    with archive.transaction() as connection:
        connection.execute("DELETE FROM claim_sets WHERE members = ?", (members,))
        key = connection.execute("INSERT INTO claim_sets VALUES (NULL, ?, ?)", (members, basis)).lastrowid
        for ordinal, claim in enumerate(claims):
            values = (key, ordinal, claim.id, claim.text, archive.key(claim.report), *claim.span, claim.negated)
            row = connection.execute(
                "INSERT INTO claims VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, claim.independent, msgspec.json.encode(claim)),
            ).lastrowid
            connection.executemany(
                "INSERT INTO claim_origins VALUES (?, ?, ?, ?, ?, ?)",
                [(row, n, o.id, o.kind, o.outlet, o.source) for n, o in enumerate(claim.origins)],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO claim_passages VALUES (?, ?, ?, ?, ?)",
                [
                    (row, archive.key(a.report), *span, next((c.origin for c in a.chains if c.origin), None))
                    for a in claim.accounts
                    for span in a.spans
                ],
            )
            connection.executemany(
                "INSERT INTO claim_denials VALUES (?, ?, ?, ?, ?, ?)",
                [(row, n, d.source, archive.key(d.report), *d.span) for n, d in enumerate(claim.denied_by)],
            )
