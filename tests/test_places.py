"""Places of whole reports, read with the shipped model or with marked entities."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.analysis import Analysis, LabelledSpan
from onrecord.reading.places.resolve import calibrated
from onrecord.reading.places.stage import find_places
from onrecord.records import Dateline, Place, Report, report_id

MARK = re.compile(r"\[([^\]|]+)\|([A-Z_]+)\]")
WORD = re.compile(r"(?:[A-Z]\.)+|['\u2019]s\b|\w+|[^\w\s]")


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its `[name|LABEL]` marks, and the marked spans."""
    plain, spans, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], spans


def tag_of(form: str) -> str:
    """A rough part of speech."""
    if form in ("The", "A", "An", "He", "They"):
        return "DET"
    return "PROPN" if form[0].isupper() else "NOUN" if form[0].isalnum() else "PUNCT"


def analysis_of(text: str, entities: Sequence[tuple[int, int, str]]) -> Analysis:
    """Words by spelling alone, one flat sentence, and the given entities."""
    words = [match.span() for match in WORD.finditer(text)]
    forms = [text[start:end] for start, end in words]
    upos = [tag_of(form) for form in forms]
    size = len(words)
    found = []
    for start, end, label in entities:
        inside = [at for at, word in enumerate(words) if word[0] < end and start < word[1]]
        found.append(LabelledSpan((inside[0], inside[-1] + 1), label, 0.9))
    return Analysis(
        text=text,
        starts=[start for start, _ in words],
        ends=[end for _, end in words],
        forms=forms,
        lemmas=forms,
        upos=upos,
        xpos=upos,
        heads=[-1, *[0] * (size - 1)] if size else [],
        deprels=["root", *["dep"] * (size - 1)] if size else [],
        factuality=[0.0] * size,
        sentences=[(0, size)] if size else [],
        paragraphs=[(0, size)] if size else [],
        entities=found,
        timexes=[],
        frames=[],
    )


def places(text: str, **known: object) -> dict[str, Place]:
    """The places of a marked text, by the text of each mention."""
    plain, entities = marked(text)
    report = Report(id=report_id(plain), text=plain, **known)  # type: ignore[arg-type]
    found = find_places(report, analysis_of(plain, entities))
    return {plain[start:end]: place for place in found for start, end in place.mentions}


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A fire broke out in [Paris|GPE].", "Paris", "FRA", "Île-de-France"),
        ("A fire broke out in [Paris|GPE], [Texas|GPE].", "Paris", "USA", "Texas"),
        ("He was born in [Portland|GPE], [Ore.|GPE]", "Portland", "USA", "Oregon"),
        ("He was born in [Portland|GPE], [Maine|GPE].", "Portland", "USA", "Maine"),
        ("Protesters in [Tbilisi|GPE] said [Georgia|GPE] must hold new elections.", "Georgia", "GEO", None),
        ("Voters in [Atlanta|GPE] and across [Georgia|GPE] went to the polls.", "Georgia", "USA", "Georgia"),
        ("A boat left [Tripoli|GPE] in [Lebanon|GPE]; [Beirut|GPE] sent help.", "Tripoli", "LBN", "North Lebanon"),
        ("Oil from [Benghazi|GPE] was shipped to [Tripoli|GPE].", "Tripoli", "LBY", "Tripoli"),
        ("Drones hit [Kursk|GPE] region overnight.", "Kursk", "RUS", "Kursk"),
        ("[Washington state|GPE] sued.", "Washington", "USA", "Washington"),
        ("Talks were held in [Washington|GPE].", "Washington", "USA", "District of Columbia"),
        ("A storm closed in on [St. Louis|GPE], [Mo.|GPE]", "St. Louis", "USA", "Missouri"),
        ("Settlers in the [West Bank|LOC] were warned.", "West Bank", "PSE", "West Bank"),
        ("Villages in southern [Lebanon|GPE] were shelled.", "Lebanon", "LBN", None),
    ],
)
def test_one_place_is_resolved(text: str, name: str, country: str, admin1: str | None) -> None:
    place = places(text)[name]
    assert (place.country, place.admin1) == (country, admin1)
    assert place.lat is not None
    assert place.basis == "resolved"


def test_mentions_of_one_place_are_one_record() -> None:
    found = places("[Kyiv|GPE] was hit. Later, [Kiev|GPE] was quiet; in [Kyiv|GPE] trams ran again.")
    assert found["Kyiv"] is found["Kiev"]
    assert len(found["Kyiv"].mentions) == 3


@pytest.mark.parametrize(
    "text",
    [
        "[Paris Hilton|PERSON] spoke to reporters.",
        "The [Washington Post|ORG] reported it first.",
        "The [Bank of England|ORG] kept rates unchanged.",
        "An [Iraqi|NORP] officer spoke.",
        "[Air Berlin|ORG] cancelled flights.",
        "They met again in [March|DATE].",
    ],
)
def test_names_of_people_and_institutions_are_no_places(text: str) -> None:
    assert places(text) == {}


