"""Is this text a news report in English? If not, the error says what it is instead."""

import re
from functools import cache
from typing import Any

from onrecord.errors import EmptyInput, NotAnArticle, UnsupportedLanguage

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_CODE_LINE = re.compile(
    r"""  .{0,80}[;{}]\s*
        | \s*(?:def|class|function|import|from|return|if|for|while|var|let|const|public|private|static|void|int
             |\#include|elif|else|try|except|package|using|namespace|SELECT|INSERT|CREATE)\b.*[(:;{=].*
        | \s*(?://|/\*|\*/|\#!|<\?|</?\w+).*
        | \s*(?:import|return|break|continue|pass|end|fi|done)(?:\s+[\w.,]+)?\s*
        | \s*[\w.\[\]]+\s*[-+*/]?=\s*\S.* | \s*[\w.]+\(.*\);?\s*""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S*[.!?…][\"'”’)\]]*(?:\s|$)|(?:\S+\s+){14,}")
_STOP = re.compile(r"[.!?…,;:]")
_FEWEST_WORDS = 5
_SAMPLE = 6000
_FUNCTION_WORDS = frozenset((
    "the", "of", "and", "to", "that", "for", "with", "said", "from", "were", "his", "her", "they", "have",
    "has", "had", "but", "are", "by", "be", "it", "he", "she", "was", "been", "who", "which", "would", "will",
    "not", "their", "this", "after", "on", "as", "at", "an", "is", "its", "over", "about", "more", "than",
))  # fmt: skip
_ENGLISH_SHARE = 0.12
"""In English reports one word in four is one of these, in other languages hardly one in twenty."""
_CONFIDENT = 0.95
_ENOUGH_WORDS = 12
_REMEDY = "Give the text or the web page of one news report"


def refuse_other_text(text: str, name: str) -> None:
    """Raise NotAnArticle or UnsupportedLanguage where the canonical text is no report in English."""
    if not text:
        raise EmptyInput(name, "no text is left after page furniture and tables are taken out", _REMEDY)
    sample = text[:_SAMPLE]
    problem = _not_an_article(sample)
    if problem and not _in_another_script(sample):
        raise NotAnArticle(name, f"this is not a news report: {problem}", _REMEDY)
    language = foreign_language(sample)
    if language:
        raise UnsupportedLanguage(
            name,
            f"the text is not in English (it looks like {language!r})",
            "Only English can be read so far",
        )


def foreign_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, where it is surely not English; None otherwise."""
    words = _WORD.findall(text)
    known = sum(word.lower() in _FUNCTION_WORDS for word in words)
    if known >= _ENGLISH_SHARE * len(words) > 0:
        return None
    # Scripts without blanks between words have few "words" but many letters.
    if len(words) < _ENOUGH_WORDS and sum(map(len, words)) < 8 * _ENOUGH_WORDS:
        return None
    language, confidence = _identifier().classify(text)
    return str(language) if language != "en" and confidence >= _CONFIDENT else None


@cache
def _identifier() -> Any:
    """The language identifier, loaded only for texts with few English function words: it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _not_an_article(text: str) -> str | None:
    words = _WORD.findall(text)
    tokens = _TOKEN.findall(text)
    letters = sum(map(len, words))
    if len(words) < _FEWEST_WORDS and letters < 30:
        if len(tokens) >= 2 * max(len(words), 1):
            return "it holds numbers and signs rather than words"
        return f"it has only {len(words)} word{'' if len(words) == 1 else 's'}"
    if letters < 0.5 * sum(map(len, tokens)):
        return "it holds numbers and signs rather than words"
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) >= 5 and sum(_CODE_LINE.fullmatch(line) is not None for line in lines) >= 0.5 * len(lines):
        return "it looks like program code or markup"
    menu = len(lines) >= 8 and not any(_SENTENCE.search(line) for line in lines)
    menu = menu or (not _STOP.search(text) and all(_is_menu_line(line) for line in lines))
    if menu or (len(words) >= 30 and not _STOP.search(text)):
        return "it is a list of short lines without a sentence, such as a menu"
    return None


def _in_another_script(text: str) -> bool:
    """Whether most letters are none of the Latin script: counting words and stops tells nothing then."""
    letters = [character for character in text if character.isalpha()]
    return sum(character > "\u024f" for character in letters) > len(letters) / 2


def _is_menu_line(line: str) -> bool:
    """Whether the line is a few words, or several entries between bars: no headline either."""
    return len(_WORD.findall(line)) < _FEWEST_WORDS or len(re.findall(r"[|•·»]", line)) >= 2
