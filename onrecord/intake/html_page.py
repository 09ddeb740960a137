"""The article on a web page: its paragraphs and lists as lines, and its tables."""

from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from onrecord.errors import NotAnArticle
from onrecord.intake.characters import one_line
from onrecord.intake.html_metadata import article_body, page_metadata
from onrecord.intake.metadata import Metadata
from onrecord.intake.tables import table_of
from onrecord.records import Table

_LONGEST_CELL = 200
"""Cells with more characters hold prose: the table is there for layout."""
_TITLE_REACH = 10
_REMEDY = "Save the article's own page, with its text in it, or give the text"


def read_page(page: str, name: str) -> tuple[str, list[Table], Metadata]:
    """The article's raw text, its tables and its metadata.

    Raises NotAnArticle where the page holds no article.
    """
    tree = _parse(page)
    if tree is None:
        raise NotAnArticle(name, "the page holds no HTML that could be parsed", _REMEDY)
    metadata = page_metadata(tree)
    in_data = article_body(tree)
    body = _body(tree)
    lines, tables = _read_body(body, metadata.title) if body is not None else ([], [])
    text = "\n".join(lines).strip()
    if in_data and len(in_data) > 3 * len(text):  # the visible page holds a teaser only
        text = _plain_body(in_data)
    if not text:
        raise NotAnArticle(name, "no article was found on the page", _REMEDY)
    return text, tables, metadata


def _parse(page: str) -> HtmlElement | None:
    # lxml refuses text that declares a byte encoding; the text is decoded already.
    start = page.lstrip("\ufeff \t\r\n")
    if start.startswith("<?xml"):
        start = start[start.find("?>") + 2 :]
    # Without `huge_tree` all that follows a hundred nested tables would be lost; inputs are small enough for it.
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(start.replace("\x00", ""), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if len(tree) else None


def _body(tree: HtmlElement) -> etree._Element | None:
    import trafilatura  # a fifth of a second, spent only where there is a page to read

    try:
        found = trafilatura.bare_extraction(
            tree, fast=True, include_comments=False, include_tables=True, include_formatting=False, output_format="xml"
        )
    except Exception:  # whatever a foreign parser makes of a broken page, the page has no article then
        return None
    return getattr(found, "body", None)


def _read_body(body: etree._Element, title: str | None) -> tuple[list[str], list[Table]]:
    lines: list[str] = []
    tables: list[Table] = []
    for block in body:
        if block.tag == "table":
            table = _table(block)
            if table is not None:
                tables.append(table)
                continue
        if title and len(lines) < _TITLE_REACH and one_line(_text(block)) == title:
            continue  # the headline is metadata here; evidence points into the article
        lines += [*_block_lines(block), ""]
    return lines, tables


def _block_lines(block: etree._Element) -> Iterator[str]:
    if block.tag in ("list", "table", "row"):
        for item in block:
            yield from _block_lines(item)
        return
    for line in _text(block).split("\n"):
        if line.strip():
            yield " ".join(line.split())


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for node in element.iter():
        if node is not element and node.tag in ("p", "item", "quote", "head", "lb"):
            parts.append("\n")
        if isinstance(node.tag, str):
            parts.append((node.text or "").replace("\n", " "))
        if node is not element:
            parts.append((node.tail or "").replace("\n", " "))
    return "".join(parts)


def _table(block: etree._Element) -> Table | None:
    rows = [[_text(cell) for cell in row.iter("cell")] for row in block.iter("row")]
    heads = [all(cell.get("role") == "head" for cell in row.iter("cell")) for row in block.iter("row")]
    widest = max(map(len, rows), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if widest < 2 or len(rows) < 2 or longest > _LONGEST_CELL:
        return None
    caption = " ".join(_text(head) for head in block.iter("head"))
    return table_of(rows, one_line(caption), has_header=bool(heads and heads[0]))


def _plain_body(body: str) -> str:
    if "<p" in body.lower() and "</" in body:
        fragment = lxml.html.fragment_fromstring(body, create_parent="div")
        return "\n\n".join(" ".join(_text(part).split()) for part in fragment.iter("p"))
    return body
