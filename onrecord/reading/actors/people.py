"""Country and sector of people: by what the report says, by whom they belong to, and by their office on its date."""

from collections.abc import Sequence
from functools import partial

from onrecord.knowledge.actors import (
    HIGHEST,
    SUPRANATIONAL,
    Person,
    holders_of,
    people_named,
    people_with_surname,
)
from onrecord.knowledge.actors_phrases import Coding, best_person, code_phrase
from onrecord.knowledge.countries import country as country_row
from onrecord.knowledge.countries import country_of_capital, country_of_name, fold_name
from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.context import PARTISAN, PUBLIC, Context, forms_of, fullest_name
from onrecord.reading.actors.mentions import POSSESSIVES, Candidate
from onrecord.reading.actors.words import COUNTRY_NOUNS, RIVALS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import Basis

_HOME_SECTORS = PUBLIC | PARTISAN | {"REB", "UAF", "CRM"}
"""Sectors of people who, where no country is told, are those of the country that the report is about."""
_LEADING = frozenset(f"role noun: {noun}" for noun in ("leader", "interim leader", "acting leader", "chief", "head"))
_LED = PARTISAN | {"REB", "UAF", "CRM", "REL", "LAB", "NGO", "SOC"}
"""Sectors of those who are called leader without a state that they lead."""
_SERVED = frozenset(
    {"BUS", "LAB", "NGO", "EDU", "PTY", "OPP", "JRN", "REB", "UAF", "CRM", "REL", "MED", "SOC", "JUD", "LEG"}
)
"""Sectors of bodies whose president, chief or secretary belongs to them, not to a government."""
_LONGEST_APPOSITION = 12
_LOCAL_OFFICES = frozenset(
    "mayor governor councillor councilor secretary-general rapporteur company un u.n. lawyer attorney counsel".split()
)
_LOCAL_HEADS = frozenset("mayor governor".split())
_LONGEST_OPENING = 6
_SEATS_OF_SEVERAL = frozenset(("Brussels", "Vienna", "Addis Ababa", "Abuja", "Jakarta", "Washington"))
_HEADS = ("president", "prime minister", "chancellor", "premier", "supreme leader", "king", "monarch", "leader",
          "secretary of state", "vice president", "foreign minister", "secretary-general")  # fmt: skip
"""Offices so well known that a report may name the holder by surname alone."""


def code_person(cluster: Cluster, analysis: Analysis, context: Context, served: Coding) -> Coding:
    """Country and sector of a person: by title, possessor, the table of offices, and what the report is about.

    `served` is the coding of the body or state that the person belongs to ("its spokesman, Rossi").
    """
    home = context.home
    may_serve = partial(_may_serve, cluster, analysis, context.date)
    given = _titles(cluster, analysis)
    owner = _owner_country(cluster, analysis) if given.country is None else None
    known = _known(cluster, analysis, context, given.country or owner)
    former = _is_former(cluster, analysis)
    strays = known is not None and (given.sector != known[2] or given.country not in (None, known[1]))
    if known is not None and strays and _is_told_wrongly(cluster, analysis, known[0], context.date):
        given = Coding()
    if known is not None and given.sector is not None and not former and not _agree(known[0], given):
        known = None
    affiliated = _affiliation(cluster, analysis) if given.sector is None else Coding()
    sector = given.sector or (known[2] if known else None) or affiliated.sector or served.sector
    if known is not None and known[2] and given.sector in ("COP", "MIL", "REB", "UAF") and former:
        sector = known[2]  # "a former soldier" tells less than the office of the day
    if known is not None and known[2] in _LED and given.rule in _LEADING:  # whose leader, the table knows better
        sector = known[2]
    if known is not None and given.sector == "MIL" and given.country is None and known[2] in ("GOV", "ELI"):
        sector = known[2]
    if served.sector in _SERVED and sector == "GOV":  # "its president": of a firm, a union, a party
        sector = served.sector
    country = given.country or owner or (known[1] if known else None)
    rules = [given.rule if given.sector or given.country else None]
    if owner:
        rules.append("country of the possessor")
    basis: Basis = given.basis if given.country or owner else "inferred"
    if known is not None and (given.sector is None or (given.country is None and owner is None)):
        rules.append(known[3])
        basis = "stated" if given.country or owner else "resolved"
    elif country is None and affiliated.country is not None:
        country, basis = affiliated.country, affiliated.basis
        rules.append(affiliated.rule)
    elif country is None and served.country is not None:
        country = served.country
        rules.append("country of the possessor")
    elif country is None and given.sector == "GOV" and (place := _place_before(cluster, analysis, context)) is not None:
        country = place[0]
        rules.append(f"place named before: {place[1]}")
    elif country is None and given.sector in PUBLIC and (seat := _opening_seat(cluster, analysis, context)) is not None:
        country = seat[0]
        rules.append(f"capital that opens the sentence: {seat[1]}")
    elif country is None and "USA" in context.named and _sits_in_congress(cluster, analysis):
        country = "USA"
        rules.append("title of the Congress of the United States")
    elif country is None and sector in _HOME_SECTORS and not _serves_several(cluster, analysis) and may_serve(home):
        country = home
        rules.append("country that the report is about")
    elif (
        country is None
        and given.sector in PUBLIC
        and may_serve(inferred := _context_country(cluster, analysis, context))
    ):
        country = inferred
        rules.append("state that acts in the sentences before")
    if sector is not None and sector == served.sector and sector != given.sector:
        rules.append(f"sector of the possessor: {served.name}" if served.name else "sector of the possessor")
    elif sector is not None and sector == affiliated.sector and affiliated.rule not in rules:
        rules.append(affiliated.rule)
    if country is None and (known is None or given.sector is not None):
        basis = given.basis
    return Coding(country, sector, "person", "; ".join(dict.fromkeys(r for r in rules if r)) or None, basis)


