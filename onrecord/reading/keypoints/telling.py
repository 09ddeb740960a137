"""Which rows a briefing shows: those that the report ties to the main happening; the others stay in the record.

On real news most wrong rows answer for something else: the day on which a source spoke, a place that only names a
body, the condition of another position. So a row is shown where the words themselves hang on the main clause, or
where it speaks of the same things, and hidden otherwise: fewer rows rather than wrong ones.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from onrecord.reading import tree
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.reading.keypoints.factors import HARMED, Row
from onrecord.reading.keypoints.lead import is_caption, is_cluttered
from onrecord.reading.keypoints.main import is_occasion
from onrecord.reading.keypoints.scene import Scene, things, weighty
from onrecord.spans import Span, contains, overlaps

_STILL: Final = frozenset("in at near inside outside across throughout within along off".split())
"""Prepositions of where something takes place; "to", "on", "from" and "over" lead to what it is about."""
_GAP: Final = 20
"""Characters between a dateline and the text after it, at most: who filed it stands there."""
_PERSONS: Final = frozenset({"he", "she", "who", "they"})
_CONDITIONAL: Final = frozenset("if unless provided providing once until when only should condition long".split())
_BOUNDS: Final = frozenset({"since", "until", "till", "before", "by", "from", "through"})
"""Prepositions of a time that something lasts from or to, which factors of their own tell."""
_FOR_SURE: Final = frozenset({"because", "so that", "in order", "since"})
_NEAR_OPEN: Final = 2
_OWN: Final = frozenset({"ccomp", "acl", "advcl", "csubj", "parataxis", "conj", "appos"})
"""Relations below which words tell of something else than the clause above them."""
_SIDES: Final = ("nsubj", "obj", "root", "ccomp", "conj")
"""Relations of figures that a sentence next to the main one is about."""
_KNOWN: Final = frozenset("the these those its their his her our all both".split())
_NEAR_COUNTS: Final = 1
_ANAPHORS: Final = frozenset("step move decision plan deal agreement announcement measure ban proposal".split())
_SIDED: Final = frozenset({"Support", "Demand"})
"""Reactions that are told anywhere in a report."""
_FAR_SHARED: Final = 2
"""Things that a row shares with the matter from farther away."""
_NEAR_RULES: Final = 3
"""Sentences from the main happening within which its numbers, and its rules and victims, are told."""
OPEN_ENDS: Final = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
"""Kinds of words that no phrase ends with."""
_AGAIN: Final = 0.75
"""Share of a row's words that a row above has where it tells the same again."""
_ANSWERS: Final = frozenset({"Where", "Why", "How"})
_OWN_ROW: Final = frozenset({"Who", "What", "When", "Where", "Said", "Vote"})
_FEWEST: Final = 3
_DESCRIBING: Final = ("compound", "nummod", "amod", "nmod:poss")


def is_told(row: Row, scene: Scene) -> bool:
    """Whether a row tells of the main happening for certain enough to be shown."""
    words = scene.analysis.words_in(row.span)
    if _is_over_a_break(scene.analysis, words) or _is_aside(row, scene) or is_cluttered(scene.analysis, words):
        return False
    if _is_cut_off(scene.analysis, words):
        return row.factor == "What"
    check = _CHECKS.get(row.factor)
    if check is None:
        check = next((found for start, found in _FAMILIES.items() if row.factor.startswith(start)), _is_anything)
    return check(row, scene)


def _is_cut_off(analysis: Analysis, words: WordSpan) -> bool:
    """Whether the words are none, or end in the middle of a phrase."""
    if words[0] == words[1]:
        return True
    last = words[1] - 1
    is_inside = analysis.head_of(words) != last
    stranded = analysis.upos[analysis.heads[last]] == "VERB"  # "the man he spoke to"
    return is_inside and ((analysis.upos[last] in OPEN_ENDS and not stranded) or analysis.heads[last] > last)


