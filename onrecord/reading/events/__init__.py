"""Events: who did what to whom, in PLOVER and CAMEO, with modality and factuality."""

from onrecord.reading.events.stage import find_events

__all__ = ["find_events"]
