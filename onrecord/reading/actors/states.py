"""Mentions of states and peoples: countries, capitals that stand for a government, adjectives and demonyms."""

from collections.abc import Iterator, Sequence

from onrecord.knowledge.actors import organization, role_noun
from onrecord.knowledge.countries import country_of_capital, country_of_demonym, country_of_name, fold_name
from onrecord.reading.actors.extent import with_article
from onrecord.reading.actors.mentions import Candidate, acts_as_state, has_part, is_agent, names_target
from onrecord.reading.analysis import Analysis, WordSpan

_EVENTFUL_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al")
_EVENTFUL = frozenset(
    "attack strike airstrike raid shelling bombing offensive assault invasion advance retreat blockade siege ban "
    "threat demand request plan offer pledge promise claim visit vow warning veto move effort bid aid help support "
    "pressure policy stance position drill exercise launch test use buildup crackdown incursion".split()
)


def state_at(analysis: Analysis, words: WordSpan) -> Candidate | None:
    """A country or capital, where its name stands for the state."""
    pair = (words[0] - 1, words[1])
    if words[0] and analysis.forms[words[0] - 1][:1].isupper():
        longer = analysis.slice(pair)
        if country_of_name(longer) is not None or country_of_capital(longer) is not None:
            words = pair
    text = analysis.slice(words)
    if text == "Brussels":
        return _brussels(analysis, words)
    country = country_of_name(text)
    capital = country is None
    country = country or country_of_capital(text)
    if country is None:
        return None
    head = analysis.head_of(words)
    acts = acts_as_state(analysis, head, capital) or (not capital and _names_agent(analysis, words[1] - 1))
    core = words
    return Candidate(
        with_article(analysis, words), core, head, "name", "capital" if capital else "government", country,
        country, "singular", acts=acts,
    )  # fmt: skip


def _brussels(analysis: Analysis, words: WordSpan) -> Candidate | None:
    """Brussels where it acts: the European Union, except in a report that speaks of Belgium."""
    head = analysis.head_of(words)
    belgian = not {"Belgium", "Belgian", "Belgians"}.isdisjoint(analysis.forms)
    entry = None if belgian else organization("European Union")
    acts = acts_as_state(analysis, head, True)
    if entry is None:
        return Candidate(words, words, head, "name", "capital", "BEL", "BEL", "singular", acts=acts)
    if not acts:
        return None
    key = fold_name(entry.name)
    return Candidate(words, words, head, "name", entry.kind, key, entry.country, "singular", entry=entry, acts=True)


def _names_agent(analysis: Analysis, word: int) -> bool:
    """Whether a country's name or adjective before a noun says who did what the noun tells: "the U.S. withdrawal"."""
    noun = analysis.heads[word]
    if analysis.deprels[word] not in ("compound", "amod", "nmod") or noun <= word or analysis.upos[noun] != "NOUN":
        return False
    lemma = analysis.lemmas[noun].lower()
    return lemma in _EVENTFUL or (lemma.endswith(_EVENTFUL_ENDINGS) and role_noun(lemma) is None)


def people_at(analysis: Analysis, words: WordSpan, head: int) -> Candidate | None:
    """A people or a group of believers or partisans: "Palestinians"; or the state in "the Russian invasion"."""
    country = country_of_demonym(analysis.slice(words))
    last = words[1] - 1
    if country is not None and analysis.xpos[last].startswith("JJ"):
        if _names_agent(analysis, last) or names_target(analysis, last):
            return Candidate(words, words, head, "name", "government", country, country, "singular", acts=True)
        if analysis.deprels[head] in ("amod", "compound"):
            return None
    if analysis.deprels[head] in ("amod", "compound") or (analysis.upos[last] == "ADJ" and country is None):
        return None
    if not analysis.forms[last].endswith("s") and not is_agent(analysis, head):
        return None
    role = role_noun(analysis.forms[last])
    kind = role.kind if role is not None and role.kind != "person" else "population"
    number = "singular" if analysis.xpos[last] in ("NN", "NNP") and kind != "population" else "plural"
    key = fold_name(analysis.slice(words)).lower()
    return Candidate(
        with_article(analysis, words), words, head, "name", kind, key, country,
        "plural" if number == "plural" else "singular", acts=has_part(analysis, head),
    )  # fmt: skip


def unlabelled_states(analysis: Analysis, taken: Sequence[bool]) -> Iterator[Candidate]:
    """Countries and capitals that the entity layer missed; single capitalised words only."""
    for word, form in enumerate(analysis.forms):
        if taken[word] or analysis.upos[word] != "PROPN" or not form[:1].isupper():
            continue
        neighbour = word + 1 < len(analysis) and analysis.deprels[word + 1] == "flat"
        if neighbour or analysis.deprels[word] in ("flat", "compound"):
            continue
        candidate = state_at(analysis, (word, word + 1))
        if candidate is not None:
            yield candidate