def _may_serve(cluster: Cluster, analysis: Analysis, date: str | None, country: str | None) -> bool:
    """Whether a person may be of a country; not where the table knows its presidents, and none has the name."""
    if country is None:
        return False
    surname = fold_name(fullest_name(cluster, analysis).split(" ")[-1]).casefold()
    codings = (code_phrase(forms_of(analysis, words), None, regions=False) for words in _title_words(cluster, analysis))
    offices = {c.role.noun for c in codings if c.role is not None and not (c.rule or "").endswith("former")}
    taken = [office for office in sorted(offices & HIGHEST) if date is not None and holders_of(country, office, date)]
    names = {word for office in taken for p in holders_of(country, office) for word in fold_name(p.name).split(" ")}
    return not taken or surname in {name.casefold() for name in names}


def _affiliation(cluster: Cluster, analysis: Analysis) -> Coding:
    """What stands behind a name with "of": "Rossi of the Italian coast guard"; institutions only, no places."""
    for member in cluster.names:
        of = member.words[1]
        if of + 1 >= len(analysis) or analysis.forms[of].lower() not in ("of", "from", "at", "with"):
            continue
        noun = analysis.heads[of]
        if analysis.deprels[of] != "case" or noun <= of:
            continue
        coding = code_phrase(forms_of(analysis, (of + 1, noun + 1)), None, regions=False)
        told = coding.role.kind if coding.role is not None else coding.kind if coding.name is not None else None
        if coding.sector is not None and told in ("government", "military", "organization", "outlet"):
            return coding
    return Coding()


def _context_country(cluster: Cluster, analysis: Analysis, context: Context) -> str | None:
    """The country that an official without a nationality serves: that of the state that acted last, or of the lead.

    Not for those of a town, a firm or a body of several states.
    """
    titles = (analysis.slice(words).lower().split() for words in _title_words(cluster, analysis))
    if _serves_several(cluster, analysis) or any(not _LOCAL_OFFICES.isdisjoint(title) for title in titles):
        return None
    first = min(m.words for m in cluster.members)[0]
    return context.near(first, analysis.sentence_of[first]) or context.lead


