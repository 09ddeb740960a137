"""One entity layer out of two: names (learned from gold) and OntoNotes entities (learned from a tagger's output).

The name layer knows better what is a name, the entity layer has the finer types and everything that is no name (dates,
sums, nationalities). The tree mends the bounds: a name holds every proper noun joined to it.
"""

from collections.abc import Sequence

from onrecord.reading.analysis import LabelledSpan, WordSpan

_ENTITY_OF_NAME = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_NAME_OF_ENTITY = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
_JOINING = {
    "PER": frozenset(("flat",)),
    "LOC": frozenset(("flat", "compound", "amod", "nmod:desc")),
    "ORG": frozenset(("flat", "compound", "amod", "nmod:desc")),
}
"""Relations inside one name: a person's titles and nationality hang on it by the others."""
_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt gov sen rep rev president minister secretary king queen prince "
    "princess senator general colonel chancellor judge justice pope sheikh ayatollah premier governor mayor".split()
)


NAME_THRESHOLD = 0.6
"""The least mean probability of a name's words; chosen on uner-ewt-dev."""

SILVER_THRESHOLD = 0.9
"""The same for a name that the entity layer alone sees."""


def join_names(
    names: Sequence[LabelledSpan],
    entities: Sequence[LabelledSpan],
    words: "Words",
) -> list[LabelledSpan]:
    """The entities of a stretch of text, in text order, none overlapping another."""
    joined: list[LabelledSpan] = []
    plain = [name for name in names if name.score >= NAME_THRESHOLD and not words.address_in(name.words)]
    for name in _merged([_widened(name, words) for name in plain], words):
        met = [e for e in entities if e.words[0] < name.words[1] and name.words[0] < e.words[1]]
        same = [e for e in met if _NAME_OF_ENTITY.get(e.label) == name.label]
        label = same[0].label if same else _ENTITY_OF_NAME[name.label]
        joined.append(LabelledSpan(name.words, label, name.score))
    taken = [e.words for e in joined]
    rest = [
        e
        for e in entities
        if not any(a < e.words[1] and e.words[0] < b for a, b in taken)
        and (e.label not in _NAME_OF_ENTITY or e.score >= SILVER_THRESHOLD)
    ]
    return sorted([*joined, *rest], key=lambda e: e.words)


class Words:
    """What joining names needs to know of the words of a window that begins at word `base`."""

    def __init__(
        self,
        base: int,
        forms: Sequence[str],
        xpos: Sequence[str],
        heads: Sequence[int],
        deprels: Sequence[str],
        glued: Sequence[bool],
    ) -> None:
        self.base, self.forms, self.xpos = base, forms, xpos
        self.heads, self.deprels, self.glued = heads, deprels, glued

    @property
    def end(self) -> int:
        """The word after the window's last."""
        return self.base + len(self.forms)

    def proper(self, word: int) -> bool:
        """Whether the word is part of a name by its Penn tag: "New" in "New York" is, an adjective in UD."""
        return self.xpos[word - self.base] in ("NNP", "NNPS")

    def form(self, word: int) -> str:
        """The word as it stands."""
        return self.forms[word - self.base]

    def address_in(self, span: WordSpan) -> bool:
        """Whether one of the words is an address on the web or for mail: no name, though it may hold one."""
        forms = (self.form(word) for word in range(*span))
        return any("@" in form or "://" in form or form.lower().startswith("www.") for form in forms)

    def glued_to_next(self, word: int) -> bool:
        """Whether no blank stands between the word and the next."""
        return word + 1 < self.end and self.glued[word + 1 - self.base]

    def tied(self, word: int, span: WordSpan, label: str) -> bool:
        """Whether the word hangs on a word of the span, or one of them on it, as part of one name."""
        head, relation = self.heads[word - self.base], self.deprels[word - self.base]
        if span[0] <= head < span[1] and relation in _JOINING[label]:
            return True
        return any(
            self.heads[w - self.base] == word and self.deprels[w - self.base] in _JOINING[label] for w in range(*span)
        )


def _widened(name: LabelledSpan, words: Words) -> LabelledSpan:
    """The name with the proper nouns beside it that the tree ties to it; a person's title stays out."""
    start, end = name.words
    while start > words.base and _belongs(start - 1, (start, end), name.label, words):
        start -= 1
    while end < words.end and _belongs(end, (start, end), name.label, words):
        end += 1
    return LabelledSpan((start, end), name.label, name.score)


def _belongs(word: int, span: WordSpan, label: str, words: Words) -> bool:
    title = label == "PER" and words.form(word).lower().rstrip(".") in _TITLES
    return not title and words.proper(word) and words.tied(word, span, label)


def _merged(names: Sequence[LabelledSpan], words: Words) -> list[LabelledSpan]:
    """Names that overlap, are tied to each other or joined by a hyphen or "of" are one; the last one's type holds.

    In "Gulf of Mexico" and "Bank of England" the first part decides the type.
    """
    merged: list[LabelledSpan] = []
    for name in sorted(names, key=lambda n: n.words):
        before = merged[-1] if merged else None
        if before and name.words[0] < before.words[1]:
            better = max(before, name, key=lambda n: (n.score, n.words))
            merged[-1] = LabelledSpan(
                (before.words[0], max(before.words[1], name.words[1])), better.label, better.score
            )
        elif before and _one_name(before, name, words):
            of = words.form(before.words[1]).lower() == "of"
            label = before.label if of else name.label
            merged[-1] = LabelledSpan((before.words[0], name.words[1]), label, min(before.score, name.score))
        else:
            merged.append(name)
    return merged


def _one_name(before: LabelledSpan, name: LabelledSpan, words: Words) -> bool:
    gap = range(before.words[1], name.words[0])
    if not gap:
        return any(words.tied(w, name.words, name.label) for w in range(*before.words))
    between = [words.form(w).lower() for w in gap]
    if between == ["-"]:
        glued = words.glued_to_next(gap[0] - 1) and words.glued_to_next(gap[0])
        return glued and before.label == name.label == "PER"
    return before.label != "PER" and between in (["of"], ["of", "the"]) and name.label == "LOC"
