"""Cue lexicon: the words that ascribe content to a source, what they take as content, and the stance they carry.

Written for onrecord from general knowledge of English reporting language; part of the package's own licence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.records import AttributionStance

Frame = Literal["clause", "quote", "infinitive", "object", "predicate"]
"""What a cue takes as its content: `that X`, `"X"`, `to X`, a noun phrase, or `call X Y` / `describe X as Y`."""


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that ascribes content: what it takes, the stance it gives, and whether it is speech or thought."""

    frames: frozenset[Frame]
    stance: AttributionStance = "asserts"
    spoken: bool = True


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LETTERS: Final[Mapping[str, Frame]] = {
    "c": "clause", "q": "quote", "i": "infinitive", "o": "object", "p": "predicate",
}  # fmt: skip


def _merged(*groups: tuple[str, str, AttributionStance, bool]) -> dict[str, CueVerb]:
    """One entry a verb; a verb of several groups takes what any of them takes, with the stance of the last."""
    found: dict[str, CueVerb] = {}
    for words, letters, stance, spoken in groups:
        for word in words.split():
            frames = frozenset(_LETTERS[letter] for letter in letters)
            before = found.get(word)
            found[word] = CueVerb(frames | before.frames if before else frames, stance, spoken)
    return found


VERBS: Final[Mapping[str, CueVerb]] = _merged(
    # thought and attitude
    (
        "believe think feel suspect guess assume presume suppose reckon figure imagine hope fear worry "
        "realize realise know understand remember wish dream sense see hear learn notice forget recognize recognise "
        "accept bet gather perceive recollect appreciate trust conceive daresay",
        "c", "asserts", False,
    ),
    (
        "expect anticipate foresee",
        "cio", "asserts", False,
    ),
    (
        "want intend plan aim seek decide hope wish",
        "i", "asserts", False,
    ),
    (
        "consider deem regard view see perceive",
        "p", "asserts", False,
    ),
    # speech
    (
        "say tell add note write state declare argue explain insist maintain contend assert stress emphasize "
        "emphasise remark comment observe reply respond answer retort counter rejoin continue conclude "
        "caution complain joke quip lament boast brag tweet post blog opine muse hint imply reiterate repeat "
        "recount testify swear affirm inform notify advise remind assure reassure brief confide proclaim vent "
        "fume gush rave marvel interject chime elaborate clarify specify profess attest hold posit theorize "
        "theorise speculate surmise hypothesize confess grumble rant shout yell scream whisper cry exclaim "
        "murmur mutter intone thunder snap bristle sigh laugh preach lecture text email cable radio phone "
        "relate narrate deadpan crow vouch",
        "cq", "asserts", True,
    ),
    (
        "announce report claim allege suggest indicate signal mention acknowledge concede admit reveal "
        "disclose recall predict forecast project estimate calculate propose recommend warn allow own declare "
        "leak divulge outline underline underscore highlight detail document record chronicle boast decry",
        "cqo", "asserts", True,
    ),
    (
        "find show demonstrate establish prove read calculate determine discover conclude rule uncover",
        "c", "asserts", True,
    ),
    (
        "cite quote paraphrase echo stress reiterate invoke",
        "oq", "asserts", True,
    ),
    (
        "vow pledge promise threaten offer agree swear undertake volunteer",
        "ciq", "asserts", True,
    ),
    (
        "urge ask demand request order instruct implore beg exhort plead appeal beseech call direct tell warn "
        "advise remind claim",
        "ciq", "asserts", True,
    ),
    (
        "call brand label dub term describe portray characterize characterise depict paint cast denounce "
        "condemn",
        "pq", "asserts", True,
    ),
    (
        "hail praise welcome laud criticize criticise slam blast deride deplore dismiss decry",
        "p", "asserts", True,
    ),
    (
        "accuse blame fault",
        "p", "asserts", True,
    ),
    # confirming
    (
        "confirm verify corroborate substantiate validate authenticate",
        "cqo", "confirms", True,
    ),
    # denying
    (
        "deny refute rebut contradict disavow disclaim repudiate rubbish",
        "cqo", "denies", True,
    ),
    # doubting
    (
        "doubt question wonder query mistrust distrust disbelieve dispute contest",
        "cqo", "doubts", True,
    ),
    # declining
    (
        "decline refuse demur",
        "i", "declines", True,
    ),
)  # fmt: skip

EVIDENTIAL: Final[frozenset[str]] = _words(
    "find show demonstrate establish prove read calculate determine discover uncover hold indicate suggest rule "
    "imply signal"
)
"""Verbs that things do as well as sources ("the move shows that X"): cues only beside somebody who can speak."""

MULTIWORD_VERBS: Final[frozenset[tuple[str, str]]] = frozenset(
    {
        ("point", "out"),
        ("make", "clear"),
        ("go", "on"),
        ("sum", "up"),
        ("spell", "out"),
        ("chime", "in"),
        ("shoot", "back"),
        ("fire", "back"),
        ("hit", "back"),
        ("write", "back"),
    }
)
"""Verb and particle that together take a clause."""

COMMITTING: Final[frozenset[str]] = _words("vow pledge promise threaten offer agree swear undertake volunteer")

HEARSAY_ADVERBS: Final[Mapping[str, AttributionStance]] = {
    "reportedly": "asserts",
    "allegedly": "asserts",
    "purportedly": "asserts",
    "supposedly": "asserts",
    "apparently": "asserts",
    "ostensibly": "asserts",
    "rumoredly": "asserts",
    "avowedly": "asserts",
    "reputedly": "asserts",
}
"""Adverbs that ascribe their clause to somebody who is not told."""

