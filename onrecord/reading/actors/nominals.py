"""Mentions of actors by role nouns ("two senior officials", "the ministry") and by pronouns."""

from collections.abc import Mapping, Sequence

from onrecord.knowledge.actors import Gender, RoleNoun, role_noun
from onrecord.knowledge.actors_phrases import is_tied
from onrecord.knowledge.countries import country_of_demonym, country_of_name
from onrecord.reading.actors.mentions import (
    POSSESSIVES,
    Candidate,
    Number,
    has_part,
    is_addressing,
    is_agent,
    is_possessed,
    is_possessor,
    top_of,
)
from onrecord.reading.analysis import Analysis, WordSpan

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "case", "nmod", "flat", "advmod", "punct",
     "nmod:desc", "conj", "cc"}
)  # fmt: skip
_RIGHT_CASES = frozenset("of for from in at to with".split())
_LONGEST_COMPLEMENT = 8
_DETERMINERS = frozenset({"DET", "PRON"})
_ONLY_IN_ACTION = frozenset(
    "country nation state office school hospital church house university embassy power unit network channel website "
    "council institution body team staff mission department division college institute fund foundation utility "
    "network operator carrier maker producer supplier mosque consulate region province leadership presidency "
    "campaign camp coalition figure individual client member force society community family intelligence press media "
    "radio television daily weekly association federation organization organisation movement kingdom republic "
    "municipality governorate commission agency bureau authority assembly panel committee".split()
)
"""Nouns that name actors only where they act, speak or own; elsewhere they are places, things or measures."""
_AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "ee")
_DOCUMENTS = frozenset(
    "report statement document letter paper order number computer weather answer offer matter power december october "
    "november september summer winter factor sector error behavior border corner cover danger disaster discover fear "
    "fever finger floor flower fuel gender hammer harbor hour labor ladder laser layer lever liver master meter mirror "
    "monitor motor newsletter other paper poster quarter river rumor server shower silver tower tumor war water "
    "whether winter content comment argument document agreement amendment development department environment "
    "government investment judgment movement payment settlement statement treatment incident accident percent "
    "moment event parent talent accent extent intent patent plant warrant grant restaurant covenant trust list "
    "twist request protest test interest manifest referee committee fee coffee guarantee degree".split()
)
_MANY = frozenset(
    "group faction coalition crowd mob delegation crew team staff personnel movement militia family clergy opposition "
    "insurgency society front army navy force military battalion brigade regiment squadron division platoon unit "
    "convoy fleet garrison guard staff command public population community electorate household people mission company "
    "camp cell network cartel gang alliance intelligence artillery coast special displaced".split()
)
"""Nouns of those kinds that stand for many even in the singular."""
_FOCUS = frozenset("not n't even only simply just also still merely mainly partly perhaps".split())
_MEASURES = frozenset(
    "law rule bill ban notice deal plan circular accord treaty decree text motion decision ruling verdict guideline "
    "regulation directive resolution manifesto contract proposal policy charter constitution vote strike protest study "
    "move draft act measure code permit licence license programme program project scheme poll survey".split()
)
"""Papers and deeds behind which somebody stands who takes a position."""
_LIKELY_STANCE, _SURE_HOLDER = 0.5, 0.5
_PEOPLE = frozenset({"one", "those", "many", "some", "others", "dozens", "hundreds", "thousands", "scores", "everyone",
                     "somebody", "someone", "anybody", "anyone", "nobody", "both", "several", "few"})  # fmt: skip
_PRONOUNS: dict[str, tuple[Gender | None, Number, str]] = {
    "he": ("m", "singular", "person"), "him": ("m", "singular", "person"), "his": ("m", "singular", "person"),
    "himself": ("m", "singular", "person"),
    "she": ("f", "singular", "person"), "her": ("f", "singular", "person"), "hers": ("f", "singular", "person"),
    "herself": ("f", "singular", "person"),
    "it": (None, "singular", "thing"), "its": (None, "singular", "thing"), "itself": (None, "singular", "thing"),
    "they": (None, "plural", "any"), "them": (None, "plural", "any"), "their": (None, "plural", "any"),
    "theirs": (None, "plural", "any"), "themselves": (None, "plural", "any"),
}  # fmt: skip
_FIRST_PERSON: dict[str, Number] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "singular"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "plural"),
}
_RELATIVES = frozenset({"WP", "WDT"})


def find_nominals(analysis: Analysis, names: Sequence[Candidate], dateline: WordSpan = (0, 0)) -> list[Candidate]:
    """The noun phrases with a role noun at their head that act, speak or are acted on, in text order.

    `dateline` is the words of the dateline: what hangs on them belongs to the sentence after it.
    """
    taken = _words_of(names)
    name_ends = {word: name.core[1] for name in names for word in range(name.core[0] + 1, name.core[1])}
    sources, bearers = _source_heads(analysis), _stance_bearers(analysis)
    found: list[Candidate] = []
    for word in range(len(analysis)):
        if word in taken or analysis.upos[word] not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
            continue
        role = _role_at(analysis, word, word in sources)
        if role is None and word in bearers:
            role = _bearer(analysis, word)
        after = dateline[0] <= analysis.heads[word] < dateline[1] <= word
        speaks = word in sources or after or word in bearers
        if role is None or not _is_actor(analysis, word, role, speaks):
            continue
        found.append(_nominal(analysis, word, role, speaks, name_ends))
    return found


