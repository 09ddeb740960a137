"""From the mentions of one actor to its record: name, kind, country, sector, and the rule that gave them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onrecord.knowledge.actors import (
    SUPRANATIONAL,
    Organization,
    organizations_named,
    role_noun,
)
from onrecord.knowledge.actors_phrases import Coding, code_phrase, is_away, is_tied
from onrecord.knowledge.countries import country as country_row
from onrecord.knowledge.countries import country_of_demonym, country_of_name
from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.context import PARTISAN, PUBLIC, Context, forms_of, fullest_name
from onrecord.reading.actors.mentions import POSSESSIVES, Candidate, is_possessed
from onrecord.reading.actors.names import is_company_name
from onrecord.reading.actors.people import code_person
from onrecord.reading.actors.seats import names_no_other
from onrecord.reading.actors.words import COUNTRY_NOUNS, FOLLOWERS, LOCAL_NOUNS, STAFF
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import Actor, ActorKind, Role, Sector, content_id
from onrecord.spans import Span

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
_LOCAL = frozenset({"COP", "JUD", "OPP", "MIL", "GOV"})
_COUNTING = frozenset("all both the these those two three four several various other warring concerned".split())
_ARMIES = frozenset("army military troop soldier navy marine coalition commander battalion airstrike insurgent".split())
_POLICE = frozenset("police cop sheriff detective policeman arrest suspect precinct".split())
_ADDRESSES = frozenset("mr mrs ms miss".split())
_SHARED_NAMES = frozenset(
    "Congress|Senate|House of Representatives|Supreme Court|Treasury Department|Democratic Party|Joint Chiefs of Staff|"
    "National Guard|Coast Guard|House of Commons|House of Lords|Home Office|Ministry of Defence|Foreign Office|"
    "Treasury|Conservative Party|Labour Party|Liberal Party|Liberal Democrats|Green Party|Republican Party|"
    "National Assembly|Constitutional Court|High Court|Court of Appeal|Justice Department|Interior Department|"
    "Labor Department|Commerce Department|Federal Court|National Security Council|Foreign Ministry|Defense Ministry|"
    "Social Democrats|Socialist Party|Communist Party|People's Party|National Police|Federal Police|Navy|Army|"
    "Air Force|Marine Corps".split("|")
)
"""Names of one country's bodies in the tables that other countries' bodies have as well."""
_BARE_BODIES = frozenset("council mission office agency commission bureau state house board".split())
"""What a name may end in without being a government's: "the Family Research Council"."""


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
        return code_person(cluster, analysis, context, _served(cluster, analysis, context))
    if cluster.entry is not None:
        about = context.home or context.lead
        entry = _namesake(cluster.entry, cluster, analysis, context)
        shared = entry.name in _SHARED_NAMES or any(analysis.slice(m.core) in _SHARED_NAMES for m in cluster.names)
        if about is not None and shared and entry.country not in (about, *context.named):
            return Coding(about, entry.sector, entry.kind, f"{entry.name} of the country reported on", "inferred")
        return Coding(entry.country, entry.sector, entry.kind, f"{entry.table}: {entry.name}", "resolved")
    if cluster.names:
        return _code_organization(cluster, analysis, context)
    return _code_nominal(cluster, analysis, context)


def _namesake(entry: Organization, cluster: Cluster, analysis: Analysis, context: Context) -> Organization:
    """Of several bodies with one name the one whose country the report is about or names."""
    texts = dict.fromkeys(analysis.slice(m.core) for m in cluster.names)
    listed = [other for text in texts for other in organizations_named(text)]
    about = [code for code in (context.home, context.lead, *sorted(context.named)) if code is not None]
    if entry.country in context.named or len(listed) < 2:
        return entry
    return next((other for code in about for other in listed if other.country == code), entry)


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


