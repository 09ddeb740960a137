"""Stances that a few verbs express in fixed company, and what a deed depends on."""

from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis
from onrecord.reading.positions.candidates import Candidate
from onrecord.reading.positions.frames import Frames

CALLED_OFF: Final = frozenset(
    "suspend freeze halt pause scrap drop shelve cancel axe ditch abandon withdraw stop reverse".split()
)
_SUING: Final = frozenset("go challenge take appeal contest fight".split())
PUT_OFF: Final = frozenset("delay postpone defer".split())
PLANNED: Final = frozenset("planned proposed promised threatened looming intended scheduled mooted projected".split())


def condition(analysis: Analysis, word: int) -> str:
    """How a deed depends on another: "if", "only" if, "unless" (also if not), or "" where it does not."""
    for clause in analysis.dependents(word, "advcl"):
        marker = tree.marker(analysis, clause)
        if marker in ("if", "unless", "provided", "should"):
            if marker == "unless" or tree.is_negated(analysis, clause):
                return "unless"
            first = analysis.subtree_edges[clause][0]
            near = {tree.form(analysis, w) for w in range(max(0, first - 1), first + 2)}
            return "only" if "only" in near else "if"
    end = analysis.sentences[analysis.sentence_of[word]][1]
    for later in range(word + 1, end):
        form = tree.form(analysis, later)
        if form in ("if", "unless") and analysis.heads[later] > later:
            if form == "unless" or tree.is_negated(analysis, analysis.heads[later]):
                return "unless"
            return "only" if tree.form(analysis, later - 1) == "only" else "if"
        if analysis.deprels[later] in ("conj", "parataxis") and analysis.dependents(later, "nsubj"):
            return ""
    return ""


def goes_to_court(analysis: Analysis, word: int, lemma: str) -> bool:
    """ "Will sue", "would challenge it in court": harm, whatever else is said."""
    if lemma == "sue":
        return True
    nouns = {tree.lemma(analysis, c) for c in analysis.dependents(word, "obl", "obj")}
    return bool(nouns & {"court", "tribunal"}) and lemma in _SUING


def called_off(frames: Frames, word: int, lemma: str) -> Candidate | None:
    """ "Has suspended a planned levy": what was announced is not done, or not yet."""
    analysis = frames.analysis
    if lemma not in CALLED_OFF | PUT_OFF or tree.is_negated(analysis, word):
        return None
    passive = tree.is_passive(analysis, word)
    for obj in frames.objects(word, passive):
        if any(tree.form(analysis, c) in PLANNED for c in analysis.dependents(obj, "amod")):
            holders = frames.agents(word) if passive else tree.subjects(analysis, word)
            return Candidate(
                trigger=word, clause=word, stance="refuses" if lemma in CALLED_OFF else "hesitates",
                holders=tuple(holders), matter=obj, kind="idiom", weight=0.8, passive=passive,
            )  # fmt: skip
    return None


def warning(frames: Frames, word: int, lemma: str) -> Candidate | None:
    """ "Warned that an attack would be treated as war": what one will answer is threatened, whoever does it."""
    analysis = frames.analysis
    if lemma not in ("warn", "caution", "threaten", "say", "declare", "add"):
        return None
    for clause in analysis.dependents(word, "ccomp"):
        if not set(tree.auxiliaries(analysis, clause)) & {"will", "would", "could", "may", "might"}:
            continue
        inner = tree.lemma(analysis, clause)
        nouns = {tree.lemma(analysis, c) for c in analysis.dependents(clause, "obj", "obl")}
        hostile = any(frames.lexicon.is_a(noun, "hostility") for noun in nouns)
        answered = inner in ("treat", "consider", "regard", "see", "meet", "view") and tree.is_passive(analysis, clause)
        provoked = lemma == "warn" and inner in (
            "have",
            "face",
            "trigger",
            "bring",
            "draw",
            "provoke",
            "carry",
            "meet",
        )
        if clause > word and hostile and (answered or provoked):
            return Candidate(
                trigger=word, clause=word, stance="threatens", holders=tuple(tree.subjects(analysis, word)),
                matter=clause, kind="idiom", weight=0.7,
            )  # fmt: skip
    return None