def find_pronouns(analysis: Analysis) -> list[Candidate]:
    """The personal, possessive and reflexive pronouns but "you", and relative pronouns, in text order."""
    found: list[Candidate] = []
    for word, form in enumerate(analysis.forms):
        if analysis.upos[word] not in ("PRON", "DET"):
            continue
        known = _PRONOUNS.get(form.lower())
        if known is not None and analysis.deprels[word] != "expl":
            gender, number, kind = known
            found.append(_pronoun(word, kind, form.lower(), number, gender))
        elif form.lower() in _FIRST_PERSON and form != "US":
            found.append(_pronoun(word, "speaker", form.lower(), _FIRST_PERSON[form.lower()], None))
        elif analysis.xpos[word] in _RELATIVES and relative_antecedent(analysis, word) is not None:
            found.append(_pronoun(word, "relative", form.lower(), None, None))
    return found


def relative_antecedent(analysis: Analysis, word: int) -> int | None:
    """The noun that a relative pronoun stands for, None where the word is no subject or object of a relative clause."""
    verb = analysis.heads[word]
    if verb < 0 or analysis.deprels[word].split(":", 1)[0] not in ("nsubj", "obj"):
        return None
    if analysis.deprels[verb] == "acl:relcl" and 0 <= analysis.heads[verb] < word:
        return analysis.heads[verb]
    return None


def _pronoun(word: int, kind: str, key: str, number: Number | None, gender: Gender | None) -> Candidate:
    words = (word, word + 1)
    return Candidate(words, words, word, "pronoun", kind, key, None, number, gender, acts=True)


def _words_of(names: Sequence[Candidate]) -> frozenset[int]:
    spans = [span for name in names for span in (name.core, name.title) if span is not None]
    return frozenset(word for span in spans for word in range(*span))


def _source_heads(analysis: Analysis) -> frozenset[int]:
    return frozenset(
        analysis.head_of(words) for frame in analysis.frames for words in frame.source if words[0] < words[1]
    )


def _stance_bearers(analysis: Analysis) -> frozenset[int]:
    """The nouns at the head of what the model surely takes for the holder of a position, agents in their clause."""
    surely = (
        part.words
        for trigger in analysis.stances
        if trigger.probability >= _LIKELY_STANCE
        for part in trigger.parts
        if part.role == "holder" and part.probability >= _SURE_HOLDER
    )
    heads = {analysis.head_of(words) for words in surely}
    return frozenset(word for word in heads if analysis.upos[word] == "NOUN" and is_agent(analysis, word))


def _bearer(analysis: Analysis, word: int) -> RoleNoun | None:
    """What a noun names that the tables do not know and that takes a position: people or a body, no document."""
    lemma = analysis.lemmas[word].lower()
    if lemma in _DOCUMENTS or lemma in _MEASURES:
        return None
    return RoleNoun(lemma, None, "group" if analysis.xpos[word] == "NNS" else "organization")


def _role_at(analysis: Analysis, word: int, speaks: bool) -> RoleNoun | None:
    """The role that the noun phrase headed by `word` names: the noun with its modifiers first, then alone."""
    if analysis.upos[word] in ("PRON", "NUM"):
        return (
            RoleNoun(analysis.forms[word].lower(), None, "group")
            if speaks and _stands_for_people(analysis, word)
            else None
        )
    for start in range(max(0, word - 3), word):
        if analysis.upos[start] not in ("DET", "PUNCT", "VERB", "ADP"):
            role = role_noun(analysis.slice((start, word + 1)))
            if role is not None:
                return role
    role = role_noun(analysis.forms[word])
    if role is not None:
        people = role.kind == "population" and bool(analysis.dependents(word, "det"))  # "the Peruvian public"
        if analysis.upos[word] == "ADJ" and not (is_agent(analysis, word) or people):
            return None
        return role
    lemma = analysis.lemmas[word].lower()
    agentive = lemma.endswith(_AGENTIVE) and lemma not in _DOCUMENTS and len(lemma) > 4
    if speaks and analysis.upos[word] == "NOUN" and agentive:
        return RoleNoun(lemma, None, "person")
    return None


def _stands_for_people(analysis: Analysis, word: int) -> bool:
    return analysis.forms[word].lower() in _PEOPLE


