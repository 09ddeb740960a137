"""Nouns that speak in reports: offices, roles, institutions, media and documents, and the numbers that count them.

Written for onrecord from general knowledge of English news language; part of the package's own licence.
"""

from collections.abc import Mapping
from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OUTLET_NOUNS: Final[frozenset[str]] = _words(
    "newspaper paper daily tabloid magazine weekly broadcaster network channel newswire wire outlet "
    "website site portal publication journal podcast blog press media station broadsheet"
)

DOCUMENT_NOUNS: Final[frozenset[str]] = _words(
    "report document documents poll survey study statement email e-mail letter memo memorandum "
    "notification notice order filing indictment complaint affidavit lawsuit transcript data figure "
    "statistic record analysis review audit book article story editorial bill law ruling resolution "
    "communique communiqué draft decree text file paper image footage video photo photograph recording "
    "tape tweet post message cable note result research census index estimate finding dispatch "
    "advertisement ad release declaration testimony judgment judgement verdict dossier assessment"
)

OFFICIAL_NOUNS: Final[frozenset[str]] = _words(
    "official minister president premier chancellor secretary senator congressman congresswoman lawmaker "
    "legislator mp ambassador envoy diplomat governor mayor general colonel admiral commander officer "
    "spokesman spokeswoman spokesperson prosecutor judge commissioner attorney chief sheriff deputy "
    "undersecretary director administrator councillor councilman representative negotiator regulator "
    "inspector policeman soldier major captain brigadier marshal king queen prince princess emir sultan "
    "sheikh speaker chairman chairwoman leader aide adviser advisor consul attache attaché"
)

INSTITUTION_NOUNS: Final[frozenset[str]] = _words(
    "government ministry department administration parliament congress senate house cabinet court council "
    "commission committee agency authority bureau office police army military navy force coalition "
    "alliance party union association federation bank company corporation firm group organization "
    "organisation foundation institute university embassy mission presidency junta regime kremlin state "
    "nation country palace secretariat watchdog board tribunal assembly legislature campaign bloc "
    "movement militia faction service command directorate delegation opposition"
)

COLLECTIVE_NOUNS: Final[frozenset[str]] = _words(
    "critic supporter opponent proponent advocate activist analyst expert observer resident witness voter "
    "protester demonstrator people campaigner economist scientist researcher scholar historian lawyer "
    "doctor worker trader investor dealer executive businessman rebel insurgent militant refugee farmer "
    "villager neighbour neighbor family relative friend colleague ally insider person man woman student "
    "teacher source some many others other several few most democrat republican conservative liberal "
    "strategist operative pundit commentator journalist reporter skeptic sceptic"
)

INDEFINITE: Final[frozenset[str]] = _words(
    "some many others several few most one none both all those everyone everybody anyone anybody someone "
    "somebody nobody another either neither each two three four five six seven eight nine ten"
)
"""Words that stand for somebody without telling who."""

ANONYMOUS_MARKS: Final[frozenset[str]] = _words("unnamed unidentified anonymous undisclosed nameless")

SPEAKERS: Final[frozenset[str]] = (
    OUTLET_NOUNS | DOCUMENT_NOUNS | OFFICIAL_NOUNS | INSTITUTION_NOUNS | COLLECTIVE_NOUNS | INDEFINITE
)
"""All nouns of this module that can be a source."""

NUMBERS: Final[Mapping[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

OWN_OUTLET: Final[frozenset[str]] = _words("reporter reporters journalist journalists us me newspaper paper agency")
"""Who is told something without a hop of its own: reporters in general, or the report's own outlet."""
