"""W3C PROV-JSON: where each record comes from. One bundle a report, all in one document.

The report is an entity that its outlet is responsible for; reading is an activity of onrecord's that used it and made
every record. A statement is attributed to its source; one that was passed on is derived from the words of the one
further in, as a quotation (`prov:type` `prov:Quotation`).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from onrecord.chains import chain
from onrecord.formats.export.columns import Row
from onrecord.formats.export.selection import Item
from onrecord.formats.export.tables import attribution_rows, event_rows, position_rows
from onrecord.records import content_id

PREFIXES = {
    "onrecord": "urn:onrecord:1:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_ROWS = {"events": event_rows, "attributions": attribution_rows, "positions": position_rows}
_ID = {"events": "event_id", "attributions": "attribution_id", "positions": "position_id"}
_HEADING = frozenset(("report_id", "report_url", "outlet", "title", "published", "published_basis", "retrieved"))
_WORD = re.compile(r"[^A-Za-z0-9_-]+")


def prov_bundle(item: Item, kind: str, shown: bool) -> tuple[str, dict[str, Any]]:
    """The name of a report's bundle, and the bundle: its report, and its records of the kind asked for."""
    report = _name("report", item.record.report.id.removeprefix("sha256:"))
    bundle = _Bundle(item, report)
    for row in _ROWS[kind](item):
        if row["shown"] or not shown:
            bundle.add(kind.removesuffix("s"), row[_ID[kind]], row)
    if kind == "attributions":
        bundle.add_chains(shown)
    return f"{report}-bundle", {name: found for name, found in bundle.parts.items() if found}


class _Bundle:
    """The parts of a bundle by their names in PROV-JSON, each a map from ids."""

    def __init__(self, item: Item, report: str) -> None:
        self._item, self._report = item, report
        names = "entity activity agent used wasGeneratedBy wasAssociatedWith wasAttributedTo wasDerivedFrom"
        self.parts: dict[str, dict[str, Any]] = {name: {} for name in names.split()}
        self._add_reading()

    def add(self, kind: str, record_id: str, row: Row) -> None:
        """A record: made by the reading, derived from the report, attributed to who says so."""
        name = self._record(record_id)
        known = {
            f"onrecord:{key}": _value(value)
            for key, value in row.items()
            if key not in _HEADING and value not in (None, [])
        }
        self.parts["entity"][name] = {"prov:type": _type(f"onrecord:{kind}"), **known}
        self._relate("wasGeneratedBy", record_id, {"prov:entity": name, "prov:activity": self._reading})
        derived = {"prov:generatedEntity": name, "prov:usedEntity": self._report}
        self._relate("wasDerivedFrom", record_id, {**derived, "prov:type": _type("prov:Quotation")})

    def add_chains(self, shown: bool) -> None:
        """Who said it, and for what was passed on, from whose words."""
        record = self._item.record
        for each in record.attributions:
            if shown and not each.shown:
                continue
            links = chain(record, each)
            if links[0].name:
                responsible = {"prov:entity": self._record(each.id), "prov:agent": self._agent(links[0].name)}
                self._relate("wasAttributedTo", each.id, responsible)
            hops = [link.attribution for link in links if link.attribution in self._known()]
            for inner, outer in pairwise(hops):
                derived = {"prov:generatedEntity": self._record(outer), "prov:usedEntity": self._record(inner)}
                self._relate("wasDerivedFrom", f"{outer}-{inner}", {**derived, "prov:type": _type("prov:Quotation")})

    def _add_reading(self) -> None:
        report, coder = self._item.record.report, self._item.record.coder
        about = {"schema:url": report.uri, "schema:headline": report.title, "schema:datePublished": report.published}
        about |= {"onrecord:publishedBasis": report.published_basis, "onrecord:sha256": report.id}
        known = {key: value for key, value in about.items() if value is not None}
        self.parts["entity"][self._report] = {"prov:type": _type("schema:NewsArticle"), **known}
        if report.outlet:
            self._relate(
                "wasAttributedTo", "report", {"prov:entity": self._report, "prov:agent": self._agent(report.outlet)}
            )
        software = _name("onrecord", coder.version)
        made = {
            "prov:type": _type("prov:SoftwareAgent"),
            "onrecord:version": coder.version,
            "onrecord:weights": coder.weights,
        }
        self.parts["agent"][software] = {key: value for key, value in made.items() if value is not None}
        self._reading = f"{self._report}-reading"
        self.parts["activity"][self._reading] = {"prov:type": _type("onrecord:reading")}
        self._relate("used", "report", {"prov:activity": self._reading, "prov:entity": self._report})
        self._relate("wasAssociatedWith", "coder", {"prov:activity": self._reading, "prov:agent": software})

    def _known(self) -> set[str]:
        return {each.id for each in self._item.record.attributions if self._record(each.id) in self.parts["entity"]}

    def _agent(self, name: str) -> str:
        """The agent of that name, who is one in this report alone."""
        agent = f"{self._report}-{content_id('agent', name)}"
        self.parts["agent"][agent] = {"prov:type": _type("prov:Agent"), "schema:name": name}
        return agent

    def _record(self, record_id: str | None) -> str:
        return f"{self._report}-{record_id}"

    def _relate(self, relation: str, name: str, values: dict[str, Any]) -> None:
        self.parts[relation][f"_:{relation}-{name}"] = values


def _type(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _value(value: Any) -> Any:
    """A value as PROV-JSON takes it: a span as `role:start-stop`."""
    if isinstance(value, list):
        return [f"{v['role']}:{v['start']}-{v['stop']}" if isinstance(v, dict) else v for v in value]
    return value


def _name(kind: str, value: str) -> str:
    return f"onrecord:{kind}-{_WORD.sub('-', value)}"


def bundles(items: Iterator[Item], kind: str, shown: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """The bundles of all reports."""
    return (prov_bundle(item, kind, shown) for item in items)
