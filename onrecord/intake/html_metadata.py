"""Title, outlet, authors, date and address of a web page: JSON-LD, then OpenGraph and meta tags, then the page."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from onrecord.intake.characters import one_line
from onrecord.intake.metadata import Metadata, clean_outlet, clean_title, make_metadata

_ARTICLE_TYPE = re.compile(r"(?:.*[:/])?(?:\w*Article|Report|\w*BlogPosting|LiveBlogPosting|NewsPosting)$")
_DATED_CLASS = re.compile(
    r"(?:publi|article|post|entry|story|news)\w*[_-]{0,2}date|date[_-]{0,2}(?:publi|article|post|entry|story)"
)
_ORGANISATION_TYPE = re.compile(r"(?:.*[:/])?(?:NewsMediaOrganization|Organization|WebSite)$")
_TITLE_TAGS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
)
_OUTLET_TAGS = (
    "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "copyright.holder",
    "article:publisher", "twitter:site",
)  # fmt: skip
_AUTHOR_TAGS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "authors",
)
_DATE_TAGS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date.published",
    "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "published", "pubdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created",
    "article.published", "displaydate", "originalpublicationdate", "ptime", "rnews:datepublished",
    "article_date_original",
    "citation_publication_date", "og:pubdate", "date", "created", "timestamp",
)  # fmt: skip
_URL_TAGS = ("og:url", "parsely-link", "twitter:url")


def page_metadata(tree: HtmlElement) -> Metadata:
    """All that a parsed page says about its article, the most specific statement first."""
    tags = _meta_tags(tree)
    linked = _linked_data(tree)
    found = _from_article(linked).or_else(_from_tags(tags)).or_else(_from_page(tree))
    if found.outlet is None:
        found = found.or_else(Metadata(outlet=_organisation(linked) or _outlet_of_title(tree, found.title)))
    title = clean_title(found.title, found.outlet)
    return Metadata(title, found.outlet, found.byline, found.published, found.url)


def article_body(tree: HtmlElement) -> str | None:
    """The article's text as the page's linked data has it, or None."""
    article = _article(_linked_data(tree))
    body = article.get("articleBody") if article else None
    return body if isinstance(body, str) else None


def _from_article(linked: list[dict[str, Any]]) -> Metadata:
    article = _article(linked)
    if article is None:
        return Metadata()
    named = {entry["@id"]: entry for entry in linked if isinstance(entry.get("@id"), str) and len(entry) > 1}
    return make_metadata(
        title=_plain(article.get("headline") or article.get("name")),
        outlet=_name(article.get("publisher") or article.get("sourceOrganization"), named),
        byline=_names(article.get("author") or article.get("creator"), named),
        published=_plain(article.get("datePublished") or article.get("dateCreated")),
        url=_plain(article.get("url")) or _identifier(article.get("mainEntityOfPage")),
    )


def _article(linked: list[dict[str, Any]]) -> dict[str, Any] | None:
    found = [entry for entry in linked if any(_ARTICLE_TYPE.match(kind) for kind in _types(entry))]
    return max(found, key=lambda entry: ("datePublished" in entry) + ("headline" in entry), default=None)


def _outlet_of_title(tree: HtmlElement, title: str | None) -> str | None:
    """The site's name where `<title>` is the headline, a bar or dash, and that name."""
    whole = one_line(tree.findtext(".//title") or "")
    rest = whole.removeprefix(title).strip() if title and whole.startswith(title) else ""
    match = re.fullmatch(r"[|•»·–—-]\s+([^|•»·–—]{2,60})", rest)
    return clean_outlet(match[1]) if match else None


def _organisation(linked: list[dict[str, Any]]) -> str | None:
    for entry in linked:
        if any(_ORGANISATION_TYPE.match(kind) for kind in _types(entry)):
            name = clean_outlet(entry.get("name"))
            if name:
                return name
    return None


def _linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            found += _objects(_parsed(script.text), depth=0)
    return found


def _parsed(text: str) -> Any:
    """JSON as pages write it: in comments or CDATA, with raw line ends in strings, or broken (then None)."""
    text = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*$",
        "",
        text,
    )
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of linked data, also those in lists, in `@graph` and one step inside another."""
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            yield from _objects(value.get(key), depth + 1)


def _types(entry: dict[str, Any]) -> list[str]:
    kind = entry.get("@type")
    listed = kind if isinstance(kind, list) else [kind]
    return [name for name in listed if isinstance(name, str)]


def _plain(value: Any) -> Any:
    """The value itself, the first of a list, or what `{"@value": …}` holds."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("@value") if isinstance(value, dict) else value


def _name(value: Any, named: dict[str, Any]) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = {**named.get(str(value.get("@id")), {}), **value}
        return _plain(value.get("name") or value.get("legalName"))
    return named[value].get("name") if isinstance(value, str) and value in named else value


def _names(value: Any, named: dict[str, Any]) -> list[Any]:
    listed = value if isinstance(value, list) else [value]
    names = [_name(entry, named) for entry in listed]
    return [part for name in names for part in (name if isinstance(name, list) else [name])]


def _identifier(value: Any) -> Any:
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                key = (meta.get(attribute) or "").strip().lower()
                if key:
                    tags.setdefault(key, []).append(content)
    return tags


def _from_tags(tags: dict[str, list[str]]) -> Metadata:
    found = Metadata()
    for field, names in (
        ("title", _TITLE_TAGS),
        ("outlet", _OUTLET_TAGS),
        ("published", _DATE_TAGS),
        ("url", _URL_TAGS),
    ):
        for name in names:
            for value in tags.get(name, ()):
                found = found.or_else(make_metadata(**{field: value}))
    for name in _AUTHOR_TAGS:
        found = found.or_else(make_metadata(byline=tags.get(name, [])))
    return found


def _from_page(tree: HtmlElement) -> Metadata:
    """What the visible page says: headline, canonical link, `<time>`, `itemprop` and `rel=author`."""
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    headings = [_visible(h1) for h1 in tree.iter("h1")]
    title = tree.findtext(".//title")
    heading = next((heading for heading in headings if heading), None)
    return make_metadata(
        title=heading if len([heading for heading in headings if heading]) == 1 else title or heading,
        byline=[_visible(tag) for tag in tree.xpath("(//*[@itemprop='author' or @rel='author'])[position()<4]")],
        published=None,
        url=canonical,
    ).or_else(Metadata(published=_page_date(tree)))


def _page_date(tree: HtmlElement) -> str | None:
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate]")
    times = [time for time in tree.xpath("//article//time|//main//time|//header//time|//time") if not _is_update(time)]
    for tag in [*marked, *times[:3], *_dated_elements(tree)]:
        for value in (tag.get("datetime"), tag.get("content"), tag.get("title"), _visible(tag)):
            found = make_metadata(published=value).published
            if found:
                return found
    return None


def _dated_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Short elements whose class says that they hold the article's date."""
    for tag in tree.iterfind(".//*[@class]"):
        name = tag.get("class", "").lower()
        if "date" in name and _DATED_CLASS.search(name) and not _is_update(tag) and len(_visible(tag)) <= 80:
            yield tag


def _is_update(tag: HtmlElement) -> bool:
    return (
        re.search(r"updat|modif", " ".join((tag.get("class") or "", tag.get("itemprop") or "")), re.IGNORECASE)
        is not None
    )


def _visible(tag: HtmlElement) -> str:
    return " ".join(str(text) for text in tag.itertext() if not isinstance(text, etree._Element)).strip()
