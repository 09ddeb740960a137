"""Which outlets a report credits, with what: its agency, where it first came out, whose news it passes on."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from onrecord.archive.reuse.outlets import Named, named_outlets, outlet_key, outlet_of_uri
from onrecord.records import Attribution, Record
from onrecord.spans import Span, SpanIndex, overlaps

CreditRole = Literal["wire", "byline", "republished", "contributor", "reported", "told", "aired"]

CARRIED = frozenset({"wire", "byline", "republished"})
"""Credits for the text as a whole: the report is that outlet's, under another roof."""

_REPORTER = r"(?:['’]s?(?: [A-Z][\w.'’-]+){0,3}(?: and(?: [A-Z][\w.'’-]+){1,3})?)?"
_FILLERS = (
    r"(?:,? (?:a|an|the|which|that|who|has|have|had|also|first|earlier|previously|later|then|on|\w+day|citing|in"
    r"|\w+ly)\b)*,? (?-i:[a-z]+ ){0,2}"
)
_REPORTS = (
    r"(?:report(?:s|ed|ing)?|says?|said|wrote|writes|notes|noted|adds|added|reveal(?:s|ed)|learned|obtained|published"
    r"|cit(?:es|ed|ing)|quot(?:es|ed|ing)|broke|found|disclosed|confirmed|described|explain(?:s|ed)|claim(?:s|ed)|details"
    r"|tells us|points out|stor(?:y|ies)|article|poll|survey|account|investigation|analysis|scoop|exclusive|op-ed"
    r"|editorial|column)\b"
)
_REPORTED_AFTER = re.compile(_REPORTER + _FILLERS + _REPORTS, re.IGNORECASE)
"""Behind a name: "reported on Friday", "'s Anna Berg and Jan Holm wrote", "story"."""
_REPORTED_BEFORE = re.compile(
    r"(?:according to|reported (?:\w+ ){0,3}(?:by|in|on)|reports(?: from)?|report (?:by|in|from|on)|told by"
    r"|(?:obtained|reviewed|seen|published|disclosed|revealed|broken|cited|quoted|conducted|released|detailed|described"
    r"|posted|written|stor(?:y|ies)|article) (?:\w+ )?(?:by|in|from|on)"
    r"|poll by|survey from|op-ed (?:\w+ ){0,3}in|quotes?|citing|cites|per|h/t|hat tip to|as reported)"
    r"\W+(?:reporters? (?:at|for|from) )?(?:the )?$",
    re.IGNORECASE,
)
_LENT_BEFORE = re.compile(
    r"^\W*(?:contributing|with (?:files|reporting) from|(?:some )?material from)\b[^\n]*$", re.IGNORECASE
)
_LENT_AFTER = re.compile(r"[^\n.]{0,40} (?:was|were) used in this (?:report|story|article)", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:(?:talk(?:ed|ing)?|spoke|speak|speaking) (?:to|with)|told|tells?|telling"
    r"|interview(?:ed)? (?:\w+ ){0,3}(?:with|by|on|to)"
    r"|(?:statement|e-?mail|remarks|comments?|confirmed|admitted|acknowledged|said) (?:\w+ )?(?:to|with)"
    r"|given to|provided to|sent to|shared with|appear(?:ed|ing|ance) on)"
    r"\W+(?:reporters? (?:at|for|from) )?(?:the )?$",
    re.IGNORECASE,
)
_AIRED_BEFORE = re.compile(r"\b(?:on|appear(?:ed|ing|ance) (?:on|with)|op-ed (?:\w+ )?for)\W+(?:the )?$", re.IGNORECASE)
_AIRED_TITLE = re.compile(r"[“\"‘'](?:the )?$", re.IGNORECASE)
_AIRED_AFTER = re.compile(r"['’]s? (?:[“\"‘']|(?:[A-Z][\w.&’'-]*|the|of|with|and)(?: |\W*$)|morning|evening)")
"""Behind the name of a broadcaster that somebody told something: the programme, or who asked."""
_CLAUSE = 25
"""Characters between a name and its verb of saying."""
_REACH = 70
"""Characters before and behind a name within which the words stand that make it a credit."""


