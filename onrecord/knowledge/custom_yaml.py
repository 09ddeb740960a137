"""YAML nodes read field by field, with a line of complaint for everything that is not as it should be.

Nodes are read as they were written: `NO` is the text "NO" and no truth value, `14` the text "14".
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import yaml

_KINDS = {"mapping": "fields with values", "sequence": "a list", "scalar": "a text"}


@dataclass
class ProblemList:
    """What was found wrong so far, one line each, in the order of reading."""

    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A mapping of the file: where it stands, in words, and its values by field."""

    where: str
    line: int
    _values: dict[str, yaml.Node]
    _problems: ProblemList

    @classmethod
    def root(cls, node: yaml.Node | None, problems: ProblemList) -> "Entry":
        """The whole file as an entry; a file that is none is complained of."""
        if node is None:
            problems.lines.append("line 1: the file is empty. Write `ontology:` and `types:`.")
            return cls("", 1, {}, problems)
        return cls._of(node, "", problems) or cls("", 1, {}, problems)

    @classmethod
    def _of(cls, node: yaml.Node, where: str, problems: ProblemList) -> "Entry | None":
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            at = f"line {line}: {where}: " if where else f"line {line}: "
            problems.lines.append(f"{at}{_KINDS['mapping']} were expected here, not {_KINDS[node.id]}.")
            return None
        values: dict[str, yaml.Node] = {}
        made = cls(where, line, values, problems)
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in values:
                made._add(key, f"{name} stands here twice", "Keep one")
            values[name] = value
        return made

    def named(self, where: str) -> "Entry":
        """The same entry under another description of its place."""
        return replace(self, where=where)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._values

    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in the file's order."""
        return tuple(self._values)

    def is_scalar(self, name: str) -> bool:
        """Whether the field is there and holds a plain text."""
        return isinstance(self._values.get(name), yaml.ScalarNode)

    def complain(self, name: str | None, problem: str, remedy: str) -> None:
        """Note a problem of a field, or of the entry as a whole."""
        node = self._values.get(name) if name else None
        path = ", ".join(part for part in (self.where, name) if part)
        line = node.start_mark.line + 1 if node is not None else self.line
        self._problems.lines.append(f"line {line}: {path + ': ' if path else ''}{problem}. {_ended(remedy)}")

    def _add(self, node: yaml.Node, problem: str, remedy: str) -> None:
        at = f"line {node.start_mark.line + 1}: " + (f"{self.where}: " if self.where else "")
        self._problems.lines.append(f"{at}{problem}. {_ended(remedy)}")

    def check_fields(self, known: Sequence[str]) -> None:
        """Complain of fields that mean nothing here."""
        for name in self._values:
            if name not in known:
                self.complain(name, "there is no such field here", _closest(name, known))

    def text(self, name: str, required: bool = False) -> str:
        """The text of a field, on one line; empty where there is none."""
        node = self._values.get(name)
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return " ".join(node.value.split())
        if node is not None:
            self.complain(name, "a text was expected here", "Write one")
        elif required:
            self.complain(None, f"{name} is missing", "Add it")
        return ""

    def texts(self, name: str, required: bool = False, short: bool = False) -> list[tuple[str, int]]:
        """The texts of a list with their lines; where `short`, one text may stand for a list of one."""
        node = self._values.get(name)
        if node is None:
            if required:
                self.complain(None, f"{name} is missing", "Add it, with one line or more that begins with a dash")
            return []
        nodes = [node] if short and isinstance(node, yaml.ScalarNode) else self._items(name, node)
        found: list[tuple[str, int]] = []
        for item in nodes:
            if isinstance(item, yaml.ScalarNode) and item.value.strip():
                found.append((" ".join(item.value.split()), item.start_mark.line + 1))
            else:
                self._add(item, f"{name} needs plain texts", "Put texts with : or # in them into quotation marks")
        return found

    def _items(self, name: str, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode) and node.value:
            return list(node.value)
        self.complain(name, "a list was expected here", "Write one line or more that begins with a dash")
        return []

    def choices(self, name: str, allowed: Iterable[str]) -> list[str]:
        """The texts of a field that may only take certain values."""
        known = tuple(allowed)
        found = [text for text, _ in self.texts(name, short=True)]
        for text in found:
            if text not in known:
                self.complain(name, f"{text!r} is none of its values", _closest(text, known))
        return [text for text in found if text in known]

    def entry(self, name: str) -> "Entry | None":
        """The entry that a field holds, or None."""
        node = self._values.get(name)
        return None if node is None else self._of(node, self._below(name), self._problems)

    def entries(self, name: str, required: bool = False) -> list["Entry"]:
        """The entries of a list."""
        node = self._values.get(name)
        if node is None:
            if required:
                self.complain(None, f"{name} is missing", "Add it, with one entry or more that begins with a dash")
            return []
        items = self._items(name, node)
        made = (self._of(n, self._below(f"{name} {i}"), self._problems) for i, n in enumerate(items, 1))
        return [entry for entry in made if entry is not None]

    def _below(self, name: str) -> str:
        return f"{self.where}, {name}" if self.where else name


def _closest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name.lower(), [k.lower() for k in known], 1)
    meant = next((k for k in known if near and k.lower() == near[0]), None)
    return f"Did you mean {meant}?" if meant else f"Use {', '.join(known)}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else sentence + "."
