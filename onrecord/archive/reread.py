"""A second pass over an archive after an upgrade: each report is read again, its old coding stays beside the new."""

from collections import deque
from collections.abc import Iterator

from msgspec import structs

from onrecord.archive.adding import Readers, Reading, Step
from onrecord.archive.store import Archive
from onrecord.errors import OnrecordError, ReadingFailed
from onrecord.records import Coder, Report


def stale_reports(archive: Archive, coder: Coder) -> list[str]:
    """The ids of the reports whose current record another coder made, in the order of adding."""
    statement = (
        "SELECT reports.id FROM reports JOIN codings ON report = reports.key AND current JOIN coders "
        "ON coders.key = coder WHERE NOT (version IS ? AND weights IS ? AND gazetteer IS ? AND ontology IS ?) "
        "ORDER BY reports.key"
    )
    values = (coder.version, coder.weights, coder.gazetteer, coder.ontology)
    return [report_id for (report_id,) in archive.connection.execute(statement, values)]


def reread(archive: Archive, readers: Readers, coder: Coder) -> Iterator[Step]:
    """Read again what another coder has read, and make each new record the current one of its report.

    A record that this coder had made before is taken back without reading. Interrupted, it goes on where it stopped
    when it is run again. A report that cannot be read keeps the record it has.
    """
    waiting: deque[tuple[Report, Reading | None]] = deque()
    for report_id in stale_reports(archive, coder):
        report = archive.report(report_id)
        known = archive.restore(report_id, coder)
        waiting.append((report, None if known else readers.submit(structs.replace(report, credits=()))))
        if len(waiting) > readers.ahead:
            yield _store(archive, *waiting.popleft())
    while waiting:
        yield _store(archive, *waiting.popleft())


def _store(archive: Archive, report: Report, reading: Reading | None) -> Step:
    name, words = report.uri or report.title or report.id, len(report.text.split())
    if reading is None:
        return Step(name, "same", report.id, words)
    try:
        record = reading()
    except ReadingFailed as error:
        return Step(name, "rejected", report.id, words, error)
    except OnrecordError:
        raise
    except Exception as error:
        problem = f"reading it broke off ({type(error).__name__}: {error})"
        return Step(name, "rejected", report.id, words, ReadingFailed(name, problem, "It keeps its old record"))
    archive.recode(record)
    return Step(name, "new", report.id, words, failures=record.failures)