def _is_actor(analysis: Analysis, word: int, role: RoleNoun, speaks: bool) -> bool:
    if speaks:
        return True
    relation = analysis.deprels[word]
    if relation in ("compound", "flat", "amod", "nmod:desc", "nmod:unmarked", "obl:unmarked"):
        return False
    if role.kind == "weapon" or (role.noun == "head" and is_possessed(analysis, word)):
        return False
    if role.kind == "equipment":
        return is_agent(analysis, word) and analysis.deprels[top_of(analysis, word)] != "nsubj:pass"
    if role.noun.split(" ")[-1] in _ONLY_IN_ACTION:
        told = is_possessed(analysis, word) or _country_in(analysis, _left_edge(analysis, word), word) is not None
        if role.noun in ("family", "community") and told:  # people, not the state or person that they are named with
            return has_part(analysis, word)
        governor = analysis.heads[top_of(analysis, word)]
        if role.noun == "force" and analysis.xpos[word] == "NNS" and relation in ("obj", "obl", "nmod"):
            return has_part(analysis, word) and _country_in(analysis, _left_edge(analysis, word), word) is not None
        addressed = relation == "obj" and analysis.xpos[word] == "NNS" and is_addressing(analysis, governor)
        return addressed or (
            is_agent(analysis, word) or is_possessor(analysis, word) or relation in ("iobj", "appos", "root")
        )
    return has_part(analysis, word)


def _nominal(analysis: Analysis, head: int, role: RoleNoun, speaks: bool, name_ends: Mapping[int, int]) -> Candidate:
    start = _left_edge(analysis, head)
    end = _right_edge(analysis, head)
    core = start
    while core < head and (analysis.upos[core] in _DETERMINERS and analysis.deprels[core] != "nmod:poss"):
        core += 1
    while core < head and (analysis.xpos[core] == "PRP$" or analysis.upos[core] == "PUNCT"):
        core += 1
    end = name_ends.get(end, end)
    plural = analysis.xpos[head] in ("NNS", "NNPS") or (role.noun == "police")
    acts = has_part(analysis, head, alone=False) and not (
        role.kind in ("person", "government")
        and not plural
        and core == start
        and not is_agent(analysis, head)
        and not (role.kind == "person" and is_possessed(analysis, head))
    )
    form = analysis.forms[head].lower()
    gender: Gender | None = "f" if form.endswith("woman") else "m" if form.endswith("man") and form != "woman" else None
    return Candidate(
        (start, end), (core, end), head, "nominal", _kind(role, plural), role.noun.lower(),
        _country_in(analysis, start, end), "plural" if plural else "singular", gender, acts=speaks or acts,
    )  # fmt: skip


def _kind(role: RoleNoun, plural: bool) -> str:
    """The kind of those named: one rebel, soldier or resident is a person."""
    one = not plural and role.kind in ("group", "military", "population") and role.noun.split(" ")[-1] not in _MANY
    return "person" if one else role.kind


def _left_edge(analysis: Analysis, head: int) -> int:
    """The first word of the noun phrase: what stands before its head and hangs on it, without a break."""
    first = analysis.sentences[analysis.sentence_of[head]][0]
    start = head
    for word in range(head - 1, first - 1, -1):
        if analysis.forms[word] in (",", ";", ":", "(", ")", "\u2014") or not _hangs_on(analysis, word, head):
            break
        start = word
    while start < head and (
        analysis.upos[start] in ("PUNCT", "ADP", "CCONJ", "SCONJ", "PART") or analysis.forms[start].lower() in _FOCUS
    ):
        start += 1
    while start < head and analysis.forms[start] in POSSESSIVES:
        start += 1
    return start


def _hangs_on(analysis: Analysis, word: int, head: int) -> bool:
    for _ in range(4):
        if analysis.deprels[word] not in _LEFT and not analysis.deprels[word].startswith("amod"):
            return False
        word = analysis.heads[word]
        if word == head:
            return True
        if word < 0:
            return False
    return False


def _right_edge(analysis: Analysis, head: int) -> int:
    """The end of the noun phrase with the complements right after its head: "spokesman for the ministry in Rome"."""
    end = head + 1
    for child in analysis.children[head]:
        if child <= head:
            continue
        left, right = analysis.subtree_edges[child]
        complement = analysis.deprels[child].split(":", 1)[0] == "nmod" and analysis.forms[left].lower() in _RIGHT_CASES
        if left != end or not complement or right - head > _LONGEST_COMPLEMENT or _breaks(analysis, left, right):
            break
        end = right
    return end


def _breaks(analysis: Analysis, start: int, end: int) -> bool:
    return any(analysis.forms[w] in (",", ";", ":", "(") or analysis.upos[w] == "VERB" for w in range(start, end))


def _country_in(analysis: Analysis, start: int, end: int) -> str | None:
    for word in range(start, end):
        if _is_tied(analysis, word):
            continue
        if analysis.forms[word][:1].isupper() and (word == start or analysis.forms[word - 1] != "New"):
            found = country_of_demonym(analysis.forms[word]) or country_of_name(analysis.forms[word])
            if found is None and word + 1 < end:
                pair = analysis.slice((word, word + 2))
                found = country_of_demonym(pair) or country_of_name(pair)
            if found is not None:
                return found
    return None


def _is_tied(analysis: Analysis, word: int) -> bool:
    """Whether a nationality is only that of friends or foes: "Iran | -backed"."""
    return is_tied(analysis.forms[max(0, word - 2) : word], analysis.forms[word + 1 : word + 3])
