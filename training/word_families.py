"""`python -m training.word_families DICT OUTPUT`: words for what happens that belong together, from WordNet's files.

DICT is the folder with WordNet's `data` and `index` files for verbs and nouns. OUTPUT is a folder that gets
`families.tsv` (for each verb the nouns that WordNet derives from it) and `senses.tsv` (for each verb and noun its first
senses). Kept are the nouns that stand for an act, event, process, state, communication, feeling or possession, not for
who does it or what it is done with.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EVENT_NOUNS = frozenset({4, 7, 9, 10, 11, 12, 19, 21, 22, 26})
"""WordNet's lexicographer files of nouns that name what happens."""
SENSES = 8
FIRST_SENSES = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """A synset: its lexicographer file, its words, and (symbol, part of speech, offset, source, target) pointers."""

    file: int
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, int, int], ...]


def senses(path: Path) -> dict[str, Sense]:
    """The synsets of a `data` file by offset; words counted from 1, 0 for the whole synset."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(_sense(line.split(" | ")[0].split()) for line in lines if not line.startswith("  "))


def _sense(fields: list[str]) -> tuple[str, Sense]:
    count = int(fields[3], 16)
    at = 5 + 2 * count
    pointers = [fields[at + 4 * i : at + 4 * i + 4] for i in range(int(fields[at - 1]))]
    told = tuple((p[0], p[2], p[1], int(p[3][:2], 16), int(p[3][2:], 16)) for p in pointers)
    return fields[0], Sense(int(fields[1]), tuple(word.lower() for word in fields[4 : 4 + 2 * count : 2]), told)


def families(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Verbs of one word with the nouns of one word derived from them, both in alphabetical order."""
    verbs, nouns = senses(folder / "data.verb"), senses(folder / "data.noun")
    for line in (folder / "index.verb").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if line.startswith("  ") or not fields[0].isalpha():
            continue
        offsets = fields[len(fields) - int(fields[2]) :][:SENSES]
        found = {noun for offset in offsets for noun in _derived(fields[0], verbs[offset], nouns)}
        if found:
            yield fields[0], sorted(found)


def _derived(verb: str, sense: Sense, nouns: dict[str, Sense]) -> Iterator[str]:
    for symbol, kind, offset, source, target in sense.pointers:
        if symbol == "+" and kind == "n" and source and sense.words[source - 1] == verb:
            noun = nouns[offset]
            if noun.file in EVENT_NOUNS and noun.words[target - 1].isalpha():
                yield noun.words[target - 1]


def first_senses(folder: Path, kind: str) -> Iterator[tuple[str, list[str]]]:
    """Words of one part of speech with the names of their first senses; a noun's are those of its verbs as well."""
    data = senses(folder / f"data.{kind}")
    for line in (folder / f"index.{kind}").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if line.startswith("  ") or not fields[0].isalpha():
            continue
        offsets = fields[len(fields) - int(fields[2]) :][:FIRST_SENSES]
        kept = [offset for offset in offsets if kind == "verb" or data[offset].file in EVENT_NOUNS]
        if kept:
            yield fields[0], [",".join(_sense_names(fields[0], kind[0], offset, data[offset])) for offset in kept]


def shared(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Words with their part of speech (v, n) and first senses, without the senses that no other word has."""
    listed = [(word, kind[0], names) for kind in ("verb", "noun") for word, names in first_senses(folder, kind)]
    counts = Counter(name for _, _, ranked in listed for names in ranked for name in names.split(","))
    for word, kind, ranked in listed:
        kept = [",".join(name for name in names.split(",") if counts[name] > 1) or "-" for names in ranked]
        if any(names != "-" for names in kept):
            yield word, kind, kept


def _sense_names(word: str, kind: str, offset: str, sense: Sense) -> Iterator[str]:
    yield kind + offset
    for symbol, other, target, source, _ in sense.pointers:
        if kind == "n" and symbol == "+" and other == "v" and source and sense.words[source - 1] == word:
            yield other + target


def main() -> None:
    """Parse the arguments and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dict", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    rows = [f"{verb}\t{' '.join(nouns)}" for verb, nouns in families(args.dict)]
    (args.output / "families.tsv").write_text("# verb\tnouns\n" + "\n".join(rows) + "\n", encoding="utf-8")
    rows = [f"{word}\t{kind}\t{' '.join(names)}" for word, kind, names in shared(args.dict)]
    (args.output / "senses.tsv").write_text("# word\tkind\tsenses\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
