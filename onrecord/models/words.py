"""Splitting running text into UD syntactic words, as the English treebanks EWT and GUM do.

"don't" is `do` + `n't`, "U.S.-supplied" is `U.S.` + `-` + `supplied`, "$5m" is `$` + `5` + `m`. Rules only: the
same text always gives the same words, and every word is a span of the text.
"""

import re

from onrecord.spans import Span

# Prefixes that stay joined to their word (the LDC hyphenation guidelines, which EWT and GUM follow).
_JOINED_PREFIX = (
    "e|a|u|x|anti|ante|auto|bi|co|counter|cross|cyber|de|eco|em|en|ex|extra|grand|great|hyper|in|inter|intra|mega|"
    "meta|micro|mid|mini|mono|multi|neo|non|over|pan|para|peri|post|pre|pro|proto|pseudo|quasi|re|semi|sub|super|"
    "supra|tele|trans|tri|ultra|un|under|uni|up|vice|whole"
)
_JOINED_SUFFIX = "esque|ette|fest|fold|gate|itis|less|like|o|oid|rama|wise"
_ABBREVIATION = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Brig|Gov|Sen|Sens|Rep|Reps|Rev|Hon|Pres|Supt|Det|Insp|Amb|"
    "Atty|St|Mt|Ft|Jr|Sr|Bros|Inc|Ltd|Co|Corp|Cos|LLC|Assn|Dept|Univ|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|"
    "Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|"
    "Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|vs|etc|al|cf|approx|est|No|no|Vol|vol|Fig|fig|pp|ed|eds|"
    "Ave|Blvd|Rd|min|max|ca|Ph|a\\.k\\.a|e\\.g|i\\.e|p\\.m|a\\.m|P\\.M|A\\.M|viz|Pte|Ret|Messrs|Mmes|Op|incl|Esq"
)
_LETTER = r"[^\W\d_]"

_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"”’)\]]*[^\s<>"”’)\].,;:!?]          # address on the web
  | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+                               # e-mail address (RFC 5321: 64 before the @)
  | [@\#]\w+                                                        # handle, hashtag
  | \.{{2,}}|…|-{{2,}}|_{{2,}}|\*+|={{2,}}|~+|!+\?*|\?+!*           # runs of one mark
  | [:;=]['’]?-?[()DPp/\\|](?!\w)                                   # emoticon
  | (?:{_LETTER}\.)+{_LETTER}\.(?!\w) | (?:{_LETTER}\.){{2,}}         # U.S. a.m.
  | (?:{_ABBREVIATION})\.(?!\w)
  | \b[A-Z]\.(?=\s+[A-Z]|,|\s*$)                                    # an initial
  | \d{{1,4}}[-/]\d{{1,2}}[-/]\d{{1,4}}(?!\w)                       # a date in figures
  | \d+(?:[-.]\d+){{2,}}                                            # telephone and version numbers
  | \d{{1,2}}:\d\d(?::\d\d)?                                        # time of day
  | \d+(?:,\d{{3}})+(?:\.\d+)? | \d+\.\d+ | \.\d+(?!\w)
  | \d+(?:st|nd|rd|th|s|ers)\b | \d+(?=(?:am|pm|km|kg|mm|cm|m|bn|mn|k|g|mph|kph|ft|in|lb|lbs|tn|M|K|B)\b)
  | \d+/\d+ | \d+
  | (?:(?:{_JOINED_PREFIX})-){{1,4}}{_LETTER}[\w]* (?!-\w*-)
  | {_LETTER}\w*(?:-(?:{_JOINED_SUFFIX})\b)
  | (?:[A-Z]&[A-Z])(?!\w)                                           # AT&T, R&D
  | (?:O|D|L|d|l|Al|al)['’](?={_LETTER}{{2}})\w+                        # O'Neill
  | {_LETTER}[\w]* | \w+
  | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPLIT_IN_TWO = re.compile(
    r"(?i)^(can)(not)$|^(gon|wan)(na)$|^(got)(ta)$|^(gim|lem)(me)$|^(d')(ye)$|^(do)(nt)$|^(ca)(nt)$|^(did)(nt)$|^(does)(nt)$|^(is)(nt)$"
)
_CLITIC = re.compile(r"(?i)['’`](?:s|m|d|ll|re|ve)(?!\w)")
_NEGATION = re.compile(r"(?i)n['’`]t(?!\w)")
_NUMBER_SUFFIX = re.compile(r"\d$")


def split_words(text: str) -> list[Span]:
    """The spans of the words of `text`, in text order; no two overlap and none holds white space."""
    spans: list[Span] = []
    at, size = 0, len(text)
    while at < size:
        match = _TOKEN.search(text, at)
        if match is None:
            break
        start, end = match.span()
        at = _append(text, start, end, spans)
    return spans


def _append(text: str, start: int, end: int, spans: list[Span]) -> int:
    """Add the token at `start`, cut where a clitic begins; the place where to go on."""
    mark = text[start]
    if mark in "'’`":
        clitic = _CLITIC.match(text, start)
        if clitic and start and (text[start - 1].isalnum() or text[start - 1] in ".)"):
            spans.append(clitic.span())
            return clitic.end()
        doubled = start + 1 < len(text) and text[start + 1] == mark and mark in "'`"
        spans.append((start, start + 2) if doubled else (start, start + 1))
        return spans[-1][1]
    if text[end - 1] in "nN" and end < len(text) and text[end] in "'’`":
        negation = _NEGATION.match(text, end - 1)
        if negation:
            if end - 1 > start:
                spans.append((start, end - 1))
            spans.append(negation.span())
            return negation.end()
    two = _SPLIT_IN_TWO.match(text[start:end]) if 4 <= end - start <= 6 else None
    if two:
        middle = start + len(next(part for part in two.groups() if part))
        spans.extend([(start, middle), (middle, end)])
    else:
        spans.append((start, end))
    return end
