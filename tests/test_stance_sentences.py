"""The stance sentences: brackets become spans of the text without them, and what is malformed is told with its line."""

from pathlib import Path

import pytest

from training.stance_sentences import load, parse, unmark

LINE = "permits\tpresent\t{The harbour master} [waved through] <two ferries without papers> on Monday."


def test_brackets_become_spans_of_the_plain_text() -> None:
    found = parse(LINE)
    assert found.text == "The harbour master waved through two ferries without papers on Monday."
    marked = [found.text[slice(*span)] for span in (found.trigger, found.matter, found.holder or (0, 0))]
    assert marked == ["waved through", "two ferries without papers", "The harbour master"]


def test_every_sentence_of_the_corpus_has_a_trigger_and_a_matter_of_whole_words() -> None:
    sentences = list(load())
    assert len(sentences) > 100
    for each in sentences:
        for start, end in (each.trigger, each.matter):
            assert each.text[start:end].strip() == each.text[start:end] != ""
            around = each.text[start - 1 : start] + each.text[end : end + 1]
            assert not any(character.isalnum() for character in around), each.text


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("The board [bars <guests]>.", "brackets inside"),
        ("The board bars guests].", "closes nothing"),
        ("The board [bars guests.", "not closed"),
    ],
)
def test_brackets_that_do_not_fit_are_refused(marked: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        unmark(marked)


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "sentences.tsv"
    file.write_text(f"{LINE}\nlikes\tpresent\tThe board [bars] <guests>.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2: no stance and time: 'likes'"):
        list(load(file))
