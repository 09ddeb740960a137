"""English inflected forms of listed words, so that a word list is found whatever a lemmatiser makes of the text."""

from collections.abc import Iterable
from typing import Final

IRREGULAR: Final[dict[str, str]] = {
    "be": "is are was were been being am", "begin": "began begun beginning", "beg": "begged begging",
    "bid": "bid bidding", "bind": "bound", "break": "broke broken", "bring": "brought", "build": "built",
    "buy": "bought", "choose": "chose chosen", "come": "came", "cut": "cut cutting", "do": "did done does",
    "draw": "drew drawn", "drive": "drove driven", "fight": "fought", "find": "found", "forbid": "forbade forbidden",
    "foreswear": "foreswore foresworn", "forswear": "forswore forsworn", "freeze": "froze frozen", "give": "gave given",
    "go": "went gone goes", "have": "had has", "hear": "heard", "hit": "hit hitting", "hold": "held", "keep": "kept",
    "lead": "led", "learn": "learnt learned", "leave": "left", "lend": "lent", "let": "let letting", "make": "made",
    "mean": "meant", "meet": "met", "pay": "paid", "put": "put putting", "quit": "quit quitting",
    "rebuild": "rebuilt", "rethink": "rethought", "run": "ran running", "say": "said", "see": "saw seen",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set setting", "shoot": "shot", "show": "showed shown",
    "shut": "shut shutting", "speak": "spoke spoken", "spend": "spent", "strike": "struck", "swear": "swore sworn",
    "take": "took taken", "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
    "undertake": "undertook undertaken", "undo": "undid undone", "unwind": "unwound", "uphold": "upheld",
    "wind": "wound", "win": "won winning", "withdraw": "withdrew withdrawn", "withhold": "withheld",
    "write": "wrote written", "die": "died dying", "hurt": "hurt hurting", "get": "got gotten getting",
}  # fmt: skip
IRREGULAR_PLURALS: Final[dict[str, str]] = {"person": "people", "man": "men", "woman": "women", "child": "children"}
_VOWELS: Final = frozenset("aeiou")


def verb_forms(lemmas: Iterable[str]) -> dict[str, str]:
    """From each inflected form to its verb; where two verbs share a form the first listed keeps it."""
    forms: dict[str, str] = {}
    for lemma in lemmas:
        for form in (lemma, *_verb_forms(lemma)):
            forms.setdefault(form, lemma)
    return forms


def noun_forms(lemmas: Iterable[str]) -> dict[str, str]:
    """From singular and plural to the singular; a form that is listed itself stays as it is."""
    listed = list(lemmas)
    forms = {lemma: lemma for lemma in listed}
    for lemma in listed:
        forms.setdefault(IRREGULAR_PLURALS.get(lemma) or _with_s(lemma), lemma)
    return forms


def _verb_forms(lemma: str) -> list[str]:
    irregular = IRREGULAR.get(lemma, "").split()
    stems = [lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma]
    if _may_double(lemma):
        stems.append(lemma + lemma[-1])
    forms = [_with_s(lemma), *irregular, *(stem + "ing" for stem in stems)]
    if lemma.endswith("ee"):
        forms += [lemma + "d", lemma + "ing"]
    if not irregular:
        forms += [stem + "ed" for stem in stems]
        if lemma.endswith("y") and lemma[-2] not in _VOWELS:
            forms.append(lemma[:-1] + "ied")
    return forms


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _may_double(lemma: str) -> bool:
    """Whether the last consonant may be doubled: ban, permit, cancel (British), but not fix, show or clean."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS or lemma[-1] in "wxy":
        return False
    return lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
