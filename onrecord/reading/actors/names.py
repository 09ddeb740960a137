"""Mentions of actors by name: people with their titles, organisations, countries, capitals, peoples."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.knowledge.actors import (
    HIGHEST,
    SUPRANATIONAL,
    Person,
    people_named,
    people_with_surname,
    role_noun,
)
from onrecord.knowledge.countries import country_of_demonym, country_of_name, fold_name
from onrecord.reading.actors.extent import ROYAL, joined_people, takes_part, trim, with_article
from onrecord.reading.actors.listed import listed_names
from onrecord.reading.actors.mentions import (
    HYPHENS,
    POSSESSIVES,
    Candidate,
    is_agent,
    is_possessor,
)
from onrecord.reading.actors.states import people_at, state_at, unlabelled_states
from onrecord.reading.actors.titles import gender_of, title_before, without_honorific, without_title
from onrecord.reading.actors.words import ARMED_ENDINGS, THING_ENDINGS, WEAPON_NAMES
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
_OUTLET_ENDINGS = frozenset(
    "times post news herald tribune wire daily gazette journal chronicle tv radio television press newspaper weekly "
    "magazine observer sun star mirror telegraph mail courier examiner inquirer broadcaster".split()
)
_BODIES = frozenset(
    "Society Association Council Committee Commission Union Federation Institute League Foundation Board Chamber "
    "Congress Fund Trust Agency Authority Office Department Service Services".split()
)
"""Nouns in the names of bodies."""
_LONGEST_NAME = 4
_COMPANY_ENDINGS = frozenset(
    "corp corp. inc inc. ltd ltd. co co. plc llc ag gmbh sa spa nv group holdings industries motors airlines airways "
    "bank energy partners capital technologies pharmaceuticals estates wines foods beverages breweries mining "
    "resources steel petroleum chemicals electronics semiconductor "
    "semiconductors insurance telecom shipping systems software "
    "aerospace aviation logistics railways refineries pipelines entertainment studios laboratories".split()
)


def find_names(analysis: Analysis, date: str | None = None) -> list[Candidate]:
    """The names of people, organisations, states and peoples that the report mentions, in text order.

    `date` is the report's; on it depends who is known to hold which office.
    """
    taken = [False] * len(analysis)
    labels = _labels(analysis)
    found: list[Candidate] = []
    things: set[str] = set()
    for candidate in listed_names(analysis, labels):
        _take(taken, candidate)
        found.append(candidate)
    for entity in joined_people(analysis):
        words = trim(analysis, entity.words)
        if entity.label not in _NAMED or words[0] == words[1] or any(taken[words[0] : words[1]]):
            continue
        if _is_thing(analysis, words, things):
            continue
        named = _of_entity(analysis, entity, words, labels, date)
        if named is not None:
            _take(taken, named)
            found.append(named)
    for candidate in _missed_people(analysis, taken, labels, date):
        _take(taken, candidate)
        found.append(candidate)
    found = [_as_described(analysis, c) for c in found]
    outlets = _broadcasters(analysis)
    found = [replace(c, kind="outlet", office=None) if c.title is None and c.key in outlets else c for c in found]
    found.extend(unlabelled_states(analysis, taken))
    surnames = {c.key.rsplit(" ", 1)[-1] for c in found if c.kind == "person" and " " in c.key}
    found.extend(_unlabelled_people(analysis, taken, surnames))
    return sorted((_as_surname(analysis, c, surnames) for c in found), key=lambda c: c.words)


def _missed_people(
    analysis: Analysis, taken: Sequence[bool], labels: Sequence[LabelledSpan | None], date: str | None
) -> Iterator[Candidate]:
    """People of the tables whose full name stands where the model saw nobody."""
    free = [
        form[:1].isupper() and not used and label is None
        for form, used, label in zip(analysis.forms, taken, labels, strict=True)
    ]
    at = 0
    while at < len(free):
        end = at
        while end < len(free) and end - at < _LONGEST_NAME and free[end]:
            end += 1
        while end - at > 1 and not people_named(analysis.slice((at, end))):
            end -= 1
        named = _named_person(analysis, (at, end), labels, date) if end - at > 1 else None
        if named is not None:
            yield named
        at = max(end, at + 1)


def _as_described(analysis: Analysis, candidate: Candidate) -> Candidate:
    """A name taken for a person's that the report calls a party, company or group: "Mosaic, the ruling party,"."""
    if candidate.kind != "person" or candidate.title is not None or candidate.gender is not None:
        return candidate
    for child in analysis.children[candidate.head]:
        role = role_noun(analysis.forms[child]) if analysis.deprels[child] == "appos" else None
        if (
            role is not None
            and role.kind in ("organization", "outlet", "group")
            and not analysis.forms[child].endswith("s")
        ):
            return replace(candidate, kind=role.kind)
    return candidate


