"""Reading files, folders and standard input, told by content: one report or one error for each, never a stop."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.errors import InputError, UnreadableInput
from onrecord.intake.decoding import kind_of
from onrecord.intake.json_inputs import read_json
from onrecord.intake.metadata import Overrides
from onrecord.intake.objects import Fields, Item, Options, attempt, report_of_bytes
from onrecord.intake.paths import expand
from onrecord.intake.report import LARGEST_REPORT
from onrecord.intake.streams import STDIN, Input, open_input
from onrecord.intake.tabular import find_table, read_table
from onrecord.records import Report

__all__ = ["STDIN", "read_inputs", "read_named_inputs"]


def read_inputs(
    paths: Iterable[str], overrides: Overrides | None = None, fields: Mapping[str, str] | None = None
) -> Iterator[Report | InputError]:
    """One report, or the error that stands for it, for each input in order; `-` is standard input.

    Folders are read with all that is in them, patterns (`*.html`) with all that they match. JSON Lines, CSV and TSV
    give a report for each line, a WARC file for each page in it, a feed for each entry. Files are told by content,
    gzip is opened on the way, and nothing is held longer than one report.

    `fields` says which field of JSON or of a table holds which value, where they have other names:
    `{"text": "story", "published": "meta.day"}`. Raises ValueError for a value that reports do not have.
    """
    for _, item in read_named_inputs(paths, overrides, fields):
        yield item


def read_named_inputs(
    paths: Iterable[str],
    overrides: Overrides | None = None,
    fields: Mapping[str, str] | None = None,
    opened: Callable[[Input], None] | None = None,
) -> Iterator[Item]:
    """As `read_inputs`, with each input's name: the path, `-`, or `PATH:NUMBER` of a line, a record or an entry.

    `opened` is told of every file as it is opened; its `position` then says how far the reading of it has come.
    """
    options = Options(overrides or Overrides(), Fields(fields or {}))
    for path in paths:
        try:
            for file in expand(path):
                yield from _read_file(file, options, opened)
        except InputError as error:
            yield error.name, error


def _read_file(path: str, options: Options, opened: Callable[[Input], None] | None) -> Iterator[Item]:
    try:
        with open_input(path) as source:
            if opened is not None:
                opened(source)
            yield from _read_source(source, options)
            source.refuse_damaged()
    except InputError as error:
        yield error.name, error
    except FileNotFoundError:
        yield path, UnreadableInput(path, "there is no such file", "Check the path")
    except OSError as error:
        yield path, UnreadableInput(path, f"it cannot be read: {error}", "Check the file and its permissions")


def _read_source(source: Input, options: Options) -> Iterator[Item]:
    kind = kind_of(source.head)
    table = find_table(source.head, source.name, options.fields) if kind == "text" else None
    if kind == "warc":
        from onrecord.intake.warc import read_warc

        yield from read_warc(source, options)
    elif kind == "feed":
        from onrecord.intake.feeds import read_feed

        yield from read_feed(source, options)
    elif kind == "json":
        yield from read_json(source, options)
    elif table is not None:
        yield from read_table(source, table, options)
    else:
        yield _read_one(source, options)


def _read_one(source: Input, options: Options) -> Item:
    data = source.stream.read(LARGEST_REPORT + 1)
    source.refuse_damaged()
    return attempt(source.name, lambda: report_of_bytes(data, source.name, options))
