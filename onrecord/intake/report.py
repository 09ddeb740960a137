"""One input to one `Report`: the canonical text is made here, once, and all that stands around it is found."""

from onrecord.intake.characters import clean_characters, clean_line, one_line
from onrecord.intake.checks import refuse_other_text
from onrecord.intake.datelines import find_dateline
from onrecord.intake.dates import normalise_date
from onrecord.intake.decoding import decode
from onrecord.intake.headmatter import take_head
from onrecord.intake.lines import (
    drop_furniture,
    drop_names,
    drop_repeats,
    is_markdown,
    markdown_title,
    squeeze,
    strip_markdown,
    unwrap,
)
from onrecord.intake.metadata import Metadata, Overrides
from onrecord.intake.tables import take_tables
from onrecord.records import PublishedBasis, Report, Table, report_id

LARGEST_REPORT = 2_000_000
"""Bytes that a single input may have."""


def report_from_text(
    text: str,
    *,
    name: str = "text",
    overrides: Overrides | None = None,
    metadata: Metadata | None = None,
    tables: tuple[Table, ...] = (),
) -> Report:
    """A report from plain text or Markdown.

    `metadata` and `tables` are what was found around the text (in a page, in a JSON line); `overrides` go before
    everything. Raises EmptyInput, NotAnArticle or UnsupportedLanguage, with `name` in the message.
    """
    lines = clean_characters(text).split("\n")
    title = None
    if is_markdown(text):
        title = markdown_title(lines)
        lines = [strip_markdown(line) for line in lines]
    lines, own_tables = take_tables(lines)
    head = take_head(unwrap(drop_furniture([clean_line(line) for line in lines])))
    known = (metadata or Metadata()).or_else(Metadata(title=title)).or_else(head.metadata)
    canonical = squeeze(drop_repeats(drop_names(head.lines, known.byline)))
    refuse_other_text(canonical, name)
    return _report(canonical, (*tables, *own_tables), known, overrides or Overrides())


def report_from_html(
    page: bytes | str,
    *,
    name: str = "page",
    overrides: Overrides | None = None,
    metadata: Metadata | None = None,
    charset: str | None = None,
) -> Report:
    """A report from a web page; what the page says about itself stands behind `metadata`.

    `charset` is the one that was sent with the page's bytes.
    Raises what `report_from_text` raises.
    """
    from onrecord.intake.html_page import read_page

    text, tables, found = read_page(decode(page, page=True, charset=charset) if isinstance(page, bytes) else page, name)
    known = (metadata or Metadata()).or_else(found)
    return report_from_text(text, name=name, overrides=overrides, metadata=known, tables=tuple(tables))


def _report(text: str, tables: tuple[Table, ...], known: Metadata, overrides: Overrides) -> Report:
    title, outlet, url = (value and one_line(value) for value in (overrides.title, overrides.outlet, overrides.url))
    given = Metadata(title=title, outlet=outlet, published=overrides.published, url=url)
    dateline = find_dateline(text)
    published, basis = _published(given, known, dateline.dateline.date if dateline else None)
    merged = given.or_else(known)
    return Report(
        id=report_id(text),
        text=text,
        uri=merged.url,
        outlet=merged.outlet or (dateline.credit if dateline else None),
        title=merged.title,
        byline=merged.byline,
        dateline=dateline.dateline if dateline else None,
        published=published,
        published_basis=basis,
        retrieved=merged.retrieved,
        tables=tables,
    )


def _published(given: Metadata, known: Metadata, dateline: str | None) -> tuple[str | None, PublishedBasis | None]:
    if given.published:
        return normalise_date(given.published), "given"
    if known.published:
        return known.published, "metadata"
    if dateline and "X" not in dateline:
        return dateline, "dateline"
    return None, None