def _place_before(cluster: Cluster, analysis: Analysis, context: Context) -> tuple[str, str] | None:
    """For a governor or mayor the country of the last place named before, in the sentence or the one before it."""
    titles = (analysis.slice(words).lower().split() for words in _title_words(cluster, analysis))
    if not any(not _LOCAL_HEADS.isdisjoint(title) for title in titles):
        return None
    first = min(m.words for m in cluster.members)[0]
    start = analysis.sentences[max(0, analysis.sentence_of[first] - 1)][0]
    for (begin, end), code in reversed(context.places.inside((analysis.starts[start], analysis.starts[first]))):
        row = country_row(code) if code else None
        if row is not None:
            return row.iso3, analysis.text[begin:end]
    return None


def _opening_seat(cluster: Cluster, analysis: Analysis, context: Context) -> tuple[str, str] | None:
    """The country of the capital in "In Lima, Ana Ruiz, the deputy minister, said", if the report names that country.

    Not where bodies of several states sit, to which officials of all countries come.
    """
    first = min(m.words for m in cluster.members)[0]
    start = analysis.sentences[analysis.sentence_of[first]][0]
    if analysis.forms[start] != "In" or first - start > _LONGEST_OPENING or "," not in analysis.forms[start:first]:
        return None
    name = analysis.slice((start + 1, start + 1 + analysis.forms[start + 1 : first].index(",")))
    country = country_of_capital(name) if name not in _SEATS_OF_SEVERAL else None
    return (country, name) if country is not None and country in context.named else None


def _is_former(cluster: Cluster, analysis: Analysis) -> bool:
    """Whether all that the report calls a person is what they were."""
    titles = [analysis.slice(words).lower().split() for words in _title_words(cluster, analysis)]
    return bool(titles) and all(not {"former", "ex", "retired", "onetime"}.isdisjoint(title) for title in titles)


def _sits_in_congress(cluster: Cluster, analysis: Analysis) -> bool:
    """Whether a title before the name is one of the House of Representatives: "Rep. Rossi", "Congresswoman Ruiz"."""
    titles = [analysis.forms[end - 1].lower().rstrip(".") for _, end in _before(cluster)]
    return not {"rep", "congressman", "congresswoman"}.isdisjoint(titles)


def _serves_several(cluster: Cluster, analysis: Analysis) -> bool:
    """Whether the title is that of a body of several states: "Commissioner Rossi", "Secretary-General Rossi"."""
    titles = (analysis.slice(words).lower().split() for words in _title_words(cluster, analysis))
    return any(not {"commissioner", "secretary-general", "rapporteur"}.isdisjoint(title) for title in titles)


def _is_told_wrongly(cluster: Cluster, analysis: Analysis, known: Person, date: str | None) -> bool:
    """Whether it is somebody who governs at the time, and titles before the name allow it.

    What else a report is read to say of such people is mostly said of others beside them.
    """
    tenure, state = known.on(date)
    if state != "in office" or tenure is None or tenure.office not in _HEADS:
        return False
    if any(tenure.office in analysis.slice(m.words).lower() for m in cluster.members if m.form == "nominal"):
        return True
    titles = _titles(cluster, analysis, _before(cluster))
    return titles.country is None or _agree(known, titles)


def _titles(cluster: Cluster, analysis: Analysis, listed: Sequence[WordSpan] | None = None) -> Coding:
    """What the titles and descriptions of a person, or those `listed`, say together, the first to say it."""
    country = sector = None
    rules: list[str] = []
    basis: Basis = "stated"
    for words in _title_words(cluster, analysis) if listed is None else listed:
        coding = code_phrase(forms_of(analysis, words), None, regions=False)
        if coding.role is None and coding.country is None and coding.sector is None:
            continue
        if coding.role is not None and coding.role.noun.split(" ")[-1] in COUNTRY_NOUNS | RIVALS:
            continue
        if sector == "CVL" and coding.sector is not None:  # an engineer may be a minister as well
            sector = None
        if (coding.country and country is None) or (coding.sector and sector is None):
            rules.append(coding.rule or "")
            basis = coding.basis if coding.country and country is None else basis
        serves = "IGO" if coding.sector == "GOV" and coding.country in SUPRANATIONAL else coding.sector
        country, sector = country or coding.country, sector or serves
    return Coding(country, sector, "person", "; ".join(filter(None, rules)) or None, basis)


