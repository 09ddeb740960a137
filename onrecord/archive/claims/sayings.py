"""What one report says, piece by piece: the content of each attribution, and sentences on nobody's word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from onrecord.archive.claims.sentences import sentences
from onrecord.archive.claims.words import Terms, lemma, nearness, terms_of, with_names
from onrecord.knowledge.cues import COMMITTING, REJECTING, VERBS
from onrecord.records import Attribution, Record
from onrecord.spans import Span, overlaps

LEAST_TERMS = 2
"""Terms of the shortest saying."""
_LEAST_CONFIDENCE = 0.35
_ACTS = COMMITTING - {"promise", "pledge", "vow", "threaten", "swear"}
"""Cues of what somebody did rather than said: to agree on a cut is an act that others report."""
_CONJUNCTION = re.compile(r"[\s,;]*(?:(?:and|but) )?(?:that )?(?=\S)")
_SHORT = 2
_NO_SUCH = re.compile(r"\bno such\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:such|this|these|those|there)\b|^(?:that )?the \w+\W*$", re.IGNORECASE)
_GAP = 40
"""Characters that may be missing between two pieces of one content."""
_CLAIMING = re.compile(
    r"(?:as \w+(?: and \w+)? )?(?:(?:an? |the )?(?:\w+ ){0,2}\w+['’]s? )?"
    r"(?:(?:the|a|an|press|media|news|newspaper|earlier|any|all)\s+)*"
    r"(?:reports?|claims?|complaints?|contentions?|allegations?|accusations?|suggestions?|assertions?|rumou?rs?"
    r"|speculation)\b(?:[^.;]{0,60}?\bthat\s|\s(?:about|of|on)\s)",
    re.IGNORECASE,
)
_AND = re.compile(
    r",? and (?:also |then |later )?(?P<verb>[a-z]+)(?= (?:that|to|the|an?|no|its|his|her|their|many|all|\d)\b)"
)
_PAST = frozenset("has had was were said told made took gave sent put kept left held set cut met won led".split())
_LONG_CLAUSE = 24
"""Characters that the first of two clauses has at least."""
_NEWS_THAT = re.compile(
    r"[^.;:]{0,80}\b(?:reports?|story|stories|article|account|news)\b(?:,? [^,;:]{0,60},)? that (?P<told>.)",
    re.IGNORECASE,
)
_REPORT_ON = re.compile(
    r"(?:an?|the)\s+(?:[\w’'.-]+\s+){0,4}(?:reports?|story|stories|article|account)\s+(?:that|which)\s+"
    r"(?:rest|quot|cit|rel(?:y|ie)|(?:was|is|were) based)\w*\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE_WORD = r"(?:citing|quoting|cited|quoted|attributed to|on the word of|according to)"
_SOURCE_PART = re.compile(rf"\b{_SOURCE_WORD}\W*$", re.IGNORECASE)
_SOURCE_HEAD = re.compile(rf"\W*{_SOURCE_WORD}\b", re.IGNORECASE)
_BACKGROUND_TERMS = 3
_ASKING = re.compile(
    r"\W*(?:(?:has|have|had|is|are|was|were|be|been|being) )*(?:demand|urg|appeal|plead|implor|exhort|request)\w*"
    r"|\W*(?:(?:has|have|had|is|are|was|were|been) )*"
    r"(?:call(?:s|ed|ing)? (?:on|upon|for)|ask(?:s|ed|ing)? (?:for|that|the|[A-Z]))\b"
)
_PRONOUNS = frozenset("he she it they him her them his its their".split())
_NAMED = re.compile(r"[A-Z]\w")
_NOT_SAID = re.compile(
    r"\b(?:neither|nor|not|nobody|none|no one|yet to|unable to|could n[o']t|has n't)\b|n['’]t\b", re.IGNORECASE
)
_GENERIC = re.compile(
    r"\W*(?:(?:press|news|media|newspaper|such|all|any|the|a|an|that|these|those|this|latest|earlier|foreign)\s+)*"
    r"(?:reports?|claims?|allegations?|accusations?|account|story|stories|news|halt|move|it|this|that|which|so|rumou?rs?"
    r"|charges?|suggestions?|assertions?|version|article|speculation|talk|memo|note)"
    r"(?:\s+(?:to the contrary|about (?:it|this|that)|to that effect|as \w+"
    r"|(?:on the word of|by|from|in) (?:(?!that ).)*))?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A piece of what a report says, whole within one sentence.

    `attributions` are the statements that it is the content of, none where the report says it on nobody's word.
    `negated`: whether what is on record is that it is not so, by the stance or by its own words.
    """

    report: int
    span: Span
    sentence: int
    terms: Terms
    attributions: tuple[Attribution, ...]
    negated: bool
    generic: bool = False
    """Whether it only points at something said elsewhere: "the report", "it"."""

    asked: bool = False
    """Whether it is asked for, and nobody says that it is so: "demanded that it raise the tariff"."""

    @property
    def denial(self) -> bool:
        """Whether somebody denies it in so many words."""
        return any(a.stance == "denies" for a in self.attributions)


