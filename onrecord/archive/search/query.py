"""The query language: words, "phrases", pref*, OR, NOT or -, and parentheses; words side by side must all occur.

What a user types never reaches the full-text index as it stands. It is parsed here into a tree, and the tree is
written out again with every word quoted, so that no character has a meaning of its own to the index.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.archive.search.pairs import as_pairs
from onrecord.errors import InputError


class InvalidQuery(InputError):
    """The query, or a filter beside it, cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Words:
    """One word or a phrase; with `prefix` its last word is only the beginning of one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part has to match, and none of `without`."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part has to match."""

    parts: tuple["Node", ...]


Node = Words | AllOf | AnyOf

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'))
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<open>\()|(?P<close>\))"
    r'|(?P<minus>-(?=["(\w]))|"(?P<phrase>[^"]*)(?P<end>"\*?|$)|(?P<word>[^\s()"]+)'
)
_DEEPEST = 50
"""How deep parentheses may stand; SQLite's own limit on expressions is not far above."""
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    prefix: bool = False


def parse_query(text: str) -> Node | None:
    """The tree of a query; None where it holds nothing to search for ("", "!?").

    Raises InvalidQuery, with the place counted from 1, for an open quotation mark or parenthesis, for OR or NOT
    without a word beside it and for a query that only says what not to find.
    """
    tokens = list(_tokens(text))
    if not tokens:
        return None
    if sum(token.kind == "words" for token in tokens) > _MOST_WORDS:
        raise _problem(text, f"it has more than {_MOST_WORDS} words", "Search for fewer at a time")
    node, rest = _any_of(text, tokens, 0, 0)
    if rest < len(tokens):
        raise _problem(text, f"the ) at {tokens[rest].at} closes nothing", "Take it out, or put a ( before it")
    return node


def fts_expression(node: Node) -> str:
    """The tree as an expression of SQLite's FTS5, every word a quoted string, for the columns `head` and `body`.

    A phrase of very common words alone is looked up by its pairs.
    """
    return _expression(node, paired=True)


def text_expression(node: Node) -> str:
    """As `fts_expression`, but by the words of the text alone: what is to be marked in it."""
    return _expression(node, paired=False)


def _expression(node: Node, paired: bool) -> str:
    if isinstance(node, Words):
        words = '{head body} : "' + node.text.replace('"', " ") + '"' + (" *" if node.prefix else "")
        pairs = as_pairs(node.text) if paired and not node.prefix else None
        if not pairs:
            return words
        found = " AND ".join(f"pairs : {pair}" for pair in pairs)
        return f"({found})" if len(pairs) == 1 else f"({found} AND {words})"
    if isinstance(node, AnyOf):
        return "(" + " OR ".join(_expression(part, paired) for part in node.parts) + ")"
    every = "(" + " AND ".join(_expression(part, paired) for part in node.parts) + ")"
    if not node.without:
        return every
    return f"({every} NOT ({' OR '.join(_expression(part, paired) for part in node.without)}))"


def narrowed(node: Node) -> Node | None:
    """For a query that asks for any of some words, the query that asks for all of them; None for other queries."""
    return AllOf(node.parts) if isinstance(node, AnyOf) else None


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens in order; words without a letter or digit are no words of any text and are left out."""
    plain = text.translate(_QUOTES)
    for match in _TOKEN.finditer(plain):
        at, kind = match.start() + 1, match.lastgroup
        if kind in ("open", "close", "minus"):
            yield _Token(kind, match.group(), at)
        elif match["end"] is not None:
            if not match["end"]:
                raise _problem(text, f"the quotation mark at {at} is not closed", 'Put a " where the phrase ends')
            yield from _words(match["phrase"], at, match["end"].endswith("*"))
        elif match["word"] in ("OR", "NOT", "AND"):
            yield _Token(match["word"], match["word"], at)
        elif match["word"] is not None:
            yield from _words(match["word"], at, match["word"].endswith("*"))


def _words(text: str, at: int, prefix: bool) -> Iterator[_Token]:
    cleaned = "".join(c if c.isprintable() else " " for c in text).rstrip("*").strip()
    if any(c.isalnum() for c in cleaned):
        yield _Token("words", cleaned, at, prefix)


def _any_of(text: str, tokens: list[_Token], at: int, depth: int) -> tuple[Node, int]:
    parts = []
    while True:
        part, at = _all_of(text, tokens, at, depth)
        parts.append(part)
        if at >= len(tokens) or tokens[at].kind != "OR":
            return (parts[0] if len(parts) == 1 else AnyOf(tuple(parts))), at
        at += 1


def _all_of(text: str, tokens: list[_Token], at: int, depth: int) -> tuple[Node, int]:
    first, found, without = at, list[Node](), list[Node]()
    while at < len(tokens) and tokens[at].kind not in ("OR", "close"):
        kind = tokens[at].kind
        at += kind in ("NOT", "minus", "AND")
        if kind == "AND" and not (found or without):
            raise _dangling(text, tokens[at - 1])
        part, at = _one(text, tokens, at, depth)
        (without if kind in ("NOT", "minus") else found).append(part)
    if not found:
        if without:
            remedy = "Add a word that has to occur, or a filter"
            raise _problem(text, "it says only what not to find", remedy)
        raise _dangling(text, tokens[min(first, len(tokens) - 1)])
    return (found[0] if len(found) == 1 and not without else AllOf(tuple(found), tuple(without))), at


def _one(text: str, tokens: list[_Token], at: int, depth: int) -> tuple[Node, int]:
    if at >= len(tokens) or tokens[at].kind not in ("words", "open"):
        raise _dangling(text, tokens[at - 1] if at >= len(tokens) else tokens[at])
    token = tokens[at]
    if token.kind == "words":
        return Words(token.text, token.prefix), at + 1
    if depth == _DEEPEST:
        raise _problem(text, f"more than {_DEEPEST} parentheses stand in each other", "Take some out")
    node, at = _any_of(text, tokens, at + 1, depth + 1)
    if at >= len(tokens):
        raise _problem(text, f"the ( at {token.at} is not closed", "Put a ) after the last word that it holds")
    return node, at + 1


def _dangling(text: str, token: _Token) -> InvalidQuery:
    remedy = f'Put a word there; to search for the word itself write "{token.text.lower()}"'
    return _problem(text, f"{token.text} at {token.at} has no word beside it", remedy)


def _problem(text: str, problem: str, remedy: str) -> InvalidQuery:
    return InvalidQuery(f"query {text!r}", problem, remedy)
