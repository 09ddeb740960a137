"""`--field VALUE=FIELD`: which field of the user's data holds which value of a report."""

from collections.abc import Iterable
from typing import Annotated

import typer

HELP = (
    "Where JSON or a table keeps a value: text=body, published=meta.day. Values: text, html, title, outlet, byline, "
    "published, url. May be given several times."
)


def check_fields(given: Iterable[str] | None) -> list[str]:
    """The options as they are. Raises BadParameter for one that does not name a value and a field."""
    listed = list(given or ())
    field_map(listed)
    return listed


def field_map(given: Iterable[str]) -> dict[str, str]:
    """The field of each value, from `VALUE=FIELD` options. Raises BadParameter for one of another form."""
    from onrecord.intake import KNOWN_FIELDS

    found: dict[str, str] = {}
    for option in given:
        value, sign, name = option.partition("=")
        if not sign or not name.strip() or value.strip() not in KNOWN_FIELDS:
            known = ", ".join(KNOWN_FIELDS)
            raise typer.BadParameter(f"{option!r} is not VALUE=FIELD with a value from {known}")
        found[value.strip()] = name.strip()
    return found


FieldOptions = Annotated[list[str], typer.Option("--field", metavar="VALUE=FIELD", callback=check_fields, help=HELP)]
"""The type of a command's parameter for the option; `field_map` reads it. Its default is an empty list."""
