"""What the words of a saying tell by their order: who does it, whether it is done or lies ahead, whether it is denied.

Sayings are pieces of sentences without a parse of their own; these are marks on the surface, read from left to right.
"""

import re
from itertools import pairwise
from typing import Literal

from onrecord.knowledge.actors import SUPRANATIONAL, organization
from onrecord.knowledge.countries import country_of_capital, country_of_name
from onrecord.knowledge.inflections import IRREGULAR

Phase = Literal["done", "ahead"]

_NEGATIONS = frozenset("no not never neither nor none nothing nobody false untrue baseless groundless".split())
_LESS = frozenset({"or", "if", "only", "least", "just", "necessarily", "longer", "immediately", "yet"})
"""Words after "no" and "not" that make it no denial: "not only", "no longer" stands for an end, "not yet" for later."""
_FAILING = re.compile(r"\b(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)) to\b")
_AUXILIARIES = (
    r"(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|ought)"
)
_PRONOUNS = r"(?:i|you|he|she|it|we|they|there|this|that|these|those|who|which)"
_LATER = re.compile(
    r",? (?:and|but|or|nor) (?=(?:" + _AUXILIARIES + r"|" + _PRONOUNS + r"|not|never|no)\b)"
    r"|, (?=(?:not|no|and|but|nor|which|who|whose|where|when|while|as|because|although|though|unless|until|if|before"
    r"|after|since|with|without)\b)"
    r"| (?=(?:that|which|who|whose|because|unless|until|if|before|although|though|while|whether|rather than"
    r"|without)\b)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\W*(?:if|when|after|before|although|though|while|because|since|as|unless|until)\b[^,]*, (?=\w)", re.IGNORECASE
)
_COMPLEMENT = re.compile(
    r"\b(?:den(?:y|ies|ied)|doubt|say|says|said|believe|think|means?|true|false|clear|likely|case|possible) that ?$",
    re.IGNORECASE,
)
"""What a "that" belongs to that begins no clause beside the main one: "it is not true that", "did not deny that"."""
_SHORTEST = 8
"""Characters of a main clause at least: "It is not" says nothing without the rest."""
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|(?:about|set|due|going|ready|(?:plan|intend|mean|want|hop|mov|prepar)\w*"
    r"|decided|agreed|pledged|promised|is|are|was|were) to|consider(?:s|ed|ing)|weigh(?:s|ed|ing)|mull(?:s|ed|ing)"
    r"|discuss(?:es|ed|ing)|talking about|plans?|planned|being prepared|in the works)\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had) (?:(?:been|also|already|since|now|\w+ly) )*(?P<verb>[a-z]+)")
_PAST_AGENT = re.compile(r"\W*(?:The )?(?:[A-Z][\w.’'-]* ){1,4}(?P<verb>[a-z]+ed)\b")
_PASSIVE = re.compile(
    r" (?:(?:has|have|had|will|would|to|is|are) )*(?:is|are|was|were|be|been|being) (?P<verb>[a-z]+)\b(?! to\b)"
)
_FIRST_NAME = re.compile(
    r"\W*(?:[Tt]he )?(?P<name>[A-Z][\w.-]*(?: (?:(?:of|and|the) )?[A-Z][\w.-]*){0,3})"
    r"(?:['’]s? (?:government|authorities|cabinet))?(?= (?!and\b|or\b|with\b|,)[a-z])"
)
_BESIDE = re.compile(
    r"(?<=\w)(?:,? (?:that|which|who|whom|whose|where|when|while|as|until|than|after|before|since)\b|, [a-z]+ing\b).*",
    re.IGNORECASE | re.DOTALL,
)
_FINITE = re.compile(
    r"\b(?:" + _AUXILIARIES + r"|cannot|wo|ca|want|wants|need|needs|plans|seeks|refuse|oppose|support|demand|agree)\b"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d) (?=[a-z])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\W*(?:which|who|whom|whose|whether)\b", re.IGNORECASE)
_OBJECT = r"(?= (?:the|its|his|her|their|this|that|no|any|all|to|on|from|in|into|out|at|for|with|\\d|[A-Z]))"
_PRESENT = re.compile(r"(?<!\bthe )(?<!\bits )(?<!\bof )(?<!\bhis )(?<!\btheir )\b[a-z]{3,}s" + _OBJECT)
_GERUND = re.compile(
    r"\W*(?!(?:during|according|citing|quoting|including|following|regarding|concerning)\b)[a-z]{2,}ing\b"
)
_WORD = re.compile(r"[a-z]+")
_SEATS = frozenset({"Brussels"})
"""Capitals that stand for a body of many countries as often as for their own."""
_NO_SUBJECT = frozenset("the a an of its his her their by in on at".split())
_PAST = frozenset(form for forms in IRREGULAR.values() for form in forms.split() if not form.endswith("ing"))


def negated(text: str) -> bool:
    """Whether the main clause denies what it says: an odd number of negations, not counting "not only" and its like.

    What stands behind it does not count: "opens a corridor, not a floodgate", "would be sealed and could not unload".
    """
    clause = main_clause(text)
    words = re.findall(r"[\w.]+", re.sub(r"n['’]t\b", " not", clause.lower().replace("cannot", "can not")))
    count = sum(word in _NEGATIONS and after not in _LESS for word, after in pairwise([*words, ""]))
    return (count + len(_FAILING.findall(clause.lower()))) % 2 == 1


def main_clause(text: str) -> str:
    """The text up to its first subordinate or coordinate clause, without a subordinate clause that it opens with."""
    head = _EARLIER.match(text)
    start = head.end() if head else 0
    for later in _LATER.finditer(text, start):
        if later.start() - start >= _SHORTEST and not _COMPLEMENT.search(text[start : later.end() + 5]):
            return text[start : later.start()]
    return text[start:]


def agent_of(text: str) -> str | None:
    """Who does it where that stands first: a country's code, by its name or capital, or the name of a body of many.

    None where it is somebody else, or where it is done to it.
    """
    found = _FIRST_NAME.match(text)
    passive = _PASSIVE.match(text, found.end()) if found else None
    if found is None or (passive and _looks_past(passive["verb"])):
        return None
    known = country_of_name(found["name"])
    if known is not None:
        return known
    body = organization(found["name"])
    if body is not None and body.country in (None, *SUPRANATIONAL):
        return body.name
    return None if found["name"] in _SEATS else country_of_capital(found["name"])


def phase_of(text: str) -> Phase | None:
    """Whether what the text says is done or lies ahead; None where it says neither, or both."""
    clause = main_clause(text)
    perfect, past = _PERFECT.search(clause), _PAST_AGENT.match(clause)
    is_done = past is not None or (perfect is not None and _looks_past(perfect["verb"]))
    is_ahead = _AHEAD.search(text) is not None
    if is_done == is_ahead:
        return None
    return "done" if is_done else "ahead"


def is_clause(text: str) -> bool:
    """Whether the text says something by itself: it has a verb of its own, not only one of a clause beside it.

    "Blocking the ports" does, for somebody is said to do it; "the lorries to travel by night" does not.
    """
    if _RELATIVE.match(text):
        return False
    own = _BESIDE.sub("", text)
    if _FINITE.search(own) or _GERUND.match(own) or _PRESENT.search(own):
        return True
    words = _WORD.findall(own.replace("’", "'"))
    return any(_looks_past(word) and before not in _NO_SUBJECT for before, word in pairwise(["the", *words]))


def _looks_past(word: str) -> bool:
    return word in _PAST or (len(word) > 4 and word.endswith(("ed", "en")) and word != "even")
