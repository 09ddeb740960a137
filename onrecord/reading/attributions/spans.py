"""The model's word labels made into whole phrases: holes filled, stray words dropped, edges set by the tree."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.knowledge.speakers import SPEAKERS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import (
    Candidate,
    Pieces,
    holds,
    is_inside,
    pieces_of,
    shared,
    size,
    trimmed,
    without,
)

_HOLE = 2
"""The longest run of unlabelled words inside a content that is taken for a slip of the labeller."""

_CALENDAR = frozenset(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "May", "June", "July", "August", "September", "October", "November", "December")
)  # fmt: skip

_NAME_PARTS = frozenset(
    ("det", "compound", "amod", "nummod", "flat", "nmod:poss", "case", "nmod", "appos", "punct", "fixed")
)


def mended(analysis: Analysis, quotations: Sequence[WordSpan], candidate: Candidate) -> Candidate:
    """The candidate with a whole source and a content without holes, roles kept apart.

    Returns the candidate with empty content where nothing is left of it.
    """
    cue = (candidate.cue,) if candidate.cue else ()
    source = _whole_source(analysis, candidate, cue)
    content = _patched(analysis, without(without(candidate.content, cue), source), (*cue, *source))
    content = _at_home(analysis, quotations, candidate, content)
    content = _without_strays(analysis, candidate, content)
    return replace(candidate, source=source, content=trimmed(analysis, content))


def _whole_source(analysis: Analysis, candidate: Candidate, cue: Pieces) -> Pieces:
    source = trimmed(analysis, without(candidate.source, cue))
    if not source:
        return ()
    source = _near_cue(analysis, candidate, _filled(analysis, source, (*cue, *candidate.content)))
    source = _from_its_head(analysis, _less_clause(analysis, source), (*cue, *candidate.content))
    first, last = source[0][0], source[-1][1]
    start, end = _grown(analysis, source, (*cue, *candidate.content))
    return pieces_of([*range(start, first), *(w for a, b in source for w in range(a, b)), *range(last, end)])


def _near_cue(analysis: Analysis, candidate: Candidate, source: Pieces) -> Pieces:
    """The pieces in the cue's sentence, where there are any: nobody is named half here, half there."""
    if candidate.cue is None:
        return source
    home = analysis.sentence_of[candidate.cue[0]]
    return tuple(p for p in source if analysis.sentence_of[p[0]] == home) or source


def _less_clause(analysis: Analysis, source: Pieces) -> Pieces:
    """The source without the verb whose subject it begins with, and what follows: "the court [issued a ruling]"."""
    words = [word for start, end in source for word in range(start, end)]
    for word in words:
        subjects = [c for c in analysis.dependents(word, "nsubj") if c in words]
        if analysis.upos[word] != "VERB" or not subjects or analysis.deprels[word].startswith("acl"):
            continue
        if analysis.upos[subjects[0]] in ("NOUN", "PROPN") and subjects[0] < word:
            return pieces_of(w for w in words if w < word) or source
    return source


def _from_its_head(analysis: Analysis, source: Pieces, taken: Sequence[WordSpan]) -> Pieces:
    """A source that begins with a preposition from the noun that it hangs on, where that can speak, else without it."""
    start, end = source[0]
    noun = analysis.heads[start]
    if analysis.upos[start] != "ADP" or analysis.deprels[start] != "case" or not start < noun < end:
        return source
    above = analysis.heads[noun]
    if analysis.deprels[noun].startswith("nmod") and above == start - 1 and not holds(taken, above):
        if analysis.lemmas[above].lower() in SPEAKERS:
            return ((above, end), *source[1:])
        return source
    return ((start + 1, end), *source[1:])


def _grown(analysis: Analysis, source: Pieces, taken: Sequence[WordSpan]) -> WordSpan:
    """The edges of the source with the rest of the name or noun phrase beside them."""
    start, end = source[0][0], source[-1][1]
    first, last = analysis.sentences[analysis.sentence_of[start]]
    while start > first and not holds(taken, start - 1) and _leads_in(analysis, start - 1, source):
        start -= 1
    while end < last and not holds(taken, end) and _goes_on(analysis, end, source):
        end += 1
    return start, end


