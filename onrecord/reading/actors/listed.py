"""Mentions of organisations that the tables know, wherever their name stands with its capitals."""

from collections.abc import Iterator, Sequence

from onrecord.knowledge.actors import (
    SUPRANATIONAL,
    Organization,
    name_words,
    organization,
    organization_lengths,
    role_noun,
)
from onrecord.knowledge.countries import country_of_demonym, country_of_name, fold_name
from onrecord.reading.actors.extent import takes_part, trim, with_article
from onrecord.reading.actors.mentions import HYPHENS, POSSESSIVES, Candidate, top_of
from onrecord.reading.analysis import Analysis, LabelledSpan, WordSpan


def listed_names(analysis: Analysis, labels: Sequence[LabelledSpan | None]) -> Iterator[Candidate]:
    """Organisations of the tables, wherever their name stands with its capitals, the longest name first."""
    at = 0
    while at < len(analysis):
        match = _listed_at(analysis, at) if analysis.forms[at][:1].isupper() or analysis.forms[at] == "al" else None
        if (
            match is None
            or _after_office(analysis, match[0][0])
            or _within_other_name(analysis, match[0], labels)
            or _is_foreign(analysis, *match)
            or (match[1].kind == "outlet" and _begins_another(analysis, match[0]))
        ):
            at += 1
            continue
        words, entry = match
        head = analysis.head_of(words)
        yield Candidate(
            with_article(analysis, words), words, head, "name", entry.kind, fold_name(entry.name),
            entry.country, "singular", entry=entry, acts=_listed_acts(analysis, head, entry),
        )  # fmt: skip
        at = words[1]


def _after_office(analysis: Analysis, word: int) -> bool:
    """Whether the words go on from an office's name: "Ministry of | Foreign Affairs"."""
    if word < 2 or analysis.forms[word - 1].lower() not in ("of", "for") or not analysis.forms[word - 2][:1].isupper():
        return False
    return analysis.forms[word - 2].lower() in (
        "ministry",
        "department",
        "minister",
        "secretary",
        "office",
        "committee",
    )


def _listed_acts(analysis: Analysis, head: int, entry: Organization) -> bool:
    """Whether a known organisation is somebody in the report; "a complaint at the WTO" says that it is dealt with."""
    if takes_part(analysis, head):
        return True
    return entry.kind != "outlet" and analysis.deprels[top_of(analysis, head)] in ("obl", "nmod")


def _listed_at(analysis: Analysis, at: int) -> tuple[WordSpan, Organization] | None:
    lengths = organization_lengths(fold_name(analysis.forms[at]))
    if not lengths and len(name_words(analysis.forms[at])) > 1:
        lengths = (1,)
    for length in lengths:
        end = _end_of(analysis, at, length)
        if end is None:
            continue
        entry = organization(analysis.slice((at, end)), at > 0 and analysis.forms[at - 1].lower() == "the")
        if entry is not None and (analysis.upos[at] == "PROPN" or end - at > 1):
            return (at, end), entry
    return None


def _begins_another(analysis: Analysis, words: WordSpan) -> bool:
    """Whether an outlet's name of one word begins a longer name in the report: "Dawn of Peru", then "Dawn"."""
    if words[1] - words[0] > 1:
        return False
    forms, name = analysis.forms, analysis.forms[words[0]]
    runs = (at for at in range(len(forms) - 2) if forms[at] == name and forms[at + 1] == "of")
    return any(forms[at + 2][:1].isupper() for at in runs)


def _is_foreign(analysis: Analysis, words: WordSpan, entry: Organization) -> bool:
    """Whether a nationality right before the name rules the table's row out: "U.S. | Pacific Fleet"."""
    before = analysis.forms[words[0] - 1] if words[0] else ""
    if before in POSSESSIVES and words[0] > 1:  # "South Korea's | Joint Chiefs of Staff"
        owner = analysis.forms[words[0] - 2]
        pair = analysis.slice((max(0, words[0] - 3), words[0] - 1))
        before = pair if country_of_name(pair) is not None else owner
    nation = country_of_demonym(before) or country_of_name(before) if before[:1].isupper() else None
    return nation is not None and entry.country not in (None, nation, *SUPRANATIONAL)


def _end_of(analysis: Analysis, at: int, length: int) -> int | None:
    """The word index after `length` words that are no hyphens, None where the report ends before."""
    end = at
    while length and end < len(analysis):
        length -= analysis.forms[end] not in HYPHENS
        end += 1
    return None if length else end


def _within_other_name(analysis: Analysis, words: WordSpan, labels: Sequence[LabelledSpan | None]) -> bool:
    """Whether the words are only a part of a longer name: "Meta" in "Meta Analytics Institute"."""
    entity = labels[words[0]]
    if entity is not None and entity.label == "ORG" and words[1] - words[0] > 1:
        return False
    if entity is not None and entity.label == "GPE" and entity.words[1] - entity.words[0] > words[1] - words[0]:
        return country_of_name(analysis.slice(trim(analysis, entity.words))) is not None
    if entity is None or entity.label not in ("PERSON", "ORG", "WORK_OF_ART", "LAW", "EVENT"):
        return words[1] - words[0] == 1 and _is_second_word(analysis, words[0])
    start, end = trim(analysis, entity.words)
    return start < words[0] or end > words[1]


def _is_second_word(analysis: Analysis, word: int) -> bool:
    """Whether a capitalised word goes on from one that is no title or nationality: "Baltic | Observer"."""
    before = analysis.forms[word - 1] if word else ""
    if not before[:1].isupper() or analysis.upos[word - 1] != "PROPN" or before in ("The", "Al"):
        return False
    return role_noun(before) is None and country_of_demonym(before) is None and country_of_name(before) is None
