"""The reports of one story made ready: their sayings, on whose word each stands, and which report is whose text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.archive.claims.citing import Credits, credits_of
from onrecord.archive.claims.sayings import Saying, Telling, tell
from onrecord.archive.claims.voices import Voice, voices, with_confided
from onrecord.archive.reuse.outlets import outlet_key
from onrecord.archive.reuse.verdicts import Reuse
from onrecord.knowledge.actors import organization
from onrecord.reading.attributions.credits import is_outlet_name
from onrecord.records import Record
from onrecord.spans import Span, contains, overlaps

DERIVED = frozenset({"copy", "rewrite"})
_CARRYING = re.compile(
    r"\b(?:carried|published|ran|broke|first reported|picked up)\s+(?:the|a|its|this)?\s*"
    r"(?:news|story|report|account)\b"
)
_SEEING = re.compile(
    r"\b(?:seen|obtained|reviewed|viewed|read)\b.*\b(?:notes?|memos?|memorandum|documents?|letters?|copy|copies|e-?mails?|papers?)\b"
)
_GOES_ON = re.compile(r"\b(?:will|would|must|shall|should)\b|^(?:They|He|She|It)\b")


@dataclass(frozen=True, slots=True)
class Lineage:
    """That a report is another's text, or in part: the other report if it is here, its outlet, the passages."""

    parent: int | None
    outlet: str | None
    whole: bool
    passages: tuple[Span, ...]
    proof: Reuse


@dataclass(frozen=True, slots=True)
class Story:
    """Reports in order of publication with all that is asked of them to follow chains."""

    tellings: tuple[Telling, ...]
    credits: tuple[Credits, ...]
    sayings: tuple[Saying, ...]
    voices: tuple[tuple[Voice, ...], ...]
    """On whose word each saying stands."""
    denials: frozenset[int]
    """The sayings that somebody denies in so many words, there or beside it: "has sent nobody, denying reports"."""
    lineage: Mapping[int, tuple[Lineage, ...]]
    names: Mapping[str, str]
    """What the outlet of a key is called."""

    def report(self, saying: int) -> int:
        """The report that a saying stands in."""
        return self.sayings[saying].report

    def id(self, report: int) -> str:
        """The id of a report."""
        return self.tellings[report].record.report.id

    def words(self, saying: int) -> str:
        """The words of a saying."""
        found = self.sayings[saying]
        return " ".join(self.tellings[found.report].text[slice(*found.span)].split())

    def name(self, outlet: str | None) -> str | None:
        """What an outlet is called."""
        return None if outlet is None else self.names.get(outlet, outlet)

    def home(self, report: int, span: Span | None = None, seen: frozenset[int] = frozenset()) -> str | None:
        """The key of the outlet whose text a report, or the passage at `span`, is: there its sources were heard."""
        for lineage in self.lineage.get(report, ()):
            inside = lineage.whole or (span is not None and any(overlaps(span, p) for p in lineage.passages))
            if inside and lineage.parent is not None and lineage.parent not in seen:
                return self.home(lineage.parent, None, seen | {report})
            if inside and lineage.outlet is not None:
                return lineage.outlet
        return self.credits[report].home


def make_story(records: Sequence[Record], reuse: Iterable[Reuse]) -> Story:
    """The story of some reports; their order and that of the pairs do not matter."""
    ordered = sorted(records, key=lambda record: (record.report.published or "~", record.report.id))
    tellings = tuple(tell(number, record) for number, record in enumerate(ordered))
    outlets = sorted({name for record in ordered for name in _outlets_of(record)})
    plain = _own_aliases(tellings, _one_key_each([credits_of(telling, outlets) for telling in tellings]))
    credits = tuple(with_confided(telling, credit) for telling, credit in zip(tellings, plain, strict=True))
    found = [pair for telling, credit in zip(tellings, credits, strict=True) for pair in _voiced(telling, credit)]
    return Story(
        tellings,
        credits,
        tuple(saying for saying, _ in found),
        tuple(voiced for _, voiced in found),
        frozenset(n for n, (saying, _) in enumerate(found) if _is_denial(tellings[saying.report], saying)),
        _lineages(ordered, reuse),
        _names(tellings, credits),
    )


