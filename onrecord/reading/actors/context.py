"""What of a report bears on the coding of its actors, and the words of a mention as the tables have them."""

from dataclasses import dataclass

from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.mentions import POSSESSIVES
from onrecord.reading.actors.seats import Seats
from onrecord.reading.analysis import Analysis, WordSpan
from onrecord.spans import SpanIndex

PUBLIC = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
PARTISAN = frozenset({"PTY", "OPP"})


@dataclass(frozen=True, slots=True)
class Context:
    """What of the report bears on all its actors: its date, the country it is about, and countries by place names."""

    date: str | None
    home: str | None
    places: SpanIndex[str | None]
    lead: str | None = None
    """The country that the report opens with and names as often as any other."""
    acting: tuple[tuple[int, int, str], ...] = ()
    """(word, sentence, country) of the states that act, in text order."""

    named: frozenset[str] = frozenset()
    """The countries that the report names."""
    seats: Seats = ()
    """The country in which each sentence is set, as far as it says."""

    def near(self, word: int, sentence: int) -> str | None:
        """The country of the state that acted last before a word, in its sentence or one of the two before it."""
        told = [(at, code) for at, inside, code in self.acting if sentence - 2 <= inside <= sentence]
        before = [code for at, code in told if at < word]
        return before[-1] if before else next((code for _, code in told), None)


def forms_of(analysis: Analysis, words: WordSpan) -> list[str]:
    """The words as the tables have them: every mark of possession as 's."""
    return [analysis.forms[w] if analysis.forms[w] not in POSSESSIVES else "'s" for w in range(*words)]


def fullest_name(cluster: Cluster, analysis: Analysis) -> str:
    """The name of an actor with the most words."""
    return max((analysis.slice(m.core) for m in cluster.names), key=lambda t: (len(t.split()), len(t)))
