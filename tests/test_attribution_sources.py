"""What is told of sources: how many, of what nation and institution, in what role, how near, and why unnamed."""

import pytest
from reports import record_of, saying, words_of_source

from onrecord.records import SourceDetail

CONTENT = "the depot will close"

PHRASES = {
    "Two senior Turkish officials familiar with the matter": (
        2, {"nationality": "Turkish", "closeness": "familiar with the matter"},
    ),
    "A Western diplomat briefed on the talks": (
        1, {"nationality": "Western", "role": "diplomat", "closeness": "briefed on the talks"},
    ),
    "An African Union official": (1, {"institution": "African Union", "role": "official"}),
    "Three lawyers at the firm": (3, {"role": "lawyers", "institution": "the firm"}),
    "Several people with direct knowledge of the plan": (None, {"closeness": "with direct knowledge of the plan"}),
    "A dozen residents": (12, {"role": "residents"}),
    "About a dozen residents": (None, {"role": "residents"}),
    "More than 20 drivers": (None, {"role": "drivers"}),
    "A person who has seen the document": (1, {"closeness": "who has seen the document"}),
    "A neighbour": (1, {"closeness": "neighbour"}),
    "A railway source": (1, {"institution": "railway"}),
}  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_unnamed_sources_are_counted_and_described(phrase: str) -> None:
    count, details = PHRASES[phrase]
    source = saying(record_of(f"{phrase} said on Tuesday that {CONTENT}."), CONTENT).source
    assert source.anonymity == "unnamed"
    assert source.count == count
    found = {detail.kind: detail.text for detail in source.details}
    assert details.items() <= found.items()


REASONS = {
    "because she was not authorized to speak publicly": (
        "A council official, who spoke on condition of anonymity because she was not authorized to speak publicly, "
        f"said {CONTENT}."
    ),
    "citing the sensitivity of the case": (
        f"An officer who declined to be identified, citing the sensitivity of the case, said {CONTENT}."
    ),
    "because the negotiations are private": (
        f"A diplomat briefed on the talks said {CONTENT}. "
        "He asked not to be named because the negotiations are private."
    ),
    "for fear of reprisals": f"One driver, who did not want to be named for fear of reprisals, said {CONTENT}.",
}


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_source_is_not_named_is_told_in_its_own_words(reason: str) -> None:
    source = saying(record_of(REASONS[reason]), CONTENT).source
    assert [detail.text for detail in source.details if detail.kind == "reason_unnamed"] == [reason]


def test_details_are_evidence() -> None:
    text = f"Two senior Turkish officials familiar with the matter said {CONTENT}."
    details = saying(record_of(text), CONTENT).source.details
    assert details and all(text[slice(*detail.span)] == detail.text for detail in details)
    assert list(details) == sorted(details, key=lambda detail: detail.span)
    assert all(isinstance(detail, SourceDetail) for detail in details)


@pytest.mark.parametrize("name", ["Elena Popa", "Mayor Elena Popa", "Reuters"])
def test_of_named_sources_no_details_are_given(name: str) -> None:
    source = saying(record_of(f"{name} said {CONTENT}."), CONTENT).source
    assert (source.anonymity, source.details, source.count) == ("named", (), None)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"The port denied that {CONTENT}.", "denies"),
        (f"The port confirmed that {CONTENT}.", "confirms"),
        (f"The mayor doubts that {CONTENT}.", "doubts"),
        (f"The port would not say whether {CONTENT}.", "declines"),
        (f"The port said {CONTENT}.", "asserts"),
    ],
)
def test_the_stance_of_the_source_is_told(text: str, stance: str) -> None:
    assert saying(record_of(text), CONTENT).stance == stance


def test_refusals_have_what_was_asked_for_as_content() -> None:
    record = record_of(
        "A spokesman declined to comment on the raid. The firm did not respond to a request for comment."
    )
    assert {each.stance for each in record.attributions} == {"declines"}
    assert saying(record, "comment on the raid").source.name == "spokesman"
    assert saying(record, "request for comment", "The firm").stance == "declines"


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "A brief statement from the ministry said nine people died.",
            "nine people died",
            "statement from the ministry",
        ),
        ("Lina Moe said his brother had told her that the guards slept.", "the guards slept", "his brother"),
    ],
)
def test_a_source_is_named_from_its_head(text: str, content: str, source: str) -> None:
    record = record_of(text)
    assert source in (words_of_source(record, saying(record, content, source)) or "")


def test_a_doubt_that_nobody_has_is_an_assertion() -> None:
    record = record_of("The envoy said that he had no doubt the bridge would hold.")
    assert saying(record, "the bridge would hold", "he").stance == "asserts"


def test_things_are_not_shown_as_speaking() -> None:
    record = record_of("The move suggests the bank will cut rates. No group has claimed responsibility for the blast.")
    assert [each for each in record.attributions if each.shown] == []
