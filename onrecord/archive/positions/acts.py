"""Which stance an act shows: by the words that express stances, else by the event's PLOVER type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.knowledge.stances import StanceEntry, StanceLexicon, load_stances
from onrecord.records import Event, EventType, PositionStance

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BE = frozenset("is are was were be been being 's 're".split())
_NOT = frozenset("not no never nor neither without cannot hardly".split())
_MAYBE = frozenset("may might could".split())
_AHEAD = frozenset(
    "will would shall plans plan planned planning intends intend intended due set ready prepared going".split()
)
_TALKING = frozenset(
    "discuss discusses discussed discussing negotiate negotiates negotiated negotiating debate debates debating "
    "weigh weighs weighed weighing mull mulls mulled mulling consider considers considered considering contemplate "
    "contemplates contemplated contemplating ponder ponders pondering explore explores explored exploring".split()
)
_ENDING = frozenset(
    "revoke cancel terminate scrap end suspend quit leave break annul rescind sever abandon withdraw".split()
)
_BONDS = ("pact", "tie")
_HOLDING = frozenset({"hold", "holds", "held", "holding"})
_TALK_PREPOSITIONS = frozenset({"about", "on", "over"})
_REACH = 8
"""Words after a subject, or after an event's first word, among which its verb is looked for."""
_OBJECT_REACH = 8

_ABOUT_MATTER = frozenset({"refuses", "opposes", "supports", "hesitates", "demands", "requires"})
"""Stances whose word is no part of the matter: "revoked the pact" is about the pact, "cut rates" about cutting."""
_IDLE_DEEDS = frozenset(
    "do make take put run set bring carry keep hold act step stay present move continue house pull add admit".split()
)
"""Verbs of acts that tell nothing of a stance unless their object does."""
_SURE = 0.15
"""Confidence that an event needs to show a stance by its type alone."""
_BY_TYPE: Final[dict[EventType, PositionStance]] = {
    "SANCTION": "forbids", "COERCE": "forbids", "CONCEDE": "permits", "AGREE": "commits", "SUPPORT": "supports",
    "COOPERATE": "commits", "AID": "commits", "REJECT": "refuses", "REQUEST": "demands", "THREATEN": "threatens",
    "RETREAT": "commits", "CONSULT": "considers", "MOBILIZE": "commits", "PROTEST": "opposes",
}  # fmt: skip
_NEGATED: Final[dict[PositionStance, PositionStance | None]] = {
    "permits": "forbids", "forbids": None, "requires": None, "supports": "opposes", "opposes": "supports",
    "commits": "refuses", "refuses": "considers", "considers": "refuses", "hesitates": None, "demands": None,
    "threatens": None,
}  # fmt: skip
"""As in reading: what a stance turns into when it is negated."""


@dataclass(frozen=True, slots=True)
class Act:
    """A stance that an act shows; `negated`: it is said not to be so; `planned`: it lies ahead."""

    stance: PositionStance
    negated: bool
    planned: bool
    by_word: bool = True
    end: int = 0
    """Where the word that shows it ends, in the phrase that was read; 0 where that word is a part of the matter."""
    told: int = 0
    """Where that word ends, in any case."""


def act_of_event(event: Event, text: str) -> Act | None:
    """The stance of who does it; None for events that show none and for such as somebody else wishes for."""
    if event.modality in ("requested", "conditional") or event.factuality == "Uu":
        return None
    phrase = text[event.trigger[0] : event.sentence[1]]
    act = _lexical(phrase, 1 + len(_words(text[slice(*event.trigger)])), subject=False)
    if act is None and event.type is not None and event.type in _BY_TYPE and not _is_thing(event, text):
        act = Act(_BY_TYPE[event.type], False, False, by_word=False)
    if act is None:
        return None
    negated = event.factuality.endswith("-") or event.modality == "denied"
    if not (act.by_word or negated or event.shown or event.confidence >= _SURE):
        return None
    stance: PositionStance | None = act.stance
    weighed = event.modality == "possible" or _is_talked_about(text[event.sentence[0] : event.trigger[0]])
    if weighed and stance in ("commits", "supports", "permits", "forbids"):
        stance = "considers"
    if event.modality == "threatened":
        stance = "threatens"
    if stance is None:
        return None
    planned = event.modality in ("planned", "expected", "promised", "threatened")
    return Act(stance, negated, planned, act.by_word, act.end)


