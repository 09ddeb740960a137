"""What tells that two mentions mean the same: their words, initials and genders, and who speaks where."""

from collections.abc import Mapping, Sequence

from onrecord.reading.actors.clusters import Cluster
from onrecord.reading.actors.mentions import Candidate
from onrecord.reading.analysis import Analysis


def told_sentences(analysis: Analysis, quoted: Sequence[bool]) -> list[int]:
    """The number of each sentence, not counting those that are quotation from end to end.

    A long quotation puts no distance between its speaker and "he added".
    """
    numbers: list[int] = []
    number = 0
    for start, end in analysis.sentences:
        letters = [w for w in range(start, end) if analysis.upos[w] != "PUNCT"]
        number += not letters or not all(quoted[w] for w in letters)
        numbers.append(number)
    return numbers


def linked_before(analysis: Analysis) -> Mapping[int, Sequence[int]]:
    """For each mention the mentions before it in the model's chain, nearest first."""
    return {
        head: chain.heads[:index][::-1] for chain in analysis.chains for index, head in enumerate(chain.heads) if index
    }


def speakers(analysis: Analysis) -> Mapping[int, int]:
    """For each word of an attribution's content the head of its source."""
    found: dict[int, int] = {}
    for frame in analysis.frames:
        if frame.source and frame.source[0][0] < frame.source[0][1]:
            head = analysis.head_of(frame.source[0])
            for piece in frame.content:
                found.update(dict.fromkeys(range(*piece), head))
    return found


def fits(target: Cluster, nominal: Candidate) -> bool:
    """Whether a description may mean an actor by kind and number."""
    if target.kind == "person":
        return nominal.kind == "person" and nominal.number != "plural"
    return nominal.kind != "person" and nominal.kind != "population" and target.kind != "population"


def clash(a: str | None, b: str | None) -> bool:
    """Whether two genders contradict each other."""
    return a is not None and b is not None and a != b


def is_part(words: Sequence[str], name: str) -> bool:
    """Whether the words are a run of the name's words, or the same name with more or fewer middle names."""
    whole = name.split(" ")
    if len(words) > 1 and len(whole) > 1 and words[0] == whole[0] and words[-1] == whole[-1]:
        return True
    return any(whole[at : at + len(words)] == list(words) for at in range(len(whole) - len(words) + 1))


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters are the initials of the name's words; small words may be left out."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    initials = "".join(w[0] for w in name.replace("-", " ").split() if w[:1].isalpha())
    return letters in (initials.upper(), "".join(c for c in initials if c.isupper()))
