"""How far the two annotations of the attribution corpus agree.

    python -m benchmarks.agreement

A span counts as the words it touches, so that quotation marks and commas at its edges do not matter. Two
attributions can match when their contents share half of the longer one's words; they are paired one to one, the
largest share first, equal sources before others. `attribution` also asks for the same source: missing in both,
half of the longer one's words shared, or the same head word. That is how outermost attributions are scored on
PolNeAR, but for the sources: here they have a say in the pairing, since nested attributions often share a content.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from onrecord.records import Attribution
from onrecord.spans import Span
from training.corpus import CORPUS, AnnotatedReport, annotations, read, resolve

Tokens = frozenset[int]
Pair = tuple[Attribution, Attribution]

ENDS_HEAD = frozenset(
    "of in from at for with who whose whom which that on to by and or as close familiar speaking involved "
    "has had is was were are have".split()
)
"""Words that end the head noun phrase of a source: "the head | of the union", "a man | who ..."."""

CLASSES: dict[str, Callable[[Attribution], str]] = {
    "stance": lambda a: a.stance,
    "anonymity": lambda a: a.source.anonymity,
    "kind": lambda a: a.source.kind,
    "quotation": lambda a: a.quotation,
    "count": lambda a: str(a.source.count),
}


class Words:
    """The words of a text, numbered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in re.finditer(r"\w+", text)]
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def touched(self, spans: Iterable[Span | None]) -> Tokens:
        """The words that share a character with one of the spans."""
        return frozenset(
            chain.from_iterable(
                range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])) for span in spans if span
            )
        )

    def head(self, tokens: Tokens) -> int | None:
        """About the head of a noun phrase: its last word before a comma, bracket, dash or word of ENDS_HEAD."""
        last = before = None
        for token in sorted(tokens):
            word = self.text[slice(*self.spans[token])].lower()
            if before is not None:
                gap = self.text[self.spans[before][1] : self.spans[token][0]]
                if token != before + 1 or set(gap) & set(",;:()[]–—\n") or word in ENDS_HEAD:
                    break
                if word == "s" and gap in ("'", "’"):
                    before = token
                    continue
            last = before = token
        return last


def overlap(a: Tokens, b: Tokens) -> float:
    """Words shared, as a share of the larger set."""
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def same_source(words: Words, a: Attribution, b: Attribution) -> bool:
    """Whether the two name the same words as the source, or both none."""
    first, second = words.touched([a.source.span]), words.touched([b.source.span])
    if not first or not second:
        return not first and not second
    return overlap(first, second) >= 0.5 or words.head(first) == words.head(second)


def matched(
    words: Words,
    first: Iterable[Attribution],
    second: Iterable[Attribution],
    fits: Callable[[Words, Attribution, Attribution], bool],
) -> list[Pair]:
    """Pairs of attributions that fit and whose contents share half of the longer one's words, best first."""
    others = [(words.touched(b.content), b) for b in second]
    candidates = []
    for i, a in enumerate(first):
        content = words.touched(a.content)
        for j, (other, b) in enumerate(others):
            share = overlap(content, other)
            if share >= 0.5 and fits(words, a, b):
                candidates.append((-share, not same_source(words, a, b), i, j, (a, b)))
    pairs: dict[tuple[str, int], Pair] = {}
    for _, _, i, j, pair in sorted(candidates, key=lambda candidate: candidate[:4]):
        if ("first", i) not in pairs and ("second", j) not in pairs:
            pairs["first", i] = pairs["second", j] = pair
    return [pair for (side, _), pair in pairs.items() if side == "first"]


def links(attributions: Iterable[Attribution], pairs: Iterable[Pair], side: int, kind: str) -> set[tuple[str, str]]:
    """The links of one annotation; attributions that have a partner go by the id that the first annotator gave it."""
    ids = {pair[side].id: pair[0].id for pair in pairs}

    def name(identifier: str) -> str:
        return ids.get(identifier, f"only-{side}-{identifier}")

    return {
        (name(attribution.id), name(link))
        for attribution in attributions
        for link in (filter(None, [attribution.inside]) if kind == "inside" else attribution.via)
    }


