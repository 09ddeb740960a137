"""Reuse between reports: shared passages, public words, credits, labels and directions."""

import json
import string
from pathlib import Path
from typing import Any

import pytest
from archives import coded, report
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.archive.reuse import Reuse, compare, compare_all, reuse_neighbours, reuse_pair, reuse_pairs
from onrecord.archive.reuse.credits import outlet_credits
from onrecord.archive.reuse.fingerprints import fingerprints
from onrecord.archive.reuse.furniture import furniture
from onrecord.archive.reuse.matching import passages, shared_runs, words_of
from onrecord.archive.reuse.outlets import named_outlets, outlet_key
from onrecord.cli.app import app
from onrecord.reading.attributions.credits import find_credits
from onrecord.records import Record

WIRE = """HALVERSTAD, March 3 (Reuters) - The harbour bridge in Halverstad will be closed to lorries for two years from
Monday after inspectors found cracks in three of its main cables, the port authority said.

About 14,000 lorries cross the bridge each week on the way to the container terminal, which will have to be served by
barges and by a detour of ninety kilometres through the hills.

Repairs are put at 210 million crowns, of which the government has promised to pay half. The port has asked its two
largest customers to move a part of their trade to the railway until the work is done.
"""
OWN = """Hauliers in the valley say nobody warned them before the harbour bridge at Halverstad was shut to their trucks.

Karl Ostrow, who owns eleven of them, reckons that the closure will take a third of his trade away within a month. "They
could have asked us," he said at the gate of his yard.

His neighbours in the hills fear the traffic that will come through their villages. The road there is narrow, the school
stands beside it, and nobody has told them when the first convoys are due or who will mend what they break.

The mayor promised to put speed limits in place, and to count the trucks. A second bridge has been talked about since
the war, and drawings of it hang in the town hall, where the paint on the frames is older than most of the drivers.
"""
OTHER = """
The opposition was not impressed, and asked for the accounts of the port since the turn of the century. Its leader said
the money had gone into offices and cars. Dockers who came to listen went home early, because of the cold and the rain.
A committee of the town council will look at the plans in the spring, once the surveyors have gone down to the piles.
"""
SPEECH = (
    "We will not leave this harbour to the tide and to the rust, and we will not ask those who have least to pay for "
    "what others let decay over thirty years"
)


def told(text: str, outlet: str | None = None, published: str | None = None, **known: Any) -> Record:
    """A record of a text with its credits, made without the model."""
    found = report(text, outlet=outlet, published=published, **known)
    return coded(report(text, outlet=outlet, published=published, credits=find_credits(found), **known))


def turned(verdict: Reuse) -> tuple[str, str | None]:
    """Label and direction as they read with a and b exchanged."""
    other = {"a_from_b": "b_from_a", "b_from_a": "a_from_b"}
    return verdict.label, other.get(verdict.direction or "", verdict.direction)


def both_ways(a: Record, b: Record) -> Reuse:
    """The verdict, which must be the same whichever comes first."""
    verdict, other = compare(a, b), compare(b, a)
    assert (verdict.label, verdict.direction) == turned(other)
    assert verdict.origin == other.origin
    return verdict


# ---------------------------------------------------------------- labels and directions


def test_an_agency_text_under_two_names_is_a_copy_of_one_source() -> None:
    a = told(WIRE, "Valley Courier", "2024-03-03")
    b = told("Port news\n\n" + WIRE + "\n(Reuters)", "Harbour Gazette", "2024-03-04")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction, verdict.origin) == ("copy", "common_source", "reuters")
    assert min(verdict.share_a, verdict.share_b) > 0.9


def test_the_agency_itself_is_where_a_copy_is_from() -> None:
    a, b = told(WIRE, "Reuters", "2024-03-04"), told(WIRE + "\n(Reuters)", "Harbour Gazette", "2024-03-03")
    verdict = both_ways(a, b)  # although the agency's date is later: dates are often those of an update
    assert (verdict.label, verdict.direction, verdict.origin) == ("copy", "b_from_a", "reuters")


def test_a_short_version_with_lines_of_its_own_is_a_rewrite() -> None:
    first, second, _ = WIRE.split("\n\n")
    short = (
        f"The port of Halverstad has bad news for drivers.\n\n{first}\n\n{second}\n\nThe Associated Press contributed."
    )
    verdict = both_ways(told(WIRE, "Reuters", "2024-03-03"), told(short, "Harbour Gazette", "2024-03-03"))
    assert (verdict.label, verdict.direction) == ("rewrite", "b_from_a")


