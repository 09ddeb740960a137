"""Mentions of actors by name: people with their titles, organisations, countries, capitals, peoples."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.knowledge.actors import (
    SUPRANATIONAL,
    Organization,
    Person,
    name_words,
    organization,
    organization_lengths,
    people_named,
    people_with_surname,
    role_noun,
)
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name, fold_name
from onrecord.reading.actors.mentions import (
    HYPHENS,
    POSSESSIVES,
    Candidate,
    acts_as_state,
    has_part,
    is_agent,
    is_possessor,
    names_target,
    top_of,
)
from onrecord.reading.actors.titles import gender_of, title_before, without_honorific, without_title
from onrecord.reading.actors.words import ARMED_ENDINGS, THING_ENDINGS, WEAPON_NAMES
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
_OUTLET_ENDINGS = frozenset(
    "times post news herald tribune wire daily gazette journal chronicle tv radio television press newspaper weekly "
    "magazine observer sun star mirror telegraph mail courier examiner inquirer broadcaster".split()
)
_COMPANY_ENDINGS = frozenset(
    "corp corp. inc inc. ltd ltd. co co. plc llc ag gmbh sa spa nv group holdings industries motors airlines airways "
    "bank energy partners capital technologies pharmaceuticals estates wines foods beverages breweries mining "
    "resources steel petroleum chemicals electronics semiconductor "
    "semiconductors insurance telecom shipping systems software "
    "aerospace aviation logistics railways refineries pipelines entertainment studios laboratories".split()
)
_EVENTFUL_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al")
_EVENTFUL = frozenset(
    "attack strike airstrike raid shelling bombing offensive assault invasion advance retreat blockade siege ban "
    "threat demand request plan offer pledge promise claim visit vow warning veto move effort bid aid help support "
    "pressure policy stance position drill exercise launch test use buildup crackdown incursion".split()
)


def find_names(analysis: Analysis, date: str | None = None) -> list[Candidate]:
    """The names of people, organisations, states and peoples that the report mentions, in text order.

    `date` is the report's; on it depends who is known to hold which office.
    """
    taken = [False] * len(analysis)
    labels = _labels(analysis)
    found: list[Candidate] = []
    things: set[str] = set()
    for candidate in _listed(analysis, labels):
        _take(taken, candidate)
        found.append(candidate)
    for entity in analysis.entities:
        words = _trim(analysis, entity.words)
        if entity.label not in _NAMED or words[0] == words[1] or any(taken[words[0] : words[1]]):
            continue
        if _is_thing(analysis, words, things):
            continue
        named = _of_entity(analysis, entity, words, labels, date)
        if named is not None:
            _take(taken, named)
            found.append(named)
    found = [_as_described(analysis, c) for c in found]
    found.extend(_unlabelled_states(analysis, taken))
    surnames = {c.key.rsplit(" ", 1)[-1] for c in found if c.kind == "person" and " " in c.key}
    found.extend(_unlabelled_people(analysis, taken, surnames))
    return sorted((_as_surname(analysis, c, surnames) for c in found), key=lambda c: c.words)


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


def _listed(analysis: Analysis, labels: Sequence[LabelledSpan | None]) -> Iterator[Candidate]:
    """Organisations of the tables, wherever their name stands with its capitals, the longest name first."""
    at = 0
    while at < len(analysis):
        match = _listed_at(analysis, at) if analysis.forms[at][:1].isupper() or analysis.forms[at] == "al" else None
        if (
            match is None
            or _after_office(analysis, match[0][0])
            or _within_other_name(analysis, match[0], labels)
            or _is_foreign(analysis, *match)
        ):
            at += 1
            continue
        words, entry = match
        head = analysis.head_of(words)
        yield Candidate(
            _with_article(analysis, words), words, head, "name", entry.kind, fold_name(entry.name),
            entry.country, "singular", entry=entry, acts=_listed_acts(analysis, head, entry),
        )  # fmt: skip
        at = words[1]


def _after_office(analysis: Analysis, word: int) -> bool:
    """Whether the words go on from an office's name: "Ministry of | Foreign Affairs"."""
    if word < 2 or analysis.forms[word - 1].lower() not in ("of", "for") or not analysis.forms[word - 2][:1].isupper():
        return False
    return analysis.forms[word - 2].lower() in (
        "ministry",
        "department",
        "minister",
        "secretary",
        "office",
        "committee",
    )