def _leads_in(analysis: Analysis, word: int, source: Pieces) -> bool:
    """Whether the word before the source is a part of the name or phrase that it begins with."""
    if analysis.forms[word] in ("-", "–") and word > 0:  # "Vienna-based", of which only "based" was marked
        return analysis.ends[word - 1] == analysis.starts[word] and analysis.ends[word] == analysis.starts[word + 1]
    if analysis.forms[word + 1] in ("-", "–"):
        return analysis.ends[word] == analysis.starts[word + 1]
    if analysis.upos[word] == "DET":
        return analysis.deprels[word] == "det" and word < analysis.heads[word] < source[-1][1]
    return _belongs(analysis, word, source) or (
        analysis.upos[word] == "PROPN" == analysis.upos[word + 1] and analysis.forms[word] not in _CALENDAR
    )


def _goes_on(analysis: Analysis, word: int, source: Pieces) -> bool:
    """Whether the word after the source is the noun that its last word belongs to, or more of the name."""
    if analysis.forms[word] == "of" and analysis.upos[word - 1] == "PROPN" and word + 1 < len(analysis):
        return analysis.upos[word + 1] == "PROPN"  # "Secretary | of State NAME"
    if analysis.upos[word] not in ("PROPN", "NOUN"):
        return False
    named = analysis.upos[word] == "PROPN" == analysis.upos[word - 1] and analysis.forms[word] not in _CALENDAR
    modified = analysis.heads[word - 1] == word and analysis.deprels[word - 1] in _NAME_PARTS
    return named or modified or (analysis.upos[word] == "PROPN" and _belongs(analysis, word, source))


def _belongs(analysis: Analysis, word: int, source: Pieces) -> bool:
    """Whether a word beside the source is a part of its noun phrase: below it, or the head of its edge."""
    if analysis.upos[word] in ("PUNCT", "ADP", "CCONJ", "SCONJ", "VERB", "AUX"):
        return False
    head = analysis.heads[word]
    return analysis.deprels[word] in _NAME_PARTS and (
        holds(source, head) or (head >= 0 and holds(source, analysis.heads[head]))
    )


def _filled(analysis: Analysis, pieces: Pieces, taken: Sequence[WordSpan]) -> Pieces:
    """The pieces joined over short holes of the same sentence that hold no word of another role."""
    if not pieces:
        return ()
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        before = joined[-1]
        same = analysis.sentence_of[before[1] - 1] == analysis.sentence_of[start]
        if same and start - before[1] <= _HOLE and not shared(((before[1], start),), taken):
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


_PATCH = 2
"""The longest run of unlabelled words inside a content that is taken for a slip of the labeller."""


def _patched(analysis: Analysis, content: Pieces, taken: Sequence[WordSpan]) -> Pieces:
    """The content joined over short holes whose words all hang from words of the content, no other role between."""
    if len(content) < 2:
        return content
    joined = [content[0]]
    for start, end in content[1:]:
        before = joined[-1]
        hole = range(before[1], start)
        mine = (before, (before[1], end))
        fits = 0 < len(hole) <= _PATCH and not shared(((before[1], start),), taken)
        if fits and all(analysis.upos[w] == "PUNCT" or holds(mine, analysis.heads[w]) for w in hole):
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _at_home(analysis: Analysis, quotations: Sequence[WordSpan], candidate: Candidate, content: Pieces) -> Pieces:
    """The content less the pieces outside quotations in other paragraphs: only quoted speech goes on so far."""
    if candidate.cue is None:
        return content
    home = analysis.paragraph_of[candidate.cue[0]]
    parted: list[WordSpan] = []
    for piece in content:
        parted.extend([piece] if analysis.paragraph_of[piece[0]] == home else _by_paragraph(analysis, piece))
    return tuple(p for p in parted if analysis.paragraph_of[p[0]] == home or shared((p,), _around(quotations, p)))


