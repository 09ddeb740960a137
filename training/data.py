"""The bench's train parts as documents of words with labels for each layer; what nobody marked is IGNORE."""

import gzip
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import numpy as np
from tokenizers import Tokenizer

from onrecord.models.lemmas import edit_script
from onrecord.models.pieces import EncodedWords, encode_words
from onrecord.models.words import split_words
from onrecord.records import Direction, EventType, Modality, PositionStance
from onrecord.spans import Span

IGNORE = -100
ONTONOTES = (
    "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE "
    "DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL"
).split()
NAMES = ["PER", "LOC", "ORG"]
MENTIONS = ["person", "place", "organization", "thing"]
TIMEX = ["DATE", "TIME", "DURATION", "SET"]
NAME_OF_ENTITY = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
EVENTS = list(get_args(EventType))
MODALITIES = list(get_args(Modality))
STANCES = list(get_args(PositionStance))
HOLDINGS = ["past", "present", "future"]
CHANGES = ["none", "before", *get_args(Direction)]
"""What a position is to a shift: neither end of one, what was held before, or what its holder came to, and how."""
SCRIPTS_KEPT = 400

Labels = dict[str, np.ndarray]


@dataclass
class Frame:
    """One gold attribution: words of the cue, the source and the content; `deep` where nested ones are marked too."""

    cue: list[int]
    source: list[int]
    content: list[int]
    deep: bool = False


@dataclass(frozen=True)
class EventFrame:
    """One gold event: the word that names it, the words of who did it and of to whom it was done."""

    trigger: int
    actor: list[int]
    recipient: list[int]


@dataclass(frozen=True)
class PositionFrame:
    """One gold position: the words of its trigger, and for each of `network.POSITION_ROLES` those that fill it."""

    trigger: list[int]
    roles: tuple[list[int], ...]


@dataclass(frozen=True)
class EventPair:
    """Two actors between whom something of one of the types happens, in words that nobody marked."""

    actor: list[int]
    recipient: list[int]
    types: list[int]


@dataclass(frozen=True)
class Mention:
    """One gold mention by its head word, with the name words around it; mentions of one chain share `chain`."""

    word: int
    chain: str
    form: str
    names: frozenset[str]


@dataclass
class Document:
    """A text with its words, and a label or IGNORE for each word in each layer that somebody marked."""

    key: str
    text: str
    words: list[Span]
    labels: Labels = field(default_factory=dict)
    frames: list[Frame] | None = None
    mentions: list[Mention] | None = None
    events: list[EventFrame] = field(default_factory=list)
    pairs: list[EventPair] = field(default_factory=list)
    positions: list[PositionFrame] = field(default_factory=list)
    happening: list[int] | None = None
    """The types of which one happens somewhere in the text; empty where nothing political does."""
    encoded: EncodedWords | None = None

    def blank(self, layer: str, value: int = IGNORE) -> np.ndarray:
        """A fresh label array for the layer, all `value`."""
        self.labels[layer] = np.full(len(self.words), value, dtype=np.int64)
        return self.labels[layer]


@dataclass(frozen=True)
class Vocabulary:
    """The classes of each layer, in the order of the model's outputs."""

    upos: list[str]
    xpos: list[str]
    script: list[str]
    deprel: list[str]

    def bio(self, types: list[str]) -> list[str]:
        """O, then B and I of each type."""
        return ["O", *(f"{p}-{t}" for t in types for p in "BI")]

    def layers(self) -> dict[str, list[str]]:
        """All tag layers with their classes."""
        return {
            "upos": self.upos,
            "xpos": self.xpos,
            "script": self.script,
            "sentence": ["inside", "start"],
            "name": self.bio(NAMES),
            "entity": self.bio(ONTONOTES),
            "timex": self.bio(TIMEX),
            "cue": ["O", "B", "I"],
            "source": ["O", "B", "I"],
            "content": ["O", "B", "I"],
            "deep_cue": ["O", "B", "I"],
            "factuality": ["value"],
            "mention": ["O", *MENTIONS],
            "event": ["O", *EVENTS],
            "modality": MODALITIES,
            "stance": self.bio(STANCES),
            "holding": HOLDINGS,
            "change": CHANGES,
        }


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
        for line in lines:
            if line.strip():
                yield json.loads(line)


