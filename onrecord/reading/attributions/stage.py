"""Who says what: the attributions of a report, with resolved sources, stance and the chain of who passed it on.

The model gives the outermost attributions; rules over the tree, the lexicon and the layout add what its training
leaves out (nested ones, hearsay, headlines, transcripts) and decide source, stance and `via`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from onrecord.knowledge.cues import (
    CARRYING,
    CLAIM_NOUNS,
    DISCLOSING,
    REJECTING,
    VERBS,
    stance_of,
)
from onrecord.knowledge.speakers import SPEAKERS
from onrecord.reading.analysis import Analysis, AttributionFrame, WordSpan
from onrecord.reading.attributions.candidates import (
    Candidate,
    Pieces,
    Rule,
    char_spans,
    closed,
    descendants,
    holds,
    is_inside,
    negated,
    pieces_of,
    shared,
    size,
    trimmed,
    without,
)
from onrecord.reading.attributions.chains import Chains, holders, outlet_first, passing
from onrecord.reading.attributions.confidence import confidence
from onrecord.reading.attributions.doubts import less_bare, less_mute
from onrecord.reading.attributions.quotes import Quotes, carried_on, kind_of, owned, snapped
from onrecord.reading.attributions.rules import agent_of, is_idiom, is_passive, rule_candidates, source_of
from onrecord.reading.attributions.sources import SourceResolver
from onrecord.reading.attributions.spans import kept_apart, mended, shared_out
from onrecord.reading.layout import Layout
from onrecord.records import Actor, Attribution, AttributionStance, Report, Source, content_id
from onrecord.spans import SpanIndex, covering

SHOWN = 0.8
"""Confidence from which an attribution is shown as a fact of the report: right in 92 of 100 cases on the half of
polnear-dev that did not fit it."""

_SURE = frozenset(("according", "as", "decline", "there"))
"""Rules whose construction is plain enough to make a candidate of the model as good as sure."""

_AGREED = 0.7

_OUTSIDE: dict[Rule, float] = {
    "model": 1.0, "clause": 0.37, "infinitive": 0.1, "aside": 0.1, "quote": 0.5, "object": 0.1, "as": 0.6,
    "according": 0.6, "hearsay": 0.45, "noun": 0.1, "there": 0.5, "nested": 0.5, "decline": 0.7, "turn": 0.7,
}  # fmt: skip
"""The most that a rule's candidate is worth where the model could have marked it and did not."""

_THOUGHTS = frozenset(("clause", "decline"))

_SPEAKER_HIMSELF = frozenset(("i", "we", "you"))

KEPT = 0.36
"""Confidence from which a candidate is recorded at all; below it more are wrong than right, by far."""


def find_attributions(
    report: Report, analysis: Analysis, layout: Layout, actors: Sequence[Actor]
) -> tuple[Attribution, ...]:
    """The attributions of a report in text order, nested ones and those of hops included."""
    if not len(analysis):
        return ()
    quotes = Quotes(analysis, layout)
    resolver = SourceResolver(analysis, actors)
    chains = Chains(analysis, resolver, report.outlet)
    candidates = candidates_of(analysis, layout, quotes)
    candidates = chains.cited(candidates)
    candidates = [replace(c, score=max(confidence(analysis, quotes, c), c.least)) for c in candidates]
    candidates = [less_mute(analysis, c) for c in candidates]
    candidates = [c for c in candidates if c.score >= KEPT]
    candidates = [c for c in _weighed(candidates, candidates) if c.score >= KEPT]  # some lost what they stood in
    return _records(analysis, quotes, resolver, chains, candidates)


# ---------------------------------------------------------------- candidates


def candidates_of(analysis: Analysis, layout: Layout, quotes: Quotes) -> list[Candidate]:
    """What the model's frames and the rules take for attributions, joined and mended, in text order."""
    quotations = [quote.words for quote in quotes.listed]
    modelled = [c for frame in analysis.frames if (c := _from_frame(analysis, quotations, frame)).content]
    modelled = kept_apart(analysis, shared_out(analysis, quotations, modelled))
    modelled = [c for c in modelled if not is_idiom(analysis, c)]
    ruled = [c for c in rule_candidates(analysis) if not is_idiom(analysis, c)]
    own = [_own_words(analysis, quotes, c) for c in ruled]
    others = [c for c, mine in zip(ruled, own, strict=True) if not mine]
    found = _joined(analysis, modelled, [*_turns(analysis, layout), *others])
    found = [snapped(analysis, quotes, candidate) for candidate in found if candidate.content]
    found = owned(analysis, quotes, found)
    found = carried_on(analysis, quotes, sorted(found, key=_order))
    found = _with_second_layer(analysis, quotations, found)
    thoughts = [c for c, mine in zip(ruled, own, strict=True) if mine]
    return sorted([*found, *_nested_only(thoughts, found)], key=_order)