class OutletCredit(NamedTuple):
    """An outlet that the report credits: `reported` where its news is passed on, `told` where somebody spoke to it.

    `aired` is talk on its programmes, which everybody could hear.

    `unnamed` tells that who spoke to it is not named; `span` is None for a byline, which stands outside the text.
    """

    key: str
    name: str
    role: CreditRole
    span: Span | None
    unnamed: bool = False


def own_outlets(record: Record) -> frozenset[str]:
    """The keys of the outlet that the report came out in, from its name and its address."""
    report = record.report
    return frozenset(filter(None, (outlet_key(report.outlet), None if report.outlet else outlet_of_uri(report.uri))))


def outlet_credits(record: Record, others: Iterable[str] = ()) -> tuple[OutletCredit, ...]:
    """The credits of a report in text order; `others` are names of outlets to look for beside the known ones.

    What is credited to the report's own outlet is in the list too: "told CNN" in CNN's own report.
    """
    found = list(_lines(record))
    taken = [credit.span for credit in found if credit.span]
    report = record.report
    sources = SpanIndex((a.source.span, a) for a in record.attributions if a.source.span)
    passed = {hop: attribution for attribution in record.attributions for hop in attribution.via}
    own = [report.outlet] if report.outlet else []
    for named in named_outlets(report.text, [*own, *others]):
        if any(overlaps(named.span, span) for span in taken):
            continue
        credit = _in_prose(record, named, sources, passed)
        if credit is not None:
            found.append(credit)
    return tuple(sorted(found, key=lambda credit: (credit.span is not None, credit.span or (0, 0))))


def _lines(record: Record) -> Iterator[OutletCredit]:
    """The report's credit lines and its byline."""
    report = record.report
    for credit in report.credits:
        first = next(named_outlets(credit.outlet), None)
        key = first.key if first else outlet_key(credit.outlet)
        if key:
            yield OutletCredit(key, credit.outlet, credit.kind, credit.span)
    for named in named_outlets(report.byline or ""):
        yield OutletCredit(named.key, (report.byline or "")[slice(*named.span)], "byline", None)


def _in_prose(
    record: Record, named: Named, sources: "SpanIndex[Attribution]", passed: dict[str, Attribution]
) -> OutletCredit | None:
    text, (start, end) = record.report.text, named.span
    name = text[start:end]
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    speakers = [a for _, a in sources.overlapping(named.span) if a.source.kind in ("outlet", "document")]
    told = [passed[a.id] for a in speakers if a.id in passed]
    unnamed = _nobody(before) or any(_UNNAMED.search(_words_of(record, a)) for a in told)
    if _LENT_BEFORE.search(before) or _LENT_AFTER.match(after):
        return OutletCredit(named.key, name, "contributor", named.span)
    if _TOLD_BEFORE.search(before):
        role: CreditRole = "aired" if _AIRED_AFTER.match(after) or _AIRED_TITLE.search(before) else "told"
        return OutletCredit(named.key, name, role, named.span, unnamed)
    if _AIRED_BEFORE.search(before):
        return OutletCredit(named.key, name, "aired", named.span)
    if _REPORTED_BEFORE.search(before) or _REPORTED_AFTER.match(after):
        return OutletCredit(named.key, name, "reported", named.span, unnamed)
    if any(_beside(a.cue, named.span) and outlet_key(a.source.name) == named.key for a in speakers):
        return OutletCredit(named.key, name, "told" if told else "reported", named.span, unnamed)
    return None


def _beside(cue: Span | None, span: Span) -> bool:
    """Whether what tells that somebody says something stands by the name, or is the name's own clause."""
    return cue is not None and min(abs(cue[0] - span[1]), abs(span[0] - cue[1])) <= _CLAUSE


def _words_of(record: Record, attribution: Attribution) -> str:
    span = attribution.source.span
    return record.report.text[slice(*span)] if span else ""


_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|persons?|people|aides?|diplomats?|insiders?|witnesses)\b\W*(?:\w+\W+){0,6}$",
    re.IGNORECASE,
)


def _nobody(before: str) -> bool:
    """Whether those who told it are "officials" or "sources", not somebody with a name."""
    clause = _TOLD_BEFORE.split(before)[0]
    return _UNNAMED.search(clause) is not None and not re.search(r"\b[A-Z]\w+ [A-Z]\w+\W*$", clause)
