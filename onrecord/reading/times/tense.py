"""The tense that governs a time expression: it tells "on Thursday" last from "on Thursday" next."""

from onrecord.reading.analysis import Analysis
from onrecord.reading.times.scan import FUTURE, PAST, PRESENT, SURELY_PAST, UNKNOWN
from onrecord.reading.times.tokens import Tokens, word_set


def _inflected(words: str) -> frozenset[str]:
    """Every form that the verbs can have; spellings that do not exist do no harm in a look-up."""
    forms: set[str] = set()
    for word in words.split():
        forms |= {word, word + "s", word + "es", word + "ed", word + "d", word + "ing", word[:-1] + "ing"}
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing", word[:-1] + "ied", word[:-1] + "ies"}
    return frozenset(forms)


def _nouns(words: str) -> frozenset[str]:
    """The nouns with their plurals."""
    return frozenset(form for word in words.split() for form in (word, word + "s"))


# Verbs whose passive or infinitive complement lies ahead: "is scheduled for Thursday", "plans to meet".
_PLANNING = _inflected(
    "expect schedule plan set due slate intend want hope aim prepare promise agree pledge vow decide threaten "
    "begin start propose project forecast predict seek ask order urge call need try postpone delay adjourn bill "
    "hold plot arrange ready await"
)
_HAVE = word_set("have has had 've 'd having ’ve ’d")
# Of these even the past sets a date ahead: "has scheduled a hearing for May".
_SCHEDULED_AHEAD = word_set("scheduled rescheduled slated")
_SCHEDULED = word_set("set due scheduled expected planned slated rescheduled")
# These do so where the date says how far: "postponed until Tuesday", but not "postponed on Tuesday".
_MOVED = word_set("postponed delayed deferred adjourned extended prolonged renewed pushed put moved brought deferred")
_LIMITS = word_set("until till to through into for")
# What has a date before it happens, so that "Sunday's vote" may lie ahead, and what has one only afterwards.
_APPOINTED = _nouns(
    "election vote runoff referendum poll ballot primary summit meeting session talk negotiation hearing trial "
    "deadline inauguration ceremony game match final debate conference parade launch visit rally march "
    "strike festival funeral opening test holiday"
)
_HAPPENED = _nouns(
    "attack riot assault raid massacre shooting killing bombing crash earthquake quake explosion blast coup invasion "
    "incident accident murder assassination arrest death uprising disaster incursion siege collapse hijacking stabbing "
    "kidnapping ambush airstrike atrocity wildfire flood hurricane typhoon cyclone tsunami landslide derailment outage "
    "resignation ouster insurrection mutiny outbreak slaying"
)
_PRESENT_COPULAS = word_set("is are 's ’s")
# Verbs whose present says nothing about what is to come.
_STATES = _inflected(
    "say tell report show be have know think believe own hold remain seem mean include involve stand live follow "
    "mark suggest indicate reflect describe call want need cover estimate is are has says does"
)
_FUTURE_MODALS = word_set("will shall 'll wo ’ll would may might should must")
_PAST_FORMS = word_set(
    "said was were had did told took came went made gave met left held began saw won lost became found kept sent "
    "spoke rose fell broke led wrote died struck hit flew shot sold bought quit grew threw"
)
_FUTURE_WORDS = word_set(
    "will shall would scheduled expected due planned plans plan expects hopes upcoming may might could must "
    "intends tomorrow"
)
_DAY_PARTS = word_set("midnight noon midday morning afternoon evening night a.m. p.m. am pm")
# Verbs of the timetable that short sentences leave without an ending, so that a parser takes them for something else.
_TIMETABLE = word_set("open reopen resume")
# Verbs whose past looks like their present; in news it is the past: "Temperatures hit 45 C on Sunday".
_ALIKE = word_set("hit cut set put shut quit hurt beat split spread burst cast shed upset let cost")
_RANKS = word_set("first second third fourth last latest only next youngest oldest")
_REACH = 12
_MAX_CLIMB = 8


