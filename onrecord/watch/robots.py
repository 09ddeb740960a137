"""robots.txt: what a site lets programs fetch and how fast, as RFC 9309 has it, with the usual `Crawl-delay`."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

LARGEST_ROBOTS = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for no less than 500 KiB."""

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#\r\n]*)")


@dataclass(frozen=True, slots=True)
class _Rule:
    allow: bool
    path: str

    def fits(self, path: str) -> bool:
        """Whether the rule is about that path: `*` stands for anything, `$` for the end. In linear time."""
        whole = self.path.endswith("$")
        start, *parts = (_plain(part) for part in self.path.removesuffix("$").split("*"))
        if not path.startswith(start):
            return False
        if not parts:
            return not whole or path == start
        place, last = len(start), parts.pop() if whole else ""
        for part in parts:
            place = path.find(part, place)
            if place < 0:
                return False
            place += len(part)
        return len(path) - len(last) >= place and path.endswith(last)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one program at one site; `delay` is the least time between two requests, in seconds."""

    rules: tuple[_Rule, ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched: the longest rule that fits it decides, allowing where two are equal."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if rule.fits(path)]
        return not fitting or max(fitting, key=lambda rule: (len(rule.path), rule.allow)).allow


def parse_robots(text: str, agent: str) -> Rules:
    """The rules of a robots.txt for a program of that name; those for `*` where none are for it."""
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    named, found, open_group = False, False, False
    targets: list[list[tuple[str, str]]] = []
    for line in text.removeprefix("\ufeff").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            if not open_group:
                targets = []
            open_group = True
            named = value.split("/")[0].strip().lower() == agent.lower()
            found = found or named
            if named or value == "*":
                targets.append(own if named else general)
        elif key in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for target in targets:
                target.append((key, value))
    return _rules(own if found else general)


def _rules(lines: list[tuple[str, str]]) -> Rules:
    rules = tuple(_Rule(key == "allow", value) for key, value in lines if key != "crawl-delay" and value)
    delays = [float(value) for key, value in lines if key == "crawl-delay" and re.fullmatch(r"\d+(\.\d+)?", value)]
    return Rules(rules, max(delays, default=None))


def _plain(path: str) -> str:
    """The path with every octet written in one way, so that an address and a rule can be compared."""
    return quote(unquote_to_bytes(path), safe="/?&=:;,@+$!*'()~")
