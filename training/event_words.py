"""Count which words name events in the event corpus' train part, and write them to the package's tables.

    python -m training.event_words

Only lemmas, word classes and counts are written. What they say of a word is one of the features of
`training.calibrate_events`, which weighs it on sentences that were not counted here.
"""

from collections import Counter, defaultdict
from pathlib import Path

from onrecord.knowledge.ontology import Kind
from onrecord.models import load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.analysis import Analysis
from onrecord.reading.events.candidates import MODEL_KINDS
from onrecord.records import Report, report_id
from training.event_corpus import TRAIN, AnnotatedSentence, load
from training.own import PARTICLES

TABLE = Path(__file__).parent.parent / "onrecord" / "knowledge" / "data" / "events" / "words.tsv"
COMMON = 4
"""A word that never named an event is kept from this many occurrences on."""

Word = tuple[str, Kind]


def count(analysis: Analysis, sentence: AnnotatedSentence, seen: Counter[Word], told: dict[Word, Counter[str]]) -> None:
    """Add the words of a sentence and the types of those that are triggers."""
    types: dict[int, str] = {}
    for event in sentence.events:
        first, last = analysis.words_in(event.trigger)
        if first < last:
            head = first if analysis.forms[last - 1].lower() in PARTICLES else last - 1
            types[head] = event.type
    for word, tag in enumerate(analysis.upos):
        if tag in MODEL_KINDS:
            key = analysis.lemmas[word].lower(), MODEL_KINDS[tag]
            seen[key] += 1
            if word in types:
                told[key][types[word]] += 1


def main() -> None:
    """Count and write the table."""
    model = load_reader_model()
    seen: Counter[Word] = Counter()
    told: dict[Word, Counter[str]] = defaultdict(Counter)
    for sentence in load(TRAIN):
        report = Report(id=report_id(sentence.text), text=sentence.text)
        count(analyse(report, model), sentence, seen, told)
    kept = sorted(key for key, times in seen.items() if key in told or times >= COMMON)
    lines = ["# lemma\tpos\tseen\tevents by type\t(counts in corpus/events/train.jsonl; training/event_words.py)"]
    for lemma, kind in kept:
        types = " ".join(f"{name}={times}" for name, times in sorted(told[lemma, kind].items())) or "-"
        lines.append(f"{lemma}\t{kind}\t{seen[lemma, kind]}\t{types}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} words written to {TABLE}")


if __name__ == "__main__":
    main()
