"""What is said, as schema.org's Claim in JSON-LD, one object a line.

A ClaimReview is somebody's assessment of a claim, with a rating. onrecord assesses nothing, and that somebody denies a
claim is no review of it; so none is written. What is written is the Claim that a review would be about
(`ClaimReview.itemReviewed`): who said what, and in which reports it appears.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.formats.export.columns import Row
from onrecord.formats.export.tables import attribution_rows

if TYPE_CHECKING:
    from onrecord.formats.export.exporting import Task

_CONTEXT = ["https://schema.org/", {"onrecord": "urn:onrecord:1:"}]
_TYPES = {"person": "Person", "official": "Person", "organization": "Organization", "outlet": "NewsMediaOrganization"}
_SAID = frozenset(("asserts", "confirms"))


def said_objects(task: "Task") -> Iterator[dict[str, Any]]:
    """A Claim for each attribution of which the source stands by the content.

    What a source denies, doubts or declines to say is no claim of that source's.
    """
    for item in task.items():
        for row in task.kept(attribution_rows(item)):
            if row["stance"] in _SAID:
                yield _claim(
                    f"urn:onrecord:1:{row['report_id']}:{row['attribution_id']}",
                    row["content"],
                    _author(row),
                    [_appearance(row)],
                    {
                        key: row[key]
                        for key in ("anonymity", "quotation", "stance", "passed_on_by", "confidence", "shown")
                    },
                )


def claim_objects(task: "Task") -> Iterator[dict[str, Any]]:
    """A Claim for each claim of a story, with all reports that tell it and who denies it."""
    from onrecord.formats.export.gathered import claims_with_rows

    for claim, rows in claims_with_rows(task.archive, task.selection):
        first = rows[0]
        yield _claim(
            f"urn:onrecord:1:{claim['story_id']}:{claim['claim_id']}",
            claim["claim"],
            None,
            [_appearance(row) for row in rows],
            {key: claim[key] for key in ("negated", "independent_origins", "origins", "denied_by", "story_id")},
            first["published"],
        )


def _claim(
    claim_id: str,
    text: str,
    author: dict[str, Any] | None,
    appearances: list[dict[str, Any]],
    own: dict[str, Any],
    first: str | None = None,
) -> dict[str, Any]:
    claim: dict[str, Any] = {"@context": _CONTEXT, "@type": "Claim", "@id": claim_id, "text": text}
    if author:
        claim["author"] = author
    claim["appearance"] = appearances
    if first:
        claim["firstAppearance"] = appearances[0]
    return claim | {f"onrecord:{name}": value for name, value in own.items()}


def _author(row: Row) -> dict[str, Any] | None:
    if not row["source"]:
        return None
    return {"@type": _TYPES.get(row["source_kind"], "Thing"), "name": row["source"]}


def _appearance(row: Row) -> dict[str, Any]:
    known = {
        "url": row["report_url"],
        "headline": row["title"],
        "datePublished": row["published"],
        "publisher": {"@type": "NewsMediaOrganization", "name": row["outlet"]} if row["outlet"] else None,
    }
    own = ("report_id", "published_basis", "coder_version", "coder_weights", "start", "stop", "evidence", "spans")
    found: dict[str, Any] = {"@type": "NewsArticle", **{key: value for key, value in known.items() if value}}
    return found | {f"onrecord:{name}": row[name] for name in own}
