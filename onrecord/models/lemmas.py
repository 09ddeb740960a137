"""Lemmas: from a table of seen forms where there is one, else by regular inflection, else by the model's edit script.

A script says what to do to a form, so that one class serves many words (Straka 2018, UDPipe 2). It is `CASE:CUT:ADD`:
CASE `l` lower-cases the form, `k` keeps it; CUT characters leave the end, ADD is put there. A form whose lemma shares
no beginning with it has the script `=lemma`.
"""

from collections.abc import Iterator
from pathlib import Path

_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "VERB": (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", "")),
    "NOUN": (("ies", "y"), ("es", ""), ("s", "")),
    "ADJ": (("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")),
}


class Lemmatizer:
    """The lemma of a word in its part of speech; `table` maps (lower-cased form, UPOS) to a lemma."""

    def __init__(self, table: dict[tuple[str, str], str]) -> None:
        self._table = table
        self._bases = {(lemma, upos) for (_, upos), lemma in table.items()}

    @classmethod
    def load(cls, path: Path) -> "Lemmatizer":
        """The lemmatizer of a table of tab-separated form, UPOS and lemma."""
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines)
        return cls({(form, upos): lemma for form, upos, lemma in rows})

    def lemma(self, form: str, upos: str, script: str) -> str:
        """The lemma of the form; `script` is what the model would do."""
        known = self._table.get((form.lower(), upos))
        if known is not None:
            return known
        return next(self._regular(form.lower(), upos), None) or apply_script(form, script)

    def _regular(self, form: str, upos: str) -> Iterator[str]:
        """Known base forms that regular inflection would turn into the form."""
        for ending, base in _ENDINGS.get(upos, ()):
            if form.endswith(ending):
                stem = form[: len(form) - len(ending)]
                undoubled = stem[:-1] if not base and stem[-2:-1] == stem[-1:] else stem
                yield from (lemma for lemma in (stem + base, undoubled) if (lemma, upos) in self._bases)


def edit_script(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`."""
    case, base = ("k", form) if _shared(form, lemma) >= _shared(form.lower(), lemma) else ("l", form.lower())
    kept = _shared(base, lemma)
    if kept == 0 and len(lemma) > 0:
        return "=" + lemma
    return f"{case}:{len(base) - kept}:{lemma[kept:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; the lower-cased form where the script cuts more than there is."""
    if script.startswith("="):
        return script[1:]
    case, cut, add = script.split(":", 2)
    base = form if case == "k" else form.lower()
    if int(cut) >= len(base) and not add:
        return base
    return base[: len(base) - int(cut)] + add


def _shared(a: str, b: str) -> int:
    """How many characters the two have in common at their beginnings."""
    for count, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return count
    return min(len(a), len(b))
