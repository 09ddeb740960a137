"""Credit lines: which outlets a report credits, with what, and what only looks like a credit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.attributions.credits import find_credits
from onrecord.records import Report, report_id


def credits_of(text: str) -> list[tuple[str, str]]:
    report = Report(id=report_id(text), text=text)
    found = find_credits(report)
    assert all(text[slice(*credit.span)] == credit.outlet for credit in found)
    return [(credit.outlet, credit.kind) for credit in found]


BODY = "The ferry sank.\n\nNobody was hurt.\n\n"

CREDITS = [
    ("PORT ALDEN, March 3 (Reuters) - The ferry sank.", [("Reuters", "wire")]),
    (BODY + "More is expected on Monday. (AFP)", [("AFP", "wire")]),
    (BODY + "Source: Xinhua", [("Xinhua", "wire")]),
    ("By Ann Lee, Associated Press\n\nThe ferry sank.", [("Associated Press", "byline")]),
    (BODY + "Reuters contributed to this report.", [("Reuters", "contributor")]),
    (
        BODY + "The Associated Press and Reuters contributed to this report.",
        [("The Associated Press", "contributor"), ("Reuters", "contributor")],
    ),
    (BODY + "(Additional reporting by Jane Doe of the Harbour Gazette)", [("Harbour Gazette", "contributor")]),
    (BODY + "With inputs from PTI", [("PTI", "contributor")]),
    (BODY + "Marta Ruiz of the Lima Herald contributed reporting.", [("Lima Herald", "contributor")]),
    (BODY + "This article first appeared in the Delta Courier.", [("Delta Courier", "republished")]),
    (BODY + "This story was originally published by Grist Weekly.", [("Grist Weekly", "republished")]),
    (BODY + "Republished with permission from the Tidewater Journal.", [("Tidewater Journal", "republished")]),
]


@pytest.mark.parametrize(("text", "credits"), CREDITS, ids=[text[-40:] for text, _ in CREDITS])
def test_credit_lines_name_the_outlet_and_the_kind(text: str, credits: list[tuple[str, str]]) -> None:
    assert credits_of(text) == credits


@pytest.mark.parametrize(
    "text",
    [
        BODY + "She first appeared in the Sun in 1990 and later wrote for the Herald.",
        "The ferry (built by Reuters Yards) sank.\n\nIt was old.\n\nNobody was hurt.",
        BODY + "Ali Noor in Geneva contributed to this report.",
        BODY + "The bank contributed to the fund.",
        "Police (Interpol) - said the ferry sank.",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert credits_of(text) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([text for text, _ in CREDITS] + ["(", ")", "By ", " of the ", "\n\n"]), max_size=6))
def test_spans_hold_the_outlets_whatever_the_text(parts: list[str]) -> None:
    text = " ".join(parts) + "."
    report = Report(id=report_id(text), text=text)
    found = find_credits(report)
    assert [credit.span for credit in found] == sorted(credit.span for credit in found)
    assert all(text[slice(*credit.span)] == credit.outlet for credit in found)
