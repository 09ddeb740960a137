"""From the mentions of one actor to its record: name, kind, country, sector, and the rule that gave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.knowledge.actors import SUPRANATIONAL, Person, people_named, people_with_surname, role_noun
from onrecord.knowledge.actors_phrases import Coding, best_person, code_phrase
from onrecord.knowledge.countries import country as country_row
from onrecord.knowledge.countries import country_of_demonym, country_of_name
from onrecord.reading.actors.coreference import Cluster
from onrecord.reading.actors.mentions import POSSESSIVES, Candidate
from onrecord.reading.actors.names import is_company_name
from onrecord.reading.actors.words import COUNTRY_NOUNS
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import Actor, ActorKind, Basis, Role, Sector, content_id
from onrecord.spans import Span, SpanIndex

_PUBLIC = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
_KINDS: dict[str, ActorKind] = {
    "person": "person", "government": "government", "military": "military", "organization": "organization",
    "outlet": "outlet", "group": "group", "population": "population", "equipment": "military", "weapon": "military",
    "capital": "government", "state": "government",
}  # fmt: skip
_SECTORS: dict[str, Sector] = {
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "OPP": "OPP", "LEG": "LEG", "PTY": "PTY", "COP": "COP", "JUD": "JUD",
    "SPY": "SPY", "IGO": "IGO", "NGO": "NGO", "JRN": "JRN", "MED": "MED", "EDU": "EDU", "BUS": "BUS", "CRM": "CRM",
    "CVL": "CVL", "AGR": "AGR", "LAB": "LAB", "REL": "REL", "SOC": "SOC", "UAF": "UAF", "ELI": "ELI", "REF": "REF",
}  # fmt: skip
_ETHNIC_ENDINGS = ("ish", "ian", "ese", "ic", "ist", "yan", "lim", "ite", "ean")
_LONGEST_APPOSITION = 12
_ADDRESSES = frozenset("mr mrs ms miss".split())
_SHARED_NAMES = frozenset({"Congress", "Senate", "House of Representatives", "Supreme Court", "Treasury Department",
                           "Democratic Party", "Joint Chiefs of Staff", "National Guard", "Coast Guard"})  # fmt: skip
"""Names of American bodies that other countries' bodies have as well."""
_BARE_BODIES = frozenset("council mission office agency commission bureau state house board".split())
"""What a name may end in without being a government's: "the Family Research Council"."""
_LOCAL_OFFICES = frozenset("mayor governor councillor councilor secretary-general rapporteur company un u.n.".split())
_HEADS = ("president", "prime minister", "chancellor", "premier", "supreme leader", "king", "monarch", "leader",
          "secretary of state", "vice president", "foreign minister", "secretary-general")  # fmt: skip
"""Offices so well known that a report may name the holder by surname alone."""


@dataclass(frozen=True, slots=True)
class Context:
    """What of the report bears on all its actors: its date, the country it is about, and countries by place names."""

    date: str | None
    home: str | None
    places: SpanIndex[str | None]
    lead: str | None = None
    """The country that the report opens with and names as often as any other."""
    acting: tuple[tuple[int, str], ...] = ()
    """(sentence, country) of the states that act, in text order."""

    named: frozenset[str] = frozenset()
    """The countries that the report names."""

    def near(self, sentence: int) -> str | None:
        """The country of the state that acted last, in this sentence or one of the two before it."""
        told = [(at, code) for at, code in self.acting if sentence - 2 <= at <= sentence]
        before = [code for at, code in told if at < sentence]
        return before[-1] if before else next((code for _, code in told), None)


def make_actor(cluster: Cluster, analysis: Analysis, context: Context) -> Actor:
    """The record of one actor."""
    coding = _code(cluster, analysis, context)
    spans = _mention_spans(cluster, analysis)
    country = coding.country if coding.country not in SUPRANATIONAL else None
    return Actor(
        id=content_id("actor", *spans),
        name=coding.name or _name(cluster, analysis),
        kind=_KINDS[coding.kind or cluster.kind],
        mentions=spans,
        country=country,
        sector=_SECTORS.get(coding.sector or ""),
        roles=_roles(cluster, analysis),
        basis=coding.basis,
        rule=coding.rule,
    )


