"""Names of outlets: one key for all the ways one is written, and where a text names one."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.knowledge.actors import Organization, organization, outlet_names
from onrecord.spans import Span

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_LABELS_BEFORE = frozenset("www edition m mobile amp en us uk news world africa europe asia international".split())
_LABELS_AFTER = frozenset("com org net gov edu info news indiatimes".split())
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_EDITION = re.compile(r"\s*[-–—|:]\s*(?:news|opinion|world|politics|online)$|\b(?:online|web|website)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z0-9]+")
_STRAY = re.compile(r"[^\w&+/.']+")
_CAPITAL = re.compile(r"(?<![\w.&@#/-])(?:[A-Z][\w.’'&+-]*|i24News)")
_WITH_ARTICLE = frozenset(
    {"times", "sun", "nation", "national", "citizen", "standard", "independent", "observer", "herald", "hill"}
)
"""Outlets whose name is a common word: theirs only with "the" before it."""


AGENCIES = frozenset(
    (
        "reuters|associated press|agence france presse|united press international|press association|tass|ria novosti"
        "|deutsche presse agentur|interfax|interfax ukraine|ukrinform|xinhua|china news service|central news agency"
        "|kyodo|jiji press|yonhap|press trust of india|asian news international|bernama|antara|efe|ansa|lusa|apa|belga"
        "|ritzau|ntb|tt news agency|tanjug|hina|ctk|pap|mti|anadolu agency|news agency of nigeria|canadian press"
        "|australian associated press"
    ).split("|")
)
"""Keys of agencies whose trade is to have their texts printed by others."""


class Named(NamedTuple):
    """Where a text names an outlet: its key, and the span of the name without "the" and without the possessive."""

    key: str
    span: Span


@lru_cache(maxsize=4096)
def outlet_key(name: str | None) -> str | None:
    """One key for the names and the domains of an outlet: "AP", "The Associated Press" -> "associated press".

    "CNN (Web News)" and "edition.cnn.com" -> "cnn"; an outlet that the tables do not have keeps its own name, folded.
    """
    if not name or not name.strip():
        return None
    plain = _BRACKETS.sub("", name.strip()) or name.strip()
    if _DOMAIN.fullmatch(plain) and "." in plain and not _known(plain):
        return _key_of_domain(plain)
    plain = " ".join(_EDITION.sub(" ", plain).split()) or plain
    known = (
        _known(plain) or _known(plain.upper()) or _known(re.sub(r" (?:News|Wires?|Newswire|Digital|TV)$", "", plain))
    )
    return _folded(known.name if known else plain)


def outlet_of_uri(uri: str | None) -> str | None:
    """The key of the outlet at whose domain a report came out, or None."""
    host = urlsplit(uri).hostname if uri and "://" in uri else None
    return _key_of_domain(host) if host else None


def named_outlets(text: str, others: Iterable[str] = ()) -> Iterator[Named]:
    """Every outlet that the text names, in text order; `others` are names to be known beside the table's.

    A last word alone with "the" ("the Times") stands for the outlet named in full before it, else for one of `others`.
    """
    own = _by_first_word((name,) for name in others if not _DOMAIN.fullmatch(name))
    short = {_last_word(name): key for name in others if " " in name and (key := outlet_key(name))}
    end = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < end:
            continue
        word, article = _bare(match.group()), text[max(0, match.start() - 4) : match.start()].lower() == "the "
        found = _name_at(text, match.start(), word, own) or _name_at(text, match.start(), word, _table())
        if article and word in short and (found is None or found.span[1] == match.start() + len(word)):
            found = Named(short[word], (match.start(), match.start() + len(word)))
        if found is not None and (article or found.key not in _WITH_ARTICLE):
            end = found.span[1]
            short[_last_word(text[slice(*found.span)])] = found.key
            yield found


def _last_word(name: str) -> str:
    return name.split()[-1]


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).rstrip(".,")


_Index = dict[str, list[tuple[str, str]]]


def _by_first_word(outlets: Iterable[Iterable[str]]) -> _Index:
    """Names and keys by the name's first word, the longest name first."""
    found: _Index = {}
    for names in outlets:
        key = None
        for name in names:
            plain = re.sub(r"^[Tt]he ", "", " ".join(_BRACKETS.sub("", name).split()))
            key = key or outlet_key(name)
            if plain and key:
                found.setdefault(plain.split()[0], []).append((plain, key))
    return {word: sorted(listed, key=lambda entry: -len(entry[0])) for word, listed in found.items()}


@lru_cache(maxsize=1)
def _table() -> _Index:
    return _by_first_word(outlet_names())


def _name_at(text: str, start: int, word: str, index: _Index) -> Named | None:
    """The longest name of the index that begins here."""
    for plain, key in index.get(word, ()):
        end = start + len(plain)
        if text.startswith(plain, start) and not text[end : end + 1].isalnum():
            return Named(key, (start, end))
    return None


def _known(name: str) -> Organization | None:
    found = organization(name, article=True)
    return found if found is not None and found.kind == "outlet" else None


def _folded(name: str) -> str:
    return " ".join(_STRAY.sub(" ", name).casefold().split()).removeprefix("the ")


def _key_of_domain(domain: str) -> str | None:
    labels = [label for label in domain.lower().split(".") if label]
    while len(labels) > 1 and labels[0] in _LABELS_BEFORE:
        del labels[0]
    while len(labels) > 1 and (len(labels[-1]) == 2 or labels[-1] in _LABELS_AFTER):
        del labels[-1]
    stem = labels[-1] if labels else ""
    return _names_of_stems().get(stem) or _names_of_stems().get(stem.removeprefix("the")) or stem or None


@lru_cache(maxsize=1)
def _names_of_stems() -> dict[str, str]:
    """The key of each outlet by what its domain may be called: "nytimes", "washingtonpost", "wsj", "apnews"."""
    keys = {_folded(name): _folded(names[0]) for names in outlet_names() for name in names if name.isascii()}
    found = {"".join(_LETTERS.findall(name)): key for name, key in keys.items()}
    for name, key in keys.items():
        for stem in _stems(_LETTERS.findall(name)):
            found.setdefault(stem, key)
    return found


def _stems(words: list[str]) -> Iterator[str]:
    if len(words) == 1:
        yield words[0] + "news"
    if len(words) == 2 and words[0] == "daily":
        yield words[1]
    for initials in range(1, len(words)):
        stem = "".join(word[0] for word in words[:initials]) + "".join(words[initials:])
        if len(stem) > 3:
            yield stem
    if len(words) > 2:
        yield "".join(word[0] for word in words)