def _is_aside(row: Row, scene: Scene) -> bool:
    """Whether the words stand in a photograph's caption or among links, where the main happening itself is not told."""
    analysis = scene.analysis
    sentence = analysis.sentence_of[min(analysis.words_in(row.span)[0], len(analysis) - 1)]
    words = analysis.sentences[sentence]
    main = sentence == analysis.sentence_of[scene.predicate]
    if main and (row.factor in _ANSWERS or row.factor in _OWN_ROW):
        return False
    return is_cluttered(analysis, words) or (is_caption(analysis, words) and not main)


def _is_over_a_break(analysis: Analysis, words: WordSpan) -> bool:
    """Whether the words run from one paragraph into the next."""
    return words[0] < words[1] and analysis.paragraph_of[words[0]] != analysis.paragraph_of[words[1] - 1]


def is_new(analysis: Analysis, row: Row, shown: Sequence[Row]) -> bool:
    """Whether the rows shown above do not tell it already; a day or a name may be looked for on its own."""
    if row.factor in _OWN_ROW:
        return True
    own = weighty(analysis, row.span)
    for other in shown:
        inside = contains(other.span, row.span) and other.span != row.span
        again = len(own & weighty(analysis, other.span)) >= _AGAIN * len(own) and len(own) >= _FEWEST
        twice = other.factor == "What" and row.factor not in _ANSWERS and overlaps(other.span, row.span)
        if inside or twice or (again and other.span != row.span):
            return False
    return True


def is_said_when(span: Span, scene: Scene) -> bool:
    """Whether a time is that of the word that the happening is known by ("said on Friday it would close ...")."""
    analysis, above = scene.analysis, _verb_above(scene.analysis, scene.analysis.head_of(scene.analysis.words_in(span)))
    if above is None or above in scene.tellings or scene.distance(span) != 0:
        return False
    known = any(above in analysis.ancestors(telling) for telling in scene.tellings)
    return known and bool(analysis.dependents(above, "ccomp", "parataxis"))


def _verb_above(analysis: Analysis, word: int) -> int | None:
    """The predicate that a nominal hangs on, through the nouns between them."""
    if analysis.upos[word] == "VERB":
        return word
    for above in analysis.ancestors(word):
        if analysis.upos[above] in ("VERB", "AUX") or analysis.dependents(above, "cop", "nsubj"):
            return above
    return None


def _is_in_telling(scene: Scene, word: int) -> bool:
    return any(_hangs_on(scene.analysis, word, telling) for telling in scene.tellings)


def _hangs_on(analysis: Analysis, word: int, predicate: int) -> bool:
    """Whether a word stands in the predicate's own clause, no clause of its own between them."""
    start = word
    while word != predicate:
        subject = analysis.deprels[word].startswith(("nsubj", "nmod:poss"))
        if subject and analysis.heads[start] == word and tree.cases(analysis, start) == "on":
            subject = False  # "Members of the panel on Tuesday voted": the day is the verb's
        if subject or matches(analysis.deprels[word], tuple(_OWN)) or analysis.heads[word] < 0:
            return False
        word = analysis.heads[word]
    return True


def _is_anything(row: Row, scene: Scene) -> bool:
    return True


def _is_who(row: Row, scene: Scene) -> bool:
    """Whether an actor is named who is the subject or the agent there, in these words or by a pronoun for them."""
    analysis = scene.analysis
    words = analysis.words_in(row.span)
    head = analysis.head_of(words)
    barred = any(analysis.xpos[w] in ("WDT", "WP", "WP$", "MD") or analysis.forms[w] == "(" for w in range(*words))
    if barred or analysis.xpos[words[0]] == "PRP$" or not _is_subject(row, scene):
        return False
    return any(span[0] <= analysis.starts[head] < span[1] for actor in scene.actors for span in actor.mentions)