def _code(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    if cluster.kind == "state":
        return _code_state(cluster, analysis)
    if cluster.kind == "person" and cluster.names:
        return _code_person(cluster, analysis, context)
    if cluster.entry is not None:
        entry = cluster.entry
        about = context.home or context.lead
        if about is not None and entry.name in _SHARED_NAMES and entry.country not in context.named:
            return Coding(about, entry.sector, entry.kind, f"{entry.name} of the country reported on", "inferred")
        return Coding(entry.country, entry.sector, entry.kind, f"{entry.table}: {entry.name}", "resolved")
    if cluster.names:
        return _code_organization(cluster, analysis, context)
    return _code_nominal(cluster, analysis, context)


def _code_state(cluster: Cluster, analysis: Analysis) -> Coding:
    row = country_row(cluster.country or "")
    named = any(_names_country(analysis.slice(m.core)) for m in cluster.names) or any(
        m.form == "nominal" and m.country for m in cluster.members
    )
    if named:
        rule, basis = "country by name or adjective", "stated"
    elif cluster.names:
        rule, basis = f"capital for its government: {analysis.slice(cluster.names[0].core)}", "resolved"
    else:
        rule, basis = "government of the country that the report is about", "inferred"
    return Coding(
        cluster.country, "GOV", "government", rule, "stated" if basis == "stated" else
        "resolved" if basis == "resolved" else "inferred", row.name if row else None,
    )  # fmt: skip


def _names_country(text: str) -> bool:
    return country_of_name(text) is not None or country_of_demonym(text) is not None


def _code_person(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    """The title as the report gives it, then the possessor before the name, then the table of offices."""
    home = context.home
    given = _titles(cluster, analysis)
    known = _known(cluster, analysis, context.date)
    if known is not None and given.sector is not None and not _agree(known[0], given):
        known = None
    sector = given.sector or (known[2] if known else None)
    firm = cluster.owner.entry if cluster.owner is not None else None
    if firm is not None and sector in (None, "GOV"):  # "its president": of a firm
        sector = firm.sector if firm.sector != "IGO" or sector is None else "IGO"
    owner = _owner_country(cluster, analysis) if given.country is None else None
    country = given.country or owner or (known[1] if known else None)
    rules = [given.rule if given.sector or given.country else None]
    if owner:
        rules.append("country of the possessor")
    basis: Basis = given.basis if given.country or owner else "inferred"
    if known is not None and (given.sector is None or (given.country is None and owner is None)):
        rules.append(known[3])
    elif country is None and cluster.owner is not None and cluster.owner.country not in SUPRANATIONAL:
        country = cluster.owner.country
        rules.append("country of the possessor")
    elif country is None and given.sector in _PUBLIC and home is not None and not _serves_several(cluster, analysis):
        country = home
        rules.append("country that the report is about")
    elif country is None and given.sector in _PUBLIC and (inferred := _context_country(cluster, analysis, context)):
        country = inferred
        rules.append("state that acts in the sentences before")
    if country is None and (known is None or given.sector is not None):
        basis = given.basis
    return Coding(country, sector, "person", "; ".join(dict.fromkeys(r for r in rules if r)) or None, basis)


def _context_country(cluster: Cluster, analysis: Analysis, context: Context) -> str | None:
    """The country that an official without a nationality serves: that of the state that acted last, or of the lead.

    Not for those of a town, a firm or a body of several states.
    """
    titles = (analysis.slice(words).lower().split() for words in _title_words(cluster, analysis))
    if _serves_several(cluster, analysis) or any(not _LOCAL_OFFICES.isdisjoint(title) for title in titles):
        return None
    first = min(m.words for m in cluster.members)[0]
    return context.near(analysis.sentence_of[first]) or context.lead


def _serves_several(cluster: Cluster, analysis: Analysis) -> bool:
    """Whether the title is that of a body of several states: "Commissioner Rossi", "Secretary-General Rossi"."""
    titles = (analysis.slice(words).lower().split() for words in _title_words(cluster, analysis))
    return any(not {"commissioner", "secretary-general", "rapporteur"}.isdisjoint(title) for title in titles)


def _titles(cluster: Cluster, analysis: Analysis) -> Coding:
    """What the titles and descriptions of a person say together, the first to say it."""
    country = sector = None
    rules: list[str] = []
    basis: Basis = "stated"
    for words in _title_words(cluster, analysis):
        coding = code_phrase(_forms(analysis, words), None, regions=False)
        if coding.role is None and coding.country is None and coding.sector is None:
            continue
        if (coding.country and country is None) or (coding.sector and sector is None):
            rules.append(coding.rule or "")
            basis = coding.basis if coding.country and country is None else basis
        serves = "IGO" if coding.sector == "GOV" and coding.country in SUPRANATIONAL else coding.sector
        country, sector = country or coding.country, sector or serves
    return Coding(country, sector, "person", "; ".join(filter(None, rules)) or None, basis)


def _title_words(cluster: Cluster, analysis: Analysis) -> list[WordSpan]:
    titles = [m.title for m in cluster.members if m.title is not None]
    return titles + [_apposition(analysis, m) for m in cluster.members if m.form == "nominal"]


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


def _known(cluster: Cluster, analysis: Analysis, date: str | None) -> tuple[Person, str | None, str | None, str] | None:
    """The person of the table of offices: by full name, or by a surname that one well-known office holder has."""
    full = _fullest(cluster, analysis)
    if " " in full:
        return best_person(people_named(full), date) if people_named(full) else None
    if people_named(full):
        return best_person(people_named(full), date)
    found = people_with_surname(full)
    if date is None:
        heads = [p for p in found if any(t.office in _HEADS[:4] for t in p.tenures)]
        return best_person(heads, None) if len(heads) == 1 else None
    holders = [p for p in found if (t := p.on(date))[1] == "in office" and t[0] and t[0].office in _HEADS]
    if not holders:
        holders = [p for p in found if (t := p.on(date))[1] == "former" and t[0] and t[0].office in _HEADS[:4]]
    return best_person(holders, date) if len(holders) == 1 else None


def _agree(person: Person, given: Coding) -> bool:
    """Whether the table's person may be the one whom the report gives this title."""
    sectors = {t.sector for t in person.tenures} | {"ELI", "GOV", "PTY", "LEG"}
    countries = {t.country for t in person.tenures}
    same_country = given.country is None or given.country in countries or bool(countries & SUPRANATIONAL)
    return same_country and (given.sector in sectors or bool(countries & SUPRANATIONAL))


def _owner_country(cluster: Cluster, analysis: Analysis) -> str | None:
    """The country in "the UAE's Suhail al-Mazrouei"."""
    for member in cluster.names:
        before = member.words[0] - 1
        if before > 0 and analysis.forms[before] in POSSESSIVES:
            found = country_of_name(analysis.forms[before - 1])
            if found is not None:
                return found
    return None


def _code_organization(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    home = context.home
    name = max((m.core for m in cluster.names), key=lambda w: w[1] - w[0])
    coding = code_phrase(_forms(analysis, name), None, regions=False)
    country, sector, rule, basis = coding.country, coding.sector, coding.rule, coding.basis
    if coding.role is not None and coding.role.kind == "population" and cluster.kind == "organization":
        sector = rule = None
    kind = cluster.kind
    if kind == "population":
        return Coding(cluster.country, sector if coding.role else None, kind, rule, "stated")
    if kind == "outlet":
        sector, rule = "JRN", "name of an outlet"
    elif sector is None and is_company_name(analysis.slice(name)):
        sector, rule = "BUS", "name of a company"
    last = coding.role is not None and coding.role.noun.split(" ")[-1] in analysis.forms[name[1] - 1].lower()
    if coding.role is not None and not last and not _heads_name(coding.role.noun, _forms(analysis, name)):
        coding = Coding(country, basis=basis)
        sector = rule = None
    if kind == "organization" and not (sector and last):
        told, described = _described_sector(cluster, analysis)
        sector, rule = (told, described) if told else (sector, rule)
    if last and country is None and coding.role is not None and coding.role.noun in _BARE_BODIES:
        return Coding(None, sector if sector != "GOV" else None, "organization", None, basis)
    home = home or context.lead
    if country is None and sector in ("GOV", "LEG", "JUD", "COP") and coding.role is not None and home is not None:
        country, basis, rule = home, "inferred", f"{rule}; country that the report is about"
    if (
        coding.role is not None
        and kind == "organization"
        and coding.role.kind in _KINDS
        and coding.role.kind != "person"
    ):
        kind = coding.role.kind
    return Coding(country, sector, kind, rule, basis)


def _heads_name(noun: str, forms: Sequence[str]) -> bool:
    """Whether a role noun inside a name is what the name is of: "Ministry of Trade", but not "Treasury Wine"."""
    first = noun.split(" ")[-1].lower()
    return any(
        form.lower().startswith(first[:5]) and after.lower() in ("of", "for", "on", "to", "in", "and")
        for form, after in pairwise(forms)
    )


def _described_sector(cluster: Cluster, analysis: Analysis) -> tuple[str | None, str | None]:
    """Sector and rule by what a report calls an organisation: "Mosaic, the dockers' union"."""
    for member in cluster.members:
        if member.form == "nominal":
            coding = code_phrase(_forms(analysis, member.words), None, regions=False)
            if coding.sector is not None and coding.role is not None and coding.role.kind != "person":
                return coding.sector, coding.rule
    return None, None


def _code_nominal(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    described = [m for m in cluster.members if m.form == "nominal"]
    first, home = described[0], context.home or context.lead
    coding = code_phrase(_forms(analysis, _owned_part(analysis, first)), None, regions=False)
    country, sector, rule, basis = coding.country or cluster.country, coding.sector, coding.rule, coding.basis
    if country is None and (found := _place_in(analysis, first, context)):
        country, basis, rule = found[0], "resolved", "; ".join(filter(None, (rule, f"place: {found[1]}")))
    if country is None and home is not None and sector in _PUBLIC and _is_institution(analysis, first, sector):
        country, basis, rule = home, "inferred", f"{rule}; country that the report is about"
    kind = cluster.kind
    if kind == "person" and first.number == "plural":
        kind = "group"
    return Coding(country, sector, kind, rule, basis)


def _owned_part(analysis: Analysis, nominal: Candidate) -> WordSpan:
    """The words after a titled possessor: "Premier Rossi's Forward | party" is a party, no premier."""
    start, end = nominal.words
    marks = [word for word in range(start, nominal.head) if analysis.forms[word] in POSSESSIVES]
    if marks and any((r := role_noun(analysis.forms[w])) and r.kind == "person" for w in range(start, marks[-1])):
        return marks[-1] + 1, end
    return nominal.words


def _place_in(analysis: Analysis, nominal: Candidate, context: Context) -> tuple[str, str] | None:
    """The country of a place named in the noun phrase, with the place: "rebels in Rakhine"."""
    for span, code in context.places.inside(analysis.span(nominal.words)):
        before = analysis.words_in(span)[0] - 1
        row = country_row(code) if code else None
        if row is not None and (before < nominal.head or analysis.forms[before].lower() in ("in", "of", "from", "at")):
            return row.iso3, analysis.text[span[0] : span[1]]
    return None


def _is_institution(analysis: Analysis, nominal: Candidate, sector: str | None) -> bool:
    """Whether a noun phrase without a nationality means the home country's: "the interior ministry", "police"."""
    if any(_is_ethnic(analysis, word) for word in range(nominal.words[0], nominal.head)):
        return False
    possessed = any(analysis.deprels[c] == "nmod:poss" for c in analysis.children[nominal.head] if c < nominal.head)
    if possessed or nominal.key.split(" ")[-1] in COUNTRY_NOUNS:
        return False
    if nominal.kind == "government" and nominal.number == "plural" and nominal.key != "authorities":
        return False
    if nominal.kind in ("government", "military", "organization"):
        return analysis.forms[nominal.words[0]].lower() not in ("a", "an", "another", "other", "foreign")
    words = {analysis.forms[w].lower() for w in range(*nominal.words)}
    return (
        sector == "LEG"
        or not words.isdisjoint(("government", "local"))
        or analysis.forms[nominal.words[0]].lower() == "the"
    )


def _is_ethnic(analysis: Analysis, word: int) -> bool:
    """Whether an adjective tells of a people or faith without a country: "Kurdish forces", "Islamic courts"."""
    form = analysis.forms[word]
    return analysis.upos[word] in ("ADJ", "PROPN") and form[:1].isupper() and form.endswith(_ETHNIC_ENDINGS)


def _forms(analysis: Analysis, words: WordSpan) -> list[str]:
    return [analysis.forms[w] if analysis.forms[w] not in POSSESSIVES else "'s" for w in range(*words)]


def _fullest(cluster: Cluster, analysis: Analysis) -> str:
    return max((analysis.slice(m.core) for m in cluster.names), key=lambda t: (len(t.split()), len(t)))


def _name(cluster: Cluster, analysis: Analysis) -> str:
    if cluster.names:
        return " ".join(_fullest(cluster, analysis).split())
    described = next(m for m in cluster.members if m.form == "nominal")
    return " ".join(analysis.slice(described.core).split())


def _mention_spans(cluster: Cluster, analysis: Analysis) -> tuple[Span, ...]:
    """All mentions; beside a title that the tree keeps apart from the name, the name alone as well."""
    words: list[WordSpan] = []
    for member in cluster.members:
        words.append(member.words)
        if member.title is not None and analysis.head_of(member.words) not in range(*member.core):
            words.append(member.core)
    return tuple(sorted({analysis.span(w) for w in words}))


def _roles(cluster: Cluster, analysis: Analysis) -> tuple[Role, ...]:
    if cluster.kind != "person" or not cluster.names:
        return ()
    titles: Sequence[WordSpan] = [m.title for m in cluster.members if m.title is not None]
    described = [m.core for m in cluster.members if m.form == "nominal"]
    roles = [Role(title=" ".join(analysis.slice(w).split()), span=analysis.span(w)) for w in (*titles, *described)]
    first: dict[str, Role] = {}
    for role in sorted(roles, key=lambda role: role.span):
        if role.title.lower().rstrip(".") not in _ADDRESSES:
            first.setdefault(role.title.casefold(), role)
    return tuple(first.values())
