"""Which event mentions of many reports tell one event: a pair score over words, arguments and reports, then clusters.

Reports are compared by TF-IDF over the lemmas of their content words and by the stories that they are known to tell,
mentions by the word that tells the event, its family, its arguments, the names and numbers around it and the model's
event types. The weights of the score stand in `data/events/links.tsv` (fitted by `training/fit_links.py`); clusters are
joined by average linkage.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.knowledge.sign_weights import load_sign_weights
from onrecord.knowledge.word_families import families, likeness
from onrecord.reading.analysis import Analysis, WordSpan, matches
from onrecord.spans import Span

LEAST_LIKENESS = 0.05
"""Reports less alike than this are not compared mention by mention."""
SAME_REPORT = 0.6
"""What stands for the likeness of a report to itself, on the scale of reports on one story."""
LINK_THRESHOLD = 0.35
"""The least mean probability between two clusters that are joined; chosen on held-out topics of ecb_train."""
KEPT = 0.02
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
COMMON = frozenset({"be", "have", "do", "say", "will", "would", "could", "than", "more", "also", "such", "other"})
DOING = ("nsubj", "nmod:poss", "obl:agent")
UNDERGOING = ("obj", "iobj", "nsubj:pass")
ABOUT = ("nsubj", "obj", "iobj", "obl", "nmod", "compound", "amod", "appos")
LONGEST_ARGUMENT = 8
OF_STORY = (
    "same lemma", "same family", "synonyms", "types, other lemma", "alike", "around", "arguments", "same doer",
    "same undergoer", "names", "shared words", "same text", "rare lemma",
)  # fmt: skip
"""Signs that may mean more, or less, between reports of one story."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of an event with what it is compared by."""

    report: int
    sentence: int
    lemma: str
    tag: str
    text: str
    words: frozenset[str]
    families: frozenset[str]
    doing: frozenset[str]
    undergoing: frozenset[str]
    arguments: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    types: Mapping[str, float]
    around: Vector


class Reports:
    """The likeness of reports to each other: the words they share, and whether they tell the same story.

    `stories` names the story of each report.
    """

    def __init__(self, analyses: Sequence[Analysis], stories: Sequence[str]) -> None:
        self._stories = stories
        words = [_content(analysis, (0, len(analysis))) for analysis in analyses]
        self._found = Counter(word for listed in words for word in set(listed))
        self._size = len(analyses)
        self._likeness = _products([self.vector(listed) for listed in words])

    def vector(self, words: Sequence[str]) -> Vector:
        """The TF-IDF vector of words, of length 1."""
        weights = {word: (1 + math.log(n)) * self.rarity(word) for word, n in sorted(Counter(words).items())}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}

    def rarity(self, word: str) -> float:
        """The logarithm of how many times fewer reports than all have the word."""
        return math.log((self._size + 1) / max(self._found[word], 1))

    def likeness(self, one: int, other: int) -> float:
        """The cosine of two reports."""
        return SAME_REPORT if one == other else self._likeness.get((min(one, other), max(one, other)), 0.0)

    def is_one_story(self, one: int, other: int) -> bool:
        """Whether two reports tell the same story."""
        return self._stories[one] == self._stories[other]


def link_mentions(
    analyses: Sequence[Analysis], mentions: Sequence[Sequence[Span]], stories: Sequence[str]
) -> list[list[int]]:
    """For each report the numbers of the clusters of its mentions; mentions with one number tell the same event.

    `mentions` holds, for each report, the spans that tell events, `stories` the story that it belongs to, as an archive
    knows it. The numbers mean nothing beyond this call.
    """
    reports = Reports(analyses, stories)
    told = [each for i, spans in enumerate(mentions) for each in describe(i, analyses[i], spans, reports)]
    weights = load_sign_weights("links")
    links: list[dict[int, float]] = [{} for _ in told]
    for a, b in candidate_pairs(told, reports):
        chance = 1 / (1 + math.exp(-weights.scores(pair_signs(told[a], told[b], reports))[0]))
        if chance > KEPT:
            links[a][b] = links[b][a] = chance
    found = iter(average_linkage(links, LINK_THRESHOLD))
    return [[next(found) for _ in spans] for spans in mentions]


