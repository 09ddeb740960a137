"""Lemmas as edit scripts: what to do to a word's form, so that one class serves many words (Straka 2018, UDPipe 2).

A script is `CASE:CUT:ADD` on the form: CASE `l` lower-cases it, `k` keeps it; CUT characters leave the end, ADD is
put there. A form whose lemma shares no beginning with it has the script `=lemma`.
"""


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