def _listed_acts(analysis: Analysis, head: int, entry: Organization) -> bool:
    """Whether a known organisation is somebody in the report; "a complaint at the WTO" says that it is dealt with."""
    if _takes_part(analysis, head):
        return True
    return entry.kind != "outlet" and analysis.deprels[top_of(analysis, head)] in ("obl", "nmod")


def _listed_at(analysis: Analysis, at: int) -> tuple[WordSpan, Organization] | None:
    lengths = organization_lengths(fold_name(analysis.forms[at]))
    if not lengths and len(name_words(analysis.forms[at])) > 1:
        lengths = (1,)
    for length in lengths:
        end = _end_of(analysis, at, length)
        if end is None:
            continue
        entry = organization(analysis.slice((at, end)), at > 0 and analysis.forms[at - 1].lower() == "the")
        if entry is not None and (analysis.upos[at] == "PROPN" or end - at > 1):
            return (at, end), entry
    return None


def _is_foreign(analysis: Analysis, words: WordSpan, entry: Organization) -> bool:
    """Whether a nationality right before the name rules the table's row out: "U.S. | Pacific Fleet"."""
    before = analysis.forms[words[0] - 1] if words[0] else ""
    if before in POSSESSIVES and words[0] > 1:  # "South Korea's | Joint Chiefs of Staff"
        owner = analysis.forms[words[0] - 2]
        pair = analysis.slice((max(0, words[0] - 3), words[0] - 1))
        before = pair if country_of_name(pair) is not None else owner
    nation = country_of_demonym(before) or country_of_name(before) if before[:1].isupper() else None
    return nation is not None and entry.country not in (None, nation, *SUPRANATIONAL)


def _end_of(analysis: Analysis, at: int, length: int) -> int | None:
    """The word index after `length` words that are no hyphens, None where the report ends before."""
    end = at
    while length and end < len(analysis):
        length -= analysis.forms[end] not in HYPHENS
        end += 1
    return None if length else end


def _within_other_name(analysis: Analysis, words: WordSpan, labels: Sequence[LabelledSpan | None]) -> bool:
    """Whether the words are only a part of a longer name: "Meta" in "Meta Analytics Institute"."""
    entity = labels[words[0]]
    if entity is not None and entity.label == "ORG" and words[1] - words[0] > 1:
        return False
    if entity is not None and entity.label == "GPE" and entity.words[1] - entity.words[0] > words[1] - words[0]:
        return country_of_name(analysis.slice(_trim(analysis, entity.words))) is not None
    if entity is None or entity.label not in ("PERSON", "ORG", "WORK_OF_ART", "LAW", "EVENT"):
        return words[1] - words[0] == 1 and _is_second_word(analysis, words[0])
    start, end = _trim(analysis, entity.words)
    return start < words[0] or end > words[1]


def _is_second_word(analysis: Analysis, word: int) -> bool:
    """Whether a capitalised word goes on from one that is no title or nationality: "Baltic | Observer"."""
    before = analysis.forms[word - 1] if word else ""
    if not before[:1].isupper() or analysis.upos[word - 1] != "PROPN" or before in ("The", "Al"):
        return False
    return role_noun(before) is None and country_of_demonym(before) is None and country_of_name(before) is None


def _of_entity(
    analysis: Analysis,
    entity: LabelledSpan,
    words: WordSpan,
    labels: Sequence[LabelledSpan | None],
    date: str | None,
) -> Candidate | None:
    text = analysis.slice(words)
    head = analysis.head_of(words)
    state = _state(analysis, words)
    if state is not None:
        return state
    if entity.label == "NORP" or country_of_demonym(text) is not None:
        return _people_of(analysis, words, head)
    if entity.label == "PERSON" and analysis.forms[words[0]][:1].isupper():
        return _named_person(analysis, words, labels, date)
    if people_named(text) and words[1] - words[0] > 1:
        return _named_person(analysis, words, labels, date)
    if entity.label == "ORG" and _is_titled(analysis, words):
        return _named_person(analysis, words, labels, date)
    bare = without_title(analysis, words) if entity.label == "ORG" else words
    if bare[0] > words[0] and bare[0] < bare[1] and analysis.upos[bare[0]] == "PROPN":  # "UN chief | Ana Ruiz"
        return _named_person(analysis, words, labels, date)
    named = any(analysis.upos[w] == "PROPN" and analysis.forms[w] != analysis.forms[w].lower() for w in range(*words))
    if entity.label == "ORG" and named and text.lower() not in _COMPANY_ENDINGS | {"llc.", "plc."}:
        return _named_organization(analysis, words, head)
    return None