def _broadcasters(analysis: Analysis) -> frozenset[str]:
    """The keys of the names before a word for an outlet: "Al Mosaic" of "Al Mosaic television"."""
    found: set[str] = set()
    for after in range(1, len(analysis)):
        start = after
        while start and after - start < _LONGEST_NAME and analysis.forms[start - 1][:1].isupper():
            start -= 1
        if after - start > 1 and _is_broadcaster(analysis, after):
            found.add(fold_name(analysis.slice((start, after))))
    return frozenset(found)


def _is_thing(analysis: Analysis, words: WordSpan, things: set[str]) -> bool:
    """Whether the name is a weapon's, a law's or a treaty's; the letters in brackets after it are put into `things`."""
    if words[0] > 3 and analysis.forms[words[0] - 1] == "(" and words[1] - words[0] == 1:
        full = (words[0] - 4, words[0] - 1)
        if all(analysis.forms[w][:1].isupper() for w in range(*full)) and _is_thing(analysis, full, things):
            return True
    last = analysis.forms[words[1] - 1]
    inner = [role_noun(analysis.forms[word]) for word in range(*words)]
    armed = any(role is not None and role.kind == "weapon" for role in inner)
    ends = last.lower() in THING_ENDINGS or (inner[-1] is not None and inner[-1].kind in ("weapon", "equipment"))
    if last in things or last in WEAPON_NAMES or (words[1] - words[0] > 1 and ends):
        pass
    elif not (armed and last.lower() in ARMED_ENDINGS):
        return False
    after = words[1]
    if after + 2 < len(analysis) and analysis.forms[after] == "(" and analysis.forms[after + 2] == ")":
        things.add(analysis.forms[after + 1])
    return True


def _as_surname(analysis: Analysis, candidate: Candidate, surnames: set[str]) -> Candidate:
    """A listed name of one word taken for a person's, where somebody of that surname is in the report: "Bloomberg"."""
    word, end = candidate.core
    if candidate.entry is None or end - word > 1 or fold_name(analysis.forms[word]) not in surnames:
        return candidate
    key = fold_name(analysis.forms[word])
    return replace(_bare_person(word, key), head=candidate.head)


def _bare_person(word: int, key: str) -> Candidate:
    words = (word, word + 1)
    return Candidate(words, words, word, "name", "person", key, number="singular", acts=True)


def _unlabelled_people(analysis: Analysis, taken: Sequence[bool], surnames: set[str]) -> Iterator[Candidate]:
    """Surnames of people named elsewhere, and single names that speak, where the entity layer has none."""
    speaks = {analysis.head_of(f.source[0]) for f in analysis.frames if f.source and f.source[0][0] < f.source[0][1]}
    for word, form in enumerate(analysis.forms):
        if taken[word] or analysis.upos[word] != "PROPN" or not form[:1].isupper() or not form.isalpha():
            continue
        known = fold_name(form) in surnames and analysis.deprels[word] != "compound"
        alone = word in speaks and analysis.xpos[word] == "NNP" and analysis.deprels[word] == "nsubj"
        if known or (alone and role_noun(form) is None and not analysis.children[word]):
            yield _bare_person(word, fold_name(form))


def _take(taken: list[bool], candidate: Candidate) -> None:
    for word in range(*candidate.core):
        taken[word] = True


def _labels(analysis: Analysis) -> list[LabelledSpan | None]:
    """For each word the entity that holds it."""
    found: list[LabelledSpan | None] = [None] * len(analysis)
    for entity in analysis.entities:
        for word in range(*entity.words):
            found[word] = entity
    return found


def _of_entity(
    analysis: Analysis,
    entity: LabelledSpan,
    words: WordSpan,
    labels: Sequence[LabelledSpan | None],
    date: str | None,
) -> Candidate | None:
    text = analysis.slice(words)
    head = analysis.head_of(words)
    state = state_at(analysis, words)
    if state is not None:
        return state
    if entity.label == "NORP" and _names_a_body(analysis, words):
        return _named_organization(analysis, words, head)
    if entity.label == "NORP" or country_of_demonym(text) is not None:
        return people_at(analysis, words, head)
    if entity.label == "PERSON" and analysis.forms[words[0]][:1].isupper():
        return _named_person(analysis, words, labels, date)
    if people_named(text) and words[1] - words[0] > 1:
        return _named_person(analysis, words, labels, date)
    if entity.label == "ORG" and (_is_titled(analysis, words) or _is_head_of_state(text, date)):
        return _named_person(analysis, words, labels, date)
    bare = without_title(analysis, words) if entity.label == "ORG" else words
    if bare[0] > words[0] and bare[0] < bare[1] and analysis.upos[bare[0]] == "PROPN":  # "UN chief | Ana Ruiz"
        return _named_person(analysis, words, labels, date)
    named = any(analysis.upos[w] == "PROPN" and analysis.forms[w] != analysis.forms[w].lower() for w in range(*words))
    if entity.label == "ORG" and named and _is_broadcaster(analysis, words[1]):
        return _named_organization(analysis, (words[0], words[1] + 1), head, "outlet")
    if entity.label == "ORG" and named and text.lower() not in _COMPANY_ENDINGS | {"llc.", "plc."}:
        return _named_organization(analysis, words, head)
    return None


