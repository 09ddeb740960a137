"""What a report tells of a source whom it does not name: nationality, institution, role, closeness, why unnamed.

Nationality, institution and role are read from the noun phrase, closeness from what hangs behind it, and the reason
from the rest of the sentence or from the next one, where a pronoun takes the source up.
"""

import re
from collections.abc import Iterator, Mapping

from onrecord.knowledge.countries import country_of_name, is_demonym
from onrecord.knowledge.cues import VERBS
from onrecord.knowledge.speakers import (
    CLOSENESS_MARKS,
    DOCUMENT_NOUNS,
    INDEFINITE,
    INSTITUTION_NOUNS,
    KIN,
    ORDINALS,
    REGIONAL,
    ROLE_HEADS_WITHOUT_ROLE,
)
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.attributions.candidates import descendants
from onrecord.records import DetailKind, SourceDetail
from onrecord.spans import Span

_BODIES = frozenset(("ORG", "FAC"))
_INSIDE = frozenset(("of", "at", "from", "in", "with", "for", "within", "inside", "on", "to"))
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "parataxis", "appos"))

_CLOSENESS = re.compile(rf"\b(?:(?:who|that)\s+(?:\w+\s+)?(?:is|are|was|were|has|have|had)\s+)?(?:{CLOSENESS_MARKS})\b")
_ANONYMITY = re.compile(
    r"\b(?:anonymity|anonymously|(?:not|n['’]t)\s+(?:want\s+|wish\s+|like\s+)?(?:to\s+)?be\s+(?:publicly\s+)?"
    r"(?:named|identified|quoted)|(?:named|identified)\s+publicly|(?:withhold|print|use|publish|give|reveal|disclose)\s+"
    r"(?:his|her|their|the)\s+(?:full\s+|real\s+)?(?:names?|identity|identities)|declined\s+to\s+be\s+(?:named|identified)"
    r"|requested\s+anonymity|unauthori[sz]ed\s+to|off\s+the\s+record|on\s+background|(?:name|identity)\s+not\s+be\s+"
    r"(?:used|published|printed|given|revealed)|withheld|(?:not|neither)\b[^.;]{1,40}\bbe\s+named|stay\s+anonymous)\b"
)
_NOT_ALLOWED = re.compile(
    r"\b(?:because\s+(?:he|she|they)\s+(?:is|are|was|were)\s+)?(?:not|n['’]t)\s+(?:been\s+)?"
    r"(?:authori[sz]ed|allowed|permitted|cleared|empowered)\s+to\s+(?:speak|talk|comment|discuss|brief|address|disclose|share"
    r"|release|make)\b"
)
_BARRED = re.compile(
    r"\b(?:(?:can(?:not|['’]t|\s+not)|may\s+not|must\s+not|could\s+not)\s+(?:legally\s+)?be\s+(?:named|identified)"
    r"|fear(?:s|ed|ing)?\s+(?:\w+\s+){1,4}if\s+(?:\w+\s+){0,3}(?:named|identified|quoted)"
    r"|(?:(?:he|she|they)\s+(?:had|has|have|was|were)\s+(?:been\s+)?)?(?:instructed|told|ordered|warned)\s+not\s+to\s+"
    r"(?:speak|talk|comment)|(?:would|could|agreed\s+to)\s+(?:only\s+)?(?:speak|talk)\s+only\s+\w+"
    r"|did\s+not\s+want\s+to\s+be\s+seen)\b"
)
_REASON = re.compile(
    r"\b(?:because(?!\s+of\s+(?:this|that)\b)|citing\b|for\s+fear\b|fearing\b|out\s+of\s+(?:fear|concern)\b|due\s+to\b"
    r"|owing\s+to\b|given\s+the\b|in\s+order\s+to\b|(?<=anonymity\s)to\b|(?<=anonymously\s)to\b|since\s+(?:he|she|they)\b"
    r"|as\s+(?:he|she|they)\b)"
)
_PRONOUN_START = re.compile(
    r"[\W_]*(?:(?:Both|All|One|Each|Some)\b|He|She|They|The\s+(?:official|source|person|diplomat|aide))"
)
_REACH = 400
"""Characters behind a source in which something is told of it."""
_STOP = re.compile(r"[,;:)]|\s[–—]|[.!?](?=\s|$)|\b(?:said|told|says|added|confirmed)\b")


