"""On whose word a report says something: unnamed sources that its outlet heard, public words, or another outlet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.archive.claims.citing import Citation, Credits
from onrecord.archive.claims.sayings import Saying, Telling
from onrecord.archive.reuse.outlets import named_outlets, outlet_key
from onrecord.knowledge.actors import role_noun
from onrecord.records import Attribution, Record
from onrecord.spans import Span, contains, overlaps

VoiceKind = Literal["heard", "public", "officials", "outlet"]

_SPOKESPERSON = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press (?:secretary|office)|statement|communiqué)\b", re.IGNORECASE
)
_NEWS = re.compile(
    r"\b(?:(?:news|newspaper|press|media|magazine|television|tv|radio|local|earlier|this|that) reports?"
    r"|reports|accounts|stories|article|story|coverage)$|^report$",
    re.IGNORECASE,
)
_PUBLIC_PAPER = re.compile(
    r"\b(?:charge sheet|indictment|court (?:papers?|documents?|filings?|records?)|complaint|affidavit|lawsuit|ruling"
    r"|verdict|decree|gazette|press release|bill|resolution|communiqu\w|transcript)\b",
    re.IGNORECASE,
)
_CONFIDENTIAL = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|not (?:be |to be )?(?:named|identified|authori[sz]ed)"
    r"|(?:not|n['’]t) (?:\w+ )?name\b|familiar with|briefed on|knowledge of|close to|privy to|condition of|asked not"
    r"|declined to be (?:named|identified))",
    re.IGNORECASE,
)
_HEARD = frozenset(
    "source delegate diplomat insider person people aide adviser advisor executive banker trader negotiator "
    "participant attendee colleague friend associate ally operative staffer lobbyist employee witness resident "
    "neighbour neighbor activist bystander passenger fisherman worker".split()
)
_TO_ALL = re.compile(
    r"\b(?:news (?:conference|briefing|agency)|press (?:conference|briefing|release)|reporters|journalists|parliament"
    r"|state media|statement|speech|tweet(?:ed)?|post(?:ed)?|wrote on|rally|hearing|television address"
    r"|on (?:X|Twitter|Facebook|Telegram))\b"
)
_CONFIRMING = re.compile(
    r"^[^.;]{0,80}\b(?:confirm(?:ing|ed)|backing|corroborat(?:ing|ed)|bearing out|(?:hours|days?|shortly|soon) after)\b"
    r"[^.;]{0,60}$"
)
_PAPERS = frozenset(
    "newspaper paper daily tabloid magazine weekly broadcaster network channel newswire website".split()
)
_PARTICLES = frozenset("al bin ibn de del della di da dos du el la le van von der den".split())
_PRONOUNS = frozenset("he she it they who that which we i".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """One end of a saying's chain as far as its own report tells.

    `heard`: sources that `outlet` alone heard. `public`: `source` said it for everybody. `officials`: nobody is named,
    nor is anonymity claimed ("officials said"), so it may be either. `outlet`: another outlet is cited, by whose own
    report the chain may go on; `source` is then what is told of that outlet's sources.
    """

    kind: VoiceKind
    outlet: str | None
    source: str | None
    span: Span | None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    """The office that the report gives the source."""
    unnamed: bool = False
    """Whether who said it is not told by name."""
    stated: bool = False
    """Whether the report says that this outlet heard it ("told CNN"), or asked for the sources' anonymity."""
    implied: bool = False
    """Whether it only follows from a neighbouring sentence."""
    through: tuple[str, ...] = ()
    """Keys of the outlets in between: "Reuters said, quoting the Globe" -> Reuters."""


def with_confided(telling: Telling, credits: Credits) -> Credits:
    """The credits with who told which outlet something, by name, anywhere in the report."""
    return replace(credits, confided=tuple(dict.fromkeys(_confided(telling, credits))))


