"""Who passed words on: chains inside one sentence, attributions inside others, credits and the own outlet."""

import pytest
from reports import contents, passed_on_by, record_of, saying, words_of_source

from onrecord import chain
from onrecord.chains import same_outlet
from onrecord.validation import validate

CHAINS = {
    "reported, citing": (
        "The Delta Courier reported on Monday, citing two officials, that the bridge would close in June.",
        "the bridge would close in June", "two officials", ["Delta Courier"],
    ),
    "according to X, which cited": (
        "The bridge would close in June, according to Reuters, which cited a port official.",
        "bridge would close in June", "a port official", ["Reuters"],
    ),
    "X, citing Y, said": (
        "State news agency SANA, citing a military source, said air defences had been activated.",
        "air defences had been activated", "a military source", ["SANA"],
    ),
    "according to Y, who told X": (
        "According to Marta Ruiz, who told the Delta Courier, the ferry company is bankrupt.",
        "the ferry company is bankrupt", "Marta Ruiz", ["Delta Courier"],
    ),
    "told X": (
        "Two people with knowledge of the plan told Bloomberg News that the plant would shut.",
        "the plant would shut", "Two people", ["Bloomberg News"],
    ),
    "confirmed to X by an insider": (
        "The sale was confirmed to Reuters by an insider.",
        "The sale", "insider", ["Reuters"],
    ),
    "X quoted Y as saying": (
        "The BBC quoted Mayor Elena Popa as saying the dam was safe.",
        "dam was safe", "Elena Popa", ["BBC"],
    ),
    "Y was quoted by X as saying": (
        "Mayor Elena Popa was quoted by the BBC as saying that the dam was safe.",
        "that the dam was safe", "Elena Popa", ["BBC"],
    ),
    "in an interview with X": (
        "In an interview with the Financial Times, Elena Popa said the dam would be repaired by spring.",
        "dam would be repaired", "Elena Popa", ["Financial Times"],
    ),
    "speaking to X": (
        "Speaking to the BBC, Elena Popa denied that the dam was cracked.",
        "the dam was cracked", "Elena Popa", ["BBC"],
    ),
    "a statement carried by X": (
        "The dam is safe, the ministry said in a statement carried by the Interfax news agency.",
        "The dam is safe", "ministry", ["Interfax news agency"],
    ),
    "a memo seen by X": (
        "An internal memo, seen by Reuters, says the plant lost money last year.",
        "plant lost money", "memo", ["Reuters"],
    ),
    "officials said, X reported": (
        "Officials said the dam was cracked, the New York Times reported.",
        "the dam was cracked", "Officials", ["New York Times"],
    ),
    "a medium without a name": (
        '"The dam is safe," Elena Popa told state television.',
        "The dam is safe", "Elena Popa", ["state television"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "content", "source", "via"), CHAINS.values(), ids=CHAINS.keys())
def test_the_source_is_told_from_those_who_passed_its_words_on(
    text: str, content: str, source: str, via: list[str]
) -> None:
    record = record_of(text)
    said = saying(record, content, source)
    assert passed_on_by(record, said) == via
    assert validate(record) == []


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman told reporters that the visit had been cancelled.",
        "The spokesman told this newspaper that the visit had been cancelled.",
        "The spokesman told the Harbour Gazette that the visit had been cancelled.",
    ],
)
def test_what_is_said_to_the_own_outlet_or_in_public_has_no_chain(text: str) -> None:
    assert saying(record_of(text), "the visit had been cancelled").via == ()


def test_only_the_first_reporter_is_the_source_of_what_nobody_else_is_named_for() -> None:
    record = record_of("As first reported by the Delta Courier, the minister will resign on Friday.")
    first = saying(record, "the minister will resign")
    assert (first.source.name, first.source.kind, first.via) == ("Delta Courier", "outlet", ())


def test_an_attribution_inside_another_is_passed_on_by_it() -> None:
    record = record_of("Tom Reed said his brother had told him that the guards were asleep.")
    outer = saying(record, "his brother had told him", "Tom Reed")
    inner = saying(record, "the guards were asleep", "his brother")
    assert (inner.inside, inner.via) == (outer.id, (outer.id,))
    assert (outer.inside, outer.via) == (None, ())


