"""Nouns that speak in reports: offices, roles, institutions, media and documents, and the numbers that count them.

Written for onrecord from general knowledge of English news language; part of the package's own licence.
"""

from collections.abc import Mapping
from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OUTLET_NOUNS: Final[frozenset[str]] = _words(
    "newspaper paper daily tabloid magazine weekly broadcaster network channel newswire wire outlet "
    "website site portal publication journal podcast blog press media station broadsheet television tv radio"
)

WIRES: Final[frozenset[str]] = _words(
    "reuters ap afp upi bloomberg cnn ani pti ians tass xinhua kyodo yonhap efe ansa dpa anadolu aa interfax cna "
    "bbc npr cbc abc nbc cbs ukrinform irna isna kuna wam ntb ritzau lusa belga anp pap ctk tanjug aap rnz nhk "
    "rfi rfe/rl rferl voa kcna"
)
"""Agencies and broadcasters by the short names that credit lines have, in small letters."""

PROGRAMMES: Final[frozenset[str]] = _words(
    "service programme program show radio desk channel bulletin podcast edition bureau correspondent reporter "
    "website site"
)
"""Parts of an outlet: "the BBC's Russian service", "a CNN reporter"."""

PASSING_MEDIA: Final[frozenset[str]] = _words(
    "newspaper daily tabloid magazine weekly broadcaster website media television tv radio station newswire "
    "portal paper channel outlet podcast"
)
"""Media without a name that hand on what they are told, where something tells them apart: "state television"."""

DOCUMENT_NOUNS: Final[frozenset[str]] = _words(
    "report document documents poll survey study statement email e-mail letter memo memorandum "
    "notification notice order filing indictment complaint affidavit lawsuit transcript data figure "
    "statistic record analysis review audit book article story editorial bill law ruling resolution "
    "communique communiqué draft decree text file paper image footage video photo photograph recording "
    "tape tweet post message cable note result research census index estimate finding dispatch "
    "advertisement ad release declaration testimony judgment judgement verdict dossier assessment brochure decision "
    "page map log minutes leaflet newsletter petition pamphlet flyer poster guide manual handbook script invoice "
    "receipt contract readout summary screenshot diary notebook certificate warrant subpoena writ motion presentation "
    "evidence response remark verse saying proverb speech interview lyric slogan scripture finding filing "
    "slide spreadsheet circular bulletin sign banner caption chart graph table timetable logbook ledger minute"
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
    "commission committee agency authority bureau office police army military navy force coalition alliance party "
    "union association federation bank company corporation firm group organization organisation foundation "
    "institute university embassy mission presidency junta regime kremlin state nation country palace secretariat "
    "watchdog board tribunal assembly legislature campaign bloc movement militia faction service command "
    "directorate delegation opposition coastguard constabulary zoo hospital laboratory club school charity "
    "airline museum prosecution operator utility railway church diocese chamber inquiry management league "
    "festival college clinic retailer insurer lender carrier startup start-up"
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

ORDINALS: Final[frozenset[str]] = _words(
    "first second third fourth fifth other another own same more dozen numerous various multiple certain single"
)
"""Words before a noun that tell which one or how many, not what."""

ANONYMOUS_MARKS: Final[frozenset[str]] = _words("unnamed unidentified anonymous undisclosed nameless")

REGIONAL: Final[frozenset[str]] = _words(
    "Western European African Asian Arab Gulf Latin American Nordic Baltic Balkan Caribbean Scandinavian Kurdish "
    "Palestinian Catalan Scottish Welsh Tibetan Uyghur Chechen Sahelian Mediterranean NATO EU"
)
"""Adjectives that tell from which part of the world a source is, beside those of countries."""

CLOSENESS_MARKS: Final[str] = (
    r"familiar\s+with|close\s+to|briefed\s+(?:on|about|by)|with\s+(?:\w+\s+){0,2}knowledge\s+of|aware\s+of|privy\s+to"
    r"|involved\s+(?:in|with)|present\s+(?:at|in|during)|knowledgeable\s+about|with\s+(?:\w+\s+){0,2}(?:access|ties|links)"
    r"\s+to|acquainted\s+with|informed\s+(?:of|about)|taking\s+part\s+in|working\s+on|tracking|with\s+insight\s+into"
    r"|who\s+(?:(?:has|have|had)\s+)?(?:seen|saw|read|reviewed|attended|heard|witnessed|viewed|examined|took\s+part\s+in"
    r"|participated\s+in|knows?|knew|works?\s+(?:on|with|for|closely)|worked\s+(?:on|with|for|closely))"
    r"|in\s+the\s+(?:room|meeting|talks)"
)
"""How near a source is to what it tells, as a pattern: "familiar with", "who has seen"."""

ROLE_HEADS_WITHOUT_ROLE: Final[frozenset[str]] = _words(
    "person people source sources man woman percent cent some many others other several few most one group voice "
    "individual insider party anyone someone somebody report document memo letter statement email e-mail poll "
    "survey study data figure filing record paper file footage video article story post"
)
"""Nouns that stand for a source without telling what it is."""

SPEAKERS: Final[frozenset[str]] = (
    OUTLET_NOUNS | DOCUMENT_NOUNS | OFFICIAL_NOUNS | INSTITUTION_NOUNS | COLLECTIVE_NOUNS | INDEFINITE
)
"""All nouns of this module that can be a source."""

GROUPS: Final[frozenset[str]] = _words(
    "group family crowd team staff crew public majority minority couple pair gang band mob panel jury percent per "
    "cent management leadership board army community coalition half third quarter"
)
"""Nouns in the singular that stand for several."""

SINGLE_OFFICES: Final[frozenset[str]] = _words(
    "president premier chancellor minister king queen pope emperor emir sultan monarch governor mayor speaker "
    "chairman chairwoman chairperson chair chief head leader ceo director principal rector dean bishop archbishop "
    "ombudsman auditor coroner sheriff commissioner manager coach captain owner founder"
)
"""Offices that one person holds at a time: with "the" or a possessive they tell who it is."""

OWNERS: Final[frozenset[str]] = _words(
    "owner operator maker manufacturer company firm employer parent supplier builder developer publisher "
    "contractor carrier airline lender insurer retailer bank charity club union party agency"
)
"""Nouns that are told by a body's name beside them: "its owner, Palomar Shipping"."""

KIN: Final[frozenset[str]] = _words(
    "neighbour neighbor cousin daughter son mother father parent sister brother wife husband widow widower aunt "
    "uncle nephew niece grandmother grandfather grandson granddaughter relative family friend colleague classmate "
    "roommate flatmate partner fiancé fiancée acquaintance confidant confidante associate ally"
)
"""Nouns that tell how near somebody is to another, not what he is."""

HEDGES: Final[frozenset[str]] = _words(
    "about around nearly almost roughly some approximately least more over than up close under fewer less most circa"
)
"""Words before a number that make it no count."""

NUMBERS: Final[Mapping[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

OWN_OUTLET: Final[frozenset[str]] = _words("reporter reporters journalist journalists us me newspaper paper agency")
"""Who is told something without a hop of its own: reporters in general, or the report's own outlet."""
