"""The event corpus: what is shipped resolves and is well formed, and wrong annotations are refused."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import Words
from benchmarks.event_agreement import Tally, agreement, marks, matched, reader_marks, reading, same_participant
from onrecord.records import EventType, Modality
from onrecord.spans import Span
from training.corpus import CorpusError
from training.event_corpus import (
    CORPUS,
    SECOND,
    TEST,
    TRAIN,
    AnnotatedSentence,
    Code,
    QuotedEvent,
    QuotedSentence,
    annotations,
    codes,
    counts,
    load,
    main,
    part_of,
    read,
    resolve,
)

TEXT = "Norland's envoy met Sudrian rebels in Oxby, and the envoy urged them to free two nurses."


@pytest.fixture(scope="module")
def corpus() -> list[AnnotatedSentence]:
    return load(TRAIN) + load(TEST)


def event(**changes: object) -> QuotedEvent:
    fields = {
        "trigger": "met",
        "type": "CONSULT",
        "mode": "meet",
        "actor": "envoy",
        "actor_code": "NOR GOV",
        "recipient": "Sudrian rebels",
        "factuality": "CT+",
        "modality": "actual",
        "place": "Oxby",
    }
    return msgspec.convert(fields | changes, QuotedEvent)


def sentence(*events: QuotedEvent, trap: str | None = None) -> QuotedSentence:
    return QuotedSentence(id="x-1", text=TEXT, date=None, events=events, trap=trap)


def quote(text: str, span: Span | None) -> str | None:
    return None if span is None else text[slice(*span)]


def test_spans_are_the_words_that_were_quoted() -> None:
    resolved = resolve(sentence(event(actor_nth=2)))
    (found,) = resolved.events
    assert quote(TEXT, found.trigger) == "met"
    assert found.actor is not None and found.recipient is not None
    assert found.actor.span == (TEXT.rindex("envoy"), TEXT.rindex("envoy") + 5)
    assert quote(TEXT, found.recipient.span) == found.recipient.text == "Sudrian rebels"
    assert found.actor.codes == (Code("NOR", "GOV"),) and found.recipient.codes == ()
    assert quote(TEXT, found.place) == "Oxby" and found.time is None and found.cue is None


def test_events_come_in_text_order() -> None:
    later = event(trigger="urged", type="REQUEST", mode=None)
    assert [e.type for e in resolve(sentence(later, event())).events] == ["CONSULT", "REQUEST"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (event(trigger="phoned"), "'phoned' occurs 0 times"),
        (event(trigger="envo"), "'envo' occurs 0 times"),
        (event(nth=2), "'met' occurs 1 times, not 2"),
        (event(actor="envoy", actor_nth=3), "'envoy' occurs 2 times, not 3"),
        (event(mode="riot"), "CONSULT has no mode 'riot'"),
        (event(cameo="4"), "'4' is no CAMEO code"),
        (event(actor_code="Norway"), "'Norway' is no code of an actor"),
        (event(recipient_code="NOR SWE"), "'NOR SWE' is no code of an actor"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_refused_with_its_reason(wrong: QuotedEvent, message: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(message)) as caught:
        resolve(sentence(wrong))
    assert str(caught.value).startswith("x-1: ")


def test_a_trigger_has_one_event_and_a_sentence_an_event_or_a_trap() -> None:
    with pytest.raises(CorpusError, match="same trigger"):
        resolve(sentence(event(), event(type="SUPPORT", mode=None)))
    with pytest.raises(CorpusError, match="neither an event nor a trap"):
        resolve(sentence())
    assert resolve(sentence(trap="sport")).events == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (None, ()),
        ("IGO", (Code(None, "IGO"),)),
        ("FRA", (Code("FRA", None),)),
        ("KEN GOV; UGA OPP LEG", (Code("KEN", "GOV"), Code("UGA", "OPP"))),
    ],
)
def test_codes(written: str | None, meant: tuple[Code, ...]) -> None:
    assert codes(written) == meant


def test_what_is_shipped_resolves_and_stands_in_its_part(corpus: list[AnnotatedSentence]) -> None:
    ids = [row.id for row in corpus]
    assert len(set(ids)) == len(ids)
    assert {part_of(row.id) for row in read(TRAIN)} == {"train"}
    assert {part_of(row.id) for row in read(TEST)} == {"test"}


def test_the_corpus_is_large_and_has_every_type_and_modality_often(corpus: list[AnnotatedSentence]) -> None:
    with_events = [row for row in corpus if row.events]
    assert len(with_events) >= 2000 and len(corpus) - len(with_events) >= 600
    types = Counter(e.type for row in corpus for e in row.events)
    modalities = Counter(e.modality for row in corpus for e in row.events)
    assert set(types) == set(get_args(EventType)) and min(types.values()) >= 120
    assert set(modalities) == set(get_args(Modality)) and min(modalities.values()) >= 135


def test_what_is_denied_is_negative_and_what_is_asked_for_is_open(corpus: list[AnnotatedSentence]) -> None:
    denied = [e.factuality for row in corpus for e in row.events if e.modality == "denied"]
    requested = [e.factuality for row in corpus for e in row.events if e.modality == "requested"]
    assert sum(value.endswith("-") for value in denied) > 0.95 * len(denied)
    assert sum(value == "Uu" for value in requested) > 0.9 * len(requested)


def test_no_two_sentences_share_half_of_their_four_word_sequences(corpus: list[AnnotatedSentence]) -> None:
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    sequences: list[set[tuple[str, ...]]] = []
    for number, row in enumerate(corpus):
        words = re.findall(r"\w+", row.text.lower())
        own = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        shared = Counter(other for sequence in own for other in having[sequence])
        for other, count in shared.items():
            assert count < 0.5 * min(len(own), len(sequences[other])), (row.text, corpus[other].text)
        sequences.append(own)
        for sequence in own:
            having[sequence].append(number)


def test_second_annotations_are_of_sentences_of_the_corpus_and_resolve() -> None:
    rows = [*read(TRAIN), *read(TEST)]
    twice = list(annotations(SECOND, rows))
    lines = SECOND.read_text(encoding="utf-8").splitlines()
    assert len(twice) == len(lines) >= 850
    assert all(resolve(row).text for row in twice)


def test_the_readme_has_the_figures_that_the_programs_print(corpus: list[AnnotatedSentence]) -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    printed = [*counts(load(TRAIN), load(TEST)), *agreement().lines()]
    assert [line for line in printed if line and line not in readme.splitlines()] == []


def test_a_sentence_agrees_with_itself_and_not_with_nothing() -> None:
    own = marks(resolve(sentence(event(), event(trigger="urged", type="REQUEST", mode=None))))
    tally = Tally()
    tally.add(TEXT, own, own)
    assert "| trigger and type | 2 | 2 | 2 | 1.000 |" in list(tally.lines())
    tally.add(TEXT, own, [])
    assert "| trigger | 4 | 2 | 2 | 0.667 |" in list(tally.lines())


def test_triggers_match_when_they_share_a_word() -> None:
    words = Words(TEXT)
    one = marks(resolve(sentence(event(trigger="met Sudrian"))))
    assert len(matched(words, one, marks(resolve(sentence(event()))))) == 1
    assert matched(words, one, marks(resolve(sentence(event(trigger="urged"))))) == []


def test_participants_are_the_same_when_a_head_is_shared() -> None:
    words, whole = Words(TEXT), (TEXT.index("Sudrian"), TEXT.index("rebels") + 6)
    assert same_participant(words, [], [])
    assert same_participant(words, [whole], [(0, 7), (whole[1] - 6, whole[1])])
    assert not same_participant(words, [whole], [])
    assert not same_participant(words, [whole], [(0, 7)])


def test_the_reader_is_compared_with_an_annotation(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    text = "Norway's prime minister visited Finland on Monday and criticised the Swedish government."
    visit = event(trigger="visited", actor="prime minister", recipient="Finland", mode="visit", place=None)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(sentence(visit), text=text)))
    (row,) = load(path)
    (mark, _) = matched(Words(text), marks(row), reader_marks(row))[0]
    assert mark.type == "CONSULT"
    tally = reading(path)
    assert tally.counts["trigger"]["first"] == tally.counts["trigger"]["both"] == 1
    assert tally.counts["trigger"]["second"] == len(reader_marks(row))


@given(st.data())
def test_any_words_of_a_sentence_can_be_a_trigger(data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\w+", TEXT)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 2, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    nth = 1 + sum(match.start() < start for match in re.finditer(rf"\b{re.escape(TEXT[start:end])}\b", TEXT))
    (found,) = resolve(sentence(event(trigger=TEXT[start:end], nth=nth))).events
    assert found.trigger == (start, end)


def test_the_program_prints_spans_or_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode(sentence(event())))
    assert main([str(path)]) == 0
    assert msgspec.json.decode(capsys.readouterr().out)["events"][0]["trigger"] == [16, 19]
    path.write_bytes(msgspec.json.encode(sentence(event(trigger="phoned"))))
    assert main([str(path)]) == 1
    assert "x-1: 'phoned' occurs 0 times" in capsys.readouterr().err