def test_a_town_is_where_its_police_is() -> None:
    place = places("The [Kharkiv Police Department|ORG] opened an inquiry.")["Kharkiv"]
    assert (place.country, place.level) == ("UKR", "city")


def test_a_name_that_the_model_missed_is_found_again() -> None:
    found = places("Crowds filled [Aleppo|GPE]. Aleppo residents queued for bread.")
    assert len(found["Aleppo"].mentions) == 2


def test_a_dateline_in_capitals_is_a_place() -> None:
    assert places("MANILA (Reuters) - A ferry sank.")["MANILA"].country == "PHL"


def test_a_dateline_found_at_intake_is_a_place() -> None:
    text = "Derna, 12 September. Rescue teams arrived."
    found = places(text, dateline=Dateline(span=(0, 19), place="Derna"))
    assert found["Derna"].country == "LBY"


def test_a_place_that_no_gazetteer_has_keeps_its_name_and_nothing_else() -> None:
    place = places("Shells fell on [Verkhnepodolinsk|GPE].")["Verkhnepodolinsk"]
    assert (place.country, place.lat, place.geonames, place.basis) == (None, None, None, "stated")


def test_the_address_of_the_outlet_is_a_weak_hint() -> None:
    text = "Police in [Newcastle|GPE] appealed for witnesses."
    assert places(text, uri="https://www.example.co.uk/news/1")["Newcastle"].country == "GBR"
    assert places(text, uri="https://www.example.com.au/news/1")["Newcastle"].country == "AUS"


def test_a_clear_name_is_surer_than_one_of_many() -> None:
    clear = places("He flew to [Tokyo|GPE].")["Tokyo"].confidence
    doubtful = places("He drove to [Springfield|GPE].")["Springfield"].confidence
    assert doubtful < 0.6 < clear


@pytest.mark.parametrize(
    ("text", "governor", "deprel", "lemma"),
    [
        ("[Moscow|GPE] accused its neighbours of shelling [Belgorod|GPE].", "accused", "nsubj", "accuse"),
        ("[Moscow|GPE] 's demand was heard in [Belgorod|GPE].", "demand", "nmod:poss", "demand"),
    ],
)
def test_a_capital_that_acts_is_no_place(text: str, governor: str, deprel: str, lemma: str) -> None:
    plain, entities = marked(text)
    flat = analysis_of(plain, entities)
    verb = flat.forms.index(governor)
    heads, deprels, lemmas = [verb] * len(flat), ["dep"] * len(flat), list(flat.forms)
    heads[verb], deprels[0], lemmas[verb] = -1, deprel, lemma
    analysis = replace(flat, heads=heads, deprels=deprels, lemmas=lemmas)
    found = find_places(Report(id=report_id(plain), text=plain), analysis)
    assert [place.name for place in found] == ["Belgorod"]


def test_where_a_country_acts_its_name_is_marked_as_its_government() -> None:
    plain, entities = marked("[Poland|GPE] accused its neighbour. Trains in [Poland|GPE] were late.")
    flat = analysis_of(plain, entities)
    verb = flat.forms.index("accused")
    heads, deprels, lemmas = [verb] * len(flat), ["dep"] * len(flat), list(flat.forms)
    heads[verb], deprels[0], lemmas[verb] = -1, "nsubj", "accuse"
    (place,) = find_places(
        Report(id=report_id(plain), text=plain), replace(flat, heads=heads, deprels=deprels, lemmas=lemmas)
    )
    assert len(place.mentions) == 2
    assert place.as_government == (place.mentions[0],)


def test_a_country_before_the_nationality_of_a_noun_is_not_in_that_country() -> None:
    plain, entities = marked("He lives in [Russia|GPE], [U.S.|GPE] officials said.")
    flat = analysis_of(plain, entities)
    word = flat.forms.index("U.S.")
    heads, deprels = list(flat.heads), list(flat.deprels)
    heads[word], deprels[word] = word + 1, "compound"
    found = find_places(Report(id=report_id(plain), text=plain), replace(flat, heads=heads, deprels=deprels))
    assert [place.country for place in found] == ["RUS", "USA"]


def test_other_places_of_the_name_are_kept_with_what_belief_is_left_to_them() -> None:
    place = places("He drove to [Springfield|GPE].")["Springfield"]
    shares = [other.confidence for other in place.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert 0.5 < place.confidence + sum(shares) <= 1.001
    assert all(other.geonames != place.geonames for other in place.alternatives)
    assert {other.country for other in place.alternatives} == {"USA"}
    assert places("He flew to [Tokyo|GPE].")["Tokyo"].alternatives == ()


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Crews in [ST. JOHN'S|GPE], [Newfoundland|GPE], went out.", "ST. JOHN'S", "CAN", "Newfoundland and Labrador"),
        ("[Kursk Oblast|GPE] was shelled.", "Kursk Oblast", "RUS", "Kursk"),
        ("The governor of [Kurskaya Oblast|GPE] spoke.", "Kurskaya Oblast", "RUS", "Kursk"),
        ("Snow fell in [Donetsk|GPE] oblast.", "Donetsk", "UKR", "Donetsk"),
        ("Voters in [Cook County|GPE] queued.", "Cook County", "USA", "Illinois"),
    ],
)
def test_names_of_divisions_and_names_with_an_apostrophe(text: str, name: str, country: str, admin1: str) -> None:
    place = places(text)[name]
    assert (place.country, place.admin1) == (country, admin1)


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert set(places("[Denver's|GPE] mayor spoke.")) == {"Denver"}


