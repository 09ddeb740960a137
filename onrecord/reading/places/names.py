"""What a written name may mean: the gazetteer's places under it, under its core, or under a longer form beside it."""

from collections.abc import Sequence

from onrecord.knowledge.gazetteer import Entry, Gazetteer
from onrecord.knowledge.place_words import DIVISION_WORDS, STATE_ABBREVIATIONS, TOWN_HEADS, TOWN_TAILS
from onrecord.reading.analysis import Analysis, WordSpan

DIVISIONS = ("admin1", "admin2", "region")


class NameTable:
    """The gazetteer beside one report: every name is looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The places with this name."""
        if name not in self._entries:
            self._entries[name] = tuple(self._gazetteer.find(name))
        return self._entries[name]

    def look_up(self, name: str, called_division: bool = False) -> tuple[str, bool, tuple[Entry, ...]]:
        """The name that the gazetteer knows, whether it is called a division, and the places it may be.

        `called_division`: the word for a division stands after the name ("Kursk" before "region").
        """
        name = STATE_ABBREVIATIONS.get(name, name)
        entries = self.entries(name)
        core = name if called_division else division_core(name)
        if core is None:
            town = None if entries else town_core(name)
            near = tuple(entry for entry in self.entries(town or "") if entry.level in ("city", "admin2"))
            return (town or name, False, near) if near else (name, False, entries)
        divisions = tuple(entry for entry in self.entries(core) if entry.level in DIVISIONS)
        if divisions and (called_division or not is_notable(entries, 1_000)):
            known = {entry.number for entry in entries}
            return core, True, entries + tuple(entry for entry in divisions if entry.number not in known)
        known = {entry.number for entry in entries}
        own = tuple(entry for entry in divisions if entry.preferred and entry.number not in known)
        return name, True, entries + own if entries else self.entries(core)


def division_core(name: str) -> str | None:
    """The name without the word for a kind of division: "Kursk" of "Kursk region", "Anbar" of "Province of Anbar"."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in DIVISION_WORDS:
        return " ".join(words[:-1])
    if len(words) > 2 and words[0].lower() in DIVISION_WORDS and words[1].lower() in ("of", "de"):
        return " ".join(words[2:])
    return None


def town_core(name: str) -> str | None:
    """The town in a name for a part of it or a thing at it: "Fargo" of "Fargo City", "Odesa" of "Port of Odesa"."""
    words = name.split()
    if len(words) > 1 and words[-1].rstrip(".").lower() in TOWN_TAILS:
        return " ".join(words[:-1])
    if len(words) > 2 and words[0].lower() in TOWN_HEADS and words[1].lower() == "of":
        return " ".join(words[2:])
    return None


def hyphened(analysis: Analysis, words: WordSpan) -> WordSpan:
    """The words with all that hyphens without spaces join to them: "Port | -au-Prince"."""
    start, end = words
    while end + 1 < len(analysis) and _is_inner_hyphen(analysis, end):
        end += 2
    while start > 1 and _is_inner_hyphen(analysis, start - 1):
        start -= 2
    return start, end


def _is_inner_hyphen(analysis: Analysis, word: int) -> bool:
    """Whether the word is a hyphen with no space on either side."""
    before, after = analysis.ends[word - 1] == analysis.starts[word], analysis.ends[word] == analysis.starts[word + 1]
    return analysis.forms[word] in ("-", "\u2010", "\u2011") and before and after


def is_notable(entries: Sequence[Entry], people: int) -> bool:
    """Whether one of the places goes by this very name and is a country, division, region or town of so many people."""
    return any(entry.preferred and entry.population >= _people_needed(entry, people) for entry in entries)


def _people_needed(entry: Entry, people: int) -> int:
    if entry.level in ("city", "admin2"):
        return people
    return min(people, 100_000) if entry.level == "admin1" else 0
