"""Reading one report: the stages in order, each with what it needs and what it gives.

A stage is a plain function from the layers it names to records. A stage that fails on a report is noted in
`Record.failures`; the stages that need what it would have given get an empty layer, the others run as always.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from msgspec import structs

from onrecord.knowledge.custom_ontology import CustomOntology
from onrecord.knowledge.gazetteer import Gazetteer, load_gazetteer
from onrecord.models import ReaderModel, load_reader_model
from onrecord.reading.analyse import analyse
from onrecord.reading.happenings import Happening, find_happenings
from onrecord.reading.layout import Layout
from onrecord.records import Coder, Record, Report, StageFailure
from onrecord.version import VERSION


@dataclass(frozen=True)
class Stage:
    """One step of the reading: its function as `module:name`, the layers it takes by keyword, the layer it gives."""

    function: str
    needs: tuple[str, ...]
    gives: str

    def load(self) -> Callable[..., Any]:
        """The stage's function."""
        module, name = self.function.split(":")
        found: Callable[..., Any] = getattr(import_module("onrecord.reading." + module), name)
        return found


STAGES = (
    Stage("layout:find_layout", ("report",), "layout"),
    Stage("attributions.credits:find_credits", ("report",), "credits"),
    Stage("times:find_times", ("report", "analysis"), "times"),
    Stage("places:find_places", ("report", "analysis", "gazetteer"), "places"),
    Stage("actors:find_actors", ("report", "analysis", "layout", "places"), "actors"),
    Stage("coreference:find_chains", ("report", "analysis", "actors", "places"), "chains"),
    Stage("attributions:find_attributions", ("report", "analysis", "layout", "actors"), "attributions"),
    Stage("events:find_events", ("report", "analysis", "actors", "places", "times", "attributions"), "events"),
    Stage(
        "events.custom:find_custom_events",
        ("report", "analysis", "actors", "places", "times", "attributions", "events", "ontology"),
        "events",
    ),
    Stage("events.acled:code_acled", ("report", "events"), "events"),
    Stage(
        "positions:find_positions",
        ("report", "analysis", "actors", "places", "times", "attributions", "events"),
        "positions",
    ),
    Stage(
        "positions.shifts:find_shifts", ("report", "analysis", "actors", "times", "attributions", "positions"), "shifts"
    ),
    Stage(
        "keypoints:find_keypoints",
        ("report", "analysis", "actors", "places", "times", "attributions", "events", "positions", "shifts"),
        "keypoints",
    ),
    Stage("timeline:order_timeline", ("times", "events"), "timeline"),
)

_GIVEN = ("report", "analysis", "gazetteer", "ontology")
_NOT_RECORDED = ("layout", "credits")


def check_stages(stages: tuple[Stage, ...] = STAGES) -> None:
    """Raise ValueError where a stage needs a layer that no stage before it gives."""
    known = set(_GIVEN)
    for stage in stages:
        missing = [name for name in stage.needs if name not in known]
        if missing:
            raise ValueError(f"stage {stage.function} needs {', '.join(missing)}, which no stage before it gives")
        known.add(stage.gives)


def read(
    report: Report,
    model: ReaderModel | None = None,
    gazetteer: Gazetteer | None = None,
    ontology: CustomOntology | None = None,
) -> Record:
    """The record of one report, with the model and the gazetteer that ship with the package unless others are given.

    `ontology` has event types of the user's own, to be found beside PLOVER's. The same report, weights, gazetteer and
    ontology give the same record. Raises SetupError where weights or gazetteer are missing.
    """
    model, gazetteer = model or load_reader_model(), gazetteer or load_gazetteer()
    layers, failures = _read_layers(report, model, gazetteer, ontology)
    found = {s.gives: layers[s.gives] for s in STAGES if s.gives not in _NOT_RECORDED}
    own_types = ontology.digest if ontology is not None else None
    coder = Coder(version=VERSION, weights=model.digest, gazetteer=gazetteer.digest, ontology=own_types)
    if layers["credits"]:
        report = structs.replace(report, credits=layers["credits"])
    return Record(report=report, coder=coder, failures=failures, **found)


def read_happenings(report: Report, entity: str) -> tuple[Happening, ...]:
    """What a report tells of the person, thing or body of this name, each happening with its day, in text order.

    Raises SetupError where weights or gazetteer are missing.
    """
    layers, _ = _read_layers(report, load_reader_model(), load_gazetteer(), None)
    taken = ("report", "analysis", "actors", "times", "attributions")
    return find_happenings(**{name: layers[name] for name in taken}, entity=entity)


def _read_layers(
    report: Report, model: ReaderModel, gazetteer: Gazetteer, ontology: CustomOntology | None
) -> tuple[dict[str, Any], tuple[StageFailure, ...]]:
    """What every stage gives, by its name, and the stages that failed."""
    layers: dict[str, Any] = {"report": report, "gazetteer": gazetteer, "ontology": ontology}
    layers["analysis"] = analyse(report, model)
    failures: list[StageFailure] = []
    for stage in STAGES:
        try:
            layers[stage.gives] = stage.load()(**{name: layers[name] for name in stage.needs})
        except Exception as error:
            failures.append(StageFailure(stage=stage.gives, problem=f"{type(error).__name__}: {error}"))
            layers.setdefault(stage.gives, Layout((), (), ()) if stage.gives == "layout" else ())
    return layers, tuple(failures)
