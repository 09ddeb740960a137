"""Words that place names are made of or stand beside, and the customary abbreviations of states and provinces."""

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-east north-west south-east south-west central "
    "upper lower inner outer downtown greater mainland rural metropolitan occupied far".split()
)
"""Words before a name that narrow it without making another place of it."""

DIVISION_WORDS = frozenset(
    "region oblast krai kray province governorate state prefecture county district department canton parish "
    "emirate voivodeship raion rayon territory municipality division republic".split()
)

DIVISIONS_PLURAL = frozenset(
    "regions oblasts krais provinces governorates states prefectures counties districts departments cantons parishes "
    "emirates voivodeships raions territories municipalities".split()
)

TOWN_TAILS = frozenset(
    "city town township twp village borough airport port harbor harbour suburbs metro area valley".split()
)
TOWN_HEADS = frozenset("city town township village borough port state kingdom isle battle siege suburbs".split())

NAME_CONNECTORS = frozenset("and of the al el de du des da do la le au aux sur upon - ' \u2019".split())
"""Small words inside names of places: "Trinidad and Tobago", "Port-au-Prince"."""

INNER_WORDS = frozenset("du des aux sur sous upon del della do dos das".split())
"""Small words that stand inside names of places and nowhere else in English."""

GENERIC_NAME_WORDS = frozenset(
    "National International Supreme War Earth Wing Ground Room Basement White Black Engineer Senate House "
    "Yale Harvard Princeton Superior University Home Central Research Community Medical Memorial General "
    "Royal Western Eastern Northern Southern North South East West Center Centre Public Federal State County "
    "City Town Old New High Middle First Second Third District Regional Global World United Real Star Park "
    "Lake River Hill Hills Island Beach Victory Liberty Independence Freedom Union Commerce Justice Police "
    "Energy Reserve Highland Highlands Mart Met Plant Drug Art Arts Chase Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April May June July August September October November "
    "December Mission Enterprise Progress Hope Unity Harmony Ocean Coast Coastal Sea Mountain Valley Forest Summit "
    "Horizon Heritage Pioneer Century Frontier Sunrise Sunset Crystal Diamond Golden Silver Eagle Falcon Atlas Apollo "
    "Delta Alpha Summer Winter Spring Autumn Standard Premier Imperial Crown Liberal Labour Labor Memorial "
    "Law Bar Trade Human Rights Border Customs Consumer Children Women Youth Student Farmers Workers Veterans".split()
)
"""Words that begin many names and are villages somewhere: no sign of a place by themselves."""

PLACE_PREPOSITIONS = frozenset(
    "in at from near outside inside around to toward towards across through throughout within into via of off "
    "over between against on".split()
)

INSTITUTION_WORDS = frozenset(
    "Post Times Tribune Herald Journal Gazette Chronicle Daily News Globe Observer Telegraph Guardian "
    "Independent Examiner Register Dispatch Courier Star Sun Mirror Mail Press Review Reporter Standard "
    "Inquirer Enquirer Sentinel Bank FC United City Rovers Wanderers Airlines Airways Railway Railways "
    "Symphony Orchestra Philharmonic Foundation Corporation Corp Corp. Company Co. Inc Inc. Ltd Ltd. LLC "
    "Group Holdings Partners Convention Treaty Accord Accords Agreement Protocol Declaration Conference "
    "Summit Olympics Games Cup Open Marathon Championship Championships League Yankees Mets Giants Cubs Bulls "
    "Lakers Celtics Knicks Bears Packers Cowboys Eagles Jets Dolphins Rangers Sox Braves Street Avenue Road "
    "Boulevard Drive Lane Way Street. St Ave Ave. Rd Rd. Blvd Blvd.".split()
)
"""A capitalised word after a place name that makes a newspaper, a company, a treaty, a team or a street of the two."""

OUTLET_WORDS = frozenset(
    "post times tribune herald journal gazette chronicle daily evening morning weekly sunday news newspaper globe "
    "observer telegraph guardian independent examiner register dispatch courier star sun mirror mail press review "
    "reporter standard inquirer enquirer sentinel leader record ledger bulletin beacon advocate argus echo citizen "
    "express monitor today online live local radio television tv wire newswire".split()
)
"""Words, in small letters, that newspapers and other outlets are called by."""