def test_a_sentence_taken_over_in_an_own_report_is_a_shared_passage() -> None:
    taken = WIRE.split("\n\n")[1]
    verdict = both_ways(
        told(WIRE, "Reuters", "2024-03-03"),
        told(f"{OWN}\n{taken} That is what Reuters reported.\n", "Valley Courier", "2024-03-03"),
    )
    assert (verdict.label, verdict.direction, verdict.origin) == ("shared_passage", "b_from_a", "reuters")
    assert verdict.passages[0].kind == "exclusive"
    assert verdict.passages[0].words == len(words_of(taken).forms)


def test_news_credited_without_its_words_is_a_citation() -> None:
    news = (
        "The bridge at Halverstad will stay shut to lorries for two years, the Valley Courier reported on Monday.\n\n"
    )
    text = (
        news + "Hauliers such as Karl Ostrow fear for a third of their trade, and villages in the hills for their road."
    )
    verdict = both_ways(told(OWN, "Valley Courier", "2024-03-03"), told(text, "Harbour Gazette", "2024-03-04"))
    assert (verdict.label, verdict.direction, verdict.origin) == ("cites", "b_from_a", "valley courier")


def test_the_same_speech_in_two_reports_proves_nothing() -> None:
    a = told(f'The president came to Halverstad on Monday. "{SPEECH}," she said in a speech on the quay.\n\n{OWN}', "A")
    b = told(f"Cheers met the president on the quay of Halverstad: “{SPEECH}.” Then it began to rain.", "B")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction) == ("independent", None)
    assert [passage.kind for passage in verdict.passages] == ["public"]


def test_words_said_to_one_outlet_alone_do_prove_it() -> None:
    a = told(
        f'The president has spoken about the harbour. "{SPEECH}," she told the Valley Courier.\n\n{OWN}',
        "Valley Courier",
    )
    b = told(
        f"The president promises to save the harbour. “{SPEECH},” she told the Valley Courier.\n{OTHER}", "Gazette"
    )
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction, verdict.origin) == ("shared_passage", "b_from_a", "valley courier")


def test_quotes_given_to_a_third_outlet_make_it_the_common_source() -> None:
    a = told(f'The president spoke about the harbour. "{SPEECH}," she told the Guardian.\n\n{OWN}', "Valley Courier")
    b = told(f"The president promised to save the harbour. “{SPEECH},” she told the Guardian.\n{OTHER}", "Gazette")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction, verdict.origin) == ("shared_passage", "common_source", "guardian")


def test_who_quotes_what_the_other_tells_has_it_from_there() -> None:
    sentence = WIRE.split("\n\n")[1].strip()
    a = told(OWN + sentence, "Valley Courier", "2024-03-05")
    b = told(f"The closure hits the terminal.\n\nThe Valley Courier wrote: “{sentence}”\n", "Gazette", "2024-03-05")
    assert both_ways(a, b).direction == "b_from_a"


def test_an_outlets_later_report_has_its_background_from_the_earlier() -> None:
    background = WIRE.split("\n\n")[2]
    a = told(OWN + "\n" + background, "Valley Courier", "2024-03-05")
    b = told(f"The first convoy came through the hills.\n\n{background}", "Valley Courier", "2024-03-07")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction) == ("shared_passage", "b_from_a")


def test_reports_of_other_happenings_are_unrelated_whatever_the_page_prints_under_them() -> None:
    notice = (
        "\n\nSign up for our newsletters and get the best of the valley in your inbox each morning before breakfast.\n"
    )
    a = told(OWN + notice, "Valley Courier", "2024-03-05")
    b = told(
        "A swarm of bees stopped play at the cricket ground for an hour. The umpires lay flat on the grass until a "
        "keeper from the next village took the insects away in a box." + notice,
        "Valley Courier",
        "2024-03-09",
    )
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction) == ("unrelated", None)
    assert {passage.kind for passage in verdict.passages} == {"furniture"}


POST = (
    "Our harbour is the best in the world and my opponents want to give it away to the railway, which is a disgrace. "
    "Come to the quay on Sunday and tell them so — Jan Holm (@janholm) March 4, 2024"
)


