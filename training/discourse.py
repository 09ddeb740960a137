"""GUM's documents beyond the sentence: who is mentioned again where, and attributions at any depth."""

from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.spans import Span
from training.data import IGNORE, MENTIONS, Document, Frame, Mention, WordFinder, mark_bio, read_rows


def add_discourse(bench: Path, part: str, documents: list[Document], proper_noun: int) -> None:
    """Mark mentions, chains and attributions over GUM's documents, in place.

    Raises ValueError where the text of a document differs from that of its trees.
    """
    by_key = {doc.key: doc for doc in documents}
    for row in read_rows(bench / f"syntax/ud-gum-docs-{part}.jsonl.gz"):
        doc = by_key[f"gum/{row['id']}"]
        if doc.text != row["text"]:
            raise ValueError(f"{doc.key}: the document's text is not that of its trees")
        finder = WordFinder(doc.words)
        _add_mentions(doc, row["entities"], finder, proper_noun)
        _add_attributions(doc, row["attributions"], finder)


def _add_mentions(doc: Document, entities: list[dict[str, Any]], finder: WordFinder, proper_noun: int) -> None:
    labels, upos = doc.blank("mention", 0), doc.labels["upos"]
    chained = Counter(entity["cluster"] for entity in entities)
    found: dict[int, Mention] = {}
    # of several mentions with one head word the one in the longest chain counts
    for entity in sorted(entities, key=lambda e: (chained[e["cluster"]], e["start"], e["end"])):
        words = finder.words(entity["head"])
        if not len(words):
            continue
        head = words[-1] if all(upos[w] == proper_noun for w in words) else words[0]
        kind = entity["type"] if entity["type"] in MENTIONS else "thing"
        labels[head] = 1 + MENTIONS.index(kind)
        forms = [doc.text[slice(*doc.words[w])].lower() for w in _name_words(head, upos == proper_noun)]
        form = doc.text[slice(*doc.words[head])].lower()
        found[head] = Mention(head, entity["cluster"], form, frozenset(forms))
    doc.mentions = [found[word] for word in sorted(found)]


def _name_words(head: int, proper: Any) -> range:
    """The run of proper nouns around the head; nothing where the head is none."""
    if not proper[head]:
        return range(0)
    start, end = head, head + 1
    while start and proper[start - 1]:
        start -= 1
    while end < len(proper) and proper[end]:
        end += 1
    return range(start, end)


def _add_attributions(doc: Document, attributions: list[dict[str, Any]], finder: WordFinder) -> None:
    """Frames of the attributions whose cue is marked; the words of a unit without one are left open."""
    cues = doc.blank("deep_cue", 0)
    doc.frames = []
    for attribution in attributions:
        cue = _words(attribution["cue"], finder)
        content = _words(attribution["content"], finder)
        if not cue or not content:
            cues[_words(attribution["unit"], finder)] = IGNORE
            continue
        for piece in attribution["cue"]:
            mark_bio(cues, finder.words(piece), 0)
        source = [w for w in _words(attribution["source"] or [], finder) if w not in cue]
        doc.frames.append(Frame(cue, source, content, deep=True))


def _words(spans: list[Span], finder: WordFinder) -> list[int]:
    return [word for span in spans for word in finder.words(span)]