def _is_subject(row: Row, scene: Scene) -> bool:
    analysis, who = scene.analysis, scene.happening.who
    if who is None:
        return False
    if who[1] - who[0] == 1 and analysis.upos[who[0]] == "PRON":
        return tree.form(analysis, who[0]) in _PERSONS or _is_speaker(row, scene)
    agents = analysis.dependents(scene.predicate, "obl:agent")
    return analysis.head_of(who) in [*agents, *tree.subjects(analysis, scene.predicate)] or _is_past_dateline(scene)


def _is_past_dateline(scene: Scene) -> bool:
    """Whether "who" opens the text after the dateline, which the parser at times takes for the subject."""
    who, filed = scene.happening.who, scene.report.dateline
    if who is None or filed is None:
        return False
    start = tree.body_start(scene.analysis, scene.analysis.sentence_of[scene.predicate])
    return who[0] == start and 0 <= scene.analysis.starts[start] - filed.span[1] <= _GAP


def _is_speaker(row: Row, scene: Scene) -> bool:
    """Whether the words are the subject of "said" above: what else "it" stands for is told too seldom right."""
    analysis = scene.analysis
    head = analysis.head_of(analysis.words_in(row.span))
    above = [w for w in analysis.ancestors(scene.predicate) if analysis.upos[w] == "VERB"]
    return any(head in tree.subjects(analysis, verb) for verb in above[:1])


def _is_when(row: Row, scene: Scene) -> bool:
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    time = scene.times.get(row.span)
    if matches(scene.analysis.deprels[head], _DESCRIBING) or (time is not None and time.value.endswith("_REF")):
        return False  # "the 2016 campaign", "recently"
    if tree.cases(scene.analysis, head) in _BOUNDS:
        return False
    own = scene.distance(row.span) == 0 and _is_in_telling(scene, head)
    return own and not is_said_when(row.span, scene)


def _is_where(row: Row, scene: Scene) -> bool:
    """Whether a place hangs on the main predicate itself, after a preposition of rest."""
    analysis = scene.analysis
    head = analysis.head_of(analysis.words_in(row.span))
    case = tree.cases(analysis, head).split(" ")[0]
    return case in _STILL and analysis.heads[head] in scene.tellings and matches(analysis.deprels[head], ("obl",))


def _is_why(row: Row, scene: Scene) -> bool:
    """Whether a reason or a purpose is told of the main predicate itself."""
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    return any(_stands_under(scene.analysis, head, telling) for telling in scene.tellings) and _gives_reason(
        scene.analysis, head
    )


def _gives_reason(analysis: Analysis, head: int) -> bool:
    """Whether words say for certain why: "because", "to ...", "after the talks failed", "amid protests"."""
    purpose = analysis.xpos[head] == "VB" and any(tree.form(analysis, c) == "to" for c in analysis.children[head])
    if matches(analysis.deprels[head], ("advcl",)):
        return tree.marker(analysis, head) in _FOR_SURE or purpose or is_occasion(analysis, head)
    return tree.cases(analysis, head) not in ("for", "over", "after", "")


def _stands_under(analysis: Analysis, word: int, predicate: int) -> bool:
    """Whether the word depends on the predicate, or on the infinitive or participle that completes it."""
    above = analysis.heads[word]
    while above >= 0 and above != predicate and matches(analysis.deprels[above], ("xcomp",)):
        above = analysis.heads[above]
    return above == predicate


def _is_how(row: Row, scene: Scene) -> bool:
    """Whether a means is told of the main predicate itself: "by closing two lanes", no comment in a participle."""
    analysis, words = scene.analysis, scene.analysis.words_in(row.span)
    head = analysis.head_of(words)
    if words[1] - words[0] < _FEWEST or contains(scene.what, row.span) or analysis.heads[head] not in scene.tellings:
        return False
    case = tree.cases(analysis, head).split(" ")[0]
    gerund = analysis.xpos[head] == "VBG" and case in ("by", "through", "via")
    return gerund or (case in ("through", "via") and matches(analysis.deprels[head], ("obl",)))


