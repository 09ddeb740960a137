"""Reads an example with the event types of transit.yaml and prints what they find: `python examples/own_types.py`."""

from pathlib import Path

from onrecord import load_custom_ontology, read, read_inputs

HERE = Path(__file__).parent

ontology = load_custom_ontology(HERE / "transit.yaml")
for report in read_inputs([str(HERE / "grain-corridor.txt")]):
    record = read(report, ontology=ontology)
    names = {actor.id: actor.name for actor in record.actors}
    for event in record.events:
        if event.custom:
            who = ", ".join(names[actor] for actor in event.actors) or "?"
            words = record.report.text[slice(*event.trigger)]
            print(f"{', '.join(event.custom)}: {who}: “{words}” ({event.modality}; PLOVER: {event.type})")
