"""Who is who in political news: offices and who held them when, organisations, armed groups, outlets, role nouns.

The tables are `data/actors/*.tsv`; their origin and licence stand in `data/actors/README.md`. Sectors are those of
PLOVER 2021. Countries are ISO 3166-1 alpha-3 (Kosovo: XKX); three codes stand where an organisation has no country:
`UNO` (United Nations), `EUR` (European Union), `IGO` (other bodies of several states).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.errors import SetupError
from onrecord.knowledge.countries import country_of_name, fold_name

SUPRANATIONAL = frozenset({"UNO", "EUR", "IGO"})
"""Codes that stand where a country would, for bodies of several states."""

OFFICES_KNOWN_UNTIL = "2026-01-31"
"""The day up to which changes of office were entered; who is in office later is only as far as the table knows."""

Incumbency = Literal["in office", "former", "not yet", "undated"]
Gender = Literal["m", "f"]

HIGHEST = frozenset("president chancellor premier king emir sultan emperor monarch".split()) | {
    "prime minister",
    "supreme leader",
}
"""Offices of heads of state and government, by which people are known for good."""

_POSSESSIVE = re.compile(r"'s?(?= |$)")
_ORGANIZATION_TABLES = ("agencies", "armed_groups", "organizations", "parties", "companies", "outlets")
_IRREGULAR = {"children": "child", "wives": "wife", "thieves": "thief", "schoolchildren": "schoolchild"}
_KIND_OF_TABLE = {"agencies": "government", "armed_groups": "group", "outlets": "outlet"}
_KIND_OF_SECTOR = {"MIL": "military", "LEG": "organization", "JUD": "organization", "COP": "organization"}


@dataclass(frozen=True, slots=True)
class Organization:
    """A row of one of the organisation tables."""

    name: str
    country: str | None
    sector: str
    kind: str
    """An `ActorKind`."""
    table: str


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What a common noun says of those it names: "lawmaker" is LEG and a person, "member" says no sector."""

    noun: str
    sector: str | None
    kind: str
    """An `ActorKind`; `equipment` for what acts by its crew ("warplane"), `weapon` for what does not act."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office, from `since` up to but not including `until` (None: not ended by the table)."""

    country: str
    office: str
    sector: str
    since: str
    until: str | None

    def covers(self, first: str, last: str) -> bool:
        """Whether the person held the office on all days from `first` to `last`, ISO dates."""
        return self.since <= first and (self.until is None or last < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held a public office or a public role."""

    name: str
    tenures: tuple[Tenure, ...]

    @property
    def country(self) -> str | None:
        """The one country of all the person's offices; offices of several states apart from bodies of many states."""
        own = sorted({t.country for t in self.tenures if t.country not in SUPRANATIONAL})
        if len(own) == 1:
            return own[0]
        return None if own else self.tenures[0].country

    def on(self, date: str | None) -> tuple[Tenure | None, Incumbency]:
        """The office held on a date (ISO, or a year or month that the whole tenure must cover), or the last before it.

        Of several offices at a time the first of the table counts. Who headed a state or government is a former head
        of it, whatever came after. Without a date no office is claimed.
        """
        if date is None:
            return None, "undated"
        first, last = _bounds(date)
        held = [t for t in self.tenures if t.covers(first, last)]
        if held:
            return held[0], "in office"
        past = [t for t in self.tenures if t.until is not None and t.until <= first]
        past = [t for t in past if t.sector in ("GOV", "LEG", "MIL", "IGO")] or past
        past = [t for t in past if t.office in HIGHEST] or past
        if past:
            return max(past, key=lambda t: t.until or ""), "former"
        return None, "not yet"


def organization(name: str, article: bool = False) -> Organization | None:
    """The organisation, agency, armed group, party, company or outlet with this name or other name.

    `article` tells that "the" stands before the name, which then may be one that begins with it ("The Economist").
    Case matters, because "WHO" and "who" are not the same word.
    """
    table = _organizations()
    folded = fold_name(name)
    plain = _without_article(folded)
    found = table.get(folded) or table.get(plain)
    return found or (table.get("The " + plain) if article or plain != folded else None)


@cache
def outlet_names() -> tuple[tuple[str, ...], ...]:
    """The names of every news outlet and agency of the table: the name it goes by, then its other names."""
    return tuple((entry.name, *aliases) for entry, aliases in _listed_organizations() if entry.table == "outlets")


def organizations_named(name: str) -> tuple[Organization, ...]:
    """All organisations with this name or other name, one for each country: "National Liberation Army", "ELN"."""
    folded = fold_name(name)
    return _namesakes().get(folded) or _namesakes().get(_without_article(folded), ())


def organization_lengths(first_word: str) -> tuple[int, ...]:
    """How many words the names have that begin with this word, longest first; empty where none does.

    Words as in `name_words`: hyphens part words and are not counted, the possessive counts as a word of its own.
    """
    return _first_words().get(first_word, ())


def name_words(name: str) -> list[str]:
    """The folded words of a name: "People's Bank" -> People, 's, Bank; "al-Qaeda" -> al, Qaeda."""
    return _POSSESSIVE.sub(" 's", fold_name(name)).split(" ")


def person(name: str) -> Person | None:
    """The person with this full name or one of the person's other full names; None where two have it."""
    found = _people().get(fold_name(name).casefold(), ())
    return found[0] if len(found) == 1 else None


def people_named(name: str) -> tuple[Person, ...]:
    """All persons with this full name; middle names and initials that only one of the two gives do not matter."""
    words = fold_name(name).casefold().split(" ")
    found = _people().get(" ".join(words), ())
    if not found and len(words) == 2:
        return _without_middle_names().get((words[0], words[1]), ())
    if found or len(words) < 3:
        return found
    inner = [word for word in words[1:-1] if len(word.rstrip(".")) > 1]
    return _people().get(" ".join((words[0], *inner, words[-1])), ())


def holders_of(country: str, office: str, date: str | None = None) -> tuple[Person, ...]:
    """Those who hold an office of a country on a date, as far as the table knows; without one all who ever did."""
    people = _offices().get((country, office), ())
    if date is None:
        return people
    first, last = _bounds(date)
    offices = {person: [t for t in person.tenures if (t.country, t.office) == (country, office)] for person in people}
    return tuple(person for person in people if any(t.covers(first, last) for t in offices[person]))


def people_with_surname(surname: str) -> tuple[Person, ...]:
    """All persons whose last name, or name without the first, is `surname`, in the order of the table."""
    return _surnames().get(fold_name(surname).casefold(), ())


def role_noun(phrase: str) -> RoleNoun | None:
    """The row of a role noun or phrase of several words ("prime minister"), singular or plural, any case."""
    table = _role_nouns()
    word = fold_name(phrase).rstrip(".").removeprefix("ex ")
    found = table.get(word) or table.get(word.lower())
    if found is None:
        found = next((table[form] for form in _singulars(word.lower()) if form in table), None)
    return found


def first_name_gender(name: str) -> Gender | None:
    """Whether a first name is a man's or a woman's; None where it is not listed or both."""
    return _first_names().get(fold_name(name))


def _bounds(date: str) -> tuple[str, str]:
    day = date[:10]
    if len(day) == 4:
        return f"{day}-01-01", f"{day}-12-31"
    return (f"{day}-01", f"{day}-31") if len(day) == 7 else (day, day)


def _singulars(word: str) -> Iterator[str]:
    head, _, last = word.rpartition(" ")
    lead = head + " " if head else ""
    if last in _IRREGULAR:
        yield lead + _IRREGULAR[last]
    if last.endswith("ies"):
        yield lead + last[:-3] + "y"
    if last.endswith("men"):
        yield lead + last[:-3] + "man"
    if last.endswith("es"):
        yield lead + last[:-2]
    if last.endswith("s"):
        yield lead + last[:-1]


def _without_article(name: str) -> str:
    return name[4:] if name[:4] in ("the ", "The ") else name


def _rows(table: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table below its header line.

    Raises SetupError where the table is missing or a row has another number of columns.
    """
    try:
        text = files("onrecord.knowledge").joinpath(f"data/actors/{table}.tsv").read_text("utf-8")
    except OSError as error:
        raise SetupError(f"the table of {table} cannot be read; install onrecord again") from error
    for line in text.splitlines()[1:]:
        row = line.split("\t")
        if len(row) != columns:
            raise SetupError(f"the table of {table} is damaged; install onrecord again")
        yield row


@cache
def _organizations() -> dict[str, Organization]:
    """By folded name; of two organisations with one name that of the earlier row keeps it."""
    primary: dict[str, Organization] = {}
    other: dict[str, Organization] = {}
    for entry, aliases in _listed_organizations():
        primary.setdefault(fold_name(entry.name), entry)
        for alias in aliases:
            other.setdefault(fold_name(alias), entry)
    return other | primary


@cache
def _namesakes() -> dict[str, tuple[Organization, ...]]:
    found: dict[str, tuple[Organization, ...]] = {}
    for entry, aliases in _listed_organizations():
        for key in dict.fromkeys(map(fold_name, (entry.name, *aliases))):
            if all(known.country != entry.country for known in found.get(key, ())):
                found[key] = (*found.get(key, ()), entry)
    return found


def _listed_organizations() -> Iterator[tuple[Organization, list[str]]]:
    """All organisations with their other names, save those that are also a country's, in the order of the tables."""
    for table in _ORGANIZATION_TABLES:
        for name, country, sector, aliases in _rows(table, 4):
            kind = _KIND_OF_SECTOR.get(sector) or _KIND_OF_TABLE.get(table, "organization")
            if table == "agencies" and sector == "SPY":
                kind = "government"
            entry = Organization(name, country or None, sector, kind, table)
            names = [alias for alias in aliases.split(";") if alias and country_of_name(alias) is None]
            yield entry, [*names, *(f"Al{each[2:]}" for each in (name, *names) if each[:3] in ("al ", "al-"))]


@cache
def _first_words() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in _organizations():
        words = name_words(_without_article(name))
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


@cache
def _people() -> dict[str, tuple[Person, ...]]:
    tenures: dict[str, list[Tenure]] = {}
    names: dict[str, list[str]] = {}
    for name, aliases, tenure in _tenures():
        tenures.setdefault(name, []).append(tenure)
        listed = names.setdefault(name, [name])
        listed.extend(alias for alias in aliases if alias not in listed)
    found: dict[str, tuple[Person, ...]] = {}
    for name, listed in names.items():
        entry = Person(name, tuple(tenures[name]))
        for alias in listed:
            key = fold_name(alias).casefold()
            if entry not in found.get(key, ()):
                found[key] = (*found.get(key, ()), entry)
    return found


@cache
def _offices() -> dict[tuple[str, str], tuple[Person, ...]]:
    """By country and office all who ever held it."""
    people = dict.fromkeys(person for found in _people().values() for person in found)
    held: dict[tuple[str, str], tuple[Person, ...]] = {}
    for person in people:
        for key in dict.fromkeys((tenure.country, tenure.office) for tenure in person.tenures):
            held[key] = (*held.get(key, ()), person)
    return held


@cache
def _without_middle_names() -> dict[tuple[str, str], tuple[Person, ...]]:
    """By first and last name those whom the table has with three names or more."""
    found: dict[tuple[str, str], tuple[Person, ...]] = {}
    for key, people in _people().items():
        words = key.split(" ")
        if len(words) > 2 and len(words[0].rstrip(".")) > 1:
            pair = (words[0], words[-1])
            found[pair] = (*found.get(pair, ()), *(p for p in people if p not in found.get(pair, ())))
    return found


def _tenures() -> Iterator[tuple[str, list[str], Tenure]]:
    """One tenure at a time with the holder's name and other names, in the order of the table."""
    for country, office, sector, holders in _rows("office_holders", 4):
        spells = [spell.rsplit("@", 1) for spell in holders.split(";")]
        for index, (names, since) in enumerate(spells):
            if names == "-":
                continue
            until = spells[index + 1][1] if index + 1 < len(spells) else None
            name, *aliases = names.split("=")
            yield name, aliases, Tenure(country, office, sector, since, until)


@cache
def _surnames() -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for key, people in _people().items():
        words = key.split(" ")
        for surname in dict.fromkeys((words[-1], " ".join(words[1:]), *_east_asian(words, people))):
            if surname:
                found[surname] = (*found.get(surname, ()), *(p for p in people if p not in found.get(surname, ())))
    return found


def _east_asian(words: list[str], people: tuple[Person, ...]) -> tuple[str, ...]:
    """The surname where it stands first: Chinese, Korean, Vietnamese names."""
    first = any(p.country in ("CHN", "TWN", "KOR", "PRK", "VNM", "HKG") for p in people)
    return (words[0],) if first and len(words) > 1 else ()


@cache
def _role_nouns() -> dict[str, RoleNoun]:
    return {fold_name(noun): RoleNoun(noun, sector or None, kind) for noun, sector, kind in _rows("role_nouns", 3)}


@cache
def _first_names() -> dict[str, Gender]:
    return {fold_name(name): "m" if gender == "m" else "f" for gender, name in _rows("first_names", 2)}