def _is_titled(analysis: Analysis, words: WordSpan) -> bool:
    """Whether a name of two or more words stands behind a person's title: "Economy Minister | Airi Tamm"."""
    last = analysis.forms[words[1] - 1].lower()
    role = role_noun(analysis.forms[words[0] - 1]) if words[0] else None
    if role is None or role.kind != "person" or not analysis.forms[words[0] - 1][:1].isupper():
        return False
    plain = last not in _COMPANY_ENDINGS | _OUTLET_ENDINGS and role_noun(last) is None
    return words[1] - words[0] in (2, 3) and plain and all(analysis.forms[w].isalpha() for w in range(*words))


def _state(analysis: Analysis, words: WordSpan) -> Candidate | None:
    """A country or capital, where its name stands for the state."""
    pair = (words[0] - 1, words[1])
    if words[0] and analysis.forms[words[0] - 1][:1].isupper():
        longer = analysis.slice(pair)
        if country_of_name(longer) is not None or country_of_capital(longer) is not None:
            words = pair
    text = analysis.slice(words)
    if text == "Brussels":
        return _brussels(analysis, words)
    country = country_of_name(text)
    capital = country is None
    country = country or country_of_capital(text)
    if country is None:
        return None
    head = analysis.head_of(words)
    acts = acts_as_state(analysis, head, capital) or (not capital and _names_agent(analysis, words[1] - 1))
    core = words
    return Candidate(
        _with_article(analysis, words), core, head, "name", "capital" if capital else "government", country,
        country, "singular", acts=acts,
    )  # fmt: skip


def _brussels(analysis: Analysis, words: WordSpan) -> Candidate | None:
    """Brussels where it acts: the European Union, except in a report that speaks of Belgium."""
    head = analysis.head_of(words)
    belgian = not {"Belgium", "Belgian", "Belgians"}.isdisjoint(analysis.forms)
    entry = None if belgian else organization("European Union")
    acts = acts_as_state(analysis, head, True)
    if entry is None:
        return Candidate(words, words, head, "name", "capital", "BEL", "BEL", "singular", acts=acts)
    if not acts:
        return None
    key = fold_name(entry.name)
    return Candidate(words, words, head, "name", entry.kind, key, entry.country, "singular", entry=entry, acts=True)


def _names_agent(analysis: Analysis, word: int) -> bool:
    """Whether a country's name or adjective before a noun says who did what the noun tells: "the U.S. withdrawal"."""
    noun = analysis.heads[word]
    if analysis.deprels[word] not in ("compound", "amod", "nmod") or noun <= word or analysis.upos[noun] != "NOUN":
        return False
    lemma = analysis.lemmas[noun].lower()
    return lemma in _EVENTFUL or (lemma.endswith(_EVENTFUL_ENDINGS) and role_noun(lemma) is None)


def _people_of(analysis: Analysis, words: WordSpan, head: int) -> Candidate | None:
    """A people or a group of believers or partisans: "Palestinians"; or the state in "the Russian invasion"."""
    country = country_of_demonym(analysis.slice(words))
    last = words[1] - 1
    if country is not None and analysis.xpos[last].startswith("JJ"):
        if _names_agent(analysis, last) or names_target(analysis, last):
            return Candidate(words, words, head, "name", "government", country, country, "singular", acts=True)
        if analysis.deprels[head] in ("amod", "compound"):
            return None
    if analysis.deprels[head] in ("amod", "compound") or (analysis.upos[last] == "ADJ" and country is None):
        return None
    if not analysis.forms[last].endswith("s") and not is_agent(analysis, head):
        return None
    role = role_noun(analysis.forms[last])
    kind = role.kind if role is not None and role.kind != "person" else "population"
    number = "singular" if analysis.xpos[last] in ("NN", "NNP") and kind != "population" else "plural"
    key = fold_name(analysis.slice(words)).lower()
    return Candidate(
        _with_article(analysis, words), words, head, "name", kind, key, country,
        "plural" if number == "plural" else "singular", acts=has_part(analysis, head),
    )  # fmt: skip