LOCAL_INSTITUTION_WORDS = frozenset(
    "Police Sheriff Fire Department Detention Jail Court Courthouse Council Mayor Commission Commissioner "
    "Commissioners Board School Schools Elementary High Middle University College Academy Hospital Medical "
    "Health Clinic Center Centre Airport International Library Museum Church Cathedral Mosque Temple Park Zoo "
    "Stadium Arena Station Terminal Port Harbor Harbour District Township Government Authority Administration "
    "Assembly Legislature Prosecutor Prosecutors Attorney Highway Patrol State Regional County Municipal "
    "Public Chamber Association Society Club Theatre Theater Festival Fair Institute Refugee Camp Prison "
    "Barracks Brigade Garrison Refinery Bridge Dam Railroad Metro Transit Utility Utilities Water Parks "
    "Recreation Community Residents Office Committee Agency".split()
)
"""Words in the names of institutions that stand in the place they are named after."""

HYPHENED_HEADS = frozenset("Saint Sainte St San Santa Port Fort Mont Cap Pont Grand Petit Ain Beit Tel Al El".split())
"""What begins names of places and is none by itself: "Port-Salut", "Fort Yates"."""

HYPHENED_INNER = frozenset("by the on in en les lez under next le sous du des am an der".split())
"""Small words between the hyphens of a name: "Newbiggin-by-the-Sea"."""

LOCAL_NOUNS = frozenset(
    "man woman boy girl teenager resident residents native police officer officers firefighters council "
    "councillor councilor mayor officials voters school schools student students teacher teachers family "
    "couple home hospital suburb suburbs neighborhood neighbourhood area district metro bureau office "
    "headquarters plant factory refinery airport port harbor harbour based".split()
)
"""Words that follow the name of a town: "a Danbury man", "Newark police"."""

BODY_WORDS = frozenset(
    "Front Party Army Ministry Movement Newswire Wire Agency Alliance Forces Organization Organisation "
    "Nations House Coalition Brigades Brigade Militia Force Guard Guards Council Committee Commission Court "
    "Parliament Assembly Senate Congress Union Federation League Network Radio Television TV Magazine Center "
    "Centre Institute University Bureau Service Department Office Authority Board Campaign Fund Trust Project "
    "Program Programme Initiative Association Associations Society Club Tribe Chamber".split()
)
"""Words that end the name of a body of people, not of a place."""

WORLD_CITIES = frozenset(
    "Geneva Strasbourg Frankfurt Zurich Milan Barcelona Munich Hamburg Istanbul Mumbai Shanghai Sydney Dubai Karachi "
    "Lagos Aleppo Mosul Basra Kandahar Odesa Odessa Kharkiv Jeddah Mecca Medina Naples Venice Lyon Marseille Glasgow "
    "Melbourne Toronto Montreal Vancouver Jerusalem Johannesburg Casablanca Alexandria Homs Herat Lahore".split()
)
"""Cities that the news of the world names like capitals, though a namesake stands elsewhere."""

NO_PLACES = frozenset(
    "White House|Kremlin|Pentagon|Congress|Parliament|Treasury|Blue House|Scotland Yard|NATO|Nato|CIA|C.I.A.|FBI|"
    "F.B.I.|NSA|UN|U.N.|WHO|IMF|OPEC|Opec|IAEA|ISIS|ISIL|Hamas|Hezbollah|Qaeda|Al Qaeda|al-Qaeda|Taliban|Boko Haram|"
    "Al Shabaab|al-Shabab".split("|")
)
"""Seats of power and bodies that are actors whenever they are named; towns of the name are never meant bare."""

FIRMS = frozenset(
    "Meta Orange Visa Shell Target Nokia Vale Ford Chase Amazon Apple Tesla Oracle Intel Sony Lenovo Boeing "
    "Mercedes Lincoln Cadillac Bentley Lotus Corona Subway Mobil Total Enron Wells".split()
)
"""Firms whose name is also a town's: a place only after a preposition of place."""

STATESMEN = frozenset(
    "Obama Kennedy Clinton Bush Carter Nixon Truman Reagan Biden Trump Roosevelt Eisenhower Putin Castro "
    "Lenin Bolivar Thatcher Churchill Blair Merkel Macron Modi Khan Assad Harris Pence Sanders Warren "
    "McConnell Ryan".split()
)
"""Surnames so well known that reports give them bare; towns of the name are small."""

