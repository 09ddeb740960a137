"""Contents made whole by the layout: quotations snapped to their marks, carried on over sentences and paragraphs.

Speech in quotation marks goes on until somebody else is named, so a sentence or paragraph that is wholly quoted
belongs to the source before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.knowledge.cues import MULTIWORD_VERBS, VERBS, CueVerb
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import Candidate, Pieces, holds, pieces_of, shared, size, without
from onrecord.reading.attributions.rules import source_of
from onrecord.reading.layout import Layout
from onrecord.records import Quotation as QuotationKind

_NO_CUE = CueVerb(frozenset())
_SPEECH = 4  # words: below it a quotation is a phrase within a sentence, not a piece of speech
_WORDY = frozenset(("VERB", "AUX", "NOUN", "PROPN", "PRON"))
_LEAD = frozenset((",", ":", "—", "–", "-"))


@dataclass(frozen=True, slots=True)
class Quote:
    """An outer quotation in words, marks included, with what the layout says of its edges."""

    words: WordSpan
    closed: bool
    continues: bool


class Quotes:
    """The outer quotations of a report, looked up by word."""

    def __init__(self, analysis: Analysis, layout: Layout) -> None:
        found: list[Quote] = []
        for quotation in layout.outer_quotations():
            words = analysis.words_in(quotation.span)
            if words[0] < words[1]:
                found.append(Quote(words, quotation.closed, quotation.continues))
        self.listed = tuple(found)
        self._starts = [quote.words[0] for quote in found]

    def at(self, word: int) -> Quote | None:
        """The quotation that holds the word, or None."""
        index = bisect_right(self._starts, word) - 1
        return self.listed[index] if index >= 0 and word < self.listed[index].words[1] else None

    def within(self, words: WordSpan) -> tuple[Quote, ...]:
        """The quotations that share a word with `words`, in text order."""
        first = max(0, bisect_right(self._starts, words[0]) - 1)
        last = bisect_right(self._starts, words[1] - 1)
        return tuple(q for q in self.listed[first:last] if q.words[0] < words[1] and words[0] < q.words[1])

    def before(self, quote: Quote) -> Quote | None:
        """The quotation before this one."""
        index = bisect_right(self._starts, quote.words[0]) - 2
        return self.listed[index] if index >= 0 else None


def kind_of(analysis: Analysis, quotes: Quotes, content: Pieces) -> QuotationKind:
    """Whether all, some or none of the content's words stand between quotation marks."""
    inside = total = 0
    for start, end in content:
        words = sum(analysis.upos[w] != "PUNCT" for w in range(start, end))
        total += words
        for quote in quotes.within((start, end)):
            shared_words = range(max(start, quote.words[0]), min(end, quote.words[1]))
            inside += sum(analysis.upos[w] != "PUNCT" for w in shared_words)
    return "indirect" if not inside else "direct" if inside >= total else "mixed"


def snapped(analysis: Analysis, quotes: Quotes, candidate: Candidate) -> Candidate:
    """The candidate with each quotation that it holds for the most part taken whole, back to where it began."""
    words = list(candidate.content)
    for quote in quotes.within(candidate.edges):
        if candidate.cue and holds((quote.words,), candidate.cue[0]):
            continue
        if any(shared((piece,), (quote.words,)) for piece in candidate.source):
            continue
        here = _in_sentences(analysis, candidate, quote)
        begun = all(holds(candidate.content, w) for w in range(here[0], min(here[0] + 2, here[1])))
        if not begun and 2 * shared(candidate.content, (here,)) < size((here,)):
            continue
        words.append(quote.words)
        earlier = quote
        while earlier.continues and (previous := quotes.before(earlier)) is not None:
            words.append(previous.words)
            earlier = previous
    whole = pieces_of(w for start, end in words for w in range(start, end))
    return replace(candidate, content=whole) if whole != candidate.content else candidate


