"""The explorer's built files, read once at the start; a path that is none of them is the explorer's first page."""

import re
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from mimetypes import guess_type

from onrecord.server.answers import Answer, make_answer, tag_of

_HASHED = re.compile(r"-[\w-]{8}\.\w+$")
"""Names of files that never change: vite puts a digest of the content into them."""
FIRST = "index.html"


def load_files() -> dict[str, Answer]:
    """The files by their path from the root, without the leading slash; empty where the explorer was not built."""
    root = files("onrecord.server") / "static"
    return dict(_walk(root, "")) if root.is_dir() else {}


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Answer]]:
    found: list[tuple[str, Answer]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = prefix + entry.name
        if entry.is_dir():
            found += _walk(entry, path + "/")
        elif not entry.name.startswith("."):
            found.append((path, _answer(path, entry.read_bytes())))
    return found


def _answer(path: str, body: bytes) -> Answer:
    kind = guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("application/json", "text/javascript", "image/svg+xml")
    caching = "public, max-age=31536000, immutable" if _HASHED.search(path) else "no-cache"
    return make_answer(
        body, f"{kind}; charset=utf-8" if text else kind, tag_of(path, sha256(body).hexdigest()), caching
    )