def vocabulary(bench: Path) -> Vocabulary:
    """The classes of the syntactic layers, from the training trees; the most frequent lemma scripts only."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "script", "deprel")}
    for corpus in ("ewt", "gum"):
        for row in read_rows(bench / f"syntax/ud-{corpus}-train.jsonl.gz"):
            for token in row["tokens"]:
                counts["upos"][token["upos"]] += 1
                counts["xpos"][token["xpos"]] += 1
                counts["deprel"][token["deprel"]] += 1
                counts["script"][edit_script(token["form"], token["lemma"])] += 1
    kept = {name: sorted(count) for name, count in counts.items()}
    kept["script"] = [
        script for script, _ in sorted(counts["script"].items(), key=lambda e: (-e[1], e[0]))[:SCRIPTS_KEPT]
    ]
    return Vocabulary(**kept)


def lemma_table(bench: Path) -> list[tuple[str, str, str]]:
    """(lower-cased form, UPOS, most frequent lemma) of the training trees, proper nouns left out, sorted."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for corpus in ("ewt", "gum"):
        for row in read_rows(bench / f"syntax/ud-{corpus}-train.jsonl.gz"):
            for token in row["tokens"]:
                if token["upos"] not in ("PROPN", "PUNCT", "SYM", "NUM", "X"):
                    counts.setdefault((token["form"].lower(), token["upos"]), Counter())[token["lemma"]] += 1
    best = {key: min(count.items(), key=lambda entry: (-entry[1], entry[0]))[0] for key, count in counts.items()}
    return sorted((form, upos, lemma) for (form, upos), lemma in best.items() if "\t" not in form + lemma)


class WordFinder:
    """From characters to the words that share a character with them."""

    def __init__(self, words: list[Span]) -> None:
        self.starts = [s for s, _ in words]
        self.ends = [e for _, e in words]

    def words(self, span: Iterable[int]) -> range:
        """The words that touch the span."""
        start, end = span
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


def mark_bio(labels: np.ndarray, words: range, kind: int) -> None:
    """Write B and I of the kind (numbered from 0) over the words."""
    if len(words):
        labels[words.start] = 1 + 2 * kind
        labels[words.start + 1 : words.stop] = 2 + 2 * kind


def treebank(
    bench: Path, corpus: str, part: str, vocab: Vocabulary
) -> tuple[list[Document], dict[str, tuple[Document, int, int]]]:
    """The documents of a treebank in running text, and where each sentence lies: (document, character, first word)."""
    scripts = {s: i for i, s in enumerate(vocab.script)}
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(bench / f"syntax/ud-{corpus}-{part}.jsonl.gz"):
        by_doc.setdefault(row["doc"], []).append(row)
    documents, places = [], {}
    for name, rows in by_doc.items():
        text = ""
        words: list[Span] = []
        sentences: list[tuple[int, int]] = []
        for row in rows:
            text += ("\n" if row.get("par") else " ") if text else ""
            sentences.append((len(text), len(words)))
            words += [(len(text) + t["start"], len(text) + t["end"]) for t in row["tokens"]]
            text += row["text"]
        doc = Document(f"{corpus}/{name}", text, words)
        upos, xpos, script = doc.blank("upos"), doc.blank("xpos"), doc.blank("script")
        head, deprel, sentence = doc.blank("head"), doc.blank("deprel"), doc.blank("sentence", 0)
        for row, (char, base) in zip(rows, sentences, strict=True):
            places[row["id"]] = (doc, char, base)
            if row["tokens"]:
                sentence[base] = 1
            for i, t in enumerate(row["tokens"]):
                upos[base + i] = vocab.upos.index(t["upos"])
                xpos[base + i] = vocab.xpos.index(t["xpos"]) if t["xpos"] in vocab.xpos else IGNORE
                script[base + i] = scripts.get(edit_script(t["form"], t["lemma"]), IGNORE)
                head[base + i] = base + t["head"] - 1 if t["head"] else base + i
                deprel[base + i] = vocab.deprel.index(t["deprel"]) if t["deprel"] in vocab.deprel else IGNORE
        doc.labels["sentence_id"] = np.cumsum(sentence)
        documents.append(doc)
    return documents, places


def add_gold_names(bench: Path, places: dict[str, tuple[Document, int, int]]) -> None:
    """PER, LOC and ORG of GUM over its documents."""
    for row in read_rows(bench / "syntax/names-gum-train.jsonl.gz"):
        doc, char, _ = places[row["id"]]
        labels = doc.labels.get("name")
        if labels is None:
            labels = doc.blank("name", 0)
        finder = WordFinder(doc.words)
        for e in row["entities"]:
            mark_bio(labels, finder.words((char + e["start"], char + e["end"])), NAMES.index(e["type"]))


def add_silver(path: Path, by_key: dict[str, tuple[Document, int]], proper_noun: int) -> list[Document]:
    """Silver entities over known documents, and new documents for the keys that nobody else has.

    In EWT, where names are not marked, a silver name counts when its words are proper nouns in the gold tags; other
    proper nouns are left open, everything else is no name.
    """
    fresh = []
    for row in read_rows(path):
        key = row["key"]
        if key not in by_key and not key.startswith("ingest/"):
            continue
        if key.startswith("ingest/"):
            text = row["text"][:12000]
            doc, char = Document(key, text, split_words(text)), 0
            fresh.append(doc)
            row["entities"] = [e for e in row["entities"] if e[1] <= len(text)]
        else:
            doc, char = by_key[key]
        entity = doc.labels.get("entity")
        if entity is None:
            entity = doc.blank("entity", 0)
        finder = WordFinder(doc.words)
        for start, end, label in row["entities"]:
            mark_bio(entity, finder.words((char + start, char + end)), ONTONOTES.index(label))
    for doc, _ in by_key.values():
        if doc.key.startswith("ewt/") and "name" not in doc.labels and "entity" in doc.labels:
            _names_by_tag(doc, proper_noun)
    return fresh