def test_what_is_cited_stands_inside_the_report_that_cites_it() -> None:
    record = record_of(
        "The Delta Courier reported on Monday, citing two officials, that the bridge would close in June."
    )
    report = saying(record, "the bridge would close", "Delta Courier")
    cited = saying(record, "the bridge would close", "two officials")
    assert cited.inside == report.id
    assert contents(record, report) == contents(record, cited) == ["that the bridge would close in June"]


def test_thoughts_inside_speech_are_attributions_of_their_own() -> None:
    record = record_of('"I think the lake will freeze by Friday," Mayor Elena Popa said on Monday.')
    speech = saying(record, "I think the lake will freeze", "Popa")
    thought = saying(record, "the lake will freeze", "I")
    assert thought.inside == speech.id
    assert thought.cue is not None and record.report.text[slice(*thought.cue)] == "think"


def test_cues_joined_by_and_share_their_source_but_not_their_contents() -> None:
    record = record_of("Anna Wolf said the plan was dead and warned that prices would rise.")
    first, second = saying(record, "the plan was dead"), saying(record, "prices would rise")
    assert first.source.name == second.source.name == "Anna Wolf"
    assert contents(record, first) == ["the plan was dead"]
    assert second.via == () and second.inside is None


COPY = """PORT ALDEN, March 3 (Reuters) - The ferry line will be sold, two officials told the Delta Courier.

The company declined to comment.

This article first appeared in the Lagoon Times."""


def test_the_whole_chain_runs_from_the_source_to_the_own_outlet() -> None:
    record = record_of(COPY)
    links = chain(record, saying(record, "The ferry line will be sold", "two officials"))
    assert [link.kind for link in links] == ["source", "passed_on", "credited", "credited", "outlet"]
    assert [link.name for link in links][1:] == ["Delta Courier", "Reuters", "Lagoon Times", "Harbour Gazette"]


def test_the_own_outlet_is_no_credit_of_its_own_chain() -> None:
    record = record_of(COPY, outlet="Reuters")
    names = [link.name for link in chain(record, saying(record, "The ferry line will be sold", "two officials"))]
    assert names[1:] == ["Delta Courier", "Lagoon Times", "Reuters"]


def test_an_unknown_outlet_is_the_last_link_without_a_name() -> None:
    record = record_of("The ferry line will be sold, two officials said.", outlet=None)
    links = chain(record, saying(record, "The ferry line will be sold"))
    assert [link.kind for link in links] == ["source", "outlet"]
    assert links[-1].name is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Delta Courier", "delta courier", True),
        ("Delta Courier", "Delta Courier Online", True),
        ("AP", "APA", False),
        ("Reuters", None, False),
    ],
)
def test_outlets_are_the_same_by_name(one: str, other: str | None, same: bool) -> None:
    assert same_outlet(one, other) is same


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ('"The boat was late," he said, according to two senators who were there.', "according to", "senators"),
        ('"The shots came at dawn," a ministry source said, quoted by Reuters.', "quoted", "Reuters"),
    ],
)
def test_who_reports_what_somebody_said_has_all_of_it_as_content(text: str, cue: str, source: str) -> None:
    record = record_of(text)
    inner = next(each for each in record.attributions if each.cue and text[slice(*each.cue)] == "said")
    outer = next(each for each in record.attributions if each.cue and cue in text[slice(*each.cue)])
    assert source in (words_of_source(record, outer) or "")
    assert outer.content[0][0] == 0
    assert (inner.inside, inner.via) == (outer.id, (outer.id,))


def test_people_whom_anybody_cites_are_the_source_and_he_who_cites_passes_it_on() -> None:
    text = "But Evening Karvon, quoting two party officials, reported that such an offer had been made in June."
    record = record_of(text)
    inner = saying(record, "such an offer had been made", "two party officials")
    assert [text[slice(*each.source.span)] for each in record.attributions if each.id in inner.via and each.source.span]
