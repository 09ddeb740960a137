"""The named signs by which the weights of `factuality` and `modality` judge a predicate.

A sign is a name with a number, 1 where it merely holds. Names are readable ("auxiliary=will", "under=deny"), and so
is the file of weights.
"""

from collections.abc import Iterator

from onrecord.reading.analysis import Analysis, EventTrigger
from onrecord.reading.events.frames import Frame, FrameReader
from onrecord.reading.events.status import Status

MAX_STEPS = 4
TELLING_TAGS = frozenset({"AUX", "SCONJ", "PART", "CCONJ"})
"""Tags of words whose mere presence in a sentence tells something: "if", "will", "not"."""
PERSONS = {"i": "first", "we": "first", "you": "second", "he": "third", "she": "third", "they": "third", "it": "it"}
TYPES = 3
"""How many of the model's types of an event are looked at."""
KNOTS = (-2.0, -1.0, 0.0, 1.0, 2.0)
"""Where the effect of the model's number may bend."""


def signs_of(
    frames: FrameReader, frame: Frame, status: Status, heard: bool, trigger: EventTrigger | None
) -> dict[str, float]:
    """The signs of a predicate that stands as `status` says.

    `heard` says that a source is quoted with it; `trigger` is what the model made of the word, if it made anything.
    """
    analysis, word = frames.analysis, frame.word
    found = dict.fromkeys(_of_status(frames, status), 1.0)
    found.update(dict.fromkeys(_of_clause(frames, frame), 1.0))
    found.update(dict.fromkeys(_of_surroundings(frames, frame), 1.0))
    found.update(dict.fromkeys(_of_neighbours(frames, word), 1.0))
    found.update(_of_model(analysis, word))
    if heard:
        found["heard"] = 1.0
        found[f"heard {status.settled}"] = 1.0
    if trigger is not None:
        found["trigger"] = trigger.probability
        found[f"model modality={trigger.modality}"] = trigger.modality_probability
        for name, probability in trigger.types[:TYPES]:
            found[f"type={name}"] = probability
            found[f"type={name} {status.settled}"] = probability
    return found


def _of_status(frames: FrameReader, status: Status) -> Iterator[str]:
    modality = status.modality or "actual"
    yield f"status={modality}"
    yield f"status={modality} {status.factuality}"
    if status.negative:
        yield "negative"
    if status.cue:
        yield f"cue={frames.lemma(status.cue[-1])}"
        yield f"cue={frames.lemma(status.cue[-1])} {status.factuality}"


def _of_clause(frames: FrameReader, frame: Frame) -> Iterator[str]:
    """The predicate itself: tag, auxiliaries, adverbs, determiners, who its subject is."""
    analysis, word = frames.analysis, frame.word
    tag = analysis.xpos[word]
    auxiliaries = sorted({analysis.forms[c].lower() for c in analysis.dependents(word, "aux", "cop")})
    yield f"tag={tag}"
    yield f"tense={tag} {'+'.join(auxiliaries)}"
    yield f"lemma={frames.lemma(word)}"
    yield f"kind={frame.kind}"
    for form in auxiliaries:
        yield f"auxiliary={form}"
    for child in analysis.children[word]:
        relation, lemma = analysis.deprels[child], analysis.lemmas[child].lower()
        yield f"has={relation}"
        if relation in ("advmod", "det", "mark", "amod", "compound:prt", "case", "cc"):
            yield f"{relation}={lemma}"
        if relation in ("nsubj", "nsubj:pass"):
            yield f"subject={PERSONS.get(lemma, analysis.xpos[child])}"


def _of_surroundings(frames: FrameReader, frame: Frame) -> Iterator[str]:
    """What the predicate hangs on, and what kind of sentence it is."""
    analysis, word = frames.analysis, frame.word
    end = analysis.sentences[analysis.sentence_of[word]][1]
    if analysis.forms[end - 1] == "?":
        yield "question"
    yield f"relation={analysis.deprels[word]}"
    above, relation = analysis.heads[word], analysis.deprels[word]
    path = relation.split(":")[0]
    for step in range(MAX_STEPS):
        if above < 0:
            yield "top" if step == 0 else f"depth={step}"
            break
        if relation in ("ccomp", "xcomp", "obj", "advcl", "acl", "nsubj", "nsubj:pass", "obl", "nmod", "csubj"):
            name = "under" if step == 0 else "above"
            yield f"{name}={frames.lemma(above)}"
            yield f"{name}={relation} {frames.lemma(above)}"
            yield f"{name} {relation} {analysis.xpos[above]}"
        for child in analysis.dependents(above, "aux", "advmod", "mark"):
            if step < 2 and child != word:
                yield f"above has={analysis.lemmas[child].lower()}"
        relation = analysis.deprels[above]
        path += "<" + relation.split(":")[0]
        if step < 2:
            yield f"path={path}"
        above = analysis.heads[above]


def _of_neighbours(frames: FrameReader, word: int) -> Iterator[str]:
    """The words beside the predicate, and those of the sentence before and behind it that tell how things stand."""
    analysis = frames.analysis
    start, end = analysis.sentences[analysis.sentence_of[word]]
    for step in (-3, -2, -1, 1, 2):
        other = word + step
        yield f"word {step:+d}={analysis.lemmas[other].lower() if start <= other < end else 'none'}"
    for other in range(start, end):
        if analysis.upos[other] in TELLING_TAGS or frames.ontology.embedding_of(frames.lemma(other), "V"):
            side = "before" if other < word else "behind"
            if other != word:
                yield f"{side}={analysis.lemmas[other].lower()}"
    for other in analysis.ancestors(word):
        if effect := frames.ontology.embedding_of(frames.lemma(other), "N" if analysis.upos[other] == "NOUN" else "V"):
            yield f"over={effect.modality}"


def _of_model(analysis: Analysis, word: int) -> dict[str, float]:
    """The model's factuality here and at the word above, and how it stands to both ends of the scale."""
    value = float(analysis.factuality[word])
    found = {"model looked": 1.0, "model": value}
    for knot in KNOTS:
        found[f"model over {knot:g}"] = max(0.0, value - knot)
    head = analysis.heads[word]
    found["model above"] = float(analysis.factuality[head]) if head >= 0 else value
    return found


def is_of_model(name: str) -> bool:
    """Whether a sign comes from the reader model's own layers of factuality and events."""
    return name.startswith(("model", "trigger"))
