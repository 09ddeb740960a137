"""The tense that governs a time expression: it tells "on Thursday" last from "on Thursday" next."""

from onrecord.reading.analysis import Analysis
from onrecord.reading.times_tokens import Tokens, word_set


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
    """The tense at a span of characters: -1 past, +1 future, 0 not known.

    With a tree the nearest verb above the expression decides; without one the nearest verb-like word of its sentence.
    """

    def __init__(self, analysis: Analysis, tokens: Tokens) -> None:
        self._analysis = analysis
        self._tokens = tokens
        self._place = {start: index for index, start in enumerate(tokens.starts)}
        self._parsed = any(head >= 0 for head in analysis.heads)

    def __call__(self, start: int, end: int) -> int:
        """The tense that governs the characters `[start, end)`; -2 where it hangs on a past main verb itself."""
        if not self._parsed:
            return self._by_neighbours(start)
        words = self._analysis.words_in((start, end))
        if words[0] == words[1]:
            return self._by_neighbours(start)
        return self._by_tree(self._analysis.head_of(words))

    def _by_tree(self, word: int) -> int:
        if self._analysis.deprels[word] == "nmod:poss":
            return 0  # "Tuesday's ruling": the verb is the ruling's, not the day's
        for step, verb in zip(range(_MAX_CLIMB), self._analysis.ancestors(word), strict=False):
            if self._is_predicate(verb):
                tense = self._verb_tense(verb)
                return 2 * tense if step == 0 and self._is_finite_past(verb) else tense
        return 0

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
            return 1
        if self._planned(verb):
            return -1 if "had" in forms else 1
        if any(analysis.xpos[c] == "VBD" or analysis.forms[c].lower() in _HAVE for c in helpers):
            return -1
        return self._bare_tense(verb, bool(helpers))

    def _planned(self, verb: int) -> bool:
        """Whether a participle puts what it governs ahead: "is scheduled", "has postponed", "set to resume"."""
        analysis = self._analysis
        form = analysis.forms[verb].lower()
        return form == "due" or (analysis.xpos[verb] == "VBN" and form in _SCHEDULED)

    def _bare_tense(self, verb: int, helped: bool) -> int:
        analysis = self._analysis
        tag, form = analysis.xpos[verb], analysis.forms[verb].lower()
        if tag == "VBD":
            return 1 if form in _SCHEDULED_AHEAD else -1
        if tag == "VBN":
            return 0 if helped else -1
        if tag == "VB":
            return self._infinitive_tense(verb)
        if tag in ("VBZ", "VBP") and not helped:
            return 0 if form in _STATES else 1
        if tag == "VBG":
            return self._participle_tense(verb, helped)
        return 0

    def _infinitive_tense(self, verb: int) -> int:
        """Ahead ("plans to meet", "a plan to meet"), unless it is what a past verb achieved or was done for."""
        analysis = self._analysis
        head = analysis.heads[verb]
        if head < 0 or analysis.deprels[verb] not in ("xcomp", "advcl"):
            return 1
        if analysis.forms[head].lower() in _PLANNING or analysis.upos[head] not in ("VERB", "AUX"):
            return 1
        return self._verb_tense(head)

    def _participle_tense(self, verb: int, helped: bool) -> int:
        if helped:
            return 1
        for _, head in zip(range(_MAX_CLIMB), self._analysis.ancestors(verb), strict=False):
            if self._is_predicate(head):
                return self._verb_tense(head) if self._analysis.xpos[head] != "VBG" else 0
        return 0

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
                return distance, 1
            if word in _PAST_FORMS or (word.endswith("ed") and len(word) > 4):
                return distance, -1
        return None
