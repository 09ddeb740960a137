"""Forms in which reports tell who says what: signed and introduced quotations, transcripts, hearsay, headlines.

The cases take up what users of other extractors found missing: bbc/citron issue 1 (indirect speech of unnamed
groups), chartbeat-labs/textacy 382 and 383 (unbalanced marks, press-release forms), stanfordnlp/CoreNLP 616 (the
speaker's name behind a pronoun) and 1090 (inverted and chained speech verbs). All texts are our own.
"""

import pytest
from reports import contents, record_of, saying, words_of_source


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“Her maps saved this harbour twice.” -Commodore Iris Vantongeren", "Iris Vantongeren", "Her maps saved"),
        ('"The water was black for a week." - Ruth Adeyemi, farmer', "Ruth Adeyemi", "The water was black"),
        (
            "The port has a surveyor.\n\nAnd from Chairwoman Adaeze Holm:\n\n“Piet knows every rock of this coast.”",
            "Adaeze Holm", "Piet knows every rock",
        ),
        (
            "The port has a surveyor.\n\nFrom the desk of Carl Moss, chief analyst:\n\n“The charts will cut costs.”",
            "Carl Moss", "The charts will cut costs",
        ),
        ("Port minister: Bridge will close in June\n\nIt is old and the town small.", "Port minister", "Bridge will"),
        ("As per ministry officials, nine cases have been confirmed.", "ministry officials", "nine cases"),
        ("Defence insiders suggest the order was signed in May.", "Defence insiders", "the order was signed"),
        ("There is speculation among dealers that the bank will cut rates.", "dealers", "the bank will cut rates"),
    ],
)  # fmt: skip
def test_forms_without_a_plain_verb_of_speech_name_their_source(text: str, source: str, content: str) -> None:
    record = record_of(text)
    assert source in (words_of_source(record, saying(record, content)) or "")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bank is reportedly close to a sale.", "bank is"),
        ("The commander is said to have fled to the hills.", "to have fled"),
        ("He was believed to be in Chad.", "to be in Chad"),
        ("There were fears that the dam would burst.", "the dam would burst"),
        ("It is understood that the club has made an offer.", "the club has made an offer"),
    ],
)
def test_hearsay_has_no_source(text: str, content: str) -> None:
    source = saying(record_of(text), content).source
    assert (source.anonymity, source.kind, source.span, source.actor) == ("unspecified", "unspecified", None, None)


QUESTIONS = """Q: Did you see the fire?

A: I saw smoke from the roof. I called the brigade at once.

Q: What did the brigade tell you?

A: They told me to stay inside."""


def test_questions_and_answers_are_turns_of_speakers_whom_the_letters_do_not_name() -> None:
    record = record_of(QUESTIONS)
    answer = saying(record, "I saw smoke from the roof")
    assert contents(record, answer) == ["I saw smoke from the roof. I called the brigade at once."]
    assert (words_of_source(record, answer), answer.source.anonymity) == ("A", "unspecified")
    last = saying(record, "They told me to stay inside", "A")
    assert words_of_source(record, last) == "A"
    inner = saying(record, "to stay inside", "They")
    assert (inner.inside, inner.via) == (last.id, (last.id,))


SIGNED = """TESTIMONY 1
They told us the road was open. An hour later it was not. — Baker, 51

TESTIMONY 2
The pump was dry before noon. — Ilona, bus driver"""


def test_testimonies_and_posts_are_given_to_those_who_sign_them() -> None:
    record = record_of(SIGNED)
    assert words_of_source(record, saying(record, "An hour later it was not")) == "Baker, 51"
    assert words_of_source(record, saying(record, "The pump was dry")) == "Ilona, bus driver"
    post = record_of("The vote is over.\n\nThe count will take a week, be patient. — Nora Quist (@noraq) May 3, 2021")
    assert saying(post, "The count will take a week").source.name == "Nora Quist"


def test_a_line_that_bids_to_read_on_is_no_turn() -> None:
    record = record_of("READ: Ten ports that froze last winter\n\nThe harbour opened on Monday.")
    assert not any("Ten ports" in piece for each in record.attributions for piece in contents(record, each))


def test_a_name_and_a_verb_before_a_colon_are_a_sentence_not_a_turn() -> None:
    record = record_of(
        'Peter Lund, a surgeon, said: "The clinic needs new beds before June.\n\n'
        '"If we do not get them, people will die," he added.'
    )
    first, second = saying(record, "The clinic needs new beds"), saying(record, "people will die")
    assert first.source.name == second.source.name == "Peter Lund"
    assert first.source.actor == second.source.actor is not None


DIALOGUE = (
    '"Winter won\'t be winter without the lamps," grumbled Nell, lying on the deck. "It\'s so dull to be poor," sighed '
    'Kate, looking down at her boots. "We\'ve got the engine, and each other," said Ada from the wheel.'
)


@pytest.mark.parametrize(
    ("speaker", "words"), [("Nell", "without the lamps"), ("Kate", "so dull"), ("Ada", "the engine")]
)
def test_each_quotation_goes_to_the_speaker_whose_verb_stands_beside_it(speaker: str, words: str) -> None:
    said = saying(record_of(DIALOGUE), words)
    assert (said.source.name, said.quotation) == (speaker, "direct")


def test_a_pronoun_is_resolved_to_the_name_of_the_speaker() -> None:
    record = record_of('Joan Smit went to the harbour. She said: "I want a boat." Smit later bought one.')
    source = saying(record, "I want a boat").source
    assert (source.name, source.anonymity) == ("Joan Smit", "named")


UNBALANCED = """"This is the end of the line, the driver told passengers.

Trains will run again on Monday. The operator has apologised.

"We are sorry," said a spokeswoman."""


def test_an_unbalanced_mark_costs_one_paragraph_at_most() -> None:
    record = record_of(UNBALANCED)
    sorry = saying(record, "We are sorry")
    assert words_of_source(record, sorry) == "a spokeswoman"
    assert contents(record, sorry) == ['"We are sorry,"']
    assert not any("Trains will run" in piece for each in record.attributions for piece in contents(record, each))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at nine, according to plan.",
        "The new road is, to say the least, expensive.",
        'The band played "Say It Again" and left the stage.',
        "Soldiers must report to duty on Monday.",
    ],
)
def test_idioms_and_titles_are_no_attributions(text: str) -> None:
    assert [each for each in record_of(text).attributions if each.shown] == []