@dataclass(frozen=True, slots=True)
class Telling:
    """A report taken apart: its record, its sentences, and its sayings in text order."""

    number: int
    record: Record
    sentences: tuple[Span, ...]
    sayings: tuple[Saying, ...]

    @property
    def text(self) -> str:
        """The report's canonical text."""
        return self.record.report.text


def tell(number: int, record: Record) -> Telling:
    """A report's sayings; `number` is the report's place among those compared."""
    text = record.report.text
    found = tuple(sentences(text))
    contents = [_rejected(text, a) for a in record.attributions if _says(record, a)]
    sayings = [s for at, span in enumerate(found) for s in _in_sentence(number, record, at, span, contents)]
    return Telling(number, record, found, tuple(_resolved(text, sayings)))


def _resolved(text: str, sayings: list[Saying]) -> Iterator[Saying]:
    """The sayings, what "such plans" and "the ban" point back to with the terms of the nearest saying that has it."""
    for at, saying in enumerate(sayings):
        terms, words = saying.terms, text[slice(*saying.span)]
        if not saying.generic and len(terms.terms) <= _SHORT and _BACK.search(words):
            earlier = [s for s in reversed(sayings[:at]) if not s.generic]
            before = next((s for s in earlier if _points_at(terms, s.terms)), None)
            if before is None and _NO_SUCH.search(words):
                before = next(iter(earlier), None)
            if before is not None:
                known = terms.keys
                more = tuple(term for term in before.terms.terms if term.key not in known)
                saying = replace(saying, terms=replace(terms, terms=terms.terms + more))
        if saying.generic or len(saying.terms.terms) >= LEAST_TERMS:
            yield saying


def _points_at(terms: Terms, others: Terms) -> bool:
    return any(nearness(a, b) >= 0.7 and a.bases for a in terms.terms for b in others.terms)


def _says(record: Record, attribution: Attribution) -> bool:
    """Whether somebody says something there: not a refusal to speak, a thought or an act."""
    if attribution.stance == "declines" or attribution.confidence < _LEAST_CONFIDENCE or not attribution.content:
        return False
    cue = record.report.text[slice(*attribution.cue)].lower() if attribution.cue else ""
    if attribution.stance == "confirms" and attribution.cue and _unsaid(record.report.text, attribution.cue):
        return False
    lemmas = [lemma(word, "VERB") for word in re.findall(r"[a-z]+", cue)]
    verbs = [VERBS[word] for word in lemmas if word in VERBS]
    if any(word in _ACTS for word in lemmas):
        return False
    return not verbs or any(entry.spoken for entry in verbs)


def _sides(attributions: Sequence[Attribution]) -> list[tuple[Attribution, ...]]:
    """Those who deny a content apart from those who say it: "the paper reported that X, which the ministry denied"."""
    denying = tuple(a for a in attributions if a.stance == "denies")
    saying = tuple(a for a in attributions if a.stance != "denies")
    return [side for side in (saying, denying) if side] or [()]