def _confided(telling: Telling, credits: Credits) -> Iterator[tuple[str, str]]:
    for saying in telling.sayings:
        here = [c for c in credits.citations if c.sentence == saying.sentence]
        for attribution in saying.attributions:
            for voice in _of_attribution(telling, attribution, here, credits):
                if voice.kind == "heard" and voice.stated and not voice.unnamed and voice.source and voice.outlet:
                    yield voice.source, voice.outlet


def voices(telling: Telling, saying: Saying, credits: Credits) -> tuple[Voice, ...]:
    """On whose word a report says something; empty for a sentence of background."""
    here = [c for c in credits.citations if c.sentence == saying.sentence]
    found = [v for a in _outermost(saying) for v in _of_attribution(telling, a, here, credits)]
    if not saying.attributions and not any(
        other.attributions for other in telling.sayings if other.sentence == saying.sentence
    ):
        found += [_cited(c) for c in here if c.role == "reported" and c.outlet not in credits.own]
    return tuple(dict.fromkeys(found))


def _outermost(saying: Saying) -> list[Attribution]:
    """The attributions that stand in no other of the saying, outlets that pass words on left out."""
    listed = saying.attributions
    speakers = {a.id for a in listed if a.source.kind != "outlet"}
    passing = {hop for a in listed for hop in a.via if hop not in speakers}
    return [a for a in listed if a.inside not in speakers and a.id not in passing] or list(listed)


@dataclass(frozen=True, slots=True)
class _Source:
    """Who an attribution's source is, with what else its sentence tells."""

    attribution: Attribution
    name: str | None
    unnamed: bool
    country: str | None
    sector: str | None
    role: str | None
    here: tuple[Citation, ...]
    others: tuple[Citation, ...]
    """The citations of the sentence, and those of other outlets than the report's own."""

    def voice(self, kind: VoiceKind, outlet: str | None, unnamed: bool = False, stated: bool = False) -> Voice:
        """The source as a voice."""
        span = self.attribution.source.span
        return Voice(
            kind, outlet, self.name, span, self.country, self.sector, self.role, unnamed=unnamed, stated=stated
        )


def _of_attribution(
    telling: Telling, attribution: Attribution, here: Sequence[Citation], credits: Credits
) -> Iterator[Voice]:
    record, name = telling.record, source_name(telling.record, attribution)
    actor = next((a for a in record.actors if a.id == attribution.source.actor), None)
    source = _Source(
        attribution,
        name,
        attribution.source.anonymity != "named" and not _is_name(name),
        actor.country if actor else None,
        actor.sector if actor else None,
        ", ".join(dict.fromkeys(role.title.lower() for role in actor.roles)) if actor and actor.roles else None,
        tuple(here),
        tuple(c for c in here if c.outlet not in credits.own and not _confirmed(telling, attribution, c)),
    )
    if _passes_on(source, credits):
        yield from _of_outlet(telling, source, credits)
        return
    voice = _of_speaker(telling, source, credits)
    if voice is not None:
        yield voice


def _confirmed(telling: Telling, attribution: Attribution, citation: Citation) -> bool:
    """Whether a source only confirms what another outlet had: "an official said, confirming a report by the Globe"."""
    cue = attribution.cue or attribution.source.span
    return cue is not None and _CONFIRMING.search(telling.text[cue[1] : citation.span[0]]) is not None


def _passes_on(source: _Source, credits: Credits) -> bool:
    """Whether a source is an outlet or a press report, so that its own sources are further on."""
    kind, name = source.attribution.source.kind, source.name
    if kind == "outlet" or _is_outlet(name, credits):
        return True
    if name is not None and ((kind in ("document", "unspecified") and _NEWS.search(name)) or _is_paper(name)):
        return True
    return kind == "document" and any(c.role == "reported" for c in source.others)


def _of_outlet(telling: Telling, source: _Source, credits: Credits) -> Iterator[Voice]:
    speaking = _outlet_named(source.name, credits)
    if source.others:
        yield from (_cited(c) for c in _together(telling, source.others))
    elif speaking and speaking not in credits.own:
        yield Voice("outlet", speaking, None, source.attribution.source.span)
    elif before := _named_before(source, credits):
        yield before


