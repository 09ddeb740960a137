"""Short reports read for tests, and their attributions by words of the content."""

from functools import cache

from onrecord.reading.reader import read
from onrecord.records import Attribution, Record, Report, report_id


@cache
def record_of(text: str, outlet: str | None = "Harbour Gazette") -> Record:
    """The record of a text; read once for all tests that use it."""
    return read(Report(id=report_id(text), text=text, outlet=outlet))


def saying(record: Record, words: str, source: str | None = "") -> Attribution:
    """The attribution whose content has the words and, where given, whose source's words have `source` (None: none)."""
    for each in record.attributions:
        content = " ".join(record.report.text[slice(*span)] for span in each.content)
        named = words_of_source(record, each)
        if words in content and (source == "" or (named is None if source is None else source in (named or ""))):
            return each
    listed = [(words_of_source(record, each), contents(record, each)) for each in record.attributions]
    raise AssertionError(f"nobody says {words!r} with the source {source!r}: {listed}")


def words_of_source(record: Record, attribution: Attribution) -> str | None:
    """The report's words for the source."""
    return record.report.text[slice(*attribution.source.span)] if attribution.source.span else None


def contents(record: Record, attribution: Attribution) -> list[str]:
    """The pieces of what is said."""
    return [record.report.text[slice(*span)] for span in attribution.content]


def passed_on_by(record: Record, attribution: Attribution) -> list[str | None]:
    """The names of those in the chain of `via`, innermost first."""
    by_id = {each.id: each for each in record.attributions}
    return [by_id[hop].source.name for hop in attribution.via]