def details(words: Words, attribution: Attribution) -> list[tuple[str, Tokens]]:
    """The details of the source as kinds and words."""
    return [(detail.kind, words.touched([detail.span])) for detail in attribution.source.details]


def shared_details(words: Words, pair: Pair) -> int:
    """How many details of the first have one of the same kind in the second that shares a word of it."""
    left = details(words, pair[1])
    count = 0
    for kind, tokens in details(words, pair[0]):
        hit = next((other for other in left if other[0] == kind and other[1] & tokens), None)
        if hit:
            left.remove(hit)
            count += 1
    return count


class Sides:
    """Counts of what both annotations have, and of what each has."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.second: Counter[str] = Counter()

    def add(self, name: str, both: int, first: int, second: int) -> None:
        """Count what both annotations have and how much each has."""
        self.both[name] += both
        self.first[name] += first
        self.second[name] += second

    def table(self) -> Iterator[str]:
        """The counts with their F1 as a Markdown table."""
        yield "| | first | second | both | F1 |"
        yield "|---|---|---|---|---|"
        for name, first in self.first.items():
            second, both = self.second[name], self.both[name]
            yield f"| {name} | {first} | {second} | {both} | {2 * both / max(1, first + second):.3f} |"


class Tally(Sides):
    """Counts over reports, and the classes of what both have."""

    def __init__(self) -> None:
        super().__init__()
        self.classes: dict[str, list[tuple[str, str]]] = {name: [] for name in CLASSES}
        self.same_via: list[bool] = []

    def report(self, one: AnnotatedReport, other: AnnotatedReport) -> None:
        """Count one report's two annotations."""
        words = Words(one.report.text)
        first, second = one.attributions, other.attributions
        content_only = matched(words, first, second, lambda *_: True)
        pairs = matched(words, first, second, same_source)
        self.add("content only", len(content_only), len(first), len(second))
        self.add("attribution", len(pairs), len(first), len(second))
        for kind in ("inside", "via"):
            a, b = links(first, pairs, 0, kind), links(second, pairs, 1, kind)
            self.add(f"{kind} links", len(a & b), len(a), len(b))
        self.matched(words, pairs)

    def matched(self, words: Words, pairs: list[Pair]) -> None:
        """Count the classes and details of the attributions that both have."""
        ids = {b.id: a.id for a, b in pairs}
        for a, b in pairs:
            for name, value in CLASSES.items():
                self.classes[name].append((value(a), value(b)))
            self.same_via.append(list(a.via) == [ids.get(link) for link in b.via])
            self.add("details", shared_details(words, (a, b)), len(details(words, a)), len(details(words, b)))

    def lines(self) -> Iterator[str]:
        """The figures as Markdown tables."""
        yield from self.table()
        yield ""
        yield "| on attributions that both have | same | kappa |"
        yield "|---|---|---|"
        for name, values in self.classes.items():
            same = sum(a == b for a, b in values)
            yield f"| {name} | {same / max(1, len(values)):.3f} | {kappa(values):.3f} |"
        yield f"| whole `via` chain | {sum(self.same_via) / max(1, len(self.same_via)):.3f} | |"


def kappa(values: list[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond what the two annotators' habits alone would give."""
    if not values:
        return 0.0
    same = sum(a == b for a, b in values) / len(values)
    first, second = Counter(a for a, _ in values), Counter(b for _, b in values)
    chance = sum(first[value] * second[value] for value in first) / len(values) ** 2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def agreement(folder: Path = CORPUS) -> tuple[int, Tally]:
    """How many reports two annotators marked, and what they agree on, each as the annotator left it."""
    rows = [row for name in ("train", "test") for row in read(folder / f"{name}.jsonl")]
    before = {row.id: row for row in annotations(folder / "first.jsonl", rows)}
    first = {row.id: before.get(row.id, row) for row in rows}
    tally, count = Tally(), 0
    for second in annotations(folder / "second.jsonl", rows):
        tally.report(resolve(first[second.id]), resolve(second))
        count += 1
    return count, tally


def main() -> None:
    """Print the agreement on the reports that both annotators marked."""
    reports, tally = agreement()
    print(f"{reports} reports annotated twice\n")
    print("\n".join(tally.lines()))


if __name__ == "__main__":
    main()