def test_a_post_set_into_two_reports_is_public() -> None:
    verdict = both_ways(
        told(f"{OWN}\n{POST}\n", "Valley Courier"), told(f"A post and its echo.\n\n{POST}\n{OTHER}", "Gazette")
    )
    assert verdict.label in ("independent", "unrelated")
    assert [passage.kind for passage in verdict.passages] == ["public"]


def test_long_names_of_offices_prove_nothing() -> None:
    office = (
        "Ines Moller, Chairwoman of the Standing Committee of the Halverstad Port and Waterways Authority of Norland"
    )
    a = told(f"{OWN}\nNobody answered. {office}, was abroad.", "Valley Courier")
    b = told(f"The plans were shown on Monday. {office}, smiled.\n{OTHER}", "Gazette")
    assert both_ways(a, b).label in ("independent", "unrelated")


@pytest.mark.parametrize("words", ["she told “Morning Harbour” on CNN", "she said on CNN", "she told CNN's Jan Holm"])
def test_what_was_said_on_the_air_is_public(words: str) -> None:
    a = told(f'The president spoke about the harbour. "{SPEECH}," {words}.\n\n{OWN}', "Valley Courier")
    b = told(f"The president promised to save the harbour. “{SPEECH},” {words}.\n{OTHER}", "Gazette")
    assert both_ways(a, b).label == "independent"


def test_agency_sentences_without_credit_are_from_the_report_that_has_its_mark() -> None:
    taken = WIRE.split("\n\n")[1]
    a = told(WIRE, "Harbour Gazette", "2024-03-03")
    b = told(f"{OWN}\n{taken}", "Valley Courier", "2024-03-03")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction, verdict.origin) == ("shared_passage", "b_from_a", "reuters")


def test_two_reports_with_lent_sentences_have_a_common_source() -> None:
    lent = "\nContributing: The Associated Press"
    taken = WIRE.split("\n\n")[1]
    a, b = told(f"{OWN}\n{taken}{lent}", "Valley Courier"), told(f"{OTHER}\n{taken}{lent}", "Gazette")
    verdict = both_ways(a, b)
    assert (verdict.label, verdict.direction, verdict.origin) == ("shared_passage", "common_source", "associated press")


def test_a_credit_far_down_is_no_citation_of_another_happening() -> None:
    late = f"{OWN}\n{OTHER}\nBees stopped play at the cricket ground, the Hill Herald reported."
    a = told(late, "Valley Courier", "2024-03-05")
    b = told(
        "The keeper who took the bees away has won a prize for her honey at the fair of the uplands.", "Hill Herald"
    )
    assert both_ways(a, b).label == "unrelated"


def test_reasons_and_passages_can_be_checked_in_both_texts() -> None:
    a = told(WIRE, "Reuters", "2024-03-03")
    b = told(OWN + "\n" + WIRE.replace("Monday", "next week") + "\n(Reuters)", "Valley Courier", "2024-03-04")
    verdict = compare(a, b)
    assert verdict.passages
    for passage in verdict.passages:
        left, right = words_of(a.report.text[slice(*passage.a)]).forms, words_of(b.report.text[slice(*passage.b)]).forms
        assert left[0] == right[0]
        assert left[-1] == right[-1]
        assert passage.words <= min(len(left), len(right))
    assert all(reason.text for reason in verdict.reasons)
    credit = verdict.reasons[-1]
    assert credit.b is not None
    assert b.report.text[slice(*credit.b)] == "Reuters"


@pytest.mark.parametrize("text", ["Nothing.", "A", "…", 'He said "'])
def test_very_short_texts_are_compared_too(text: str) -> None:
    assert compare(told(text), told(OWN)).label == "unrelated"


# ---------------------------------------------------------------- many reports


def test_many_reports_give_the_same_verdicts_in_any_order() -> None:
    records = [
        told(WIRE, "Reuters", "2024-03-03"),
        told(WIRE + "\n(Reuters)", "Harbour Gazette", "2024-03-04"),
        told(OWN + "\n" + WIRE.split("\n\n")[1] + "\nReuters reported.", "Valley Courier", "2024-03-04"),
        told(OWN.replace("valley", "uplands") + "Bees!", "Hill Herald", "2024-04-11"),
    ]
    verdicts = compare_all(records)
    assert verdicts == compare_all(records[::-1])
    ids = [record.report.id for record in records]
    found = {(verdict.a, verdict.b): verdict.label for verdict in verdicts}
    assert found[ids[0], ids[1]] == "copy"
    assert found[ids[0], ids[2]] == "shared_passage"
    assert found[ids[2], ids[3]] in ("copy", "rewrite")


