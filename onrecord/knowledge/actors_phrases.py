"""Coding an actor phrase: "a former Russian defence minister" -> country RUS, sector ELI, and the rule that said so.

The method is that of the CAMEO and PLOVER actor dictionaries (Schrodt 2012; Halterman et al. 2023): names by table and
date first, then the head noun with its modifiers, then the country by name, adjective, capital or institution. Words
are matched from left to right, the longest match first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.knowledge.actors import (
    OFFICES_KNOWN_UNTIL,
    SUPRANATIONAL,
    Organization,
    Person,
    RoleNoun,
    organization,
    organization_lengths,
    people_named,
    role_noun,
)
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name, fold_name
from onrecord.knowledge.gazetteer import load_gazetteer
from onrecord.records import Basis

Source = Literal["organization", "person", "country", "demonym", "capital", "role"]

LONGEST_NAME = 8
_LONGEST_ROLE = 4
_COMPLEMENT = frozenset("of in at for from on with to who that which whose against about by near , ( –".split())
_OTHERS = frozenset("to against about on with by near".split())
"""Prepositions before the country that somebody deals with, not the one to which they belong."""
_FORMER = frozenset("former ex ex- ousted deposed late retired onetime then".split())
_QUANTITY = frozenset(
    "group team number dozens hundreds thousands scores pair couple crowd band bunch handful majority wave series "
    "tens millions lot lots variety coalition contingent".split()
)
_WEAK = frozenset(
    "official officer leader agent adviser advisor aide force commander delegation delegate negotiator representative "
    "member insider source agency council commission committee office unit department authority bureau cell deputy "
    "candidate worker fighter veteran recruit colleague comrade expert strategist analyst specialist secretary "
    "general".split()
)
"""Head nouns whose sector yields to that of the institution they are named with: "police official" is COP."""
_DIRECTIONS = frozenset("north south east west northern southern eastern western central national new upper".split())
_PRESIDING = frozenset("president vice president secretary director governor commissioner chairman speaker".split())
_KIN = frozenset(
    "wife husband widow widower son daughter brother sister half-brother half-sister mother father stepson "
    "stepdaughter uncle aunt nephew niece cousin grandson granddaughter grandfather grandmother fiancee friend "
    "relative neighbor neighbour spouse partner".split()
)
"""Nouns for those who are named by whom they belong to: a president's sister holds no office by it."""
_DEALING = frozenset("ambassador envoy negotiator representative expert adviser advisor analyst specialist".split())
_INSTITUTIONS = frozenset({"LEG", "BUS", "EDU", "PTY", "NGO", "JUD", "LAB", "MED", "REL", "SPY", "JRN", "REB", "UAF"})
_MONTHS = {name: index for index, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})")
_POSSESSIVE = re.compile(r"(\w)'s?(?=[\s,)-]|$)")
_TOKEN = re.compile(r"[,()\u2013\u2014-]|[^\s,()\u2013\u2014-]+")
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_TIES = frozenset(
    "backed funded financed sponsored supported trained armed aligned allied linked friendly born made built supplied "
    "inspired affiliated aided equipped".split()
)
"""What a hyphen joins to the name of somebody else: "Iran-backed", "U.S.-trained"."""
_SIDES = frozenset("pro anti".split())
_ALSO_ADJECTIVES = frozenset("national local minority".split())
"""Nouns for people that before another noun say something else: "the director of national intelligence"."""
_STAFFS = frozenset({"chief of staff", "deputy chief of staff"})
_AWAY = frozenset(
    "tourist traveler traveller visitor foreigner hostage captive diplomat embassy consulate mission delegation envoy "
    "ambassador troop correspondent contractor expatriate team passenger".split()
)
"""Nouns for those who are not of the country that they are in."""


@dataclass(frozen=True, slots=True)
class Match:
    """A run of words that a table knows: words `[start, end)` of the phrase."""

    start: int
    end: int
    source: Source
    country: str | None = None
    organization: Organization | None = None
    people: tuple[Person, ...] = ()
    role: RoleNoun | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """Country and sector of an actor phrase, what they rest on, and what the phrase names."""

    country: str | None = None
    sector: str | None = None
    kind: str | None = None
    rule: str | None = None
    basis: Basis = "stated"
    name: str | None = None
    """The table's name of the actor, where the phrase is one."""
    role: RoleNoun | None = None