def _names_a_body(analysis: Analysis, words: WordSpan) -> bool:
    """Whether a name of several words, taken for a people's, has a body at its head: "Law Society of | Kenya"."""
    if words[1] - words[0] < 2:
        return False
    return any(analysis.forms[w] in _BODIES for w in range(*words))


def _is_head_of_state(text: str, date: str | None) -> bool:
    """Whether a single name is that of somebody who heads a state or government on the date: "Abe"."""
    return any(_heads_a_state(person, date) for person in people_with_surname(text))


def _heads_a_state(person: Person, date: str | None) -> bool:
    tenure, state = person.on(date)
    return state == "in office" and tenure is not None and tenure.office in HIGHEST


def _is_titled(analysis: Analysis, words: WordSpan) -> bool:
    """Whether a name of two or more words stands behind a person's title: "Economy Minister | Airi Tamm"."""
    last = analysis.forms[words[1] - 1].lower()
    role = role_noun(analysis.forms[words[0] - 1]) if words[0] else None
    if role is None or role.kind != "person" or not analysis.forms[words[0] - 1][:1].isupper():
        return False
    plain = last not in _COMPANY_ENDINGS | _OUTLET_ENDINGS and role_noun(last) is None
    return words[1] - words[0] in (2, 3) and plain and all(analysis.forms[w].isalpha() for w in range(*words))


def _named_organization(analysis: Analysis, words: WordSpan, head: int, kind: str = "organization") -> Candidate:
    start = _qualified_start(analysis, words)
    words = (words[0], _field_end(analysis, words))
    full = (start, words[1])
    last = analysis.forms[words[1] - 1].lower()
    role = role_noun(last) if words[1] - words[0] > 1 else None
    if last in _OUTLET_ENDINGS:
        kind = "outlet"
    elif role is not None and role.kind not in ("person", "population", "equipment"):
        kind = role.kind
    return Candidate(
        with_article(analysis, full), full, analysis.head_of(full), "name", kind, fold_name(analysis.slice(words)),
        None, "singular", acts=takes_part(analysis, head),
    )  # fmt: skip


def _field_end(analysis: Analysis, words: WordSpan) -> int:
    """Where a body's name ends with its field: "National Commission | on Human Rights"."""
    end = words[1]
    if analysis.forms[end - 1] not in _BODIES or end + 1 >= len(analysis) or analysis.forms[end] not in ("on", "for"):
        return end
    last = end + 1
    while last < len(analysis) and last - end < 6 and analysis.upos[last] in ("PROPN", "NOUN", "ADJ"):
        if not analysis.forms[last][:1].isupper():
            break
        last += 1
    field = analysis.slice((end + 1, last))
    nation = country_of_name(field) is not None or country_of_demonym(field) is not None
    return last if last > end + 1 and not nation and _is_field(analysis, end + 1) else end


def _is_field(analysis: Analysis, start: int) -> bool:
    """Whether no day, place or person begins there: "the office for | Monday"."""
    return not any(e.words[0] == start and e.label != "ORG" for e in analysis.entities)


def is_company_name(name: str) -> bool:
    """Whether the name ends as companies' do: "Acme Corp."."""
    words = name.lower().split()
    return len(words) > 1 and words[-1] in _COMPANY_ENDINGS


def _qualified_start(analysis: Analysis, words: WordSpan) -> int:
    """Where a name begins with the nationality or possessor before it: "Turkey's Foreign Ministry"."""
    start = words[0]
    if start and analysis.forms[start - 1] in POSSESSIVES:
        owner = start - 2
        if owner >= 1 and country_of_name(analysis.slice((owner - 1, owner + 1))) is not None:
            return owner - 1
        if owner >= 0 and country_of_name(analysis.forms[owner]) is not None:
            return owner
    if (
        start
        and analysis.forms[start - 1][:1].isupper()
        and (country_of_demonym(analysis.forms[start - 1]) or country_of_name(analysis.forms[start - 1]))
    ):
        return start - 1
    return start