def test_a_town_names_its_second_level_division_where_known() -> None:
    assert places("A flood hit [Houston|GPE], [Texas|GPE].")["Houston"].admin2 == "Harris County"


def test_both_names_before_a_plural_are_divisions() -> None:
    found = places("Shells fell in the [Sumy|PERSON] and [Kharkiv|GPE] regions.")
    assert {place.country for place in found.values()} == {"UKR"}
    assert set(found) == {"Sumy", "Kharkiv"}


def test_the_name_of_the_outlet_tells_which_namesake_is_meant() -> None:
    text = "The county fair in [Troy|GPE] opens on Friday."
    albany = places(text, outlet="The Albany Gazette")["Troy"]
    detroit = places(text, outlet="Detroit Evening Herald")["Troy"]
    assert (albany.admin1, detroit.admin1) == ("New York", "Michigan")


def test_an_outlet_of_the_tables_speaks_for_its_country() -> None:
    text = "Police in [Newcastle|GPE] appealed for witnesses."
    assert places(text, outlet="The Guardian")["Newcastle"].country == "GBR"
    assert places(text, outlet="Sydney Morning Herald")["Newcastle"].country == "AUS"


def test_a_list_of_places_makes_its_members_places() -> None:
    found = places("Fighting spread to [Wasit|GPE], [Karbala|PERSON] and [Basra|GPE].")
    assert {name: place.country for name, place in found.items()} == {"Wasit": "IRQ", "Karbala": "IRQ", "Basra": "IRQ"}


def test_a_surname_is_no_town() -> None:
    assert places("[Anna Lincoln|PERSON] waved. [Lincoln|GPE] then left.") == {}


PIECES = [
    "[Paris|GPE]",
    "[Kursk|GPE] region",
    "The",
    "in",
    ",",
    "Smith",
    "\n",
    "[Bank|ORG]",
    "ROME -",
    "[Mali|GPE]",
    "U.S.",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_spans_point_into_the_text_and_never_overlap(pieces: list[str]) -> None:
    plain, entities = marked(" ".join(pieces))
    report = Report(id=report_id(plain), text=plain)
    found = find_places(report, analysis_of(plain, entities))
    assert found == find_places(report, analysis_of(plain, entities))
    spans = sorted(span for place in found for span in place.mentions)
    assert all(0 <= start < end <= len(plain) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert len({place.id for place in found}) == len(found)
    assert [place.mentions[0] for place in found] == sorted(place.mentions[0] for place in found)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gangs closed the road to [Port|GPE]-au-[Prince|GPE].", "Port-au-Prince", "HTI"),
        ("A bridge fell near [Newbiggin|GPE]-by-the-Sea.", "Newbiggin-by-the-Sea", None),
        ("Rain fell on [Port|GPE]-[Muster|GPE].", "Port-Muster", None),
    ],
)
def test_a_name_with_hyphens_is_one_name(text: str, name: str, country: str | None) -> None:
    found = places(text)
    assert set(found) == {name}
    assert country is None or found[name].country == country


def test_two_places_joined_by_a_hyphen_stay_two() -> None:
    assert set(places("The [Beirut|GPE]-[Damascus|GPE] highway was shut.")) == {"Beirut", "Damascus"}


def test_an_unknown_name_lies_in_the_country_of_the_place_after_it_or_of_the_others() -> None:
    qualified = places("A hut burned in [Mustertal|GPE], [Austria|GPE].")["Mustertal"]
    among = places("Buses ran from [Lyon|GPE] and [Nantes|GPE] to [Lille|GPE] past [Musterville|GPE].")["Musterville"]
    alone = places("Buses ran from [Lyon|GPE] to [Madrid|GPE] past [Musterville|GPE].")["Musterville"]
    assert [(place.country, place.basis) for place in (qualified, among, alone)] == [
        ("AUT", "inferred"),
        ("FRA", "inferred"),
        (None, "stated"),
    ]
    assert {place.lat for place in (qualified, among, alone)} == {None}


@pytest.mark.parametrize("text", ["[Chad|GPE] [Muster|PERSON] left.", "[Israel|GPE] [Katz|PERSON] spoke."])
def test_a_country_that_is_a_first_name_is_no_place(text: str) -> None:
    assert places(text) == {}


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_rises_with_belief_and_is_never_certain(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0 < calibrated(low) <= calibrated(high) < 1