def _rejected(text: str, attribution: Attribution) -> Attribution:
    """The attribution as a denial where its cue rejects a report: "dismissed as invented a report that X"."""
    cue = text[slice(*attribution.cue)].lower() if attribution.cue else ""
    if attribution.stance == "asserts" and any(lemma(word, "VERB") in REJECTING for word in re.findall(r"[a-z]+", cue)):
        start, stop = min(attribution.content)
        if _CLAIMING.match(text, start, stop) or _GENERIC.fullmatch(text[start:stop]):
            return structs.replace(attribution, stance="denies")
    return attribution


def _unsaid(text: str, cue: Span) -> bool:
    """Whether the words before a cue, in its sentence, take it back: "neither has confirmed it"."""
    head = text[max(0, cue[0] - 80) : cue[1]]
    return _NOT_SAID.search(re.split(r"[.!?]\s", head)[-1]) is not None


def _in_sentence(
    number: int, record: Record, at: int, sentence: Span, attributions: Sequence[Attribution]
) -> Iterator[Saying]:
    text = record.report.text
    here = [a for a in attributions if any(overlaps(span, sentence) for span in a.content)]
    outer = [a for a in here if a.inside not in {b.id for b in here}] or here
    sentence = _without_dateline(record, sentence)
    marks = [span for a in outer for span in (a.cue, a.source.span) if span and overlaps(span, sentence)]
    pieces: list[tuple[Span, list[Attribution]]] = []
    for attribution in here:
        own = [span for span in (attribution.cue, attribution.source.span) if span] if attribution.source.span else []
        for span in _pieces(attribution, sentence, own):
            _add(pieces, _without_claim(text, _widened(text, span, sentence, marks)), attribution)
    if not _declines(record, sentence):
        pieces += [(_reported(text, span), []) for span in _rest(text, sentence, [span for span, _ in pieces] + marks)]
    for span, listed in sorted(pieces, key=lambda piece: piece[0]):
        for side in _sides(listed):
            subject: list[str] = []
            for part in _clauses(text, span):
                saying = _saying(number, record, at, part, side, subject)
                subject = subject or re.findall(r"[A-Z][\w’'-]+", text[slice(*part)])
                if saying is not None:
                    yield saying


def _without_dateline(record: Record, sentence: Span) -> Span:
    """The sentence without the place, date and credit that it opens with."""
    text, dateline = record.report.text, record.report.dateline
    if dateline is None or not overlaps(dateline.span, sentence):
        return sentence
    rest = re.compile(r"(?:[^\w\n]|\([^)\n]{1,60}\))*").match(text, dateline.span[1], sentence[1])
    start = max(dateline.span[1], rest.end() if rest else 0)
    return (start, sentence[1]) if start < sentence[1] else sentence


def _declines(record: Record, sentence: Span) -> bool:
    """Whether the sentence tells of somebody who said nothing: neither a saying nor background."""
    return any(
        a.stance == "declines" and any(overlaps(span, sentence) for span in (a.cue, *a.content) if span)
        for a in record.attributions
    )


def _pieces(attribution: Attribution, sentence: Span, marks: Sequence[Span]) -> list[Span]:
    """The parts of a content within a sentence; parts with no more than a few words between them are one."""
    parts: list[Span] = []
    for start, stop in sorted(attribution.content):
        start, stop = max(start, sentence[0]), min(stop, sentence[1])
        if start >= stop:
            continue
        gap = (parts[-1][1], start) if parts else None
        if gap and gap[1] - gap[0] <= _GAP and not any(overlaps(gap, mark) for mark in marks):
            parts[-1] = (parts[-1][0], max(stop, parts[-1][1]))
        else:
            parts.append((start, stop))
    return parts


def _without_claim(text: str, span: Span) -> Span:
    """What is claimed, without the words that call it a claim: "a report by X that Y" says Y."""
    head = _CLAIMING.match(text, *span)
    return (head.end(), span[1]) if head and span[1] - head.end() >= 12 else span


def _add(pieces: list[tuple[Span, list[Attribution]]], span: Span, attribution: Attribution) -> None:
    """Put a content beside the one that it shares most of its characters with, or alone."""
    for at, (other, listed) in enumerate(pieces):
        shared = min(span[1], other[1]) - max(span[0], other[0])
        if shared > 0.6 * min(span[1] - span[0], other[1] - other[0]):
            pieces[at] = ((min(span[0], other[0]), max(span[1], other[1])), [*listed, attribution])
            return
    pieces.append((span, [attribution]))