def _named_person(
    analysis: Analysis, words: WordSpan, labels: Sequence[LabelledSpan | None], date: str | None
) -> Candidate | None:
    words, gender = without_honorific(analysis, without_title(analysis, words))
    if _names_two(analysis, words, date):
        return None
    if words[0] == words[1] or not any(analysis.forms[w][:1].isalpha() for w in range(*words)):
        return None
    if words[1] - words[0] == 1 and analysis.xpos[words[0]] in ("NNPS", "NNS"):
        return None
    title = title_before(analysis, words[0], labels)
    if title is not None and (other := _other_kind(analysis, title)) is not None:
        return _named_organization(analysis, words, analysis.head_of(words), other)
    if title is None and words[1] - words[0] > 1 and _is_broadcaster(analysis, words[1] - 1):
        return _named_organization(analysis, words, analysis.head_of(words), "outlet")
    if title is None and _is_broadcaster(analysis, words[1]):
        words = (words[0], words[1] + 1)
        return _named_organization(analysis, words, analysis.head_of(words), "outlet")
    royal = _royal_name(analysis, words, title)
    title, words = ((royal[0], royal[0] + 1), royal) if royal is not None else (title, words)
    people = _known(analysis, words)
    head = analysis.head_of(words)
    likely = words[1] - words[0] > 1 or title is not None or gender is not None or bool(people)
    return Candidate(
        (min(title[0], words[0]) if title else words[0], words[1]),
        words,
        head,
        "name",
        "person",
        _person_key(analysis, words),
        _nationality(analysis, title, people, date),
        "singular",
        gender or gender_of(analysis, words, title),
        title,
        acts=likely or is_agent(analysis, head) or is_possessor(analysis, head),
        office=_office(people, date),
    )


def _names_two(analysis: Analysis, words: WordSpan, date: str | None) -> bool:
    """Whether a hyphen joins two rulers of the day, as in the name of a meeting: "the Ruiz-Rossi talks"."""
    forms = analysis.forms[words[0] : words[1]]
    return len(forms) == 3 and forms[1] in HYPHENS and all(_is_head_of_state(form, date) for form in forms[::2])


def _royal_name(analysis: Analysis, words: WordSpan, title: WordSpan | None) -> WordSpan | None:
    """The name with the title that is part of it, if it has one: "King | Felipe VI"; None for other names."""
    start, end = words
    if end - start > 1 and analysis.forms[start].lower() in ROYAL:
        return words
    if title is None or title[1] != start or analysis.forms[start - 1].lower() not in ROYAL:
        return None
    single = end - start == 1 or (end - start == 2 and analysis.upos[end - 1] == "NUM")
    return (start - 1, end) if single or people_named(analysis.slice((start - 1, end))) else None


def _is_broadcaster(analysis: Analysis, after: int) -> bool:
    """Whether the word is one for an outlet, as may end a name: "told Al Mosaic | television"."""
    role = role_noun(analysis.forms[after]) if after < len(analysis) and analysis.forms[after].islower() else None
    return role is not None and role.kind == "outlet" and analysis.upos[after] in ("NOUN", "PROPN")


def _person_key(analysis: Analysis, words: WordSpan) -> str:
    """The folded name; of a single name that the tables know as somebody's other name, that somebody's."""
    text = analysis.slice(words)
    people = people_named(text) if words[1] - words[0] == 1 else ()
    return fold_name(people[0].name if len(people) == 1 else text)


def _other_kind(analysis: Analysis, title: WordSpan) -> str | None:
    """The kind of what is no person, by the noun before its name: "the local newspaper Mosaic"."""
    role = role_noun(analysis.forms[title[1] - 1])
    return role.kind if role is not None and role.kind in ("outlet", "organization", "group") else None


def _known(analysis: Analysis, words: WordSpan) -> tuple[Person, ...]:
    name = analysis.slice(words)
    return people_named(name) or (people_with_surname(name) if words[1] - words[0] == 1 else ())


def _office(people: Sequence[Person], date: str | None) -> str | None:
    """The office that the one person of this name holds on the date."""
    offices = [tenure.office for tenure, state in (p.on(date) for p in people) if tenure and state == "in office"]
    return offices[0] if len(offices) == 1 else None


def _nationality(analysis: Analysis, title: WordSpan | None, people: Sequence[Person], date: str | None) -> str | None:
    """The country in the title, else the one that the persons of the tables with this name have.

    Of several persons those count who head a state or government on the date.
    """
    for word in range(*title) if title is not None else ():
        found = country_of_demonym(analysis.forms[word]) or country_of_name(analysis.forms[word])
        if found is not None and analysis.forms[word][:1].isupper():
            return found
    heads = [p for p in people if _heads_a_state(p, date)]
    countries = {person.country for person in (heads or people)}
    country = countries.pop() if len(countries) == 1 else None
    return None if country in SUPRANATIONAL else country