def _with_second_layer(
    analysis: Analysis, quotations: Sequence[WordSpan], candidates: list[Candidate]
) -> list[Candidate]:
    """The candidates and the frames of the model's second cue layer, which has nested ones and beliefs.

    A frame whose cue is a candidate's already confirms it; one that stands in no content, where the first layer could
    have marked it and did not, is worth less.
    """
    frames = analysis.deep_frames
    at = {word: index for index, c in enumerate(candidates) if c.cue for word in range(*c.cue)}
    inside = {word for c in candidates for piece in c.content for word in range(*piece)}
    found = list(candidates)
    for frame in frames:
        candidate = replace(_from_frame(analysis, quotations, frame), rule="nested")
        if not candidate.content:
            continue
        same = next((at[word] for word in range(*frame.cue) if word in at), None)
        if same is not None:
            if found[same].rule not in ("model", "turn"):
                found[same] = _told_better(analysis, found[same], candidate)
            continue
        candidate = less_bare(analysis, candidate)
        known = frame.cue[0] in inside
        found.append(candidate if known else replace(candidate, score=candidate.score * _OUTSIDE["nested"]))
    return found


def _told_better(analysis: Analysis, rule: Candidate, deep: Candidate) -> Candidate:
    """A rule's candidate that the model has too, with the model's longer content where it is sure of it.

    The subject of a participle is not always who speaks ("quoted Y as saying"): there the model knows better.
    """
    score = max(rule.score, deep.score)
    if deep.score < _AGREED:
        return replace(rule, score=score)
    longer = size(deep.content) > size(rule.content) == shared(rule.content, deep.content)
    last = deep.content[-1]
    longer = longer and (len(deep.content) < 2 or last[1] - last[0] > 1)  # a word apart is a slip of the labeller
    participle = rule.cue is not None and analysis.xpos[rule.cue[0]] == "VBG"
    apart = participle and deep.source and not shared(rule.source, deep.source)
    return replace(
        rule,
        score=score,
        content=deep.content if longer else rule.content,
        source=deep.source if apart else rule.source,
    )


