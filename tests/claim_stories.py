"""Small invented stories: outlets, people and happenings do not exist. Each tells what its claims rest on."""

from dataclasses import dataclass

from onrecord.intake import Overrides, report_from_text
from onrecord.reading.reader import read
from onrecord.records import Record


@dataclass(frozen=True)
class Piece:
    """One report of a story."""

    outlet: str
    published: str
    text: str

    def record(self) -> Record:
        """What is read in it."""
        known = Overrides(published=self.published, outlet=self.outlet)
        return read(report_from_text(self.text, name=self.outlet, overrides=known))


SCOOP = (
    Piece("Harbour Courier", "2023-03-06T07:00:00Z", """
PORT MERIN, March 6 (Harbour Courier) - The shipping company Velmar plans to close its dockyard in Port Merin by June, \
three managers with knowledge of the decision told the Harbour Courier.

About 1,400 workers would lose their jobs, the managers said. They asked not to be named because the board has not yet \
informed the unions.
"""),
    Piece("Northline Agency", "2023-03-06T08:10:00Z", """
PORT MERIN, March 6 (Northline Agency) - Shipping group Velmar intends to shut the Port Merin dockyard before the \
summer, the Harbour Courier reported on Monday, citing three managers.

Velmar did not respond to a request for comment. Its shares fell 3 percent.
"""),
    Piece("Evening Lantern", "2023-03-06T15:20:00Z", """
Velmar will shut down its dockyard at Port Merin, with the loss of 1,400 jobs, according to a newspaper report. The \
Northline Agency carried the news in the morning, quoting the Harbour Courier, which had spoken to managers of \
the company.

A spokesman for Velmar declined to comment on the report. Mayor Anneke Dorsten said that the city had not been informed.
"""),
    Piece("Coast Tribune", "2023-03-08T06:00:00Z", """
PORT MERIN (Coast Tribune) - Hundreds of dockers marched through Port Merin on Wednesday. Velmar wants to close the \
dockyard in June. The union leader Piet Hallam told the rally that his members would block the gates.
"""),
)  # fmt: skip

COPY = (
    Piece("Northline Agency", "2022-09-14T10:00:00Z", """
SARVEN, Sept 14 (Northline Agency) - Two fishing boats sank off Cape Orla during a storm on Tuesday night and nine \
sailors are missing, a senior coastguard officer told the Northline Agency on condition of anonymity.

The search was broken off because of high waves and will go on at dawn, the officer said. The boats had left Sarven \
despite a storm warning from the weather service.
"""),
    Piece("Sarven Daily", "2022-09-14T11:30:00Z", """
SARVEN, Sept 14 (Northline Agency) - Two fishing boats sank off Cape Orla during a storm on Tuesday night and nine \
sailors are missing, a senior coastguard officer told the Northline Agency on condition of anonymity.

The search was broken off because of high waves and will go on at dawn, the officer said. The boats had left Sarven \
despite a storm warning from the weather service.

(Northline Agency)
"""),
    Piece("Morning Compass", "2022-09-14T12:05:00Z", """
Two fishing boats sank off Cape Orla during a storm on Tuesday night and nine sailors are missing, a senior coastguard \
officer told the Northline Agency.

The search was broken off because of high waves and will go on at dawn, the officer said. The boats had left Sarven \
despite a storm warning.
"""),
)  # fmt: skip

TWO_NEWSROOMS = (
    Piece("Capital Gazette", "2021-05-20T05:00:00Z", """
LOMARA, May 20 (Capital Gazette) - The government has secretly paid a ransom of 12 million crowns for the release of \
four engineers, two intelligence officials told the Capital Gazette.

The money was handed over in Kestan last week, the officials said, speaking on condition of anonymity because the \
operation is classified.
"""),
    Piece("Channel Seven", "2021-05-20T09:40:00Z", """
LOMARA, May 20 (Channel Seven) - Lomara bought the freedom of the four engineers with a ransom of 12 million crowns, \
a senior intelligence official has confirmed to Channel Seven.

The official, who was not authorized to speak publicly, said that the payment was approved by the prime minister.
"""),
    Piece("Valley Post", "2021-05-20T14:00:00Z", """
The government paid a ransom for four engineers who came home on Sunday, the Capital Gazette and Channel Seven \
reported on Thursday, both quoting unnamed officials.

The foreign ministry refused to comment.
"""),
)  # fmt: skip

