"""Titles before the names of people: "U.S. Defense Secretary | Ana Ruiz", "Mr. | Rossi"."""

from collections.abc import Sequence

from onrecord.knowledge.actors import Gender, first_name_gender, role_noun
from onrecord.reading.actors.extent import ROYAL
from onrecord.reading.actors.mentions import HYPHENS, POSSESSIVES
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan

_HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "emperor": "m", "pope": "m",
    "mullah": "m", "ayatollah": "m", "imam": "m", "father": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "queen": "f", "princess": "f", "lady": "f",
    "dame": "f", "sister": "f", "dr": None, "dr.": None, "sheikh": None,
}  # fmt: skip
_TITLE_LENGTH = 10
_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ"})
_DATED = frozenset({"DATE", "TIME"})


def without_title(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The name without title words that the entity layer took in: "Gov. Ana Ruiz", "Secretary of | State Ana Ruiz"."""
    start, end = words
    if first_name_gender(analysis.forms[start]) is None:  # "U.S. President | Ana Ruiz", "Defense Secretary | Ana Ruiz"
        for split in range(end - 1, start + 1, -1):
            role = role_noun(analysis.forms[split - 1])
            if role is not None and role.kind == "person" and role.noun.lower() not in ROYAL:
                start = split
                break
    while end - start > 1:
        form = analysis.forms[start]
        after_of = start > 1 and analysis.forms[start - 1] == "of" and role_noun(analysis.forms[start - 2]) is not None
        title = role_noun(form) is not None and (end - start > 2 or form.endswith("."))
        if not (title or (after_of and end - start > 2)) or form.lower() in ROYAL:
            break
        start += 1
    return start, end


def without_honorific(analysis: Analysis, words: WordSpan) -> tuple[WordSpan, Gender | None]:
    """The name without "Mr", "Dr" or the like before it, with the gender that tells."""
    first = analysis.forms[words[0]].lower()
    if words[1] - words[0] > 1 and first in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "miss"):
        return (words[0] + 1, words[1]), _HONORIFICS[first]
    return words, None


def gender_of(analysis: Analysis, words: WordSpan, title: WordSpan | None) -> Gender | None:
    """The gender that a title or a first name tells, None where neither does."""
    if title is not None:
        for word in range(*title):
            form = analysis.forms[word].lower()
            if _HONORIFICS.get(form):
                return _HONORIFICS[form]
            if form.endswith("woman"):
                return "f"
            if form.endswith(("spokesman", "congressman", "chairman", "businessman")):
                return "m"
    if words[1] - words[0] > 1:
        return first_name_gender(analysis.forms[words[0]])
    return None


def title_before(analysis: Analysis, name: int, labels: Sequence[LabelledSpan | None]) -> WordSpan | None:
    """The title before a name: words up to it that end in a role noun or an honorific."""
    start = name
    sentence = analysis.sentences[analysis.sentence_of[name]][0]
    while start > max(sentence, name - _TITLE_LENGTH) and _may_be_title(analysis, start - 1, labels, labels[name]):
        start -= 1
    while start < name and (
        analysis.forms[start].lower() in ("of", "for") or analysis.forms[start] in POSSESSIVES | HYPHENS
    ):
        start += 1
    if start == name:
        return None
    start = _after_complement(analysis, start, name)
    posted = _posting(analysis, start, labels)
    if posted is not None:
        return posted, name
    if analysis.forms[name - 1].lower() in _HONORIFICS:
        return start, name
    return (start, name) if _ends_in_role(analysis, start, name) else None


def _posting(analysis: Analysis, start: int, labels: Sequence[LabelledSpan | None]) -> int | None:
    """Where the title of somebody sent to the body before the name begins: "Peru's envoy to the | UN Ana Ruiz"."""
    while start and analysis.forms[start - 1][:1].isupper() and analysis.upos[start - 1] == "PROPN":
        start -= 1
    if start < 3 or [w.lower() for w in analysis.forms[start - 2 : start]] != ["to", "the"]:
        return None
    role = role_noun(analysis.forms[start - 3])
    inner = title_before(analysis, start - 2, labels) if role is not None and role.kind == "person" else None
    return inner[0] if inner is not None else None


def _after_complement(analysis: Analysis, start: int, name: int) -> int:
    """Where the title begins when the words before an "of" name somebody else: "parents of | Sgt. Rossi"."""
    for at in range(name - 1, start, -1):
        if analysis.forms[at].lower() in ("of", "for"):
            last = role_noun(analysis.forms[name - 1])
            return at + 1 if last is not None and last.kind == "person" else start
    return start


def _ends_in_role(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words end in a role noun, or in one with its field: "Minister of Defense"."""
    if any(role_noun(analysis.slice((at, end))) is not None for at in range(max(start, end - 4), end)):
        return True
    return any(
        analysis.forms[at].lower() in ("of", "for")
        and any(role_noun(analysis.slice((a, at))) is not None for a in range(max(start, at - 3), at))
        for at in range(start + 1, end - 1)
    )


def _may_be_title(
    analysis: Analysis, word: int, labels: Sequence[LabelledSpan | None], own: LabelledSpan | None
) -> bool:
    """Whether a word may belong to a title; `own` is the entity of the name, which may hold its title as well."""
    form = analysis.forms[word]
    label = labels[word]
    if label is not None and label.label in ("PERSON", *_DATED) and (label is not own or own.label != "PERSON"):
        return role_noun(form) is not None
    if form.lower() in ("of", "for"):
        return role_noun(analysis.forms[word - 1]) is not None if word else False
    if form in HYPHENS:
        return word + 1 < len(analysis) and analysis.ends[word] == analysis.starts[word + 1]
    if form in POSSESSIVES:
        return True
    return analysis.upos[word] in _TITLE_POS or form.lower() in _HONORIFICS
