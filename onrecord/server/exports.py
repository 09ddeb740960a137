"""Exports as they are written: a thread writes, the asker reads, and what is between them is small."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread

from onrecord.archive import Archive
from onrecord.archive.views.paging import InvalidRequest, NoSuchThing
from onrecord.formats.export import FORMATS, Format, Selection, export
from onrecord.formats.export.exporting import Task

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/x-ndjson",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
}
_PIECE = 65_536
_WAITING = 8


def chosen_format(name: str, kind: str | None) -> tuple[Format, str]:
    """A format by name and the kind of rows that it is to have, its first one where none is given.

    Raises NoSuchThing for the format, InvalidRequest for the kind.
    """
    form = FORMATS.get(name)
    if form is None:
        raise NoSuchThing("format", f"there is no format {name}", f"There are {', '.join(FORMATS)}")
    if kind is not None and kind not in form.kinds:
        raise InvalidRequest("kind", f"{name} has no {kind}", f"It has {', '.join(form.kinds)}")
    return form, kind or form.kinds[0]


def export_pieces(path: Path, name: str, kind: str, selection: Selection) -> Iterator[bytes]:
    """The bytes of an export, piece after piece; raises SetupError before the first where an extra is missing."""
    if FORMATS[name].write is None:
        return _of_a_file(path, name, kind, selection)
    return _as_written(path, name, kind, selection)


def _of_a_file(path: Path, name: str, kind: str, selection: Selection) -> Iterator[bytes]:
    """A format that has to be written whole."""
    folder = tempfile.TemporaryDirectory(prefix="onrecord-")
    file = Path(folder.name) / "export"
    with Archive.open(path, read_only=True) as archive:
        export(archive, kind, name, file, selection)

    def pieces() -> Iterator[bytes]:
        with folder, file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece

    return pieces()


def _as_written(path: Path, name: str, kind: str, selection: Selection) -> Iterator[bytes]:
    pipe = _Pipe()
    Thread(target=_write, args=(pipe, path, name, kind, selection), daemon=True).start()
    return pipe.pieces()


def _write(pipe: "_Pipe", path: Path, name: str, kind: str, selection: Selection) -> None:
    try:
        write = FORMATS[name].write
        assert write is not None
        with Archive.open(path, read_only=True) as archive:
            out = io.TextIOWrapper(io.BufferedWriter(pipe, _PIECE), encoding="utf-8", newline="")
            write(Task(archive, kind, selection), out)
            out.flush()
        pipe.finish(None)
    except BrokenPipeError:
        return
    except BaseException as error:
        pipe.finish(error)


class _Pipe(io.RawIOBase):
    """What one thread writes and another takes; the writer waits for the taker, and stops where that has gone."""

    def __init__(self) -> None:
        self._queue: Queue[bytes | BaseException | None] = Queue(_WAITING)
        self._gone = Event()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._put(piece)
        return len(piece)

    def finish(self, error: BaseException | None) -> None:
        """Nothing more comes; `error` says why, where that was not the end."""
        self._put(error)

    def pieces(self) -> Iterator[bytes]:
        """What was written, as it comes."""
        try:
            while (piece := self._queue.get()) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._gone.set()

    def _put(self, piece: bytes | BaseException | None) -> None:
        while not self._gone.is_set():
            try:
                self._queue.put(piece, timeout=1)
                return
            except Full:
                continue
        raise BrokenPipeError