def _before(cluster: Cluster) -> list[WordSpan]:
    """The titles before a person's name."""
    return [m.title for m in cluster.members if m.title is not None]


def _title_words(cluster: Cluster, analysis: Analysis) -> list[WordSpan]:
    return _before(cluster) + [_apposition(analysis, m) for m in cluster.members if m.form == "nominal"]


def _apposition(analysis: Analysis, nominal: Candidate) -> WordSpan:
    """The words of a noun phrase; between commas all of them: "Rossi, head of sales at the firm Mosaic, ..."."""
    start, end = nominal.words
    if start == 0 or analysis.forms[start - 1] != ",":
        return nominal.words
    for word in range(end, min(end + _LONGEST_APPOSITION, len(analysis))):
        if analysis.forms[word] in (",", ".", ")", ";"):
            return start, word
        if analysis.upos[word] in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ"):
            break
    return nominal.words


def _known(
    cluster: Cluster, analysis: Analysis, context: Context, told: str | None
) -> tuple[Person, str | None, str | None, str] | None:
    """The person of the table of offices: by full name, or by a surname that one well-known office holder has.

    Of namesakes the one of the country `told` by the report for this person, else of the countries that it names.
    """
    full, date = fullest_name(cluster, analysis), context.date
    if people_named(full) or " " in full:
        return best_person(_of_country(people_named(full), told, context), date) if people_named(full) else None
    found = people_with_surname(full)
    if date is None:
        heads = [p for p in found if any(t.office in _HEADS[:4] for t in p.tenures)]
        return best_person(heads, None) if len(heads) == 1 else None
    held = [(p, t) for p in found for t, state in (p.on(date),) if state == "in office" and t is not None]
    holders = [p for p, t in held if t.office in _HEADS]
    if len(holders) != 1:  # a minister or a namesake: only of a country or body that the report is about
        about = {*context.named, context.home, context.lead, *SUPRANATIONAL}
        holders = [p for p, t in held if t.country in about and t.sector in ("GOV", "IGO", "LEG", "MIL", "SPY")]
    if not held:
        past = [(p, t) for p in found for t, state in (p.on(date),) if state == "former" and t is not None]
        holders = [p for p, t in past if t.office in _HEADS[:8]]
    return best_person(holders, date) if len(holders) == 1 else None


def _of_country(people: Sequence[Person], told: str | None, context: Context) -> Sequence[Person]:
    """Of several persons with a name those of the country told, else of those that the report is about or names."""
    for countries in ({told}, {context.home, context.lead}, context.named):
        fitting = [p for p in people if any(t.country in countries for t in p.tenures)]
        if len(people) > 1 and fitting:
            return fitting
    return people


def _agree(person: Person, given: Coding) -> bool:
    """Whether the table's person may be the one whom the report gives this title."""
    sectors = {t.sector for t in person.tenures} | {"ELI", "GOV", "PTY", "LEG"}
    countries = {t.country for t in person.tenures}
    same_country = given.country is None or given.country in countries or bool(countries & SUPRANATIONAL)
    if given.sector == "MIL" and given.country is None:  # a ruler may be a colonel
        sectors |= {"MIL"} if any(t.office in _HEADS for t in person.tenures) else set()
    return same_country and (given.sector in sectors or given.sector is None or bool(countries & SUPRANATIONAL))


def _owner_country(cluster: Cluster, analysis: Analysis) -> str | None:
    """The country in "the UAE's Suhail al-Mazrouei" and "King Abdullah of Jordan"."""
    for member in cluster.names:
        of = member.words[1]
        if of + 1 < len(analysis) and analysis.forms[of] == "of" and analysis.heads[of + 1] in range(*member.words):
            realm = country_of_name(analysis.slice((of + 1, min(of + 3, len(analysis))))) or country_of_name(
                analysis.forms[of + 1]
            )
            if realm is not None:
                return realm
        before = member.words[0] - 1
        if before > 0 and analysis.forms[before] in POSSESSIVES:
            owners = (analysis.slice((max(0, before - size), before)) for size in (3, 2, 1))
            found = next((code for name in owners if (code := country_of_name(name)) is not None), None)
            if found is not None:
                return found
    return None