HEARSAY_PASSIVES: Final[frozenset[str]] = _words(
    "say believe think expect report allege understand rumor rumour fear suspect see view regard consider "
    "know assume presume deem reckon estimate hear claim speculate repute perceive tip project forecast "
    "predict"
)
"""Verbs whose passive without an agent ascribes content to nobody in particular ("is said to")."""

TOLD_PASSIVES: Final[frozenset[str]] = _words(
    "tell inform warn assure advise promise notify order instruct urge ask remind brief reassure"
)
"""Verbs whose passive has those who were told as its subject and names nobody who told them ("was told that X")."""

DISCLOSING: Final[frozenset[str]] = _words(
    "comment say tell discuss confirm name elaborate share speak disclose identify give provide answer "
    "reveal specify release respond explain talk address offer describe detail clarify reply deny "
    "estimate speculate characterize characterise expand acknowledge divulge return commit"
)
"""What a source may decline to do when it is asked."""

UNANSWERED: Final[frozenset[str]] = _words("respond reply return answer comment acknowledge")
"""Verbs that, negated, mean that no answer came."""

REQUESTS: Final[frozenset[str]] = _words(
    "request call message email e-mail inquiry enquiry question query comment letter phone text mail"
)
"""What goes unanswered: `did not respond to a request`."""

NEGATED_TO_DECLINES: Final[frozenset[str]] = _words(
    "say comment confirm disclose reveal specify elaborate name identify explain discuss answer respond "
    "reply return deny give provide offer tell mention clarify share acknowledge detail speak announce"
)
"""Speech that did not take place: neither a denial nor a confirmation."""

NEGATED_TO_DENIES: Final[frozenset[str]] = _words("agree accept consider regard intend plan want wish recall remember")
"""Attitudes whose negation turns against the content ("does not believe that X")."""

NEGATED_TO_DOUBTS: Final[frozenset[str]] = _words(
    "know understand realize realise believe think feel expect suspect see reckon buy trust"
)
"""Attitudes whose negation leaves the content in doubt ("does not believe that X")."""

NEGATED_TO_CONFIRMS: Final[frozenset[str]] = _words("dispute contest doubt question")
"""Doubts whose negation grants the content ("does not dispute that X")."""

CLAIM_NOUNS: Final[frozenset[str]] = _words(
    "claim allegation accusation charge report reporting suggestion assertion notion idea comparison "
    "rumor rumour speculation criticism characterization characterisation account story statement "
    "contention insinuation complaint finding conclusion theory version narrative"
)
"""What one denies when one rejects or dismisses it."""

REJECTING: Final[frozenset[str]] = _words("reject dismiss refute rebut denounce decry rebuff")
"""Verbs that deny when their object is a claim, and else pass judgement."""

CONTENT_NOUNS: Final[Mapping[str, AttributionStance]] = {
    **dict.fromkeys(
        sorted(
            _words(
                "claim allegation accusation assertion statement argument suggestion warning report announcement "
                "remark comment belief view opinion contention prediction forecast promise pledge vow threat hope "
                "fear concern conviction estimate conclusion finding complaint rumor rumour speculation revelation "
                "testimony admission insistence acknowledgment acknowledgement assurance suspicion feeling perception "
                "notion proposal demand call charge hint indication sign assessment declaration recommendation theory "
                "impression expectation worry"
            )
        ),
        "asserts",
    ),
    "confirmation": "confirms",
    "denial": "denies",
    "doubt": "doubts",
    "skepticism": "doubts",
    "scepticism": "doubts",
    "refusal": "declines",
}
"""Nouns that take `that X` as content: "a claim that X", "speculation that X"."""

PASSING_ON: Final[frozenset[str]] = _words(
    "tell speak talk give inform brief write email text confirm explain say add grant phone call"
)
"""What a source does with an outlet that then passes its words on ("told Reuters", "speaking to Reuters")."""

MEASURES: Final[frozenset[str]] = _words(
    "plan schedule law tradition custom age size taste need ability merit protocol rank height weight script"
)
"""What things may go according to, that says nothing, where no article stands before it."""

CARRYING: Final[frozenset[str]] = _words(
    "see obtain review read view publish carry air broadcast release post print report run leak share examine "
    "verify provide give send distribute quote seen"
)
"""What an outlet does with a document or statement that it hands on: "a memo seen by X", "a statement carried by X"."""

OCCASIONS: Final[frozenset[str]] = _words(
    "interview conversation statement comment remark op-ed editorial column essay letter article appearance email "
    "e-mail message post call briefing podcast broadcast response reply speech address text note commentary piece"
)
"""On what occasion words are said that an outlet then has: "in an interview with X", "in an op-ed in X"."""

CITING: Final[frozenset[str]] = _words("cite quote reference")
"""What an outlet does with those whose words it passes on."""

NEGATIONS: Final[frozenset[str]] = _words("not n't never no neither nor hardly scarcely")


def stance_of(lemma: str, *, negated: bool) -> AttributionStance:
    """The stance that a cue of this lemma gives, negated ("did not say") or not."""
    if negated:
        if lemma in NEGATED_TO_DECLINES:
            return "declines"
        if lemma in NEGATED_TO_DENIES:
            return "denies"
        if lemma in NEGATED_TO_DOUBTS:
            return "doubts"
        if lemma in NEGATED_TO_CONFIRMS:
            return "confirms"
        entry = VERBS.get(lemma)
        return "denies" if entry is not None and entry.stance == "asserts" and "clause" in entry.frames else "asserts"
    if (entry := VERBS.get(lemma)) is not None:
        return entry.stance
    return CONTENT_NOUNS.get(lemma, "asserts")