def describe(report: int, analysis: Analysis, spans: Sequence[Span], reports: Reports) -> Iterator[Told]:
    """What the mentions of one report are compared by."""
    types = {trigger.word: dict(trigger.types) for trigger in analysis.triggers}
    for span in spans:
        words = analysis.words_in(span)
        if words[0] == words[1]:
            words = (min(words[0], len(analysis) - 1), min(words[0], len(analysis) - 1) + 1)
        yield _described(report, analysis, words, reports, types)


def _described(
    report: int, analysis: Analysis, words: WordSpan, reports: Reports, types: Mapping[int, Mapping[str, float]]
) -> Told:
    head = analysis.head_of(words)
    sentence = analysis.sentences[analysis.sentence_of[head]]
    lemma = _lemma(analysis, head)
    near = [word for word in range(*sentence) if not words[0] <= word < words[1]]
    doing, undergoing, arguments = _arguments(analysis, head, words)
    return Told(
        report=report,
        sentence=sentence[0],
        lemma=lemma,
        tag=analysis.upos[head],
        text=analysis.slice(words).lower(),
        words=frozenset(_content(analysis, words)),
        families=families(lemma),
        doing=doing,
        undergoing=undergoing,
        arguments=arguments,
        names=frozenset(analysis.lemmas[w].lower() for w in near if analysis.upos[w] == "PROPN"),
        numbers=frozenset(analysis.forms[w] for w in near if analysis.upos[w] == "NUM"),
        types=types.get(head, {}),
        around=reports.vector([w for w in _content(analysis, sentence) if w not in _content(analysis, words)]),
    )


def _lemma(analysis: Analysis, word: int) -> str:
    """The lemma, of a name in the plural ("the Oscars") the singular."""
    lemma = analysis.lemmas[word].lower().lstrip("#")
    plural = analysis.xpos[word] == "NNPS" or (analysis.upos[word] == "PROPN" and lemma.endswith("s"))
    return lemma[:-1] if plural and len(lemma) > 4 and lemma.endswith("s") and not lemma.endswith("ss") else lemma


def _content(analysis: Analysis, words: WordSpan) -> list[str]:
    lemmas = ((analysis.lemmas[w].lower(), analysis.upos[w]) for w in range(*words))
    return [lemma for lemma, tag in lemmas if tag in CONTENT and lemma not in COMMON]