def test_a_line_that_an_outlet_prints_for_days_is_the_pages() -> None:
    notice = (
        "The Valley Courier has told the truth about this valley since the year of the great flood and will go on to."
    )
    days = [
        told(f"Item {day} of the chronicle.\n{notice}", "Valley Courier", f"2024-01-{day:02}") for day in range(1, 8)
    ]
    a = told(OWN + "\n" + notice, "Valley Courier", "2024-03-05")
    b = told(f"A swarm of bees stopped play.\n{notice}", "Valley Courier", "2024-03-06")
    assert compare(a, b).label == "shared_passage"
    pair = {a.report.id, b.report.id}
    assert all({verdict.a, verdict.b} != pair for verdict in compare_all([*days, a, b]))


def test_an_archive_gives_what_the_records_give_and_keeps_it(tmp_path: Path) -> None:
    records = [
        told(WIRE, "Reuters", "2024-03-03"),
        told(WIRE + "\n(Reuters)", "Harbour Gazette", "2024-03-04"),
        told(OWN + "\n" + WIRE.split("\n\n")[1] + "\nReuters reported.", "Valley Courier", "2024-03-04"),
    ]
    ids = [record.report.id for record in records]
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        for record in records[::-1]:
            archive.add(record)
        assert reuse_pairs(archive, ids) == compare_all(records)
        rows = "SELECT a, b, basis, label, direction FROM reuse_pairs ORDER BY a, b"
        kept = archive.connection.execute(rows).fetchall()
        assert len(kept) >= 2
        assert reuse_pairs(archive, reversed(ids)) == compare_all(records)
        assert archive.connection.execute(rows).fetchall() == kept
        assert reuse_pair(archive, ids[1], ids[0]) == compare(records[0], records[1])
        assert [name for name, _ in reuse_neighbours(archive, ids[2])] == sorted(ids[:2])
        with pytest.raises(KeyError):
            reuse_pairs(archive, ["sha256:none"])
    with Archive.open(tmp_path / "a.archive", read_only=True) as archive:
        assert reuse_pairs(archive, ids) == compare_all(records)


def test_a_report_added_again_leaves_its_fingerprints_as_they_were(tmp_path: Path) -> None:
    early = told(WIRE, "Harbour Gazette", "2024-03-01")
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        archive.add(told(WIRE, "Valley Courier", "2024-03-03"))
        count = "SELECT (SELECT count(*) FROM fingerprints), (SELECT count(*) FROM page_lines)"
        before = archive.connection.execute(count).fetchone()
        archive.add(early)
        assert archive.connection.execute(count).fetchone() == before
        outlets = archive.connection.execute("SELECT DISTINCT outlet, day FROM page_lines").fetchall()
        assert outlets == [("harbour gazette", "2024-03-01")]


# ---------------------------------------------------------------- the parts

_TEXT = st.lists(st.sampled_from(["sea", "wind", "boat", "Quay,", "rope", "and", "the\n", "“oar”"]), max_size=60).map(
    " ".join
)


@settings(deadline=None, max_examples=60)
@given(_TEXT, _TEXT)
def test_runs_are_equal_words_and_no_word_is_in_two(a: str, b: str) -> None:
    left, right = words_of(a), words_of(b)
    runs = shared_runs(left.forms, right.forms)
    for run in runs:
        assert left.forms[run.a : run.a + run.length] == right.forms[run.b : run.b + run.length]
    for at in (0, 1):
        places = [place for run in runs for place in range(run[at], run[at] + run.length)]
        assert len(places) == len(set(places))
    assert [run for gathered in passages(runs) for run in gathered] == runs


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=6), min_size=12, max_size=40), st.data())
def test_twelve_equal_words_leave_an_equal_fingerprint(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 12))
    before = data.draw(st.lists(st.sampled_from(["left", "port"]), max_size=20))
    after = data.draw(st.lists(st.sampled_from(["right", "starboard"]), max_size=20))
    assert fingerprints(words) & fingerprints([*before, *words[start : start + 12], *after])


