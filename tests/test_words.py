"""Splitting text into words, lemma scripts and dependency trees: the parts of the model that are plain code."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models.lemmas import apply_script, edit_script
from onrecord.models.trees import best_tree
from onrecord.models.words import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't say.", ["They", "did", "n't", "say", "."]),
        ("It’s the minister's turn", ["It", "’s", "the", "minister", "'s", "turn"]),
        ("a U.S.-built plant", ["a", "U.S.", "-", "built", "plant"]),
        ("an anti-war march by ex-soldiers", ["an", "anti-war", "march", "by", "ex-soldiers"]),
        ("It cost $5m, or 3.5%.", ["It", "cost", "$", "5", "m", ",", "or", "3.5", "%", "."]),
        ("1,200 people at 10:30 a.m. on 17/11/2024", ["1,200", "people", "at", "10:30", "a.m.", "on", "17/11/2024"]),
        ("She cannot go", ["She", "can", "not", "go"]),
        ("“Never,” he said", ["“", "Never", ",", "”", "he", "said"]),
        ("Write to a.b@example.org...", ["Write", "to", "a.b@example.org", "..."]),
        ("Gen. O'Neill of R&D", ["Gen.", "O'Neill", "of", "R&D"]),
    ],
)
def test_words_are_those_of_the_english_treebanks(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in split_words(text)] == words


@given(st.text(max_size=200))
def test_words_cover_every_character_but_white_space_once_and_in_order(text: str) -> None:
    spans = split_words(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join(text[s:e] for s, e in spans) == "".join(text.split())


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_a_lemma_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_script(form, edit_script(form, lemma)) == lemma


def test_one_lemma_script_serves_many_words() -> None:
    assert edit_script("Walked", "walk") == edit_script("Jumped", "jump")


@settings(deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_the_tree_is_the_best_one_with_a_single_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = best_tree(scores)
    assert sum(word == head for word, head in enumerate(heads)) == 1
    assert _is_tree(heads)
    if size <= 4:
        root = next(word for word, head in enumerate(heads) if word == head)
        rivals = (list(h) for h in itertools.product(range(size), repeat=size))
        same_root = [h for h in rivals if [w for w in range(size) if h[w] == w] == [root] and _is_tree(h)]
        best = max(sum(scores[w, h] for w, h in enumerate(rival)) for rival in same_root)
        assert sum(scores[w, h] for w, h in enumerate(heads)) == pytest.approx(best, abs=1e-4)


def _is_tree(heads: list[int]) -> bool:
    for word in range(len(heads)):
        seen = set()
        while heads[word] != word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True
