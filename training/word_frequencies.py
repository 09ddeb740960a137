"""`python -m training.word_frequencies ARTICLES.jsonl.gz OUTPUT.tsv`: in how many articles each word's stem stands.

ARTICLES has one object a line with `title` and `text`. Kept are stems of at least three articles. Only
the head of an article is counted, as it is when reports are compared.
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.rows import read_rows
from onrecord.archive.stories.terms import LONGEST, words
from onrecord.knowledge.stems import is_content_word, number_value, stem

LEAST = 3


def stems(text: str) -> set[str]:
    """The stems of the content words at the head of a text."""
    listed = (word for word, _ in words(text[:LONGEST]))
    return {stem(word) for word in listed if number_value(word) is None and is_content_word(word)}


def main() -> None:
    """Count, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    articles = 0
    for row in read_rows(args.articles):
        counts.update(stems(f"{row.get('title') or ''}\n{row['text']}"))
        articles += 1
    kept = sorted(term for term, count in counts.items() if count >= LEAST)
    lines = [f"# stem and number of articles that have it, of {articles}"]
    lines += [f"{term}\t{counts[term]}" for term in kept]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
