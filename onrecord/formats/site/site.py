"""Writing a site: into a folder of its own beside the target, which takes the target's place when all is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import Traversable
from importlib.resources import files
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from onrecord.archive.excerpt import write_excerpt
from onrecord.archive.store import Archive
from onrecord.archive.views import Context
from onrecord.errors import SetupError
from onrecord.formats.site.answers import answers
from onrecord.version import VERSION

MARK = "onrecord-site.json"
"""The file by which a folder is known to be a site, which may be replaced."""
BASE = "api/v1/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)


class SiteUnwritable(SetupError):
    """The site cannot be written where it was asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written: files, their bytes, and the reports and stories that they tell of."""

    files: int
    bytes: int
    reports: int
    stories: int


def write_site(archive: Archive, folder: Path, stories: Sequence[str] = ()) -> Written:
    """Write the explorer with all that it shows of the archive, or of some stories, into a folder.

    The same archive gives the same bytes. A folder that holds a site already is replaced, whole or not at all. Raises
    SiteUnwritable for one that holds anything else, NoSuchStory for a story that is not there.
    """
    _refuse_other_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-", ignore_cleanup_errors=True) as place:
            written = _write(archive, stories, Path(place))
            if folder.exists():
                folder.rename(Path(place) / "before")
            (Path(place) / "site").rename(folder)
    except OSError as error:
        raise SiteUnwritable(f"{folder}: the site cannot be written: {error.strerror}") from error
    return written


def _refuse_other_folder(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise SiteUnwritable(f"{folder}: this is no folder. Give the path of a new one")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise SiteUnwritable(f"{folder}: this folder holds something else than a site. Give the path of a new one")


def _write(archive: Archive, stories: Sequence[str], place: Path) -> Written:
    if not stories:
        return _write_files(archive, place / "site")
    # Under the archive's own name, which the pages show.
    path = place / "excerpt" / Path(archive.path).name
    path.parent.mkdir()
    write_excerpt(archive, stories, path)
    with Archive.open(path) as excerpt:
        return _write_files(excerpt, place / "site")


def _write_files(archive: Archive, folder: Path) -> Written:
    number = size = 0
    for path, body in chain(_pages(), _data(archive)):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        number, size = number + 1, size + len(body)
    count = archive.connection.execute("SELECT count(*), count(DISTINCT story) FROM story_members").fetchone()
    return Written(files=number, bytes=size, reports=count[0], stories=count[1])


def _data(archive: Archive) -> Iterator[tuple[str, bytes]]:
    return ((BASE + path, body) for path, body in answers(Context(archive)))


def _pages() -> Iterator[tuple[str, bytes]]:
    """The explorer's built files, told to read files; and the mark that this is a site."""
    built = files("onrecord").joinpath("server", "static")
    if not built.joinpath("index.html").is_file():
        raise SetupError("the explorer's pages are missing from this installation. Install onrecord again")
    for path, file in _files(built):
        yield path, _with_policy(file.read_bytes()) if path == "index.html" else file.read_bytes()
    yield "config.json", msgspec.json.encode({"source": "files", "base": BASE}) + b"\n"
    yield MARK, msgspec.json.encode({"made_by": f"onrecord {VERSION}"}) + b"\n"


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif f"{above}{entry.name}" != "config.json":
            yield f"{above}{entry.name}", entry


def _with_policy(page: bytes) -> bytes:
    """The page with the policy that the server sends as a header; a server of plain files sends none."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    with_policy, found = _CHARSET.subn(lambda match: f"{match[0]}\n    {policy}", page.decode(), count=1)
    if not found:
        raise SetupError("the explorer's page has no place for its security policy. Install onrecord again")
    return with_policy.encode()
