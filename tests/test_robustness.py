"""Texts that no newspaper prints: read without a failure, within the contract, and in time that grows as the text."""

import time
from collections.abc import Callable

import pytest

from onrecord.models import ReaderModel
from onrecord.models.words import split_words
from onrecord.reading.layout import find_layout
from onrecord.reading.reader import read
from onrecord.records import Report, report_id
from onrecord.validation import validate


def report_of(text: str) -> Report:
    return Report(id=report_id(text), text=text)


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


SURNAMES = [
    first + last for first in ("Al", "Ber", "Cor", "Del", "Fer", "Gar") for last in ("mond", "sky", "ini", "aux")
]
SENTENCE = "The harbour minister said on Tuesday that Norway would not sell its patrol boats to Iceland. "
TEXTS = {
    "a thousand words without a stop": "The envoy said "
    + "that the council of the old port would agree and " * 120
    + "go.",
    "capitals": (SENTENCE * 8).upper(),
    "lower case": (SENTENCE * 8).lower(),
    "one word a line": "troops\n" * 600,
    "blank lines": "He left.\n" + "\n" * 50_000 + "She stayed.",
    "quotation marks": '"' * 1500,
    "quotations never closed": "“We will go on.\n" * 150,
    "single marks": " 'a" * 600,
    "a transcript": "HOST: Will Oslo send the boats to the island?\nGUEST: We said it will not do so.\n" * 50,
    "a list": "- Send two boats to Bergen\n" * 120,
    "three hundred names": " ".join(f"Ann {SURNAMES[i % 24]}{'abcdefghijklm'[i // 24]} met Bo." for i in range(300)),
    "chains of speech": "He said she said they denied it was said. " * 100,
    "emoji": "👩‍🚀🇫🇷 said 😀 on Monday. " * 120,
    "combining marks": "The e\u0301\u0302nvoy" + "\u0301" * 500 + " said so. ",
    "right to left": "قال الوزير \u202eOslo agreed\u202c on Friday. " * 80,
    "brackets": "(" * 700 + "Oslo agreed" + ")" * 700,
    "a word of a million letters": "a" * 1_000_000 + " said no.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_an_odd_text_is_read_within_the_contract(text: str, model: ReaderModel) -> None:
    found = read(report_of(text), model)
    assert found.failures == ()
    assert validate(found) == []


@pytest.mark.parametrize("unit", ["ab-", "un-", "ab.cd", "ab_+", "a@b.", "1,000", "U.", "'", "!?", "www.,", "e\u0301"])
def test_splitting_words_takes_time_in_proportion(unit: str) -> None:
    assert cpu_seconds(lambda: split_words(unit * 20_000 + "x-y-z")) < 2


@pytest.mark.parametrize(
    "unit", [" 'a", " ‘as", "'as' a. ", '"', "“ a ", "Ann Berg: no, thanks\n", '"No." - Ann Berg\n']
)
def test_finding_the_layout_takes_time_in_proportion(unit: str) -> None:
    assert cpu_seconds(lambda: find_layout(report_of(unit * 4_000))) < 3


def test_reading_a_long_transcript_takes_time_in_proportion(model: ReaderModel) -> None:
    short, long = (report_of("Ann Berg: I said no to it.\n" * turns) for turns in (60, 360))
    read(short, model)
    assert cpu_seconds(lambda: read(long, model)) < 15 * cpu_seconds(lambda: read(short, model))
