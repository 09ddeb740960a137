"""From a bench's row to a report, and from its record back to what the bench asks for: one function a facet.

An adapter reads only the fields that a user could know; the few that hand over more (a marked pair, the span of an
event) say so. Texts go in verbatim, because the benches' offsets count their characters.
"""

import re
from collections.abc import Iterable, Iterator

from benchmarks.rows import Row
from onrecord.knowledge.actors_phrases import resolve_phrase
from onrecord.knowledge.countries import country as find_country
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.reader import read
from onrecord.records import Actor, Attribution, Event, Record, Report, report_id
from onrecord.spans import Span, SpanIndex, contains, covering, overlaps

PERSON_KINDS = {"person", "group", "population"}
ENTITY_TYPES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
QUADS = {
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


IGO_CODES = {
    "United Nations": "IGOUNO",
    "UN": "IGOUNO",
    "U.N.": "IGOUNO",
    "European Union": "IGOEUREEC",
    "EU": "IGOEUREEC",
    "NATO": "IGOWSTNAT",
    "African Union": "IGOAFRAFU",
    "Interpol": "IGOCOPITP",
}
"""CAMEO's codes of bodies of several states that are much in the news."""
PHOENIX_ROLES = {"JRN": "MED", "MED": "HLH"}
"""Roles that CAMEO writes otherwise than PLOVER 2021."""


def attribution(row: Row) -> Row:
    """Source, cue and content of each outermost attribution: the bench marks none inside another's content."""
    record = read(_report(row, outlet=row.get("publisher"), published=row.get("date")))
    return {"id": row["id"], "attributions": [_roles(found) for found in _outermost(record.attributions)]}


def _outermost(attributions: tuple[Attribution, ...]) -> list[Attribution]:
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
    """The mentions of every actor and place, its id as their cluster."""
    record = read(_report(row))
    actors = (
        {"start": s, "end": e, "cluster": actor.id, "type": "person" if actor.kind in PERSON_KINDS else "organization"}
        for actor in record.actors
        for s, e in actor.mentions
    )
    places = (
        {"start": s, "end": e, "cluster": place.id, "type": "place"}
        for place in record.places
        for s, e in place.mentions
    )
    return {"id": row["id"], "entities": [*actors, *places]}


def rst_attribution(row: Row) -> Row:
    """Units (source and cue) with their contents, and which stands inside which."""
    record = read(_report(row))
    units = {found.id: unit for found in record.attributions if (unit := _unit(found))}
    rows = []
    for found in record.attributions:
        if found.id not in units:
            continue
        holders = [
            other
            for other in record.attributions
            if other.id != found.id and other.id in units and _holds(other, units[found.id])
        ]
        innermost = min(holders, key=_content_size, default=None)
        rows.append(
            {
                "id": found.id,
                "unit": [units[found.id]],
                "content": found.content,
                "source": [found.source.span] if found.source.span else [],
                "polarity": "negative" if found.stance in ("denies", "doubts") else "positive",
                "inside": innermost.id if innermost else None,
            }
        )
    return {"id": row["id"], "attributions": rows}


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
    """The model's factuality of the events whose spans the bench hands over."""
    analysis = _analysis(row["text"])
    events = []
    for event in row["events"]:
        words = analysis.words_in((event["start"], event["end"]))
        if words[0] < words[1]:
            value = float(analysis.factuality[analysis.head_of(words)])
            events.append({"start": event["start"], "end": event["end"], "value": value})
    return {"id": row["id"], "events": events}


def fivew(row: Row) -> Row:
    """Answers to who, what, when, where, why and how from the key points of headline, standfirst and text."""
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
    return {"id": row["id"], "pred": answers}


def plv(row: Row) -> Row:
    """The type of the event between the marked source and target; the bench hands the pair over."""
    record = read(_report(row))
    event = _between(record, _marked(row, "source"), _marked(row, "target"))
    if event is None or event.type is None:
        return {"id": row["id"]}
    return {"id": row["id"], "root": event.type, "quad": QUADS[event.type]}


def cameo_quad(row: Row) -> Row:
    """The quad class of the likeliest event with a type, "none" where there is no such event."""
    event = max((e for e in read(_report(row)).events if e.type), key=lambda e: e.confidence, default=None)
    return {"id": row["id"], "quad": QUADS[event.type] if event and event.type else "none"}


def actors(row: Row) -> Row:
    """Country and sector of the phrase that the bench hands over; a missing date stands for the suite's own time."""
    country, sector, _ = resolve_phrase(row["actor"], row.get("date") or "2022-12-31", row.get("context"))
    return {"id": row["id"], "country": country or "", "sector": sector or ""}


def petr2(row: Row) -> Row:
    """Events as source, target and CAMEO code; one for each pair of an actor and another one as recipient."""
    record = read(_report(row, published=_dashed(row.get("date"))))
    codes = {actor.id: _actor_code(actor) for actor in record.actors}
    events = []
    for event in record.events:
        if not event.type or event.factuality.endswith("-"):
            continue
        for source in event.actors or ("",):
            for target in event.recipients or ("",):
                pair = {"source": codes.get(source, "---"), "target": codes.get(target, "---")}
                if source != target and any(code != "---" for code in pair.values()):
                    events.append({**pair, "code": event.cameo or event.type})
    return {"id": row["id"], "events": events}


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


def _unit(found: Attribution) -> Span | None:
    spans = [span for span in (found.source.span, found.cue) if span]
    return covering(spans) if spans else None


def _holds(found: Attribution, unit: Span) -> bool:
    return any(contains(piece, unit) for piece in found.content)


def _content_size(found: Attribution) -> int:
    return sum(end - start for start, end in found.content)


def _marked(row: Row, role: str) -> Span:
    """The marked actor's span; an empty one where the bench could not place it and the text does not have its words."""
    start, end = row.get(f"{role}_span") or (None, None)
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    found = row["text"].find(row[role])
    return (found, found + len(row[role])) if found >= 0 else (0, 0)


def _between(record: Record, source: Span, target: Span) -> Event | None:
    sources, targets = _mentioned(record.actors, source), _mentioned(record.actors, target)
    ranked = sorted(
        record.events,
        key=lambda event: (
            -bool(sources & {*event.actors}) - bool(targets & {*event.recipients}),
            -bool(event.type),
            -event.confidence,
        ),
    )
    return ranked[0] if ranked else None


def _mentioned(found: Iterable[Actor], span: Span) -> set[str]:
    return {actor.id for actor in found if any(overlaps(mention, span) for mention in actor.mentions)}


def _actor_code(actor: Actor) -> str:
    """Country and role as Phoenix writes them: a state by its name alone, the press MED, bodies of states IGO first.

    "Canada" is CAN and "the Canadian government" CANGOV; the record has one actor for both, called by its first name.
    """
    if actor.name in IGO_CODES:
        return IGO_CODES[actor.name]
    known = find_country(actor.country) if actor.country else None
    if known is not None and actor.kind == "government" and actor.name == known.name:
        return known.iso3
    role = PHOENIX_ROLES.get(actor.sector or "", actor.sector or "")
    return role if role == "IGO" else (actor.country or "---") + role


def _dashed(date: str | None) -> str | None:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date and len(date) == 8 else date
