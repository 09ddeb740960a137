"""The position corpus: what is shipped resolves and is well formed, and wrong annotations are refused."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import Words
from benchmarks.position_agreement import (
    Tally,
    agreement,
    best_pairs,
    matched,
    matched_keypoints,
    matched_shifts,
    same_name,
)
from onrecord.spans import overlaps
from training.corpus import CorpusError
from training.position_corpus import (
    CORPUS,
    DEV,
    TEST,
    TRAIN,
    AnnotatedReport,
    QuotedPosition,
    QuotedReport,
    QuotedShift,
    annotations,
    counts,
    load,
    main,
    part_of_report,
    read,
    resolve,
)

TEXT = (
    "Oxby council will let cyclists use the pier from May, provided they dismount at the kiosk. "
    "It had banned them in 2019. The anglers' club wants the ban back."
)


@pytest.fixture(scope="module")
def corpus() -> list[AnnotatedReport]:
    return load(TRAIN) + load(DEV) + load(TEST)


def position(identifier: str = "s1", **changes: object) -> QuotedPosition:
    fields = {
        "id": identifier,
        "holder": "Oxby council",
        "holder_name": "Oxby council",
        "stance": "permits",
        "matter": "use the pier",
        "matter_key": "cycle on pier",
        "trigger": "will let",
        "beneficiary": "cyclists",
        "conditions": ["provided they dismount at the kiosk"],
        "since": "May",
        "evidence": ["Oxby council will let cyclists use the pier from May"],
        "time": "future",
    }
    return msgspec.convert(fields | changes, QuotedPosition)


BAN = position(
    "s2",
    holder="It",
    stance="forbids",
    matter="them",
    trigger="had banned",
    beneficiary=None,
    conditions=[],
    since="2019",
    evidence=["It had banned them in 2019"],
    time="past",
)
WISH = position(
    "s3",
    holder="The anglers' club",
    holder_name="anglers' club",
    stance="demands",
    matter="the ban back",
    trigger="wants",
    beneficiary=None,
    conditions=[],
    since=None,
    evidence=["The anglers' club wants the ban back"],
    time="present",
)


def shift(**changes: object) -> QuotedShift:
    fields = {
        "holder_name": "Oxby council",
        "before": "s2",
        "after": "s1",
        "direction": "loosened",
        "time": "May",
        "evidence": ["Oxby council will let cyclists use the pier", "It had banned them"],
    }
    return msgspec.convert(fields | changes, QuotedShift)


def report(*positions: QuotedPosition, **changes: object) -> QuotedReport:
    fields = {
        "id": "x1",
        "title": "Bicycles back on the pier",
        "outlet": "The Latch",
        "published": "2025-02-03",
        "text": TEXT,
        "positions": msgspec.to_builtins(positions or (position(), BAN, WISH)),
        "shifts": [msgspec.to_builtins(shift())],
        "keypoints": [{"factor": "Who", "detail": "Oxby council"}, {"factor": "Start", "detail": "May"}],
        "main": "let",
    }
    return msgspec.convert(fields | changes, QuotedReport)


def test_there_are_enough_reports_and_every_id_and_text_comes_once(corpus: list[AnnotatedReport]) -> None:
    assert len(corpus) >= 150
    assert len({row.id for row in corpus}) == len({row.text for row in corpus}) == len(corpus)


def test_the_split_is_the_one_that_the_readme_states() -> None:
    for path, part in ((TRAIN, "train"), (DEV, "dev"), (TEST, "test")):
        assert {part_of_report(row.id) for row in read(path)} == {part}


def test_reports_with_and_without_a_shift_and_every_stance_and_direction_are_plentiful(
    corpus: list[AnnotatedReport],
) -> None:
    with_shift = sum(bool(row.shifts) for row in corpus)
    assert 0.55 <= with_shift / len(corpus) <= 0.75
    assert len({p.stance for row in corpus for p in row.positions}) == 11
    assert len({s.direction for row in corpus for s in row.shifts}) == 5


def test_every_trigger_stands_in_the_evidence(corpus: list[AnnotatedReport]) -> None:
    for row in corpus:
        for held in row.positions:
            assert any(overlaps(held.trigger, piece) for piece in held.evidence), (row.id, held.id)


def test_a_shift_stays_on_one_matter_and_does_not_end_where_it_began(corpus: list[AnnotatedReport]) -> None:
    for row in corpus:
        for change in filter(lambda s: s.before, row.shifts):
            assert change.before is not None
            assert change.before.matter_key == change.after.matter_key, row.id
            assert change.before.evidence != change.after.evidence, row.id


def test_every_table_has_five_to_twelve_rows_and_says_who_and_what(corpus: list[AnnotatedReport]) -> None:
    for row in corpus:
        factors = {point.factor for point in row.keypoints}
        assert 5 <= len(row.keypoints) <= 12, row.id
        assert "Who" in factors and "What" in factors, row.id


def test_every_annotation_is_of_a_report_of_the_corpus_and_resolves() -> None:
    rows = [*read(TRAIN), *read(TEST)]
    for name in ("first.jsonl", "second.jsonl"):
        path = CORPUS / name
        found = [resolve(row) for row in annotations(path, rows)]
        assert len(found) == len(path.read_text(encoding="utf-8").splitlines())


def test_the_readme_gives_the_counts_and_the_agreement_of_today(corpus: list[AnnotatedReport]) -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    parts = {part: [row for row in corpus if part_of_report(row.id) == part] for part in ("train", "dev", "test")}
    for line in (*counts(parts), *agreement()[1].lines()):
        assert line in readme


def test_quotes_become_spans() -> None:
    found = resolve(report())
    lets, banned, _ = found.positions
    assert TEXT[slice(*lets.matter)] == "use the pier"
    assert [TEXT[slice(*span)] for span in lets.conditions] == ["provided they dismount at the kiosk"]
    assert found.shifts[0].before == banned and found.shifts[0].after == lets
    assert TEXT[slice(*found.keypoints[1].detail)] == "May"
    assert TEXT[slice(*found.main)] == "let"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (position(holder="Oxton council"), "s1: 'Oxton council' occurs 0 times"),
        (position(matter={"quote": "ban", "nth": 2}), "s1: 'ban' occurs 1 times, not 2"),
        (position(trigger="the"), "s1: 'the' occurs 3 times: say which"),
        (position(evidence=[]), "s1: has no evidence"),
        (position("s2"), "two positions have the same id"),
        (position("s9"), "there is no position 's1'"),
        (position(holder_name="council of Oxby"), "leads to a position of council of Oxby"),
    ],
)
def test_positions_that_do_not_fit_are_refused(wrong: QuotedPosition, message: str) -> None:
    with pytest.raises(CorpusError, match="x1") as error:
        resolve(report(wrong, BAN))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"before": "s7"}, "there is no position 's7'"),
        ({"before": "s1"}, "leads from s1 to itself"),
        ({"after": "s3"}, "leads to a position of anglers' club"),
        ({"evidence": []}, "has no evidence"),
        ({"trigger": "reversed"}, "'reversed' occurs 0 times"),
    ],
)
def test_shifts_that_do_not_fit_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(CorpusError, match="x1") as error:
        resolve(report(shifts=[msgspec.to_builtins(shift(**changes))]))
    assert message in str(error.value)


def test_an_annotation_compared_with_itself_agrees_throughout() -> None:
    tally = Tally()
    tally.report(resolve(report()), resolve(report()))
    assert tally.both == tally.first == tally.second
    assert all(a == b for values in tally.classes.values() for a, b in values)


def test_a_position_is_found_by_holder_and_evidence_and_counted_apart_by_stance() -> None:
    found = resolve(report())
    other = resolve(report(position(stance="commits"), BAN, WISH))
    words = Words(TEXT)
    assert len(matched(words, found.positions, other.positions)) == 3
    assert len(matched(words, found.positions, other.positions, by_stance=True)) == 2
    assert matched(words, found.positions[:1], found.positions[2:]) == []
    assert len(matched_shifts(words, found.shifts, other.shifts)) == 1
    assert len(matched_keypoints(words, found.keypoints, other.keypoints[:1])) == 1


def test_an_optional_position_that_only_one_has_costs_nothing() -> None:
    for optional, expected in ((True, 2), (False, 3)):
        tally = Tally()
        wish = msgspec.structs.replace(WISH, optional=optional)
        tally.report(resolve(report(position(), BAN, wish)), resolve(report(position(), BAN)))
        assert tally.first["position: holder, evidence"] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Oxby council", "Oxby council", True),
        ("Ruiz", "Ana Ruiz", True),
        ("Norland", "Norland's army", True),
        ("Norland", "Sudria", False),
    ],
)
def test_names_are_the_same_when_one_holds_the_other(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_pairs_are_one_to_one_and_take_all_that_fits(first: list[int], second: list[int]) -> None:
    pairs = best_pairs(first, second, lambda a, b: float(a == b))
    assert all(a == b for a, b in pairs)
    assert len(pairs) == sum(min(first.count(value), second.count(value)) for value in set(first))


def test_the_command_prints_spans_and_counts_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--counts"]) == 0
    assert "| all |" in capsys.readouterr().out
    file = tmp_path / "report.jsonl"
    file.write_bytes(msgspec.json.encode(report()))
    assert main([str(file)]) == 0
    start, end = msgspec.json.decode(capsys.readouterr().out)["main"]
    assert TEXT[start:end] == "let"
    file.write_text("{}", encoding="utf-8")
    assert main([str(file)]) == 1
    assert "report.jsonl, line 1" in capsys.readouterr().err