def _nested_only(own: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """What speakers say of their own thoughts ("I think that X"), where it stands in something that they say."""
    inside = {word for c in found for piece in c.content for word in range(*piece)}
    cues = {word for c in found if c.cue for word in range(*c.cue)}
    return [c for c in own if c.cue and c.rule in _THOUGHTS and c.cue[0] in inside and c.cue[0] not in cues]


def _own_words(analysis: Analysis, quotes: Quotes, candidate: Candidate) -> bool:
    """Whether somebody quoted speaks of himself: "I think", which adds nothing to who said it."""
    if candidate.cue is None or quotes.at(candidate.cue[0]) is None or size(candidate.source) != 1:
        return False
    return analysis.forms[candidate.source[0][0]].lower() in _SPEAKER_HIMSELF


def _order(candidate: Candidate) -> tuple[int, int]:
    first = candidate.edges[0]
    return (min(first, candidate.cue[0]) if candidate.cue else first), first


def _from_frame(analysis: Analysis, quotations: Sequence[WordSpan], frame: AttributionFrame) -> Candidate:
    """The model's frame with whole roles that do not overlap, and the stance of its cue; content may be empty."""
    frame = replace(frame, cue=_whole_cue(analysis, frame.cue))
    stance = _stance(analysis, frame)
    passive = any(is_passive(analysis, w) for w in _verbs(analysis, frame.cue))
    named = frame.source if passive else _without_carriers(analysis, frame.source)
    source = _agent(analysis, frame) or named or _subject(analysis, frame)
    return mended(analysis, quotations, Candidate(frame.cue, source, frame.content, stance, frame.confidence, "model"))


def _whole_cue(analysis: Analysis, cue: WordSpan) -> WordSpan:
    """A cue that the model cut before its verb ("did" of "did not respond") with the verb."""
    head = analysis.heads[cue[1] - 1]
    if not all(analysis.upos[word] in ("AUX", "PART") for word in range(*cue)) or not cue[1] <= head <= cue[1] + 2:
        return cue
    between = range(cue[1], head)
    light = all(analysis.upos[word] in ("AUX", "PART", "ADV") for word in between)
    return (cue[0], head + 1) if light and analysis.upos[head] == "VERB" else cue


def _agent(analysis: Analysis, frame: AttributionFrame) -> Pieces:
    """Who confirms it in "was confirmed to Reuters by an insider", where the model took all of that for the source."""
    for word in _verbs(analysis, frame.cue):
        agent = agent_of(analysis, word) if is_passive(analysis, word) else None
        if agent is None:
            continue
        source = pieces_of(descendants(analysis, agent, analysis.dependents(agent, "case")))
        by = analysis.dependents(agent, "case")
        beside = any(start < by[0] for start, _ in frame.source) if by else False
        return source if shared(source, frame.source) and beside and not shared(source, frame.content) else ()
    return ()


def _verbs(analysis: Analysis, cue: WordSpan) -> list[int]:
    """The verbs of a cue, without those that say who handed it on ("said in a statement carried by Tass")."""
    verbs = [word for word in range(*cue) if analysis.upos[word] == "VERB"]
    return [w for w in verbs if w == verbs[0] or analysis.lemmas[w].lower() not in CARRYING]


def _without_carriers(analysis: Analysis, source: Pieces) -> Pieces:
    """The source without "by X" beside it: who carried a statement is not who made it."""
    kept = tuple(p for p in source if not p[0] or analysis.forms[p[0] - 1].lower() != "by")
    return kept or source


def _subject(analysis: Analysis, frame: AttributionFrame) -> Pieces:
    """The subject of an active speech verb to which the model gave no source, if it is outside the content."""
    for word in range(*frame.cue):
        entry = VERBS.get(analysis.lemmas[word].lower()) if analysis.upos[word] == "VERB" else None
        if entry is not None and entry.spoken and not is_passive(analysis, word):
            source = source_of(analysis, word)
            return source if not shared(source, frame.content) else ()
    return ()


def _stance(analysis: Analysis, frame: AttributionFrame) -> AttributionStance:
    """The stance of the cue's first telling word, with refusals and rejected claims told apart."""
    words = [w for w in range(*frame.cue) if analysis.upos[w] in ("VERB", "NOUN", "ADJ", "AUX")]
    if words and all(analysis.upos[w] == "AUX" for w in words):
        words = [head for w in words if (head := analysis.heads[w]) >= 0]  # the model cut "did not answer" short
    known = [w for w in words if analysis.lemmas[w].lower() in VERBS] or words[:1]
    if not known:
        return "asserts"
    word = known[0]
    lemma = analysis.lemmas[word].lower()
    if lemma in ("decline", "refuse"):
        return "asserts" if negated(analysis, word) else "declines"
    if lemma in REJECTING:
        objects = analysis.dependents(word, "obj")
        if any(analysis.lemmas[c] in CLAIM_NOUNS for c in objects):
            return "denies"
    for other in known[1:]:
        if (stance := stance_of(analysis.lemmas[other].lower(), negated=False)) != "asserts":
            return stance
    beside = {analysis.lemmas[w].lower() for w in (*range(*frame.cue), *analysis.children[word])}
    if lemma == "doubt" and analysis.upos[word] != "VERB" and beside & {"no", "little", "never"}:
        return "asserts"  # "had no doubt that X"
    would_not = negated(analysis, word)
    return "declines" if would_not and lemma in DISCLOSING else stance_of(lemma, negated=would_not)


def _turns(analysis: Analysis, layout: Layout) -> list[Candidate]:
    """Transcript turns, headlines, lead-ins and signed testimonies as candidates without a cue."""
    found: list[Candidate] = []
    for turn in layout.turns:
        source, content = analysis.words_in(turn.speaker), analysis.words_in(turn.content)
        if source[0] == source[1] or content[0] == content[1]:
            continue
        named = any(e.words[0] < source[1] and source[0] < e.words[1] for e in analysis.entities)
        capitals = analysis.slice(source).isupper()
        speaks = turn.kind == "headline" and analysis.lemmas[source[1] - 1].lower() in SPEAKERS
        if named or capitals or speaks or turn.kind in ("lead-in", "signature"):
            kept = trimmed(analysis, (content,), final=True)
            if kept:
                found.append(Candidate(None, (source,), kept, "asserts", 0.7, "turn"))
    return found


def _joined(analysis: Analysis, modelled: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """The model's candidates, mended by the rules' where both have the same cue, and the rules' own."""
    by_cue: dict[int, int] = {}
    found = list(modelled)
    for index, candidate in enumerate(found):
        assert candidate.cue is not None
        for word in range(*candidate.cue):
            by_cue.setdefault(word, index)
    by_place = SpanIndex((_extent(candidate), index) for index, candidate in enumerate(modelled))
    for rule in ruled:
        near = sorted(index for _, index in by_place.overlapping(_extent(rule)))
        if rule.rule == "turn":
            _take_turn(rule, modelled, found, near)
            continue
        same = by_cue.get(rule.cue[0]) if rule.cue else None
        outer = _coordinated(analysis, rule, by_cue)
        if outer is not None and found[outer].content:
            found[outer] = _less_second(analysis, found[outer], rule)
        if same is not None:
            found[same] = _mended(found[same], rule)
        elif outer is not None:
            found.append(
                replace(rule, score=max(rule.score, _OUTSIDE["clause"]) if not found[outer].source else rule.score)
            )
        elif not _doubled(analysis, rule, [modelled[index] for index in near]):
            found.append(rule)
    known = [*modelled, *(c for c in ruled if c.rule == "turn")]
    return _weighed(known, found) if modelled else found


def _take_turn(turn: Candidate, modelled: Sequence[Candidate], found: list[Candidate], near: Sequence[int]) -> None:
    """Give a turn's words to the model's candidate with its speaker, or to the turn itself where there is none."""
    index = _same_turn(turn, modelled, near)
    if index is not None:
        score = max(turn.score, found[index].score)
        found[index] = replace(found[index], content=turn.content, source=turn.source, rule="turn", score=score)
    else:
        found.append(turn)


def _coordinated(analysis: Analysis, rule: Candidate, by_cue: Mapping[int, int]) -> int | None:
    """Which candidate's cue the rule's is joined to by "and" or "but", sharing its source: "said X and warned Y"."""
    if rule.cue is None or rule.rule not in ("clause", "decline") or analysis.deprels[rule.cue[0]] != "conj":
        return None
    if analysis.dependents(rule.cue[0], "nsubj"):
        return None
    return by_cue.get(analysis.heads[rule.cue[0]])


def _less_second(analysis: Analysis, first: Candidate, second: Candidate) -> Candidate:
    """The first of two joined attributions without the second, and without the word that joins them."""
    assert second.cue is not None
    if not holds(first.content, second.cue[0]):
        return first
    words = [w for start, end in (second.cue, *second.content) for w in range(start, end)]
    words += [w for w in analysis.children[second.cue[0]] if w < second.cue[0] and not holds(second.source, w)]
    left = trimmed(analysis, without(first.content, pieces_of(words)))
    return replace(first, content=left) if left else first


def _weighed(modelled: Sequence[Candidate], candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, those of the rules outside all contents of the model marked down: it passed them over.

    Inside a content the model says nothing, as it marks outermost attributions only.
    """
    inside = {word for candidate in modelled for piece in candidate.content for word in range(*piece)}
    return [
        replace(c, score=min(c.score, _OUTSIDE[c.rule]))
        if c.rule != "model" and not c.passed and not c.hops and c.cue and c.cue[0] not in inside
        else c
        for c in candidates
    ]


def _extent(candidate: Candidate) -> WordSpan:
    """From the first to the last word of a candidate."""
    return covering([*candidate.content, *candidate.source, *([candidate.cue] if candidate.cue else [])])


def _same_turn(turn: Candidate, modelled: Sequence[Candidate], near: Sequence[int]) -> int | None:
    """Which of the model's candidates nearby has the turn's speaker as source and its words as content."""
    for index in near:
        if shared(modelled[index].source, turn.source) and shared(modelled[index].content, turn.content):
            return index
    return None


def _agree(candidate: Candidate, rule: Candidate) -> bool:
    same = shared(candidate.content, rule.content)
    return 2 * same >= max(size(candidate.content), size(rule.content))


def _mended(candidate: Candidate, rule: Candidate) -> Candidate:
    """The model's candidate with the source that the rule found where it has none, and the refusal it missed."""
    least = max(candidate.least, min(rule.score, _OUTSIDE[rule.rule]))
    candidate = replace(candidate, agreed=candidate.agreed or _agree(candidate, rule), least=least)
    if not candidate.source and rule.source and not shared(rule.source, candidate.content):
        candidate = replace(candidate, source=rule.source)
    whole = size(candidate.source) > size(rule.source) == shared(candidate.source, rule.source)
    if rule.rule in ("according", "as") and rule.source and not whole:
        content = without(candidate.content, rule.source)
        inside = size(rule.content) > size(content) == shared(rule.content, content)
        candidate = replace(candidate, source=rule.source, content=rule.content if inside or not content else content)
    if rule.rule in _SURE:
        candidate = replace(candidate, score=max(candidate.score, _AGREED))
    if rule.stance == "declines" and candidate.stance != "declines":
        candidate = replace(candidate, stance="declines")
    return candidate


def _is_spoken(analysis: Analysis, rule: Candidate) -> bool:
    entry = VERBS.get(analysis.lemmas[rule.cue[0]].lower()) if rule.cue else None
    return rule.rule in ("according", "turn") or (entry is not None and entry.spoken)


def _doubled(analysis: Analysis, rule: Candidate, modelled: Sequence[Candidate]) -> bool:
    """Whether the model already gives the rule's content under another cue, or has the rule's cue in a source."""
    for candidate in modelled:
        same = shared(candidate.content, rule.content)
        if 2 * same >= max(size(candidate.content), size(rule.content)) and not is_inside(candidate, rule):
            return True
        if rule.cue and holds(candidate.source, rule.cue[0]):
            return True
        # The model marks the outermost attribution: one that it passed over, around its own, has to be speech.
        if rule.cue and is_inside(rule, candidate) and not _is_spoken(analysis, rule):
            return True
    return False


# ---------------------------------------------------------------- records


def _records(
    analysis: Analysis, quotes: Quotes, resolver: SourceResolver, chains: Chains, candidates: list[Candidate]
) -> tuple[Attribution, ...]:
    candidates = _with_hops(chains, candidates)
    made = [_record(analysis, quotes, resolver, candidate) for candidate in candidates]
    held = holders(candidates)
    above = passing(candidates, held, resolver)
    for index, candidate in enumerate(candidates):
        if held[index] and resolver.is_speaker(candidate.source) and analysis.slice(candidate.source[0]) == "I":
            made[index] = _himself(made[index], made[held[index][0]].source)
    hop_of = {(c.cue, c.content, c.source): i for i, c in enumerate(candidates)}
    found: dict[str, Attribution] = {}
    for index, candidate in enumerate(candidates):
        via: list[str] = []
        seen = {index}
        for hop in candidate.hops:
            at = hop_of.get((hop.cue, candidate.content, (hop.source,)))
            if at is not None and at not in seen:
                seen.add(at)
                via.append(made[at].id)
        outer = above[index]
        while outer is not None and outer not in seen:
            seen.add(outer)
            via.append(made[outer].id)
            outer = above[outer]
        inside = via[0] if candidate.passed and via else made[held[index][0]].id if held[index] else None
        record = structs.replace(made[index], via=tuple(via), inside=inside)
        found.setdefault(record.id, record)
    return tuple(sorted(found.values(), key=_record_order))


def _himself(record: Attribution, speaker: Source) -> Attribution:
    """The attribution to "I" with what is known of the one who says so."""
    return structs.replace(record, source=structs.replace(speaker, span=record.source.span, details=()))


def _with_hops(chains: Chains, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with the outlets that passed them on, each outlet as a candidate of its own."""
    found: list[Candidate] = []
    for candidate in candidates:
        hops = candidate.hops or chains.hops(candidate)
        source = without(candidate.source, [hop.source for hop in hops if hop.source in candidate.source])
        candidate = replace(candidate, hops=hops, source=source or candidate.source)
        found.append(candidate)
        found.extend(outlet_first(candidate, hop) for hop in hops)
    unique: dict[tuple[object, ...], Candidate] = {}
    for candidate in found:
        unique.setdefault((candidate.cue, candidate.content, candidate.source), candidate)
    return list(unique.values())


def _record(analysis: Analysis, quotes: Quotes, resolver: SourceResolver, candidate: Candidate) -> Attribution:
    source = resolver.resolve(candidate.source)
    content = char_spans(analysis, tuple(closed(analysis, piece) for piece in candidate.content))
    cue = analysis.span(candidate.cue) if candidate.cue else None
    return Attribution(
        id=content_id("attribution", cue, content, source.span),
        source=source,
        cue=cue,
        content=content,
        quotation=kind_of(analysis, quotes, candidate.content),
        stance=candidate.stance,
        confidence=round(candidate.score, 3),
        shown=candidate.score >= SHOWN,
    )


def _record_order(record: Attribution) -> tuple[int, int, str]:
    first = record.content[0][0]
    return (min(first, record.cue[0]) if record.cue else first), first, record.id
