"""Running the reader model over a report and decoding its layers into an `Analysis`."""

import itertools
from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt

from onrecord.models.reader_model import DEEP, OUTERMOST, ReaderModel, WindowOutput
from onrecord.models.trees import best_tree
from onrecord.models.words import split_words
from onrecord.reading.analysis import (
    Analysis,
    AttributionFrame,
    EventTrigger,
    LabelledSpan,
    StanceTrigger,
    WordSpan,
)
from onrecord.reading.antecedents import Mentions
from onrecord.reading.names import Words, join_names
from onrecord.reading.stances import window_stances
from onrecord.reading.triggers import softmax, window_triggers
from onrecord.records import Report
from onrecord.spans import Span

Floats = npt.NDArray[np.float32]

LONGEST_SENTENCE = 160
"""Words; what runs on longer than that without an end (lists, tables) is cut."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})

CUE_THRESHOLD = 0.4
"""The least probability at which a word begins a cue; chosen on polnear-dev."""


def analyse(report: Report, model: ReaderModel) -> Analysis:
    """Words, trees, entities, time expressions, attribution frames and factuality of a report."""
    words = split_words(report.text)
    if not words:
        return _Layers(report.text, words).analysis([], model)
    encoded = model.encode(report.text, words)
    layers = _Layers(report.text, words)
    starts = {*encoded.paragraph_starts, *_after_dateline(report, words)}
    for output in model.run(encoded):
        layers.add(output, model, starts)
    return layers.analysis(encoded.paragraph_starts, model)


def _after_dateline(report: Report, words: list[Span]) -> list[int]:
    """The word that follows the dateline and its dash: a sentence begins there, whatever the parser makes of it."""
    if report.dateline is None:
        return []
    end, text = report.dateline.span[1], report.text
    following = (index for index, (start, _) in enumerate(words) if start >= end)
    return [next((index for index in following if text[words[index][0]] not in "-–—:, "), 0)]


class _Layers:
    """Collects the decoded layers window by window."""

    def __init__(self, text: str, words: list[Span]) -> None:
        self.text = text
        self.starts = [s for s, _ in words]
        self.ends = [e for _, e in words]
        self.forms = [text[s:e] for s, e in words]
        self.lemmas: list[str] = []
        self.upos: list[str] = []
        self.xpos: list[str] = []
        self.heads: list[int] = []
        self.deprels: list[str] = []
        self.factuality: list[float] = []
        self.sentences: list[WordSpan] = []
        self.entities: list[LabelledSpan] = []
        self.timexes: list[LabelledSpan] = []
        self.frames: list[AttributionFrame] = []
        self.deep_frames: list[AttributionFrame] = []
        self.mentions = Mentions()
        self.triggers: list[EventTrigger] = []
        self.stances: list[StanceTrigger] = []
        self.modalities: list[list[float]] = []

    def add(self, output: WindowOutput, model: ReaderModel, starts: Set[int]) -> None:
        """Decode one window; windows must come in text order. A sentence begins at each of `starts`."""
        tags = {name: output.tags[:, part] for name, part in model.slices.items()}
        base = output.start
        for layer, found in (("upos", self.upos), ("xpos", self.xpos)):
            classes = model.layers[layer]
            found.extend(classes[i] for i in tags[layer].argmax(axis=1).tolist())
        scripts = model.layers["script"]
        chosen = tags["script"].argmax(axis=1).tolist()
        lemma = model.lemmatizer.lemma
        words = zip(self.forms[base : output.end], self.upos[base:], chosen, strict=True)
        self.lemmas.extend(lemma(form, upos, scripts[i]) for form, upos, i in words)
        self.factuality.extend(np.clip(tags["factuality"][:, 0], -3, 3).round(3).tolist())
        inside = {i for i in range(base, output.end) if i and self.forms[i - 1] == ","}
        sentences = _sentences(tags["sentence"], base, output.end, starts, inside)
        self.sentences.extend(sentences)
        self._add_trees(output, model, sentences)
        names = _bio(tags["name"], model.layers["name"], base)
        entities = _bio(tags["entity"], model.layers["entity"], base)
        self.entities.extend(join_names(names, entities, self._words(base, output.end)))
        self.timexes.extend(_bio(tags["timex"], model.layers["timex"], base))
        self.frames.extend(_frames(output, tags["cue"], model, OUTERMOST))
        self.deep_frames.extend(_frames(output, tags["deep_cue"], model, DEEP))
        self.mentions.add(output, tags["mention"], model.layers["mention"])
        self.triggers.extend(window_triggers(output, tags, sentences, model))
        self.modalities.extend(softmax(tags["modality"]).astype(float).round(4).tolist())
        self.stances.extend(window_stances(output, tags, model))

    def _add_trees(self, output: WindowOutput, model: ReaderModel, sentences: list[WordSpan]) -> None:
        heads: list[int] = []
        for start, end in sentences:
            a, b = start - output.start, end - output.start
            heads.extend(a + head for head in best_tree(output.arc[a:b, a:b]))
        scores = model.relations(output.relation_dependent, output.relation_head[heads])
        root = model.deprels.index("root")
        scores[:, root] = -np.inf
        relations = scores.argmax(axis=1).tolist()
        for word, head in enumerate(heads):
            self.heads.append(-1 if head == word else output.start + head)
            self.deprels.append("root" if head == word else model.deprels[relations[word]])

    def _words(self, start: int, end: int) -> Words:
        glued = [word > 0 and self.ends[word - 1] == self.starts[word] for word in range(start, end)]
        part = slice(start, end)
        return Words(start, self.forms[part], self.xpos[part], self.heads[part], self.deprels[part], glued)

    def analysis(self, paragraph_starts: Sequence[int], model: ReaderModel) -> Analysis:
        """All that was collected."""
        bounds = [*paragraph_starts, len(self.forms)]
        _mend_passives(self.heads, self.deprels, self.xpos)
        _mend_subjects(self.heads, self.deprels)
        return Analysis(
            text=self.text, starts=self.starts, ends=self.ends, forms=self.forms, lemmas=self.lemmas, upos=self.upos,
            xpos=self.xpos, heads=self.heads, deprels=self.deprels, factuality=self.factuality,
            sentences=self.sentences, paragraphs=list(itertools.pairwise(bounds)) if self.forms else [],
            entities=self.entities, timexes=self.timexes, frames=self.frames,
            deep_frames=self.deep_frames, triggers=self.triggers, stances=self.stances,
            modalities=self.modalities, reads_events=True,
            chains=self.mentions.chains(model, self.forms, [tag == "PROPN" for tag in self.upos]),
        )  # fmt: skip


def _mend_passives(heads: Sequence[int], deprels: list[str], tags: Sequence[str]) -> None:
    """Give the subjects of active verbs their plain relations, in place.

    A passive subject needs a passive auxiliary or a bare participle; a second subject, behind a verb that has one
    before it, is its object: "police arrested two men", whatever else is told of arrests.
    """
    having: dict[int, set[str]] = {}
    for word, head in enumerate(heads):
        having.setdefault(head, set()).add(deprels[word])
    subjects: dict[int, int] = {}
    for word, head in enumerate(heads):
        if head < 0 or deprels[word] not in ("nsubj", "nsubj:pass") or "aux:pass" in having[head]:
            continue
        active = "obj" in having[head] or tags[head] in _FINITE
        if deprels[word] == "nsubj:pass" and active:
            deprels[word] = "nsubj"
        first = subjects.setdefault(head, word)
        if first < head < word and active and "obj" not in having[head]:
            deprels[word] = "obj"


def _mend_subjects(heads: list[int], deprels: list[str]) -> None:
    """Join two subjects of one verb, in place, that stand in one noun phrase: "ministry spokeswoman NAME said"."""
    last: dict[int, int] = {}
    for word, head in enumerate(heads):
        if deprels[word] not in ("nsubj", "nsubj:pass") or head < 0:
            continue
        before = last.get(head)
        if before is not None and all(before <= heads[w] <= word for w in range(before + 1, word)):
            heads[before], deprels[before] = word, "compound"
        last[head] = word


def _sentences(logits: Floats, base: int, end: int, known: Set[int], inside: Set[int]) -> list[WordSpan]:
    """Sentence bounds: where the model sees a start, at the known ones, and where a sentence grows too long.

    None begins `inside` one, behind a comma, whatever the model sees in "from January, Defence Minister Lund said".
    """
    starts = {base + i for i in np.flatnonzero(logits[:, 1] > logits[:, 0]).tolist()} - inside
    starts.update(word for word in known if base <= word < end)
    starts.add(base)
    bounds: list[int] = []
    for start in sorted(starts):
        while bounds and start - bounds[-1] > LONGEST_SENTENCE:
            bounds.append(bounds[-1] + LONGEST_SENTENCE)
        bounds.append(start)
    while end - bounds[-1] > LONGEST_SENTENCE:
        bounds.append(bounds[-1] + LONGEST_SENTENCE)
    return list(zip(bounds, [*bounds[1:], end], strict=True))


def _bio(logits: Floats, classes: list[str], base: int) -> list[LabelledSpan]:
    """Spans of a BIO layer; an I that follows nothing of its type begins a span."""
    best = logits.argmax(axis=1)
    if not best.any():
        return []
    scores = softmax(logits).max(axis=1)
    found: list[LabelledSpan] = []
    start, kind = -1, ""
    for word, index in enumerate([*best.tolist(), 0]):
        label = classes[index]
        if start >= 0 and (label == "O" or label[0] == "B" or label[2:] != kind):
            found.append(LabelledSpan((base + start, base + word), kind, round(float(scores[start:word].mean()), 4)))
            start = -1
        if label != "O" and start < 0:
            start, kind = word, label[2:]
    return found


def _frames(output: WindowOutput, logits: Floats, model: ReaderModel, convention: int) -> list[AttributionFrame]:
    """Cues of the window by one convention, each with its source and content words."""
    probabilities = softmax(logits)
    cues = _cues(probabilities)
    if not cues:
        return []
    size = output.end - output.start
    projections = np.stack([output.attribution_cue[a:b].mean(axis=0) for a, b in cues])
    distances = np.arange(size)[None, :] - np.array([a for a, _ in cues])[:, None]
    labelled = softmax(model.attribution_arguments(output.attribution_word, projections, distances, convention))
    frames = []
    for (a, b), scores in zip(cues, labelled, strict=True):
        best = scores.argmax(axis=1)
        best[a:b] = np.where(best[a:b] == 2, 0, best[a:b])
        content = _runs(best == 2, output.start)
        if not content:
            continue
        sure = float(scores[best == 2, 2].mean()) * float(probabilities[a, 1])
        source = _runs(best == 1, output.start)
        frames.append(AttributionFrame((output.start + a, output.start + b), source, content, round(sure, 4)))
    return frames


def _cues(probabilities: Floats) -> list[WordSpan]:
    """Cue spans: a beginning over the threshold and what the layer sees as its inside."""
    found: list[WordSpan] = []
    best = probabilities.argmax(axis=1)
    for word in np.flatnonzero(probabilities[:, 1] >= CUE_THRESHOLD).tolist():
        end = word + 1
        while end < len(best) and best[end] == 2:
            end += 1
        found.append((word, end))
    return found


def _runs(marked: npt.NDArray[np.bool_], base: int) -> tuple[WordSpan, ...]:
    """The runs of True as word spans."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked, [False])).astype(np.int8)))
    return tuple((base + int(a), base + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