def _served(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    """Country and sector of the body or state that a person is said to belong to: "its spokesman, Rossi"."""
    owner = cluster.owner
    if owner is None or owner.kind == "person":
        return Coding()
    coding = _code(owner, analysis, context)
    country = coding.country if coding.country not in SUPRANATIONAL else None
    sector = "IGO" if coding.country in SUPRANATIONAL and coding.sector in ("GOV", "MIL") else coding.sector
    return Coding(
        country or owner.country, sector, name=coding.name or (_name(owner, analysis) if owner.names else None)
    )


def _code_organization(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    home = context.home
    name = max((m.core for m in cluster.names), key=lambda w: w[1] - w[0])
    coding = code_phrase(forms_of(analysis, name), None, regions=False)
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
    if coding.role is not None and not last and not _heads_name(coding.role.noun, forms_of(analysis, name)):
        coding = Coding(country, basis=basis)
        sector = rule = None
    if country is None and (found := _place_of_name(analysis, name, context)):
        country, basis, rule = found[0], "resolved", "; ".join(filter(None, (rule, f"place: {found[1]}")))
    if kind == "organization" and not (sector and last):
        told, described = _described_sector(cluster, analysis)
        sector, rule = (told, described) if told else (sector, rule)
    if last and country is None and coding.role is not None and coding.role.noun in _BARE_BODIES:
        return Coding(None, sector if sector != "GOV" else None, "organization", None, basis)
    home = home or context.lead
    if country is None and sector in PUBLIC | PARTISAN | {"LAB"} and coding.role is not None and home is not None:
        country, basis, rule = home, "inferred", f"{rule}; country that the report is about"
    if (
        coding.role is not None
        and kind == "organization"
        and coding.role.kind in _KINDS
        and coding.role.kind != "person"
    ):
        kind = coding.role.kind
    return Coding(country, sector, kind, rule, basis)


def _place_of_name(analysis: Analysis, name: WordSpan, context: Context) -> tuple[str, str] | None:
    """The country of the place that a name begins with, with the place: "Leeds Bar Association"."""
    for (begin, end), code in context.places.inside(analysis.span(name)):
        row = country_row(code) if code else None
        if row is not None and begin == analysis.starts[name[0]] and end < analysis.ends[name[1] - 1]:
            return row.iso3, analysis.text[begin:end]
    return None


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
            coding = code_phrase(forms_of(analysis, member.words), None, regions=False)
            if coding.sector is not None and coding.role is not None and coding.role.kind != "person":
                return coding.sector, coding.rule
    return None, None


def _code_nominal(cluster: Cluster, analysis: Analysis, context: Context) -> Coding:
    described = [m for m in cluster.members if m.form == "nominal"]
    first, home = described[0], context.home or context.lead
    coding = code_phrase(forms_of(analysis, _owned_part(analysis, first)), None, regions=False)
    owned = _served(cluster, analysis, context).country or cluster.country
    country, sector, rule, basis = coding.country or owned, coding.sector, coding.rule, coding.basis
    if owned is not None and is_possessed(analysis, first.head):  # "Ruiz's forces in Peru"
        inner = code_phrase(forms_of(analysis, (first.words[0], first.head + 1)), None, regions=False).country
        country = inner or owned
    if country is None and _is_of_administration(analysis, first) and "USA" in (home, *context.named):
        country, basis = "USA", "inferred"
    if country is None and (found := _place_in(analysis, first, context)):
        country, basis, rule = found[0], "resolved", "; ".join(filter(None, (rule, f"place: {found[1]}")))
    if country is None and (seat := _seat(analysis, first, sector, context)) is not None:
        country, basis, rule = seat, "inferred", f"{rule}; country in which the sentence is set"
    if country is None and home is not None and sector in PUBLIC | {"OPP"} and _is_institution(analysis, first, sector):
        country, basis, rule = home, "inferred", f"{rule}; country that the report is about"
    if is_possessed(analysis, first.head):
        sector = _sector_of_own(cluster, first, sector, analysis, context)
    elif first.key == "officer" and (coding.rule or "").split(";")[0] == "role noun: officer" and _is_of_war(analysis):
        sector = "MIL"
    kind = cluster.kind
    if first.key == "party" and first.number == "plural" and _counts_only(analysis, first):
        sector = rule = None  # whoever takes part, no political parties
    if kind == "person" and first.number == "plural":
        kind = "group"
    return Coding(country, sector, kind, rule, basis)


def _sector_of_own(
    cluster: Cluster, first: Candidate, sector: str | None, analysis: Analysis, context: Context
) -> str | None:
    """The sector of those who belong to somebody: "its leaders", "his aides", "her hosts"."""
    noun, owner = first.key.split(" ")[-1], cluster.owner
    if noun == "host":
        return None
    if owner is None or noun not in STAFF | FOLLOWERS:
        return sector
    whose = _own(owner, analysis, context)
    armed = whose.sector in ("REB", "UAF", "CRM")
    return whose.sector if armed or (noun in STAFF and whose.sector in PUBLIC) else sector


def _own(owner: Cluster, analysis: Analysis, context: Context) -> Coding:
    """What a possessor is, without regard to whom they belong to in turn."""
    if owner.kind == "person" and owner.names:
        return code_person(owner, analysis, context, Coding())
    if owner.kind == "person":
        return code_phrase(forms_of(analysis, owner.members[0].words), None, regions=False)
    return _code(owner, analysis, context)


def _is_of_war(analysis: Analysis) -> bool:
    """Whether the report tells of armies and hardly of police, so that its officers are soldiers."""
    counts = Counter(lemma.lower() for lemma in analysis.lemmas)
    armies, police = (sum(counts[word] for word in words) for words in (_ARMIES, _POLICE))
    return armies >= 3 and armies > 2 * police


def _is_of_administration(analysis: Analysis, nominal: Candidate) -> bool:
    """Whether those named are "administration officials", as only those of the United States are called."""
    return "administration" in (analysis.forms[word].lower() for word in range(nominal.words[0], nominal.head))


def _counts_only(analysis: Analysis, nominal: Candidate) -> bool:
    """Whether nothing but a number or determiner stands before the noun: "all parties", "the warring parties"."""
    return all(analysis.forms[word].lower() in _COUNTING for word in range(nominal.words[0], nominal.head))


def _seat(analysis: Analysis, nominal: Candidate, sector: str | None, context: Context) -> str | None:
    """The country of police, courts, protesters or soldiers without a nationality: that in which they act."""
    sentence = analysis.sentence_of[nominal.head]
    code = context.seats[sentence]
    if code is None or sector not in _LOCAL or nominal.key.split(" ")[-1] not in LOCAL_NOUNS:
        return None
    if any(_is_ethnic(analysis, word) for word in range(nominal.words[0], nominal.head)):
        return None
    return code if sector != "MIL" or names_no_other(analysis, sentence, code) else None


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
        words = analysis.words_in(span)
        before = words[0] - 1
        if is_tied(analysis.forms[max(0, before - 1) : words[0]], analysis.forms[words[1] : words[1] + 2]):
            continue
        if analysis.forms[before].lower() in ("in", "at") and is_away(nominal.key.split(" ")[-1]):
            continue
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
        or (sector in ("COP", "OPP") and nominal.key.split(" ")[-1] in LOCAL_NOUNS)
        or not words.isdisjoint(("government", "local"))
        or analysis.forms[nominal.words[0]].lower() == "the"
    )


def _is_ethnic(analysis: Analysis, word: int) -> bool:
    """Whether an adjective tells of a people or faith without a country: "Kurdish forces", "Islamic courts"."""
    form = analysis.forms[word]
    return analysis.upos[word] in ("ADJ", "PROPN") and form[:1].isupper() and form.endswith(_ETHNIC_ENDINGS)


def _name(cluster: Cluster, analysis: Analysis) -> str:
    if cluster.names:
        return " ".join(fullest_name(cluster, analysis).split())
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
