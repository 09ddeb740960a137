"""The places of a report: found, resolved together, grouped into records."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.knowledge.countries import country, country_of_capital, country_of_demonym
from onrecord.knowledge.gazetteer import Gazetteer, load_gazetteer
from onrecord.knowledge.place_words import GOVERNMENT_NOUNS, GOVERNMENT_VERBS
from onrecord.reading.analysis import Analysis
from onrecord.reading.places.mentions import PlaceMention, find_mentions
from onrecord.reading.places.resolve import Context, Resolution, Resolver, mention_key
from onrecord.records import Place, Report, content_id

_NATIONAL_DOMAIN = re.compile(r"(?:[a-z]+://)?[\w.\-]+\.([a-z]{2})(?:[:/?#]|$)")
_DOMAIN_CODES = {"uk": "GB"}
_FOR_ALL = frozenset({"io", "co", "tv", "me", "ai", "ly", "fm", "cc", "ws", "to", "eu", "gg", "vc", "la", "us"})
"""Top-level domains that say nothing of where an outlet is at home."""


def find_places(report: Report, analysis: Analysis) -> tuple[Place, ...]:
    """The places the report names, each with all its mentions, in the order of the first."""
    gazetteer = load_gazetteer()
    mentions = [m for m in find_mentions(report, analysis, gazetteer) if not speaks_as_government(analysis, m)]
    context = Context(_peoples(analysis) + _home(report), _qualifiers(analysis, mentions))
    resolved = Resolver(mentions, context).resolve()
    groups: dict[object, list[PlaceMention]] = defaultdict(list)
    for mention in mentions:
        resolution = resolved.get(mention_key(mention))
        groups[resolution.entry.number if resolution else mention_key(mention)].append(mention)
    return tuple(_place(group, resolved.get(mention_key(group[0])), gazetteer) for group in groups.values())


def speaks_as_government(analysis: Analysis, mention: PlaceMention) -> bool:
    """Whether a capital's name stands for the government there: "Moscow accused", "Kyiv's demand".

    Such a mention is an actor's. A country that speaks stays a place too: its name is both.
    """
    written = analysis.slice(mention.words)
    if written.isupper() and len(written) > 3:  # a dateline: parsers take its town for a subject
        return False
    if country_of_capital(mention.name) is None or any(entry.level == "country" for entry in mention.entries):
        return False
    head = analysis.head_of(mention.words)
    governor, deprel = analysis.heads[head], analysis.deprels[head]
    if governor < 0 or (mention.words[0] and analysis.upos[mention.words[0] - 1] == "ADP"):
        return False
    lemma = analysis.lemmas[governor].lower()
    return (deprel == "nsubj" and lemma in GOVERNMENT_VERBS) or (deprel == "nmod:poss" and lemma in GOVERNMENT_NOUNS)


def _home(report: Report) -> Counter[str]:
    """The country of the outlet's address, by its top-level domain: a weak hint."""
    found = _NATIONAL_DOMAIN.match(report.uri or report.outlet or "")
    entry = country(_DOMAIN_CODES.get(found[1], found[1].upper())) if found else None
    return Counter([entry.iso3]) if entry is not None and found and found[1] not in _FOR_ALL else Counter()


def _peoples(analysis: Analysis) -> Counter[str]:
    """How often the report speaks of each country by an adjective or as a people."""
    counts: Counter[str] = Counter()
    for form, pos in zip(analysis.forms, analysis.upos, strict=True):
        if pos in ("ADJ", "PROPN", "NOUN") and form[0].isupper():
            found = country_of_demonym(form)
            if found is not None:
                counts[found] += 1
    return counts


def _qualifiers(analysis: Analysis, mentions: Sequence[PlaceMention]) -> dict[str, tuple[str, ...]]:
    """Which names stand right after which: "Paris, Texas", "Tripoli (Lebanon)"."""
    found: dict[str, list[str]] = defaultdict(list)
    for mention, after in pairwise(mentions):
        between = analysis.text[mention.span[1] : after.span[0]]
        if between.strip() in (",", "(", ", in") and len(between) < 8:
            found[mention_key(mention)].append(mention_key(after))
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def _place(mentions: Sequence[PlaceMention], resolution: Resolution | None, gazetteer: Gazetteer) -> Place:
    spans = tuple(mention.span for mention in mentions)
    name = max((mention.name for mention in mentions), key=len)
    if resolution is None:
        return Place(id=content_id("place", spans), name=name, mentions=spans, basis="stated", confidence=0.3)
    entry = resolution.entry
    return Place(
        id=content_id("place", spans, entry.geonames),
        name=name,
        mentions=spans,
        country=entry.country,
        admin1=gazetteer.admin1_name(entry),
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        level=entry.level,
        basis="resolved",
        confidence=round(resolution.confidence, 3),
    )