def _named_organization(analysis: Analysis, words: WordSpan, head: int, kind: str = "organization") -> Candidate:
    start = _qualified_start(analysis, words)
    full = (start, words[1])
    last = analysis.forms[words[1] - 1].lower()
    role = role_noun(last) if words[1] - words[0] > 1 else None
    if last in _OUTLET_ENDINGS:
        kind = "outlet"
    elif role is not None and role.kind not in ("person", "population", "equipment"):
        kind = role.kind
    return Candidate(
        _with_article(analysis, full), full, analysis.head_of(full), "name", kind, fold_name(analysis.slice(words)),
        None, "singular", acts=_takes_part(analysis, head),
    )  # fmt: skip


def is_company_name(name: str) -> bool:
    """Whether the name ends as companies' do: "Acme Corp."."""
    words = name.lower().split()
    return len(words) > 1 and words[-1] in _COMPANY_ENDINGS


def _takes_part(analysis: Analysis, head: int) -> bool:
    return has_part(analysis, head) and analysis.deprels[head] != "compound"


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
    if words[0] == words[1] or not any(analysis.forms[w][:1].isalpha() for w in range(*words)):
        return None
    if words[1] - words[0] == 1 and analysis.xpos[words[0]] in ("NNPS", "NNS"):
        return None
    title = title_before(analysis, words[0], labels)
    if title is not None and (other := _other_kind(analysis, title)) is not None:
        return _named_organization(analysis, words, analysis.head_of(words), other)
    people = _known(analysis, words)
    head = analysis.head_of(words)
    likely = words[1] - words[0] > 1 or title is not None or gender is not None or bool(people)
    return Candidate(
        (title[0] if title else words[0], words[1]),
        words,
        head,
        "name",
        "person",
        _person_key(analysis, words),
        _nationality(analysis, title, people),
        "singular",
        gender or gender_of(analysis, words, title),
        title,
        acts=likely or is_agent(analysis, head) or is_possessor(analysis, head),
        office=_office(people, date),
    )


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


def _nationality(analysis: Analysis, title: WordSpan | None, people: Sequence[Person]) -> str | None:
    """The country in the title, else that of the only person of the tables with this name."""
    for word in range(*title) if title is not None else ():
        found = country_of_demonym(analysis.forms[word]) or country_of_name(analysis.forms[word])
        if found is not None and analysis.forms[word][:1].isupper():
            return found
    country = people[0].country if len(people) == 1 else None
    return None if country in SUPRANATIONAL else country


def _trim(analysis: Analysis, words: WordSpan) -> WordSpan:
    start, end = words
    while start < end and (analysis.upos[start] in ("DET", "PUNCT", "ADP") or analysis.forms[start] in POSSESSIVES):
        start += 1
    while start < end and (analysis.upos[end - 1] in ("PUNCT", "ADP") or analysis.forms[end - 1] in POSSESSIVES):
        end -= 1
    while start < end and _hyphen_joins(analysis, end) and analysis.forms[end + 1].lower() != "based":
        end += 2
    return start, end


def _hyphen_joins(analysis: Analysis, end: int) -> bool:
    """Whether the name goes on after a hyphen without a space: "Kim Jong | -un"."""
    return (
        end + 1 < len(analysis)
        and analysis.forms[end] in HYPHENS
        and analysis.ends[end - 1] == analysis.starts[end]
        and analysis.ends[end] == analysis.starts[end + 1]
        and analysis.upos[end + 1] in ("PROPN", "X")
    )


def _with_article(analysis: Analysis, words: WordSpan) -> WordSpan:
    if words[0] and analysis.forms[words[0] - 1].lower() == "the":
        return words[0] - 1, words[1]
    return words


def _unlabelled_states(analysis: Analysis, taken: Sequence[bool]) -> Iterator[Candidate]:
    """Countries and capitals that the entity layer missed; single capitalised words only."""
    for word, form in enumerate(analysis.forms):
        if taken[word] or analysis.upos[word] != "PROPN" or not form[:1].isupper():
            continue
        neighbour = word + 1 < len(analysis) and analysis.deprels[word + 1] == "flat"
        if neighbour or analysis.deprels[word] in ("flat", "compound"):
            continue
        candidate = _state(analysis, (word, word + 1))
        if candidate is not None:
            yield candidate
