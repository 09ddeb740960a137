"""Where in its sentence an event is told: in the main clause or in passing, and which event it completes."""

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.records import Actor, Attribution, Clause, Event
from onrecord.spans import Span

MAIN_RELATIONS = frozenset({"conj", "ccomp", "xcomp", "parataxis", "cop", "csubj"})
"""Relations by which a clause goes on with, or is what is said in, the clause above it."""
NOUN_RELATIONS = frozenset({"obj", "nsubj", "nsubj:pass", "nsubj:outer"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "acl", "nmod", "obl"})
"""Relations by which an event is what another one asks for, promises or threatens."""
SUBORDINATORS = frozenset(
    {
        "after",
        "although",
        "as",
        "because",
        "before",
        "if",
        "once",
        "since",
        "though",
        "unless",
        "until",
        "when",
        "while",
    }
)
SINGLE = frozenset({"he", "she", "i"})
MANY = frozenset({"they", "we"})
BODY = frozenset({"it"})
MAX_CLIMB = 12


def place_in_clauses(analysis: Analysis, clauses: Mapping[int, int], events: Mapping[int, Event]) -> list[Event]:
    """The events with their clause and the event they complete.

    Both mappings are by predicate: the word of its clause, and its event.
    """
    ids = {clauses[word]: event.id for word, event in events.items()} | {w: e.id for w, e in events.items()}
    return [
        msgspec.structs.replace(
            event, clause=_clause(analysis, clauses[word]), within=_within(analysis, clauses[word], event.id, ids)
        )
        for word, event in events.items()
    ]


def _clause(analysis: Analysis, word: int) -> Clause:
    """`main` where only complements and coordination lie between the predicate and the root of its sentence."""
    for _ in range(MAX_CLIMB):
        if analysis.heads[word] < 0:
            return "main"
        if not _goes_on(analysis, word, analysis.deprels[word]):
            return "aside"
        word = analysis.heads[word]
    return "aside"


def _goes_on(analysis: Analysis, word: int, relation: str) -> bool:
    """Whether what a predicate tells is told by the clause above: its complement, its conjunct, its noun."""
    if relation == "acl":  # "there were ten soldiers killed"
        verb = analysis.heads[analysis.heads[word]]
        return verb >= 0 and bool(analysis.dependents(verb, "expl")) and analysis.xpos[word] == "VBN"
    if relation in MAIN_RELATIONS:
        marks = {analysis.forms[child].lower() for child in analysis.dependents(word, "mark")}
        return marks.isdisjoint(SUBORDINATORS)
    return relation in NOUN_RELATIONS and analysis.upos[word] != "VERB"


def _within(analysis: Analysis, word: int, own: str, ids: Mapping[int, str]) -> str | None:
    """The id of the nearest event above that the predicate completes."""
    for _ in range(MAX_CLIMB):
        head, relation = analysis.heads[word], analysis.deprels[word]
        if head < 0 or relation not in COMPLEMENTS | {"conj", "advcl"}:
            return None
        if relation in COMPLEMENTS and ids.get(head, own) != own:
            return ids[head]
        if relation == "advcl" and analysis.upos[word] == "VERB" and analysis.xpos[word] != "VB":
            return None
        word = head
    return None


def speaking_subjects(
    analysis: Analysis, subjects: Sequence[int], heard: Sequence[Attribution], actors: Sequence[Actor]
) -> tuple[str, ...]:
    """Who "they" are in "the ministers said they will attack", where coreference left the pronoun open: the speakers.

    `heard` are the attributions that hold the clause, the innermost first; without a pronoun that may stand for the
    source of the first, nobody.
    """
    pronouns = {analysis.forms[word].lower() for word in subjects if analysis.upos[word] == "PRON"}
    if not heard or heard[0].source.span is None or not pronouns & (SINGLE | MANY | BODY):
        return ()
    heads = _coordinated(analysis, analysis.words_in(heard[0].source.span), actors)
    if pronouns & MANY:
        return tuple(a.id for a in heads if len(heads) > 1 or a.kind != "person")
    persons = bool(pronouns & SINGLE)
    return tuple(a.id for a in heads) if len(heads) == 1 and (heads[0].kind == "person") == persons else ()


def _coordinated(analysis: Analysis, words: WordSpan, actors: Sequence[Actor]) -> list[Actor]:
    """The actors that are the head of a source or are coordinated with it."""
    if words[0] == words[1]:
        return []
    head = analysis.head_of(words)
    tops = {head, *analysis.dependents(head, "conj")}
    return [actor for actor in actors if any(_head(analysis, span) in tops for span in actor.mentions)]


def _head(analysis: Analysis, span: Span) -> int:
    words = analysis.words_in(span)
    return analysis.head_of(words) if words[0] < words[1] else -1
