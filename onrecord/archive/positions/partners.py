"""Countries named beside a group that does something: "Oslo and its partners", "members, Chile among them".

The group is what the record has as the actor; the country takes part in what it does.
"""

import re
from collections.abc import Iterator

from onrecord.knowledge.countries import country, country_of_capital, country_of_demonym, country_of_name
from onrecord.records import Actor, content_id
from onrecord.spans import Span

_NAME = r"(?:the )?((?:[A-Z][\w.’'-]*)(?: (?:of |and )?[A-Z][\w.’'-]*){0,3})"
_BEFORE = re.compile(_NAME + r",? (?:and|with|together with|along with) (?:(?:its|several|some|other|the|a few) )*$")
_AFTER = re.compile(r",? (?:including|such as|led by) " + _NAME + r"(?!\w)")
_AMONG = re.compile(r", " + _NAME + r"(?: among them| included|,)")


def partners(text: str, sentence: Span, group: Actor) -> Iterator[Actor]:
    """The governments of countries that stand beside the group's mentions in a sentence, as actors of their own."""
    for start, stop in group.mentions:
        if not (sentence[0] <= start and stop <= sentence[1]):
            continue
        after = text[stop : sentence[1]]
        beside = _AFTER.match(after) or _AMONG.match(after)
        for match, offset in ((_BEFORE.search(text[sentence[0] : start]), sentence[0]), (beside, stop)):
            code = _country(match.group(1)) if match else None
            known = country(code) if code else None
            if match and known and code:
                span = (offset + match.start(1), offset + match.end(1))
                yield Actor(
                    id=content_id("actor", span), name=known.name, kind="government", mentions=(span,), country=code,
                    sector="GOV", basis="resolved",
                )  # fmt: skip


def _country(name: str) -> str | None:
    return country_of_name(name) or country_of_capital(name) or country_of_demonym(name)