STATEMENT = (
    Piece("Northline Agency", "2020-11-03T12:00:00Z", """
TIRSEN, Nov 3 (Northline Agency) - The central bank of Tirsen raised its key interest rate by half a percentage point \
to 7.5 percent, it said in a statement on Tuesday.

Inflation would fall below 4 percent by the end of next year, the bank said.
"""),
    Piece("Tirsen Herald", "2020-11-03T13:15:00Z", """
The key interest rate goes up to 7.5 percent, the central bank announced on Tuesday. It is the third increase this year.

Governor Ilya Maren told a news conference that the bank would act again if prices kept rising.
"""),
    Piece("Market Sentinel", "2020-11-03T16:45:00Z", """
TIRSEN, Nov 3 (Market Sentinel) - Tirsen's central bank lifted its main rate to 7.5 percent from 7 percent, according \
to a statement on its website. Economists had expected a smaller step.
"""),
    Piece("Market Sentinel", "2020-11-04T08:00:00Z", """
TIRSEN, Nov 4 (Market Sentinel) - The crown gained 2 percent on Wednesday. The central bank said on Tuesday that it \
had raised its interest rate to 7.5 percent.
"""),
)  # fmt: skip

DENIAL = (
    Piece("Border Observer", "2024-02-12T06:30:00Z", """
KARDISH, Feb 12 (Border Observer) - Orvania has moved two brigades to its frontier with Mesk, according to two Western \
diplomats.

The diplomats, who declined to be named, said the troops arrived by train at the weekend.
"""),
    Piece("Northline Agency", "2024-02-12T11:00:00Z", """
KARDISH, Feb 12 (Northline Agency) - The defence ministry of Orvania denied on Monday that it had sent troops to the \
border with Mesk.

Minister Radu Telsin called the report by the Border Observer an invention. The ministry of Mesk declined to confirm it.
"""),
    Piece("Kardish Times", "2024-02-12T17:00:00Z", """
Orvania rejected a report that it had deployed two brigades at the border with Mesk. The Border Observer had written \
that the soldiers came by train, citing two diplomats. "There are no troops there," Defence Minister Radu Telsin told \
reporters in Kardish.
"""),
)  # fmt: skip

CLOCKS = (
    Piece("Ledger Online", "2019-07-02T06:00:00Z", """
The insurer Brandis is in talks to buy its rival Colmar Life for 2 billion crowns, the Financial Monitor reported, \
citing people familiar with the matter.
"""),
    Piece("Financial Monitor", "2019-07-02T09:00:00Z", """
Brandis is negotiating the purchase of Colmar Life, people familiar with the matter told the Financial Monitor. The \
insurer would pay about 2 billion crowns, they said.
"""),
)  # fmt: skip

MINISTERS = (
    Piece("Northline Agency", "2023-10-01T10:00:00Z", """
GRAVEN, Oct 1 (Northline Agency) - The cholera outbreak in the delta has killed 31 people, Health Minister Sela Okoro \
told parliament on Sunday.
"""),
    Piece("Delta Voice", "2023-10-01T12:00:00Z", """
GRAVEN, Oct 1 (Delta Voice) - Cholera has claimed 31 lives in the delta, the aid organisation Delta Relief said in a \
statement on Sunday. The group runs four clinics there.
"""),
    Piece("Graven Mirror", "2023-10-01T15:00:00Z", """
Thirty-one people have died of cholera in the delta, according to Health Minister Sela Okoro. Delta Relief, an aid \
organisation, also put the number of dead at 31.
"""),
)  # fmt: skip

