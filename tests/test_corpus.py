"""The attribution corpus: what is shipped resolves and is well formed, and wrong annotations are refused."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import Words, agreement, kappa, matched
from onrecord.records import Attribution
from onrecord.spans import contains
from training.corpus import (
    CORPUS,
    TEST,
    TRAIN,
    AnnotatedReport,
    CorpusError,
    Nth,
    QuotedAttribution,
    QuotedReport,
    QuotedSource,
    annotations,
    find,
    load,
    occurrences,
    outer,
    read,
    resolve,
)

TEXT = "Ana Ruiz said the clerk had told her that the key was lost. She declined to say who told him, the clerk said."


@pytest.fixture(scope="module")
def corpus() -> list[AnnotatedReport]:
    return load(TRAIN) + load(TEST)


def attributions(corpus: list[AnnotatedReport]) -> Iterator[tuple[AnnotatedReport, Attribution]]:
    for report in corpus:
        for attribution in report.attributions:
            yield report, attribution


def quoted(identifier: str = "t1", **changes: Any) -> QuotedAttribution:
    fields: dict[str, Any] = {
        "source": "Ana Ruiz",
        "cue": Nth(quote="said", nth=1),
        "content": ("the clerk had told her that the key was lost",),
        "quotation": "indirect",
        "stance": "asserts",
        "anonymity": "named",
        "kind": "person",
        "source_head_actor": "Ana Ruiz",
    }
    return QuotedAttribution(id=identifier, **(fields | changes))


def report(*marked: QuotedAttribution) -> QuotedReport:
    return QuotedReport(
        id="x1",
        title="Key lost",
        outlet="The Latch",
        published="2025-02-03",
        text=TEXT,
        attributions=marked,
        sources=(QuotedSource(name="Ana Ruiz", mentions=("Ana Ruiz", "her", "She")),),
    )


NESTED = quoted(
    "t2",
    source=Nth(quote="the clerk", nth=1),
    cue="had told",
    content=("that the key was lost",),
    anonymity="unnamed",
    source_head_actor=None,
    via=("t1",),
    inside="t1",
)


def test_there_are_enough_reports_and_every_id_comes_once(corpus: list[AnnotatedReport]) -> None:
    ids = [report.id for report in corpus]
    assert len(ids) >= 150
    assert len(set(ids)) == len(ids)
    assert len({report.report.text for report in corpus}) == len(ids)


def test_the_split_is_the_one_that_the_readme_states() -> None:
    for path, is_test in ((TRAIN, False), (TEST, True)):
        for row in read(path):
            assert (int(hashlib.sha256(row.id.encode()).hexdigest(), 16) % 3 == 0) is is_test


def test_no_quote_carries_space_at_its_edges(corpus: list[AnnotatedReport]) -> None:
    for annotated, attribution in attributions(corpus):
        spans = [attribution.source.span, attribution.cue, *attribution.content]
        for span in filter(None, spans):
            words = annotated.report.text[slice(*span)]
            assert words and words == words.strip(), (annotated.id, attribution.id, words)


def test_sources_fit_their_anonymity(corpus: list[AnnotatedReport]) -> None:
    for annotated, attribution in attributions(corpus):
        source, where = attribution.source, (annotated.id, attribution.id)
        assert (source.anonymity == "unspecified") is (source.span is None), where
        assert source.actor is None or source.anonymity == "named", where
        assert source.kind != "unspecified" or source.anonymity == "unspecified" or source.span, where
        assert source.count is None or source.count > 0, where


def test_the_pieces_of_a_content_do_not_overlap(corpus: list[AnnotatedReport]) -> None:
    for annotated, attribution in attributions(corpus):
        for before, after in zip(attribution.content, attribution.content[1:], strict=False):
            assert before[1] <= after[0], (annotated.id, attribution.id)


def test_nesting_is_plentiful_and_stands_in_the_content_of_what_it_is_inside_of(corpus: list[AnnotatedReport]) -> None:
    nested = 0
    for annotated in corpus:
        by_id = {attribution.id: attribution for attribution in annotated.attributions}
        for attribution in filter(lambda a: a.inside, annotated.attributions):
            nested += 1
            for identifier in outer(by_id, attribution):
                pieces = by_id[identifier].content
                assert any(contains(piece, part) for piece in pieces for part in attribution.content), annotated.id
    assert nested >= 300


def test_the_agreement_runs_on_the_corpus() -> None:
    reports, tally = agreement()
    assert reports >= 100
    assert 0.5 < tally.both["attribution"] / tally.first["attribution"] <= 1
    assert any(line.startswith("| attribution |") for line in tally.lines())


def test_every_second_annotation_is_of_a_report_of_the_corpus() -> None:
    rows = [*read(TRAIN), *read(TEST)]
    for name in ("first.jsonl", "second.jsonl"):
        path = CORPUS / name
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(list(annotations(path, rows))) == len(lines)


def test_quotes_become_spans() -> None:
    found = resolve(report(quoted(), NESTED))
    said, told = found.attributions
    assert TEXT[slice(*said.content[0])] == "the clerk had told her that the key was lost"
    assert said.source.actor == found.actors[0].id
    assert [TEXT[slice(*mention)] for mention in found.actors[0].mentions] == ["Ana Ruiz", "her", "She"]
    assert told.inside == "t1" and told.source.actor is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"source": "Bo Ruiz"}, "'Bo Ruiz' occurs 0 times"),
        ({"cue": "said"}, "'said' occurs 2 times: say which"),
        ({"cue": Nth(quote="said", nth=3)}, "'said' occurs 2 times, not 3"),
        ({"content": ()}, "no content"),
        ({"content": ("lerk had told her",)}, "occurs 0 times"),
        ({"via": ("t9",)}, "no other attribution 't9'"),
        ({"inside": "t1"}, "no other attribution 't1'"),
        ({"inside": "t2"}, "does not stand in the content of t2"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CorpusError, match="x1") as error:
        resolve(report(quoted(**changes), msgspec.structs.replace(NESTED, inside=None)))
    assert message in str(error.value)


def test_ids_come_once_in_a_report() -> None:
    with pytest.raises(CorpusError, match="same id"):
        resolve(report(quoted(), quoted()))


@given(st.text("ab .’é", min_size=1), st.data())
def test_an_occurrence_is_the_quote_itself_and_no_part_of_a_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    for number, (s, e) in enumerate(occurrences(text, quote), start=1):
        assert text[s:e] == quote
        assert not (s and quote[0].isalnum() and text[s - 1].isalnum())
        assert not (e < len(text) and quote[-1].isalnum() and text[e].isalnum())
        assert find(text, Nth(quote=quote, nth=number)) == (s, e)


def test_matching_asks_for_half_of_the_longer_content() -> None:
    whole, half, less = (
        resolve(report(quoted(content=(content,)))).attributions[0]
        for content in (
            "the clerk had told her that the key was lost",
            "her that the key was lost",
            "the key",
        )
    )
    words = Words(TEXT)
    assert len(matched(words, [whole], [half], lambda *_: True)) == 1
    assert matched(words, [whole], [less], lambda *_: True) == []


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Russia's farm watchdog", "watchdog"),
        ("the head of the union", "head"),
        ("Mr. Hale, a lawyer", "Hale"),
        ("two people who saw it", "people"),
    ],
)
def test_the_head_of_a_source(source: str, head: str) -> None:
    words = Words(source)
    found = words.head(words.touched([(0, len(source))]))
    assert found is not None
    assert source[slice(*words.spans[found])] == head


def test_kappa_takes_chance_away() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
