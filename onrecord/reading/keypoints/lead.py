"""The lead of a report: its first sentences that tell news, and the predicate among them that tells the most."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.records import Event, Position, Report
from onrecord.spans import overlaps

LEAD_SENTENCES: Final = 3
"""News tells its main happening in the title and the first sentences (inverted pyramid)."""
SPEECH: Final = frozenset(
    (
        "say tell report announce add state claim write confirm show reveal declare note warn suggest believe think "
        "argue insist learn hear find explain admit acknowledge according"
    ).split()
)
_CLAIMS: Final = frozenset("claim argue insist believe think suggest".split())
"""Words whose content is the view of whoever says so, and no happening."""
_JUDGES: Final = frozenset("court judge justice tribunal jury magistrate".split())
BARE: Final = frozenset({"be", "have", "do", "seem", "appear", "remain", "mean", "continue"})
BACK: Final = frozenset("he she it they this that these those".split())
_SUMMARY: Final = 3
"""Lines without a full stop that make a summary; two are a title and what stands under it."""
_STOPPED: Final = re.compile(r"[.!?…:][\"”’')\]]*$")
_CAPTION: Final = 900
"""Characters of the longest caption: a report without line breaks is none."""
_PHOTO: Final = re.compile(
    r"\bfile photo\b|\bFILE - |\bGetty Images\b|\([^()]{0,40}\bphotos?\b[^()]{0,60}\)"
    r"|\|\s*(?:AP|AFP|Reuters|Getty)\b|\((?:[A-Z][\w ]*/)*(?:AP|AFP|Reuters|Getty)[^()]{0,30}(?:/|Photo)[^()]*\)",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}/[A-Z][^()]{1,40}\)$")
"""Who took a photograph, at the end of its caption: "(Ada Moss/City Wire)"."""
_ASIDE: Final = 2.0
"""What a sentence loses that is no part of the text proper: links of the page, a second heading, a teaser."""
_TITLE_WITHIN: Final = 600
"""Characters at the beginning of a text in which its title may be repeated."""
_LONG_TITLE: Final = 20
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_STOP_WITHIN: Final = re.compile(r"[a-z0-9)]{2}[.!?][\"”’]?\s+(?=[A-Z])")
_MARKS: Final = ".,:;!?'\"‘’“”"
_HEADING_WORDS: Final = 14
_TEASER_LENGTH: Final = 250
"""Characters of the longest teaser above a heading."""
_GLUED: Final = re.compile(r"[a-z]{3}[A-Z]{2,}")
"""Words of a page's links run into one another."""
_LONG: Final = 4
_CAPITALS: Final = 0.8
"""Share of the longer words of a heading that begin with a capital."""


def main_predicate(
    report: Report, analysis: Analysis, events: Sequence[Event], positions: Sequence[Position]
) -> int | None:
    """The word that tells the main happening, or None for a text without a clause."""
    counts = Counter(
        tree.lemma(analysis, w) for w in range(len(analysis)) if analysis.upos[w] in ("NOUN", "PROPN", "VERB")
    )
    title = _title_words(report, analysis)
    found: dict[int, float] = {}
    for rank, sentence in enumerate(_lead_sentences(report, analysis)):
        aside = is_cluttered(analysis, sentence) or _is_other_heading(report, analysis, sentence)
        for predicate in told_in(analysis, sentence):
            words = tree.clause_words(analysis, predicate)
            lemmas, span = {tree.lemma(analysis, w) for w in range(*words)}, analysis.span(words)
            score = 2.0 - 1.3 * rank + 2.0 * len(lemmas & title) / max(1, len(title))
            score += sum(counts[x] > 2 for x in lemmas) / 4
            score += 0.5 * any(overlaps(p.evidence[0], span) for p in positions)
            score += 0.3 * any(overlaps(e.trigger, span) for e in events)
            score -= _ASIDE * (aside or (rank == 0 and _is_back(analysis, predicate)))
            found[predicate] = score - _weakness(analysis, predicate)
    return max(found, key=lambda predicate: found[predicate]) if found else None


def _weakness(analysis: Analysis, predicate: int) -> float:
    """How little a predicate can tell a happening: a bare verb, one that is not finite, a noun."""
    bare = tree.lemma(analysis, predicate) in BARE
    noun = analysis.upos[predicate] not in ("VERB", "AUX") and not analysis.dependents(predicate, "cop")
    return 0.8 * bare + 0.7 * (not tree.is_finite(analysis, predicate)) + 0.8 * noun


def _is_back(analysis: Analysis, predicate: int) -> bool:
    """Whether the clause that opens a text is about a pronoun, for which the text has named nobody yet."""
    first = analysis.sentences[analysis.sentence_of[predicate]][0]
    return tree.form(analysis, first) in BACK and analysis.upos[first] == "PRON"


def is_cluttered(analysis: Analysis, sentence: WordSpan) -> bool:
    """Whether links of the page were read into a sentence: words glued to one another, a button to read on."""
    return any(_GLUED.search(analysis.forms[w]) or analysis.forms[w] == "MORE" for w in range(*sentence))


def _is_other_heading(report: Report, analysis: Analysis, sentence: WordSpan) -> bool:
    """Whether a sentence is a line in capitals like a title, and not the report's title itself."""
    long = [analysis.forms[w] for w in range(*sentence) if len(analysis.forms[w]) >= _LONG]
    capitals = sum(form[0].isupper() for form in long)
    if len(long) < _LONG or capitals < _CAPITALS * len(long) or is_stopped(analysis, sentence):
        return False
    return analysis.slice(sentence).strip() != (report.title or "").strip()