def test_text_of_one_word_again_and_again_takes_no_time() -> None:
    words = ["ha"] * 20_000
    assert shared_runs(words, words) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Associated Press", "associated press"),
        ("AP", "associated press"),
        ("Ap", "associated press"),
        ("apnews.com", "associated press"),
        ("CNN (Web News)", "cnn"),
        ("edition.cnn.com", "cnn"),
        ("www.nytimes.com", "new york times"),
        ("New York Times - News", "new york times"),
        ("www.chinadaily.com.cn", "china daily"),
        ("BBC News", "bbc"),
        ("wsj.com", "wall street journal"),
        ("The Valley Courier", "valley courier"),
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_has_one_key_for_all_its_names(name: str | None, key: str | None) -> None:
    assert outlet_key(name) == key


def test_the_short_name_of_an_outlet_is_that_of_the_one_named_before() -> None:
    text = "The Wall Street Journal reported it first. The Journal cited two people; the Courier saw the paper."
    found = [(named.key, text[slice(*named.span)]) for named in named_outlets(text, ["Valley Courier"])]
    assert found == [
        ("wall street journal", "Wall Street Journal"),
        ("wall street journal", "Journal"),
        ("valley courier", "Courier"),
    ]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("Two officials told Reuters that the port is broke.", [("reuters", "told", True)]),
        ("Ines Moller told Reuters that the port is broke.", [("reuters", "told", False)]),
        ("The port is broke, Reuters reported on Monday.", [("reuters", "reported", False)]),
        ("The port is broke, according to a report in the Guardian.", [("guardian", "reported", False)]),
        ("The Guardian's Anna Berg and Jan Holm wrote that it is broke.", [("guardian", "reported", False)]),
        ("“It is broke,” the mayor said on CNN.", [("cnn", "aired", False)]),
        ("“It is broke,” the mayor told CNN's Jan Holm.", [("cnn", "aired", False)]),
        ("The Guardian moved its office to the port.", []),
    ],
)
def test_credits_in_prose(text: str, credits: list[tuple[str, str, bool]]) -> None:
    assert [(credit.key, credit.role, credit.unnamed) for credit in outlet_credits(told(text))] == credits


def test_headlines_glued_to_a_name_are_the_pages() -> None:
    text = "Mayor Ada BergPort to close Bridge is shut Bees stop play MORE said on Monday that the bridge was safe.\n"
    (span,) = furniture(text)
    assert text[slice(*span)] == "Mayor Ada BergPort to close Bridge is shut Bees stop play MORE"


def test_furniture_is_told_by_its_line() -> None:
    text = "The bridge is shut.\nRead more: Bees stop play\nPhotos: Photos: The bridge Hide Caption 1 of 3\nSo be it.\n"
    lines = [text[slice(*span)] for span in furniture(text)]
    assert lines == ["Read more: Bees stop play", "Photos: Photos: The bridge Hide Caption 1 of 3"]


# ---------------------------------------------------------------- the command


def test_compare_prints_the_verdict_with_its_words(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        first = archive.add(told(WIRE, "Reuters", "2024-03-03")).id
        second = archive.add(told(WIRE + "\n(Reuters)", "Harbour Gazette", "2024-03-04")).id
    arguments = ["compare", second[7:20], first, "--archive", str(tmp_path / "a.archive")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "copy: b is a copy of a" in done.output
    assert "exclusive: both tell it in the same words" in done.output
    verdict = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).output)
    assert (verdict["label"], verdict["direction"]) == ("copy", "b_from_a")


def test_compare_names_what_it_cannot_find(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.archive", create=True) as archive:
        first = archive.add(told(WIRE, "Reuters", "2024-03-03")).id
    done = CliRunner().invoke(app, ["compare", first, "ffff", "--archive", str(tmp_path / "a.archive")])
    assert done.exit_code == 2
    assert "no report of the archive has this id" in done.output
    done = CliRunner().invoke(app, ["compare", "none.txt", "none.txt"])
    assert done.exit_code == 2
    assert "none.txt" in done.output
    done = CliRunner().invoke(app, ["compare", first, first, "--archive", str(tmp_path / "none.archive")])
    assert done.exit_code == 1