def _adds_to_position(row: Row, scene: Scene) -> bool:
    """Whether a side of the position stands in the main sentence, outside the words that say what happened."""
    return scene.is_expressed() and scene.distance(row.span) == 0 and not contains(scene.what, row.span)


def _is_side_of_position(row: Row, scene: Scene) -> bool:
    """Whether a place, target or aim of the position that the main clause expresses adds to what happened."""
    return scene.is_expressed() and not contains(scene.what, row.span)


def _is_target(row: Row, scene: Scene) -> bool:
    """Whether the position is against somebody named; who is asked to do something is no target."""
    analysis = scene.analysis
    named = any(analysis.upos[w] in ("PROPN", "NUM") for w in range(*analysis.words_in(row.span)))
    asked = scene.main is not None and scene.main.stance == "demands"
    return named and not asked and _is_side_of_position(row, scene)


def _is_reason(row: Row, scene: Scene) -> bool:
    """Whether the position that the main clause expresses is given a reason there."""
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    return scene.is_expressed() and scene.distance(row.span) == 0 and _gives_reason(scene.analysis, head)


def _is_near_count(row: Row, scene: Scene) -> bool:
    """Whether figures that count something new ("the 14 members" does not) stand in the main sentence or next to it."""
    analysis = scene.analysis
    first = analysis.words_in(row.span)[0]
    of_what = any(analysis.upos[w] == "NOUN" for w in range(*analysis.words_in(row.span)))
    known = tree.form(analysis, first) in _KNOWN or row.factor == "Number" or not of_what
    counts = any(c.isdigit() for c in analysis.text[slice(*row.span)]) and not known
    head = analysis.head_of(analysis.words_in(row.span))
    counts = counts and (matches(analysis.deprels[head], _SIDES) or scene.distance(row.span) == 0)
    return counts and abs(scene.distance(row.span)) <= _NEAR_COUNTS


def _is_near(row: Row, scene: Scene) -> bool:
    return abs(scene.distance(row.span)) <= _NEAR_RULES


def _is_limit(row: Row, scene: Scene) -> bool:
    """Whether a day of effect or an end is told of the main clause, and does not lie before the report came out."""
    time = next((time for span, time in scene.times.items() if contains(row.span, span)), None)
    published = scene.report.published
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    if time is None or scene.distance(row.span) != 0 or not _is_in_telling(scene, head):
        return False
    past = published is not None and time.earliest is not None and time.earliest[:10] < published[:10]
    return not past or row.factor in ("Since", "Effective from")


def _is_duration(row: Row, scene: Scene) -> bool:
    """Whether it is told how long the main deed lasts ("for two years"), not within which time it took place."""
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    lasting = tree.cases(scene.analysis, head) in ("for", "")
    return lasting and _is_in_telling(scene, head) and _is_limit(row, scene)


def _is_same_matter(row: Row, scene: Scene) -> bool:
    """Whether a whole clause shares a thing or a deed with the main happening, names and light words apart."""
    analysis = scene.analysis
    if not is_whole(analysis, row.span) or overlaps(scene.what, row.span):
        return False
    shared = len(things(analysis, row.span) & scene.matter()) + _means_the_matter(row, scene)
    return shared >= (1 if _is_near(row, scene) or row.factor in _SIDED else _FAR_SHARED)


def _means_the_matter(row: Row, scene: Scene) -> bool:
    """Whether somebody reacts to "the step" or "the deal", which in a report is the one that it is about."""
    analysis = scene.analysis
    objects = analysis.dependents(analysis.head_of(analysis.words_in(row.span)), "obj")
    return any(
        tree.lemma(analysis, w) in _ANAPHORS
        and analysis.subtree_edges[w][1] == w + 1
        and any(tree.form(analysis, c) in _KNOWN for c in analysis.dependents(w, "det"))
        for w in objects
    )


