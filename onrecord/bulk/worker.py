"""The worker: a plain class that loads what reading takes once and then reads one report a call."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.records import Record, Report

if TYPE_CHECKING:
    from onrecord.knowledge.custom_ontology import CustomOntology
    from onrecord.knowledge.gazetteer import Gazetteer
    from onrecord.records import Coder


class Worker:
    """Reads reports with the shipped tables, or with a gazetteer and an ontology of the user's own.

    Files are loaded at the first report, or by `load`, in the process that reads. A worker can be pickled.
    """

    ahead = 0

    def __init__(self, gazetteer: Path | None = None, ontology: Path | None = None) -> None:
        self._gazetteer_file = gazetteer
        self._ontology_file = ontology

    def __reduce__(self) -> tuple[type["Worker"], tuple[Path | None, Path | None]]:
        return Worker, (self._gazetteer_file, self._ontology_file)

    def __call__(self, report: Report) -> Record:
        """The record of one report. Raises SetupError where weights or tables are missing."""
        from onrecord.reading.reader import read

        return read(report, gazetteer=self._gazetteer, ontology=self._ontology)

    def submit(self, report: Report) -> Callable[[], Record]:
        """The reading of a report in this process, done when it is asked for."""
        return partial(self, report)

    def load(self) -> "Coder":
        """Load all that reading takes, and say what reads. Raises SetupError or InputError."""
        from onrecord.models import load_reader_model
        from onrecord.records import Coder
        from onrecord.version import VERSION

        ontology = self._ontology.digest if self._ontology is not None else None
        model, gazetteer = load_reader_model(), self._gazetteer
        return Coder(version=VERSION, weights=model.digest, gazetteer=gazetteer.digest, ontology=ontology)

    @cached_property
    def _gazetteer(self) -> "Gazetteer":
        from onrecord.knowledge.gazetteer import load_gazetteer

        return load_gazetteer(self._gazetteer_file) if self._gazetteer_file else load_gazetteer()

    @cached_property
    def _ontology(self) -> "CustomOntology | None":
        if self._ontology_file is None:
            return None
        from onrecord.knowledge.custom_ontology import load_custom_ontology

        return load_custom_ontology(self._ontology_file)
