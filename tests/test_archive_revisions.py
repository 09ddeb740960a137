"""Revisions of an article at one address: kept, in order, and told apart to the character."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.archive.revisions import changes_between, revisions
from tests.archives import article, coded, report

URL = "https://courier.example/bridge"


def test_what_each_revision_added_and_took_out(tmp_path: Path) -> None:
    first = article(1)
    second = first.replace("until spring", "until late summer").replace(" Nobody could tell", " No one could tell")
    third = second + "\n\nA correction was made on Friday."
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        for day, text in ((5, third), (3, first), (4, second)):
            archive.add(coded(report(text, uri=URL, published=f"2021-06-0{day}")))
        archive.add(coded(report(article(9), uri="https://courier.example/other")))
        found = revisions(archive, URL + "?utm_source=feed")
        assert revisions(archive, "https://courier.example/none") == []
    assert [revision.published for revision in found] == ["2021-06-03", "2021-06-04", "2021-06-05"]
    changes = [[(change.taken_out, change.added) for change in revision.changes] for revision in found]
    assert changes[0] == []
    assert changes[1] == [("spring", "late summer"), ("Nobody", "No one")]
    assert changes[2] == [("", "\n\nA correction was made on Friday.")]
    for before, revision, after in zip((first, second), found[1:], (second, third), strict=True):
        for change in revision.changes:
            assert before[slice(*change.before)] == change.taken_out
            assert after[slice(*change.after)] == change.added


def test_a_text_that_came_out_at_two_addresses_is_in_the_history_of_both(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        archive.add(coded(report(article(1), uri="https://wire.example/1", published="2021-06-03")))
        archive.add(coded(report(article(1), uri=URL, published="2021-06-04")))
        assert archive.add(coded(report(article(2), uri=URL, published="2021-06-05"))).outcome == "revision"
        assert len(revisions(archive, URL)) == 2
        assert len(revisions(archive, "https://wire.example/1")) == 1


TEXTS = st.text(alphabet=st.sampled_from("ab \n.é🙂"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    changed, at = "", 0
    for change in changes_between(before, after):
        assert before[slice(*change.before)] == change.taken_out
        assert after[slice(*change.after)] == change.added
        changed += before[at : change.before[0]] + change.added
        at = change.before[1]
    assert changed + before[at:] == after
