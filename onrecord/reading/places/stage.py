"""The places of a report: found, resolved together, grouped into records."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.knowledge.countries import country_of_capital, country_of_demonym
from onrecord.knowledge.gazetteer import Entry, Gazetteer, load_gazetteer
from onrecord.knowledge.place_words import GOVERNMENT_NOUNS, GOVERNMENT_VERBS
from onrecord.reading.analysis import Analysis
from onrecord.reading.places.home import home_countries, home_place
from onrecord.reading.places.mentions import PlaceMention, find_mentions
from onrecord.reading.places.resolve import Context, Resolution, Resolver, calibrated, mention_key
from onrecord.records import Place, PlaceAlternative, Report, content_id
from onrecord.spans import Span

LEAST_NAMES = 3
LEAST_OF_ONE_COUNTRY = 0.8
"""How many names a report must place, and what share of them in one country, to tell where an unknown name lies."""


def find_places(report: Report, analysis: Analysis, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """The places the report names, each with all its mentions, in the order of the first.

    Without a gazetteer the one that ships with the package is used.
    """
    gazetteer = gazetteer or load_gazetteer()
    found = find_mentions(report, analysis, gazetteer)
    speaking = {m.span for m in found if speaks_as_government(analysis, m)}
    mentions = [m for m in found if m.span not in speaking or _is_country(m)]
    context = Context(_peoples(analysis) + home_countries(report), _qualifiers(analysis, mentions))
    home = home_place(report, gazetteer)
    resolved = Resolver(mentions if home is None else [*mentions, home], context).resolve()
    groups: dict[object, list[PlaceMention]] = defaultdict(list)
    for mention in mentions:
        resolution = resolved.get(mention_key(mention))
        groups[resolution.entry.number if resolution else mention_key(mention)].append(mention)
    metonyms = _metonyms([m for m in found if m.span in speaking])
    lands = _lands(mentions, resolved, context)
    return tuple(
        _place(group, resolved.get(mention_key(group[0])), gazetteer, metonyms, lands.get(mention_key(group[0])))
        for group in groups.values()
    )


def _lands(
    mentions: Sequence[PlaceMention], resolved: Mapping[str, Resolution], context: Context
) -> dict[str, str | None]:
    """The country of each name that no gazetteer has: that of the place after its comma, else of most others.

    The report must place three other names, four in five of them in one country.
    """
    named = {key: resolved[key].entry.country for key in dict.fromkeys(map(mention_key, mentions)) if key in resolved}
    counts = Counter(code for code in named.values() if code is not None)
    first = min(counts.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    home = first[0] if first[1] >= max(LEAST_NAMES, LEAST_OF_ONE_COUNTRY * sum(counts.values())) else None
    found: dict[str, str | None] = {}
    for key in dict.fromkeys(map(mention_key, mentions)):
        if key not in resolved:
            after = (named.get(other) for other in context.qualifiers.get(key, ()))
            found[key] = next((code for code in after if code is not None), home)
    return found


def _metonyms(speaking: Sequence[PlaceMention]) -> dict[str, tuple[Span, ...]]:
    """Where each name, by its key, stands for a government."""
    found: dict[str, list[Span]] = defaultdict(list)
    for mention in speaking:
        found[mention_key(mention)].append(mention.span)
    return {key: tuple(spans) for key, spans in found.items()}


def _is_country(mention: PlaceMention) -> bool:
    return any(entry.level == "country" for entry in mention.entries)


def speaks_as_government(analysis: Analysis, mention: PlaceMention) -> bool:
    """Whether the name of a country or capital stands for its government: "Moscow accused", "Kyiv's demand".

    A capital is then an actor and no place. A country that speaks stays a place too: its name is both.
    """
    written = analysis.slice(mention.words)
    if written.isupper() and len(written) > 3:  # a dateline: parsers take its town for a subject
        return False
    if country_of_capital(mention.name) is None and not _is_country(mention):
        return False
    head = analysis.head_of(mention.words)
    governor, deprel = analysis.heads[head], analysis.deprels[head]
    if governor < 0 and _opens_as_subject(analysis, head):
        return True
    if governor < 0 or (mention.words[0] and analysis.upos[mention.words[0] - 1] == "ADP"):
        return False
    lemma = analysis.lemmas[governor].lower()
    return (deprel == "nsubj" and lemma in GOVERNMENT_VERBS) or (deprel == "nmod:poss" and lemma in GOVERNMENT_NOUNS)


def _opens_as_subject(analysis: Analysis, word: int) -> bool:
    """Whether the tree takes for a participle what a government does: "Brussels accused Ankara" with a noun as root."""
    verb = word + 1
    if verb + 1 >= len(analysis) or analysis.heads[verb] != word or analysis.deprels[verb] != "acl":
        return False
    return analysis.lemmas[verb].lower() in GOVERNMENT_VERBS and analysis.upos[verb + 1] not in ("ADP", "PUNCT")


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
        if between.strip() in (",", "(", ", in") and len(between) < 8 and not _modifies(analysis, after):
            found[mention_key(mention)].append(mention_key(after))
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def _modifies(analysis: Analysis, mention: PlaceMention) -> bool:
    """Whether a name belongs to the noun after it, not to the name before it: "in Russia, U.S. officials said"."""
    head = analysis.head_of(mention.words)
    return analysis.deprels[head] in ("compound", "amod", "nmod:poss") and analysis.heads[head] >= mention.words[1]


def _place(
    mentions: Sequence[PlaceMention],
    resolution: Resolution | None,
    gazetteer: Gazetteer,
    metonyms: Mapping[str, tuple[Span, ...]],
    land: str | None,
) -> Place:
    spans = tuple(mention.span for mention in mentions)
    name = max((mention.name for mention in mentions), key=len)
    if resolution is None:
        return Place(
            id=content_id("place", spans),
            name=name,
            mentions=spans,
            country=land,
            basis="stated" if land is None else "inferred",
            confidence=0.3,
        )
    entry = resolution.entry
    confidence = round(calibrated(resolution.confidence), 3)
    left = (1 - confidence) / max(1 - resolution.confidence, 1e-9)
    keys = dict.fromkeys(mention_key(mention) for mention in mentions)
    return Place(
        id=content_id("place", spans, entry.geonames),
        name=name,
        mentions=spans,
        country=entry.country,
        admin1=gazetteer.admin1_name(entry),
        admin2=gazetteer.admin2_name(entry),
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        level=entry.level,
        basis="resolved",
        confidence=confidence,
        alternatives=tuple(
            _alternative(name, other, min(confidence, share * left), gazetteer) for other, share in resolution.others
        ),
        as_government=tuple(sorted(span for key in keys for span in metonyms.get(key, ()))),
    )


def _alternative(name: str, entry: Entry, share: float, gazetteer: Gazetteer) -> PlaceAlternative:
    return PlaceAlternative(
        name=name,
        confidence=round(share, 3),
        geonames=entry.geonames,
        country=entry.country,
        admin1=gazetteer.admin1_name(entry),
        lat=entry.lat,
        lon=entry.lon,
    )
