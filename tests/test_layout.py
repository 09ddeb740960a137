"""The layout of a report: paragraphs, quotations, turns; all spans into the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.layout import Layout, find_layout
from onrecord.records import Report
from onrecord.spans import contains


def layout_of(text: str) -> Layout:
    return find_layout(Report(id="sha256:test", text=text))


def inner(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in layout_of(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"We will rebuild," the mayor said.', ["We will rebuild,"], id="straight"),
        pytest.param("“We will rebuild,” the mayor said.", ["We will rebuild,"], id="curly"),
        pytest.param("«We will rebuild», the mayor said.", ["We will rebuild"], id="guillemets"),
        pytest.param("``We will rebuild,'' the mayor said.", ["We will rebuild,"], id="typewriter"),
        pytest.param("''We will rebuild,'' the mayor said.", ["We will rebuild,"], id="doubled apostrophes"),
        pytest.param("The plan is 'dead on arrival', she said.", ["dead on arrival"], id="single straight"),
        pytest.param("The plan is ‘dead on arrival’, she said.", ["dead on arrival"], id="single curly"),
        pytest.param("The farmers' union isn't the miners' friend.", [], id="apostrophes are no quotation"),
        pytest.param("It was the '90s and the band's 'best year', he said.", ["best year"], id="elided century"),
        pytest.param("The ‘old workers’ rights’ were cut.", ["old workers’ rights"], id="plural owner inside"),
        pytest.param(
            "\"He told me 'never again' and left,\" she said.",
            ["He told me 'never again' and left,", "never again"],
            id="single in double",
        ),
        pytest.param('She called it "bold" and "long overdue".', ["bold", "long overdue"], id="two phrases"),
        pytest.param('The pipe is 6" wide and 3" deep.', [], id="inches"),
        pytest.param("“I will go“ he said, “today.”", ["I will go", "today."], id="opening mark in place of closing"),
        pytest.param("No marks at all.", [], id="none"),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_marks_belong_to_the_span() -> None:
    text = "He said: “Enough.”"
    quotation = layout_of(text).quotations[0]
    assert text[slice(*quotation.span)] == "“Enough.”"
    assert quotation.closed
    assert not quotation.continues


def test_a_quotation_over_paragraphs_opens_again() -> None:
    text = "“The river rose in the night.\n\n“By dawn the bridge was gone,” the warden said.\n\n“Nobody slept.”"
    first, second, third = layout_of(text).quotations
    assert (first.closed, first.continues) == (False, False)
    assert text[slice(*first.inner)] == "The river rose in the night."
    assert (second.closed, second.continues) == (True, True)
    assert not third.continues


def test_an_unbalanced_mark_costs_its_own_paragraph_at_most() -> None:
    text = 'The "reform was delayed, she said.\n\n"We wait," the minister said.'
    quotations = layout_of(text).quotations
    assert text[slice(*quotations[-1].inner)] == "We wait,"
    assert quotations[-1].closed
    assert all(q.span[1] <= text.index("\n") for q in quotations[:-1])


def test_nested_quotations_follow_the_one_that_holds_them() -> None:
    text = "“She said ‘not now’ and hung up,” he recalled."
    found = layout_of(text)
    assert len(found.quotations) == 2
    assert found.outer_quotations() == (found.quotations[0],)


def test_paragraphs_are_lines_without_white_space_at_their_ends() -> None:
    text = "\n  First line. \n\n\tSecond line.\n"
    assert [text[slice(*p)] for p in layout_of(text).paragraphs] == ["First line.", "Second line."]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "content"),
    [
        pytest.param(
            "Mayor Ilves: The harbour will stay open\n\nThe city meets on Monday.",
            "headline",
            "Mayor Ilves",
            "The harbour will stay open",
            id="headline",
        ),
        pytest.param(
            "Harbour to stay open through the winter: Mayor Ilves\n\nThe city meets on Monday.",
            "headline",
            "Mayor Ilves",
            "Harbour to stay open through the winter",
            id="headline, name last",
        ),
        pytest.param(
            "An interview.\n\nILVES: We had no choice in this.",
            "turn",
            "ILVES",
            "We had no choice in this.",
            id="turn",
        ),
        pytest.param(
            "Statements.\n\nAnd from Chairwoman Ruth Adeyemi:\n\n“This is a good day.”",
            "lead-in",
            "Chairwoman Ruth Adeyemi",
            "“This is a good day.”",
            id="lead-in",
        ),
        pytest.param(
            "Voices.\n\n“The clinic saved my son.” - Amina Yusuf",
            "signature",
            "Amina Yusuf",
            "“The clinic saved my son.”",
            id="signature",
        ),
        pytest.param(
            "Voices.\n\n“The clinic saved my son.”\n— Amina Yusuf, Kisumu",
            "signature",
            "Amina Yusuf, Kisumu",
            "“The clinic saved my son.”",
            id="signature on its own line",
        ),
    ],
)
def test_turns(text: str, kind: str, speaker: str, content: str) -> None:
    (turn,) = layout_of(text).turns
    assert (turn.kind, text[slice(*turn.speaker)], text[slice(*turn.content)]) == (kind, speaker, content)


def test_a_transcript_names_its_speakers_and_lets_them_go_on() -> None:
    text = (
        "Q: Will you stay?\n\nMr. Ilves: I will stay.\n\nI have said so before.\n\n"
        "Q: Till when?\n\nMr. Ilves: Until May."
    )
    turns = layout_of(text).turns
    assert [text[slice(*t.speaker)] for t in turns] == ["Q", "Mr. Ilves", "Q", "Mr. Ilves"]
    assert text[slice(*turns[1].content)] == "I will stay.\n\nI have said so before."


@pytest.mark.parametrize(
    "text",
    [
        "News.\n\nREAD MORE: Airports brace for strikes",
        "News.\n\nTotal: 1,204.",
        "News.\n\nThe Bottom Line: it will rain all week",
        "News.\n\nHe had one wish: that it would end.",
    ],
)
def test_labels_are_no_speakers(text: str) -> None:
    assert layout_of(text).turns == ()


MARKED = st.text(alphabet=st.sampled_from("ab. ,\n\"“”‘’'«»`„:-AB"), max_size=60)


@given(MARKED)
def test_spans_stay_in_their_paragraph_and_nest(text: str) -> None:
    found = layout_of(text)
    for quotation in found.quotations:
        assert contains(quotation.span, quotation.inner)
        assert any(contains(paragraph, quotation.span) for paragraph in found.paragraphs)
    for turn in found.turns:
        assert 0 <= turn.speaker[0] < turn.speaker[1] <= len(text)
        assert turn.content[0] < turn.content[1] <= len(text)
    assert found.quotations == tuple(sorted(found.quotations, key=lambda q: (q.span[0], -q.span[1])))


@given(MARKED)
def test_each_paragraph_is_read_on_its_own(text: str) -> None:
    alone = layout_of("abc abc\n" + text).quotations
    assert [(q.span[0] - 8, q.span[1] - 8) for q in alone] == [q.span for q in layout_of(text).quotations]