def _is_reaction(row: Row, scene: Scene) -> bool:
    """Whether somebody named does something about the matter: neither "the world would" nor "France is second"."""
    analysis = scene.analysis
    head = analysis.head_of(analysis.words_in(row.span))
    subjects = [analysis.starts[w] for w in analysis.dependents(head, "nsubj")]
    acted = analysis.upos[head] == "VERB" or analysis.xpos[head].startswith("V") or _counts_among(analysis, head)
    named = any(span[0] <= start < span[1] for actor in scene.actors for span in actor.mentions for start in subjects)
    return acted and named and not _is_own(row, scene) and _is_same_matter(row, scene)


def _is_own(row: Row, scene: Scene) -> bool:
    """Whether it is who acts in the main happening that is told to support it."""
    analysis, who = scene.analysis, scene.happening.who
    if who is None or row.factor != "Support":
        return False
    own = {tree.lemma(analysis, w) for w in range(*who) if analysis.upos[w] == "PROPN"}
    head = analysis.head_of(analysis.words_in(row.span))
    return any(tree.lemma(analysis, w) in own for w in analysis.dependents(head, "nsubj"))


def _is_mediator(row: Row, scene: Scene) -> bool:
    named = any(scene.analysis.upos[w] == "PROPN" for w in range(*scene.analysis.words_in(row.span)))
    return named and _is_near(row, scene)


def _counts_among(analysis: Analysis, head: int) -> bool:
    """Whether somebody is one of several who act ("was among those calling for")."""
    return analysis.upos[head] == "PRON"


def is_whole(analysis: Analysis, span: Span) -> bool:
    """Whether a row is a clause that can be read alone: with a subject that names something and a finite verb."""
    words = analysis.words_in(span)
    shouted = any(analysis.upos[w] in ("VERB", "AUX") and analysis.forms[w].isupper() for w in range(*words))
    barred = analysis.xpos[words[0]] in ("WDT", "WP", "WP$", "PRP", "RB") or tree.form(analysis, words[0]) == "this"
    opening = not barred and (analysis.xpos[words[0]] != "IN" or analysis.deprels[words[0]] == "case")
    plain = not shouted and all(analysis.forms[w] != ":" for w in range(*words))
    return opening and plain and _is_clause(analysis, words)  # "MUST WATCH" is a button


def _is_clause(analysis: Analysis, words: WordSpan) -> bool:
    """Whether the words hold a finite verb with its subject before it, and do not hang on a noun outside."""
    head = analysis.head_of(words)
    described = matches(analysis.deprels[head], ("acl",)) and not words[0] <= analysis.heads[head] < words[1]
    subjects = [c for c in analysis.dependents(head, "nsubj", "csubj") if words[0] <= c < head]
    return bool(subjects) and not described and tree.is_finite(analysis, head)


def _is_condition(row: Row, scene: Scene) -> bool:
    """Whether a condition binds the main happening: it hangs on its clause, or its position has it next to it."""
    analysis, words = scene.analysis, scene.analysis.words_in(row.span)
    if not any(analysis.upos[w] in ("VERB", "AUX") for w in range(*words)):
        return False
    bound = analysis.heads[analysis.head_of(words)]
    opening = {tree.form(analysis, w) for w in range(words[0], min(words[0] + 2, words[1]))}
    if bound < 0 or matches(analysis.deprels[bound], ("acl",)) or not opening & _CONDITIONAL:
        return False  # it binds what a noun is described by, or begins in the middle
    if scene.distance(row.span) == 0 and _is_in_telling(scene, bound):
        return True
    own = scene.main.scope.conditions if scene.main is not None and scene.is_expressed() else ()
    return abs(scene.distance(row.span)) <= _NEAR_COUNTS and any(overlaps(each.span, row.span) for each in own)


