"""The one pass of the reader model: what its layers say of plain sentences, and that they fit together."""

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.errors import SetupError
from onrecord.models import ReaderModel
from onrecord.models.pieces import windows
from onrecord.models.words import split_words
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.mentions import MentionIndex
from onrecord.records import Report, report_id

PASSAGE = (
    "The harbour ministry of Norway said on Tuesday that two ferries had been held in Bergen.\n"
    "“We will not sell the older ship,” minister Kari Lund told reporters. Critics doubt the ministry's figures."
)


def analysis_of(text: str, model: ReaderModel) -> Analysis:
    return analyse(Report(id=report_id(text), text=text), model)


@pytest.fixture(scope="module")
def passage(model: ReaderModel) -> Analysis:
    return analysis_of(PASSAGE, model)


def test_paragraphs_and_sentences(passage: Analysis) -> None:
    assert [passage.slice(p)[:10] for p in passage.paragraphs] == ["The harbou", "“We will n"]
    assert [passage.slice(s).split()[0] for s in passage.sentences] == ["The", "“We", "Critics"]


def test_subject_passive_and_lemmas(passage: Analysis) -> None:
    word = {form: index for index, form in enumerate(passage.forms)}
    assert passage.lemmas[word["said"]] == "say"
    assert [passage.forms[w] for w in passage.dependents(word["said"], "nsubj")] == ["ministry"]
    assert [passage.forms[w] for w in passage.dependents(word["held"], "nsubj:pass")] == ["ferries"]
    assert passage.upos[word["Bergen"]] == "PROPN"


def test_names_have_their_types(passage: Analysis) -> None:
    labels = {passage.slice(e.words): e.label for e in passage.entities}
    assert labels["Norway"] == "GPE"
    assert labels["Kari Lund"] == "PERSON"
    assert labels["Tuesday"] == "DATE"


def test_a_cue_owns_its_source_and_content(passage: Analysis) -> None:
    told = next(f for f in passage.frames if "told" in passage.slice(f.cue))
    assert "Lund" in " ".join(passage.slice(s) for s in told.source)
    assert any("not sell the older ship" in passage.slice(c) for c in told.content)


def test_a_span_leads_to_its_words_and_back(passage: Analysis) -> None:
    start = PASSAGE.index("Kari Lund")
    words = passage.words_in((start, start + len("Kari Lund")))
    assert passage.slice(words) == "Kari Lund"
    index = MentionIndex(passage, [("lund", passage.span(words))])
    assert index.headed_by(passage.head_of(words)) == "lund"
    assert index.holding(words[0] - 1) is None


def test_an_empty_text_has_an_empty_analysis(model: ReaderModel) -> None:
    assert len(analysis_of("", model)) == 0
    assert analysis_of(" \n ", model).sentences == []


def test_a_word_longer_than_a_window_is_read(model: ReaderModel) -> None:
    assert analysis_of("x" * 3000 + " said so.", model).forms[-1] == "."


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"reader\.onnx"):
        ReaderModel(tmp_path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("ab .,“”\"'\n-é1A\U0001f600 "), max_size=300))
def test_every_layer_fits_the_text(model: ReaderModel, text: str) -> None:
    analysis = analysis_of(text, model)
    size = len(analysis)
    for layer in (analysis.lemmas, analysis.upos, analysis.xpos, analysis.heads, analysis.deprels, analysis.factuality):
        assert len(layer) == size
    bounds = [b for sentence in analysis.sentences for b in sentence]
    assert bounds == sorted(bounds)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(analysis.sentences))
    for start, end in analysis.sentences:
        heads = analysis.heads[start:end]
        assert heads.count(-1) == 1
        assert all(head == -1 or start <= head < end for head in heads)
    for entity in analysis.entities:
        assert 0 <= entity.words[0] < entity.words[1] <= size
    for left, right in analysis.subtree_edges:
        assert 0 <= left < right <= size


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("word .\n"), max_size=400), longest=st.integers(4, 40))
def test_windows_hold_every_word_once_and_no_more_pieces_than_fit(model: ReaderModel, text: str, longest: int) -> None:
    words = split_words(text)
    assume(words)
    encoded = model.encode(text, words)
    cut = windows(encoded, longest)
    assert [word for start, end in cut for word in range(start, end)] == list(range(len(words)))
    for start, end in cut:
        pieces = encoded.first_piece[end] - encoded.first_piece[start]
        assert pieces <= longest or end - start == 1


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The council resigned, the Rotterdam daily Havenblad reported on Monday.", "reported"),
        ("“We are opening a corridor,” ministry spokeswoman Ioana Stere told reporters.", "told"),
    ],
)
def test_a_noun_phrase_before_its_verb_is_one_subject(text: str, verb: str, model: ReaderModel) -> None:
    analysis = analysis_of(text, model)
    assert len(analysis.dependents(analysis.forms.index(verb), "nsubj")) == 1
