"""Word lists of actor coreference: which descriptions may mean which actors."""

STATE_NOUNS = frozenset("government administration authorities authority regime leadership".split())
"""What a state's name stands for: "the Georgian government" is Georgia as an actor."""

COUNTRY_NOUNS = frozenset("country nation state kingdom republic power superpower".split())
"""Nouns for states themselves."""

DEFINITE = frozenset("the this that these those".split())
NEW = frozenset("a an another other some two three four five six seven several many more most few no any".split())
SORTS = frozenset("ruling governing oil energy tech technology media social parent state-owned giant news".split())
SEATS = frozenset({"White House", "Kremlin", "Downing Street", "Elysee", "Pentagon", "Whitehall", "Blue House"})
RIVALS = frozenset("ally opponent enemy rival foe counterpart neighbor neighbour partner critic adversary".split())
LAWMAKERS = frozenset("lawmaker legislator deputy parliamentarian mp".split())
LOCAL_NOUNS = frozenset(
    "police officer policeman policewoman prosecutor court judge protester demonstrator authority authorities soldier "
    "army riot".split()
)
"""Nouns for those who, without a nationality, are of the country in which they act."""
STAFF = frozenset("analyst aide adviser advisor staff staffer deputy team subordinate lieutenant".split())
"""Those who serve whom they belong to: "her analysts" are of her agency."""
FOLLOWERS = frozenset("follower supporter backer loyalist disciple sympathizer leader commander".split())
"""Those who, of an armed group or its leader, are armed as well."""
OFFICES = frozenset("president premier minister chancellor king queen senator congressman governor mayor".split())
PARTIAL = frozenset("majority minority opposition party house senate congressional parliamentary rebel union".split())
"""What the leader of a party, chamber or group is called by, and no head of a country."""
NAMING = frozenset({"compound", "nmod:desc", "nmod", "amod", "flat", "nmod:poss"})
AGENCIES = frozenset("Reuters Press News Agence Bloomberg Agency Jazeera Radio Television TV".split())
OTHER = frozenset("neighboring neighbouring entire whole host first only same foreign".split())
SAME_OFFICE = (
    frozenset("ambassador envoy diplomat emissary".split()),
    frozenset("president leader".split()),
    frozenset("premier minister leader".split()),
    frozenset("spokesman spokeswoman spokesperson".split()),
    frozenset("senator lawmaker legislator".split()),
    frozenset("congressman congresswoman lawmaker representative legislator".split()),
    frozenset("deputy lawmaker parliamentarian".split()),
    frozenset("executive ceo chief boss".split()),
    frozenset("lawyer attorney counsel".split()),
    frozenset("general commander chief".split()),
    frozenset("junta ruler".split()),
    frozenset("protester demonstrator".split()),
    frozenset("rebel insurgent guerrilla".split()),
)
"""Nouns by which a report may call the same person or group in turn."""
SECTORS_OF_NOUN: dict[str, tuple[str, ...]] = {
    "company": ("BUS",), "firm": ("BUS",), "corporation": ("BUS",), "manufacturer": ("BUS",), "maker": ("BUS",),
    "conglomerate": ("BUS",), "producer": ("BUS",), "lender": ("BUS",), "bank": ("BUS",), "airline": ("BUS",),
    "newspaper": ("JRN",), "broadcaster": ("JRN",), "news agency": ("JRN",), "paper": ("JRN",),
    "outlet": ("JRN",), "network": ("JRN",), "channel": ("JRN",), "daily": ("JRN",), "website": ("JRN",),
    "party": ("PTY",), "alliance": ("IGO", "MIL"), "bloc": ("IGO",), "world body": ("IGO",), "body": ("IGO", "NGO"),
    "agency": ("MED", "SPY", "COP", "GOV", "IGO"), "regulator": ("GOV",), "watchdog": ("GOV", "NGO"),
    "organization": ("IGO", "NGO"), "organisation": ("IGO", "NGO"), "charity": ("NGO",),
    "group": ("REB", "NGO", "UAF", "OPP", "IGO"), "movement": ("REB", "OPP", "PTY"),
    "rebel": ("REB",), "insurgent": ("REB",), "militant": ("REB",), "militia": ("UAF",), "militant group": ("REB",),
    "guerrilla": ("REB",), "separatist": ("REB",), "jihadist": ("REB",), "extremist": ("REB",),
    "court": ("JUD",), "tribunal": ("JUD",), "parliament": ("LEG",), "chamber": ("LEG",), "university": ("EDU",),
}  # fmt: skip
COLLECTIVE = frozenset({"group", "population", "military"})

THING_ENDINGS = frozenset(
    "act law bill treaty pact accord accords agreement protocol convention constitution amendment resolution doctrine "
    "charter memorandum decree declaration directive regulation".split()
)
"""What ends the name of a text, not of somebody: "the Lisbon Treaty"."""
ARMED_ENDINGS = frozenset("system systems launcher launchers battery batteries platform platforms".split())
"""What ends a weapon's name when it names a missile or the like as well; companies are called "Systems" too."""
WEAPON_NAMES = frozenset(
    "ATACMS HIMARS MLRS THAAD NASAMS JDAM JDAMs Patriots Javelin Javelins Stinger Stingers Tomahawk Tomahawks Taurus "
    "Iskander Kinzhal Kalibr Oreshnik Shahed Bayraktar Abrams Leopards Leopard Bradley Bradleys Gripen Eurofighter "
    "Grad Hellfire Scud Hwasong Sarmat Kalashnikov Novichok".split()
)
"""Weapons often in the news, which a name finder takes for organisations or people."""
