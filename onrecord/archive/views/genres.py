"""What kind of text reports are, where that changes how to read them; looked at once for one state of the data."""

from onrecord.archive.views.context import Context
from onrecord.reading.genre import Genre, genre_of


def genres(context: Context) -> dict[str, Genre]:
    """The kind of text of all reports that do not read like news, by id."""
    return context.memo.get("genres", lambda: _genres(context))


def _genres(context: Context) -> dict[str, Genre]:
    rows = context.archive.connection.execute("SELECT id, text, title, uri FROM reports ORDER BY key")
    found = ((name, genre_of(text, title, uri)) for name, text, title, uri in rows)
    return {name: kind for name, kind in found if kind}