def _is_open(row: Row, scene: Scene) -> bool:
    """Whether what is not known is a side of the main happening, said by the report and not in a quotation."""
    quoted = any(mark in scene.analysis.text[max(0, row.span[0] - 2) : row.span[0]] for mark in '"“‘')
    return not quoted and _is_same_matter_open(row, scene)


def _is_same_matter_open(row: Row, scene: Scene) -> bool:
    shared = things(scene.analysis, row.span) & scene.matter()
    return bool(shared) or 0 <= scene.distance(row.span) <= _NEAR_OPEN


def _is_covered(row: Row, scene: Scene) -> bool:
    """Whether a clause of its own soon after the main sentence says what a rule covers."""
    analysis = scene.analysis
    verb = _verb_above(analysis, analysis.head_of(analysis.words_in(row.span)))
    own = verb is not None and not matches(analysis.deprels[verb], ("acl", "advcl"))
    return own and _is_near(row, scene) and not contains(scene.what, row.span)


def _is_system(row: Row, scene: Scene) -> bool:
    """Whether a capitalised name of no known kind is that of a system: most are of laws and programmes."""
    return tree.lemma(scene.analysis, scene.analysis.head_of(scene.analysis.words_in(row.span))) == "system"


def _is_kind(row: Row, scene: Scene) -> bool:
    """Whether a named kind of thing is a product or has a model's number: others are mostly of policies and people."""
    analysis = scene.analysis
    words = analysis.words_in(row.span)
    model = any(any(c.isdigit() for c in analysis.forms[w]) for w in range(*words))
    named = any(e.label == "PRODUCT" and words[0] <= e.words[0] < words[1] for e in analysis.entities)
    return (model or named) and tree.form(analysis, words[0]) not in _KNOWN


def _is_rule(row: Row, scene: Scene) -> bool:
    """Whether a provision is told in a clause of its own, and belongs to the matter."""
    return is_whole(scene.analysis, row.span) and (_is_near(row, scene) or _is_same_matter(row, scene))


def _is_area(row: Row, scene: Scene) -> bool:
    """Whether a place that a position covers is a place there, and no part of a name."""
    head = scene.analysis.head_of(scene.analysis.words_in(row.span))
    inside = any(contains(span, row.span) and span != row.span for actor in scene.actors for span in actor.mentions)
    return _is_side_of_position(row, scene) and not inside and bool(tree.cases(scene.analysis, head))


_CHECKS: Final[Mapping[str, Callable[[Row, Scene], bool]]] = {
    "Who": _is_who, "When": _is_when, "Where": _is_where, "Why": _is_why, "How": _is_how, "Reason": _is_reason,
    "Beneficiary": _adds_to_position, "Targets": _is_target, "Objective": _adds_to_position,
    "Applies to": _adds_to_position, "Area": _is_area, "Scope: covers": _is_covered,
    "Exemption": _is_covered, "Type of system": _is_system, "Mediator": _is_mediator,
    "Effective from": _is_limit, "Effective date": _is_limit, "Deadline": _is_limit, "Since": _is_limit,
    "Until": _is_limit, "Said": _is_anything, "Duration": _is_duration, "Condition": _is_condition,
    "Not known": _is_open,
    "Support": _is_reaction, "Opposition": _is_reaction, "Demand": _is_reaction,
    "Threatened response": _is_reaction, "Restriction": _is_reaction, "Requirement": _is_rule,
    "Prohibition": _is_rule, "Permission": _is_rule,
    "Exception": _is_same_matter, "Decision": _is_same_matter, "Vote": _is_near, "Penalty": _is_near,
} | dict.fromkeys(HARMED, _is_near)  # fmt: skip
"""What a row must pass to be shown, by factor; a factor that is missing here is shown as it is found."""
_FAMILIES: Final[Mapping[str, Callable[[Row, Scene], bool]]] = {
    "Number": _is_near_count, "Amount": _is_near_count, "Share": _is_near_count, "Type": _is_kind,
}  # fmt: skip
"""What rows must pass whose factor begins so."""