def _outlets_of(record: Record) -> Iterator[str]:
    """The names of the outlets that a report is of or passes words on from, so that other reports' credits are seen."""
    if record.report.outlet:
        yield record.report.outlet
    for attribution in record.attributions:
        if attribution.source.kind == "outlet" and attribution.source.span:
            name = re.sub(r"^[Tt]he ", "", " ".join(record.report.text[slice(*attribution.source.span)].split()))
            if 2 <= len(name.split()) <= 5 and all(word[0].isupper() for word in name.split()) and is_outlet_name(name):
                yield name


def _one_key_each(credits: Sequence[Credits]) -> tuple[Credits, ...]:
    """The credits with one key for each outlet: "Harbour Times" is the "Harbour Times-News" where a report has that."""
    keys = sorted({key for credit in credits for key in (*credit.own, *(c.outlet for c in credit.citations))})
    words = {key: re.split(r"[\s-]+", key) for key in keys}
    full = {
        key: max((k for k in keys if words[k][: len(words[key])] == words[key]), key=lambda k: (len(words[k]), k))
        if len(words[key]) > 1
        else key
        for key in keys
    }
    return tuple(
        replace(
            credit,
            own=frozenset(full[key] for key in credit.own),
            home=full.get(credit.home or "", credit.home),
            citations=tuple(
                replace(c, outlet=full[c.outlet], through=tuple(full.get(k, k) for k in c.through))
                for c in credit.citations
            ),
        )
        for credit in credits
    )


def _own_aliases(tellings: Sequence[Telling], credits: Sequence[Credits]) -> tuple[Credits, ...]:
    """An agency's short name in its own dateline is its own: "(GNA)" in a report of the Ghana News Agency."""
    keys = {key for credit in credits for key in credit.own}
    return tuple(
        replace(credit, own=credit.own | {credit.home}, home=min(credit.own))
        if credit.home and credit.own and credit.home not in credit.own and _is_alias(telling, credit.home, keys)
        else credit
        for telling, credit in zip(tellings, credits, strict=True)
    )


def _is_alias(telling: Telling, home: str, keys: set[str]) -> bool:
    own = telling.record.report.outlet or ""
    if home in keys:
        return False
    initials = "".join(rf"{re.escape(word[0])}\w?" for word in re.findall(r"[A-Za-z]+", own.lower()) if word != "the")
    listed = organization(home.upper()) or organization(home.title())
    return bool(re.fullmatch(initials, home)) or listed is None


def _voiced(telling: Telling, credits: Credits) -> Iterator[tuple[Saying, tuple[Voice, ...]]]:
    """A report's sayings with their voices; what only points at another saying lends that its voices."""
    listed = [(saying, voices(telling, saying, credits)) for saying in telling.sayings]
    for at, (saying, found) in enumerate(listed):
        if saying.generic or _tells_of_news(telling, saying, credits):
            continue
        twin = next((more for other, more in listed if other.span == saying.span and other is not saying), None)
        if twin is not None and not saying.negated and set(found) <= set(twin):
            continue
        lent = [v for other, more in listed if other.generic and _beside(other, saying) for v in more]
        own = tuple(dict.fromkeys((*found, *lent)))
        yield saying, own or _implied(telling, listed, at) or _hearsay(saying, credits)


def _tells_of_news(telling: Telling, saying: Saying, credits: Credits) -> bool:
    """Whether nobody's sentence tells only how the news came about: "the agency carried it, quoting the Globe"."""
    words = telling.text[slice(*saying.span)]
    told = _CARRYING.search(words) is not None or _SEEING.search(words) is not None
    if saying.attributions and not told:
        return False
    spans = [c.span for c in credits.citations if c.role == "reported" and c.sentence == saying.sentence]
    return (told and bool(credits.citations)) or any(overlaps(span, saying.span) for span in spans)


def _is_hearsay(saying: Saying) -> bool:
    return all(a.source.span is None for a in saying.attributions)


