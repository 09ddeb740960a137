"""Candidate mentions of actors: what they share, and which words of a sentence act, speak or are acted on."""

from dataclasses import dataclass
from typing import Literal

from onrecord.knowledge.actors import Gender, Organization, role_noun
from onrecord.knowledge.place_words import GOVERNMENT_VERBS
from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan

Form = Literal["name", "nominal", "pronoun"]
Number = Literal["singular", "plural"]

HYPHENS = frozenset("-\u2010\u2011\u2013")
POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "csubj", "vocative", "dislocated"})
_LOCATIVE = frozenset("in at near inside outside within across throughout around into onto off over under via".split())
_NOMINAL_CASES = frozenset("by against with between among to for from of".split())
_MOTION = frozenset(
    "visit travel go come fly arrive return head move flee drive journey trip march deploy relocate evacuate ship "
    "send export import route cross enter leave border neighbor".split()
)
_ADDRESSING = frozenset(
    "accuse allow approach arm ask assist assure attack back blame brief challenge condemn confront consult "
    "convince criticise criticize defy denounce deter embarrass encourage expect force fund help implore inform invite "
    "isolate lead let lobby make notify offer oblige penalise penalize persuade praise press pressure prevent "
    "prod prompt provoke punish push remind request rescue sanction send show sue supply support tell thank "
    "threaten trust urge want warn weaken".split()
)
"""Verbs whose object is somebody: "told Moscow" names a government, "reached Moscow" a city."""
_HARMING = frozenset("attack bomb bombard shell hit strike seize capture destroy rock damage besiege encircle".split())
_GIVING = frozenset(
    "aid arms assistance support help delivery supply weapon loan money credit message signal warning letter call "
    "pressure request demand appeal offer proposal promise commitment pledge threat blow gift concession tie link "
    "relation talk negotiation agreement deal dialogue permission approval authorization authorisation consent "
    "statement response reply answer criticism objection sanction give supply provide offer sell deliver lend grant "
    "package fund tranche weapon ammunition backing missile tank jet loyal close speak "
    "talk negotiate meet ally side cooperate belong respond reply accord sign vote".split()
)
_AIMED = frozenset(
    "attack strike airstrike raid invasion occupation annexation aggression bombing bombardment shelling assault war "
    "offensive incursion blockade siege sanction embargo tariff "
    "ban boycott curb restriction pressure crackdown visit "
    "trip ambassador envoy export shipment aid recognition condemnation criticism denunciation defence defense "
    "duty levy quota measure penalty isolation accusation "
    "threat warning allegation partition encirclement designation expulsion support".split()
)
"""Nouns of deeds that are done to somebody: in "the invasion of X" and "tariffs on X" X is a party, no mere place."""
_AIMED_CASES = frozenset("of on upon against to at".split())
_CONCRETE = frozenset(
    "street mayor airport suburb outskirt resident center centre downtown square metro district station hotel river "
    "neighborhood neighbourhood skyline museum stadium hospital cathedral".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One mention of what may be an actor.

    `words` is the mention, `core` the name without title or the noun phrase without determiner, `head` the word that
    the sentence hangs it by, `key` the folded name or the head noun's lemma.
    """

    words: WordSpan
    core: WordSpan
    head: int
    form: Form
    kind: str
    key: str
    country: str | None = None
    number: Number | None = None
    gender: Gender | None = None
    title: WordSpan | None = None
    entry: Organization | None = None
    acts: bool = False
    office: str | None = None
    """The office that the tables give a named person on the report's date."""


def top_of(analysis: Analysis, word: int) -> int:
    """The first member of the coordination that the word belongs to; its relation is that of the whole."""
    while analysis.deprels[word] == "conj" and analysis.heads[word] >= 0:
        word = analysis.heads[word]
    return word


def preposition(analysis: Analysis, word: int) -> str:
    """The lower-case preposition before a noun, empty where there is none."""
    for child in analysis.children[word]:
        if analysis.deprels[child] == "case" and child < word and analysis.forms[child] not in POSSESSIVES:
            return analysis.forms[child].lower()
    stray = tree.stray_preposition(analysis, word)
    return analysis.forms[stray].lower() if stray is not None else ""


def is_possessor(analysis: Analysis, word: int) -> bool:
    """Whether the noun is a possessor: "Germany's army"."""
    return any(analysis.forms[child] in POSSESSIVES for child in analysis.children[word]) or (
        analysis.deprels[word] == "nmod:poss"
    )


def is_possessed(analysis: Analysis, word: int) -> bool:
    """Whether the noun has a possessor before it: "its army", "Germany's army"."""
    return any(analysis.deprels[child] == "nmod:poss" and child < word for child in analysis.children[word])


def has_part(analysis: Analysis, word: int, alone: bool = True) -> bool:
    """Whether the noun is a subject, agent, object, recipient or possessor, as people and organisations are.

    With `alone` it also counts where it stands for itself: as a headline, an apposition, a predicate.
    """
    word = top_of(analysis, word)
    relation = analysis.deprels[word]
    base = relation.split(":", 1)[0]
    if base in _ARGUMENTS or relation in ("obl:agent", "nmod:poss"):
        return True
    if base == "obl":
        return preposition(analysis, word) not in _LOCATIVE
    if base == "nmod":
        return preposition(analysis, word) in _NOMINAL_CASES
    return alone and base in ("root", "parataxis", "appos", "xcomp")


def is_agent(analysis: Analysis, word: int) -> bool:
    """Whether the noun is the subject of a verb or its agent."""
    relation = analysis.deprels[top_of(analysis, word)]
    return relation == "obl:agent" or relation.split(":", 1)[0] == "nsubj"


def names_target(analysis: Analysis, adjective: int) -> bool:
    """Whether a nationality tells whom a measure is aimed at: "duties on American steel", "a ban on Chinese goods"."""
    goods = analysis.heads[adjective]
    if goods <= adjective or analysis.deprels[adjective] != "amod" or role_noun(analysis.forms[goods]) is not None:
        return False
    base = analysis.deprels[goods].split(":", 1)[0]
    governor = analysis.heads[goods]
    if base not in ("nmod", "obl") or governor < 0 or preposition(analysis, goods) not in ("on", "upon", "against"):
        return False
    near = (governor, *analysis.dependents(governor, "obj"))
    return any(analysis.lemmas[word].lower() in _AIMED for word in near)


def is_addressing(analysis: Analysis, verb: int) -> bool:
    """Whether the object of a verb is somebody: "urged states", "granted suppliers"."""
    return verb >= 0 and (analysis.lemmas[verb].lower() in _ADDRESSING or analysis.lemmas[verb].lower() == "grant")


def opens_as_subject(analysis: Analysis, word: int) -> bool:
    """Whether the tree takes for a participle what a government does: "Brussels accused Ankara" with a noun as root."""
    verb = word + 1
    return (
        analysis.heads[word] < 0
        and verb < len(analysis)
        and analysis.heads[verb] == word
        and analysis.deprels[verb] == "acl"
        and analysis.lemmas[verb].lower() in GOVERNMENT_VERBS
        and not (verb + 1 < len(analysis) and analysis.upos[verb + 1] in ("ADP", "PUNCT"))
    )


def acts_as_state(analysis: Analysis, word: int, capital: bool) -> bool:
    """Whether a country's or capital's name stands for the state that acts or is dealt with, not for the place."""
    word = top_of(analysis, word)
    relation = analysis.deprels[word]
    base = relation.split(":", 1)[0]
    governor = analysis.heads[word]
    lemma = analysis.lemmas[governor].lower() if governor >= 0 else ""
    if opens_as_subject(analysis, word):
        return True
    if is_possessor(analysis, word):
        return lemma not in _CONCRETE and not (capital and lemma in ("capital", "city"))
    if relation == "nsubj:pass":
        return not (capital and lemma in _HARMING)
    if base == "nsubj":
        return not capital or (governor >= 0 and analysis.upos[governor] in ("VERB", "AUX", "NOUN", "ADJ"))
    if relation == "obl:agent" or base == "iobj":
        return True
    if base == "obj":
        return lemma in _ADDRESSING or (not capital and lemma not in _MOTION)
    return _dealt_with(analysis, word, base, lemma, capital)


def _dealt_with(analysis: Analysis, word: int, base: str, lemma: str, capital: bool) -> bool:
    case = preposition(analysis, word)
    if base == "nmod" and not capital and case in _AIMED_CASES and lemma in _AIMED:
        return True
    if base not in ("obl", "nmod") or case in _LOCATIVE:
        return False
    if case in ("against", "with", "by", "between", "among", "toward", "towards"):
        return True
    if case in ("to", "from", "on", "for"):
        return lemma in _GIVING or (not capital and lemma not in _MOTION)
    return False