PAPER = (
    Piece("Harbour Courier", "2020-02-03T06:00:00Z", """
PORT MERIN, Feb 3 (Harbour Courier) - The coastguard will give up six of its stations by the summer, according to an \
interior ministry memo seen by the Harbour Courier.

The document, dated January 24, says that the crews would be moved to Sarven. The ministry declined to confirm or deny \
its content.
"""),
    Piece("Radio Albion", "2020-02-03T09:00:00Z", """
The coastguard plans to abandon six stations, the newspaper Harbour Courier says. It has seen an internal note of the \
interior ministry.
"""),
    Piece("Northline Agency", "2020-02-03T13:30:00Z", """
SARVEN, Feb 3 (Northline Agency) - The coastguard is preparing to leave six of its stations, a senior officer told the \
Northline Agency on Monday, hours after the Harbour Courier wrote about a memo to that effect.

The officer asked not to be identified.
"""),
    Piece("Morning Compass", "2020-02-04T07:30:00Z", """
Interior Minister Odile Marchand on Tuesday dismissed as baseless a report that the coastguard would give up six \
of its stations. "There is no plan to close any station," she told a news conference.
"""),
)  # fmt: skip

CAPITALS = (
    Piece("Tallinn Ledger", "2023-05-01T08:00:00Z", """
TALLINN, May 1 (Tallinn Ledger) - Estonia and Latvia have agreed to build a joint rescue centre on Saaremaa, Estonian \
Interior Minister Mart Lepik wrote on his blog on Monday.
"""),
    Piece("Northline Agency", "2023-05-01T10:00:00Z", """
RIGA, May 1 (Northline Agency) - A joint rescue centre of Latvia and Estonia will be built on Saaremaa, the Latvian \
interior ministry said in a statement.
"""),
    Piece("Baltic Courier", "2023-05-02T07:00:00Z", """
Latvia and Estonia will have a joint rescue centre on the island of Saaremaa, the Latvian ministry of the interior said.
"""),
)  # fmt: skip

WITHDRAWAL = (
    Piece("Northline Agency", "2024-11-03T15:00:00Z", """
NEW YORK, Nov 3 (Northline Agency) - Uruguay has told the Security Council that it will pull its police out of Haiti \
by the end of January, according to a letter obtained by The Northline Agency on Sunday.

The letter does not say why. About 700 Uruguayan officers patrol the port and the main hospital.
"""),
    Piece("Island Observer", "2024-11-03T16:10:00Z", """
Uruguay intends to withdraw its police officers from Haiti by the end of January, the Northline Agency reported on \
Sunday, citing a letter to the Security Council.
"""),
    Piece("River Standard", "2024-11-03T17:30:00Z", """
MONTEVIDEO, Nov 3 (River Standard) - The first 200 officers serving in Haiti will fly home before Christmas, two \
senior commanders have told the River Standard.

The commanders said families would be informed this week. The interior ministry refused to confirm or deny the plan.
"""),
    Piece("Plata State Agency", "2024-11-04T08:00:00Z", """
MONTEVIDEO, Nov 4 (Plata State Agency) - Uruguay will withdraw its officers from Haiti by January 31, Foreign \
Minister Elias Bordane announced on Monday.

Bordane told a press conference that the money promised by partners had not arrived. "We are leaving a post, not a \
friend," he said.
"""),
    Piece("Island Observer", "2024-11-04T19:00:00Z", """
OTTAWA, Nov 4 (Island Observer) - Canada on Monday rejected Uruguay's complaint that promised funds for the mission \
had failed to arrive.

"Every dollar we pledged has been paid," foreign ministry spokeswoman Claire Vaudois told reporters. Haiti will free \
40 officers of its own for the port, its police chief Jules Tamerin said.
"""),
    Piece("Evening Lantern", "2024-11-05T10:30:00Z", """
Uruguayan Foreign Minister Elias Bordane said on Monday that partners had not sent the funds they promised. Canada \
says it has paid every dollar it pledged.

A first group of 200 officers will return before Christmas, according to the River Standard newspaper. "We are \
leaving a post, not a friend," Bordane said. Human rights groups demanded that the government publish the letter.
"""),
)  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """A claim of a story: words of it in each report (by place in the story), where its chains end, who denies it.

    Origins are (outlet or None, a part of the source's name).
    """

    told: dict[int, str]
    origins: tuple[tuple[str | None, str], ...]
    denied_by: tuple[str, ...] = ()


