"""Where a report names places: entities of the model, gazetteer names among its proper nouns, and the dateline."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.actors import people_named
from onrecord.knowledge.countries import country_of_demonym
from onrecord.knowledge.gazetteer import Entry, Gazetteer, place_key
from onrecord.knowledge.place_words import (
    BODY_WORDS,
    DIRECTIONS,
    DIVISION_WORDS,
    DIVISIONS_PLURAL,
    FIRMS,
    GENERIC_NAME_WORDS,
    GIVEN_NAMES,
    HYPHENED_HEADS,
    HYPHENED_INNER,
    INNER_WORDS,
    INSTITUTION_WORDS,
    LIST_MARKS,
    LOCAL_INSTITUTION_WORDS,
    LOCAL_NOUNS,
    NAME_CONNECTORS,
    NO_PLACES,
    PERSON_TITLES,
    PLACE_PREPOSITIONS,
    STATE_ABBREVIATIONS,
    STATESMEN,
    TITLE_WORDS,
)
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan
from onrecord.reading.places.names import NameTable, hyphened, is_notable
from onrecord.records import Report
from onrecord.spans import Span

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
DOUBTED_LABELS = frozenset({"ORG", "PERSON"})
LONGEST_NAME = 5
"""Words of the longest name that is looked for outside the entities."""
FAMOUS_FROM = 200_000
"""People a city must have for its bare name to be taken as a place where the model saw none."""
NOTABLE_FROM = 5_000
"""The same, where a preposition of place stands before the name or the model was unsure."""
VARIANT_FROM = 50_000
"""The same for a name that is only another spelling of the place's, right after "in", "near" or "from"."""
SURE = 0.7
"""The model's score from which a name that no gazetteer has is a place; chosen on news with marked toponyms."""


