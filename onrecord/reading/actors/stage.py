"""Actors: everybody who acts or speaks in the report, each with all mentions, kind, country, sector and roles."""

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.knowledge.actors import SUPRANATIONAL
from onrecord.knowledge.countries import country, country_of_capital, country_of_demonym, country_of_name
from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.coding import make_actor
from onrecord.reading.actors.context import Context
from onrecord.reading.actors.coreference import cluster
from onrecord.reading.actors.mentions import Candidate, is_agent, is_possessor
from onrecord.reading.actors.names import find_names
from onrecord.reading.actors.nominals import find_nominals, find_pronouns
from onrecord.reading.actors.seats import find_seats
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.reading.layout import Layout
from onrecord.records import Actor, Place, Report
from onrecord.spans import Span, SpanIndex, overlaps


def find_actors(report: Report, analysis: Analysis, layout: Layout, places: Sequence[Place]) -> tuple[Actor, ...]:
    """The people, governments, forces, organisations and groups that act or speak, in the order of first mention."""
    located = {span: place.country for place in places for span in place.mentions}
    found = find_names(analysis, report.published)
    full = frozenset(word for c in found if c.kind == "person" and " " in c.key for word in c.key.split(" "))
    names = [c for c in found if c.key in full or not _elsewhere(report, analysis, c, located)]
    dateline = analysis.words_in(report.dateline.span) if report.dateline is not None else (0, 0)
    nominals = find_nominals(analysis, names, dateline)
    home = home_country(report, analysis, names, places)
    seats = find_seats(analysis, places)
    clusters = cluster(analysis, names, nominals, find_pronouns(analysis), _quoted(analysis, layout), home, seats)
    lead = _lead_country(analysis, names, dateline) or _opening_place(analysis, names, located)
    named = frozenset(c.country for c in names if c.country and c.entry is None)
    context = Context(
        report.published, home, SpanIndex(located.items()), lead, _acting(analysis, clusters), named, seats
    )
    return tuple(make_actor(c, analysis, context) for c in clusters if _acts(c))


def home_country(report: Report, analysis: Analysis, names: Sequence[Candidate], places: Sequence[Place]) -> str | None:
    """The country that the report is plainly about: that of the dateline, or the one named most by far; else None.

    Countries count by name, adjective, capital and institution, and by the towns and divisions in them. A dateline
    elsewhere than in the country named most (a correspondent abroad, a summit) leaves it open.
    """
    counts = Counter(c.country for c in names if c.country and c.country not in SUPRANATIONAL)
    counts.update(
        found
        for form, tag in zip(analysis.forms, analysis.xpos, strict=True)
        if tag == "JJ" and form[:1].isupper() and (found := country_of_demonym(form)) is not None
    )
    counts.update(_towns(names, places, analysis))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    dateline = _dateline_country(report, places)
    if dateline is not None:
        others = max((n for code, n in ranked if code != dateline), default=0)
        return dateline if counts[dateline] >= 1.5 * others else None
    if ranked and ranked[0][1] >= 4 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        return ranked[0][0]
    return None


def _towns(names: Sequence[Candidate], places: Sequence[Place], analysis: Analysis) -> Counter[str]:
    """How many towns and divisions of each country the report names, capitals that count as states left out."""
    counted = {analysis.span(c.core) for c in names}
    rows = [country(p.country) for p in places if p.country and p.level in ("admin1", "admin2", "city")]
    kept = [counted.isdisjoint(p.mentions) for p in places if p.country and p.level in ("admin1", "admin2", "city")]
    return Counter(row.iso3 for row, new in zip(rows, kept, strict=True) if row is not None and new)


def _lead_country(analysis: Analysis, names: Sequence[Candidate], dateline: WordSpan) -> str | None:
    """The country whose state acts first in the opening sentence, where no other is named more often."""
    counts = Counter(c.country for c in names if c.country and c.country not in SUPRANATIONAL)
    opening = next((end for _, end in analysis.sentences if end > dateline[1] + 3), 0)
    for c in names:
        if c.words[0] >= opening:
            break
        if c.acts and c.kind in ("government", "capital") and c.country and dateline[1] <= c.words[0]:
            return c.country if counts[c.country] == max(counts.values()) else None
    return None


def _opening_place(analysis: Analysis, names: Sequence[Candidate], located: Mapping[Span, str | None]) -> str | None:
    """The only country that the places of the opening sentence lie in, where no other is named more often."""
    close = int(analysis.ends[analysis.sentences[0][1] - 1]) if analysis.sentences else 0
    rows = {code: country(code) for (start, _), code in sorted(located.items()) if code and start < close}
    codes = sorted({row.iso3 for row in rows.values() if row is not None})
    counts = Counter(c.country for c in names if c.country and c.entry is None and c.country not in SUPRANATIONAL)
    if len(codes) != 1:
        return None
    return codes[0] if all(n <= 2 for code, n in counts.items() if code != codes[0]) else None


def _acting(analysis: Analysis, clusters: Sequence[Cluster]) -> tuple[tuple[int, int, str], ...]:
    """Word, sentence and country of each mention of a state that is a subject, agent or possessor, in text order."""
    found = [
        (m.words[0], analysis.sentence_of[m.head], c.country)
        for c in clusters
        if c.country and (c.kind == "state" or (c.kind == "person" and c.names)) and c.country not in SUPRANATIONAL
        for m in c.members
        if is_agent(analysis, m.head) or (c.kind == "state" and m.form != "pronoun" and is_possessor(analysis, m.head))
    ]
    return tuple(sorted(found))


def _dateline_country(report: Report, places: Sequence[Place]) -> str | None:
    if report.dateline is None:
        return None
    for place in places:
        if any(overlaps(span, report.dateline.span) for span in place.mentions):
            row = country(place.country) if place.country else None
            if row is not None:
                return row.iso3
    name = report.dateline.place or ""
    return country_of_capital(name) or country_of_name(name)


def _elsewhere(report: Report, analysis: Analysis, candidate: Candidate, located: Mapping[Span, str | None]) -> bool:
    """Whether a name is no actor's: in the dateline, or a place's that was taken for a person's."""
    span = analysis.span(candidate.words)
    if report.dateline is not None and overlaps(span, report.dateline.span):
        return True
    if candidate.kind != "person" or span not in located:
        return False
    before = analysis.forms[candidate.words[0] - 1].lower() if candidate.words[0] else ""
    return candidate.words[1] - candidate.words[0] == 1 or (
        located[span] is not None and before in ("in", "at", "near")
    )


def _acts(found: Cluster) -> bool:
    return any(m.acts and m.form != "pronoun" for m in found.members)


def _quoted(analysis: Analysis, layout: Layout) -> list[bool]:
    """For each word whether it stands in quotation marks."""
    marks = [False] * len(analysis)
    for quotation in layout.quotations:
        inner: Span = quotation.inner
        for word in range(*analysis.words_in(inner)):
            marks[word] = True
    return marks