class TenseReader:
    """The tense at a span of characters: FUTURE, PRESENT, UNKNOWN, PAST or SURELY_PAST.

    With a tree the nearest verb above the expression decides; without one the nearest verb-like word of its sentence.
    """

    def __init__(self, analysis: Analysis, tokens: Tokens) -> None:
        self._analysis = analysis
        self._tokens = tokens
        self._place = {start: index for index, start in enumerate(tokens.starts)}
        self._parsed = any(head >= 0 for head in analysis.heads)

    def __call__(self, start: int, end: int) -> int:
        """The tense that governs the characters `[start, end)`; SURELY_PAST where it hangs on a past main verb."""
        if not self._parsed:
            return self._by_neighbours(start)
        words = self._analysis.words_in((start, end))
        if words[0] == words[1]:
            return self._by_neighbours(start)
        return self._by_tree(self._analysis.head_of(words))

    def _by_tree(self, word: int) -> int:
        analysis = self._analysis
        if analysis.heads[word] >= 0 and analysis.forms[analysis.heads[word]].lower() in _DAY_PARTS:
            word = analysis.heads[word]  # "midnight Friday"
        if (copula := self._copula(word)) is not None:
            return FUTURE if copula in _PRESENT_COPULAS else self._verb_tense(word)  # "the deadline is Friday"
        head = analysis.heads[word]
        if head >= 0 and analysis.deprels[word] in ("nmod:poss", "compound", "nmod:unmarked", "nmod"):
            noun = analysis.forms[head].lower()
            if noun in _HAPPENED:
                return SURELY_PAST
            if analysis.deprels[word] == "nmod:poss":
                return self._tense_of_appointment(head) if noun in _APPOINTED else UNKNOWN
        return self._tense_above(word)

    def _tense_of_appointment(self, noun: int) -> int:
        """Whether "Sunday's vote" is still to come: where its verb is in the future, or something is ahead of it."""
        cases = {self._analysis.forms[c].lower() for c in self._analysis.dependents(noun, "case")}
        return FUTURE if "ahead" in cases or self._tense_above(noun) == FUTURE else UNKNOWN

    def _tense_above(self, word: int) -> int:
        """The tense of the nearest verb above a word."""
        head = self._analysis.heads[word]
        told = head >= 0 and self._analysis.upos[head] != "VERB" and self._copula(head) is None
        if told and self._analysis.forms[head].lower() in _TIMETABLE:
            return PRESENT  # "Polls open on Sunday", read as an adjective
        for step, verb in zip(range(_MAX_CLIMB), self._analysis.ancestors(word), strict=False):
            if self._is_predicate(verb) and not self._stands_before_clause(word, verb):
                if step == 0 and self._moves(verb, word):
                    return FUTURE
                tense = self._verb_tense(verb)
                return SURELY_PAST if step == 0 and tense == PAST and self._is_finite_past(verb) else tense
        return UNKNOWN

    def _moves(self, verb: int, word: int) -> bool:
        """Whether the verb puts something off, or draws it out, up to the date."""
        if self._analysis.forms[verb].lower() not in _MOVED:
            return False
        return any(self._analysis.forms[c].lower() in _LIMITS for c in self._analysis.dependents(word, "case"))

    def _copula(self, word: int) -> str | None:
        """The copula that makes the word a predicate, in lower case."""
        found = self._analysis.dependents(word, "cop")
        return self._analysis.forms[found[0]].lower() if found else None

    def _stands_before_clause(self, word: int, verb: int) -> bool:
        """Whether the time belongs to what governs the clause: "said Friday it would ...", "decided Friday to ..."."""
        analysis = self._analysis
        if (
            analysis.deprels[verb] not in ("ccomp", "xcomp", "acl", "advcl")
            or not 0 <= word - analysis.heads[verb] <= 3
        ):
            return False
        openers = [c for c in analysis.children[verb] if analysis.deprels[c] in ("mark", "nsubj", "nsubj:pass")]
        return bool(openers) and word < min(openers)

    def _is_finite_past(self, verb: int) -> bool:
        analysis = self._analysis
        if analysis.deprels[verb] not in ("root", "conj", "parataxis"):
            return False
        passive = any(analysis.xpos[c] == "VBD" for c in analysis.dependents(verb, "aux:pass"))
        return analysis.xpos[verb] == "VBD" or (passive and analysis.xpos[verb] == "VBN")

    def _is_predicate(self, word: int) -> bool:
        analysis = self._analysis
        if analysis.upos[word] in ("VERB", "AUX") and analysis.deprels[word] != "case":
            return True
        return any(analysis.deprels[child] == "cop" for child in analysis.children[word])

    def _verb_tense(self, verb: int) -> int:
        analysis = self._analysis
        helpers = [c for c in analysis.children[verb] if analysis.deprels[c] in ("aux", "aux:pass", "cop")]
        forms = {analysis.forms[c].lower() for c in helpers}
        if forms & _FUTURE_MODALS and ("have" not in forms or "will" in forms):
            return FUTURE
        if self._has_to(verb) and any(analysis.lemmas[c] == "be" for c in helpers if analysis.deprels[c] != "aux:pass"):
            return FUTURE  # "was to vote", set beforehand
        if self._planned(verb):
            return PAST if "had" in forms else FUTURE
        if any(analysis.xpos[c] == "VBD" or analysis.forms[c].lower() in _HAVE for c in helpers):
            return PAST
        if self._has_to(verb):
            return self._infinitive_tense(verb)
        return self._bare_tense(verb, bool(helpers))

    def _has_to(self, verb: int) -> bool:
        analysis = self._analysis
        return any(analysis.forms[c] == "to" and analysis.deprels[c] == "mark" for c in analysis.children[verb])

    def _planned(self, verb: int) -> bool:
        """Whether a participle puts what it governs ahead: "is scheduled", "has postponed", "set to resume"."""
        forms = self._analysis.forms
        if verb >= 2 and forms[verb - 1] == "to" and forms[verb - 2].lower() == "due":
            return True  # "due to begin", which a parser may take for a preposition
        form = forms[verb].lower()
        participle = self._analysis.xpos[verb] == "VBN" or bool(self._analysis.dependents(verb, "aux:pass"))
        return form == "due" or (participle and form in _SCHEDULED)

    def _bare_tense(self, verb: int, helped: bool) -> int:
        tag, form = self._analysis.xpos[verb], self._analysis.forms[verb].lower()
        if tag == "VBD":
            return FUTURE if form in _SCHEDULED_AHEAD else PAST
        if tag == "VBN":
            return UNKNOWN if helped else PAST
        if tag == "VB":
            return self._infinitive_tense(verb)
        if tag == "VBP" and form in _ALIKE:
            return PAST
        if tag in ("VBZ", "VBP") and not helped:
            return UNKNOWN if form in _STATES else PRESENT
        if tag == "VBG":
            return self._participle_tense(verb, helped)
        return UNKNOWN

    def _infinitive_tense(self, verb: int) -> int:
        """Ahead ("plans to meet", "a plan to meet"), unless it is what a past verb achieved or was done for."""
        analysis = self._analysis
        head = analysis.heads[verb]
        if head >= 0 and analysis.deprels[verb].startswith("acl") and self._is_superlative(head):
            return self._tense_above(head)  # "the first to land was ..."
        if head < 0 or analysis.deprels[verb] not in ("xcomp", "advcl"):
            return FUTURE
        if self._planned(head):
            return self._verb_tense(head)
        if analysis.forms[head].lower() in _PLANNING or analysis.upos[head] not in ("VERB", "AUX"):
            return FUTURE
        return self._verb_tense(head)

    def _is_superlative(self, noun: int) -> bool:
        """Whether the noun is said to be the first, the last or the only one."""
        analysis = self._analysis
        return any(analysis.forms[w].lower() in _RANKS for w in (noun, *analysis.dependents(noun, "amod", "advmod")))

    def _participle_tense(self, verb: int, helped: bool) -> int:
        if helped:
            return PRESENT
        for _, head in zip(range(_MAX_CLIMB), self._analysis.ancestors(verb), strict=False):
            if self._is_predicate(head):
                return self._verb_tense(head) if self._analysis.xpos[head] != "VBG" else UNKNOWN
        return UNKNOWN

    def _by_neighbours(self, start: int) -> int:
        place = self._place.get(start)
        if place is None:
            return 0
        before = self._nearest(range(place - 1, max(-1, place - _REACH), -1))
        after = self._nearest(range(place + 1, min(len(self._tokens.words), place + _REACH)))
        if before and after:
            return before[1] if before[0] <= after[0] + 3 else after[1]
        return (before or after or (0, 0))[1]

    def _nearest(self, places: range) -> tuple[int, int] | None:
        """How far the nearest verb-like word of the sentence is, and its tense."""
        for distance, place in enumerate(places):
            word = self._tokens.words[place]
            if word in ".;?!" or word[0] == "\n":
                return None
            if word in _FUTURE_WORDS:
                return distance, FUTURE
            if word in _PAST_FORMS or (word.endswith("ed") and len(word) > 4):
                return distance, PAST
        return None