STORIES: dict[str, tuple[tuple[Piece, ...], tuple[Expected, ...]]] = {
    "an exclusive, those who cite it, and background": (
        SCOOP,
        (
            Expected(
                {0: "plans to close its dockyard", 1: "intends to shut", 2: "will shut down", 3: "wants to close"},
                (("Harbour Courier", "managers"),),
            ),
        ),
    ),
    "an agency's copy in three papers": (
        COPY,
        (
            Expected(
                dict.fromkeys(range(3), "Two fishing boats sank"), (("Northline Agency", "senior coastguard officer"),)
            ),
            Expected(dict.fromkeys(range(3), "search was broken off"), (("Northline Agency", "officer"),)),
        ),
    ),
    "two newsrooms with officials of their own": (
        TWO_NEWSROOMS,
        (
            Expected(
                {0: "secretly paid a ransom", 1: "bought the freedom", 2: "paid a ransom for four engineers"},
                (("Capital Gazette", "two intelligence officials"), ("Channel Seven", "senior intelligence official")),
            ),
        ),
    ),
    "a public statement carried by all, and a follow-up": (
        STATEMENT,
        (
            Expected(
                {
                    0: "raised its key interest rate",
                    1: "interest rate goes up",
                    2: "lifted its main rate",
                    3: "raised its",
                },
                ((None, "central bank"),),
            ),
        ),
    ),
    "a report that is denied": (
        DENIAL,
        (
            Expected(
                {0: "moved two brigades", 2: "deployed two brigades"},
                (("Border Observer", "two Western diplomats"),),
                ("defence ministry",),
            ),
            Expected({1: "sent troops to the border", 2: "deployed two brigades"}, ((None, "defence ministry"),)),
            Expected({0: "arrived by train", 2: "came by train"}, (("Border Observer", "diplomats"),)),
        ),
    ),
    "a report dated before the one that it cites": (
        CLOCKS,
        (Expected({0: "in talks to buy", 1: "negotiating the purchase"}, (("Financial Monitor", "people familiar"),)),),
    ),
    "a paper that one outlet has seen": (
        PAPER,
        (
            Expected(
                {0: "give up six of its stations", 1: "abandon six stations", 2: "leave six of its stations"},
                (("Harbour Courier", "memo"), ("Northline Agency", "senior officer")),
                ("Odile Marchand",),
            ),
            Expected({3: "There is no plan"}, ((None, "Odile Marchand"),)),
        ),
    ),
    "two governments": (
        CAPITALS,
        (
            Expected(
                {
                    0: "build a joint rescue centre",
                    1: "will be built on Saaremaa",
                    2: "will have a joint rescue centre",
                },
                ((None, "Mart Lepik"), (None, "interior ministry")),
            ),
        ),
    ),
    "two bodies that say the same in public": (
        MINISTERS,
        (
            Expected(
                {0: "has killed 31 people", 1: "claimed 31 lives", 2: "have died of cholera"},
                ((None, "Sela Okoro"), (None, "Delta Relief")),
            ),
        ),
    ),
    "a leaked letter, then an announcement, a complaint and its denial": (
        WITHDRAWAL,
        (
            Expected(
                {0: "pull its police out", 1: "intends to withdraw", 3: "will withdraw its officers"},
                (("Northline Agency", "letter"), (None, "Elias Bordane")),
            ),
            Expected({2: "The first 200 officers", 5: "first group of 200"}, (("River Standard", "commanders"),)),
            Expected({3: "money promised by partners", 5: "had not sent the funds"}, ((None, "Elias Bordane"),)),
            Expected({4: "Every dollar we pledged", 5: "paid every dollar"}, ((None, "Claire Vaudois"),)),
        ),
    ),
}