def _hearsay(saying: Saying, credits: Credits) -> tuple[Voice, ...]:
    """Whose word hearsay at the head of a report is: "X is said to have done it" goes on with who reported it."""
    if not saying.attributions or not (
        _is_hearsay(saying) or all(a.source.kind == "document" for a in saying.attributions)
    ):
        return ()
    near = (
        c for c in credits.citations if c.role == "reported" and saying.sentence < c.sentence <= saying.sentence + 2
    )
    cited = next((c for c in near if c.outlet not in credits.own), None)
    if cited is None:
        return ()
    return (Voice("outlet", cited.outlet, cited.source, cited.span, implied=True, through=cited.through),)


def _is_denial(telling: Telling, saying: Saying) -> bool:
    """Whether somebody denies it, there or in the sentence before or behind: "has sent nobody, denying reports"."""
    if not saying.negated or not saying.attributions:
        return False
    speakers = {a.source.actor for a in saying.attributions if a.source.actor}
    near = telling.sentences[max(0, saying.sentence - 1) : saying.sentence + 2]
    around = near[0][0], near[-1][1]
    return saying.denial or any(
        a.stance == "denies" and a.source.actor in speakers and a.cue is not None and contains(around, a.cue)
        for a in telling.record.attributions
    )


def _beside(generic: Saying, saying: Saying) -> bool:
    return generic.sentence == saying.sentence and generic.negated == saying.negated


def _implied(telling: Telling, listed: Sequence[tuple[Saying, tuple[Voice, ...]]], at: int) -> tuple[Voice, ...]:
    """Whose word goes on in a sentence without a source: the speaker of the sentence before, in the same paragraph."""
    saying = listed[at][0]
    sentence = telling.sentences[saying.sentence]
    if saying.attributions or saying.sentence == 0 or not _GOES_ON.search(telling.text[slice(*sentence)]):
        return ()
    before = telling.sentences[saying.sentence - 1]
    if "\n" in telling.text[before[1] : sentence[0]]:
        return ()
    said = [v for other, found in listed if other.sentence == saying.sentence - 1 and other.attributions for v in found]
    return tuple(replace(voice, implied=True) for voice in dict.fromkeys(said)) if len(set(said)) == 1 else ()


def _lineages(ordered: Sequence[Record], reuse: Iterable[Reuse]) -> dict[int, tuple[Lineage, ...]]:
    """For each report whose text it is, in whole or in part, the closest first."""
    number = {record.report.id: at for at, record in enumerate(ordered)}
    found: dict[int, list[tuple[float, Lineage]]] = {}
    for pair in sorted(reuse, key=lambda pair: (pair.a, pair.b)):
        if pair.a not in number or pair.b not in number:
            continue
        for child, parent, share, side in ((pair.a, pair.b, pair.share_a, "a"), (pair.b, pair.a, pair.share_b, "b")):
            lineage = _lineage(pair, child, number[parent], side)
            if lineage is not None:
                found.setdefault(number[child], []).append((-share, lineage))
    return {
        child: tuple(lineage for _, lineage in sorted(listed, key=lambda entry: (entry[0], entry[1].parent or -1)))
        for child, listed in found.items()
    }


def _lineage(pair: Reuse, child: str, parent: int, side: str) -> Lineage | None:
    from_other = "a_from_b" if side == "a" else "b_from_a"
    spans = tuple(p.a if side == "a" else p.b for p in pair.passages if p.kind == "exclusive")
    whole = pair.label in DERIVED
    if not whole and pair.label != "shared_passage":
        return None
    if pair.direction == from_other:
        return Lineage(parent, None, whole, spans, pair)
    if pair.direction == "common_source" and pair.origin:
        return Lineage(None, outlet_key(pair.origin), whole, spans, pair)
    return None


def _names(tellings: Sequence[Telling], credits: Sequence[Credits]) -> dict[str, str]:
    found: dict[str, str] = {}
    for telling, credit in zip(tellings, credits, strict=True):
        if telling.record.report.outlet:
            for key in sorted(credit.own):
                found.setdefault(key, telling.record.report.outlet)
    for credit in credits:
        for key, name in credit.names:
            found.setdefault(key, name)
    return found
