"""The words that say how a predicate stands, beside the embedding verbs and nouns of the ontology."""

from onrecord.knowledge.ontology import Embedding
from onrecord.records import Modality

FUTURE = frozenset({"will", "shall", "wo", "'ll", "ll", "gon", "sha"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "provided", "providing", "lest", "supposing", "assuming"})
DEADLINE_MARKS = frozenset({"once", "until", "till", "whenever"})
"""Marks of a clause that is a condition where what hangs on it is still to come: "will leave once they pay"."""
POSSIBLE = frozenset({"may", "might", "can", "could", "ca"})
OBLIGED = frozenset({"should", "must", "ought"})
NEGATIONS = frozenset({"not", "n't", "never", "nt", "hardly", "neither", "nor", "no", "nowhere"})
NEGATIVE_SUBJECTS = frozenset({"no", "none", "nobody", "neither", "nothing", "no-one"})
NEGATED_ADVERBS = {
    "long": frozenset({"no"}),
    "more": frozenset({"no"}),
    "once": frozenset({"never", "not"}),
    "ever": frozenset({"not"}),
}
"""Adverbs that negate with one of these words under them: "no longer", "never once"."""
NEVER_NOUNS = frozenset({"account", "circumstance", "way", "event", "case", "time", "point", "condition"})
"""Nouns that negate with "no" before them: "on no account", "at no time"."""
UNSURE = frozenset({"possibly", "perhaps", "maybe", "potentially", "conceivably"})
LIKELY = frozenset({"probably", "likely", "presumably", "surely", "inevitably", "doubtless", "certainly"})
HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "supposedly", "purportedly", "seemingly", "ostensibly"})
STILL = frozenset({"still", "currently", "now", "continually", "constantly", "ever"})
WEIGHING = frozenset({"consider", "weigh", "mull", "contemplate", "study", "debate", "ponder"})
SAYINGS_REFUSED = frozenset({"reject", "dismiss", "dispute", "refute", "repudiate", "withdraw", "retract", "disprove"})
"""Verbs that with a charge or a report as object deny what it says."""
SAYING_NOUNS = frozenset(
    "charge claim accusation allegation report rumour rumor suggestion notion idea story assertion suspicion".split()
)
OCCURRING = frozenset(
    "come follow return resume begin start happen occur continue go proceed last hold take run drag open".split()
)
"""Verbs that say of an event noun in their subject no more than that it is so."""
REFUSALS = frozenset({"refuse", "reject", "decline", "veto", "oppose", "block"})
"""Verbs that deny what the noun in their object asks for or plans."""
PHASES_ENDED = frozenset({"stop", "cease", "halt", "quit", "end", "finish", "lift"})
"""Verbs whose complement was going on: "stopped shelling", "may lift the blockade"."""

_ROWS: tuple[tuple[Modality, int, bool, str], ...] = (
    (
        "requested", 0, False,
        "want need ask urge demand request order call appeal press push plead beg recommend advocate favour favor "
        "suggest propose petition lobby require insist implore",
    ),
    (
        "denied", 3, True,
        "cancel postpone scrap shelve abandon suspend foil thwart avert avoid prevent intercept abort deter deny rule "
        "preclude forgo eschew forestall stave call_off put_off break_off hold_off ward_off",
    ),
    ("denied", 2, True, "ban forbid prohibit outlaw"),
    ("planned", 2, False, "plan prepare schedule intend announce arrange convene slate organise organize"),
    ("expected", 2, False, "expect predict anticipate foresee forecast await brace"),
    (
        "possible", 1, False,
        "fear consider weigh mull contemplate study seek risk face negotiate discuss debate explore eye envisage "
        "authorise authorize allow permit approve hint ponder",
    ),
    ("promised", 2, False, "promise pledge vow offer swear guarantee undertake agree"),
    ("threatened", 1, False, "threaten"),
)  # fmt: skip
NOMINAL: dict[str, Embedding] = {
    verb: Embedding(modality, certainty, negative, "subject")
    for modality, certainty, negative, verbs in _ROWS
    for verb in verbs.split()
}
"""What a verb does to an event noun in its complement; a particle is joined with `_`."""