TITLE_WORDS = frozenset(
    "President Ambassador Secretary Minister Premier Chancellor Governor Gov Senator Sen Rep Representative "
    "Congressman Congresswoman Republican Republicans Democrat Democrats Democratic Attorney General Gen Navy "
    "Army Marine Marines Embassy Consulate Consul Envoy Supreme Special Vice Deputy Foreign Defense Defence "
    "Prime King Queen Prince Mayor Selectman Selectmen Councilman Councilwoman Councilmember Councilor Councillor "
    "Alderman Supervisor Sheriff Marshal Superintendent Commissioner Coach Det Detective Sgt Lt Capt".split()
)
"""Titles and parties that stand right after the name of a country or state."""

LIST_MARKS = frozenset((",", "and", "or", ";", "&"))

GIVEN_NAMES = frozenset(
    ("Chad", "Jordan", "Georgia", "Israel", "Kenya", "India", "Malta", "Paris", "Carolina", "Virginia")
)
"""Names of countries and states that people bear too."""

PERSON_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof judge justice sen rep gov gen col capt sgt lt".split()
)

GOVERNMENT_VERBS = frozenset(
    "say tell announce declare state confirm deny insist argue claim warn accuse blame urge call demand "
    "request ask propose offer suggest pledge promise vow threaten agree accept refuse reject decline decide "
    "plan intend want seek hope expect consider weigh mull approve authorize authorise allow permit forbid "
    "ban prohibit bar impose lift ease suspend halt resume recognize recognise condemn criticize criticise "
    "denounce welcome support back oppose favor favour sign ratify withdraw send supply provide deliver "
    "deploy launch order expel recall summon sanction retaliate respond reply react signal hint acknowledge "
    "admit maintain stress reiterate repeat negotiate believe fear view regard see consult push press "
    "pressure persuade convince veto block delay postpone fund finance arm".split()
)
"""What governments do and towns do not."""

GOVERNMENT_NOUNS = frozenset(
    "policy decision position stance demand request refusal proposal offer claim denial warning threat "
    "promise pledge commitment support opposition response reaction reply approval permission consent "
    "objection concern ambition intention plan strategy ally enemy adversary partner envoy diplomat "
    "ambassador delegation negotiator military army force troop war invasion influence sanction ban order "
    "statement announcement allegation accusation".split()
)
"""What a government has and a town has not, or seldom."""

_US_STATES = {
    "Alabama": "Ala AL", "Alaska": "AK", "Arizona": "Ariz AZ", "Arkansas": "Ark AR", "California": "Calif Cal CA",
    "Colorado": "Colo CO", "Connecticut": "Conn CT", "Delaware": "Del DE", "Florida": "Fla FL", "Georgia": "Ga GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "Ill IL", "Indiana": "Ind IN", "Iowa": "IA", "Kansas": "Kan Kans KS",
    "Kentucky": "Ky KY", "Louisiana": "La LA", "Maine": "ME", "Maryland": "Md MD", "Massachusetts": "Mass MA",
    "Michigan": "Mich MI", "Minnesota": "Minn MN", "Mississippi": "Miss MS", "Missouri": "Mo MO", "Montana": "Mont MT",
    "Nebraska": "Neb Nebr NE", "Nevada": "Nev NV", "New Hampshire": "N.H NH", "New Jersey": "N.J NJ",
    "New Mexico": "N.M NM", "New York": "N.Y NY", "North Carolina": "N.C NC", "North Dakota": "N.D ND",
    "Ohio": "OH", "Oklahoma": "Okla OK", "Oregon": "Ore Oreg OR", "Pennsylvania": "Pa Penn PA",
    "Rhode Island": "R.I RI",
    "South Carolina": "S.C SC", "South Dakota": "S.D SD", "Tennessee": "Tenn TN", "Texas": "Tex TX", "Utah": "UT",
    "Vermont": "Vt VT", "Virginia": "Va VA", "Washington": "Wash WA", "West Virginia": "W.Va W.V WV",
    "Wisconsin": "Wis Wisc WI", "Wyoming": "Wyo WY", "District of Columbia": "D.C DC",
    "Ontario": "Ont ON", "Quebec": "Que QC", "Alberta": "Alta AB", "Manitoba": "Man MB", "Saskatchewan": "Sask SK",
    "British Columbia": "B.C BC", "Nova Scotia": "N.S NS", "New Brunswick": "N.B NB",
    "Newfoundland and Labrador": "N.L NL",
    "Prince Edward Island": "P.E.I PEI", "New South Wales": "NSW N.S.W", "Queensland": "Qld",
}  # fmt: skip

STATE_ABBREVIATIONS = {
    written: state for state, short in _US_STATES.items() for word in short.split() for written in (word, word + ".")
}
"""The state or province that an abbreviation after "City," stands for; with and without the last full stop."""
