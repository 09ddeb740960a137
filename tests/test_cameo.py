"""CAMEO dyads: one row for each pair of actors that a main clause connects, composed as the Phoenix data sets do."""

from typing import Any

import pytest

from onrecord.knowledge.cameo import actor_code, composition
from onrecord.reading.events.cameo import CameoRow, cameo_rows
from onrecord.records import Actor, Attribution, Coder, Event, Place, Record, Report, Source, report_id

TEXT = "Norwegian envoys said on Monday that Chilean troops had shelled a village near Lima, in Peru."
WHOLE = (0, len(TEXT))


def span_of(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def an_actor(ident: str, country: str | None, phrase: str = "village", **fields: Any) -> Actor:
    given = {"name": ident, "kind": "government", "sector": "GOV", "mentions": (span_of(phrase),)} | fields
    return Actor(id=ident, country=country, **given)


NORWAY = an_actor("Norway", "NOR", "Norwegian")
CHILE = an_actor("Chile", "CHL", "Chilean")
ENVOYS = an_actor("envoys", "NOR", "Norwegian envoys", kind="group")
TROOPS = an_actor("troops", "CHL", "Chilean troops", kind="military", sector="MIL")
PERU = Place(id="lima", name="Lima", mentions=(span_of("Lima"),), country="PER")


def an_event(
    ident: str, cameo: str | None, type: str, actors: tuple[str, ...], to: tuple[str, ...], **more: Any
) -> Event:
    given = {"factuality": "CT+", "modality": "actual", "trigger": span_of("had shelled"), "sentence": WHOLE} | more
    return Event(id=ident, cameo=cameo, type=type, actors=actors, recipients=to, **given)  # type: ignore[arg-type]


def rows(
    *events: Event, attributions: tuple[Attribution, ...] = (), actors: tuple[Actor, ...] = ()
) -> list[tuple[str, ...]]:
    record = Record(
        report=Report(id=report_id(TEXT), text=TEXT),
        coder=Coder(version="0"),
        actors=actors or (NORWAY, ENVOYS, CHILE, TROOPS),
        places=(PERU,),
        attributions=attributions,
        events=events,
    )
    return [(row.source, row.target, row.code) for row in cameo_rows(record)]


def said(cue: str = "said", content: str = "Chilean troops had shelled a village near Lima, in Peru") -> Attribution:
    return Attribution(
        id="said",
        source=Source(anonymity="named", kind="official", actor="envoys"),
        cue=span_of(cue),
        content=(span_of(content),),
        quotation="indirect",
        stance="asserts",
    )


def test_an_event_gives_a_row_for_each_pair_of_actors() -> None:
    visit = an_event("e", "040", "CONSULT", ("Norway",), ("Chile", "troops"))
    assert rows(visit) == [("NOR", "CHL", "040"), ("NOR", "CHLMIL", "040")]


def test_a_row_points_at_its_event() -> None:
    record = Record(
        report=Report(id=report_id(TEXT), text=TEXT),
        coder=Coder(version="0"),
        actors=(NORWAY, CHILE),
        events=(an_event("e", "163", "SANCTION", ("Norway",), ("Chile",)),),
    )
    assert cameo_rows(record) == (CameoRow("NOR", "CHL", "163", "e"),)


@pytest.mark.parametrize("more", [{"clause": "aside"}, {"factuality": "CT-", "modality": "denied"}])
def test_what_is_told_in_passing_or_denied_gives_no_row(more: dict[str, Any]) -> None:
    assert rows(an_event("e", "190", "ASSAULT", ("troops",), ("Norway",), **more)) == []


def test_a_side_without_any_actor_is_the_country_of_the_place() -> None:
    assert rows(an_event("e", "150", "MOBILIZE", ("troops",), (), place="lima")) == [("CHLMIL", "PER", "150")]
    assert rows(an_event("e", "180", "ASSAULT", (), ("troops",), place="lima")) == [("PER", "CHLMIL", "180")]
    assert rows(an_event("e", "150", "MOBILIZE", ("troops",), ())) == []


def test_who_visits_is_received() -> None:
    assert rows(an_event("e", "042", "CONSULT", ("envoys",), ("Chile",))) == [
        ("NORGOV", "CHL", "042"),
        ("CHL", "NORGOV", "043"),
    ]


def test_agreeing_to_an_act_is_coded_as_the_act_and_agreeing_to_help_as_the_intention() -> None:
    agreed = an_event("a", "030", "AGREE", ("Norway",), ("Chile",))
    lift = an_event("b", "085", "CONCEDE", ("Norway",), ("Chile",), within="a", modality="promised", factuality="PR+")
    assert rows(agreed, lift) == [("NOR", "CHL", "085")]
    help_ = an_event("b", "070", "AID", ("Norway",), ("Chile",), within="a", modality="promised", factuality="PR+")
    assert rows(agreed, help_) == [("NOR", "CHL", "033")]


def test_what_is_asked_for_has_no_row_of_its_own() -> None:
    asked = an_event("a", "0233", "REQUEST", ("Norway",), ("Chile",))
    inner = an_event("b", "073", "AID", ("Chile",), ("troops",), within="a", modality="requested", factuality="Uu")
    assert rows(asked, inner) == [("NOR", "CHL", "0233")]


def test_force_that_is_wished_for_threatens() -> None:
    wish = an_event("e", "190", "ASSAULT", ("Norway",), ("Chile",), modality="possible", factuality="PS+")
    assert rows(wish) == [("NOR", "CHL", "138")]


def test_saying_that_another_attacked_accuses_and_saying_it_of_oneself_acknowledges() -> None:
    attack = an_event("e", "190", "ASSAULT", ("troops",), ("Norway",), attributions=("said",))
    assert rows(attack, attributions=(said(),)) == [("NORGOV", "CHLMIL", "112")]
    own = an_event("e", "190", "ASSAULT", ("envoys",), ("troops",), attributions=("said",))
    assert rows(own, attributions=(said(),)) == [("NORGOV", "CHLMIL", "015")]


def test_a_cue_behind_what_is_said_leaves_the_deed_in_the_foreground() -> None:
    attack = an_event("e", "190", "ASSAULT", ("troops",), ("Norway",), attributions=("said",))
    behind = said(cue="Peru", content="Chilean troops had shelled a village near Lima")
    assert rows(attack, attributions=(behind,)) == [("CHLMIL", "NOR", "190")]


def test_a_country_that_was_only_inferred_yields_to_the_other_side() -> None:
    ministry = an_actor("the government", "CHL", "village", basis="inferred")
    praise = an_event("e", "051", "SUPPORT", ("the government",), ("Chile",))
    assert rows(praise, actors=(ministry, CHILE)) == [("---GOV", "CHL", "051")]


@pytest.mark.parametrize(
    ("name", "kind", "sector", "code"),
    [
        ("NATO", "organization", "IGO", "IGOWSTNAT"),
        ("UN peacekeepers", "military", "MIL", "IGOUNOMIL"),
        ("European Union", "organization", "IGO", "IGOEUREEC"),
        ("ISIL", "group", "REB", "IMGREB"),
        ("rebels", "group", "REB", "---REB"),
        ("a daily", "outlet", "JRN", "---MED"),
    ],
)
def test_actors_of_no_one_country(name: str, kind: str, sector: str, code: str) -> None:
    assert actor_code(an_actor(name, None, kind=kind, sector=sector)) == code


def test_wishes_and_threats_have_codes_of_their_own() -> None:
    assert composition("073").intended == "033"
    assert composition("195").threatened == "138"
    assert composition("112") == composition("010")
