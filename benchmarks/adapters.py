"""From a bench's row to a report, and from its record back to what the bench asks for: one function a facet.

An adapter reads only the fields that a user could know; the few that hand over more (a marked pair, the span of an
event) say so. Texts go in verbatim, because the benches' offsets count their characters.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from benchmarks.rows import Row
from onrecord.knowledge.actors_phrases import resolve_phrase
from onrecord.knowledge.countries import country as find_country
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.acled import classify
from onrecord.reading.events.cameo import cameo_rows
from onrecord.reading.events.modality import plain_reader
from onrecord.reading.events.pairs import happening_chances, pair_chances
from onrecord.reading.reader import read
from onrecord.records import Attribution, EventType, Record, Report, report_id
from onrecord.spans import Span, SpanIndex, covering

PERSON_KINDS = {"person", "group", "population"}
ENTITY_TYPES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
NOTHING = 0.3
"""A sentence has no event where nothing happens with at least this probability."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
QUADS: dict[EventType, str] = {
    "AGREE": "verbal_coop",
    "CONSULT": "verbal_coop",
    "SUPPORT": "verbal_coop",
    "COOPERATE": "material_coop",
    "CONCEDE": "material_coop",
    "AID": "material_coop",
    "RETREAT": "material_coop",
    "REQUEST": "verbal_conflict",
    "ACCUSE": "verbal_conflict",
    "REJECT": "verbal_conflict",
    "THREATEN": "verbal_conflict",
    "PROTEST": "material_conflict",
    "MOBILIZE": "material_conflict",
    "SANCTION": "material_conflict",
    "COERCE": "material_conflict",
    "ASSAULT": "material_conflict",
}
"""PLOVER types by quad class, as the benches count them: sanctions are material conflict, concessions material."""


def attribution(row: Row) -> Row:
    """Source, cue and content of each outermost attribution: the bench marks none inside another's content."""
    record = read(attribution_report(row))
    return {"id": row["id"], "attributions": [_roles(found) for found in outermost(record.attributions)]}


def attribution_report(row: Row) -> Report:
    """The article of an attribution row as a report."""
    return _report(row, outlet=row.get("publisher"), published=row.get("date"))


def outermost(attributions: tuple[Attribution, ...]) -> list[Attribution]:
    """The attributions whose cue stands in no other's content; of a chain over one content, the innermost source's.

    In "X told Reuters" the record has X's statement and, as its hop, Reuters'; the bench has X's alone.
    """
    by_id = {found.id: found for found in attributions}
    hops = {hop for found in attributions for hop in found.via if by_id[hop].content == found.content}
    contents = SpanIndex((span, found.id) for found in attributions for span in found.content)
    return [found for found in attributions if found.id not in hops and not _nested(found, contents)]


def _nested(found: Attribution, contents: SpanIndex[str]) -> bool:
    """Whether the attribution's cue lies in the content of another one."""
    return found.cue is not None and any(owner != found.id for _, owner in contents.around(found.cue))


def syntax(row: Row) -> Iterator[Row]:
    """Words and trees from raw text, one row a sentence; the rows' texts joined are the document."""
    analysis = _analysis(row["text"])
    edges = [analysis.starts[start] for start, _ in analysis.sentences[1:]]
    pieces = zip([0, *edges], [*edges, len(row["text"])], strict=True)
    for (first, last), (start, end) in zip(analysis.sentences, pieces, strict=True):
        tokens = [_token(analysis, word, first, start) for word in range(first, last)]
        yield {"doc": row["doc"], "text": row["text"][start:end], "tokens": tokens}


def entities(row: Row) -> Row:
    """Names of persons, places and organizations, without "the" before them or "'s" after them."""
    analysis = _analysis(row["text"])
    found = []
    for entity in analysis.entities:
        start, end = trim_name(row["text"], analysis.span(entity.words))
        if entity.label in ENTITY_TYPES and start < end:
            found.append({"start": start, "end": end, "type": ENTITY_TYPES[entity.label]})
    return {"id": row["id"], "entities": found}


def coreference(row: Row) -> Row:
    """The mentions of every chain."""
    found = (
        {"start": start, "end": end, "cluster": chain.id, "type": chain.kind}
        for chain in read(_report(row)).chains
        for start, end in chain.mentions
    )
    return {"id": row["id"], "entities": list(found)}