def _of_speaker(telling: Telling, source: _Source, credits: Credits) -> Voice | None:
    """The voice of a source that is no outlet; None where nothing tells who it is."""
    attribution, name = source.attribution, source.name
    passed = _passed_by(telling.record, attribution, credits)
    if passed is not None:
        span = next((c.span for c in source.others if c.outlet == passed), attribution.source.span)
        return Voice("outlet", passed, name, span)
    told = None if name and _PUBLIC_PAPER.search(name) else next((c for c in source.here if c.role == "told"), None)
    if told and (told.outlet in credits.own or source.unnamed or _close(attribution, told)):
        return source.voice("heard", told.outlet, source.unnamed or not _is_name(name), stated=True)
    if attribution.source.kind == "document" and not (name and _PUBLIC_PAPER.search(name)):
        seen = next((c for c in credits.citations if c.role == "seen"), None)
        if seen is not None:
            return source.voice("heard", seen.outlet, unnamed=True, stated=True)
    confided = next((key for known, key in credits.confided if known == name), None)
    if confided and not source.unnamed:
        return source.voice("heard", confided, stated=True)
    if not source.unnamed or _speaks_for_all(telling, attribution, name):
        return source.voice("public", None)
    if source.others:
        cited = source.others[0]
        return _cited(cited) if name is None else Voice("outlet", cited.outlet, name, cited.span)
    if name is None:
        return None
    if not _in_confidence(telling, attribution, name):
        return source.voice("officials", credits.home, unnamed=True)
    asked = _CONFIDENTIAL.search(" ".join(_around(telling, attribution))) is not None
    return source.voice("heard", credits.home, unnamed=True, stated=asked)


def _is_paper(name: str) -> bool:
    """Whether a source is an outlet without its name: "the newspaper", "the paper"."""
    words = name.lower().removeprefix("the ").split()
    return bool(words) and words[-1] in _PAPERS and len(words) <= 3 and name == name.lower()


def _named_before(source: _Source, credits: Credits) -> Voice | None:
    """The outlet that "the paper" means: the last one credited before, in the same or an earlier sentence."""
    if source.name is None or not _is_paper(source.name):
        return None
    attribution = source.attribution
    start = (attribution.source.span or attribution.cue or (0, 0))[0]
    before = [c for c in credits.citations if c.span[0] < start and c.outlet not in credits.own]
    return _cited(before[-1]) if before else None


def _passed_by(record: Record, attribution: Attribution, credits: Credits) -> str | None:
    """The key of the other outlet that passes an unnamed source's words on, if it is known."""
    if attribution.source.anonymity == "named":
        return None
    hops = (a for a in record.attributions if a.id in attribution.via and a.source.kind == "outlet")
    keys = (_outlet_named(source_name(record, hop), credits) for hop in hops)
    return next((key for key in keys if key and key not in credits.own), None)