def _widened(text: str, span: Span, sentence: Span, marks: Sequence[Span]) -> Span:
    """The content with the words before it up to the start of the sentence, where nobody is named or says there."""
    before = (sentence[0], span[0])
    if before[0] < before[1] and before[1] - before[0] <= 60 and not any(overlaps(before, mark) for mark in marks):
        head = text[slice(*before)]
        if not re.search(r"[;:(\"“]|[-–—] ", head):
            return sentence[0], span[1]
    return span


def _rest(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a sentence that are nobody's content, cue or source, cut at commas next to what is taken."""
    at = sentence[0]
    for start, stop in sorted(taken):
        if start > at:
            yield from _trimmed(text, at, min(start, sentence[1]))
        at = max(at, stop)
    if at < sentence[1]:
        yield from _trimmed(text, at, sentence[1])


def _reported(text: str, span: Span) -> Span:
    """What a report is said to tell, of a sentence on that report: "his words followed a Globe report that X" is X."""
    found = _NEWS_THAT.match(text, *span)
    return (found.start("told"), span[1]) if found and span[1] - found.start("told") >= 12 else span


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """The parts of a piece that tell two things of one subject: "was taken at a meeting" and "confirms that X"."""
    start = span[0]
    for match in _AND.finditer(text, *span):
        word = match["verb"].lower()
        if match.start() - start >= _LONG_CLAUSE and span[1] - match.end() >= _LONG_CLAUSE // 2 and _inflected(word):
            yield start, match.start()
            start = match.start("verb")
    yield start, span[1]


def _inflected(word: str) -> bool:
    return lemma(word, "VERB") != word and (word.endswith(("s", "ed")) or word in _PAST)


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and not text[start].isalnum():
        start += 1
    while stop > start and not text[stop - 1].isalnum():
        stop -= 1
    if stop - start >= 12:
        yield start, stop


def _saying(
    number: int,
    record: Record,
    at: int,
    span: Span,
    attributions: tuple[Attribution, ...],
    subject: Sequence[str],
) -> Saying | None:
    span = _without_conjunction(record.report.text, span)
    text = record.report.text[slice(*span)]
    if _SOURCE_HEAD.match(text) or _SOURCE_PART.search(record.report.text[max(0, span[0] - 20) : span[0]]):
        return None
    if attributions and (_GENERIC.fullmatch(text) or _REPORT_ON.fullmatch(text)):
        terms = terms_of(text)
        return Saying(number, span, at, terms, attributions, _negated(attributions, terms), generic=True)
    own = terms_of(text)
    if not own.terms:
        return None
    terms = with_names(own, [*_names_meant(record, span), " ".join(subject)])
    if len(terms.terms) < (1 if attributions else _BACKGROUND_TERMS):
        return None
    asked = any(_asks(record, a) for a in attributions)
    return Saying(number, span, at, terms, attributions, _negated(attributions, terms), asked=asked)


def _asks(record: Record, attribution: Attribution) -> bool:
    """Whether somebody asks for what an attribution has as its content."""
    if attribution.cue is None:
        return False
    start, stop = attribution.cue
    return _ASKING.match(record.report.text, start, stop + 16) is not None


def _without_conjunction(text: str, span: Span) -> Span:
    """The span without the "that" or "and" that it begins with."""
    head = _CONJUNCTION.match(text, *span)
    return (head.end(), span[1]) if head and span[1] - head.end() >= 8 else span


def _negated(attributions: Sequence[Attribution], terms: Terms) -> bool:
    return any(a.stance == "denies" for a in attributions) != terms.negated


def _names_meant(record: Record, span: Span) -> list[str]:
    """The names of the actors that the words of a span mean without naming them: "it", "the ministry"."""
    text, found = record.report.text, []
    for actor in record.actors:
        for mention in actor.mentions:
            if not (span[0] <= mention[0] and mention[1] <= span[1]):
                continue
            words = text[slice(*mention)]
            if not _NAMED.search(words) or words.lower() in _PRONOUNS:
                found.append(actor.name)
                break
    return found