def rst_attribution(row: Row) -> Row:
    """Units (source and cue) with their contents, and which stands inside which.

    RST's units are clauses: an attribution counts there where a clause, or a quotation, is what is said ("she wants
    a new law" is none), and its unit is the clause of the cue, with all that this says beside the content.
    """
    record = read(_report(row))
    analysis = _analysis(row["text"])
    listed = [found for found in record.attributions if _is_clause(analysis, found.content)]
    units = {found.id: unit for found in listed if (unit := _unit(analysis, found))}
    rows = [
        {
            "id": found.id,
            "unit": units[found.id],
            "content": found.content,
            "source": [found.source.span] if found.source.span else [],
            "polarity": "negative" if found.stance in ("denies", "doubts") else "positive",
            "inside": _innermost(found, record, units),
        }
        for found in listed
        if found.id in units
    ]
    return {"id": row["id"], "attributions": rows}


def _is_clause(analysis: Analysis, content: Iterable[Span]) -> bool:
    """Whether the spans hold a quotation, or a finite clause that hangs from outside them."""
    for span in content:
        first, last = analysis.words_in(span)
        if any(analysis.forms[word] in ('"', "“", "”") for word in range(first, last)):
            return True
        for word in range(first, last):
            top = not first <= analysis.heads[word] < last
            verbal = analysis.upos[word] in ("VERB", "AUX") or analysis.dependents(word, "cop")
            clause = analysis.deprels[word] == "ccomp" or analysis.dependents(word, "nsubj", "csubj", "expl")
            if top and verbal and clause:
                return True
    return False


def time(row: Row) -> Row:
    """Temporal expressions with their values, anchored on the document's date as the publication date."""
    record = read(_report(row, published=row.get("dct")))
    found = [{"start": t.span[0], "end": t.span[1], "type": t.type, "value": t.value} for t in record.times]
    return {"id": row["id"], "timexes": found}


def geo(row: Row) -> Row:
    """Every mention of a place, with its point and country."""
    record = read(_report(row, outlet=row.get("domain"), uri=row.get("url"), published=row.get("date")))
    found = []
    for place in record.places:
        known = find_country(place.country) if place.country else None
        country = known.iso2 if known else None
        point = {"lat": place.lat, "lon": place.lon} if place.lat is not None else {}
        found += [{"start": s, "end": e, "country": country, **point} for s, e in place.mentions]
    return {"id": row["id"], "toponyms": sorted(found, key=lambda t: (t["start"], t["end"]))}


def factuality(row: Row) -> Row:
    """How certain the events are whose spans the bench hands over."""
    analysis = _analysis(row["text"])
    reader = plain_reader(analysis)
    events = []
    for event in row["events"]:
        words = analysis.words_in((event["start"], event["end"]))
        if words[0] < words[1]:
            frame = reader.frame(analysis.head_of(words))
            value = round(reader.score(frame, reader.status(frame, reader.is_said(frame.word))), 3)
            events.append({"start": event["start"], "end": event["end"], "value": value})
    return {"id": row["id"], "events": events}


def fivew(row: Row) -> Row:
    """Answers to who, what, when, where, why and how from the key points of headline, standfirst and text.

    Where no key point says when, the day of publication does, as in the head of a briefing.
    """
    parts = [row.get("title"), row.get("description"), row["text"]]
    text = "\n\n".join(part.strip() for part in parts if part and part.strip())
    published = (row.get("date") or "")[:10] or None
    report = _report({**row, "text": text}, outlet=row.get("publisher"), published=published, uri=row.get("url"))
    record = read(report)
    dates = {time.span: time.value for time in record.times}
    answers: dict[str, list[str | dict[str, str]]] = {}
    for point in record.keypoints:
        date = DAY.match(dates.get(point.spans[0], "")) if point.factor == "When" else None
        answer = {"text": point.detail, "date": date[0]} if date else point.detail
        answers.setdefault(point.factor.lower(), []).append(answer)
    if published and "when" not in answers:
        answers["when"] = [{"text": published, "date": published}]
    return {"id": row["id"], "pred": answers}


def plv(row: Row) -> Row:
    """The type of the event between the marked source and target; the bench hands the pair over."""
    report = _report(row)
    analysis = analyse(report, load_reader_model())
    chances = pair_chances(analysis, read(report), _marked(row, "source"), _marked(row, "target"))
    if not chances:
        return {"id": row["id"]}
    root = _likeliest(chances, lambda name: "YIELD" if name in ("CONCEDE", "RETREAT") else name)
    return {"id": row["id"], "root": root, "quad": _likeliest(chances, QUADS.__getitem__)}


