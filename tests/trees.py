"""Analyses written by hand, for tests of stages that read syntax.

A sentence is a string of `form|UPOS|XPOS|lemma|head|deprel` words; heads count from 1 in the sentence, 0 is the root.
"""

from collections.abc import Sequence

from onrecord.reading.analysis import Analysis, LabelledSpan
from onrecord.records import Actor, ActorKind, Place, Report, Sector, Time, TimeType, content_id, report_id


def hand_made(*sentences: str, entities: Sequence[tuple[str, str]] = ()) -> Analysis:
    """The analysis of the sentences, one paragraph each, with entities given as (text, label)."""
    rows = [[word.split("|") for word in sentence.split()] for sentence in sentences]
    text, starts, ends = "", [], []
    heads: list[int] = []
    bounds: list[tuple[int, int]] = []
    for sentence in rows:
        base = len(heads)
        text += "\n" if text else ""
        for form, *_ in sentence:
            glued = not text or text.endswith("\n") or form in (",", ".", "'s")
            text += ("" if glued else " ") + form
            starts.append(len(text) - len(form))
            ends.append(len(text))
        heads += [base + int(word[4]) - 1 if word[4] != "0" else -1 for word in sentence]
        bounds.append((base, len(heads)))
    words = [word for sentence in rows for word in sentence]
    layers = {
        "forms": [w[0] for w in words], "upos": [w[1] for w in words], "xpos": [w[2] for w in words],
        "lemmas": [w[3] for w in words], "deprels": [w[5] for w in words],
    }  # fmt: skip
    labelled: list[LabelledSpan] = []
    analysis = Analysis(
        text=text, starts=starts, ends=ends, heads=heads, factuality=[0.0] * len(words), sentences=bounds,
        paragraphs=bounds, entities=labelled, timexes=[], frames=[], **layers,
    )  # fmt: skip
    labelled += [LabelledSpan(analysis.words_in(span_of(analysis, name)), label, 1.0) for name, label in entities]
    return analysis


def span_of(analysis: Analysis, phrase: str) -> tuple[int, int]:
    """Where a phrase first stands."""
    start = analysis.text.index(phrase)
    return start, start + len(phrase)


def report_of(analysis: Analysis) -> Report:
    """A report with the text of the analysis."""
    return Report(id=report_id(analysis.text), text=analysis.text)


def actor(
    analysis: Analysis, *names: str, kind: ActorKind = "government", country: str | None = None, sector: Sector = "GOV"
) -> Actor:
    """An actor mentioned wherever one of the names first stands; the first name is its own."""
    mentions = tuple(span_of(analysis, name) for name in names)
    return Actor(
        id=content_id("actor", mentions), name=names[0], kind=kind, mentions=mentions, country=country, sector=sector
    )


def place(analysis: Analysis, name: str) -> Place:
    """A place mentioned once."""
    span = span_of(analysis, name)
    return Place(id=content_id("place", span), name=name, mentions=(span,))


def time(analysis: Analysis, phrase: str, value: str, kind: TimeType = "DATE") -> Time:
    """A time expression."""
    span = span_of(analysis, phrase)
    return Time(id=content_id("time", span), type=kind, value=value, span=span)