def _by_paragraph(analysis: Analysis, piece: WordSpan) -> list[WordSpan]:
    """The piece cut where paragraphs end."""
    parts: list[WordSpan] = []
    start = piece[0]
    while start < piece[1]:
        end = min(analysis.paragraphs[analysis.paragraph_of[start]][1], piece[1])
        parts.append((start, end))
        start = end
    return parts


def _around(quotations: Sequence[WordSpan], piece: WordSpan) -> Sequence[WordSpan]:
    """The quotations that may share a word with the piece; `quotations` is in text order."""
    first = bisect_left(quotations, piece)
    return quotations[max(0, first - 1) : first + 2]


def _without_strays(analysis: Analysis, candidate: Candidate, content: Pieces) -> Pieces:
    """The content without words that stand alone in another sentence than the cue, where most of it does not."""
    if candidate.cue is None or len(content) < 2:
        return content
    home = analysis.sentence_of[candidate.cue[0]]
    kept = [p for p in content if analysis.sentence_of[p[0]] == home or p[1] - p[0] > 3]
    return tuple(kept) if size(kept) * 2 >= size(content) else content


def shared_out(analysis: Analysis, quotations: Sequence[WordSpan], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with each quotation left to one of them: the one that holds most of it, then the nearest."""
    found = list(candidates)
    for quotation in quotations:
        if quotation[1] - quotation[0] < 6:
            continue
        claims = [i for i, c in enumerate(found) if _claims(c, quotation)]
        cues = [(i, found[i].cue) for i in claims]
        claims = [i for i in claims if not any(j != i and cue and holds(found[i].content, cue[0]) for j, cue in cues)]
        if len(claims) < 2:
            continue
        best = max(claims, key=lambda i: _claim(analysis, found[i], quotation))
        for index in claims:
            left = without(found[index].content, [quotation])
            if index != best and trimmed(analysis, left):
                found[index] = replace(found[index], content=trimmed(analysis, left))
    return found


def kept_apart(analysis: Analysis, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each without what another one at the end of its content says on its own.

    The model marks outermost attributions only, so one inside another means that the outer content ran on too far.
    """
    found = list(candidates)
    by_word: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        for start, end in candidate.content:
            for word in range(start, end):
                by_word.setdefault(word, []).append(index)
    for inner in candidates:
        for index in by_word.get(inner.cue[0], ()) if inner.cue else ():
            if candidates[index] is not inner and is_inside(candidates[index], inner):
                found[index] = _cut(analysis, found[index], inner)
    return found


def _cut(analysis: Analysis, outer: Candidate, inner: Candidate) -> Candidate:
    assert inner.cue is not None
    left = trimmed(analysis, without(outer.content, [inner.cue, *inner.source, *inner.content]))
    return replace(outer, content=left) if 2 * size(left) >= size(outer.content) else outer


def _claims(candidate: Candidate, quotation: WordSpan) -> bool:
    """Whether the candidate has words of the quotation from outside it."""
    if candidate.cue is None or holds((quotation,), candidate.cue[0]):
        return False
    return shared(candidate.content, (quotation,)) > 0


def _claim(analysis: Analysis, candidate: Candidate, quotation: WordSpan) -> tuple[bool, bool, int, int, float]:
    held = shared(candidate.content, (quotation,))
    assert candidate.cue is not None
    cue = candidate.cue[0]
    sentences = {analysis.sentence_of[quotation[0]], analysis.sentence_of[quotation[1] - 1]}
    beside = analysis.sentence_of[cue] in sentences
    paragraph = analysis.paragraph_of[cue] == analysis.paragraph_of[quotation[0]]
    distance = min(abs(candidate.cue[0] - quotation[1]), abs(candidate.cue[1] - quotation[0]))
    return beside, paragraph, round(3 * held / (quotation[1] - quotation[0])), -distance, candidate.score
