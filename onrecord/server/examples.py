"""Examples for the description of the API: values of parameters, and what some structures look like."""

from typing import Any

_REPORT = "691bc77a90f5e3fef315768325e6b8cb0c735ced1688194c6c3bede6441ebeac"

PARAMETERS: dict[str, str | int | list[str]] = {
    "report_id": _REPORT,
    "story_id": "story-f92da718add5",
    "actor_id": "entity-ee33fadd8778",
    "key": "matter-7a73fd9a6eca",
    "day": "2025-03-11",
    "q": 'grain "night corridor" -rail*',
    "from": "2025-03",
    "to": "2025-03-14",
    "holder": "Romania",
    "matter": "night travel of Moldovan grain trucks",
    "held_on": "2025-03-12",
    "known_on": "2025-03-11",
    "near": "Chisinau",
    "box": "20,43,30,49",
    "facet": ["outlet", "reported_month"],
}
"""By the name of the parameter."""

SCHEMAS: dict[str, list[Any]] = {
    "Quote": [
        {
            "report": f"sha256:{_REPORT}",
            "span": [433, 496],
            "text": "Romania forbade the trucks to travel after dark in October 2024",
            "outlet": "Curierul Nou",
            "title": "Romania weighs night corridor for Moldovan grain trucks",
            "published": "2025-03-11T06:10:00Z",
        }
    ],
    "Counted": [{"count": 7, "url": "/api/v1/events?story=story-f92da718add5&dated=false"}],
    "Problem": [
        {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "'yesterday' is no date. Give a year, a month or a day: 2024-11-17.",
            "parameter": "reported_from",
        }
    ],
}
"""By the name of the schema."""