WHERE = ("in", "at", "near", "from", "outside", "off")
DATELINE_MARKS = ("-", "\u2013", "\u2014", "(", ",", "/")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name in the report that may stand for a place."""

    span: Span
    words: WordSpan
    name: str
    """The name to look up: no article, no direction, abbreviation written out."""
    label: str | None
    """GPE, LOC or FAC; None for a name found by the gazetteer only."""
    entries: tuple[Entry, ...]
    division: bool
    """Whether the name says that it is a division: "Kursk region"."""


def find_mentions(report: Report, analysis: Analysis, gazetteer: Gazetteer) -> list[PlaceMention]:
    """All mentions of places in the report, in text order, none overlapping another."""
    finder = _Finder(analysis, NameTable(gazetteer))
    found = [m for e in analysis.entities if e.label in PLACE_LABELS for m in finder.of_entity(e)]
    known = frozenset(place_key(mention.name) for mention in found if mention.entries)
    found += [m for e in analysis.entities if e.label in DOUBTED_LABELS for m in finder.of_other(e, known)]
    found += list(finder.in_lists(found))
    known = frozenset(place_key(mention.name) for mention in found if mention.entries)
    found += finder.outside_entities(finder.taken(found), known)
    if report.dateline is not None:
        found += finder.of_dateline(report.dateline.span, report.dateline.place, finder.taken(found))
    return _without_overlaps(found)


def _without_overlaps(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """In text order; of mentions that share words the longest stays."""
    kept: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda m: (m.words[0], -m.words[1])):
        if not kept or mention.words[0] >= kept[-1].words[1]:
            kept.append(mention)
        elif mention.words[1] - mention.words[0] > kept[-1].words[1] - kept[-1].words[0]:
            kept[-1] = mention
    return kept


class _Finder:
    """The words of one report beside the names of the gazetteer."""

    def __init__(self, analysis: Analysis, names: NameTable) -> None:
        self.analysis = analysis
        self.names = names
        self.labels: list[str | None] = [None] * len(analysis)
        for entity in analysis.entities:
            start, end = entity.words
            self.labels[start:end] = [entity.label] * (end - start)
        people = [entity.words for entity in analysis.entities if entity.label == "PERSON"]
        self.surnames = frozenset(analysis.forms[end - 1] for start, end in people if end - start > 1)

    def taken(self, mentions: list[PlaceMention]) -> list[bool]:
        """For each word whether it belongs to a mention or to an entity that is no place."""
        taken = [label is not None and label not in PLACE_LABELS for label in self.labels]
        for mention in mentions:
            start, end = mention.words
            taken[start:end] = [True] * (end - start)
        return taken

    def of_entity(self, entity: LabelledSpan) -> Iterator[PlaceMention]:
        """The mentions in an entity: itself, or its parts where a comma joins them ("Paris, Texas")."""
        for part in self._parts(entity.words):
            trimmed = self._trim(part)
            hyphened = None if trimmed is None else self._hyphened(trimmed, entity.label)
            mention = hyphened or (None if trimmed is None else self._entity_mention(trimmed, entity))
            if mention is not None:
                yield mention

    def _entity_mention(self, words: WordSpan, entity: LabelledSpan) -> PlaceMention | None:
        longer = self._longer_name(words, entity.label) or self._unknown_longer_name(words, entity.label)
        if longer is not None:
            return longer
        if self._part_of_other_name(words) or self._ends_a_name(words):
            return None
        mention = self._mention(words, entity.label)
        if mention is not None and self._is_surname(mention):
            return None
        if mention is None or not mention.entries:
            mention = self._seat(words) or self._before_title(words) or mention
        if mention is None or mention.entries:
            return mention if mention is not None and not self._is_acronym(mention) else None
        if len(mention.name) < 3 or (mention.name.isupper() and len(mention.name) < 6):
            return None
        sure = SURE - 0.1 * self._after_preposition(words[0])
        return mention if entity.score >= sure and not self._ends_like_a_body(words) else None

    def _hyphened(self, words: WordSpan, label: str) -> PlaceMention | None:
        """The whole of a name written with hyphens, where the model took a piece: "Port-au-Prince", "Port-Salut"."""
        whole = hyphened(self.analysis, words) if words[1] - words[0] < 3 else words
        parts = self.analysis.forms[whole[0] : whole[1] : 2]
        if whole == words or not (parts[0][0].isupper() and parts[-1][0].isupper()):
            return None
        inner = [part for part in parts if not part[0].isupper()]
        name = self._surface(whole)
        entries = self.names.entries(name)
        if not all(part in NAME_CONNECTORS or part in HYPHENED_INNER for part in inner):
            return None
        if not entries and not inner and parts[0] not in HYPHENED_HEADS:
            return None
        return PlaceMention(self.analysis.span(whole), whole, name, label, entries, False)

    def _before_title(self, words: WordSpan) -> PlaceMention | None:
        """The country or state before a title or party that the model took into the name: "Texas Republican"."""
        for end in range(words[0] + 1, words[1]):
            if self.analysis.forms[end].rstrip(".") in TITLE_WORDS:
                mention = self._mention((words[0], end), "GPE")
                return mention if mention is not None and is_notable(mention.entries, NOTABLE_FROM) else None
        return None

    def _is_surname(self, mention: PlaceMention) -> bool:
        """Whether the report has a person of that surname, and the word is no country or well-known division."""
        if mention.name not in self.surnames or any(entry.level == "country" for entry in mention.entries):
            return False
        before = mention.words[0] - 1
        return before < 0 or self.analysis.forms[before].lower() not in (*WHERE, ",")

    def _ends_like_a_body(self, words: WordSpan) -> bool:
        """Whether the last word tells a body or a newspaper that the model took for a place."""
        last = self.analysis.forms[words[1] - 1]
        return words[1] - words[0] > 1 and (last in INSTITUTION_WORDS or last in BODY_WORDS)

    def of_other(self, entity: LabelledSpan, known: frozenset[str]) -> Iterator[PlaceMention]:
        """The place in an entity that the model holds for no place: a town's police, or a town taken for a person.

        `known` are the keys of the names that are places elsewhere in the report.
        """
        words = self._trim(entity.words)
        if words is None or self._part_of_other_name(words) or self._ends_a_name(words):
            return
        mention = self._mention(words, entity.label)
        if mention is None or not mention.entries:
            mention = self._seat(words) if entity.label == "ORG" else None
        elif self._is_surname(mention) or not (place_key(mention.name) in known or self._stands_like_a_place(mention)):
            mention = None
        if mention is not None and not self._is_acronym(mention):
            yield mention

    def _stands_like_a_place(self, mention: PlaceMention) -> bool:
        """Whether the words around the name, or the name alone, tell that it is a place though the model did not."""
        start, end = mention.words
        if (self._is_located(start) or (mention.label == "ORG" and self._after_preposition(start))) and is_notable(
            mention.entries, NOTABLE_FROM
        ):
            return True
        if mention.entries[0].level == "country" and mention.entries[0].preferred:
            return mention.name not in GIVEN_NAMES
        after = self.analysis.forms[end] if end < len(self.analysis) else ""
        if self._heads_divisions(end):
            return any(entry.level in ("admin1", "admin2", "city") for entry in mention.entries)
        return after in LOCAL_NOUNS and is_notable(mention.entries, 1_000)

    def _heads_divisions(self, end: int) -> bool:
        """Whether the name ends at a plural for divisions, or is joined to one that does: "the X and Y districts"."""
        forms = self.analysis.forms
        while end + 1 < len(forms) and forms[end] in LIST_MARKS and forms[end + 1][:1].isupper():
            end += 2
        return end < len(forms) and forms[end] in DIVISIONS_PLURAL

    def in_lists(self, mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
        """Names that the model took for people or bodies but that stand in a list with places: "in Wasit and Babil"."""
        ends = {mention.words[1] for mention in mentions}
        starts = {mention.words[0] for mention in mentions}
        for entity in self.analysis.entities:
            words = self._trim(entity.words) if entity.label in DOUBTED_LABELS else None
            if words is None or words[0] in starts:
                continue
            if self._after_list_mark(words[0]) in ends or self._before_list_mark(words[1]) in starts:
                mention = self._mention(words, entity.label)
                if mention is not None and is_notable(mention.entries, 1_000) and not self._part_of_other_name(words):
                    yield mention

    def _after_list_mark(self, word: int) -> int:
        """The end of what a comma or "and" joins to the name that begins at `word`; -1 where there is none."""
        marks = 0
        while marks < 2 and word > 0 and self.analysis.forms[word - 1] in LIST_MARKS:
            word, marks = word - 1, marks + 1
        return word if marks else -1

    def _before_list_mark(self, word: int) -> int:
        marks = 0
        while marks < 2 and word < len(self.analysis) and self.analysis.forms[word] in LIST_MARKS:
            word, marks = word + 1, marks + 1
        return word if marks else -1

    def _parts(self, words: WordSpan) -> Iterator[WordSpan]:
        forms, start = self.analysis.forms, words[0]
        for word in range(*words):
            if forms[word] == ",":
                if word > start:
                    yield start, word
                start = word + 1
        if words[1] > start:
            yield start, words[1]

    def _trim(self, words: WordSpan) -> WordSpan | None:
        """Without article, possessive mark, and words before the name in small letters."""
        forms = self.analysis.forms
        start, end = words
        while end > start and not forms[end - 1][0].isalnum() and not self._is_mark(end - 1):
            end -= 1
        if end - start > 1 and self._is_mark(end - 1) and self._ends_in_mark((start, end)):
            return start, end
        while end > start and not forms[end - 1][0].isalnum():
            end -= 1
        while end > start and (forms[end - 1].lower() in ("'s", "\u2019s", "s") or forms[end - 1][0].islower()):
            end -= 1
        while start < end and not forms[start][0].isupper() and not forms[start][0].isdigit():
            start += 1
        if start < end - 1 and forms[start] in ("The", "Downtown", "Central", "Greater"):
            start += 1
        return (start, end) if start < end else None

    def _is_mark(self, word: int) -> bool:
        return self.analysis.forms[word].lower() in ("'s", "\u2019s")

    def _ends_in_mark(self, words: WordSpan) -> bool:
        """Whether the mark of possession is the name's own: "St. John's"."""
        whole = self.names.entries(self._surface(words))
        bare = self.names.entries(self._surface((words[0], words[1] - 1)))
        return is_notable(whole, NOTABLE_FROM) and not is_notable(bare, whole[0].population)

    def _longer_name(self, words: WordSpan, label: str) -> PlaceMention | None:
        """A longer name of the gazetteer around these words, where the model took only a piece: "Port-au-Prince"."""
        first, last = self._run(words)
        if (first, last) == words:
            return None
        for start in range(first, words[0] + 1):
            for end in range(last, words[1] - 1, -1):
                if (start, end) == words or not self._is_name_edge(start) or not self._is_name_edge(end - 1):
                    continue
                name = self._surface((start, end))
                if self.analysis.upos[start] == "DET" or name in NO_PLACES:
                    continue
                entries = self.names.entries(name)
                if is_notable(entries, 1 if self._surface(words) in HYPHENED_HEADS else 500):
                    return PlaceMention(self.analysis.span((start, end)), (start, end), name, label, entries, False)
        return None

    def _unknown_longer_name(self, words: WordSpan, label: str) -> PlaceMention | None:
        """A name that no gazetteer has and of which the model took the beginning: "Roche | sur Yon"."""
        forms, end = self.analysis.forms, words[1]
        if end + 1 < len(forms) and forms[end] in INNER_WORDS and forms[end + 1][:1].isupper():
            whole = (words[0], end + 2)
            return PlaceMention(self.analysis.span(whole), whole, self._surface(whole), label, (), False)
        return None

    def _run(self, words: WordSpan) -> WordSpan:
        """The words and up to three on each side that may belong to one name with them."""
        start, end = words
        while start > 0 and words[0] - start < 3 and self._joins(start - 1):
            start -= 1
        while end < len(self.analysis) and end - words[1] < 3 and self._joins(end):
            end += 1
        return start, end

    def _joins(self, word: int) -> bool:
        form = self.analysis.forms[word]
        return (form[0].isupper() and self.labels[word] not in ("DATE", "TIME")) or form.lower() in NAME_CONNECTORS

    def _is_name_edge(self, word: int) -> bool:
        return self.analysis.forms[word][0].isupper()

    def _part_of_other_name(self, words: WordSpan) -> bool:
        """Whether the name belongs to an institution's or a person's: "Washington Post", "Mr Paris"."""
        forms, (start, end) = self.analysis.forms, words
        after = forms[end] if end < len(forms) else ""
        before = forms[start - 1].lower().rstrip(".") if start else ""
        return after in INSTITUTION_WORDS or before in PERSON_TITLES or self._begins_a_person(words)

    def _begins_a_person(self, words: WordSpan) -> bool:
        """Whether a country's name is somebody's first name: "Israel | Katz"."""
        end = words[1]
        if end >= len(self.labels) or self.labels[end] != "PERSON" or not self._adjoins(end - 1):
            return False
        name = self._surface(words)
        return name in GIVEN_NAMES or bool(people_named(f"{name} {self.analysis.forms[end]}"))

    def _ends_a_name(self, words: WordSpan) -> bool:
        """Whether another proper name runs into this one: "Air Berlin", "Jack London"."""
        before = words[0] - 1
        if before < 0 or self.analysis.upos[before] != "PROPN" or not self._adjoins(before):
            return False
        form, label = self.analysis.forms[before], self.labels[before]
        if form.lower() in DIRECTIONS or not form[0].isupper():
            return False
        return label is None or label in ("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT")

    def _adjoins(self, word: int) -> bool:
        """Whether only a space, or nothing, stands between the word and the next."""
        return self.analysis.text[self.analysis.ends[word] : self.analysis.starts[word + 1]] in ("", " ")

    def _is_acronym(self, mention: PlaceMention) -> bool:
        """Whether a short name all in capitals, can hardly be the town spelt like it."""
        name = self.analysis.slice(mention.words)
        level = mention.entries[0].level
        if not name.isupper() or len(name) > 4 or level == "country" or name in STATE_ABBREVIATIONS:
            return False
        if len(name) < 4 and level in ("region", "facility"):
            return False
        after = self.analysis.forms[mention.words[1]] if mention.words[1] < len(self.analysis) else ""
        opens = len(name) == 4 and self._opens_line(mention.words[0]) and after[:1] in DATELINE_MARKS
        return not is_notable(mention.entries, 50_000 if opens else 3_000_000)

    def _seat(self, words: WordSpan) -> PlaceMention | None:
        """The town or division that a local institution is named after: "Kharkiv Police", "Boone County Jail"."""
        forms = self.analysis.forms
        if forms[words[0]] in GENERIC_NAME_WORDS:
            return None
        for end in range(min(words[1], words[0] + LONGEST_NAME) - 1, words[0], -1):
            if forms[end] not in LOCAL_INSTITUTION_WORDS and forms[words[1] - 1] not in LOCAL_INSTITUTION_WORDS:
                continue
            mention = self._mention((words[0], end), "GPE")
            if mention is not None and any(entry.level in ("admin1", "admin2", "city") for entry in mention.entries):
                return mention
        return None

    def _mention(self, words: WordSpan, label: str | None) -> PlaceMention | None:
        analysis = self.analysis
        after = self.analysis.forms[words[1]] if words[1] < len(self.analysis) else ""
        called_division = after.lower() in DIVISION_WORDS
        name, division, entries = self.names.look_up(self._surface(words), called_division)
        direction, _, rest = name.partition(" ")
        if not entries and rest and direction.lower() in DIRECTIONS and self.analysis.forms[words[0]] == direction:
            words = (words[0] + 1, words[1])
            name, division, entries = self.names.look_up(rest, called_division)
        if name.lower() in DIRECTIONS or not any(letter.isalpha() for letter in name):
            return None
        if analysis.text.startswith("$", analysis.ends[words[1] - 1]):  # US$30 million
            return None
        if name in NO_PLACES or (self._is_common(name) and not self._is_located(words[0])):
            return None
        if not entries and country_of_demonym(name.rsplit(" ", 1)[-1]) is not None:
            return None
        if division and called_division and after[0].isupper():
            words = (words[0], words[1] + 1)
        return PlaceMention(self.analysis.span(words), words, name, label, entries, division)

    def _is_common(self, name: str) -> bool:
        """Whether the name is an ordinary word, a firm's or a statesman's name first, and a place only after all."""
        return name in FIRMS or name in GENERIC_NAME_WORDS or name in STATESMEN

    def _is_located(self, word: int) -> bool:
        return word > 0 and self.analysis.forms[word - 1].lower() in WHERE

    def _surface(self, words: WordSpan) -> str:
        return " ".join(self.analysis.slice(words).split())

    def outside_entities(self, taken: list[bool], known: frozenset[str]) -> Iterator[PlaceMention]:
        """Gazetteer names among the proper nouns that the model gave to nobody, longest first."""
        word, size = 0, len(self.analysis)
        while word < size:
            if taken[word] or not self._may_begin(word):
                word += 1
                continue
            end = self._end_of_run(word, taken)
            found = None
            if not self._ends_a_name((word, end)):
                found = self._opening(word, taken) or self._longest(word, min(end, word + LONGEST_NAME), known)
            if found is not None:
                yield found
            word = found.words[1] if found is not None else end

    def _end_of_run(self, word: int, taken: list[bool]) -> int:
        """The end of the capitalised run that `word` begins: a name's later words are no place of their own."""
        word += 1
        while word < len(taken) and not taken[word] and self._may_continue(word):
            word += 1
        return word

    def _may_begin(self, word: int) -> bool:
        form = self.analysis.forms[word]
        return form[0].isupper() and len(form) > 1 and self.analysis.upos[word] in ("PROPN", "X", "ADJ", "NOUN")

    def _may_continue(self, word: int) -> bool:
        form = self.analysis.forms[word]
        return (form[0].isupper() and self.analysis.upos[word] == "PROPN") or form == "-"

    def _longest(self, start: int, end: int, known: frozenset[str]) -> PlaceMention | None:
        """The longest name from `start` that is a well-known place and no piece of a longer proper name."""
        for last in range(end, start, -1):
            if self.analysis.forms[last - 1] == "-":
                continue
            mention = self._mention((start, last), None)
            if mention is None or not mention.entries or self._part_of_other_name((start, last)):
                continue
            if place_key(mention.name) in known and not self._is_acronym(mention):
                return mention
            whole = last == end or self.analysis.forms[last] in LOCAL_INSTITUTION_WORDS
            if whole and self._is_evident(mention):
                return mention
        return None

    def _is_evident(self, mention: PlaceMention) -> bool:
        first = mention.words[0]
        if len(mention.name) < 4 and mention.entries[0].level != "country":
            return False
        if self.analysis.upos[first] != "PROPN" or self.analysis.forms[first] in GENERIC_NAME_WORDS:
            return mention.entries[0].level == "country" and mention.entries[0].preferred
        if self._is_located(first) and (
            any(entry.population >= VARIANT_FROM for entry in mention.entries[:3]) or self._is_unmistakable(mention)
        ):
            return True
        return is_notable(mention.entries, NOTABLE_FROM if self._after_preposition(first) else FAMOUS_FROM)

    def _is_unmistakable(self, mention: PlaceMention) -> bool:
        """Whether the name is long, one country's alone, and nobody's in the report."""
        lands = {entry.country for entry in mention.entries}
        own = any(entry.preferred for entry in mention.entries)
        return own and len(lands) == 1 and len(mention.name) > 5 and mention.name not in self.surnames

    def _opening(self, word: int, taken: list[bool]) -> PlaceMention | None:
        """A name in capitals that opens a line and is set off by a dash or bracket: "MANILA (Reuters) -"."""
        forms = self.analysis.forms
        if not forms[word].isupper() or not self._opens_line(word):
            return None
        end = word
        while end < len(forms) and end - word < LONGEST_NAME and forms[end].isupper() and not taken[end]:
            end += 1
        if end < len(forms) and forms[end][0] in DATELINE_MARKS:
            mention = self._mention((word, end), "GPE")
            return mention if mention is not None and mention.entries else None
        return None

    def _opens_line(self, word: int) -> bool:
        return word == 0 or "\n" in self.analysis.text[self.analysis.ends[word - 1] : self.analysis.starts[word]]

    def _after_preposition(self, word: int) -> bool:
        return word > 0 and self.analysis.forms[word - 1].lower() in PLACE_PREPOSITIONS

    def of_dateline(self, span: Span, place: str | None, taken: list[bool]) -> Iterator[PlaceMention]:
        """The place of the dateline, where the model saw none in it."""
        start, end = self.analysis.words_in(span)
        if start == end or any(taken[start:end]) or not place:
            return
        while start < end and not self.analysis.forms[start][0].isalpha():
            start += 1
        for last in range(end, start, -1):
            if self._surface((start, last)).lower() == place.lower():
                mention = self._mention((start, last), "GPE")
                if mention is not None:
                    yield mention
                return