def _names_by_tag(doc: Document, proper_noun: int) -> None:
    name, entity, proper = doc.blank("name", 0), doc.labels["entity"], doc.labels["upos"] == proper_noun
    name[proper] = IGNORE
    at = 0
    while at < len(name):
        if entity[at] % 2 == 1:
            end = at + 1
            while end < len(name) and entity[end] == entity[at] + 1:
                end += 1
            kind = NAME_OF_ENTITY.get(ONTONOTES[(entity[at] - 1) // 2])
            inside = [w for w in range(at, end) if proper[w]]
            if kind and inside and len(inside) == inside[-1] - inside[0] + 1:
                mark_bio(name, range(inside[0], inside[-1] + 1), NAMES.index(kind))
            at = end
        else:
            at += 1


def polnear(path: Path) -> list[Document]:
    """PolNeAR's articles with cue, source and content tags and the attributions themselves."""
    documents = []
    for row in read_rows(path):
        doc = Document(f"polnear/{row['id']}", row["text"], split_words(row["text"]))
        finder = WordFinder(doc.words)
        layers = {role: doc.blank(role, 0) for role in ("cue", "source", "content")}
        doc.frames = []
        for attribution in row["attributions"]:
            found = {}
            for role, labels in layers.items():
                pieces = [finder.words(span) for span in attribution[role]]
                for words in pieces:
                    mark_bio(labels, words, 0)
                found[role] = [w for words in pieces for w in words]
            anchor = found["cue"] or _colon(doc, finder, found)
            if anchor and found["content"]:
                if not found["cue"]:
                    mark_bio(layers["cue"], range(anchor[0], anchor[0] + 1), 0)
                doc.frames.append(Frame(anchor, found["source"], found["content"]))
        documents.append(doc)
    return documents


def _colon(doc: Document, finder: WordFinder, found: dict[str, list[int]]) -> list[int]:
    """The colon or dash between a source and its content, the cue of an attribution that has no cue word."""
    if not found["source"] or not found["content"]:
        return []
    low, high = sorted((found["source"][-1] + 1, found["content"][0]))
    marks = [w for w in range(low, min(high, low + 4)) if doc.text[slice(*doc.words[w])] in (":", "-", "--", "—", "–")]
    return marks[:1]


def factuality(path: Path, places: dict[str, tuple[Document, int, int]], ewt: list[Document]) -> list[Document]:
    """Factuality values: on EWT's own documents where the sentence is there, else in documents of one sentence."""
    squeezed = {}
    for doc in ewt:
        doc.labels["factuality"] = np.full(len(doc.words), np.nan)
    sentences = sorted(
        ((d, c, b) for d, c, b in places.values() if d.key.startswith("ewt/")), key=lambda p: (p[0].key, p[2])
    )
    for (doc, _, base), following in zip(sentences, [*sentences[1:], None], strict=True):
        stop = following[2] if following and following[0] is doc else len(doc.words)
        squeezed["".join(doc.text[s:e] for s, e in doc.words[base:stop])] = (doc, base, stop)
    fresh = []
    for row in read_rows(path):
        plain = "".join(row["text"].split())
        if row["corpus"] == "uds" and plain in squeezed:
            doc, base, stop = squeezed[plain]
            ends = np.cumsum([e - s for s, e in doc.words[base:stop]])
            for event in row["events"]:
                at = len("".join(row["text"][: event["start"]].split()))
                doc.labels["factuality"][base + int(np.searchsorted(ends, at, side="right"))] = event["value"]
            continue
        doc = Document(f"factuality/{row['id']}", row["text"], split_words(row["text"]))
        doc.labels["factuality"] = np.full(len(doc.words), np.nan)
        finder = WordFinder(doc.words)
        for event in row["events"]:
            words = finder.words((event["start"], event["end"]))
            if len(words):
                doc.labels["factuality"][words[0]] = event["value"]
        fresh.append(doc)
    return fresh


def in_time_train_half(ident: str) -> bool:
    """Whether a document of bench/time belongs to the half that trains the timex layer; the other half measures it."""
    return hashlib.sha256(ident.encode()).digest()[0] % 2 == 0


def timexes(path: Path) -> list[Document]:
    """The training half of the time documents."""
    documents = []
    for row in read_rows(path):
        if not in_time_train_half(row["id"]):
            continue
        doc = Document(f"time/{row['id']}", row["text"], split_words(row["text"]))
        finder, labels = WordFinder(doc.words), doc.blank("timex", 0)
        for timex in row["timexes"]:
            mark_bio(labels, finder.words((timex["start"], timex["end"])), TIMEX.index(timex["type"].upper()))
        documents.append(doc)
    return documents


def encode(documents: Iterable[Document], tokenizer: Tokenizer) -> None:
    """Cut the words of the documents into pieces, in place."""
    for doc in documents:
        doc.encoded = encode_words(doc.text, doc.words, tokenizer)