def cameo_quad(row: Row) -> Row:
    """The quad class that most of the sentence's events speak for, "none" where there hardly is an event."""
    report = _report(row)
    analysis = analyse(report, load_reader_model())
    nothing, chances = happening_chances(analysis, read(report))
    none = nothing > NOTHING or not chances
    return {"id": row["id"], "quad": "none" if none else _likeliest(chances, QUADS.__getitem__)}


def _likeliest(chances: Mapping[EventType, float], class_of: Callable[[EventType], str]) -> str:
    """The class with the largest sum of its types' chances."""
    sums: dict[str, float] = {}
    for name in sorted(chances):
        sums[class_of(name)] = sums.get(class_of(name), 0.0) + chances[name]
    return max(sums, key=lambda name: sums[name])


def actors(row: Row) -> Row:
    """Country and sector of the phrase that the bench hands over; a missing date stands for the suite's own time."""
    country, sector, _ = resolve_phrase(row["actor"], row.get("date") or "2022-12-31", row.get("context"))
    return {"id": row["id"], "country": country or "", "sector": sector or ""}


def case21(row: Row) -> Row:
    """The ACLED-like type of a passage."""
    return {"id": row["id"], "type": classify(row["text"]).type.name}


def petr2(row: Row) -> Row:
    """The CAMEO dyads of the record: source, target and code of what the main clauses tell."""
    record = read(_report(row, published=_dashed(row.get("date"))))
    rows = [{"source": found.source, "target": found.target, "code": found.code} for found in cameo_rows(record)]
    return {"id": row["id"], "events": rows}


def _report(row: Row, published: str | None = None, outlet: str | None = None, uri: str | None = None) -> Report:
    """The row's text as a report, verbatim, with what the bench tells about it."""
    return Report(
        id=report_id(row["text"]),
        text=row["text"],
        title=row.get("title"),
        outlet=outlet,
        uri=uri,
        published=published,
        published_basis="given" if published else None,
    )


def _analysis(text: str) -> Analysis:
    return analyse(Report(id=report_id(text), text=text), load_reader_model())


def _token(analysis: Analysis, word: int, first: int, offset: int) -> Row:
    head = analysis.heads[word]
    return {
        "start": int(analysis.starts[word]) - offset,
        "end": int(analysis.ends[word]) - offset,
        "lemma": analysis.lemmas[word],
        "upos": analysis.upos[word],
        "head": int(head) - first + 1 if head >= 0 else 0,
        "deprel": analysis.deprels[word],
    }


def trim_name(text: str, span: Span) -> Span:
    """A name's span without "the" before it and "'s" after it."""
    start, end = span
    if text[start:end].startswith(("the ", "The ")):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def _roles(found: Attribution) -> Row:
    source = [found.source.span] if found.source.span else []
    return {"source": source, "cue": [found.cue] if found.cue else [], "content": found.content}


_OTHER_CLAUSES = ("ccomp", "advcl", "conj", "parataxis", "csubj", "acl")


def _unit(analysis: Analysis, found: Attribution) -> list[Span]:
    """The clause of a verb that is the cue, less its content and other clauses; else the words of source and cue."""
    named = [span for span in (found.source.span, found.cue) if span]
    words = analysis.words_in(found.cue) if found.cue else (0, 0)
    verbs = [word for word in range(*words) if analysis.upos[word] == "VERB"]
    if not verbs:
        return [covering(named)] if named else []
    said = {word for span in found.content for word in range(*analysis.words_in(span))}
    kept, stack = set(range(*words)), [verbs[-1]]
    while stack:
        word = stack.pop()
        kept.add(word)
        stack += [c for c in analysis.children[word] if c not in said and _in_clause(analysis, c)]
    return [analysis.span((word, word + 1)) for word in sorted(kept)]


def _in_clause(analysis: Analysis, word: int) -> bool:
    return analysis.deprels[word].split(":")[0] not in _OTHER_CLAUSES or analysis.deprels[word] == "acl:relcl"


def _innermost(found: Attribution, record: Record, units: Mapping[str, list[Span]]) -> str | None:
    """The nearest attribution around this one that has a unit of its own."""
    by_id = {each.id: each for each in record.attributions}
    around = found.inside
    while around is not None and around not in units:
        around = by_id[around].inside
    return around


def _marked(row: Row, role: str) -> Span:
    """The marked actor's span; an empty one where the bench could not place it and the text does not have its words."""
    start, end = row.get(f"{role}_span") or (None, None)
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    found = row["text"].find(row[role])
    return (found, found + len(row[role])) if found >= 0 else (0, 0)


def _dashed(date: str | None) -> str | None:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date and len(date) == 8 else date
