"""`onrecord validate`: records from files, checked against the contract."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import typer

from onrecord.cli.reading import complain
from onrecord.errors import InputError, InvalidRecord, UnreadableInput
from onrecord.records import Record
from onrecord.schema import from_json
from onrecord.validation import validate


def validate_files(files: Sequence[str]) -> int:
    """Check every record of every file and return the exit status: 0, or 2 where one breaks the contract."""
    failed = 0
    for file in files:
        try:
            for name, record in _records(file):
                failed += _report(name, record)
        except InputError as error:
            complain(str(error))
            failed += 1
    return 2 if failed else 0


def _report(name: str, record: Record) -> bool:
    problems = validate(record)
    for problem in problems:
        complain(f"{name}: {problem}")
    if not problems:
        typer.echo(f"{name}: keeps the contract {record.schema}")
    return bool(problems)


def _records(file: str) -> Iterator[tuple[str, Record]]:
    data = _bytes(file)
    if not data.strip():
        raise UnreadableInput(file, "the file is empty", "Give a file that `onrecord read --format json` wrote")
    if _is_one_value(data):
        yield file, _decode(data, file)
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield f"{file}:{number}", _decode(line, f"{file}:{number}")


def _is_one_value(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return b"\n{" not in data.strip()
    return True


def _decode(data: bytes, name: str) -> Record:
    try:
        return from_json(data)
    except msgspec.ValidationError as error:
        raise InvalidRecord(name, f"not a record of onrecord/1: {error}", "See `onrecord schema`") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, f"not JSON: {error}", "Give a record in JSON or JSON Lines") from error


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UnreadableInput(file, f"cannot be opened: {error.strerror}", "Check the path") from error
