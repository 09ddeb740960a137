"""Reading a report that was sent: text or HTML in, its record out. Nothing of it is kept."""

from threading import Lock

from onrecord.errors import OversizedInput
from onrecord.intake.metadata import Overrides
from onrecord.intake.objects import Fields, Options, report_of_bytes
from onrecord.records import Record


class Desk:
    """Where reports are read, one at a time: that takes all of a core and much memory, and who comes second waits."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Bytes that a report may have."""
        self._lock = Lock()

    def read(
        self, data: bytes, title: str | None = None, outlet: str | None = None, published: str | None = None
    ) -> Record:
        """The record of what was sent. Raises InputError where it holds no report, or too much.

        Raises ValueError where `published` is not a full date.
        """
        from onrecord.reading.reader import read

        if len(data) > self.most:
            raise OversizedInput("body", f"it has more than {self.most} bytes", "Send one report at a time")
        options = Options(Overrides(published=published, outlet=outlet, title=title), Fields({}))
        report = report_of_bytes(data, "body", options)
        with self._lock:
            return read(report)
