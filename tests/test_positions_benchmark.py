"""The measure of positions and shifts: what it takes for right, for wrong, and for neither."""

import msgspec
import pytest
from test_position_corpus import BAN, WISH, position, report

from benchmarks.positions import Scores, as_report, corpus, score
from onrecord.records import Actor, Coder, Direction, Mention, Position, PositionStance, Record, Shift
from training.position_corpus import AnnotatedReport, resolve

ANNOTATED = resolve(report(position(), BAN, WISH))


def actor(ident: str, name: str, *phrases: str) -> Actor:
    starts = [(ANNOTATED.text.index(phrase), len(phrase)) for phrase in phrases]
    mentions = tuple((start, start + size) for start, size in starts)
    return Actor(id=ident, name=name, kind="organization", mentions=mentions)


COUNCIL, CLUB = actor("council", "Oxby council", "Oxby council", "It"), actor("club", "anglers' club", "anglers' club")


def held(ident: str, holder: str, stance: PositionStance, matter: str, evidence: str) -> Position:
    spans = [(ANNOTATED.text.index(words), ANNOTATED.text.index(words) + len(words)) for words in (matter, evidence)]
    return Position(
        id=ident, holder=holder, stance=stance, matter=Mention(text=matter, span=spans[0]), evidence=(spans[1],)
    )


LETS = held("p1", "council", "permits", "use the pier", "will let cyclists use the pier")
BANNED = held("p2", "council", "forbids", "banned them", "It had banned them in 2019")
WANTS = held("p3", "club", "demands", "the ban back", "wants the ban back")
ALL = (LETS, BANNED, WANTS)


def moved(direction: Direction, before: str | None = "p2") -> Shift:
    return Shift(
        id="s", holder="council", after="p1", before=before, direction=direction, evidence=LETS.evidence, confidence=0.5
    )


def scored(positions: tuple[Position, ...], *shifts: Shift, wanted: AnnotatedReport = ANNOTATED) -> Scores:
    record = Record(
        report=as_report(wanted), coder=Coder(version="1", weights="none", gazetteer="none"), actors=(COUNCIL, CLUB),
        positions=positions, shifts=shifts,
    )  # fmt: skip
    scores = Scores()
    score(wanted, None, record, scores)
    return scores


def test_all_that_is_annotated_scores_full_and_nothing_scores_none() -> None:
    full = scored(ALL, moved("loosened"))
    assert (full.positions.f1, full.shifts.f1) == (1, 1)
    assert full.misses == []
    assert (scored(()).positions.f1, scored(()).shifts.f1) == (0, 0)
    assert len(scored(()).misses) == len(ANNOTATED.positions) + len(ANNOTATED.shifts)


@pytest.mark.parametrize(
    "wrong",
    [
        msgspec.structs.replace(WANTS, stance="opposes"),
        msgspec.structs.replace(WANTS, holder="council"),
        msgspec.structs.replace(WANTS, evidence=LETS.evidence),
        msgspec.structs.replace(WANTS, evidence=((0, 601),)),
        msgspec.structs.replace(WANTS, matter=Mention(text="dismount at the kiosk", span=(69, 90))),
    ],
)
def test_holder_stance_matter_and_evidence_must_all_be_right(wrong: Position) -> None:
    found = scored((LETS, BANNED, wrong)).positions
    assert found.right == 2
    assert found.precision == pytest.approx(2 / 3) == found.recall


def test_the_same_position_twice_is_neither_right_nor_wrong() -> None:
    found = scored((*ALL, msgspec.structs.replace(WANTS, id="p4"))).positions
    assert (found.right, found.duplicates, found.precision) == (3, 1, 1)


def test_an_optional_position_is_neither_asked_for_nor_counted() -> None:
    wanted = resolve(report(position(), BAN, msgspec.structs.replace(WISH, optional=True)))
    assert scored((LETS, BANNED), wanted=wanted).positions.f1 == 1
    with_it = scored(ALL, wanted=wanted).positions
    assert (with_it.f1, with_it.passed) == (1, 1)


def test_stances_between_which_the_words_leave_a_choice_count_in_a_row_of_their_own() -> None:
    scores = scored((msgspec.structs.replace(LETS, stance="commits"), BANNED, WANTS))
    assert (scores.positions.right, scores.near.right) == (2, 3)


def test_a_ban_that_ends_is_loosened_or_reversed_but_not_tightened() -> None:
    assert scored(ALL, moved("reversed")).shifts.right == 1
    assert scored(ALL, moved("tightened")).shifts.right == 0


def test_a_shift_without_what_was_before_has_a_part_of_its_credit() -> None:
    found = scored(ALL, moved("loosened", None)).shifts
    assert (found.right, found.recall) == (1, 0.75)


def test_every_report_of_the_test_part_has_a_second_annotation() -> None:
    assert all(second is not None and second.text == annotated.text for annotated, second in corpus("test"))
