"""`onrecord gazetteer build`: compile a dump of GeoNames into a gazetteer file."""

from pathlib import Path

import typer

from onrecord.cli.reading import complain
from onrecord.errors import InputError, SetupError


def build_gazetteer(dump: Path, output: Path, least_people: int) -> int:
    """Compile the dump, write the file, and return the exit status: 0, 1 (setup) or 2 (the dump failed)."""
    from onrecord.knowledge.geonames import compile_dump

    try:
        compiled = compile_dump(dump, least_people)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(compiled.data)
    except InputError as error:
        complain(str(error))
        return 2
    except SetupError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(f"{error.filename or output}: cannot be written: {error.strerror}")
        return 2
    size = len(compiled.data) / 1e6
    typer.echo(
        f"{output}: {compiled.divisions} divisions and {compiled.cities} populated places, {size:.1f} MB", err=True
    )
    return 0