def _lead_sentences(report: Report, analysis: Analysis) -> list[WordSpan]:
    """The first sentences that have a verb, which datelines and headings have not; no captions if there are others."""
    found = [
        s
        for s in analysis.sentences[: LEAD_SENTENCES + 5]
        if any(analysis.upos[w] in ("VERB", "AUX") for w in range(*s))
    ]
    told = [s for s in found if not is_caption(analysis, s)]
    start = max(_below_title(report), _below_teaser(report))
    news = [s for s in told if not _is_question(analysis, s) and not _is_summary(analysis, s)]
    news = [s for s in news if analysis.starts[s[0]] >= start] or news
    return (news or told or found)[:LEAD_SENTENCES]


def _below_title(report: Report) -> int:
    """Where the text goes on below the title where that is repeated in it: a caption or a teaser stands above it."""
    title = (report.title or "").split(":", 1)[-1].strip()
    place = report.text.find(title, 0, _TITLE_WITHIN) if len(title) >= _LONG_TITLE else -1
    return place + len(title) if place > len(title) else 0


def _below_teaser(report: Report) -> int:
    """Where the text goes on below a heading under a teaser or a caption, on its line or the next; 0 if there is none.

    The heading shares a word with the title.
    """
    lines = list(_LINE.finditer(report.text, 0, _TITLE_WITHIN))[:3]
    if len(lines) < 2 or lines[0].group().strip() == (report.title or "").strip():
        return 0
    within = [hit.end() for hit in _STOP_WITHIN.finditer(lines[0].group())]
    if _STOPPED.search(lines[0].group().rstrip()):
        line, above, heading = lines[1], len(lines[0].group()), lines[1].group()
    else:
        line, above = lines[0], within[-1] if within else 0
        heading = lines[0].group()[above:]
    if not above or above > _TEASER_LENGTH or line is lines[-1] or not _is_heading(heading, report.title or ""):
        return 0
    return line.end()


def _is_heading(line: str, title: str) -> bool:
    """Whether a line is short, has no full stop and shares a longer word with the title."""
    own, other = ({word.strip(_MARKS).lower() for word in text.split()} for text in (line, title))
    shared = any(len(word) >= _LONG for word in own & other)
    return shared and len(line.split()) <= _HEADING_WORDS and not _STOPPED.search(line.rstrip())


def _is_question(analysis: Analysis, sentence: WordSpan) -> bool:
    return analysis.forms[sentence[1] - 1].endswith("?")


def _is_summary(analysis: Analysis, sentence: WordSpan) -> bool:
    """Whether a sentence stands in a run of opening lines without a full stop: a summary above the first paragraph."""
    run: list[int] = []
    for each in analysis.sentences:
        if not is_stopped(analysis, each):
            run.append(analysis.paragraph_of[each[0]])
        elif analysis.paragraph_of[each[0]] not in run:
            break
    return len(set(run)) >= _SUMMARY and analysis.paragraph_of[sentence[0]] in run


def is_stopped(analysis: Analysis, sentence: WordSpan) -> bool:
    """Whether the paragraph of a sentence ends as a sentence does."""
    start, end = analysis.span(sentence)
    close = analysis.text.find("\n", end)
    return _STOPPED.search(analysis.text[start : close if close >= 0 else len(analysis.text)].rstrip()) is not None


def is_caption(analysis: Analysis, sentence: WordSpan) -> bool:
    """Whether a sentence stands in a paragraph that describes a photograph and names who took it."""
    start, end = analysis.span(sentence)
    left, right = analysis.text.rfind("\n", 0, start) + 1, analysis.text.find("\n", end)
    right = len(analysis.text) if right < 0 else right
    told = analysis.text[left:right].rstrip()
    return right - left <= _CAPTION and (_PHOTO.search(told) is not None or _CREDIT.search(told) is not None)


def _title_words(report: Report, analysis: Analysis) -> set[str]:
    title = {word.strip(".,:;!?'\"").lower() for word in (report.title or "").split()}
    return {
        tree.lemma(analysis, w)
        for w in range(len(analysis))
        if analysis.upos[w] in ("NOUN", "PROPN", "VERB", "NUM")
        and (tree.form(analysis, w) in title or tree.lemma(analysis, w) in title)
    }


def told_in(analysis: Analysis, sentence: WordSpan) -> list[int]:
    """The predicate of a sentence, seen through "X said that"."""
    root = next((w for w in range(*sentence) if analysis.heads[w] < 0), sentence[0])
    if analysis.upos[root] not in ("VERB", "AUX") and not analysis.dependents(root, "cop"):
        root = _first_clause(analysis, sentence, root)
    seen = 0
    while tree.lemma(analysis, root) in SPEECH and seen < 3 and not _is_deed(analysis, root):
        inner = [c for c in analysis.dependents(root, "ccomp", "parataxis") if analysis.upos[c] not in ("PUNCT", "X")]
        if not inner:
            break
        root = inner[0]
        seen += 1
    return [root]


def _is_deed(analysis: Analysis, verb: int) -> bool:
    """Whether a word is told as the deed, not as its report: a court that finds, a side that claims or might argue."""
    judged = any(tree.lemma(analysis, subject) in _JUDGES for subject in tree.subjects(analysis, verb))
    might = bool(tree.POSSIBLE.intersection(tree.auxiliaries(analysis, verb)))
    return judged or might or tree.lemma(analysis, verb) in _CLAIMS


def _first_clause(analysis: Analysis, sentence: WordSpan, root: int) -> int:
    """The first finite verb that is no relative clause, else the root."""
    for word in range(tree.body_start(analysis, analysis.sentence_of[root]), sentence[1]):
        clause = analysis.upos[word] == "VERB" and not matches(analysis.deprels[word], ("acl",))
        states = word < root and analysis.dependents(word, "cop") and analysis.dependents(word, "nsubj")
        if (clause or states) and tree.is_finite(analysis, word):
            return word
    return root