class DetailFinder:
    """Finds what a report tells of unnamed sources; `entities` has the entity label of words of names."""

    def __init__(self, analysis: Analysis, entities: Mapping[int, str]) -> None:
        self._analysis = analysis
        self._entities = entities

    def details(self, head: int) -> tuple[SourceDetail, ...]:
        """The details of the source whose head noun is the word, in text order, each piece of text once."""
        found: dict[tuple[DetailKind, Span], SourceDetail] = {}
        listed = [*self._from_phrase(head), *self._from_clauses(head)]
        for kind, span in sorted(listed, key=lambda entry: (entry[1], entry[0])):
            text = self._analysis.text[slice(*span)]
            if text.strip():
                found.setdefault((kind, span), SourceDetail(kind=kind, text=text, span=span))
        return tuple(found.values())

    # ------------------------------------------------------------ the noun phrase

    def _from_phrase(self, head: int) -> Iterator[tuple[DetailKind, Span]]:
        analysis = self._analysis
        if analysis.upos[head] not in ("NOUN", "PROPN"):
            return
        before = [c for c in analysis.children[head] if c < head and analysis.deprels[c] != "punct"]
        for word in before:
            if self._is_nationality(word):
                yield "nationality", analysis.span(self._nation(word))
        bodies = [self._body_before(word, head) for word in before if self._is_body(word)]
        behind = [self._body_behind(child) for child in analysis.dependents(head, "nmod") if self._belongs(child, head)]
        for words in (*bodies, *behind):
            if words[0] < words[1]:
                yield "institution", analysis.span(words)
        lemma = analysis.lemmas[head].lower()
        if lemma in KIN:
            yield "closeness", analysis.span((head, head + 1))
        elif lemma not in ROLE_HEADS_WITHOUT_ROLE and lemma not in INSTITUTION_NOUNS and lemma not in DOCUMENT_NOUNS:
            yield "role", analysis.span(self._role(head))
        elif lemma in ("source", "insider") and not bodies:
            yield from (("institution", analysis.span((w, w + 1))) for w in before if analysis.deprels[w] == "compound")

    def _is_nationality(self, word: int) -> bool:
        analysis = self._analysis
        form = analysis.forms[word]
        if self._entities.get(word) in _BODIES:
            return False  # "African" of the African Union
        if analysis.deprels[word].split(":")[0] not in ("amod", "compound", "nmod") or not form[:1].isupper():
            return False
        return is_demonym(form) or form in REGIONAL or (country_of_name(form) is not None and len(form) > 1)

    def _nation(self, word: int) -> WordSpan:
        """The adjective with what stands before it and belongs to it: "East African", "South Korean"."""
        start = word
        while (
            start > 0 and self._analysis.upos[start - 1] in ("PROPN", "ADJ") and self._analysis.heads[start - 1] == word
        ):
            start -= 1
        return start, word + 1

    def _is_body(self, word: int) -> bool:
        analysis = self._analysis
        relation = analysis.deprels[word]
        if relation.split(":")[0] not in ("compound", "nmod", "amod") or self._is_nationality(word):
            return False
        lemma = analysis.lemmas[word].lower()
        return self._entities.get(word) in _BODIES or (lemma in INSTITUTION_NOUNS and analysis.upos[word] != "ADJ")

    def _body_before(self, word: int, head: int) -> WordSpan:
        """The institution before the head noun, with its own modifiers: "defence ministry", "the company's"."""
        analysis = self._analysis
        words = [w for w in descendants(analysis, word) if w < head and analysis.deprels[w] not in ("case", "punct")]
        words = [w for w in words if not (self._is_nationality(w) and analysis.heads[w] == word)]
        return (min(words), max(words) + 1) if words else (word, word + 1)

    def _belongs(self, child: int, head: int) -> bool:
        """Whether what hangs behind the noun is the body that the source speaks for or works at."""
        analysis = self._analysis
        cases = {analysis.forms[c].lower() for c in analysis.dependents(child, "case")}
        if child < head or not cases & _INSIDE:
            return False
        lemma = analysis.lemmas[child].lower()
        return self._entities.get(child) in _BODIES or lemma in INSTITUTION_NOUNS

    def _body_behind(self, child: int) -> WordSpan:
        analysis = self._analysis
        skipped = [
            c for c in analysis.children[child] if analysis.deprels[c] in (*_CLAUSES, "case", "punct", "conj", "cc")
        ]
        words = descendants(analysis, child, skipped)
        run = [w for w in words if w <= child or w - child <= len(words)]
        return min(run), max(run) + 1

    def _role(self, head: int) -> WordSpan:
        """The head noun with the adjectives and nouns right before it that are neither nation nor institution."""
        analysis = self._analysis
        start = head
        while start > 0:
            word = start - 1
            mine = analysis.heads[word] == head and analysis.deprels[word] in ("amod", "compound")
            if not mine or self._is_nationality(word) or self._is_body(word) or self._counts(word):
                break
            start = self._analysis.subtree_edges[word][0]
        return start, head + 1

    def _counts(self, word: int) -> bool:
        """Whether the word tells how many or which: "several", "second", "own"."""
        lemma = self._analysis.lemmas[word].lower()
        return lemma in INDEFINITE or lemma in ORDINALS or self._entities.get(word) in ("CARDINAL", "ORDINAL")

    # ------------------------------------------------------------ clauses beside it

    def _from_clauses(self, head: int) -> Iterator[tuple[DetailKind, Span]]:
        analysis = self._analysis
        sentence = analysis.sentence_of[head]
        start = analysis.ends[head]
        end = min(analysis.ends[analysis.sentences[sentence][1] - 1], start + _REACH)
        match = _CLOSENESS.search(analysis.text, start, min(end, start + 90))
        if match and self._near(head, match.start()):
            yield "closeness", (match.start(), self._stop(match.end(), end))
        yield from self._reason(start, end)
        if sentence + 1 < len(analysis.sentences):
            first, last = analysis.sentences[sentence + 1]
            same = analysis.paragraph_of[first] == analysis.paragraph_of[head]
            if same and _PRONOUN_START.match(analysis.text, analysis.starts[first]):
                begin = analysis.starts[first]
                yield from self._reason(begin, min(analysis.ends[last - 1], begin + _REACH), hidden=True)

    def _near(self, head: int, at: int) -> bool:
        """Whether what begins at the character is said of this noun: below it in the tree, or right behind it."""
        words = self._analysis.words_in((at, at + 1))
        if words[0] == words[1]:
            return False
        word = words[0]
        return word - head <= 3 or head in (word, *self._analysis.ancestors(word))

    def _stop(self, start: int, end: int) -> int:
        """Where a phrase that began before `start` ends: at a comma, a verb of speech or the end of the sentence."""
        analysis = self._analysis
        match = _STOP.search(analysis.text, start, end)
        stop = match.start() if match else end
        for word in range(*analysis.words_in((start, stop))):
            finite = analysis.upos[word] == "VERB" and analysis.xpos[word] in ("VBD", "VBZ", "VBP")
            if finite and analysis.lemmas[word].lower() in VERBS and VERBS[analysis.lemmas[word].lower()].spoken:
                stop = analysis.starts[word]
                break
        while stop > start and self._analysis.text[stop - 1].isspace():
            stop -= 1
        return stop

    def _reason(self, start: int, end: int, *, hidden: bool = False) -> Iterator[tuple[DetailKind, Span]]:
        """Why the source is not named; `hidden`: only where the sentence says that it did not want to be."""
        text = self._analysis.text
        asked = _ANONYMITY.search(text, start, end)
        if asked and (why := _REASON.search(text, asked.end(), min(end, asked.end() + 60))):
            yield "reason_unnamed", (why.start(), self._stop(why.end(), end))
            return
        barred = _NOT_ALLOWED.search(text, start, end) or _BARRED.search(text, start, end)
        if barred and (asked or not hidden or barred.start() - start < 60):
            yield "reason_unnamed", (barred.start(), self._stop(barred.end(), end))
