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


# Verbs whose passive or infinitive complement lies ahead: "is scheduled for Thursday", "plans to meet".
_PLANNING = _inflected(
    "expect schedule plan set due slate intend want hope aim prepare promise agree pledge vow decide threaten "
    "begin start propose project forecast predict seek ask order urge call need try postpone delay adjourn bill "
    "hold plot arrange ready await"
)
# Of these even the past sets a date ahead: "postponed until Tuesday", "has scheduled a hearing for May".
_HAVE = word_set("have has had 've 'd having ’ve ’d")
_SCHEDULED_AHEAD = word_set("scheduled rescheduled postponed delayed adjourned slated deferred")
_SCHEDULED = word_set("set due scheduled expected planned slated postponed delayed deferred rescheduled adjourned")
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
        if self._analysis.deprels[word] == "nmod:poss":
            return UNKNOWN  # "Tuesday's ruling": the verb is the ruling's, not the day's
        for step, verb in zip(range(_MAX_CLIMB), self._analysis.ancestors(word), strict=False):
            if self._is_predicate(verb) and not self._stands_before_clause(word, verb):
                tense = self._verb_tense(verb)
                return SURELY_PAST if step == 0 and tense == PAST and self._is_finite_past(verb) else tense
        return UNKNOWN

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
        return self._analysis.xpos[verb] == "VBD" and self._analysis.deprels[verb] in ("root", "conj", "parataxis")

    def _is_predicate(self, word: int) -> bool:
        analysis = self._analysis
        if analysis.upos[word] in ("VERB", "AUX") and analysis.deprels[word] != "case":
            return True
        return any(analysis.deprels[child] == "cop" for child in analysis.children[word])

    def _verb_tense(self, verb: int) -> int:
        analysis = self._analysis
        helpers = [c for c in analysis.children[verb] if analysis.deprels[c] in ("aux", "aux:pass", "cop")]
        forms = {analysis.forms[c].lower() for c in helpers}
        if forms & _FUTURE_MODALS and "have" not in forms:
            return FUTURE
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
        return form == "due" or (self._analysis.xpos[verb] == "VBN" and form in _SCHEDULED)

    def _bare_tense(self, verb: int, helped: bool) -> int:
        tag, form = self._analysis.xpos[verb], self._analysis.forms[verb].lower()
        if tag == "VBD":
            return FUTURE if form in _SCHEDULED_AHEAD else PAST
        if tag == "VBN":
            return UNKNOWN if helped else PAST
        if tag == "VB":
            return self._infinitive_tense(verb)
        if tag in ("VBZ", "VBP") and not helped:
            return UNKNOWN if form in _STATES else PRESENT
        if tag == "VBG":
            return self._participle_tense(verb, helped)
        return UNKNOWN

    def _infinitive_tense(self, verb: int) -> int:
        """Ahead ("plans to meet", "a plan to meet"), unless it is what a past verb achieved or was done for."""
        analysis = self._analysis
        head = analysis.heads[verb]
        if head < 0 or analysis.deprels[verb] not in ("xcomp", "advcl"):
            return FUTURE
        if self._planned(head):
            return self._verb_tense(head)
        if analysis.forms[head].lower() in _PLANNING or analysis.upos[head] not in ("VERB", "AUX"):
            return FUTURE
        return self._verb_tense(head)

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
