"""`onrecord search`: what an archive holds for words and filters, as a table or as JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.archive.search import Filters, Hit, Results, Snippet

_ANY = "Given several times, any of them will do."


class What(StrEnum):
    """What can be searched."""

    REPORT = "report"
    STATEMENT = "statement"
    EVENT = "event"
    POSITION = "position"


class Sorting(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Shape(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"


def search(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file that `onrecord add` made.")],
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='Words that must all occur; "a phrase", pref*, OR, NOT or -word, parentheses. May be left out '
            "where there is a filter.",
        ),
    ] = "",
    kind: Annotated[What, typer.Option("--in", help="What to search.")] = What.STATEMENT,
    actor: Annotated[
        list[str] | None, typer.Option(help=f"Who takes part: a name or a part of one, or a country's code. {_ANY}")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help=f"Who said it. {_ANY}")] = None,
    place: Annotated[list[str] | None, typer.Option(help=f"Where: a place, or a country and all in it. {_ANY}")] = None,
    near: Annotated[str | None, typer.Option(metavar="PLACE|LAT,LON", help="Around this place.")] = None,
    within: Annotated[float, typer.Option(metavar="KM", help="How far around it.")] = 50.0,
    happened_from: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="It happened, or held, on or after this date.")
    ] = None,
    happened_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="... on or before it.")] = None,
    reported_from: Annotated[
        str | None, typer.Option("--reported-from", metavar="DATE", help="Published on or after this date.")
    ] = None,
    reported_to: Annotated[
        str | None, typer.Option("--reported-to", metavar="DATE", help="Published on or before it.")
    ] = None,
    type: Annotated[list[str] | None, typer.Option(help=f"Event type, such as SANCTION. {_ANY}")] = None,
    modality: Annotated[list[str] | None, typer.Option(help=f"actual, planned, threatened, denied ... {_ANY}")] = None,
    certainty: Annotated[list[str] | None, typer.Option(help=f"CT+ PR+ PS+ CT- PR- PS- Uu. {_ANY}")] = None,
    stance: Annotated[
        list[str] | None, typer.Option(help=f"Of statements: denies, confirms ...; of positions: forbids ... {_ANY}")
    ] = None,
    anonymity: Annotated[list[str] | None, typer.Option(help=f"named, unnamed or unspecified. {_ANY}")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help=f"Who published it. {_ANY}")] = None,
    order: Annotated[Sorting, typer.Option(help="Best hits first, or by date of publication.")] = Sorting.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits on a page.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="The next page: what the page before gave.")] = None,
    facet: Annotated[
        list[str] | None,
        typer.Option(help="Count all hits by outlet, actor, type, 'reported month' ... Several allowed."),
    ] = None,
    format: Annotated[Shape, typer.Option("--format", "-f", help="How to print.")] = Shape.TABLE,
) -> None:
    """Search an archive's reports, statements, events or positions.

    Dates are a year, a month or a day (2024, 2024-11, 2024-11-17). Different filters must all be met.
    """
    from onrecord.archive.search import Filters

    filters = Filters(
        actor=tuple(actor or ()), source=tuple(source or ()), place=tuple(place or ()), near=near, within=within,
        happened_from=happened_from, happened_to=happened_to, reported_from=reported_from, reported_to=reported_to,
        type=tuple(type or ()), modality=tuple(modality or ()), outlet=tuple(outlet or ()),
        anonymity=tuple(anonymity or ()), stance=tuple(stance or ()), certainty=tuple(certainty or ()),
    )  # fmt: skip
    raise typer.Exit(_search(archive, query, kind, filters, order, limit, cursor, facet or [], format))


def _search(
    path: Path,
    query: str,
    kind: What,
    filters: "Filters",
    order: Sorting,
    limit: int,
    cursor: str | None,
    facets: list[str],
    shape: Shape,
) -> int:
    """Search and print; the exit status is 0, or 1 where the archive or the query cannot be used."""
    import msgspec

    from onrecord.archive import Archive
    from onrecord.archive.search import search as run
    from onrecord.cli.reading import complain
    from onrecord.errors import OnrecordError

    try:
        with Archive.open(path, read_only=True) as archive:
            found = run(
                archive, query, kind=kind.value, filters=filters, order=order.value, limit=limit, cursor=cursor,
                facets=facets,
            )  # fmt: skip
    except OnrecordError as error:
        complain(str(error))
        return 1
    if shape is Shape.JSON:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        _print_table(found)
    return 0


def _print_table(found: "Results") -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("published", "outlet", "title" if found.kind == "report" else "who", "text"):
        table.add_column(
            name, no_wrap=name == "published", max_width=28 if name in ("outlet", "who", "title") else None
        )
    for hit in found.hits:
        table.add_row((hit.published or "undated")[:10], hit.outlet or "", hit.who, _marked(hit))
    if found.hits:
        console.print(table)
    more = "more than " if found.capped else ""
    console.print(f"{more}{found.total:,} {found.kind}{'' if found.total == 1 else 's'}")
    for name, counts in found.facets.items():
        listed = ", ".join(f"{count.label} {count.hits:,}" for count in counts[:15])
        console.print(f"by {name}: {listed or 'none'}", highlight=False, markup=False)
    if found.cursor:
        console.print(f"next page: --cursor={found.cursor}", highlight=False, soft_wrap=True)


def _marked(hit: "Hit") -> "Text":
    from rich.text import Text

    whole = Text()
    for number, snippet in enumerate(hit.snippets):
        whole.append("\n" if number else "")
        whole.append_text(_one_line(snippet))
    return whole


def _one_line(snippet: "Snippet") -> "Text":
    """The snippet with the words found in bold, line ends as spaces."""
    from rich.text import Text

    text = Text("".join(" " if c.isspace() else c for c in snippet.text))
    for start, stop in snippet.found:
        text.stylize("bold", start - snippet.span[0], stop - snippet.span[0])
    return text