def _arguments(analysis: Analysis, head: int, words: WordSpan) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The lemmas of who does it, of whom it is done to, and of all that the word takes."""
    sides: dict[str, set[str]] = {"doing": set(), "undergoing": set(), "all": set()}
    for child in analysis.children[head]:
        relation = analysis.deprels[child]
        if words[0] <= child < words[1] or not (matches(relation, ABOUT) or relation in DOING):
            continue
        lemmas = _nouns(analysis, child, words)
        sides["all"] |= lemmas
        if relation in UNDERGOING:
            sides["undergoing"] |= lemmas
        elif relation in DOING:
            sides["doing"] |= lemmas
    above = analysis.heads[head]
    if above >= 0 and not sides["doing"]:
        for child in analysis.dependents(above, "nsubj"):
            if child != head:
                sides["doing"] |= _nouns(analysis, child, words)
        sides["all"] |= sides["doing"]
    return frozenset(sides["doing"]), frozenset(sides["undergoing"]), frozenset(sides["all"])


def _nouns(analysis: Analysis, word: int, outside: WordSpan) -> set[str]:
    start, end = analysis.subtree_edges[word]
    inside = range(start, min(end, start + LONGEST_ARGUMENT))
    kept = (w for w in inside if analysis.upos[w] in ("NOUN", "PROPN", "NUM") and not outside[0] <= w < outside[1])
    return {analysis.lemmas[w].lower() for w in kept}


def candidate_pairs(told: Sequence[Told], reports: Reports) -> Iterator[tuple[int, int]]:
    """The pairs of mentions whose reports are alike enough; two words of one sentence only where they are the same."""
    by_report: dict[int, list[int]] = {}
    for index, each in enumerate(told):
        by_report.setdefault(each.report, []).append(index)
    for one in by_report:
        for other in by_report:
            if other <= one and reports.likeness(one, other) >= LEAST_LIKENESS:
                yield from _pairs_between(told, by_report[one], by_report[other])


def _pairs_between(told: Sequence[Told], ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    for a in ones:
        for b in others:
            one, other = told[a], told[b]
            same_sentence = one.report == other.report and one.sentence == other.sentence
            if (one.report != other.report or b < a) and (not same_sentence or one.lemma == other.lemma):
                yield a, b


def pair_signs(one: Told, other: Told, reports: Reports) -> dict[str, float]:
    """The signs that two mentions do, or do not, tell one event, each between 0 and about 1."""
    alike = min(reports.likeness(one.report, other.report), SAME_REPORT)
    signs = {"alike": alike, "same report": float(one.report == other.report)}
    signs |= _signs_of_words(one, other, reports, alike) | _signs_around(one, other)
    if reports.is_one_story(one.report, other.report):
        signs["story"] = 1.0
        signs |= {f"story, {name}": signs[name] for name in OF_STORY}
    return {name: value for name, value in signs.items() if value}


def _signs_of_words(one: Told, other: Told, reports: Reports, alike: float) -> dict[str, float]:
    """What the words themselves say: the same one, one of its family, a synonym, the same kind of event."""
    same = float(one.lemma == other.lemma)
    family = float(not same and not one.families.isdisjoint(other.families))
    apart = 1.0 - max(same, family)
    synonyms = apart * likeness(one.lemma, one.tag == "VERB", other.lemma, other.tag == "VERB")
    kinds = sum(p * other.types.get(kind, 0.0) for kind, p in one.types.items())
    return {
        "same lemma": same,
        "same lemma, alike": same * alike,
        "same lemma, around": same * _cosine(one.around, other.around),
        "rare lemma": same * reports.rarity(one.lemma) / 5,
        "same family": family,
        "same family, alike": family * alike,
        "other lemma, alike": apart * alike,
        "synonyms": synonyms,
        "synonyms, alike": synonyms * alike,
        "first synonyms": float(synonyms == 1.0),
        "same text": float(one.text == other.text),
        "same tag": float(one.tag == other.tag),
        "shared words": len(one.words & other.words) / max(1, len(one.words | other.words)),
        "types": kinds,
        "types, other lemma": kinds * apart,
        "types, other lemma, alike": kinds * apart * alike,
    }


def _signs_around(one: Told, other: Told) -> dict[str, float]:
    """What stands around the words: who does it, to whom, which names and numbers."""
    return {
        "around": _cosine(one.around, other.around),
        "same doer": float(not one.doing.isdisjoint(other.doing)),
        "same undergoer": float(not one.undergoing.isdisjoint(other.undergoing)),
        "arguments": _share(one.arguments, other.arguments),
        "no arguments": float(not one.arguments or not other.arguments),
        "other doer": _clash(one.doing, other.doing),
        "other undergoer": _clash(one.undergoing, other.undergoing),
        "names": _share(one.names, other.names),
        "other numbers": _clash(one.numbers, other.numbers),
    }


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _clash(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _cosine(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[word] for word, weight in small.items() if word in large)


def _products(vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """The cosines of all pairs (smaller number first) of reports that share a word."""
    holders: dict[str, list[int]] = {}
    for index, vector in enumerate(vectors):
        for word in vector:
            holders.setdefault(word, []).append(index)
    found: dict[tuple[int, int], float] = {}
    for word, listed in holders.items():
        for place, one in enumerate(listed):
            for other in listed[place + 1 :]:
                found[one, other] = found.get((one, other), 0.0) + vectors[one][word] * vectors[other][word]
    return found


def average_linkage(links: Sequence[Mapping[int, float]], threshold: float) -> list[int]:
    """Clusters by average linkage: the number of each item's cluster.

    `links` holds for each item the probabilities of its pairs, both ways; a pair that is missing counts as 0.
    """
    sums = [dict(row) for row in links]
    members = [[index] for index in range(len(sums))]
    heap = [(-p, a, b, 1, 1) for a, row in enumerate(sums) for b, p in row.items() if a < b and p >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if (len(members[a]), len(members[b])) == (size_a, size_b):
            _join(sums, members, a, b)
            for c, total in sums[a].items():
                mean = total / (len(members[a]) * len(members[c]))
                if mean >= threshold:
                    low, high = min(a, c), max(a, c)
                    heapq.heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    number = {item: index for index, listed in enumerate(members) for item in listed}
    return [number[item] for item in range(len(sums))]


def _join(sums: list[dict[int, float]], members: list[list[int]], a: int, b: int) -> None:
    """Move all of cluster b into cluster a."""
    members[a] += members[b]
    members[b] = []
    sums[a].pop(b, None)
    for c, total in sums[b].items():
        sums[c].pop(b, None)
        if c != a:
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + total
    sums[b] = {}
