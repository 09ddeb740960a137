"""Names as they are compared: case, accents and punctuation make no difference."""

import re
import unicodedata

_APART = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """The words of a name in lower case without accents, full stops or other marks: "The U.S." gives "the us"."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("\u0131", "i").replace("\u2019", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'")
    return _APART.sub(" ", plain).strip()


def holds(name: str, words: str) -> bool:
    """Whether the folded name has the folded words in it, one after the other and whole."""
    return f" {words} " in f" {name} "