def _together(telling: Telling, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The first outlet credited, and those named in one breath with it: "the Globe and Channel Four reported"."""
    yield citations[0]
    for one, other in pairwise(citations):
        if not re.fullmatch(
            r"(?:['’]s)?,?\s*(?:and|or|,)?\s*(?:also\s+)?(?:the\s+)?", telling.text[one.span[1] : other.span[0]]
        ):
            return
        yield other


def _cited(citation: Citation) -> Voice:
    return Voice("outlet", citation.outlet, citation.source, citation.span, through=citation.through)


def _close(attribution: Attribution, told: Citation) -> bool:
    """Whether a named source spoke to this outlet: the cue stands right before it, and not to everybody."""
    cue = attribution.cue or attribution.source.span
    return cue is not None and abs(told.span[0] - cue[1]) <= 60


def source_name(record: Record, attribution: Attribution) -> str | None:
    """What the report calls a source."""
    source = attribution.source
    if source.name and source.name.lower() not in _PRONOUNS:
        return " ".join(source.name.split())
    named = next((actor.name for actor in record.actors if actor.id == source.actor), None)
    words = " ".join(record.report.text[slice(*source.span)].split()) if source.span else None
    if named is None and words and words.lower() in _PRONOUNS:
        return _first_actor(record, attribution)
    return named or words


def _first_actor(record: Record, attribution: Attribution) -> str | None:
    """Whom a pronoun that nothing resolved means: who the content before it begins with."""
    cue = attribution.source.span or attribution.cue
    content = min(attribution.content, default=None)
    if cue is None or content is None or content[0] > cue[0]:
        return None
    mentions = ((span, actor.name) for actor in record.actors for span in actor.mentions if contains(content, span))
    return min(mentions, default=((0, 0), None))[1]


def _is_name(name: str | None) -> bool:
    """Whether a source that is told of as unnamed has a name all the same: "Amina Sow", not "two officials"."""
    words = [word for word in (name or "").split() if word[0].isalpha()]
    return (
        len(words) > 1
        and all(word != word.lower() or word in _PARTICLES for word in words)
        and not any(role_noun(word) for word in words)
    )


def _is_outlet(name: str | None, credits: Credits) -> bool:
    if name is None:
        return False
    key, known = outlet_key(name), [listed for _, listed in credits.names]
    found = next(named_outlets(name, known), None)
    whole = found is not None and found.span[1] - found.span[0] > len(name) / 2
    return whole or any(key == listed for listed, _ in credits.names)


def _outlet_named(name: str | None, credits: Credits) -> str | None:
    """The key of the outlet that a source's name holds; None for "the newspaper"."""
    if name is None:
        return None
    found = next(named_outlets(name, [known for _, known in credits.names]), None)
    key = found.key if found else outlet_key(name)
    return key if found or any(key == known for known, _ in credits.names) else None


def _speaks_for_all(telling: Telling, attribution: Attribution, name: str | None) -> bool:
    """Whether a source without a name spoke in public: a spokeswoman, a statement, somebody before the press."""
    text, sentence = telling.text, _sentence_of(telling, attribution)
    if name and _SPOKESPERSON.search(name):
        return True
    if name and _PUBLIC_PAPER.search(name):
        return True
    if attribution.source.kind == "document" and name:
        return not _CONFIDENTIAL.search(text[slice(*sentence)])
    near = text[
        max(sentence[0], (attribution.cue or sentence)[0] - 20) : min(
            sentence[1], (attribution.cue or sentence)[1] + 60
        )
    ]
    return bool(_TO_ALL.search(near)) and not _CONFIDENTIAL.search(text[slice(*sentence)])


def _in_confidence(telling: Telling, attribution: Attribution, name: str) -> bool:
    """Whether unnamed sources spoke to the outlet alone: the report says so, or they are of a kind that does."""
    if any(d.kind in ("closeness", "reason_unnamed") for d in attribution.source.details):
        return True
    if (attribution.source.count or 0) > 1:
        return True
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", name)]
    if any(word in _HEARD or (word.endswith("s") and word[:-1] in _HEARD) for word in words):
        return True
    head = words[-1] if words else ""
    return any(_CONFIDENTIAL.search(words) and head in words.lower() for words in _around(telling, attribution))


def _around(telling: Telling, attribution: Attribution) -> list[str]:
    """The sentence of an attribution and the next one, where reports say why sources are not named."""
    at = next((i for i, s in enumerate(telling.sentences) if s == _sentence_of(telling, attribution)), 0)
    return [telling.text[slice(*span)] for span in telling.sentences[at : at + 2]]


def _sentence_of(telling: Telling, attribution: Attribution) -> Span:
    spans = [s for s in (attribution.cue, attribution.source.span, *attribution.content) if s]
    return next((s for s in telling.sentences if spans and overlaps(s, spans[0])), (0, 0))