def resolve_phrase(
    phrase: str, date: str | None = None, context: str | None = None
) -> tuple[str | None, str | None, str]:
    """Country, sector and rule of an actor phrase.

    `date` is ISO, or "1 May 2015", "May 1, 2015"; without one no office is claimed. `context` is text that names the
    country the report is about. Country is ISO alpha-3, or UNO, EUR, IGO for bodies of several states.
    """
    coding = code_phrase(phrase_words(phrase), iso_date(date))
    country, rule = coding.country, coding.rule or "nothing known"
    if country is None and context:
        country = _first_country(matches(phrase_words(context)))
        rule += "; country of the context" if country else ""
    sector = coding.sector
    if context and sector is None:
        hint = code_phrase(phrase_words(context), None)
        sector = hint.sector if hint.role is not None or hint.name is not None else None
    return country, sector, rule


def phrase_words(phrase: str) -> list[str]:
    """The words of a phrase, cut as in UD: punctuation, hyphens and the possessive apart."""
    return _TOKEN.findall(_POSSESSIVE.sub(r"\1 's", phrase.replace("\u2019", "'")))


def iso_date(date: str | None) -> str | None:
    """An ISO date from the usual English ways to write one; None for anything else."""
    if date is None or _ISO.match(date):
        return date
    if found := _DAY_FIRST.search(date):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.search(date):
        month, day, year = found.groups()
    else:
        return None
    number = _MONTHS.get(month.lower())
    return f"{year}-{number:02d}-{int(day):02d}" if number else None


def matches(words: Sequence[str]) -> list[Match]:
    """What the tables know in a phrase, from left to right, the longest match at each word; hyphens part words."""
    places = [index for index, word in enumerate(words) if word not in _HYPHENS]
    plain = [words[index] for index in places]
    found: list[Match] = []
    at = 0
    while at < len(plain):
        match = _match(plain, at)
        if match is not None and _is_foreign(match, found[-1:], places):
            match = _match_role(plain, at)
        if match is not None and match.source == "country" and at and plain[at - 1] == "New":
            match = None  # New Jersey and New Mexico are named for others
        if match is not None and match.source in ("country", "demonym", "capital"):
            joined = words[places[match.end - 1] + 1 : places[match.end - 1] + 3]
            match = None if is_tied(words[: places[match.start]], joined) else match
        if match is None:
            at += 1
        else:
            found.append(replace(match, start=places[match.start], end=places[match.end - 1] + 1))
            at = match.end
    return found


