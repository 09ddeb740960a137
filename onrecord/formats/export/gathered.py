"""Tables of what many reports tell together: stories with their reports, claims with the passages that tell them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.archive import Archive
from onrecord.archive.stories.view import Story, stories, story_reports
from onrecord.formats.export.columns import EVIDENCE, Column, Row, columns, span_list
from onrecord.formats.export.selection import Item, Selection, one, selected_ids
from onrecord.spans import Span

if TYPE_CHECKING:
    from onrecord.archive.claims.records import Account, Claim

STORIES = (
    *columns("story_id story_title story_first story_last"),
    *columns("story_reports story_outlets number", "integer"),
    *EVIDENCE,
)
"""A row for each report of each story; `number` is its place in order of publication, from 1."""

CLAIMS = (
    *columns("claim_id story_id claim"),
    Column("negated", "flag"),
    *columns("claim_reports independent_origins", "integer"),
    *columns("origins origin_kinds denied_by chains", "texts"),
    *EVIDENCE,
)
"""A row for each report that tells a claim; `chains` has on whose word this report tells it, outermost first."""


def story_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """The reports of all stories that the selection takes, the largest story first; evidence is the opening line."""
    wanted = selected_ids(archive, selection)
    for story in stories(archive):
        for number, report in enumerate(story_reports(archive, story.id), start=1):
            if report.id in wanted:
                item = one(archive, report.id)
                opening = (0, len(item.record.report.text.split("\n", 1)[0]))
                yield _story(story, number) | item.evidence(opening, span_list(("opening", opening)))


def claim_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """The passages of all claims that stand in reports that the selection takes, story by story."""
    for claim, rows in claims_with_rows(archive, selection):
        for row in rows:
            yield claim | row


def claims_with_rows(archive: Archive, selection: Selection) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each claim, with a row for each report of the selection that tells it, in order of publication."""
    from onrecord.archive.claims.index import claims_of_reports

    wanted = selected_ids(archive, selection)
    for story in stories(archive):
        ids = [report.id for report in story_reports(archive, story.id)]
        if wanted.isdisjoint(ids):
            continue
        get = lru_cache(64)(lambda report_id: one(archive, report_id))
        order = {report_id: number for number, report_id in enumerate(ids)}
        for claim in claims_of_reports(archive, ids):
            accounts = [account for account in claim.accounts if account.report in wanted]
            accounts.sort(key=lambda account: order[account.report])
            if accounts:
                yield _claim(claim, story), [_account(account, get(account.report)) for account in accounts]


def _story(story: Story, number: int) -> dict[str, Any]:
    return {
        "story_id": story.id,
        "story_title": story.title,
        "story_first": story.first,
        "story_last": story.last,
        "story_reports": story.reports,
        "story_outlets": story.outlets,
        "number": number,
    }


def _claim(claim: "Claim", story: Story) -> dict[str, Any]:
    return {
        "claim_id": claim.id,
        "story_id": story.id,
        "claim": claim.text,
        "negated": claim.negated,
        "claim_reports": len(claim.accounts),
        "independent_origins": claim.independent,
        "origins": [" via ".join(name for name in (origin.source, origin.outlet) if name) for origin in claim.origins],
        "origin_kinds": [origin.kind for origin in claim.origins],
        "denied_by": list(dict.fromkeys(denial.source for denial in claim.denied_by)),
    }


def _account(account: "Account", item: Item) -> dict[str, Any]:
    first: Span | None = account.spans[0] if account.spans else None
    steps = [(step.source or step.outlet for step in chain.steps) for chain in account.chains]
    chains = [" < ".join(name or "?" for name in names) for names in steps]
    spans = span_list(*(("passage", span) for span in account.spans))
    return {"chains": chains} | item.evidence(first, spans)