def _in_sentences(analysis: Analysis, candidate: Candidate, quote: Quote) -> WordSpan:
    """The part of the quotation that stands in the sentences which the content reaches."""
    first = analysis.sentences[analysis.sentence_of[candidate.edges[0]]][0]
    last = analysis.sentences[analysis.sentence_of[candidate.edges[1] - 1]][1]
    return max(first, quote.words[0]), max(min(last, quote.words[1]), max(first, quote.words[0]) + 1)


def carried_on(analysis: Analysis, quotes: Quotes, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those that end in speech with the wholly quoted sentences and paragraphs that follow them."""
    taken = [False] * len(analysis)
    for candidate in candidates:
        for start, end in _claimed(quotes, candidate):
            taken[start:end] = [True] * (end - start)
    found: list[Candidate] = []
    for candidate in candidates:
        more = _continuation(analysis, quotes, candidate, taken) if _is_speech(quotes, candidate) else []
        for start, end in more:
            taken[start:end] = [True] * (end - start)
        words = [w for start, end in (*candidate.content, *more) for w in range(start, end)]
        found.append(replace(candidate, content=pieces_of(words)) if more else candidate)
    return found


def _claimed(quotes: Quotes, candidate: Candidate) -> Pieces:
    """The words no other candidate may carry on into: content, cue and source of what is said outside quotations."""
    if candidate.cue is not None and quotes.at(candidate.cue[0]) is not None:
        return ()
    cue = (candidate.cue,) if candidate.cue else ()
    return (*candidate.content, *cue, *candidate.source)


def _is_speech(quotes: Quotes, candidate: Candidate) -> bool:
    """Whether a whole quotation of some length is among the content, and the cue stands outside it."""
    if candidate.rule == "turn" or (candidate.cue is not None and quotes.at(candidate.cue[0]) is not None):
        return False
    return any(
        size((quote.words,)) >= _SPEECH + 2 and shared(candidate.content, (quote.words,)) == size((quote.words,))
        for quote in quotes.within(candidate.edges)
    )


def _continuation(analysis: Analysis, quotes: Quotes, candidate: Candidate, taken: list[bool]) -> list[WordSpan]:
    last = max([candidate.edges[1], *([candidate.cue[1]] if candidate.cue else [])]) - 1
    sentence = analysis.sentence_of[last] + 1
    paragraph = analysis.paragraph_of[last]
    found: list[WordSpan] = []
    while sentence < len(analysis.sentences):
        words = analysis.sentences[sentence]
        new_paragraph = analysis.paragraph_of[words[0]] != paragraph
        if new_paragraph:
            words = analysis.paragraphs[analysis.paragraph_of[words[0]]]
        if any(taken[words[0] : words[1]]) or not _wholly_quoted(analysis, quotes, words):
            break
        if new_paragraph and not _speech_reaches(analysis, quotes, paragraph):
            break
        found.append(words)
        paragraph = analysis.paragraph_of[words[0]]
        sentence = analysis.sentence_of[words[1] - 1] + 1
    return found


def _wholly_quoted(analysis: Analysis, quotes: Quotes, words: WordSpan) -> bool:
    counted = [w for w in range(*words) if analysis.upos[w] != "PUNCT"]
    return bool(counted) and all(quotes.at(w) is not None for w in counted)


def _speech_reaches(analysis: Analysis, quotes: Quotes, paragraph: int) -> bool:
    """Whether the paragraph ends in a quotation, or in the attribution of one."""
    start, end = analysis.paragraphs[paragraph]
    return any(size((q.words,)) >= _SPEECH + 2 for q in quotes.within((start, end)))


def owned(analysis: Analysis, quotes: Quotes, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each piece of quoted speech given to the speech verb beside it and taken from all others.

    Where that verb is nobody's cue yet, and its clause names who speaks, there is a new candidate for it.
    """
    by_cue = {w: i for i, c in reversed(list(enumerate(candidates))) if c.cue for w in range(*c.cue)}
    found = list(candidates)
    claims: dict[WordSpan, list[int]] = {}
    for index, candidate in enumerate(candidates):
        for quote in quotes.within(candidate.edges):
            claims.setdefault(quote.words, []).append(index)
    for quote in quotes.listed:
        cue = _cue_beside(analysis, quotes, quote) if size((quote.words,)) >= _SPEECH + 2 else None
        if cue is None:
            continue
        owner = by_cue.get(cue)
        if owner is None:
            source = source_of(analysis, cue)
            if not source:
                continue
            owner = by_cue[cue] = len(found)
            stance = _cue_entry(analysis, cue).stance
            found.append(Candidate((cue, cue + 1), source, (quote.words,), stance, 0.6, "quote"))
        for index in {*claims.get(quote.words, ()), owner}:
            if index == owner or not holds(found[index].content, cue):  # "'X,' he said, according to Y" holds it all
                found[index] = _given(found[index], quote, mine=index == owner)
    return found


def _given(candidate: Candidate, quote: Quote, *, mine: bool) -> Candidate:
    """The candidate with the quotation added to its content, or taken away where something else is left."""
    if mine:
        words = [w for start, end in (*candidate.content, quote.words) for w in range(start, end)]
        return replace(candidate, content=pieces_of(words))
    outside = candidate.cue is None or not holds((quote.words,), candidate.cue[0])
    left = without(candidate.content, [quote.words])
    return replace(candidate, content=left) if outside and left and left != candidate.content else candidate


def _cue_beside(analysis: Analysis, quotes: Quotes, quote: Quote) -> int | None:
    """The speech verb that follows a quotation or introduces it, in its sentence or before a colon above it."""
    start, end = quote.words
    sentence = analysis.sentences[analysis.sentence_of[start]]
    introduced = [w for w in range(sentence[0], start) if _speaks(analysis, quotes, w)]
    if not introduced and not any(analysis.upos[w] in _WORDY for w in range(sentence[0], start)):
        after = _verb_after(analysis, quotes, end)
        if after is not None:
            return after
    if start > 0 and (analysis.forms[start - 1] in _LEAD or _speaks(analysis, quotes, start - 1)):
        if sentence[0] == start:
            above = analysis.sentences[analysis.sentence_of[start - 1]]
            introduced = [w for w in range(*above) if _speaks(analysis, quotes, w)]
        return introduced[-1] if introduced else None
    return None


def _verb_after(analysis: Analysis, quotes: Quotes, end: int) -> int | None:
    """The speech verb that goes on the sentence after a quotation: "...," the minister said."""
    if end >= len(analysis) or analysis.paragraph_of[end] != analysis.paragraph_of[end - 1]:
        return None
    inside = [analysis.forms[w] for w in range(end - 1, max(end - 3, 0), -1)]
    if "." in inside and analysis.forms[end][:1].isupper():
        return None
    for word in range(end, min(end + 14, len(analysis))):
        if analysis.forms[word] in (".", ";", ":") or quotes.at(word) is not None:
            return None
        if _speaks(analysis, quotes, word):
            return word
        if analysis.upos[word] in ("VERB", "AUX", "SCONJ") or (word == end and analysis.upos[word] == "CCONJ"):
            return None
    return None


def _speaks(analysis: Analysis, quotes: Quotes, word: int) -> bool:
    """Whether the word is a speech verb outside all quotations that may take one as its content."""
    if analysis.upos[word] != "VERB" or quotes.at(word) is not None:
        return False
    entry = _cue_entry(analysis, word)
    return entry.spoken and "quote" in entry.frames


def _cue_entry(analysis: Analysis, word: int) -> CueVerb:
    """The lexicon's entry of a verb, with a particle after it where it needs one; an empty one where it has none."""
    lemma = analysis.lemmas[word]
    if word + 1 < len(analysis) and (lemma, analysis.lemmas[word + 1]) in MULTIWORD_VERBS:
        return VERBS["say"]
    return VERBS.get(lemma, _NO_CUE)
