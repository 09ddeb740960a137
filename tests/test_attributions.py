"""Attributions from hand-built trees: source, content, stance, quotation and chain of each construction."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.analysis import Analysis, AttributionFrame, LabelledSpan, WordSpan
from onrecord.reading.attributions.stage import find_attributions
from onrecord.reading.layout import find_layout
from onrecord.records import Actor, ActorKind, Attribution, Report

XPOS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "VERB": "VBD",
    "AUX": "VBD",
    "DET": "DT",
    "ADP": "IN",
    "PRON": "PRP",
    "PUNCT": ".",
    "PART": "TO",
    "ADV": "RB",
    "ADJ": "JJ",
    "NUM": "CD",
    "SCONJ": "IN",
    "CCONJ": "CC",
}
NO_SPACE_BEFORE = {".", ",", "”", "n't", "'s", ":"}
NO_SPACE_AFTER = {"“", ""}


def tree(*sentences: str, frames: tuple[AttributionFrame, ...] = ()) -> Analysis:
    """An analysis of sentences written as `form/lemma/UPOS[:XPOS]/head/deprel` words, heads 1-based, 0 the root.

    A sentence that begins with `¶` starts a paragraph.
    """
    text = ""
    columns: list[tuple[int, int, str, str, str, str, int, str]] = []
    bounds: list[WordSpan] = []
    paragraphs = [0]
    for number, sentence in enumerate(sentences):
        new = sentence.startswith("¶") and number > 0
        if new:
            paragraphs.append(len(columns))
            text += "\n"
        offset = len(columns)
        for index, word in enumerate(sentence.lstrip("¶ ").split()):
            form, lemma, tag, head, deprel = word.rsplit("/", 4)
            upos, _, xpos = tag.partition(":")
            glued = form in NO_SPACE_BEFORE or text.endswith(("“", "\n")) or not text
            text += form if glued or (index == 0 and new) else " " + form
            start = len(text) - len(form)
            at = offset + int(head) - 1 if int(head) else -1
            columns.append((start, len(text), form, lemma or form, upos, xpos or XPOS[upos], at, deprel))
        bounds.append((offset, len(columns)))
    starts, ends, forms, lemmas, upos_, xpos_, heads, deprels = zip(*columns, strict=True)
    edges = [*paragraphs, len(columns)]
    return Analysis(
        text=text,
        starts=starts,
        ends=ends,
        forms=forms,
        lemmas=lemmas,
        upos=upos_,
        xpos=xpos_,
        heads=heads,
        deprels=deprels,
        factuality=(0.0,) * len(columns),
        sentences=bounds,
        paragraphs=list(pairwise(edges)),
        entities=_names(upos_),
        timexes=(),
        frames=frames,
    )


def _names(upos: tuple[str, ...]) -> list[LabelledSpan]:
    return [LabelledSpan((i, i + 1), "PERSON", 1.0) for i, tag in enumerate(upos) if tag == "PROPN"]


def attributions(analysis: Analysis, *actors: Actor, outlet: str | None = None) -> tuple[Attribution, ...]:
    report = Report(id="sha256:test", text=analysis.text, outlet=outlet)
    return find_attributions(report, analysis, find_layout(report), actors)


def actor(analysis: Analysis, name: str, kind: ActorKind, *mentions: str) -> Actor:
    spans = tuple((analysis.text.index(m), analysis.text.index(m) + len(m)) for m in (mentions or (name,)))
    return Actor(id="actor-" + name, name=name, kind=kind, mentions=spans)


def said(analysis: Analysis, record: Attribution) -> str:
    return " … ".join(analysis.text[s:e] for s, e in record.content)


SAID = (
    "Two//NUM/2/nummod officials/official/NOUN:NNS/3/nsubj said/say/VERB/0/root the//DET/5/det "
    "bridge//NOUN/7/nsubj:pass "
    "was/be/AUX/7/aux:pass closed/close/VERB:VBN/3/ccomp ././PUNCT/3/punct"
)
DENIED = (
    "The//DET/2/det minister//NOUN/3/nsubj denied/deny/VERB/0/root that//SCONJ/7/mark the//DET/6/det "
    "ban//NOUN/7/nsubj "
    "failed/fail/VERB/3/ccomp ././PUNCT/3/punct"
)
DECLINED = (
    "A/a/DET/2/det spokeswoman//NOUN/3/nsubj declined/decline/VERB/0/root to//PART/5/mark comment//VERB:VB/3/xcomp "
    "././PUNCT/3/punct"
)
NOT_SAID = (
    "The//DET/2/det ministry//NOUN/5/nsubj did/do/AUX/5/aux n't/not/PART:RB/5/advmod "
    "respond//VERB:VB/0/root to//ADP/8/case "
    "a//DET/8/det request//NOUN/5/obl for//ADP/10/case comment//NOUN/8/nmod ././PUNCT/5/punct"
)
CONFIRMED = (
    "The//DET/2/det army//NOUN/3/nsubj confirmed/confirm/VERB/0/root that//SCONJ/7/mark "
    "the//DET/6/det port//NOUN/7/nsubj "
    "fell/fall/VERB/3/ccomp ././PUNCT/3/punct"
)
REPORTEDLY = (
    "Oslo//PROPN/3/nsubj reportedly//ADV/3/advmod bought/buy/VERB/0/root drones/drone/NOUN:NNS/3/obj ././PUNCT/3/punct"
)
BELIEVED = (
    "The//DET/2/det rebels/rebel/NOUN:NNS/4/nsubj:pass are/be/AUX/4/aux:pass "
    "believed/believe/VERB:VBN/0/root to//PART/6/mark "
    "hold//VERB:VB/4/xcomp it//PRON/6/obj ././PUNCT/4/punct"
)
ACCORDING = (
    "According/accord/VERB:VBG/4/case to//ADP/1/fixed two//NUM/4/nummod "
    "diplomats/diplomat/NOUN:NNS/7/obl ,//PUNCT/4/punct "
    "talks/talk/NOUN:NNS/7/nsubj stalled/stall/VERB/0/root ././PUNCT/7/punct"
)
QUOTED = (
    "“/“/PUNCT/4/punct We/we/PRON/4/nsubj will//AUX/4/aux rebuild//VERB:VB/8/ccomp it//PRON/4/obj ,//PUNCT/4/punct "
    "”/”/PUNCT/4/punct said/say/VERB/0/root Ilves//PROPN/8/nsubj ././PUNCT/8/punct"
)


@pytest.mark.parametrize(
    ("sentence", "content", "source", "stance", "quotation", "anonymity", "count"),
    [
        pytest.param(SAID, "the bridge was closed", "Two officials", "asserts", "indirect", "unnamed", 2, id="said"),
        pytest.param(DENIED, "that the ban failed", "minister", "denies", "indirect", "named", None, id="denied"),
        pytest.param(DECLINED, "to comment", "spokeswoman", "declines", "indirect", "unnamed", 1, id="declined"),
        pytest.param(
            NOT_SAID, "a request for comment", "ministry", "declines", "indirect", "named", None, id="did not respond"
        ),
        pytest.param(CONFIRMED, "that the port fell", "army", "confirms", "indirect", "named", None, id="confirmed"),
        pytest.param(
            REPORTEDLY, "Oslo … bought drones", None, "asserts", "indirect", "unspecified", None, id="reportedly"
        ),
        pytest.param(
            BELIEVED, "The rebels … to hold it", None, "asserts", "indirect", "unspecified", None, id="is believed to"
        ),
        pytest.param(
            ACCORDING, "talks stalled", "two diplomats", "asserts", "indirect", "unnamed", 2, id="according to"
        ),
        pytest.param(QUOTED, "“We will rebuild it,”", "Ilves", "asserts", "direct", "named", None, id="quotation"),
    ],
)
def test_one_attribution(
    sentence: str, content: str, source: str | None, stance: str, quotation: str, anonymity: str, count: int | None
) -> None:
    analysis = tree(sentence)
    (record,) = attributions(analysis)
    assert said(analysis, record) == content
    assert record.source.name == source
    assert (record.stance, record.quotation) == (stance, quotation)
    assert (record.source.anonymity, record.source.count) == (anonymity, count)
    assert record.via == ()
    assert (record.source.span is None) == (source is None)


def test_a_frame_of_the_model_gets_its_holes_filled_and_its_source_from_the_tree() -> None:
    frame = AttributionFrame(cue=(2, 3), source=(), content=((3, 4), (5, 7)), confidence=0.9)
    analysis = tree(SAID, frames=(frame,))
    (record,) = attributions(analysis)
    assert said(analysis, record) == "the bridge was closed"
    assert record.source.name == "Two officials"
    assert record.confidence > 0.5


NESTED = (
    "Reuters//PROPN/2/nsubj reported/report/VERB/0/root that//SCONJ/5/mark Ilves//PROPN/5/nsubj "
    "said/say/VERB/2/ccomp "
    "talks/talk/NOUN:NNS/7/nsubj stalled/stall/VERB/5/ccomp ././PUNCT/2/punct"
)
CITING = (
    "Talks/talk/NOUN:NNS/2/nsubj stalled/stall/VERB/5/ccomp ,//PUNCT/2/punct Reuters//PROPN/5/nsubj "
    "reported/report/VERB/0/root "
    ",//PUNCT/7/punct citing/cite/VERB:VBG/5/advcl a//DET/9/det diplomat//NOUN/7/obj ././PUNCT/5/punct"
)
TOLD = (
    "A/a/DET/2/det diplomat//NOUN/3/nsubj told/tell/VERB/0/root Reuters//PROPN/3/obj talks/talk/NOUN:NNS/6/nsubj "
    "stalled/stall/VERB/3/ccomp ././PUNCT/3/punct"
)
INSIDER = (
    "Talks/talk/NOUN:NNS/2/nsubj stalled/stall/VERB/0/root ,//PUNCT/5/punct as//SCONJ/5/mark "
    "confirmed/confirm/VERB:VBN/2/advcl "
    "by//ADP/8/case an//DET/8/det insider//NOUN/5/obl:agent speaking/speak/VERB:VBG/8/acl to//ADP/11/case "
    "Reuters//PROPN/9/obl ././PUNCT/2/punct"
)


@pytest.mark.parametrize(
    ("sentence", "innermost"),
    [
        pytest.param(NESTED, "Ilves", id="X reported that Y said Z"),
        pytest.param(CITING, "diplomat", id="X reported, citing Y"),
        pytest.param(TOLD, "diplomat", id="Y told X"),
        pytest.param(INSIDER, "insider", id="confirmed by Y speaking to X"),
    ],
)
def test_chains(sentence: str, innermost: str) -> None:
    analysis = tree(sentence)
    reuters = actor(analysis, "Reuters", "outlet")
    records = attributions(analysis, reuters, outlet="Harbour Desk")
    by_id = {record.id: record for record in records}
    (inner,) = [r for r in records if r.source.name == innermost]
    (hop,) = inner.via
    assert by_id[hop].source.actor == reuters.id
    assert by_id[hop].source.kind == "outlet"
    assert by_id[hop].via == ()


def test_what_is_told_to_the_reports_own_outlet_has_no_hop() -> None:
    analysis = tree(TOLD)
    (record,) = attributions(analysis, actor(analysis, "Reuters", "outlet"), outlet="Reuters")
    assert record.via == ()


def test_a_pronoun_stands_for_its_actor() -> None:
    analysis = tree(
        "She/she/PRON/2/nsubj said/say/VERB/0/root talks/talk/NOUN:NNS/4/nsubj "
        "stalled/stall/VERB/2/ccomp ././PUNCT/2/punct"
    )
    (record,) = attributions(analysis, actor(analysis, "Ruth Adeyemi", "person", "She"))
    assert (record.source.name, record.source.anonymity) == ("Ruth Adeyemi", "named")
    assert analysis.text[slice(*record.source.span or (0, 0))] == "She"


def test_speech_goes_on_over_wholly_quoted_sentences_and_paragraphs() -> None:
    more = (
        "“/“/PUNCT/4/punct It/it/PRON/4/nsubj will//AUX/4/aux take//VERB:VB/0/root two//NUM/6/nummod "
        "years/year/NOUN:NNS/4/obj "
        "././PUNCT/4/punct ”/”/PUNCT/4/punct"
    )
    silent = "¶Work//NOUN/2/nsubj began/begin/VERB/0/root ././PUNCT/2/punct"
    analysis = tree(QUOTED, more, "¶" + more, silent)
    (record,) = attributions(analysis)
    assert (
        said(analysis, record)
        == "“We will rebuild it,” … “It will take two years.” … “It will take two years.”".replace(
            " … “It will take two years.” … ", " … “It will take two years.”\n", 1
        )
        or said(analysis, record).count("two years") == 2
    )
    assert "Work" not in said(analysis, record)
    assert record.quotation == "direct"


def test_no_words_no_attributions() -> None:
    report = Report(id="sha256:test", text="")
    analysis = Analysis("", (), (), (), (), (), (), (), (), (), (), (), (), (), ())
    assert find_attributions(report, analysis, find_layout(report), ()) == ()


WORD_SPANS = st.tuples(st.integers(0, 7), st.integers(1, 4)).map(lambda p: (p[0], min(p[0] + p[1], 8)))


@settings(max_examples=60, deadline=None)
@given(cue=WORD_SPANS, source=st.lists(WORD_SPANS, max_size=2), content=st.lists(WORD_SPANS, max_size=3))
def test_any_frame_gives_spans_inside_the_text_and_ids_that_resolve(
    cue: WordSpan, source: list[WordSpan], content: list[WordSpan]
) -> None:
    frame = AttributionFrame(cue, tuple(sorted(source)), tuple(sorted(content)), 0.8)
    analysis = tree(DENIED, frames=(frame,))
    records = attributions(analysis)
    ids = {record.id for record in records}
    assert len(ids) == len(records)
    for record in records:
        spans = [*record.content, *filter(None, (record.cue, record.source.span))]
        assert all(0 <= start < end <= len(analysis.text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(record.content))
        assert set(record.via) <= ids - {record.id}
