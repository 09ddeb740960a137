"""Which outlets a report has its news from: where it credits them, and what it tells of their sources."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.archive.claims.sayings import Telling
from onrecord.archive.reuse.credits import OutletCredit, outlet_credits, own_outlets
from onrecord.archive.reuse.outlets import named_outlets
from onrecord.spans import Span, contains, overlaps

_DEEPER = re.compile(r"\b(?:quot|cit|referr|pick|carr|credit|attribut|based on|relay|repeat|follow)\w*\b")
_QUOTING = re.compile(
    r"\b(?:quot(?:ed|ing|es)|cit(?:ed|ing|es)|picked up from|relying on|based on|referr(?:ed|ing) to|Information from:)"
    r"\W+(?:(?:a|an|the|reports? (?:by|in|from)) ?){0,3}$"
)
_JOURNAL = re.compile(r"\b(?:Letters|Journal of|Proceedings|Annals|Archives of|Transactions)\b")
"""Journals of science: what they publish is public."""
_BY = re.compile(r"\b(?:quoted|cited|carried|relayed|picked up|repeated|followed) (?:\w+ )?by\W+(?:the )?$")
_INNER = re.compile(
    r"\b(?:citing|cited|cites|quoting|quoted|quotes|attributed to|on the word of|rests? on|relying on|based on"
    r"|spoken to|from)\s+(?P<source>(?:(?!\bthat\b|\breport\b)[\w’'.-]+\s+){0,6}?"
    r"(?:sources?|officials?|delegates?|diplomats?|people|persons?|aides?|insiders?|executives?|lawmakers?|ministers?|officers?|advisers?|employees|witnesses|documents?|memo|e-?mails?)\b)",
    re.IGNORECASE,
)
_SEEN_BY = re.compile(
    r"\b(?:seen|obtained|reviewed|viewed|examined|read|verified|acquired) (?:\w+ly )?by (?:[Tt]he )?$"
    r"|\b(?:leaked|given|shown|provided|passed|sent|made available) to (?:the )?$|\bshared with (?:the )?$"
)
_OWN_FIND = re.compile(
    r"\s+(?:(?:has|have|had)\s+)?(?:since |also |now |exclusively |independently )?"
    r"(?:obtained|learned|learnt|seen|confirmed|reviewed|viewed|verified)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a report credits other outlets: in which sentence, the innermost that it names, its sources if told."""

    sentence: int
    outlet: str
    role: str
    """`reported` or `told`; where it is the report's own outlet, `found` if it says that it learned something itself,
    `seen` if a paper was seen by it."""
    span: Span
    source: str | None = None
    through: tuple[str, ...] = ()
    """Keys of the outlets that had it from this one, as the report tells: "Reuters, quoting the Globe" -> Reuters."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What a report credits: its own outlet's keys, the outlet whose text it carries, its citations in text order."""

    own: frozenset[str]
    home: str | None
    """Key of the outlet that hears its sources: an agency whose copy it is, else its own; None where not known."""
    citations: tuple[Citation, ...]
    names: tuple[tuple[str, str], ...]
    """Keys and names of the outlets that it names."""
    confided: tuple[tuple[str, str], ...] = ()
    """Who, by name, told which outlet, by key: what they say in the rest of the report comes from there as well."""


def credits_of(telling: Telling, others: Iterable[str]) -> Credits:
    """The outlets that a report names with what it has from them; `others` are the outlets of the other reports."""
    record, own = telling.record, own_outlets(telling.record)
    found = outlet_credits(record, others)
    carried = [c for c in found if c.role in ("wire", "byline", "republished") and c.key not in own]
    home = carried[0].key if carried else min(own, default=None)
    prose = [c for c in found if c.role in ("reported", "told") and c.span and not _JOURNAL.search(c.name)]
    prose = sorted([*prose, *_quoted(telling.text, prose, others)], key=lambda c: c.span or (0, 0))
    citations = [c for at, span in enumerate(telling.sentences) for c in _in_sentence(telling, at, span, prose, own)]
    names = tuple(sorted({(c.key, c.name) for c in found}))
    return Credits(own, home, tuple(citations), names)


def _quoted(text: str, known: Sequence[OutletCredit], others: Iterable[str]) -> Iterator[OutletCredit]:
    """Outlets behind a word of citing or seeing that are no credit yet: "a report that quoted the Globe"."""
    for named in named_outlets(text, others):
        if any(c.span and overlaps(c.span, named.span) for c in known):
            continue
        before = text[max(0, named.span[0] - 40) : named.span[0]]
        if _QUOTING.search(before) or _SEEN_BY.search(before):
            yield OutletCredit(named.key, text[slice(*named.span)], "reported", named.span)


def _in_sentence(
    telling: Telling, at: int, sentence: Span, credits: Sequence[OutletCredit], own: frozenset[str]
) -> Iterator[Citation]:
    """The innermost outlets credited in a sentence: of "Reuters said, quoting the Globe" the Globe."""
    text = telling.text
    here = [c for c in credits if c.span and contains(sentence, c.span)]
    outer: set[int] = set()
    for first, second in zip(range(len(here)), range(1, len(here)), strict=False):
        a, b = here[first].span, here[second].span
        if a and b and here[first].key != here[second].key:
            between = text[a[1] : b[0]]
            if _BY.search(between):
                outer.add(second)
            elif _DEEPER.search(between) and here[second].role == "reported":
                outer.add(first)
    inner = _INNER.search(text, *sentence)
    for number, credit in enumerate(here):
        if number in outer or credit.span is None:
            continue
        role: str = credit.role
        if credit.key in own and _OWN_FIND.match(text, credit.span[1]):
            role = "found"
        elif _SEEN_BY.search(text[sentence[0] : credit.span[0]]):
            role = "seen"
        if credit.key in own and role not in ("told", "found", "seen"):
            continue
        if role == "seen" and credit.key not in own:
            role = "reported"
        through = tuple(here[n].key for n in sorted(outer) if here[n].key not in own)
        source = inner["source"].strip() if inner else None
        yield Citation(at, credit.key, role, credit.span, source, through)