PARTICIPLES: frozenset[str] = frozenset(
    "plan prepare schedule intend slate expect predict anticipate foresee forecast await cancel postpone scrap shelve "
    "abandon foil thwart avert prevent abort deny call_off put_off promise pledge vow threaten fear contemplate "
    "envisage request".split()
)
"""Verbs of `NOMINAL` that say it of a noun as a participle behind it too: "a march planned for Sunday"."""
COMPLEMENT_CASES = frozenset({"of"})
"""Prepositions by which any verb takes an event noun as its complement; others only tell where, when or under what."""
NEEDED_CASES: dict[str, frozenset[str]] = {
    "agree": frozenset({"on", "to"}),
    "ask": frozenset({"for"}), "call": frozenset({"for"}), "appeal": frozenset({"for"}), "press": frozenset({"for"}),
    "push": frozenset({"for"}), "plead": frozenset({"for"}), "beg": frozenset({"for"}), "brace": frozenset({"for"}),
    "prepare": frozenset({"for"}), "threaten": frozenset({"with"}), "negotiate": frozenset({"on", "over", "about"}),
    "hint": frozenset({"at"}), "order": frozenset(), "want": frozenset(), "need": frozenset(), "face": frozenset(),
    "rule": frozenset(), "plan": frozenset({"for"}), "insist": frozenset({"on"}), "stave": frozenset(),
    "seek": frozenset(), "request": frozenset(), "demand": frozenset(), "suspend": frozenset({"from"}),
}  # fmt: skip
"""Prepositions that single verbs ask for; with others the noun is none of their complement."""

_MODIFIERS: tuple[tuple[Modality | None, int, bool, str], ...] = (
    ("planned", 2, False, "planned scheduled upcoming forthcoming pending intended"),
    ("expected", 2, False, "coming looming impending imminent expected likely anticipated"),
    ("possible", 1, False, "proposed possible potential suggested contemplated feared hypothetical eventual"),
    ("threatened", 1, False, "threatened"),
    ("promised", 2, False, "promised pledged"),
    ("requested", 0, False, "requested demanded"),
    ("denied", 3, True,
     "attempted foiled aborted cancelled canceled postponed botched averted thwarted"),
    ("ongoing", 3, False, "ongoing continuing continued"),
    (None, 2, False, "alleged suspected reported apparent purported supposed presumed"),
)  # fmt: skip
MODIFIERS: dict[str, tuple[Modality | None, int, bool]] = {
    word: (modality, certainty, negative)
    for modality, certainty, negative, words in _MODIFIERS
    for word in words.split()
}
"""What an adjective before an event noun says of it."""

ADJECTIVES: dict[str, Embedding] = {
    "due": Embedding("planned", 2, False, "subject"),
    "set": Embedding("planned", 2, False, "subject"),
    "poised": Embedding("planned", 2, False, "subject"),
    "about": Embedding("expected", 2, False, "subject"),
    "close": Embedding("expected", 2, False, "subject"),
    "unlikely": Embedding("expected", 2, True, "subject"),
    "ready": Embedding("possible", 1, False, "subject"),
    "possible": Embedding("possible", 1, False, "subject"),
    "unable": Embedding("actual", 3, True, "subject"),
    "free": Embedding("possible", 1, False, "subject"),
}
STANDING: dict[str, Embedding] = {
    "due": Embedding("planned", 2, False, "subject"),
    "likely": Embedding("expected", 2, False, "subject"),
    "imminent": Embedding("expected", 2, False, "subject"),
    "possible": Embedding("possible", 1, False, "subject"),
    "underway": Embedding("ongoing", 3, False, "subject"),
    "way": Embedding("ongoing", 3, False, "subject"),
}
"""What a predicate without a verb says of its subject: "arrests are due", "talks are under way"."""
"""What a predicative adjective does to its complement, where the verb of the same form does something else."""
