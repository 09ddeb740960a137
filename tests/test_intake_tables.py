"""CSV and TSV: told by their header, one report a row, each bad row by itself; and fields under other names."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import EmptyInput, NotAnArticle, UnreadableInput
from onrecord.intake import read_inputs, read_named_inputs
from onrecord.intake.objects import Item
from onrecord.records import Report

TEXT = "The harbour council of Zenda voted on Tuesday to close the north pier, officials of the town said."
SECOND = 'Its chairman, Anna Weiss, called the vote "a relief".\n\nShe spoke in Strelsau; nobody objected.'


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(folder: Path, data: str | bytes, name: str = "input", **fields: str) -> list[Item]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_named_inputs([str(path)], fields=fields))


def reports(items: list[Item]) -> list[Report]:
    return [item for _, item in items if isinstance(item, Report)]


ROWS = [
    ["url", "title", "text", "date", "source"],
    ["https://e.example/1", "Pier, north", TEXT, "2021-05-04", "Marsh Courier"],
    ["https://e.example/2", "Pier", SECOND, "", ""],
]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_become_reports_with_what_their_columns_say(tmp_path: Path, delimiter: str, encoding: str) -> None:
    items = read(tmp_path, table(ROWS, delimiter).encode(encoding))
    first, second = reports(items)
    assert (first.text, first.uri, first.title, first.published, first.outlet) == (
        TEXT, "https://e.example/1", "Pier, north", "2021-05-04", "Marsh Courier",
    )  # fmt: skip
    assert (second.text, second.published, second.outlet) == (SECOND, None, None)
    assert [name.rsplit(":", 1)[1] for name, _ in items] == ["2", "3"]


def test_headers_are_known_whatever_their_capitals(tmp_path: Path) -> None:
    rows = [["Headline", "Full Text", "Publication Date"], ["Pier", TEXT, "4 May 2021"]]
    (report,) = reports(read(tmp_path, table(rows)))
    assert (report.title, report.text, report.published) == ("Pier", TEXT, "2021-05-04")


def test_columns_are_mapped_by_the_user(tmp_path: Path) -> None:
    rows = [["when", "story", "text"], ["2021-05-04", TEXT, "no report"]]
    (report,) = reports(read(tmp_path, table(rows), text="story", published="when"))
    assert (report.text, report.published) == (TEXT, "2021-05-04")


def test_a_table_without_a_known_column_says_which_there_are(tmp_path: Path) -> None:
    ((_, error),) = read(tmp_path, table([["id", "story"], ["1", TEXT]]), "reports.csv")
    assert isinstance(error, NotAnArticle)
    assert "--field text=NAME (there are: id, story)" in str(error)


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    text = f"In short, text, date and place, as the council has it.\n\n{TEXT}"
    (report,) = reports(read(tmp_path, text))
    assert report.text == text


def test_rows_mix_encodings_where_they_were_pasted_together(tmp_path: Path) -> None:
    lines = [b"title,text\n", f"Łódź,“{TEXT[:-1]}” ó\n".replace(", of", " of").encode(), b"Caf\xe9,"]
    data = b"".join(lines).replace(b", officials", b" officials") + TEXT.replace(",", "").encode() + b"\n"
    first, second = reports(read(tmp_path, data))
    assert (first.title, second.title) == ("Łódź", "Café")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Pier,too,many,cells\n", UnreadableInput),
        ("Pier\n", UnreadableInput),
        ("Pier,\n", EmptyInput),
        ('"Pier" said,x\n', UnreadableInput),
        ('Pier,"an open quotation mark that nobody closes\n', UnreadableInput),
        ('Pier,"' + "word " * 500_000 + '"\n', UnreadableInput),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, row: str, kind: type) -> None:
    good = table([["Pier", TEXT], ["Pier", SECOND]])
    items = read(tmp_path, "title,text\n" + good + row + good)
    assert [report.text for report in reports(items)] == [TEXT, SECOND, TEXT, SECOND]
    ((name, error),) = [(name, item) for name, item in items if not isinstance(item, Report)]
    assert type(error) is kind
    assert name.rsplit(":", 1)[1] == "6"  # the fourth row: SECOND has three lines


def test_blank_rows_are_passed_over(tmp_path: Path) -> None:
    items = read(tmp_path, f'\ntitle,text\n\nPier,"{TEXT}"\n,\n')
    assert len(items) == 1


def test_a_truncated_table_gives_no_half_of_a_row(tmp_path: Path) -> None:
    text = TEXT.replace(",", "")
    data = "title,text\n" + "".join(f"Pier {number},{number} {text} And more words.\n" for number in range(3000))
    packed = gzip.compress(data.encode(), compresslevel=1)
    items = read(tmp_path, packed[: len(packed) // 2])
    assert len(items) > 100
    assert all(report.text.endswith("And more words.") for report in reports(items))
    name, error = items[-1]
    assert isinstance(error, UnreadableInput)
    assert name.endswith("input")
    assert len(reports(items)) == len(items) - 1


def test_fields_of_json_are_mapped_into_nested_objects(tmp_path: Path) -> None:
    lines = [
        {"story": {"words": TEXT}, "meta": {"day": "2021-05-04"}, "text": "not this"},
        {"story": {"words": SECOND}, "meta.day": "2021-05-05"},
        {"story": "flat", "text": TEXT},
    ]
    data = "\n".join(map(json.dumps, lines))
    items = read(tmp_path, data, text="story.words", published="meta.day")
    assert [(report.text, report.published) for report in reports(items)] == [
        (TEXT, "2021-05-04"),
        (SECOND, "2021-05-05"),
    ]
    error = items[-1][1]
    assert isinstance(error, NotAnArticle)
    assert "`story.words`" in str(error)


def test_a_value_that_reports_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="'colour' is not a value of a report"):
        list(read_inputs([], fields={"colour": "x"}))


def test_json_lines_beyond_two_megabytes_are_read_after_a_broken_first_line(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "more": "x" * 900_000})
    items = read(tmp_path, "{broken\n" + "\n".join([line] * 5))
    assert len(reports(items)) == 5
    assert len(items) == 6


@pytest.mark.parametrize("indent", [None, 2])
def test_a_long_list_is_read_value_by_value(tmp_path: Path, indent: int | None) -> None:
    values = [{"text": f"{number}. {TEXT}", "more": "é" * 1000} for number in range(3000)]
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode()
    assert len(data) > 4_000_000
    items = read(tmp_path, data)
    assert [report.text[:5] for report in reports(items)] == [f"{number}. {TEXT}"[:5] for number in range(3000)]
    assert [name.rsplit(":", 1)[1] for name, _ in items[:2]] == ["1", "2"]
    cut = read(tmp_path, data[:-500_000])
    assert 2000 < len(reports(cut)) < 3000
    assert isinstance(cut[-1][1], UnreadableInput)


def test_truncated_json_lines_give_what_came_before(tmp_path: Path) -> None:
    data = "\n".join(json.dumps({"text": f"{number} {TEXT}"}) for number in range(3000))
    packed = gzip.compress(data.encode(), compresslevel=1)
    items = read(tmp_path, packed[: len(packed) // 2], "lines.jsonl.gz")
    assert len(reports(items)) > 100
    assert isinstance(items[-1][1], UnreadableInput)
    assert items[-1][0].endswith("lines.jsonl.gz")