def is_tied(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a country between these words is only that of friends or foes: "Iran | -backed", "anti- | American"."""
    tied = len(after) > 1 and after[0] in _HYPHENS and after[1].lower() in _TIES
    return tied or (len(before) > 1 and before[-1] in _HYPHENS and before[-2].lower() in _SIDES)


def _is_foreign(match: Match, before: Sequence[Match], places: Sequence[int]) -> bool:
    """Whether a nationality right before the name rules the table's row out: "U.S. | Pacific Fleet"."""
    if match.organization is None or match.country is None or not before or before[0].end != places[match.start]:
        return False
    return before[0].source in ("country", "demonym") and before[0].country != match.country


def code_phrase(words: Sequence[str], date: str | None, regions: bool = True) -> Coding:
    """Country, sector and kind of the words of a noun phrase or name.

    Without `regions` a country is not looked for by provinces and towns: for callers that have resolved places.
    """
    coding = _code_phrase(words, date)
    if regions and coding.country is None and (coding.role is not None or coding.name is None):
        country, rule = _country_of_region(_outside_name(words))
        if country is not None:
            return replace(coding, country=country, rule="; ".join(filter(None, (coding.rule, rule))), basis="resolved")
    return coding


def _outside_name(words: Sequence[str]) -> Sequence[str]:
    """The words without a person's name after a title: "Sen. | Carlo Valencia" names no region."""
    titled = next((m.end for m in matches(words) if m.role is not None and m.role.kind == "person"), None)
    if titled is not None and titled < len(words) and words[titled][:1].isupper():
        return words[:titled]
    return words


def _code_phrase(words: Sequence[str], date: str | None) -> Coding:
    words = _mixed_case(words)
    entry = organization(_joined(words))
    if entry is not None:
        return _code_name(Match(0, len(words), "organization", entry.country, entry), words, date)
    while words and words[0].lower() in ("a", "an", "the", "his", "her", "its", "their", "our", "my", "this", "that"):
        words = words[1:]
    found = matches(words)
    whole = next((m for m in found if m.start == 0 and m.end == len(words)), None)
    if whole is not None and whole.role is None:
        return _code_name(whole, words, date)
    core = _core_end(words, found)
    inner = [m for m in found if m.start < core]
    person = next((m for m in found if m.people and (m.start < core or m.end == len(words))), None)
    roles = [m for m in inner if m.role is not None]
    if person is not None and roles and roles[-1].start >= person.end:  # "Ana Ruiz supporters"
        best, coding = best_person(person.people, date), _code_role(roles, inner, [], words, core)
        return replace(coding, country=coding.country or (best[1] if best else None))
    if person is not None:
        return _code_titled(person, found, [m for m in found if m.role is not None], words, date)
    if roles:
        return _code_role(roles, inner, [m for m in found if m.start >= core], words, core)
    return _code_modified(inner, [m for m in found if m.start >= core], words, core)


def best_person(people: Sequence[Person], date: str | None) -> tuple[Person, str | None, str | None, str] | None:
    """Of the persons with a name the one meant on a date, with country, sector and rule; None where it is open.

    Who is in office on the day goes before who was or will be; without a date two persons of a name leave it open.
    """
    states = [(p, *p.on(date)) for p in people]
    held = [s for s in states if s[2] == "in office"] or [s for s in states if s[2] == "former"] or states
    if len(held) != 1:
        countries = {p.country for p, _, _ in held}
        if len(held) > 1 and len(countries) > 1:
            return None
    person, tenure, state = held[0]
    if tenure is None:
        when = "no date given" if state == "undated" else f"none known by {date}"
        return person, person.country, None, f"office_holders: {person.name} ({when})"
    spell = f"{tenure.since} to {tenure.until or _open_end(date)}"
    sector = tenure.sector if state == "in office" or tenure.sector not in ("GOV", "LEG", "IGO") else "ELI"
    lead = "" if state == "in office" else "former "
    country = tenure.country if tenure.country not in SUPRANATIONAL or state == "in office" else person.country
    return person, country, sector, f"office_holders: {person.name}, {lead}{tenure.office} ({spell})"


def _open_end(date: str | None) -> str:
    """How a tenure without an end is written: past the day to which the table is kept, with that day."""
    return "open" if date is None or date[:10] <= OFFICES_KNOWN_UNTIL else f"open, as known on {OFFICES_KNOWN_UNTIL}"


def _match(words: Sequence[str], at: int) -> Match | None:
    word = words[at]
    if word[:1].isupper() or word[:1].isdigit() or word[:3] in ("al-", "al"):
        found = _match_name(words, at)
        if found is not None:
            return found
    return _match_role(words, at)


def _match_role(words: Sequence[str], at: int) -> Match | None:
    for size in range(min(_LONGEST_ROLE, len(words) - at), 0, -1):
        role = role_noun(_joined(words[at : at + size]))
        if role is not None and not _is_adjective(words, at, at + size):
            return Match(at, at + size, "role", role=role)
    return None


def _is_adjective(words: Sequence[str], start: int, end: int) -> bool:
    single = end - start == 1 and words[start].lower() in _ALSO_ADJECTIVES
    return single and end < len(words) and words[end].lower() not in _COMPLEMENT


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(" 's", "'s")


def _match_name(words: Sequence[str], at: int) -> Match | None:
    for size in organization_lengths(fold_name(words[at])):
        entry = (
            organization(_joined(words[at : at + size]), at > 0 and words[at - 1].lower() == "the")
            if at + size <= len(words)
            else None
        )
        if entry is not None and not (size == 1 and _names_another(entry, words[at + 1 : at + 2])):
            return Match(at, at + size, "organization", entry.country, organization=entry)
    for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        name = _joined(words[at : at + size])
        people = people_named(name) if size > 1 or len(words) == 1 else ()
        if people and not _goes_on(words, at + size):
            return Match(at, at + size, "person", people=people)
        if size > 5:
            continue
        country = country_of_name(name)
        if country is not None:
            return Match(at, at + size, "country", country)
        country = country_of_demonym(name) if size <= 2 else None
        if country is not None:
            return Match(at, at + size, "demonym", country)
        country = country_of_capital(name) if size <= 3 else None
        if country is not None:
            return Match(at, at + size, "capital", country)
    return None


def _names_another(entry: Organization, after: Sequence[str]) -> bool:
    """Whether a name of one word is only the beginning of another body's: "Memorial | University"."""
    role = role_noun(after[0]) if after and after[0][:1].isupper() and entry.kind == "organization" else None
    return role is not None and role.kind == "organization" and not entry.name.isupper()


def _goes_on(words: Sequence[str], end: int) -> bool:
    """Whether a further name follows: "Juan Carlos" is not whom "Juan Carlos Jobet" names."""
    return end < len(words) and words[end][:1].isupper() and role_noun(words[end]) is None


def _mixed_case(words: Sequence[str]) -> list[str]:
    """A headline's capitals made ordinary, because names are matched with their case."""
    if len(words) > 1 and all(w.isupper() for w in words if w.isalpha()):
        return [w.capitalize() for w in words]
    return list(words)


def _core_end(words: Sequence[str], found: Sequence[Match]) -> int:
    """Where the complement of the head noun begins: "officials | in Kyiv"."""
    covered = {i for m in found for i in range(m.start, m.end)}
    for index, word in enumerate(words):
        if index == 0 or index in covered or word.lower() not in _COMPLEMENT:
            continue
        before = [w.lower() for w in words[:index]]
        if word.lower() == "of" and (before[-1] in _QUANTITY or before[-1].rstrip("s") in _QUANTITY):
            continue
        return index
    return len(words)


def _code_name(match: Match, words: Sequence[str], date: str | None) -> Coding:
    if match.organization is not None:
        entry = match.organization
        rule = f"{entry.table}: {entry.name}"
        return Coding(entry.country, entry.sector, entry.kind, rule, "resolved", entry.name)
    if match.people:
        best = best_person(match.people, date)
        if best is None:
            return Coding(kind="person")
        person, country, sector, rule = best
        return Coding(country, sector, "person", rule, "resolved", person.name)
    text = " ".join(words)
    if match.source == "capital":
        return Coding(match.country, "GOV", "government", f"capital for its government: {text}", "resolved")
    kind = "population" if match.source == "demonym" else "government"
    return Coding(match.country, None, kind, f"{match.source}: {text}", "stated")


def _code_titled(
    person: Match, inner: Sequence[Match], roles: Sequence[Match], words: Sequence[str], date: str | None
) -> Coding:
    """A known person with a title: the title as the report gives it goes before the table."""
    best = best_person(person.people, date)
    title = [m for m in roles if m.end <= person.start]
    named = best[0].name if best else None
    table = Coding(best[1], best[2], "person", best[3], "resolved", named) if best else Coding(kind="person")
    if not title:
        return table
    before = [m for m in inner if m.end <= person.start]
    given = _code_role(title, before, [], words[: person.start], person.start)
    country = given.country or table.country
    sector = given.sector or table.sector
    rule = "; ".join(dict.fromkeys(r for r in (given.rule, table.rule if given.country is None else None) if r))
    basis: Basis = "stated" if given.country else "resolved"
    return Coding(country, sector, "person", rule, basis, named, given.role)


def _code_role(
    roles: Sequence[Match], inner: Sequence[Match], outer: Sequence[Match], words: Sequence[str], core: int
) -> Coding:
    head = roles[-1]
    assert head.role is not None
    role = head.role
    sector, rule = _sector_of_role(role, roles, inner, outer)
    if (
        role.noun in _PRESIDING
        and not outer
        and len(inner) == 1
        and [w.lower() for w in words[core : core + 1]] == ["of"]
    ):
        sector, rule = None, ""  # "president of global affairs" is no head of state
    if role.noun == "rep" and words[head.start].islower():
        sector, rule = None, ""  # anybody's representatives, no title of a lawmaker
    if _is_former(words[: head.start]) and sector in ("GOV", "LEG"):
        sector, rule = "ELI", rule + ", former"
    country, whence = _country_of(inner, outer, words, core, role)
    basis: Basis = "stated" if whence.startswith(("demonym", "country")) or not whence else "resolved"
    kind = role.kind
    if kind == "person" and sector == "MIL" and role.sector == "MIL" and role.noun in ("soldier", "troop"):
        kind = "military"
    return Coding(country, sector, kind, "; ".join(filter(None, (rule, whence))), basis, None, role)


def _sector_of_role(
    role: RoleNoun, roles: Sequence[Match], inner: Sequence[Match], outer: Sequence[Match]
) -> tuple[str | None, str]:
    """The head noun's sector, or that of the institution it is named with where the noun says little."""
    rule, noun = f"role noun: {role.noun}" if role.sector else "", role.noun.split(" ")[-1]
    agency = next(
        (m.organization for m in inner if m.organization is not None and m.organization.sector == "SPY"), None
    )
    if role.kind == "equipment" and agency is not None:
        return "SPY", f"{rule} with {agency.table}: {agency.name}"
    if noun in _KIN:
        return role.sector, rule
    institution = _institution([*roles[:-1], *(m for m in inner if m.organization is not None)])
    inside = _institution([m for m in outer if m.organization is not None][:1]) or _institution(
        [m for m in outer if m.role is not None][:1]
    )
    if role.sector is None or noun in _WEAK:
        said = institution or (inside if noun != "colleague" else None)
        if said is not None and (role.sector is None or said[0] in _INSTITUTIONS | {"MIL", "COP", "OPP", "GOV", "CRM"}):
            return said[0], f"role noun: {role.noun} with {said[1]}"
    elif role.noun in _STAFFS and "MIL" in [said[0] for said in (institution, inside) if said is not None]:
        return "MIL", rule  # of the army, not of a president
    elif noun in _PRESIDING and " " not in role.noun:
        said = institution or inside
        if said is not None and said[0] in _INSTITUTIONS:
            return said[0], f"role noun: {role.noun} with {said[1]}"
    return role.sector, rule


def _institution(found: Sequence[Match]) -> tuple[str, str] | None:
    for match in reversed(found):
        if match.organization is not None:
            return match.organization.sector, f"{match.organization.table}: {match.organization.name}"
        if match.role is not None and match.role.sector is not None:
            return match.role.sector, f"role noun: {match.role.noun}"
    return None


def _is_former(words: Sequence[str]) -> bool:
    return any(w.lower() in _FORMER or w.lower().startswith("ex-") for w in words)


def _country_of(
    inner: Sequence[Match], outer: Sequence[Match], words: Sequence[str], core: int, role: RoleNoun
) -> tuple[str | None, str]:
    """The country of those a role noun names: from the words before it, else from what follows "of", "in", "at"."""
    noun = role.noun.split(" ")[-1]
    for match in inner:
        if match.source == "country" and noun == "veteran":
            continue  # of the war there
        if match.country is not None and match.source in ("country", "demonym", "capital"):
            return match.country, f"{match.source}: {' '.join(words[match.start : match.end])}"
    for match in inner:
        if match.organization is not None and match.country is not None:
            return match.country, f"country of {match.organization.name}"
    dealing = noun in _DEALING
    for match in outer if noun not in _KIN else ():
        lead = words[match.start - 1].lower() if match.start else ""
        lead = words[match.start - 2].lower() if lead == "the" and match.start > 1 else lead
        if match.country is None or lead in _OTHERS or (dealing and lead == "for"):
            continue
        if lead in ("in", "at") and is_away(noun):
            continue
        return match.country, f"{match.source}: {' '.join(words[match.start : match.end])}"
    return None, ""


def is_away(noun: str) -> bool:
    """Whether those whom the noun names are mostly not of the country that they are in: "tourists in Lima"."""
    return noun in _AWAY


def _country_of_region(words: Sequence[str]) -> tuple[str | None, str]:
    """The country of a province or region named in the phrase: "Kano State government"."""
    gazetteer = load_gazetteer()
    for index, word in enumerate(words):
        if not word[:1].isupper() or role_noun(word) is not None:
            continue
        for size in (3, 2) if word.lower() in _DIRECTIONS else (3, 2, 1):
            name = " ".join(words[index : index + size])
            regions = [e for e in gazetteer.find(name) if e.level in ("admin1", "region") or len(words) == size]
            if regions and all(w[:1].isupper() for w in words[index : index + size]):
                return _iso3(regions[0].country), f"region: {name}"
    return None, ""


def _iso3(code: str | None) -> str | None:
    from onrecord.knowledge.countries import country

    entry = country(code) if code else None
    return entry.iso3 if entry else None


def _code_modified(inner: Sequence[Match], outer: Sequence[Match], words: Sequence[str], core: int) -> Coding:
    """A phrase without a role noun: coded by the first name in it."""
    country = _first_country(inner) or _first_country(outer)
    entry = next((m.organization for m in inner if m.organization is not None), None)
    if entry is not None:
        return Coding(country, entry.sector, entry.kind, f"{entry.table}: {entry.name}", "resolved")
    if country is not None:
        return Coding(country, None, None, "country named in the phrase", "stated")
    return Coding()


def _first_country(found: Sequence[Match]) -> str | None:
    return next((m.country for m in found if m.country is not None), None)