def _is_talked_about(before: str) -> bool:
    """Whether what follows is only weighed: "were talking about", "is considering"."""
    last = _words(before)[-3:]
    return bool(_TALKING & set(last)) or any(
        word in ("talking", "talks", "talk") and _TALK_PREPOSITIONS & set(last[at + 1 :])
        for at, word in enumerate(last)
    )


def _is_thing(event: Event, text: str) -> bool:
    """Whether the event is no more than a noun for what stands already: "the agreements with the neighbours"."""
    words = _words(text[slice(*event.trigger)])
    lexicon = load_stances()
    noun = lexicon.noun_forms.get(words[-1], "") if len(words) == 1 else ""
    return event.type != "CONSULT" and any(lexicon.is_a(noun, name) for name in _BONDS)


def act_of_words(phrase: str, subject: bool = False) -> Act | None:
    """The stance that the first verb of a phrase shows; with `subject` the phrase stands right after who does it."""
    return _lexical(phrase, _REACH if subject else 14, subject)


def resolved(stance: PositionStance, negated: bool) -> PositionStance | None:
    """The stance, or what is left of it where it is negated."""
    return _NEGATED[stance] if negated else stance


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _lexical(phrase: str, reach: int, subject: bool) -> Act | None:
    lexicon, words = load_stances(), _words(phrase)
    for at, word in enumerate(words[:reach]):
        if subject and at and words[at - 1] in _BE and word.endswith(("ed", "en")):
            return None  # passive: the words before are no agent
        stance = _stance_at(lexicon, words, at)
        if stance is None:
            continue
        before = words[max(0, at - 4) : at]
        negated = bool(_NOT & set(before)) or any(each.endswith("n't") for each in before)
        if _MAYBE & set(before) and stance in ("commits", "supports", "permits", "forbids"):
            stance, before = "considers", ["may", *_AHEAD]
        told = list(_WORD.finditer(phrase))[at].end()
        end = told if stance in _ABOUT_MATTER else 0
        return Act(stance, negated, bool(_AHEAD & set(before)), end=end, told=told)
    return None


def _stance_at(lexicon: StanceLexicon, words: Sequence[str], at: int) -> PositionStance | None:
    word, after = words[at], words[at + 1 : at + 1 + _OBJECT_REACH]
    if word in _HOLDING and "back" in after[:1]:
        return "refuses"
    if word == "back" and at and words[at - 1] in _HOLDING | {"pull", "pulled", "roll", "rolled", "push", "pushed"}:
        return None
    if word in _TALKING or (word in ("talking", "talks", "talk") and _TALK_PREPOSITIONS & set(after[:2])):
        return "considers"
    lemma = lexicon.verb_forms.get(word)
    if lemma is None:
        return None
    if lemma in _ENDING and any(
        lexicon.is_a(lexicon.noun_forms.get(each, each), name) for each in after[:5] for name in _BONDS
    ):
        return "refuses"
    found = next((entry.stance for entry in lexicon.verbs.get(lemma, ()) if _fits(lexicon, entry, after)), None)
    return found or ("commits" if after and _is_deed(lexicon, lemma, words, at) else None)


def _is_deed(lexicon: StanceLexicon, lemma: str, words: Sequence[str], at: int) -> bool:
    """Whether the word says that something is done: who raises rates has committed itself to raising them."""
    other = any(entry.stance not in ("commits", "permits", "supports") for entry in lexicon.verbs.get(lemma, ()))
    if other or lemma in _IDLE_DEEDS or not lexicon.is_a(lemma, "deed"):
        return False
    return not words[at].endswith("ing") or (at > 0 and words[at - 1] in _BE)


def _fits(lexicon: StanceLexicon, entry: StanceEntry, after: Sequence[str]) -> bool:
    if entry.particle and not (set(entry.particle.split()) <= set(after[:3])):
        return False
    if "clause" in entry.frames:
        return False
    if entry.object_class:
        wanted = lexicon.classes.get(entry.object_class, frozenset())
        return any(lexicon.noun_forms.get(word, word) in wanted for word in after)
    frames = entry.frames
    if entry.prepositions and set(entry.prepositions) & set(after[:3]):
        return True
    if "inf" in frames and "to" in after[:1]:
        return True
    if frames & {"obj+inf", "obj+from"} and {"to", "from"} & set(after):
        return True
    return (
        bool(frames & {"obj", "ger", "dative", "that", "bare"}) and bool(after) and after[0] not in ("to", "by", "and")
    )
