"""Plain text and Markdown: the canonical text, and what is found around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, NotAnArticle, UnsupportedLanguage
from onrecord.intake import Overrides, report_from_text
from onrecord.intake.characters import clean_characters
from onrecord.intake.datelines import find_dateline
from onrecord.intake.dates import dateline_date, normalise_date
from onrecord.intake.headmatter import read_byline
from onrecord.intake.lines import is_furniture
from onrecord.records import report_id

BODY = (
    "The council of Zenda voted on Tuesday to close the harbour to foreign trawlers until the autumn, officials said.\n"
    "\n"
    "Mayor Rita Holm told reporters that the stocks of herring had fallen by half and that the town had no choice."
)


def test_the_text_is_the_body() -> None:
    report = report_from_text(BODY)
    assert report.text == BODY
    assert report.id == report_id(BODY)
    assert report.title is report.outlet is report.byline is report.published is report.published_basis is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("10\u00a0000 t\u2009of", "10 000 t of"),
        ("cab\u00adinet\u200b \ufeffmet", "cabinet met"),
        ("bell\x07 null\x00", "bell null"),
        ("\u202eabc\u202c", "abc"),
        ("\x93quoted\x94 \x96 so", "“quoted” – so"),
        ("R&amp;D &#8220;x&#8221; &nbsp;y", "R&D “x”  y"),
        ("AT&T; Marks & Co", "AT&T; Marks & Co"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("“curly” ‘single’ – — … é é", "“curly” ‘single’ – — … é é"),
    ],
)
def test_characters_are_cleaned_once(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@settings(deadline=None)  # the language model loads on first use, machines may be busy
@given(st.text())
def test_cleaning_is_done_after_one_time(text: str) -> None:
    once = clean_characters(text.replace("&", ""))
    assert clean_characters(once) == once
    once.encode()


@settings(deadline=None)  # the language model loads on first use, machines may be busy
@given(st.text(max_size=300))
def test_any_text_gives_a_report_or_an_input_error(text: str) -> None:
    try:
        report = report_from_text(text)
    except InputError as error:
        assert error.remedy
        return
    again = report_from_text(report.text)
    assert report.id == report_id(report.text)
    assert again.text
    if report.dateline:
        assert report.text[slice(*report.dateline.span)].strip()


def test_doubled_paragraphs_are_dropped_and_repeated_words_stay() -> None:
    first, _, last = BODY.partition("\n\n")
    assert report_from_text(f"{first}\n\n{first}\n\n{last}").text == BODY
    assert "No.\n\nNo." in report_from_text(f"{BODY}\n\nNo.\n\nNo.").text


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The council of Zenda voted on Tuesday to close the harbour\n"
        "to foreign trawlers until the autumn, officials said.\n"
        "\n"
        "Mayor Rita Holm told reporters that the stocks of herring\n"
        "had fallen by half and that the town had no choice, since\n"
        "nobody else would act before the winter storms, she said.\n"
    )
    text = report_from_text(wrapped).text
    assert "harbour to foreign" in text
    assert text.count("\n") == 2


def test_lists_keep_their_lines() -> None:
    listed = f"{BODY}\n\nThe plan:\n- fewer boats\n- smaller nets\n- a longer pause in spring"
    assert report_from_text(listed).text.endswith(
        "The plan:\n- fewer boats\n- smaller nets\n- a longer pause in spring"
    )


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Harbour towns count their losses",
        "Read more »",
        "Advertisement",
        "ADVERTISEMENT",
        "Related: The herring that never came",
        "Sign up for our morning newsletter",
        "Share this article",
        "Share on Facebook Tweet WhatsApp",
        "Story continues below advertisement",
        "Follow Jane Doe on Twitter: @janedoe",
        "Image caption The harbour of Zenda",
        "© 2021 The Zenda Post. All rights reserved.",
        "* * *",
        "Click here to watch the video",
    ],
)
def test_page_furniture_is_dropped(line: str) -> None:
    assert is_furniture(line)
    first, _, last = BODY.partition("\n\n")
    assert report_from_text(f"{first}\n\n{line}\n\n{last}").text == BODY


def test_links_in_capitals_inside_the_text_are_dropped_and_headlines_stay() -> None:
    first, _, last = BODY.partition("\n\n")
    link = "WHO OWNS THE HERRING OF THE BAY"
    lines = ("ZENDA SHUTS ITS HARBOUR FOR GOOD", first, last, "More boats came.", link, f"{last} Twice.")
    report = report_from_text("\n\n".join(lines))
    assert report.title == "ZENDA SHUTS ITS HARBOUR FOR GOOD"
    assert report.text.startswith("ZENDA SHUTS")
    assert "WHO OWNS" not in report.text


@pytest.mark.parametrize(
    "line",
    [
        "Read more than one book, the minister told pupils.",
        "Share prices fell by a tenth after the vote.",
        "More than 40 boats stayed in the harbour.",
        "Related talks in Hentzau ended without a result.",
        "Copyright law was not on the agenda, she said.",
        "Video of the vote was shown on national television.",
        "Prints of the map were sold out within a day.",
    ],
)
def test_prose_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("opening", "place", "date"),
    [
        ("KYIV, Nov 17 (Reuters) - The", "KYIV", "XXXX-11-17"),
        ("(Kyiv) – The", "Kyiv", None),
        ("WASHINGTON — The", "WASHINGTON", None),
        ("PARIS/BERLIN, March 3 - The", "PARIS/BERLIN", "XXXX-03-03"),
        ("NEW DELHI, May 14, 2022 - The", "NEW DELHI", "2022-05-14"),
        ("BEIRUT, Lebanon (AP) — The", "BEIRUT, Lebanon", None),
        ("London, 3 May (Marsh Courier) -- The", "London", "XXXX-05-03"),
        ("MOSCOW, June 3. /TASS/. The", "MOSCOW", "XXXX-06-03"),
        ("NEW DELHI: The", "NEW DELHI", None),
        ("ST. JOHN'S, Feb. 29 (Marsh Courier) - The", "ST. JOHN'S", "XXXX-02-29"),
        ("São Paulo, Brazil – The", "São Paulo, Brazil", None),
        ("KYIV, Nov 31 (Reuters) - The", "KYIV", None),
    ],
)
def test_datelines(opening: str, place: str, date: str | None) -> None:
    text = f"{opening} council voted on Tuesday."
    found = find_dateline(text)
    assert found is not None
    assert (found.dateline.place, found.dateline.date) == (place, date)
    assert text[slice(*found.dateline.span)] == opening.removesuffix(" The")


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Tuesday.",
        "ANALYSIS: Who gains from the vote?",
        "Trawlers - most of them foreign - left the harbour.",
        "RITA HOLM: We had no choice.\nREPORTER: Why?\nRITA HOLM: Because.",
        "The U.N. — long silent — spoke on Monday.",
        "",
    ],
)
def test_openings_that_are_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_an_outlet_in_place_of_a_dateline_is_no_place() -> None:
    report = report_from_text(f"(HarbourNews.com) – {BODY}")
    assert report.dateline is not None
    assert (report.dateline.place, report.outlet) == (None, "HarbourNews.com")
    assert report_from_text(f"(CNN) {BODY}").outlet == "CNN"


def test_the_dateline_stays_in_the_text_and_dates_the_report_only_in_full() -> None:
    full = report_from_text(f"ZENDA, May 4, 2021 (Marsh Courier) - {BODY}")
    assert full.text.startswith("ZENDA, May 4, 2021 (Marsh Courier) - The")
    assert (full.published, full.published_basis, full.outlet) == ("2021-05-04", "dateline", "Marsh Courier")
    partial = report_from_text(f"ZENDA, May 4 (Marsh Courier) - {BODY}")
    assert (partial.published, partial.published_basis) == (None, None)


def test_what_is_given_goes_before_what_is_found() -> None:
    text = (
        f"Title: Herring gone\nSource: The Daily Net\nDate: 2021-05-03\n\nZENDA, May 4, 2021 (Marsh Courier) - {BODY}"
    )
    found = report_from_text(text)
    assert (found.title, found.outlet, found.published) == ("Herring gone", "The Daily Net", "2021-05-03")
    assert found.published_basis == "metadata"
    given = report_from_text(text, overrides=Overrides(published="2021-05-05", outlet="Zenda Post", title="Mine"))
    assert (given.title, given.outlet, given.published) == ("Mine", "Zenda Post", "2021-05-05")
    assert given.published_basis == "given"
    assert given.text == found.text
    assert found.text.startswith("ZENDA, May 4")


def test_an_override_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not a full date"):
        Overrides(published="last week")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("2021-05-04\n\n", "2021-05-04"),
        ("date 2021-05-04 ", "2021-05-04"),
        ("Published: May 4, 2021\n", "2021-05-04"),
        ("Tuesday, 4 May 2021\n", "2021-05-04"),
        ("Posted on May 4, 2021 at 3:15 pm EST\n\n", "2021-05-04"),
        ("Date: 2021-05-04T09:30:00Z\nTags: fish, harbour\n", "2021-05-04T09:30:00Z"),
        ("Updated: May 6, 2021\nPublished: May 4, 2021\n", "2021-05-04"),
        ("Date: 2021-02-30\n", None),
    ],
)
def test_stray_dates_above_the_text_become_metadata(head: str, published: str | None) -> None:
    report = report_from_text(head + BODY)
    assert report.published == published
    assert report.text == BODY


def test_a_sentence_that_starts_like_a_label_stays() -> None:
    text = f"Source: the ministry itself told this newspaper last night that nobody had been asked.\n\n{BODY}"
    assert report_from_text(text).text == text


def test_a_headline_is_found_and_stays_in_the_text() -> None:
    report = report_from_text(f"Zenda shuts its harbour to foreign boats\n\n{BODY}")
    assert report.title == "Zenda shuts its harbour to foreign boats"
    assert report.text.startswith("Zenda shuts its harbour to foreign boats\n\nThe council")


def test_a_first_sentence_is_no_headline() -> None:
    assert report_from_text(f"Zenda has shut its harbour.\n\n{BODY}").title is None


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("BY JANE DOE AND ALI REZA", "JANE DOE AND ALI REZA", None),
        ("By Jane Doe, Marsh Press", "Jane Doe", "Marsh Press"),
        ("By staff and agencies | The Ledger Online", "staff and agencies", "The Ledger Online"),
        ("Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("By Anna van der Berg in Zenda", "Anna van der Berg in Zenda", None),
    ],
)
def test_bylines(line: str, byline: str, outlet: str | None) -> None:
    report = report_from_text(f"Zenda shuts its harbour\n\n{line}\n\n{BODY}")
    assert (report.byline, report.outlet) == (byline, outlet)
    assert report.text == f"Zenda shuts its harbour\n\n{BODY}"
    assert report_from_text(f"{line}\n\n{BODY}").text == BODY


@pytest.mark.parametrize(
    "line", ["By Tuesday the harbour was empty.", "By the sea", "Paris, France", "Holm, the mayor"]
)
def test_lines_that_are_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "table",
    [
        "| Port | Boats |\n|---|---:|\n| Zenda | 40 |\n| Hentzau | 7 |",
        "Port | Boats |\n---|---|\nZenda | 40 |\nHentzau | 7 |",
        "| **Port** | Boats |\n\n| :--- | --- |\n\n| Zenda | 40 |\n\n| Hentzau | 7 |",
    ],
)
def test_tables_are_data(table: str) -> None:
    first, _, last = BODY.partition("\n\n")
    report = report_from_text(f"{first}\n\nTable: Boats by port\n{table}\n\n{last}")
    assert report.text == BODY
    (found,) = report.tables
    assert found.caption == "Boats by port"
    assert (found.header, found.rows) == (("Port", "Boats"), (("Zenda", "40"), ("Hentzau", "7")))
    assert found.span is None


def test_rows_without_a_rule_are_a_table_from_three_on() -> None:
    rows = "Zenda | 40\nHentzau | 7\nStrelsau | 12"
    assert report_from_text(f"{BODY}\n\n{rows}").tables[0].rows == (
        ("Zenda", "40"),
        ("Hentzau", "7"),
        ("Strelsau", "12"),
    )
    assert report_from_text(f"{BODY}\n\nHome | News").tables == ()


def test_markdown_loses_its_marks() -> None:
    report = report_from_text(
        '---\ntitle: "Harbour shut"\ndate: 2021-05-04\nlayout: post\n---\n\n# Harbour shut\n\n'
        "The **council** of [Zenda](https://example.org/z) voted on _Tuesday_ to close it.\n\n"
        "![boats](boats.jpg)\n\n## Why\n\n> “We had no choice,” the mayor of the town said.\n"
    )
    assert report.text == (
        "Harbour shut\n\nThe council of Zenda voted on Tuesday to close it.\n\nWhy\n\n"
        "“We had no choice,” the mayor of the town said."
    )
    assert (report.title, report.published) == ("Harbour shut", "2021-05-04")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-05-14", "2022-05-14"),
        ("2022-05-14T09:30:00.123Z", "2022-05-14T09:30:00Z"),
        ("2022-05-14T09:30:00+0200", "2022-05-14T09:30:00+02:00"),
        ("2022-05-14 09:30:00 UTC", "2022-05-14T09:30:00Z"),
        ("Sat, 14 May 2022 09:30:00 GMT", "2022-05-14T09:30:00Z"),
        ("May 14th, 2022", "2022-05-14"),
        ("14 May 2022", "2022-05-14"),
        ("20220514", "2022-05-14"),
        ("2022/5/14", "2022-05-14"),
        ("14.05.2022", "2022-05-14"),
        ("05/14/2022", "2022-05-14"),
        (1652520600, "2022-05-14T09:30:00Z"),
        (1652520600000, "2022-05-14T09:30:00Z"),
        ("03/04/2022", None),
        ("2022-02-30", None),
        ("1970-01-01", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("May 14", None),
        ("2022", None),
        ("", None),
        (None, None),
        (True, None),
        (0, None),
    ],
)
def test_publication_dates(value: object, iso: str | None) -> None:
    assert normalise_date(value) == iso


@settings(deadline=None)  # the language model loads on first use, machines may be busy
@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=True)))
def test_no_value_breaks_the_date_reader(value: object) -> None:
    found = normalise_date(value)
    assert found is None or len(found) >= 10


def test_a_dateline_never_guesses_a_year() -> None:
    assert dateline_date("Nov. 17") == "XXXX-11-17"
    assert dateline_date("17 November 2020") == "2020-11-17"
    assert dateline_date("Friday") is None


@pytest.mark.parametrize(
    ("text", "error", "what"),
    [
        ("", EmptyInput, "no text"),
        (" \n\u200b\n", EmptyInput, "no text"),
        ("Short text here", NotAnArticle, "only 3 words"),
        ("12 13.5 18% 44\n17 19.5 21% 90\n12,000 33 18 2", NotAnArticle, "numbers"),
        (
            "\n".join(["Home", "News", "Sport", "Weather", "World news", "About us", "Contact", "Jobs", "Help"]),
            NotAnArticle,
            "menu",
        ),
        ("import os\n\ndef main():\n    x = 1\n    print(x)\n    return x\n\nmain();\n", NotAnArticle, "code"),
        (
            "Der Stadtrat von Zenda hat am Dienstag beschlossen, den Hafen bis zum Herbst für fremde Boote zu sperren, "
            "wie die Verwaltung mitteilte.",
            UnsupportedLanguage,
            "'de'",
        ),
        (
            "Городской совет Зенды во вторник решил закрыть порт для иностранных судов до осени.",
            UnsupportedLanguage,
            "'ru'",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(text: str, error: type[InputError], what: str) -> None:
    with pytest.raises(error, match=what) as caught:
        report_from_text(text, name="harbour.txt")
    assert str(caught.value).startswith("harbour.txt: ")
    assert caught.value.remedy


def test_a_short_report_and_foreign_words_in_it_are_read() -> None:
    assert report_from_text("Zenda has shut its harbour.").text
    assert report_from_text(f"{BODY}\n\n“Wir hatten keine Wahl, die Bestände sind halbiert”, sagte sie.").text


def test_a_line_of_menu_entries_is_no_report() -> None:
    with pytest.raises(NotAnArticle, match="menu"):
        report_from_text("Home | News | Sport | About\nContact us\n", name="nav.txt")


def test_a_headline_alone_is_read() -> None:
    assert report_from_text("Harbour strike ends after nine days of talks").text.startswith("Harbour strike")


def test_another_script_is_another_language_not_a_menu() -> None:
    text = "港の労働者は木曜日に九日間のストライキを終えた\n会社は賃上げに同意したと組合は述べた\n" * 6
    with pytest.raises(UnsupportedLanguage):
        report_from_text(text, name="ja.txt")
